"""The grips of the one selected link: its ends lead it elsewhere, its middle bends it."""

from __future__ import annotations

from math import hypot
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from stratmap.document import Document
from stratmap.drawing.primitives import Point
from stratmap.drawing.routes import Route
from stratmap.edits import bends
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.selection import Selection
from ui.tools.bending import Bending
from ui.tools.gestures import Gesture, Say
from ui.tools.reconnecting import Reconnecting
from ui.tools.tool import Pointer

HIT = 12.0
"""Window pixels round the middle of a grip within which it is hit."""

END, MIDDLE = 5.5, 4.5
"""Radius of the dots in window pixels."""

LEAST_SEEN = 48.0
"""Window pixels of a link's length below which it shows no grips: there is no room to tell them apart."""

Part = Literal["start", "middle", "end"]


class LinkGrips:
    """Three dots along the one link that is selected, and nothing else."""

    def __init__(self, document: Document, scene: Scene, selection: Selection, say: Say) -> None:
        self._document = document
        self._scene = scene
        self._selection = selection
        self._say = say

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | None:
        part = self._part(pointer)
        if part is None:
            return None
        return Qt.CursorShape.SizeAllCursor if part == "middle" else Qt.CursorShape.CrossCursor

    def grasp(self, pointer: Pointer) -> Gesture | None:
        part, held = self._part(pointer), self._held()
        if part is None or held is None:
            return None
        link, way = held
        if part == "middle":
            return Bending(self._document, self._scene, self._say, link, pointer, way.middle)
        return Reconnecting(self._document, self._scene, self._selection, self._say, link, part == "start")

    def double_click(self, pointer: Pointer) -> bool:
        """A double click on the middle has the link run by itself again."""
        held = self._held()
        if held is None or self._part(pointer) != "middle":
            return False
        bends.straighten(self._document, self._scene.sheet, [held[0]])
        return True

    def paint(self, painter: QPainter, camera: Camera) -> None:
        held = self._held()
        if held is None or _length(held[1]) * camera.scale < LEAST_SEEN:
            return
        colors = self._scene.theme.canvas
        painter.setPen(QPen(QColor(colors.selection), 2))
        for part, point in _points(held[1]).items():
            painter.setBrush(QColor(colors.selection if part == "middle" else colors.paper))
            radius = MIDDLE if part == "middle" else END
            painter.drawEllipse(QPointF(*camera.to_window(*point)), radius, radius)

    def _held(self) -> tuple[str, Route] | None:
        """The one link that is selected, and its way."""
        if len(self._selection.keys) != 1:
            return None
        (key,) = self._selection.keys
        way = self._scene.route_of(key) if key in self._document.map.links else None
        return (key, way) if way is not None else None

    def _part(self, pointer: Pointer) -> Part | None:
        """The grip the mouse is on: of several the nearest."""
        held = self._held()
        if held is None or _length(held[1]) * pointer.scale < LEAST_SEEN:
            return None
        near = {part: hypot(x - pointer.x, y - pointer.y) for part, (x, y) in _points(held[1]).items()}
        part = min(near, key=lambda each: near[each])
        return part if near[part] * pointer.scale <= HIT else None


def _points(way: Route) -> dict[Part, Point]:
    return {"start": way.start, "middle": way.middle, "end": way.end}


def _length(way: Route) -> float:
    """About how long the way is: from its start over its middle to its end."""
    (ax, ay), (bx, by), (cx, cy) = way.start, way.middle, way.end
    return hypot(bx - ax, by - ay) + hypot(cx - bx, cy - by)
