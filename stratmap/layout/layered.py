"""The automatic layout of a sheet: by perspectives where it shows bands, else by flow; pinned cards stay."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.errors import StratmapError
from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Rect
from stratmap.layout.banded import GUTTER, Sheetful, banded
from stratmap.layout.cards import Size, Spot, Tie, in_order, ties, up_to_grid
from stratmap.layout.flow import flow
from stratmap.layout.settling import settled
from stratmap.layout.snapping import snapped

Drawing = Callable[[Sequence[str], Sequence[Tie], Mapping[str, Size], Callable[[], None]], dict[str, Spot]]
"""A way to draw cards and what joins them: ids, ties, sizes, and what to call between parts, to a spot for each."""


class LayoutCancelled(StratmapError):
    """Somebody asked to stop; nothing was laid out."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Top left corners by element id, on the grid, and the heights of the bands by perspective id, in pixels."""

    positions: Mapping[str, Spot]
    band_heights: Mapping[str, float]


def layered(
    map: StrategyMap,
    sheet_id: str,
    sizes: Mapping[str, Size] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Layout:
    """Lay out the elements a sheet shows, and those that ``sizes`` names; no card on another.

    ``sizes`` (width, height in pixels) counts before the sizes of the placements. Pinned cards keep their place and
    are in ``positions`` too. The result is the same whatever order the records came in. ``cancelled`` is asked
    between parts; raises ``LayoutCancelled`` when it says yes.
    """
    if not (map.perspectives and map.sheets[sheet_id].shows_bands):
        return without_bands(map, sheet_id, flow, sizes, cancelled)
    ids, cards = _cards(map, sheet_id, sizes)
    between = stops(cancelled)
    between()
    perspectives = [each.id for each in map.ordered_perspectives()]
    return _in_bands(map, ids, perspectives, cards, _pinned(map, sheet_id), between)


def without_bands(
    map: StrategyMap,
    sheet_id: str,
    drawn: Drawing,
    sizes: Mapping[str, Size] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Layout:
    """Lay out the same cards by any way of drawing that knows no bands; see ``layered``."""
    ids, cards = _cards(map, sheet_id, sizes)
    between = stops(cancelled)
    between()
    pinned = _pinned(map, sheet_id)
    spots = drawn(ids, ties(map, cards.keys()), cards, between)
    if pinned:
        spots = settled(_towards(spots, pinned), cards, _rects(pinned), None)
    return Layout(spots | _where(pinned), {})


def stops(cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    """What a layout calls between its parts: raises ``LayoutCancelled`` when ``cancelled`` says so."""

    def between() -> None:
        if cancelled is not None and cancelled():
            raise LayoutCancelled

    return between


def _cards(map: StrategyMap, sheet_id: str, sizes: Mapping[str, Size] | None) -> tuple[list[str], dict[str, Size]]:
    placements = map.placements_on(sheet_id)
    known = {id: (each.width, each.height) for id, each in placements.items()} | dict(sizes or {})
    ids = in_order(map, known)
    return ids, {id: (up_to_grid(known[id][0]), up_to_grid(known[id][1])) for id in ids}


def _pinned(map: StrategyMap, sheet_id: str) -> dict[str, Placement]:
    return {id: each for id, each in map.placements_on(sheet_id).items() if each.pinned}


def _in_bands(
    map: StrategyMap,
    ids: list[str],
    perspectives: list[str],
    cards: Mapping[str, Size],
    pinned: Mapping[str, Placement],
    between: Callable[[], None],
) -> Layout:
    members: dict[str | None, list[str]] = {}
    for id in ids:
        members.setdefault(map.elements[id].perspective, []).append(id)
    bands = tuple(tuple(members.get(each, ())) for each in perspectives)
    sheetful = Sheetful(bands, tuple(members.get(None, ())), tuple(ties(map, cards.keys())), cards)
    made = banded(sheetful, between)
    spots = dict(made.spots)
    heights = list(made.heights)
    if pinned:
        spots, heights = _around_pinned(sheetful, spots, heights, pinned)
    return Layout(spots | _where(pinned), dict(zip(perspectives, heights, strict=True)))


def _around_pinned(
    sheetful: Sheetful, spots: dict[str, Spot], heights: list[float], pinned: Mapping[str, Placement]
) -> tuple[dict[str, Spot], list[float]]:
    """Grow each band until it holds its pinned cards, moving what is below down; then clear their surroundings.

    A pinned card above its band cannot be held: it stays, as it was asked to.
    """
    bottom = 0.0
    for index, ids in enumerate(sheetful.bands):
        bottom += heights[index]
        lowest = max((pinned[id].y + pinned[id].height for id in ids if id in pinned), default=bottom)
        more = up_to_grid(max(0.0, lowest - bottom))
        if more:
            heights[index] += more
            below = {*sheetful.loose, *(id for later in sheetful.bands[index + 1 :] for id in later)}
            spots = {id: (x, y + more) if id in below else (x, y) for id, (x, y) in spots.items()}
            bottom += more
    return settled(spots, sheetful.sizes, _rects(pinned), GUTTER), heights


def _towards(spots: Mapping[str, Spot], pinned: Mapping[str, Placement]) -> dict[str, Spot]:
    """All spots moved together so that the pinned cards are, on the whole, where they would have been put."""
    dx = snapped(statistics.median_low([each.x - spots[id][0] for id, each in pinned.items()]))
    dy = snapped(statistics.median_low([each.y - spots[id][1] for id, each in pinned.items()]))
    return {id: (x + dx, y + dy) for id, (x, y) in spots.items()}


def _rects(pinned: Mapping[str, Placement]) -> dict[str, Rect]:
    return {id: rect_of(each) for id, each in pinned.items()}


def _where(pinned: Mapping[str, Placement]) -> dict[str, Spot]:
    return {id: (each.x, each.y) for id, each in pinned.items()}
