"""What one sheet shows, kept in step with the map: which records, where, how drawn, and what floats above.

``places`` knows where things are and ``drawings`` how they look; this joins them, and says which parts of the
picture have to be painted again. A drag shows what might be; the document hears of it only when it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf

from models.records import Band, Key, Perspective, Sheet
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.arrivals import beside
from stratmap.drawing.picture import DIMMED, band_groups, bounds_of_cards, link_route, rect_of
from stratmap.drawing.primitives import Group, Point, Rect
from stratmap.drawing.routes import Route, distance_to
from stratmap.drawing.theme import Theme
from stratmap.signal import Signal
from ui.canvas.drawings import Drawings
from ui.canvas.places import OVERHANG, Places, comes_through

_EVERYWHERE = (Perspective, Band, Sheet)
"""Records whose change is seen all over the sheet."""

MOST_TOUCHED = 2_000
"""Records changed at once beyond which looking at everything anew is quicker."""

MOST_FLOATING = 60
"""Items just changed that are drawn over the picture until it has caught up; more than that would be slower."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Cards under way together, with the links between them: they move as one finished picture.

    ``crossing`` are the links to cards that stay. ``lands`` says that the hand has let go, and they are shown there
    until the picture has caught up.
    """

    cards: frozenset[str]
    inner: frozenset[str]
    crossing: frozenset[str]
    dx: float = 0.0
    dy: float = 0.0
    lands: bool = False

    @property
    def keys(self) -> frozenset[Key]:
        """Everything that is taken out of the picture."""
        return self.cards | self.inner | self.crossing


class Scene:
    """One sheet, drawn. Everything in it can be made again from the map, the sheet, the theme and the badges.

    Where cards are is always known; how things are drawn is worked out when they are first seen.
    """

    def __init__(self, map: StrategyMap, sheet: str, theme: Theme) -> None:
        self._sheet = sheet
        self.theme = theme
        self.changed: Signal[tuple[Rect, ...] | None] = Signal()
        """Parts of the picture that have to be painted again; None is all of it."""
        self.lifted_anew: Signal[None] = Signal()
        """Other cards are carried than before."""
        self.carried: Carried | None = None
        self._lit: frozenset[Key] | None = None
        self._map = map
        self._severities: Mapping[str, Severity] = {}
        self._lifted: frozenset[Key] = frozenset()
        self._floating: frozenset[Key] = frozenset()
        self._tried: tuple[StrategyMap, frozenset[Key]] | None = None
        """While a gesture is under way: the map before it, and what was otherwise in any of its states."""
        self._bounds: tuple[StrategyMap, Rect] | None = None
        self._places = Places(map, sheet)
        self._drawings = Drawings(self._places, theme, self._spoil)

    @property
    def keys(self) -> set[Key]:
        """The keys of the records that are drawn."""
        return self._places.keys()

    @property
    def sheet(self) -> str:
        """The id of the sheet that is shown."""
        return self._sheet

    @property
    def map(self) -> StrategyMap:
        """The map that is shown: the document's, or while a gesture is under way the one that would be."""
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
        return bool(self._places.cards)

    # what is shown

    def show_all(self, map: StrategyMap) -> None:
        """Show everything anew."""
        self._map = map
        self._lifted = self._floating = frozenset()
        self._tried = None
        self._bounds = None
        self.carried = None
        self._places = Places(map, self._sheet)
        self._drawings = Drawings(self._places, self.theme, self._spoil)
        self._drawings.severities = self._severities
        self.changed.emit(None)

    def show_sheet(self, sheet: str) -> None:
        """Show another sheet of the same map."""
        if sheet != self._sheet:
            self._sheet = sheet
            self.show_all(self._map)

    def show(self, map: StrategyMap, keys: Iterable[Key], *, lifted: bool = False) -> None:
        """Show another state of the map, which differs from the present one in just these records.

        ``lifted`` says that a gesture is under way: what it changes is taken out of the picture and floats above it.
        Cards that only move together are better carried.
        """
        keys = frozenset(keys)
        before, self._map = self._map, map
        carried = self.carried
        standing, tried = self._tried or (before, frozenset())
        keys |= tried
        if len(keys) > MOST_TOUCHED or any(type(before.get(key) or map.get(key)) in _EVERYWHERE for key in keys):
            self.show_all(map)
            if carried is not None:
                self._land(before, map, carried)
            return
        self._places.turn_to(map)
        self._tried = (standing, keys) if lifted else None
        self._drawings.is_trying = lifted
        touched = self._touched(before, map, keys)
        if standing is not before:
            touched |= self._touched(standing, map, keys)
        news = touched | self._lifted | self._floating
        dirty = [rect for key in touched - self._lifted if (rect := self._seen_rect(key)) is not None]
        was_lifted, self._lifted = self._lifted, news if lifted else frozenset()
        for key in sorted(touched, key=lambda key: key not in map.elements):
            self._drawings.forget(key)
            self._places.put(key)
        self._drawings.forget_meeting(_ends_of(touched, before, standing, map))
        if not lifted:
            self._drawings.doubt(self._places_changed(standing, map, touched))
            links = touched.difference(map.elements, standing.elements)
            self._drawings.doubt_links((beside(standing, links) | beside(map, links)) - touched)
        shown = frozenset(key for key in news if key in self._places.rects)
        self._lifted &= shown
        self._floating = shown if lifted or len(shown) <= MOST_FLOATING else frozenset()
        if carried is not None:
            self._land(before, map, carried)
        if lifted and touched <= was_lifted:
            self.changed.emit(())
            return
        dirty += [rect for key in shown if (rect := self._seen_rect(key)) is not None]
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

    def _places_changed(self, before: StrategyMap, map: StrategyMap, touched: Iterable[Key]) -> list[Rect]:
        """Where cards came, went or moved: links are led round them, or no longer."""
        places: list[Rect] = []
        for key in touched:
            was, now = before.placement(self._sheet, key), map.placement(self._sheet, key)
            if was is not now and was != now:
                places += [rect_of(spot) for spot in (was, now) if spot is not None]
        return places

    def wear(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self.theme = theme
        self._drawings.wear(theme)
        self.changed.emit(None)

    def show_severities(self, severities: Mapping[str, Severity]) -> None:
        """Put badges on these elements, and on no others."""
        before, self._severities = self._severities, dict(severities)
        self._drawings.severities = self._severities
        changed = [key for key in before.keys() | severities.keys() if before.get(key) != severities.get(key)]
        for element in changed:
            self._drawings.forget(element)
        rects = [rect.grown(OVERHANG) for key in changed if (rect := self.rect_of(key)) is not None]
        if rects:
            self.changed.emit(tuple(rects))

    def _spoil(self, parts: tuple[Rect, ...]) -> None:
        self.changed.emit(parts)

    def _seen_rect(self, key: Key) -> Rect | None:
        """What a record covers on the picture: a link's own way where it was drawn, else all it may cover."""
        way = self._drawings.known_way(key)
        rect = way.bounds if way is not None else self._places.rects.get(key)
        return rect.grown(OVERHANG) if rect is not None else None

    # what is worked out little by little

    def is_ready(self, until: float = inf) -> bool:
        """Find out where everything is, until a moment of ``time.perf_counter``; whether that is known."""
        return self._places.take_in(until)

    def settle(self, until: float = inf) -> bool:
        """Lead links round cards that moved, until a moment of ``time.perf_counter``; whether all are led."""
        return self._drawings.settle(until)

    def caught_up(self) -> None:
        """The picture shows everything: nothing has to float above it any more, but what is being moved."""
        if self.carried is not None and self.carried.lands:
            self.carried = None
        self._floating = self._lifted if self.carried is None else self.carried.crossing

    # what is carried

    def carry(self, elements: Iterable[str], dx: float, dy: float) -> None:
        """Show these cards so far away from where they are, with their links, while the hand has them."""
        cards = frozenset(elements) & self._places.cards.keys()
        carried = self.carried
        if carried is None or carried.lands or carried.cards != cards:
            self.put_down()
            carried = self._taken_up(cards)
            self._lifted = carried.keys
            self.lifted_anew.emit(None)
            dirty = tuple(rect for key in carried.keys if (rect := self._seen_rect(key)) is not None)
            self.changed.emit(dirty)
        self.carried = replace(carried, dx=dx, dy=dy)
        self._floating = carried.crossing
        self.changed.emit(())

    def put_down(self) -> None:
        """Show carried cards where the map has them."""
        if self.carried is not None and not self.carried.lands:
            carried = self.carried
            self._lifted = frozenset()
            self._floating = carried.crossing if len(carried.crossing) <= MOST_FLOATING else frozenset()
            self.carried = replace(carried, dx=0.0, dy=0.0, lands=True)
            self.changed.emit(tuple(rect for key in carried.keys if (rect := self._seen_rect(key)) is not None))

    def _taken_up(self, cards: frozenset[str]) -> Carried:
        inner: set[str] = set()
        crossing: set[str] = set()
        for card in cards:
            for link in self._map.links_of(card):
                if link.source in cards and link.target in cards:
                    inner.add(link.id)
                elif link.source in self._places.cards and link.target in self._places.cards:
                    crossing.add(link.id)
        return Carried(cards, frozenset(inner), frozenset(crossing))

    def _land(self, before: StrategyMap, map: StrategyMap, carried: Carried) -> None:
        """The map has changed under the hand: what was carried stays in sight where it now is, if it went along."""
        self.carried = None
        if carried.lands or not all(card in self._places.cards for card in carried.cards):
            return
        if all(_went(before, map, self._sheet, card, carried.dx, carried.dy) for card in carried.cards):
            self.carried = replace(carried, lands=True)

    def carried_in(self, part: Rect) -> tuple[list[str], list[str]]:
        """The cards and links carried as one picture, as far as they stood in a part of the map."""
        if self.carried is None:
            return [], []
        cards, links = self._places.near(part)
        return [key for key in cards if key in self.carried.cards], [
            key for key in links if key in self.carried.inner
        ]

    # what to draw

    def near(self, part: Rect) -> tuple[list[str], list[str]]:
        """The cards and the links that may be seen in a part of the map, from the back to the front."""
        return self._places.near(part, self._lifted)

    def many_near(self, part: Rect, most: int) -> bool:
        """Whether there may be more than so many cards and links in a part of the map; quickly answered."""
        return self._places.many_near(part, most)

    def groups_in(self, part: Rect) -> Iterator[Group]:
        """What to draw to fill a part of the map, from the back to the front. Bands reach across all of it."""
        self._places.take_in()
        cards, links = self.near(part)
        for key in links:
            self._drawings.sure_way(key)
        yield from self.bands_in(part)
        yield from self.records_in(part, cards, links)

    def records_in(self, part: Rect, cards: Iterable[str], links: Iterable[str]) -> Iterator[Group]:
        """These links and cards drawn, links first, as far as they come through a part of the map.

        Each is drawn up when it is its turn, and one that has gone by then is left out.
        """
        room = part.grown(OVERHANG)
        for key in links:
            way = self._drawings.way(key) if self._drawings.may_pass(key, part) else None
            if way is not None and comes_through(way.points, room):
                yield self._lit_or_dimmed(self._drawings.group(key))
        for key in cards:
            if key in self._places.cards:
                yield self._lit_or_dimmed(self._drawings.group(key))

    def floating(self) -> tuple[list[str], list[str]]:
        """The cards and the links that float above the picture, from the back to the front."""
        spots = self._places.cards
        cards = [key for key in self._floating if key in spots]
        return sorted(cards, key=lambda key: (spots[key].z, key)), sorted(self._floating.difference(cards))

    def groups_of(self, cards: Iterable[str], links: Iterable[str]) -> Iterator[Group]:
        """These links and cards drawn, links first; a link that has just been moved runs straight on."""
        for key in links:
            way = self.floating_way(key)
            if way is not None:
                yield self._lit_or_dimmed(self._drawings.drawn_along(key, way))
        for key in cards:
            yield self._lit_or_dimmed(self._drawings.group(key))

    def bands_in(self, part: Rect) -> list[Group]:
        """The bands drawn across a part of the map."""
        return band_groups(self._map, self._sheet, part, self.theme)

    def is_dimmed(self, key: Key) -> bool:
        """Whether something else is lit."""
        return self._lit is not None and key not in self._lit

    def _lit_or_dimmed(self, group: Group) -> Group:
        return replace(group, opacity=DIMMED) if self.is_dimmed(group.key) else group

    # where things are

    def route_of(self, key: Key) -> Route | None:
        """The way of a link: round the cards between; while it is being moved, straight on."""
        if key not in self._map.links:
            return None
        return self.floating_way(key) if key in self._lifted else self._drawings.sure_way(key)

    def _is_inside(self, key: Key) -> bool:
        """Whether a link goes along with the cards that are carried."""
        return self.carried is not None and not self.carried.lands and key in self.carried.inner

    def way_of(self, key: Key, *, hurried: bool = False) -> Route | None:
        """The way of a link on the picture, None for one that has gone.

        A hurried one is led round cards later, when there is time.
        """
        return self._drawings.way(key, hurried=hurried)

    def floating_way(self, key: Key) -> Route | None:
        """The way of a link above the picture: straight on, as long as another was not worked out."""
        known = None if key in self._lifted and not self._is_inside(key) else self._drawings.known_way(key)
        if known is not None and self._is_inside(key) and self.carried is not None:
            return moved(known, self.carried.dx, self.carried.dy)
        return known or (self._straight_on(key) if key in self._map.links else None)

    def _straight_on(self, key: Key) -> Route | None:
        """The way of a link to where its cards are shown, caring for no others."""
        link = self._map.links[key]
        shown = {end: rect for end in (link.source, link.target) if (rect := self.rect_of(end)) is not None}
        return link_route(self._map, self._sheet, key, shown)

    def spot_of(self, key: Key) -> Rect | None:
        """Where a card is on the picture."""
        return self._places.card(key)

    def rect_of(self, key: Key | None) -> Rect | None:
        """Where a card is shown; None for links and for what is not on the sheet."""
        rect = self.spot_of(key) if key else None
        if rect is not None and self.carried is not None and not self.carried.lands and key in self.carried.cards:
            return Rect(rect.x + self.carried.dx, rect.y + self.carried.dy, rect.width, rect.height)
        return rect

    def line_of(self, key: Key) -> tuple[Point, ...]:
        """The points a link runs through; none for anything else."""
        way = self.route_of(key)
        return way.points if way is not None else ()

    def bounds(self) -> Rect:
        """The rectangle that holds everything, with a margin."""
        if self._bounds is None or self._bounds[0] is not self._map:
            self._bounds = (self._map, bounds_of_cards(self._map, self._sheet))
        return self._bounds[1]

    def rect_around(self, keys: Iterable[Key]) -> Rect | None:
        """The rectangle around these records as far as they are on the sheet."""
        around: Rect | None = None
        for key in keys:
            way = self.route_of(key)
            rect = way.bounds if way is not None else self.rect_of(key)
            if rect is not None:
                around = rect.united(around or rect)
        return around

    def element_at(self, x: float, y: float, reach: float = 0.0) -> str | None:
        """The topmost card within ``reach`` pixels of a point; one the point is on comes before one beside it."""
        return self._places.element_at(x, y, reach)

    def link_at(self, x: float, y: float, reach: float) -> str | None:
        """The link nearest to a point, if any runs within ``reach`` pixels of it."""
        self._places.take_in()
        _cards, links = self._places.near(Rect(x, y, 0, 0).grown(reach))
        found = [(distance_to(way, x, y), key) for key in links if (way := self.way_of(key)) is not None]
        distance, key = min(found, default=(reach + 1, ""))
        return key if distance <= reach else None

    def keys_in(self, rect: Rect) -> frozenset[Key]:
        """The cards a rectangle touches, and the links between two of them."""
        return self._places.keys_in(rect)

    def neighbour(self, element: str | None, dx: int, dy: int) -> str | None:
        """The card to go to from one in a direction; to begin with, the one at the top left."""
        return self._places.neighbour(element, dx, dy)

    def free_spot(self, x: float, y: float, width: float, height: float) -> Point:
        """The free place for a card nearest to being centred at a point, to its right or below."""
        return self._places.free_spot(x, y, width, height)


def _ends_of(links: Iterable[Key], *states: StrategyMap) -> set[str]:
    """The elements that links join in any of these states of the map."""
    found = (state.links.get(key) for state in states for key in links)
    return {end for link in found if link is not None for end in (link.source, link.target)}


def _beside(map: StrategyMap, link_id: str) -> Iterator[str]:
    """The links that join the same two elements, whose lanes a link shares."""
    link = map.links.get(link_id)
    if link is not None:
        ends = {link.source, link.target}
        yield from (other.id for other in map.links_of(link.source) if {other.source, other.target} == ends)


def moved(way: Route, dx: float, dy: float) -> Route:
    """The same way somewhere else."""

    def there(point: Point) -> Point:
        return (point[0] + dx, point[1] + dy)

    curves = tuple((there(a), there(b), there(c), there(d)) for a, b, c, d in way.curves)
    points = tuple(there(point) for point in way.points)
    return replace(way, curves=curves, points=points, middle=there(way.middle), near_head=there(way.near_head))


def _went(before: StrategyMap, map: StrategyMap, sheet: str, card: str, dx: float, dy: float) -> bool:
    """Whether a card went just so far."""
    was, now = before.placement(sheet, card), map.placement(sheet, card)
    return was is not None and now is not None and now == replace(was, x=was.x + dx, y=was.y + dy)
