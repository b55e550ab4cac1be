"""Blocks beside one another on a page, the tallest first, each as high as it can lie; loose cards in tidy rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from stratmap.layout.cards import CARD_GAP, Size, Spot, row_width, up_to_grid
from stratmap.layout.rows import PAGE, Block, block, on_grid, stacked

BLOCK_GAP = 64.0
"""Free space between two blocks, in pixels."""


def packed(blocks: Sequence[Block]) -> list[Spot]:
    """Where each block goes so that none meets another and all together are about as wide as a page.

    Steps grow with blocks × steps in the skyline.
    """
    if not blocks:
        return []
    area = sum((each.width + BLOCK_GAP) * (each.height + BLOCK_GAP) for each in blocks)
    least = max(each.width for each in blocks)
    tries = [_placed(blocks, max(least, math.sqrt(area * PAGE) * factor)) for factor in (1.0, 1.1, 1.25)]
    return min(tries, key=lambda spots: abs(math.log(_aspect(blocks, spots) / PAGE)))


def _aspect(blocks: Sequence[Block], spots: Sequence[Spot]) -> float:
    width = max(x + each.width for each, (x, _) in zip(blocks, spots, strict=True))
    height = max(y + each.height for each, (_, y) in zip(blocks, spots, strict=True))
    return max(width, 1.0) / max(height, 1.0)


def _placed(blocks: Sequence[Block], width: float) -> list[Spot]:
    """Blocks one after the other, the tallest first, each at the highest spot, then the leftmost, that is free."""
    width = up_to_grid(width) + BLOCK_GAP
    skyline: list[tuple[float, float]] = [(0.0, 0.0)]
    spots: list[Spot] = [(0.0, 0.0)] * len(blocks)
    for index in sorted(range(len(blocks)), key=lambda index: (-blocks[index].height, -blocks[index].width)):
        size = (blocks[index].width + BLOCK_GAP, blocks[index].height + BLOCK_GAP)
        x, y = min(_candidates(skyline, size[0], width), key=lambda spot: (spot[1], spot[0]))
        spots[index] = (x, y)
        skyline = _raised(skyline, x, x + size[0], y + size[1])
    return spots


def _candidates(skyline: Sequence[tuple[float, float]], wide: float, width: float) -> Iterable[Spot]:
    """For each step of the skyline that leaves room to the right, the spot on top of what lies under the block."""
    for index, (x, _) in enumerate(skyline):
        if x + wide <= width or index == 0:
            under = [skyline[index][1]]
            under += [y for start, y in skyline[index + 1 :] if start < x + wide]
            yield x, max(under)


def _raised(skyline: Sequence[tuple[float, float]], left: float, right: float, y: float) -> list[tuple[float, float]]:
    """The skyline, as (start, height) from left to right, with a block between ``left`` and ``right`` up to ``y``."""
    before = [step for step in skyline if step[0] < left]
    under = next(height for start, height in reversed(skyline) if start <= right)
    after = [step for step in skyline if step[0] > right]
    return [*before, (left, y), (right, under), *after]


def tidy(ids: Sequence[str], sizes: Mapping[str, Size], width: float) -> Block:
    """Loose cards as a block: rows filled from the left up to ``width``."""
    rows: list[list[str]] = []
    for id in ids:
        if not rows or row_width([*rows[-1], id], sizes) > width:
            rows.append([])
        rows[-1].append(id)
    lefts: dict[str, float] = {}
    for row in rows:
        x = 0.0
        for id in row:
            lefts[id] = x
            x += up_to_grid(sizes[id][0]) + CARD_GAP
    return block(stacked(rows, on_grid(rows, lefts, sizes), sizes), sizes)
