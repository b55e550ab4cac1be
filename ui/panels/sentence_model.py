"""The rows of a list of sentences, each made when it is first looked at: long lists come up at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from stratmap.drawing.primitives import Primitive
from ui.guard import guard

Index = QModelIndex | QPersistentModelIndex

MOST_AT_ONCE = 60
"""Rows a list begins with; more come when it is scrolled to their end, for each has to be measured."""


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


MakeRow = Callable[[int], Row]


class SentenceModel(QAbstractListModel):
    """So many rows, each made when it is first looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = 0
        self.shown = range(0)
        self._make: MakeRow | None = None
        self._made: dict[int, Row] = {}

    def put(self, count: int, make: MakeRow, current: int) -> None:
        """Have so many rows; of a long list the beginning, and all up to the ``current`` one, are shown."""
        self.beginResetModel()
        self.count, self._make = count, make
        self._made.clear()
        self.shown = range(min(count, max(MOST_AT_ONCE, current + 1)))
        self.endResetModel()

    def row(self, number: int) -> Row:
        """The row of this number."""
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
