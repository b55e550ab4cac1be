"""The line over the map that says that not all of it is shown, and how to see the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from stratmap.i18n import _


class Banner(QWidget):
    """A sentence and a button. It is there only while there is something to say."""

    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("banner")
        self.setMinimumWidth(120)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.all_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, sentence: str, *, by_escape: bool = False) -> None:
        """Show a sentence; an empty one takes the line away. ``by_escape``: Escape does as the button does."""
        self.words.setText(sentence)
        self.button.setText(_("Show all (Esc)") if by_escape else _("Show all"))
        self.setVisible(bool(sentence))
