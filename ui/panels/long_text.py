"""A field for several lines of plain words that stays quick however much is put into it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFocusEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from models.limits import MAX_NOTES
from models.rules import plain
from stratmap.i18n import _
from ui.guard import guard
from ui.plain_paste import has_words, plain_words
from ui.text_direction import read_as_written

LONGEST_WORD = 5_000
"""Letters without a space from which on lines are broken anywhere: looking for words in them takes Qt seconds."""


class LongText(QPlainTextEdit):
    """Several lines of plain words; kept when the cursor leaves. ``say`` tells why a paste was cut."""

    def __init__(self, keep: Callable[[], None], say: Callable[[str], None] = lambda sentence: None) -> None:
        super().__init__()
        self._keep = keep
        self._say = say
        self.setTabChangesFocus(True)
        read_as_written(self)
        self.setMaximumHeight(72)  # three lines where there is room; the style says how little will do

    def show_text(self, text: str) -> None:
        """Put a text in place of what is there."""
        self._break_lines(text)
        self.setPlainText(text)

    def _break_lines(self, text: str) -> None:
        """Break lines between words, or where there are none to speak of, anywhere."""
        anywhere = max(map(len, text.split()), default=0) > LONGEST_WORD
        modes = QTextOption.WrapMode
        self.setWordWrapMode(modes.WrapAnywhere if anywhere else modes.WrapAtWordBoundaryOrAnywhere)

    @guard
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return has_words(source)

    @guard
    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted comes as plain words, and as many as there is room for."""
        words = plain(plain_words(source))
        room = MAX_NOTES - self.document().characterCount() + 1 + len(self.textCursor().selectedText())
        if len(words) > room:
            cut = _("There is room for {most} characters here. The rest was not pasted.")
            self._say(cut.format(most=f"{MAX_NOTES:,}"))
        words = words[: max(room, 0)]
        self._break_lines(f"{self.toPlainText()}{words}")
        self.insertPlainText(words)

    @guard
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keep()
