"""What one sees first: begin, go on with a recent map, or look at an example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stratmap.drawing.theme import Theme
from stratmap.examples import EXAMPLES
from stratmap.i18n import _
from ui.files.file_commands import FileCommands
from ui.files.recovery_commands import RecoveryCommands
from ui.files.save_names import caption_of
from ui.icons import icon
from ui.panels.file_banner import FileBanner
from ui.panels.left_rows import LeftRows
from ui.plain_label import plain_label

if TYPE_CHECKING:
    from stratmap.safekeeping.recovery import Left

MOST_RECENT = 8


class StartPage(QScrollArea):
    """An empty map, a file, the recent ones, and the examples: every one a button the keyboard reaches."""

    def __init__(
        self,
        files: FileCommands,
        recent: tuple[str, ...],
        theme: Theme,
        recovering: RecoveryCommands | None = None,
        title_of: Callable[[str], str] = lambda _path: "",
    ) -> None:
        """``recent`` are paths of files, ``title_of`` tells what the map in one of them was called."""
        super().__init__()
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self._files = files
        self.buttons: dict[str, QPushButton] = {}
        body = QWidget()
        body.setObjectName("panel-body")
        middle = QHBoxLayout(body)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.setContentsMargins(40, 48, 40, 48)
        middle.addStretch(1)
        middle.addLayout(column, 8)
        middle.addStretch(1)
        self.news = FileBanner()
        column.addWidget(self.news)
        column.addWidget(_label(_("stratmap"), "title"))
        words = _("Draw your strategy as a map, and find out while drawing where it does not hang together.")
        column.addWidget(_label(words, "muted"))
        column.addSpacing(14)
        column.addLayout(self._begin(theme))
        column.addSpacing(22)
        self.left = None if recovering is None else LeftRows(recovering.open, recovering.discard, recovering.show)
        if self.left is not None:
            column.addWidget(self.left)
        column.addWidget(_label(_("Examples to look at and change"), "heading"))
        column.addLayout(self._examples())
        column.addSpacing(22)
        column.addWidget(_label(_("Recent maps"), "heading"))
        self._list_recent(column, recent, title_of)
        column.addStretch(1)
        self.setWidget(body)

    def show_left(self, left: Sequence[Left] | None) -> None:
        """Show what crashes left behind; the keyboard stays where it was, or near it."""
        if self.left is None:
            return
        focus = QApplication.focusWidget()
        was_here = focus is not None and self.left.isAncestorOf(focus)
        self.left.show_left(left)
        self.put_in_order()
        if was_here:
            next(iter(self.left.buttons.values()), self.buttons["new"]).setFocus()

    def put_in_order(self) -> None:
        """Have the keyboard go from the top to the bottom, whenever it was that a button came."""
        begin = [self.buttons[name] for name in ("new", "open", "import")]
        others = [each for each in self.buttons.values() if each not in begin]
        left = list(self.left.buttons.values()) if self.left is not None else []
        for first, second in pairwise((*self.news.buttons, *begin, *left, *others)):
            QWidget.setTabOrder(first, second)

    def _begin(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        new = self._button("new", _("New map"), self._files.new)
        new.setObjectName("primary")
        new.setIcon(icon("new", theme, theme.chrome.accent_text))
        for button, name in (
            (self._button("open", _("Open …"), self._files.open), "open"),
            (self._button("import", _("Import tables …"), self._files.import_tables), "import"),
        ):
            button.setIcon(icon(name, theme))
        for name in ("new", "open", "import"):
            self.buttons[name].setIconSize(QSize(18, 18))
            self.buttons[name].setMinimumHeight(36)
            row.addWidget(self.buttons[name])
        row.addStretch(1)
        return row

    def _examples(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, example in enumerate(EXAMPLES):
            button = self._button(example.name, "", partial(self._files.open_example, example.name))
            button.setObjectName("card")
            button.setAccessibleName(f"{example.title}. {example.words}")
            inside = QVBoxLayout(button)
            inside.setContentsMargins(16, 14, 16, 14)
            inside.addWidget(_label(example.title, "heading"))
            inside.addWidget(_label(example.words, "muted"))
            inside.addStretch(1)
            button.setMinimumWidth(220)
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # as high as its words
            grid.addWidget(button, number // 3, number % 3)
        return grid

    def _list_recent(self, column: QVBoxLayout, recent: tuple[str, ...], title_of: Callable[[str], str]) -> None:
        there = [Path(name) for name in recent][:MOST_RECENT]
        if not there:
            column.addWidget(_label(_("None yet. Maps you save or open are listed here."), "muted"))
        for path in there:
            text = f"{caption_of(title_of(str(path)), path, None)}    {path.parent}".replace("&", "&&")
            button = self._button(str(path), text, partial(self._files.open_path, path))
            button.setObjectName("link")
            column.addWidget(button)

    def _button(self, name: str, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False: run())
        self.buttons[name] = button
        return button


def _label(text: str, name: str) -> QLabel:
    label = plain_label(text, name, wraps=True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
