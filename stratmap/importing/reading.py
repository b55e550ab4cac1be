"""Text files into tables: encoding, delimiter, header and rows. What the cells mean is read elsewhere."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models import limits
from models.errors import FileError, FileTrouble
from models.rules import is_plain, plain
from stratmap.importing.columns import Column, TableKind, column_named, columns_of, kind_of
from stratmap.importing.result import ImportFailed, ImportTrouble

_DELIMITERS = ",;\t"
_HEADER_CHARACTERS = 100_000
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it: the cells of known columns, and what stands beside them under its header.

    ``cleaned`` says that control characters were taken out, ``overfull`` that it has more cells than the header.
    """

    file: str
    number: int
    cells: Mapping[Column, str]
    extra: tuple[tuple[str, str], ...] = ()
    cleaned: bool = False
    overfull: bool = False

    def cell(self, column: Column) -> str:
        """The cell of a column as written, empty where there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file and what they are. ``decimal_comma`` where the file's own numbers have one."""

    file: str
    kind: TableKind
    columns: frozenset[Column]
    rows: tuple[Row, ...]
    decimal_comma: bool = False


def read_table(path: Path) -> Table:
    """The table in a file. Raises FileError where it cannot be read, ImportFailed where it is no table of ours."""
    text = _decoded(_bytes_of(path), path)
    delimiter, text = _delimiter(text)
    rows = _cells(text, delimiter, path)
    header_at = next((index for index, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    headers = [] if header_at is None else [plain(cell).strip() for cell in rows[header_at]]
    kind = kind_of(headers)
    if header_at is None or kind is None:
        raise ImportFailed(ImportTrouble.NO_HEADER, path.name)
    columns = columns_of(kind, headers)
    kept = [
        _row(path.name, number, cells, headers, columns)
        for number, cells in enumerate(rows[header_at + 1 :], header_at + 2)
        if any(cell.strip() for cell in cells)
    ]
    _refuse_too_many(kind, len(kept), path)
    return Table(path.name, kind, frozenset(filter(None, columns)), tuple(kept), delimiter == ";")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise FileError(FileTrouble.NOT_A_FILE, str(path))
        if path.stat().st_size > limits.MAX_FILE_BYTES:
            raise FileError(FileTrouble.TOO_LARGE, str(path))
        return path.read_bytes()
    except FileNotFoundError:
        raise FileError(FileTrouble.NOT_FOUND, str(path)) from None
    except PermissionError as error:
        raise FileError(FileTrouble.NOT_ALLOWED, str(path), str(error)) from error
    except OSError as error:
        raise FileError(FileTrouble.FAILED, str(path), str(error)) from error


def _decoded(data: bytes, path: Path) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else what Windows programs write."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ImportFailed(ImportTrouble.NOT_TEXT, path.name)


def _delimiter(text: str) -> tuple[str, str]:
    """The character between the cells, and the text without a line that only names it (``sep=;``)."""
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"').casefold()
    if len(named) == 5 and named.startswith("sep=") and named[4] in _DELIMITERS:
        return named[4], "\n" + rest
    header = next((line for line in re.split(r"[\r\n]+", text[:_HEADER_CHARACTERS]) if line.strip(" ,;\t")), "")

    def recognised(delimiter: str) -> int:
        return sum(column_named(cell.strip('"')) is not None for cell in header.split(delimiter))

    return max(_DELIMITERS, key=recognised), text


def _cells(text: str, delimiter: str, path: Path) -> list[list[str]]:
    csv.field_size_limit(limits.MAX_FILE_BYTES)  # never put back: it is every thread's, and others may be reading
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ImportFailed(ImportTrouble.BROKEN, path.name, detail=str(error)) from error


def _row(file: str, number: int, cells: list[str], headers: list[str], columns: list[Column | None]) -> Row:
    unbroken = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]
    cleaned = not all(cell.isprintable() or is_plain(cell) for cell in unbroken)
    values = [plain(cell) for cell in unbroken] if cleaned else unbroken
    known: dict[Column, str] = {}
    extra: list[tuple[str, str]] = []
    for index, value in enumerate(values):
        column = columns[index] if index < len(columns) else None
        if column is not None:
            known[column] = value
        elif value.strip():
            header = headers[index] if index < len(headers) else ""
            extra.append((header or f"#{index + 1}", value.strip()))
    overfull = any(value.strip() for value in values[len(headers) :])
    return Row(file, number, known, tuple(extra), cleaned, overfull)


def _refuse_too_many(kind: TableKind, count: int, path: Path) -> None:
    most = {TableKind.ELEMENTS: limits.MAX_ELEMENTS, TableKind.CONNECTIONS: limits.MAX_LINKS}.get(kind)
    if most is not None and count > most:
        raise ImportFailed(ImportTrouble.TOO_MANY, path.name, what=kind.value, count=count, most=most)
