"""Records as rows and back, by the types of their fields: no record type is named here.

A whole column is converted at a time, and equal values once, because a big map repeats itself. What comes back is
checked as strictly as if a stranger had written it; the meaning of the values is the business of ``models.rules``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from models.records import Record, Revision

Row = tuple[Any, ...]
Values = Sequence[Any]
T = TypeVar("T", bound=Record | Revision)

AT_ONCE = 500
"""Rows written as JSON in one call."""


class BadRow(ValueError):
    """A row no record can be made of. ``row`` counts from 0; -1 where it is not known."""

    def __init__(self, kind: type, field: str, row: int) -> None:
        super().__init__(f"{kind.__name__} {row}: {field}")


@dataclass(frozen=True, slots=True)
class Converter:
    """How one type of field is kept in a column. ``stored`` is the type the column holds."""

    stored: type
    encode: Callable[[Any], Any] | None = None
    decode: Callable[[Any], Any] | None = None


def rows_of(kind: type[T], records: Iterable[T]) -> list[Row]:
    """These records of one type as rows, in their order, columns in the order of the fields."""
    columns = list(zip(*map(attrgetter(*names_of(kind)), records), strict=True))
    encoded = [
        _encoded(converter, column) for (converter, _), column in zip(_converters(kind), columns, strict=False)
    ]
    return list(zip(*encoded, strict=True))


def records_of(kind: type[T], rows: Iterable[Sequence[Any]]) -> list[T]:
    """The records these rows hold. Raises BadRow where a value is not what its column may hold."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return []
    decoded = [
        _decoded(kind, name, converter, optional, column)
        for name, (converter, optional), column in zip(names_of(kind), _converters(kind), columns, strict=True)
    ]
    return list(map(kind, *decoded))


def content_hash(rows: Mapping[str, Iterable[Row]], lineage: Iterable[Row]) -> str:
    """sha256 of everything a map says, in hexadecimal, the same whatever order its records are in.

    It is taken over one line of JSON a table, ``[name, [row, …]]``, in the order of their names, with rows sorted by
    their key (which is their first columns) and bytes as their sha256; a last line is for the lineage, in its own
    order and without its positions.
    """
    digest = hashlib.sha256()
    for name in sorted(rows):
        for part in _line(name, sorted(rows[name])):
            digest.update(part)
    for part in _line("revision", list(lineage)):
        digest.update(part)
    return digest.hexdigest()


def _line(name: str, rows: Sequence[Row]) -> Iterator[bytes]:
    """The line of a table, some rows at a time: a long one written in one call keeps the other threads waiting."""
    yield f"[{_json(name)},[".encode()
    for first in range(0, len(rows), AT_ONCE):
        between = "," if first else ""
        yield (between + _json(rows[first : first + AT_ONCE])[1:-1]).encode()
    yield b"]]\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_digest)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def names_of(kind: type) -> tuple[str, ...]:
    """Names of a record type's fields, which are those of its columns."""
    return tuple(field.name for field in fields(kind))


def _converters(kind: type) -> tuple[tuple[Converter, bool], ...]:
    """Converter of each field, and whether the field may be None."""
    if kind not in _worked_out:
        _worked_out[kind] = _work_out_converters(kind)
    return _worked_out[kind]


_worked_out: dict[type, tuple[tuple[Converter, bool], ...]] = {}


def _work_out_converters(kind: type) -> tuple[tuple[Converter, bool], ...]:
    hints = get_type_hints(kind)
    found = []
    for name in names_of(kind):
        types = get_args(hints[name]) if isinstance(hints[name], UnionType) else (hints[name],)
        (type_,) = (each for each in types if each is not NoneType)
        found.append((_converter(type_), NoneType in types))
    return tuple(found)


def _converter(type_: Any) -> Converter:
    if get_origin(type_) is tuple:
        return Converter(str, _from_texts, _to_texts)
    if issubclass(type_, Enum):
        return Converter(str, lambda member: member.value, type_)
    return _CONVERTERS[type_]


def _encoded(converter: Converter, column: Values) -> Values:
    encode = converter.encode
    if encode is None:
        return column
    if converter.stored is float or encode is str:  # equal numbers may be written differently: 1.0 and 1.00
        return [None if value is None else encode(value) for value in column]
    once = {value: None if value is None else encode(value) for value in set(column)}
    return [once[value] for value in column]


def _decoded(kind: type, field: str, converter: Converter, optional: bool, column: Values) -> Values:
    allowed = {converter.stored, NoneType} if optional else {converter.stored}
    if not set(map(type, column)) <= allowed:
        raise BadRow(kind, field, next(row for row, value in enumerate(column) if type(value) not in allowed))
    decode = converter.decode
    if decode is None:
        return column
    once: dict[Any, Any] = {None: None}
    for value in set(column) - {None}:
        try:
            once[value] = decode(value)
        except (ValueError, InvalidOperation, RecursionError) as error:
            raise BadRow(kind, field, column.index(value)) from error
    return [once[value] for value in column]


def _to_flag(number: int) -> bool:
    if number not in (0, 1):
        raise ValueError(number)
    return number == 1


def _to_date(text: str) -> date:
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError(text)
    return found


def _to_decimal(text: str) -> Decimal:
    found = Decimal(text)
    if str(found) != text:
        raise ValueError(text)
    return found


def _from_texts(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def _to_texts(text: str) -> tuple[str, ...]:
    texts = json.loads(text)
    if type(texts) is not list or not all(type(each) is str for each in texts):
        raise ValueError(text)
    return tuple(texts)


def _from_float(number: float) -> float:
    return float(number) + 0.0  # SQLite keeps no negative zero


_CONVERTERS: dict[type, Converter] = {
    str: Converter(str),
    bytes: Converter(bytes),
    int: Converter(int),
    float: Converter(float, _from_float),
    bool: Converter(int, int, _to_flag),
    date: Converter(str, date.isoformat, _to_date),
    Decimal: Converter(str, str, _to_decimal),
}
