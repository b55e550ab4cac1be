"""Asking for one line of words: a name, or a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from ui.dialogs.column import column_of
from ui.panels.line_field import LineField
from ui.plain_label import plain_label


class LineDialog(QDialog):
    """Takes a line under words that say what for; without one it cannot be left by its button or Enter."""

    def __init__(
        self, title: str, words: str, asked: str, line: str, take: Callable[[str], object], parent: QWidget
    ) -> None:
        """``asked`` is what the field is called, ``line`` what stands in it at first."""
        super().__init__(parent)
        self._take = take
        self.column = column_of(self, title, 440)
        self.field = LineField()
        self.field.setText(line)
        self.field.setPlaceholderText(asked)
        self.field.setAccessibleName(asked)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for widget in (plain_label(words, wraps=True), self.field, buttons):
            self.column.addWidget(widget)
        self.field.textChanged.connect(self._allow)
        self.accepted.connect(lambda: self._take(self.field.text()))
        self._allow()
        self.field.setFocus()

    def _allow(self) -> None:
        self.ok.setEnabled(bool(self.field.text().strip()))
