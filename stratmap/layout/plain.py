"""A layered layout of our own for parts too large for graphlay: longest paths and a few sweeps, in linear steps.

Sugiyama, Tagawa, Toda (1981): ranks, then orders by the mean place of the neighbours, then places across.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stratmap.layout.cards import CARD_GAP, Size, Tie, neighbours
from stratmap.layout.snapping import GRID

SWEEPS = 6


def rows(ids: Sequence[str], joined: Sequence[Tie]) -> list[list[str]]:
    """Cards in rows from the top, each effect above its causes where no circle prevents it."""
    causes: dict[str, list[str]] = {id: [] for id in ids}
    for tie in joined:
        causes[tie.effect].append(tie.cause)
    above: dict[str, int] = {}
    for id in reversed(_causes_first(ids, causes)):
        above.setdefault(id, 0)
        for cause in causes[id]:
            above[cause] = max(above.get(cause, 0), above[id] + 1)
    return _by_row(ids, above)


def _causes_first(ids: Sequence[str], causes: Mapping[str, list[str]]) -> list[str]:
    """Every card after its causes; a link that closes a circle is taken out of ``causes`` on the way."""
    done: list[str] = []
    state: dict[str, int] = {}
    for start in ids:
        if start in state:
            continue
        state[start] = 1
        path = [(start, iter(list(causes[start])))]
        while path:
            id, waiting = path[-1]
            cause = next(waiting, None)
            if cause is None:
                state[id] = 2
                done.append(id)
                path.pop()
            elif cause not in state:
                state[cause] = 1
                path.append((cause, iter(list(causes[cause]))))
            elif state[cause] == 1:
                causes[id].remove(cause)
    return done


def _by_row(ids: Sequence[str], row_of: Mapping[str, int]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for id in ids:
        found.setdefault(row_of[id], []).append(id)
    return [found[row] for row in sorted(found)]


def across(rows: Sequence[Sequence[str]], joined: Sequence[Tie], sizes: Mapping[str, Size]) -> dict[str, float]:
    """The left edge of every card: rows sorted by the middle of the cards they hang on, and drawn towards it."""
    middle: dict[str, float] = {}
    ordered = [list(row) for row in rows]
    for row in ordered:
        spread(row, dict.fromkeys(row, 0.0), sizes, middle)
    return _swept(ordered, joined, sizes, middle, keep_order=False)


def together(
    rows: Sequence[Sequence[str]], joined: Sequence[Tie], sizes: Mapping[str, Size], lefts: Mapping[str, float]
) -> dict[str, float]:
    """Left edges with every row in the order it has, but drawn together: no room is left for links that pass."""
    middle = {id: x + sizes[id][0] / 2 for id, x in lefts.items()}
    ordered = [sorted(row, key=lefts.__getitem__) for row in rows]
    return _swept(ordered, joined, sizes, middle, keep_order=True)


def _swept(
    rows: Sequence[list[str]],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    middle: dict[str, float],
    *,
    keep_order: bool,
) -> dict[str, float]:
    around = neighbours(joined)
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 else reversed(rows):
            wanted = {id: _mean(id, around, middle) for id in row}
            if not keep_order:
                row.sort(key=lambda each: (wanted[each], middle[each]))
            spread(row, wanted, sizes, middle)
    return {id: x - sizes[id][0] / 2 for id, x in middle.items()}


def _mean(id: str, around: Mapping[str, list[str]], middle: Mapping[str, float]) -> float:
    near = around.get(id, ())
    return sum(middle[each] for each in near) / len(near) if near else middle[id]


def spread(
    row: Sequence[str], wanted: Mapping[str, float], sizes: Mapping[str, Size], into: dict[str, float]
) -> None:
    """Middles as near to the wanted ones as the order and the gaps allow (least squares: pool adjacent violators)."""
    offsets: list[float] = []
    edge = 0.0
    for id in row:
        offsets.append(edge + sizes[id][0] / 2)
        edge += sizes[id][0] + CARD_GAP + GRID
    blocks: list[tuple[float, int]] = []
    for id, offset in zip(row, offsets, strict=True):
        total, count = wanted[id] - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            earlier, many = blocks.pop()
            total, count = total + earlier, count + many
        blocks.append((total, count))
    starts = [total / count for total, count in blocks for _ in range(count)]
    for id, offset, start in zip(row, offsets, starts, strict=True):
        into[id] = start + offset
