"""Perspectives and the bands they are drawn as. A band that moves or changes its height takes its cards along.

The cards of a band are those whose middle is on it. They move only on sheets that show bands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.change import Change
from models.records import Band, Perspective, new_id, placement_key
from models.rules import plain
from models.strategy_map import PERSPECTIVE_HEIGHT, StrategyMap
from stratmap.document import Document, Edit
from stratmap.drawing.bands import bands
from stratmap.i18n import _
from stratmap.layout.snapping import GRID, snapped

LEAST_HEIGHT = 64.0
"""Pixels of the lowest band there may be: its name must fit."""


def add(document: Document, title: str, *, below: str | None = None) -> str:
    """Add a perspective under another one, or under all; its id. Cards that stood lower move down by its band."""
    order = [each.id for each in document.map.ordered_perspectives()]
    fresh = Perspective(new_id(), " ".join(plain(title).split()))
    order.insert(order.index(below) + 1 if below in order else len(order), fresh.id)
    with document.edit(_("Add perspective")) as edit:
        edit.put(fresh)
        _stack_anew(edit, order)
    return fresh.id


def rename(document: Document, perspective: str, title: str) -> None:
    """Give a perspective another title."""
    with document.edit(_("Rename perspective")) as edit:
        edit.put(replace(document.map.perspectives[perspective], title=" ".join(plain(title).split())))


def reordered(map: StrategyMap, perspective: str, place: int) -> Change:
    """The change that makes a perspective the one at ``place`` from the top (0), its cards moving along."""
    order = [each.id for each in map.ordered_perspectives() if each.id != perspective]
    order.insert(max(0, min(place, len(order))), perspective)
    edit = Edit(map)
    if order != [each.id for each in map.ordered_perspectives()]:
        _stack_anew(edit, order)
    return edit.change(_("Move perspective"))


def resized(map: StrategyMap, sheet: str, perspective: str, height: float) -> Change:
    """The change that makes a band so high on one sheet, on the grid and never so low that a card would leave it."""
    edit = Edit(map)
    now = height_of(map, sheet, perspective)
    after = snapped(height)
    if after < now:
        after = max(after, min(least_height(map, sheet, perspective), now))
    if after != now:
        order = [each.id for each in map.ordered_perspectives()]
        _stack_sheet(edit, sheet, order, {perspective: after})
        edit.put(Band(sheet, perspective, after))
    return edit.change(_("Resize perspective"))


def resize_by(document: Document, sheet: str, perspective: str, dy: float) -> bool:
    """Make a band higher or lower by so many pixels, presses in a row being one undo step; whether it could be."""
    height = height_of(document.map, sheet, perspective) + dy
    change = resized(document.map, sheet, perspective, height)
    document.make(change, join=f"resize band {sheet} {perspective}")
    return bool(change)


def show(document: Document, sheet: str, *, shown: bool) -> None:
    """Draw the perspectives as bands on one sheet, or no longer. No card moves."""
    with document.edit(_("Show bands") if shown else _("Hide bands")) as edit:
        edit.put(replace(document.map.sheets[sheet], shows_bands=shown))


def delete(document: Document, perspective: str) -> Perspective | None:
    """Delete a perspective; the one that its elements belong to from then on, or None where none is left.

    Where its band holds cards, the neighbour's band grows by it and no card moves; an empty band just closes.
    """
    map = document.map
    order = [each.id for each in map.ordered_perspectives()]
    place = order.index(perspective)
    order.remove(perspective)
    heir = map.perspectives[order[max(place - 1, 0)]] if order else None
    with document.edit(_("Delete perspective")) as edit:
        for element in map.elements.values():
            if element.perspective == perspective:
                edit.put(replace(element, perspective=heir.id if heir else None))
        for sheet in map.sheets:
            if heir is not None:
                _bequeath(edit, sheet, perspective, heir.id, order)
        for band in map.bands.values():
            if band.perspective == perspective:
                edit.remove(band.key)
        edit.remove(perspective)
        for number, each in enumerate(order):
            edit.put(replace(map.perspectives[each], position=number))
    return heir


def height_of(map: StrategyMap, sheet: str, perspective: str) -> float:
    """How high a sheet draws a perspective, in pixels at 100 %."""
    band = map.bands.get(placement_key(sheet, perspective))
    return band.height if band else PERSPECTIVE_HEIGHT


def _bequeath(edit: Edit, sheet: str, gone: str, heir: str, order: Sequence[str]) -> None:
    """Give a band that holds cards to the heir's; close one that is empty, what is below it moving up."""
    if _cards_of(edit.map, sheet, gone):
        height = height_of(edit.map, sheet, gone) + height_of(edit.map, sheet, heir)
        edit.put(Band(sheet, heir, height))
    else:
        _stack_sheet(edit, sheet, order, {})


def _cards_of(map: StrategyMap, sheet: str, perspective: str) -> list[tuple[float, float]]:
    """The (y, height) of the cards on a band; none where the sheet shows no bands."""
    for each, rect in bands(map, sheet):
        if each.id == perspective:
            cards = map.placements_on(sheet).values()
            return [(card.y, card.height) for card in cards if rect.y <= card.y + card.height / 2 < rect.bottom]
    return []


def least_height(map: StrategyMap, sheet: str, perspective: str) -> float:
    """How low a band can get, in pixels at 100 %, until its lowest card would stand on its border."""
    top = next((rect.y for each, rect in bands(map, sheet) if each.id == perspective), 0.0)
    low = max((y + height for y, height in _cards_of(map, sheet, perspective)), default=top)
    return max(LEAST_HEIGHT, -(-(low - top) // GRID) * GRID)


def _stack_anew(edit: Edit, order: Sequence[str]) -> None:
    """Put the perspectives in this order on every sheet."""
    for number, each in enumerate(order):
        perspective = edit.get(each)
        if isinstance(perspective, Perspective):
            edit.put(replace(perspective, position=number))
    for sheet in edit.map.sheets:
        _stack_sheet(edit, sheet, order, {})


def _stack_sheet(edit: Edit, sheet: str, order: Sequence[str], heights: Mapping[str, float]) -> None:
    """Move the cards of one sheet as its bands move when they are stacked in this order and with these heights."""
    map = edit.map
    before = bands(map, sheet)
    if not map.sheets[sheet].shows_bands:
        return
    tops, y = {}, 0.0
    for each in order:
        tops[each] = y
        y += heights[each] if each in heights else height_of(map, sheet, each)
    ways = [(rect.bottom, tops.get(each.id, rect.y) - rect.y) for each, rect in before]
    end = before[-1][1].bottom if before else 0.0
    for card in map.placements_on(sheet).values():
        middle = card.y + card.height / 2
        if middle < 0:
            continue  # above all bands, also where there is none yet
        way = y - end if middle >= end else next(way for bottom, way in ways if middle < bottom)
        if way:
            edit.put(replace(card, y=card.y + way))
