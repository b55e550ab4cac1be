"""Cards moved within their row, or exchanged, where that frees links from running through cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from stratmap.layout.cards import CARD_GAP, Size, Spot, Tie, up_to_grid
from stratmap.layout.judging import Line, cost_around, hit_cards, lines_of
from stratmap.layout.snapping import GRID

_ROUNDS = 2
_TRIED_CARDS = 14
_MOST_WORK = 2_600
"""Cards × links up to which cards are eased: a fraction of a second's work."""
EASED = 2
"""How many of the best tries are eased before the choice among them."""

Spots = dict[str, Spot]


def eased(
    spots: Mapping[str, Spot],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    between: Callable[[], None],
    left: float = 0.0,
) -> Spots:
    """The spots with cards moved aside where links run through them, or where their own links run through others.

    A card stays in its row, right of ``left``, left of the right edge all cards have now, and clear of the others.
    """
    current = dict(spots)
    if not 0 < len(joined) * len(current) <= _MOST_WORK:
        return current
    own = {id: sizes[id] for id in current}
    right = max(x + own[id][0] for id, (x, _) in current.items())
    for _ in range(_ROUNDS):
        better = False
        lines = lines_of(current, joined, own)
        for id in _in_trouble(lines, current, own)[:_TRIED_CARDS]:
            between()
            change = _best_move(id, lines, current, joined, own, (left, right))
            if change:
                current |= change
                lines = lines_of(current, joined, own)
                better = True
        if not better:
            break
    return current


def _in_trouble(lines: Sequence[Line], spots: Spots, sizes: Mapping[str, Size]) -> list[str]:
    """Cards that links run through, and the ends of those links, each once."""
    found: dict[str, None] = {}
    for line in lines:
        hit = hit_cards(line, spots, sizes)
        found |= dict.fromkeys([*hit, line.cause, line.effect] if hit else [])
    return list(found)


def _best_move(
    id: str,
    lines: Sequence[Line],
    spots: Spots,
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    between: tuple[float, float],
) -> Spots:
    """The cards that change places, and their new ones, where that helps most; nothing where nothing helps."""
    gain, best = 1e-6, Spots()
    present: dict[frozenset[str], float] = {}
    for change in _options(id, spots, sizes, between):
        tried = spots | change
        cards = frozenset(change)
        if cards not in present:
            present[cards] = cost_around(cards, lines, spots, sizes)
        stayed = [line for line in lines if line.cause not in change and line.effect not in change]
        moved = [tie for tie in joined if tie.cause in change or tie.effect in change]
        saved = present[cards] - cost_around(cards, [*stayed, *lines_of(tried, moved, sizes)], tried, sizes)
        if saved > gain:
            gain, best = saved, change
    return best


def _options(id: str, spots: Spots, sizes: Mapping[str, Size], between: tuple[float, float]) -> Iterator[Spots]:
    """Other places in its row: both ends and the middle of every gap wide enough, and places of cards as wide.

    Such a card changes places with it, or all cards between the two move up by one.
    """
    (x, y), (width, height) = spots[id], sizes[id]
    row = sorted(
        (spots[each][0], each)
        for each in spots
        if spots[each][1] < y + height and y < spots[each][1] + sizes[each][1]
    )
    start = between[0]
    for edge, each in [*row, (between[1] + CARD_GAP, "")]:
        if each == id:
            continue
        last = (edge - CARD_GAP - width) // GRID * GRID
        if last >= start:
            middle = start + (last - start) // (2 * GRID) * GRID
            yield from ({id: (place, y)} for place in dict.fromkeys((start, middle, last)) if place != x)
        if each:
            start = max(start, up_to_grid(edge + sizes[each][0] + CARD_GAP))
            if sizes[each][0] == width:
                yield {id: (edge, y), each: (x, spots[each][1])}
    yield from _insertions(id, [each for _, each in row], spots, sizes)


def _insertions(id: str, row: Sequence[str], spots: Spots, sizes: Mapping[str, Size]) -> Iterator[Spots]:
    """The card at the place of each other one, with the cards from there to its old place moved up by one."""
    at = row.index(id)
    for to in range(len(row)):
        low, high = min(at, to), max(at, to) + 1
        if high - low > 2 and len({sizes[each][0] for each in row[low:high]}) == 1:
            rest = [each for each in row[low:high] if each != id]
            order = [id, *rest] if to < at else [*rest, id]
            yield {each: (spots[place][0], spots[each][1]) for each, place in zip(order, row[low:high], strict=True)}
