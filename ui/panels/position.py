"""Where the selected element stands: causes, effects, loops and figures, each with its formula."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stratmap.analysis.position_report import Overview, PositionReport
from stratmap.drawing.theme import Theme
from stratmap.i18n import _, ngettext
from ui.panels.choice_box import ChoiceBox
from ui.panels.position_list import PositionList
from ui.panels.position_rows import Line, PositionRows
from ui.plain_label import plain_label

STEPS = (1, 2, 3, 4, 5, 6)


class PositionPanel(QWidget):
    """The position of one element, or of all when none is selected."""

    steps_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("panel-body")
        self.rows = PositionRows()
        self.summary = plain_label(_("Select a card, and where it stands will be said here."), "summary", wraps=True)
        self.steps = ChoiceBox()
        self.steps.setAccessibleName(_("How far causes and effects are followed"))
        self.steps.setToolTip(_("How far causes and effects are followed"))
        self.steps.offer([(n, ngettext("{n} step", "{n} steps", n).format(n=n)) for n in STEPS])
        self.steps.show_value(self.rows.steps)
        self.steps.chosen.connect(self._choose_steps)
        self.list = PositionList(theme, self)
        self.list.folded.connect(self._fold)
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 12, 6)
        top.addWidget(self.summary, 1)
        top.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)

    def wear(self, theme: Theme) -> None:
        """Show the same in another theme."""
        self.list.drawn.theme = theme
        self.list.viewport().update()

    def show_position(self, shown: PositionReport | Overview) -> None:
        """Show where an element stands, or what stands out in the map."""
        self.rows.show(shown)
        if isinstance(shown, PositionReport):
            self.summary.setText(shown.sentence)
        elif shown.standing.influences.elements:
            self.summary.setText(_("What stands out in the map. Select a card to see where it stands."))
        else:
            self.summary.setText(_("Nothing influences anything yet. Draw what supports or hurts what."))
        self.steps.setVisible(isinstance(shown, PositionReport))
        self.list.show_lines(self.rows.lines())

    def mark_stale(self) -> None:
        """Say that a newer answer is on its way."""
        self.summary.setText(_("Working it out …"))

    def _fold(self, line: Line) -> None:
        self.rows.toggle(line)
        self.list.show_lines(self.rows.lines())

    def _choose_steps(self, steps: int) -> None:
        self.rows.steps = steps
        self.list.show_lines(self.rows.lines())
        self.steps_chosen.emit(steps)
