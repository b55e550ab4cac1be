"""The one way to make a label: words stand in it as they are, and are never taken for markup.

Qt guesses otherwise, and would open files and shares that a title names.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(words: str = "", style: str = "", *, wraps: bool = False) -> QLabel:
    """A label of these words; ``style`` is a name of the style sheet, ``wraps`` breaks them into lines."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(style)
    label.setWordWrap(wraps)
    return label
