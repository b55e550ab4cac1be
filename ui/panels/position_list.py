"""The list of a position: how its rows are chosen, opened and closed, with mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.guard import guard
from ui.panels.position_drawing import PositionDrawing, sign_room
from ui.panels.position_model import PositionModel
from ui.panels.position_rows import Line


class PositionList(QListView):
    """The rows. Choosing one says so; Enter goes to what it is about; left and right close and open it."""

    chosen = Signal(object)
    """A ``Line``, or None when none is chosen any more."""
    entered = Signal(object)
    """Enter or a double click on a ``Line``."""
    folded = Signal(object)
    """A ``Line`` is to be opened, or closed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Position"))
        self._lines = PositionModel(self)
        self.drawn = PositionDrawing(self._lines, self, theme)
        self.setModel(self._lines)
        self.setItemDelegate(self.drawn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda _index: self._enter())
        self._is_told = False

    @property
    def current(self) -> Line | None:
        """The row that is chosen."""
        index = self.currentIndex()
        return self._lines.lines[index.row()] if index.isValid() else None

    @property
    def lines(self) -> list[Line]:
        """All rows."""
        return self._lines.lines

    def show_lines(self, lines: list[Line]) -> None:
        """Show these rows; the one that was chosen stays so, if it is among them."""
        key = self.current.key if self.current is not None else ""
        at = self.verticalScrollBar().value()
        self._is_told = True
        try:
            self._lines.put(lines)
            row = next((number for number, line in enumerate(lines) if line.key == key), -1)
            if row >= 0:
                self.setCurrentIndex(self._lines.index(row))
        finally:
            self._is_told = False
        self.verticalScrollBar().setValue(at)

    def drop_choice(self) -> None:
        """Choose no row, and tell nobody."""
        self._is_told = True
        try:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        finally:
            self._is_told = False

    def _moved(self, current: QModelIndex) -> None:
        if not self._is_told:
            self.chosen.emit(self.current if current.isValid() else None)

    def _enter(self) -> None:
        if self.current is not None:
            self.entered.emit(self.current)

    def _fold(self, *, opens: bool) -> None:
        line = self.current
        if line is not None and line.can_open and line.is_open is not opens:
            self.folded.emit(line)
        elif line is not None and not opens:
            above = [number for number, each in enumerate(self.lines) if _holds(each, line)]
            if above:
                self.setCurrentIndex(self._lines.index(above[-1]))

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self._fold(opens=key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and self.current is not None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            super().keyPressEvent(event)

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        before = self.currentIndex()
        super().mousePressEvent(event)
        if not index.isValid():
            return
        line = self.lines[index.row()]
        text = self.drawn.parts(line, self.viewport().width())[0]
        if line.can_open and (line.is_section or event.position().x() < text.left() - sign_room(line)):
            self.folded.emit(line)
        elif index == before:
            self.chosen.emit(line)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _holds(above: Line, line: Line) -> bool:
    """Whether a row stands over another in the tree."""
    return line.key != above.key and (line.key.startswith(above.key + "/"))
