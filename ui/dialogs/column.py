"""How our dialogs begin: a title, a column with room around it, and an end when they are closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from ui.on_screen import fitting


def column_of(dialog: QDialog, title: str, width: int, height: int = 0) -> QVBoxLayout:
    """Give a new dialog its title and its least size in pixels; the column its parts are put in.

    On a small screen the least size is what that has room for.
    """
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinimumSize(fitting(dialog, width, height))
    column = QVBoxLayout(dialog)
    column.setContentsMargins(18, 16, 18, 16)
    column.setSpacing(10)
    return column
