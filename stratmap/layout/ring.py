"""One loop as a ring, in the order of its links, about where it stands; what it runs over moves aside."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from models.strategy_map import StrategyMap
from stratmap.layout.cards import CARD_GAP, Size, Spot, in_order

_MOST_STEPS = 20_000


def loop_through(map: StrategyMap, elements: Sequence[str]) -> list[str] | None:
    """These elements in the order of a loop of influences through all of them, or None where none is found."""
    chosen = set(elements)
    if len(chosen) < 2:
        return None
    rank = {id: index for index, id in enumerate(in_order(map, chosen))}
    after = {
        id: sorted({each.target for each in map.links_of(id) if each.source == id} & chosen, key=rank.__getitem__)
        for id in elements
    }
    start = min(chosen, key=rank.__getitem__)
    path, open_ways, steps = [start], [iter(after[start])], 0
    while path and steps < _MOST_STEPS:
        steps += 1
        following = next(open_ways[-1], None)
        if following is None:
            path.pop()
            open_ways.pop()
        elif following == start and len(path) == len(chosen):
            return path
        elif following not in path:
            path.append(following)
            open_ways.append(iter(after[following]))
    return None


def ring(order: Sequence[str], middles: Mapping[str, Spot], sizes: Mapping[str, Size]) -> dict[str, Spot]:
    """Middles on an ellipse around the middle of where the cards are, clockwise, turned so that they move least.

    The ellipse is just large enough that neighbours keep apart.
    """
    count = len(order)
    cx = sum(middles[id][0] for id in order) / count
    cy = sum(middles[id][1] for id in order) / count
    wide = max(sizes[id][0] for id in order) + CARD_GAP
    high = max(sizes[id][1] for id in order) + CARD_GAP
    tries = [_on_ellipse(order, (cx, cy), _radii(count, wide, high), turn * math.tau / 24) for turn in range(24)]
    return min(tries, key=lambda spots: sum(math.dist(spots[id], middles[id]) for id in order))


def _radii(count: int, wide: float, high: float) -> tuple[float, float]:
    """Radii for which cards at equal angles do not meet, whatever the turn: the chord is as long as a diagonal."""
    across = math.hypot(wide, high) / (2 * math.sin(math.pi / max(count, 2)))
    return max(across, wide), max(across * 0.7, high, high * count / 4)


def _on_ellipse(order: Sequence[str], middle: Spot, radii: tuple[float, float], turn: float) -> dict[str, Spot]:
    spots = {}
    for index, id in enumerate(order):
        angle = turn + index * math.tau / len(order)
        spots[id] = (middle[0] + radii[0] * math.cos(angle), middle[1] + radii[1] * math.sin(angle))
    return spots
