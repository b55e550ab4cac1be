"""Older formats of the file and the way from each to the next: how a map of years ago opens today.

A file is checked as its own version was: the tables it had then, and the hash over the rows as they were then. Only
after that are the rows brought forward, version by version, in memory. The file itself is never changed; saving
writes the present format.

To change the format: put the schema of the version that was the present one here as a ``Format``, word for word as
``models.tables.present_schema`` gave it, with a function that makes its rows those of the next version; count
``models.tables.VERSION`` up; keep a sample of the old version in the tests.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from models.rows import Row

Numbers = tuple[int, int]
"""Major and minor number of a format. A new major one may not be read by older programs even to look at it."""

Tables = dict[str, list[Row]]
"""Rows by the name of their table, columns in the order of its SQL, the lineage (``revision``) among them."""


@dataclass(frozen=True, slots=True)
class Format:
    """One older version of the file. ``statements`` make its tables, ``upgrade`` its rows those of ``then``"""

    numbers: Numbers
    statements: tuple[str, ...]
    upgrade: Callable[[Tables], Tables]
    then: Numbers


FORMATS: dict[Numbers, Format] = {}
"""Every released format but the present one. There is none yet: 1.0 is the first."""


def brought_forward(tables: Tables, numbers: Numbers, present: Numbers) -> Tables:
    """The rows of a file of an older format as the present one has them."""
    while numbers != present:
        step = FORMATS[numbers]
        tables = step.upgrade(tables)
        numbers = step.then
    return tables


def schema_of(statements: tuple[str, ...]) -> list[tuple[str, str, str | None]]:
    """Type, name and SQL of all that a database made by these statements has in it."""
    raw = sqlite3.connect(":memory:")
    try:
        for statement in statements:
            raw.execute(statement)
        return raw.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    finally:
        raw.close()
