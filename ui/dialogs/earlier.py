"""The earlier versions of a map, to open one as a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from stratmap.i18n import _
from ui.panels.pictured_list import PicturedList

if TYPE_CHECKING:
    from stratmap.safekeeping.backups import Generation


class EarlierDialog(QDialog):
    """Lists what a file held before, the newest first, by time and size and with a picture where there is one."""

    def __init__(self, found: Sequence[Generation], open: Callable[[Generation], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._all = list(found)
        self._open = open
        self.setWindowTitle(_("Earlier versions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(620, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        words = _("Each time you save, what was saved is kept here. Open one as a copy: your file stays as it is.")
        if not found:
            words = _("There is no earlier version yet. Each time you save, one is kept.")
        self.words = QLabel(words)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.list = PicturedList(_("Earlier versions"))
        for each in self._all:
            self._offer(each)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Open | kinds.Close)
        self.open_button = buttons.button(kinds.Open)
        self.open_button.setText(_("Open a copy"))
        self.open_button.setDefault(True)
        self.open_button.setEnabled(bool(self._all))
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        self.list.itemDoubleClicked.connect(self._choose)
        for widget in (self.words, self.list, buttons):
            column.addWidget(widget)
        self.list.setFocus()

    def _offer(self, each: Generation) -> None:
        local = each.saved.astimezone()
        size = QLocale().formattedDataSize(each.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        name = each.path.name if each.path is not None else ""
        self.list.offer(
            f"{local:%Y-%m-%d %H:%M:%S}", " · ".join(filter(None, (each.title, name, size))), each.picture
        )

    def _choose(self, *_item: object) -> None:
        chosen = self.list.chosen
        if chosen is not None:
            self.accept()
            self._open(self._all[chosen])
