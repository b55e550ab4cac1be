"""Little changes to a drawing people know: cards in line, on the grid, off one another, each as near as can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from stratmap.drawing.primitives import Rect
from stratmap.layout.apart import pushed_apart, settled_on_grid
from stratmap.layout.board import Array, Board
from stratmap.layout.cards import Spot

NEAR_LINE = 16.0
"""Cards whose middles are within so many pixels of one line are put on it."""
TIGHT = 8.0
"""Free space between cards that is enough for a drawing made by hand, in pixels."""


def tidied(
    boxes: Mapping[str, Rect], still: frozenset[str], within: Mapping[str, Spot], between: Callable[[], None]
) -> dict[str, Spot]:
    """Top left corners after cards nearly in line are put in line, and those on one another are moved off.

    ``still`` cards stay. ``within`` gives the least and greatest height that a card may reach, by id.
    """
    ids = list(boxes)
    middles = np.array([box.center for box in boxes.values()]).reshape(-1, 2)
    held = np.array([id in still for id in ids], dtype=bool)
    for axis in (0, 1):
        middles[:, axis] = _in_line(middles[:, axis], held)
    return moved_off(ids, middles, boxes, still, within, between)


def moved_off(
    ids: Sequence[str],
    middles: Array,
    boxes: Mapping[str, Rect],
    still: frozenset[str],
    within: Mapping[str, Spot],
    between: Callable[[], None],
) -> dict[str, Spot]:
    """Top left corners of cards wanted at these middles: off one another, on the grid, ``still`` ones as they are."""
    half = np.array([(boxes[id].width / 2, boxes[id].height / 2) for id in ids]).reshape(-1, 2)
    numbers = frozenset(index for index, id in enumerate(ids) if id in still)
    board = Board(middles, half, [], TIGHT)
    heights = np.array([within.get(id, (-np.inf, np.inf)) for id in ids]).reshape(-1, 2)
    heights = heights + np.stack([half[:, 1], -half[:, 1]], 1)
    pushed_apart(board, between, numbers)
    _put_on_grid(board, numbers, heights, between)
    corners = board.middles - half
    return {
        id: ((boxes[id].x, boxes[id].y) if id in still else (float(x), float(y)))
        for id, (x, y) in zip(ids, corners.tolist(), strict=True)
    }


def _put_on_grid(board: Board, still: frozenset[int], heights: Array, between: Callable[[], None]) -> None:
    free = [index for index in range(len(board)) if index not in still]
    low, high = heights[:, 0], np.maximum(heights[:, 0], heights[:, 1])
    board.middles[free, 1] = np.clip(board.middles[free, 1], low[free], high[free])
    settled_on_grid(board, between, still, np.stack([low, high], 1))


def _in_line(values: Array, held: Array) -> Array:
    """Values near one another made equal: to that of one that is held, else to the one in the middle."""
    order = np.argsort(values, kind="stable")
    result = values.copy()
    start = 0
    for index in range(1, len(order) + 1):
        if index == len(order) or values[order[index]] - values[order[start]] > NEAR_LINE:
            group = order[start:index]
            fixed = group[held[group].astype(bool)]
            line = values[fixed[0]] if len(fixed) else values[group[(len(group) - 1) // 2]]
            result[group] = np.where(held[group].astype(bool), values[group], line)
            start = index
    return result
