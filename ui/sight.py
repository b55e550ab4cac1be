"""What of the map is looked at: all of it, what a filter asks for, or a few steps around some cards.

The canvas is shown a map without what is hidden, so nothing else has to know of filters. None of it is in the map.
What is made while a filter is on stays in sight until the filter is changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from models.change import Change
from models.records import Key, Link, SavedFilter
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.filtering import (
    ANYTHING,
    Focus,
    Hidden,
    all_but,
    asks_for,
    asks_for_something,
    hidden_around,
    hidden_by,
    is_shown,
    shown_part,
    without,
)
from ui.canvas.scene import Scene
from ui.selection import Selection


class Sight(QObject):
    """Keeps the scene showing the part of the map that is looked at, and the selection within it."""

    changed = Signal()
    """Another part of the map is looked at."""

    def __init__(self, document: Document, scene: Scene, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._scene = scene
        self._selection = selection
        self._whole = document.map
        self.map: StrategyMap = document.map
        self.hidden: Hidden = frozenset()
        self.filter: SavedFilter = ANYTHING
        self.focus: Focus | None = None
        self.only: frozenset[Key] | None = None
        selection.changed.connect(self._let_go)

    @property
    def is_partial(self) -> bool:
        """Whether a filter or a focus is on, whatever they hide."""
        return self.focus is not None or self.only is not None or asks_for_something(self.filter)

    def look_through(self, filter: SavedFilter) -> None:
        """Show what a filter asks for."""
        self.filter = filter
        self._look()

    def focus_on(self, focus: Focus | None) -> None:
        """Show what is around some cards; None for all that the filter asks for."""
        self.focus = focus
        self._look()

    def show_only(self, keys: Iterable[Key] | None) -> None:
        """Of what the filter and the focus show, show only these elements and links; None for all of it."""
        only = None if keys is None else frozenset(keys)
        if only != self.only:
            self.only = only
            self._look()

    def show_all(self) -> None:
        """Show the whole map."""
        self.filter, self.focus, self.only = ANYTHING, None, None
        self._look()

    def follow(self, change: Change) -> None:
        """Have the scene show what a change of the document is to the part that is looked at."""
        before, self._whole = self._whole, self._document.map
        if not self.hidden:
            self.map = self._whole
        elif self._come_back(change.keys):
            self._hide(self.hidden.difference(self._come_back(change.keys)))
            return
        else:
            self.map = self.map.apply(shown_part(change, before, self._whole, self.hidden))
        self._scene.show(self.map, change.keys)

    def shows(self, key: Key) -> bool:
        """Whether an element or link is not hidden, be it on the sheet or not."""
        record = self._whole.links.get(key)
        return is_shown(record, self._whole, self.hidden) if isinstance(record, Link) else key not in self.hidden

    def _come_back(self, keys: Iterable[Key]) -> list[Key]:
        """The hidden elements among these that the filter now asks for."""
        if self.focus is not None or self.only is not None:
            return []
        elements = self._whole.elements
        found = [key for key in keys if key in self.hidden and key in elements]
        return [key for key in found if asks_for(self.filter, self._whole, elements[key])]

    def _look(self) -> None:
        self._whole = self._document.map
        around = hidden_around(self._whole, self.focus) if self.focus is not None else frozenset()
        beside = all_but(self._whole, self.only) if self.only is not None else frozenset()
        self._hide(hidden_by(self._whole, self.filter) | around | beside)
        self.changed.emit()

    def _hide(self, hidden: Hidden) -> None:
        self.hidden = hidden
        self.map = without(self._whole, hidden)
        self._scene.show_all(self.map)
        self._let_go()

    def _let_go(self) -> None:
        """What cannot be seen is not selected."""
        if self.hidden:
            self._selection.set(key for key in self._selection.keys if self.shows(key))
