"""The ways to lay out a sheet that a person chooses from: each gives the records the sheet gets.

All have one shape: the map, the sheet, the elements that are chosen (few ways ask), and when to stop. Nothing of
the meaning changes: where a way knows no bands, the sheet stops showing them, and shows them again by perspective.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from models.kinds import ElementKind
from models.records import Band, Placement, Record, Sheet
from models.strategy_map import StrategyMap
from stratmap.drawing.bands import bands
from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Rect
from stratmap.layout.cards import Size, Spot, in_order, ties, up_to_grid
from stratmap.layout.flow import flow, sideways
from stratmap.layout.layered import Drawing, Layout, layered, stops, without_bands
from stratmap.layout.ring import loop_through, ring
from stratmap.layout.snapping import snapped

Chosen = Iterable[str]
Cancelled = Callable[[], bool] | None
Way = Callable[[StrategyMap, str, Chosen, Cancelled], list[Record]]


def by_perspective(map: StrategyMap, sheet_id: str, chosen: Chosen, cancelled: Cancelled) -> list[Record]:
    """Every card in the band of its perspective."""
    shown = _with_bands(map, sheet_id, True)
    return _records(shown, sheet_id, layered(shown, sheet_id, cancelled=cancelled), map)


def by_flow(map: StrategyMap, sheet_id: str, chosen: Chosen, cancelled: Cancelled) -> list[Record]:
    """Rows without bands, effects above causes."""
    return _drawn(map, sheet_id, flow, cancelled)


def by_flow_sideways(map: StrategyMap, sheet_id: str, chosen: Chosen, cancelled: Cancelled) -> list[Record]:
    """Columns without bands, effects right of causes."""
    return _drawn(map, sheet_id, sideways, cancelled)


def freely(map: StrategyMap, sheet_id: str, chosen: Chosen, cancelled: Cancelled) -> list[Record]:
    """Joined cards near each other wherever that crosses fewest links: for causal loops."""
    from stratmap.layout.free import freely_drawn

    return _drawn(map, sheet_id, freely_drawn, cancelled)


def as_ring(map: StrategyMap, sheet_id: str, chosen: Chosen, cancelled: Cancelled) -> list[Record]:
    """The chosen elements as a ring where they stand, in the order of their loop; cards it runs over move aside.

    Without a loop through all of them they keep the order they have around their middle. With bands every card
    stays in its own.
    """
    from stratmap.layout.tidying import moved_off

    placements = map.placements_on(sheet_id)
    parts = [id for id in in_order(map, set(chosen) & placements.keys()) if not placements[id].pinned]
    if len(parts) < 2:
        return []
    boxes = {id: rect_of(each) for id, each in placements.items()}
    middles = {id: box.center for id, box in boxes.items()}
    sizes = {id: (boxes[id].width, boxes[id].height) for id in parts}
    put = ring(loop_through(map, parts) or _around(parts, middles), middles, sizes)
    return _settled(map, sheet_id, {**boxes, **_at(put, sizes)}, put.keys(), cancelled, moved_off)


def only_chosen(map: StrategyMap, sheet_id: str, chosen: Chosen, cancelled: Cancelled) -> list[Record]:
    """The chosen elements laid out where they stand, by bands or else as suits them; the others stay."""
    placements = map.placements_on(sheet_id)
    parts = [id for id in in_order(map, set(chosen) & placements.keys()) if not placements[id].pinned]
    if len(parts) < 2:
        return []
    others = {id: each for id, each in placements.items() if id not in set(parts)}
    if map.perspectives and map.sheets[sheet_id].shows_bands:
        held = StrategyMap(
            [*(each for each in map.records() if not isinstance(each, Placement)),
             *(replace(each, pinned=each.element in others) for each in map.placements.values())]
        )  # fmt: skip
        return _records(held, sheet_id, layered(held, sheet_id, cancelled=cancelled), map)
    from stratmap.layout.free import freely_drawn

    words = all(map.elements[id].kind is ElementKind.FACTOR for id in parts)
    sizes = {id: (up_to_grid(placements[id].width), up_to_grid(placements[id].height)) for id in parts}
    spots = (freely_drawn if words else flow)(parts, ties(map, parts), sizes, stops(cancelled))
    there = _clear_of({id: rect_of(each) for id, each in others.items()}, _centred(spots, sizes, placements), sizes)
    return [replace(placements[id], x=x, y=y) for id, (x, y) in there.items()]


def tidy(map: StrategyMap, sheet_id: str, chosen: Chosen, cancelled: Cancelled) -> list[Record]:
    """Cards put in line and off one another, each moved as little as can be."""
    from stratmap.layout.tidying import tidied

    boxes = {id: rect_of(each) for id, each in map.placements_on(sheet_id).items()}
    if not boxes:
        return []
    spots = tidied(boxes, _pinned(map, sheet_id), _within(map, sheet_id), stops(cancelled))
    return _moved(map, sheet_id, spots)


def _settled(
    map: StrategyMap,
    sheet_id: str,
    boxes: Mapping[str, Rect],
    placed: Iterable[str],
    cancelled: Cancelled,
    moved_off: Callable[..., dict[str, Spot]],
) -> list[Record]:
    """The placements after cards were put on these boxes: first the placed ones, then, off them, all others."""
    import numpy as np

    within, between = _within(map, sheet_id), stops(cancelled)
    pinned = _pinned(map, sheet_id)
    first = [id for id in boxes if id in set(placed) or id in pinned]
    middles = np.array([boxes[id].center for id in first])
    spots = moved_off(first, middles, boxes, pinned, within, between)
    now = {id: Rect(*spots[id], box.width, box.height) if id in spots else box for id, box in boxes.items()}
    standing = frozenset(id for id in now if id in spots or not _meets_any(now[id], spots, now))
    every = list(now)
    spots = moved_off(every, np.array([now[id].center for id in every]), now, standing, within, between)
    return _moved(map, sheet_id, spots)


def _meets_any(box: Rect, placed: Iterable[str], boxes: Mapping[str, Rect]) -> bool:
    room = box.grown(8.0)
    return any(room.overlaps(boxes[id]) for id in placed)


def _moved(map: StrategyMap, sheet_id: str, spots: Mapping[str, Spot]) -> list[Record]:
    """The placements that differ."""
    placements = map.placements_on(sheet_id)
    return [
        replace(placements[id], x=x, y=y)
        for id, (x, y) in spots.items()
        if (placements[id].x, placements[id].y) != (x, y)
    ]


def _drawn(map: StrategyMap, sheet_id: str, drawing: Drawing, cancelled: Cancelled) -> list[Record]:
    shown = _with_bands(map, sheet_id, False)
    return _records(shown, sheet_id, without_bands(shown, sheet_id, drawing, cancelled=cancelled), map)


def _with_bands(map: StrategyMap, sheet_id: str, shows: bool) -> StrategyMap:
    if map.sheets[sheet_id].shows_bands == shows or not map.perspectives:
        return map
    return StrategyMap(
        replace(each, shows_bands=shows) if isinstance(each, Sheet) and each.id == sheet_id else each
        for each in map.records()
    )


def _records(shown: StrategyMap, sheet_id: str, layout: Layout, map: StrategyMap) -> list[Record]:
    """The placements and bands of a layout, and the sheet where it shows bands no more, or again."""
    placements = map.placements_on(sheet_id)
    records: list[Record] = [replace(placements[id], x=x, y=y) for id, (x, y) in layout.positions.items()]
    records += [Band(sheet_id, id, height) for id, height in layout.band_heights.items()]
    if shown.sheets[sheet_id] != map.sheets[sheet_id]:
        records.append(shown.sheets[sheet_id])
    return records


def _pinned(map: StrategyMap, sheet_id: str) -> frozenset[str]:
    return frozenset(id for id, each in map.placements_on(sheet_id).items() if each.pinned)


def _within(map: StrategyMap, sheet_id: str) -> dict[str, Spot]:
    """Nearly the top and bottom of the band that each card belongs to, where the sheet shows bands."""
    found = {each.id: (rect.y + 8.0, rect.bottom - 8.0) for each, rect in bands(map, sheet_id)}
    lowest = max((bottom for _, bottom in found.values()), default=0.0) + 16.0
    return {
        id: found.get(map.elements[id].perspective or "", (lowest, float("inf")))
        for id in map.placements_on(sheet_id)
        if found
    }


def _around(parts: list[str], middles: Mapping[str, Spot]) -> list[str]:
    """Cards in the order of their angles around their middle, clockwise."""
    from math import atan2

    x = sum(middles[id][0] for id in parts) / len(parts)
    y = sum(middles[id][1] for id in parts) / len(parts)
    return sorted(parts, key=lambda each: atan2(middles[each][1] - y, middles[each][0] - x))


def _at(middles: Mapping[str, Spot], sizes: Mapping[str, Size]) -> dict[str, Rect]:
    return {id: Rect(x - sizes[id][0] / 2, y - sizes[id][1] / 2, *sizes[id]) for id, (x, y) in middles.items()}


def _centred(
    spots: Mapping[str, Spot], sizes: Mapping[str, Size], placements: Mapping[str, Placement]
) -> dict[str, Spot]:
    """The spots moved together so that their middle is that of where the cards stand."""
    dx = sum(rect_of(placements[id]).center[0] - x - sizes[id][0] / 2 for id, (x, _) in spots.items()) / len(spots)
    dy = sum(rect_of(placements[id]).center[1] - y - sizes[id][1] / 2 for id, (_, y) in spots.items()) / len(spots)
    return {id: (x + snapped(dx), y + snapped(dy)) for id, (x, y) in spots.items()}


def _clear_of(others: Mapping[str, Rect], spots: Mapping[str, Spot], sizes: Mapping[str, Size]) -> dict[str, Spot]:
    """The spots moved together, as little as can be, until no card stands on another one."""
    walls = list(others.values())
    step = 64.0
    for ring_number in range(400):
        sides = [each * step for each in range(-ring_number, ring_number + 1)]
        edge = ring_number * step
        shifts = {(dx, dy) for each in sides for dx, dy in ((each, edge), (each, -edge), (edge, each), (-edge, each))}
        for dx, dy in sorted(shifts, key=lambda shift: (abs(shift[0]) + abs(shift[1]), shift)):
            boxes = [Rect(x + dx, y + dy, *sizes[id]).grown(8.0) for id, (x, y) in spots.items()]
            if not any(box.overlaps(wall) for box in boxes for wall in walls):
                return {id: (x + dx, y + dy) for id, (x, y) in spots.items()}
    right = max(wall.right for wall in walls)
    left = min(x for x, _ in spots.values())
    return {id: (x - left + snapped(right) + 64.0, y) for id, (x, y) in spots.items()}
