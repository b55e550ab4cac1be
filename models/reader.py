"""Bytes from outside into a map: the only place that reads a person's file, and it trusts nothing in it.

SQLite never opens the person's path. The bytes are read once and looked at in memory, where nothing can be written:
ours by its marks, not newer than we are, its schema exactly ours (so no trigger or view can be in it), sound by
SQLite's own check, every value of its type, every rule kept, and the same content its saver counted.
"""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models import limits, migrations, rules
from models.atomic import trouble_of
from models.errors import FileError, FileTrouble, Violation
from models.migrations import Numbers, Tables
from models.records import RECORD_TYPES, Revision
from models.rows import BadRow, Row, content_hash, records_of
from models.strategy_map import StrategyMap
from models.tables import APPLICATION_ID, TABLES, VERSION, file_table, present_schema, revision_table

MAGIC = b"SQLite format 3\0"
SECONDS = 20.0
"""Longest a file may keep SQLite busy before it is taken for damaged."""
STEPS_BETWEEN_LOOKS = 100_000
"""SQLite's own instructions between two looks at the clock."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: limits.MAX_VERSION_BYTES + 2**20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 10,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
"""What our own few statements need, and no more."""

_ALLOWED = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION}
)
_ALLOWED_PRAGMAS = frozenset({"trusted_schema", "cell_size_check", "query_only", "integrity_check"})


def read_bytes(path: Path) -> bytes:
    """What a file holds, read once. Raises FileError where it is no file, out of reach, or of no size a map has."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # before opening: opening a pipe would wait for ever
            raise FileError(FileTrouble.NOT_A_FILE, str(path))
        with path.open("rb") as file:
            data = file.read(limits.MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        trouble = trouble_of(error) if isinstance(error, OSError) else FileTrouble.NOT_FOUND
        raise FileError(trouble, str(path), getattr(error, "strerror", None) or str(error)) from error
    if len(data) > limits.MAX_FILE_BYTES:
        raise FileError(FileTrouble.TOO_LARGE, str(path))
    return data


def read_map(data: bytes, path: Path, *, changed: bool = False) -> tuple[StrategyMap, tuple[Revision, ...]]:
    """The map and its lineage in the bytes of a file. Raises FileError, which names ``path``.

    With ``changed``, content that is sound but not what its saver counted is read all the same.
    """
    numbers = _version_of(data, path)
    with _quarantined(data, path, _schema(numbers)) as raw:
        tables, promised = _read_tables(raw, _names(numbers))
        same = _content(tables) == promised
        map, lineage = _map_from(tables) if numbers == VERSION else _forward(tables, numbers)
        violations = rules.violations(map)
        if violations:
            raise FileError(FileTrouble.DAMAGED, str(path), _told(violations[0]))
        if not (same or changed):
            raise FileError(FileTrouble.CHANGED, str(path), "its content is not what was saved")
    return map, lineage


def read_newer(data: bytes, path: Path) -> tuple[StrategyMap, tuple[Revision, ...]]:
    """As much of a file of a newer version as is kept the way we keep it: to be looked at, never to be saved.

    Raises FileError where our tables are not all in it as they are with us, or it has triggers, views and the like.
    """
    _check_marks(data, path)
    with _quarantined(data, path, _schema(VERSION), exactly=False) as raw:
        tables, _ = _read_tables(raw, _names(VERSION))
        map, lineage = _map_from(tables)
        violations = rules.violations(map)
        if violations:
            raise FileError(FileTrouble.DAMAGED, str(path), _told(violations[0]))
    return map, lineage


def read_back(data: bytes, path: Path) -> tuple[StrategyMap, tuple[Revision, ...]]:
    """The same from bytes just made, without judging the map again: whoever made them compares it with theirs."""
    with _quarantined(data, path, _schema(_version_of(data, path))) as raw:
        tables, _ = _read_tables(raw, _names(VERSION))
        return _map_from(tables)


@dataclass(frozen=True, slots=True)
class Label:
    """What tells one file from another at a glance. ``saved`` is an ISO 8601 time, empty where it is not known."""

    map_id: str
    title: str
    saved: str


def read_label(data: bytes, path: Path) -> Label:
    """Which map a file holds and of when, without looking at more of it. Raises FileError."""
    numbers = _version_of(data, path)
    with _quarantined(data, path, _schema(numbers), thoroughly=False) as raw:
        map_id, _ = _map_id(raw)
        title = raw.execute("SELECT title FROM map").fetchone()
        saved = raw.execute("SELECT saved FROM revision ORDER BY position DESC LIMIT 1").fetchone()
        return Label(map_id, str(title[0]) if title else "", str(saved[0]) if saved else "")


def _version_of(data: bytes, path: Path) -> Numbers:
    """The version of the format, which is one we know."""
    numbers = _check_marks(data, path)
    if numbers == VERSION or numbers in migrations.FORMATS:
        return numbers
    told = f"{numbers[0]}.{numbers[1]}"
    if numbers > VERSION:
        raise FileError(FileTrouble.NEWER, str(path), told)
    raise FileError(FileTrouble.DAMAGED, str(path), f"no such format: {told}")


def _check_marks(data: bytes, path: Path) -> Numbers:
    """Refuse what is not ours, by the first 100 bytes alone; otherwise its version."""
    if len(data) < limits.MIN_FILE_BYTES or not data.startswith(MAGIC):
        raise FileError(FileTrouble.NOT_OURS, str(path))
    if int.from_bytes(data[68:72], "big") != APPLICATION_ID:
        raise FileError(FileTrouble.NOT_OURS, str(path))
    return int.from_bytes(data[60:62], "big"), int.from_bytes(data[62:64], "big")


Schema = frozenset[tuple[str, str, str]]


@contextmanager
def _quarantined(
    data: bytes, path: Path, schema: Schema, *, exactly: bool = True, thoroughly: bool = True
) -> Iterator[sqlite3.Connection]:
    """A connection to the bytes in memory that can write nothing, run nothing of theirs and not take for ever.

    What SQLite has to complain of while it is open means that the file is damaged.
    """
    raw = sqlite3.connect(":memory:")
    try:
        until = time.monotonic() + SECONDS
        raw.set_progress_handler(lambda: time.monotonic() > until, STEPS_BETWEEN_LOOKS)
        for category, most in _LIMITS.items():
            raw.setlimit(category, most)
        raw.deserialize(data[:18] + b"\x01\x01" + data[20:])  # no write-ahead log, whatever the header says
        raw.set_authorizer(_authorized)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            raw.execute(f"PRAGMA {pragma}")
        _check_schema(raw, schema, exactly)
        if thoroughly:
            _check_pages(raw)
        yield raw
    except (sqlite3.Error, BadRow, UnicodeError, MemoryError, OverflowError) as error:
        raise FileError(FileTrouble.DAMAGED, str(path), _briefly(error)) from error
    finally:
        raw.close()


def _authorized(action: int, first: str | None, second: str | None, database: str | None, source: str | None) -> int:
    """Reading and counting, and the pragmas that guard it; nothing on behalf of a trigger or a view."""
    may = source is None and (
        action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _ALLOWED_PRAGMAS)
    )
    return sqlite3.SQLITE_OK if may else sqlite3.SQLITE_DENY


def _check_schema(raw: sqlite3.Connection, schema: Schema, exactly: bool) -> None:
    most = 2 * len(schema)
    rows = raw.execute("SELECT type, name, sql FROM sqlite_schema").fetchmany(most)
    found = {(kind, name, _normalised(sql)) for kind, name, sql in rows}
    if exactly:
        same = found == schema and len(rows) == len(schema)
    else:
        others = found - schema
        plain = all(kind in ("table", "index") and "virtual" not in sql.lower() for kind, _, sql in others)
        same = schema <= found and plain and len(rows) < most
    if not same:
        raise sqlite3.DatabaseError("its tables are not ours")


@cache
def our_schema() -> Schema:
    """Type, name and normalised SQL of everything in a file of ours."""
    return _normal(present_schema())


def _schema(numbers: Numbers) -> Schema:
    return our_schema() if numbers == VERSION else _normal(migrations.FORMATS[numbers].statements)


def _normal(statements: tuple[str, ...]) -> Schema:
    return frozenset((kind, name, _normalised(sql)) for kind, name, sql in migrations.schema_of(statements))


def _names(numbers: Numbers) -> list[str]:
    """The tables of a format that hold records and the lineage."""
    if numbers == VERSION:
        return [table.name for table in TABLES.values()]
    return sorted(name for kind, name, _ in _schema(numbers) if kind == "table" and name != file_table.name)


def _normalised(sql: object) -> str:
    return " ".join(sql.split()) if isinstance(sql, str) else str(sql or "")


def _check_pages(raw: sqlite3.Connection) -> None:
    (answer,) = raw.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != "ok":
        raise sqlite3.DatabaseError(answer)


def _map_id(raw: sqlite3.Connection) -> tuple[str, str]:
    """The one map a file says it holds, and the content hash it was saved with."""
    ours = raw.execute("SELECT map, content FROM file").fetchmany(2)
    if len(ours) != 1:
        raise sqlite3.DatabaseError("it does not say once which map it is")
    return str(ours[0][0]), str(ours[0][1])


def _read_tables(raw: sqlite3.Connection, names: list[str]) -> tuple[Tables, str]:
    """All rows of these tables, and the content hash the file was saved with."""
    map_id, promised = _map_id(raw)
    tables = {name: _rows_in(raw, name) for name in names}
    if [row[0] for row in tables["map"]] != [map_id]:
        raise sqlite3.DatabaseError("it is not the map it says it is")
    return tables, promised


def _rows_in(raw: sqlite3.Connection, name: str) -> list[Row]:
    """A table's rows in the order they were made, which is that of SQLite's own row numbers."""
    most = _MOST_ROWS.get(name, limits.MAX_ROWS)
    (count,) = raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608  (the name is ours)
    if count > min(most, limits.MAX_ROWS):
        raise sqlite3.DatabaseError(f"too many rows in {name}")
    return raw.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()  # noqa: S608  (the name is ours)


_MOST_ROWS = {TABLES[kind].name: rules.most_of(kind) for kind in RECORD_TYPES}
_MOST_ROWS[revision_table.name] = limits.MAX_REVISIONS
"""Rows a table may have; more are not even read."""


def _content(tables: Tables) -> str:
    """The content hash of these rows."""
    lineage = [row[1:] for row in tables[revision_table.name]]
    return content_hash({name: rows for name, rows in tables.items() if name != revision_table.name}, lineage)


def _map_from(tables: Tables) -> tuple[StrategyMap, tuple[Revision, ...]]:
    records = [record for kind in RECORD_TYPES for record in records_of(kind, tables[TABLES[kind].name])]
    map = StrategyMap(records)
    if len(map) != len(records):
        raise sqlite3.DatabaseError("two records have one key")
    lineage = tuple(records_of(Revision, [row[1:] for row in tables[revision_table.name]]))
    if not all(rules.is_revision(each) for each in lineage):
        raise sqlite3.DatabaseError("it was saved in a way that makes no sense")
    return map, lineage


def _forward(tables: Tables, numbers: Numbers) -> tuple[StrategyMap, tuple[Revision, ...]]:
    """The map in the rows of an older format. Values no upgrade was made for mean damage, not a fault of ours."""
    try:
        return _map_from(migrations.brought_forward(tables, numbers, VERSION))
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise sqlite3.DatabaseError(f"it cannot be brought forward: {error}") from error


def _briefly(error: Exception) -> str:
    """What is wrong, in one short line."""
    lines = str(error).splitlines()
    return lines[0][:200] if lines else type(error).__name__


def _told(violation: Violation) -> str:
    return f"{violation.rule} ({violation.key})"
