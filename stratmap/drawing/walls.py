"""Upright boxes that no way may run through, and which of them a straight piece meets first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stratmap.drawing.primitives import Rect

Wall = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Hit = Callable[[float, float, float, float], int]
"""The number of the first wall that a straight piece (x and y of both ends) runs through, or -1."""

_Numbered = tuple[float, float, float, float, int]
_FEW = 40
_CELL = 220.0
_MOST_CELLS = 100_000
_UPRIGHT = 1e-6


def walls_of(boxes: Sequence[Rect], room: float) -> list[Wall]:
    """Boxes with room about them as walls, in an order of their own."""
    return sorted((box.x - room, box.y - room, box.right + room, box.bottom + room) for box in boxes)


def first_hit(walls: Sequence[Wall]) -> Hit:
    """A way to ask which wall a straight piece runs through first; touching a wall is not running through it."""
    return _among(walls) if len(walls) <= _FEW or _covered(walls) > _MOST_CELLS else _by_cells(walls)


def _covered(walls: Sequence[Wall]) -> float:
    """How many cells walls cover at most: a card may be so large that there is no memory for them."""
    return sum(((right - left) // _CELL + 2) * ((bottom - top) // _CELL + 2) for left, top, right, bottom in walls)


def _among(walls: Sequence[Wall]) -> Hit:
    numbered = [(*wall, number) for number, wall in enumerate(walls)]

    def hit(ax: float, ay: float, bx: float, by: float) -> int:
        return _first(numbered, ax, ay, bx, by)[1]

    return hit


def _by_cells(walls: Sequence[Wall]) -> Hit:
    """The same by square cells, looked at from the start of the piece to its end."""
    cells: dict[tuple[int, int], list[_Numbered]] = {}
    for number, (left, top, right, bottom) in enumerate(walls):
        for column in range(int(left // _CELL), int(right // _CELL) + 1):
            for row in range(int(top // _CELL), int(bottom // _CELL) + 1):
                cells.setdefault((column, row), []).append((left, top, right, bottom, number))

    def hit(ax: float, ay: float, bx: float, by: float) -> int:
        for column, rows in _passed(ax, ay, bx, by):
            nearest, found = 2.0, -1
            for row in rows:
                there = cells.get((column, row))
                if there:
                    share, number = _first(there, ax, ay, bx, by)
                    if share < nearest:
                        nearest, found = share, number
            if found >= 0:
                return found
        return -1

    return hit


def _passed(ax: float, ay: float, bx: float, by: float) -> Iterator[tuple[int, range]]:
    """The cells a straight piece passes: column by column from its start, with the rows it passes there."""
    first, last = int(ax // _CELL), int(bx // _CELL)
    step = 1 if last >= first else -1
    upright = abs(bx - ax) < _UPRIGHT
    slope = 0.0 if upright else (by - ay) / (bx - ax)
    for column in range(first, last + step, step):
        enters, leaves = (column, column + 1) if step > 0 else (column + 1, column)
        near = ay if upright or column == first else ay + slope * (enters * _CELL - ax)
        far = by if upright or column == last else ay + slope * (leaves * _CELL - ax)
        if near > far:
            near, far = far, near
        yield column, range(int(near // _CELL), int(far // _CELL) + 1)


def _first(walls: Sequence[_Numbered], ax: float, ay: float, bx: float, by: float) -> tuple[float, int]:
    """How far along the piece, from 0 to 1, which of these walls is entered first; (2, -1) for none.

    Clipping is that of Liang and Barsky (1984).
    """
    low_x, high_x = (ax, bx) if ax < bx else (bx, ax)
    low_y, high_y = (ay, by) if ay < by else (by, ay)
    dx, dy = bx - ax, by - ay
    nearest, found = 2.0, -1
    for left, top, right, bottom, number in walls:
        if high_x <= left or low_x >= right or high_y <= top or low_y >= bottom:
            continue
        enters, leaves = 0.0, 1.0
        if dx:
            one, other = (left - ax) / dx, (right - ax) / dx
            enters, leaves = (max(0.0, one), min(1.0, other)) if dx > 0 else (max(0.0, other), min(1.0, one))
        if dy:
            one, other = (top - ay) / dy, (bottom - ay) / dy
            enters, leaves = (
                (max(enters, one), min(leaves, other)) if dy > 0 else (max(enters, other), min(leaves, one))
            )
        if enters < leaves and enters < nearest:
            nearest, found = enters, number
    return nearest, found
