"""Questions about sheets: what they are called, which of them show an element, and which one to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models.records import Band, Bend, Key, Placement, Sheet
from models.strategy_map import StrategyMap
from stratmap.i18n import _, grouped, ngettext
from stratmap.vocabulary import quoted

MOST_NAMED = 4
"""Sheets that are called by their names in one sentence; the rest is counted."""

MOST_LETTERS = 60
"""Letters of a sheet's name that a sentence has room for."""


def sheet_name(map: StrategyMap, sheet_id: str) -> str:
    """What a sheet is called on its tab: its title in one line, or else its number."""
    title = " ".join(map.sheets[sheet_id].title.split())
    return title or _("Sheet {n}").format(n=map.ordered_sheets().index(map.sheets[sheet_id]) + 1)


def fresh_name(map: StrategyMap) -> str:
    """A title for one more sheet, which no sheet has yet."""
    taken = {sheet_name(map, each) for each in map.sheets}
    numbers = range(len(map.sheets) + 1, 2 * len(map.sheets) + 2)
    return next(name for n in numbers if (name := _("Sheet {n}").format(n=n)) not in taken)


def sheets_with(map: StrategyMap, element: str) -> list[Sheet]:
    """The sheets that show an element, in the order of their tabs."""
    return [sheet for sheet in map.ordered_sheets() if map.placement(sheet.id, element) is not None]


def on_no_sheet(map: StrategyMap) -> list[str]:
    """The ids of the elements that no sheet shows, in the map's order."""
    shown = {placement.element for placement in map.placements.values()}
    return [element for element in map.elements if element not in shown]


def sheet_to_show(map: StrategyMap, keys: Iterable[Key], shown: str) -> str:
    """The id of the sheet on which to see these elements and links: the one shown if it has any, else the richest.

    A link is on a sheet with both its ends. Where no sheet has any of them, the one shown stays.
    """
    count: Counter[str] = Counter()
    for key in set(keys):
        link = map.links.get(key)
        ends = (link.source, link.target) if link else (key,)
        for sheet in map.sheets:
            if all(map.placement(sheet, end) is not None for end in ends):
                count[sheet] += 1
    if shown in count or not count:
        return shown
    order = {sheet.id: place for place, sheet in enumerate(map.ordered_sheets())}
    return min(count, key=lambda sheet: (-count[sheet], order[sheet]))


def sheet_of_change(map: StrategyMap, change: Iterable[tuple[Key, object, object]], shown: str) -> str:
    """The id of the sheet on which a change just made can be seen; the one shown where it can be seen there."""
    drawn: set[str] = set()
    meant: set[Key] = set()
    for key, before, after in change:
        record = after if after is not None else before
        if isinstance(record, Placement | Band | Bend):
            drawn.add(record.sheet)
        elif isinstance(record, Sheet):
            drawn.add(record.id)
        else:
            meant.add(key)
    there = drawn & map.sheets.keys()
    if shown in there:
        return shown
    if there:
        return next(sheet.id for sheet in map.ordered_sheets() if sheet.id in there)
    return sheet_to_show(map, meant, shown)


def sheets_words(map: StrategyMap, element: str) -> str:
    """Which sheets an element is on, where that needs saying: it is on several, or on none."""
    found = [sheet.id for sheet in sheets_with(map, element)]
    if not found:
        return _("On no sheet")
    if len(found) == 1:
        return ""
    names = [quoted(sheet_name(map, each)[:MOST_LETTERS]) for each in found[:MOST_NAMED]]
    more = len(found) - MOST_NAMED
    if more > 0:
        names.append(ngettext("{n} more", "{n} more", more).format(n=grouped(more)))
    return _("On {sheets}").format(sheets=", ".join(names))


def deletion_words(map: StrategyMap, shown: str, elements: Iterable[str]) -> str:
    """What to say when elements are deleted that sheets other than the one shown have, too; else nothing."""
    others = {sheet.id for element in elements for sheet in sheets_with(map, element)} - {shown}
    if not others:
        return ""
    words = ngettext(
        "Deleted from the map, and so from another sheet. To take cards off one sheet only, press Shift+Delete.",
        "Deleted from the map, and so from {n} other sheets. To take cards off one sheet only, press Shift+Delete.",
        len(others),
    )
    return words.format(n=grouped(len(others)))
