"""Where a round mark can stand without covering cards and links."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, sin

from stratmap.drawing.primitives import Point, Rect

DISTANCES = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)
"""How far from where it would best stand a place is looked for, in radii of the mark, the nearest first."""

DIRECTIONS = 16
"""Directions that are tried at each distance, from straight up."""


@lru_cache(maxsize=16)
def clear_spot(wanted: Point, radius: float, cards: tuple[Rect, ...], lines: tuple[tuple[Point, ...], ...]) -> Point:
    """The place nearest to the wanted one where a disc touches none of these cards and lines; it itself if none is.

    Kept for as long as nothing moves, since it is asked for with every frame.
    """
    reach = radius * (DISTANCES[-1] + 1)
    near_cards = [card for card in cards if from_card(wanted, card) < reach]
    near_pieces = [piece for line in lines for piece in pairwise(line) if from_piece(wanted, *piece) < reach]
    for spot in _around(wanted, radius):
        if all(from_card(spot, card) >= radius for card in near_cards) and all(
            from_piece(spot, *piece) >= radius for piece in near_pieces
        ):
            return spot
    return wanted


def _around(wanted: Point, radius: float) -> Iterator[Point]:
    for distance in DISTANCES:
        for step in range(DIRECTIONS if distance else 1):
            angle = -pi / 2 + step * 2 * pi / DIRECTIONS
            yield wanted[0] + distance * radius * cos(angle), wanted[1] + distance * radius * sin(angle)


def from_card(point: Point, card: Rect) -> float:
    """How far a point is from a card, 0 within it."""
    x, y = point
    return hypot(max(card.x - x, 0.0, x - card.right), max(card.y - y, 0.0, y - card.bottom))


def from_piece(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a straight piece of a line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)
