"""What the Select menu does: take along what belongs to the selection, as far as the sheet shows it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject

from models.records import Key
from models.strategy_map import StrategyMap
from stratmap import selecting
from stratmap.analysis.loops import Loop
from stratmap.document import Document
from stratmap.i18n import _, ngettext
from ui.canvas.scene import Scene
from ui.notice import Say
from ui.selection import Selection

Grow = Callable[[StrategyMap, Collection[Key]], frozenset[Key]]


class SelectCommands(QObject):
    """Selects more, or other things, beginning with what is selected."""

    def __init__(self, document: Document, scene: Scene, selection: Selection, say: Say) -> None:
        super().__init__(selection)
        self._document = document
        self._scene = scene
        self._selection = selection
        self._say = say
        self._loops: Sequence[Loop] = ()

    def know_loops(self, loops: Sequence[Loop]) -> None:
        """Remember the loops the last analysis found."""
        self._loops = loops

    def causes(self) -> None:
        """Everything that leads to what is selected."""
        self._grow(selecting.causes)

    def effects(self) -> None:
        """Everything that what is selected leads to."""
        self._grow(selecting.effects)

    def neighbours(self) -> None:
        """What one link joins to it."""
        self._grow(selecting.neighbours)

    def same_kind(self) -> None:
        """All of its kind."""
        self._grow(selecting.same_kind)

    def loops(self) -> None:
        """The whole loops that run through it."""
        found, count = selecting.whole_loops(
            self._selection.keys, [(loop.elements, loop.links) for loop in self._loops]
        )
        if count:
            self._set(self._selection.keys | found)
            self._say(ngettext("One loop is selected.", "{n} loops are selected.", count).format(n=count))
        else:
            self._say(_("No feedback loop runs through what is selected."))

    def invert(self) -> None:
        """All the rest of the sheet."""
        self._set(selecting.inverted(self._selection.keys, self._scene.keys))

    def none(self) -> None:
        """Nothing."""
        self._set(())

    def _grow(self, grow: Grow) -> None:
        if not self._selection.keys:
            self._say(_("Select a card or a link first."))
            return
        self._set(grow(self._document.map, self._selection.keys))

    def _set(self, keys: Collection[Key]) -> None:
        """Select what the sheet shows of it; say when there is more on other sheets."""
        shown = self._scene.keys
        self._selection.set(shown.intersection(keys))
        more = sum(key in self._document.map.elements for key in keys if key not in shown)
        if more:
            words = ngettext("One more is not on this sheet.", "{n} more are not on this sheet.", more)
            self._say(words.format(n=more))
