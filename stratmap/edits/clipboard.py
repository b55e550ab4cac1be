"""Copying elements with their links, and pasting them into this map or another, as text between programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import isfinite

from models import limits
from models.errors import StratmapError
from models.limits import MAX_ELEMENTS, MAX_LINKS
from models.records import Bend, Element, Key, Link, Perspective, Placement, Record, new_id, placement_key
from models.rows import BadRow, records_of, rows_of
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.drawing.bands import bands
from stratmap.drawing.primitives import Rect
from stratmap.i18n import ngettext
from stratmap.layout.snapping import snapped

MIME = "application/x-stratmap-part+json"
"""What kind of text the clipboard is told it is."""

STEP = 24.0
"""How far right of and below the original a copy stands, in pixels at 100 %."""


class NotPasteable(StratmapError):
    """What is on the clipboard is no part of a map."""


def copied(map: StrategyMap, sheet: str, keys: Iterable[Key]) -> str:
    """The elements among ``keys`` with their cards, and the links that join two of them, as text."""
    wanted = set(keys)
    elements = [element for element in map.elements.values() if element.id in wanted]
    ids = {element.id for element in elements}
    joined = [link for link in map.links.values() if link.source in ids and link.target in ids]
    cards = [placement for placement in map.placements_on(sheet).values() if placement.element in ids]
    bends = [bend for link in joined if (bend := map.bends.get(placement_key(sheet, link.id))) is not None]
    return json.dumps(
        {
            "stratmap": 1,
            "elements": rows_of(Element, elements),
            "links": rows_of(Link, joined),
            "placements": rows_of(Placement, cards),
            "bends": rows_of(Bend, bends),
        },
        ensure_ascii=False,
    )


def paste(document: Document, sheet: str, text: str, dx: float = STEP, dy: float = STEP) -> frozenset[Key]:
    """Put copies of what ``copied`` gave on a sheet, shifted by (``dx``, ``dy``); the copies' keys.

    Raises NotPasteable for any other text, RuleBroken where the map would break a rule.
    """
    elements, joined, cards, pulled = _parsed(text)
    fresh = {element.id: new_id() for element in elements}
    placed = {card.element: card for card in cards}
    top = max((each.z for each in document.map.placements_on(sheet).values()), default=-1) + 1
    stacked = bands(document.map, sheet, Rect(0.0, 0.0, 0.0, 0.0))
    links: dict[Key, Key] = {}
    label = ngettext("Paste element", "Paste {n} elements", len(elements)).format(n=len(elements))
    with document.edit(label) as edit:
        for element in elements:
            card = placed.get(element.id)
            if card is None:
                continue
            x, y = snapped(card.x + dx), snapped(card.y + dy)
            perspective = _perspective(stacked, y + card.height / 2)
            edit.put(replace(element, id=fresh[element.id], perspective=perspective))
            edit.put(replace(card, sheet=sheet, element=fresh[element.id], x=x, y=y, z=top + card.z, pinned=False))
        for link in joined:
            if link.source in placed and link.target in placed:
                links[link.id] = new_id()
                edit.put(replace(link, id=links[link.id], source=fresh[link.source], target=fresh[link.target]))
        for bend in pulled:
            if bend.link in links:
                edit.put(replace(bend, sheet=sheet, link=links[bend.link]))
    return frozenset(fresh[element.id] for element in elements if element.id in placed) | set(links.values())


def _perspective(stacked: Iterable[tuple[Perspective, Rect]], y: float) -> str | None:
    """The perspective whose band is at this height."""
    return next((each.id for each, band in stacked if band.y <= y < band.bottom), None)


def duplicate(document: Document, sheet: str, keys: Iterable[Key]) -> frozenset[Key]:
    """Copies of these elements and the links between them, a step away; the copies' keys."""
    return paste(document, sheet, copied(document.map, sheet, keys))


def center_of(text: str) -> tuple[float, float]:
    """The middle of what would be pasted, in the coordinates it was copied from. Raises NotPasteable."""
    _elements, _links, cards, _bends = _parsed(text)
    if not cards:
        raise NotPasteable("nothing with a place on the sheet")
    left, right = min(card.x for card in cards), max(card.x + card.width for card in cards)
    top, bottom = min(card.y for card in cards), max(card.y + card.height for card in cards)
    return ((left + right) / 2, (top + bottom) / 2)


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


def _parsed(text: str) -> tuple[Sequence[Element], Sequence[Link], Sequence[Placement], Sequence[Bend]]:
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
    except (ValueError, TypeError, KeyError, BadRow, RecursionError) as error:
        raise NotPasteable(str(error)) from error
    ids = {element.id for element in elements}
    if any(link.source not in ids or link.target not in ids for link in links):
        raise NotPasteable("a link without its ends")
    if not all(isfinite(number) for card in cards for number in (card.x, card.y, card.width, card.height)):
        raise NotPasteable("a card that is nowhere")
    return elements, links, [card for card in cards if card.element in ids], bends
