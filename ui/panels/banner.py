"""The line over the map that says what holds for as long as it is there, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from stratmap.i18n import _
from ui.plain_label import plain_label


class Banner(QWidget):
    """A sentence and a button. It is there only while there is something to say."""

    all_asked = Signal()
    """The button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("banner")
        self.setMinimumWidth(120)
        self.words = plain_label(wraps=True)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.all_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, sentence: str, *, by_escape: bool = False, button: str = "") -> None:
        """Show a sentence; an empty one takes the line away. ``by_escape``: Escape does as the button does.

        The button shows all of the map, unless it is called otherwise.
        """
        self.words.setText(sentence)
        self.button.setText(button or (_("Show all (Esc)") if by_escape else _("Show all")))
        self.setVisible(bool(sentence))
