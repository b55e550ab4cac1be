"""Finding on the map: the matches lit, and from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from stratmap.document import Document
from stratmap.finding_titles import Texts, found_on
from ui.canvas.view import MapView
from ui.panels.find_bar import FindBar
from ui.selection import Selection
from ui.sight import Sight


class FindCommands(QObject):
    """Answers the find bar, and keeps its answer true while the map is edited."""

    def __init__(self, document: Document, view: MapView, selection: Selection, sight: Sight, bar: FindBar) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._sight = sight
        self._bar = bar
        self._texts = Texts()
        self._matches: list[str] = []
        self._elsewhere = 0
        self._current: str | None = None
        bar.asked.connect(self._search)
        bar.stepped.connect(self.step)
        bar.closed.connect(self.close)
        sight.changed.connect(self.follow)

    @property
    def is_open(self) -> bool:
        """Whether the bar is there."""
        return self._bar.isVisibleTo(self._view)

    @property
    def matches(self) -> list[str]:
        """The ids of what was found, in the order of going from one to the next."""
        return list(self._matches)

    def open(self) -> None:
        """Ask what to find."""
        self._view.hand.cancel()
        self._bar.open()
        self._search(self._bar.field.text())

    def step(self, way: int) -> None:
        """Go to the next match or the one before, round and round."""
        if not self.is_open:
            self.open()
            return
        self._look()
        if self._matches:
            at = self._matches.index(self._current) if self._current in self._matches else -max(way, 0)
            self._go((at + way) % len(self._matches))

    def close(self) -> None:
        """Light everything again and go back to the map; the match stays selected."""
        self._bar.hide()
        if self._selection.lit == frozenset(self._matches):
            self._selection.light(None)
        self._matches, self._current = [], None
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """The map is another, or another part of it is shown: look again, staying where one is."""
        if self.is_open:
            self._look()
            self._light()
            self._tell()

    def _search(self, words: str) -> None:
        self._look()
        if self._matches:
            self._go(self._matches.index(self._current) if self._current in self._matches else 0)
        else:
            self._current = None
            self._light()
            self._tell()

    def _look(self) -> None:
        found = found_on(self._sight.map, self._view.scene.sheet, self._bar.field.text(), self._texts)
        self._matches, self._elsewhere = found

    def _go(self, number: int) -> None:
        self._current = self._matches[number]
        self._selection.set({self._current})
        self._light()
        self._tell()
        rect = self._view.scene.rect_of(self._current)
        if rect is not None:
            self._view.looking.go_to(rect)

    def _light(self) -> None:
        self._selection.light(self._matches or None)

    def _tell(self) -> None:
        number = self._matches.index(self._current) + 1 if self._current in self._matches else 0
        self._bar.show_count(number, len(self._matches), self._elsewhere)
