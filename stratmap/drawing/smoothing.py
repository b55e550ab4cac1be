"""A way with corners drawn as one smooth curve: each corner rounded as widely as nothing stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from stratmap.drawing.primitives import Point
from stratmap.drawing.routes import Cubic
from stratmap.drawing.walls import Hit

WIDEST = 140.0
"""How far before and after a corner its curve begins and ends at most, in pixels."""
TIGHTEST = 12.0
"""The same at least, where there is room: then it cannot stray from its corner."""

_PULL = 0.62
"""How far the arms of a corner's curve reach towards it; 0.55 would be nearly a circle."""


def smooth(places: Sequence[Point], hit: Hit, held: tuple[float, float] = (0.0, 0.0)) -> tuple[Cubic, ...]:
    """Curves through these places in order, its corners rounded; ``hit`` tells where that would meet something.

    ``held`` is how much of the first and of the last piece stays straight.
    """
    reach = _reaches(places, held)
    curves: list[Cubic] = []
    at = places[0]
    for index in range(1, len(places) - 1):
        corner = places[index]
        before, after, trim = places[index - 1], places[index + 1], reach[index]
        curve = _corner(before, corner, after, trim)
        while trim > TIGHTEST and _meets(curve, hit):
            trim = max(trim / 2, TIGHTEST)
            curve = _corner(before, corner, after, trim)
        if hypot(curve[0][0] - at[0], curve[0][1] - at[1]) > 0.5:
            curves.append(_line(at, curve[0]))
        curves.append(curve)
        at = curve[3]
    if hypot(places[-1][0] - at[0], places[-1][1] - at[1]) > 0.5 or not curves:
        curves.append(_line(at, places[-1]))
    return tuple(curves)


def _reaches(places: Sequence[Point], held: tuple[float, float]) -> list[float]:
    """How far each corner's curve may reach along both its pieces: no further than to the next one's."""
    last = len(places) - 2
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(places)]
    room = [length / 2 for length in lengths]
    room[0] = lengths[0] - held[0] if last else lengths[0]
    room[last] = lengths[last] - held[1] if last else lengths[last]
    return [0.0, *(min(WIDEST, max(one, 0.1), max(other, 0.1)) for one, other in pairwise(room))]


def _corner(before: Point, corner: Point, after: Point, trim: float) -> Cubic:
    (x, y) = corner
    one, other = hypot(before[0] - x, before[1] - y) or 1.0, hypot(after[0] - x, after[1] - y) or 1.0
    ux, uy = (before[0] - x) / one, (before[1] - y) / one
    vx, vy = (after[0] - x) / other, (after[1] - y) / other
    near = trim * (1 - _PULL)
    return (
        (x + ux * trim, y + uy * trim),
        (x + ux * near, y + uy * near),
        (x + vx * near, y + vy * near),
        (x + vx * trim, y + vy * trim),
    )


def _meets(curve: Cubic, hit: Hit) -> bool:
    """Whether a corner's curve runs through a wall, taken as three straight pieces."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    ax, ay = (8 * x0 + 12 * x1 + 6 * x2 + x3) / 27, (8 * y0 + 12 * y1 + 6 * y2 + y3) / 27
    bx, by = (x0 + 6 * x1 + 12 * x2 + 8 * x3) / 27, (y0 + 6 * y1 + 12 * y2 + 8 * y3) / 27
    return hit(x0, y0, ax, ay) >= 0 or hit(ax, ay, bx, by) >= 0 or hit(bx, by, x3, y3) >= 0


def _line(start: Point, end: Point) -> Cubic:
    (x0, y0), (x3, y3) = start, end
    dx, dy = (x3 - x0) / 3, (y3 - y0) / 3
    return ((x0, y0), (x0 + dx, y0 + dy), (x3 - dx, y3 - dy), (x3, y3))
