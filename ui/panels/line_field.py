"""A field of one line of plain words, whatever dress they are pasted in."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from ui.guard import guard
from ui.plain_paste import has_words, plain_words

MOST = 20_000
"""Letters it takes. More than a title may have, so that what is too long is refused with a word and not cut off."""


class LineField(QLineEdit):
    """Takes pasted HTML as its words, on one line."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(MOST)

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        data = QGuiApplication.clipboard().mimeData()  # None while nothing was ever copied
        if event.matches(QKeySequence.StandardKey.Paste) and data and has_words(data):
            self.insert(" ".join(plain_words(data).split())[:MOST])
        else:
            super().keyPressEvent(event)
