"""Ways around cards: which cards a link's curve runs through, and a smooth way that runs through none.

A detour is a line of curves from outline to outline, so whatever is drawn along a link works for it too. It depends
on the cards in its ``reach`` and on no others: whoever moves a card routes just those links anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import dist, hypot

from models.kinds import ElementKind
from stratmap.drawing.outlines import Side, edge_point, side_of
from stratmap.drawing.primitives import Point, Rect, rect_around
from stratmap.drawing.routes import SIGN_DISTANCE, Cubic, Route, of_curve, of_curves
from stratmap.drawing.smoothing import smooth
from stratmap.drawing.walls import Hit, Wall, first_hit, walls_of
from stratmap.drawing.waypoints import corners_round, spread

Taken = Callable[[], tuple[Sequence[Point], Sequence[Point]]]
"""Where other links meet the two cards of a link."""
Near = Callable[[Rect], Iterable[tuple[str, Rect]]]
"""The cards in a part of a sheet, by element id: all that touch it, and perhaps a few more."""

CLEAR = 6.0
"""Room a single curve leaves between a link and a card, in pixels."""
CHANNEL, NARROW = (8.0, 14.0), 5.0
"""Room that the corners of a way leave to cards, in pixels: more or less, so that ways are told apart; little where
there is no way with that."""
SPREAD = 26.0
"""How much further from their cards corners may go where there is room, in pixels."""
ROOM = 200.0
"""How far beyond its two cards a detour may swing out, in pixels."""

FARTHEST = 8_000.0
"""Pixels a link may cover for a detour to be looked for."""

MOST_IN_THE_WAY = 600
"""Cards about a link beyond which no detour is looked for: the work grows with them."""

STUB = 20.0
"""How far a detour runs square to a card's side before it turns, where there is room."""

APART = 14.0
"""How far from other links a way meets a card whose side it goes round to, where there is room, in pixels."""

_ASIDE = (0.0, -8.0, 8.0, -16.0, 16.0, -24.0, 24.0, -32.0, 32.0)
_HELD = 12.0
_SIGN_STEP = 18.0
"""How much further out a sign stands on a way that does not meet its card where room was made for it."""
_SWINGS = (24.0, 56.0)
_FEW = 16
_CELL = 256.0
_MOST_CELLS = 400
_STRETCH = 8
_OUT: Mapping[Side, Point] = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "top": (0.0, -1.0), "bottom": (0.0, 1.0)}


def around_cards(
    way: Route,
    ends: tuple[str, str],
    boxes: tuple[Rect, Rect],
    kinds: tuple[ElementKind, ElementKind],
    near: Near,
    sign: float = SIGN_DISTANCE,
    taken: Taken = lambda: ((), ()),
) -> Route:
    """The way itself where it runs through no card, else a detour that runs through none, or through fewest.

    ``ends`` are the ids of the two cards it joins, ``boxes`` and ``kinds`` theirs; ``sign`` is how far before its end
    the sign of an influence stands. A way that ends on another side of a card than by itself keeps off the places
    that are ``taken`` there. The work is bounded.
    """
    frame = rect_around(way.points)
    close = frame.grown(CLEAR)
    if max(frame.width, frame.height) > FARTHEST:
        return replace(way, reach=close)
    there = [box for id, box in near(close) if id not in ends and box.touches(close)]
    if not any(runs_through(way.points, box.grown(CLEAR)) for box in there):
        return replace(way, reach=close)
    reach = boxes[0].united(boxes[1]).united(frame).grown(ROOM)
    cards = [box for id, box in near(reach) if id not in ends and box.touches(reach)]
    if len(cards) > MOST_IN_THE_WAY:
        return replace(way, reach=reach)
    best = _swung(way, cards, reach, boxes, sign) if len(cards) <= _FEW else None
    if best is None:
        best = _round(way, cards, reach, boxes, kinds, sign, taken())
    return replace(best or way, reach=reach)


def _swung(way: Route, cards: Sequence[Rect], reach: Rect, boxes: tuple[Rect, Rect], sign: float) -> Route | None:
    """The way as one curve swung a little to either side, if that is enough."""
    walls = [box.grown(CLEAR) for box in cards] + [box.grown(-1.0) for box in boxes]
    for curve in _swings(way.curves[0]):
        tried = of_curve(curve, sign)
        is_near = all(reach.holds(*place) for place in tried.points)
        if is_near and not any(runs_through(tried.points, wall) for wall in walls):
            return tried
    return None


def _swings(curve: Cubic) -> Iterator[Cubic]:
    start, one, other, end = curve
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    ux, uy = (end[1] - start[1]) / length, (start[0] - end[0]) / length
    for swing in _SWINGS:
        for side in (1.0, -1.0):
            dx, dy = ux * swing * side * 4 / 3, uy * swing * side * 4 / 3
            yield start, (one[0] + dx, one[1] + dy), (other[0] + dx, other[1] + dy), end


def _round(
    way: Route,
    cards: Sequence[Rect],
    reach: Rect,
    boxes: tuple[Rect, Rect],
    kinds: tuple[ElementKind, ElementKind],
    sign: float,
    taken: tuple[Sequence[Point], Sequence[Point]],
) -> Route | None:
    """A way by corners of the cards between, smoothed; None where there is none better than the way that is."""
    ends = boxes[0].center, boxes[1].center
    share = _share(*ends)
    best: tuple[int, Route] | None = None
    cards = [card for card in cards if not any(_reaches(card, NARROW, end) for end in ends)]
    for room in (CHANNEL[0] + (CHANNEL[1] - CHANNEL[0]) * share, NARROW):
        walls = _clear_of(walls_of(cards, room), ends)
        hit = first_hit(walls)
        corners = corners_round(*ends, walls, hit, reach)
        if corners is None:
            continue
        places = spread([ends[0], *corners, ends[1]], SPREAD * share, hit)[1:-1]
        soft = first_hit(_clear_of(walls_of(cards, room - 3.0), ends))
        curves = _smoothed(way, _outside(places, boxes), boxes, kinds, soft, taken)
        made = of_curves(curves, sign if curves[-1][3] == way.end else sign + _SIGN_STEP)
        if _is_clear(soft, *made.points):
            return made
        through = _crossed(made.points, cards)
        if not through:
            return made
        if best is None or through < best[0]:
            best = (through, made)
    return best[1] if best is not None and best[0] < _crossed(way.points, cards) else None


def _share(start: Point, end: Point) -> float:
    """A number from 0 to 1 that depends on where a link runs, and differs for its neighbours."""
    return (start[0] * 3 + start[1] * 7 + end[0] * 13 + end[1] * 29) / 16 % 8 / 8


def _clear_of(walls: Iterable[Wall], ends: Iterable[Point]) -> list[Wall]:
    """The walls that the ends of a way do not stand in: those it cannot go round."""
    return [wall for wall in walls if not any(_holds(wall, end) for end in ends)]


def _smoothed(
    way: Route,
    corners: Sequence[Point],
    boxes: tuple[Rect, Rect],
    kinds: tuple[ElementKind, ElementKind],
    hit: Hit,
    taken: tuple[Sequence[Point], Sequence[Point]],
) -> tuple[Cubic, ...]:
    """Smooth curves from outline to outline by these corners, square to the cards' sides where there is room."""
    first, first_stub = _leaves(
        boxes[0], kinds[0], corners[0] if corners else boxes[1].center, way.start, hit, taken[0]
    )
    last, last_stub = _leaves(boxes[1], kinds[1], corners[-1] if corners else first, way.end, hit, taken[1])
    places = [first, *corners, last]
    held = [0.0, 0.0]
    words = ElementKind.FACTOR
    if kinds[0] is not words and _is_clear(hit, first, first_stub, places[1]):
        places.insert(1, first_stub)
        held[0] = 2.0
    if kinds[1] is not words and _is_clear(hit, last, last_stub, places[-2]):
        places.insert(-1, last_stub)
        held[1] = _HELD
    return smooth(places, hit, (held[0], held[1]))


def _is_clear(hit: Hit, *places: Point) -> bool:
    return all(hit(*one, *other) < 0 for one, other in pairwise(places))


def _leaves(
    box: Rect, kind: ElementKind, towards: Point, place: Point, hit: Hit, taken: Sequence[Point]
) -> tuple[Point, Point]:
    """Where a way from a card to a point crosses its outline, and the place straight out from there.

    ``place`` is where it would by itself: kept if it is on the side that faces the point, with nothing before it.
    Else it is as near as can be to where it would cross, with nothing before it if there is such a place, and not
    ``taken`` by another link.
    """
    (x, y), half_x, half_y = box.center, box.width / 2 or 1.0, box.height / 2 or 1.0
    dx, dy = towards[0] - x, towards[1] - y
    side: Side
    if abs(dx) * half_y > abs(dy) * half_x:
        side, at = "right" if dx > 0 else "left", y + dy * half_x / abs(dx)
    else:
        side, at = "bottom" if dy > 0 else "top", x + (dx * half_y / abs(dy) if dy else 0.0)
    if side_of(box, place) != side or not _is_clear(hit, place, towards):
        tried = [edge_point(kind, box, side, at + aside) for aside in _ASIDE]
        apart = [each for each in tried if all(dist(each, other) >= APART for other in taken)]
        seeing = (each for each in (*apart, *tried) if _is_clear(hit, each, towards))
        place = next(seeing, (apart or tried)[0])
    return place, (place[0] + _OUT[side][0] * STUB, place[1] + _OUT[side][1] * STUB)


def _outside(corners: Sequence[Point], boxes: tuple[Rect, Rect]) -> list[Point]:
    """The corners without those that lie on the two cards themselves."""
    found = list(corners)
    while found and _holds(_sides(boxes[0].grown(2.0)), found[0]):
        found.pop(0)
    while found and _holds(_sides(boxes[1].grown(2.0)), found[-1]):
        found.pop()
    return found


def _crossed(points: Sequence[Point], cards: Iterable[Rect]) -> int:
    """How many cards a line of straight pieces runs through: found by stretches, as most cards are far from most."""
    stretches = [points[first : first + _STRETCH + 1] for first in range(0, len(points) - 1, _STRETCH)]
    frames = [(rect_around(stretch).grown(1.0), stretch) for stretch in stretches]
    return sum(
        any(card.touches(frame) and runs_through(stretch, card.grown(1.0)) for frame, stretch in frames)
        for card in cards
    )


def _sides(box: Rect) -> Wall:
    return (box.x, box.y, box.right, box.bottom)


def _reaches(box: Rect, room: float, place: Point) -> bool:
    """Whether a place is on a box, or less than ``room`` from its sides."""
    return -room < place[0] - box.x < box.width + room and -room < place[1] - box.y < box.height + room


def _holds(wall: Wall, place: Point) -> bool:
    return wall[0] < place[0] < wall[2] and wall[1] < place[1] < wall[3]


def runs_through(points: Sequence[Point], box: Rect) -> bool:
    """Whether a line of straight pieces meets a rectangle."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    bx, by = points[0]
    for place in points:
        ax, ay, (bx, by) = bx, by, place
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


def near_of(boxes: Mapping[str, Rect]) -> Near:
    """A way to find the cards in a part of a sheet without looking at all: by square cells."""
    cells: dict[tuple[int, int], list[tuple[str, Rect]]] = {}
    huge: dict[str, Rect] = {}  # a card may cover more cells than there is memory for
    for id, box in boxes.items():
        if _most_cells_of(box) > _MOST_CELLS:
            huge[id] = box
            continue
        for cell in _cells(box):
            cells.setdefault(cell, []).append((id, box))

    def near(part: Rect) -> Iterable[tuple[str, Rect]]:
        if _most_cells_of(part) > max(_MOST_CELLS, len(cells)):
            return boxes.items()
        touched = _cells(part)
        return ({each: box for cell in touched for each, box in cells.get(cell, ())} | huge).items()

    return near


def _most_cells_of(part: Rect) -> float:
    return (part.width // _CELL + 2) * (part.height // _CELL + 2)


def _cells(part: Rect) -> list[tuple[int, int]]:
    columns = range(int(part.x // _CELL), int(part.right // _CELL) + 1)
    rows = range(int(part.y // _CELL), int(part.bottom // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]
