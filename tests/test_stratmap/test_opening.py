"""What is opened, as what: the person's own file, a copy of it, or something to be asked about first."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from models.errors import FileError, FileTrouble
from models.store import save_map
from models.strategy_map import StrategyMap
from models.tables import VERSION
from stratmap.safekeeping.opening import find_map
from stratmap.safekeeping.places import Place
from tests.builders import map_of, objective


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("stratmap.safekeeping.places.tempfile.gettempdir", lambda: str(tmp_path / "passing"))
    path = tmp_path / "plan.stratmap"
    save_map(sample(), (), path)
    return path


def sample() -> StrategyMap:
    return map_of(objective("grow", "Grow"))


def altered(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path)
    for each in statements:
        raw.execute(each)
    raw.commit()
    raw.close()


def test_a_file_of_ones_own_is_opened_as_itself(path: Path) -> None:
    found = find_map(path)
    assert found.opened.map == sample()
    assert found.place is Place.OWN
    assert not found.is_copy


def test_a_file_that_may_only_be_read_is_a_copy(path: Path) -> None:
    path.chmod(0o444)
    assert find_map(path).is_copy
    assert find_map(path).refusal is None


def test_a_file_in_a_passing_folder_is_a_copy(path: Path, tmp_path: Path) -> None:
    (tmp_path / "passing").mkdir()
    found = find_map(path.rename(tmp_path / "passing" / "plan.stratmap"))
    assert (found.place, found.is_copy) == (Place.PASSING, True)


def test_changed_content_is_found_with_what_speaks_against_it(path: Path) -> None:
    altered(path, "UPDATE element SET title = 'Shrink'")
    before = path.read_bytes()
    found = find_map(path)
    assert found.refusal is not None
    assert found.refusal.trouble is found.opened.doubt is FileTrouble.CHANGED
    assert found.is_copy
    assert found.opened.map.elements["grow"].title == "Shrink"
    assert path.read_bytes() == before


def test_a_newer_file_is_found_where_our_tables_are_in_it(path: Path) -> None:
    altered(path, f"PRAGMA user_version = {(VERSION[0] + 1) << 16}", "CREATE TABLE news (id TEXT)")
    found = find_map(path)
    assert found.refusal is not None
    assert found.refusal.trouble is found.opened.doubt is FileTrouble.NEWER
    assert found.opened.map == sample()


def test_a_newer_file_whose_tables_are_not_ours_is_refused_as_newer(path: Path) -> None:
    altered(path, f"PRAGMA user_version = {(VERSION[0] + 1) << 16}", "DROP TABLE link")
    with pytest.raises(FileError) as refused:
        find_map(path)
    assert refused.value.trouble is FileTrouble.NEWER


def test_a_damaged_file_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(FileError) as refused:
        find_map(path)
    assert refused.value.trouble is FileTrouble.DAMAGED
