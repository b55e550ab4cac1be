"""Selecting with a rubber band."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from models.records import Key
from stratmap.drawing.primitives import Rect
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.selection import Selection
from ui.tools.tool import Pointer


@dataclass
class Banding:
    """Selects what a rubber band touches, on top of what was selected when Shift is held."""

    scene: Scene
    selection: Selection
    start: Pointer
    kept: frozenset[Key]
    now: Pointer | None = None

    def move(self, pointer: Pointer) -> None:
        self.now = pointer
        self.selection.set(self.kept | self.scene.places.keys_in(self._rect(pointer)))

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self.now = None

    def cancel(self) -> None:
        self.now = None
        self.selection.set(self.kept)

    def paint(self, painter: QPainter, camera: Camera) -> None:
        if self.now is None:
            return
        rect = self._rect(self.now)
        left, top = camera.to_window(rect.x, rect.y)
        right, bottom = camera.to_window(rect.right, rect.bottom)
        color = QColor(self.scene.theme.canvas.selection)
        painter.setPen(QPen(color, 1))
        color.setAlpha(28)
        painter.setBrush(color)
        painter.drawRect(QRectF(left, top, right - left, bottom - top))

    def _rect(self, pointer: Pointer) -> Rect:
        x, y = min(self.start.x, pointer.x), min(self.start.y, pointer.y)
        return Rect(x, y, abs(pointer.x - self.start.x), abs(pointer.y - self.start.y))
