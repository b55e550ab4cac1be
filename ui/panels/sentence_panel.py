"""What the findings and the loops have in common: a line that sums up, sentences in sections, and what one says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.guard import guard
from ui.once import once
from ui.panels.sentence_list import SentenceList
from ui.panels.sentence_model import Row, Sort
from ui.plain_label import plain_label

LOW = 300
"""Pixels of height below which sentences leave no room for the line that sums them up; their headings count too."""

LATE = 300
"""Milliseconds after which an answer that is still to come sets the old one back: sooner it would flicker."""


@dataclass(frozen=True, slots=True)
class Section:
    """Some sentences, by the keys of what they are about, under a heading; ``button`` names one that is pressed.

    Pressed, a heading may open and close its sentences: then ``is_open`` says whether they are shown.
    """

    heading: str
    keys: Sequence[str] = ()
    button: str = ""
    is_open: bool | None = None

    @property
    def rows(self) -> int:
        """How many rows it fills."""
        return (0 if self.is_open is False else len(self.keys)) + bool(self.heading)


class SentencePanel(QWidget):
    """Shows sentences about a map. What was chosen stays chosen when new ones come, as long as it is among them."""

    chosen = Signal(object)
    """What the chosen sentence is about, or None when none is chosen any more."""
    opened = Signal(object)
    """The same, when Enter is pressed on it or it is double-clicked."""

    def __init__(self, theme: Theme, name: str, empty: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("panel-body")
        self.theme = theme
        self._things: Mapping[str, object] = {}
        self._sections: Sequence[Section] = ()
        self._starts: list[int] = []
        self._chosen: str | None = None
        self._goes_on: int | None = None
        self._left: int | None = None
        """Where among all sentences the one stood that was left, being settled."""
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(10, 8, 10, 0)
        self.bar.setSpacing(6)
        column.addLayout(self.bar)
        self.summary = plain_label(empty, "summary", wraps=True)
        self.summary.setContentsMargins(14, 8, 14, 8)
        column.addWidget(self.summary)
        self.list = SentenceList(self)
        self.list.setAccessibleName(name)
        self.list.setMinimumHeight(72)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        column.addWidget(self.list, 1)
        self._late = once(self, self._is_late, LATE)

    @property
    def sentences(self) -> list[str]:
        """The sentences shown, in their order."""
        return [
            self.row_of(self._things[key]).headline
            for section in self._sections
            if section.is_open is not False
            for key in section.keys
        ]

    @property
    def sentence_rows(self) -> list[int]:
        """The number of each sentence's row in the list."""
        return [number for number in range(self._count) if self._key_at(number) is not None]

    @property
    def thing(self) -> object:
        """What the chosen sentence is about, or None."""
        return self._things.get(self._chosen) if self._chosen is not None else None

    def wear(self, theme: Theme) -> None:
        """Show the same in another theme."""
        self.theme = theme
        self._fill()

    def clear_choice(self) -> None:
        """Choose no sentence; a heading the keyboard is at stays."""
        if self._chosen is not None:
            self.list.choose(-1)

    def drop_choice(self) -> None:
        """Choose none, and leave what is lit as it is: something else lit it."""
        self._chosen = None
        self.list.drop_choice()
        self.show_detail(None)

    def leave(self) -> None:
        """What is chosen is settled and something else is looked at: whoever walks on does so from its place."""
        self.go_on()
        self._left, self._goes_on = self._goes_on, None
        self.drop_choice()
        self._keep_place()

    def _keep_place(self) -> None:
        """Let the list know which row comes next for somebody who walks on."""
        keys = self._keys() if self._left is not None else []
        self.list.next_row = self._row_of_key(keys[min(self._left or 0, len(keys) - 1)]) if keys else -1

    def step(self, by: int) -> bool:
        """Choose the next sentence, or the one before, round and round; the first to begin with.

        A heading it comes to opens. Whether there is any.
        """
        keys = self._keys()
        if keys:
            start = (-1 if by > 0 else 0) if self._left is None else self._left - (1 if by > 0 else 0)
            here = keys.index(self._chosen) if self._chosen in keys else start
            self.choose_key(keys[(here + by) % len(keys)])
        return bool(keys)

    def choose_key(self, key: str) -> None:
        """Choose the sentence about this, if it is among them; the heading it stands under opens."""
        closed = [each for each in self._sections if each.is_open is False and key in each.keys]
        if closed:
            self.fold(closed[0].button, is_open=True)
        number = self._row_of_key(key)
        if number >= 0 and key != self._chosen:
            self.list.choose(number)
            self.list.show_current()

    def go_on(self) -> None:
        """What is chosen is about to be settled: the sentence that then takes its place is chosen next."""
        keys = self._keys()
        self._goes_on = keys.index(self._chosen) if self._chosen in keys else None

    def mark_stale(self) -> None:
        """Say that a newer answer is on its way; what is shown keeps its place, and is set back if it takes long."""
        if self._things:
            self._say_stale()
        self._late.start()

    def _say_stale(self) -> None:
        if self.isVisible():  # what was never shown has no height yet that anything could keep
            self.summary.setMinimumHeight(self.summary.height())
        self.summary.setText(_("Checking again …"))
        self._fit_summary()

    def _fit_summary(self) -> None:
        """Show the line that sums up where there is room for it, or nothing below it to read."""
        shown = bool(self.summary.text()) and (not self._things or self.height() >= LOW)
        self.summary.setVisible(shown)
        self.bar.setContentsMargins(10, 8, 10, 0 if shown else 8)

    def _is_late(self) -> None:
        self._say_stale()
        self.list.show_stale(True)

    def stop(self) -> None:
        """No answer comes any more."""
        self._late.stop()

    def show_sections(self, things: Mapping[str, object], sections: Sequence[Section], summary: str) -> None:
        """Show what was found, by the keys it is known by."""
        self._late.stop()
        self.list.show_stale(False)
        self._things = things
        self._sections = [section for section in sections if section.rows]
        self._starts = [0, *accumulate(section.rows for section in self._sections)]
        self.summary.setMinimumHeight(0)
        self.summary.setText(summary)
        self._fit_summary()
        place, self._goes_on = self._goes_on, None
        gone = self._chosen is not None and self._row_of_key(self._chosen) < 0
        if gone:
            self._chosen = None
        self._fill()
        if not gone:
            self.show_detail(self.thing)
            return
        keys = self._keys() if place is not None else []
        if place is not None and keys:
            self.choose_key(keys[min(place, len(keys) - 1)])
        else:
            self.show_detail(None)
            self.chosen.emit(None)

    def row_of(self, thing: object) -> Row:
        """The sentence about one thing, made when it comes into view; each panel has its own."""
        raise TypeError(thing)

    def show_detail(self, thing: object) -> None:
        """Show all there is to say of what is chosen; each panel has its own."""

    def fit_detail(self) -> None:
        """Give what is said of the chosen one the room there is; each panel has its own."""

    def press(self, button: str) -> None:
        """A heading that can be pressed was; each panel has its own."""

    def fold(self, button: str, *, is_open: bool) -> None:
        """Show what stands under a heading, or put it away; each panel keeps its own."""

    def fold_here(self, by: int) -> None:
        """As in a tree: to the right (1) a heading opens; to the left (-1) it closes, or is gone to from below it."""
        number = self.list.currentIndex().row()
        if number < 0:
            return
        section, place = self._section_at(number)
        if section.is_open is None:
            return
        if place >= 0:
            if by < 0:
                self.list.choose(number - place - 1)
        elif section.is_open is not (by > 0):
            self.fold(section.button, is_open=by > 0)
            self.list.choose(number)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_summary()
        self.fit_detail()

    def _keys(self) -> list[str]:
        """What all sentences are about, also those under headings that are closed."""
        return [key for section in self._sections for key in section.keys]

    @property
    def _count(self) -> int:
        return self._starts[-1] if self._starts else 0

    def _section_at(self, number: int) -> tuple[Section, int]:
        """The section of a row, and which of its keys the row is about; -1 is its heading."""
        place = bisect_right(self._starts, number) - 1
        section = self._sections[place]
        return section, number - self._starts[place] - bool(section.heading)

    def _key_at(self, number: int) -> str | None:
        section, place = self._section_at(number)
        return section.keys[place] if place >= 0 else None

    def _row_of_key(self, key: str) -> int:
        for section, start in zip(self._sections, self._starts, strict=False):
            if section.is_open is not False and key in section.keys:
                return start + bool(section.heading) + section.keys.index(key)
        return -1

    def _fill(self) -> None:
        current = -1 if self._chosen is None else self._row_of_key(self._chosen)
        self.list.show_rows(self._count, self._row, self.theme, current)
        self._keep_place()

    def _row(self, number: int) -> Row:
        section, place = self._section_at(number)
        if place >= 0:
            return self.row_of(self._things[section.keys[place]])
        sort = Sort.BUTTON if section.button else Sort.HEADING
        if section.is_open is None:
            return Row((), 1.0, section.heading, sort=sort)
        sign, state = ("▾", _("Open.")) if section.is_open else ("▸", _("Closed."))
        return Row((), 1.0, f"{sign} {section.heading}", spoken=state, sort=sort)

    def _choose(self, number: int) -> None:
        self._left, self.list.next_row = None, -1
        self._chosen = self._key_at(number) if number >= 0 else None
        self.show_detail(self.thing)
        self.chosen.emit(self.thing)
        self.list.show_current()

    def _open(self, number: int) -> None:
        section, place = self._section_at(number)
        if place >= 0:
            self.opened.emit(self._things[section.keys[place]])
        elif section.button:
            self.press(section.button)
