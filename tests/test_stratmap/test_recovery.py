"""What a crash left is offered, never imposed; it opens as it was last acknowledged, and nothing locks anyone out."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.errors import FileError, FileTrouble
from models.records import Revision
from models.store import save_map
from models.strategy_map import StrategyMap, new_map
from models.wal import merged
from models.working_copy import read_working_copy
from stratmap.document import Document
from stratmap.edits.elements import rename
from stratmap.safekeeping.held import Held, Taken
from stratmap.safekeeping.home import Home, home_in
from stratmap.safekeeping.recovery import (
    Left,
    begin_look,
    discard,
    discarded,
    end_look,
    left_behind,
    purge,
    recover,
    working_copy_bytes,
)
from stratmap.safekeeping.salvaging import salvage_left
from stratmap.safekeeping.session import Ending, Origin, Session
from stratmap.safekeeping.session_folder import working_copies
from tests.builders import influences, initiative, map_of, objective, placed

LINEAGE = (Revision("r1", "2026-01-01T00:00:00+00:00"),)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path / "home")


def sample() -> StrategyMap:
    return placed(map_of(objective("grow", "Grow"), initiative("portal"), influences("portal", "grow", "+")))


def crashed(home: Home, *titles: str, origin: Origin | None = None, unsaved: int = 0) -> StrategyMap:
    """Work on a map, rename an element to each of these titles, and leave without a word; the map as it then was."""
    document = Document(sample())
    session = Session(home.sessions, document.map, LINEAGE, origin, unsaved=unsaved)
    document.changed.connect(lambda change: session.record(change, document.map) and None)
    for title in titles:
        rename(document, "grow", title)
    session.flush()
    session.show_picture(b"\x89PNG")
    copies = {path: path.read_bytes() for path in session.folder.iterdir() if path.name.startswith("work")}
    session.end(Ending.LEAVE)
    for path, data in copies.items():  # as it lay there when the program died, not as it was closed
        path.write_bytes(data)
    return document.map


def test_nothing_left_is_nothing_offered(home: Home) -> None:
    assert left_behind(home) == []
    assert discarded(home) == []


def test_what_a_crash_left_is_listed_with_name_time_edits_and_picture(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    crashed(home, "Grow more", "Grow most", origin=Origin(path, "abc"))
    (left,) = left_behind(home)
    assert (left.title, left.path, left.unsaved, left.damaged) == ("Test map", path, 2, False)
    assert left.picture == b"\x89PNG"
    assert abs(datetime.now(UTC) - left.written) < timedelta(minutes=1)


def test_what_a_crash_left_opens_as_it_was_and_unsaved(home: Home) -> None:
    map = crashed(home, "Grow more", "Grow most")
    (left,) = left_behind(home)
    recovered = recover(left)
    assert (recovered.map, recovered.lineage, recovered.unsaved) == (map, LINEAGE, 2)
    recovered.release()


def test_the_original_is_not_touched(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    save_map(sample(), (), path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    crashed(home, "Grow more", origin=Origin(path, "abc"))
    recovered = recover(left_behind(home)[0])
    recovered.settle()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_the_newest_is_offered_first(home: Home) -> None:
    crashed(home, "first")
    crashed(home, "second", "third")
    assert [each.unsaved for each in left_behind(home)] == [2, 1]


def test_a_session_with_nothing_unsaved_is_cleared_away(home: Home) -> None:
    crashed(home)
    assert left_behind(home) == []
    assert list(home.sessions.iterdir()) == []


def test_an_imported_map_that_was_never_saved_is_offered(home: Home) -> None:
    crashed(home, unsaved=1)
    assert [each.unsaved for each in left_behind(home)] == [1]


def test_a_living_session_is_not_offered(home: Home) -> None:
    session = Session(home.sessions, sample(), unsaved=1)
    session.flush()
    assert left_behind(home) == []
    session.end(Ending.LEAVE)
    assert len(left_behind(home)) == 1


def test_what_is_being_recovered_is_not_offered_to_another_window(home: Home) -> None:
    crashed(home, "Grow more")
    (left,) = left_behind(home)
    recovered = recover(left)
    assert left_behind(home) == []
    with pytest.raises(FileError) as refused:
        recover(left)
    assert refused.value.trouble is FileTrouble.NOT_ALLOWED
    with pytest.raises(FileError):
        discard(left)
    recovered.release()


def test_recovered_work_is_safe_until_its_new_session_has_it(home: Home) -> None:
    crashed(home, "Grow more")
    recovered = recover(left_behind(home)[0])
    session = Session(home.sessions, recovered.map, recovered.lineage, unsaved=recovered.unsaved)
    assert session.flush()
    recovered.settle()
    session.end(Ending.LEAVE)  # and the second time it crashes, too
    (left,) = left_behind(home)
    again = recover(left)
    assert again.map.elements["grow"].title == "Grow more"
    assert again.unsaved == 1
    again.release()


def test_discarded_work_can_be_had_for_a_week(home: Home) -> None:
    map = crashed(home, "Grow more")
    discard(left_behind(home)[0])
    assert left_behind(home) == []
    (left,) = discarded(home)
    recovered = recover(left)
    assert recovered.map == map
    recovered.settle()
    purge(home, datetime.now(UTC) + timedelta(days=6.9))
    assert len(discarded(home)) == 1
    purge(home, datetime.now(UTC) + timedelta(days=7.1))
    assert discarded(home) == []


def test_a_map_closed_without_saving_can_be_had_for_a_week(home: Home) -> None:
    session = Session(home.sessions, sample(), unsaved=1)
    session.flush()
    session.end(Ending.DISCARD)
    assert left_behind(home) == []
    assert len(discarded(home)) == 1


def spoil(home: Home, part: slice = slice(100, 4000)) -> None:
    for folder in home.sessions.iterdir():
        for path in working_copies(folder):
            data = bytearray(path.read_bytes())
            data[part] = bytes(len(data[part]))
            path.write_bytes(data)
            path.with_name(path.name + "-wal").unlink(missing_ok=True)


def test_a_damaged_session_is_listed_as_such_and_refused(home: Home) -> None:
    crashed(home, "Grow more")
    recover(left_behind(home)[0]).release()  # puts the log into the database
    spoil(home)
    (left,) = left_behind(home)
    assert left.damaged
    with pytest.raises(FileError) as refused:
        recover(left)
    assert refused.value.trouble is FileTrouble.DAMAGED
    assert len(left_behind(home)) == 1


def test_a_session_that_took_the_program_down_twice_is_listed_as_damaged(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Died(BaseException):
        pass

    def dies(_: Path) -> None:
        raise Died

    crashed(home, "Grow more")
    for expected in (False, False, True):
        (left,) = left_behind(home)
        assert left.damaged is expected
        with monkeypatch.context() as patched:
            patched.setattr("models.working_copy.read_working_copy", dies)
            with pytest.raises(Died):
                recover(left)
    assert left_behind(home)[0].unsaved == 1, "and still it is known by name and edits"


def test_what_took_the_program_down_twice_is_still_read_whole_by_salvage(home: Home) -> None:
    document = Document(new_map("Small"))
    session = Session(home.sessions, document.map, unsaved=1)
    assert session.flush(20)
    session.end(Ending.LEAVE)
    (folder,) = home.sessions.iterdir()
    (folder / "attempts").write_text("2")
    (left,) = left_behind(home)
    assert left.damaged
    salvaged = salvage_left(left)
    assert salvaged.is_whole
    assert salvaged.map == document.map


def test_opening_it_is_no_attempt_that_failed_once_it_is_open(home: Home) -> None:
    crashed(home, "Grow more")
    for _time in range(3):
        (left,) = left_behind(home)
        recover(left).release()
        assert not left_behind(home)[0].damaged
    recover(left_behind(home)[0]).settle()
    for _time in range(3):
        (left,) = discarded(home)
        assert not left.damaged
        recover(left).settle()


def test_a_look_that_took_the_program_down_twice_is_not_begun_again_unasked(home: Home) -> None:
    crashed(home, "Grow more")
    assert begin_look(home)
    assert begin_look(home)
    assert not begin_look(home)
    end_look(home)
    assert begin_look(home)
    end_look(home)
    assert len(left_behind(home)) == 1


def test_looking_leaves_nothing_where_there_was_nothing(home: Home) -> None:
    assert begin_look(home)
    end_look(home)
    assert not home.data.exists()


def test_an_older_working_copy_serves_when_the_newest_was_never_finished(home: Home) -> None:
    map = crashed(home, "Grow more")
    (folder,) = home.sessions.iterdir()
    (folder / "work-2.db").write_bytes(b"")
    (folder / "work-x.db").write_bytes(b"")
    recovered = recover(left_behind(home)[0])
    assert recovered.map == map
    recovered.release()


def test_a_session_that_died_before_it_had_the_map_is_cleared_away(home: Home) -> None:
    folder = home.sessions / "young"
    folder.mkdir(parents=True)
    (folder / "work-1.db").write_bytes(b"")
    assert left_behind(home) == []
    assert not folder.exists()


def test_a_session_that_is_just_beginning_is_left_alone(home: Home) -> None:
    folder = home.sessions / "younger"
    folder.mkdir(parents=True)
    assert left_behind(home) == []
    assert folder.exists()
    os.utime(folder, (0, 0))
    assert left_behind(home) == []
    assert not folder.exists()


def test_a_session_begins_although_somebody_is_looking_for_crashes(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, troubles = threading.Event(), list[FileError | None]()

    def held(path: Path) -> Held:
        try:
            return Held(path)
        except Taken:
            refused.set()
            raise

    monkeypatch.setattr("stratmap.safekeeping.session.new_id", lambda: "looked-at")
    monkeypatch.setattr("stratmap.safekeeping.session.Held", held)
    monkeypatch.setattr("stratmap.safekeeping.session._TRIES", 1200)  # a minute, on a busy machine
    (home.sessions / "looked-at").mkdir(parents=True)
    with Held(home.sessions / "looked-at" / "lock"):
        session = Session(home.sessions, sample(), unsaved=1, on_trouble=troubles.append)
        assert refused.wait(60)
    assert session.flush(60)
    assert troubles == []
    session.end(Ending.FORGET)


def test_looking_at_what_was_discarded_does_not_keep_it_longer(home: Home) -> None:
    crashed(home, "Grow more")
    discard(left_behind(home)[0])
    (folder,) = home.discarded.iterdir()
    eight_days_ago = time.time() - 8 * 24 * 3600
    os.utime(folder / "when", (eight_days_ago, eight_days_ago))
    discarded(home)
    assert not folder.exists()


def test_a_stray_file_among_the_sessions_is_left_alone(home: Home) -> None:
    home.sessions.mkdir(parents=True)
    (home.sessions / "note.txt").write_bytes(b"")
    assert left_behind(home) == []
    assert (home.sessions / "note.txt").exists()


def test_the_log_beside_a_working_copy_is_put_into_it_as_sqlite_would(home: Home, tmp_path: Path) -> None:
    map = crashed(home, *(f"Title {each}" for each in range(30)))
    (folder,) = home.sessions.iterdir()
    assert (folder / "work-1.db-wal").stat().st_size > 0
    plain = tmp_path / "merged.db"
    (newest,) = working_copies(folder)
    data = merged(newest.read_bytes(), (folder / "work-1.db-wal").read_bytes())
    plain.write_bytes(data[:18] + b"\x01\x01" + data[20:])
    assert read_working_copy(plain).map == map
    left = Left(folder, "", None, datetime.now(UTC), 0, None, True)
    assert working_copy_bytes(left) == data


@pytest.mark.parametrize("log", [b"", b"x" * 10, b"x" * 5000, bytes.fromhex("377f0682") + b"\xff" * 100])
def test_a_log_that_is_none_changes_nothing(log: bytes) -> None:
    assert merged(b"database", log) == b"database"


def test_only_a_folder_of_sessions_can_be_put_aside_once(home: Home) -> None:
    crashed(home, "Grow more")
    discard(left_behind(home)[0])
    (left,) = discarded(home)
    discard(left)
    assert len(discarded(home)) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs permissions that bind")
def test_sessions_that_cannot_be_read_are_passed_over(home: Home) -> None:
    crashed(home, "Grow more")
    (folder,) = home.sessions.iterdir()
    folder.chmod(0)
    assert left_behind(home) == []
    folder.chmod(0o700)
    shutil.rmtree(folder)


NONSENSE = [
    ("edits", "'a'"),
    ("edits", "x'00'"),
    ("saved", "NULL"),
    ("saved", "1.5"),
    ("written", "12"),
    ("path", "x'ff'"),
    ("path", "'\"'"),
    ("path", f"'{'[' * 10}'"),
]


@pytest.mark.parametrize(("column", "value"), NONSENSE)
def test_a_session_that_says_nonsense_of_itself_hides_no_other(home: Home, column: str, value: str) -> None:
    crashed(home, "spoilt")
    (folder,) = home.sessions.iterdir()
    (copy,) = working_copies(folder)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("CREATE TABLE other AS SELECT * FROM session")
        connection.execute("DROP TABLE session")
        connection.execute("ALTER TABLE other RENAME TO session")
        connection.execute(f"UPDATE session SET {column} = {value}")
        connection.commit()
    crashed(home, "sound")
    assert any(each.title == "Test map" and not each.damaged for each in left_behind(home))


def test_a_file_whose_name_is_no_text_is_known_again(home: Home, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9 \n\"'.stratmap")
    crashed(home, "Grow more", origin=Origin(path, "abc"))
    (left,) = left_behind(home)
    assert (left.path, left.unsaved) == (path, 1)
    recovered = recover(left)
    assert recovered.path == path
    recovered.release()


def test_a_link_among_the_sessions_leads_nowhere(home: Home, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    home.sessions.mkdir(parents=True)
    (home.sessions / "elsewhere").symlink_to(tmp_path / "documents")
    assert left_behind(home) == []
    assert list((tmp_path / "documents").iterdir()) == []


@pytest.mark.parametrize("place", [0, 9, 17, 25, 33, 37, 41, 60, 100, 5000, 30000, 60000])
def test_a_log_with_a_spoilt_byte_is_for_salvage_and_not_cleared_away(home: Home, place: int) -> None:
    crashed(home, "Grow more", "Grow most")
    (log,) = home.sessions.glob("*/*-wal")
    data = bytearray(log.read_bytes())
    data[place] ^= 0x55
    log.write_bytes(data)
    for _look in range(2):
        (left,) = left_behind(home)
        assert left.damaged
    assert "Grow most" in {each.title for each in salvage_left(left).map.elements.values()}


def test_an_unfinished_transaction_in_the_log_was_never_confirmed(home: Home) -> None:
    map = crashed(home, "Grow more")
    (log,) = home.sessions.glob("*/*-wal")
    data = log.read_bytes()
    log.write_bytes(data + data[32 : 32 + 24 + 4096][:4] + bytes(4) + data[40 : 32 + 24 + 4096])
    (left,) = left_behind(home)
    assert not left.damaged
    recovered = recover(left)
    assert recovered.map == map
    recovered.release()
