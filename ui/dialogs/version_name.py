"""Asking what a version of the map is to be called."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from stratmap.i18n import _
from ui.dialogs.line import LineDialog


class VersionNameDialog(LineDialog):
    """Takes a name, with one suggested that can be written over."""

    def __init__(
        self, title: str, told: str, button: str, name: str, give: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(title, told, _("Name of the version"), name, give, parent)
        self.ok.setText(button)
        self.field.selectAll()
