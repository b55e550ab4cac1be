"""What there is to say of the chosen sentence, below the list: as high as it needs to be, up to half the panel.

The list above keeps its share whatever else the panel holds; what is too much is scrolled.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.guard import guard
from ui.plain_label import plain_label

SHARE = 0.5
"""Largest part of the panel's height."""

LIST_SHARE = 0.45
"""Smallest part of the panel's height that is left to the list."""

LEAST = 180
"""Pixels it may always have, as long as the list keeps its least height: in a low window the buttons come first."""

MOST_LINES = 3
"""Lines of words on a button."""

AROUND = 34
"""Pixels of a button beside its words."""


class Detail(QScrollArea):
    """Words and buttons one below the other; hidden while there is nothing to say."""

    left = Signal()
    """What had the keyboard is gone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setObjectName("detail")
        self._said: Hashable = None
        self._buttons: list[tuple[QPushButton, str]] = []
        self._short: dict[str, QPushButton] = {}
        self._column = QVBoxLayout()
        self.over_list: Callable[[], int] = lambda: 0
        """Pixels the panel needs for what is above its list."""
        self.least_list: Callable[[], int] = lambda: 0
        """Pixels the list keeps whatever is said."""
        self.hide()

    def say(self, what: Hashable, build: Callable[[], None]) -> None:
        """Show what ``build`` adds, unless just this is shown already; None hides it all."""
        if what == self._said:
            return
        self._said = what
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self._buttons, self._short = [], {}
        content = QWidget()
        content.setObjectName("panel-body")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(6)
        if what is not None:
            build()
        self.setWidget(content)
        self.setVisible(what is not None)
        self.fit()
        if had_focus:
            self.left.emit()

    def add(self, widget: QWidget) -> None:
        """Put something below the rest."""
        self._column.addWidget(widget)

    def add_words(self, text: str, style: str = "") -> QLabel:
        """Put words below the rest; ``style`` is a name of the style sheet."""
        label = plain_label(text, style, wraps=True)
        self.add(label)
        return label

    def add_button(self, text: str, run: Callable[[], object], style: str = "") -> QPushButton:
        """Put a button below the rest; its words are broken into lines as the panel is wide."""
        button = QPushButton()
        button.setObjectName(style)
        button.setAccessibleName(text)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _on=False: run())
        self._buttons.append((button, text))
        self.add(button)
        return button

    def add_row(self, *buttons: tuple[str, Callable[[], object], str]) -> None:
        """Put short buttons side by side below the rest: words, what they do, and a name of the style sheet."""
        row = QHBoxLayout()
        row.setSpacing(6)
        for text, run, style in buttons:
            button = QPushButton(text)
            button.setObjectName(style)
            button.clicked.connect(lambda _on=False, run=run: run())
            row.addWidget(button)
            self._short[text] = button
        row.addStretch(1)
        self._column.addLayout(row)

    @property
    def buttons(self) -> dict[str, QPushButton]:
        """The buttons by their words."""
        return {text: button for button, text in self._buttons} | self._short

    def fit(self) -> None:
        """Be as high as what is said, up to a share of the panel."""
        content, panel = self.widget(), self.parentWidget()
        if content is None or panel is None or self.isHidden():
            return
        width = max(200, self.viewport().width())
        for button, text in self._buttons:
            button.setText(broken(text, button.fontMetrics(), width - 28 - AROUND).replace("&", "&&"))
        for each in content.findChildren(QWidget):
            each.ensurePolished()  # without its style sheet it is lower than it is going to be
        self._column.invalidate()
        height = (
            self._column.heightForWidth(width) if self._column.hasHeightForWidth() else content.sizeHint().height()
        )
        height += 2 * self.frameWidth() + 2
        high, above = panel.height(), self.over_list()
        most = max(min(high * SHARE, high * (1 - LIST_SHARE) - above), min(LEAST, high - above - self.least_list()))
        self.setFixedHeight(max(48, height if height <= most else self._between_buttons(width, int(most))))

    def _between_buttons(self, width: int, most: int) -> int:
        """The height up to which no button is cut through; what is below is scrolled to."""
        margins, top = self._column.contentsMargins(), self._column.contentsMargins().top()
        room = width - margins.left() - margins.right()
        for number in range(self._column.count()):
            item = self._column.itemAt(number)
            if item is None:
                break
            high = item.heightForWidth(room) if item.hasHeightForWidth() else item.sizeHint().height()
            if top < most < top + high and not isinstance(item.widget(), QLabel):
                return top - self._column.spacing() // 2
            top += high + self._column.spacing()
        return most

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


def broken(text: str, metrics: QFontMetrics, width: int) -> str:
    """A text broken into lines that fit a width in pixels; more than a few lines are cut off."""
    lines: list[str] = []
    rest = text.split()
    while rest:
        if len(lines) == MOST_LINES - 1:
            lines.append(metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width))
            break
        count = 1
        while count < len(rest) and metrics.horizontalAdvance(" ".join(rest[: count + 1])) <= width:
            count += 1
        lines.append(metrics.elidedText(" ".join(rest[:count]), Qt.TextElideMode.ElideRight, width))
        rest = rest[count:]
    return "\n".join(lines)
