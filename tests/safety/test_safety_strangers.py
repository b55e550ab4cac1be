"""A file from a stranger is read whole or refused: changed at random, with one byte flipped, or made to do harm.

Quick here; with ``STRATMAP_LONG=1`` a million changed files and a flip of every byte.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from models import limits
from models.errors import FileError, FileTrouble
from models.reader import read_map
from models.records import Bend, Element, MapInfo, Mute, Perspective, Placement, SavedFilter, Sheet, Version
from models.rules import MAX_KEY
from models.store import map_bytes, open_map
from models.strategy_map import StrategyMap
from tests.builders import SHEET, influences, map_of, objective
from tests.cost import Clock
from tests.safety.strangers import MOST_LOOKS, good_map
from tests.test_models.test_reader import altered

LONG = bool(os.environ.get("STRATMAP_LONG"))
FILES = 1_000_000 if LONG else 20_000
NOWHERE = Path("plan.stratmap")


def test_thousands_of_changed_files_are_the_map_or_refused() -> None:
    top = Path(__file__).resolve().parents[2]
    halves = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.safety.strangers", str(FILES // 2), str(seed)],
            cwd=top,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in (1, 2)
    ]
    for half in halves:
        said, trouble = half.communicate(timeout=7200)
        assert half.returncode == 0, trouble[-3000:]
        assert f"{FILES // 2} changed files" in said


def test_one_flipped_byte_is_never_accepted_and_different() -> None:
    wanted = good_map()
    data = map_bytes(wanted, ())
    chance = random.Random(5)
    filled = [place for place, byte in enumerate(data) if byte]  # most of a small file is room
    places = list(range(len(data))) if LONG else chance.sample(filled, 2000)
    noticed = 0
    for place in places:
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        try:
            map, _ = read_map(bytes(flipped), NOWHERE)
        except FileError:
            noticed += 1
        else:
            assert map == wanted, f"byte {place}"
    assert noticed > (0 if LONG else 1000)


def with_sql(*changes: tuple[str, str, str]) -> bytes:
    """The good file with other SQL in its schema: table, old words, new words."""
    data = map_bytes(good_map(), ())
    raw = sqlite3.connect(":memory:", isolation_level=None)
    try:
        raw.deserialize(data)
        raw.execute("PRAGMA writable_schema = ON")
        for table, old, new in changes:
            raw.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, table))
        raw.execute("PRAGMA schema_version = 77")
        return raw.serialize()
    finally:
        raw.close()


def rows(statement: str, count: int) -> list[str]:
    return [f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) {statement}"]


HOSTILE_SQL: list[tuple[str, str, str]] = [
    ("element", "title TEXT NOT NULL", "title TEXT NOT NULL CHECK (length(randomblob(1e9)) > 0)"),
    ("element", "title TEXT NOT NULL", "title TEXT NOT NULL DEFAULT (randomblob(1e9))"),
    ("element", "notes TEXT NOT NULL", "notes TEXT GENERATED ALWAYS AS (title) VIRTUAL"),
    ("element", "title TEXT NOT NULL", "title TEXT NOT NULL COLLATE NOCASE"),
    ("element", " STRICT", " STRICT, WITHOUT ROWID"),
    ("element", " STRICT", ""),
    ("element", "title TEXT", "title ANY"),
    ("link", "REFERENCES element", "REFERENCES sqlite_schema"),
    ("mute", "finding TEXT", "Finding TEXT"),
    ("sheet", "CREATE TABLE", "CREATE TEMP TABLE"),
    ("element", "CREATE TABLE", "x" * 200_000),
    ("element", "\n)", ", " + ", ".join(f"c{each} TEXT" for each in range(1000)) + "\n)"),
]


@pytest.mark.parametrize("change", HOSTILE_SQL, ids=lambda each: each[2][:40])
def test_a_table_made_to_do_something_is_refused_and_does_nothing(
    change: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(0.0)
    monkeypatch.setattr("models.reader.time", clock)
    with pytest.raises(FileError) as refused:
        read_map(with_sql(change), NOWHERE)
    assert refused.value.trouble is FileTrouble.DAMAGED
    assert clock.looks == 1, "SQLite was kept busy for more than a moment"


HOSTILE: list[tuple[str, list[str]]] = [
    ("trigger", ["CREATE TRIGGER t AFTER INSERT ON element BEGIN DELETE FROM element; END"]),
    ("view in place of a table", ["DROP TABLE mute", "CREATE VIEW mute AS SELECT 'a' AS finding, 'b' AS reason"]),
    (
        "endless view",
        ["CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT i FROM n"],
    ),
    ("expression index", ["CREATE INDEX i ON element (abs(length(title)))"]),
    ("partial index", ["CREATE INDEX i ON element (title) WHERE length(title) > 5"]),
    ("full text table", ["CREATE VIRTUAL TABLE f USING fts5(a)"]),
    ("r-tree", ["CREATE VIRTUAL TABLE r USING rtree(id, a, b)"]),
    ("statistics", ["ANALYZE"]),
    ("table more", ["CREATE TABLE more (a)"]),
    ("sequence", ["CREATE TABLE s (a INTEGER PRIMARY KEY AUTOINCREMENT)"]),
    ("3 MB title", ["UPDATE element SET title = printf('%.*c', 3000000, 'x')"]),
    ("30 MB notes", ["UPDATE element SET notes = printf('%.*c', 30000000, 'x') WHERE id = 'e0'"]),
    ("zero byte", ["UPDATE element SET title = 'a' || char(0) || 'b'"]),
    ("bad UTF-8", ["UPDATE element SET title = CAST(x'FF41' AS TEXT)"]),
    ("half a surrogate", ["UPDATE element SET title = CAST(x'EDA080' AS TEXT)"]),
    ("infinity", ["UPDATE placement SET x = 9e999"]),
    ("link to nothing", ["UPDATE link SET target = 'nobody'"]),
    ("link to itself", ["UPDATE link SET target = source"]),
    ("id used twice", ["INSERT INTO sheet VALUES ('e0', '', 0, 1)"]),
    ("30,000 sheets", rows("INSERT INTO sheet SELECT 's' || i, '', 0, 1 FROM n", 30_000)),
    ("300,000 filters", rows("INSERT INTO saved_filter SELECT i,'','[]','[]','[]','[]','[]','[]' FROM n", 300_000)),
    ("deep JSON", ["UPDATE element SET tags = '" + "[" * 90_000 + "'"]),
    ("tags that are no texts", ["UPDATE element SET tags = '[{\"a\": []}]'"]),
    ("a number without end", ["UPDATE element SET budget = '1E+999999999'"]),
    ("a year beyond", ["UPDATE element SET start = '12026-01-01'"]),
    ("an order without end", ["UPDATE sheet SET position = 9223372036854775807"]),
    ("a map with another id", ["UPDATE file SET map = 'other'"]),
    ("two maps", ["INSERT INTO file VALUES ('second', '', '')"]),
    (
        "SQL that is no text",
        ["PRAGMA writable_schema = 1", "UPDATE sqlite_schema SET sql = x'00' WHERE name = 'mute'"],
    ),
]


@pytest.mark.parametrize(("name", "statements"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_a_file_made_to_do_harm_is_refused_soon(
    name: str, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = altered(map_bytes(good_map(), ()), *statements)
    clock = Clock(0.0)
    monkeypatch.setattr("models.reader.time", clock)
    with pytest.raises(FileError) as refused:
        read_map(data, NOWHERE)
    assert refused.value.trouble is FileTrouble.DAMAGED
    assert clock.looks <= MOST_LOOKS


def test_a_database_of_another_make_is_refused() -> None:
    for pragma in ("encoding = 'UTF-16le'", "auto_vacuum = FULL"):
        raw = sqlite3.connect(":memory:", isolation_level=None)
        try:
            raw.execute(f"PRAGMA {pragma}")
            raw.execute("CREATE TABLE file (map TEXT, content TEXT, program TEXT)")
            raw.execute("INSERT INTO file VALUES ('map', '', '')")
            raw.execute("PRAGMA application_id = 0x53544D50")
            raw.execute("PRAGMA user_version = 65536")
            data = raw.serialize()
        finally:
            raw.close()
        with pytest.raises(FileError):
            read_map(data, NOWHERE)


Make = Callable[[int], StrategyMap]


def element(**fields: object) -> StrategyMap:
    return map_of(replace(objective("e"), **fields))  # type: ignore[arg-type]


BOUNDS: list[tuple[str, int, Make]] = [
    ("title", limits.MAX_TITLE, lambda n: element(title="ü" * n)),
    ("owner", limits.MAX_TITLE, lambda n: element(owner="x" * n)),
    ("tag", limits.MAX_TITLE, lambda n: element(tags=("x" * n,))),
    ("tags", limits.MAX_TAGS, lambda n: element(tags=("x",) * n)),
    ("notes", limits.MAX_NOTES, lambda n: element(notes="🚀" * n)),
    ("vision", limits.MAX_NOTES, lambda n: StrategyMap([MapInfo("m", vision="x" * n), Sheet("s")])),
    ("budget", int(limits.MAX_NUMBER), lambda n: element(budget=Decimal(n))),
    ("digits", limits.MAX_DIGITS, lambda n: element(budget=Decimal("0." + "1" * (n - 2)))),
    ("effort", int(limits.MAX_NUMBER), lambda n: element(effort=float(n))),
    ("id", MAX_KEY, lambda n: map_of(objective("x" * n))),
    ("x", int(limits.MAX_COORDINATE), lambda n: map_of(objective("e"), Placement(SHEET, "e", n, 0, 1, 1))),
    ("-y", int(limits.MAX_COORDINATE), lambda n: map_of(objective("e"), Placement(SHEET, "e", 0, -n, 1, 1))),
    ("width", int(limits.MAX_COORDINATE), lambda n: map_of(objective("e"), Placement(SHEET, "e", 0, 0, n, 1))),
    ("z", limits.MAX_POSITION, lambda n: map_of(objective("e"), Placement(SHEET, "e", 0, 0, 1, 1, False, n))),
    ("position", limits.MAX_POSITION, lambda n: map_of(Perspective("p", "", -n))),
    ("bend", int(limits.MAX_COORDINATE), lambda n: map_of(*_joined(), Bend(SHEET, "l", n, 0))),
    ("perspectives", limits.MAX_PERSPECTIVES, lambda n: map_of(*(Perspective(f"p{i}", "") for i in range(n)))),
    ("sheets", limits.MAX_SHEETS, lambda n: map_of(*(Sheet(f"s{i}") for i in range(n - 1)))),
    ("filters", limits.MAX_FILTERS, lambda n: map_of(*(SavedFilter(f"f{i}") for i in range(n)))),
    ("choices", limits.MAX_FILTER_VALUES, lambda n: map_of(SavedFilter("f", owners=("x",) * n))),
    ("versions", limits.MAX_VERSIONS, lambda n: map_of(*(Version(f"v{i}", "", "", b"x") for i in range(n)))),
    ("version", limits.MAX_VERSION_BYTES, lambda n: map_of(Version("v", "", "", bytes(n)))),
    ("reason", limits.MAX_TITLE, lambda n: map_of(Mute("f", "x" * n))),
]


def _joined() -> tuple[object, ...]:
    return objective("a"), objective("b"), influences("a", "b", id="l")


@pytest.mark.parametrize(("name", "most", "make"), BOUNDS, ids=[name for name, _, _ in BOUNDS])
def test_the_file_takes_as_much_as_the_limit_and_no_more(name: str, most: int, make: Make) -> None:
    for value in (most - 1, most):
        assert read_map(map_bytes(make(value), ()), NOWHERE)[0] == make(value)
    with pytest.raises(FileError) as refused:
        read_map(map_bytes(make(most + 1), ()), NOWHERE)
    assert refused.value.trouble is FileTrouble.DAMAGED


@pytest.mark.parametrize("limit", ["MAX_ELEMENTS", "MAX_LINKS"])
def test_so_many_and_no_more_can_be_in_a_file(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a lower limit, which the rules take as they are made: the real one is a matter of minutes."""
    from models import rules

    kind = Element if limit == "MAX_ELEMENTS" else type(influences("a", "b"))
    count = 4
    monkeypatch.setattr(
        rules, "_MOST", tuple((each, what, count if each is kind else most) for each, what, most in rules._MOST)
    )
    for many, accepted in ((count - 1, True), (count, True), (count + 1, False)):
        elements = [objective(f"e{each}") for each in range(many if kind is Element else 4)]
        links = [] if kind is Element else [influences("e0", "e1", id=f"l{each}") for each in range(many)]
        data = map_bytes(map_of(*elements, *links), ())
        if accepted:
            read_map(data, NOWHERE)
        else:
            with pytest.raises(FileError):
                read_map(data, NOWHERE)


def test_a_file_may_be_so_large_and_no_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(map_bytes(good_map(), ()))
    for most, accepted in (
        (path.stat().st_size + 1, True),
        (path.stat().st_size, True),
        (path.stat().st_size - 1, False),
    ):
        monkeypatch.setattr(limits, "MAX_FILE_BYTES", most)
        if accepted:
            open_map(path)
        else:
            with pytest.raises(FileError) as refused:
                open_map(path)
            assert refused.value.trouble is FileTrouble.TOO_LARGE
