"""Free places for new cards: beside another one, and in a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from math import ceil

from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.drawing.bands import bands
from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Point, Rect
from stratmap.layout.snapping import GRID, snapped

ROOM = 12.0
"""Pixels a new card keeps from the others."""

ACROSS, DOWN, AHEAD = 32.0, 24.0, 96.0
"""Pixels between cards of a row, of a column, and along a link."""

MOST_TRIES = 400

MOST_COLUMNS = 12
"""Columns of a block of new cards that stands in one band."""


def free_along(taken: Iterable[Placement], at: Rect, step: Point, *, both_ways: bool = False) -> Rect:
    """The first free place of ``at``'s size, going from there in steps; ``at`` itself where there is none.

    ``both_ways`` looks by turns ahead and back.
    """
    lane = _lane(at, step)
    left, top, right, bottom = lane.x, lane.y, lane.right, lane.bottom
    cards = [
        rect_of(spot)
        for spot in taken
        if spot.x <= right and left <= spot.x + spot.width and spot.y <= bottom and top <= spot.y + spot.height
    ]
    for number in islice(_turns() if both_ways else count(), MOST_TRIES):
        place = Rect(at.x + number * step[0], at.y + number * step[1], at.width, at.height)
        room = place.grown(ROOM)
        if not any(each.touches(room) for each in cards):
            return place
    return at


def uncovering(taken: Iterable[Placement], at: Rect) -> Rect:
    """``at`` itself where it covers no card, else the nearest place at its left or right that keeps its distance."""
    near = [spot for spot in taken if spot.y - ROOM <= at.bottom and at.y <= spot.y + spot.height + ROOM]
    if not any(rect_of(spot).overlaps(at) for spot in near):
        return at
    for step in (3 * GRID, at.width + ACROSS):
        place = free_along(near, at, (step, 0.0), both_ways=True)
        if place != at:
            return place
    return at


def off_borders(stacked: Sequence[Rect], at: Rect) -> Rect:
    """The same place moved up or down so that it does not lie across a border of these bands.

    It stays in the band its middle is in, or goes to the nearest one that is high enough; beside the bands it stays
    beside them. Where no band is high enough it is left as it is.
    """
    if not stacked or not stacked[0].y - GRID < at.bottom or not at.y < stacked[-1].bottom + GRID:
        return at
    y = at.center[1]
    if y < stacked[0].y:
        return replace(at, y=snapped(stacked[0].y - 1.5 * GRID - at.height))
    if y >= stacked[-1].bottom:
        return replace(at, y=snapped(stacked[-1].bottom + 1.5 * GRID))
    high = [band for band in stacked if band.height >= at.height + 2 * GRID]
    band = min(high, key=lambda band: max(band.y - y, y - band.bottom, 0.0), default=None)
    if band is None:
        return at
    return replace(at, y=min(max(at.y, snapped(band.y + GRID)), snapped(band.bottom - GRID - at.height)))


def in_band(map: StrategyMap, sheet: str, at: Rect) -> Rect:
    """The same place in the middle of the band there, or of the nearest one, which is high enough for a card.

    Where the sheet shows no bands, or none is high enough, it is left as it is.
    """
    high = [rect for _, rect in bands(map, sheet) if rect.height >= at.height + 2 * GRID]
    y = at.center[1]
    band = min(high, key=lambda band: max(band.y - y, y - band.bottom, 0.0), default=None)
    return at if band is None else replace(at, y=snapped(band.center[1] - at.height / 2))


def beside(map: StrategyMap, sheet: str, element: str, size: tuple[float, float], ahead: int) -> Rect | None:
    """A free place near an element's card, or None where the sheet lacks it.

    ``ahead`` is 1 for what it leads to, -1 for what leads to it, 0 for one of its own rank. What leads on stands in
    the band above, for strategy maps run upwards; without bands it stands at the right.
    """
    spot = map.placement(sheet, element)
    if spot is None:
        return None
    card = rect_of(spot)
    (width, height), (x, y) = size, card.center
    taken = map.placements_on(sheet).values()
    stacked = [rect for _, rect in bands(map, sheet)]
    own = next((index for index, rect in enumerate(stacked) if rect.y <= y < rect.bottom), None)
    if own is None and stacked:
        left = card.x - AHEAD - width if ahead < 0 else card.right + (AHEAD if ahead else ACROSS)
        step = (-width - ACROSS if ahead < 0 else width + ACROSS, 0.0)
        return free_along(taken, off_borders(stacked, Rect(left, y - height / 2, width, height)), step)
    if own is None:
        if ahead == 0:
            at = Rect(card.x, card.bottom + DOWN, width, height)
            return free_along(taken, at, (0.0, height + DOWN))
        left = card.right + AHEAD if ahead > 0 else card.x - AHEAD - width
        return free_along(taken, Rect(left, y - height / 2, width, height), (0.0, height + DOWN), both_ways=True)
    step = (width + ACROSS, 0.0)
    if ahead == 0 or not 0 <= own - ahead < len(stacked):
        gap = AHEAD if ahead else ACROSS
        left, step = (card.x - gap - width, (-step[0], 0.0)) if ahead < 0 else (card.right + gap, step)
        return free_along(taken, off_borders(stacked, Rect(left, y - height / 2, width, height)), step)
    band = stacked[own - ahead]
    at = Rect(x - width / 2, band.center[1] - height / 2, width, height)
    return free_along(taken, off_borders(stacked, at), step, both_ways=True)


def block(sizes: Sequence[tuple[float, float]], rows: int = 0) -> tuple[list[Point], tuple[float, float]]:
    """Where the left top corners of cards of these sizes stand in a neat block of columns, and how large it is.

    ``rows`` is how many stand in a column. Without it a few make one column, and more a block about as wide as a
    sheet of paper is.
    """
    width, height = max(each[0] for each in sizes), max(each[1] for each in sizes)
    if not rows:
        columns = max(2, round((len(sizes) * 1.4 * (height + DOWN) / (width + ACROSS)) ** 0.5))
        rows = len(sizes) if len(sizes) <= 6 else ceil(len(sizes) / columns)
    corners, deepest, columns = [], 0.0, ceil(len(sizes) / rows)
    for column in range(columns):
        y = 0.0
        for own in sizes[column * rows : (column + 1) * rows]:
            corners.append((column * (width + ACROSS), y))
            y += ceil((own[1] + DOWN) / GRID) * GRID
        deepest = max(deepest, y)
    return corners, (columns * (width + ACROSS) - ACROSS, deepest - DOWN)


def room_for_block(
    map: StrategyMap, sheet: str, sizes: Sequence[tuple[float, float]], x: float, y: float
) -> tuple[list[Point], Rect]:
    """A neat block of cards of these sizes, and a free place for it centred near (``x``, ``y``).

    On a sheet with bands it keeps within the band there; what is too much for that stands below all of them, for
    people to deal out.
    """
    stacked = [rect for _, rect in bands(map, sheet)]
    band = min(stacked, key=lambda rect: max(rect.y - y, y - rect.bottom, 0.0), default=None)
    rows = 0
    if band is not None:
        highest = max(each[1] for each in sizes)
        rows = max(int((band.height - 2 * GRID + DOWN) // (ceil((highest + DOWN) / GRID) * GRID)), 0)
        rows = rows if rows and ceil(len(sizes) / rows) <= MOST_COLUMNS else 0
    corners, (width, height) = block(sizes, rows)
    top = y - height / 2
    if band is not None:
        top = band.y + (band.height - height) / 2 if rows else stacked[-1].bottom + 2 * DOWN
    wanted = Rect(snapped(x - width / 2), snapped(top), width, height)
    return corners, free_along(map.placements_on(sheet).values(), wanted, (80.0, 0.0))


def _turns() -> Iterator[int]:
    yield 0
    for number in count(1):
        yield number
        yield -number


def _lane(at: Rect, step: Point) -> Rect:
    """Everything one may come by, going along ``step`` for ever either way."""
    room = at.grown(ROOM)
    far = 1e9
    x, width = (room.x - far, 2 * far) if step[0] else (room.x, room.width)
    y, height = (room.y - far, 2 * far) if step[1] else (room.y, room.height)
    return Rect(x, y, width, height)
