"""The line at the foot of the map in which a workshop is written down as it is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QToolButton, QWidget

from models.kinds import ElementKind
from models.strategy_map import StrategyMap
from stratmap.entry_text import MOST_CHARACTERS, being_written, completions
from stratmap.i18n import _
from stratmap.vocabulary import kind_name, quoted
from ui.guard import guard
from ui.panels.choice_box import ChoiceBox
from ui.plain_label import plain_label

EXAMPLES = "Raise prices -> Revenue +     Initiative: New shop -> Revenue +     Shop requires Loan"
VERBS = "requires, supports, hurts, influences, conflicts with, owns, tracks"


class QuickEntry(QFrame):
    """Enter hands a line on and waits for the next; Tab completes a title; Escape closes. Refused words stay."""

    def __init__(
        self, map: Callable[[], StrategyMap], enter: Callable[[str, ElementKind], str], parent: QWidget
    ) -> None:
        """``enter`` makes what a line says and answers why not; an empty answer says that it is done."""
        super().__init__(parent)
        self._map = map
        self._enter = enter
        self._closed: Callable[[], None] = lambda: None
        self.setObjectName("quick-entry")
        self.line = QLineEdit()
        self.line.setMaxLength(MOST_CHARACTERS)
        self.line.setPlaceholderText(_("Write as it is said:   {examples}").format(examples=EXAMPLES))
        self.line.setAccessibleName(_("Quick entry"))
        self.line.returnPressed.connect(self._entered)
        self.line.textEdited.connect(self._written)
        self.line.installEventFilter(self)
        self.kinds = ChoiceBox()
        self.kinds.setAccessibleName(_("Kind of new cards"))
        self.kinds.setToolTip(_("What new cards are, where the words do not say"))
        self.kinds.offer([(kind, kind_name(kind)) for kind in ElementKind])
        self.kinds.show_value(ElementKind.OBJECTIVE)
        self._close = QToolButton()
        self._close.setText("×")
        self._close.setToolTip(_("Close (Esc)"))
        self._close.setAccessibleName(_("Close"))
        self._close.clicked.connect(self.leave)
        self.hint = plain_label("", "muted", wraps=True)
        rows = QGridLayout(self)
        rows.setContentsMargins(12, 8, 8, 8)
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(4)
        rows.addWidget(self.line, 0, 0)
        rows.addWidget(self.kinds, 0, 1)
        rows.addWidget(self._close, 0, 2)
        rows.addWidget(self.hint, 1, 0, 1, 3)
        rows.setColumnStretch(0, 1)
        self.hide()

    def open(self, closed: Callable[[], None]) -> None:
        """Show the line and put the keyboard into it; ``closed`` is called when it goes."""
        self._closed = closed
        self.show()
        self._written(self.line.text())
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def leave(self) -> None:
        """Close the line; what is written in it stays for the next time."""
        self.hide()
        self._closed()

    def _entered(self) -> None:
        if not self.line.text().strip():
            self.leave()
            return
        trouble = self._enter(self.line.text(), self.kinds.value or ElementKind.OBJECTIVE)
        if trouble:
            self._tell(trouble, wrong=True)
        else:
            self.line.clear()
            self._written("")

    def _written(self, text: str) -> None:
        titles = completions(self._map(), text)
        if titles:
            first, *others = (quoted(each) for each in titles)
            more = _("   also {titles}").format(titles=", ".join(others)) if others else ""
            self._tell(_("Tab: {title}{more}").format(title=first, more=more))
        else:
            links = _("-> and a sign after the title (+ −), or: {verbs}").format(verbs=VERBS)
            kinds = _("What a new card is stands before its title, as in Initiative: New shop, or else at the right.")
            self._tell(f"{links}\n{kinds}")

    def _complete(self) -> bool:
        titles = completions(self._map(), self.line.text())
        if titles:
            before, _begun = being_written(self.line.text())
            self.line.setText(before + titles[0])
            self._written(self.line.text())
        return bool(titles)

    def _tell(self, words: str, *, wrong: bool = False) -> None:
        self.hint.setText(words)
        if bool(self.line.property("wrong")) != wrong:
            self.line.setProperty("wrong", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab completes while there is something to complete, and moves on otherwise; Escape closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.line:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() == Qt.Key.Key_Tab:
                return self._complete()
        return super().eventFilter(watched, event)
