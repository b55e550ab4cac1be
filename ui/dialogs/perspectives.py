"""The perspectives as a list, top down: what the mouse does to bands, for the keyboard. Each press is an edit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stratmap.document import Document
from stratmap.i18n import _
from ui.commands.band import BandCommands
from ui.dialogs.column import column_of
from ui.document_signals import DocumentSignals
from ui.plain_label import plain_label


class PerspectivesDialog(QDialog):
    """Names are edited in the list (F2 or a double click); the buttons act on the row that is chosen."""

    def __init__(self, document: Document, signals: DocumentSignals, commands: BandCommands, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._commands = commands
        self._filling = False
        column = column_of(self, _("Perspectives"), 480, 400)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Perspectives, the goal on top"))
        self.list.itemChanged.connect(self._renamed)
        self.list.currentRowChanged.connect(lambda _row: self._allow())
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(self._made_buttons(commands))
        words = _("The top one is the goal. Cards move with their band; those of a deleted one stay.")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column.addWidget(plain_label(words, "muted", wraps=True))
        column.addLayout(row)
        column.addWidget(close)
        signals.changed.connect(self._fill)
        self._fill()
        self.list.setCurrentRow(0)

    def _made_buttons(self, commands: BandCommands) -> QVBoxLayout:
        side = QVBoxLayout()
        for name, text, run in (
            ("add", _("&Add"), self._add),
            ("rename", _("&Rename"), self._rename),
            ("up", _("Move &up"), lambda: self._act(lambda each: commands.move(each, -1))),
            ("down", _("Move &down"), lambda: self._act(lambda each: commands.move(each, 1))),
            ("higher", _("&Taller"), lambda: self._act(lambda each: commands.resize(each, 1))),
            ("lower", _("&Shorter"), lambda: self._act(lambda each: commands.resize(each, -1))),
            ("delete", _("D&elete"), lambda: self._act(commands.delete)),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(run)
            self.buttons[name] = button
            side.addWidget(button)
        side.addStretch(1)
        return side

    @property
    def chosen(self) -> str | None:
        """The perspective whose row is chosen."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _fill(self, *_change: object) -> None:
        """Show the perspectives as they now are, the same one chosen, or else the one in its place."""
        chosen, row = self.chosen, self.list.currentRow()
        self._filling = True
        try:
            self.list.clear()
            for each in self._document.map.ordered_perspectives():
                item = QListWidgetItem(each.title)
                item.setData(Qt.ItemDataRole.UserRole, each.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.list.addItem(item)
        finally:
            self._filling = False
        ids = [self.list.item(each).data(Qt.ItemDataRole.UserRole) for each in range(self.list.count())]
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else min(row, len(ids) - 1))
        self._allow()

    def _allow(self) -> None:
        for name, button in self.buttons.items():
            button.setEnabled(name == "add" or self.chosen is not None)
        self.buttons["up"].setEnabled(self.list.currentRow() > 0)
        self.buttons["down"].setEnabled(0 <= self.list.currentRow() < self.list.count() - 1)

    def _add(self) -> None:
        made = self._commands.add_named(_("New perspective"), below=self.chosen)
        for row in range(self.list.count()):
            if made is not None and self.list.item(row).data(Qt.ItemDataRole.UserRole) == made:
                self.list.setCurrentRow(row)
                self._rename()

    def _rename(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item)

    def _renamed(self, item: QListWidgetItem) -> None:
        if not self._filling:
            perspective, title = item.data(Qt.ItemDataRole.UserRole), " ".join(item.text().split())
            known = self._document.map.perspectives.get(perspective)
            if title and known is not None and title != known.title:
                self._commands.retitle(perspective, title)
            else:
                self._fill()

    def _act(self, act: Callable[[str], object]) -> None:
        if self.chosen is not None:
            act(self.chosen)
