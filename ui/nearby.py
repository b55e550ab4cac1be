"""Menus and dialogs asked for by keyboard while the map is presented: beside what they are about, in larger print.

The panel that they belong to is away then, and the room looks at the map.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from models.records import Key
from ui.canvas.view import MapView
from ui.style import LARGE

GAP = 16
"""Pixels between what is lit and what opens beside it."""


def beside(about: QRect, size: QSize, room: QRect) -> QPoint:
    """The corner of something of this size that stands beside ``about``: right, left, below or above; in ``room``.

    Where no side has room it stands in the room's last corner, and covers as little as can be.
    """
    down = _within(about.top(), size.height(), room.top(), room.bottom())
    along = _within(about.left(), size.width(), room.left(), room.right())
    places = (
        QPoint(about.right() + GAP, down),
        QPoint(about.left() - GAP - size.width(), down),
        QPoint(along, about.bottom() + GAP),
        QPoint(along, about.top() - GAP - size.height()),
    )
    last = QPoint(room.right() - size.width(), room.bottom() - size.height())
    return next((each for each in places if room.contains(QRect(each, size))), last)


def large(widget: QWidget) -> None:
    """Write in it so large that a room can read it."""
    widget.setStyleSheet(LARGE)


def open_near(dialog: QDialog, view: MapView, keys: Collection[Key]) -> None:
    """Open a dialog; while the map is presented beside these, as far as they are on the sheet."""
    if view.looking.is_presented:
        large(dialog)
        dialog.ensurePolished()
        dialog.adjustSize()
        dialog.move(_place(view, keys, dialog.size()))
    dialog.open()


def popup_near(menu: QMenu, view: MapView, keys: Collection[Key]) -> None:
    """The same for a menu, of a map that is presented."""
    large(menu)
    menu.popup(_place(view, keys, menu.sizeHint()))


def _place(view: MapView, keys: Collection[Key], size: QSize) -> QPoint:
    """A point of the screen."""
    shown = QRect(view.mapToGlobal(QPoint(0, 0)), view.size())
    room = shown.intersected(view.screen().availableGeometry())
    rect = view.scene.rect_around(keys)
    if rect is None:
        return room.center() - QPoint(size.width() // 2, size.height() // 2)
    camera = view.looking.destination
    (left, top), (right, bottom) = camera.to_window(rect.x, rect.y), camera.to_window(rect.right, rect.bottom)
    about = QRect(QPoint(round(left), round(top)), QPoint(round(right), round(bottom)))
    return beside(about.translated(shown.topLeft()), size, room)


def _within(start: int, length: int, first: int, last: int) -> int:
    """Where a length begins that would begin at ``start``, moved as far as is needed to be between these."""
    return max(first, min(start, last - length))
