"""What the findings and the loops have in common: a line that sums up, and sentences of which one may be chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from stratmap.drawing.theme import Theme
from ui.panels.sentence_list import Row, SentenceList


class SentencePanel(QWidget):
    """Shows sentences about a map. What was chosen stays chosen when new ones come, as long as it is among them."""

    chosen = Signal(object)
    """What the chosen sentence is about, or None when none is chosen any more."""

    def __init__(self, theme: Theme, name: str, empty: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("panel-body")
        self.theme = theme
        self._things: Mapping[str, object] = {}
        self._keys: list[str] = []
        self._chosen: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.summary = QLabel(empty)
        self.summary.setObjectName("summary")
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.summary)
        self.list = SentenceList(self)
        self.list.setAccessibleName(name)
        self.list.chosen.connect(self._choose)
        column.addWidget(self.list, 1)

    @property
    def sentences(self) -> list[str]:
        """The sentences shown, in their order."""
        return self.list.texts

    def wear(self, theme: Theme) -> None:
        """Show the same in another theme."""
        self.theme = theme
        self._fill()

    def clear_choice(self) -> None:
        """Choose none."""
        self.list.choose(-1)

    def show_things(self, things: Mapping[str, object], summary: str) -> None:
        """Show what was found, by the keys it is known by."""
        self._things = things
        self._keys = list(things)
        self.summary.setText(summary)
        self._fill()
        if self._chosen is not None and self._chosen not in things:
            self._chosen = None
            self.chosen.emit(None)

    def row_of(self, thing: object) -> Row:
        """The sentence about one thing, made when it comes into view; each panel has its own."""
        raise TypeError(thing)

    def _fill(self) -> None:
        chosen = self._chosen if self._chosen in self._things else None
        current = -1 if chosen is None else self._keys.index(chosen)
        self.list.show_rows(len(self._keys), self._row, self.theme, current)

    def _row(self, number: int) -> Row:
        return self.row_of(self._things[self._keys[number]])

    def _choose(self, number: int) -> None:
        self._chosen = self._keys[number] if number >= 0 else None
        self.chosen.emit(self._things[self._chosen] if self._chosen is not None else None)
