"""The one kind of change: what some records were before and what they are after.

The same object is undo, crash protection, the refresh of the canvas, the comparison of two files and the merge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from models.records import BESIDE_TYPES, Key, Record

Entry = tuple[Record | None, Record | None]


@dataclass(frozen=True, slots=True)
class Change:
    """Records before and after, by key, under the name a person knows the edit by.

    ``None`` before means created, ``None`` after means deleted. Entries that change nothing are left out.
    """

    label: str
    entries: Mapping[Key, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {key: entry for key, entry in self.entries.items() if entry[0] != entry[1]}
        object.__setattr__(self, "entries", MappingProxyType(kept))

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __iter__(self) -> Iterator[tuple[Key, Record | None, Record | None]]:
        for key, (before, after) in self.entries.items():
            yield key, before, after

    @property
    def keys(self) -> frozenset[Key]:
        """The keys of the records it touches."""
        return frozenset(self.entries)

    @property
    def is_structural(self) -> bool:
        """Whether it changes what the map means, rather than its drawing or what is kept of earlier."""
        return any(not isinstance(after or before, BESIDE_TYPES) for _, before, after in self)

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.label, {key: (after, before) for key, before, after in self})

    def then(self, later: Change) -> Change:
        """This change and a later one as one, under the later one's label."""
        joined = dict(self.entries)
        for key, before, after in later:
            first = joined[key][0] if key in joined else before
            joined[key] = (first, after)
        return Change(later.label, joined)
