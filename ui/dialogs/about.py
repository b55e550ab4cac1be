"""What this program is, in a few words."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from stratmap import __version__
from stratmap.i18n import _
from ui.dialogs.column import column_of
from ui.plain_label import plain_label


class AboutDialog(QDialog):
    """The name and version, what it is for, and under which licence it comes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = column_of(self, _("About stratmap"), 440)
        self.words = (
            plain_label(_("stratmap {version}").format(version=__version__), "heading"),
            plain_label(_("Strategy maps that say where they do not hang together."), wraps=True),
            plain_label(_("Apache License 2.0"), "muted"),
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for widget in (*self.words, buttons):
            column.addWidget(widget)
