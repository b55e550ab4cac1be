"""A drop-down list of values with names. Qt would turn our text enums into plain text, so the values stay here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox

from ui.guard import guard

MOST = 20
"""Choices that are seen without scrolling, where the screen has room for them."""


class ChoiceBox(QComboBox):
    """Offers values by their names; ``chosen`` tells the value a person picked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(MOST)
        self._values: list[Any] = []
        self.activated.connect(lambda number: self.chosen.emit(self._values[number]))

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these values with their names, in place of those before."""
        self.clear()
        self._values = [value for value, _name in choices]
        self.addItems([name for _value, name in choices])

    def show_value(self, value: Any) -> None:
        """Show a value; one that is not offered shows nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    @guard
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            color = self.palette().color(QPalette.ColorRole.PlaceholderText)
            painter.setPen(
                QPen(color, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            x, y = self.width() - 15.0, self.height() / 2
            painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        finally:
            painter.end()

    @property
    def value(self) -> Any:
        """The value shown, or None."""
        number = self.currentIndex()
        return self._values[number] if number >= 0 else None
