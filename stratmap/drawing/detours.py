"""Ways around cards: which cards a link's curve runs through, and the nearest curve that runs through fewer or none.

A detour is again one smooth curve from outline to outline, so whatever is drawn along a link works for it too. It
depends on the cards in its ``reach`` and on no others: whoever moves a card routes just those links anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from math import hypot

from models.kinds import ElementKind
from stratmap.drawing.outlines import Side, edge_point
from stratmap.drawing.primitives import Point, Rect
from stratmap.drawing.routes import Cubic, Route, of_curve

Near = Callable[[Rect], Iterable[tuple[str, Rect]]]
"""The cards in a part of a sheet, by element id: all that touch it, and perhaps a few more."""

CLEAR = 6.0
"""Room a detour leaves between a link and a card, in pixels."""
ROOM = 160.0
"""How far beyond its two cards a detour may swing out, in pixels."""

MOST_IN_THE_WAY = 40
"""Cards about a link beyond which no detour is looked for: one curve leads round a few, never through a crowd."""

FARTHEST = 4_000.0
"""Pixels a link may cover for a detour to be looked for; a longer one passes a crowd."""

_SWINGS = (24.0, 48.0, 80.0, 120.0, 170.0, 230.0, 300.0)
_ARMS = (40.0, 90.0, 160.0, 260.0)
_CELL = 256.0
_MOST_CELLS = 400
_OUT: Mapping[Side, Point] = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "top": (0.0, -1.0), "bottom": (0.0, 1.0)}


def around_cards(
    way: Route, ends: tuple[str, str], boxes: tuple[Rect, Rect], kinds: tuple[ElementKind, ElementKind], near: Near
) -> Route:
    """The way itself where it runs through no card, else the least detour that runs through none, or through fewest.

    ``ends`` are the ids of the two cards it joins, ``boxes`` and ``kinds`` theirs.
    """
    frame = _frame(way.points)
    if max(frame.width, frame.height) > FARTHEST:
        return replace(way, reach=frame.grown(CLEAR))
    walls = [box.grown(CLEAR) for id, box in near(frame.grown(CLEAR)) if id not in ends]
    if len(walls) > MOST_IN_THE_WAY:
        return replace(way, reach=frame.grown(CLEAR))
    if not any(runs_through(way.points, wall) for wall in walls):
        return replace(way, reach=frame.grown(CLEAR))
    reach = boxes[0].united(boxes[1]).united(frame).grown(ROOM)
    walls = [box.grown(CLEAR) for id, box in near(reach) if id not in ends and _touch(box.grown(CLEAR), reach)]
    own = [box.grown(-1.0) for box in boxes]
    best, fewest = way, _hits(way.points, walls, len(walls) + 1)
    for curve in _detours(way, boxes, kinds):
        tried = of_curve(curve)
        if not _within(tried.points, reach) or any(runs_through(tried.points, box) for box in own):
            continue
        hits = _hits(tried.points, walls, fewest)
        if hits < fewest:
            best, fewest = tried, hits
            if not hits:
                break
    return replace(best, reach=reach)


def _hits(points: tuple[Point, ...], walls: Iterable[Rect], most: int) -> int:
    """How many of these a line runs through; counting stops at ``most``."""
    count = 0
    for wall in walls:
        if runs_through(points, wall):
            count += 1
            if count >= most:
                return count
    return count


def _detours(way: Route, boxes: tuple[Rect, Rect], kinds: tuple[ElementKind, ElementKind]) -> Iterator[Cubic]:
    """Curves to try: swung to either side, or shaped like an S, the least first; then by other sides of the cards."""
    start, one, other, end = way.curve
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    ux, uy = (end[1] - start[1]) / length, (start[0] - end[0]) / length
    for swing in _SWINGS:
        for a, b in ((1, 1), (-1, -1), (1.6, 0.4), (-1.6, -0.4), (0.4, 1.6), (-0.4, -1.6), (1.5, -1.5), (-1.5, 1.5)):
            dx, dy = ux * swing * 4 / 3, uy * swing * 4 / 3
            yield start, (one[0] + dx * a, one[1] + dy * a), (other[0] + dx * b, other[1] + dy * b), end
    for sides in _sides(boxes):
        for out_one in _ARMS:
            for out_other in _ARMS:
                yield _by_sides(boxes, kinds, sides, out_one, out_other)


def _sides(boxes: tuple[Rect, Rect]) -> list[tuple[Side, Side]]:
    """Pairs of sides to leave and enter by, those nearest to each other first."""
    found: list[tuple[float, tuple[Side, Side]]] = []
    for leaves in _OUT:
        for enters in _OUT:
            (ax, ay), (bx, by) = _middle(boxes[0], leaves), _middle(boxes[1], enters)
            found.append((hypot(bx - ax, by - ay), (leaves, enters)))
    return [sides for _, sides in sorted(found)]


def _middle(box: Rect, side: Side) -> Point:
    (x, y), (dx, dy) = box.center, _OUT[side]
    return (x + dx * box.width / 2, y + dy * box.height / 2)


def _by_sides(
    boxes: tuple[Rect, Rect],
    kinds: tuple[ElementKind, ElementKind],
    sides: tuple[Side, Side],
    out_one: float,
    out_other: float,
) -> Cubic:
    ends = []
    for box, kind, side in zip(boxes, kinds, sides, strict=True):
        x, y = box.center
        ends.append(edge_point(kind, box, side, y if side in ("left", "right") else x))
    (ax, ay), (bx, by) = ends
    (adx, ady), (bdx, bdy) = _OUT[sides[0]], _OUT[sides[1]]
    return (
        (ax, ay),
        (ax + adx * out_one, ay + ady * out_one),
        (bx + bdx * out_other, by + bdy * out_other),
        (bx, by),
    )


def runs_through(points: tuple[Point, ...], box: Rect) -> bool:
    """Whether a line of straight pieces meets a rectangle."""
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    for (ax, ay), (bx, by) in pairwise(points):
        if (ax < left and bx < left) or (ax > right and bx > right):
            continue
        if (ay < top and by < top) or (ay > bottom and by > bottom):
            continue
        dx, dy = bx - ax, by - ay
        one, two = dx * (top - ay) - dy * (left - ax), dx * (top - ay) - dy * (right - ax)
        three, four = dx * (bottom - ay) - dy * (left - ax), dx * (bottom - ay) - dy * (right - ax)
        if min(one, two, three, four) <= 0 <= max(one, two, three, four):
            return True
    return False


def links_to_reroute(routes: Mapping[str, Route], moved: Iterable[Rect]) -> list[str]:
    """The links whose way may change when cards that are no ends of theirs leave or take these rectangles."""
    places = list(moved)
    return [id for id, way in routes.items() if any(_touch(way.reach or way.bounds, place) for place in places)]


def near_of(boxes: Mapping[str, Rect]) -> Near:
    """A way to find the cards in a part of a sheet without looking at all: by square cells."""
    cells: dict[tuple[int, int], list[tuple[str, Rect]]] = {}
    for id, box in boxes.items():
        for cell in _cells(box):
            cells.setdefault(cell, []).append((id, box))

    def near(part: Rect) -> Iterable[tuple[str, Rect]]:
        wide = (part.width // _CELL + 2) * (part.height // _CELL + 2)
        if wide > max(_MOST_CELLS, len(cells)):
            return boxes.items()
        touched = _cells(part)
        return {each: box for cell in touched for each, box in cells.get(cell, ())}.items()

    return near


def _cells(part: Rect) -> list[tuple[int, int]]:
    columns = range(int(part.x // _CELL), int(part.right // _CELL) + 1)
    rows = range(int(part.y // _CELL), int(part.bottom // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]


def _frame(points: Iterable[Point]) -> Rect:
    places = list(points)
    left, top = min(x for x, _ in places), min(y for _, y in places)
    return Rect(left, top, max(x for x, _ in places) - left, max(y for _, y in places) - top)


def _within(points: Iterable[Point], frame: Rect) -> bool:
    return all(frame.x <= x <= frame.right and frame.y <= y <= frame.bottom for x, y in points)


def _touch(one: Rect, other: Rect) -> bool:
    return one.x <= other.right and other.x <= one.right and one.y <= other.bottom and other.y <= one.bottom
