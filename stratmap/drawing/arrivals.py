"""Where links meet a card when there are several on one side: apart, in the order in which they come.

By itself a link meets a card where its other card lies, and links from about the same direction would end in one
point, their heads and signs on one another. Here they are moved along the side, each as little as can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from models.kinds import LinkKind, Polarity
from models.records import Link
from models.strategy_map import StrategyMap
from stratmap.drawing.outlines import Side, edge_point, side_of
from stratmap.drawing.primitives import Point, Rect
from stratmap.drawing.routes import SIGN_DISTANCE, Cubic

GAP = 17.0
"""How far apart links meet a side where there is room, in pixels: a sign, and a little."""
TIGHT = 15.0
"""Where they are nearer than this, signs stand in turn nearer to the card and further from it."""
MOST = 40
"""Links of a card up to which they are put apart: a side holds no more."""

_CORNER = 10.0
_SIGN_STEP = 18.0
_MOST_STEPS = 3

Curve = Callable[[Link], Cubic | None]
"""The curve a link has by itself; None where the sheet lacks an end of it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where one end of a link meets a card, and how far before it the sign of an influence stands."""

    place: Point
    sign: float


def arrivals(map: StrategyMap, element: str, box: Rect, curve: Curve) -> dict[tuple[str, bool], Arrival]:
    """Where the links of an element meet its card: by link id and whether the link ends, not begins, there.

    ``curve`` tells how each runs by itself. An end that is alone on its side is where it is by itself.
    """
    links = map.links_of(element)
    if not 1 < len(links) <= MOST:
        return {}
    own: dict[tuple[str, bool], Point] = {}
    by_side: dict[Side, list[tuple[float, float, Link, bool]]] = {}
    for link in links:
        way = curve(link)
        if way is not None:
            ends = link.target == element
            (x, y), far = (way[3], way[0]) if ends else (way[0], way[3])
            own[link.id, ends] = (x, y)
            side = side_of(box, (x, y))
            level = side in ("left", "right")
            by_side.setdefault(side, []).append((y if level else x, far[1] if level else far[0], link, ends))
    kind = map.elements[element].kind
    found: dict[tuple[str, bool], Arrival] = {}
    for side, group in by_side.items():
        if len(group) == 1:
            ((_at, _far, link, ends),) = group
            found[link.id, ends] = Arrival(own[link.id, ends], SIGN_DISTANCE)
        else:
            group.sort(key=lambda each: (each[0], each[1], each[2].kind, each[2].polarity, each[2].id))
            start, length = (box.y, box.height) if side in ("left", "right") else (box.x, box.width)
            wanted = [each[0] for each in group]
            places, gap = spread(wanted, start + min(_CORNER, length / 4), start + length - min(_CORNER, length / 4))
            signs = _signs(gap, [(each[2], each[3]) for each in group])
            for (_, _, link, ends), place, sign in zip(group, places, signs, strict=True):
                found[link.id, ends] = Arrival(edge_point(kind, box, side, place), sign)
    return found


def _signs(gap: float, ends: Iterable[tuple[Link, bool]]) -> list[float]:
    """How far before its end each link's sign stands: in turn nearer and further where there is little room."""
    steps = min(ceil(TIGHT / gap), _MOST_STEPS) if gap > 0 else _MOST_STEPS
    distances, step = [], 0
    for link, arrives in ends:
        distances.append(SIGN_DISTANCE + step * _SIGN_STEP)
        if arrives and link.kind is LinkKind.INFLUENCES and link.polarity is not Polarity.UNKNOWN:
            step = (step + 1) % steps
    return distances


def spread(wanted: Sequence[float], low: float, high: float) -> tuple[list[float], float]:
    """Ascending values moved apart by ``GAP``, or as far as there is room, each as little as can be; and that gap.

    Least squares: neighbours that would be too near are put together and moved as one (pool adjacent violators).
    """
    gap = min(GAP, (high - low) / (len(wanted) - 1)) if len(wanted) > 1 else GAP
    pools: list[tuple[float, int]] = []
    for index, value in enumerate(wanted):
        total, count = value - index * gap, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            earlier, many = pools.pop()
            total, count = total + earlier, count + many
        pools.append((total, count))
    last = high - gap * (len(wanted) - 1)
    starts = [min(max(total / count, low), max(last, low)) for total, count in pools for _ in range(count)]
    return [start + index * gap for index, start in enumerate(starts)], gap


def met(curve: Cubic, at: Mapping[tuple[str, bool], Arrival], link: str) -> tuple[Cubic, float]:
    """A link's curve from and to where it meets its cards, and how far before its end its sign stands."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    leaves, enters = at.get((link, False)), at.get((link, True))
    if leaves is not None and leaves.place != (x0, y0):
        (x, y) = leaves.place
        x0, y0, x1, y1 = x, y, x1 + x - x0, y1 + y - y0
    if enters is not None and enters.place != (x3, y3):
        (x, y) = enters.place
        x2, y2, x3, y3 = x2 + x - x3, y2 + y - y3, x, y
    return ((x0, y0), (x1, y1), (x2, y2), (x3, y3)), enters.sign if enters is not None else SIGN_DISTANCE


def beside(map: StrategyMap, links: Iterable[str]) -> set[str]:
    """The links that share a card with one of these: where they meet it may depend on them."""
    known = [map.links[link] for link in links if link in map.links]
    ends = {end for link in known for end in (link.source, link.target)}
    return {other.id for end in ends if len(map.links_of(end)) <= MOST + 1 for other in map.links_of(end)}
