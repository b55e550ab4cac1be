"""What the findings and the loops have in common: a line that sums up, and sentences of which one may be chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.strategy_map import StrategyMap
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
        self.map: StrategyMap | None = None
        self._things: dict[str, object] = {}
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

    def show_things(self, map: StrategyMap, things: dict[str, object], summary: str) -> None:
        """Show what was found in a map, by the keys it is known by."""
        self.map = map
        self._things = things
        self.summary.setText(summary)
        self._fill()
        if self._chosen is not None and self._chosen not in things:
            self._chosen = None
            self.chosen.emit(None)

    def row_of(self, thing: object, map: StrategyMap) -> Row:
        """The sentence about one thing; each panel has its own."""
        raise TypeError(thing)

    def _fill(self) -> None:
        if self.map is not None:
            map, keys = self.map, list(self._things)
            rows = [self.row_of(thing, map) for thing in self._things.values()]
            self.list.show_rows(rows, self.theme, keys.index(self._chosen) if self._chosen in self._things else -1)

    def _choose(self, number: int) -> None:
        self._chosen = list(self._things)[number] if number >= 0 else None
        self.chosen.emit(self._things[self._chosen] if self._chosen is not None else None)
