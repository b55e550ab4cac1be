"""The field to search the map in, over the top right corner of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from stratmap.drawing.theme import Theme
from stratmap.i18n import _, grouped, ngettext
from ui.guard import guard
from ui.icons import SIZE, icon
from ui.plain_label import plain_label

EDGE = 12
"""Pixels between the bar and the edges of the map."""

LONGEST = 500
"""Letters that can be searched for."""


class FindField(QLineEdit):
    """Enter goes to the next match, Shift+Enter to the one before, Escape closes."""

    stepped = Signal(int)
    closed = Signal()

    def _step(self, *, back: bool) -> None:
        self.stepped.emit(-1 if back else 1)

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Words in, a count out. It finds nothing itself: it says what is asked, and shows what was found."""

    asked = Signal(str)
    stepped = Signal(int)
    """One match on (1) or back (-1)."""
    closed = Signal()

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("find-bar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.field = FindField()
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(_("Find in titles, notes, owners and tags"))
        self.field.setAccessibleName(_("Find"))
        self.field.textEdited.connect(self.asked)
        self.field.stepped.connect(self.stepped)
        self.field.closed.connect(self.closed)
        self.count = plain_label("", "muted")
        self._icons: dict[QToolButton, str] = {}
        back = self._button("up", _("Previous match (Shift+Enter)"))
        back.clicked.connect(lambda: self.stepped.emit(-1))
        on = self._button("down", _("Next match (Enter)"))
        on.clicked.connect(lambda: self.stepped.emit(1))
        close = self._button("close", _("Close (Esc)"))
        close.clicked.connect(lambda _on=False: self.closed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 6, 6)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for button in (back, on, close):
            row.addWidget(button)
        over.installEventFilter(self)
        self.wear(theme)
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        for button, name in self._icons.items():
            button.setIcon(icon(name, theme))

    def open(self) -> None:
        """Come up with the cursor in the field, the words of last time chosen to be written over."""
        self.show()
        self._place()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, number: int, count: int, elsewhere: int) -> None:
        """Say which match of how many it is, and how many there are that are not in the picture."""
        words = (
            _("{number} of {count}").format(number=grouped(number), count=grouped(count))
            if count
            else _("No matches")
        )
        if elsewhere:
            more = ngettext("{n} not shown", "{n} not shown", elsewhere).format(n=grouped(elsewhere))
            words = f"{words} · {more}"
        self.count.setText(words if self.field.text().strip() else "")
        wrong = bool(self.field.text().strip()) and not count
        if bool(self.field.property("wrong")) != wrong:
            self.field.setProperty("wrong", wrong)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)
        self._place()

    def _button(self, name: str, hint: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(SIZE, SIZE))
        button.setToolTip(hint)
        button.setAccessibleName(hint)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icons[button] = name
        return button

    def _place(self) -> None:
        width = min(460, self._over.width() - 2 * EDGE)
        self.resize(width, self.sizeHint().height())
        self.move(self._over.width() - width - EDGE, EDGE)

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
