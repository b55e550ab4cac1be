"""Cards that stand on one another pushed apart, and then each put on the free place of the grid nearest to it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from stratmap.layout.board import Array, Board, Truths
from stratmap.layout.snapping import GRID

_ROUNDS = 60
_LOOKED_AT = (24, 96)
_AT_ONCE = 256
_FLAT = 0.6
"""Cards are pushed sideways while that takes less than this many times the way up or down: cards are wide."""


def pushed_apart(board: Board, between: Callable[[], None], still: frozenset[int] = frozenset()) -> None:
    """Push every two cards that are too near apart along the shorter way, pair by pair. Cards in ``still`` stay.

    A little more room is made than the gaps need: putting the cards on the grid takes it.
    """
    reach = (board.reach + GRID / 2).tolist()
    room = board.reach + GRID / 2
    for _ in range(_ROUNDS):
        between()
        pairs = np.argwhere(np.triu(_meets(board.middles, room), 1)).tolist()
        if not pairs:
            return
        places = board.middles.tolist()
        for one, other in pairs:
            _push(places, reach, one, other, still)
        board.middles[:] = places


def _meets(middles: Array, room: Array) -> Truths:
    """For every two cards, whether they lack more than half a pixel both ways."""
    x, y, wide, high = middles[:, 0], middles[:, 1], room[:, 0], room[:, 1] - 0.5
    meets: Truths = np.abs(x[:, None] - x) < wide[:, None] + (wide - 0.5)
    meets &= np.abs(y[:, None] - y) < room[:, 1:] + high
    return meets


def _push(places: list[list[float]], reach: list[list[float]], one: int, other: int, still: frozenset[int]) -> None:
    (ax, ay), (bx, by) = places[one], places[other]
    lack_x = reach[one][0] + reach[other][0] - abs(bx - ax)
    lack_y = reach[one][1] + reach[other][1] - abs(by - ay)
    if lack_x <= 0 or lack_y <= 0 or (one in still and other in still):
        return
    share = 0.0 if one in still else 1.0 if other in still else 0.5
    axis = 0 if lack_x * _FLAT < lack_y else 1
    push = (lack_x, lack_y)[axis] * (1.0 if places[other][axis] >= places[one][axis] else -1.0)
    places[one][axis] -= push * share
    places[other][axis] += push * (1.0 - share)


def settled_on_grid(
    board: Board, between: Callable[[], None], still: frozenset[int] = frozenset(), within: Array | None = None
) -> None:
    """Put cards on the grid; those that would stand on another go to the nearest free place. ``still`` ones stay.

    ``within`` gives each card's least and greatest height of its middle; it holds as far as there is room.
    """
    wanted = board.middles.copy()
    free = sorted(set(range(len(board))) - still, key=lambda card: (-len(board.around[card]), card))
    for card in free:
        board.middles[card] = board.snapped(card, wanted[card][None])[0]
    late = []
    for card in reversed(free):
        inside = within is None or within[card, 0] <= board.middles[card, 1] <= within[card, 1]
        if not inside or not len(board.free(card, board.middles[card][None])):
            late.append(card)
            board.middles[card] = np.inf
    for card in reversed(late):
        between()
        board.middles[card] = _nearest_free(board, card, wanted[card], None if within is None else within[card])


def _nearest_free(board: Board, card: int, wanted: Array, within: Array | None) -> Array:
    """The free place nearest to the wanted one, among those in line with it or touching the gaps of cards around."""
    away = np.hypot(*np.where(np.isinf(board.middles), 1e12, board.middles - wanted).T)
    order = np.argsort(away, kind="stable")
    order = order[away[order] < 1e11]
    for count in _LOOKED_AT:
        near = order[:count]
        room = np.ceil((board.reach[near] + board.reach[card]) / GRID + 1) * GRID
        sides = np.concatenate([wanted[None], board.middles[near] - room, board.middles[near] + room])
        across, along = np.meshgrid(sides[:, 0], sides[:, 1] if within is None else np.clip(sides[:, 1], *within))
        places = board.snapped(card, np.stack([across.ravel(), along.ravel()], 1))
        if within is not None:
            places = places[(places[:, 1] >= within[0]) & (places[:, 1] <= within[1])]
        places = places[np.argsort(np.hypot(*(places - wanted).T), kind="stable")]
        for start in range(0, len(places), _AT_ONCE):
            free = board.free(card, places[start : start + _AT_ONCE])
            if len(free):
                found: Array = free[0]
                return found
    right = board.middles[order, 0].max() + 2 * board.reach[:, 0].max() + 2 * GRID
    outside: Array = board.snapped(card, np.array([[right, wanted[1] if within is None else within.mean()]]))[0]
    return outside
