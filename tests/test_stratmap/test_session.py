"""Every change that was acknowledged is on the disk; a disk that refuses is told once, and caught up with later."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import working_copy
from models.change import Change
from models.errors import FileError, FileTrouble
from models.records import Revision
from models.strategy_map import StrategyMap
from models.working_copy import Progress, Worked, WorkingCopy, read_working_copy
from stratmap.document import Document
from stratmap.edits.elements import delete, rename
from stratmap.safekeeping import session as session_module
from stratmap.safekeeping.held import Held, Taken
from stratmap.safekeeping.session import Ending, Origin, Session
from stratmap.safekeeping.session_folder import working_copies
from tests.builders import influences, initiative, map_of, objective, placed
from tests.strategies import maps

LINEAGE = (Revision("r1", "2026-01-01T00:00:00+00:00"),)
START = Progress(0, 0, "2026-05-03T10:00:00+00:00", "2026-05-03T09:00:00+00:00")


def sample() -> StrategyMap:
    return placed(map_of(objective("grow", "Grow"), initiative("portal"), influences("portal", "grow", "+")))


@pytest.fixture
def troubles() -> list[FileTrouble | None]:
    return []


@pytest.fixture
def begin(tmp_path: Path, troubles: list[FileTrouble | None]) -> Iterator[Callable[..., Session]]:
    """Begins sessions, and ends them with the test."""
    begun: list[Session] = []

    def start(map: StrategyMap, **options: Any) -> Session:
        def told(trouble: FileError | None) -> None:
            troubles.append(trouble.trouble if trouble else None)

        begun.append(Session(tmp_path / "sessions", map, on_trouble=told, **options))
        return begun[-1]

    yield start
    for each in begun:
        each.end(Ending.FORGET)


def followed(session: Session, document: Document) -> None:
    document.changed.connect(lambda change: session.record(change, document.map) and None)


def on_disk(session: Session) -> Worked:
    """What is in the working copy, looked at the way another program would after a crash."""
    newest = working_copies(session.folder)[0]
    copy = newest.with_name("look.db")
    copy.write_bytes(newest.read_bytes())
    beside = newest.with_name(newest.name + "-wal")
    if beside.exists():
        copy.with_name("look.db-wal").write_bytes(beside.read_bytes())
    return read_working_copy(copy)


def test_the_map_it_began_with_is_there(begin: Callable[..., Session]) -> None:
    session = begin(sample(), lineage=LINEAGE, origin=Origin(Path("/plan.stratmap"), "abc"))
    assert session.flush()
    worked = on_disk(session)
    assert (worked.map, worked.lineage) == (sample(), LINEAGE)
    assert (worked.progress.path, worked.progress.sha256, worked.progress.unsaved) == ("/plan.stratmap", "abc", 0)


def test_every_change_is_there_in_order(begin: Callable[..., Session]) -> None:
    document = Document(sample())
    session = begin(document.map)
    followed(session, document)
    rename(document, "grow", "Grow more")
    delete(document, ["portal"])
    document.undo()
    rename(document, "portal", "Gate")
    assert session.flush()
    assert session.acknowledged == session.handed_over == 4
    worked = on_disk(session)
    assert worked.map == document.map
    assert list(worked.map.records()) == list(document.map.records())
    assert worked.progress.unsaved == 4


@settings(max_examples=25, deadline=None)
@given(st.lists(maps(5), min_size=2, max_size=4))
def test_any_changes_in_a_row_leave_what_the_last_one_meant(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[StrategyMap]
) -> None:
    path = tmp_path_factory.mktemp("work") / "work-1.db"
    now = wanted[0]
    copy = WorkingCopy(path, Worked(now, LINEAGE, START))
    for each in wanted[1:]:
        change = now.change_to(each, "Become")
        now = now.apply(change)
        copy.write([change], replace(START, edits=1))
    copy.close()
    worked = read_working_copy(path)
    assert worked.map == now == wanted[-1]
    assert list(worked.map.records()) == list(now.records())


def test_a_save_is_noted_up_to_the_change_it_held(begin: Callable[..., Session]) -> None:
    document = Document(sample())
    session = begin(document.map, unsaved=1)
    followed(session, document)
    rename(document, "grow", "1")
    upto = session.handed_over
    rename(document, "grow", "2")
    session.saved(upto, Origin(Path("/elsewhere.stratmap"), "def"), LINEAGE)
    assert session.flush()
    worked = on_disk(session)
    assert worked.lineage == LINEAGE
    assert worked.progress.path == "/elsewhere.stratmap"
    assert worked.progress.unsaved == 1


def test_handing_over_a_change_does_not_wait_for_the_disk(
    begin: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = threading.Event()
    writers: list[threading.Thread] = []
    really = WorkingCopy.write

    def waits(*arguments: Any) -> None:
        writers.append(threading.current_thread())
        slow.wait(30)
        slow.set()  # who waited for it so long has failed, and need not wait again
        really(*arguments)

    monkeypatch.setattr(WorkingCopy, "write", waits)
    document = Document(sample())
    session = begin(document.map)
    session.flush()
    followed(session, document)
    for each in range(50):
        rename(document, "grow", f"Grow {each}")
    assert not slow.is_set()
    assert session.acknowledged == 0
    assert threading.current_thread() not in writers
    slow.set()
    assert session.flush()
    assert session.acknowledged == 50
    assert on_disk(session).map == document.map


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "RETRY_SECONDS", 0.02)


def until(fulfilled: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not fulfilled():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


@pytest.mark.usefixtures("_impatient")
def test_a_full_disk_is_told_once_and_caught_up_with(
    begin: Callable[..., Session], troubles: list[FileTrouble | None]
) -> None:
    document = Document(sample())
    session = begin(document.map)
    session.flush()
    followed(session, document)
    assert session._file is not None
    session._file._connection.execute("PRAGMA max_page_count = 1")
    for each in range(3):
        rename(document, "grow", f"{each}" * 2000)
        delete(document, ["portal"])
        document.undo()
        with document.edit("Notes") as edit:
            edit.put(replace(document.map.elements["portal"], notes=str(each) * 100_000))
        session.flush()
    assert session.trouble is not None
    assert session.trouble.trouble is FileTrouble.DISK_FULL
    session._file._connection.execute("PRAGMA max_page_count = 100000")
    until(lambda: session.trouble is None)
    assert session.acknowledged == session.handed_over
    assert troubles == [FileTrouble.DISK_FULL, None]
    assert on_disk(session).map == document.map


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.EIO, "Input/output error"), FileTrouble.FAILED),
        (OSError(errno.EROFS, "Read-only file system"), FileTrouble.NOT_ALLOWED),
        (sqlite3.OperationalError("disk I/O error"), FileTrouble.FAILED),
        (sqlite3.DatabaseError("malformed"), FileTrouble.FAILED),
    ],
)
def test_a_working_copy_that_fails_is_written_anew(
    begin: Callable[..., Session],
    troubles: list[FileTrouble | None],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    trouble: FileTrouble,
) -> None:
    document = Document(sample())
    session = begin(document.map)
    session.flush()
    followed(session, document)
    first = working_copies(session.folder)

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(WorkingCopy, "write", fail)
        rename(document, "grow", "Grow more")
        until(lambda: bool(troubles))
    rename(document, "grow", "Grow most")
    until(lambda: session.acknowledged == 2)
    assert troubles == [trouble, None]
    assert on_disk(session).map == document.map
    assert [each for each in first if each.exists()] == []


@pytest.mark.usefixtures("_impatient")
def test_a_fault_of_ours_does_not_end_the_protection(
    begin: Callable[..., Session], monkeypatch: pytest.MonkeyPatch, reported: Any
) -> None:
    document = Document(sample())
    session = begin(document.map)
    session.flush()
    followed(session, document)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(working_copy, "_make", fail)
        rename(document, "grow", "Grow more")
        until(lambda: session.trouble is not None or bool(reported.seen))
    until(lambda: session.acknowledged == 1)
    assert on_disk(session).map == document.map
    assert any("ZeroDivisionError" in each for each in reported.seen)


@pytest.mark.usefixtures("_impatient")
def test_a_folder_that_cannot_be_made_is_told_and_work_goes_on(
    begin: Callable[..., Session], troubles: list[FileTrouble | None], tmp_path: Path
) -> None:
    (tmp_path / "sessions").write_bytes(b"a file where the folder should be")
    document = Document(sample())
    session = begin(document.map)
    followed(session, document)
    rename(document, "grow", "Grow more")
    assert not session.flush()
    assert troubles
    assert troubles[0] is not None
    (tmp_path / "sessions").unlink()
    until(lambda: session.acknowledged == 1)
    assert on_disk(session).map == document.map


def test_a_clean_end_leaves_nothing(begin: Callable[..., Session], tmp_path: Path) -> None:
    session = begin(sample())
    session.flush()
    session.end(Ending.FORGET)
    assert list((tmp_path / "sessions").iterdir()) == []
    assert not any(each.name == "stratmap working copy" for each in threading.enumerate())


def test_what_waits_is_written_before_the_end(begin: Callable[..., Session]) -> None:
    document = Document(sample())
    session = begin(document.map)
    followed(session, document)
    for each in range(20):
        rename(document, "grow", f"Grow {each}")
    session.end(Ending.LEAVE)
    assert on_disk(session).map == document.map


def test_a_living_session_is_held(begin: Callable[..., Session]) -> None:
    session = begin(sample())
    session.flush()
    with pytest.raises(Taken):
        Held(session.folder / "lock")
    session.end(Ending.LEAVE)
    Held(session.folder / "lock").release()


@pytest.mark.skipif(os.name == "nt", reason="permissions of this kind are not Windows'")
def test_nobody_else_may_look_into_a_session(begin: Callable[..., Session]) -> None:
    session = begin(sample())
    session.flush()
    assert session.folder.stat().st_mode & 0o077 == 0


def test_a_thousand_changes_are_written_in_little_time(begin: Callable[..., Session]) -> None:
    chance = random.Random(1)
    document = Document(sample())
    session = begin(document.map)
    followed(session, document)
    for _ in range(1000):
        card = next(iter(document.map.placements.values()))
        document.make(Change("Move", {card.key: (card, replace(card, x=chance.uniform(0, 1e6)))}))
    assert session.flush(10)
    assert on_disk(session).map == document.map


@pytest.mark.skipif(os.name == "nt", reason="nobody can delete what is open there")
@pytest.mark.parametrize("what", ["*", "work-*", "*-wal", "lock"])
def test_a_working_copy_that_somebody_cleared_away_is_made_anew(begin: Callable[..., Session], what: str) -> None:
    document = Document(sample())
    session = begin(document.map)
    followed(session, document)
    rename(document, "grow", "one")
    assert session.flush()
    for each in session.folder.glob(what):
        each.unlink()
    if what == "*":
        session.folder.rmdir()
        session.folder.parent.rmdir()
    rename(document, "grow", "two")
    assert session.flush()
    assert on_disk(session).map == document.map
    rename(document, "grow", "three")
    assert session.flush()
    assert on_disk(session).map == document.map
    with pytest.raises(Taken):
        Held(session.folder / "lock")
