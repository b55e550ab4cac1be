"""What is selected on the map, and what is lit. Neither is in the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from models.kinds import Polarity
from models.records import Key, Record
from models.strategy_map import StrategyMap
from stratmap.document import Document

MIXED = object()
"""Stands for several values."""


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
        self.ways: tuple[tuple[Key, ...], ...] = ()
        self._elements = _Chosen()
        self._links = _Chosen()
        self._shared_in: StrategyMap | None = None
        self._shared_by: frozenset[Key] = frozenset()
        self._shared: dict[tuple[str, bool], object] = {}

    @property
    def elements(self) -> list[str]:
        """The selected elements' ids, in the map's order."""
        return list(self._elements.of(self.keys, self._document.map.elements))

    @property
    def links(self) -> list[str]:
        """The selected links' ids, in the map's order."""
        return list(self._links.of(self.keys, self._document.map.links))

    def shared(self, field: str, *, of_links: bool = False) -> object:
        """What all selected elements, or all selected links, have in a field; MIXED where they differ or none is."""
        map = self._document.map
        if self._shared_in is not map or self._shared_by is not self.keys:
            self._shared_in, self._shared_by, self._shared = map, self.keys, {}
        known = (field, of_links)
        if known not in self._shared:
            table: Mapping[Key, Record] = map.links if of_links else map.elements
            values = (getattr(table[key], field) for key in (self.links if of_links else self.elements))
            first = next(values, MIXED)
            self._shared[known] = first if all(each == first for each in values) else MIXED
        return self._shared[known]

    def set(self, keys: Iterable[Key]) -> None:
        """Select just these."""
        kept = frozenset(keys)
        if kept != self.keys:
            self.keys = kept
            self.changed.emit()

    def set_made(self, keys: Iterable[Key]) -> None:
        """Select what was just made, and let go of what is lit: nobody writes on in what is dimmed or hidden."""
        self.light(None)
        self.set(keys)

    def toggle(self, key: Key) -> None:
        """Select it too, or no longer."""
        self.set(self.keys ^ {key})

    def light(
        self,
        keys: Iterable[Key] | None,
        loop: Polarity | None = None,
        ways: Iterable[Iterable[Key]] = (),
    ) -> None:
        """Light these and dim the rest; None lights all alike. ``loop`` is what they are as a feedback loop.

        ``ways`` are links among them to be told apart, the first by a solid line, the second by a dashed one.
        """
        lit = None if keys is None else frozenset(keys)
        told_apart = tuple(tuple(way) for way in ways)
        if (lit, loop, told_apart) != (self.lit, self.loop, self.ways):
            self.lit, self.loop, self.ways = lit, loop, told_apart
            self.lit_changed.emit()

    def prune(self) -> None:
        """Let go of what is no longer in the map."""
        map = self._document.map
        self.set(key for key in self.keys if key in map.elements or key in map.links)
        if self.lit is not None and not any(key in map.elements or key in map.links for key in self.lit):
            self.light(None)


class _Chosen:
    """The selected keys that are in a table, in its order, looked up once: a window asks for them many times."""

    def __init__(self) -> None:
        self._keys: frozenset[Key] = frozenset()
        self._table: Mapping[Key, Record] = {}
        self._found: tuple[Key, ...] = ()

    def of(self, keys: frozenset[Key], table: Mapping[Key, Record]) -> tuple[Key, ...]:
        """Those of the keys that are in the table, which is another one after each change."""
        if keys is not self._keys or table is not self._table:
            self._keys, self._table = keys, table
            there = tuple(key for key in keys if key in table)
            self._found = there if len(there) < 2 else tuple(key for key in table if key in keys)
        return self._found
