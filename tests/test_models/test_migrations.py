"""A file of an older format is checked as its own time would have, and comes forward step by step; a newer one waits.

Two made-up formats stand for those to come: 0.8 knew no owners and called elements "box", 0.9 had them in one table.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from models import migrations
from models.errors import FileError, FileTrouble
from models.migrations import Format, Tables
from models.reader import read_map
from models.records import Revision
from models.rows import content_hash
from models.store import map_bytes, open_map
from models.tables import APPLICATION_ID, VERSION, present_schema
from tests.builders import influences, map_of, objective

NOWHERE = Path("plan.stratmap")


def _older(statements: tuple[str, ...]) -> tuple[str, ...]:
    """The present schema without owners and versions."""
    kept = [each for each in statements if not each.startswith("CREATE TABLE version")]
    return tuple(each.replace("\n\towner TEXT NOT NULL, ", "") if "TABLE element" in each else each for each in kept)


def _oldest(statements: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        each.replace("CREATE TABLE element", "CREATE TABLE box").replace("REFERENCES element", "REFERENCES box")
        for each in statements
    )


OLDER = _older(present_schema())
OLDEST = _oldest(OLDER)


def from_0_8(tables: Tables) -> Tables:
    return {("element" if name == "box" else name): rows for name, rows in tables.items()}


def from_0_9(tables: Tables) -> Tables:
    elements = [(*row[:4], "nobody", *row[4:]) for row in tables["element"]]
    return {**tables, "element": elements, "version": []}


@pytest.fixture
def _two_older_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(migrations.FORMATS, (0, 8), Format((0, 8), OLDEST, from_0_8, (0, 9)))
    monkeypatch.setitem(migrations.FORMATS, (0, 9), Format((0, 9), OLDER, from_0_9, VERSION))


BOX = ("grow", "objective", "Grow", "notes", None, None, None, None, None, None, None, None, "[]")


def old_file(numbers: tuple[int, int], statements: tuple[str, ...], boxes: str, *more: str) -> bytes:
    """A file as the program of that time would have saved it."""
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in _names(statements)}
    rows |= {"map": [("map", "Old plan", "", "", "EUR")], "sheet": [("s", "", 0, 1)], boxes: [BOX]}
    raw = sqlite3.connect(":memory:", isolation_level=None)
    try:
        raw.execute("PRAGMA page_size = 1024")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version = {numbers[0] << 16 | numbers[1]}")
        for statement in statements:
            raw.execute(statement)
        for name, its_rows in rows.items():
            for row in its_rows:
                raw.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row)
        raw.execute("INSERT INTO revision VALUES (0, 'r', '2020-01-01')")
        raw.execute("INSERT INTO file VALUES ('map', ?, 'stratmap 0')", (content_hash(rows, [("r", "2020-01-01")]),))
        for statement in more:
            raw.execute(statement)
        return raw.serialize()
    finally:
        raw.close()


def _names(statements: tuple[str, ...]) -> list[str]:
    found = [each.split()[2].strip('"') for each in statements]
    return [name for name in found if name not in ("file", "revision")]


@pytest.mark.usefixtures("_two_older_formats")
@pytest.mark.parametrize(
    ("numbers", "statements", "boxes"), [((0, 8), OLDEST, "box"), ((0, 9), OLDER, "element")], ids=["0.8", "0.9"]
)
def test_an_older_file_opens_as_the_present_one_would_have_it(
    numbers: tuple[int, int], statements: tuple[str, ...], boxes: str
) -> None:
    map, lineage = read_map(old_file(numbers, statements, boxes), NOWHERE)
    assert map.info.title == "Old plan"
    assert map.elements == {"grow": objective("grow", "Grow", notes="notes", owner="nobody")}
    assert lineage == (Revision("r", "2020-01-01"),)
    assert read_map(map_bytes(map, lineage), NOWHERE) == (map, lineage), "saved, it is a file of the present format"


@pytest.mark.usefixtures("_two_older_formats")
def test_an_older_file_is_left_as_it_is_when_opened(tmp_path: Path) -> None:
    path = tmp_path / "old.stratmap"
    path.write_bytes(old_file((0, 8), OLDEST, "box"))
    before = path.read_bytes(), path.stat().st_mtime_ns
    open_map(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("_two_older_formats")
@pytest.mark.parametrize(
    ("statement", "trouble"),
    [
        ("UPDATE box SET title = 'Shrink'", FileTrouble.CHANGED),
        ("UPDATE box SET kind = 'wish'", FileTrouble.DAMAGED),
        ("CREATE TABLE element (id)", FileTrouble.DAMAGED),
        ("CREATE TRIGGER extra AFTER INSERT ON box BEGIN SELECT 1; END", FileTrouble.DAMAGED),
    ],
)
def test_an_older_file_is_checked_as_strictly(statement: str, trouble: FileTrouble) -> None:
    with pytest.raises(FileError) as refused:
        read_map(old_file((0, 8), OLDEST, "box", statement), NOWHERE)
    assert refused.value.trouble is trouble


@pytest.mark.usefixtures("_two_older_formats")
def test_an_upgrade_that_makes_no_sense_of_the_rows_is_no_map(monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = Format((0, 9), OLDER, lambda tables: {**tables, "element": [("short",)], "version": []}, VERSION)
    monkeypatch.setitem(migrations.FORMATS, (0, 9), spoilt)
    with pytest.raises(FileError) as refused:
        read_map(old_file((0, 8), OLDEST, "box"), NOWHERE)
    assert refused.value.trouble is FileTrouble.DAMAGED


def newer(*statements: str) -> bytes:
    """A file of a later version of the program."""
    data = map_bytes(map_of(objective("a"), objective("b"), influences("a", "b", "+")), ())
    raw = sqlite3.connect(":memory:", isolation_level=None)
    try:
        raw.deserialize(data)
        for statement in (f"PRAGMA user_version = {VERSION[0] + 1 << 16}", *statements):
            raw.execute(statement)
        return raw.serialize()
    finally:
        raw.close()


def test_a_newer_file_can_be_looked_at_where_our_tables_are_in_it(tmp_path: Path) -> None:
    path = tmp_path / "new.stratmap"
    path.write_bytes(newer("CREATE TABLE scenario (id TEXT PRIMARY KEY, x REAL)"))
    with pytest.raises(FileError) as refused:
        open_map(path)
    assert refused.value.trouble is FileTrouble.NEWER
    opened = open_map(path, in_spite_of=FileTrouble.NEWER)
    assert opened.doubt is FileTrouble.NEWER
    assert set(opened.map.elements) == {"a", "b"}


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE element RENAME COLUMN owner TO holder",
        "DROP TABLE mute",
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TRIGGER extra AFTER INSERT ON mute BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE extra USING fts5(a)",
        "UPDATE element SET kind = 'wish'",
    ],
)
def test_a_newer_file_that_is_kept_otherwise_is_not_looked_at(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "new.stratmap"
    path.write_bytes(newer(statement))
    with pytest.raises(FileError) as refused:
        open_map(path, in_spite_of=FileTrouble.NEWER)
    assert refused.value.trouble is FileTrouble.DAMAGED


def test_a_file_another_program_changed_opens_when_the_person_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(
        newer(f"PRAGMA user_version = {VERSION[0] << 16 | VERSION[1]}", "UPDATE element SET title = 'x'")
    )
    with pytest.raises(FileError) as refused:
        open_map(path, in_spite_of=FileTrouble.NEWER)
    assert refused.value.trouble is FileTrouble.CHANGED
    opened = open_map(path, in_spite_of=FileTrouble.CHANGED)
    assert opened.doubt is FileTrouble.CHANGED
    assert {each.title for each in opened.map.elements.values()} == {"x"}


def test_no_other_trouble_can_be_waved_away(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(newer("PRAGMA user_version = 65536", "UPDATE element SET kind = 'wish'"))
    with pytest.raises(FileError) as refused:
        open_map(path, in_spite_of=FileTrouble.DAMAGED)
    assert refused.value.trouble is FileTrouble.DAMAGED
