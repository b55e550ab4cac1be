"""Asking for one card of several, by typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from models.strategy_map import StrategyMap
from stratmap.i18n import _
from ui.panels.card_chooser import CardChooser


class ChooseCardDialog(QDialog):
    """Offers these cards of a map and hands on the one that is chosen."""

    def __init__(
        self, map: StrategyMap, cards: Iterable[str], question: str, choose: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._choose = choose
        self.setWindowTitle(_("Choose a card"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(420, 380)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        words = QLabel(question)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.chooser = CardChooser(map.elements[card] for card in cards)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(_("Choose"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for widget in (words, self.chooser, buttons):
            column.addWidget(widget)
        self.chooser.chosen_changed.connect(self._offer)
        self.chooser.accepted.connect(self.accept)
        self.accepted.connect(self._make)
        self._offer()
        self.chooser.setFocus()

    def _offer(self) -> None:
        self._ok.setEnabled(self.chooser.chosen is not None)

    def _make(self) -> None:
        card = self.chooser.chosen
        if card is not None:
            self._choose(card)
