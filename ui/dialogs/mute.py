"""Asking why somebody can live with a finding, before it is muted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from stratmap.i18n import _
from ui.dialogs.line import LineDialog
from ui.plain_label import plain_label


class MuteDialog(LineDialog):
    """Shows the sentence and takes a reason."""

    def __init__(self, sentence: str, reason: str, mute: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(_("Mute a finding"), sentence, _("Why you can live with it"), reason, mute, parent)
        self.ok.setText(_("Mute"))
        told = _("It is then listed at the end with your reason, and can be brought back. The map keeps both.")
        self.column.insertWidget(2, plain_label(told, "muted", wraps=True))
