"""A map without bands: every part that hangs together in rows, effects above causes; the parts packed on a page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from stratmap.layout.cards import CARD_GAP, ROW_GAP, Size, Spot, Tie, components
from stratmap.layout.engine import CAREFUL, Cycles, Rows, across, free_rows
from stratmap.layout.packing import BLOCK_GAP, packed, tidy
from stratmap.layout.rows import PAGE, Block, block, cost, cut, on_grid, stacked

_ROOM = (math.inf, 2.0, 1.4, 1.0)
"""How wide a row may be at most, in widths of a page that just holds the cards. All are tried on small parts."""


def flow(
    ids: Sequence[str], joined: Sequence[Tie], sizes: Mapping[str, Size], between: Callable[[], None]
) -> dict[str, Spot]:
    """A spot for every card. ``between`` is called between parts and may raise to stop."""
    ends = {end for tie in joined for end in (tie.cause, tie.effect)}
    parts = components([id for id in ids if id in ends], joined)
    blocks = []
    for part in parts:
        between()
        members = set(part)
        blocks.append(part_block(part, [tie for tie in joined if tie.cause in members], sizes))
    corners = packed(blocks)
    spots = {
        id: (left + x, top + y)
        for each, (left, top) in zip(blocks, corners, strict=True)
        for id, (x, y) in each.spots.items()
    }
    return spots | _below(spots, [id for id in ids if id not in ends], sizes)


def _below(spots: Mapping[str, Spot], loose: Sequence[str], sizes: Mapping[str, Size]) -> dict[str, Spot]:
    """Loose cards in tidy rows under everything else, or as a page of their own where there is nothing else."""
    above = block(spots, sizes)
    added = tidy(loose, sizes, max(above.width, page_width(loose, sizes)))
    top = above.height + BLOCK_GAP if spots else 0.0
    return {id: (x, y + top) for id, (x, y) in added.spots.items()}


def page_width(ids: Sequence[str], sizes: Mapping[str, Size]) -> float:
    """Width of a lying page that just holds these cards with their gaps."""
    area = sum((sizes[id][0] + CARD_GAP) * (sizes[id][1] + ROW_GAP) for id in ids)
    return math.sqrt(area * PAGE)


def part_block(ids: Sequence[str], joined: Sequence[Tie], sizes: Mapping[str, Size]) -> Block:
    """The best of a few ways to draw one part in rows."""
    made = []
    for rows in _ways(ids, joined, sizes):
        lefts = on_grid(rows, across(rows, joined, sizes), sizes)
        made.append(block(stacked(rows, lefts, sizes), sizes))
    return made[0] if len(made) == 1 else min(made, key=lambda each: cost(each, joined, sizes))


def _ways(ids: Sequence[str], joined: Sequence[Tie], sizes: Mapping[str, Size]) -> Iterator[Rows]:
    page = page_width(ids, sizes)
    if len(ids) + len(joined) > CAREFUL:
        yield cut(free_rows(ids, joined, sizes, "follow_flow"), joined, sizes, page * _ROOM[1])
        return
    seen: list[Rows] = []
    ways: tuple[Cycles, ...] = ("minimum_reversal", "follow_flow")
    for cycles in ways:
        rows = free_rows(ids, joined, sizes, cycles)
        for room in _ROOM:
            narrow = cut(rows, joined, sizes, page * room)
            if narrow not in seen:
                seen.append(narrow)
                yield narrow
