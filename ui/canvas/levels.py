"""A part of the map painted as finely as can be seen: words, then shapes, then specks.

All levels show the same things in the same places and colours; what cannot be made out is left away.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from models.kinds import ElementKind, LinkKind
from stratmap.drawing.links import LINE_WIDTH, link_color
from stratmap.drawing.outlines import outline
from stratmap.drawing.picture import DIMMED
from stratmap.drawing.primitives import Group, Primitive, Rect, TextRun
from stratmap.drawing.routes import Route
from stratmap.drawing.shapes import TITLE_SIZE, title_area
from ui.canvas import player
from ui.canvas.scene import Scene
from ui.canvas.sliced import Strokes

WORDS = 0.4
"""From this scale on letters can be told apart on a screen of which each pixel is one of the window's."""

SMALLEST_LETTERS = 4.5
"""Pixels of the window below which a title is too small to be read however fine the screen is."""

SHAPES = 0.1
"""From this scale on the shapes of cards and the curves of links can."""

MOST_WITH_WORDS = 24
"""Cards and links that can be drawn with all their words, heads and dashes in a frame."""

MOST_LED = 60
"""Links in a part of the map, seen from far away, that are led round cards before they are drawn."""

MOST_CURVES = 120
"""Cards and links that can be drawn as shapes and curves in a frame."""

MOST_SKETCHED = 150
"""Cards and links that can be sketched on a tile; a screen has a dozen of tiles, and they may all come at once."""

EDGE_WIDTH = 1.2
"""Pixels at 100 % of the edge of a card."""

HAIR = 0.0
"""The width of a line of one pixel of the screen, whatever the scale: Qt draws these many times quicker."""


def words_from(ratio: float) -> float:
    """From which scale on letters can be told apart on a screen of a device pixel ratio.

    They are as many pixels of the screen high as at a ratio of 1, unless they then are too small to read: at 2 titles
    come at 32 %, 9 pixels of the screen high.
    """
    return min(WORDS, max(WORDS / ratio, SMALLEST_LETTERS / TITLE_SIZE))


Where = Callable[[str], Rect | None]
"""Where a card is: on the picture, or as it is shown while it is carried."""

DOTS = 32.0
"""Pixels at 100 % between two dots of the grid that is shown."""

FEWEST = 14.0
"""Pixels of the screen between two dots; closer ones are left away."""


def paint(scene: Scene, painter: QPainter, part: Rect, scale: float) -> Strokes:
    """Fill a part of the map, in map coordinates, as finely as is seen at a scale; yields between two strokes."""
    painter.fillRect(QRectF(part.x, part.y, part.width, part.height), QColor(scene.theme.canvas.paper))
    player.play_groups(painter, _bare(scene.bands_in(part)), part)
    _grid(painter, scene, part, scale)
    yield
    yield from _records(painter, scene, *scene.near(part), part, scale)


def paint_carried(scene: Scene, painter: QPainter, part: Rect, scale: float) -> Strokes:
    """What is carried as one picture, as far as it stood in a part of the map, on nothing; yields as ``paint``."""
    yield from _records(painter, scene, *scene.floating.carried_in(part), part, scale)


def _records(
    painter: QPainter, scene: Scene, cards: list[str], links: list[str], part: Rect, scale: float
) -> Strokes:
    if scale >= _words_on(painter):
        for link in links:
            yield from scene.lead(link, part)
        for group in scene.records_in(part, cards, links):
            player.play_groups(painter, (group,), part)
            yield
    elif scale >= SHAPES:
        for link in links:
            _curve(painter, scene, link, scene.way_of(link, hurried=len(links) > MOST_LED), scale)
            yield
        for few in _fews(cards, 8):
            _shapes(painter, scene, few, scene.spot_of, scale)
            yield
    else:
        for few in _fews(links, 300):
            _lines(painter, scene, few, scene.spot_of, _width(LINE_WIDTH, scale))
            yield
        for few in _fews(cards, 300):
            _boxes(painter, scene, few, scene.spot_of, _width(EDGE_WIDTH, scale))
            yield


def sketch(scene: Scene, painter: QPainter, part: Rect, scale: float) -> None:
    """Stand in for a part of the map that is not painted yet, with lines and boxes if they are not too many."""
    player.play_groups(painter, _bare(scene.bands_in(part)), part)
    if scene.is_ready(until=0.0) and not scene.places.many_near(part, MOST_SKETCHED):
        _sketched(painter, scene, *scene.near(part))


def sketch_carried(scene: Scene, painter: QPainter, part: Rect, scale: float) -> None:
    """Stand in for what is carried."""
    carried = scene.floating.carried
    if carried is not None and not carried.lands and not scene.places.many_near(part, MOST_SKETCHED):
        _sketched(painter, scene, *scene.floating.carried_in(part))


def _sketched(painter: QPainter, scene: Scene, cards: list[str], links: list[str]) -> None:
    """With hairlines and without antialiasing, which are what takes most of the time."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _lines(painter, scene, links, scene.spot_of, HAIR)
    _boxes(painter, scene, cards, scene.spot_of, HAIR)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_floating(painter: QPainter, scene: Scene, seen: Rect, scale: float) -> None:
    """Draw what floats above the picture; very much of it as lines and boxes, so that it keeps up with the hand."""
    cards, links = scene.floating.records()
    if len(links) > MOST_CURVES:
        links = [key for key in links if _may_be_seen(scene, key, seen)]
    if len(cards) + len(links) > MOST_CURVES:
        _lines(painter, scene, links, scene.rect_of, _width(LINE_WIDTH, scale))
        _boxes(painter, scene, cards, scene.rect_of, _width(EDGE_WIDTH, scale))
    elif scale >= _words_on(painter) and len(cards) + len(links) <= MOST_WITH_WORDS:
        player.play_groups(painter, scene.groups_of(cards, links))
    else:
        for link in links:
            _curve(painter, scene, link, scene.floating.way_of(link), scale)
        _shapes(painter, scene, cards, scene.rect_of, scale)


def _words_on(painter: QPainter) -> float:
    """From which scale on what is painted on has words."""
    return words_from(painter.device().devicePixelRatioF())


def _may_be_seen(scene: Scene, key: str, seen: Rect) -> bool:
    """Whether a link to where its cards are shown comes about through a part of the map."""
    link = scene.map.links.get(key)
    source, target = (scene.rect_of(link.source), scene.rect_of(link.target)) if link else (None, None)
    return source is not None and target is not None and source.united(target).touches(seen)


def _fews(keys: list[str], count: int) -> Iterator[list[str]]:
    return (keys[first : first + count] for first in range(0, len(keys), count))


def _bare(bands: list[Group]) -> list[Group]:
    """Bands without their names, which stand at the left of the window wherever that is."""
    return [replace(band, primitives=tuple(each for each in band.primitives if not _is_word(each))) for band in bands]


def _is_word(primitive: Primitive) -> bool:
    return isinstance(primitive, TextRun)


def _grid(painter: QPainter, scene: Scene, part: Rect, scale: float) -> None:
    """Faint dots to see the paper move by."""
    if DOTS * scale < FEWEST:
        return
    pen = QPen(QColor(scene.theme.canvas.grid), 1.5)
    pen.setCosmetic(True)
    painter.setPen(pen)
    columns = range(math.floor(part.x / DOTS), math.ceil(part.right / DOTS) + 1)
    rows = range(math.floor(part.y / DOTS), math.ceil(part.bottom / DOTS) + 1)
    painter.drawPoints(QPolygonF([QPointF(column * DOTS, row * DOTS) for column in columns for row in rows]))


def _curve(painter: QPainter, scene: Scene, key: str, way: Route | None, scale: float) -> None:
    """A link as a bare curve."""
    link = scene.map.links.get(key)
    if link is None or way is None:
        return
    painter.setOpacity(_opacity(scene, key) * _ink(link.kind))
    painter.setPen(QPen(QColor(link_color(link, scene.theme)), _width(LINE_WIDTH, scale)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(*way.start))
    for _start, (x1, y1), (x2, y2), (x3, y3) in way.curves:
        path.cubicTo(x1, y1, x2, y2, x3, y3)
    painter.drawPath(path)
    painter.setOpacity(1.0)


def _shapes(painter: QPainter, scene: Scene, cards: list[str], where: Where, scale: float) -> None:
    """Cards as their outlines with a bar for the words."""
    map, theme = scene.map, scene.theme
    for key in cards:
        spot = where(key)
        if spot is None:
            continue
        element = map.elements[key]
        colors = theme.kinds[element.kind]
        painter.setOpacity(_opacity(scene, key))
        painter.translate(spot.x, spot.y)
        shape = outline(element.kind, spot.width, spot.height)
        if element.kind is ElementKind.FACTOR:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(QPen(QColor(colors.outline), _width(EDGE_WIDTH, scale)))
            painter.setBrush(QColor(colors.body))
        painter.drawPath(player.painter_path(shape.segments))
        words = title_area(element.kind, spot.width, spot.height)
        room = min(words.width, 7.0 * len(element.title))
        left = words.x + (words.width - room) / 2 if element.kind == "factor" else words.x
        painter.setOpacity(_opacity(scene, key) * 0.5)
        painter.fillRect(QRectF(left, words.center[1] - 5, room, 8), QColor(colors.ink))
        if key in scene.severities:
            painter.setOpacity(_opacity(scene, key))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.severities[scene.severities[key]].fill))
            painter.drawEllipse(QPointF(spot.width - 4, 2), 10, 10)
        painter.translate(-spot.x, -spot.y)
    painter.setOpacity(1.0)


def _lines(painter: QPainter, scene: Scene, links: list[str], where: Where, width: float) -> None:
    """Links as straight lines, all of one colour at once."""
    map, theme = scene.map, scene.theme
    lines: dict[tuple[str, float], list[QLineF]] = defaultdict(list)
    for key in links:
        link = map.links.get(key)
        source, target = (where(link.source), where(link.target)) if link else (None, None)
        if link is not None and source is not None and target is not None:
            way = QLineF(*source.center, *target.center)
            lines[link_color(link, theme), _opacity(scene, key) * _ink(link.kind) * 0.7].append(way)
    for (color, opacity), ways in lines.items():
        painter.setOpacity(opacity)
        painter.setPen(QPen(QColor(color), width))
        painter.drawLines(ways)
    painter.setOpacity(1.0)


def _boxes(painter: QPainter, scene: Scene, cards: list[str], where: Where, width: float) -> None:
    """Cards as boxes, all of one colour at once."""
    map, theme = scene.map, scene.theme
    boxes: dict[tuple[str, str, float], list[QRectF]] = defaultdict(list)
    for key in cards:
        spot = where(key)
        if spot is not None:
            colors = theme.kinds[map.elements[key].kind]
            rect = QRectF(spot.x, spot.y, spot.width, spot.height)
            boxes[colors.body, colors.outline, _opacity(scene, key)].append(rect)
    for (body, edge, opacity), rects in boxes.items():
        painter.setOpacity(opacity)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(body))
        painter.drawRects(rects)
    painter.setOpacity(1.0)


def _opacity(scene: Scene, key: str) -> float:
    return DIMMED if scene.is_dimmed(key) else 1.0


def _ink(kind: LinkKind) -> float:
    """How dark a link of a kind is where its dots and dashes run together."""
    return {LinkKind.OWNS: 0.45, LinkKind.REQUIRES: 0.75}.get(kind, 1.0)


def _width(width: float, scale: float) -> float:
    """The width of a line in map pixels, never thinner than can be seen."""
    return max(width, 0.7 / scale)
