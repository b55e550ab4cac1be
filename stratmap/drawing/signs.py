"""Where the signs of links that lead to one card stand, so that none lies on another.

Each way has a place for its sign, but ways may cross or run together before they meet a card. Here signs that would
lie on one another are moved along their own ways, each as little as can be. Only the ways to that card count, so a
window can ask for one card at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from math import dist

from models.kinds import LinkKind, Polarity
from models.records import Link
from models.strategy_map import StrategyMap
from stratmap.drawing.arrivals import MOST
from stratmap.drawing.clear_spot import from_piece
from stratmap.drawing.links import SIGN_RADIUS
from stratmap.drawing.primitives import Point, Rect, rect_around
from stratmap.drawing.routes import HEAD_ROOM, Route, before_end

APART = 2 * SIGN_RADIUS + 2.0
"""How far from each other the middles of two signs are at least, where there is room, in pixels."""
FARTHEST = 110.0
"""How far before its end a sign may be moved to, in pixels along the way."""

_STEP = 4.0
_FROM_LINES = SIGN_RADIUS + 1.5
_FEW = 12


def is_signed(link: Link) -> bool:
    """Whether a link carries a sign."""
    return link.kind is LinkKind.INFLUENCES and link.polarity is not Polarity.UNKNOWN


def signed_into(map: StrategyMap, element: str) -> list[Link]:
    """The links with a sign that lead to an element; none where they are too many to be told apart."""
    links = map.links_of(element)
    return [each for each in links if each.target == element and is_signed(each)] if len(links) <= MOST else []


def signs_moved(
    map: StrategyMap, routes: Mapping[str, Route], still_wanted: Callable[[], None] = lambda: None
) -> dict[str, Point]:
    """Where signs stand that are not to stand where their ways have them, on a whole sheet, by link id.

    ``still_wanted`` stops it by raising.
    """
    found: dict[str, Point] = {}
    for element in dict.fromkeys(map.links[id].target for id in routes):
        still_wanted()
        links = [each for each in signed_into(map, element) if each.id in routes]
        found |= moved_apart(map, {each.id: routes[each.id] for each in links})
    return found


def moved_apart(map: StrategyMap, ways: Mapping[str, Route]) -> dict[str, Point]:
    """The same for the ways of links with a sign that lead to one card."""
    wanted = {id: way.near_head for id, way in ways.items()}
    crowded = [id for id in ways if any(dist(wanted[id], wanted[each]) < APART for each in ways if each != id)]
    if not crowded:
        return {}
    taken = [wanted[id] for id in ways if id not in crowded]
    found: dict[str, Point] = {}
    for id in sorted(crowded, key=lambda each: (ways[each].end, wanted[each], map.links[each].polarity, each)):
        lines = [way for other, way in ways.items() if other != id] if len(ways) <= _FEW else []
        spot = _free(ways[id], taken, lines)
        taken.append(spot)
        if spot != wanted[id]:
            found[id] = spot
    return found


def _free(way: Route, taken: Iterable[Point], lines: Iterable[Route]) -> Point:
    """The first place along a way that is clear of signs and lines, or else of signs; else the one furthest off."""
    taken, spots = list(taken), list(_along(way))
    clear = [spot for spot in spots if all(dist(spot, each) >= APART for each in taken)]
    if not clear:
        return max(spots, key=lambda spot: min(dist(spot, each) for each in taken))
    near = list(_near(rect_around(clear).grown(_FROM_LINES), lines))
    free = (spot for spot in clear if all(from_piece(spot, *each) >= _FROM_LINES for each in near))
    return next(free, clear[0])


def _near(part: Rect, lines: Iterable[Route]) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of lines that come near a part of the sheet: of a long line a few."""
    left, top, right, bottom = part.x, part.y, part.right, part.bottom
    for line in lines:
        for (ax, ay), (bx, by) in pairwise(line.points):
            aside = (ax < left and bx < left) or (ax > right and bx > right)
            if not aside and not (ay < top and by < top) and not (ay > bottom and by > bottom):
                yield (ax, ay), (bx, by)


def _along(way: Route) -> Iterator[Point]:
    """Where a sign may stand: where it is, then further and further along its way to either side."""
    yield way.near_head
    length = sum(dist(one, other) for one, other in pairwise(way.points))
    own = dist(way.end, way.near_head)
    most = min(FARTHEST, length - HEAD_ROOM)
    steps = 1
    while steps * _STEP <= max(own - HEAD_ROOM, most - own):
        for distance in (own + steps * _STEP, own - steps * _STEP):
            if HEAD_ROOM <= distance <= most:
                yield before_end(way.points, distance)
        steps += 1
