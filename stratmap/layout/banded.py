"""A map with bands: every card in the band of its perspective, causes below effects, one width for all bands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stratmap.layout.cards import CARD_GAP, Size, Spot, Tie, up_to_grid
from stratmap.layout.engine import CAREFUL, Rows, across, free_rows
from stratmap.layout.flow import page_width
from stratmap.layout.rows import Block, block, cost, cut, merged, on_grid, rows_height, stacked
from stratmap.layout.snapping import GRID

GUTTER = 176.0
"""Free space on the left of a sheet with bands: the names of the perspectives stand there."""
MARGIN = 40.0
"""Free space above the top row of a band and below its lowest row."""
LEAST_HEIGHT = 160.0
"""Height of a band that holds one row or nothing."""

_DEPTHS = (1, 2, 3, 100)
"""How many rows the links inside a band may ask for; all are tried on small maps."""
_ROOM = (0.9, 1.2, 1.6, 2.2)
"""How wide a row may be at most, in widths of a page that just holds the cards."""


@dataclass(frozen=True, slots=True)
class Banded:
    """Where the cards go and how high the bands are, in the order of the bands given."""

    spots: Mapping[str, Spot]
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheetful:
    """What is laid out: the cards of each band from the top, those of no band last, and what joins them."""

    bands: tuple[tuple[str, ...], ...]
    loose: tuple[str, ...]
    ties: tuple[Tie, ...]
    sizes: Mapping[str, Size]


def banded(sheetful: Sheetful, between: Callable[[], None]) -> Banded:
    """The best of a few ways to draw the bands. ``between`` is called between tries and may raise to stop.

    Cards of no perspective stand in rows of their own under the last band, so that no band claims them.
    """
    best: Banded | None = None
    least = 0.0
    for rows_of_bands in _ways(sheetful):
        between()
        made = _drawn(sheetful, rows_of_bands)
        price = cost(_whole(made, sheetful.sizes), sheetful.ties, sheetful.sizes)
        if best is None or price < least:
            best, least = made, price
    return best or Banded({}, tuple(LEAST_HEIGHT for _ in sheetful.bands))


def _whole(made: Banded, sizes: Mapping[str, Size]) -> Block:
    """The sheet as it will be seen, bands and gutter with it."""
    cards = block(made.spots, sizes)
    return Block(made.spots, cards.width, max(cards.height, sum(made.heights)))


def _ways(sheetful: Sheetful) -> Iterator[list[Rows]]:
    """Rows for each band, and for the cards of no band."""
    ends = {end for tie in sheetful.ties for end in (tie.cause, tie.effect)}
    groups = [[id for id in ids if id in ends] for ids in (*sheetful.bands, sheetful.loose)]
    inside = [[tie for tie in sheetful.ties if {tie.cause, tie.effect} <= set(ids)] for ids in groups]
    sizes = sheetful.sizes
    deep = [
        free_rows(ids, joined, sizes, "follow_flow") if ids else []
        for ids, joined in zip(groups, inside, strict=True)
    ]
    page = page_width([*sizes], sizes)
    small = len(sizes) + len(sheetful.ties) <= CAREFUL
    seen: list[list[Rows]] = []
    for depth in _DEPTHS if small else _DEPTHS[1:2]:
        for room in _ROOM if small else _ROOM[2:3]:
            way = _cut_in_bands([merged(rows, depth) for rows in deep], sheetful.ties, sizes, page * room)
            if way not in seen:
                seen.append(way)
                yield way


def _cut_in_bands(bands: Sequence[Rows], joined: Sequence[Tie], sizes: Mapping[str, Size], room: float) -> list[Rows]:
    """Every band's rows cut to a width; which card hangs on which side is seen over all bands."""
    flat = [row for rows in bands for row in rows]
    pieces = cut(flat, joined, sizes, room)
    band_of = {id: index for index, rows in enumerate(bands) for row in rows for id in row}
    result: list[Rows] = [[] for _ in bands]
    for piece in pieces:
        result[band_of[piece[0]]].append(piece)
    return result


def _drawn(sheetful: Sheetful, bands: Sequence[Rows]) -> Banded:
    sizes = sheetful.sizes
    flat = [row for rows in bands for row in rows]
    lefts = on_grid(flat, across(flat, sheetful.ties, sizes), sizes) if flat else {}
    full = [
        _filled(rows, lefts, [id for id in ids if id not in lefts], sheetful)
        for rows, ids in zip(bands, (*sheetful.bands, sheetful.loose), strict=True)
    ]
    lefts = {id: x + GUTTER for rows in full for row in rows for id, x in row.items()}
    spots: dict[str, Spot] = {}
    heights: list[float] = []
    top = 0.0
    for index, rows in enumerate(full):
        names = [list(row) for row in rows]
        content = rows_height(names, sizes)
        height = max(LEAST_HEIGHT, up_to_grid(content + 2 * MARGIN))
        within = index < len(sheetful.bands)
        above = (height - content) // (2 * GRID) * GRID if within else MARGIN
        spots |= stacked(names, lefts, sizes, top + above)
        if within:
            heights.append(height)
            top += height
    return Banded(spots, tuple(heights))


def _filled(
    rows: Rows, lefts: Mapping[str, float], unjoined: Sequence[str], sheetful: Sheetful
) -> list[dict[str, float]]:
    """A band's rows as left edges; its cards that no link joins go where a row has room, else in new rows."""
    sizes = sheetful.sizes
    widest = max((x + sizes[id][0] for id, x in lefts.items()), default=0.0)
    room = max(widest, page_width([*sizes], sizes))
    filled = [{id: lefts[id] for id in row} for row in rows]
    for id in unjoined:
        ends = [max(up_to_grid(x + sizes[each][0] + CARD_GAP) for each, x in row.items()) for row in filled]
        end, index = min(zip(ends, range(len(ends)), strict=True), default=(0.0, 0))
        if not filled or end + sizes[id][0] > room:
            filled.append({id: 0.0})
        else:
            filled[index][id] = end
    return filled
