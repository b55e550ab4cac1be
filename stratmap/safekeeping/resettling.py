"""Places for the elements of a salvaged map whose own could not be read: what no sheet shows is as good as lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models import limits
from models.records import Band, Placement, Record
from models.salvage import Salvaged
from models.strategy_map import StrategyMap
from stratmap.on_sheets import on_no_sheet

MOST_LAID_OUT = 10_000
"""Elements that are laid out along their links, which takes seconds; more stand in a plain block."""


def resettled(found: Salvaged) -> Salvaged:
    """The same with every element that no sheet shows on the first one, if its place may be lost.

    Where the sheet shows none they are laid out as an import is, else they stand in a block below what it shows.
    """
    homeless = on_no_sheet(found.map) if found.may_lack_places else []
    if not homeless:
        return found
    sheet = found.map.first_sheet().id
    empty = not found.map.placements_on(sheet)
    fresh = _laid_out(found.map, sheet, homeless) if empty and len(homeless) <= MOST_LAID_OUT else []
    fresh = fresh or _below(found.map, sheet, homeless)
    keys = {each.key for each in fresh}
    kept = (each for each in found.map.records() if each.key not in keys)
    return replace(found, map=StrategyMap([*kept, *fresh]), resettled=len(homeless))


def _laid_out(map: StrategyMap, sheet: str, homeless: Sequence[str]) -> list[Record]:
    """Places and bands for these elements on a sheet that shows nothing; none where they would reach too far."""
    from stratmap.layout.placing import placed

    own = set(homeless)
    twin = StrategyMap(
        [
            map.info,
            *map.perspectives.values(),
            *map.sheets.values(),
            *map.bands.values(),
            *(map.elements[each] for each in homeless),
            *(each for each in map.links.values() if each.source in own and each.target in own),
        ]
    )
    laid_out = placed(twin, sheet)
    places = list(laid_out.placements_on(sheet).values())
    if not all(_is_within(each) for each in places):
        return []
    bands: list[Band] = [each for each in laid_out.bands.values() if each.sheet == sheet]
    return [*places, *(replace(each, height=min(each.height, limits.MAX_COORDINATE)) for each in bands)]


def _below(map: StrategyMap, sheet: str, homeless: Sequence[str]) -> list[Record]:
    """Places for these elements in a block below everything a sheet shows, or beside it where there is no room."""
    from stratmap.drawing.bands import bands
    from stratmap.drawing.picture import rect_of
    from stratmap.drawing.shapes import natural_size
    from stratmap.edits.places import ACROSS, DOWN, block
    from stratmap.layout.snapping import GRID, snapped

    sizes = [natural_size(map.elements[each].kind, map.elements[each].title) for each in homeless]
    corners, (width, height) = block(sizes)
    taken = [rect_of(each) for each in map.placements_on(sheet).values()]
    left = min((each.x for each in taken), default=0.0)
    right = max((each.right for each in taken), default=0.0) + 2 * ACROSS
    taken += [rect for _, rect in bands(map, sheet)]
    top = min((each.y for each in taken), default=0.0)
    bottom = max((each.bottom for each in taken), default=0.0) + 2 * DOWN
    starts = [(left, bottom), (left, top - height - 2 * DOWN), (right, top), (left - width - 2 * ACROSS, top)]
    starts.append((0.0, 0.0))  # cards at every edge: rather covered than not there
    reach = limits.MAX_COORDINATE - max(width, height) - GRID
    x, y = next(start for start in starts if max(abs(start[0]), abs(start[1])) <= reach or start == starts[-1])
    return [
        Placement(sheet, id, snapped(x) + corner[0], snapped(y) + corner[1], *size)
        for id, corner, size in zip(homeless, corners, sizes, strict=True)
    ]


def _is_within(spot: Placement) -> bool:
    """Whether a place is where a map may have one."""
    return max(abs(spot.x), abs(spot.y)) <= limits.MAX_COORDINATE
