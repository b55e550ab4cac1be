"""Pulling a link's middle to where it is wanted, on one sheet, and letting it run by itself again."""

from __future__ import annotations

from collections.abc import Iterable

from models.change import Change
from models.records import Bend, placement_key
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit
from stratmap.drawing.picture import link_route
from stratmap.drawing.primitives import Point
from stratmap.i18n import _, grouped, ngettext

STRAIGHT = 4.0
"""A middle dragged less than this many pixels either way is not bent at all."""

NEXT_TO_NOTHING = 0.5
"""The same for key presses, which go pixel by pixel."""


def middle_of(map: StrategyMap, sheet: str, link: str) -> Point | None:
    """Where the middle of a link would be if nobody pulled at it; None where the sheet lacks one of its ends."""
    key = placement_key(sheet, link)
    bend = map.bends.get(key)
    unbent = map if bend is None else map.apply(Change("", {key: (bend, None)}))
    way = link_route(unbent, sheet, link)
    return way.middle if way is not None else None


def bent(map: StrategyMap, sheet: str, link: str, dx: float, dy: float) -> Change:
    """The change that pulls a link's middle by (``dx``, ``dy``) pixels: what a drag previews and a drop makes."""
    edit = Edit(map)
    _put(edit, Bend(sheet, link, dx, dy), STRAIGHT)
    return edit.change(_("Bend link"))


def bend(document: Document, sheet: str, link: str, dx: float, dy: float) -> None:
    """Have a link's middle be pulled by (``dx``, ``dy``) pixels from where it would be by itself."""
    document.make(bent(document.map, sheet, link, dx, dy))


def bend_further(document: Document, sheet: str, links: Iterable[str], dx: float, dy: float) -> None:
    """Pull links by a key press; presses in a row at the same links are one undo step."""
    ids = sorted(links)
    map = document.map
    edit = Edit(map)
    for link in ids:
        if middle_of(map, sheet, link) is not None:
            before = map.bends.get(placement_key(sheet, link)) or Bend(sheet, link, 0.0, 0.0)
            _put(edit, Bend(sheet, link, before.dx + dx, before.dy + dy), NEXT_TO_NOTHING)
    document.make(edit.change(_label(ids)), join="bend " + " ".join(ids))


def straighten(document: Document, sheet: str, links: Iterable[str]) -> bool:
    """Let links run by themselves again on a sheet; whether one of them was bent."""
    keys = [key for link in links if (key := placement_key(sheet, link)) in document.map.bends]
    label = ngettext("Straighten link", "Straighten {n} links", len(keys)).format(n=grouped(len(keys)))
    with document.edit(label) as edit:
        for key in keys:
            edit.remove(key)
    return bool(keys)


def _put(edit: Edit, bend: Bend, least: float) -> None:
    if abs(bend.dx) < least and abs(bend.dy) < least:
        edit.remove(bend.key)
    else:
        edit.put(bend)


def _label(links: list[str]) -> str:
    return ngettext("Bend link", "Bend {n} links", len(links)).format(n=grouped(len(links)))
