"""What to select beside what is selected: the same kind, causes, effects, neighbours, whole loops, all the rest.

A required thing is a cause of what requires it, an owner of what it owns, a measure of what it tracks. Conflicts
run neither way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from models.kinds import LinkKind
from models.records import Key, Link
from models.strategy_map import StrategyMap

_CAUSE_IS_TARGET = (LinkKind.REQUIRES,)


def causes(map: StrategyMap, keys: Collection[Key]) -> frozenset[Key]:
    """These elements with everything that leads to them, by however many steps, and the links on the way."""
    return _followed(map, _elements(map, keys, cause_end), lambda link, here: effect_end(link) == here)


def effects(map: StrategyMap, keys: Collection[Key]) -> frozenset[Key]:
    """These elements with everything they lead to, by however many steps, and the links on the way."""
    return _followed(map, _elements(map, keys, effect_end), lambda link, here: cause_end(link) == here)


def neighbours(map: StrategyMap, keys: Collection[Key]) -> frozenset[Key]:
    """These elements with those that one link joins to them, of any kind and either way; and those links."""
    chosen = {key for key in keys if key in map.elements}
    chosen |= {end for key in keys if (link := map.links.get(key)) for end in (link.source, link.target)}
    links = {link.id: link for each in chosen for link in map.links_of(each)}
    ends = {end for link in links.values() for end in (link.source, link.target)}
    return frozenset(chosen | ends | links.keys())


def same_kind(map: StrategyMap, keys: Collection[Key]) -> frozenset[Key]:
    """All elements of the kinds selected; where only links are selected, all links of their kinds."""
    kinds = {map.elements[key].kind for key in keys if key in map.elements}
    if kinds:
        return frozenset(element.id for element in map.elements.values() if element.kind in kinds)
    link_kinds = {map.links[key].kind for key in keys if key in map.links}
    return frozenset(link.id for link in map.links.values() if link.kind in link_kinds)


def whole_loops(
    keys: Collection[Key], loops: Iterable[tuple[Sequence[str], Sequence[str]]]
) -> tuple[frozenset[Key], int]:
    """All loops that run through everything selected, or else through any of it, as one set; and how many they are.

    ``loops`` are the (elements, links) of each loop there is.
    """
    parts = [frozenset((*elements, *links)) for elements, links in loops]
    chosen = frozenset(keys)
    through = [each for each in parts if chosen <= each] or [each for each in parts if chosen & each]
    return frozenset().union(*through), len(through)


def inverted(keys: Collection[Key], everything: Collection[Key]) -> frozenset[Key]:
    """All of ``everything`` that is not selected."""
    return frozenset(everything) - frozenset(keys)


def cause_end(link: Link) -> str:
    """The element a link leads from, in the sense of cause and effect."""
    return link.target if link.kind in _CAUSE_IS_TARGET else link.source


def effect_end(link: Link) -> str:
    """The element a link leads to, in the sense of cause and effect."""
    return link.source if link.kind in _CAUSE_IS_TARGET else link.target


def _elements(map: StrategyMap, keys: Collection[Key], end: Callable[[Link], str]) -> set[str]:
    """The selected elements; for a selected link, the one to start from."""
    chosen = {key for key in keys if key in map.elements}
    return chosen | {end(map.links[key]) for key in keys if key in map.links}


def _followed(map: StrategyMap, start: set[str], leads: Callable[[Link, str], bool]) -> frozenset[Key]:
    """What can be reached along the links for which ``leads`` says so, each element visited once."""
    found: set[Key] = set(start)
    waiting = list(start)
    while waiting:
        here = waiting.pop()
        for link in map.links_of(here):
            if link.kind is LinkKind.CONFLICTS or not leads(link, here):
                continue
            found.add(link.id)
            there = link.target if link.source == here else link.source
            if there not in found:
                found.add(there)
                waiting.append(there)
    return frozenset(found)
