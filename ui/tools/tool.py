"""What every tool can be asked: the view hands it the mouse, in map and window coordinates."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from stratmap.drawing.primitives import Point
from ui.canvas.camera import Camera


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the mouse is: on the map, in the window, and with which keys held."""

    x: float
    y: float
    window: Point
    scale: float = 1.0
    shift: bool = False
    control: bool = False


class Tool:
    """A tool that does nothing; the others replace what they need."""

    cursor = Qt.CursorShape.ArrowCursor

    @property
    def goes_on(self) -> bool:
        """Whether what is dragged may go beyond what is seen: at the edge the paper moves on then."""
        return False

    def press(self, pointer: Pointer) -> None:
        """The left button went down."""

    def move(self, pointer: Pointer) -> None:
        """The mouse moved with the left button down."""

    def hover(self, pointer: Pointer) -> None:
        """The mouse moved with no button down."""

    def leave(self) -> None:
        """The mouse left the map."""

    def release(self, pointer: Pointer) -> None:
        """The left button came up."""

    def double_click(self, pointer: Pointer) -> None:
        """The left button was double-clicked."""

    def cancel(self) -> bool:
        """Drop the gesture under way, leaving no trace; whether there was one."""
        return False

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """Draw what the gesture under way shows, in window coordinates."""
