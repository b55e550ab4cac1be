"""A write-ahead log of SQLite put into the database it belongs to, for reading what SQLite itself refuses to open.

“The Write-Ahead Log” in sqlite.org/fileformat2.html: 32 bytes of header, then frames of 24 bytes and a page. SQLite
passes over everything from the first spoilt byte on, and deletes it. Here checksums decide nothing: better a page
with a spoilt byte than none.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER, _FRAME_HEADER = 32, 24
_MAGIC = (0x377F0682, 0x377F0683)
_USUAL_PAGE = 4096


@dataclass(frozen=True, slots=True)
class _Frame:
    """A page in the log. ``count`` is how many pages the database has where this ends a transaction, else 0."""

    page: int
    count: int
    data: bytes


def merged(database: bytes, log: bytes) -> bytes:
    """The database with the committed pages of the log in their places. A log that is none changes nothing."""
    size = _page_size(log)
    pages: dict[int, bytes] = {}
    committed: dict[int, bytes] = {}
    count = 0
    for frame in _frames(log):
        pages[frame.page] = frame.data
        if frame.count:
            committed |= pages
            pages = {}
            count = frame.count
    most = count or len(database) // size
    if not committed or most * size > len(database) + len(log):
        return database
    out = bytearray(database.ljust(most * size, b"\0")[: most * size])
    for number, page in committed.items():
        if 1 <= number <= most:
            out[(number - 1) * size : number * size] = page
    return bytes(out)


def committed_frames(log: bytes) -> int:
    """How many pages of a log belong to transactions that were ended, whether or not one of them was spoilt since."""
    found = 0
    for number, frame in enumerate(_frames(log), 1):
        if frame.count:
            found = number
    return found


def _frames(log: bytes) -> Iterator[_Frame]:
    """The frames of the log's present round; those of older rounds may still stand behind them."""
    size = _page_size(log)
    salt = log[16:24] if _is_sound(log) else log[_HEADER + 8 : _HEADER + 16]
    most = len(log) // size + 1_000_000
    for start in range(_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        page, count = struct.unpack(">II", log[start : start + 8])
        if log[start + 8 : start + 16] == salt and page <= most:
            yield _Frame(
                page, count if count <= most else 0, log[start + _FRAME_HEADER : start + _FRAME_HEADER + size]
            )


def _page_size(log: bytes) -> int:
    size = int.from_bytes(log[8:12], "big")
    return size if _is_sound(log) and 512 <= size <= 65536 else _USUAL_PAGE


def _is_sound(log: bytes) -> bool:
    """Whether the header is what SQLite wrote."""
    magic = int.from_bytes(log[:4], "big")
    if len(log) < _HEADER or magic not in _MAGIC:
        return False
    words = struct.unpack(">6I" if magic & 1 else "<6I", log[:24])
    one = two = 0
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return log[24:32] == struct.pack(">II", one, two)
