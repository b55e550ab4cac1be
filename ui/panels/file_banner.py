"""A line over the map that says how it stands with its file, with what can be done about it as buttons.

It stays until it is hidden or does not hold any more; while the map is presented nobody sees it. Other news that can
wait to be read stands in lines of this kind, too.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from stratmap.i18n import _
from ui.plain_label import plain_label

Choice = tuple[str, Callable[[], object]]
"""What a button is called, and what it does."""


class FileBanner(QWidget):
    """A sentence, a button for each choice, and one that hides it all."""

    hidden = Signal()
    """Somebody has read it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("banner")
        self.setMinimumWidth(120)
        self.words = plain_label(wraps=True)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 5, 8, 5)
        self._row.addWidget(self.words, 1)
        self._says, self._gives_way = False, False
        self.hide()

    def say(self, sentence: str, *choices: Choice) -> None:
        """Show a sentence and what can be done; an empty one takes the line away."""
        for each in self.buttons:
            self._row.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.buttons = [self._button(*each) for each in (*choices, (_("Hide"), self._hide))]
        self.words.setText(sentence)
        self._says = bool(sentence)
        self._show()

    @property
    def sentence(self) -> str:
        """What is said, empty where nothing is."""
        return self.words.text() if self._says else ""

    def give_way(self, gives_way: bool) -> None:
        """Be out of sight for a while, or no longer."""
        self._gives_way = gives_way
        self._show()

    def _hide(self) -> None:
        self.say("")
        self.hidden.emit()

    def _show(self) -> None:
        self.setVisible(self._says and not self._gives_way)

    def _button(self, name: str, does: Callable[[], object]) -> QPushButton:
        button = QPushButton(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: does())
        self._row.addWidget(button)
        return button
