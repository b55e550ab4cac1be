"""Who edits a file is known to others from the first edit to the end, and no note outlives its program for long."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stratmap.safekeeping.home import Home, home_in
from stratmap.safekeeping.notes import EditNote, Editor, editor_of, is_myself, read_note


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path / "home")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    path = tmp_path / "documents" / "plan.stratmap"
    path.write_bytes(b"map")
    return path


@pytest.mark.parametrize("shared", [False, True])
def test_a_note_says_who_and_since_when(path: Path, home: Home, shared: bool) -> None:
    assert editor_of(path, home, shared=shared) is None
    mine = EditNote(path, home, "Ann", shared=shared)
    assert mine.other is None
    found = editor_of(path, home, shared=shared)
    assert found is not None
    assert found.who == "Ann"
    assert found.machine
    assert abs(datetime.now(UTC) - found.since) < timedelta(minutes=1)
    mine.remove()
    assert editor_of(path, home, shared=shared) is None
    mine.remove()


@pytest.mark.parametrize("shared", [False, True])
def test_the_second_one_learns_of_the_first_and_takes_over_when_it_goes(path: Path, home: Home, shared: bool) -> None:
    first = EditNote(path, home, "Ann", shared=shared)
    second = EditNote(path, home, "Bob", shared=shared)
    assert second.other is not None
    assert second.other.who == "Ann"
    second.remove()
    assert editor_of(path, home, shared=shared) is not None, "the second one may not take the first one's away"
    second = EditNote(path, home, "Bob", shared=shared)
    first.remove()
    second.refresh()
    assert second.other is None
    found = editor_of(path, home, shared=shared)
    assert found is not None
    assert found.who == "Bob"
    second.remove()


@pytest.mark.parametrize("shared", [False, True])
def test_the_first_one_learns_of_the_second_and_the_third(path: Path, home: Home, shared: bool) -> None:
    first = EditNote(path, home, "Ann", shared=shared)
    second = EditNote(path, home, "Bob", shared=shared)
    first.refresh()
    assert first.other is not None
    assert first.other.who == "Bob"
    third = EditNote(path, home, "Cy", shared=shared)
    assert third.other is not None
    second.remove()
    first.refresh()
    assert first.other.who == "Cy"
    third.remove()
    first.refresh()
    assert first.other is None
    first.remove()
    folder = path.parent if shared else home.notes
    assert [each for each in folder.iterdir() if each != path] == []


@pytest.mark.parametrize("shared", [False, True])
def test_more_than_there_are_notes_for_warn_the_last_one_all_the_same(path: Path, home: Home, shared: bool) -> None:
    notes = [EditNote(path, home, f"Ann {each}", shared=shared) for each in range(6)]
    assert all(each.other is not None for each in notes[1:])
    assert len(list((path.parent if shared else home.notes).iterdir())) <= 8
    for each in notes:
        each.remove()
    assert editor_of(path, home, shared=shared) is None


def test_a_note_that_others_took_while_this_machine_slept_is_not_taken_back(path: Path, home: Home) -> None:
    sleeper = EditNote(path, home, "Ann", shared=True)
    about = json.loads(sleeper.file.read_text())
    about["seen"] = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    sleeper.file.write_text(json.dumps(about))
    other = EditNote(path, home, "Bob", shared=True)
    assert other.file == sleeper.file
    sleeper.refresh()
    assert sleeper.other is not None
    assert sleeper.other.who == "Bob"
    other.refresh()
    assert other.other is not None
    assert other.other.who == "Ann"
    sleeper.remove()
    other.remove()
    assert [each.name for each in path.parent.iterdir()] == ["plan.stratmap"]


@pytest.mark.parametrize("field", ["since", "seen"])
@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_note_of_a_time_that_cannot_be_says_nothing(path: Path, home: Home, field: str, time: str) -> None:
    now = datetime.now(UTC).isoformat()
    about = {"who": "Ann", "machine": "PC", "since": now, "seen": now, "token": "x", field: time}
    path.with_name(".~plan.stratmap.lock").write_text(json.dumps(about))
    assert editor_of(path, home, shared=True) is None
    mine = EditNote(path, home, "Bob", shared=True)
    assert mine.other is None
    assert editor_of(path, home, shared=True) is not None
    mine.remove()


def test_a_note_from_the_future_is_not_believed(path: Path, home: Home) -> None:
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    about = {"who": "Ann", "machine": "PC", "since": later, "seen": later, "token": "x"}
    path.with_name(".~plan.stratmap.lock").write_text(json.dumps(about))
    assert editor_of(path, home, shared=True) is None


def test_another_name_of_the_map_in_the_place_of_a_note_is_not_written_to(path: Path, home: Home) -> None:
    os.link(path, path.with_name(".~plan.stratmap.lock"))
    note = EditNote(path, home, "Ann", shared=True)
    note.refresh()
    assert path.read_bytes() == b"map"
    assert editor_of(path, home, shared=True) is not None, "the next name serves"
    note.remove()
    assert path.read_bytes() == b"map"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_for_notes_that_a_stranger_made_is_not_used(path: Path, home: Home, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    home.notes.parent.mkdir(parents=True)
    home.notes.symlink_to(elsewhere)
    note = EditNote(path, home, "Ann", shared=False)
    note.remove()
    assert list(elsewhere.iterdir()) == []
    assert elsewhere.stat().st_mode & 0o777 == 0o755


def test_on_this_machine_alone_nothing_is_beside_the_file(path: Path, home: Home) -> None:
    note = EditNote(path, home, shared=False)
    assert [each.name for each in path.parent.iterdir()] == ["plan.stratmap"]
    note.remove()
    assert list(home.notes.iterdir()) == []


def test_on_a_share_the_note_is_beside_the_file_and_goes(path: Path, home: Home) -> None:
    note = EditNote(path, home, shared=True)
    assert {each.name for each in path.parent.iterdir()} == {"plan.stratmap", ".~plan.stratmap.lock"}
    note.remove()
    assert [each.name for each in path.parent.iterdir()] == ["plan.stratmap"]


def test_the_file_itself_is_not_touched(path: Path, home: Home) -> None:
    before = path.read_bytes(), path.stat().st_mtime_ns
    EditNote(path, home, shared=True).remove()
    EditNote(path, home, shared=False).remove()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_note_whose_program_died_is_not_believed(path: Path, home: Home) -> None:
    note = EditNote(path, home, "Ann", shared=False)
    assert note._held is not None
    note._held.release()  # as the system does when a program ends
    assert editor_of(path, home, shared=False) is None
    other = EditNote(path, home, "Bob", shared=False)
    assert other.other is None
    other.remove()


def test_a_note_on_a_share_that_nobody_refreshes_is_not_believed(path: Path, home: Home) -> None:
    old = EditNote(path, home, "Ann", shared=True)
    about = json.loads(old.file.read_text())
    about["seen"] = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    old.file.write_text(json.dumps(about))
    assert editor_of(path, home, shared=True) is None
    new = EditNote(path, home, "Bob", shared=True)
    assert new.other is None
    new.remove()


def test_a_folder_that_takes_no_note_is_no_trouble(path: Path, home: Home) -> None:
    gone = path.parent / "missing" / "plan.stratmap"
    note = EditNote(gone, home, shared=True)
    assert note.other is None
    note.refresh()
    note.remove()
    home.data.mkdir(parents=True)
    home.notes.write_bytes(b"a file in the way")
    note = EditNote(path, home, shared=False)
    assert note.other is None
    note.remove()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "{}",
        "null",
        "[" * 4000,
        json.dumps({"who": "x", "machine": "y", "since": "soon", "seen": "2026-01-01"}),
        json.dumps({"who": "x", "machine": "y", "since": 5, "seen": None}),
        "\udcff",
    ],
)
def test_a_note_that_makes_no_sense_says_nothing(path: Path, home: Home, words: str) -> None:
    note = path.with_name(".~plan.stratmap.lock")
    note.write_bytes(words.encode("utf-8", "surrogateescape"))
    assert read_note(note) is None
    mine = EditNote(path, home, shared=True)
    assert mine.other is None
    mine.remove()


def test_what_a_stranger_wrote_into_a_note_is_cut_and_cleaned(path: Path, home: Home) -> None:
    note = path.with_name(".~plan.stratmap.lock")
    now = datetime.now(UTC).isoformat()
    about = {"who": "A\x00nn\n\x1b[31m" + "x" * 500, "machine": 5, "since": "2026-01-01", "seen": now}
    note.write_text(json.dumps(about))
    found = editor_of(path, home, shared=True)
    assert found is not None
    assert found.who.startswith("Ann [31mxxx")
    assert len(found.who) == 200
    assert found.machine == "5"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_file_reached_through_a_link_is_the_same_file(path: Path, home: Home, tmp_path: Path) -> None:
    link = tmp_path / "link.stratmap"
    link.symlink_to(path)
    note = EditNote(path, home, "Ann", shared=False)
    assert editor_of(link, home, shared=False) is not None
    note.remove()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_a_stranger_put_in_the_place_of_a_note_is_not_written_through(path: Path, home: Home) -> None:
    precious = path.with_name("precious.txt")
    precious.write_text("precious")
    path.with_name(".~plan.stratmap.lock").symlink_to(precious)
    note = EditNote(path, home, "Ann", shared=True)
    note.refresh()
    note.remove()
    assert precious.read_text() == "precious"
    assert editor_of(path, home, shared=True) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_in_the_place_of_a_note_keeps_nobody_waiting(path: Path, home: Home) -> None:
    os.mkfifo(path.with_name(".~plan.stratmap.lock"))
    assert editor_of(path, home, shared=True) is None
    note = EditNote(path, home, "Ann", shared=True)
    assert note.other is None
    note.remove()


def test_a_long_note_is_replaced_by_a_short_one(path: Path, home: Home) -> None:
    path.with_name(".~plan.stratmap.lock").write_text("x" * 10_000)
    note = EditNote(path, home, "Ann", shared=True)
    found = editor_of(path, home, shared=True)
    assert found is not None
    assert found.who == "Ann"
    note.remove()


@pytest.mark.parametrize("shared", [False, True])
def test_a_note_removed_while_it_is_refreshed_does_not_come_back(
    path: Path, home: Home, monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    note = EditNote(path, home, "Ann", shared=shared)
    writes = EditNote._write

    def slow(self: EditNote) -> None:
        monkeypatch.setattr(EditNote, "_write", writes)
        self.remove()  # as another thread may, just now
        writes(self)

    monkeypatch.setattr(EditNote, "_write", slow)
    note.refresh()
    assert editor_of(path, home, shared=shared) is None
    assert not note.file.exists()
    note.refresh()
    assert not note.file.exists()


def test_a_note_of_the_same_person_on_the_same_machine_is_known_as_such(path: Path, home: Home) -> None:
    mine = EditNote(path, home, shared=True)
    other = editor_of(path, home, shared=True)
    assert other is not None
    assert is_myself(other)
    mine.remove()
    assert not is_myself(Editor("Ann", other.machine, other.since, other.seen))
    assert not is_myself(Editor(other.who, "PC-7", other.since, other.seen))
