"""From a layout to records: the placements and bands a sheet gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.records import Band, Placement
from models.strategy_map import StrategyMap
from stratmap.layout.cards import Size
from stratmap.layout.layered import layered


def placed(map: StrategyMap, sheet_id: str, cancelled: Callable[[], bool] | None = None) -> StrategyMap:
    """The map with every element on the sheet, new ones in their natural size, and the whole sheet laid out.

    Bends of links on the sheet go: they belonged to the old places.
    """
    records = layout_records(map, sheet_id, cancelled, everything=True)
    fresh = {record.key: record for record in records}
    kept = [
        record
        for record in map.records()
        if record.key not in fresh and not (record.key in map.bends and map.bends[record.key].sheet == sheet_id)
    ]
    return StrategyMap([*kept, *records])


def layout_records(
    map: StrategyMap, sheet_id: str, cancelled: Callable[[], bool] | None = None, *, everything: bool = False
) -> list[Placement | Band]:
    """The placements and bands the sheet gets by laying it out: of what it shows, or of every element.

    Elements that have no place yet get their natural size. Raises ``LayoutCancelled`` when ``cancelled`` says so.
    """
    shown = map.placements_on(sheet_id)
    sizes = _natural_sizes(map, [id for id in map.elements if id not in shown]) if everything else {}
    layout = layered(map, sheet_id, sizes, cancelled)
    placements = [
        replace(shown[id], x=x, y=y) if id in shown else Placement(sheet_id, id, x, y, *sizes[id])
        for id, (x, y) in layout.positions.items()
    ]
    return [*placements, *(Band(sheet_id, id, height) for id, height in layout.band_heights.items())]


def _natural_sizes(map: StrategyMap, ids: list[str]) -> dict[str, Size]:
    if not ids:
        return {}
    from stratmap.drawing.shapes import natural_size

    return {id: natural_size(map.elements[id].kind, map.elements[id].title) for id in ids}
