"""Cards moved one by one to where fewer lines cross: anywhere, or from row to row without turning a link down.

A few sweeps over the cards in an order drawn by lot, always the same lot: simple, and far better than orders by
means alone, because the price of a place is exact. See ``board`` for the price.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from stratmap.layout.board import Array, Board, Indices

_RING = 8
_ASKED = 2
_DRAWN = 6
_ROWS = 3
_ENDS = 6
_SPREAD = 300.0


def freely(
    board: Board,
    sweeps: int,
    lot: int,
    between: Callable[[], None],
    *,
    apart: bool,
    still: frozenset[int] = frozenset(),
) -> None:
    """Move cards to better places anywhere near their neighbours; ``apart`` keeps them off the others, on the grid.

    Cards in ``still`` stay.
    """
    chance = np.random.default_rng(lot)
    for _ in range(sweeps):
        between()
        moved = False
        for card in chance.permutation(np.array(board.restless(apart=apart), dtype=np.intp)).tolist():
            between()
            if card in still or not len(board.around[card]):
                continue
            places = _around(board, card, chance)
            moved |= _tried(board, card, places, apart=apart)
        if not moved:
            return


def _around(board: Board, card: int, chance: np.random.Generator) -> Array:
    """Places to try: the middle of the neighbours, rings around some of them, and places drawn by lot."""
    near = board.middles[board.around[card]]
    turns = np.arange(_RING) * (2 * np.pi / _RING) + chance.random()
    ring = np.stack([np.cos(turns), np.sin(turns)], 1) * board.step
    middle = near.mean(0)
    tried = [middle[None]]
    tried += [near[each] + ring * (0.6 + 0.8 * chance.random()) for each in chance.permutation(len(near))[:_ASKED]]
    tried.append(middle + chance.normal(size=(_DRAWN, 2)) * board.step)
    tried.append(board.middles[card] + chance.normal(size=(_DRAWN, 2)) * (0.7 * board.step))
    return np.concatenate(tried)


def _tried(board: Board, card: int, places: Array, *, apart: bool) -> bool:
    """Move a card to the best of these places, if that is better: to free ones only, or with overlaps as a price."""
    if apart:
        places = board.free(card, board.snapped(card, places))
    if not len(places):
        return False
    tried = np.concatenate([board.middles[card][None], places])
    prices = board.prices(card, tried, hits=apart)
    if not apart:
        prices += board.overlaps(card, tried)
    best = int(prices.argmin())
    if prices[best] >= prices[0] - 1e-9:
        return False
    board.middles[card] = tried[best]
    return True


def between_rows(
    board: Board,
    rows: Array,
    above: Sequence[Sequence[int]],
    below: Sequence[Sequence[int]],
    sweeps: int,
    between: Callable[[], None],
    *,
    apart: bool,
) -> None:
    """Move cards within and between rows, heights of their middles ascending, always between ``above`` and ``below``.

    With ``apart`` they keep off one another and on the grid; without, two cards in one place cost a crossing.
    """
    chance = np.random.default_rng(1)
    frame = (float(board.middles[:, 0].min()), float(board.middles[:, 0].max()))
    kept = [[np.array(each, dtype=np.intp) for each in cards] for cards in (above, below)]
    pitch = float(np.diff(rows).min()) / 2 if len(rows) > 1 else 1.0
    for _ in range(sweeps):
        between()
        moved = False
        for card in chance.permutation(np.array(board.restless(apart=apart), dtype=np.intp)).tolist():
            between()
            if not len(board.around[card]):
                continue
            open_rows = _open_rows(board, card, rows, kept[0][card], kept[1][card], pitch)
            places = _in_rows(board, card, open_rows, chance, apart=apart)
            places = places[(places[:, 0] >= frame[0]) & (places[:, 0] <= frame[1])]
            moved |= _tried(board, card, places, apart=apart)
        if not moved:
            return


def _open_rows(board: Board, card: int, rows: Array, above: Indices, below: Indices, pitch: float) -> Array:
    """The few rows nearest to its neighbours where a card is still below its effects and above its causes."""
    heights = board.middles[:, 1]
    low = heights[above].max() + pitch if len(above) else -np.inf
    high = heights[below].min() - pitch if len(below) else np.inf
    found = rows[np.searchsorted(rows, low, "right") : np.searchsorted(rows, high, "left")]
    wanted = heights[board.around[card]].mean()
    near = found[np.argsort(np.abs(found - wanted), kind="stable")[:_ROWS]]
    own = rows[np.abs(rows - heights[card]).argmin()]
    return near if own in near else np.append(near, own)


def _in_rows(board: Board, card: int, rows: Array, chance: np.random.Generator, *, apart: bool) -> Array:
    """Places in these rows: over the neighbours and their middle, by lot, and, ``apart``, beside other cards."""
    near = board.middles[board.around[card], 0]
    middle = near.mean()
    across = [np.array([middle]), near + chance.normal(size=len(near)) * 40.0]
    across += [start + chance.normal(size=3) * _SPREAD for start in (middle, board.middles[card, 0])]
    wanted = np.concatenate(across)
    tried_x, tried_y = [], []
    for row in rows.tolist():
        places = wanted
        if apart:
            level = np.flatnonzero(np.abs(board.middles[:, 1] - row) < board.reach[:, 1] + board.reach[card, 1])
            level = level[level != card]
            room = board.reach[level, 0] + board.reach[card, 0]
            ends = np.concatenate([board.middles[level, 0] + room, board.middles[level, 0] - room])
            places = np.concatenate([wanted, ends[np.argsort(np.abs(ends - middle), kind="stable")[:_ENDS]]])
        tried_x.append(places)
        tried_y += [row] * len(places)
    return np.stack([np.concatenate(tried_x), np.array(tried_y)], 1)
