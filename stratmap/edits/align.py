"""Cards brought into line with one another: edges, gaps, sizes, what lies above what, and pins.

Each function that a gesture previews comes as a pure change; the rest make their one undo step at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from models.change import Change
from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit
from stratmap.drawing.picture import stacking
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import MIN_SIZES, natural_size
from stratmap.edits.arrange import relocate
from stratmap.edits.making_room import resize
from stratmap.i18n import _, grouped, ngettext
from stratmap.layout.snapping import snapped

LEAST_GAP = 16.0
"""Pixels kept between cards that are distributed over too little room."""


class Line(StrEnum):
    """What cards are lined up by."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Size(StrEnum):
    """What cards are made equal in."""

    WIDTH = "width"
    HEIGHT = "height"
    BOTH = "both"


def align(document: Document, sheet: str, elements: Iterable[str], line: Line) -> None:
    """Line cards up by an edge, or by the middle, of all of them together."""
    cards = _cards(document.map, sheet, elements)
    if len(cards) < 2:
        return
    left, right = min(each.x for each in cards), max(each.x + each.width for each in cards)
    top, bottom = min(each.y for each in cards), max(each.y + each.height for each in cards)
    places: dict[Line, Callable[[Placement], tuple[float, float]]] = {
        Line.LEFT: lambda card: (left, card.y),
        Line.CENTRE: lambda card: ((left + right - card.width) / 2, card.y),
        Line.RIGHT: lambda card: (right - card.width, card.y),
        Line.TOP: lambda card: (card.x, top),
        Line.MIDDLE: lambda card: (card.x, (top + bottom - card.height) / 2),
        Line.BOTTOM: lambda card: (card.x, bottom - card.height),
    }
    _move_each(document, _("Align {n} elements"), cards, [places[line](card) for card in cards])


def distribute(document: Document, sheet: str, elements: Iterable[str], *, across: bool) -> None:
    """Make the gaps between cards equal: from left to right when ``across``, else from top to bottom.

    The first and the last stay, unless there is too little room between them: then all but the first move on.
    """
    cards = _cards(document.map, sheet, elements)
    if len(cards) < 3:
        return
    cards.sort(key=lambda card: (_middle(card, across=across), card.element))
    long = [card.width if across else card.height for card in cards]
    start = [card.x if across else card.y for card in cards]
    gap = max((start[-1] + long[-1] - start[0] - sum(long)) / (len(cards) - 1), LEAST_GAP)
    at, places = start[0], []
    for card, length in zip(cards, long, strict=True):
        places.append((at, card.y) if across else (card.x, at))
        at += length + gap
    _move_each(document, _("Distribute {n} elements"), cards, places)


def same_size(document: Document, sheet: str, elements: Iterable[str], size: Size) -> None:
    """Make cards as wide as the widest, as high as the highest, or both; their middles stay."""
    cards = _cards(document.map, sheet, elements)
    if len(cards) < 2:
        return
    width, height = max(each.width for each in cards), max(each.height for each in cards)
    with document.edit(_("Make {n} elements the same size").format(n=grouped(len(cards)))) as edit:
        for card in cards:
            wide = card.width if size is Size.HEIGHT else width
            high = card.height if size is Size.WIDTH else height
            _resize_about_middle(edit, card, wide, high)


def resized(map: StrategyMap, sheet: str, element: str, rect: Rect) -> Change:
    """The change that gives a card another rectangle, never smaller than its kind may be: what a drag previews."""
    edit = Edit(map)
    card = map.placement(sheet, element)
    if card is not None:
        wide, high = least_size(map, element)
        after = replace(card, x=rect.x, y=rect.y, width=max(rect.width, wide), height=max(rect.height, high))
        relocate(edit, card, after)
    return edit.change(_("Resize element"))


def resize_by(document: Document, sheet: str, elements: Iterable[str], dx: float, dy: float) -> None:
    """Make cards wider and higher by so many pixels, or smaller; presses in a row are one undo step."""
    map = document.map
    cards = _cards(map, sheet, elements)
    label = ngettext("Resize element", "Resize {n} elements", len(cards)).format(n=grouped(len(cards)))
    with document.edit(label, join="resize " + " ".join(card.element for card in cards)) as edit:
        for card in cards:
            wide, high = least_size(map, card.element)
            width = max(card.width + dx, min(wide, card.width))
            height = max(card.height + dy, min(high, card.height))
            relocate(edit, card, replace(card, width=width, height=height))


def fit_to_words(document: Document, sheet: str, elements: Iterable[str]) -> None:
    """Give cards the size that suits their titles, about the same middle; neighbours make room."""
    map = document.map
    cards = [map.elements[card.element] for card in _cards(map, sheet, elements)]
    with document.edit(_("Fit to words")) as edit:
        resize(edit, sheet, {each.id: natural_size(each.kind, each.title) for each in cards})


def least_size(map: StrategyMap, element: str) -> tuple[float, float]:
    """The smallest (width, height) the card of an element may be dragged to, in pixels."""
    return MIN_SIZES[map.elements[element].kind]


def bring_to_front(document: Document, sheet: str, elements: Iterable[str]) -> None:
    """Draw cards above all others, in the order they have among themselves."""
    cards = _from_back(_cards(document.map, sheet, elements))
    others = _others(document.map, sheet, cards)
    top = max((each.z for each in others), default=-1) + 1
    if any(other.z >= card.z for other in others for card in cards[:1]):
        _stack(document, _("Bring to front"), cards, top)


def send_to_back(document: Document, sheet: str, elements: Iterable[str]) -> None:
    """Draw cards below all others, in the order they have among themselves."""
    cards = _from_back(_cards(document.map, sheet, elements))
    others = _others(document.map, sheet, cards)
    bottom = min((each.z for each in others), default=len(cards)) - len(cards)
    if any(other.z <= card.z for other in others for card in cards[-1:]):
        _stack(document, _("Send to back"), cards, bottom)


def pin(document: Document, sheet: str, elements: Iterable[str], *, pinned: bool) -> None:
    """Have cards stay where they are when the sheet is laid out, or no longer."""
    cards = _cards(document.map, sheet, elements)
    words = (
        ngettext("Pin element", "Pin {n} elements", len(cards))
        if pinned
        else ngettext("Unpin element", "Unpin {n} elements", len(cards))
    )
    with document.edit(words.format(n=grouped(len(cards)))) as edit:
        for card in cards:
            edit.put(replace(card, pinned=pinned))


def _cards(map: StrategyMap, sheet: str, elements: Iterable[str]) -> list[Placement]:
    """The cards of those elements that the sheet shows, in the order of their ids."""
    spots = map.placements_on(sheet)
    return [spots[each] for each in sorted(set(elements)) if each in spots]


def _others(map: StrategyMap, sheet: str, cards: Sequence[Placement]) -> list[Placement]:
    chosen = {card.element for card in cards}
    return [each for each in map.placements_on(sheet).values() if each.element not in chosen]


def _from_back(cards: Iterable[Placement]) -> list[Placement]:
    return sorted(cards, key=stacking)


def _middle(card: Placement, *, across: bool) -> float:
    return card.x + card.width / 2 if across else card.y + card.height / 2


def _move_each(
    document: Document, label: str, cards: Sequence[Placement], places: Sequence[tuple[float, float]]
) -> None:
    with document.edit(label.format(n=grouped(len(cards)))) as edit:
        for card, (x, y) in zip(cards, places, strict=True):
            relocate(edit, card, replace(card, x=x, y=y))


def _resize_about_middle(edit: Edit, card: Placement, width: float, height: float) -> None:
    """A size already there moves nothing, wherever the card stands."""
    if (width, height) != (card.width, card.height):
        x = snapped(card.x + (card.width - width) / 2) if width != card.width else card.x
        y = snapped(card.y + (card.height - height) / 2) if height != card.height else card.y
        relocate(edit, card, replace(card, x=x, y=y, width=width, height=height))


def _stack(document: Document, label: str, cards: Sequence[Placement], z: int) -> None:
    with document.edit(label) as edit:
        for number, card in enumerate(cards):
            edit.put(replace(card, z=z + number))
