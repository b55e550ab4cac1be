"""Opening, looking, working and closing leave a person's file and its folder exactly as they were."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from models.errors import FileError
from models.store import map_bytes, open_map
from stratmap.document import Document
from stratmap.edits.elements import rename
from stratmap.safekeeping.home import Home, home_in
from stratmap.safekeeping.notes import EditNote, editor_of
from stratmap.safekeeping.opening import find_map
from stratmap.safekeeping.places import place_of
from stratmap.safekeeping.publishing import looked_at
from stratmap.safekeeping.recovery import left_behind, recover
from stratmap.safekeeping.salvaging import salvage_file
from stratmap.safekeeping.session import Ending, Origin, Session
from tests.safety.strangers import good_map

Seen = dict[str, tuple[str, int, int, int]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path / "home")


def seen(folder: Path) -> Seen:
    """Names, bytes, times and rights of all in a folder, and the folder's own time."""
    found = {}
    for path in [folder, *sorted(folder.iterdir())]:
        stat = path.stat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[path.name] = (digest, stat.st_mtime_ns, stat.st_mode, stat.st_ino)
    return found


def file_in(folder: Path, kind: str) -> Path:
    folder.mkdir()
    path = folder / "plan.stratmap"
    data = map_bytes(good_map(), ())
    if kind == "write-ahead flag":
        data = data[:18] + b"\x02\x02" + data[20:]
    path.write_bytes(data)
    if kind == "planted files":
        for suffix in ("-journal", "-wal", "-shm"):
            path.with_name(path.name + suffix).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    if kind == "hot journal":
        path.with_name(path.name + "-journal").write_bytes(
            bytes.fromhex("d9d505f920a163d7")
            + (1).to_bytes(4, "big")
            + bytes(500)
            + (1).to_bytes(4, "big")
            + data[:1024]
        )
    if kind == "read-only":
        path.chmod(0o444)
        folder.chmod(0o555)
    return path


KINDS = ["plain", "write-ahead flag", "planted files", "hot journal", "read-only"]


@pytest.mark.parametrize("kind", KINDS)
def test_open_and_close_leave_everything_as_it_was(tmp_path: Path, home: Home, kind: str) -> None:
    path = file_in(tmp_path / "documents", kind)
    before = seen(path.parent)
    opened = open_map(path)
    assert opened.map == good_map()
    place_of(path)
    editor_of(path, home)
    assert looked_at(path, {opened.sha256}).changed is None
    assert find_map(path).opened == opened
    session = Session(home.sessions, opened.map, opened.lineage, Origin(path, opened.sha256))
    session.flush()
    session.end(Ending.FORGET)
    assert seen(path.parent) == before
    path.parent.chmod(0o755)


@pytest.mark.parametrize("kind", KINDS)
def test_working_crashing_and_recovering_leave_everything_as_it_was(tmp_path: Path, home: Home, kind: str) -> None:
    path = file_in(tmp_path / "documents", kind)
    before = seen(path.parent)
    opened = open_map(path)
    document = Document(opened.map, opened.lineage)
    session = Session(home.sessions, document.map, document.lineage, Origin(path, opened.sha256))
    document.changed.connect(lambda change: session.record(change, document.map) and None)
    note = EditNote(path, home, shared=False)
    rename(document, "e0", "Shrink")
    session.flush()
    session.end(Ending.LEAVE)
    (left,) = left_behind(home)
    recovered = recover(left)
    assert recovered.path == path
    recovered.settle()
    note.remove()
    salvage_file(path)
    assert seen(path.parent) == before
    path.parent.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="no descriptors to count")
def test_no_descriptor_stays_open(tmp_path: Path, home: Home) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("no way to count them here")
    path = file_in(tmp_path / "documents", "plain")

    def once() -> None:
        opened = open_map(path)
        session = Session(home.sessions, opened.map, unsaved=1)
        session.flush()
        session.end(Ending.LEAVE)
        recover(left_behind(home)[0]).settle()
        EditNote(path, home).remove()

    once()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        once()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_file_that_is_refused_is_as_it_was(tmp_path: Path) -> None:
    path = file_in(tmp_path / "documents", "plain")
    path.write_bytes(path.read_bytes()[:9000])
    before = seen(path.parent)
    with pytest.raises(FileError):
        open_map(path)
    with pytest.raises(FileError):
        salvage_file(path)  # the first pages say what a map is, and hold nothing of it
    assert seen(path.parent) == before
