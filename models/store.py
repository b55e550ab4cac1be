"""Open and save a map: the one door between a map and the disk.

Saving builds the whole file in memory, reads it back as a stranger would, and only then lets it take the place of the
old one in a single step. So SQLite never opens the person's path and nothing is ever beside it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy import Connection, Table, insert

from models import limits, rules
from models.atomic import write_atomically
from models.collecting import collecting_later
from models.errors import FileError, FileTrouble, RuleBroken
from models.reader import read_back, read_bytes, read_map, read_newer
from models.records import RECORD_TYPES, Revision, new_id
from models.rows import Row, content_hash, rows_of
from models.strategy_map import StrategyMap
from models.tables import TABLES, empty_database, engine_over, file_table, revision_table


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file held, and the sha256 of its bytes, by which a later save knows whether it is still the same.

    ``doubt`` is CHANGED or NEWER where the file was opened in spite of it: to be looked at or saved elsewhere, never
    to be saved over.
    """

    map: StrategyMap
    lineage: tuple[Revision, ...]
    sha256: str
    doubt: FileTrouble | None = None


def open_map(path: Path, *, in_spite_of: FileTrouble | None = None) -> Opened:
    """The map in a file. Raises FileError; in every case the file and its folder stay exactly as they are.

    A file refused as CHANGED or NEWER can be opened ``in_spite_of`` that, when the person says so.
    """
    return opened_bytes(read_bytes(path), path, in_spite_of=in_spite_of)


def opened_bytes(data: bytes, path: Path, *, in_spite_of: FileTrouble | None = None) -> Opened:
    """The same of the bytes of a file; ``path`` is only named in errors."""
    sha256 = hashlib.sha256(data).hexdigest()
    with collecting_later():
        try:
            return Opened(*read_map(data, path), sha256)
        except FileError as error:
            if error.trouble is not in_spite_of or in_spite_of not in _MAY_BE_LOOKED_AT:
                raise
        if in_spite_of is FileTrouble.NEWER:
            return Opened(*read_newer(data, path), sha256, in_spite_of)
        return Opened(*read_map(data, path, changed=True), sha256, in_spite_of)


_MAY_BE_LOOKED_AT = (FileTrouble.CHANGED, FileTrouble.NEWER)


def save_map(map: StrategyMap, lineage: tuple[Revision, ...], path: Path) -> tuple[Revision, ...]:
    """Save a map as a file, whole or not at all; its lineage, one revision longer.

    Raises RuleBroken where the map breaks a rule (it could not be opened again), and FileError where the disk
    refuses or the file would not give back the very same map. Until it returns, the old file counts.
    """
    lineage = longer(lineage)
    write_atomically(path, checked_bytes(map, lineage, path))
    return lineage


def longer(lineage: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """A lineage with one more revision, saved now; the oldest goes where there would be too many."""
    kept = lineage[-limits.MAX_REVISIONS + 1 :]
    return (*kept, Revision(new_id(), datetime.now(UTC).isoformat(timespec="milliseconds")))


def checked_bytes(map: StrategyMap, lineage: tuple[Revision, ...], path: Path) -> bytes:
    """The bytes of the file for a map, after they were read as a stranger would read them.

    Raises RuleBroken and FileError as ``save_map`` does; nothing touches the disk.
    """
    with collecting_later():
        broken = rules.violations(map)
        if broken:
            raise RuleBroken(broken)
        data = map_bytes(map, lineage)
        if len(data) > limits.MAX_FILE_BYTES:
            raise FileError(FileTrouble.TOO_LARGE, str(path))
        if read_back(data, path) != (map, lineage):
            raise FileError(FileTrouble.FAILED, str(path), "what was written does not read back the same")
    return data


def map_bytes(map: StrategyMap, lineage: tuple[Revision, ...]) -> bytes:
    """The bytes of the file that holds a map which keeps the rules. Nothing touches the disk."""
    rows = {TABLES[kind].name: rows_of(kind, map.table(kind).values()) for kind in RECORD_TYPES}
    lineage_rows = rows_of(Revision, lineage)
    raw = empty_database()
    try:
        with engine_over(raw).begin() as connection:
            _insert(connection, file_table, [(map.info.id, content_hash(rows, lineage_rows), _program())])
            for kind in RECORD_TYPES:
                _insert(connection, TABLES[kind], rows[TABLES[kind].name])
            _insert(connection, revision_table, [(place, *row) for place, row in enumerate(lineage_rows)])
        return raw.serialize()
    finally:
        raw.close()


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Add rows with values in the order of the columns, without a dictionary for each."""
    if rows:
        connection.exec_driver_sql(str(insert(table).compile(dialect=connection.dialect)), rows)


def _program() -> str:
    """Which stratmap this is, for whoever has to help with the file."""
    try:
        return f"stratmap {version('stratmap')}"
    except PackageNotFoundError:
        return "stratmap"
