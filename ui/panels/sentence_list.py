"""A list of sentences, each with a mark, a headline and a quieter second text. Plain words only, wrapped.

Between the sentences there may be headings, which are passed over, and lines to press.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from stratmap.drawing.primitives import Primitive
from stratmap.drawing.theme import Theme
from ui.canvas import player
from ui.guard import guard

PADDING = 10
MARK = 24
PALE = 0.5
Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class Sort(Enum):
    """What a row is: something to choose, a heading, or a line to press."""

    SENTENCE = auto()
    HEADING = auto()
    BUTTON = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its mark, drawn around (0, 0), how wide that is, and the two texts.

    ``spoken`` is what a screen reader says after them. ``is_pale`` sets it back behind the others.
    """

    mark: tuple[Primitive, ...]
    mark_width: float
    headline: str
    detail: str = ""
    spoken: str = ""
    sort: Sort = Sort.SENTENCE
    is_pale: bool = False


MOST_KNOWN = 2_000
"""Sentences whose height is kept: an analysis after an edit says nearly the same as the one before."""

MOST_AT_ONCE = 60
"""Rows a list begins with; more come when it is scrolled to their end, for each has to be measured."""

MakeRow = Callable[[int], Row]


class _Rows(QAbstractListModel):
    """So many rows, each made when it is first looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = 0
        self.shown = range(0)
        self._make: MakeRow | None = None
        self._made: dict[int, Row] = {}

    def put(self, count: int, make: MakeRow, current: int) -> None:
        self.beginResetModel()
        self.count, self._make = count, make
        self._made.clear()
        self.shown = range(min(count, max(MOST_AT_ONCE, current + 1)))
        self.endResetModel()

    def row(self, number: int) -> Row:
        if number not in self._made:
            if self._make is None:
                raise IndexError(number)
            self._made[number] = self._make(number)
        return self._made[number]

    @guard
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    @guard
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.headline
        return " ".join(part for part in (row.headline, row.detail, row.spoken) if part)

    @guard
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.row(index.row()).sort is Sort.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @guard
    def canFetchMore(self, parent: Index) -> bool:
        return len(self.shown) < self.count and not parent.isValid()

    @guard
    def fetchMore(self, parent: Index) -> None:
        more = min(len(self.shown) + MOST_AT_ONCE, self.count)
        self.beginInsertRows(QModelIndex(), len(self.shown), more - 1)
        self.shown = range(more)
        self.endInsertRows()

    def fetch_to(self, number: int) -> None:
        """Have a row among those that are shown."""
        while len(self.shown) <= number < self.count:
            self.fetchMore(QModelIndex())


class _Sentences(QStyledItemDelegate):
    def __init__(self, model: _Rows, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.theme: Theme | None = None
        self.is_stale = False
        self._base = QFont()
        self._fonts: dict[tuple[int, QFont.Weight], tuple[QFont, QFontMetrics]] = {}
        self._known: dict[tuple[str, str, Sort, int], tuple[QRect, QRect]] = {}

    def _parts(self, row: Row, width: int) -> tuple[QRect, QRect]:
        """Where the two texts stand when the row is ``width`` pixels wide, from its top left corner."""
        key = (row.headline, row.detail, row.sort, width)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._measured(row, width)
        return known

    def _measured(self, row: Row, width: int) -> tuple[QRect, QRect]:
        left = PADDING if row.sort is not Sort.SENTENCE else MARK + 2 * PADDING
        room = max(60, width - left - PADDING)
        head = self._font(row)[1].boundingRect(QRect(0, 0, room, 10_000), _WRAP, row.headline)
        first = QRect(left, PADDING if row.sort is Sort.SENTENCE else PADDING - 2, room, head.height())
        if not row.detail:
            return first, QRect(left, first.bottom(), room, 0)
        tail = self._detail_font()[1].boundingRect(QRect(0, 0, room, 10_000), _WRAP, row.detail)
        return first, QRect(left, first.bottom() + 4, room, tail.height())

    def _font(self, row: Row) -> tuple[QFont, QFontMetrics]:
        size = 12 if row.sort is Sort.HEADING else 13
        return self._sized(size, QFont.Weight.Normal if row.sort is Sort.SENTENCE else QFont.Weight.DemiBold)

    def _detail_font(self) -> tuple[QFont, QFontMetrics]:
        return self._sized(12, QFont.Weight.Normal)

    def _sized(self, size: int, weight: QFont.Weight) -> tuple[QFont, QFontMetrics]:
        """The list's font in a size; made once, as long as the list has the same one."""
        base = self._view.font()
        if base != self._base:
            self._base = base
            self._fonts.clear()
            self._known.clear()
        if (size, weight) not in self._fonts:
            font = QFont(base)
            font.setPixelSize(size)
            font.setWeight(weight)
            self._fonts[size, weight] = font, QFontMetrics(font)
        return self._fonts[size, weight]

    @guard
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width, row = self._view.viewport().width(), self._model.row(index.row())
        _, second = self._parts(row, width)
        return QSize(width, second.bottom() + (PADDING if row.sort is not Sort.HEADING else 2))

    @guard
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.theme is None:
            return
        row, chrome = self._model.row(index.row()), self.theme.chrome
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) and row.sort is not Sort.HEADING
        with player.saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if chosen or hovered:
                painter.fillRect(rect, QColor(chrome.selection if chosen else chrome.hover))
            first, second = self._parts(row, rect.width())
            ink = chrome.accent if row.sort is Sort.BUTTON else chrome.muted if self._is_quiet(row) else chrome.text
            with player.saved(painter):
                if self._is_quiet(row):
                    painter.setOpacity(PALE)
                if row.mark:
                    painter.translate(rect.left() + PADDING + MARK / 2, rect.top() + PADDING + MARK / 2 - 2)
                    painter.scale(MARK / row.mark_width, MARK / row.mark_width)
                    player.play(painter, row.mark)
            painter.setPen(QColor(chrome.selection_text if chosen else ink))
            painter.setFont(self._font(row)[0])
            painter.drawText(first.translated(rect.topLeft()), _WRAP, row.headline)
            painter.setPen(QColor(chrome.selection_text if chosen else chrome.muted))
            painter.setFont(self._detail_font()[0])
            painter.drawText(second.translated(rect.topLeft()), _WRAP, row.detail)

    def _is_quiet(self, row: Row) -> bool:
        return self.is_stale or row.is_pale or row.sort is Sort.HEADING


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
        self._rows = _Rows(self)
        self._delegate = _Sentences(self._rows, self)
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
