"""Which records look otherwise when the map goes from one state to another, and where links may have to make way.

Apart from the scene, which has it painted: these are questions to two states of the map and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.records import Key
from models.strategy_map import StrategyMap
from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Rect


def touched(before: StrategyMap, map: StrategyMap, keys: Iterable[Key]) -> frozenset[Key]:
    """The elements and links whose drawing may differ between two states that differ in just these records."""
    elements: set[str] = set()
    links: set[str] = set()
    for key in keys:
        thing = key.rpartition(":")[2]
        if thing in map.elements or thing in before.elements:
            elements.add(thing)
        elif thing in map.links or thing in before.links:
            links |= {thing, *_sharing_lanes(before, thing), *_sharing_lanes(map, thing)}
    for element in elements:
        links.update(link.id for state in (before, map) for link in state.links_of(element))
    return frozenset(elements | links)


def places_changed(sheet: str, before: StrategyMap, map: StrategyMap, keys: Iterable[Key]) -> list[Rect]:
    """Where some of these cards came, went or moved on a sheet: links are led round them, or no longer."""
    places: list[Rect] = []
    for key in keys:
        was, now = before.placement(sheet, key), map.placement(sheet, key)
        if was is not now and was != now:
            places += [rect_of(spot) for spot in (was, now) if spot is not None]
    return places


def ends_of(links: Iterable[Key], *states: StrategyMap) -> set[str]:
    """The elements that links join in any of these states of the map."""
    found = (state.links.get(key) for state in states for key in links)
    return {end for link in found if link is not None for end in (link.source, link.target)}


def _sharing_lanes(map: StrategyMap, link_id: str) -> Iterator[str]:
    """The links that join the same two elements, whose lanes a link shares."""
    link = map.links.get(link_id)
    if link is not None:
        ends = {link.source, link.target}
        yield from (other.id for other in map.links_of(link.source) if {other.source, other.target} == ends)
