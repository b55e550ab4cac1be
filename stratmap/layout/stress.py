"""A free drawing of one part: distances on paper as near as can be to the numbers of links between cards.

Start: classical scaling of the distances (Torgerson 1952). Then stress majorization (Gansner, Koren, North 2005),
weights by the inverse square of the distance. Arrays of cards × cards: for parts up to about two thousand cards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from stratmap.layout.board import Array

_ROUNDS = 60
_STILL = 1e-3


def distances(count: int, pairs: Sequence[tuple[int, int]], between: Callable[[], None]) -> Array:
    """How many links lie between every two cards of one part, whichever way they point."""
    around: list[list[int]] = [[] for _ in range(count)]
    for one, other in pairs:
        around[one].append(other)
        around[other].append(one)
    far = np.zeros((count, count))
    for start in range(count):
        between()
        steps = [-1] * count
        steps[start] = 0
        waiting = [start]
        for card in waiting:
            further = steps[card] + 1
            for each in around[card]:
                if steps[each] < 0:
                    steps[each] = further
                    waiting.append(each)
        far[start] = steps
    return far


def scaled(far: Array) -> Array:
    """Places whose distances follow ``far`` in the two directions that matter most."""
    squared = far**2
    centred = -0.5 * (squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean())
    sizes, ways = np.linalg.eigh(centred)
    ways = ways[:, -2:][:, ::-1]
    signs = np.sign(ways[np.abs(ways).argmax(0), [0, 1]])
    result: Array = ways * signs * np.sqrt(np.maximum(sizes[-2:][::-1], 1e-9))
    return result


def relaxed(far: Array, places: Array, between: Callable[[], None]) -> Array:
    """The places moved until their distances fit ``far``. Steps grow with the square of the cards."""
    weights = far.copy()
    np.fill_diagonal(weights, 1.0)
    weights **= -2
    np.fill_diagonal(weights, 0.0)
    whole = -weights
    np.fill_diagonal(whole, weights.sum(1))
    inverse = np.linalg.inv(whole + 1 / len(far)) - 1 / len(far)
    wanted = weights * far
    for _ in range(_ROUNDS):
        between()
        dx = places[:, None, 0] - places[None, :, 0]
        dy = places[:, None, 1] - places[None, :, 1]
        pull = wanted / np.sqrt(np.maximum(dx * dx + dy * dy, 1e-9))
        np.fill_diagonal(pull, 0.0)
        balance = -pull
        np.fill_diagonal(balance, pull.sum(1))
        after = inverse @ (balance @ places)
        if np.abs(after - places).max() < _STILL:
            return after
        places = after
    return places
