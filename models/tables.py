"""The tables of the file, and what marks it as ours: the one place that says what a ``.stratmap`` looks like inside.

One table a record type, its columns named like the record's fields. ``models.rows`` turns records into rows.
Tables are STRICT and keep the order in which records were made. No triggers, no views, nothing computed.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import BLOB, REAL, Column, Engine, ForeignKey, Integer, MetaData, Table, Text, create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable

from models.records import (
    Band,
    Bend,
    Element,
    Link,
    LoopName,
    MapInfo,
    Mute,
    Perspective,
    Placement,
    Record,
    Revision,
    SavedFilter,
    Sheet,
    Version,
)

APPLICATION_ID = 0x53544D50
"""``STMP``, in the header of every file of ours."""

VERSION = (1, 0)
"""Version of the format: major, minor. It stands in SQLite's ``user_version``, the major one in the upper 16 bits."""

PAGE_SIZE = 1024
"""Bytes a page. Small, so that a small map makes a small file."""

metadata = MetaData()


def _table(name: str, *columns: Column[object]) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True)


def _key(name: str, refers_to: str | None = None) -> Column[object]:
    return Column(name, Text, *_reference(refers_to), primary_key=True, nullable=False)


def _text(name: str, refers_to: str | None = None, *, optional: bool = False) -> Column[object]:
    return Column(name, Text, *_reference(refers_to), nullable=optional)


def _real(name: str, *, optional: bool = False) -> Column[object]:
    return Column(name, REAL, nullable=optional)


def _whole(name: str) -> Column[object]:
    return Column(name, Integer, nullable=False)


def _reference(refers_to: str | None) -> tuple[ForeignKey, ...]:
    return (ForeignKey(refers_to),) if refers_to else ()


file_table = _table(
    "file",
    _key("map"),
    _text("content"),
    _text("program"),
)
"""One row: the id of the map, the hash of all its records, and the program that saved it."""

revision_table = _table(
    "revision",
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("id"),
    _text("saved"),
)
"""The map's lineage, oldest first."""

map_table = _table(
    "map",
    _key("id"),
    _text("title"),
    _text("vision"),
    _text("mission"),
    _text("currency"),
)

perspective_table = _table(
    "perspective",
    _key("id"),
    _text("title"),
    _whole("position"),
)

element_table = _table(
    "element",
    _key("id"),
    _text("kind"),
    _text("title"),
    _text("notes"),
    _text("owner"),
    _text("status", optional=True),
    _text("priority", optional=True),
    _text("start", optional=True),
    _text("end", optional=True),
    _text("budget", optional=True),
    _real("effort", optional=True),
    _real("capacity", optional=True),
    _text("perspective", "perspective.id", optional=True),
    _text("tags"),
)

link_table = _table(
    "link",
    _key("id"),
    _text("kind"),
    _text("source", "element.id"),
    _text("target", "element.id"),
    _text("polarity"),
    _real("strength", optional=True),
    _whole("delay"),
    _text("notes"),
    _text("tags"),
)

sheet_table = _table(
    "sheet",
    _key("id"),
    _text("title"),
    _whole("position"),
    _whole("shows_bands"),
)

placement_table = _table(
    "placement",
    _key("sheet", "sheet.id"),
    _key("element", "element.id"),
    _real("x"),
    _real("y"),
    _real("width"),
    _real("height"),
    _whole("pinned"),
    _whole("z"),
)

band_table = _table(
    "band",
    _key("sheet", "sheet.id"),
    _key("perspective", "perspective.id"),
    _real("height"),
)

bend_table = _table(
    "bend",
    _key("sheet", "sheet.id"),
    _key("link", "link.id"),
    _real("dx"),
    _real("dy"),
)

loop_name_table = _table(
    "loop_name",
    _key("links"),
    _text("name"),
)

mute_table = _table(
    "mute",
    _key("finding"),
    _text("reason"),
)

saved_filter_table = _table(
    "saved_filter",
    _key("id"),
    _text("title"),
    _text("kinds"),
    _text("link_kinds"),
    _text("owners"),
    _text("departments"),
    _text("statuses"),
    _text("tags"),
)

version_table = _table(
    "version",
    _key("id"),
    _text("name"),
    _text("saved"),
    Column("content", BLOB, nullable=False),
)

TABLES: dict[type[Record] | type[Revision], Table] = {
    MapInfo: map_table,
    Perspective: perspective_table,
    Element: element_table,
    Link: link_table,
    Sheet: sheet_table,
    Placement: placement_table,
    Band: band_table,
    Bend: bend_table,
    LoopName: loop_name_table,
    Mute: mute_table,
    SavedFilter: saved_filter_table,
    Version: version_table,
    Revision: revision_table,
}
"""Record type → its table."""


def holding_fractions(table: Table) -> tuple[bool, ...]:
    """Which columns hold fractions, in their order."""
    return tuple(isinstance(column.type, REAL) for column in table.columns)


def present_schema() -> tuple[str, ...]:
    """The SQL that makes our tables, a statement each, tables that others refer to first."""
    dialect = sqlite.dialect()
    return tuple(str(CreateTable(table).compile(dialect=dialect)).strip() for table in metadata.sorted_tables)


def empty_database() -> sqlite3.Connection:
    """A database in memory with our marks and our empty tables. Whoever asked for it closes it."""
    raw = sqlite3.connect(":memory:")
    raw.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    raw.execute(f"PRAGMA user_version = {VERSION[0] << 16 | VERSION[1]}")
    for statement in present_schema():
        raw.execute(statement)
    return raw


def engine_over(connection: sqlite3.Connection) -> Engine:
    """SQLAlchemy speaking through this one open connection; whoever opened it closes it."""
    return create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
