"""Where a link runs: from the outline of one element to the outline of the other, as a smooth line of curves.

Pure geometry and quick (dragging routes links again on every move); how a link looks is in ``links``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, hypot, pi

from models.kinds import ElementKind
from models.records import Link
from models.strategy_map import StrategyMap
from stratmap.drawing.outlines import Side, edge_point
from stratmap.drawing.primitives import Point, Rect, Segment, rect_around

LANE_STEP = 26.0
"""Distance of parallel links, in pixels."""

SIGN_DISTANCE = 24.0
"""How far before its end an influence carries its sign."""

HEAD_ROOM = 18.5
"""How far before the end the middle of a sign must at least be, in pixels: nearer it would cover the head."""

SIGN_BESIDE = 14.5
"""How far aside the sign stands of a link too short to carry it, in pixels: clear of the head and the bars."""

_SHORTEST_WITH_SIGN = 32.0
_SAMPLES = 16
_MOST_LEAN = 0.42
_ARM_SHARE = 0.5
_SHORTEST_ARM = 16.0
_LONGEST_ARM = 150.0
_BOW_SHARE = 0.16
_LEAST_BOW = 10.0
_MOST_BOW = 60.0

_FEW_SAMPLES = 6


def _weights(samples: int) -> tuple[tuple[float, float, float, float], ...]:
    """What each of a cubic's four points counts for at equal steps along it (Bernstein)."""
    steps = (index / samples for index in range(samples + 1))
    return tuple(((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3) for t in steps)


_WEIGHTS, _FEW_WEIGHTS = _weights(_SAMPLES), _weights(_FEW_SAMPLES)

Cubic = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Route:
    """One link's way. Angles are in radians, clockwise from the right, in the direction of travel.

    ``curves`` are one or, round cards, several, each beginning where the last ends. ``points`` is all of it as a line
    of short straight pieces, for hit tests and for what follows the curve. ``near_head`` is the place of an
    influence's sign, ``middle`` that of the delay bars and of the handle that bends the link; ``middle_on`` says on
    which curve it lies and where on it, from 0 to 1.
    """

    curves: tuple[Cubic, ...]
    points: tuple[Point, ...]
    middle: Point
    middle_angle: float
    end_angle: float
    near_head: Point
    middle_on: tuple[int, float] = (0, 0.5)
    reach: Rect | None = None
    """Where a card that it does not join would change this way; None where no card does."""

    @property
    def start(self) -> Point:
        return self.curves[0][0]

    @property
    def end(self) -> Point:
        return self.curves[-1][3]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The whole line, outline to outline."""
        return segments_of(self.curves)

    @property
    def reached(self) -> tuple[Point, ...]:
        """The points, and that of a sign: on a very short link it stands beside the line."""
        return (*self.points, self.near_head)

    @property
    def bounds(self) -> Rect:
        """The rectangle around the curve and everything drawn along it."""
        return rect_around(self.reached).grown(12)


def route(
    source: Rect,
    target: Rect,
    *,
    source_kind: ElementKind,
    target_kind: ElementKind,
    lane: int = 0,
    lanes: int = 1,
) -> Route:
    """The way of a link between two placed elements.

    ``lane`` of ``lanes`` fans out the links between the same two elements (see ``lanes_of``).
    """
    return of_curve(curve_between(source, target, (source_kind, target_kind), (lane, lanes)))


def curve_between(
    source: Rect, target: Rect, kinds: tuple[ElementKind, ElementKind], lane: tuple[int, int] = (0, 1)
) -> Cubic:
    """The curve of a link that nothing pulls at and nothing is in the way of."""
    offset = _offset(lane)
    if _are_words(kinds):
        turned = -1.0 if lane[1] > 1 and source.center > target.center else 1.0
        return _arc(source, target, offset * turned, lane[1])
    return _between_sides(source, target, *kinds, offset * LANE_STEP)


def end_towards(
    kinds: tuple[ElementKind, ElementKind], number: int, card: Rect, side: Side, place: Point, lane: tuple[int, int]
) -> Point:
    """Where a link meets a card, that of its two ends with this ``number``, on its way from or to a place.

    It does so on that side; between bare words, where the way to the middle of the word crosses its border.
    """
    if _are_words(kinds):
        return _leaves_box(card, *place)
    return _end(kinds[number], card, side, place, _offset(lane) * LANE_STEP)


def _are_words(kinds: tuple[ElementKind, ElementKind]) -> bool:
    """Whether a link joins two bare words, as in a causal-loop diagram."""
    return kinds[0] is ElementKind.FACTOR and kinds[1] is ElementKind.FACTOR


def _offset(lane: tuple[int, int]) -> float:
    """How many lanes aside of the middle one a lane is."""
    return lane[0] - (lane[1] - 1) / 2


def straight(start: Point, end: Point) -> Route:
    """A straight way between two points: for legends, and for a link that is being drawn."""
    (x0, y0), (x3, y3) = start, end
    dx, dy = (x3 - x0) / 3, (y3 - y0) / 3
    return of_curve((start, (x0 + dx, y0 + dy), (x3 - dx, y3 - dy), end))


def lanes_of(map: StrategyMap) -> dict[str, tuple[int, int]]:
    """(lane, how many lanes) of every link that shares its two elements with another; link id is the key."""
    return _lanes(map, map.links.values())


def lane_of(map: StrategyMap, link: Link) -> tuple[int, int]:
    """(lane, how many lanes) of one link: the same as ``lanes_of`` says, without looking at the whole map."""
    few = min(map.links_of(link.source), map.links_of(link.target), key=len)
    ends = {link.source, link.target}
    return _lanes(map, (each for each in few if {each.source, each.target} == ends)).get(link.id, (0, 1))


def lanes_at(map: StrategyMap, element: str) -> dict[str, tuple[int, int]]:
    """What ``lanes_of`` says about the links of one element."""
    return _lanes(map, map.links_of(element))


def _lanes(map: StrategyMap, links: Iterable[Link]) -> dict[str, tuple[int, int]]:
    together: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        ends = (link.source, link.target) if link.source < link.target else (link.target, link.source)
        together.setdefault(ends, []).append(link)
    lanes: dict[str, tuple[int, int]] = {}
    for group in together.values():
        if len(group) > 1:
            group.sort(key=lambda each: _in_lanes(map, each))
            for lane, link in enumerate(group):
                lanes[link.id] = (lane, len(group))
    return lanes


def _in_lanes(map: StrategyMap, link: Link) -> tuple[str, str, str, str, bool, str]:
    """What decides about lanes: ids, which are drawn by lot, only between links that nothing else tells apart."""
    source = map.elements[link.source]
    return (source.title, source.kind, link.kind, link.polarity, link.delay, link.id)


def distance_to(route: Route, x: float, y: float) -> float:
    """Distance of a point from the curve, in pixels."""
    nearest = float("inf")
    (ax, ay), *rest = route.points
    for bx, by in rest:
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        share = ((x - ax) * dx + (y - ay) * dy) / square if square else 0.0
        share = min(max(share, 0.0), 1.0)
        nearest = min(nearest, hypot(x - ax - share * dx, y - ay - share * dy))
        ax, ay = bx, by
    return nearest


def facing_sides(source: Rect, target: Rect) -> tuple[Side, Side]:
    """The side of each that faces the other. Above and below are preferred: strategy maps run upwards."""
    across = max(target.x - source.right, source.x - target.right)
    along = max(target.y - source.bottom, source.y - target.bottom)
    if across < 0 and along < 0:
        across, along = abs(target.center[0] - source.center[0]), 2 * abs(target.center[1] - source.center[1])
    if across > 2 * along or (along < _SHORTEST_ARM and across > along):
        return ("right", "left") if target.center[0] >= source.center[0] else ("left", "right")
    return ("bottom", "top") if target.center[1] >= source.center[1] else ("top", "bottom")


def _between_sides(
    source: Rect, target: Rect, source_kind: ElementKind, target_kind: ElementKind, offset: float
) -> Cubic:
    """A curve that leaves and enters square to the sides that face each other.

    The ends lean towards each other along their sides, so that links of a crowded card spread by themselves.
    """
    leaves, enters = facing_sides(source, target)
    x0, y0 = _end(source_kind, source, leaves, target.center, offset)
    x3, y3 = _end(target_kind, target, enters, source.center, offset)
    if leaves in ("left", "right"):
        arm = _arm(x3 - x0, y3 - y0)
        arm = arm if target.center[0] >= source.center[0] else -arm
        return ((x0, y0), (x0 + arm, y0), (x3 - arm, y3), (x3, y3))
    arm = _arm(y3 - y0, x3 - x0)
    arm = arm if target.center[1] >= source.center[1] else -arm
    return ((x0, y0), (x0, y0 + arm), (x3, y3 - arm), (x3, y3))


def _end(kind: ElementKind, card: Rect, side: Side, place: Point, offset: float) -> Point:
    """Where a link from or to a place meets a side of a card."""
    (x, y), dx, dy = card.center, place[0] - card.center[0], place[1] - card.center[1]
    if side in ("left", "right"):
        return edge_point(kind, card, side, y + _lean(dy, dx, card.height) + offset)
    return edge_point(kind, card, side, x + _lean(dx, dy, card.width) + offset)


def _lean(aside: float, ahead: float, length: float) -> float:
    """How far from the middle of a side a link leaves it: by the angle, so that links keep their order along it."""
    return length * _MOST_LEAN * atan2(aside, abs(ahead)) / (pi / 2)


def _arm(ahead: float, aside: float) -> float:
    """Length of the control arms for a curve that goes so far ahead and so far aside."""
    return min(max(abs(ahead) * _ARM_SHARE, _SHORTEST_ARM + abs(aside) * 0.12), _LONGEST_ARM)


def _arc(source: Rect, target: Rect, offset: float, lanes: int) -> Cubic:
    """A bow between two bare words, as causal-loop diagrams are drawn: it points from the middle of one to the other.

    A single link bows to its left. ``offset`` spreads several, from -1 to 1 for three.
    """
    (sx, sy), (tx, ty) = source.center, target.center
    dx, dy = tx - sx, ty - sy
    length = hypot(dx, dy) or 1.0
    bow = min(max(length * _BOW_SHARE, _LEAST_BOW), _MOST_BOW)
    bow *= 2 * offset if lanes > 1 else 1.0
    cx, cy = (sx + tx) / 2 + dy / length * 2 * bow, (sy + ty) / 2 - dx / length * 2 * bow
    x0, y0 = _leaves_box(source, cx, cy)
    x3, y3 = _leaves_box(target, cx, cy)
    return (
        (x0, y0),
        (x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3),
        (x3 + (cx - x3) * 2 / 3, y3 + (cy - y3) * 2 / 3),
        (x3, y3),
    )


def _leaves_box(box: Rect, x: float, y: float) -> Point:
    """Where the way from a box's middle to a point crosses its border."""
    cx, cy = box.center
    dx, dy = x - cx, y - cy
    share = min(box.width / 2 / abs(dx) if dx else 1e9, box.height / 2 / abs(dy) if dy else 1e9)
    return (cx + dx * share, cy + dy * share) if share < 1e9 else (cx, box.y)


def segments_of(curves: Iterable[Cubic]) -> tuple[Segment, ...]:
    """Curves that follow on each other as steps of a path."""
    found: list[Segment] = []
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in curves:
        if not found:
            found.append(("M", x0, y0))
        found.append(("C", x1, y1, x2, y2, x3, y3))
    return tuple(found)


def of_curves(curves: Sequence[Cubic], sign: float = SIGN_DISTANCE) -> Route:
    """A way along curves of which each begins where the one before ends; ``sign`` as for ``of_curve``."""
    if len(curves) == 1:
        return of_curve(curves[0], sign)
    points = [curves[0][0]]
    ends = []
    for each in curves:
        points += _sampled(each, _FEW_WEIGHTS)[1:]
        ends.append(len(points) - 1)
    lengths = [hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
    half, piece = sum(lengths) / 2, 0
    while piece < len(lengths) - 1 and half > lengths[piece]:
        half -= lengths[piece]
        piece += 1
    number = next(index for index, end in enumerate(ends) if piece < end)
    share = half / lengths[piece] if lengths[piece] else 0.5
    t = (piece - (ends[number - 1] if number else 0) + share) / (len(_FEW_WEIGHTS) - 1)
    (ax, ay), (bx, by) = points[piece], points[piece + 1]
    (x2, y2), (x3, y3) = curves[-1][2:]
    return Route(
        tuple(curves),
        tuple(points),
        (ax + (bx - ax) * share, ay + (by - ay) * share),
        atan2(by - ay, bx - ax),
        atan2(y3 - y2, x3 - x2),
        _clear_of_head(points, before_end(points, min(sign, sum(lengths) / 2))),
        (number, t),
    )


def _sampled(curve: Cubic, weights: Sequence[tuple[float, float, float, float]]) -> list[Point]:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    return [(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3) for a, b, c, d in weights]


def of_curve(curve: Cubic, sign: float = SIGN_DISTANCE) -> Route:
    """A way along a curve. ``sign`` is how far before its end the sign of an influence stands, in pixels."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    points = tuple(_sampled(curve, _WEIGHTS))
    ahead_x, ahead_y = x2 + x3 - x0 - x1, y2 + y3 - y0 - y1
    return Route(
        (curve,),
        points,
        points[_SAMPLES // 2],
        atan2(ahead_y, ahead_x),
        atan2(y3 - y2, x3 - x2),
        _clear_of_head(points, before_end(points, sign, _SAMPLES // 2)),
    )


def _clear_of_head(points: Sequence[Point], wanted: Point) -> Point:
    """Where a sign stands that should stand at a point of a line: further back, or beside it, if it hid the head."""
    (x, y), (x0, y0) = points[-1], points[0]
    if hypot(wanted[0] - x, wanted[1] - y) >= HEAD_ROOM:
        return wanted
    length = sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points))
    if length >= _SHORTEST_WITH_SIGN:
        return before_end(points, HEAD_ROOM)
    straight = hypot(x - x0, y - y0)
    aside_x, aside_y = ((y - y0) / straight, (x0 - x) / straight) if straight else (0.0, -1.0)
    middle_x, middle_y = points[len(points) // 2]
    return (middle_x + aside_x * SIGN_BESIDE, middle_y + aside_y * SIGN_BESIDE)


def before_end(points: Sequence[Point], distance: float, last: int = 0) -> Point:
    """The point so far before the end of a line, but not before that number ``last``."""
    x, y = points[-1]
    for index in range(len(points) - 2, last - 1, -1):
        px, py = points[index]
        step = hypot(px - x, py - y)
        if step >= distance:
            share = distance / step
            return (x + (px - x) * share, y + (py - y) * share)
        distance -= step
        x, y = px, py
    return points[last]
