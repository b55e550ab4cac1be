"""Open, save and keep safe at 1,000 and 10,000 elements, beside the plainest thing done with the same rows.

The alternative writes the very same rows with plain ``sqlite3`` into a file and reads them back as tuples: no
records, no rules, no hash, no reading back. What stratmap takes beyond it is the price of the promises.
Run by ``pytest -o addopts= tests/benchmarks/test_bench_store.py``.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.kinds import ElementKind, LinkKind, Polarity
from models.records import RECORD_TYPES, Element, Key, Link, Placement, Record, new_id
from models.rows import Row, names_of, rows_of
from models.salvage import salvaged
from models.store import open_map, save_map
from models.strategy_map import StrategyMap
from models.tables import TABLES, empty_database
from stratmap.document import Document
from stratmap.safekeeping.home import home_in
from stratmap.safekeeping.publishing import publish
from stratmap.safekeeping.recovery import left_behind, recover
from stratmap.safekeeping.session import Ending, Session
from tests.builders import SHEET, map_of

SIZES = [1_000, 10_000]


def big_map(size: int) -> StrategyMap:
    """A map with so many elements, each placed, and one and a half times as many links."""
    chance = random.Random(size)
    elements = [
        Element(
            new_id(),
            ElementKind.OBJECTIVE,
            f"Grow business number {each}",
            "Some notes.",
            "Ann",
            tags=("core", "2026"),
        )
        for each in range(size)
    ]
    pairs = [chance.sample(elements, 2) for _ in range(size * 3 // 2)]
    links = [Link(new_id(), LinkKind.INFLUENCES, a.id, b.id, chance.choice(list(Polarity))) for a, b in pairs]
    spots = [
        Placement(SHEET, each.id, chance.randrange(20_000) + 0.5, chance.randrange(20_000), 176.0, 64.0)
        for each in elements
    ]
    return map_of(*elements, *links, *spots)


@pytest.fixture(scope="module", params=SIZES)
def map(request: pytest.FixtureRequest) -> StrategyMap:
    return big_map(request.param)


@pytest.mark.benchmark(group="save")
def test_save(benchmark: Any, map: StrategyMap, tmp_path: Path) -> None:
    benchmark(save_map, map, (), tmp_path / "map.stratmap")


@pytest.mark.benchmark(group="save")
def test_save_same_rows_with_plain_sqlite(benchmark: Any, map: StrategyMap, tmp_path: Path) -> None:
    rows = {kind: rows_of(kind, map.table(kind).values()) for kind in RECORD_TYPES}
    benchmark(_plain_save, rows, tmp_path / "map.db")


@pytest.mark.benchmark(group="open")
def test_open(benchmark: Any, map: StrategyMap, tmp_path: Path) -> None:
    save_map(map, (), tmp_path / "map.stratmap")
    assert benchmark(open_map, tmp_path / "map.stratmap").map == map


@pytest.mark.benchmark(group="open")
def test_open_same_rows_with_plain_sqlite(benchmark: Any, map: StrategyMap, tmp_path: Path) -> None:
    save_map(map, (), tmp_path / "map.stratmap")
    benchmark(_plain_open, tmp_path / "map.stratmap")


def _plain_save(rows: dict[type[Record], list[Row]], path: Path) -> None:
    path.unlink(missing_ok=True)
    memory = empty_database()
    schema = memory.execute("SELECT sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    memory.close()
    connection = sqlite3.connect(path)
    for (sql,) in schema:
        connection.execute(sql)
    for kind, its_rows in rows.items():
        marks = ", ".join("?" for _ in names_of(kind))
        connection.executemany(f'INSERT INTO "{TABLES[kind].name}" VALUES ({marks})', its_rows)
    connection.commit()
    connection.close()


def _plain_open(path: Path) -> dict[str, list[Row]]:
    connection = sqlite3.connect(path)
    rows = {table.name: connection.execute(f'SELECT * FROM "{table.name}"').fetchall() for table in TABLES.values()}
    connection.close()
    return rows


Prepare = Callable[[StrategyMap, int], Record]


def _move(map: StrategyMap, step: int) -> Record:
    spot = list(map.placements.values())[step % 100]
    return replace(spot, x=spot.x + 8)


def _rename(map: StrategyMap, step: int) -> Record:
    return replace(list(map.elements.values())[step % 100], title=f"Title {step}")


def _link(map: StrategyMap, step: int) -> Record:
    ids: list[Key] = list(map.elements)
    return Link(new_id(), LinkKind.INFLUENCES, ids[step % 100], ids[step % 100 + 1])


@pytest.mark.benchmark(group="edit")
@pytest.mark.parametrize("prepare", [_move, _rename, _link], ids=["move", "rename", "link"])
def test_edit(benchmark: Any, map: StrategyMap, prepare: Prepare) -> None:
    document = Document(map)
    map.links_of("")
    map.placements_on("")

    def ready() -> tuple[tuple[Record], dict[str, Any]]:
        return (prepare(document.map, len(document.history.undo_labels)),), {}

    def edit(record: Record) -> None:
        with document.edit("Edit") as edit:
            edit.put(record)

    benchmark.pedantic(edit, setup=ready, rounds=100)


@pytest.mark.benchmark(group="save")
def test_publish_with_a_backup(benchmark: Any, map: StrategyMap, tmp_path: Path) -> None:
    """Save as the window does: with a look at what is there, and a generation kept."""
    home, path = home_in(tmp_path / "home"), tmp_path / "map.stratmap"
    known = {publish(map, (), path, home).origin.sha256}

    def save() -> None:
        known.add(publish(map, (), path, home, known).origin.sha256)

    benchmark(save)


@pytest.mark.benchmark(group="edit")
@pytest.mark.parametrize("prepare", [_move, _rename, _link], ids=["move", "rename", "link"])
def test_handing_an_edit_over(benchmark: Any, map: StrategyMap, prepare: Prepare, tmp_path: Path) -> None:
    """What the working copy costs the window's own thread for each edit: 2 ms at most."""
    document = Document(map)
    session = Session(home_in(tmp_path).sessions, document.map)
    session.flush(30)

    def ready() -> tuple[tuple[Any, StrategyMap], dict[str, Any]]:
        with document.edit("Edit") as edit:
            edit.put(prepare(document.map, len(document.history.undo_labels)))
        return (document.history._done[-1], document.map), {}

    benchmark.pedantic(session.record, setup=ready, rounds=100)
    session.end(Ending.FORGET)
    assert benchmark.stats.stats.max < 0.002


@pytest.mark.benchmark(group="edit on the disk")
def test_an_edit_until_it_is_on_the_disk(benchmark: Any, map: StrategyMap, tmp_path: Path) -> None:
    document = Document(map)
    session = Session(home_in(tmp_path).sessions, document.map)
    session.flush(30)
    document.changed.connect(lambda change: session.record(change, document.map) and None)

    def edit() -> None:
        with document.edit("Edit") as edit:
            edit.put(_move(document.map, len(document.history.undo_labels)))
        assert session.flush()

    benchmark.pedantic(edit, rounds=50)
    session.end(Ending.FORGET)


@pytest.mark.benchmark(group="edit on the disk")
def test_the_same_row_with_plain_sqlite(benchmark: Any, map: StrategyMap, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE placement (sheet, element, x, y, w, h, p, z, PRIMARY KEY (sheet, element))")
    rows = rows_of(Placement, map.placements.values())
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO placement VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    benchmark.pedantic(
        lambda: connection.execute("INSERT OR REPLACE INTO placement VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows[0]),
        rounds=50,
    )
    connection.close()


@pytest.mark.benchmark(group="recover")
def test_recover(benchmark: Any, map: StrategyMap, tmp_path: Path) -> None:
    home = home_in(tmp_path)
    session = Session(home.sessions, map, unsaved=1)
    session.flush(30)
    session.end(Ending.LEAVE)

    def all_of_it() -> StrategyMap:
        (left,) = left_behind(home)
        recovered = recover(left)
        recovered.release()
        return recovered.map

    assert benchmark(all_of_it) == map


@pytest.mark.benchmark(group="salvage")
def test_salvage(benchmark: Any, map: StrategyMap, tmp_path: Path) -> None:
    save_map(map, (), tmp_path / "map.stratmap")
    data = (tmp_path / "map.stratmap").read_bytes()
    assert benchmark.pedantic(salvaged, (data, "map"), rounds=2).map == map
