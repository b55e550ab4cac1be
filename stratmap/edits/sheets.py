"""Sheets: several drawings of one model. An element may be on many of them; off a sheet it is still in the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.records import Bend, Placement, new_id, placement_key
from models.rules import plain
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit
from stratmap.drawing.bands import bands
from stratmap.drawing.picture import stacking
from stratmap.drawing.shapes import natural_size
from stratmap.i18n import _, grouped, ngettext
from stratmap.layout.snapping import snapped
from stratmap.on_sheets import fresh_name, on_no_sheet, sheet_name

GAP = 32.0
"""Pixels between cards put on a sheet together, and between them and what stood there."""

COLUMNS = 6
"""Cards in a row, where cards that had no place get one."""


def add(document: Document, like: str, elements: Iterable[str] = ()) -> str:
    """Add a sheet after the others, with these elements as the sheet ``like`` shows them; its id.

    It draws bands as that one does, just as high.
    """
    map = document.map
    last = max(sheet.position for sheet in map.sheets.values())
    sheet = replace(map.sheets[like], id=new_id(), title=fresh_name(map), position=last + 1)
    with document.edit(_("Add sheet"), join=f"add sheet {sheet.id}") as edit:
        edit.put(sheet)
        for band in map.bands.values():
            if band.sheet == like:
                edit.put(replace(band, sheet=sheet.id))
        _copy_cards(edit, like, sheet.id, set(elements), (0.0, 0.0))
    return sheet.id


def rename(document: Document, sheet: str, title: str, *, is_new: bool = False) -> None:
    """Give a sheet another title; an empty one has it called by its number.

    The first name of one that ``is_new`` belongs to the step that added it, if nothing came between.
    """
    label, join = (_("Add sheet"), f"add sheet {sheet}") if is_new else (_("Rename sheet"), None)
    with document.edit(label, join) as edit:
        edit.put(replace(document.map.sheets[sheet], title=" ".join(plain(title).split())))


def reorder(document: Document, order: Sequence[str]) -> None:
    """Put the tabs in this order of sheet ids. A sheet that never had a title keeps the name it is known by."""
    map = document.map
    if list(order) == [sheet.id for sheet in map.ordered_sheets()]:
        return
    with document.edit(_("Move sheet")) as edit:
        for place, each in enumerate(order):
            edit.put(replace(map.sheets[each], title=sheet_name(map, each), position=place))


def delete(document: Document, sheet: str) -> int:
    """Delete a sheet with what is drawn on it; how many elements no sheet shows because of that.

    Nothing leaves the map. The last sheet cannot go: RuleBroken.
    """
    before = len(on_no_sheet(document.map))
    map = document.map
    with document.edit(_("Delete sheet")) as edit:
        for table in (map.placements, map.bands, map.bends):
            for each in table.values():
                if each.sheet == sheet:
                    edit.remove(each.key)
        edit.remove(sheet)
    return len(on_no_sheet(document.map)) - before


def show_on(document: Document, source: str, target: str, elements: Iterable[str]) -> int:
    """Show elements of one sheet on another as well, placed alike; how many were not there yet.

    Where cards stand there already, all of the new ones come below them.
    """
    map = document.map
    there = map.placements_on(target)
    fresh = [card for each in elements if each not in there and (card := map.placement(source, each)) is not None]
    if not fresh:
        return 0
    label = ngettext("Show element on another sheet", "Show {n} elements on another sheet", len(fresh))
    with document.edit(label.format(n=grouped(len(fresh)))) as edit:
        _copy_cards(edit, source, target, {card.element for card in fresh}, (0.0, _way_down(map, target, fresh)))
    return len(fresh)


def remove_from(document: Document, sheet: str, elements: Iterable[str]) -> int:
    """Take elements off a sheet, and their links with them; how many no sheet shows any more. All stay in the map."""
    map = document.map
    gone = {each for each in elements if map.placement(sheet, each) is not None}
    before = len(on_no_sheet(map))
    label = ngettext("Remove element from sheet", "Remove {n} elements from sheet", len(gone))
    with document.edit(label.format(n=grouped(len(gone)))) as edit:
        for each in gone:
            edit.remove(placement_key(sheet, each))
            for link in map.links_of(each):
                if placement_key(sheet, link.id) in map.bends:
                    edit.remove(placement_key(sheet, link.id))
    return len(on_no_sheet(document.map)) - before


def place_the_rest(document: Document, sheet: str) -> list[str]:
    """Show on a sheet every element that is on none, in rows below what stands there; their ids."""
    map = document.map
    rest = on_no_sheet(map)
    if not rest:
        return []
    sizes = {each: natural_size(map.elements[each].kind, map.elements[each].title) for each in rest}
    left, y = _corner_below(map, sheet)
    top = _above_all(map, sheet)
    label = ngettext("Show element that was on no sheet", "Show {n} elements that were on no sheet", len(rest))
    with document.edit(label.format(n=grouped(len(rest)))) as edit:
        for first in range(0, len(rest), COLUMNS):
            row, x = rest[first : first + COLUMNS], left
            for number, each in enumerate(row):
                edit.put(Placement(sheet, each, x, y, *sizes[each], z=top + first + number))
                x += sizes[each][0] + GAP
            y += max(sizes[each][1] for each in row) + GAP
    return rest


def _copy_cards(edit: Edit, source: str, target: str, elements: set[str], way: tuple[float, float]) -> None:
    """Copy cards and the bends between them from sheet to sheet, shifted by ``way``, above what is there."""
    map = edit.map
    top = _above_all(map, target)
    cards = [card for card in map.placements_on(source).values() if card.element in elements]
    for number, card in enumerate(sorted(cards, key=stacking)):
        edit.put(replace(card, sheet=target, x=card.x + way[0], y=card.y + way[1], z=top + number))
    for bend in map.bends.values():
        link = map.links[bend.link]
        if bend.sheet == source and {link.source, link.target} <= elements:
            edit.put(Bend(target, bend.link, bend.dx, bend.dy))


def _above_all(map: StrategyMap, sheet: str) -> int:
    return max((each.z for each in map.placements_on(sheet).values()), default=-1) + 1


def _way_down(map: StrategyMap, sheet: str, cards: Sequence[Placement]) -> float:
    """How far down cards must go to stand clear of what a sheet shows: not at all where they already do."""
    left, right = min(each.x for each in cards), max(each.x + each.width for each in cards)
    top, bottom = min(each.y for each in cards), max(each.y + each.height for each in cards)
    for there in map.placements_on(sheet).values():
        beside = there.x + there.width <= left or right <= there.x
        if not beside and top < there.y + there.height and there.y < bottom:
            return _corner_below(map, sheet)[1] - top
    return 0.0


def _corner_below(map: StrategyMap, sheet: str) -> tuple[float, float]:
    """Where the first card below everything on a sheet goes: below its cards and its bands."""
    cards = map.placements_on(sheet).values()
    left = min((each.x for each in cards), default=0.0)
    low = [each.y + each.height for each in cards]
    low += [rect.bottom for _perspective, rect in bands(map, sheet)]
    return snapped(left), snapped(max(low, default=0.0) + GAP)
