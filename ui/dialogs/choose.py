"""Asking for one of several things, by typing: what a fix of a finding is to be done with."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from stratmap.i18n import _
from ui.panels.chooser import Chooser, Offer


class ChooseDialog(QDialog):
    """Offers things under a question and hands on the key of the one that is chosen."""

    def __init__(
        self, title: str, question: str, offers: Iterable[Offer], choose: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._choose = choose
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(420, 380)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        words = QLabel(question)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.chooser = Chooser(offers, _("Title"), question)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(_("Choose"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for widget in (words, self.chooser, buttons):
            column.addWidget(widget)
        self.chooser.chosen_changed.connect(self._allow)
        self.chooser.accepted.connect(self.accept)
        self.accepted.connect(self._make)
        self._allow()
        self.chooser.setFocus()

    def _allow(self) -> None:
        self._ok.setEnabled(self.chooser.chosen is not None)

    def _make(self) -> None:
        chosen = self.chooser.chosen
        if chosen is not None:
            self._choose(chosen)
