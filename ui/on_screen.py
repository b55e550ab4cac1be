"""How large a window may be on the screen it comes up on: a projector at twice the size has few pixels of its own."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 40)
"""Pixels that the borders and the title bar of a window take at most, which the system draws round it."""

LEAST = QSize(720, 400)
"""Pixels from which on the window with a map in it can be worked in."""


def room_on_screen(widget: QWidget) -> QRect:
    """Where what is in a window can be on its screen: beside the system's bars, inside the window's own frame."""
    free = widget.screen().availableGeometry()
    borders = FRAME.width() // 2
    return free.adjusted(borders, FRAME.height() - borders, -borders, -borders)


def fitting(widget: QWidget, width: int, height: int) -> QSize:
    """The size asked for, or as much of it as the screen has room for."""
    return QSize(width, height).boundedTo(room_on_screen(widget).size())


def moved_in(rect: QRect, room: QRect) -> QRect:
    """A place for a window: as near to the one asked for as it lies wholly in a room, and no larger than that."""
    size = rect.size().boundedTo(room.size())
    x = min(max(rect.x(), room.x()), room.x() + room.width() - size.width())
    y = min(max(rect.y(), room.y()), room.y() + room.height() - size.height())
    return QRect(x, y, size.width(), size.height())


def place_over(window: QWidget, parent: QWidget | None, width: int, height: int) -> None:
    """Have a new window come up over the middle of its parent, wholly on the screen: its size asked for in pixels."""
    rect = QRect(0, 0, width, height)
    rect.moveCenter((parent.window().geometry() if parent is not None else room_on_screen(window)).center())
    window.setGeometry(moved_in(rect, room_on_screen(window)))
