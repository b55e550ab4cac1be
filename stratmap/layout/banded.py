"""A map with bands: every card in the band of its perspective, causes below effects, one width for all bands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stratmap.layout.cards import CARD_GAP, ROW_GAP, Size, Spot, Tie, up_to_grid
from stratmap.layout.easing import EASED, eased
from stratmap.layout.engine import MANY_TRIES, Rows, across, free_rows
from stratmap.layout.flow import page_width
from stratmap.layout.judging import cost
from stratmap.layout.plain import together
from stratmap.layout.rows import PAGE, Block, block, cut, merged, on_grid, rows_height, stacked
from stratmap.layout.snapping import GRID

GUTTER = 176.0
"""Free space on the left of a sheet with bands: the names of the perspectives stand there."""
MARGIN = 40.0
"""Free space above the top row of a band and below its lowest row."""
LEAST_HEIGHT = 160.0
"""Least height of a band."""
MOST_AIR = 64.0
"""How much further apart than least rows stand where the page has room."""

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
    shape = _shape(sheetful, between)
    made: list[Banded] = []
    for way in _ways(sheetful, shape):
        between()
        made.extend(_drawn(sheetful, _rows(sheetful, shape, way), between))

    def price(each: Banded) -> float:
        return cost(_whole(each, sheetful.sizes), sheetful.ties, sheetful.sizes)

    best = []
    for each in sorted(made, key=price)[:EASED]:
        between()
        best.append(_eased(each, sheetful, between))
    return min(best, key=price)


def _eased(made: Banded, sheetful: Sheetful, between: Callable[[], None]) -> Banded:
    return Banded(eased(made.spots, sheetful.ties, sheetful.sizes, between, GUTTER), made.heights)


def _whole(made: Banded, sizes: Mapping[str, Size]) -> Block:
    """The sheet as it will be seen, bands and gutter with it."""
    cards = block(made.spots, sizes)
    return Block(made.spots, cards.width, max(cards.height, sum(made.heights)))


@dataclass(frozen=True, slots=True)
class Shape:
    """The rows that the links inside each band ask for, and those links. Cards of no band come last."""

    rows: tuple[Rows, ...]
    inside: tuple[tuple[Tie, ...], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How many rows the links inside each band get, and how wide a row may be in pixels."""

    depths: tuple[int, ...]
    room: float


def _shape(sheetful: Sheetful, between: Callable[[], None]) -> Shape:
    ends = {end for tie in sheetful.ties for end in (tie.cause, tie.effect)}
    groups = [[id for id in ids if id in ends] for ids in (*sheetful.bands, sheetful.loose)]
    band_of = {id: index for index, ids in enumerate(groups) for id in ids}
    inside: list[list[Tie]] = [[] for _ in groups]
    for tie in sheetful.ties:
        if band_of[tie.cause] == band_of[tie.effect]:
            inside[band_of[tie.cause]].append(tie)
    rows = [_rows_within(ids, sheetful, band_of, between) for ids in groups]
    return Shape(tuple(rows), tuple(tuple(joined) for joined in inside))


def _ways(sheetful: Sheetful, shape: Shape) -> list[Way]:
    """The ways to try, each once: many for a small map, two for a large one."""
    page = page_width([*sheetful.sizes], sheetful.sizes)
    small = len(sheetful.sizes) + len(sheetful.ties) <= MANY_TRIES
    ways = [
        Way(tuple(min(depth, max(1, len(rows))) for rows in shape.rows), page * room)
        for depth in (_DEPTHS if small else _DEPTHS[1:2])
        for room in (_ROOM if small else _ROOM[1:3])
    ]
    return list(dict.fromkeys(ways))


def _rows(sheetful: Sheetful, shape: Shape, way: Way) -> list[Rows]:
    low = [
        merged(rows, joined, depth) for rows, joined, depth in zip(shape.rows, shape.inside, way.depths, strict=True)
    ]
    return _cut_in_bands(low, sheetful.ties, sheetful.sizes, way.room)


def _rows_within(
    ids: Sequence[str], sheetful: Sheetful, band_of: Mapping[str, int], between: Callable[[], None]
) -> Rows:
    """Rows of one band: by the links inside it; cards that only hang on other bands on the side of those."""
    if not ids:
        return []
    band = band_of[ids[0]]
    inside = [tie for tie in sheetful.ties if band_of[tie.cause] == band_of[tie.effect] == band and tie.directed]
    ends = {end for tie in inside for end in (tie.cause, tie.effect)}
    downward: dict[str, int] = dict.fromkeys(ids, 0)
    for tie in sheetful.ties:
        for one, other in ((tie.cause, tie.effect), (tie.effect, tie.cause)):
            if band_of[one] == band:
                downward[one] += (band_of[other] > band) - (band_of[other] < band)
    joined = [id for id in ids if id in ends]
    rows = free_rows(joined, inside, sheetful.sizes, "follow_flow", between) if inside else [[]]
    for id in ids:
        if id not in ends:
            rows[-1 if downward[id] > 0 else 0].append(id)
    return rows


def _cut_in_bands(bands: Sequence[Rows], joined: Sequence[Tie], sizes: Mapping[str, Size], room: float) -> list[Rows]:
    """Every band's rows cut to a width; which card hangs on which side is seen over all bands."""
    flat = [row for rows in bands for row in rows]
    pieces = cut(flat, joined, sizes, room)
    band_of = {id: index for index, rows in enumerate(bands) for row in rows for id in row}
    result: list[Rows] = [[] for _ in bands]
    for piece in pieces:
        result[band_of[piece[0]]].append(piece)
    return result


def _drawn(sheetful: Sheetful, bands: Sequence[Rows], between: Callable[[], None]) -> Iterator[Banded]:
    """These rows drawn with room for links that pass between cards, and drawn together."""
    sizes = sheetful.sizes
    flat = [row for rows in bands for row in rows]
    roomy = across(flat, sheetful.ties, sizes, between) if flat else {}
    for edges in (roomy, together(flat, sheetful.ties, sizes, roomy)):
        lefts = on_grid(flat, edges, sizes)
        full = [
            _filled(rows, lefts, [id for id in ids if id not in lefts], sheetful)
            for rows, ids in zip(bands, (*sheetful.bands, sheetful.loose), strict=True)
        ]
        close = _stacked(sheetful, full, 0.0)
        air = _air(_whole(close, sizes), sum(len(rows) for rows in full))
        yield _stacked(sheetful, full, air) if air else close


def _air(made: Block, rows: int) -> float:
    """How much further apart the rows may stand before the sheet is higher than a page."""
    slack = (made.width / PAGE - made.height) / max(1, rows)
    return min(MOST_AIR, max(0.0, slack // (2 * GRID) * (2 * GRID)))


def _stacked(sheetful: Sheetful, bands: Sequence[Sequence[Mapping[str, float]]], air: float) -> Banded:
    """Bands under one another, each as high as its rows need, ``air`` more than least around every row."""
    sizes = sheetful.sizes
    lefts = {id: x + GUTTER for rows in bands for row in rows for id, x in row.items()}
    spots: dict[str, Spot] = {}
    heights: list[float] = []
    top = 0.0
    for index, rows in enumerate(bands):
        names = [list(row) for row in rows]
        content = rows_height(names, sizes, ROW_GAP + air)
        height = max(LEAST_HEIGHT, up_to_grid(content + 2 * MARGIN + air))
        within = index < len(sheetful.bands)
        above = (height - content) // (2 * GRID) * GRID if within else MARGIN
        spots |= stacked(names, lefts, sizes, top + above, ROW_GAP + air)
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
