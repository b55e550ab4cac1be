"""Small marks that say something by their shape first and their colour second: severities, statuses, loops."""

from __future__ import annotations

from math import cos, pi, sin

from models.kinds import Polarity, Status
from stratmap.analysis.finding import Severity
from stratmap.drawing.geometry import arc, circle, polygon, polyline, rounded, rounded_box
from stratmap.drawing.primitives import Box, Color, Path, Point, Primitive, TextRun
from stratmap.drawing.text import width
from stratmap.drawing.theme import Theme

BADGE_SIZE = 18.0
"""Width of a severity badge in pixels."""

PIN_SIZE = 16.0
"""Width of the pin on a pinned card in pixels."""

STATUS_MARK_SIZE = 8.0
_LOOP_RADIUS = 16.0


def badge(severity: Severity, x: float, y: float, theme: Theme) -> list[Primitive]:
    """A severity around (``x``, ``y``): error a disc with !, warning a triangle with !, info a square with i."""
    colors, r = theme.severities[severity], BADGE_SIZE / 2
    ring = theme.canvas.paper
    match severity:
        case Severity.ERROR:
            shape, lift = circle(x, y, r), 0.0
        case Severity.WARNING:
            corners = ((x, y - r - 1), (x + r + 1.5, y + r - 1), (x - r - 1.5, y + r - 1))
            shape, lift = rounded(corners, (3.0,) * 3), 1.5
        case Severity.INFO:
            shape, lift = rounded_box(x - r + 1, y - r + 1, 2 * r - 2, 2 * r - 2, 4.0), 0.0
    around = Path(shape, stroke=ring, line_width=4.0)
    return [around, Path(shape, fill=colors.fill), *_sign(severity, x, y + lift, colors.ink)]


def _sign(severity: Severity, x: float, y: float, ink: Color) -> list[Primitive]:
    """An exclamation mark, or an i, which is the same upside down."""
    up = -1 if severity is Severity.INFO else 1
    stem = polyline(((x, y - 4 * up), (x, y + 0.6 * up)))
    return [Path(stem, stroke=ink, line_width=2.0), Path(circle(x, y + 3.9 * up, 1.15), fill=ink)]


def pin_mark(x: float, y: float, theme: Theme) -> list[Primitive]:
    """A pin around (``x``, ``y``), 16 wide: the card stays here when the sheet is laid out."""
    ink = theme.canvas.ink
    return [
        Path(circle(x, y, PIN_SIZE / 2), fill=theme.canvas.paper, stroke=theme.canvas.muted, line_width=1.0),
        Path(polyline(((x, y - 1.5), (x, y + 5.0))), stroke=ink, line_width=1.4),
        Path(circle(x, y - 2.0, 2.8), fill=ink),
    ]


def status_mark(status: Status, x: float, y: float, theme: Theme) -> list[Primitive]:
    """How an element stands, as a mark 8 wide around (``x``, ``y``); each status has its own shape."""
    color, r = theme.statuses[status], STATUS_MARK_SIZE / 2
    match status:
        case Status.PLANNED:
            return [Path(circle(x, y, r - 0.7), stroke=color, line_width=1.4)]
        case Status.ON_TRACK:
            return [Path(circle(x, y, r), fill=color)]
        case Status.AT_RISK:
            return [Path(polygon(((x, y - r), (x + r + 0.5, y + r - 0.5), (x - r - 0.5, y + r - 0.5))), fill=color)]
        case Status.OFF_TRACK:
            return [Box(x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1, 1.0, fill=color)]
        case Status.DONE:
            tick = polyline(((x - 3.6, y + 0.2), (x - 1, y + 2.8), (x + 3.6, y - 3)))
            return [Path(tick, stroke=color, line_width=1.6)]
        case Status.DROPPED:
            strokes = (*polyline(((x - 2.8, y - 2.8), (x + 2.8, y + 2.8))),)
            return [
                Path((*strokes, *polyline(((x - 2.8, y + 2.8), (x + 2.8, y - 2.8)))), stroke=color, line_width=1.6)
            ]


def loop_mark(polarity: Polarity, x: float, y: float, theme: Theme, letter: str = "") -> list[Primitive]:
    """A feedback loop around (``x``, ``y``): R, B or U inside a turning arrow, 44 wide.

    ``letter`` replaces the letter, for translations. A balancing loop turns the other way round.
    """
    color, usual = {
        Polarity.PLUS: (theme.loops.reinforcing, "R"),
        Polarity.MINUS: (theme.loops.balancing, "B"),
        Polarity.UNKNOWN: (theme.loops.undetermined, "U"),
    }[polarity]
    side = -1.0 if polarity is Polarity.MINUS else 1.0
    begin, end = -pi / 2 - side * 0.5, -pi / 2 + side * (2 * pi - 1.35)
    tip_angle = end + side * 0.42
    tip, (ux, uy) = _on_circle(x, y, tip_angle, _LOOP_RADIUS), (cos(end), sin(end))
    back, half = _on_circle(x, y, end, _LOOP_RADIUS), 4.6
    head = polygon((tip, (back[0] + ux * half, back[1] + uy * half), (back[0] - ux * half, back[1] - uy * half)))
    line = arc(x, y, _LOOP_RADIUS, begin, end)
    letter = letter or usual
    run = TextRun(x - width(letter, 14, "bold") / 2, y + 4.9, letter, 14, color, "bold")
    disc = Path(circle(x, y, _LOOP_RADIUS + 6), fill=theme.canvas.paper)
    return [disc, Path(line, stroke=color, line_width=2.0), Path(head, fill=color), run]


def _on_circle(x: float, y: float, angle: float, radius: float) -> Point:
    return (x + radius * cos(angle), y + radius * sin(angle))
