"""A free layout, for causal loops: each part by stress, cards pushed apart, crossings taken out; parts on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from stratmap.layout.apart import pushed_apart, settled_on_grid
from stratmap.layout.board import Array, Board, board_of, crossings, spots_of
from stratmap.layout.cards import Size, Spot, Tie
from stratmap.layout.flow import on_a_page, part_block
from stratmap.layout.moving import freely
from stratmap.layout.rows import Block, block
from stratmap.layout.stress import distances, relaxed, scaled

_ROOMY = 0.9
"""Distance of joined cards, in diagonals of an average card."""
_LYING = (1.25, 0.8)
"""Stress knows no paper: its picture is drawn out sideways and pressed together."""
_STARTS = ((60, 6), (120, 2))
"""Parts of up to so many cards are drawn from so many starts; larger ones from one."""
_GROWN, _GROWTH = 4, 1.05
"""How often the whole picture may be drawn larger, and by how much, to need less pushing: that crosses no lines."""
_FEW = 0.2
"""Overlaps per card that pushing takes out without much harm."""
_SOFT, _HARD = 2, 2
MOST = 1_000
"""Cards of one part up to which stress is computed; a larger part is too much for arrays of cards × cards."""


def freely_drawn(
    ids: Sequence[str], joined: Sequence[Tie], sizes: Mapping[str, Size], between: Callable[[], None]
) -> dict[str, Spot]:
    """A spot for every card: each part drawn freely, a very large one in rows; parts packed on a page."""

    def drawn(part: Sequence[str], within: Sequence[Tie], share: float) -> Block:
        if len(part) > MOST:
            return part_block(part, within, sizes, between, share)
        return free_block(part, within, sizes, between)

    return on_a_page(ids, joined, sizes, between, drawn)


def free_block(
    ids: Sequence[str], joined: Sequence[Tie], sizes: Mapping[str, Size], between: Callable[[], None]
) -> Block:
    """One part, drawn freely: the best of a few starts."""
    empty = board_of(ids, dict.fromkeys(ids, (0.0, 0.0)), sizes, joined)
    pairs = list(zip(empty.source.tolist(), empty.target.tolist(), strict=True))
    far = distances(len(ids), pairs, between)
    starts = next((count for most, count in _STARTS if len(ids) <= most), 1)
    made = [_from_start(empty, far, pairs, lot, between) for lot in range(starts)]
    best = made[0] if len(made) == 1 else min(made, key=lambda each: _price(each, pairs))
    spots = spots_of(best, ids)
    left, top = min(x for x, _ in spots.values()), min(y for _, y in spots.values())
    return block({id: (x - left, y - top) for id, (x, y) in spots.items()}, sizes)


def _price(board: Board, pairs: Sequence[tuple[int, int]]) -> float:
    """Crossings and lines through cards, and a little for a picture larger than others."""
    through = sum(board.prices(card, board.middles[card][None])[0] for card in range(len(board))) / 2
    width, height = np.ptp(board.middles, 0)
    return crossings(board.middles, pairs) + 0.5 * float(through) + float(width + height) / (40 * board.step)


def _from_start(
    empty: Board, far: Array, pairs: Sequence[tuple[int, int]], lot: int, between: Callable[[], None]
) -> Board:
    between()
    chance = np.random.default_rng(lot)
    start = scaled(far) if lot == 0 else chance.normal(size=(len(far), 2)) * far.max()
    places = relaxed(far, start + chance.normal(size=start.shape) * 0.05, between)
    board = Board(_turned(places) * empty.step * _ROOMY * np.array(_LYING), empty.half, pairs)
    freely(board, _SOFT, lot, between, apart=False)
    for _ in range(_GROWN):
        if board.too_near() <= len(board) * _FEW:
            break
        board.middles *= _GROWTH
    pushed_apart(board, between)
    settled_on_grid(board, between)
    freely(board, _HARD, lot, between, apart=True)
    return board


def _turned(places: Array) -> Array:
    """The places turned so that they are widest from left to right."""
    centred = places - places.mean(0)
    _sizes, ways = np.linalg.eigh(centred.T @ centred)
    turned: Array = centred @ ways[:, ::-1]
    return turned
