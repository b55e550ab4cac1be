"""Cards as middles on a board, joined by straight lines: what a card costs at many places at once, in NumPy.

The price counts crossings of lines, lines through cards, and a little for length. Layouts by rows and free ones both
improve on it; importing this module brings NumPy in, so only they do, when they are asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stratmap.layout.cards import CARD_GAP, Size, Spot, Tie
from stratmap.layout.snapping import GRID

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Truths = NDArray[np.bool_]

HIT = 1.0
"""Price of a line through a card, in crossings."""
PER_LENGTH = 0.5
"""Price of a line as long as a step from card to card, in crossings: little, so that it decides between equals."""


class Board:
    """Cards by number: their middles, half their sizes without and with half a gap, the pairs that are joined."""

    def __init__(self, middles: Array, half: Array, pairs: Sequence[tuple[int, int]], gap: float = CARD_GAP) -> None:
        self.middles = middles.copy()
        self.half = half
        self.reach = reach = half + gap / 2
        self.source = np.array([pair[0] for pair in pairs], dtype=np.intp)
        self.target = np.array([pair[1] for pair in pairs], dtype=np.intp)
        around: list[list[int]] = [[] for _ in middles]
        for one, other in pairs:
            around[one].append(other)
            around[other].append(one)
        self.around = [np.array(each, dtype=np.intp) for each in around]
        self.step = float(np.hypot(*(2 * reach.mean(0)))) if len(reach) else 1.0
        self._others = [np.flatnonzero((self.source != card) & (self.target != card)) for card in range(len(middles))]

    def __len__(self) -> int:
        return len(self.middles)

    def prices(self, card: int, places: Array, *, hits: bool = True) -> Array:
        """What one card, its lines and what they meet cost at each of these places (Kx2)."""
        near = self.around[card]
        there = self.middles[near]
        low = np.minimum(places.min(0), there.min(0)) - self.reach[card]
        high = np.maximum(places.max(0), there.max(0)) + self.reach[card]
        others = self._others[card]
        starts, ends = self.middles[self.source[others]], self.middles[self.target[others]]
        inside = (np.maximum(starts, ends) >= low) & (np.minimum(starts, ends) <= high)
        kept = np.flatnonzero(inside[:, 0] & inside[:, 1])
        others, starts, ends = others[kept], starts[kept], ends[kept]
        price = self._crossed(places, near, others)
        if hits:
            price += HIT * self._hits(card, places, starts, ends)
        length = np.hypot(places[:, None, 0] - there[None, :, 0], places[:, None, 1] - there[None, :, 1]).sum(1)
        total: Array = price + length * (PER_LENGTH / self.step)
        return total

    def _crossed(self, places: Array, near: Indices, others: Indices) -> Array:
        """How many of the other lines those from each place to the neighbours cross: signs of cross products."""
        if not len(others):
            return np.zeros(len(places))
        starts, ends, there = self.middles[self.source[others]], self.middles[self.target[others]], self.middles[near]
        both = np.concatenate([starts, ends, starts - ends])
        count = len(others)
        place, near_by = _cross(places, both), _cross(there, both)
        place_start, place_end, place_side = place[:, :count], place[:, count:-count], place[:, -count:]
        near_start, near_end, near_side = near_by[:, :count], near_by[:, count:-count], near_by[:, -count:]
        own = _cross(places, there)[:, :, None]
        line = ends[:, 0] * starts[:, 1] - ends[:, 1] * starts[:, 0]
        crossed = (own + near_start) > place_start[:, None, :]
        crossed ^= (own + near_end) > place_end[:, None, :]
        crossed &= (place_side > line)[:, None, :] ^ (near_side > line)
        crossed &= (self.source[others] != near[:, None]) & (self.target[others] != near[:, None])
        total: Array = crossed.reshape(len(places), -1).sum(1, dtype=np.float64)
        return total

    def _hits(self, card: int, places: Array, starts: Array, ends: Array) -> Array:
        near = self.around[card]
        through_it = _meets(starts[None], ends[None], places[:, None], self.reach[card]).sum(1)
        there = self.middles[near]
        low, high = np.minimum(places.min(0), there.min(0)), np.maximum(places.max(0), there.max(0))
        met = self._cards_in(low, high, card)
        boxes = self.middles[met][None, None]
        through = _meets(places[:, None, None], there[None, :, None], boxes, self.reach[met])
        through &= met != near[:, None]
        total: Array = (through_it + through.sum((1, 2))).astype(np.float64)
        return total

    def _cards_in(self, low: Array, high: Array, but: int) -> Indices:
        """The cards, but for one, whose reach touches a part of the board."""
        inside = (self.middles + self.reach >= low) & (self.middles - self.reach <= high)
        inside[but] = False
        return np.flatnonzero(inside[:, 0] & inside[:, 1])

    def _too_near(self, card: int, places: Array, slack: float) -> Truths:
        """For each of these places, and each card that may matter, whether the card would be too near to it."""
        low, high = places.min(0) - self.reach[card], places.max(0) + self.reach[card]
        others = self._cards_in(low, high, card)
        there, room = self.middles[others], self.reach[card] + self.reach[others] - slack
        meets: Truths = np.abs(places[:, :1] - there[:, 0]) < room[:, 0]
        meets &= np.abs(places[:, 1:] - there[:, 1]) < room[:, 1]
        return meets

    def free(self, card: int, places: Array) -> Array:
        """Those of these places where the card keeps its gaps to all others."""
        if not len(places):
            return places
        kept: Array = places[~self._too_near(card, places, 1e-6).any(1)]
        return kept

    def overlaps(self, card: int, places: Array) -> Array:
        """How many other cards the card would stand on, or be too near to, at each of these places."""
        count: Array = self._too_near(card, places, 0.0).sum(1).astype(np.float64)
        return count

    def too_near(self) -> int:
        """How often a card is too near to another one, each pair counted twice."""
        return int(self._all_too_near().sum()) - len(self)

    def _all_too_near(self) -> Truths:
        x, y, wide, high = self.middles[:, 0], self.middles[:, 1], self.reach[:, 0], self.reach[:, 1]
        meets: Truths = np.abs(x[:, None] - x) < wide[:, None] + wide
        meets &= np.abs(y[:, None] - y) < high[:, None] + high
        return meets

    def snapped(self, card: int, places: Array) -> Array:
        """These places moved so that the card's top left corner is on the grid."""
        half = self.half[card]
        result: Array = np.round((places - half) / GRID) * GRID + half
        return result

    def restless(self, *, apart: bool) -> list[int]:
        """Cards worth moving: a line of theirs crosses another or runs through a card, which is one as well.

        While cards are not ``apart`` those that stand on one another are meant instead of those lines run through.
        """
        crossed = crossing_pairs(self.middles, self.source, self.target).any(1)
        if apart:
            starts, ends = self.middles[self.source], self.middles[self.target]
            hit = _meets(starts[:, None], ends[:, None], self.middles[None], self.reach)
            lines = np.arange(len(self.source))
            hit[lines, self.source] = hit[lines, self.target] = False
            crossed, stirred = crossed | hit.any(1), hit.any(0)
        else:
            stirred = self._all_too_near().sum(1) > 1
        ends_of = (self.source[crossed], self.target[crossed], np.flatnonzero(stirred))
        return sorted({int(card) for cards in ends_of for card in cards})


def crossings(middles: Array, pairs: Sequence[tuple[int, int]]) -> int:
    """How many pairs of straight lines cross that share no card. Steps grow with the square of the lines."""
    source = np.array([pair[0] for pair in pairs], dtype=np.intp)
    target = np.array([pair[1] for pair in pairs], dtype=np.intp)
    return int(crossing_pairs(middles, source, target).sum()) // 2


def crossing_pairs(middles: Array, source: Indices, target: Indices) -> Truths:
    """For every two lines, whether they cross: their ends lie on both sides of each other; touching is none."""
    starts, ends = middles[source], middles[target]
    way = ends - starts
    side_start = np.sign(_cross(way, starts) - _cross_each(way, starts)[:, None])
    side_end = np.sign(_cross(way, ends) - _cross_each(way, starts)[:, None])
    apart = side_start * side_end < 0
    shared = (
        (source[:, None] == source)
        | (source[:, None] == target)
        | (target[:, None] == source)
        | (target[:, None] == target)
    )
    crossed: Truths = apart & apart.T & ~shared
    return crossed


def board_of(
    ids: Sequence[str], spots: Mapping[str, Spot], sizes: Mapping[str, Size], joined: Sequence[Tie]
) -> Board:
    """A board of cards in their spots, each joined pair once."""
    number = {id: index for index, id in enumerate(ids)}
    half = np.array([sizes[id] for id in ids], dtype=np.float64).reshape(-1, 2) / 2
    corners = np.array([spots[id] for id in ids], dtype=np.float64).reshape(-1, 2)
    pairs = {(number[tie.cause], number[tie.effect]) for tie in joined}
    once = sorted({(min(pair), max(pair)) for pair in pairs})
    return Board(corners + half, half, once)


def spots_of(board: Board, ids: Sequence[str]) -> dict[str, Spot]:
    """Top left corners of the cards on a board."""
    corners = board.middles - board.half
    return {id: (float(x), float(y)) for id, (x, y) in zip(ids, corners.tolist(), strict=True)}


def _cross(one: Array, other: Array) -> Array:
    """Cross product of every vector of one list with every vector of the other.

    Not as a product of matrices: threads would be started for it, and the last digits depend on the machine.
    """
    product: Array = one[:, :1] * other[:, 1]
    product -= one[:, 1:] * other[:, 0]
    return product


def _cross_each(one: Array, other: Array) -> Array:
    product: Array = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    return product


def _meets(starts: Array, ends: Array, middles: Array, reach: Array) -> Truths:
    """Whether lines meet upright boxes: frames overlap, and corners lie on both sides of the line."""
    half = (ends - starts) / 2
    way = (starts + ends) / 2 - middles
    half_x, half_y = half[..., 0], half[..., 1]
    way_x, way_y = way[..., 0], way[..., 1]
    long_x, long_y, wide, high = np.abs(half_x), np.abs(half_y), reach[..., 0], reach[..., 1]
    cross = np.abs(way_x * half_y - way_y * half_x)
    meets: Truths = cross <= wide * long_y + high * long_x
    meets &= np.abs(way_x) < long_x + wide
    meets &= np.abs(way_y) < long_y + high
    return meets
