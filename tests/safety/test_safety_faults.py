"""Whatever call to the system fails in a save, the file is the old or the new one, and nobody is lied to."""

from __future__ import annotations

import errno
import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from models import atomic
from models.errors import FileError
from models.store import open_map
from stratmap.safekeeping.home import Home, home_in
from stratmap.safekeeping.publishing import NotConfirmed, Published, publish
from stratmap.safekeeping.recovery import discard, discarded, left_behind, recover
from stratmap.safekeeping.session import Ending, Session
from tests.builders import map_of, objective
from tests.safety.faults import calls_made, failing
from tests.safety.folders import new_folder

NUMBERS = [errno.EIO, errno.ENOSPC, errno.EACCES]


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is such a disk: many a save waits for it here."""
    found = new_folder(random.Random(1))
    yield found
    shutil.rmtree(found)


@pytest.fixture
def home(folder: Path) -> Home:
    return home_in(folder / "home")


@pytest.fixture
def path(folder: Path) -> Path:
    (folder / "documents").mkdir()
    return folder / "documents" / "plan.stratmap"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "PATIENCE", 0.0)


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
@pytest.mark.parametrize("theirs", [False, True], ids=["over ours", "over theirs"])
def test_a_save_with_a_failing_call_is_the_old_file_or_the_new_one(
    path: Path, home: Home, number: int, theirs: bool
) -> None:
    first = publish(map_of(title="old"), (), path, home)
    data = path.read_bytes()
    known = None if theirs else {first.origin.sha256}
    done: list[Published] = []

    def save() -> None:
        done.append(publish(map_of(title="new"), first.lineage, path, home, known))

    places = len(calls_made(save))
    assert places > 15
    for place in range(places):
        path.write_bytes(data)
        done.clear()
        refused: FileError | None = None
        try:
            failing(save, place, number)
        except FileError as error:
            refused = error
        title = open_map(path).map.info.title
        if refused is None:
            assert title == "new", f"said to be saved, but call {place} failed"
        assert title == ("new" if isinstance(refused, NotConfirmed) or refused is None else "old")
        sha256s = {first.origin.sha256, *([refused.sha256] if isinstance(refused, NotConfirmed) else [])}
        sha256s |= {each.origin.sha256 for each in done}
        assert [each.name for each in path.parent.iterdir()] == [path.name], f"call {place} left something behind"
        publish(map_of(title="afterwards"), first.lineage, path, home, sha256s)
        assert open_map(path).map.info.title == "afterwards", (
            f"after call {place} failed once, nothing could be saved"
        )


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_a_first_save_with_a_failing_call_leaves_the_new_file_or_none(path: Path, home: Home, number: int) -> None:
    def save() -> None:
        publish(map_of(title="new"), (), path, home)

    for place in range(len(calls_made(save))):
        path.unlink(missing_ok=True)
        try:
            failing(save, place, number)
        except NotConfirmed:
            assert open_map(path).map.info.title == "new"
        except FileError:
            assert list(path.parent.iterdir()) == []
        else:
            assert open_map(path).map.info.title == "new"


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_a_recovery_with_a_failing_call_loses_nothing(home: Home, number: int) -> None:
    map = map_of(objective("grow", "Unsaved work"))

    def recovery() -> None:
        for left in left_behind(home):
            recovered = recover(left)
            try:
                session = Session(home.sessions, recovered.map, unsaved=recovered.unsaved)
                safe = session.flush()
                session.end(Ending.LEAVE if safe else Ending.FORGET)
                if safe:
                    recovered.settle()
            finally:
                recovered.release()

    def crash() -> None:
        session = Session(home.sessions, map, unsaved=1)
        assert session.flush()
        session.end(Ending.LEAVE)

    crash()
    for place in range(len(calls_made(recovery))):
        with suppress(FileError, OSError):
            failing(recovery, place, number)
        found = [recover(left) for left in left_behind(home)]
        assert [each.map for each in found if each.map == map], f"lost when call {place} failed"
        for each in found:
            each.settle()
        assert discarded(home)
        crash()


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_discarding_with_a_failing_call_loses_nothing(home: Home, number: int) -> None:
    session = Session(home.sessions, map_of(), unsaved=1)
    session.flush()
    session.end(Ending.LEAVE)
    (left,) = left_behind(home)
    for place in range(6):
        with suppress(FileError):
            failing(lambda: discard(left), place, number)
        assert len(left_behind(home)) + len(discarded(home)) >= 1
        if discarded(home):
            discarded(home)[0].folder.rename(left.folder)
