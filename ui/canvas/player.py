"""Plays drawing primitives on a QPainter: the screen, PNG and the printer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise

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
    QPolygonF,
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

MOST_PIXELS = 16_000
"""Largest width or height of an image, in pixels."""


def play(painter: QPainter, primitives: Iterable[Primitive], part: Rect | None = None) -> None:
    """Draw primitives where they stand. Turns antialiasing on and leaves the last one's pen, brush and font.

    ``part``, in the same coordinates, is all that will be seen: dashes beyond it are not worked out.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for each in primitives:
        if isinstance(each, TextRun):
            _draw_text(painter, each)
        elif isinstance(each, Path):
            if each.dash and each.stroke and part is not None:
                _draw_dashes(painter, each, each.stroke, part)
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
            seen = upright and Rect(upright.x - group.x, upright.y - group.y, upright.width, upright.height)
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


@lru_cache(maxsize=16384)
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


def _draw_dashes(painter: QPainter, path: Path, color: Color, part: Rect) -> None:
    """Draw a dashed line piece by piece as far as it is seen: Qt works out every dash of a line, seen or not."""
    stroker = _dasher(path.line_width, path.dash)
    room = part.grown(16)
    for line in painter_path(path.segments).toSubpathPolygons():
        corners = [line.at(number) for number in range(line.size())]
        gone, began = 0.0, 0.0
        piece: list[QPointF] = []
        for here, there in pairwise(corners):
            way, seen = QLineF(here, there), _seen_share(here, there, room)
            if piece and (seen is None or seen[0] > 0):
                painter.fillPath(_dashed_piece(stroker, piece, began / path.line_width), _color(color))
                piece = []
            if seen is not None:
                if not piece:
                    piece, began = [way.pointAt(seen[0])], gone + way.length() * seen[0]
                piece.append(way.pointAt(seen[1]))
                if seen[1] < 1:
                    painter.fillPath(_dashed_piece(stroker, piece, began / path.line_width), _color(color))
                    piece = []
            gone += way.length()
        if piece:
            painter.fillPath(_dashed_piece(stroker, piece, began / path.line_width), _color(color))


def _seen_share(here: QPointF, there: QPointF, room: Rect) -> tuple[float, float] | None:
    """From where to where, 0 to 1, a straight line lies in a rectangle (Liang and Barsky, 1984); None if never."""
    first, last = 0.0, 1.0
    for start, way, low, high in (
        (here.x(), there.x() - here.x(), room.x, room.right),
        (here.y(), there.y() - here.y(), room.y, room.bottom),
    ):
        if not way:
            if not low <= start <= high:
                return None
            continue
        one, other = sorted(((low - start) / way, (high - start) / way))
        first, last = max(first, one), min(last, other)
    return (first, last) if first < last else None


def _dashed_piece(stroker: QPainterPathStroker, piece: list[QPointF], offset: float) -> QPainterPath:
    line = QPainterPath()
    line.addPolygon(QPolygonF(piece))
    stroker.setDashOffset(offset)
    return stroker.createStroke(line)


def _draw_box(painter: QPainter, box: Box) -> None:
    painter.setPen(_pen(box.stroke, box.line_width) if box.stroke else _NO_PEN)
    painter.setBrush(_color(box.fill) if box.fill else _NO_BRUSH)
    where = QRectF(box.x, box.y, box.width, box.height)
    if box.radius:
        painter.drawRoundedRect(where, box.radius, box.radius)
    else:
        painter.drawRect(where)


@lru_cache(maxsize=4096)
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
def _color(color: Color) -> QColor:
    return QColor(color)
