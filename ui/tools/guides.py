"""Smart guides in the window: which cards count, and how the lines are drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import product

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from models.records import Placement
from stratmap.drawing.picture import rect_of
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

CELL = 512.0
"""Side of the squares by which cards are found, in pixels at 100 %."""

_TICK = 4.0


def reach(scale: float) -> float:
    """How near something must come to snap, in pixels at 100 %."""
    return min(REACH / scale, MOST_REACH)


class Neighbours:
    """The cards with which something may be brought into line, but for those that move; found by where they are.

    The canvas knows what is near as well, but with the links, and of those a large map has very many everywhere.
    """

    def __init__(self, scene: Scene, moving: Collection[str]) -> None:
        self._cells: dict[tuple[int, int], list[Placement]] = {}
        for id, spot in scene.map.placements_on(scene.sheet).items():
            if id not in moving:
                cell = (int(spot.x // CELL), int(spot.y // CELL))
                self._cells.setdefault(cell, []).append(spot)

    def near(self, rect: Rect, scale: float) -> list[Rect]:
        """The few cards nearest to a rectangle."""
        part = rect.grown(min(AROUND, AROUND / scale))
        found = (spot for cell in self._cells_in(part) for spot in self._cells.get(cell, ()))
        return nearest(rect, (rect_of(spot) for spot in found))

    def _cells_in(self, part: Rect) -> Iterable[tuple[int, int]]:
        """The squares of a part of the sheet; what is moved may span all of it, so never more than hold a card."""
        columns = range(int(part.x // CELL), int(part.right // CELL) + 1)
        rows = range(int(part.y // CELL), int(part.bottom // CELL) + 1)
        if len(columns) * len(rows) > len(self._cells):
            return [cell for cell in self._cells if cell[0] in columns and cell[1] in rows]
        return product(columns, rows)


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
