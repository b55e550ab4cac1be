"""Asking what a version of the map is to be called."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from stratmap.i18n import _
from ui.panels.line_field import LineField


class VersionNameDialog(QDialog):
    """Takes a name, with one suggested; without any it cannot be left by its button or Enter."""

    def __init__(
        self, title: str, told: str, button: str, name: str, give: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._give = give
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        self.name = LineField()
        self.name.setText(name)
        self.name.selectAll()
        self.name.setPlaceholderText(_("Name of the version"))
        self.name.setAccessibleName(_("Name of the version"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(button)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        words = QLabel(told)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        for widget in (words, self.name, buttons):
            column.addWidget(widget)
        self.name.textChanged.connect(self._allow)
        self.accepted.connect(lambda: self._give(self.name.text()))
        self._allow()
        self.name.setFocus()

    def _allow(self) -> None:
        self.ok.setEnabled(bool(self.name.text().strip()))
