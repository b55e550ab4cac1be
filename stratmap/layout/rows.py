"""Rows of cards: cutting the ones that are too wide, stacking them, and saying how well the result can be read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stratmap.layout.cards import CARD_GAP, ROW_GAP, Size, Spot, Tie, row_width, up_to_grid
from stratmap.layout.engine import Rows
from stratmap.layout.snapping import GRID, snapped

PAGE = 1.414
"""Width over height of the paper a map should fill: A3 lying."""

HIT = 3.0
SHAPE = 1.2
LENGTH = 0.6
_JUDGED_TIES = 400


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
        down = (step > 0) - (step < 0)
        pull[tie.cause] += down
        pull[tie.effect] -= down
    result: Rows = []
    for row in rows:
        count = math.ceil(row_width(row, sizes) / capacity) if row else 0
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


def merged(rows: Rows, most: int) -> Rows:
    """The rows put together until there are ``most`` at most, neighbours with neighbours."""
    if len(rows) <= most:
        return rows
    result: Rows = [[] for _ in range(most)]
    for index, row in enumerate(rows):
        result[index * most // len(rows)].extend(row)
    return result


def row_height(row: Iterable[str], sizes: Mapping[str, Size]) -> float:
    """Height of the tallest card in a row, on the grid."""
    return up_to_grid(max((sizes[id][1] for id in row), default=0.0))


def rows_height(rows: Rows, sizes: Mapping[str, Size]) -> float:
    """Height of rows above one another with gaps between them."""
    return sum(row_height(row, sizes) for row in rows) + ROW_GAP * max(0, len(rows) - 1)


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


def stacked(rows: Rows, lefts: Mapping[str, float], sizes: Mapping[str, Size], top: float = 0.0) -> dict[str, Spot]:
    """Spots of the cards of these rows, one row under the other from ``top``, cards in the middle of their row."""
    spots: dict[str, Spot] = {}
    y = top
    for row in rows:
        height = row_height(row, sizes)
        for id in row:
            spots[id] = (lefts[id], y + (height - up_to_grid(sizes[id][1])) // (2 * GRID) * GRID)
        y += height + ROW_GAP
    return spots


def block(spots: Mapping[str, Spot], sizes: Mapping[str, Size]) -> Block:
    """These spots as a block."""
    width = max((x + sizes[id][0] for id, (x, _) in spots.items()), default=0.0)
    height = max((y + sizes[id][1] for id, (_, y) in spots.items()), default=0.0)
    return Block(spots, up_to_grid(width), up_to_grid(height))


def cost(made: Block, joined: Sequence[Tie], sizes: Mapping[str, Size]) -> float:
    """How badly a block can be read: links that run through cards or cross, long ones, and a shape unlike the page.

    Links are taken as straight lines between the middles of their cards. Beyond a few hundred links only the shape
    counts: comparing every pair would take longer than laying out.
    """
    aspect = max(made.width, 1.0) / max(made.height, 1.0)
    price = SHAPE * math.log(aspect / PAGE) ** 2
    if not joined or len(joined) > _JUDGED_TIES:
        return price
    middles = {id: (x + sizes[id][0] / 2, y + sizes[id][1] / 2) for id, (x, y) in made.spots.items()}
    lines = [(tie.cause, tie.effect, middles[tie.cause], middles[tie.effect]) for tie in joined]
    hits = sum(_hits(line, made.spots, sizes) for line in lines)
    crossings = sum(_cross(one, other) for index, one in enumerate(lines) for other in lines[:index])
    length = sum(math.dist(line[2], line[3]) for line in lines)
    scale = math.sqrt(sum((sizes[id][0] + CARD_GAP) * (sizes[id][1] + ROW_GAP) for id in made.spots))
    return price + (HIT * hits + crossings + LENGTH * length / scale * 4) / len(lines)


Line = tuple[str, str, Spot, Spot]


def _cross(one: Line, other: Line) -> bool:
    """Whether two links cross; links that share a card do not."""
    if one[0] in other[:2] or one[1] in other[:2]:
        return False
    return _sides(one, other) and _sides(other, one)


def _sides(one: Line, other: Line) -> bool:
    (ax, ay), (bx, by) = one[2], one[3]
    (cx, cy), (dx, dy) = other[2], other[3]
    first = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    second = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
    return first * second < 0


def _hits(line: Line, spots: Mapping[str, Spot], sizes: Mapping[str, Size]) -> int:
    """How many cards other than its own a link runs through."""
    (ax, ay), (bx, by) = line[2], line[3]
    low_x, high_x = (ax, bx) if ax < bx else (bx, ax)
    low_y, high_y = (ay, by) if ay < by else (by, ay)
    count = 0
    for id, (x, y) in spots.items():
        width, height = sizes[id]
        near = x < high_x and x + width > low_x and y < high_y and y + height > low_y
        if near and id not in line[:2] and _runs_through(line, x, y, width, height):
            count += 1
    return count


def _runs_through(line: Line, x: float, y: float, width: float, height: float) -> bool:
    """Whether a line whose frame meets a card's meets the card: its corners lie on both sides of it."""
    (ax, ay), (bx, by) = line[2], line[3]
    corners = ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
    sides = [(bx - ax) * (cy - ay) - (by - ay) * (cx - ax) for cx, cy in corners]
    return min(sides) < 0 < max(sides) or (ax == bx or ay == by)
