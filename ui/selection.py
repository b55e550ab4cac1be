"""What is selected on the map, and what is lit. Neither is in the map."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from models.kinds import Polarity
from models.records import Key
from stratmap.document import Document


class Selection(QObject):
    """The keys of selected elements and links, and of those lit by a finding or a loop."""

    changed = Signal()
    lit_changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.keys: frozenset[Key] = frozenset()
        self.lit: frozenset[Key] | None = None
        self.loop: Polarity | None = None

    @property
    def elements(self) -> list[str]:
        """The selected elements' ids, in the map's order."""
        return [key for key in self._document.map.elements if key in self.keys]

    @property
    def links(self) -> list[str]:
        """The selected links' ids, in the map's order."""
        return [key for key in self._document.map.links if key in self.keys]

    def set(self, keys: Iterable[Key]) -> None:
        """Select just these."""
        kept = frozenset(keys)
        if kept != self.keys:
            self.keys = kept
            self.changed.emit()

    def toggle(self, key: Key) -> None:
        """Select it too, or no longer."""
        self.set(self.keys ^ {key})

    def light(self, keys: Iterable[Key] | None, loop: Polarity | None = None) -> None:
        """Light these and dim the rest; None lights all alike. ``loop`` is what they are as a feedback loop."""
        lit = None if keys is None else frozenset(keys)
        if lit != self.lit or loop != self.loop:
            self.lit = lit
            self.loop = loop
            self.lit_changed.emit()

    def prune(self) -> None:
        """Let go of what is no longer in the map."""
        map = self._document.map
        self.set(key for key in self.keys if key in map.elements or key in map.links)
        if self.lit is not None and not any(key in map.elements or key in map.links for key in self.lit):
            self.light(None)
