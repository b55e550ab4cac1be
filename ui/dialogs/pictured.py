"""What the dialogs that list maps by their pictures share: words, the list, and a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from ui.panels.pictured_list import PicturedList


class PicturedDialog(QDialog):
    """Lists maps under words that say what they are. Whoever derives from it adds buttons and fills the list."""

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(620, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        self.words = QLabel(words)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.list = PicturedList(title)
        self.buttons = QDialogButtonBox()
        self.buttons.rejected.connect(self.reject)
        for widget in (self.words, self.list, self.buttons):
            column.addWidget(widget)
        self.list.setFocus()
