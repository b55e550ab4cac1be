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
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Table, func, literal_column, select
from sqlalchemy.exc import SQLAlchemyError

from models import limits, rules
from models.atomic import trouble_of
from models.errors import FileError, FileTrouble, Violation
from models.records import RECORD_TYPES, Record, Revision
from models.rows import BadRow, Row, content_hash, records_of
from models.strategy_map import StrategyMap
from models.tables import (
    APPLICATION_ID,
    TABLES,
    VERSION,
    empty_database,
    engine_over,
    file_table,
    revision_table,
)

MAGIC = b"SQLite format 3\0"
SECONDS = 20.0
"""Longest a file may keep SQLite busy before it is taken for damaged."""
STEPS_BETWEEN_LOOKS = 100_000
"""SQLite's own instructions between two looks at the clock."""


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


def read_map(data: bytes, path: Path) -> tuple[StrategyMap, tuple[Revision, ...]]:
    """The map and its lineage in the bytes of a file. Raises FileError, which names ``path``."""
    _check_marks(data, path)
    with _quarantined(data, path) as connection:
        rows, lineage_rows, promised = _read_rows(connection)
        map, lineage = _map_from(rows, lineage_rows)
        violations = rules.violations(map)
        if violations:
            raise FileError(FileTrouble.DAMAGED, str(path), _told(violations[0]))
        if content_hash(rows, lineage_rows) != promised:
            raise FileError(FileTrouble.CHANGED, str(path), "its content is not what was saved")
    return map, lineage


def read_back(data: bytes, path: Path) -> tuple[StrategyMap, tuple[Revision, ...]]:
    """The same from bytes just made, without judging the map again: whoever made them compares it with theirs."""
    _check_marks(data, path)
    with _quarantined(data, path) as connection:
        rows, lineage_rows, _ = _read_rows(connection)
        return _map_from(rows, lineage_rows)


def _check_marks(data: bytes, path: Path) -> None:
    """Refuse what is not ours or newer than we are, by the first 100 bytes alone."""
    if len(data) < limits.MIN_FILE_BYTES or not data.startswith(MAGIC):
        raise FileError(FileTrouble.NOT_OURS, str(path))
    if int.from_bytes(data[68:72], "big") != APPLICATION_ID:
        raise FileError(FileTrouble.NOT_OURS, str(path))
    version = int.from_bytes(data[60:62], "big"), int.from_bytes(data[62:64], "big")
    if version > VERSION:
        raise FileError(FileTrouble.NEWER, str(path), f"{version[0]}.{version[1]}")
    if version != VERSION:
        raise FileError(FileTrouble.DAMAGED, str(path), f"no such format: {version[0]}.{version[1]}")


@contextmanager
def _quarantined(data: bytes, path: Path) -> Iterator[Connection]:
    """A connection to the bytes in memory that can write nothing, run nothing of theirs and not take for ever.

    What SQLite or SQLAlchemy have to complain of while it is open means that the file is damaged.
    """
    raw = sqlite3.connect(":memory:")
    try:
        until = time.monotonic() + SECONDS
        raw.set_progress_handler(lambda: time.monotonic() > until, STEPS_BETWEEN_LOOKS)
        raw.deserialize(data[:18] + b"\x01\x01" + data[20:])  # no write-ahead log, whatever the header says
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            raw.execute(f"PRAGMA {pragma}")
        _check_schema(raw)
        _check_pages(raw)
        with engine_over(raw).connect() as connection:
            yield connection
    except (sqlite3.Error, SQLAlchemyError, BadRow, UnicodeError, MemoryError, OverflowError) as error:
        raise FileError(FileTrouble.DAMAGED, str(path), _briefly(error)) from error
    finally:
        raw.close()


def _check_schema(raw: sqlite3.Connection) -> None:
    found = raw.execute("SELECT type, name, sql FROM sqlite_schema").fetchmany(2 * len(our_schema()))
    if {(kind, name, _normalised(sql)) for kind, name, sql in found} != our_schema() or len(found) != len(
        our_schema()
    ):
        raise sqlite3.DatabaseError("its tables are not ours")


@cache
def our_schema() -> frozenset[tuple[str, str, str]]:
    """Type, name and normalised SQL of everything in a file of ours."""
    raw = empty_database()
    try:
        found = raw.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    finally:
        raw.close()
    return frozenset((kind, name, _normalised(sql)) for kind, name, sql in found)


def _normalised(sql: str | None) -> str:
    return " ".join((sql or "").split())


def _check_pages(raw: sqlite3.Connection) -> None:
    (answer,) = raw.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != "ok":
        raise sqlite3.DatabaseError(answer)


def _read_rows(connection: Connection) -> tuple[dict[type[Record], list[Row]], list[Row], str]:
    """All rows by record type, those of the lineage, and the content hash the file was saved with."""
    ours = connection.execute(select(file_table)).all()
    if len(ours) != 1:
        raise sqlite3.DatabaseError("it does not say once which map it is")
    rows = {kind: _rows_in(connection, TABLES[kind]) for kind in RECORD_TYPES}
    if [row[0] for row in rows[RECORD_TYPES[0]]] != [ours[0].map]:
        raise sqlite3.DatabaseError("it is not the map it says it is")
    lineage_rows = [row[1:] for row in _rows_in(connection, revision_table)]
    return rows, lineage_rows, str(ours[0].content)


def _rows_in(connection: Connection, table: Table) -> list[Row]:
    """A table's rows in the order they were made, which is that of SQLite's own row numbers."""
    count = connection.execute(select(func.count()).select_from(table)).scalar_one()
    if count > limits.MAX_ROWS:
        raise sqlite3.DatabaseError(f"too many rows in {table.name}")
    cursor = connection.execute(select(table).order_by(literal_column("rowid"))).cursor
    return list(cursor.fetchall()) if cursor else []  # plain tuples: SQLAlchemy's rows would take twice the time


def _map_from(
    rows: dict[type[Record], list[Row]], lineage_rows: list[Row]
) -> tuple[StrategyMap, tuple[Revision, ...]]:
    records = [record for kind, its_rows in rows.items() for record in records_of(kind, its_rows)]
    map = StrategyMap(records)
    if len(map) != len(records):
        raise sqlite3.DatabaseError("two records have one key")
    return map, tuple(records_of(Revision, lineage_rows))


def _briefly(error: Exception) -> str:
    """What is wrong, without what SQLAlchemy adds for programmers."""
    lines = str(getattr(error, "orig", None) or error).splitlines()
    return lines[0][:200] if lines else type(error).__name__


def _told(violation: Violation) -> str:
    return f"{violation.rule} ({violation.key})"
