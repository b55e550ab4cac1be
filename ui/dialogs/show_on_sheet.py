"""Choosing the other sheet on which to show what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from models.strategy_map import StrategyMap
from stratmap.i18n import _
from stratmap.on_sheets import sheet_name
from ui.commands.sheet import SheetCommands
from ui.dialogs.column import column_of
from ui.plain_label import plain_label


class ShowOnSheetDialog(QDialog):
    """Lists the other sheets, and a new one."""

    def __init__(self, map: StrategyMap, sheets: SheetCommands, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheets = sheets
        column = column_of(self, _("Show on another sheet"), 360, 320)
        words = plain_label(_("Show what is selected on this sheet as well:"), wraps=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sheets"))
        for sheet in map.ordered_sheets():
            if sheet.id != sheets.current:
                item = QListWidgetItem(sheet_name(map, sheet.id)[:120])
                item.setData(Qt.ItemDataRole.UserRole, sheet.id)
                self.list.addItem(item)
        self.list.addItem(QListWidgetItem(_("A new sheet")))
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self.accept)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Show"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for widget in (words, self.list, buttons):
            column.addWidget(widget)
        self.accepted.connect(self._show)

    def _show(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        sheet = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(sheet, str):
            self._sheets.show_selection_on(sheet)
        else:
            self._sheets.add_from_selection()
