"""Rows of cards redrawn with fewer crossings: cards move within and between rows, effects staying above causes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from stratmap.layout.board import Array, Board, board_of, spots_of
from stratmap.layout.cards import Size, Tie
from stratmap.layout.engine import Rows
from stratmap.layout.moving import between_rows
from stratmap.layout.plain import spread
from stratmap.layout.rows import Block, airy_gap, block, on_grid, stacked

_PITCH = 160.0
"""Height of a row while it is not yet known which cards stand in it."""
_LOOSE = 1.8
"""Width that cards may use, in widths of a page that just holds them."""
_SWEEPS, _SWEEPS_OF_MANY = (4, 3), (2, 2)
"""How often each card is looked at while cards may overlap, and while they may not."""
_MANY = 200
"""Cards from which on there is less time for each."""


def with_fewer_crossings(
    rows: Rows,
    lefts: Mapping[str, float],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    times: int,
    page: float,
    between: Callable[[], None],
) -> Block:
    """The rows redrawn, each of them as up to ``times`` rows, no wider than ``page`` pixels and a bit if they can be.

    Cards first find their rows while they may overlap, then their places while they may not.
    """
    ids = [id for row in rows for id in row]
    soft, hard = _SWEEPS_OF_MANY if len(ids) > _MANY else _SWEEPS
    row_of = {id: index * times for index, row in enumerate(rows) for id in row}
    above, below = _kept(ids, joined, row_of)
    board = _loose_board(ids, row_of, lefts, joined, sizes, page)
    heights: Array = np.arange(len(rows) * times, dtype=np.float64) * _PITCH
    between_rows(board, heights, above, below, soft, between, apart=False)
    made = _in_rows(board, ids, sizes)
    tight = board_of(ids, made.spots, sizes, joined)
    centres: Array = np.unique(np.round(tight.middles[:, 1] / 16) * 16).astype(np.float64)
    between_rows(tight, centres, above, below, hard, between, apart=True)
    return block(_from_corner(spots_of(tight, ids)), sizes)


def _kept(
    ids: Sequence[str], joined: Sequence[Tie], row_of: Mapping[str, int]
) -> tuple[list[list[int]], list[list[int]]]:
    """For every card, those that must stay above it and those that must stay below: its effects, its causes."""
    number = {id: index for index, id in enumerate(ids)}
    above: list[list[int]] = [[] for _ in ids]
    below: list[list[int]] = [[] for _ in ids]
    for tie in joined:
        if tie.directed and row_of[tie.effect] < row_of[tie.cause]:
            above[number[tie.cause]].append(number[tie.effect])
            below[number[tie.effect]].append(number[tie.cause])
    return above, below


def _loose_board(
    ids: Sequence[str],
    row_of: Mapping[str, int],
    lefts: Mapping[str, float],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    page: float,
) -> Board:
    real = board_of(ids, {id: (lefts[id], row_of[id] * _PITCH) for id in ids}, sizes, joined)
    middles = real.middles.copy()
    middles[:, 1] = [row_of[id] * _PITCH for id in ids]
    wide = float(np.ptp(middles[:, 0]))
    middles[:, 0] *= min(1.0, page * _LOOSE / max(wide, 1.0))
    half = real.half.copy()
    half[:, 1] = _PITCH / 4
    pairs = list(zip(real.source.tolist(), real.target.tolist(), strict=True))
    return Board(middles, half, pairs)


def _in_rows(board: Board, ids: Sequence[str], sizes: Mapping[str, Size]) -> Block:
    """The cards of every row side by side, as near as can be to where they are."""
    found: dict[float, list[str]] = {}
    middle: dict[str, float] = {}
    for id, (x, y) in zip(ids, board.middles.tolist(), strict=True):
        found.setdefault(y, []).append(id)
        middle[id] = x
    rows = [sorted(found[y], key=middle.__getitem__) for y in sorted(found)]
    put: dict[str, float] = {}
    for row in rows:
        spread(row, middle, sizes, put)
    lefts = on_grid(rows, {id: x - sizes[id][0] / 2 for id, x in put.items()}, sizes)
    return block(stacked(rows, lefts, sizes, gap=airy_gap(rows, lefts, sizes)), sizes)


def _from_corner(spots: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    left, top = min(x for x, _ in spots.values()), min(y for _, y in spots.values())
    return {id: (x - left, y - top) for id, (x, y) in spots.items()}
