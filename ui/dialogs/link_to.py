"""Linking from the keyboard: type a few letters of the other card's title, choose, and say how they are linked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.kinds import LinkKind, kinds_joining
from models.strategy_map import StrategyMap
from stratmap.i18n import _
from stratmap.vocabulary import kind_name, link_kind_name, quoted
from ui.guard import guard
from ui.panels.choice_box import ChoiceBox

MOST_SHOWN = 200


class LinkToDialog(QDialog):
    """Offers the cards the source may be linked to, and only the link kinds the two allow."""

    def __init__(
        self, map: StrategyMap, source: str, link: Callable[[str, str, LinkKind | None], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._map = map
        self._source = source
        self._link = link
        self.setWindowTitle(_("Link to"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(420, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        words = QLabel(_("Link {title} to:").format(title=quoted(map.elements[source].title)))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Type a few letters of the title"))
        self.search.setAccessibleName(_("Title of the other card"))
        self.search.textChanged.connect(self._list_targets)
        self.search.installEventFilter(self)
        self.targets = QListWidget()
        self.targets.setAccessibleName(_("Cards to link to"))
        self.targets.currentItemChanged.connect(self._offer_kinds)
        self.targets.itemDoubleClicked.connect(self.accept)
        self.kinds = ChoiceBox()
        self.kinds.setAccessibleName(_("How they are linked"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(_("Link"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for widget in (words, self.search, self.targets, self.kinds, buttons):
            column.addWidget(widget)
        self.accepted.connect(self._make)
        self._list_targets("")

    def _list_targets(self, letters: str) -> None:
        source = self._map.elements[self._source]
        wanted = letters.casefold()
        self.targets.clear()
        found = [
            element
            for element in self._map.elements.values()
            if element.id != self._source
            and wanted in element.title.casefold()
            and kinds_joining(source.kind, element.kind)
        ]
        for element in sorted(found, key=lambda each: each.title.casefold())[:MOST_SHOWN]:
            title = " ".join(element.title.split())[:120]
            item = QListWidgetItem(f"{title}   ({kind_name(element.kind).lower()})")
            item.setData(Qt.ItemDataRole.UserRole, element.id)
            self.targets.addItem(item)
        self.targets.setCurrentRow(0)
        self._offer_kinds()

    def _offer_kinds(self, *_: object) -> None:
        self.kinds.offer(())
        item = self.targets.currentItem()
        self._ok.setEnabled(item is not None)
        if item is not None:
            elements = self._map.elements
            target = elements[item.data(Qt.ItemDataRole.UserRole)]
            kinds = kinds_joining(elements[self._source].kind, target.kind)
            self.kinds.offer([(kind, link_kind_name(kind)) for kind in kinds])

    def _make(self) -> None:
        item = self.targets.currentItem()
        if item is not None:
            self._link(self._source, item.data(Qt.ItemDataRole.UserRole), self.kinds.value)

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search field go through the list."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.search and key in moves:
            row = self.targets.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self.targets.setCurrentRow(max(0, min(self.targets.count() - 1, row)))
            return True
        return super().eventFilter(watched, event)
