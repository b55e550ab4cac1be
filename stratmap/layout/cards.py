"""What layout works on: cards with their sizes, and the links between them as causes and effects.

Everything is put in an order of its own first, so that the result never depends on the order in which records came.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from models.kinds import ElementKind, LinkKind
from models.records import Link
from models.strategy_map import StrategyMap
from stratmap.drawing.routes import lanes_of
from stratmap.layout.snapping import GRID

Size = tuple[float, float]
Spot = tuple[float, float]

CARD_GAP = 32.0
"""Least free space between two cards beside each other, in pixels."""
ROW_GAP = 64.0
"""Least free space between two rows of cards, in pixels: room for links to be read."""

_CAUSE_IS_TARGET = frozenset({LinkKind.REQUIRES})
_NO_DIRECTION = frozenset({LinkKind.CONFLICTS})


@dataclass(frozen=True, slots=True)
class Tie:
    """Two cards that a link joins. ``directed`` ties run from a cause, below, to its effect, above.

    ``link``, the kinds at its ends and its (lane, how many lanes) say how it will be drawn.
    """

    cause: str
    effect: str
    directed: bool
    link: Link
    kinds: tuple[ElementKind, ElementKind]
    lane: tuple[int, int]


def up_to_grid(length: float) -> float:
    """The smallest multiple of the grid that is not below a length."""
    return math.ceil(length / GRID) * GRID


def in_order(map: StrategyMap, ids: Iterable[str]) -> list[str]:
    """Element ids by title, then kind, then what else is known: the order layout goes through them.

    Ids are drawn by lot and decide only between elements that nothing else tells apart, so that a file that is
    imported twice is drawn the same way twice.
    """
    same: dict[tuple[str, str, str, str], list[str]] = {}
    for id in ids:
        each = map.elements[id]
        same.setdefault((each.title, each.kind, each.notes, each.owner), []).append(id)
    ordered: list[str] = []
    for key in sorted(same):
        twins = same[key]
        ordered += sorted(twins, key=lambda twin: (_around(map, twin), twin)) if len(twins) > 1 else twins
    return ordered


def _around(map: StrategyMap, id: str) -> list[tuple[str, str, bool]]:
    """What an element is linked to, by titles."""
    return sorted(
        (map.elements[link.target if link.source == id else link.source].title, link.kind, link.source == id)
        for link in map.links_of(id)
    )


def ties(map: StrategyMap, shown: Collection[str]) -> list[Tie]:
    """The joined pairs among these elements, each direction once, sorted.

    A required thing is the cause of what requires it; an owner of what it owns; a measure of what it tracks.
    """
    found: dict[tuple[str, str], Tie] = {}
    lanes = lanes_of(map)
    rank = {id: index for index, id in enumerate(in_order(map, shown))}
    for link in sorted(map.links.values(), key=_direction_first):
        if link.source in shown and link.target in shown and link.source != link.target:
            cause, effect = link.source, link.target
            if link.kind in _CAUSE_IS_TARGET:
                cause, effect = effect, cause
            directed = link.kind not in _NO_DIRECTION
            if not directed and rank[cause] > rank[effect]:
                cause, effect = effect, cause
            kinds = (map.elements[link.source].kind, map.elements[link.target].kind)
            tie = Tie(cause, effect, directed, link, kinds, lanes.get(link.id, (0, 1)))
            found.setdefault((cause, effect), tie)
    return sorted(found.values(), key=lambda tie: (rank[tie.cause], rank[tie.effect]))


def _direction_first(link: Link) -> tuple[bool, str, str, bool, str]:
    """Of several links between two cards the first one counts: one with a direction, then by what else is known."""
    return (link.kind in _NO_DIRECTION, link.kind, link.polarity, link.delay, link.id)


def neighbours(joined: Iterable[Tie]) -> dict[str, list[str]]:
    """For each joined card, the cards it is joined to."""
    found: dict[str, list[str]] = {}
    for tie in joined:
        found.setdefault(tie.cause, []).append(tie.effect)
        found.setdefault(tie.effect, []).append(tie.cause)
    return found


def components(ids: Iterable[str], joined: Iterable[Tie]) -> list[list[str]]:
    """The parts that hang together, each in the order of ``ids``, the largest first."""
    ids = list(ids)
    around = neighbours(joined)
    part_of: dict[str, int] = {}
    for start in ids:
        if start not in part_of:
            waiting = [start]
            part_of[start] = len(part_of)
            while waiting:
                for next_id in around.get(waiting.pop(), ()):
                    if next_id not in part_of:
                        part_of[next_id] = part_of[start]
                        waiting.append(next_id)
    parts: dict[int, list[str]] = {}
    for id in ids:
        parts.setdefault(part_of[id], []).append(id)
    return sorted(parts.values(), key=len, reverse=True)


def row_width(row: Iterable[str], sizes: Mapping[str, Size]) -> float:
    """Width of cards beside one another with gaps between them."""
    widths = [sizes[id][0] for id in row]
    return sum(widths) + CARD_GAP * max(0, len(widths) - 1)
