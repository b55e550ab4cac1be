"""A map without bands: every part that hangs together in rows, effects above causes; the parts packed on a page."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence

from models.kinds import ElementKind
from stratmap.layout.cards import CARD_GAP, ROW_GAP, Size, Spot, Tie, components
from stratmap.layout.easing import EASED, eased
from stratmap.layout.engine import MANY_TRIES, Cycles, Rows, across, free_rows
from stratmap.layout.judging import cost, crossings
from stratmap.layout.packing import BLOCK_GAP, packed, tidy
from stratmap.layout.plain import together
from stratmap.layout.rows import PAGE, Block, airy_gap, block, cut, merged, on_grid, stacked

_ROOM = (math.inf, 2.0, 1.4, 1.0)
"""How wide a row may be at most, in widths of a page that just holds the cards. All are tried on small parts."""
_WORTH_TRYING = 0.06
"""Least share of the sheet's cards that makes a part worth more than one try."""
MOST_REDRAWN = 800
"""Most cards of a part whose crossings are worked on card by card: the work grows with cards × links."""
_MAIN = 0.3
"""Least share of the sheet's cards of a part whose few best tries are all eased, and not the best alone."""
_WORTH_CROSSING_ASIDE = 20
"""Least number of links in a part that is a crumb of a large sheet that make crossings worth working on."""
_MERGED = (0.7, 0.5)
"""What part of its rows a tall part of bare words may be drawn in, with links within a row: such maps have no top."""


def flow(
    ids: Sequence[str], joined: Sequence[Tie], sizes: Mapping[str, Size], between: Callable[[], None]
) -> dict[str, Spot]:
    """A spot for every card. ``between`` is called between parts and may raise to stop."""

    def drawn(part: Sequence[str], within: Sequence[Tie], share: float) -> Block:
        return part_block(part, within, sizes, between, share)

    return on_a_page(ids, joined, sizes, between, drawn)


def sideways(
    ids: Sequence[str], joined: Sequence[Tie], sizes: Mapping[str, Size], between: Callable[[], None]
) -> dict[str, Spot]:
    """The same turned by a quarter: effects stand right of their causes."""
    turned = {id: (height, width) for id, (width, height) in sizes.items()}
    spots = flow(ids, joined, turned, between)
    far = max((y + turned[id][1] for id, (_, y) in spots.items()), default=0.0)
    return {id: (far - y - turned[id][1], x) for id, (x, y) in spots.items()}


def on_a_page(
    ids: Sequence[str],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    between: Callable[[], None],
    drawn: Callable[[Sequence[str], Sequence[Tie], float], Block],
) -> dict[str, Spot]:
    """Every part that hangs together drawn, given its share of the cards, and all of them packed on a page."""
    ends = {end for tie in joined for end in (tie.cause, tie.effect)}
    parts = components([id for id in ids if id in ends], joined)
    blocks = []
    for part in parts:
        between()
        members = set(part)
        within = [tie for tie in joined if tie.cause in members]
        blocks.append(drawn(part, within, len(part) / len(ids)))
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


def part_block(
    ids: Sequence[str],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    between: Callable[[], None],
    share: float = 1.0,
) -> Block:
    """The best of a few ways to draw one part in rows; its shape matters by its share of the sheet."""
    made: list[tuple[Block, Rows, dict[str, float]]] = []
    for rows in _ways(ids, joined, sizes, between, share):
        between()
        roomy = across(rows, joined, sizes, between)
        for edges in (roomy, together(rows, joined, sizes, roomy)):
            lefts = on_grid(rows, edges, sizes)
            made.append((block(stacked(rows, lefts, sizes, gap=airy_gap(rows, lefts, sizes)), sizes), rows, lefts))

    def price(each: Block) -> float:
        return cost(each, joined, sizes, share)

    made.sort(key=lambda each: price(each[0]))
    if len(joined) < _WORTH_CROSSING_ASIDE and share < _WORTH_TRYING:
        return made[0][0]
    if len(ids) > MOST_REDRAWN:
        return made[0][0]
    large = len(ids) + len(joined) > MANY_TRIES
    if not large and not crossings(made[0][0], joined, sizes):
        return _best_eased([each[0] for each in made][: EASED if share > _MAIN else 1], joined, sizes, price, between)
    few = 1 if large or share < _WORTH_TRYING else 2
    redrawn = _redrawn([each[1:] for each in made[:few]], joined, sizes, between, large=large)
    if large:
        return redrawn[0]
    best = sorted([*redrawn, made[0][0]], key=price)
    if share < _WORTH_TRYING:
        return best[0]
    return _best_eased(best[: EASED if share > _MAIN else 1], joined, sizes, price, between)


def _redrawn(
    made: Sequence[tuple[Rows, Mapping[str, float]]],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    between: Callable[[], None],
    *,
    large: bool,
) -> list[Block]:
    """These drawings with fewer crossings."""
    from stratmap.layout.crossing_rows import with_fewer_crossings

    return [
        with_fewer_crossings(rows, lefts, joined, sizes, times, page_width([*lefts], sizes), between)
        for rows, lefts in made
        for times in _times(rows, sizes, large=large)
    ]


def _best_eased(
    made: Sequence[Block],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    price: Callable[[Block], float],
    between: Callable[[], None],
) -> Block:
    """The best of these, each with cards moved aside a little where that helps."""
    return min((block(eased(each.spots, joined, sizes, between), sizes) for each in made), key=price)


def _times(rows: Rows, sizes: Mapping[str, Size], *, large: bool) -> tuple[int, ...]:
    """How many rows each row may become: tried both ways for a small part; for a large one by the shape of a page."""
    if not large:
        return (1, 2)
    widths = [sizes[id][0] + CARD_GAP for row in rows for id in row]
    pitch = statistics.fmean(sizes[id][1] for row in rows for id in row) + ROW_GAP
    return (min(4, max(3, round(math.sqrt(sum(widths) * 1.5 / pitch / PAGE) / len(rows)))),)


def _ways(
    ids: Sequence[str],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    between: Callable[[], None],
    share: float,
) -> Iterator[Rows]:
    """Rows to try: many for a small part, one for a large one or for a crumb of a large sheet."""
    page = page_width(ids, sizes)
    size = len(ids) + len(joined)
    if size > MANY_TRIES or share < _WORTH_TRYING:
        rows = free_rows(ids, joined, sizes, "follow_flow", between)
        yield rows if size > MANY_TRIES and len(ids) <= MOST_REDRAWN else cut(rows, joined, sizes, page * _ROOM[1])
        return
    seen: list[Rows] = []
    ways: tuple[Cycles, ...] = ("minimum_reversal", "follow_flow")
    for cycles in ways:
        rows = free_rows(ids, joined, sizes, cycles, between)
        tried = [cut(rows, joined, sizes, page * room) for room in _ROOM]
        if _is_words(joined) and _turns_down(rows, joined):
            tried += [merged(rows, joined, max(2, round(len(rows) * part))) for part in _MERGED]
        for way in tried:
            if way not in seen:
                seen.append(way)
                yield way


def _turns_down(rows: Rows, joined: Sequence[Tie]) -> bool:
    """Whether a link runs down from its cause to its effect, as one in every circle does."""
    row_of = {id: index for index, row in enumerate(rows) for id in row}
    return any(tie.directed and row_of[tie.effect] >= row_of[tie.cause] for tie in joined)


def _is_words(joined: Sequence[Tie]) -> bool:
    """Whether these links join factors only, as in a causal-loop diagram."""
    return all(set(tie.kinds) == {ElementKind.FACTOR} for tie in joined)
