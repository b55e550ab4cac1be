"""Finds what lies in a part of the map without looking at all of it."""

from __future__ import annotations

from collections.abc import Iterator

from models.records import Key
from stratmap.drawing.primitives import Rect

CELL = 512.0
"""Side of one cell in pixels at 100 %."""

MOST_CELLS = 64
"""A thing that covers more cells than this is kept in one list of big things instead."""

Cell = tuple[int, int]


class SpatialIndex:
    """Keys by the square cells their rectangles touch."""

    def __init__(self) -> None:
        self._cells: dict[Cell, set[Key]] = {}
        self._where: dict[Key, tuple[Cell, ...]] = {}
        self._big: set[Key] = set()

    def put(self, key: Key, rect: Rect) -> None:
        """Add a key, or move it."""
        self.remove(key)
        cells = tuple(_cells(rect, MOST_CELLS))
        self._where[key] = cells
        if not cells:
            self._big.add(key)
        for cell in cells:
            self._cells.setdefault(cell, set()).add(key)

    def remove(self, key: Key) -> None:
        """Forget a key; one that is not there is no error."""
        self._big.discard(key)
        for cell in self._where.pop(key, ()):
            self._cells[cell].discard(key)
            if not self._cells[cell]:
                del self._cells[cell]

    def near(self, rect: Rect) -> set[Key]:
        """The keys whose rectangles may touch ``rect``: all that do, and perhaps a few more."""
        cells = tuple(_cells(rect, len(self._cells)))
        if not cells:
            return set(self._where)
        found = set(self._big)
        for cell in cells:
            found |= self._cells.get(cell, set())
        return found


def _cells(rect: Rect, most: int) -> Iterator[Cell]:
    """The cells a rectangle touches; none at all when they are more than ``most``."""
    left, right = int(rect.x // CELL), int(rect.right // CELL)
    top, bottom = int(rect.y // CELL), int(rect.bottom // CELL)
    if (right - left + 1) * (bottom - top + 1) > most:
        return
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield (column, row)
