"""Where everything on one sheet is: cards exactly, links as far as is known without working out their ways.

The scene draws; this only answers what lies where, for the mouse, the keyboard and the painter.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise
from math import hypot, inf

from models.records import Key, Placement, placement_key
from models.strategy_map import StrategyMap
from stratmap.drawing.picture import rect_of, stacking
from stratmap.drawing.primitives import Point, Rect, rect_around
from stratmap.drawing.spatial import SpatialIndex

OVERHANG = 16.0
"""How far a drawing may reach beyond its record's rectangle: badges, heads, signs. In pixels at 100 %."""

AROUND, AWAY = 48.0, 0.3
"""How far beyond its two cards a link may swing: at least so many pixels, and so much of their distance."""

LONG = 2_000.0
"""Pixels at 100 % from which on a link is noted piece by piece, for its rectangle covers much that it passes by."""

ASIDE, PIECE, MOST_PIECES = 260.0, 1_000.0, 64
"""How far from the straight line a long link may run, how long its pieces are, and how many there are at most."""


AT_ONCE = 100
"""Things that are noted between two looks at the clock."""


class Places:
    """What is where on one sheet of a map."""

    def __init__(self, map: StrategyMap, sheet: str) -> None:
        self.sheet = sheet
        self.turn_to(map)
        self.rects: dict[Key, Rect] = {}
        self._card_index, self._link_index = SpatialIndex(), SpatialIndex()
        self._lines: dict[Key, tuple[Point, Point]] = {}
        """The straight lines along which long links are noted."""
        self._waiting = dict.fromkeys((*self.cards, *map.links))

    def take_in(self, until: float = inf) -> bool:
        """Note where things are, until a moment of ``time.perf_counter``; whether all of it is noted.

        There may be tens of thousands, and a window that comes up does not wait for them. Who asks what is where
        gets a whole answer all the same.
        """
        while self._waiting:
            for key in tuple(islice(self._waiting, AT_ONCE)):
                del self._waiting[key]
                self.put(key)
            if time.perf_counter() > until:
                break
        return not self._waiting

    def turn_to(self, map: StrategyMap) -> None:
        """From now on answer for this state of the map; what is elsewhere in it is then ``put``."""
        self.map = map
        self.cards: Mapping[str, Placement] = map.placements_on(self.sheet)
        """The placements on the sheet, by element id."""

    def keys(self) -> set[Key]:
        """The cards on the sheet, and the links of which it has both ends."""
        cards = self.cards
        return {
            *cards,
            *(link.id for link in self.map.links.values() if link.source in cards and link.target in cards),
        }

    def put(self, key: Key) -> None:
        """Note where an element or a link now is, or that it is gone."""
        spot = self.cards.get(key)
        if spot is None:
            self.put_link(key)
            return
        rect = self.rects[key] = rect_of(spot)
        self._card_index.put(key, rect.grown(OVERHANG))

    def card(self, key: str) -> Rect | None:
        """Where a card is; None where there is none."""
        spot = self.cards.get(key)
        return None if spot is None else self.rects.get(key) or rect_of(spot)

    def put_link(self, key: Key) -> None:
        """Note about where a link is; where exactly, its way tells when it is drawn."""
        line = self._straight(key) if self.joins(key) else None
        if line is None:
            self._lines.pop(key, None)
        else:
            self._lines[key] = line
        strip = self._strip(key)
        if not strip:
            self.rects.pop(key, None)
            self._link_index.remove(key)
            self._card_index.remove(key)
            return
        self.rects[key] = strip[0] if len(strip) == 1 else around(strip)
        self._link_index.put(key, *strip)

    def put_way(self, key: Key, points: Sequence[Point]) -> bool:
        """Note just where a link runs; whether all of it is where it was noted to be."""
        if key not in self.rects:
            self.put_link(key)
        line = self._line(key)
        if line is not None and all(_beside(line, point) for point in points):
            return True
        way, rect = rect_around(points).grown(OVERHANG), self.rects[key]
        if line is None and rect.encloses(way):
            return True
        self.rects[key] = way.united(rect)
        if line is None:
            self._link_index.put(key, self.rects[key])
        else:
            pieces = (between(here, there).grown(OVERHANG) for here, there in pairwise(points))
            self._link_index.put(key, *self._strip(key), *pieces)
        return False

    def _line(self, key: Key) -> tuple[Point, Point] | None:
        """The straight line along which a long link is noted; None for a short one."""
        return self._lines.get(key) if key in self.rects else self._straight(key)

    def _straight(self, key: Key) -> tuple[Point, Point] | None:
        """The straight line between the cards of a long link; None for a short one, and for one that is bent."""
        link = self.map.links[key]
        source, target = self.cards[link.source], self.cards[link.target]
        wide, high = abs(source.x - target.x) + source.width, abs(source.y - target.y) + source.height
        if (wide <= LONG and high <= LONG) or placement_key(self.sheet, key) in self.map.bends:
            return None
        return rect_of(source).center, rect_of(target).center

    def joins(self, key: Key) -> bool:
        """Whether there is a link with this key, and both its ends are on the sheet."""
        link, cards = self.map.links.get(key), self.cards
        return link is not None and link.source in cards and link.target in cards

    def is_long(self, key: Key) -> bool:
        """Whether a link on the sheet is so long that it passes many cards."""
        return self.joins(key) and self._line(key) is not None

    def may_pass(self, key: Key, part: Rect) -> bool:
        """Whether a link may come through a part of the map it was found near to; quickly answered."""
        if not self.joins(key):
            return False
        line = self._line(key)
        return line is None or comes_through_straight(*line, part.grown(ASIDE))

    def _strip(self, key: Key) -> Sequence[Rect]:
        """The rectangles in which a link runs; none when the sheet lacks an end of it."""
        link = self.map.links.get(key)
        source = self.cards.get(link.source) if link else None
        target = self.cards.get(link.target) if link else None
        if source is None or target is None:
            return ()
        bend = self.map.bends.get(placement_key(self.sheet, key)) if self.map.bends else None
        pulled = abs(bend.dx) + abs(bend.dy) if bend else 0.0
        left, top = min(source.x, target.x), min(source.y, target.y)
        width = max(source.x + source.width, target.x + target.width) - left
        height = max(source.y + source.height, target.y + target.height) - top
        longest = max(width, height)
        room = AROUND + AWAY * longest + pulled
        line = self._lines.get(key)
        if line is None:
            return (Rect(left - room, top - room, width + 2 * room, height + 2 * room),)
        (ax, ay), (bx, by) = line
        count = min(int(longest / PIECE) + 1, MOST_PIECES)
        steps = [(ax + (bx - ax) * n / count, ay + (by - ay) * n / count) for n in range(count + 1)]
        return [between(here, there).grown(ASIDE) for here, there in pairwise(steps)]

    def near(self, part: Rect, without: frozenset[Key] = frozenset()) -> tuple[list[str], list[str]]:
        """The cards and the links that may be seen in a part of the map, from the back to the front."""
        self.take_in()
        spots, rects = self.cards, self.rects
        left, top, right, bottom = part.x - OVERHANG, part.y - OVERHANG, part.right + OVERHANG, part.bottom + OVERHANG

        def seen(keys: set[Key]) -> list[Key]:
            return [
                key
                for key in keys - without
                if (rect := rects[key]).x <= right
                and rect.y <= bottom
                and rect.x + rect.width >= left
                and rect.y + rect.height >= top
            ]

        cards, links = seen(self._card_index.near(part)), seen(self._link_index.near(part))
        return sorted(cards, key=lambda key: stacking(spots[key])), sorted(links)

    def many_near(self, part: Rect, most: int) -> bool:
        """Whether there may be more than so many cards and links in a part of the map."""
        return self._card_index.count_near(part) + self._link_index.count_near(part) > most

    def cards_near(self, part: Rect) -> list[tuple[str, Rect]]:
        """The cards that may stand in a part of the map."""
        self.take_in()
        return [(key, self.rects[key]) for key in self._card_index.near(part)]

    def element_at(self, x: float, y: float, reach: float = 0.0) -> str | None:
        """The topmost card within ``reach`` pixels of a point; one the point is on comes before one beside it."""
        near, spots = self.cards_near(Rect(x, y, 0, 0).grown(reach)), self.cards
        for margin in dict.fromkeys((0.0, reach)):
            under = [spots[key] for key, rect in near if rect.grown(margin).holds(x, y)]
            if under:
                return max(under, key=stacking).element
        return None

    def keys_in(self, rect: Rect) -> frozenset[Key]:
        """The cards a rectangle touches, and the links between two of them."""
        cards = {key for key, where in self.cards_near(rect) if where.touches(rect)}
        links = {link.id for key in cards for link in self.map.links_of(key) if {link.source, link.target} <= cards}
        return frozenset(cards | links)

    def neighbour(self, element: str | None, dx: int, dy: int) -> str | None:
        """The card to go to from one in a direction; to begin with, the one at the top left."""
        spot = self.cards.get(element) if element is not None else None
        centers = ((key, at.x + at.width / 2, at.y + at.height / 2) for key, at in self.cards.items())
        if spot is None:
            return min(((y + x, key) for key, x, y in centers), default=(0.0, None))[1]
        from_x, from_y = spot.x + spot.width / 2, spot.y + spot.height / 2
        nearest: tuple[float, str | None] = (inf, None)
        for key, x, y in centers:
            along = (x - from_x) * dx + (y - from_y) * dy
            if along > 0 and along <= nearest[0]:
                aside = abs((x - from_x) * dy) + abs((y - from_y) * dx)
                if aside <= 2 * along and (nearest[1] is None or (along + 2 * aside, key) < nearest):
                    nearest = (along + 2 * aside, key)
        return nearest[1]

    def free_spot(self, x: float, y: float, width: float, height: float) -> Point:
        """The free place for a card nearest to being centred at a point, to its right or below."""
        step_x, step_y = width + 32, height + 48
        for ring in range(40):
            for column, row in [(c, ring) for c in range(ring + 1)] + [(ring, r) for r in range(ring)]:
                center_x, center_y = x + column * step_x, y + row * step_y
                wanted = Rect(center_x - width / 2, center_y - height / 2, width, height).grown(12)
                if not any(rect.touches(wanted) for _key, rect in self.cards_near(wanted)):
                    return center_x, center_y
        return x, y


def around(rects: Iterable[Rect]) -> Rect:
    """The rectangle around some."""
    first, *others = rects
    for each in others:
        first = first.united(each)
    return first


def between(here: Point, there: Point) -> Rect:
    """The rectangle two points span."""
    x, y = min(here[0], there[0]), min(here[1], there[1])
    return Rect(x, y, abs(here[0] - there[0]), abs(here[1] - there[1]))


def comes_through_straight(here: Point, there: Point, part: Rect) -> bool:
    """Whether a straight line meets a rectangle (Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    for start, way, low, high in (
        (here[0], there[0] - here[0], part.x, part.right),
        (here[1], there[1] - here[1], part.y, part.bottom),
    ):
        if not way:
            if not low <= start <= high:
                return False
            continue
        one, other = (low - start) / way, (high - start) / way
        first, last = max(first, min(one, other)), min(last, max(one, other))
    return first <= last


def _beside(line: tuple[Point, Point], point: Point) -> bool:
    """Whether a point is so near to a straight line that it is in the strip along it."""
    (ax, ay), (bx, by), (x, y) = *line, point
    dx, dy = bx - ax, by - ay
    length = hypot(dx, dy) or 1.0
    along, aside = ((x - ax) * dx + (y - ay) * dy) / length, abs((x - ax) * dy - (y - ay) * dx) / length
    room = ASIDE - OVERHANG
    return aside <= room and -room <= along <= length + room


def comes_through(points: Sequence[Point], part: Rect) -> bool:
    """Whether the rectangle around any piece of a line touches a part of the map."""
    left, top, right, bottom = part.x, part.y, part.right, part.bottom
    ax, ay = points[0]
    for bx, by in points:
        if (
            (ax <= right or bx <= right)
            and (ax >= left or bx >= left)
            and (ay <= bottom or by <= bottom)
            and (ay >= top or by >= top)
        ):
            return True
        ax, ay = bx, by
    return False
