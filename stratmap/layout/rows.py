"""Rows of cards: cutting the ones that are too wide, stacking them, and saying how well the result can be read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from stratmap.layout.cards import CARD_GAP, ROW_GAP, Size, Spot, Tie, row_width, up_to_grid
from stratmap.layout.engine import Rows
from stratmap.layout.snapping import GRID, snapped

PAGE = 1.414
"""Width over height of the paper a map should fill: A3 lying."""

MOST_ROW_GAP = 128.0
"""Most free space between two rows, in pixels: beyond it links get long without getting clearer."""


@dataclass(frozen=True, slots=True)
class Block:
    """Cards in their places, the top left corner of all of them at (0, 0)."""

    spots: Mapping[str, Spot] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


def cut(rows: Rows, joined: Iterable[Tie], sizes: Mapping[str, Size], capacity: float) -> Rows:
    """The rows with each one wider than ``capacity`` cut into several, the cards that hang on upper rows above."""
    row_of = {id: index for index, row in enumerate(rows) for id in row}
    pull: dict[str, int] = dict.fromkeys(row_of, 0)
    for tie in joined:
        step = row_of[tie.effect] - row_of[tie.cause]
        down = (step > 0) - (step < 0) if step else int(tie.directed)
        pull[tie.cause] += down
        pull[tie.effect] -= down
    result: Rows = []
    for row in rows:
        count = math.ceil((row_width(row, sizes) + CARD_GAP) / (capacity + CARD_GAP)) if row else 0
        if count > 1:
            result.extend(_even(sorted(row, key=pull.__getitem__), count, sizes))
        else:
            result.append(row)
    return result


def _even(row: Sequence[str], count: int, sizes: Mapping[str, Size]) -> Rows:
    """A row cut into ``count`` at most, each about as wide as the others."""
    share = sum(sizes[id][0] + CARD_GAP for id in row) / count
    parts: Rows = [[] for _ in range(count)]
    filled = 0.0
    for id in row:
        width = sizes[id][0] + CARD_GAP
        parts[min(count - 1, int((filled + width / 2) / share))].append(id)
        filled += width
    return [part for part in parts if part]


def merged(rows: Rows, joined: Iterable[Tie], most: int) -> Rows:
    """Neighbouring rows put together until there are ``most``, those that the fewest links join first."""
    result = [list(row) for row in rows]
    row_of = {id: index for index, row in enumerate(rows) for id in row}
    between: dict[tuple[int, int], int] = {}
    for tie in joined:
        pair = sorted((row_of[tie.cause], row_of[tie.effect]))
        between[pair[0], pair[1]] = between.get((pair[0], pair[1]), 0) + 1
    while len(result) > max(1, most):
        members = [{row_of[id] for id in row} for row in result]
        price = [
            (sum(between.get((a, b), 0) for a in upper for b in lower), len(result[index]) + len(result[index + 1]))
            for index, (upper, lower) in enumerate(pairwise(members))
        ]
        lightest = min(range(len(price)), key=price.__getitem__)
        result[lightest] += result.pop(lightest + 1)
    return result


def row_height(row: Iterable[str], sizes: Mapping[str, Size]) -> float:
    """Height of the tallest card in a row, on the grid."""
    return up_to_grid(max((sizes[id][1] for id in row), default=0.0))


def rows_height(rows: Rows, sizes: Mapping[str, Size], gap: float = ROW_GAP) -> float:
    """Height of rows above one another with gaps between them."""
    return sum(row_height(row, sizes) for row in rows) + gap * max(0, len(rows) - 1)


def on_grid(rows: Rows, lefts: Mapping[str, float], sizes: Mapping[str, Size]) -> dict[str, float]:
    """Left edges on the grid, the leftmost 0, cards of a row at least a gap apart."""
    start = min(lefts.values(), default=0.0)
    result: dict[str, float] = {}
    for row in rows:
        free = 0.0
        for id in sorted(row, key=lefts.__getitem__):
            result[id] = max(snapped(lefts[id] - start), free)
            free = up_to_grid(result[id] + sizes[id][0] + CARD_GAP)
    return result


def airy_gap(rows: Rows, lefts: Mapping[str, float], sizes: Mapping[str, Size]) -> float:
    """The gap between rows that brings wide rows nearest to the shape of a page: steep links are easier to follow."""
    if len(rows) < 2:
        return ROW_GAP
    width = max(x + sizes[id][0] for id, x in lefts.items())
    gap = (width / PAGE - sum(row_height(row, sizes) for row in rows)) / (len(rows) - 1)
    return min(MOST_ROW_GAP, max(ROW_GAP, gap // GRID * GRID))


def stacked(
    rows: Rows, lefts: Mapping[str, float], sizes: Mapping[str, Size], top: float = 0.0, gap: float = ROW_GAP
) -> dict[str, Spot]:
    """Spots of the cards of these rows, one row under the other from ``top``, cards in the middle of their row."""
    spots: dict[str, Spot] = {}
    y = top
    for row in rows:
        height = row_height(row, sizes)
        for id in row:
            spots[id] = (lefts[id], y + (height - up_to_grid(sizes[id][1])) // (2 * GRID) * GRID)
        y += height + gap
    return spots


def block(spots: Mapping[str, Spot], sizes: Mapping[str, Size]) -> Block:
    """These spots as a block."""
    width = max((x + sizes[id][0] for id, (x, _) in spots.items()), default=0.0)
    height = max((y + sizes[id][1] for id, (_, y) in spots.items()), default=0.0)
    return Block(spots, up_to_grid(width), up_to_grid(height))
