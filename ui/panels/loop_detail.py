"""The chosen loop: its name, and a walk along it, link by link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from stratmap.i18n import _
from ui.guard import guard
from ui.panels.detail import Detail
from ui.panels.line_field import LineField

if TYPE_CHECKING:
    from stratmap.analysis.worded import WordedLoop, WordedSign


STEP_LINES = 2
"""Lines kept for what is said of a link."""


class LoopDetail(Detail):
    """A field for a person's own name, and two buttons that go along the loop."""

    named = Signal(object, str)
    """A ``WordedLoop`` and the name it is to have."""
    step_asked = Signal(int)
    """One link on (1) or back (-1)."""
    sign_asked = Signal(object)
    """A ``WordedSign`` whose link is to be selected."""

    def __init__(self) -> None:
        super().__init__(_("About this loop"))
        self.name: LineField | None = None
        self._kept_name = ""
        """The name that was kept last: keeping it may take the field away, which would keep it once more."""
        self._shown: WordedLoop | None = None
        self._step: QLabel | None = None

    def show_loop(self, words: WordedLoop) -> None:
        """Show a loop; what is being written stays."""
        if self._shown is not None and self._shown.key != words.key:
            self._let_go()
        self._shown = words
        self.say((words.key, words.headline, words.reason, words.loop.strength), lambda: self._build(words))

    def show_sign(self, wanted: WordedSign) -> None:
        """Show a link that had better be signed."""
        self._let_go()
        self.say(wanted, lambda: self._build_sign(wanted))

    def show_nothing(self) -> None:
        """Show nothing."""
        self._let_go()
        self.say(None, lambda: None)

    def keep_name(self) -> None:
        """Keep the name that is being written."""
        words, field = self._shown, self.name
        if words is not None and field is not None and field.text() != self._kept_name:
            self._kept_name = field.text()
            self.named.emit(words, self._kept_name)

    def _left(self, field: LineField) -> None:
        if field is self.name:
            self.keep_name()

    def _let_go(self) -> None:
        """Another loop is chosen, or none: the field is about this one no longer."""
        self.keep_name()
        self._shown = self.name = self._step = None

    def show_step(self, words: str) -> None:
        """Say at which link one is."""
        if self._step is not None:
            self._step.setText(words or _("Step along it, link by link."))
            self.fit()

    def fit(self) -> None:
        """The same, with room kept for what is said of a link: the buttons stay under the pointer."""
        if self._step is not None:
            self._step.ensurePolished()
            self._step.setMinimumHeight(STEP_LINES * self._step.fontMetrics().lineSpacing())
        super().fit()

    def _build(self, words: WordedLoop) -> None:
        self.name = LineField()
        self._kept_name = words.loop.own_name
        self.name.setText(self._kept_name)
        self.name.setCursorPosition(0)  # what is too long is read from its beginning
        self.name.setPlaceholderText(_("Name this loop"))
        self.name.setAccessibleName(_("Name of this loop"))
        field = self.name
        field.editingFinished.connect(lambda: self._left(field))
        self.name.installEventFilter(self)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.name, 1)
        for text, by, spoken in (("◀", -1, _("One link back")), ("▶", 1, _("One link on"))):
            button = QPushButton(text)
            button.setObjectName("step")
            button.setAccessibleName(spoken)
            button.setToolTip(f"{spoken} ({'F7' if by > 0 else 'Shift+F7'})")
            button.clicked.connect(lambda _on=False, by=by: self.step_asked.emit(by))
            line.addWidget(button)
        self.add(row)
        self._step = self.add_words(_("Step along it, link by link."))
        self._step.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.add_words(words.meaning, "muted")
        if words.loop.strength is not None:
            strength = _("Strength: {strength:.3g}, that of its links multiplied.")
            self.add_words(strength.format(strength=words.loop.strength), "muted")

    def _build_sign(self, wanted: WordedSign) -> None:
        self.add_words(_("Enter selects this link. Then press + when more leads to more, − when more leads to less."))
        self.add_button(_("Select this link"), lambda: self.sign_asked.emit(wanted))

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the field of the name thinks better of it; Enter keeps it and goes back to the list."""
        return self._takes(watched, event) or super().eventFilter(watched, event)

    def _takes(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.name or self.name is None or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape and self._shown is not None:
            self.name.setText(self._shown.loop.own_name)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.left.emit()  # leaving the field keeps the name
        return True
