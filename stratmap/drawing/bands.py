"""Perspectives as horizontal bands: where they are, and how they are drawn."""

from __future__ import annotations

from models.records import Perspective, placement_key
from models.strategy_map import PERSPECTIVE_HEIGHT, StrategyMap
from stratmap.drawing.geometry import polyline
from stratmap.drawing.primitives import Box, Path, Primitive, Rect
from stratmap.drawing.text import broken, text_runs
from stratmap.drawing.theme import Theme

GUTTER = 152.0
"""Width at the left edge that belongs to the names, in pixels."""

LINE_WIDTH = 1.0
NAME_SIZE = 14.0
_NAME_LEFT = 20.0
_NAME_TOP = 14.0
_NAME_LINES = 3
_NO_WIDTH = Rect(0.0, 0.0, 0.0, 0.0)


def bands(map: StrategyMap, sheet_id: str, extent: Rect = _NO_WIDTH) -> list[tuple[Perspective, Rect]]:
    """The perspectives of a sheet from the top down, each with its band; none where the sheet shows no bands.

    Bands are stacked from y = 0. They are as wide as ``extent``, whose y and height do not matter; without it they
    have no width, for who only asks at which height they are.
    """
    if not map.sheets[sheet_id].shows_bands:
        return []
    stacked, y = [], 0.0
    for perspective in map.ordered_perspectives():
        band = map.bands.get(placement_key(sheet_id, perspective.id))
        height = band.height if band else PERSPECTIVE_HEIGHT
        stacked.append((perspective, Rect(extent.x, y, extent.width, height)))
        y += height
    return stacked


def band_drawing(
    perspective: Perspective, width: float, height: float, number: int, theme: Theme, *, is_last: bool = False
) -> tuple[Primitive, ...]:
    """A band in its own coordinates, with its name at the left. Every other ``number`` (from 0) is tinted.

    A line parts it from the band above. The last one ends in a line too: what stands below that is in no band.
    """
    colors = theme.canvas
    fill = colors.band_tint if number % 2 == 0 else colors.paper
    drawn: list[Primitive] = [Box(0, 0, width, height, fill=fill)]
    if number:
        drawn.append(Path(polyline(((0, 0), (width, 0))), stroke=colors.band_line, line_width=LINE_WIDTH))
    if is_last:
        drawn.append(Box(0, height - LINE_WIDTH, width, LINE_WIDTH, fill=colors.band_line))
    return (*drawn, *band_name(perspective, theme))


def band_name(perspective: Perspective, theme: Theme) -> tuple[Primitive, ...]:
    """The name of a band, in the band's coordinates: a window may draw it again where its left edge is."""
    room = GUTTER - _NAME_LEFT - 8
    lines = broken(perspective.title, NAME_SIZE, "bold", room, _NAME_LINES)
    return tuple(text_runs(lines, _NAME_LEFT, _NAME_TOP, NAME_SIZE, theme.canvas.band_ink, "bold", room=room))


def perspective_at(map: StrategyMap, sheet_id: str, y: float) -> str | None:
    """The id of the perspective whose band lies at height ``y`` of a sheet, or None beside the bands."""
    for perspective, rect in bands(map, sheet_id):
        if rect.y <= y < rect.bottom:
            return perspective.id
    return None
