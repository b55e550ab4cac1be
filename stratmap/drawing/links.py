"""How a link looks along its route: line, head, sign and delay, each kind told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, cos, hypot, sin

from models.kinds import LinkKind, Polarity
from models.records import Link
from stratmap.drawing.geometry import circle, polygon, polyline
from stratmap.drawing.primitives import Color, Path, Point, Primitive, Segment
from stratmap.drawing.routes import Cubic, Route, segments_of
from stratmap.drawing.theme import Theme

LINE_WIDTH = 1.6
THIN = 1.2
DOT_WIDTH = 2.0
SIGN_RADIUS = 7.5
HEAD_LENGTH = 9.0

_HEAD_HALF = 4.4
_BAR_HALF = 6.0
_BAR_GAP = 5.0
_ZIGZAG_STEP = 7.0
_ZIGZAG_HEIGHT = 4.0
_MOST_CORNERS = 400
_DOT_RADIUS = 3.6


def link_color(link: Link, theme: Theme) -> Color:
    """The colour of a link: an influence by its sign, the others by their kind."""
    colors = theme.links
    match link.kind:
        case LinkKind.INFLUENCES:
            signs = {Polarity.PLUS: colors.plus, Polarity.MINUS: colors.minus, Polarity.UNKNOWN: colors.unknown}
            return signs[link.polarity]
        case LinkKind.REQUIRES:
            return colors.requires
        case LinkKind.CONFLICTS:
            return colors.conflicts
        case LinkKind.OWNS:
            return colors.owns
        case LinkKind.TRACKS:
            return colors.tracks


def link_drawing(link: Link, route: Route, theme: Theme, sign: Point | None = None) -> tuple[Primitive, ...]:
    """A link drawn along its route, in the sheet's coordinates. ``sign`` is where its sign stands, if elsewhere."""
    if sign is not None:
        route = replace(route, near_head=sign)
    color = link_color(link, theme)
    match link.kind:
        case LinkKind.INFLUENCES:
            return tuple(_influence(link, route, color, theme))
        case LinkKind.REQUIRES:
            head = Path(_open_head(route), stroke=color, line_width=LINE_WIDTH)
            return (Path(route.segments, stroke=color, line_width=LINE_WIDTH, dash=(6.0, 4.5)), head)
        case LinkKind.CONFLICTS:
            return (Path(_zigzag(route), stroke=color, line_width=LINE_WIDTH),)
        case LinkKind.OWNS:
            return (Path(route.segments, stroke=color, line_width=DOT_WIDTH, dash=(0.1, 4.8)),)
        case LinkKind.TRACKS:
            dot = Path(circle(*_back(route, _DOT_RADIUS), _DOT_RADIUS), stroke=color, line_width=THIN)
            return (Path(segments_of(_shortened(route, _DOT_RADIUS * 2)), stroke=color, line_width=THIN), dot)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place on a route: its curve and where on it, from 0 to 1; the point, and the direction of travel there."""

    on: tuple[int, float]
    point: Point
    angle: float


def _influence(link: Link, route: Route, color: Color, theme: Theme) -> list[Primitive]:
    curves = _shortened(route, HEAD_LENGTH - 2)
    is_signed = link.polarity is not Polarity.UNKNOWN
    late = _delay_spot(route, is_signed=is_signed) if link.delay else None
    line = _with_gap(curves, late.on) if late else segments_of(curves)
    drawn: list[Primitive] = [Path(line, stroke=color, line_width=LINE_WIDTH)]
    drawn.append(Path(_filled_head(route), fill=color))
    if late:
        drawn.append(Path(_delay_bars(late), stroke=color, line_width=LINE_WIDTH))
    if is_signed:
        x, y = route.near_head
        drawn.append(Path(circle(x, y, SIGN_RADIUS), fill=theme.canvas.paper, stroke=color, line_width=1.2))
        drawn.append(Path(_sign(link.polarity, x, y), stroke=color, line_width=1.8))
    return drawn


def _delay_spot(route: Route, *, is_signed: bool) -> _Spot:
    """Where the delay bars stand: in the middle, or between the start and the sign where that would hide them."""
    middle = _Spot(route.middle_on, route.middle, route.middle_angle)
    (x, y), (sx, sy) = route.middle, route.near_head
    if not is_signed or hypot(sx - x, sy - y) >= SIGN_RADIUS + _BAR_GAP:
        return middle
    lengths = [hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(route.points)]
    ahead = (sum(lengths) - hypot(route.end[0] - sx, route.end[1] - sy) - SIGN_RADIUS) / 2
    pieces = len(lengths) // len(route.curves)
    for piece, length in enumerate(lengths):
        if 0 < ahead <= length:
            (ax, ay), (bx, by) = route.points[piece : piece + 2]
            share = ahead / length
            on = (piece // pieces, (piece % pieces + share) / pieces)
            return _Spot(on, (ax + (bx - ax) * share, ay + (by - ay) * share), atan2(by - ay, bx - ax))
        ahead -= length
    return middle


def _sign(polarity: Polarity, x: float, y: float) -> tuple[Segment, ...]:
    across = polyline(((x - 3.4, y), (x + 3.4, y)))
    return across if polarity is Polarity.MINUS else (*across, *polyline(((x, y - 3.4), (x, y + 3.4))))


def _delay_bars(spot: _Spot) -> tuple[Segment, ...]:
    """Two short bars across the line."""
    (x, y), ux, uy = spot.point, cos(spot.angle), sin(spot.angle)
    bars: list[Segment] = []
    for along in (-_BAR_GAP / 2, _BAR_GAP / 2):
        mx, my = x + ux * along, y + uy * along
        ends = ((mx - uy * _BAR_HALF, my + ux * _BAR_HALF), (mx + uy * _BAR_HALF, my - ux * _BAR_HALF))
        bars += polyline(ends)
    return tuple(bars)


def _with_gap(curves: Sequence[Cubic], middle: tuple[int, float]) -> tuple[Segment, ...]:
    """A line without the bit between the delay bars: left out rather than painted over, on whatever ground."""
    number, t = middle
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = cut = curves[number]
    speed = 0.75 * hypot(x2 + x3 - x0 - x1, y2 + y3 - y0 - y1)
    half = min(_BAR_GAP / 2 / speed, 0.4) if speed else 0.4
    first, _rest = _split(cut, max(t - half, 0.0))
    _rest, second = _split(cut, min(t + half, 1.0))
    return (*segments_of((*curves[:number], first)), *segments_of((second, *curves[number + 1 :])))


def _split(curve: Cubic, t: float) -> tuple[Cubic, Cubic]:
    """A curve cut in two (de Casteljau)."""
    a, b, c, d = curve
    ab, bc, cd = _between(a, b, t), _between(b, c, t), _between(c, d, t)
    abc, bcd = _between(ab, bc, t), _between(bc, cd, t)
    middle = _between(abc, bcd, t)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _between(a: Point, b: Point, t: float) -> Point:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def _back(route: Route, distance: float) -> Point:
    """The point so far behind the end, straight back."""
    x, y = route.end
    return (x - cos(route.end_angle) * distance, y - sin(route.end_angle) * distance)


def _shortened(route: Route, by: float) -> tuple[Cubic, ...]:
    """The curves with their end pulled back, so that the line does not show beyond a head's tip."""
    start, one, other, _end = route.curves[-1]
    return (*route.curves[:-1], (start, one, other, _back(route, by)))


def _filled_head(route: Route) -> tuple[Segment, ...]:
    (x, y), ux, uy = route.end, cos(route.end_angle), sin(route.end_angle)
    bx, by = x - ux * HEAD_LENGTH, y - uy * HEAD_LENGTH
    notch = (x - ux * (HEAD_LENGTH - 2), y - uy * (HEAD_LENGTH - 2))
    left, right = (bx + uy * _HEAD_HALF, by - ux * _HEAD_HALF), (bx - uy * _HEAD_HALF, by + ux * _HEAD_HALF)
    return polygon((route.end, left, notch, right))


def _open_head(route: Route) -> tuple[Segment, ...]:
    (x, y), ux, uy = route.end, cos(route.end_angle), sin(route.end_angle)
    bx, by = x - ux * HEAD_LENGTH, y - uy * HEAD_LENGTH
    half = _HEAD_HALF + 0.6
    return polyline(((bx + uy * half, by - ux * half), (x, y), (bx - uy * half, by + ux * half)))


def _zigzag(route: Route) -> tuple[Segment, ...]:
    """A zigzag along the curve, with a straight bit at both ends."""
    points = _evenly(route.points, _ZIGZAG_STEP)
    if len(points) < 5:
        return route.segments
    corners = [points[0], points[1]]
    for index in range(2, len(points) - 2):
        (px, py), (nx, ny), (x, y) = points[index - 1], points[index + 1], points[index]
        length = hypot(nx - px, ny - py) or 1.0
        out = _ZIGZAG_HEIGHT if index % 2 else -_ZIGZAG_HEIGHT
        corners.append((x - (ny - py) / length * out, y + (nx - px) / length * out))
    return polyline((*corners, points[-2], points[-1]))


def _evenly(points: tuple[Point, ...], step: float) -> list[Point]:
    """Points along a line at equal distances close to ``step``, its two ends among them.

    They are further apart where there would be too many: a card may stand ten million pixels away.
    """
    lengths = [hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
    count = min(max(round(sum(lengths) / step), 1), _MOST_CORNERS)
    step = sum(lengths) / count
    even, ahead = [points[0]], step
    for (ax, ay), (bx, by), length in zip(points, points[1:], lengths, strict=False):
        while ahead <= length and len(even) < count:
            share = ahead / length
            even.append((ax + (bx - ax) * share, ay + (by - ay) * share))
            ahead += step
        ahead -= length
    return [*even, points[-1]]
