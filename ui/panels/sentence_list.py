"""A list of sentences, each with a mark, a headline and a quieter second text. Plain words only, wrapped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
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
Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its mark, drawn around (0, 0), how wide that is, and the two texts."""

    mark: tuple[Primitive, ...]
    mark_width: float
    headline: str
    detail: str = ""


MOST_AT_ONCE = 100
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
        return row.headline if role == Qt.ItemDataRole.DisplayRole else f"{row.headline} {row.detail}"

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

    def _parts(self, row: Row, width: int) -> tuple[QRect, QRect]:
        """Where the two texts stand when the row is ``width`` pixels wide, from its top left corner."""
        room = max(60, width - MARK - 3 * PADDING)
        left = MARK + 2 * PADDING
        head = QFontMetrics(self._headline_font()).boundingRect(QRect(0, 0, room, 10_000), _WRAP, row.headline)
        first = QRect(left, PADDING, room, head.height())
        if not row.detail:
            return first, QRect(left, first.bottom(), room, 0)
        tail = QFontMetrics(self._detail_font()).boundingRect(QRect(0, 0, room, 10_000), _WRAP, row.detail)
        return first, QRect(left, first.bottom() + 4, room, tail.height())

    def _headline_font(self) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(13)
        return font

    def _detail_font(self) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(12)
        return font

    @guard
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        _, second = self._parts(self._model.row(index.row()), width)
        return QSize(width, second.bottom() + PADDING)

    @guard
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.theme is None:
            return
        row, chrome = self._model.row(index.row()), self.theme.chrome
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        with player.saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if chosen or state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, QColor(chrome.selection if chosen else chrome.hover))
            with player.saved(painter):
                painter.translate(rect.left() + PADDING + MARK / 2, rect.top() + PADDING + MARK / 2 - 2)
                painter.scale(MARK / row.mark_width, MARK / row.mark_width)
                player.play(painter, row.mark)
            first, second = self._parts(row, rect.width())
            painter.setPen(QColor(chrome.selection_text if chosen else chrome.text))
            painter.setFont(self._headline_font())
            painter.drawText(first.translated(rect.topLeft()), _WRAP, row.headline)
            painter.setPen(QColor(chrome.selection_text if chosen else chrome.muted))
            painter.setFont(self._detail_font())
            painter.drawText(second.translated(rect.topLeft()), _WRAP, row.detail)


class SentenceList(QListView):
    """Shows rows; choosing one, by mouse or keys, says its number. Escape or a click beside them says -1."""

    chosen = Signal(int)

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
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_rows(self, count: int, make: MakeRow, theme: Theme, current: int = -1) -> None:
        """Show so many rows, ``current`` being chosen already; ``make`` makes one by its number."""
        self._delegate.theme = theme
        blocked = self.selectionModel().blockSignals(True)
        self._rows.put(count, make, current)
        if 0 <= current < count:
            self.setCurrentIndex(self._rows.index(current))
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def choose(self, number: int) -> None:
        """Choose a row, as a click would; -1 none."""
        self._rows.fetch_to(number)
        if 0 <= number < self._rows.count:
            self.setCurrentIndex(self._rows.index(number))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    @property
    def texts(self) -> list[str]:
        """The headlines of all rows."""
        return [self._rows.row(number).headline for number in range(self._rows.count)]

    def _moved(self, current: QModelIndex) -> None:
        self.chosen.emit(current.row() if current.isValid() else -1)

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
        if event.key() == Qt.Key.Key_Escape and self.currentIndex().isValid():
            self.choose(-1)
        else:
            super().keyPressEvent(event)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
