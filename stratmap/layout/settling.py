"""Cards that may not move, and the others out of their way."""

from __future__ import annotations

from collections.abc import Mapping

from stratmap.drawing.primitives import Rect
from stratmap.layout.cards import CARD_GAP, Size, Spot, up_to_grid
from stratmap.layout.snapping import GRID

_ABOVE = 2 * GRID


def settled(
    spots: Mapping[str, Spot], sizes: Mapping[str, Size], fixed: Mapping[str, Rect], left: float | None
) -> dict[str, Spot]:
    """The spots with every card that would stand on a fixed one, or too near, moved aside in its own row.

    It goes to the nearest free place to the left or right, not left of ``left``. Cards not in the way stay.
    """
    walls = list(fixed.values())
    result: dict[str, Spot] = {}
    moving: list[str] = []
    free = {id: Rect(*spot, *sizes[id]) for id, spot in spots.items() if id not in fixed}
    for id, card in free.items():
        if any(_too_near(card, wall) for wall in walls):
            moving.append(id)
        else:
            result[id] = spots[id]
    walls += [free[id] for id in result]
    for id in moving:
        card = _aside(free[id], [wall for wall in walls if _same_row(free[id], wall)], left)
        result[id] = (card.x, card.y)
        walls.append(card)
    return result


def _same_row(card: Rect, wall: Rect) -> bool:
    return card.y < wall.bottom + _ABOVE and wall.y < card.bottom + _ABOVE


def _too_near(card: Rect, wall: Rect) -> bool:
    return _same_row(card, wall) and card.x < wall.right + CARD_GAP and wall.x < card.right + CARD_GAP


def _aside(card: Rect, walls: list[Rect], left: float | None) -> Rect:
    """The card at the nearest place in its row that no wall is too near to."""
    places = [up_to_grid(wall.right + CARD_GAP) for wall in walls]
    places += [-up_to_grid(card.width + CARD_GAP - wall.x) for wall in walls]
    for x in sorted(places, key=lambda x: (abs(x - card.x), x)):
        there = Rect(x, card.y, card.width, card.height)
        if (left is None or x >= left) and not any(_too_near(there, wall) for wall in walls):
            return there
    raise AssertionError("right of the rightmost wall is always free")
