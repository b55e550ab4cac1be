"""Asking for one of several things, by typing: a card, or what a fix of a finding is to be done with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from stratmap.i18n import _
from ui.dialogs.column import column_of
from ui.panels.chooser import Chooser
from ui.plain_label import plain_label


class ChooseDialog(QDialog):
    """Offers things under a question and hands on the key of the one that is chosen."""

    def __init__(
        self, title: str, question: str, chooser: Chooser, choose: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.chooser = chooser
        self._choose = choose
        self.column = column_of(self, title, 420, 400)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(_("Choose"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for widget in (plain_label(question, wraps=True), chooser, buttons):
            self.column.addWidget(widget)
        chooser.chosen_changed.connect(self._allow)
        chooser.accepted.connect(self.accept)
        self.accepted.connect(self._make)
        self._allow()
        chooser.setFocus()

    def _allow(self) -> None:
        self.ok.setEnabled(self.chooser.chosen is not None)

    def _make(self) -> None:
        chosen = self.chooser.chosen
        if chosen is not None:
            self._choose(chosen)
