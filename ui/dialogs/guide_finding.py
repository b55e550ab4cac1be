"""Finding words in a long text: each match is marked in turn, and the bar counts them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser

from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.panels.find_bar import FindBar

MOST = 1_000
"""Matches that are counted."""


class GuideFinding(QObject):
    """Ctrl+F in a text: the bar over its corner, and what it does."""

    def __init__(self, text: QTextBrowser, theme: Theme) -> None:
        super().__init__(text)
        self._text = text
        self._matches: list[QTextCursor] = []
        self._number = 0
        self._here = 0
        """Where one read as the bar was opened, or stepped to: each letter more is looked for from there."""
        self.bar = FindBar(text, theme)
        self.bar.field.setPlaceholderText(_("Find in the guide"))
        self.bar.asked.connect(self._ask)
        self.bar.stepped.connect(self._step)
        self.bar.closed.connect(self._close)

    def open(self) -> None:
        """Put the cursor where the words are written."""
        self._text.document().pageCount()  # lays out all of it: places before that are anywhere
        self._here = self._text.cursorForPosition(self._text.viewport().rect().topLeft()).position()
        self.bar.open()
        self._ask(self.bar.field.text())

    def _ask(self, words: str) -> None:
        """Go to the first match from where one reads on."""
        self._matches = self._all(words) if words.strip() else []
        from_here = (number for number, each in enumerate(self._matches) if each.selectionStart() >= self._here)
        self._number = next(from_here, 0)
        self._show()

    def _all(self, words: str) -> list[QTextCursor]:
        document, found = self._text.document(), QTextCursor(self._text.document())
        matches: list[QTextCursor] = []
        while len(matches) < MOST:
            found = document.find(words, found)
            if found.isNull():
                break
            matches.append(found)
        return matches

    def _step(self, by: int) -> None:
        if self._matches:
            self._number = (self._number + by) % len(self._matches)
            self._here = self._matches[self._number].selectionStart()
            self._show()

    def _show(self) -> None:
        self.bar.show_count(self._number + 1, len(self._matches), 0)
        if self._matches:
            show_at(self._text, self._matches[self._number])

    def _close(self) -> None:
        self.bar.hide()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)


def show_at(text: QTextBrowser, cursor: QTextCursor) -> None:
    """Mark a place of a text, and have it a third of the way down."""
    text.setTextCursor(cursor)
    bar = text.verticalScrollBar()
    bar.setValue(max(0, text.cursorRect().top() + bar.value() - text.viewport().height() // 3))
