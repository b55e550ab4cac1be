"""Where things stand on a sheet: moving, nudging and laying out. A drop on a band changes the perspective with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.change import Change
from models.records import Band, Placement, Record, Sheet
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit
from stratmap.drawing.bands import perspective_at
from stratmap.edits.making_room import Size, resize
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

    Links of cards that move run straight again, for their bends were made for other places. What was edited while
    the layout was being worked out stays so: it says where cards stand, and nothing else.
    """
    records = _as_of_now(document.map, sheet, records)
    moved = {each.element for each in records if isinstance(each, Placement)}
    with document.edit(label or _("Lay out")) as edit:
        for bend in document.map.bends.values():
            link = document.map.links[bend.link]
            if bend.sheet == sheet and not moved.isdisjoint((link.source, link.target)):
                edit.remove(bend.key)
        for record in records:
            edit.put(record)


def _as_of_now(map: StrategyMap, sheet: str, records: Iterable[Record]) -> list[Record]:
    """What a layout of an earlier state of a map changes in this one.

    What went meanwhile stays gone, and cards that were pinned stay where they are. One that has another size gets
    its place by the size it was laid out with, and then has its neighbours make room.
    """
    laid, sizes = Edit(map), dict[str, Size]()
    for record in records:
        now = map.get(record.key)
        if isinstance(record, Placement) and isinstance(now, Placement) and not now.pinned:
            laid.put(replace(now, x=record.x, y=record.y, width=record.width, height=record.height))
            if (now.width, now.height) != (record.width, record.height):
                sizes[now.element] = (now.width, now.height)
        elif isinstance(record, Sheet) and isinstance(now, Sheet):
            laid.put(replace(now, shows_bands=record.shows_bands))
        elif isinstance(record, Band) and record.perspective in map.perspectives:
            laid.put(record)
    change = laid.change("")
    room = Edit(map.apply(change))
    resize(room, sheet, sizes)
    return [after for _key, _before, after in change.then(room.change("")) if after is not None]
