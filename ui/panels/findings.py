"""The findings as sentences: choosing one lights what it is about on the map."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Finding
from stratmap.drawing.marks import BADGE_SIZE, badge
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.panels.sentence_list import Row, SentenceList


class FindingsPanel(QWidget):
    """What does not hang together, the worst first; or the word that nothing was found, and what was checked."""

    chosen = Signal(object)
    """A ``Finding``, or None when none is chosen any more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("panel-body")
        self._theme = theme
        self._map: StrategyMap | None = None
        self._findings: tuple[Finding, ...] = ()
        self._chosen: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.summary = QLabel(_("Draw something, and what does not hang together will be said here."))
        self.summary.setObjectName("summary")
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.summary)
        self.list = SentenceList(self)
        self.list.setAccessibleName(_("Findings"))
        self.list.chosen.connect(self._choose)
        column.addWidget(self.list, 1)

    @property
    def sentences(self) -> list[str]:
        """The sentences shown, the worst first."""
        return self.list.texts

    def wear(self, theme: Theme) -> None:
        """Show the same in another theme."""
        self._theme = theme
        self._fill()

    def show_findings(self, map: StrategyMap, findings: tuple[Finding, ...], summary: str) -> None:
        """Show the findings of a map; the one that was chosen stays chosen."""
        self._map = map
        self._findings = findings
        self.summary.setText(summary)
        self._fill()
        if self._chosen is not None and not any(finding.key == self._chosen for finding in findings):
            self._chosen = None
            self.chosen.emit(None)

    def mark_stale(self) -> None:
        """Say that a newer answer is on its way."""
        if self._findings:
            self.summary.setText(_("Checking again …"))

    def clear_choice(self) -> None:
        """Choose none."""
        self.list.choose(-1)

    def _fill(self) -> None:
        if self._map is None:
            return
        from stratmap.analysis.wording import advice, sentence

        rows = [
            Row(
                tuple(badge(finding.severity, 0, 0, self._theme)),
                BADGE_SIZE + 4,
                sentence(finding, self._map),
                advice(finding, self._map),
            )
            for finding in self._findings
        ]
        keys = [finding.key for finding in self._findings]
        self.list.show_rows(rows, self._theme, keys.index(self._chosen) if self._chosen in keys else -1)

    def _choose(self, number: int) -> None:
        finding = self._findings[number] if number >= 0 else None
        self._chosen = finding.key if finding else None
        self.chosen.emit(finding)
