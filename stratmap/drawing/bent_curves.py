"""The curve of a link somebody bent: through the place its middle was pulled to, from and to sides that face it.

A small bend pulls at the curve the link has by itself. One that would have it leave or enter a card through the card
has it run as two links would, from the one card to the bend and on to the other. One that would have it run under a
card all the same, because the bend lies straight behind that, has it swing round the card.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from models.kinds import ElementKind
from stratmap.drawing.detours import runs_through
from stratmap.drawing.outlines import Side, side_of
from stratmap.drawing.primitives import Point, Rect
from stratmap.drawing.routes import Cubic, curve_between, end_towards, facing_sides, of_curve

FLATTEST = 0.4
"""How far out a curve goes from a side at least, for each pixel along it: a head lying flatter is half hidden."""

ROUNDEST = 1 / 3
"""How much of the way between its ends a curve swings past its bend: with none it has a corner there."""

LEAST_ARM = 16.0
"""How far out of a card a bent curve points at its ends at least, in pixels."""

SWING_STEP, MOST_SWING = 20, 400
"""How far aside the arms of a curve are put that swings round a card, in pixels: no step is seen under the hand."""

_OUT: dict[Side, Point] = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "top": (0.0, -1.0), "bottom": (0.0, 1.0)}


def bent_between(
    source: Rect,
    target: Rect,
    kinds: tuple[ElementKind, ElementKind],
    lane: tuple[int, int],
    bend: Point,
) -> Cubic:
    """The curve of a link whose middle is pulled by ``bend`` pixels from where it is in ``curve_between``."""
    pulled = _pulled(curve_between(source, target, kinds, lane), *bend)
    if _is_open(source, pulled[0], pulled[1]) and _is_open(target, pulled[3], pulled[2]):
        return pulled
    middle = middle_of(pulled)

    def ends(first: Point, last: Point) -> tuple[Point, Point]:
        """Where a link leaves towards a first place and enters coming from a last one."""
        leaves, enters = _facing(source, first), _facing(target, last)
        start = end_towards(kinds, 0, source, leaves, first, lane)
        return start, end_towards(kinds, 1, target, enters, last, lane)

    start, end = ends(middle, middle)
    plain = _by_way_of(middle, start, _OUT[side_of(source, start)], end, _OUT[side_of(target, end)])
    if not _runs_under(plain, source, target) or source.holds(*middle) or target.holds(*middle):
        return plain
    for one, other in _swings(plain):
        start, end = ends(one, other)
        swung = through(middle, (start, one, other, end))
        is_open = _is_open(source, swung[0], swung[1]) and _is_open(target, swung[3], swung[2])
        if is_open and not _runs_under(swung, source, target):
            return swung
    return plain


def middle_of(curve: Cubic) -> Point:
    """The point of a curve half way along its parameter: what a bend is measured to."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    return ((x0 + 3 * (x1 + x2) + x3) / 8, (y0 + 3 * (y1 + y2) + y3) / 8)


def through(middle: Point, curve: Cubic) -> Cubic:
    """The curve with its middle there, its ends where they are."""
    x, y = middle_of(curve)
    return _pulled(curve, middle[0] - x, middle[1] - y)


def _pulled(curve: Cubic, dx: float, dy: float) -> Cubic:
    """The curve with its middle moved: a cubic's middle follows three quarters of what its arms are moved."""
    start, (x1, y1), (x2, y2), end = curve
    dx, dy = dx * 4 / 3, dy * 4 / 3
    return (start, (x1 + dx, y1 + dy), (x2 + dx, y2 + dy), end)


def _facing(card: Rect, place: Point) -> Side:
    """The side of a card that faces a place."""
    return facing_sides(card, Rect(*place, 0.0, 0.0))[0]


def _runs_under(curve: Cubic, *cards: Rect) -> bool:
    """Whether a curve runs through one of the cards that it joins."""
    points = of_curve(curve).points
    return any(runs_through(points, card.grown(-1.0)) for card in cards)


def _swings(curve: Cubic) -> Iterator[tuple[Point, Point]]:
    """Where the arms of a curve may point instead, so that it goes and comes back on two ways: less aside first."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    length = hypot(x3 - x0, y3 - y0) or 1.0
    for swing in (each * side for each in range(SWING_STEP, MOST_SWING + 1, SWING_STEP) for side in (1, -1)):
        dx, dy = (y0 - y3) / length * swing, (x3 - x0) / length * swing
        yield (x1 + dx, y1 + dy), (x2 - dx, y2 - dy)


def _is_open(card: Rect, end: Point, arm: Point) -> bool:
    """Whether a curve with this arm at its end comes out of the card there, and not too flat along its side."""
    along, against = _openness((arm[0] - end[0], arm[1] - end[1]), _OUT[side_of(card, end)])
    return along >= 0 and against >= 0


def _openness(arm: Point, out: Point) -> tuple[float, float]:
    """How much less flat than it may be an arm is along the side that ``out`` points from, either way."""
    ahead, aside = arm[0] * out[0] + arm[1] * out[1], arm[0] * out[1] - arm[1] * out[0]
    return ahead - FLATTEST * aside, ahead + FLATTEST * aside


def _by_way_of(middle: Point, start: Point, out: Point, end: Point, back: Point) -> Cubic:
    """A curve with this middle: as round there as lets it come out of its cards well, and out of them in any case.

    ``out`` and ``back`` point out of the cards, at the start and at the end. The middle wants the two arms to have a
    certain sum; what one is given more, the other is given less.
    """
    (x, y), (x0, y0), (x3, y3) = middle, start, end
    leaves, enters = ((x - x0) * 4 / 3, (y - y0) * 4 / 3), ((x - x3) * 4 / 3, (y - y3) * 4 / 3)
    dx, dy = x0 - x3, y0 - y3
    swing = min(_most_swing(leaves, (dx, dy), out), _most_swing(enters, (-dx, -dy), back))
    arms = [(leaves[0] + dx * swing, leaves[1] + dy * swing), (enters[0] - dx * swing, enters[1] - dy * swing)]
    for mine, (ux, uy) in enumerate((out, back)):
        (ax, ay), (bx, by) = arms[mine], arms[1 - mine]
        short = max(LEAST_ARM - ax * ux - ay * uy, 0.0)
        arms[mine], arms[1 - mine] = (ax + short * ux, ay + short * uy), (bx - short * ux, by - short * uy)
    (ax, ay), (bx, by) = arms
    return (start, (x0 + ax, y0 + ay), (x3 + bx, y3 + by), end)


def _most_swing(arm: Point, towards: Point, out: Point) -> float:
    """How much of ``towards`` an arm can be given before it lies too flat."""
    pairs = zip(_openness(arm, out), _openness(towards, out), strict=True)
    return min([ROUNDEST, *(max(has, 0.0) / -gets for has, gets in pairs if gets < 0)])
