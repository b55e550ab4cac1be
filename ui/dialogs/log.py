"""What stratmap noted about itself, to read, to copy into a letter, and where it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from stratmap.i18n import _
from ui.dialogs.column import column_of
from ui.on_screen import place_over
from ui.plain_label import plain_label


class LogDialog(QDialog):
    """The end of the log, after what was written when the program last died. It is sent nowhere."""

    def __init__(
        self, folder: Path, crash: str, log: str, show_folder: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        column = column_of(self, _("What stratmap noted"), 640, 420)
        place_over(self, parent, 820, 560)
        words = _(
            "This helps whoever looks for what went wrong. It is sent nowhere by itself: copy it into a letter if you"
            " want to. It can hold the names of your files, and lies in {folder}"
        )
        self.words = plain_label(words.format(folder=folder), wraps=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = QPlainTextEdit(_told(crash, log))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("What stratmap noted"))
        if not crash:
            self.text.moveCursor(QTextCursor.MoveOperation.End)
        buttons = QDialogButtonBox()
        kinds = QDialogButtonBox.ButtonRole
        self.copy_button = buttons.addButton(_("Copy"), kinds.ActionRole)
        self.folder_button = buttons.addButton(_("Show the folder"), kinds.ActionRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.copy_button.clicked.connect(self._copy)
        self.folder_button.clicked.connect(lambda _checked=False: show_folder())
        buttons.rejected.connect(self.reject)
        self.copy_button.setDefault(True)
        for widget in (self.words, self.text, buttons):
            column.addWidget(widget)
        self.text.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def _told(crash: str, log: str) -> str:
    """The crash, where there was one, and the log."""
    parts = []
    if crash:
        parts.append("\n\n".join((_("When stratmap last stopped unexpectedly:"), crash.strip())))
    parts.append("\n\n".join((_("The end of the log:"), log.strip() or _("Nothing was noted."))))
    return "\n\n\n".join(parts)
