"""The shortest way of straight pieces between two points round walls: the corners it turns at.

A search by A* over the corners of just those walls that turn out to be in the way (a visibility graph worked out as
it is needed), so its work is bounded and mostly small. See Lozano-Pérez and Wesley (1979) for the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from math import hypot

from stratmap.drawing.primitives import Point, Rect
from stratmap.drawing.walls import Hit, Wall

TURN = 30.0
"""What a turn counts for, in pixels of way: few turns are easier to follow than a little less way."""
MOST_LOOKS = 260
"""Straight pieces that are tried before the search gives up."""

_OFF = 0.5
_EAGER = 1.6
"""How much the way that is left counts: more than one finds a good way sooner than the best one."""
_MOST_TURNS = 60
_WALLS_AT_ONCE = 5


def corners_round(start: Point, end: Point, walls: Sequence[Wall], hit: Hit, within: Rect) -> list[Point] | None:
    """The corners at which the way from start to end turns, none if it is straight; None where none was found.

    ``hit`` looks among ``walls``. The way keeps ``within`` a frame.
    """
    search = _Search(start, end, walls, hit, within)
    for _ in range(_MOST_TURNS):
        number = search.next()
        if number < 0 or search.looks > MOST_LOOKS:
            return None
        if search.nodes[number][0] == end:
            return search.places_to(number)
        search.look_on(number)
    return None


class _Search:
    """What is known while the way is looked for: places reached, each from which, and how far it was."""

    def __init__(self, start: Point, end: Point, walls: Sequence[Wall], hit: Hit, within: Rect) -> None:
        self.nodes: list[tuple[Point, int, float]] = []
        self.looks = 0
        self._end, self._walls, self._hit, self._within = end, walls, hit, within
        self._waiting: list[tuple[float, int]] = []
        self._best: dict[Point, float] = {}
        self._reach(start, -1, 0.0)

    def next(self) -> int:
        """The number of the most promising place, or -1."""
        while self._waiting:
            _, number = heappop(self._waiting)
            place, _, gone = self.nodes[number]
            if gone <= self._best[place]:
                return number
        return -1

    def look_on(self, number: int) -> None:
        """Reach the end from here, or the corners of what is in the way that can be seen from here."""
        place, _, gone = self.nodes[number]
        wall = self._look(place, self._end)
        if wall < 0:
            self._reach(self._end, number, gone + _far(place, self._end))
            return
        seen = [wall]
        for each in seen:
            for corner in _corners(self._walls[each]):
                there = gone + TURN + _far(place, corner)
                if there >= self._best.get(corner, there + 1) or not self._inside(corner):
                    continue
                before = self._look(place, corner)
                if before < 0:
                    self._reach(corner, number, there)
                elif before not in seen and len(seen) < _WALLS_AT_ONCE:
                    seen.append(before)

    def places_to(self, number: int) -> list[Point]:
        """The places between the start and this one."""
        found: list[Point] = []
        number = self.nodes[number][1]
        while number > 0:
            place, number, _ = self.nodes[number]
            found.append(place)
        return found[::-1]

    def _look(self, one: Point, other: Point) -> int:
        self.looks += 1
        return self._hit(*one, *other)

    def _reach(self, place: Point, from_node: int, gone: float) -> None:
        if gone < self._best.get(place, gone + 1):
            self._best[place] = gone
            heappush(self._waiting, (gone + _EAGER * _far(place, self._end), len(self.nodes)))
            self.nodes.append((place, from_node, gone))

    def _inside(self, place: Point) -> bool:
        frame = self._within
        return frame.x <= place[0] <= frame.right and frame.y <= place[1] <= frame.bottom


def spread(places: Sequence[Point], by: float, hit: Hit) -> list[Point]:
    """These places with all but the ends moved ``by`` pixels away from what they turn round, where that is free."""
    found = list(places)
    for index in range(1, len(found) - 1):
        (ax, ay), (x, y), (bx, by_) = found[index - 1 : index + 2]
        before, after = hypot(ax - x, ay - y) or 1.0, hypot(bx - x, by_ - y) or 1.0
        out_x = -(ax - x) / before - (bx - x) / after
        out_y = -(ay - y) / before - (by_ - y) / after
        length = hypot(out_x, out_y)
        if length < 0.05:
            continue
        moved = (x + out_x / length * by, y + out_y / length * by)
        if hit(ax, ay, *moved) < 0 and hit(*moved, bx, by_) < 0:
            found[index] = moved
    return found


def _far(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _corners(wall: Wall) -> tuple[Point, Point, Point, Point]:
    left, top, right, bottom = wall[0] - _OFF, wall[1] - _OFF, wall[2] + _OFF, wall[3] + _OFF
    return ((left, top), (right, top), (right, bottom), (left, bottom))
