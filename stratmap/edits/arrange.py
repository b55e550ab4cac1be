"""Where things stand on a sheet: moving, nudging and laying out. A drop on a band changes the perspective with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.change import Change
from models.records import Placement, Record
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit
from stratmap.drawing.bands import perspective_at
from stratmap.i18n import _, grouped, ngettext


def moved(map: StrategyMap, sheet: str, elements: Iterable[str], dx: float, dy: float) -> Change:
    """The change that moves elements' cards by (``dx``, ``dy``) pixels: what a drag previews and a drop makes."""
    placements = map.placements_on(sheet)
    edit = Edit(map)
    count = 0
    for element in elements:
        placement = placements.get(element)
        if placement is not None:
            count += 1
            relocate(edit, placement, replace(placement, x=placement.x + dx, y=placement.y + dy))
    return edit.change(ngettext("Move element", "Move {n} elements", count).format(n=grouped(count)))


def relocate(edit: Edit, before: Placement, after: Placement) -> None:
    """Put a card elsewhere. Where that is on another band, the element belongs to that perspective from then on."""
    map = edit.map
    edit.put(after)
    was = perspective_at(map, before.sheet, before.y + before.height / 2)
    now = perspective_at(map, after.sheet, after.y + after.height / 2)
    if was != now:
        edit.put(replace(map.elements[after.element], perspective=now))


def move(
    document: Document, sheet: str, elements: Iterable[str], dx: float, dy: float, *, join: str | None = None
) -> None:
    """Move elements' cards by (``dx``, ``dy``) pixels; with ``join``, in one undo step with the move before."""
    document.make(moved(document.map, sheet, elements, dx, dy), join)


def nudge(document: Document, sheet: str, elements: Iterable[str], dx: float, dy: float) -> None:
    """Move cards by a key press; presses in a row on the same cards are one undo step."""
    ids = sorted(elements)
    move(document, sheet, ids, dx, dy, join="nudge " + " ".join(ids))


def lay_out(document: Document, sheet: str, records: Iterable[Record], label: str = "") -> None:
    """Put the placements and bands a layout worked out (``layout.placing``, ``layout.ways``) in one undo step.

    Links of cards that move run straight again, for their bends were made for other places. What went from the map
    while the layout was being worked out stays gone.
    """
    records = list(records)
    placements = document.map.placements_on(sheet)
    moved = {each.element for each in records if isinstance(each, Placement) and each != placements.get(each.element)}
    with document.edit(label or _("Lay out")) as edit:
        for bend in document.map.bends.values():
            link = document.map.links[bend.link]
            if bend.sheet == sheet and not moved.isdisjoint((link.source, link.target)):
                edit.remove(bend.key)
        for record in records:
            if edit.map.get(record.key) is not None or not isinstance(record, Placement):
                edit.put(record)
