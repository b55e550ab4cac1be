"""A whole strategy map: an immutable value made of records.

Applying a change gives a new map that shares every table the change did not touch. So a snapshot costs nothing:
analysis, saving and exporting read the map they were given while editing goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from models.change import Change
from models.records import (
    RECORD_TYPES,
    Band,
    Bend,
    Element,
    Key,
    Link,
    LoopName,
    MapInfo,
    Mute,
    Perspective,
    Placement,
    Record,
    SavedFilter,
    Sheet,
    Version,
    new_id,
    placement_key,
)

R = TypeVar("R", bound=Record)
Table = dict[Key, Record]


class StrategyMap:
    """Records by key, one table a record type. Equal when all records are equal; never changes."""

    __slots__ = ("_links_of", "_on_sheet", "_tables", "_views")

    def __init__(self, records: Iterable[Record] = ()) -> None:
        tables: dict[type, Table] = {kind: {} for kind in RECORD_TYPES}
        for record in records:
            tables[type(record)][record.key] = record
        self._set(tables)

    def _set(self, tables: dict[type, Table]) -> None:
        self._tables = tables
        self._views: dict[type, Mapping[Key, Any]] = {kind: MappingProxyType(tables[kind]) for kind in tables}
        self._links_of: dict[str, tuple[Link, ...]] | None = None
        self._on_sheet: dict[str, dict[str, Placement]] | None = None

    def table(self, kind: type[R]) -> Mapping[Key, R]:
        """The records of one type by key, in the order they were made."""
        return self._views[kind]

    @property
    def info(self) -> MapInfo:
        """What the map is called and stands for."""
        return next(iter(self.table(MapInfo).values()))

    @property
    def infos(self) -> Mapping[Key, MapInfo]:
        """The map's info by key; one in every map that keeps the rules."""
        return self.table(MapInfo)

    @property
    def perspectives(self) -> Mapping[Key, Perspective]:
        return self.table(Perspective)

    @property
    def elements(self) -> Mapping[Key, Element]:
        return self.table(Element)

    @property
    def links(self) -> Mapping[Key, Link]:
        return self.table(Link)

    @property
    def sheets(self) -> Mapping[Key, Sheet]:
        return self.table(Sheet)

    @property
    def placements(self) -> Mapping[Key, Placement]:
        return self.table(Placement)

    @property
    def bands(self) -> Mapping[Key, Band]:
        return self.table(Band)

    @property
    def bends(self) -> Mapping[Key, Bend]:
        return self.table(Bend)

    @property
    def loop_names(self) -> Mapping[Key, LoopName]:
        return self.table(LoopName)

    @property
    def mutes(self) -> Mapping[Key, Mute]:
        return self.table(Mute)

    @property
    def filters(self) -> Mapping[Key, SavedFilter]:
        return self.table(SavedFilter)

    @property
    def versions(self) -> Mapping[Key, Version]:
        return self.table(Version)

    def get(self, key: Key) -> Record | None:
        """The record with this key, of whatever type, or None."""
        for table in self._tables.values():
            if key in table:
                return table[key]
        return None

    def records(self) -> Iterator[Record]:
        """Every record, types in the order of ``RECORD_TYPES``."""
        for kind in RECORD_TYPES:
            yield from self._tables[kind].values()

    def __len__(self) -> int:
        return sum(len(table) for table in self._tables.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StrategyMap) and self._tables == other._tables

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"StrategyMap({len(self.elements)} elements, {len(self.links)} links)"

    def links_of(self, element: str) -> tuple[Link, ...]:
        """The links that leave or enter an element."""
        if self._links_of is None:
            index: dict[str, list[Link]] = {}
            for link in self.links.values():
                index.setdefault(link.source, []).append(link)
                if link.target != link.source:
                    index.setdefault(link.target, []).append(link)
            self._links_of = {id_: tuple(links) for id_, links in index.items()}
        return self._links_of.get(element, ())

    def placements_on(self, sheet: str) -> Mapping[str, Placement]:
        """Where a sheet shows which elements, by element id."""
        if self._on_sheet is None:
            index: dict[str, dict[str, Placement]] = {}
            for placement in self.placements.values():
                index.setdefault(placement.sheet, {})[placement.element] = placement
            self._on_sheet = index
        return MappingProxyType(self._on_sheet.get(sheet, {}))

    def placement(self, sheet: str, element: str) -> Placement | None:
        """Where a sheet shows an element, or None where it does not."""
        return self.placements.get(placement_key(sheet, element))

    def ordered_perspectives(self) -> list[Perspective]:
        """The perspectives from the top one down."""
        return sorted(self.perspectives.values(), key=lambda each: (each.position, each.title, each.id))

    def ordered_sheets(self) -> list[Sheet]:
        """The sheets in the order of their tabs."""
        return sorted(self.sheets.values(), key=lambda each: (each.position, each.title, each.id))

    def first_sheet(self) -> Sheet:
        """The sheet a map opens on."""
        return self.ordered_sheets()[0]

    def apply(self, change: Change) -> StrategyMap:
        """The map after a change. Tables the change leaves alone are shared with this map."""
        tables = dict(self._tables)
        copied: set[type] = set()
        for key, before, after in change:
            for record in (before, after):
                if record is not None and type(record) not in copied:
                    tables[type(record)] = dict(tables[type(record)])
                    copied.add(type(record))
            if before is not None and type(before) is not type(after):
                tables[type(before)].pop(key, None)
            if after is not None:
                tables[type(after)][key] = after
        after_map = StrategyMap.__new__(StrategyMap)
        after_map._set(tables)
        after_map._links_of = _links_after(self._links_of, change) if Link in copied else self._links_of
        after_map._on_sheet = _placements_after(self._on_sheet, change) if Placement in copied else self._on_sheet
        return after_map

    def keeping(self, keeps: Callable[[Record], bool], *kinds: type[Record]) -> StrategyMap:
        """The map with only those records of some types that are asked for; the other tables are shared."""
        kept = {kind: {key: record for key, record in self._tables[kind].items() if keeps(record)} for kind in kinds}
        after_map = StrategyMap.__new__(StrategyMap)
        after_map._set(self._tables | kept)
        return after_map

    def change_to(self, other: StrategyMap, label: str) -> Change:
        """The change that makes this map equal to another."""
        entries: dict[Key, tuple[Record | None, Record | None]] = {}
        for kind in RECORD_TYPES:
            mine, theirs = self._tables[kind], other._tables[kind]
            if mine is not theirs:
                for key in mine.keys() | theirs.keys():
                    entries[key] = (mine.get(key), theirs.get(key))
        return Change(label, entries)


MOST_STEPS = 20_000
"""Links looked at for bringing an index up to date, before making it anew when next needed is the cheaper way."""


def _links_after(index: dict[str, tuple[Link, ...]] | None, change: Change) -> dict[str, tuple[Link, ...]] | None:
    """The links of each element after a change, or None where they are better looked up anew."""
    if index is None:
        return None
    index = dict(index)
    steps = 0
    for key, before, after in change:
        gone = before if isinstance(before, Link) else None
        come = after if isinstance(after, Link) else None
        for end in {each for link in (gone, come) if link for each in (link.source, link.target)}:
            known = index.get(end, ())
            steps += len(known)
            if steps > MOST_STEPS:
                return None
            if come is None or end not in (come.source, come.target):
                index[end] = tuple(each for each in known if each.id != key)
            elif any(each.id == key for each in known):
                index[end] = tuple(come if each.id == key else each for each in known)
            else:
                index[end] = (*known, come)
    return index


def _placements_after(
    index: dict[str, dict[str, Placement]] | None, change: Change
) -> dict[str, dict[str, Placement]] | None:
    """The placements on each sheet after a change. Sheets it leaves alone are shared."""
    if index is None:
        return None
    index = dict(index)
    copied: set[str] = set()
    for _, before, after in change:
        for placement in (before, after):
            if isinstance(placement, Placement) and placement.sheet not in copied:
                index[placement.sheet] = dict(index.get(placement.sheet, {}))
                copied.add(placement.sheet)
        if isinstance(after, Placement):
            index[after.sheet][after.element] = after
        elif isinstance(before, Placement):
            index[before.sheet].pop(before.element, None)
    return index


PERSPECTIVE_HEIGHT = 240.0
"""Height a new band is given, in pixels at 100 %."""


def new_map(title: str = "", perspectives: Iterable[str] = ()) -> StrategyMap:
    """An empty map with one sheet, and these perspectives from the top down."""
    sheet = Sheet(new_id())
    named = [Perspective(new_id(), name, position) for position, name in enumerate(perspectives)]
    bands = [Band(sheet.id, perspective.id, PERSPECTIVE_HEIGHT) for perspective in named]
    return StrategyMap([MapInfo(new_id(), title), sheet, *named, *bands])
