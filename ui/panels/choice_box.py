"""A drop-down list of values with names. Qt would turn our text enums into plain text, so the values stay here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox


class ChoiceBox(QComboBox):
    """Offers values by their names; ``chosen`` tells the value a person picked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
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

    @property
    def value(self) -> Any:
        """The value shown, or None."""
        number = self.currentIndex()
        return self._values[number] if number >= 0 else None
