"""A write-ahead log of SQLite put into the database it belongs to, for reading what SQLite itself refuses to open.

“The Write-Ahead Log” in sqlite.org/fileformat2.html: 32 bytes of header, then frames of 24 bytes and a page.
"""

from __future__ import annotations

_HEADER, _FRAME_HEADER = 32, 24
_MAGIC = (0x377F0682, 0x377F0683)


def merged(database: bytes, log: bytes) -> bytes:
    """The database with the committed pages of the log in their places. A log that is none changes nothing."""
    if len(log) < _HEADER or int.from_bytes(log[:4], "big") not in _MAGIC:
        return database
    size = int.from_bytes(log[8:12], "big")
    if not 512 <= size <= 65536:
        return database
    salt = log[16:24]
    pages: dict[int, bytes] = {}
    committed: dict[int, bytes] = {}
    count = 0
    for start in range(_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        if log[start + 8 : start + 16] != salt:
            break
        number = int.from_bytes(log[start : start + 4], "big")
        pages[number] = log[start + _FRAME_HEADER : start + _FRAME_HEADER + size]
        after = int.from_bytes(log[start + 4 : start + 8], "big")
        if after:
            committed |= pages
            pages = {}
            count = after
    most = count or len(database) // size
    if not committed or most * size > len(database) + len(log):
        return database
    out = bytearray(database.ljust(most * size, b"\0")[: most * size])
    for number, page in committed.items():
        if 1 <= number <= most:
            out[(number - 1) * size : number * size] = page
    return bytes(out)
