"""Asking why somebody can live with a finding, before it is muted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from stratmap.i18n import _
from ui.panels.line_field import LineField


class MuteDialog(QDialog):
    """Shows the sentence and takes a reason; without one it cannot be left by its button or Enter."""

    def __init__(self, sentence: str, reason: str, mute: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._mute = mute
        self.setWindowTitle(_("Mute a finding"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        self.reason = LineField()
        self.reason.setText(reason)
        self.reason.setPlaceholderText(_("Why you can live with it"))
        self.reason.setAccessibleName(_("Why you can live with it"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(_("Mute"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        told = _("It is then listed at the end with your reason, and can be brought back. The map keeps both.")
        for widget in (_words(sentence), self.reason, _words(told, "muted"), buttons):
            column.addWidget(widget)
        self.reason.textChanged.connect(self._allow)
        self.accepted.connect(lambda: self._mute(self.reason.text()))
        self._allow()
        self.reason.setFocus()

    def _allow(self) -> None:
        self._ok.setEnabled(bool(self.reason.text().strip()))


def _words(text: str, style: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setObjectName(style)
    return label
