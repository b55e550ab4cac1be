"""What was not saved last time, on the start page: a row for each map, to open it or do without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stratmap.i18n import _, ngettext
from ui.panels.pictured_list import LONGEST, framed_picture
from ui.plain_label import plain_label

if TYPE_CHECKING:
    from stratmap.safekeeping.recovery import Left

MOST_ROWS = 3
"""Maps shown; the rest is in the dialog."""


class LeftRows(QWidget):
    """A heading and the rows. It is there only while something is left behind, or was not looked for."""

    def __init__(
        self, open: Callable[[Left], None], discard: Callable[[Left], None], show_all: Callable[[], None]
    ) -> None:
        super().__init__()
        self._open, self._discard, self._show_all = open, discard, show_all
        self.buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 14)
        self._column.setSpacing(8)
        self.hide()

    def show_left(self, left: Sequence[Left] | None) -> None:
        """Show what is left behind, the newest first; None: it was not looked for."""
        self.buttons.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(left is None or bool(left))
        if left is not None and not left:
            return
        self._column.addWidget(plain_label(_("Not saved last time"), "heading", wraps=True))
        if left is None:
            words = _(
                "Stratmap has ended twice while it looked for work that was not saved, so this time it did not look."
                " Nothing is lost: you can have it look when you want."
            )
            self._column.addWidget(plain_label(words, "muted", wraps=True))
            self._link("look-for-left", _("Look for it now"))
            return
        for number, each in enumerate(left[:MOST_ROWS]):
            self._column.addWidget(self._row(number, each))
        more = len(left) - MOST_ROWS
        if more > 0:
            words = ngettext("Show {count} more …", "Show {count} more …", more)
            self._link("more-left", words.format(count=more))

    def _row(self, number: int, each: Left) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        picture = QLabel()
        picture.setPixmap(framed_picture(each.picture))
        picture.setFixedSize(picture.sizeHint())
        line.addWidget(picture)
        first, second = left_lines(each)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(plain_label(first, wraps=True))
        words.addWidget(plain_label(second, "muted", wraps=True))
        words.addStretch(1)
        line.addLayout(words, 1)
        for name, text, run in (("open", _("Open"), self._open), ("discard", _("Discard"), self._discard)):
            button = QPushButton(text)
            button.setAccessibleName(f"{text}: {first}")
            button.clicked.connect(partial(_call, run, each))
            self.buttons[f"{name}-left-{number}"] = button
            line.addWidget(button)
        return row

    def _link(self, name: str, text: str) -> None:
        button = QPushButton(text)
        button.setObjectName("link")
        button.clicked.connect(lambda _checked=False: self._show_all())
        self.buttons[name] = button
        self._column.addWidget(button)


def left_lines(each: Left, note: str = "") -> tuple[str, str]:
    """Two lines about a map that was left behind: name, time and edits; where it lies, and what is wrong with it."""
    from stratmap.safekeeping.wording import left_sentence

    place = str(each.path) if each.path is not None else _("in no file yet")
    notes = [note] if note else []
    if each.damaged:
        notes.append(_("damaged: what is left of it can be read into a new map"))
    title = each.title or (each.path.name if each.path is not None else _("Untitled map"))
    lines = left_sentence(replace(each, title=title)), " · ".join([place, *notes])
    first, second = (" ".join(line.split())[:LONGEST] for line in lines)
    return first, second


def _call(run: Callable[[Left], None], left: Left, _checked: bool = False) -> None:
    run(left)
