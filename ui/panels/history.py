"""What was done to the map since it was opened, step by step: choosing a step goes back, or forth again, to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.history_words import thing_of
from stratmap.i18n import _
from ui.guard import guard

Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """The steps by name, the oldest first; the map as it was opened comes before them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.labels: list[str] = []
        self.thing: Callable[[int], str] = lambda _row: ""
        """What a step was about; asked for when it comes into view."""
        self.present = 0
        self.theme: Theme | None = None

    def put(self, labels: list[str], present: int, thing: Callable[[int], str]) -> None:
        """Show these steps, ``present`` being the row the map stands at; ``thing`` says what a row was about."""
        self.beginResetModel()
        self.labels, self.present, self.thing = labels, present, thing
        self.endResetModel()

    @guard
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.labels)

    @guard
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        label = self.labels[row]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            label = f"{label}  {self.thing(row)}".rstrip()
        if role == Qt.ItemDataRole.DisplayRole:
            return f"●  {label}" if row == self.present else f"     {label}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row == self.present:
                return _("{label}, where the map stands").format(label=label)
            return _("{label}, taken back").format(label=label) if row > self.present else label
        if role == Qt.ItemDataRole.ForegroundRole and row > self.present and self.theme is not None:
            return QColor(self.theme.chrome.muted)
        if role == Qt.ItemDataRole.FontRole and row == self.present:
            font = QFont()
            font.setBold(True)
            return font
        return None


class HistoryList(QListView):
    """Up and down choose a step, Enter or a click goes there."""

    picked = Signal(int)

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """The history of a document. It is read when it is looked at."""

    jumped = Signal(int)
    """So many steps back; forth where the number is negative."""

    def __init__(self, document: Document, theme: Theme) -> None:
        super().__init__()
        self._document = document
        self._is_seen = False
        self.model = HistoryModel(self)
        self.list = HistoryList()
        self.list.setObjectName("history")
        self.list.setAccessibleName(_("History"))
        self.list.setUniformItemSizes(True)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(self.model)
        self.list.clicked.connect(lambda index: self._go(index.row()))
        self.list.picked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.wear(theme)
        self.refresh()

    def wear(self, theme: Theme) -> None:
        """Show the steps in a theme's colours."""
        self.model.theme = theme
        self.list.viewport().update()

    def be_seen(self, seen: bool) -> None:
        """Come to the front, or go behind another panel, where nothing need be read."""
        self._is_seen = seen
        self.refresh()

    def refresh(self) -> None:
        """Show the steps there now are, if anybody looks."""
        if not self._is_seen:
            return
        history = self._document.history
        done, undone = history.undo_labels, history.redo_labels
        steps, map = history.steps, self._document.map
        self.model.put(
            [_("As it was opened"), *done, *reversed(undone)],
            len(done),
            lambda row: thing_of(steps[row - 1], map) if 0 < row <= len(steps) else "",
        )
        index = self.model.index(len(done), 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _go(self, row: int) -> None:
        if row != self.model.present:
            self.jumped.emit(self.model.present - row)
