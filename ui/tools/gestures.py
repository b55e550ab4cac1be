"""What every gesture of the left button can be asked, alive from the press to the release or to Escape.

A gesture previews on the canvas while it lasts and makes one call into ``stratmap.edits`` when it ends. Each family
has a file of its own.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QPainter

from ui.canvas.camera import Camera
from ui.tools.tool import Pointer


class Gesture(Protocol):
    """One press to release."""

    def move(self, pointer: Pointer) -> None: ...

    def release(self, pointer: Pointer) -> None: ...

    def cancel(self) -> None: ...

    def paint(self, painter: QPainter, camera: Camera) -> None: ...
