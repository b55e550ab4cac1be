"""Kills a program at random while it edits, saves or recovers, and looks at what is left.

``python -m tests.safety.kills editing 1000 1`` kills a thousand times while editing, with chances from seed 1. It is
a process of its own, so that it can fork: what is killed is a child that has everything imported already, so that a
kill falls into the work and not into the start. Prints one line of figures; anything lost is an AssertionError.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from models import limits, working_copy  # noqa: F401  (imported before the first fork)
from models.change import Change
from models.errors import FileError
from models.records import Element, Placement, new_id
from models.store import open_map
from models.strategy_map import StrategyMap
from stratmap.safekeeping.home import Home, home_in
from stratmap.safekeeping.publishing import publish
from stratmap.safekeeping.recovery import left_behind, recover
from stratmap.safekeeping.session import Origin, Session
from tests.builders import SHEET, influences, map_of, objective
from tests.safety.faults import calls_made, stopping
from tests.safety.folders import new_folder

SIZE = 12


def beginning() -> StrategyMap:
    elements = [objective(f"e{each}", notes="words " * 50) for each in range(SIZE)]
    links = [influences(f"e{each}", f"e{each + 1}", "+", id=f"l{each}") for each in range(SIZE - 1)]
    cards = [Placement(SHEET, each.id, 0, 0, 176, 64) for each in elements]
    return map_of(*elements, *links, *cards)


def next_change(map: StrategyMap, number: int) -> Change:
    """The edit of this number, the same every time: titles, moves, a card that comes and goes."""
    element = map.elements[f"e{number % SIZE}"]
    card = map.placements[f"{SHEET}:{element.id}"]
    passing = Element("passing", element.kind, f"Passing {number}")
    there = map.elements.get("passing")
    return Change(
        f"Edit {number}",
        {
            element.key: (element, replace(element, title=f"Title {number}", notes=f"{number} " * (number % 300))),
            card.key: (card, replace(card, x=float(number))),
            passing.key: (there, None if there else passing),
        },
    )


def edited(upto: int) -> StrategyMap:
    map = beginning()
    for number in range(1, upto + 1):
        map = map.apply(next_change(map, number))
    return map


def killed(work: Callable[[int], None], seconds: float, *, at_work: bool = False, until_dead: bool = False) -> int:
    """Run ``work`` in a child and kill it; the last number it told through the pipe, 0 where it told none.

    With ``at_work`` the seconds are counted from the first number it tells; ``until_dead`` it kills itself.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 0
        try:
            work(writing)
        except BaseException as error:  # noqa: BLE001  the child must never come back into this program
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            code = 3
        os._exit(code)
    os.close(writing)
    told = os.read(reading, 4) if at_work else b""
    if not until_dead:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the child failed by itself"
    while part := os.read(reading, 65536):
        told += part
    os.close(reading)
    whole = len(told) // 4 * 4
    return int(struct.unpack("<I", told[whole - 4 : whole])[0]) if whole else 0


def edit_on(home: Home, chance: random.Random) -> Callable[[int], None]:
    hurry = chance.random()

    def work(pipe: int) -> None:
        map = beginning()
        session = Session(home.sessions, map)
        session.flush()
        number = 0
        os.write(pipe, struct.pack("<I", 0))
        while True:
            number += 1
            change = next_change(map, number)
            map = map.apply(change)
            session.record(change, map)
            time.sleep(0.002 * hurry)
            if hurry > 0.7:
                session.flush()
            os.write(pipe, struct.pack("<I", max(0, session.acknowledged)))

    return work


def recover_on(home: Home) -> Callable[[int], None]:
    def work(pipe: int) -> None:
        for left in left_behind(home):
            recovered = recover(left)
            session = Session(home.sessions, recovered.map, recovered.lineage, unsaved=recovered.unsaved)
            assert session.flush(), "the new session could not be written"
            recovered.settle()
        os.write(pipe, struct.pack("<I", 1))

    return work


def kill_editing(rounds: int, seed: int) -> str:
    """The last acknowledged edit is there, and the map is whole: that of exactly one moment."""
    chance = random.Random(seed)
    edits = recoveries = barren = 0
    for _ in range(rounds):
        folder = new_folder(chance)
        home = home_in(folder)
        at_work = chance.random() < 0.9
        acknowledged = killed(edit_on(home, chance), chance.uniform(0.0, 0.06), at_work=at_work)
        if chance.random() < 0.3:
            killed(recover_on(home), chance.uniform(0.0, 0.03))
            recoveries += 1
        found = left_behind(home)
        if acknowledged:
            assert found, f"{acknowledged} edits were acknowledged, and nothing is offered"
        for left in found:
            recovered = recover(left)
            upto = recovered.unsaved
            recovered.release()
            assert upto >= acknowledged, f"{acknowledged} edits were acknowledged, {upto} are there"
            assert recovered.map == edited(upto), f"the map is not that of edit {upto}"
            edits += upto
        barren += not found
        shutil.rmtree(folder)
    told = f"{rounds} kills while editing, {recoveries} more while recovering: {edits} edits there, none lost"
    return f"{told}; {barren} kills came before the first edit"


def save_on(home: Home, path: Path) -> Callable[[int], None]:
    opened = open_map(path)
    start = int(opened.map.info.title)

    def work(pipe: int) -> None:
        origin, lineage, number = Origin(path, opened.sha256), opened.lineage, start
        os.write(pipe, struct.pack("<I", 0))
        while True:
            number += 1
            map = version_of(number)
            done = publish(map, lineage, path, home, {origin.sha256})
            origin, lineage = done.origin, done.lineage
            os.write(pipe, struct.pack("<I", number))

    return work


def version_of(number: int) -> StrategyMap:
    map = edited(number % 7)
    return StrategyMap([replace(map.info, title=str(number)), *(each for each in map.records() if each != map.info)])


def kill_saving(rounds: int, seed: int) -> str:
    """The main file alone, in another folder, is the one last called saved or the next one, whole."""
    chance = random.Random(seed)
    folder = new_folder(chance)
    home, path, elsewhere = home_in(folder / "home"), folder / "documents" / "plan.stratmap", folder / "elsewhere"
    path.parent.mkdir()
    elsewhere.mkdir()
    publish(version_of(1), (), path, home)
    saves = between = 0
    for _ in range(rounds):
        before = int(open_map(path).map.info.title)
        said = killed(save_on(home, path), chance.uniform(0.0, 0.12), at_work=True) or before
        alone = elsewhere / f"{new_id()}.stratmap"
        shutil.copyfile(path, alone)
        try:
            map = open_map(alone).map
        except FileError as error:
            raise AssertionError(f"after {said} the file is of no use: {error}") from error
        number = int(map.info.title)
        assert number in (said, said + 1), f"said to be saved: {said}, there: {number}"
        assert map == version_of(number), f"the file is not all of version {number}"
        saves += number - before
        between += number == said + 1
        alone.unlink()
        if chance.random() < 0.1:
            for left in path.parent.glob(".*.stratmap.tmp"):
                os.utime(left, (0, 0))
            done = publish(version_of(number + 1), (), path, home)
            assert [each.name for each in path.parent.iterdir()] == [path.name], "something was left beside the file"
            assert done.no_backup is None
    shutil.rmtree(folder)
    return f"{rounds} kills while saving, {saves} saves, {between} times the file was new but not yet called saved"


def kill_at_every_call(*_: int) -> str:
    """A kill before each call to the system that a save makes leaves the old file or the new one, whole."""
    folder = new_folder(random.Random(1))
    home, path = home_in(folder / "home"), folder / "plan.stratmap"
    old = publish(version_of(1), (), path, home)
    data = path.read_bytes()

    def save() -> None:
        publish(version_of(2), old.lineage, path, home, {old.origin.sha256})

    made = calls_made(save)
    found = {"1": 0, "2": 0}
    for place in range(len(made)):
        path.write_bytes(data)
        for left in folder.glob(".*.stratmap.tmp"):
            left.unlink()
        shutil.rmtree(home.backups, ignore_errors=True)
        killed(lambda _, place=place: stopping(save, place), 30, until_dead=True)
        found[open_map(path).map.info.title] += 1
    shutil.rmtree(folder)
    assert min(found.values()) > 0, "the kills were not spread over the save"
    return f"a kill at each of {len(made)} calls of a save: {found['1']} times the old file, {found['2']} the new one"


if __name__ == "__main__":
    what, count, with_seed = sys.argv[1:]
    limits.MAX_FILE_BYTES = 64 * 1024 * 1024
    kill = {"editing": kill_editing, "saving": kill_saving, "calls": kill_at_every_call}[what]
    print(kill(int(count), int(with_seed)))  # noqa: T201
