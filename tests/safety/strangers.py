"""Files from strangers, by the thousand: ``python -m tests.safety.strangers 20000 1`` changes a good file so often.

Each is accepted, and then it is the very map that was saved, or refused as FileError; nothing else, within limits of
memory and time that the system keeps. Prints one line of figures.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from models import reader
from models.errors import FileError
from models.reader import read_map
from models.store import map_bytes
from models.strategy_map import StrategyMap
from tests.builders import SHEET, influences, map_of, objective, placed
from tests.cost import Clock

MEGABYTES = 600
"""Address space the process may have beyond what it has at the start."""

MOST_LOOKS = 100
"""How often reading a file may look at the clock, which it does each ``STEPS_BETWEEN_LOOKS`` steps SQLite makes."""

NOWHERE = Path("plan.stratmap")
PAGE = 1024


def good_map() -> StrategyMap:
    titles = ["Grow revenue", "โตอย่างยั่งยืน", "🚀 Launch", "x" * 1500]
    elements = [
        objective(f"e{each}", title, notes="words " * 40, tags=("a", "b")) for each, title in enumerate(titles)
    ]
    return placed(
        map_of(*elements, influences("e0", "e1", "+", id="l", strength=0.5), influences("e1", "e2", id="m"))
    )


def flipped(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 1, 2, 5, 50))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def in_the_header(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(min(len(data), 108))] = chance.choice((0, 1, 2, 3, 127, 128, 255, chance.randrange(256)))


def in_a_page_header(data: bytearray, chance: random.Random) -> None:
    if len(data) < 2 * PAGE:
        return
    page = chance.randrange(1, len(data) // PAGE) * PAGE
    data[page + chance.randrange(40)] = chance.choice((0, 1, 2, 5, 10, 13, 127, 255, chance.randrange(256)))


def overwritten(data: bytearray, chance: random.Random) -> None:
    size = min(chance.choice((2, 4, 8, 64, 1024)), len(data))
    at = chance.randrange(len(data) - size + 1)
    data[at : at + size] = chance.choice((bytes(size), b"\xff" * size, chance.randbytes(size)))


def pages_swapped(data: bytearray, chance: random.Random) -> None:
    if len(data) < PAGE:
        return
    one, other = (chance.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def cut_off(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def grown(data: bytearray, chance: random.Random) -> None:
    at = chance.choice((len(data), chance.randrange(len(data))))
    data[at:at] = chance.randbytes(chance.choice((1, 100, 1024, 5000)))


def in_the_schema(data: bytearray, chance: random.Random) -> None:
    """Other words in the SQL of the tables, of the same length."""
    for old, new in chance.sample(WORDS, 2):
        at = data.find(old)
        if at >= 0:
            data[at : at + len(new)] = new


WORDS = [
    (b"TEXT NOT NULL", b"TEXT DEFAULT 1"),
    (b"CREATE TABLE", b"CREATE  VIEW"),
    (b"STRICT", b"      "),
    (b"PRIMARY KEY", b"CHECK (1=1)"),
    (b"element", b"ELEMENT"),
    (b"table", b"index"),
    (b"REAL", b"BLOB"),
]

WAYS: list[Callable[[bytearray, random.Random], None]] = [
    *(flipped, in_the_header, in_a_page_header, overwritten),
    *(pages_swapped, cut_off, grown, in_the_schema),
]


def change_again_and_again(rounds: int, seed: int) -> str:
    chance = random.Random(seed)
    wanted = good_map()
    good = map_bytes(wanted, ())
    told: Counter[str] = Counter()
    slowest = 0.0
    clock = reader.time = Clock(0.0)  # type: ignore[attr-defined]
    for _ in range(rounds):
        data = bytearray(good)
        for way in chance.choices(WAYS, k=chance.choice((1, 1, 2))):
            if data:
                way(data, chance)
        before, clock.looks = time.thread_time(), 0
        try:
            map, _ = read_map(bytes(data), NOWHERE)
        except FileError as error:
            told[error.trouble] += 1
        else:
            assert map == wanted, "accepted, but not what was saved"
            told["accepted"] += 1
        slowest = max(slowest, time.thread_time() - before)
        assert clock.looks <= MOST_LOOKS, "one kept SQLite busy"
    return f"{rounds} changed files: {dict(told)}, the slowest took {slowest * 1000:.0f} ms"


def limit_memory() -> None:
    """Have the system refuse more memory than that."""
    import resource

    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEGABYTES * 2**20, used + MEGABYTES * 2**20))


if __name__ == "__main__":
    if sys.platform == "linux":
        limit_memory()
    assert SHEET
    print(change_again_and_again(int(sys.argv[1]), int(sys.argv[2])))  # noqa: T201
