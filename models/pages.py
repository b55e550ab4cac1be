"""The rows in the pages of a database, read without SQLite: for files that SQLite refuses.

Every leaf of a table says itself which cells it has, so that a file with holes, cut off or with a spoilt header still
gives the rows of its other pages. Nothing here trusts a number in the file; what makes no sense is counted and passed
over. Format: sqlite.org/fileformat2.html, “B-tree Pages” and “Record Format”.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from models import limits

Values = tuple[object, ...]

_LEAF, _INTERIOR = 0x0D, 0x05
_MOST_PAYLOAD = limits.MAX_VERSION_BYTES + 2**20
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_USUAL_PAGES = (1024, 4096)
"""Bytes a page has in a person's file and in a working copy."""
_PAGE_SIZES = {1: 65536, **{2**power: 2**power for power in range(9, 16)}}
_MOST_RESERVED = 32


class _Nonsense(Exception):
    """A cell or page that cannot be what it says."""


@dataclass(slots=True)
class Found:
    """The rows found: of which table, as far as that is known, in the order of their row numbers; and cells lost.

    ``gaps`` are the tables of which pages are missing, with nobody knows how many rows; ``torn`` says that something
    is missing of which not even the table is known.
    """

    tables: dict[str, list[Values]] = field(default_factory=dict)
    homeless: list[Values] = field(default_factory=list)
    lost: int = 0
    gaps: set[str] = field(default_factory=set)
    torn: bool = False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.homeless) + sum(len(rows) for rows in self.tables.values())


def rows_found(data: bytes, late: Callable[[], bool] = lambda: False) -> Found:
    """All rows that can still be read. Stops early, with what it has, once ``late`` says so.

    Where the header says something else about the pages than ours do, the way that gives more rows is taken. One
    that knows their tables counts first: read the wrong way, what is no row can look like one.
    """
    size, reserved = int.from_bytes(data[16:18], "big"), data[20] if len(data) > 20 else 0
    ways = [(each, 0) for each in _USUAL_PAGES]
    if size in _PAGE_SIZES and reserved <= _MOST_RESERVED:
        told = (_PAGE_SIZES[size], reserved)
        ways = [told] if told == ways[0] else [ways[0], told]
    return max((_rows_found(_File(data, *way), late) for way in ways), key=_worth)


def _worth(found: Found) -> tuple[int, int]:
    return found.count - len(found.homeless), found.count


def _rows_found(file: _File, late: Callable[[], bool]) -> Found:
    found = Found(torn=_is_cut_off(file))
    names = _tables_of_pages(file, found)
    numbered: dict[str, list[tuple[int, Values]]] = {}
    for number in range(1, file.count + 1):
        if late() or found.lost > limits.MAX_ROWS:
            found.torn = True
            break
        name = names.get(number)
        if name == "sqlite_schema":
            continue
        for cell in _cells(file, number, _LEAF):
            try:
                row, values = _row(file, number, cell)
            except (_Nonsense, IndexError, struct.error, OverflowError):
                found.lost += 1
                continue
            if name is not None:
                numbered.setdefault(name, []).append((row, values))
            else:
                found.homeless.append(values)
    for name, rows in numbered.items():
        rows.sort(key=lambda each: each[0])
        found.tables[name] = [values for _, values in rows]
    return found


class _File:
    """The bytes as pages, counted from 1."""

    def __init__(self, data: bytes, size: int, reserved: int) -> None:
        self.size = size
        self.usable = size - reserved
        self.count = -(-len(data) // size)
        self._data = data

    def page(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            raise _Nonsense
        return self._data[(number - 1) * self.size : number * self.size].ljust(self.size, b"\0")


def _is_cut_off(file: _File) -> bool:
    """Whether the file has fewer pages than its header says; some programs leave the number there to grow old."""
    head = file.page(1) if file.count else b""
    return head[24:28] == head[92:96] and int.from_bytes(head[28:32], "big") > file.count


def _start(number: int) -> int:
    """Where on a page its own header begins: the first page has the file's before it."""
    return 100 if number == 1 else 0


def _cells(file: _File, number: int, kind: int) -> Iterator[int]:
    """Where on a page of this kind its cells begin."""
    page, start = file.page(number), _start(number)
    if page[start] != kind:
        return
    head = start + (8 if kind == _LEAF else 12)
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for place in range(head, min(head + 2 * count, file.size - 1), 2):
        yield int.from_bytes(page[place : place + 2], "big")


def _row(file: _File, number: int, cell: int) -> tuple[int, Values]:
    """Row number and values of the row in a cell of a leaf."""
    page = file.page(number)
    if not _start(number) + 8 <= cell < file.usable:
        raise _Nonsense
    size, at = _varint(page, cell)
    row, at = _varint(page, at)
    if not 0 < size <= _MOST_PAYLOAD:
        raise _Nonsense
    return row, _values(_payload(file, page, at, size))


def _payload(file: _File, page: bytes, at: int, size: int) -> bytes:
    """A row's bytes: those on its own page, and the rest from page to page."""
    local = _local(file.usable, size)
    if at + local > file.usable:
        raise _Nonsense
    parts = [page[at : at + local]]
    rest = size - local
    following = int.from_bytes(page[at + local : at + local + 4], "big") if rest else 0
    while rest > 0:
        page = file.page(following)
        part = page[4 : 4 + min(rest, file.usable - 4)]
        parts.append(part)
        rest -= len(part)
        following = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def _local(usable: int, size: int) -> int:
    """How much of a row of this size stands on its own page."""
    most = usable - 35
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    local = least + (size - least) % (usable - 4)
    return local if local <= most else least


def _values(payload: bytes) -> Values:
    head, at = _varint(payload, 0)
    if head > len(payload):
        raise _Nonsense
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if len(kinds) > 100:
        raise _Nonsense
    values = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[object, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    size = _INTEGER_BYTES.get(kind) or (8 if kind == 7 else (kind - 12) // 2)
    if kind in (10, 11) or at + size > len(payload):
        raise _Nonsense
    part = payload[at : at + size]
    if kind == 7:
        return struct.unpack(">d", part)[0], at + size
    if kind < 7:
        return int.from_bytes(part, "big", signed=True), at + size
    return (part.decode("utf-8", "replace") if kind % 2 else part), at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    raise _Nonsense


def _tables_of_pages(file: _File, found: Found) -> dict[int, str]:
    """Which table each leaf belongs to, as far as the way from the first page is whole; what is not is noted."""
    names: dict[int, str] = {}
    schema, whole = _leaves(file, 1)
    found.torn |= not whole
    for leaf in schema:
        names[leaf] = "sqlite_schema"
        for cell in _cells(file, leaf, _LEAF):
            try:
                _, values = _row(file, leaf, cell)
                kind, name, _, root = values[:4]
            except (_Nonsense, IndexError, ValueError, struct.error, OverflowError):
                found.torn = True
                continue
            if kind == "table" and isinstance(name, str) and isinstance(root, int):
                leaves, whole = _leaves(file, root)
                if not whole:
                    found.gaps.add(name)
                for page in leaves:
                    names.setdefault(page, name)
    return names


def _leaves(file: _File, root: int) -> tuple[list[int], bool]:
    """The leaves below a page, each page once, and whether every page on the way is what it should be."""
    leaves: list[int] = []
    whole = True
    seen: set[int] = set()
    ahead = [root]
    while ahead:
        number = ahead.pop()
        if number in seen or not 1 <= number <= file.count:
            whole = False
            continue
        seen.add(number)
        page, start = file.page(number), _start(number)
        if page[start] == _LEAF:
            leaves.append(number)
        elif page[start] == _INTERIOR:
            ahead += [int.from_bytes(page[cell : cell + 4], "big") for cell in _cells(file, number, _INTERIOR)]
            ahead.append(int.from_bytes(page[start + 8 : start + 12], "big"))
        else:
            whole = False
    return leaves, whole
