"""Where something that is moved or sized comes into line with what stands near it, and the lines that show it.

Edges and middles meet edges and middles; a card between two others, or at the end of a row, finds equal gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stratmap.drawing.primitives import Point, Rect

MOST_NEAR = 60
"""Rectangles looked at; of more, the nearest."""

SAME = 0.51
"""Pixels within which two places are one: a middle may fall between two pixels."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A line that shows two things aligned, or with ``is_gap`` one of two equal gaps. In pixels at 100 %."""

    start: Point
    end: Point
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Snap:
    """How far to go to the nearest line on each axis; None where none is within reach."""

    dx: float | None
    dy: float | None


def nearest(rect: Rect, others: Iterable[Rect]) -> list[Rect]:
    """The few rectangles nearest to one, which are all that is looked at."""
    x, y = rect.center
    found = sorted(others, key=lambda other: abs(other.center[0] - x) + abs(other.center[1] - y))
    return found[:MOST_NEAR]


def snap(rect: Rect, others: Sequence[Rect], reach: float) -> Snap:
    """How far a rectangle must move to come into line with others, if ``reach`` pixels are enough."""
    turned = [_turned(each) for each in others]
    return Snap(_closest(rect, others, reach), _closest(_turned(rect), turned, reach))


def snap_edge(at: float, others: Sequence[Rect], reach: float, *, across: bool) -> float | None:
    """The edge or middle of the others nearest to a coordinate (an x when ``across``), or None beyond ``reach``."""
    lines = [line for each in others for line in _lines(each if across else _turned(each))]
    best = min(lines, key=lambda line: (abs(line - at), line), default=None)
    return best if best is not None and abs(best - at) <= reach else None


def guides(rect: Rect, others: Sequence[Rect]) -> tuple[Guide, ...]:
    """The lines that show how a rectangle is in line with others where it stands."""
    upright = [*_aligned(rect, others), *_gaps(rect, others)]
    turned = [_turned(each) for each in others]
    lying = [*_aligned(_turned(rect), turned), *_gaps(_turned(rect), turned)]
    return (*upright, *(Guide(each.start[::-1], each.end[::-1], each.is_gap) for each in lying))


def _turned(rect: Rect) -> Rect:
    """The same with x and y exchanged, so that one way of counting does for both axes."""
    return Rect(rect.y, rect.x, rect.height, rect.width)


def _lines(rect: Rect) -> tuple[float, float, float]:
    return (rect.x, rect.center[0], rect.right)


def _closest(rect: Rect, others: Sequence[Rect], reach: float) -> float | None:
    """The shortest way along x to a place in line: edges to edges, middles to middles, then equal gaps."""
    left, middle, right = _lines(rect)
    ways = [way for each in others for way in (each.x - left, each.right - right, each.center[0] - middle)]
    ways += [way for each in others for way in (each.right - left, each.x - right)]
    ways += [x - rect.x for x in _even_places(rect, others, reach)]
    best = min(ways, key=lambda way: (abs(way), way), default=None)
    return best if best is not None and abs(best) <= reach else None


def _row(rect: Rect, others: Sequence[Rect]) -> tuple[list[Rect], list[Rect]]:
    """Those at the left and at the right that share some height with it, the nearest first."""
    level = [each for each in others if each.y < rect.bottom and rect.y < each.bottom]
    before = sorted((each for each in level if each.center[0] < rect.center[0]), key=lambda each: -each.right)
    after = sorted((each for each in level if each.center[0] > rect.center[0]), key=lambda each: each.x)
    return before, after


def _next(one: Rect, row: Sequence[Rect], *, before: bool) -> Rect | None:
    """The one in a row that comes before another, or after it, clear of it."""
    clear = [each for each in row if (each.right <= one.x if before else each.x >= one.right)]
    return (
        (max(clear, key=lambda each: each.right) if before else min(clear, key=lambda each: each.x))
        if clear
        else None
    )


def _even_places(rect: Rect, others: Sequence[Rect], reach: float) -> Iterator[float]:
    """The x at which gaps to the neighbours in the row would be equal to each other, or to the next gap on."""
    before, after = _row(rect, others)
    left = next((each for each in before if each.right <= rect.x + reach), None)
    right = next((each for each in after if each.x >= rect.right - reach), None)
    if left is not None and right is not None and right.x - left.right >= rect.width:
        yield (left.right + right.x - rect.width) / 2
    if left is not None and (further := _next(left, before, before=True)) is not None:
        yield left.right + (left.x - further.right)
    if right is not None and (further := _next(right, after, before=False)) is not None:
        yield right.x - (further.x - right.right) - rect.width


def _aligned(rect: Rect, others: Sequence[Rect]) -> Iterator[Guide]:
    """Upright lines through what shares an x with it, each from the highest to the lowest."""
    left, middle, right = _lines(rect)
    for at, own in ((left, (0, 2)), (middle, (1,)), (right, (2, 0))):
        there = [each for each in others if any(abs(_lines(each)[which] - at) <= SAME for which in own)]
        if there:
            near = min(there, key=lambda each: abs(each.center[1] - rect.center[1]))
            top, bottom = min(rect.y, near.y), max(rect.bottom, near.bottom)
            yield Guide((at, top), (at, bottom))


def _gaps(rect: Rect, others: Sequence[Rect]) -> Iterator[Guide]:
    """The two equal gaps it stands at, as lines across them."""
    before, after = _row(rect, others)
    left = next((each for each in before if each.right <= rect.x), None)
    right = next((each for each in after if each.x >= rect.right), None)
    pairs = []
    if left is not None and right is not None:
        pairs.append(((left, rect), (rect, right)))
    if left is not None and (further := _next(left, before, before=True)) is not None:
        pairs.append(((further, left), (left, rect)))
    if right is not None and (further := _next(right, after, before=False)) is not None:
        pairs.append(((rect, right), (right, further)))
    for one, other in pairs:
        wide = one[1].x - one[0].right
        if wide > SAME and abs(wide - (other[1].x - other[0].right)) <= 2 * SAME:
            yield from (_across(*each) for each in (one, other))


def _across(one: Rect, other: Rect) -> Guide:
    """A line across the gap between two, at a height both share where they share one."""
    top, bottom = max(one.y, other.y), min(one.bottom, other.bottom)
    y = (top + bottom) / 2 if top < bottom else (one.center[1] + other.center[1]) / 2
    return Guide((one.right, y), (other.x, y), True)
