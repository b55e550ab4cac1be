"""One way to save: whole or not at all, never over what somebody else wrote, never called saved when it is not."""

from __future__ import annotations

import errno
import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models import atomic, store
from models.errors import FileError, FileTrouble
from models.store import open_map, save_map
from models.strategy_map import StrategyMap
from stratmap.safekeeping.backups import APART, generations, is_due, open_generation
from stratmap.safekeeping.home import Home, home_in
from stratmap.safekeeping.publishing import ChangedOnDisk, NotConfirmed, looked_at, publish
from tests.builders import map_of


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path / "home")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder / "plan.stratmap"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "PATIENCE", 0.02)


def map_called(title: str) -> StrategyMap:
    return map_of(title=title)


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_published_is_what_opens(path: Path, home: Home) -> None:
    done = publish(map_called("One"), (), path, home)
    opened = open_map(path)
    assert (opened.map, opened.lineage) == (map_called("One"), done.lineage)
    assert done.origin.sha256 == opened.sha256 == sha(path)
    assert done.size == path.stat().st_size
    assert done.no_backup is None
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_saving_again_over_what_we_left_is_no_question(path: Path, home: Home) -> None:
    first = publish(map_called("One"), (), path, home)
    second = publish(map_called("Two"), first.lineage, path, home, {first.origin.sha256})
    assert len(second.lineage) == 2
    assert open_map(path).map.info.title == "Two"


def test_what_somebody_else_wrote_is_not_overwritten(path: Path, home: Home) -> None:
    first = publish(map_called("One"), (), path, home)
    save_map(map_called("Theirs"), (), path)
    theirs = path.read_bytes()
    with pytest.raises(ChangedOnDisk) as refused:
        publish(map_called("Two"), first.lineage, path, home, {first.origin.sha256})
    assert refused.value.sha256 == hashlib.sha256(theirs).hexdigest()
    assert path.read_bytes() == theirs
    assert looked_at(path, {first.origin.sha256}).changed is not None
    assert looked_at(path, {refused.value.sha256}).changed is None


def test_theirs_goes_into_the_backups_when_the_person_overwrites_it(path: Path, home: Home) -> None:
    save_map(map_called("Theirs"), (), path)
    publish(map_called("Mine"), (), path, home, known=None)
    titles = {open_generation(each).map.info.title for each in generations(home, "map")}
    assert titles == {"Theirs", "Mine"}


def test_theirs_stays_where_it_cannot_be_kept(path: Path, home: Home) -> None:
    save_map(map_called("Theirs"), (), path)
    home.data.mkdir(parents=True)
    home.backups.write_bytes(b"a file in the way")
    with pytest.raises(FileError):
        publish(map_called("Mine"), (), path, home, known=None)
    assert open_map(path).map.info.title == "Theirs"


def test_our_own_file_is_saved_even_where_no_backup_can_be_kept(path: Path, home: Home) -> None:
    home.data.mkdir(parents=True)
    home.backups.write_bytes(b"a file in the way")
    first = publish(map_called("One"), (), path, home)
    assert first.no_backup is not None
    publish(map_called("Two"), first.lineage, path, home, {first.origin.sha256})
    assert open_map(path).map.info.title == "Two"


def test_a_file_that_is_gone_is_simply_written(path: Path, home: Home) -> None:
    first = publish(map_called("One"), (), path, home)
    path.unlink()
    assert looked_at(path, {first.origin.sha256}).changed is None
    publish(map_called("Two"), first.lineage, path, home, {first.origin.sha256})
    assert open_map(path).map.info.title == "Two"


def test_a_change_in_the_very_last_moment_is_noticed(path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publish(map_called("One"), (), path, home)
    really = os.fsync
    theirs: list[bytes] = []

    def meanwhile(handle: int) -> None:
        really(handle)
        if not theirs:
            theirs.append(b"theirs")
            path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(ChangedOnDisk):
        publish(map_called("Two"), first.lineage, path, home, {first.origin.sha256})
    assert path.read_bytes() == b"theirs"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_disk_that_does_not_confirm_the_name_is_no_save_but_known_as_ours(
    path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(map_called("One"), (), path, home)

    def fails(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "sync_folder", fails)
        with pytest.raises(NotConfirmed) as refused:
            publish(map_called("Two"), first.lineage, path, home, {first.origin.sha256})
    assert refused.value.trouble is FileTrouble.FAILED
    assert refused.value.sha256 == sha(path)
    again = publish(map_called("Two"), first.lineage, path, home, {first.origin.sha256, refused.value.sha256})
    assert again.no_backup is None


def test_a_busy_file_is_told_as_such_and_stays(path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publish(map_called("One"), (), path, home)
    really = os.replace

    def busy(source: Any, target: Any) -> None:
        if Path(target) == path:
            raise PermissionError(errno.EACCES, "being used by another process")
        really(source, target)

    monkeypatch.setattr(os, "replace", busy)
    with pytest.raises(FileError) as refused:
        publish(map_called("Two"), first.lineage, path, home, {first.origin.sha256})
    assert refused.value.trouble is FileTrouble.BUSY
    assert open_map(path).map.info.title == "One"


def test_the_file_never_goes_through_a_half_made_state(
    path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(map_called("One"), (), path, home)
    monkeypatch.setattr(store, "map_bytes", lambda *_: b"SQLite format 3\0" + bytes(1000))
    with pytest.raises(FileError):
        publish(map_called("Two"), first.lineage, path, home, {first.origin.sha256})
    assert open_map(path).map.info.title == "One"


def test_what_a_killed_save_left_beside_the_file_goes_with_the_next_one(path: Path, home: Home) -> None:
    left = path.with_name(f".{'0' * 16}.stratmap.tmp")
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    publish(map_called("One"), (), path, home)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_whose_times_are_as_before_is_not_read_again(
    path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(map_called("One"), (), path, home)
    seen = looked_at(path, {first.origin.sha256})
    assert seen.changed is None
    assert seen.signature is not None
    monkeypatch.setattr("stratmap.safekeeping.publishing.read_bytes", lambda _path: pytest.fail("it was read"))
    assert looked_at(path, set(), seen.signature) == seen
    monkeypatch.undo()
    save_map(map_called("Theirs"), (), path)
    changed = looked_at(path, {first.origin.sha256}, seen.signature).changed
    assert changed is not None
    assert changed.sha256 == sha(path)


def test_a_file_touched_but_not_changed_is_the_same(path: Path, home: Home) -> None:
    first = publish(map_called("One"), (), path, home)
    seen = looked_at(path, {first.origin.sha256})
    os.utime(path, (1_000_000, 1_000_000))
    again = looked_at(path, {first.origin.sha256}, seen.signature)
    assert again.signature != seen.signature
    assert again.changed is None


def test_saves_every_few_seconds_become_a_generation_only_now_and_then(path: Path, home: Home) -> None:
    done = publish(map_called("0"), (), path, home, sparing=True)
    assert done.is_kept
    unkept: set[str] = set()
    for number in range(1, 6):
        known = {done.origin.sha256}
        done = publish(map_called(str(number)), (), path, home, known, sparing=True, unkept=unkept)
        assert not done.is_kept
        unkept = {done.origin.sha256}
    assert len(generations(home, map_called("0").info.id)) == 1
    assert open_map(path).map.info.title == "5"
    publish(map_called("6"), (), path, home, {done.origin.sha256}, unkept=unkept)
    assert [each.title for each in generations(home, map_called("0").info.id)] == ["6", "0"]


def test_a_generation_some_minutes_old_makes_the_next_one_due(path: Path, home: Home) -> None:
    publish(map_called("One"), (), path, home)
    now, id = datetime.now(UTC), map_called("One").info.id
    assert not is_due(home, id, now)
    assert is_due(home, id, now + APART)
    assert is_due(home, id, now - timedelta(days=1)), "a clock put back must not stop it for a day"
    assert is_due(home, "another", now)


def test_what_was_in_the_file_before_a_map_first_saves_itself_is_kept(path: Path, home: Home) -> None:
    save_map(map_called("Theirs"), (), path)
    publish(map_called("Mine"), (), path, home, {sha(path)}, sparing=True)
    assert "Theirs" in [each.title for each in generations(home, map_called("Mine").info.id, path)]
