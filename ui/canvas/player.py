"""Plays drawing primitives on a QPainter: the screen, PNG and the printer."""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from math import floor, hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPixmap,
)

from stratmap.drawing.clusters import clusters
from stratmap.drawing.icons import icon_path
from stratmap.drawing.picture import StillWanted
from stratmap.drawing.primitives import (
    Box,
    Color,
    Face,
    Group,
    Icon,
    Path,
    Picture,
    Primitive,
    Rect,
    Segment,
    TextRun,
    Weight,
)
from stratmap.drawing.shaping import UNITS, advance, as_shapes, glyph_outline, glyphs
from ui.canvas import fonts

_NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)

LONG = 1_000.0
"""Pixels at 100 % from which on only what is seen of a line is drawn."""

SMALL, BEYOND = 1.25, 0.45
"""Up to which scale a dash is so small that its ends may be flat, and how far beyond them round ones would reach.

In shares of the line's width.
"""

Corner = tuple[float, float, float]
"""A point of a line and how far along the line it is."""

MOST_PIXELS = 16_000
"""Largest width or height of an image, in pixels."""


def play(painter: QPainter, primitives: Iterable[Primitive], part: Rect | None = None) -> None:
    """Draw primitives where they stand. Turns antialiasing on and leaves the last one's pen, brush and font.

    ``part``, in the same coordinates, is all that will be seen: of long lines no more than that is worked out.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for each in primitives:
        if isinstance(each, TextRun):
            _draw_text(painter, each)
        elif isinstance(each, Path):
            if part is not None and each.stroke and not each.fill and (each.dash or _is_long(each.segments)):
                _draw_seen(painter, each, each.stroke, part)
            else:
                _draw_path(painter, each)
        elif isinstance(each, Box):
            _draw_box(painter, each)
        else:
            _draw_path(painter, icon_path(each))


@contextmanager
def saved(painter: QPainter) -> Iterator[None]:
    """The painter is afterwards as it was before, also when drawing fails."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def play_groups(painter: QPainter, groups: Iterable[Group], part: Rect | None = None) -> None:
    """Draw groups where they stand, each with its opacity. ``part`` is all that will be seen."""
    for group in groups:
        with saved(painter):
            painter.translate(group.x, group.y)
            painter.setOpacity(painter.opacity() * group.opacity)
            if group.turn:
                painter.rotate(group.turn)
            upright = part if not group.turn else None
            seen = upright and upright.moved(-group.x, -group.y)
            play(painter, group.primitives, seen)


def image(picture: Picture, scale: float = 1.0, still_wanted: StillWanted = lambda: None) -> QImage:
    """A picture as an image, ``scale`` pixels for each pixel at 100 %; very large ones are made to fit a limit.

    ``still_wanted`` is called before each group, and stops it by raising.
    """
    bounds = picture.bounds
    scale = min(scale, MOST_PIXELS / max(bounds.width, bounds.height, 1.0))
    wide, high = max(round(bounds.width * scale), 1), max(round(bounds.height * scale), 1)
    made = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(QColor(picture.background))
    fonts.register()
    painter = QPainter(made)
    try:
        painter.scale(scale, scale)
        painter.translate(-bounds.x, -bounds.y)
        play_groups(painter, _as_long_as(still_wanted, picture.groups))
    finally:
        painter.end()
    return made


def _as_long_as(still_wanted: StillWanted, groups: Iterable[Group]) -> Iterator[Group]:
    for group in groups:
        still_wanted()
        yield group


@lru_cache(maxsize=1024)
def icon_pixmap(name: str, size: int, color: Color, dpr: float = 1.0) -> QPixmap:
    """An icon ``size`` wide in device-independent pixels, sharp on a screen of that device pixel ratio."""
    made = QPixmap(round(size * dpr), round(size * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    try:
        play(painter, (Icon(name, 0.0, 0.0, float(size), color),))
    finally:
        painter.end()
    return made


atexit.register(icon_pixmap.cache_clear)  # a pixmap that outlives Qt takes the program down with it


@lru_cache(maxsize=1024)  # Qt keeps ten kilobytes for a long line that was drawn once
def painter_path(segments: tuple[Segment, ...]) -> QPainterPath:
    """Segments as Qt's path, for drawing and for shapes of items."""
    path = QPainterPath()
    for segment in segments:
        if segment[0] == "M":
            path.moveTo(segment[1], segment[2])
        elif segment[0] == "L":
            path.lineTo(segment[1], segment[2])
        elif segment[0] == "C":
            path.cubicTo(*segment[1:])
        else:
            path.closeSubpath()
    return path


def _draw_text(painter: QPainter, run: TextRun) -> None:
    """Text as Qt sets it, as shapes, or where no bundled font has it, as the system can, in the room left for it."""
    if as_shapes(run):
        with saved(painter):
            painter.translate(run.x, run.y)
            painter.scale(run.size / UNITS, run.size / UNITS)
            painter.fillPath(_letters(run.face, run.weight, run.text, run.rtl), _color(run.color))
        return
    painter.setPen(_color(run.color))
    if run.face != "none":
        painter.setFont(fonts.font(run.face, run.weight, run.size))
        painter.drawText(QPointF(run.x, run.y), run.text)
        return
    painter.setFont(fonts.font("sans", run.weight, run.size))
    left = run.x
    for cluster in clusters(run.text):
        room = advance("none", run.weight, cluster) * run.size / UNITS
        wide = painter.fontMetrics().horizontalAdvance(cluster) or 1
        with saved(painter):
            painter.translate(left, run.y)
            painter.scale(min(1.0, room / wide), 1.0)
            painter.drawText(QPointF(0.0, 0.0), cluster)
        left += room


@lru_cache(maxsize=4096)
def _letters(face: Face, weight: Weight, text: str, rtl: bool) -> QPainterPath:
    """The shapes of a run at their own scale, baseline at the origin."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for glyph, x, y in glyphs(face, weight, text, rtl):
        path.addPath(_letter(face, weight, glyph).translated(x, y))
    return path


@lru_cache(maxsize=4096)
def _letter(face: Face, weight: Weight, glyph: int) -> QPainterPath:
    return painter_path(glyph_outline(face, weight, glyph))


def _draw_path(painter: QPainter, path: Path) -> None:
    if path.dash and path.stroke:
        painter.fillPath(_dashes(path.segments, path.line_width, path.dash), _color(path.stroke))
        return
    painter.setPen(_pen(path.stroke, path.line_width) if path.stroke else _NO_PEN)
    painter.setBrush(_color(path.fill) if path.fill else _NO_BRUSH)
    painter.drawPath(painter_path(path.segments))


def _draw_seen(painter: QPainter, path: Path, color: Color, part: Rect) -> None:
    """Draw a line as far as it is seen, in straight pieces: Qt works out all of a curve and each dash, seen or not.

    It draws straight pieces with flat ends many times quicker than with round ones, which nobody can tell from each
    other where they are small.
    """
    is_small = painter.worldTransform().m11() <= SMALL
    flat = is_small or not path.dash
    beyond = BEYOND * path.line_width if path.dash and flat else 0.0
    lines = [
        piece
        for line in _corners(path.segments)
        for stretch in _seen_stretches(line, part.grown(16))
        for piece in _dashes_of(*stretch, path.dash, beyond)
    ]
    painter.setPen(_flat_pen(color, path.line_width) if flat else _pen(color, path.line_width))
    painter.drawLines(lines)


def _seen_stretches(line: Sequence[Corner], room: Rect) -> Iterator[tuple[Corner, Corner]]:
    """The straight stretches of a line that lie in a rectangle."""
    left, top, right, bottom = room.x, room.y, room.right, room.bottom
    for (ax, ay, gone), (bx, by, until) in pairwise(line):
        aside = max(ax, bx) < left or min(ax, bx) > right or max(ay, by) < top or min(ay, by) > bottom
        share = None if aside else _seen_share(ax, ay, bx, by, room)
        if share is not None:
            dx, dy, far = bx - ax, by - ay, until - gone
            first, last = ((ax + dx * part, ay + dy * part, gone + far * part) for part in share)
            yield first, last


def _dashes_of(first: Corner, last: Corner, dash: tuple[float, ...], beyond: float) -> Iterator[QLineF]:
    """The dashes on a straight stretch, each so much longer at both ends; all of it where there are none."""
    (ax, ay, gone), (bx, by, until) = first, last
    if not dash or until <= gone:
        yield QLineF(ax, ay, bx, by)
        return
    drawn, period = dash[0], sum(dash)
    dx, dy = (bx - ax) / (until - gone), (by - ay) / (until - gone)
    for number in range(floor((gone - drawn - beyond) / period), floor((until + beyond) / period) + 1):
        start = max(number * period - beyond, gone) - gone
        end = min(number * period + drawn + beyond, until) - gone
        if end > start:
            yield QLineF(ax + dx * start, ay + dy * start, ax + dx * end, ay + dy * end)


def _is_long(segments: tuple[Segment, ...]) -> bool:
    """Whether most of a line is beside any part of the map that is drawn at once."""
    across = [segment[-2] for segment in segments if segment[0] != "Z"]
    down = [segment[-1] for segment in segments if segment[0] != "Z"]
    return max(across) - min(across) > LONG or max(down) - min(down) > LONG


@lru_cache(maxsize=256)
def _corners(segments: tuple[Segment, ...]) -> list[list[Corner]]:
    """The straight lines a path is drawn with at 100 %, which at 400 % are less than a pixel beside it."""
    lines = []
    for drawn in painter_path(segments).toSubpathPolygons():
        corners: list[Corner] = []
        gone = 0.0
        for x, y in (at.toTuple() for at in drawn.toList()):
            if corners:
                gone += hypot(x - corners[-1][0], y - corners[-1][1])
            corners.append((x, y, gone))
        lines.append(corners)
    return lines


def _seen_share(ax: float, ay: float, bx: float, by: float, room: Rect) -> tuple[float, float] | None:
    """From where to where, 0 to 1, a straight line lies in a rectangle (Liang and Barsky, 1984); None if never."""
    first, last = 0.0, 1.0
    for start, way, low, high in (
        (ax, bx - ax, room.x, room.right),
        (ay, by - ay, room.y, room.bottom),
    ):
        if not way:
            if not low <= start <= high:
                return None
            continue
        one, other = sorted(((low - start) / way, (high - start) / way))
        first, last = max(first, one), min(last, other)
    return (first, last) if first < last else None


def _draw_box(painter: QPainter, box: Box) -> None:
    painter.setPen(_pen(box.stroke, box.line_width) if box.stroke else _NO_PEN)
    painter.setBrush(_color(box.fill) if box.fill else _NO_BRUSH)
    where = QRectF(box.x, box.y, box.width, box.height)
    if box.radius:
        painter.drawRoundedRect(where, box.radius, box.radius)
    else:
        painter.drawRect(where)


@lru_cache(maxsize=128)
def _dashes(segments: tuple[Segment, ...], width: float, dash: tuple[float, ...]) -> QPainterPath:
    """A dashed line as an area: Qt draws dashes of lines thinner than a pixel by whole pixels, which blots dots."""
    return _dasher(width, dash).createStroke(painter_path(segments))


def _dasher(width: float, dash: tuple[float, ...]) -> QPainterPathStroker:
    stroker = QPainterPathStroker(_pen("#000000", width))
    stroker.setDashPattern([length / width for length in dash])
    return stroker


@lru_cache(maxsize=256)
def _pen(color: Color, width: float) -> QPen:
    return QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


@lru_cache(maxsize=256)
def _flat_pen(color: Color, width: float) -> QPen:
    return QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


@lru_cache(maxsize=256)
def _color(color: Color) -> QColor:
    return QColor(color)
