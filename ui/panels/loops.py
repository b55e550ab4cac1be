"""The feedback loops, the shortest first: choosing one lights it on the map."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.strategy_map import StrategyMap
from stratmap.analysis.loops import Loop, LoopReport
from stratmap.drawing.marks import loop_mark
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.panels.sentence_list import Row, SentenceList

LOOP_MARK_SIZE = 36.0

MOST_SHOWN = 500
"""Loops in the list; beyond that nobody reads on, and the summary tells how many there are."""


class LoopsPanel(QWidget):
    """Reinforcing, balancing and undetermined loops, with an honest count."""

    chosen = Signal(object)
    """A ``Loop``, or None when none is chosen any more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("panel-body")
        self._theme = theme
        self._map: StrategyMap | None = None
        self._loops: tuple[Loop, ...] = ()
        self._chosen: tuple[str, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.summary = QLabel(_("No feedback loops yet. Link causes in a circle, and the loop will be named here."))
        self.summary.setObjectName("summary")
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.summary)
        self.list = SentenceList(self)
        self.list.setAccessibleName(_("Feedback loops"))
        self.list.chosen.connect(self._choose)
        column.addWidget(self.list, 1)

    @property
    def sentences(self) -> list[str]:
        """The sentences shown, the shortest loop first."""
        return self.list.texts

    def wear(self, theme: Theme) -> None:
        """Show the same in another theme."""
        self._theme = theme
        self._fill()

    def show_loops(self, map: StrategyMap, report: LoopReport, summary: str) -> None:
        """Show the loops of a map; the one that was chosen stays chosen."""
        self._map = map
        self._loops = report.loops[:MOST_SHOWN]
        self.summary.setText(summary)
        self._fill()
        if self._chosen is not None and not any(loop.links == self._chosen for loop in self._loops):
            self._chosen = None
            self.chosen.emit(None)

    def clear_choice(self) -> None:
        """Choose none."""
        self.list.choose(-1)

    def _fill(self) -> None:
        if self._map is None:
            return
        from stratmap.analysis.wording import loop_headline, loop_reason

        rows = [
            Row(
                tuple(loop_mark(loop.polarity, 0, 0, self._theme)),
                LOOP_MARK_SIZE,
                loop_headline(loop, self._map),
                loop_reason(loop),
            )
            for loop in self._loops
        ]
        keys = [loop.links for loop in self._loops]
        self.list.show_rows(rows, self._theme, keys.index(self._chosen) if self._chosen in keys else -1)

    def _choose(self, number: int) -> None:
        loop = self._loops[number] if number >= 0 else None
        self._chosen = loop.links if loop else None
        self.chosen.emit(loop)
