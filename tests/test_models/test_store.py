"""What is saved is what is opened, whole, and the folder holds nothing else."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from models import limits, store
from models.errors import FileError, FileTrouble, RuleBroken
from models.reader import read_map
from models.records import Placement, Revision
from models.store import map_bytes, open_map, save_map
from models.strategy_map import StrategyMap, new_map
from tests.builders import SHEET, influences, initiative, map_of, objective
from tests.strategies import lineages, maps

NOWHERE = Path("nowhere.stratmap")


@settings(max_examples=60, deadline=None)
@given(maps(), lineages)
def test_a_map_comes_back_from_its_bytes_exactly(map: StrategyMap, lineage: tuple[Revision, ...]) -> None:
    assert read_map(map_bytes(map, lineage), NOWHERE) == (map, lineage)


@settings(max_examples=30, deadline=None)
@given(maps())
def test_records_come_back_in_the_order_they_were_made(map: StrategyMap) -> None:
    back, _ = read_map(map_bytes(map, ()), NOWHERE)
    assert list(back.records()) == list(map.records())


def test_money_comes_back_with_its_zeros() -> None:
    map = map_of(objective("a", budget=Decimal("1.0")), objective("b", budget=Decimal("1.00")))
    back, _ = read_map(map_bytes(map, ()), NOWHERE)
    assert [str(each.budget) for each in back.elements.values()] == ["1.0", "1.00"]


def test_a_saved_map_opens_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    map = map_of(initiative("portal", "Neues\nPortal 🚀"), objective("grow"), influences("portal", "grow", "+"))
    lineage = save_map(map, (), path)
    opened = open_map(path)
    assert opened.map == map
    assert opened.lineage == lineage
    assert opened.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_save_adds_one_revision(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    first = save_map(new_map(), (), path)
    second = save_map(new_map(), first, path)
    assert len(second) == 2
    assert second[0] == first[0]
    assert len({each.id for each in second}) == 2
    assert open_map(path).lineage == second


def test_saving_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    save_map(new_map(), (), tmp_path / "plan.stratmap")
    assert [each.name for each in tmp_path.iterdir()] == ["plan.stratmap"]


def test_opening_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    save_map(new_map(), (), path)
    (tmp_path / "plan.stratmap-journal").write_bytes(b"not ours")
    (tmp_path / "plan.stratmap-wal").write_bytes(b"not ours")
    before = {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in tmp_path.iterdir()}
    open_map(path)
    assert {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in tmp_path.iterdir()} == before


def test_sqlite_is_never_opened_on_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = sqlite3.connect

    def only_memory(database: str, *rest: object, **options: object) -> sqlite3.Connection:
        assert database == ":memory:"
        return really(database)

    monkeypatch.setattr(sqlite3, "connect", only_memory)
    save_map(new_map(), (), tmp_path / "plan.stratmap")
    open_map(tmp_path / "plan.stratmap")


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    map = new_map("Plan")
    save_map(map, (), path)
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x53544D50,)
        assert connection.execute("PRAGMA user_version").fetchone() == (1 << 16,)
        ((map_id, content, program),) = connection.execute("SELECT map, content, program FROM file").fetchall()
    finally:
        connection.close()
    assert map_id == map.info.id
    assert len(content) == 64
    assert program.startswith("stratmap")


def test_the_same_map_in_another_order_has_the_same_content_hash() -> None:
    records = list(map_of(objective("a"), objective("b"), influences("a", "b"), influences("b", "a")).records())
    assert _content(map_bytes(StrategyMap(records), ())) == _content(map_bytes(StrategyMap(reversed(records)), ()))


def test_another_lineage_has_another_content_hash() -> None:
    map = new_map()
    assert _content(map_bytes(map, ())) != _content(map_bytes(map, (Revision("r", "2026-01-01"),)))


def test_negative_zero_and_whole_numbers_do_not_look_like_damage(tmp_path: Path) -> None:
    map = map_of(objective("a", effort=3), Placement(SHEET, "a", -0.0, 7, 16, 16))
    save_map(map, (), tmp_path / "plan.stratmap")
    assert open_map(tmp_path / "plan.stratmap").map == map


def test_a_map_that_breaks_a_rule_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    with pytest.raises(RuleBroken):
        save_map(map_of(influences("nobody", "nothing")), (), path)
    assert list(tmp_path.iterdir()) == []


def test_a_map_that_does_not_read_back_the_same_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.stratmap"
    save_map(new_map("old"), (), path)
    old = path.read_bytes()
    monkeypatch.setattr(store, "map_bytes", lambda *_: old)
    with pytest.raises(FileError) as refused:
        save_map(new_map("new"), (), path)
    assert refused.value.trouble is FileTrouble.FAILED
    assert path.read_bytes() == old


def test_a_map_too_large_to_open_again_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 10_000)
    with pytest.raises(FileError) as refused:
        save_map(new_map(), (), tmp_path / "plan.stratmap")
    assert refused.value.trouble is FileTrouble.TOO_LARGE
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.stratmap"
    map = new_map("old")
    save_map(map, (), path)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(FileError) as refused:
            save_map(new_map("new"), (), path)
    assert refused.value.trouble is FileTrouble.DISK_FULL
    assert open_map(path).map == map
    assert [each.name for each in tmp_path.iterdir()] == ["plan.stratmap"]


def _content(data: bytes) -> str:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        return str(connection.execute("SELECT content FROM file").fetchone()[0])
    finally:
        connection.close()
