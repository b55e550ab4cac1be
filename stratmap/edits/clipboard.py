"""Copying elements with their links, and pasting them into this map or another, as text between programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import isfinite

from models import limits
from models.errors import StratmapError
from models.limits import MAX_ELEMENTS, MAX_LINKS
from models.records import Bend, Element, Key, Link, Perspective, Placement, Record, new_id, placement_key
from models.rows import BadRow, records_of, rows_of
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit, Prepared, prepared
from stratmap.drawing.bands import bands
from stratmap.drawing.picture import rect_of, stacking
from stratmap.drawing.primitives import Rect
from stratmap.edits.places import free_along
from stratmap.i18n import grouped, ngettext
from stratmap.layout.snapping import GRID, snapped

MIME = "application/x-stratmap-part+json"
"""What kind of text the clipboard is told it is."""

STEP = 24.0
"""How far right of and below the original a copy stands, in pixels at 100 %."""


class NotPasteable(StratmapError):
    """What is on the clipboard is no part of a map."""


@dataclass(frozen=True, slots=True)
class Home:
    """A perspective that cards were copied from; ``top`` is where its band began, None where it was not drawn."""

    id: str
    title: str
    top: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """What ``copied`` gave, read again: elements, the links between them, their cards and bends, and their homes."""

    elements: Sequence[Element]
    links: Sequence[Link]
    cards: Sequence[Placement]
    bends: Sequence[Bend]
    homes: Sequence[Home]

    @property
    def center(self) -> tuple[float, float]:
        """The middle of its cards, in the coordinates they were copied from."""
        return around(self.cards).center


@dataclass(frozen=True, slots=True)
class Pasting:
    """A part of a map as it is about to be pasted: the change, tried, what it makes, and where that will be."""

    made: Prepared
    keys: frozenset[Key]
    rect: Rect


def copied(map: StrategyMap, sheet: str, keys: Iterable[Key]) -> str:
    """The elements among ``keys`` with their cards, and the links that join two of them, as text."""
    wanted = set(keys)
    elements = [element for element in map.elements.values() if element.id in wanted]
    ids = {element.id for element in elements}
    joined = [link for link in map.links.values() if link.source in ids and link.target in ids]
    cards = [placement for placement in map.placements_on(sheet).values() if placement.element in ids]
    bends = [bend for link in joined if (bend := map.bends.get(placement_key(sheet, link.id))) is not None]
    tops = {each.id: band.y for each, band in bands(map, sheet)}
    homes = {element.perspective for element in elements}
    return json.dumps(
        {
            "stratmap": 1,
            "elements": rows_of(Element, elements),
            "links": rows_of(Link, joined),
            "placements": rows_of(Placement, cards),
            "bends": rows_of(Bend, bends),
            "homes": [
                [each.id, each.title, tops.get(each.id)] for each in map.ordered_perspectives() if each.id in homes
            ],
        },
        ensure_ascii=False,
    )


def read(text: str) -> Part:
    """The part of a map that a text of ``copied`` holds. Raises NotPasteable for any other."""
    if len(text) > limits.MAX_PASTED:
        raise NotPasteable("too much")
    try:
        data = json.loads(text)
        if data["stratmap"] != 1 or len(data["elements"]) > MAX_ELEMENTS or len(data["links"]) > MAX_LINKS:
            raise NotPasteable("another version, or too much")
        elements = records_of(Element, data["elements"])
        links = records_of(Link, data["links"])
        cards = records_of(Placement, data["placements"])
        bends = records_of(Bend, data.get("bends", []))
        homes = [_home(*each) for each in data.get("homes", [])]
        if len(homes) > limits.MAX_PERSPECTIVES:
            raise NotPasteable("more perspectives than a map may have")
    except (ValueError, TypeError, KeyError, BadRow, RecursionError) as error:
        raise NotPasteable(str(error)) from error
    ids = {element.id for element in elements}
    if any(link.source not in ids or link.target not in ids for link in links):
        raise NotPasteable("a link without its ends")
    if not all(_is_near(number) for card in cards for number in (card.x, card.y, card.width, card.height)):
        raise NotPasteable("a card that is nowhere")
    cards = [card for card in cards if card.element in ids]
    if not cards:
        raise NotPasteable("nothing with a place on the sheet")
    return Part(elements, links, cards, bends, homes)


def pasting(
    map: StrategyMap, sheet: str, part: Part, dx: float = STEP, dy: float = STEP, *, aimed: bool = False
) -> Pasting:
    """Work out how to put copies of a part of a map on a sheet, shifted by (``dx``, ``dy``). Raises RuleBroken.

    What comes from elsewhere goes to the bands of the same name and beside what stands there, unless it is ``aimed``.
    """
    fresh = {element.id: new_id() for element in part.elements}
    spots = _spots(map, sheet, part, dx, dy, aimed=aimed)
    top = max((each.z for each in map.placements_on(sheet).values()), default=-1) + 1
    heights = {card.element: top + rank for rank, card in enumerate(sorted(spots.values(), key=stacking))}
    stacked = bands(map, sheet)
    homes = {home.id: own for home in part.homes if (own := _own(map, home)) is not None}
    links: dict[Key, Key] = {}
    edit = Edit(map)
    for element in part.elements:
        card = spots.get(element.id)
        if card is None:
            continue
        perspective = (
            _perspective(stacked, card.y + card.height / 2) if stacked else homes.get(element.perspective or "")
        )
        edit.put(replace(element, id=fresh[element.id], perspective=perspective))
        edit.put(replace(card, sheet=sheet, element=fresh[element.id], z=heights[element.id], pinned=False))
    for link in part.links:
        if link.source in spots and link.target in spots:
            links[link.id] = new_id()
            edit.put(replace(link, id=links[link.id], source=fresh[link.source], target=fresh[link.target]))
    for bend in part.bends:
        if bend.link in links:
            edit.put(replace(bend, sheet=sheet, link=links[bend.link]))
    label = ngettext("Paste element", "Paste {n} elements", len(spots)).format(n=grouped(len(spots)))
    keys = frozenset(fresh[element] for element in spots) | frozenset(links.values())
    return Pasting(prepared(map, edit.change(label)), keys, around(spots.values()))


def paste(document: Document, sheet: str, text: str, dx: float = STEP, dy: float = STEP) -> frozenset[Key]:
    """Put copies of what ``copied`` gave on a sheet, shifted by (``dx``, ``dy``); the copies' keys.

    Raises NotPasteable for any other text, RuleBroken where the map would break a rule.
    """
    worked_out = pasting(document.map, sheet, read(text), dx, dy)
    document.make_prepared(worked_out.made)
    return worked_out.keys


def _spots(map: StrategyMap, sheet: str, part: Part, dx: float, dy: float, *, aimed: bool) -> dict[str, Placement]:
    """Where each card is to stand, by its element's id."""
    there = map.placements_on(sheet)
    spots = {card.element: replace(card, x=snapped(card.x + dx), y=snapped(card.y + dy)) for card in part.cards}
    if aimed:
        return spots
    if any(element in there for element in spots):
        level = {card.element: replace(spots[card.element], y=card.y) for card in part.cards}
        borders = [band for _, band in bands(map, sheet)]
        return min(spots, level, key=lambda each: _across_borders(borders, each.values()))
    is_cut = not any(element.id in map.elements for element in part.elements)
    stacked = {each.id: band for each, band in bands(map, sheet)}
    homes = {home.id: home for home in part.homes if not (is_cut and home.id in map.perspectives)}
    at_home: dict[str, Placement] = {}
    for element in part.elements:
        home, card = homes.get(element.perspective or ""), spots.get(element.id)
        band = stacked.get(_own(map, home) or "") if home is not None else None
        if home is None or band is None or card is None:
            continue
        y = card.y if home.top is None else card.y - dy - home.top + band.y
        lowest = max(band.bottom - card.height - GRID, band.y + GRID)
        at_home[element.id] = replace(spots.pop(element.id), y=snapped(min(max(y, band.y + GRID), lowest)))
    placed = _clear_of(there.values(), at_home)
    return placed | _clear_of((*there.values(), *placed.values()), spots)


def _across_borders(stacked: Sequence[Rect], cards: Iterable[Placement]) -> int:
    """How many cards stand across a border of bands."""
    return sum(
        band.y < each.bottom and each.y < band.y for each in [rect_of(card) for card in cards] for band in stacked
    )


def _clear_of(taken: Iterable[Placement], spots: dict[str, Placement]) -> dict[str, Placement]:
    """Cards moved sideways together as far as they must go not to cover others."""
    if not spots:
        return {}
    place = around(spots.values())
    free = free_along(taken, place, (10 * GRID, 0.0), both_ways=True)
    return {key: replace(card, x=card.x + free.x - place.x) for key, card in spots.items()}


def _own(map: StrategyMap, home: Home) -> str | None:
    """The id of a perspective in this map: the very same one, or one of the same name."""
    if home.id in map.perspectives:
        return home.id
    name = _name(home.title)
    return next((each.id for each in map.ordered_perspectives() if name and _name(each.title) == name), None)


def _name(title: str) -> str:
    return " ".join(title.casefold().split())


def _home(id: object, title: object, top: object) -> Home:
    if not (isinstance(id, str) and isinstance(title, str) and isinstance(top, int | float | None)):
        raise NotPasteable("a perspective that is none")
    if top is not None and not _is_near(top):
        raise NotPasteable("a band that is nowhere")
    return Home(id, title, top)


def _is_near(number: float) -> bool:
    return isfinite(number) and abs(number) <= limits.MAX_COORDINATE


def around(cards: Iterable[Placement]) -> Rect:
    """The rectangle around cards, of which there is one at least."""
    return reduce(Rect.united, (rect_of(card) for card in cards))


def _perspective(stacked: Iterable[tuple[Perspective, Rect]], y: float) -> str | None:
    """The perspective whose band is at this height."""
    return next((each.id for each, band in stacked if band.y <= y < band.bottom), None)


def duplicate(document: Document, sheet: str, keys: Iterable[Key]) -> frozenset[Key]:
    """Copies of these elements and the links between them, a step away; the copies' keys."""
    worked_out = pasting(document.map, sheet, read(copied(document.map, sheet, keys)))
    made = worked_out.made
    count = sum(isinstance(after, Element) for _key, _before, after in made.change)
    label = ngettext("Duplicate element", "Duplicate {n} elements", count).format(n=grouped(count))
    document.make_prepared(replace(made, change=replace(made.change, label=label)))
    return worked_out.keys


def part_of(map: StrategyMap, sheet: str, keys: Iterable[Key]) -> StrategyMap:
    """The map as if there were only the elements among ``keys`` and the links that join two of them, on one sheet.

    For a picture of a selection: without bands, which would reach far beyond it.
    """
    wanted = set(keys)
    records: list[Record] = [map.info, replace(map.sheets[sheet], shows_bands=False), *map.perspectives.values()]
    spots = {id: spot for id, spot in map.placements_on(sheet).items() if id in wanted}
    records += [map.elements[id] for id in spots]
    joined = [link for link in map.links.values() if link.source in spots and link.target in spots]
    bends = [bend for link in joined if (bend := map.bends.get(placement_key(sheet, link.id))) is not None]
    return StrategyMap([*records, *joined, *spots.values(), *bends])
