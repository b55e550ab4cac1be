"""The rows of the outline: elements in groups, sorted by title, kept in order through every edit.

A row is found by bisecting a group, so that an edit costs as little among ten thousand elements as among ten.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from models.kinds import ElementKind
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.finding_titles import folded
from stratmap.i18n import _
from stratmap.vocabulary import kind_name

Spot = tuple[str, str]
"""Where an element stands in its group: by its title, then by its id."""


class Grouping(StrEnum):
    """What the outline puts together."""

    PERSPECTIVE = "perspective"
    KIND = "kind"


@dataclass
class GroupRows:
    """One group: its title, its elements in order, and whether they are shown."""

    key: str
    title: str
    spots: list[Spot] = field(default_factory=list)
    is_open: bool = True

    @property
    def height(self) -> int:
        """How many rows it takes, with its own."""
        return 1 + (len(self.spots) if self.is_open else 0)


@dataclass(frozen=True, slots=True)
class RowAt:
    """What a row shows: a group, or an element in it."""

    group: GroupRows
    element: str | None


class OutlineRows:
    """All groups, in their order. Only those with elements in them are there."""

    def __init__(self) -> None:
        self.grouping = Grouping.PERSPECTIVE
        self.groups: list[GroupRows] = []
        self._places: dict[str, tuple[str, Spot]] = {}
        self._closed: set[str] = set()

    def fill(self, map: StrategyMap, elements: Iterable[Element]) -> None:
        """Put these elements of a map in their groups."""
        self._places.clear()
        found: dict[str, list[Spot]] = {}
        for element in elements:
            group, spot = self._group_of(element), _spot(element)
            found.setdefault(group, []).append(spot)
            self._places[element.id] = (group, spot)
        order = self.order(map)
        self.groups = [
            GroupRows(key, order[key], sorted(found[key]), key not in self._closed) for key in order if key in found
        ]

    def order(self, map: StrategyMap) -> dict[str, str]:
        """The titles of all groups there could be, by key, in their order."""
        if self.grouping is Grouping.KIND:
            return {kind.value: kind_name(kind) for kind in ElementKind}
        named = {each.id: " ".join(each.title.split()) or _("(no title)") for each in map.ordered_perspectives()}
        return {**named, "": _("In no perspective")}

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(group.height for group in self.groups)

    def at(self, row: int) -> RowAt | None:
        """What a row shows; None beyond the last."""
        for group in self.groups:
            if row < group.height:
                return RowAt(group, group.spots[row - 1][1] if row else None) if row >= 0 else None
            row -= group.height
        return None

    def row_of(self, element: str) -> int | None:
        """The row of an element; None where it is not listed or its group is closed."""
        if element not in self._places:
            return None
        key, spot = self._places[element]
        top = 0
        for group in self.groups:
            if group.key == key:
                return top + 1 + bisect_left(group.spots, spot) if group.is_open else None
            top += group.height
        return None

    def top_of(self, group: GroupRows) -> int:
        """The row of a group's own title."""
        top = 0
        for each in self.groups:
            if each is group:
                return top
            top += each.height
        raise ValueError(group.key)

    def toggle(self, group: GroupRows) -> None:
        """Show a group's elements, or no longer."""
        group.is_open = not group.is_open
        self._closed ^= {group.key}

    def group_for(self, element: Element) -> GroupRows | None:
        """The group an element belongs in, if there is one yet."""
        key = self._group_of(element)
        return next((group for group in self.groups if group.key == key), None)

    def is_in_place(self, element: Element) -> bool:
        """Whether an element stands where it belongs."""
        return self._places.get(element.id) == (self._group_of(element), _spot(element))

    def take_out(self, element: str) -> None:
        """Remove an element; its group stays, even when it is empty."""
        key, spot = self._places.pop(element)
        group = next(group for group in self.groups if group.key == key)
        del group.spots[bisect_left(group.spots, spot)]

    def put_in(self, element: Element) -> None:
        """Add an element to its group, which is there."""
        group, spot = self.group_for(element), _spot(element)
        if group is None:
            raise ValueError(element.id)
        insort(group.spots, spot)
        self._places[element.id] = (group.key, spot)

    def row_for(self, element: Element) -> int | None:
        """The row an element would get that is not in yet; None where its group is closed."""
        group = self.group_for(element)
        if group is None or not group.is_open:
            return None
        return self.top_of(group) + 1 + bisect_left(group.spots, _spot(element))

    def holds(self, element: str) -> bool:
        """Whether an element is listed, be its group open or not."""
        return element in self._places

    def _group_of(self, element: Element) -> str:
        return element.kind.value if self.grouping is Grouping.KIND else element.perspective or ""


def _spot(element: Element) -> Spot:
    return folded(element.title), element.id
