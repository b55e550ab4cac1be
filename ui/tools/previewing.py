"""What gestures have in common that show a map that might be: the document hears of it once, at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.change import Change
from models.records import Key
from models.strategy_map import StrategyMap
from stratmap.document import Document
from ui.canvas.scene import Scene
from ui.commands.refusals import refusals_told
from ui.notice import Say


@dataclass
class Previewing:
    """Shows changes on the canvas one in place of the other, and takes the last one back or makes it.

    What is shown may be a part of the map, so it is the scene's map that a change is tried on.
    """

    document: Document
    scene: Scene
    say: Say
    shown: frozenset[Key] = field(default_factory=frozenset, init=False)
    _base: StrategyMap = field(init=False)

    def __post_init__(self) -> None:
        self._base = self.scene.map

    def preview(self, change: Change) -> None:
        """Show the map as it would be after a change, in place of what was shown before."""
        self.scene.show(self._base.apply(change), change.keys | self.shown, lifted=True)
        self.shown = change.keys

    def cancel(self) -> None:
        """Show the map as it is."""
        self.scene.show(self._base, self.shown)
        self.shown = frozenset()

    def make(self, change: Change) -> None:
        """Make a change, or say which rule is in the way."""
        with refusals_told(self.document, self.say):
            self.document.make(change)
