"""What one sheet shows, item by item, kept in step with the map: drawn groups, and where things are for the mouse.

An item is there for each placed element and each link between two of them, and for nothing else. A drag shows a
map that might be; the document hears of it only when it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from models.records import Key
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.links import link_drawing
from stratmap.drawing.picture import DIMMED, band_groups, bounds, element_group, link_route, rect_of
from stratmap.drawing.primitives import Group, Point, Rect
from stratmap.drawing.routes import Route, distance_to
from stratmap.drawing.theme import Theme
from ui.canvas.spatial import SpatialIndex

LINKS, ELEMENTS = 0, 1
"""Layers, from the back."""

OVERHANG = 16.0
"""How far a drawing may reach beyond its record's rectangle: badges, heads, signs. In pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record as it is drawn. ``rect`` is the card, or what the link covers; ``order`` counts from the back."""

    group: Group
    rect: Rect
    layer: int
    order: int
    route: Route | None = None


class Scene:
    """One sheet, drawn. Everything in it can be made again from the map, the sheet, the theme and the badges."""

    def __init__(self, map: StrategyMap, sheet: str, theme: Theme) -> None:
        self.sheet = sheet
        self.theme = theme
        self.lit: frozenset[Key] | None = None
        self._map = map
        self._severities: Mapping[str, Severity] = {}
        self._items: dict[Key, Item] = {}
        self._index = SpatialIndex()
        self.show_all(map)

    @property
    def keys(self) -> set[Key]:
        """The keys of the records that are drawn."""
        return set(self._items)

    @property
    def severities(self) -> Mapping[str, Severity]:
        """The badges shown, by the elements' ids."""
        return self._severities

    @property
    def has_elements(self) -> bool:
        """Whether there is a card on the sheet."""
        return bool(self._map.placements_on(self.sheet))

    def show_all(self, map: StrategyMap) -> None:
        """Draw everything anew."""
        self._map = map
        self._items.clear()
        self._index = SpatialIndex()
        for element in map.placements_on(self.sheet):
            self._draw_element(element)
        for link in map.links:
            self._draw_link(link)

    def show(self, map: StrategyMap, keys: Iterable[Key]) -> None:
        """Show another state of the map, which differs from the present one in just these records."""
        before, self._map = self._map, map
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
            self._draw_element(element)
        for link in links:
            self._draw_link(link)

    def wear(self, theme: Theme) -> None:
        """Draw everything in another theme."""
        self.theme = theme
        self.show_all(self._map)

    def show_severities(self, severities: Mapping[str, Severity]) -> None:
        """Put badges on these elements, and on no others."""
        before, self._severities = self._severities, dict(severities)
        for element in before.keys() | self._severities.keys():
            if before.get(element) != self._severities.get(element):
                self._draw_element(element)

    def _draw_element(self, element: str) -> None:
        spot = self._map.placement(self.sheet, element)
        group = element_group(self._map, self.sheet, element, self.theme, self._severities.get(element))
        if spot is None or group is None:
            self._forget(element)
        else:
            self._put(element, Item(group, rect_of(spot), ELEMENTS, spot.z))

    def _draw_link(self, link: str) -> None:
        way = link_route(self._map, self.sheet, link) if link in self._map.links else None
        if way is None:
            self._forget(link)
        else:
            group = Group(link, 0.0, 0.0, link_drawing(self._map.links[link], way, self.theme))
            self._put(link, Item(group, way.bounds, LINKS, 0, way))

    def _put(self, key: Key, item: Item) -> None:
        self._items[key] = item
        self._index.put(key, item.rect.grown(OVERHANG))

    def _forget(self, key: Key) -> None:
        self._items.pop(key, None)
        self._index.remove(key)

    def groups_in(self, part: Rect) -> Iterator[Group]:
        """What to draw to fill a part of the map, from the back to the front. Bands reach across all of it."""
        yield from band_groups(self._map, self.sheet, part, self.theme)
        items = [(key, self._items[key]) for key in self._index.near(part)]
        seen = [(key, item) for key, item in items if _touch(item.rect.grown(OVERHANG), part)]
        for key, item in sorted(seen, key=lambda pair: (pair[1].layer, pair[1].order, pair[0])):
            dimmed = self.lit is not None and key not in self.lit
            yield replace(item.group, opacity=DIMMED) if dimmed else item.group

    def bounds(self) -> Rect:
        """The rectangle that holds everything, with a margin."""
        return bounds(self._map, self.sheet)

    def rect_of(self, key: Key | None) -> Rect | None:
        """Where a card is; None for links and for what is not on the sheet."""
        item = self._items.get(key) if key else None
        return item.rect if item is not None and item.layer == ELEMENTS else None

    def line_of(self, key: Key) -> tuple[Point, ...]:
        """The points a link runs through; none for anything else."""
        item = self._items.get(key)
        return item.route.points if item is not None and item.route is not None else ()

    def rect_around(self, keys: Iterable[Key]) -> Rect | None:
        """The rectangle around these records as far as they are on the sheet."""
        around: Rect | None = None
        for key in keys:
            if item := self._items.get(key):
                around = item.rect.united(around or item.rect)
        return around

    def element_at(self, x: float, y: float, reach: float = 0.0) -> str | None:
        """The topmost card within ``reach`` pixels of a point; one the point is on comes before one beside it."""
        near = self._index.near(Rect(x, y, 0, 0).grown(reach))
        cards = [(key, self._items[key]) for key in near if self._items[key].layer == ELEMENTS]
        for margin in dict.fromkeys((0.0, reach)):
            under = [(item.order, key) for key, item in cards if _holds(item.rect.grown(margin), x, y)]
            if under:
                return max(under)[1]
        return None

    def link_at(self, x: float, y: float, reach: float) -> str | None:
        """The link nearest to a point, if any runs within ``reach`` pixels of it."""
        found = [
            (distance_to(item.route, x, y), key)
            for key in self._index.near(Rect(x, y, 0, 0).grown(reach))
            if (item := self._items[key]).route is not None
        ]
        distance, key = min(found, default=(reach + 1, ""))
        return key if distance <= reach else None

    def keys_in(self, rect: Rect) -> frozenset[Key]:
        """The cards a rectangle touches, and the links between two of them."""
        near = [key for key in self._index.near(rect) if key in self._items]
        cards = {key for key in near if self._items[key].layer == ELEMENTS and _touch(self._items[key].rect, rect)}
        links = {link.id for key in cards for link in self._map.links_of(key) if {link.source, link.target} <= cards}
        return frozenset(cards | links)

    def neighbour(self, element: str | None, dx: int, dy: int) -> str | None:
        """The card to go to from one in a direction; to begin with, the one at the top left."""
        spots = {key: item.rect.center for key, item in self._items.items() if item.layer == ELEMENTS}
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
        for ring in range(40):
            for column, row in [(c, ring) for c in range(ring + 1)] + [(ring, r) for r in range(ring)]:
                center_x, center_y = x + column * step_x, y + row * step_y
                wanted = Rect(center_x - width / 2, center_y - height / 2, width, height).grown(12)
                taken = (self._items[key] for key in self._index.near(wanted))
                if not any(item.layer == ELEMENTS and _touch(item.rect, wanted) for item in taken):
                    return center_x, center_y
        return x, y


def _beside(map: StrategyMap, link_id: str) -> Iterator[str]:
    """The links that join the same two elements, whose lanes a link shares."""
    link = map.links.get(link_id)
    if link is not None:
        ends = {link.source, link.target}
        yield from (other.id for other in map.links_of(link.source) if {other.source, other.target} == ends)


def _touch(one: Rect, other: Rect) -> bool:
    return one.x <= other.right and other.x <= one.right and one.y <= other.bottom and other.y <= one.bottom


def _holds(rect: Rect, x: float, y: float) -> bool:
    return rect.x <= x <= rect.right and rect.y <= y <= rect.bottom
