"""Smart guides in the window: which cards count, and how the lines are drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from stratmap.drawing.primitives import Rect
from stratmap.drawing.theme import Theme
from stratmap.guides import Guide, nearest
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene

REACH = 5.0
"""Window pixels within which something snaps into line."""

MOST_REACH = 16.0
"""Pixels at 100 % of the same, however far away the map is looked at from."""

AROUND = 800.0
"""Pixels at 100 % around what is moved within which cards count, and as many of the window at most."""

_TICK = 4.0


def reach(scale: float) -> float:
    """How near something must come to snap, in pixels at 100 %."""
    return min(REACH / scale, MOST_REACH)


def cards_around(scene: Scene, rect: Rect, scale: float, moving: Collection[str]) -> list[Rect]:
    """The cards near a rectangle with which it may be brought into line, but for those that move."""
    cards, _links = scene.near(rect.grown(min(AROUND, AROUND / scale)))
    return nearest(rect, (there for key in cards if key not in moving and (there := scene.rect_of(key)) is not None))


def paint(painter: QPainter, camera: Camera, theme: Theme, lines: Sequence[Guide]) -> None:
    """Draw guides; a gap has a tick at both its ends."""
    painter.setPen(QPen(QColor(theme.canvas.guide), 1.2))
    for line in lines:
        start, end = QPointF(*camera.to_window(*line.start)), QPointF(*camera.to_window(*line.end))
        painter.drawLine(start, end)
        if line.is_gap:
            upright = abs(end.y() - start.y()) > abs(end.x() - start.x())
            tick = QPointF(_TICK, 0) if upright else QPointF(0, _TICK)
            for point in (start, end):
                painter.drawLine(point - tick, point + tick)
