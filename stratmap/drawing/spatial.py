"""Finds what lies in a part of the map without looking at all of it."""

from __future__ import annotations

from collections.abc import Iterator

from models.records import Key
from stratmap.drawing.primitives import Rect

CELLS = (512.0, 2048.0, 8192.0, 32768.0, 131072.0, 524288.0, 2097152.0)
"""Sides of the cells of each level in pixels at 100 %. A thing lies on the finest level where it covers few cells."""

MOST_SIDES = 2.0
"""A thing longer than so many sides of a level's cells lies on a coarser one."""

Cell = tuple[int, int, int]


class SpatialIndex:
    """Keys by the square cells their rectangles touch, large things in large cells."""

    def __init__(self) -> None:
        self._cells: dict[Cell, set[Key]] = {}
        self._where: dict[Key, tuple[Cell, ...]] = {}

    def put(self, key: Key, *rects: Rect) -> None:
        """Add a key, or move it. A long thin thing is better put as several small rectangles along it."""
        if len(rects) == 1:
            cells = _cells_of(rects[0])
        else:
            cells = tuple(dict.fromkeys(cell for each in rects for cell in _cells_of(each)))
        was = self._where.get(key)
        if was == cells:
            return
        if was is not None:
            self.remove(key)
        self._where[key] = cells
        for cell in cells:
            if cell in self._cells:
                self._cells[cell].add(key)
            else:
                self._cells[cell] = {key}

    def remove(self, key: Key) -> None:
        """Forget a key; one that is not there is no error."""
        for cell in self._where.pop(key, ()):
            self._cells[cell].discard(key)
            if not self._cells[cell]:
                del self._cells[cell]

    def near(self, rect: Rect) -> set[Key]:
        """The keys whose rectangles may touch ``rect``: all that do, and perhaps a few more."""
        found: set[Key] = set()
        for level in range(len(CELLS)):
            left, right, top, bottom = _span(rect, level)
            if (right - left + 1) * (bottom - top + 1) > len(self._cells):
                return set(self._where)
            for cell in _each(level, left, right, top, bottom):
                if cell in self._cells:
                    found |= self._cells[cell]
        return found

    def count_near(self, rect: Rect) -> int:
        """How many things may touch ``rect`` at most, found out without looking at them."""
        count = 0
        for level in range(len(CELLS)):
            left, right, top, bottom = _span(rect, level)
            if (right - left + 1) * (bottom - top + 1) > len(self._cells):
                return len(self._where)
            count += sum(len(self._cells.get(cell, ())) for cell in _each(level, left, right, top, bottom))
        return count


def _cells_of(rect: Rect) -> tuple[Cell, ...]:
    x, y, width, height = rect.x, rect.y, rect.width, rect.height
    level = 0
    while (width > (side := CELLS[level]) * MOST_SIDES or height > side * MOST_SIDES) and level < len(CELLS) - 1:
        level += 1
    side = CELLS[level]
    left, right, top, bottom = int(x // side), int((x + width) // side), int(y // side), int((y + height) // side)
    if left == right and top == bottom:
        return ((level, left, top),)
    return tuple([(level, column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)])


def _span(rect: Rect, level: int) -> tuple[int, int, int, int]:
    side = CELLS[level]
    x, y = rect.x, rect.y
    return int(x // side), int((x + rect.width) // side), int(y // side), int((y + rect.height) // side)


def _each(level: int, left: int, right: int, top: int, bottom: int) -> Iterator[Cell]:
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield (level, column, row)
