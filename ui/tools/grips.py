"""What can be taken hold of besides cards and links: corners that resize a card, names and borders of bands."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from ui.canvas.camera import Camera
from ui.tools.gestures import Gesture
from ui.tools.tool import Pointer


class Grips(Protocol):
    """One sort of grips: where the mouse finds one, what a drag of it does, and a double click."""

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | None: ...

    def grasp(self, pointer: Pointer) -> Gesture | None: ...

    def double_click(self, pointer: Pointer) -> bool: ...

    def paint(self, painter: QPainter, camera: Camera) -> None: ...
