"""Choosing one thing of many by typing a few letters of its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from stratmap.finding_titles import folded
from stratmap.i18n import _
from ui.guard import guard

MOST_SHOWN = 200
LONGEST = 120
"""Letters of a name that are shown."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A thing to choose: its key, the name it is found by, and what stands behind the name."""

    key: str
    name: str
    behind: str = ""


class Chooser(QWidget):
    """A search field over a list. Up and Down go through the list while one types."""

    chosen_changed = Signal()
    accepted = Signal()
    """A double click on a thing."""

    def __init__(self, offers: Iterable[Offer], search: str, listed: str) -> None:
        """The offers in their order; ``search`` and ``listed`` name the field and the list for a screen reader."""
        super().__init__()
        names = ((" ".join(each.name.split()), each) for each in offers)
        self._offers = [(name, folded(name), each) for name, each in names]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Type a few letters of the title"))
        self.search.setAccessibleName(search)
        self.search.textChanged.connect(self._list)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(listed)
        self.list.currentItemChanged.connect(lambda *_items: self.chosen_changed.emit())
        self.list.itemDoubleClicked.connect(lambda _item: self.accepted.emit())
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.setFocusProxy(self.search)
        self._list("")

    @property
    def chosen(self) -> str | None:
        """The key of the thing the list is at."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _list(self, letters: str) -> None:
        wanted = folded(letters)
        self.list.clear()
        found = [(name, each) for name, searched, each in self._offers if wanted in searched]
        for name, each in found[:MOST_SHOWN]:
            item = QListWidgetItem(f"{name[:LONGEST]}   {each.behind}".rstrip())
            item.setData(Qt.ItemDataRole.UserRole, each.key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.chosen_changed.emit()

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search field go through the list."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.search and key in moves:
            row = self.list.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
            return True
        return super().eventFilter(watched, event)
