"""How well a block of cards can be read: what the tries of a layout are compared by."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stratmap.drawing.primitives import Rect
from stratmap.drawing.routes import route
from stratmap.layout.cards import CARD_GAP, ROW_GAP, Size, Spot, Tie
from stratmap.layout.rows import PAGE, Block

_HIT = 1.0
_CROSSING = 3.0
_LENGTH = 2.0
_SHORT = 1.0
_READABLE = 48.0
"""Least length of a link that shows its head and its sign, in pixels."""
_SHAPE = 1.0
_JUDGED_TIES = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A link as a line of short straight pieces, and the frame around it (left, top, right, bottom)."""

    cause: str
    effect: str
    points: tuple[Spot, ...]
    frame: tuple[float, float, float, float]


def cost(made: Block, joined: Sequence[Tie], sizes: Mapping[str, Size], share: float = 1.0) -> float:
    """How badly a block can be read: links that run through cards or cross, long ones, and a shape unlike the page.

    Hits, crossings and lengths count per link; the shape counts by the block's ``share`` of the sheet. Beyond a few
    hundred links only the shape counts: comparing every pair would take longer than laying out.
    """
    aspect = max(made.width, 1.0) / max(made.height, 1.0)
    price = _SHAPE * share * math.log(aspect / PAGE) ** 2
    if not joined or len(joined) > _JUDGED_TIES:
        return price
    lines = lines_of(made.spots, joined, sizes)
    crossings = sum(_cross(one, other) for index, one in enumerate(lines) for other in lines[:index])
    hits = sum(len(hit_cards(line, made.spots, sizes)) for line in lines)
    length = _length(lines, {id: sizes[id] for id in made.spots})
    return price + (_HIT * hits + _CROSSING * crossings + length) / len(lines)


def crossings(made: Block, joined: Sequence[Tie], sizes: Mapping[str, Size]) -> int:
    """How many pairs of these links cross, taken as straight from outline to outline."""
    lines = lines_of(made.spots, joined, sizes)
    return sum(_cross(one, other) for index, one in enumerate(lines) for other in lines[:index])


def lines_of(spots: Mapping[str, Spot], joined: Sequence[Tie], sizes: Mapping[str, Size]) -> list[Line]:
    """The links between cards in these spots, in the order of the ties."""
    return [_line(tie, spots, sizes) for tie in joined]


def cost_around(
    cards: Collection[str], lines: Sequence[Line], spots: Mapping[str, Spot], sizes: Mapping[str, Size]
) -> float:
    """The part of the cost of these lines that moving these cards can change, per map rather than per link."""
    theirs = [line for line in lines if line.cause in cards or line.effect in cards]
    others = [line for line in lines if line.cause not in cards and line.effect not in cards]
    crossings = sum(_cross(one, other) for one in theirs for other in others)
    crossings += sum(_cross(one, other) for index, one in enumerate(theirs) for other in theirs[:index])
    moved = {id: spots[id] for id in cards}
    hits = sum(len(hit_cards(line, spots, sizes)) for line in theirs)
    hits += sum(len(hit_cards(line, moved, sizes)) for line in others)
    return _HIT * hits + _CROSSING * crossings + _length(theirs, sizes)


def _length(lines: Sequence[Line], sizes: Mapping[str, Size]) -> float:
    """Price of these lines' lengths, in sides of a square that just holds the cards, and of those too short."""
    side = math.sqrt(sum((width + CARD_GAP) * (height + ROW_GAP) for width, height in sizes.values()))
    lengths = [math.dist(line.points[0], line.points[-1]) for line in lines]
    return _LENGTH * sum(lengths) / side + _SHORT * sum(length < _READABLE for length in lengths)


def _line(tie: Tie, spots: Mapping[str, Spot], sizes: Mapping[str, Size]) -> Line:
    """A link as it will be drawn, with every other of the points its route is made of."""
    link = tie.link
    source, target = Rect(*spots[link.source], *sizes[link.source]), Rect(*spots[link.target], *sizes[link.target])
    way = route(
        source, target, source_kind=tie.kinds[0], target_kind=tie.kinds[1], lane=tie.lane[0], lanes=tie.lane[1]
    )
    points = way.points[::2]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Line(tie.cause, tie.effect, points, (min(xs), min(ys), max(xs), max(ys)))


def _cross(one: Line, other: Line) -> bool:
    """Whether two links cross, taken as straight; links that share a card do not."""
    (left, top, right, bottom), (x, y, far_x, far_y) = one.frame, other.frame
    if left > far_x or x > right or top > far_y or y > bottom:
        return False
    if one.cause in (other.cause, other.effect) or one.effect in (other.cause, other.effect):
        return False
    a, b, c, d = one.points[0], one.points[-1], other.points[0], other.points[-1]
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Spot, b: Spot, point: Spot) -> float:
    """Positive and negative on the two sides of the line from ``a`` to ``b``."""
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])


def hit_cards(line: Line, spots: Mapping[str, Spot], sizes: Mapping[str, Size]) -> list[str]:
    """The cards other than its own that a link runs through."""
    left, top, right, bottom = line.frame
    own = (line.cause, line.effect)
    return [
        id
        for id, (x, y) in spots.items()
        if x <= right
        and y <= bottom
        and x + sizes[id][0] >= left
        and y + sizes[id][1] >= top
        and id not in own
        and _runs_through(line, x, y, *sizes[id])
    ]


def _runs_through(line: Line, x: float, y: float, width: float, height: float) -> bool:
    """Whether one of a link's pieces meets a card: their frames meet, and corners lie on both sides of the piece."""
    corners = ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
    for a, b in pairwise(line.points):
        apart = (
            max(a[0], b[0]) < x or min(a[0], b[0]) > x + width or max(a[1], b[1]) < y or min(a[1], b[1]) > y + height
        )
        if not apart:
            sides = [_side(a, b, corner) for corner in corners]
            if min(sides) <= 0 <= max(sides):
                return True
    return False
