"""The tabs beside the map: what the analysis found, the loops, the position, the outline and the history."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from stratmap.i18n import _
from ui.guard import guard
from ui.panels.findings import FindingsPanel
from ui.panels.history import HistoryPanel
from ui.panels.loops import LoopsPanel
from ui.panels.outline import Outline
from ui.panels.position import PositionPanel

MOST_COUNTED = 999
"""The largest number a tab says; a longer one pushes the last tabs out of a small window."""


class SideTabs(QTabWidget):
    """Holds the panels, one of them in front, and says on the tabs how much there is."""

    def __init__(
        self,
        findings: FindingsPanel,
        loops: LoopsPanel,
        position: PositionPanel,
        outline: Outline,
        history: HistoryPanel,
    ) -> None:
        super().__init__()
        self._findings = findings
        self._loops = loops
        self._position = position
        self._outline = outline
        self._history = history
        self._counting: dict[int, tuple[str, str]] = {}
        """The tabs that count: their names without and with the count."""
        self.setDocumentMode(True)
        self.addTab(findings, _("Findings"))
        self.addTab(loops, _("Loops"))
        self.addTab(position, _("Position"))
        self.addTab(outline, _("Outline"))
        self.addTab(history, _("History"))
        self.setObjectName("side-tabs")

    def count_findings(self, count: int) -> None:
        """Say how many findings there are."""
        words = _("Findings ({count})").format(count=_counted(count)) if count else _("Findings")
        self._count(self._findings, _("Findings"), words)

    def count_loops(self, count: int, *, complete: bool) -> None:
        """Say how many feedback loops there are; there are more where the search was not ``complete``."""
        words = _("Loops ({count})").format(count=_counted(count, complete=complete)) if count else _("Loops")
        self._count(self._loops, _("Loops"), words)

    def _count(self, panel: QWidget, name: str, words: str) -> None:
        number = self.indexOf(panel)
        self._counting[number] = (name, words)
        self.setTabToolTip(number, words if words != name else "")
        self.fit()

    def fit(self) -> None:
        """Say the counts where all tabs have room with them, else leave them away: the tips say them."""
        for number, (_name, words) in self._counting.items():
            self.setTabText(number, words)
        if self.tabBar().sizeHint().width() > self.width():
            for number, (name, _words) in self._counting.items():
                self.setTabText(number, name)

    def show_findings(self) -> None:
        """Put the keyboard into the findings."""
        self._show(self._findings, self._findings.list)

    def show_loops(self) -> None:
        """Put the keyboard into the feedback loops."""
        self._show(self._loops, self._loops.list)

    def show_position(self) -> None:
        """Put the keyboard into the position of what is selected."""
        self._show(self._position, self._position.list)

    def show_outline(self) -> None:
        """Put the keyboard into the outline."""
        self._show(self._outline, self._outline.view)

    def show_history(self) -> None:
        """Put the keyboard into the history."""
        self._show(self._history, self._history.list)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _show(self, panel: QWidget, keyboard: QWidget) -> None:
        self.setCurrentWidget(panel)
        keyboard.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _counted(count: int, *, complete: bool = True) -> str:
    """A number as a tab has room for it; "+" says that there are more."""
    return f"{min(count, MOST_COUNTED)}{'' if complete and count <= MOST_COUNTED else '+'}"
