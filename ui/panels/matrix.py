"""The matrix of the map: what is wanted at the top, the grid, and what its marks mean below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from stratmap.analysis.matrix import Rows
from stratmap.analysis.matrix_table import MatrixTable, Order, Wanted, summary_words
from stratmap.drawing.matrix_picture import matrix_legend, missing_words
from stratmap.drawing.primitives import Group
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.canvas import player
from ui.guard import guard
from ui.panels.choice_box import ChoiceBox
from ui.panels.matrix_grid import MatrixGrid
from ui.panels.matrix_model import MatrixModel
from ui.panels.wrapped_row import WrappedRow
from ui.plain_label import plain_label

_EDGE = 14

LOW = 330
"""Pixels of height below which the grid needs the room of what its marks mean; the tip of each says it."""


class _Legend(QWidget):
    """What the marks mean, as the printed page says it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.rows = Rows.INITIATIVES
        self.setAccessibleName(_("What the marks mean"))

    def show_rows(self, rows: Rows) -> None:
        """Say what the marks mean in a matrix with such rows."""
        self.rows = rows
        self.fit()

    def groups(self) -> tuple[list[Group], float]:
        """What is drawn, and how high that is in this width."""
        return matrix_legend(self.rows, self.theme, max(self.width() - 2 * _EDGE, 100))

    def fit(self) -> None:
        """Be as high as the marks take in this width."""
        _groups, high = self.groups()
        if self.minimumHeight() != round(high) + 8:
            self.setFixedHeight(round(high) + 8)
        self.update()

    @guard
    def paintEvent(self, event: QPaintEvent) -> None:
        groups, _high = self.groups()
        painter = QPainter(self)
        try:
            painter.translate(_EDGE, 4)
            player.play_groups(painter, groups)
        finally:
            painter.end()

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class MatrixPanel(QWidget):
    """Stands in the place of the paper. It says what somebody wants; what becomes of it is decided elsewhere."""

    wanted_changed = Signal()
    """Other rows or another order are wanted."""
    export_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("panel-body")
        self.model = MatrixModel(self)
        self.grid = MatrixGrid(self.model, theme)
        self.rows = ChoiceBox()
        self.rows.setAccessibleName(_("What stands in the rows"))
        self.rows.offer([(Rows.INITIATIVES, _("Initiatives")), (Rows.DEPARTMENTS, _("Departments"))])
        self.rows.show_value(Rows.INITIATIVES)
        self.order = ChoiceBox()
        self.order.setAccessibleName(_("Sort by"))
        self.order.offer([(Order.PERSPECTIVE, _("By perspective")), (Order.TITLE, _("By title"))])
        self.order.show_value(Order.PERSPECTIVE)
        self.ended = QCheckBox(_("With done and dropped"))
        self.export = QPushButton(_("Export …"))
        self.export.setToolTip(_("Write the matrix as a page, a picture or a table"))
        self.back = QPushButton(_("Back to the map"))
        self.back.setToolTip(_("Back to the map (Esc)"))
        self.summary = plain_label("", "summary", wraps=True)
        self.empty = plain_label("", "muted", wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(40)
        self.legend = _Legend(theme)
        self.legend.setToolTip(
            _("The net effect: the signs along each path of up to six links, multiplied; both where paths disagree.")
        )
        self._arrange()
        for box in (self.rows, self.order):
            box.chosen.connect(lambda _value: self.wanted_changed.emit())
        self.ended.toggled.connect(lambda _on: self.wanted_changed.emit())
        self.export.clicked.connect(self.export_asked)
        self.back.clicked.connect(self.back_asked)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)  # from the boxes above; the grid hears it itself
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back_asked)

    @property
    def wanted(self) -> Wanted:
        """What is asked for at the top."""
        return Wanted(self.rows.value, self.order.value, self.ended.isChecked())

    @property
    def table(self) -> MatrixTable | None:
        """What is shown."""
        return self.model.table

    def wear(self, theme: Theme) -> None:
        """Show the same in another theme."""
        self.legend.theme = theme
        self.legend.update()
        self.grid.wear(theme)

    def show_table(self, table: MatrixTable) -> None:
        """Show a matrix, or what to do to get one."""
        self.grid.show_table(table)
        self.legend.show_rows(table.rows_are)
        words = missing_words(table)
        self.empty.setText(words)
        self._pages.setCurrentWidget(self.empty if words else self.grid)
        self._fit_legend()
        self.summary.setText(summary_words(table))

    def _fit_legend(self) -> None:
        """Say what the marks mean where there are any, and room for that."""
        self.legend.setVisible(self._pages.currentWidget() is self.grid and self.height() >= LOW)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_legend()

    def show_stale(self) -> None:
        """Say that a newer matrix is on its way."""
        self.summary.setText(_("Working it out …"))

    def take_focus(self) -> None:
        """Put the keyboard into the grid."""
        (self.grid if self._pages.currentWidget() is self.grid else self.rows).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(_EDGE, 8, 12, 6)
        top.addWidget(WrappedRow((self.rows, self.order, self.ended), (self.export, self.back)))
        said = QHBoxLayout()
        said.setContentsMargins(_EDGE, 0, _EDGE, 6)
        said.addWidget(self.summary)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(said)
        column.addWidget(self._pages, 1)
        column.addWidget(self.legend)
