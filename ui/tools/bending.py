"""Bending a link by dragging it, and straightening it again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter

from models.change import Change
from models.strategy_map import StrategyMap
from stratmap.drawing.primitives import Point
from stratmap.edits import bends
from ui.canvas.camera import Camera
from ui.tools.previewing import Previewing
from ui.tools.tool import Pointer


@dataclass
class Bending(Previewing):
    """Pulls the middle of a link along with the mouse. ``middle`` is where it was when it was taken hold of."""

    link: str
    start: Pointer
    middle: Point

    def move(self, pointer: Pointer) -> None:
        self.preview(self._wanted(self._base, pointer))

    def release(self, pointer: Pointer) -> None:
        self.cancel()
        if self.link in self.document.map.links:
            self.make(self._wanted(self.document.map, pointer))

    def paint(self, painter: QPainter, camera: Camera) -> None:
        return

    def _wanted(self, map: StrategyMap, pointer: Pointer) -> Change:
        """With Shift the link is bent straight across or straight along the sheet."""
        dx, dy = pointer.x - self.start.x, pointer.y - self.start.y
        if pointer.shift:
            dx, dy = (dx, 0.0) if abs(dx) > abs(dy) else (0.0, dy)
        x, y = bends.middle_of(self._base, self.scene.sheet, self.link) or self.middle
        return bends.bent(map, self.scene.sheet, self.link, self.middle[0] + dx - x, self.middle[1] + dy - y)
