"""A sentence over the map that goes away by itself: hints while drawing, and why something was refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.guard import guard
from ui.once import once

LASTS = 6_000
"""Milliseconds a sentence stays."""

Say = Callable[[str], None]
"""Puts a sentence where the person looks, as ``Notice.say`` does."""


class Notice(QLabel):
    """Stands at the bottom of its parent, in the middle. Plain text; the mouse goes through it."""

    covers = Signal(int)
    """So many pixels at the bottom of its parent are taken by it and the room around it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("notice")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = once(self, self._end, LASTS)
        parent.installEventFilter(self)
        self.hide()

    def stand_on(self, parent: QWidget) -> None:
        """Stand on another widget from now on, the one that is in sight."""
        if parent is self._around:
            return
        self._around.removeEventFilter(self)
        shown = not self.isHidden()
        self._around = parent
        self.setParent(parent)
        parent.installEventFilter(self)
        if shown:
            self.say(self.text(), stays=not self._timer.isActive())

    def say(self, sentence: str, *, stays: bool = False) -> None:
        """Show a sentence, until something else is said if it ``stays``; an empty one takes away what is there."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self._timer.stop()
        if sentence:
            self._place()
            self.raise_()
            if not stays:
                self._timer.start()
        else:
            self.covers.emit(0)

    def enlarge(self, large: bool) -> None:
        """Write so large that a room can read it; or as usual."""
        self.setProperty("large", large)
        self.style().unpolish(self)
        self.style().polish(self)
        self.say("")

    def _end(self) -> None:
        self.hide()
        self.covers.emit(0)

    def _place(self) -> None:
        parent = self._around
        large = bool(self.property("large"))
        width = min(1_000 if large else 560, parent.width() - 48)
        natural = self.fontMetrics().horizontalAdvance(self.text()) + (60 if large else 40)
        self.setFixedWidth(max(80, min(width, natural)))
        self.resize(self.width(), self.heightForWidth(self.width()))
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 20)
        self.covers.emit(self.height() + 20)

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Resize and not self.isHidden()
        ):  # the parent may get its size before it is seen
            self._place()
        return super().eventFilter(watched, event)
