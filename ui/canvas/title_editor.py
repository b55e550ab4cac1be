"""The small field in which a title is written right on the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMargins, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from models.limits import MAX_TITLE
from models.rules import plain
from stratmap.i18n import _
from ui.guard import guard
from ui.plain_paste import has_words, plain_words
from ui.text_direction import read_as_written

LEAST_SIZE = 12
"""Pixels of the smallest letters one is asked to write in, however far away the map is."""


MOST_LINES = 12
"""Lines the field grows to; of more, those around the cursor are seen."""

GAP = 8
"""Pixels between the field and a card it keeps clear of."""


@dataclass(frozen=True, slots=True)
class Place:
    """What of the parent the field is written over, at which scale, and which rectangles it keeps clear of.

    ``below`` are pixels under the field that are taken too.
    """

    rect: QRect
    scale: float
    others: Sequence[QRect] = ()
    below: int = 0


class TitleEditor(QPlainTextEdit):
    """Enter or a click elsewhere keeps what was written, Shift+Enter begins a line, Escape drops it.

    It grows with what is written, and goes along when the paper is moved under it. What Tab and Shift+Tab lead on to
    after keeping it, and Ctrl with the arrows up and down, is up to who opens it.
    """

    moved = Signal()
    """It stands elsewhere, or is larger, by now."""

    def __init__(self, parent: QWidget, say: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._paper = parent
        self._say = say
        self._keep: Callable[[str], None] | None = None
        self._done: Callable[[], None] | None = None
        self._go_on: Callable[[int], None] | None = None
        self._step: Callable[[int], None] | None = None
        self._where: Callable[[], Place] | None = None
        self.setObjectName("title-editor")
        self.setAccessibleName(_("Title"))
        self.setTabChangesFocus(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        read_as_written(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self.follow)
        self.hide()

    def open(
        self,
        where: Callable[[], Place],
        text: str,
        keep: Callable[[str], None],
        done: Callable[[], None],
        *,
        go_on: Callable[[int], None] | None = None,
        step: Callable[[int], None] | None = None,
    ) -> None:
        """Write over a place of the parent, beginning with ``text``; ``keep`` gets the plain words at the end.

        ``done`` is called when the field goes, before ``keep``. ``go_on`` hears after it of Tab (1) and Shift+Tab
        (-1), ``step`` of Ctrl and the arrow down (1) or up (-1). ``where`` is asked again when the paper moves. The
        field is larger than its place where that is too small to write in, and then beside the others there.
        """
        self.finish()
        self._keep = keep
        self._done = done
        self._go_on = go_on
        self._step = step
        self._where = None
        self.setPlainText(text)
        self._where = where
        self.follow()
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Stand where the place is by now, as large as what is written asks for."""
        if self._where is None:
            return
        place = self._where()
        letters = max(LEAST_SIZE, round(14 * place.scale))
        if letters != self.font().pixelSize():
            # a font that is set gives way to the window's sheet
            self.setStyleSheet(f"* {{ font-size: {letters}px; }}")
            self.ensurePolished()
        line = self.fontMetrics().lineSpacing()
        size = place.rect.size().expandedTo(QSize(8 * (line + 16), line + 16))
        if size.width() != self.width():
            self.resize(size)  # how lines break depends on it
        lines = min(self.document().size().height(), MOST_LINES)
        high = min(round(lines * line) + 16, max(self._paper.height() - 2 * GAP - place.below, line + 16))
        size.setHeight(max(size.height(), high))
        rect = QRect(QPoint(place.rect.center().x() - size.width() // 2, place.rect.top()), size)
        rect = clear_of(rect, place.others, place.below, self._paper.rect())
        if rect != self.geometry():
            self.setGeometry(rect)
            self.ensureCursorVisible()
        self.moved.emit()

    def begin_with(self, letters: str) -> None:
        """Put these letters in place of what is there, as if they had been typed."""
        self.setPlainText(letters)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def finish(self) -> bool:
        """Keep what was written and go; whether there was anything to keep."""
        keep, self._keep = self._keep, None
        if keep is None:
            return False
        text = plain(self.toPlainText()).strip()[:MAX_TITLE]
        self._go()
        if text:
            keep(text)
        return bool(text)

    def drop(self) -> None:
        """Go without keeping anything."""
        if self._keep is not None:
            self._keep = None
            self._go()

    def _go(self) -> None:
        self._where = None
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
            go_on = self._go_on
            if self.finish() and go_on is not None:
                go_on(tab_way(event))
        elif event.key() in _STEPS and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._step:
            self._step(_STEPS[event.key()])
        else:
            super().keyPressEvent(event)

    @guard
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return has_words(source)

    @guard
    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted comes as plain words, and as many as a title may have."""
        words = plain(plain_words(source)).strip("\n")
        if len(words) > MAX_TITLE:
            words_left_out = _("A title has up to {most} characters. The rest was not pasted.")
            self._say(words_left_out.format(most=f"{MAX_TITLE:,}"))
        self.insertPlainText(words[:MAX_TITLE])

    @guard
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and QApplication.activePopupWidget() is None:
            self.finish()


def clear_of(rect: QRect, others: Sequence[QRect], below: int, room: QRect) -> QRect:
    """A rectangle moved as little as needed to be in ``room`` and not to touch others, as far as both can be had.

    ``below`` are pixels under it that are not to touch them either.
    """
    gap = QMargins(GAP, GAP, GAP, GAP)
    taken = [each.marginsAdded(gap) for each in others]
    inside = QRect(room.topLeft(), QSize(room.width() - rect.width() + 1, room.height() - rect.height() + 1))
    lefts = [
        rect.left(),
        inside.left(),
        inside.right(),
        *(each.right() + 1 for each in taken),
        *(each.left() - rect.width() for each in taken),
    ]
    tops = [
        rect.top(),
        *(each.bottom() + 1 for each in taken),
        *(each.top() - rect.height() - below for each in taken),
    ]
    places = [QRect(QPoint(left, top), rect.size()) for left in lefts for top in tops]
    free = [
        place
        for place in places
        if room.contains(place) and not any(place.adjusted(0, 0, 0, below).intersects(each) for each in taken)
    ]
    return min(free, key=lambda place: (place.topLeft() - rect.topLeft()).manhattanLength(), default=rect)


def tab_way(event: QKeyEvent) -> int:
    """1 for Tab, -1 for Shift+Tab, which has a key of its own on some systems."""
    back = event.key() == Qt.Key.Key_Backtab or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return -1 if back else 1


_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
