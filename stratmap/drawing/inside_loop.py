"""Where the mark of a feedback loop stands: inside the loop, clear of its cards, links and signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import dist, inf

from models.records import Link
from stratmap.drawing.clear_spot import from_card, from_piece
from stratmap.drawing.links import SIGN_RADIUS
from stratmap.drawing.primitives import Point, Rect, rect_around
from stratmap.drawing.routes import Route
from stratmap.drawing.signs import is_signed

Line = tuple[Point, ...]

SHARES = (1.0, 0.8, 0.64)
"""How large a mark may be drawn: smaller where the loop is small, as small as it can still be read."""

_FEWEST, _MOST = 6, 18
_MOST_LOOKS = 16_000
"""Pieces of lines that are looked at for all places together, about: some hundredth of a second."""


def loop_outline(links: Sequence[Link], ways: Mapping[str, Route]) -> tuple[Point, ...]:
    """The closed line that links form which lead once round, with straight pieces across the cards between.

    Empty where they do not lead once round, or where the way of one is not known.
    """
    leaving = {link.source: link for link in links if link.id in ways}
    if not links or len(leaving) != len(links):
        return ()
    points: list[Point] = []
    link = links[0]
    for _number in links:
        points += ways[link.id].points
        following = leaving.get(link.target)
        if following is None:
            return ()
        link = following
    return tuple(points) if link is links[0] and len({each.target for each in links}) == len(links) else ()


def spot_inside(
    links: Sequence[Link], ways: Mapping[str, Route], own: Iterable[Rect], others: Iterable[Rect], radius: float
) -> tuple[Point, float] | None:
    """Where a round mark stands inside the loop of these links, near its middle, and its radius.

    It keeps off the loop's ``own`` cards, links and signs and, where it can, off the ``others``. It is drawn smaller
    where there is little room; None where even that is too large, or the links are no loop.
    """
    outline = loop_outline(links, ways)
    if not outline:
        return None
    signs = tuple(ways[link.id].near_head for link in links if is_signed(link))
    places = _places(outline, tuple(own), tuple(ways[link.id].points for link in links), signs)
    others = tuple(others)
    for kept_off in (others, ()):
        for share in SHARES:
            room = radius * share
            for clear, place in places:
                if clear >= room and all(from_card(place, card) >= room for card in kept_off):
                    return place, room
    return None


@lru_cache(maxsize=16)
def _places(
    outline: tuple[Point, ...],
    cards: tuple[Rect, ...],
    lines: tuple[tuple[Point, ...], ...],
    signs: tuple[Point, ...],
) -> tuple[tuple[float, Point], ...]:
    """Places inside a loop, the nearest to its middle first, each with the room it has about it.

    Kept for as long as nothing moves, since it is asked for with every frame.
    """
    frame, middle = rect_around(outline), _centroid(outline)
    many = min(max(int((_MOST_LOOKS / len(outline)) ** 0.5), _FEWEST), _MOST)
    grid = [
        (frame.x + frame.width * (column + 0.5) / many, frame.y + frame.height * (row + 0.5) / many)
        for row in range(many)
        for column in range(many)
    ]
    inside = sorted((each for each in (middle, *grid) if _holds(outline, each)), key=lambda each: dist(each, middle))
    pieces = [piece for line in lines for piece in pairwise(line)]
    return tuple((_room(each, cards, pieces, signs), each) for each in inside)


def _room(
    place: Point, cards: Iterable[Rect], pieces: Iterable[tuple[Point, Point]], signs: Iterable[Point]
) -> float:
    """How far a place is from the nearest of these."""
    return min(
        min((from_card(place, card) for card in cards), default=inf),
        min((from_piece(place, one, other) for one, other in pieces), default=inf),
        min((dist(place, sign) - SIGN_RADIUS for sign in signs), default=inf),
    )


def _centroid(outline: Sequence[Point]) -> Point:
    """The middle of the area within a closed line (shoelace formula); of its points, where there is no area."""
    area = x = y = 0.0
    (x0, y0) = outline[0]
    for (ax, ay), (bx, by) in pairwise((*outline, outline[0])):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        area += cross
        x += (ax + bx - 2 * x0) * cross
        y += (ay + by - 2 * y0) * cross
    if abs(area) < 1.0:
        return (sum(each[0] for each in outline) / len(outline), sum(each[1] for each in outline) / len(outline))
    return (x0 + x / (3 * area), y0 + y / (3 * area))


def _holds(outline: Sequence[Point], place: Point) -> bool:
    """Whether a place is within a closed line: a ray to the right crosses it an odd number of times."""
    x, y = place
    inside = False
    for (ax, ay), (bx, by) in pairwise((*outline, outline[0])):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside
