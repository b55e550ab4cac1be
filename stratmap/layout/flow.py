"""A map without bands: every part that hangs together in rows, effects above causes; the parts packed on a page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from models.kinds import ElementKind
from stratmap.layout.cards import CARD_GAP, ROW_GAP, Size, Spot, Tie, components
from stratmap.layout.easing import EASED, eased
from stratmap.layout.engine import CAREFUL, MANY_TRIES, Cycles, Rows, across, free_rows
from stratmap.layout.judging import cost
from stratmap.layout.packing import BLOCK_GAP, packed, tidy
from stratmap.layout.plain import together
from stratmap.layout.rows import PAGE, Block, airy_gap, block, cut, merged, on_grid, stacked

_ROOM = (math.inf, 2.0, 1.4, 1.0)
"""How wide a row may be at most, in widths of a page that just holds the cards. All are tried on small parts."""
_WORTH_TRYING = 0.06
"""Least share of the sheet's cards that makes a part worth more than one try."""
_MERGED = (0.7, 0.5)
"""What part of its rows a tall part of bare words may be drawn in, with links within a row: such maps have no top."""


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
        blocks.append(part_block(part, [tie for tie in joined if tie.cause in members], sizes, len(part) / len(ids)))
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


def part_block(ids: Sequence[str], joined: Sequence[Tie], sizes: Mapping[str, Size], share: float = 1.0) -> Block:
    """The best of a few ways to draw one part in rows; its shape matters by its share of the sheet."""
    made = []
    for rows in _ways(ids, joined, sizes, share):
        roomy = across(rows, joined, sizes)
        for edges in (roomy, together(rows, joined, sizes, roomy)):
            lefts = on_grid(rows, edges, sizes)
            made.append(block(stacked(rows, lefts, sizes, gap=airy_gap(rows, lefts, sizes)), sizes))

    def price(each: Block) -> float:
        return cost(each, joined, sizes, share)

    if share < _WORTH_TRYING:
        return min(made, key=price)
    best = sorted(made, key=price)[:EASED]
    return min((block(eased(each.spots, joined, sizes), sizes) for each in best), key=price)


def _ways(ids: Sequence[str], joined: Sequence[Tie], sizes: Mapping[str, Size], share: float) -> Iterator[Rows]:
    """Rows to try: many for a small part, one for a large one or for a crumb of a large sheet."""
    page = page_width(ids, sizes)
    size = len(ids) + len(joined)
    if size > CAREFUL or share < _WORTH_TRYING:
        yield cut(free_rows(ids, joined, sizes, "follow_flow"), joined, sizes, page * _ROOM[1])
        return
    seen: list[Rows] = []
    ways: tuple[Cycles, ...] = ("minimum_reversal", "follow_flow")
    for cycles in ways:
        rows = free_rows(ids, joined, sizes, cycles)
        many = size <= MANY_TRIES
        tried = [cut(rows, joined, sizes, page * room) for room in (_ROOM if many else _ROOM[1:3])]
        if many and _is_words(joined):
            tried += [merged(rows, joined, max(2, round(len(rows) * part))) for part in _MERGED]
        for way in tried:
            if way not in seen:
                seen.append(way)
                yield way


def _is_words(joined: Sequence[Tie]) -> bool:
    """Whether these links join factors only, as in a causal-loop diagram."""
    return all(set(tie.kinds) == {ElementKind.FACTOR} for tie in joined)
