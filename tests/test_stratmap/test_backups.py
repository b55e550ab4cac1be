"""Every save leaves a generation that can be opened; they thin out with age, and are found by map and by file."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.errors import FileError, FileTrouble
from models.records import Revision
from models.store import map_bytes, save_map
from stratmap.safekeeping import backups
from stratmap.safekeeping.backups import generations, keep, open_generation, thin_out, worth_keeping
from stratmap.safekeeping.home import Home, home_in
from tests.builders import map_of

NOW = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path / "home")


def file_of(title: str, when: datetime = NOW) -> bytes:
    return map_bytes(map_of(title=title), (Revision("r", when.isoformat()),))


def test_a_generation_says_of_when_and_what_it_is(home: Home, tmp_path: Path) -> None:
    source = tmp_path / "plan.stratmap"
    data = file_of("Plan")
    kept = keep(home, data, source, b"\x89PNG")
    (found,) = generations(home, "map")
    assert (found.file, found.saved, found.size, found.title) == (kept, NOW, len(data), "Plan")
    assert (found.path, found.picture) == (source, b"\x89PNG")
    assert open_generation(found).map.info.title == "Plan"


def test_the_same_content_is_kept_once(home: Home, tmp_path: Path) -> None:
    assert keep(home, file_of("Plan"), tmp_path / "plan.stratmap") is not None
    assert keep(home, file_of("Plan"), tmp_path / "plan.stratmap") is None
    assert len(generations(home, "map")) == 1


def test_the_newest_comes_first(home: Home, tmp_path: Path) -> None:
    for day in (2, 1, 3):
        keep(home, file_of(f"Day {day}", NOW.replace(day=day)), tmp_path / "plan.stratmap")
    assert [each.title for each in generations(home, "map")] == ["Day 3", "Day 2", "Day 1"]


def test_another_map_that_stood_in_the_file_is_found_by_its_path(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(b"no map at all")
    os.utime(path, (0, 0))
    keep(home, b"no map at all", path)
    keep(home, file_of("Plan"), path)
    assert [each.title for each in generations(home, "another")] == []
    assert [each.title for each in generations(home, "another", path)] == ["Plan", ""]
    with pytest.raises(FileError):
        open_generation(generations(home, "another", path)[1])


def test_a_map_whose_id_is_no_name_for_a_folder_is_kept_all_the_same(home: Home, tmp_path: Path) -> None:
    map = map_of()
    from dataclasses import replace

    from models.strategy_map import StrategyMap

    strange = StrategyMap([replace(map.info, id="../../evil"), *map.sheets.values()])
    kept = keep(home, map_bytes(strange, ()), tmp_path / "plan.stratmap")
    assert kept is not None
    assert kept.parent.parent == home.backups
    assert len(generations(home, "../../evil")) == 1


def test_what_is_kept_is_private_and_a_file_like_any_other(home: Home, tmp_path: Path) -> None:
    save_map(map_of(title="Plan"), (), tmp_path / "plan.stratmap")
    kept = keep(home, (tmp_path / "plan.stratmap").read_bytes(), tmp_path / "plan.stratmap")
    assert kept is not None
    assert kept.suffix == ".stratmap"
    assert kept.read_bytes() == (tmp_path / "plan.stratmap").read_bytes()
    if os.name != "nt":
        assert kept.parent.stat().st_mode & 0o077 == 0


def test_the_last_ten_stay_then_one_an_hour_a_day_and_a_month() -> None:
    minutes = [NOW - timedelta(minutes=each) for each in range(3 * 60)]
    kept = worth_keeping(minutes, NOW)
    assert kept >= set(minutes[:10])
    assert len(kept) == 10 + 2, "11:59 is among the last ten"
    days = [NOW - timedelta(hours=each) for each in range(24 * 400)]
    kept = worth_keeping(days, NOW)
    assert len([each for each in kept if NOW - each > timedelta(days=31)]) in (10, 11, 12)
    assert 24 + 28 <= len([each for each in kept if NOW - each <= timedelta(days=30)]) <= 24 + 32
    assert worth_keeping([NOW - timedelta(days=4000)], NOW), "the last ones stay whatever their age"


def test_thinning_takes_what_belongs_to_a_generation_and_nothing_else(home: Home, tmp_path: Path) -> None:
    for minute in range(30):
        keep(home, file_of(f"{minute}", NOW - timedelta(days=40, minutes=minute)), tmp_path / "p", b"png")
    (folder,) = home.backups.iterdir()
    (folder / "note.txt").write_bytes(b"")
    thin_out(folder, NOW)
    assert len(generations(home, "map")) == 10
    assert (folder / "note.txt").exists()
    assert len(list(folder.glob("*.png"))) == len(list(folder.glob("*.json"))) == len(generations(home, "map"))


def test_all_generations_of_a_map_together_have_a_limit(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "MOST_BYTES", 3 * len(file_of("x")))
    for minute in range(6):
        keep(home, file_of(f"{minute}", NOW + timedelta(minutes=minute)), tmp_path / "p")
    assert [each.title for each in generations(home, "map")] == ["5", "4", "3"]


def test_what_a_save_replaced_stays_for_a_month_however_old_it_is(home: Home, tmp_path: Path) -> None:
    source, now = tmp_path / "plan.stratmap", datetime.now(UTC)
    for minute in range(12):
        keep(home, file_of(f"{minute}", now - timedelta(minutes=minute)), source)
    theirs = keep(home, file_of("Theirs", now - timedelta(days=900)), source, replaced=True)
    keep(home, file_of("Mine", now + timedelta(minutes=1)), source)
    assert theirs is not None
    assert theirs.exists()
    assert "Theirs" in {each.title for each in generations(home, "map")}
    thin_out(theirs.parent, now + timedelta(days=31))
    assert not theirs.exists()


def test_what_was_kept_before_and_is_replaced_now_stays_as_long(home: Home, tmp_path: Path) -> None:
    source, now = tmp_path / "plan.stratmap", datetime.now(UTC)
    theirs = keep(home, file_of("Theirs", now - timedelta(days=900)), source)
    assert theirs is not None
    assert keep(home, theirs.read_bytes(), source, replaced=True) is None
    for minute in range(12):
        keep(home, file_of(f"{minute}", now - timedelta(minutes=minute)), source)
    assert theirs.exists()


def test_a_generation_that_cannot_be_written_leaves_nothing_beside_it(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise FileError(FileTrouble.DISK_FULL, str(path))

    monkeypatch.setattr(backups, "write_atomically", full)
    with pytest.raises(FileError):
        keep(home, file_of("Plan"), tmp_path / "plan.stratmap", b"\x89PNG")
    (folder,) = home.backups.iterdir()
    assert list(folder.iterdir()) == []


def test_what_a_save_replaced_outlives_what_only_fills_the_room(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, now = tmp_path / "plan.stratmap", datetime.now(UTC)
    monkeypatch.setattr(backups, "MOST_BYTES", 3 * len(file_of("x")))
    keep(home, file_of("Theirs", now - timedelta(days=900)), source, replaced=True)
    for minute in range(6):
        keep(home, file_of(f"{minute}", now + timedelta(minutes=minute)), source)
    assert [each.title for each in generations(home, "map")] == ["5", "4", "Theirs"]


@pytest.mark.parametrize(
    "saved",
    ["0999-01-01T00:00:00+00:00", "0001-01-01T00:00:00+23:59", "1582-10-04", "no time", "9999-12-31T23:59:59"],
)
def test_what_claims_to_be_older_than_such_files_is_listed_all_the_same(
    home: Home, tmp_path: Path, saved: str
) -> None:
    keep(home, map_bytes(map_of(title="Plan"), (Revision("r", saved),)), tmp_path / "plan.stratmap")
    assert [each.title for each in generations(home, "map")] == ["Plan"]


def test_generations_of_a_clock_that_was_wrong_take_no_room_of_the_others() -> None:
    wrong = [NOW + timedelta(days=3000, hours=each) for each in range(40)]
    right = [NOW - timedelta(minutes=each) for each in range(20)]
    kept = worth_keeping([*wrong, *right], NOW)
    assert kept >= set(right[:10])
    assert len(kept & set(wrong)) == 10


def test_a_description_that_was_spoilt_hides_nothing(home: Home, tmp_path: Path) -> None:
    for index, words in enumerate(["{", "[]", json.dumps({"title": 5, "path": ["x"]}), "", "[" * 9999]):
        kept = keep(home, file_of(f"Plan {index}"), tmp_path / "plan.stratmap")
        assert kept is not None
        kept.with_name(kept.stem + ".json").write_text(words)
    assert len(generations(home, "map")) == 5
