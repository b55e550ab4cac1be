"""What one sheet shows, item by item, kept in step with the map: drawn groups, and where things are for the mouse.

An item is there for each placed element and each link between two of them, and for nothing else. A drag shows a
map that might be; the document hears of it only when it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from models.records import Band, Key, Perspective, Sheet, placement_key
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.detours import links_to_reroute
from stratmap.drawing.links import link_drawing
from stratmap.drawing.picture import DIMMED, band_groups, bounds_of_cards, element_group, link_route, rect_of
from stratmap.drawing.primitives import Group, Point, Rect
from stratmap.drawing.routes import Route, distance_to
from stratmap.drawing.theme import Theme
from stratmap.signal import Signal
from ui.canvas.spatial import SpatialIndex

LINKS, ELEMENTS = 0, 1
"""Layers, from the back."""

OVERHANG = 16.0
"""How far a drawing may reach beyond its record's rectangle: badges, heads, signs. In pixels at 100 %."""

LONG = 2_000.0
"""Pixels at 100 % from which on a link's way is worked out to know where it is, for it passes by much."""

AROUND, AWAY = 48.0, 0.3
"""How far beyond its two cards a link may swing: at least so many pixels, and so much of their distance."""

_EVERYWHERE = (Perspective, Band, Sheet)
"""Records whose change is seen all over the sheet."""

MOST_DRAWN = 8_000
"""Items kept drawn up; the rest is drawn up again when it comes into view."""

MOST_FLOATING = 60
"""Items just changed that are drawn over the picture until it has caught up; more than that would be slower."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record as it is drawn. ``rect`` is the card, or what the link covers; ``order`` counts from the back."""

    group: Group
    rect: Rect
    layer: int
    order: int
    route: Route | None = None


class Scene:
    """One sheet, drawn. Everything in it can be made again from the map, the sheet, the theme and the badges.

    Where things are is always known; how they are drawn is worked out when they are first seen.
    """

    def __init__(self, map: StrategyMap, sheet: str, theme: Theme) -> None:
        self._sheet = sheet
        self.theme = theme
        self.changed: Signal[tuple[Rect, ...] | None] = Signal()
        self._lit: frozenset[Key] | None = None
        self._map = map
        self._severities: Mapping[str, Severity] = {}
        self._rects: dict[Key, Rect] = {}
        self._items: dict[Key, Item] = {}
        self._index = SpatialIndex()
        self._lifted: frozenset[Key] = frozenset()
        self._floating: frozenset[Key] = frozenset()
        self.show_all(map)

    @property
    def keys(self) -> set[Key]:
        """The keys of the records that are drawn."""
        return set(self._rects)

    @property
    def sheet(self) -> str:
        """The id of the sheet that is shown."""
        return self._sheet

    @property
    def map(self) -> StrategyMap:
        """The map that is shown: the document's, or while a card is dragged the one that would be."""
        return self._map

    @property
    def severities(self) -> Mapping[str, Severity]:
        """The badges shown, by the elements' ids."""
        return self._severities

    @property
    def lit(self) -> frozenset[Key] | None:
        """What keeps its colours while the rest is dimmed; None dims nothing."""
        return self._lit

    @lit.setter
    def lit(self, keys: frozenset[Key] | None) -> None:
        if keys != self._lit:
            self._lit = keys
            self.changed.emit(None)

    @property
    def has_elements(self) -> bool:
        """Whether there is a card on the sheet."""
        return bool(self._map.placements_on(self.sheet))

    def show_all(self, map: StrategyMap) -> None:
        """Show everything anew."""
        self._map = map
        self._rects.clear()
        self._items.clear()
        self._index = SpatialIndex()
        self._lifted = self._floating = frozenset()
        for element, spot in map.placements_on(self.sheet).items():
            self._put(element, rect_of(spot))
        for link in map.links.values():
            self._place_link(link.id)
        self.changed.emit(None)

    def show_sheet(self, sheet: str) -> None:
        """Show another sheet of the same map."""
        if sheet != self._sheet:
            self._sheet = sheet
            self.show_all(self._map)

    def show(self, map: StrategyMap, keys: Iterable[Key], *, lifted: bool = False) -> None:
        """Show another state of the map, which differs from the present one in just these records.

        ``lifted`` says that a gesture is under way: what it moves is taken out of the picture and floats above it.
        """
        before, self._map = self._map, map
        if any(type(before.get(key) or map.get(key)) in _EVERYWHERE for key in keys):
            self.show_all(map)
            return
        touched = self._touched(before, map, keys)
        was_floating = self._lifted | self._floating
        if not lifted:
            touched |= self._led_otherwise(before, map, touched)
        dirty = [rect.grown(OVERHANG) for key in touched if (rect := self._seen_rect(key)) is not None]
        news = touched | was_floating
        was_lifted, self._lifted = self._lifted, news if lifted else frozenset()
        for key in sorted(touched, key=lambda key: key not in map.elements):
            self._items.pop(key, None)
            spot = map.placement(self.sheet, key)
            if spot is not None and key in map.elements:
                self._put(key, rect_of(spot))
            else:
                self._place_link(key)
        shown = frozenset(key for key in news if key in self._rects)
        self._lifted &= shown
        self._floating = shown if lifted or len(shown) <= MOST_FLOATING else frozenset()
        if lifted and touched <= was_lifted:
            self.changed.emit(())
            return
        dirty += [rect.grown(OVERHANG) for key in shown if (rect := self._seen_rect(key)) is not None]
        self.changed.emit(tuple(dirty))

    def _touched(self, before: StrategyMap, map: StrategyMap, keys: Iterable[Key]) -> frozenset[Key]:
        """The elements and links whose drawing may differ between two states of the map."""
        elements: set[str] = set()
        links: set[str] = set()
        for key in keys:
            thing = key.rpartition(":")[2]
            if thing in map.elements or thing in before.elements:
                elements.add(thing)
            elif thing in map.links or thing in before.links:
                links |= {thing, *_beside(before, thing), *_beside(map, thing)}
        for element in elements:
            links.update(link.id for state in (before, map) for link in state.links_of(element))
        return frozenset(elements | links)

    def _led_otherwise(self, before: StrategyMap, map: StrategyMap, touched: frozenset[Key]) -> frozenset[Key]:
        """The links that are led round cards that came, went or moved, or now would be."""
        places: list[Rect] = []
        for key in touched:
            was, now = before.placement(self.sheet, key), map.placement(self.sheet, key)
            if was != now:
                places += [rect_of(spot) for spot in (was, now) if spot is not None]
        routes = {key: item.route for key, item in self._items.items() if item.route is not None}
        return frozenset(links_to_reroute(routes, places)) if places else frozenset()

    def _cards_near(self, part: Rect) -> list[tuple[str, Rect]]:
        """The cards that may stand in a part of the map."""
        spots = self._map.placements_on(self.sheet)
        return [(key, self._rects[key]) for key in self._index.near(part) if key in spots]

    def _way(self, key: Key) -> Route | None:
        """The way of a link as it runs round the cards between; while it is being moved, straight on."""
        near = None if key in self._lifted else self._cards_near
        return link_route(self._map, self.sheet, key, near=near)

    def wear(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self.theme = theme
        self.show_all(self._map)

    def show_severities(self, severities: Mapping[str, Severity]) -> None:
        """Put badges on these elements, and on no others."""
        before, self._severities = self._severities, dict(severities)
        changed = [key for key in before.keys() | severities.keys() if before.get(key) != severities.get(key)]
        for element in changed:
            self._items.pop(element, None)
        rects = [rect.grown(OVERHANG) for key in changed if (rect := self.rect_of(key)) is not None]
        if rects:
            self.changed.emit(tuple(rects))

    def caught_up(self) -> None:
        """The picture shows everything: nothing has to float above it any more, but what is being moved."""
        self._floating = self._lifted

    def _put(self, key: Key, rect: Rect) -> None:
        self._rects[key] = rect
        self._index.put(key, rect.grown(OVERHANG))

    def _place_link(self, key: Key) -> None:
        """Note about where a link is; where exactly is worked out when it is drawn."""
        link = self._map.links.get(key)
        source = self._map.placement(self.sheet, link.source) if link else None
        target = self._map.placement(self.sheet, link.target) if link else None
        if source is None or target is None:
            self._rects.pop(key, None)
            self._index.remove(key)
            return
        bend = self._map.bends.get(placement_key(self.sheet, key))
        pulled = abs(bend.dx) + abs(bend.dy) if bend else 0.0
        both = rect_of(source).united(rect_of(target))
        longest = max(both.width, both.height)
        way = self._way(key) if longest > LONG else None
        if way is None:
            self._put(key, both.grown(AROUND + AWAY * longest + pulled))
        else:
            self._rects[key] = way.bounds
            self._index.put(key, *(_between(here, there).grown(OVERHANG) for here, there in pairwise(way.points)))

    def _item(self, key: Key) -> Item:
        item = self._items.get(key)
        if item is None:
            item = self._items[key] = self._drawn(key)
        return item

    def _drawn(self, key: Key) -> Item:
        spot = self._map.placement(self.sheet, key)
        if spot is not None:
            group = element_group(self._map, self.sheet, key, self.theme, self._severities.get(key))
            return Item(group or Group(key, spot.x, spot.y, ()), rect_of(spot), ELEMENTS, spot.z)
        way = self._way(key)
        if way is None:
            return Item(Group(key, 0.0, 0.0, ()), self._rects[key], LINKS, 0)
        if not _within(way.bounds, self._rects[key]):
            self._put(key, way.bounds.united(self._rects[key]))
            self.changed.emit((way.bounds.grown(OVERHANG),))
        group = Group(key, 0.0, 0.0, link_drawing(self._map.links[key], way, self.theme))
        return Item(group, way.bounds, LINKS, 0, way)

    def _passes(self, key: Key, part: Rect) -> bool:
        """Whether a link's way comes through a part of the map."""
        item = self._items.get(key)
        way = item.route if item is not None else self._way(key)
        if way is None:
            return False
        room = part.grown(OVERHANG)
        return any(_touch(_between(here, there), room) for here, there in pairwise(way.points))

    def _seen_rect(self, key: Key) -> Rect | None:
        """What a record covers: a link's own way where it was drawn, else all it may cover."""
        item = self._items.get(key)
        return item.rect if item is not None else self._rects.get(key)

    def near(self, part: Rect) -> tuple[list[str], list[str]]:
        """The cards and the links that may be seen in a part of the map, from the back to the front."""
        keys = self._index.near(part) - self._lifted
        spots = self._map.placements_on(self.sheet)
        cards = [key for key in keys if key in spots and _touch(self._rects[key].grown(OVERHANG), part)]
        links = [key for key in keys if key not in spots and _touch(self._rects[key], part)]
        return sorted(cards, key=lambda key: (spots[key].z, key)), sorted(links)

    def groups_in(self, part: Rect) -> Iterator[Group]:
        """What to draw to fill a part of the map, from the back to the front. Bands reach across all of it."""
        yield from self.bands_in(part)
        yield from self.records_in(part)

    def records_in(self, part: Rect) -> Iterator[Group]:
        """The links and cards of ``groups_in``, without the bands."""
        if len(self._items) > MOST_DRAWN:
            self._items.clear()
        cards, links = self.near(part)
        yield from self.groups_of(cards, (key for key in links if self._passes(key, part)))

    def floating(self) -> tuple[list[str], list[str]]:
        """The cards and the links that float above the picture, from the back to the front."""
        spots = self._map.placements_on(self.sheet)
        cards = [key for key in self._floating if key in spots]
        return sorted(cards, key=lambda key: (spots[key].z, key)), sorted(self._floating.difference(cards))

    def groups_of(self, cards: Iterable[str], links: Iterable[str]) -> Iterator[Group]:
        """These links and cards drawn, links first."""
        for key in (*links, *cards):
            yield self._lit_or_dimmed(key, self._item(key))

    def bands_in(self, part: Rect) -> list[Group]:
        """The bands drawn across a part of the map."""
        return band_groups(self._map, self.sheet, part, self.theme)

    def is_dimmed(self, key: Key) -> bool:
        """Whether something else is lit."""
        return self._lit is not None and key not in self._lit

    def route_of(self, key: Key) -> Route | None:
        """The way of a link."""
        return self._item(key).route if key in self._rects else None

    def _lit_or_dimmed(self, key: Key, item: Item) -> Group:
        return replace(item.group, opacity=DIMMED) if self.is_dimmed(key) else item.group

    def bounds(self) -> Rect:
        """The rectangle that holds everything, with a margin."""
        return bounds_of_cards(self._map, self.sheet)

    def rect_of(self, key: Key | None) -> Rect | None:
        """Where a card is; None for links and for what is not on the sheet."""
        return self._rects.get(key) if key in self._map.placements_on(self.sheet) and key else None

    def line_of(self, key: Key) -> tuple[Point, ...]:
        """The points a link runs through; none for anything else."""
        if key not in self._rects or key in self._map.placements_on(self.sheet):
            return ()
        way = self._item(key).route
        return way.points if way is not None else ()

    def rect_around(self, keys: Iterable[Key]) -> Rect | None:
        """The rectangle around these records as far as they are on the sheet."""
        around: Rect | None = None
        for key in keys:
            if key in self._rects:
                rect = self._item(key).rect
                around = rect.united(around or rect)
        return around

    def element_at(self, x: float, y: float, reach: float = 0.0) -> str | None:
        """The topmost card within ``reach`` pixels of a point; one the point is on comes before one beside it."""
        near = self._index.near(Rect(x, y, 0, 0).grown(reach))
        spots = self._map.placements_on(self.sheet)
        for margin in dict.fromkeys((0.0, reach)):
            under = [(spots[k].z, k) for k in near if k in spots and _holds(self._rects[k].grown(margin), x, y)]
            if under:
                return max(under)[1]
        return None

    def link_at(self, x: float, y: float, reach: float) -> str | None:
        """The link nearest to a point, if any runs within ``reach`` pixels of it."""
        spots = self._map.placements_on(self.sheet)
        found = [
            (distance_to(item.route, x, y), key)
            for key in self._index.near(Rect(x, y, 0, 0).grown(reach))
            if key not in spots and (item := self._item(key)).route is not None
        ]
        distance, key = min(found, default=(reach + 1, ""))
        return key if distance <= reach else None

    def keys_in(self, rect: Rect) -> frozenset[Key]:
        """The cards a rectangle touches, and the links between two of them."""
        spots = self._map.placements_on(self.sheet)
        cards = {key for key in self._index.near(rect) if key in spots and _touch(self._rects[key], rect)}
        links = {link.id for key in cards for link in self._map.links_of(key) if {link.source, link.target} <= cards}
        return frozenset(cards | links)

    def neighbour(self, element: str | None, dx: int, dy: int) -> str | None:
        """The card to go to from one in a direction; to begin with, the one at the top left."""
        spots = {key: self._rects[key].center for key in self._map.placements_on(self.sheet)}
        if element not in spots:
            return min(spots, key=lambda key: (spots[key][1] + spots[key][0], key), default=None)
        x, y = spots[element]
        ways = {key: ((px - x), (py - y)) for key, (px, py) in spots.items() if key != element}
        ahead = {key: (wx * dx + wy * dy, abs(wx * dy) + abs(wy * dx)) for key, (wx, wy) in ways.items()}
        there = [
            (along + 2 * aside, key) for key, (along, aside) in ahead.items() if along > 0 and aside <= 2 * along
        ]
        return min(there)[1] if there else None

    def free_spot(self, x: float, y: float, width: float, height: float) -> Point:
        """The free place for a card nearest to being centred at a point, to its right or below."""
        step_x, step_y = width + 32, height + 48
        spots = self._map.placements_on(self.sheet)
        for ring in range(40):
            for column, row in [(c, ring) for c in range(ring + 1)] + [(ring, r) for r in range(ring)]:
                center_x, center_y = x + column * step_x, y + row * step_y
                wanted = Rect(center_x - width / 2, center_y - height / 2, width, height).grown(12)
                if not any(key in spots and _touch(self._rects[key], wanted) for key in self._index.near(wanted)):
                    return center_x, center_y
        return x, y


def _beside(map: StrategyMap, link_id: str) -> Iterator[str]:
    """The links that join the same two elements, whose lanes a link shares."""
    link = map.links.get(link_id)
    if link is not None:
        ends = {link.source, link.target}
        yield from (other.id for other in map.links_of(link.source) if {other.source, other.target} == ends)


def _between(here: Point, there: Point) -> Rect:
    """The rectangle two points span."""
    x, y = min(here[0], there[0]), min(here[1], there[1])
    return Rect(x, y, abs(here[0] - there[0]), abs(here[1] - there[1]))


def _within(inner: Rect, outer: Rect) -> bool:
    """Whether one rectangle lies in another."""
    return outer.x <= inner.x and outer.y <= inner.y and inner.right <= outer.right and inner.bottom <= outer.bottom


def _touch(one: Rect, other: Rect) -> bool:
    return one.x <= other.right and other.x <= one.right and one.y <= other.bottom and other.y <= one.bottom


def _holds(rect: Rect, x: float, y: float) -> bool:
    return rect.x <= x <= rect.right and rect.y <= y <= rect.bottom
