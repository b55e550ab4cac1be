"""The grid of a matrix: heads that stay in view, its size, and the mouse and keys that choose and edit cells.

How cells and heads look stands in ``matrix_drawing``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from models.kinds import Polarity
from models.records import Key
from stratmap.analysis.matrix_table import MatrixTable
from stratmap.drawing.matrix_marks import CELL, NARROWEST, ROW, ROW_HEAD, TURNED_HEAD, UPRIGHT, UPRIGHT_HEAD
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.guard import guard
from ui.panels.matrix_drawing import Appearance, MatrixCells, MatrixHeads
from ui.panels.matrix_model import MatrixModel

SMALLEST, LARGEST = 0.75, 3.0
"""How far the matrix is zoomed."""

HEAD_SHARE, LEAST_HEAD = 0.4, 104.0
"""Part of a small grid that heads may take beside or above the cells, and pixels at 100 % they always have."""

_SIGNS = {"+": Polarity.PLUS, "-": Polarity.MINUS, "−": Polarity.MINUS, "?": Polarity.UNKNOWN}
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class MatrixGrid(QTableView):
    """Shows a matrix. Typing a sign into a cell, or Delete, says so; Enter or a double click asks what to do."""

    cell_chosen = Signal()
    """Another cell is the current one, by mouse or keys."""
    head_chosen = Signal(str)
    """A row's or column's head was clicked: its element."""
    signed = Signal(object)
    """A ``Polarity`` for the current cell, or None to take its direct link away."""
    asked = Signal(QPoint)
    """What can be done with the current cell; where on the screen it is."""
    path_asked = Signal()
    """Show the way of the current cell on the map."""
    left = Signal()
    """Escape."""

    def __init__(self, model: MatrixModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.appearance = Appearance(theme)
        self._matrix = model
        self._is_told = False
        self.setObjectName("matrix")
        self.setAccessibleName(_("Matrix"))
        self.setModel(model)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._cells = MatrixCells(model, self, self.appearance)
        self.setItemDelegate(self._cells)
        across, down = (
            MatrixHeads(each, model, self, self.appearance)
            for each in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical)
        )
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)
        across.sectionClicked.connect(lambda section: self._head_clicked(Qt.Orientation.Horizontal, section))
        down.sectionClicked.connect(lambda section: self._head_clicked(Qt.Orientation.Vertical, section))
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda _index: self.ask())
        self.customContextMenuRequested.connect(self._menu)
        self.fit()

    def wear(self, theme: Theme) -> None:
        """Show the same in another theme."""
        self.appearance.theme = theme
        self._cells.forget()
        self.update_all()

    def show_table(self, table: MatrixTable) -> None:
        """Show a matrix; the current cell stays so as far as it is there."""
        ends = self._matrix.ends_of(self.currentIndex())
        with self._told():
            if self._matrix.show_table(table):
                self.fit()
                if ends is not None:
                    self.setCurrentIndex(self._matrix.index_of(*ends))
        self.update_all()

    def show_marked(self, keys: Collection[Key], current: tuple[Key, Key] | None) -> None:
        """Mark the heads of these elements, and make a cell the current one if it is there."""
        self.appearance.marked = keys
        index = self._matrix.index_of(*current) if current is not None else QModelIndex()
        if index.isValid() and index != self.currentIndex():
            with self._told():
                self.setCurrentIndex(index)
                self.scrollTo(index)
        elif current is None and len(keys) == 1:
            self._show_head(next(iter(keys)))
        self.update_all()

    def zoom(self, factor: float) -> None:
        """Show everything larger or smaller; 0 as large as at first."""
        scale = min(max(self.appearance.scale * factor, SMALLEST), LARGEST) if factor else 1.0
        if scale != self.appearance.scale:
            self.appearance.scale = scale
            self._cells.forget()
            self.fit()
            self.update_all()

    def fit(self) -> None:
        """Give rows and columns their size: heads stand upright where all columns have room that way."""
        scale, count = self.appearance.scale, self._matrix.columnCount()
        beside, self.appearance.long = (
            min(usual, max(LEAST_HEAD, HEAD_SHARE * room / scale))
            for usual, room in ((ROW_HEAD, self.width()), (TURNED_HEAD, self.height()))
        )
        room = self.width() - 2 * self.frameWidth() - round(beside * scale)
        wide = min(room / scale / count, UPRIGHT) if count else UPRIGHT
        self.appearance.is_upright = wide >= NARROWEST
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setDefaultSectionSize(int((wide if self.appearance.is_upright else CELL) * scale))
        across.setFixedHeight(round((UPRIGHT_HEAD if self.appearance.is_upright else self.appearance.long) * scale))
        down.setDefaultSectionSize(round(ROW * scale))
        down.setFixedWidth(round(beside * scale))
        self.horizontalScrollBar().setSingleStep(round(CELL * scale / 2))
        self.verticalScrollBar().setSingleStep(round(ROW * scale / 2))

    def ask(self) -> None:
        """Ask what to do with the current cell."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.asked.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))

    def update_all(self) -> None:
        """Paint everything again."""
        for widget in (self.viewport(), self.horizontalHeader().viewport(), self.verticalHeader().viewport()):
            widget.update()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """While it lasts the program sets the current cell: nobody is told that a person chose it."""
        self._is_told = True
        try:
            yield
        finally:
            self._is_told = False

    def _show_head(self, element: Key) -> None:
        row, column = self._matrix.row_of(element), self._matrix.column_of(element)
        if row is not None:
            self.scrollTo(self._matrix.index(row, max(self.columnAt(1), 0)))
        elif column is not None:
            self.scrollTo(self._matrix.index(max(self.rowAt(1), 0), column))

    def _head_clicked(self, orientation: Qt.Orientation, section: int) -> None:
        head = self._matrix.head(orientation, section)
        if head is not None:
            self.head_chosen.emit(head.id)

    def _moved(self, current: QModelIndex) -> None:
        self.update_all()
        if not self._is_told and current.isValid():
            self.cell_chosen.emit()

    def _menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self.setCurrentIndex(index)
            self.asked.emit(self.viewport().mapToGlobal(at))

    def _acts(self, event: QKeyEvent) -> bool:
        """Whether a key does something here that it does not do elsewhere."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        known = event.key() in (*_REMOVES, *_OPENS, Qt.Key.Key_Space, Qt.Key.Key_Escape)
        return plain and (known or event.text() in _SIGNS)

    def _act(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif not self.currentIndex().isValid():
            return
        elif key in _REMOVES:
            self.signed.emit(None)
        elif key in _OPENS:
            self.ask()
        elif key == Qt.Key.Key_Space:
            self.path_asked.emit()
        else:
            self.signed.emit(_SIGNS[event.text()])

    @guard
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._acts(event):
            event.accept()
            return True
        return super().event(event)

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._acts(event):
            self._act(event)
        else:
            super().keyPressEvent(event)

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        again = index.isValid() and index == self.currentIndex()
        super().mousePressEvent(event)
        if again:
            self.cell_chosen.emit()

    @guard
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
            event.accept()
        else:
            super().wheelEvent(event)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
