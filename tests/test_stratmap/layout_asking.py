"""Questions the layout tests ask of a laid out sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from models.strategy_map import StrategyMap
from stratmap.drawing.primitives import Rect
from stratmap.layout.cards import Size
from stratmap.layout.layered import Layout


def sizes_of(map: StrategyMap, width: float = 176.0, height: float = 64.0) -> dict[str, Size]:
    return dict.fromkeys(map.elements, (width, height))


def cards(layout: Layout, sizes: Mapping[str, Size]) -> dict[str, Rect]:
    return {id: Rect(*spot, *sizes[id]) for id, spot in layout.positions.items()}


def meetings(cards: Mapping[str, Rect], gap: float = 0.0) -> Iterator[tuple[str, str]]:
    """Pairs of cards with less free space than ``gap`` beside each other and less than half of it above."""
    for (one, a), (other, b) in combinations(cards.items(), 2):
        aside = max(a.x, b.x) - min(a.right, b.right)
        above = max(a.y, b.y) - min(a.bottom, b.bottom)
        if aside < gap and above < gap / 2:
            yield one, other


def bands(layout: Layout) -> dict[str, tuple[float, float]]:
    """Top and bottom of every band."""
    found, top = {}, 0.0
    for perspective, height in layout.band_heights.items():
        found[perspective] = (top, top + height)
        top += height
    return found
