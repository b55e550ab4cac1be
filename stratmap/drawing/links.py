"""How a link looks along its route: line, head, sign and delay, each kind told apart without colour."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, sin

from models.kinds import LinkKind, Polarity
from models.records import Link
from stratmap.drawing.geometry import circle, polygon, polyline
from stratmap.drawing.primitives import Color, Path, Point, Primitive, Segment
from stratmap.drawing.routes import Route
from stratmap.drawing.theme import Theme

LINE_WIDTH = 1.6
THIN = 1.2
SIGN_RADIUS = 7.5
HEAD_LENGTH = 9.0

_HEAD_HALF = 4.4
_BAR_HALF = 6.0
_BAR_GAP = 5.0
_ZIGZAG_STEP = 7.0
_ZIGZAG_HEIGHT = 4.0
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


def link_drawing(link: Link, route: Route, theme: Theme) -> tuple[Primitive, ...]:
    """A link drawn along its route, in the sheet's coordinates."""
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
            return (Path(route.segments, stroke=color, line_width=LINE_WIDTH, dash=(0.1, 4.5)),)
        case LinkKind.TRACKS:
            dot = Path(circle(*_back(route, _DOT_RADIUS), _DOT_RADIUS), theme.canvas.paper, color, THIN)
            return (Path(_shortened(route, _DOT_RADIUS * 2), stroke=color, line_width=THIN), dot)


def _influence(link: Link, route: Route, color: Color, theme: Theme) -> list[Primitive]:
    paper = theme.canvas.paper
    drawn: list[Primitive] = [Path(_shortened(route, HEAD_LENGTH - 2), stroke=color, line_width=LINE_WIDTH)]
    drawn.append(Path(_filled_head(route), fill=color))
    if link.delay:
        drawn += _delay(route, color, paper)
    if link.polarity is not Polarity.UNKNOWN:
        x, y = route.near_head
        drawn.append(Path(circle(x, y, SIGN_RADIUS), fill=paper, stroke=color, line_width=1.2))
        drawn.append(Path(_sign(link.polarity, x, y), stroke=color, line_width=1.8))
    return drawn


def _sign(polarity: Polarity, x: float, y: float) -> tuple[Segment, ...]:
    across = polyline(((x - 3.4, y), (x + 3.4, y)))
    return across if polarity is Polarity.MINUS else (*across, *polyline(((x, y - 3.4), (x, y + 3.4))))


def _delay(route: Route, color: Color, paper: Color) -> list[Primitive]:
    """Two bars across the middle, with the line between them wiped away."""
    (x, y), angle = route.middle, route.middle_angle
    ux, uy = cos(angle), sin(angle)
    half = _BAR_GAP / 2
    gap = Path(
        polyline(((x - ux * half, y - uy * half), (x + ux * half, y + uy * half))), stroke=paper, line_width=4.0
    )
    bars: list[Segment] = []
    for along in (-half, half):
        mx, my = x + ux * along, y + uy * along
        ends = ((mx - uy * _BAR_HALF, my + ux * _BAR_HALF), (mx + uy * _BAR_HALF, my - ux * _BAR_HALF))
        bars += polyline(ends)
    return [gap, Path(tuple(bars), stroke=color, line_width=LINE_WIDTH)]


def _back(route: Route, distance: float) -> Point:
    """The point so far behind the end, straight back."""
    x, y = route.end
    return (x - cos(route.end_angle) * distance, y - sin(route.end_angle) * distance)


def _shortened(route: Route, by: float) -> tuple[Segment, ...]:
    """The curve with its end pulled back, so that the line does not show beyond a head's tip."""
    (x0, y0), (x1, y1), (x2, y2), _end = route.curve
    return (("M", x0, y0), ("C", x1, y1, x2, y2, *_back(route, by)))


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
    """Points along a line at equal distances close to ``step``, its two ends among them."""
    lengths = [hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
    count = max(round(sum(lengths) / step), 1)
    step = sum(lengths) / count
    even, ahead = [points[0]], step
    for (ax, ay), (bx, by), length in zip(points, points[1:], lengths, strict=False):
        while ahead <= length and len(even) < count:
            share = ahead / length
            even.append((ax + (bx - ax) * share, ay + (by - ay) * share))
            ahead += step
        ahead -= length
    return [*even, points[-1]]
