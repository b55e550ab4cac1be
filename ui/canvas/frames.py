"""Frames round what is selected, in window coordinates: with care for some, plainly for very many.

Where very many cards are is worked out once and kept until the selection or the map becomes another, so that a frame
of the screen costs only drawing them.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from models.records import Key
from models.strategy_map import StrategyMap
from stratmap.drawing.picture import DIMMED
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import corner_marks
from ui.canvas import player
from ui.canvas.camera import Camera
from ui.canvas.levels import words_from
from ui.canvas.scene import Scene

MOST_HALOS = 150
"""Selected cards and links in view that are shown with all care in a frame."""

MOST_LOOKED_AT = 900
"""Cards and links about the view among which the selected ones are looked for in a frame."""

END_SIZE = 8.0
"""Window pixels of the squares at the ends of a selected link where something is lit."""


class Frames:
    """Draws the selection over the map."""

    def __init__(self) -> None:
        self._many = _Many()

    def paint(self, painter: QPainter, camera: Camera, scene: Scene, keys: frozenset[Key]) -> None:
        """Frames round selected cards and a halo along selected links; of very many in view plain frames only."""
        window = painter.viewport()
        seen = camera.seen(window.width(), window.height())
        some = keys if len(keys) <= MOST_HALOS else _in_view(scene, keys, seen)
        if some is not None and len(some) <= MOST_HALOS:
            _with_care(painter, camera, scene, some, seen)
        else:
            self._many.paint(painter, camera, scene, keys)


class _Many:
    """The boxes of very many cards, those that stay and those that are carried, and what they were worked out for."""

    def __init__(self) -> None:
        self._keys: frozenset[Key] = frozenset()
        self._map: StrategyMap | None = None
        self._sheet = ""
        self._carried: frozenset[Key] = frozenset()
        self._staying: list[QRectF] = []
        self._moving: list[QRectF] = []

    def paint(self, painter: QPainter, camera: Camera, scene: Scene, keys: frozenset[Key]) -> None:
        under_way = scene.floating.carried
        carried = under_way.cards if under_way is not None else frozenset()
        if not self._is_of(scene, keys, carried):
            self._keys, self._map, self._sheet, self._carried = keys, scene.map, scene.sheet, carried
            self._staying, self._moving = _boxes(scene, keys - carried), _boxes(scene, keys & carried)
        color = QColor(scene.theme.canvas.selection)
        pen = QPen(color, 1)
        pen.setCosmetic(True)
        color.setAlpha(60)
        with player.saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(pen)
            painter.setBrush(color)
            painter.scale(camera.scale, camera.scale)
            painter.translate(-camera.x, -camera.y)
            painter.drawRects(self._staying)
            if under_way is not None and not under_way.lands:
                painter.translate(under_way.dx, under_way.dy)
            painter.drawRects(self._moving)

    def _is_of(self, scene: Scene, keys: frozenset[Key], carried: frozenset[Key]) -> bool:
        same = self._keys is keys and self._map is scene.map and self._sheet == scene.sheet
        return same and (self._carried is carried or self._carried == carried)


def _boxes(scene: Scene, keys: frozenset[Key]) -> list[QRectF]:
    spots = scene.map.placements_on(scene.sheet)
    return [QRectF(at.x, at.y, at.width, at.height) for key in keys if (at := spots.get(key)) is not None]


def _in_view(scene: Scene, keys: frozenset[Key], seen: Rect) -> frozenset[Key] | None:
    """The selected among the cards and links that may be seen; None where that would take long to find out."""
    if scene.places.many_near(seen, MOST_LOOKED_AT) or not scene.is_ready(until=0.0):
        return None
    cards, links = scene.near(seen)
    carried = scene.floating.carried
    return keys.intersection((*cards, *links, *(carried.cards if carried is not None else ())))


def _with_care(painter: QPainter, camera: Camera, scene: Scene, keys: frozenset[Key], seen: Rect) -> None:
    color = QColor(scene.theme.canvas.selection)
    rects = {key: rect for key in keys if (rect := scene.rect_of(key)) is not None}
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for key, rect in rects.items():
        if rect.grown(8).touches(seen):
            painter.setPen(QPen(color, 2))
            painter.drawRoundedRect(_framed(camera, rect), 8, 8)
            marks(painter, camera, scene, key, rect)
    halo = QColor(color)
    halo.setAlpha(90)
    for key in keys - rects.keys():
        if scene.lit is not None:
            _ends(painter, camera, scene, key)
            continue
        painter.setPen(QPen(halo, 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(*camera.to_window(*point)) for point in scene.line_of(key)]))
        with player.saved(painter):
            painter.scale(camera.scale, camera.scale)
            painter.translate(-camera.x, -camera.y)
            player.play_groups(painter, scene.groups_of((), (key,)))


def marks(painter: QPainter, camera: Camera, scene: Scene, key: Key, rect: Rect) -> None:
    """The badge and the pin of a card once more: on its corners frame and grips were drawn over them.

    On a small map they are so small that nothing of the kind reaches them.
    """
    element, spot = scene.map.elements.get(key), scene.map.placement(scene.sheet, key)
    if element is None or spot is None or camera.scale < words_from(painter.device().devicePixelRatioF()):
        return
    severity, size = scene.severities.get(key), (rect.width, rect.height)
    with player.saved(painter):
        painter.scale(camera.scale, camera.scale)
        painter.translate(rect.x - camera.x, rect.y - camera.y)
        painter.setOpacity(DIMMED if scene.is_dimmed(key) else 1.0)
        player.play(painter, corner_marks(element.kind, *size, scene.theme, severity, pinned=spot.pinned))


def _ends(painter: QPainter, camera: Camera, scene: Scene, link: Key) -> None:
    """A square at either end of a selected link: where something is lit, a broad line means a way or a step."""
    painter.setPen(QPen(QColor(scene.theme.canvas.selection), 2))
    painter.setBrush(QColor(scene.theme.canvas.paper))
    for point in scene.line_of(link)[:: max(len(scene.line_of(link)) - 1, 1)]:
        x, y = camera.to_window(*point)
        painter.drawRect(QRectF(x - END_SIZE / 2, y - END_SIZE / 2, END_SIZE, END_SIZE))


def _framed(camera: Camera, rect: Rect) -> QRectF:
    left, top = camera.to_window(rect.x, rect.y)
    frame = QRectF(left, top, rect.width * camera.scale, rect.height * camera.scale)
    return frame.adjusted(-4, -4, 4, 4)
