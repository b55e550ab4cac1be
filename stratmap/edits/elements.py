"""Adding, renaming, changing and deleting what is on the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from models.kinds import ElementKind
from models.records import Element, Key, Link, MapInfo, Placement, new_id
from models.rules import plain
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit
from stratmap.drawing.bands import bands, perspective_at
from stratmap.drawing.primitives import Point, Rect
from stratmap.drawing.shapes import natural_size
from stratmap.edits.making_room import resize
from stratmap.edits.places import off_borders, uncovering
from stratmap.i18n import _, grouped, ngettext
from stratmap.layout.snapping import GRID, snapped
from stratmap.vocabulary import field_name, kind_name


def add(document: Document, kind: ElementKind, title: str, sheet: str, x: float, y: float) -> str:
    """Add an element with its card centred at (``x``, ``y``) on a sheet; its id.

    On a sheet that shows bands it belongs to the perspective it is put on.
    """
    with document.edit(_("Add {kind}").format(kind=kind_name(kind))) as edit:
        return put_new(edit, kind, title, sheet, x, y).id


def put_new(edit: Edit, kind: ElementKind, title: str, sheet: str, x: float, y: float) -> Element:
    """Have an edit add an element with its card centred at (``x``, ``y``); the element."""
    element = Element(new_id(), kind, plain(title).strip(), perspective=perspective_at(edit.map, sheet, y))
    edit.put(element)
    edit.put(centred_placement(edit.map, element, sheet, x, y))
    return element


def centred_placement(map: StrategyMap, element: Element, sheet: str, x: float, y: float) -> Placement:
    """A placement of natural size centred at (``x``, ``y``), on the grid, above all others, within its band.

    Where it would cover a card it stands beside that one: what is covered is not found again.
    """
    width, height = natural_size(element.kind, element.title)
    spots = map.placements_on(sheet).values()
    top = max((each.z for each in spots), default=-1)
    left, above = snapped(x - width / 2), snapped(y - height / 2)
    for perspective, band in bands(map, sheet):
        if perspective.id == element.perspective and band.height >= height + 2 * GRID:
            above = min(max(above, snapped(band.y + GRID)), snapped(band.bottom - GRID - height))
    card = Rect(left, above, width, height)
    if element.perspective is None:
        card = off_borders([band for _, band in bands(map, sheet)], card)
    place = uncovering(spots, card)
    return Placement(sheet, element.id, place.x, place.y, width, height, z=top + 1)


def room_for_new(map: StrategyMap, sheet: str, kind: ElementKind, x: float, y: float) -> Point:
    """The middle of a free place for a card yet without a title, in the band at height ``y`` and near ``x``."""
    untitled = Element("", kind, "", perspective=perspective_at(map, sheet, y))
    spot = centred_placement(map, untitled, sheet, x, y)
    return spot.x + spot.width / 2, spot.y + spot.height / 2


def rename(document: Document, element_id: str, title: str) -> None:
    """Give an element another title; cards that fitted the old one grow or shrink to fit the new one.

    Neighbours that would be covered make room (``edits.making_room``).
    """
    element = document.map.elements[element_id]
    title = plain(title).strip()
    with document.edit(_("Rename {kind}").format(kind=kind_name(element.kind))) as edit:
        _put_fitted(edit, [replace(element, title=title)])


def change_kind(document: Document, ids: Iterable[str], kind: ElementKind) -> None:
    """Make elements another kind. Raises RuleBroken when a link of theirs does not allow it."""
    with document.edit(_("Change kind to {kind}").format(kind=kind_name(kind))) as edit:
        _put_fitted(edit, [replace(document.map.elements[each], kind=kind) for each in ids])


def _put_fitted(edit: Edit, elements: Sequence[Element]) -> None:
    """Put changed elements, and resize each card of theirs that had exactly the size its old words asked for."""
    map, sizes = edit.map, {}
    for each in elements:
        edit.put(each)
        was = map.elements[each.id]
        sizes[each.id] = natural_size(was.kind, was.title), natural_size(each.kind, each.title)
    for sheet in map.sheets:
        spots = map.placements_on(sheet)
        fitted = {
            id: after
            for id, (before, after) in sizes.items()
            if id in spots and (spots[id].width, spots[id].height) == before != after
        }
        resize(edit, sheet, fitted)


def set_field(document: Document, keys: Iterable[Key], field: str, value: Any) -> None:
    """Set one field of several elements, links, or of the map's info, to one value, as one step."""
    label = _("Change {field}").format(field=field_name(field))
    with document.edit(label) as edit:
        for key in keys:
            record = document.map.get(key)
            if not isinstance(record, Element | Link | MapInfo):
                raise TypeError(f"no fields to set on {record!r}")
            edit.put(replace(record, **{field: value}))


def delete(document: Document, keys: Iterable[Key]) -> None:
    """Delete elements and links; an element takes its links and every placement along."""
    map = document.map
    wanted = set(keys)
    elements = {key for key in wanted if key in map.elements}
    links = {key for key in wanted if key in map.links}
    links |= {link.id for element in elements for link in map.links_of(element)}
    if not elements and not links:
        return
    with document.edit(_delete_label(map.elements, elements, links & wanted)) as edit:
        take_out(edit, elements, links)


def take_out(edit: Edit, elements: set[str], links: set[str]) -> None:
    """Have an edit remove elements and links, with all that shows or names them; ``links`` holds all of theirs."""
    map = edit.map
    for placement in map.placements.values():
        if placement.element in elements:
            edit.remove(placement.key)
    for bend in map.bends.values():
        if bend.link in links:
            edit.remove(bend.key)
    for loop in map.loop_names.values():
        if links.intersection(loop.links):
            edit.remove(loop.key)
    for key in (*links, *elements):
        edit.remove(key)


def _delete_label(records: Any, elements: set[str], links: set[str]) -> str:
    if len(elements) == 1:
        kind = kind_name(records[next(iter(elements))].kind)
        return _("Delete {kind}").format(kind=kind)
    if elements:
        return ngettext("Delete {n} element", "Delete {n} elements", len(elements)).format(n=grouped(len(elements)))
    return ngettext("Delete link", "Delete {n} links", len(links)).format(n=grouped(len(links)))
