"""The rows of a position as Qt wants them, with words for those who hear them; ``position_rows`` makes them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ui.guard import guard
from ui.panels.position_rows import Line

Index = QModelIndex | QPersistentModelIndex


class PositionModel(QAbstractListModel):
    """The rows as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def count(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def put(self, lines: list[Line]) -> None:
        """Have these rows in the place of the others."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    @guard
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.count()

    @guard
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None
