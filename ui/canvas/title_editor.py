"""The small field in which a title is written right on the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from models.limits import MAX_TITLE
from models.rules import plain
from ui.guard import guard

LEAST_SIZE = 12
"""Pixels of the smallest letters one is asked to write in, however far away the map is."""


class TitleEditor(QPlainTextEdit):
    """Enter or a click elsewhere keeps what was written, Shift+Enter begins a line, Escape drops it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._keep: Callable[[str], None] | None = None
        self._done: Callable[[], None] | None = None
        self.setObjectName("title-editor")
        self.setAccessibleName("Title")
        self.setTabChangesFocus(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def open(
        self, rect: QRect, text: str, scale: float, keep: Callable[[str], None], done: Callable[[], None]
    ) -> None:
        """Write over ``rect`` of the parent, beginning with ``text``; ``keep`` gets the plain words at the end."""
        self.finish()
        self._keep = keep
        self._done = done
        font = QFont(self.font())
        font.setPixelSize(max(LEAST_SIZE, round(14 * scale)))
        self.setFont(font)
        least = self.fontMetrics().lineSpacing() + 16
        size = rect.size()
        size.setHeight(max(size.height(), least))
        size.setWidth(max(size.width(), 8 * least))
        rect = QRect(rect.topLeft(), size)
        self.setGeometry(rect)
        self.setPlainText(text)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_with(self, letters: str) -> None:
        """Put these letters in place of what is there, as if they had been typed."""
        self.setPlainText(letters)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def finish(self) -> None:
        """Keep what was written and go."""
        keep, self._keep = self._keep, None
        if keep is None:
            return
        text = plain(self.toPlainText()).strip()[:MAX_TITLE]
        self._go()
        if text:
            keep(text)

    def drop(self) -> None:
        """Go without keeping anything."""
        if self._keep is not None:
            self._keep = None
            self._go()

    def _go(self) -> None:
        self.hide()
        done, self._done = self._done, None
        if done is not None:
            done()

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        newline = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not newline:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.drop()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.finish()
        else:
            super().keyPressEvent(event)

    @guard
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and QApplication.activePopupWidget() is None:
            self.finish()
