"""What the dialogs that list maps by their pictures share: words, the list, and a row of buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from ui.dialogs.column import column_of
from ui.panels.pictured_list import PicturedList
from ui.plain_label import plain_label


class PicturedDialog(QDialog):
    """Lists maps under words that say what they are. Whoever derives from it adds buttons and fills the list."""

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = column_of(self, title, 620, 420)
        self.words = plain_label(words, wraps=True)
        self.list = PicturedList(title)
        self.buttons = QDialogButtonBox()
        self.buttons.rejected.connect(self.reject)
        for widget in (self.words, self.list, self.buttons):
            column.addWidget(widget)
        self.list.setFocus()
