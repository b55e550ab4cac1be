"""What one sheet shows, kept in step with the map: which records, where, how drawn, and what has to be painted again.

``places`` knows where things are, ``drawings`` how they look and ``floating`` what is above the picture; this joins
them. A drag shows what might be; the document hears of it only when it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import inf

from models.records import Band, Key, Perspective, Sheet
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.arrivals import beside
from stratmap.drawing.picture import DIMMED, band_groups, bounds_of_cards
from stratmap.drawing.primitives import Group, Point, Rect
from stratmap.drawing.routes import Route, distance_to
from stratmap.drawing.theme import Theme
from stratmap.signal import Signal
from ui.canvas import affected
from ui.canvas.drawings import Drawings
from ui.canvas.floating import Floating
from ui.canvas.places import OVERHANG, Places, comes_through

_EVERYWHERE = (Perspective, Band, Sheet)
"""Records whose change is seen all over the sheet."""

MOST_TOUCHED = 600
"""Records changed at once beyond which looking at everything anew is quicker."""


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
        self._lit: frozenset[Key] | None = None
        self._map = map
        self._severities: Mapping[str, Severity] = {}
        self._tried: tuple[StrategyMap, frozenset[Key]] | None = None
        """While a gesture is under way: the map before it, and what was otherwise in any of its states."""
        self._bounds: tuple[StrategyMap, Rect] | None = None
        self.places = Places(map, sheet)
        """Answers what lies where, as far as it concerns cards; where a link runs is known here."""
        self._drawings = Drawings(self.places, theme, self._spoil)
        self.floating = Floating(self.places, self._drawings)

    @property
    def keys(self) -> set[Key]:
        """The keys of the records that are drawn."""
        return self.places.keys()

    @property
    def sheet(self) -> str:
        """The id of the sheet that is shown."""
        return self._sheet

    @property
    def map(self) -> StrategyMap:
        """The map that is shown: the document's, or while a gesture is under way the one that would be."""
        return self._map

    @property
    def has_elements(self) -> bool:
        """Whether there is a card on the sheet."""
        return bool(self.places.cards)

    # what is shown

    def show_all(self, map: StrategyMap) -> None:
        """Show everything anew."""
        self._map = map
        self._tried = None
        self._bounds = None
        self.places = Places(map, self._sheet)
        self._drawings = Drawings(self.places, self.theme, self._spoil)
        self._drawings.severities = self._severities
        self.floating = Floating(self.places, self._drawings)
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
        carried = self.floating.carried
        standing, tried = self._tried or (before, frozenset())
        keys |= tried
        if len(keys) > MOST_TOUCHED or any(type(before.get(key) or map.get(key)) in _EVERYWHERE for key in keys):
            self.show_all(map)
            self.floating.land(before, carried)
            return
        self.places.turn_to(map)
        self._tried = (standing, keys) if lifted else None
        self._drawings.is_trying = lifted
        touched = affected.touched(before, map, keys)
        if standing is not before:
            touched |= affected.touched(standing, map, keys)
        was_lifted = self.floating.lifted
        news = touched | was_lifted | self.floating.keys
        dirty = self._seen_rects(touched - was_lifted)
        self._look_anew(before, standing, map, touched, lifted=lifted)
        shown = frozenset(key for key in news if key in self.places.rects)
        self.floating.show(shown, lifted=lifted)
        self.floating.land(before, carried)
        if lifted and touched <= was_lifted:
            self.changed.emit(())
            return
        self.changed.emit(dirty + self._seen_rects(shown))

    def _look_anew(
        self, before: StrategyMap, standing: StrategyMap, map: StrategyMap, touched: frozenset[Key], *, lifted: bool
    ) -> None:
        """Note where these are now; how they look, and how links run that they may be in the way of, is in doubt."""
        for key in sorted(touched, key=lambda key: key not in map.elements):
            self._drawings.forget(key)
            self.places.put(key)
        self._drawings.forget_meeting(affected.ends_of(touched, before, standing, map))
        if not lifted:
            self._drawings.doubt(affected.places_changed(self._sheet, standing, map, touched))
            links = touched.difference(map.elements, standing.elements)
            self._drawings.doubt_links((beside(standing, links) | beside(map, links)) - touched)

    def carry(self, elements: Iterable[str], dx: float, dy: float) -> None:
        """Show these cards so far away from where they are, with their links, while the hand has them."""
        cards = frozenset(elements) & self.places.cards.keys()
        if not self.floating.holds(cards):
            self.put_down()
            taken = self.floating.take_up(cards)
            self.lifted_anew.emit(None)
            self.changed.emit(self._seen_rects(taken))
        self.floating.move(dx, dy)
        self.changed.emit(())

    def put_down(self) -> None:
        """Show carried cards where the map has them."""
        back = self.floating.put_down()
        if back is not None:
            self.changed.emit(self._seen_rects(back))

    def _spoil(self, parts: tuple[Rect, ...]) -> None:
        self.changed.emit(parts)

    def _seen_rects(self, keys: Iterable[Key]) -> tuple[Rect, ...]:
        return tuple(rect for key in keys if (rect := self._seen_rect(key)) is not None)

    def _seen_rect(self, key: Key) -> Rect | None:
        """What a record covers on the picture: a link's own way where it was drawn, else all it may cover."""
        way = self._drawings.known_way(key)
        rect = way.bounds if way is not None else self.places.rects.get(key)
        return rect.grown(OVERHANG) if rect is not None else None

    # how it looks

    def wear(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self.theme = theme
        self._drawings.wear(theme)
        self.changed.emit(None)

    @property
    def severities(self) -> Mapping[str, Severity]:
        """The badges shown, by the elements' ids."""
        return self._severities

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

    @property
    def lit(self) -> frozenset[Key] | None:
        """What keeps its colours while the rest is dimmed; None dims nothing."""
        return self._lit

    @lit.setter
    def lit(self, keys: frozenset[Key] | None) -> None:
        if keys != self._lit:
            self._lit = keys
            self.changed.emit(None)

    def is_dimmed(self, key: Key) -> bool:
        """Whether something else is lit."""
        return self._lit is not None and key not in self._lit

    def _lit_or_dimmed(self, group: Group) -> Group:
        return replace(group, opacity=DIMMED) if self.is_dimmed(group.key) else group

    # what is worked out little by little

    def is_ready(self, until: float = inf) -> bool:
        """Find out where everything is, until a moment of ``time.perf_counter``; whether that is known."""
        return self.places.take_in(until)

    def settle(self, until: float = inf) -> bool:
        """Lead links round cards that moved, until a moment of ``time.perf_counter``; whether all are led."""
        return self._drawings.settle(until)

    # what to draw

    def near(self, part: Rect) -> tuple[list[str], list[str]]:
        """The cards and the links that may be seen in a part of the map, from the back to the front."""
        return self.places.near(part, self.floating.lifted)

    def groups_in(self, part: Rect) -> Iterator[Group]:
        """What to draw to fill a part of the map, from the back to the front. Bands reach across all of it."""
        self.places.take_in()
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
            if way is not None and comes_through(way.reached, room):
                yield self._lit_or_dimmed(self._drawings.group(key))
        for key in cards:
            if key in self.places.cards:
                yield self._lit_or_dimmed(self._drawings.group(key))

    def lead(self, key: Key, part: Rect) -> Iterator[None]:
        """Work out, one by one, the ways that a link is drawn by if it may come through a part of the map.

        To do so while it is drawn takes longer than a frame may: twenty links may meet its card.
        """
        if self._drawings.may_pass(key, part):
            for each in self._drawings.drawn_with(key):
                if self._drawings.known_way(each) is None:
                    self._drawings.way(each)
                    yield

    def groups_of(self, cards: Iterable[str], links: Iterable[str]) -> Iterator[Group]:
        """These links and cards drawn, links first; a link that has just been moved runs straight on."""
        for key in links:
            way = self.floating.way_of(key)
            if way is not None:
                yield self._lit_or_dimmed(self._drawings.drawn_along(key, way))
        for key in cards:
            yield self._lit_or_dimmed(self._drawings.group(key))

    def bands_in(self, part: Rect) -> list[Group]:
        """The bands drawn across a part of the map."""
        return band_groups(self._map, self._sheet, part, self.theme)

    # where things are

    def route_of(self, key: Key) -> Route | None:
        """The way of a link: round the cards between; while it is being moved, straight on."""
        if key not in self._map.links:
            return None
        return self.floating.way_of(key) if key in self.floating.lifted else self._drawings.sure_way(key)

    def way_of(self, key: Key, *, hurried: bool = False) -> Route | None:
        """The way of a link on the picture, None for one that has gone.

        A hurried one is led round cards later, when there is time.
        """
        return self._drawings.way(key, hurried=hurried)

    def spot_of(self, key: Key) -> Rect | None:
        """Where a card is on the picture."""
        return self.places.card(key)

    def rect_of(self, key: Key | None) -> Rect | None:
        """Where a card is shown; None for links and for what is not on the sheet."""
        return self.floating.rect_of(key)

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

    def link_at(self, x: float, y: float, reach: float) -> str | None:
        """The link nearest to a point, if any runs within ``reach`` pixels of it."""
        self.places.take_in()
        _cards, links = self.places.near(Rect(x, y, 0, 0).grown(reach))
        found = [(distance_to(way, x, y), key) for key in links if (way := self.way_of(key)) is not None]
        distance, key = min(found, default=(reach + 1, ""))
        return key if distance <= reach else None
