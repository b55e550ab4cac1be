"""A list of sentences, each with a mark, a headline and a quieter second text. Plain words only, wrapped.

Between the sentences there may be headings, which are passed over, and lines to press. Here is how one chooses and
walks; what the rows are stands in ``sentence_model``, how they look in ``sentence_drawing``.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from stratmap.drawing.theme import Theme
from ui.guard import guard
from ui.panels.sentence_drawing import SentenceDrawing
from ui.panels.sentence_model import MakeRow, SentenceModel, Sort


class SentenceList(QListView):
    """Shows rows; choosing one, by mouse or keys, says its number. Escape or a click beside them says -1."""

    chosen = Signal(int)
    opened = Signal(int)
    """Enter or a double click on a row; on a line to press also a click or the space bar."""
    typed = Signal(object)
    """A key that the list itself does nothing with, as a ``Qt.Key``."""
    walked = Signal(int)
    """The left (-1) or right (1) arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.next_row = -1
        """The row that somebody comes to who walks on while none is chosen; -1 is the first."""
        self._rows = SentenceModel(self)
        self._delegate = SentenceDrawing(self._rows, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(lambda index: self._press(index.row()))
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_rows(self, count: int, make: MakeRow, theme: Theme, current: int = -1) -> None:
        """Show so many rows, ``current`` being chosen already; ``make`` makes one by its number."""
        self._delegate.theme = theme
        place = self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self._rows.put(count, make, current)
        if 0 <= current < count:
            self.setCurrentIndex(self._rows.index(current))
        self.selectionModel().blockSignals(blocked)
        if place and current < 0:
            self.verticalScrollBar().setValue(place)
        self.viewport().update()

    def show_stale(self, stale: bool) -> None:
        """Set the sentences back while newer ones are on their way."""
        if stale != self._delegate.is_stale:
            self._delegate.is_stale = stale
            self.viewport().update()

    def choose(self, number: int) -> None:
        """Choose a row, as a click would; -1 none."""
        self._rows.fetch_to(number)
        if 0 <= number < self._rows.count:
            self.setCurrentIndex(self._rows.index(number))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    def drop_choice(self) -> None:
        """Choose none, and tell nobody."""
        blocked = self.selectionModel().blockSignals(True)
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def show_current(self) -> None:
        """Scroll as far as is needed to see what is chosen."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    @property
    def texts(self) -> list[str]:
        """The headlines of all rows."""
        return [self._rows.row(number).headline for number in range(self._rows.count)]

    def _sort(self, number: int) -> Sort:
        return self._rows.row(number).sort

    def _moved(self, current: QModelIndex) -> None:
        self.chosen.emit(current.row() if current.isValid() else -1)

    def _press(self, number: int) -> None:
        if self._sort(number) is Sort.BUTTON:
            self.opened.emit(number)

    def _open(self, number: int) -> None:
        if self._sort(number) is Sort.SENTENCE:
            self.opened.emit(number)

    def _walk(self, by: int) -> None:
        """Go so many rows on or back, to one that can be chosen; at an end stay there."""
        if not self._rows.count:
            return
        start = self.currentIndex().row()
        if start < 0 <= self.next_row:
            start = self.next_row - (1 if by > 0 else 0)
        self._rows.fetch_to(min(start + by, self._rows.count - 1) if abs(by) < END else -1)
        last = len(self._rows.shown) - 1
        goal = max(0, min(last, start + by))
        onwards = range(goal, last + 1) if by > 0 else range(goal, -1, -1)
        back = range(goal, start, -1) if by > 0 else range(goal, last + 1)
        for number in (*onwards, *back):
            if self._sort(number) is not Sort.HEADING:
                self.choose(number)
                return

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.indexAt(event.position().toPoint()).isValid():
            self.choose(-1)
        elif self.indexAt(event.position().toPoint()) == self.currentIndex():
            self.chosen.emit(self.currentIndex().row())
        super().mousePressEvent(event)

    @guard
    def focusInEvent(self, event: QFocusEvent) -> None:
        chosen = self.currentIndex().isValid()
        blocked = self.selectionModel().blockSignals(True)
        super().focusInEvent(event)
        if not chosen:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self.selectionModel().blockSignals(blocked)

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.currentIndex()
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and current.isValid():
            self.choose(-1)
        elif held:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._walk(_STEPS[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walked.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.opened.emit(current.row())
        elif key == Qt.Key.Key_Space and current.isValid():
            self._press(current.row())
        elif event.text().isprintable() and event.text():
            self.typed.emit(key)
        else:
            super().keyPressEvent(event)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if event.size().height() < event.oldSize().height():
            QTimer.singleShot(0, self, self.show_current)  # what is said of it took the room where it stood


END = 1_000_000
"""So many steps lead to an end of any list."""

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_Home: -END,
    Qt.Key.Key_End: END,
}
