"""The grips of the one selected link: its ends lead it elsewhere, its middle bends it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.kinds import Polarity
from stratmap.document import Document
from stratmap.drawing.primitives import Point
from stratmap.drawing.routes import SIGN_DISTANCE, Route
from stratmap.edits import bends
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.notice import Say
from ui.selection import Selection
from ui.tools.bending import Bending
from ui.tools.gestures import Gesture
from ui.tools.reconnecting import Reconnecting
from ui.tools.tool import Pointer

HIT = 9.0
"""Window pixels round the middle of a grip within which it is hit."""

AWAY = 21.0
"""Window pixels along the link from its ends to their grips: nearer the card, a drag makes another link.

On a link that is short in the window, they are a fifth of it away.
"""

LEAST_LENGTH = 45.0
"""Window pixels of the shortest link whose grips can be told apart."""

SIGN_ROOM = 12.0
"""Pixels at 100 % from the middle of an influence's sign to where it does not show any more."""

END, MIDDLE = 5.5, 4.5
"""Radius of the dots in window pixels."""

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
        colors = self._scene.theme.canvas
        painter.setPen(QPen(QColor(colors.selection), 2))
        for part, point in self._points(camera.scale).items():
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

    def _points(self, scale: float) -> dict[Part, Point]:
        """Where the grips are; none where the link is too short to tell them apart."""
        held = self._held()
        if held is None:
            return {}
        link, way = self._document.map.links[held[0]], held[1]
        length = sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(way.points))
        if length * scale < LEAST_LENGTH:
            return {}
        start = end = min(AWAY / scale, length / 5)
        if link.polarity is not Polarity.UNKNOWN:
            end = min(max(end, SIGN_DISTANCE + SIGN_ROOM + END / scale), length / 3)
        return {
            "start": _along(way.points, start),
            "middle": way.middle,
            "end": _along(way.points[::-1], end),
        }

    def _part(self, pointer: Pointer) -> Part | None:
        """The grip the mouse is on: of several the nearest."""
        points = self._points(pointer.scale)
        near = {part: hypot(x - pointer.x, y - pointer.y) * pointer.scale for part, (x, y) in points.items()}
        part = min(near, key=lambda each: near[each], default=None)
        return part if part is not None and near[part] <= HIT else None


def _along(points: Sequence[Point], distance: float) -> Point:
    """The point so far along a line."""
    for (ax, ay), (bx, by) in pairwise(points):
        length = hypot(bx - ax, by - ay)
        if distance <= length and length:
            share = distance / length
            return (ax + (bx - ax) * share, ay + (by - ay) * share)
        distance -= length
    return points[-1]
