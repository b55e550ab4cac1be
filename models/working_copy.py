"""The private working copy of a map: a database in the user's own folder that every edit goes into as it is made.

Never the person's file, so SQLite may do here what it does best: one change is one transaction, and what was
committed is there after a crash of the program or of the machine. One thread at a time may use a copy.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table

from models import rules, wal
from models.atomic import sync_folder, write_atomically
from models.change import Change
from models.errors import FileError, FileTrouble
from models.records import RECORD_TYPES, Record, Revision
from models.rows import BadRow, Row, records_of, rows_of
from models.strategy_map import StrategyMap
from models.tables import TABLES, present_schema, revision_table

_SESSION = """CREATE TABLE session (
    edits INTEGER NOT NULL, saved INTEGER NOT NULL, written TEXT NOT NULL, started TEXT NOT NULL,
    path TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT"""

_AT_ONCE = 1000
"""Records made into rows at a time: other threads wait for each such step."""

_FULL = frozenset({sqlite3.SQLITE_FULL})
_NOT_ALLOWED = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_BUSY}
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on a map has come.

    ``edits`` counts the changes made since it was opened; ``saved`` is how many of them the person's file holds, or
    -1 where no file holds even the map it began with. ``path`` is that file, empty where there is none, ``sha256``
    that of its bytes. Times are ISO 8601 in UTC.
    """

    edits: int
    saved: int
    written: str
    started: str
    path: str = ""
    sha256: str = ""

    @property
    def unsaved(self) -> int:
        """How many edits no file holds; a map that is in no file yet counts as one."""
        return self.edits - self.saved


@dataclass(frozen=True, slots=True)
class Worked:
    """What a working copy holds."""

    map: StrategyMap
    lineage: tuple[Revision, ...]
    progress: Progress


class WorkingCopy:
    """A map in a database, kept up to date. Making one writes the whole map; errors are SQLite's or OSError."""

    def __init__(self, path: Path, worked: Worked) -> None:
        self._connection = _connected(path)
        self._files = (path, path.with_name(path.name + "-wal"))
        self._numbers: list[int] = []
        try:
            with closing(self._connection.cursor()) as cursor:
                cursor.execute("BEGIN")
                for statement in present_schema():
                    cursor.execute(statement)
                cursor.execute(_SESSION)
                for kind in RECORD_TYPES:
                    records = list(worked.map.table(kind).values())
                    for start in range(0, len(records), _AT_ONCE):
                        _put(cursor, TABLES[kind], rows_of(kind, records[start : start + _AT_ONCE]))
                _put_lineage(cursor, worked.lineage)
                _put_progress(cursor, worked.progress)
                cursor.execute("COMMIT")
            sync_folder(path.parent)
            self._numbers = [each.stat().st_ino for each in self._files]
        except BaseException:
            self.close()
            raise

    @property
    def is_in_place(self) -> bool:
        """Whether its files are still where they were made: what is written into deleted ones nobody will find."""
        try:
            return [each.stat().st_ino for each in self._files] == self._numbers
        except OSError:
            return False

    def write(
        self, changes: Iterable[Change], progress: Progress, lineage: tuple[Revision, ...] | None = None
    ) -> None:
        """Make these changes, in order, and note how far the work is: all of it or nothing, in one transaction.

        When it returns, the disk has confirmed it.
        """
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN")
            try:
                for change in changes:
                    _make(cursor, change)
                if lineage is not None:
                    _put_lineage(cursor, lineage)
                _put_progress(cursor, progress)
                cursor.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    cursor.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self._connection.close()


def is_unwritten(path: Path) -> bool:
    """Whether a working copy was never finished: its first transaction, which is the whole map, is not in it."""
    try:
        if not path.is_file() or path.stat().st_size == 0:
            return True
        with closing(_connected(path)) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,))
    except (sqlite3.Error, OSError):
        return False


def rescue(path: Path) -> bool:
    """Keep beside a working copy what SQLite would throw away with a log that was spoilt; whether there is such.

    To be called before anything else opens it: what follows the first spoilt byte goes with that. Raises OSError.
    """
    aside = rescued_file(path)
    beside = path.with_name(path.name + "-wal")
    if aside.exists() or not beside.exists():
        return aside.exists()
    database, log = path.read_bytes(), beside.read_bytes()
    confirmed = wal.committed_frames(log)
    try:
        connection = _connected(path)
    except sqlite3.Error:
        connection = None
    try:
        if confirmed > (_frames_known(connection) if connection is not None else 0):
            write_atomically(aside, wal.merged(database, log))
    finally:
        if connection is not None:
            connection.close()
    return aside.exists()


def rescued_file(path: Path) -> Path:
    """Where ``rescue`` keeps what is for salvage."""
    return path.with_suffix(".rescued")


def _frames_known(connection: sqlite3.Connection) -> int:
    """How many pages of the log SQLite takes for sound."""
    try:
        return int(connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])
    except (sqlite3.Error, TypeError):
        return 0


def read_progress(path: Path) -> tuple[str, Progress]:
    """Title of the map in a working copy and how far it had come. Raises FileError."""
    with closing(_opened(path)) as connection:
        try:
            row = connection.execute("SELECT edits, saved, written, started, path, sha256 FROM session").fetchone()
            title = connection.execute("SELECT title FROM map").fetchone()
            return str(title[0]), _progress(row)
        except (sqlite3.Error, TypeError, ValueError, RecursionError) as error:
            raise FileError(FileTrouble.DAMAGED, str(path), str(error)) from error


def read_working_copy(path: Path) -> Worked:
    """All that a working copy holds, checked like a file from outside. Raises FileError."""
    _, progress = read_progress(path)
    with closing(_opened(path)) as connection:
        try:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if answer != "ok":
                raise sqlite3.DatabaseError(answer)
            found = [
                record for kind in RECORD_TYPES for record in records_of(kind, _rows(connection, TABLES[kind].name))
            ]
            lineage = tuple(records_of(Revision, [row[1:] for row in _rows(connection, revision_table.name)]))
        except (sqlite3.Error, BadRow, UnicodeError, MemoryError, OverflowError) as error:
            raise FileError(FileTrouble.DAMAGED, str(path), str(error)) from error
    map = StrategyMap(found)
    broken = rules.violations(map)
    if broken:
        raise FileError(FileTrouble.DAMAGED, str(path), f"{broken[0].rule} ({broken[0].key})")
    return Worked(map, lineage, progress)


def is_the_disks(error: Exception) -> bool:
    """Whether an error says that the disk or the database refused, rather than that the program is wrong."""
    return isinstance(error, sqlite3.Error | OSError)


def trouble_writing(error: Exception, path: Path) -> FileError:
    """What kept a working copy from being written, as a trouble a person can do something about."""
    if isinstance(error, OSError):
        from models.atomic import trouble_of

        return FileError(trouble_of(error), str(path), error.strerror or str(error))
    code = getattr(error, "sqlite_errorcode", None) or 0
    found = FileTrouble.FAILED
    if code & 0xFF in _FULL:
        found = FileTrouble.DISK_FULL
    elif code & 0xFF in _NOT_ALLOWED:
        found = FileTrouble.NOT_ALLOWED
    return FileError(found, str(path), str(error))


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=1.0)
    try:
        for pragma in (
            "locking_mode = EXCLUSIVE",
            "journal_mode = WAL",
            "synchronous = FULL",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(path: Path) -> sqlite3.Connection:
    try:
        if not path.is_file():  # SQLite would make an empty one
            raise FileError(FileTrouble.NOT_FOUND, str(path))
        return _connected(path)
    except (sqlite3.Error, OSError) as error:
        raise FileError(FileTrouble.DAMAGED, str(path), str(error)) from error


def _rows(connection: sqlite3.Connection, table: str) -> list[Row]:
    return connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall()  # noqa: S608  (our own name)


def _make(cursor: sqlite3.Cursor, change: Change) -> None:
    gone: dict[type[Record], list[Record]] = {}
    there: dict[type[Record], list[Record]] = {}
    for _, before, after in change:
        if before is not None and type(before) is not type(after):
            gone.setdefault(type(before), []).append(before)
        if after is not None:
            there.setdefault(type(after), []).append(after)
    for kind, records in gone.items():
        table = TABLES[kind]
        count = len(table.primary_key.columns)  # the key stands first in every table
        asked = " AND ".join(f'"{column.name}" = ?' for column in table.primary_key.columns)
        rows = [row[:count] for row in rows_of(kind, records)]
        cursor.executemany(f'DELETE FROM "{table.name}" WHERE {asked}', rows)  # noqa: S608  (our own names)
    for kind, records in there.items():
        _put(cursor, TABLES[kind], rows_of(kind, records))


def _put(cursor: sqlite3.Cursor, table: Table, rows: Sequence[Row]) -> None:
    """Add rows, or put them in place of those with their keys, which keep their order."""
    if not rows:
        return
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    others = [column.name for column in table.columns if not column.primary_key]
    values = ", ".join("?" for _ in table.columns)
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in others)
    cursor.executemany(
        f'INSERT INTO "{table.name}" VALUES ({values}) ON CONFLICT ({keys}) DO UPDATE SET {changed}',  # noqa: S608
        rows,
    )


def _put_lineage(cursor: sqlite3.Cursor, lineage: tuple[Revision, ...]) -> None:
    cursor.execute(f'DELETE FROM "{revision_table.name}"')  # noqa: S608  (our own name)
    rows = [(place, *row) for place, row in enumerate(rows_of(Revision, lineage))]
    _put(cursor, revision_table, rows)


def _put_progress(cursor: sqlite3.Cursor, progress: Progress) -> None:
    cursor.execute("DELETE FROM session")
    values = (
        *(progress.edits, progress.saved, progress.written, progress.started),
        *(_path_as_text(progress.path), progress.sha256),
    )
    cursor.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)", values)


def _progress(row: Row) -> Progress:
    """How far the work is, from a row that may be damaged. Raises TypeError and ValueError."""
    edits, saved, written, started, path, sha256 = row
    if [type(each) for each in row] != [int, int, str, str, str, str]:
        raise TypeError("the session says nothing that makes sense")
    return Progress(edits, saved, written, started, _path_from_text(path), sha256)


def _path_as_text(path: str) -> str:
    """A path as SQLite can keep it: names of files may hold bytes that are no text, and are written as JSON then."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return json.dumps(path)
    return path


def _path_from_text(text: str) -> str:
    return str(json.loads(text)) if text.startswith('"') else text  # no absolute path begins like that
