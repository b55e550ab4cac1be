"""What of a map is shown: a filter by what things are, or a few steps of causes and effects around some of them.

Both only name what is hidden. A map without what is hidden is a map like any other, with fewer placements and links,
so canvas, exports and search need to know nothing of filters. Elements themselves stay: they are hidden, not gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.change import Change, Entry
from models.kinds import JOINS, ElementKind, LinkKind
from models.records import Bend, Element, Key, Link, Placement, Record, SavedFilter
from models.strategy_map import StrategyMap

ANYTHING = SavedFilter("")
"""The filter that hides nothing."""

NONE = ""
"""The value that stands for having none: no owner, no department, no status, no tag."""

Hidden = frozenset[Key]
"""The ids of the elements and links that are not shown."""

CRITERIA = ("kinds", "link_kinds", "owners", "departments", "statuses", "tags")
"""The criteria of a filter, in the order they are asked."""


class Towards(StrEnum):
    """Which way steps are taken: to what brings something about, to what comes of it, or both."""

    CAUSES = "causes"
    EFFECTS = "effects"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Focus:
    """So many steps around some elements; ``steps`` None is as far as links lead."""

    around: tuple[str, ...]
    steps: int | None = 1
    towards: Towards = Towards.BOTH


def asks_for_something(filter: SavedFilter) -> bool:
    """Whether a filter can hide anything at all."""
    return any(getattr(filter, criterion) for criterion in CRITERIA)


def hidden_by(map: StrategyMap, filter: SavedFilter) -> Hidden:
    """The elements and links a filter does not ask for. A link goes with either of its ends."""
    if not asks_for_something(filter):
        return frozenset()
    elements = {each.id for each in map.elements.values() if not asks_for(filter, map, each)}
    links = {each.id for each in map.links.values() if filter.link_kinds and each.kind.value not in filter.link_kinds}
    return frozenset(elements | links)


def asks_for(filter: SavedFilter, map: StrategyMap, element: Element) -> bool:
    """Whether a filter asks for an element: each criterion that lists values must list one the element has."""
    if filter.kinds and element.kind.value not in filter.kinds:
        return False
    if filter.statuses and (element.status.value if element.status else NONE) not in filter.statuses:
        return False
    if filter.owners and same(element.owner) not in {same(each) for each in filter.owners}:
        return False
    if filter.tags and not _any_of({same(tag) for tag in element.tags}, {same(tag) for tag in filter.tags}):
        return False
    departments = {each for each in filter.departments if each == NONE or each in map.elements}
    return not departments or _any_of(departments_of(map, element), departments)


def _any_of(has: set[str], wanted: set[str]) -> bool:
    return not has.isdisjoint(wanted) if has else NONE in wanted


def same(words: str) -> str:
    """Words so that equal ones compare equal however they are spaced and capitalised."""
    return " ".join(words.casefold().split())


def departments_of(map: StrategyMap, element: Element) -> set[str]:
    """The ids of the departments accountable for an element; a department answers for itself."""
    if element.kind is ElementKind.DEPARTMENT:
        return {element.id}
    links = map.links_of(element.id)
    return {link.source for link in links if link.kind is LinkKind.OWNS and link.target == element.id}


def hidden_around(map: StrategyMap, focus: Focus) -> Hidden:
    """The elements more than so many steps away from those in focus."""
    seen = set(focus.around) & map.elements.keys()
    edge = set(seen)
    steps = 0
    while edge and (focus.steps is None or steps < focus.steps):
        edge = {other for each in edge for other in _next(map, each, focus.towards)} - seen
        seen |= edge
        steps += 1
    return frozenset(map.elements.keys() - seen)


def _next(map: StrategyMap, element: str, towards: Towards) -> Iterator[str]:
    """The elements one step away.

    What is required is a cause of what requires it, and a measure comes of what it tracks. Things in conflict are
    neither cause nor effect of each other, so they belong only to a look both ways.
    """
    for link in map.links_of(element):
        cause, effect = link.source, link.target
        if link.kind in (LinkKind.REQUIRES, LinkKind.TRACKS):
            cause, effect = effect, cause
        either = towards is Towards.BOTH
        if element == effect and (either or (towards is Towards.CAUSES and not JOINS[link.kind].symmetric)):
            yield cause
        if element == cause and (either or (towards is Towards.EFFECTS and not JOINS[link.kind].symmetric)):
            yield effect


def all_but(map: StrategyMap, keys: frozenset[Key]) -> Hidden:
    """All elements and links but these."""
    return frozenset((*map.elements, *map.links)) - keys


def without(map: StrategyMap, hidden: Hidden) -> StrategyMap:
    """The map without the placements, links and bends of what is hidden."""
    if not hidden:
        return map
    return map.keeping(lambda record: is_shown(record, map, hidden), Placement, Link, Bend)


def is_shown(record: Record, map: StrategyMap, hidden: Hidden) -> bool:
    """Whether a record of a map is among what is shown of it."""
    if isinstance(record, Placement):
        return record.element not in hidden
    if isinstance(record, Link):
        return not (record.source in hidden or record.target in hidden or record.id in hidden)
    if isinstance(record, Bend):
        link = map.links.get(record.link)
        return link is None or is_shown(link, map, hidden)
    return True


def shown_part(change: Change, before: StrategyMap, after: StrategyMap, hidden: Hidden) -> Change:
    """What a change that led from one map to another is to the part of them that is shown."""
    if not hidden:
        return change
    entries: dict[Key, Entry] = {}
    for key, was, now in change:
        entries[key] = (
            was if was is not None and is_shown(was, before, hidden) else None,
            now if now is not None and is_shown(now, after, hidden) else None,
        )
    for bend in _bends_along(change, before, after):
        was_there, is_there = before.bends.get(bend), after.bends.get(bend)
        entries[bend] = (
            was_there if was_there and is_shown(was_there, before, hidden) else None,
            is_there if is_there and is_shown(is_there, after, hidden) else None,
        )
    return Change(change.label, entries)


def _bends_along(change: Change, before: StrategyMap, after: StrategyMap) -> set[Key]:
    """The bends of links that a change leads elsewhere: they come and go with what their link is joined to."""
    led = {key for key, was, now in change if isinstance(was, Link) or isinstance(now, Link)}
    if not led:
        return set()
    return {each.key for map in (before, after) for each in map.bends.values() if each.link in led}


def count_on(map: StrategyMap, sheet: str, hidden: Hidden = frozenset()) -> int:
    """How many cards a sheet shows."""
    return sum(element not in hidden for element in map.placements_on(sheet))
