"""Choosing a card by typing a few letters of its title."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.records import Element
from stratmap.i18n import _
from stratmap.vocabulary import kind_name
from ui.guard import guard

MOST_SHOWN = 200


class CardChooser(QWidget):
    """A search field over a list. Up and Down go through the list while one types."""

    chosen_changed = Signal()
    accepted = Signal()
    """A double click on a card."""

    def __init__(self, cards: Iterable[Element]) -> None:
        super().__init__()
        self._cards = sorted(cards, key=lambda each: each.title.casefold())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Type a few letters of the title"))
        self.search.setAccessibleName(_("Title of the other card"))
        self.search.textChanged.connect(self._list)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Cards to choose from"))
        self.list.currentItemChanged.connect(lambda *_items: self.chosen_changed.emit())
        self.list.itemDoubleClicked.connect(lambda _item: self.accepted.emit())
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.setFocusProxy(self.search)
        self._list("")

    @property
    def chosen(self) -> str | None:
        """The id of the card the list is at."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _list(self, letters: str) -> None:
        wanted = letters.casefold()
        self.list.clear()
        found = [each for each in self._cards if wanted in each.title.casefold()]
        for element in found[:MOST_SHOWN]:
            title = " ".join(element.title.split())[:120]
            item = QListWidgetItem(f"{title}   ({kind_name(element.kind).lower()})")
            item.setData(Qt.ItemDataRole.UserRole, element.id)
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
