"""How the records of one sheet are drawn: worked out when they are first seen, and kept.

A link's way may have to change when a card it does not join comes near. Such links are in doubt until their ways
are worked out again, a few at a time; those whose ways turn out the same cost no painting. What is worked out while a
gesture tries where things might be stays in doubt until it ends.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from math import inf
from typing import TypeVar

from models.records import Key
from stratmap.analysis.finding import Severity
from stratmap.drawing.arrivals import Arrival
from stratmap.drawing.detours import Near
from stratmap.drawing.links import link_drawing
from stratmap.drawing.picture import element_group, link_route, met_at_card
from stratmap.drawing.primitives import Group, Point, Rect
from stratmap.drawing.routes import Route
from stratmap.drawing.signs import FARTHEST, is_signed, moved_apart, signed_into
from stratmap.drawing.spatial import SpatialIndex
from stratmap.drawing.theme import Theme
from ui.canvas.places import OVERHANG, Places

MOST_GROUPS = 6_000
"""Records kept drawn up; the rest is drawn up again when it comes into view."""

LONGEST_HELD = 2.0
"""Seconds of leading links after which the picture shows how they are led so far."""

MOST_WAYS = 20_000
"""Ways of links that are kept."""

MOST_MET = 4_000
"""Cards of which is kept where links meet them; it is asked for each of these links."""

T = TypeVar("T")


class Drawings:
    """The ways of links and the groups of primitives, of the state and theme they were made for."""

    def __init__(self, places: Places, theme: Theme, spoils: Callable[[tuple[Rect, ...]], None]) -> None:
        self._places = places
        self._theme = theme
        self._spoils = spoils
        self._ways: dict[Key, Route] = {}
        self._groups: dict[Key, Group] = {}
        self._reaches: dict[Key, Rect] = {}
        self._reach_index = SpatialIndex()
        self._doubtful: dict[Key, Route | None] = {}
        self._met: dict[str, Mapping[tuple[str, bool], Arrival]] = {}
        self._signs: dict[str, Mapping[Key, Point]] = {}
        """By element, the links to it whose signs stand elsewhere than their ways alone have them, and where."""
        self._held_back: list[Rect] | None = None
        self._held_for = 0.0
        self.severities: Mapping[str, Severity] = {}
        self.is_trying = False
        """Whether the places are those of a gesture that may yet be dropped."""

    def wear(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._groups.clear()

    def forget(self, key: Key) -> None:
        """A record is no longer as it was."""
        self._groups.pop(key, None)
        self._ways.pop(key, None)
        self._doubtful.pop(key, None)
        if self._reaches.pop(key, None) is not None:
            self._reach_index.remove(key)

    def forget_meeting(self, elements: Iterable[str]) -> None:
        """Other links meet these cards, or the same elsewhere."""
        for element in elements:
            self._met.pop(element, None)
            self._look_at_signs(element)

    def _look_at_signs(self, element: str) -> None:
        """Work out anew where the signs of links to a card stand when they are next seen, and have them painted."""
        if self.is_trying or self._signs.pop(element, None) is None:
            return
        for link in signed_into(self._places.map, element):
            self._groups.pop(link.id, None)
        rect = self._places.card(element)
        if rect is not None:
            self._spoil(rect.grown(FARTHEST + OVERHANG))

    def _sign(self, key: Key) -> Point | None:
        """Where the sign of a link stands that other signs at its card keep from where it would; else None."""
        map = self._places.map
        link = map.links[key]
        if not is_signed(link):
            return None
        found = self._signs.get(link.target)
        if found is None:
            ways = {each.id: self.way(each.id) for each in signed_into(map, link.target)}
            moved = moved_apart(map, {id: way for id, way in ways.items() if way is not None})
            found = _keep(self._signs, link.target, moved, MOST_MET)
        return found.get(key)

    def drawn_with(self, key: Key) -> Iterator[Key]:
        """The links whose ways a link is drawn by: its own, and those its sign keeps off if that is not known yet."""
        yield key
        link = self._places.map.links.get(key)
        if link is not None and is_signed(link) and link.target not in self._signs:
            yield from (each.id for each in signed_into(self._places.map, link.target))

    def doubt(self, places: Iterable[Rect]) -> None:
        """Cards came to these places or left them: links that are led round them may now run otherwise."""
        for place in places:
            for key in self._reach_index.near(place):
                if self._reaches[key].touches(place):
                    self._doubtful.setdefault(key, self._ways.pop(key, None))

    def doubt_links(self, keys: Iterable[Key]) -> None:
        """Links that share a card with these came, went or moved: where these meet it may now be elsewhere."""
        for key in keys:
            way = self._ways.pop(key, None)
            if way is not None:
                self._doubtful.setdefault(key, way)

    def may_pass(self, key: Key, part: Rect) -> bool:
        """Whether a link may come through a part of the map, found out without working out its way."""
        return self.known_way(key) is not None or self._places.may_pass(key, part)

    def settle(self, until: float = inf) -> bool:
        """Work out ways in doubt until a moment of ``time.perf_counter``; whether none is left to be worked out now.

        What has to be painted again is said once for many, or the same tiles would be painted again and again.
        """
        if self.is_trying:
            return True
        self._held_back = self._held_back or []
        started = time.perf_counter()
        while self._doubtful and time.perf_counter() < until:
            self.sure_way(next(iter(self._doubtful)))
        self._held_for += time.perf_counter() - started
        if not self._doubtful or self._held_for > LONGEST_HELD:
            held_back, self._held_back, self._held_for = self._held_back, None, 0.0
            if held_back:
                self._spoils(tuple(held_back))
        return not self._doubtful

    def _spoil(self, *parts: Rect) -> None:
        if self._held_back is not None:
            self._held_back += parts
        else:
            self._spoils(parts)

    def way(self, key: Key, *, hurried: bool = False) -> Route | None:
        """The way of a link on the picture, None when the sheet lacks an end of it: one in doubt as it was so far.

        A link is led round the cards between at once, unless it is long and passes many, or there are very many
        links and the picture is ``hurried``: these are drawn straight on, and led when there is time.
        """
        found = self._ways.get(key)
        if found is not None:
            return found
        if not hurried and not self._places.is_long(key):
            return self.sure_way(key)
        found = self._doubtful.get(key)
        return found or self._noted(key, self._worked_out(key, near=None), in_doubt=True)

    def sure_way(self, key: Key) -> Route | None:
        """The way of a link round the cards between; None when the sheet lacks an end of it."""
        found = self._ways.get(key) or (self._doubtful.get(key) if self.is_trying else None)
        return found or self._noted(key, self._worked_out(key, self._places.cards_near), in_doubt=self.is_trying)

    def _worked_out(self, key: Key, near: Near | None) -> Route | None:
        places = self._places
        if key not in places.map.links:
            return None
        return link_route(places.map, places.sheet, key, near=near, meets=self._meets)

    def _meets(self, element: str) -> Mapping[tuple[str, bool], Arrival]:
        """Where links meet a card, found out once for all of them."""
        found = self._met.get(element)
        if found is None:
            found = _keep(self._met, element, met_at_card(self._places.map, self._places.sheet, element), MOST_MET)
        return found

    def _noted(self, key: Key, way: Route | None, *, in_doubt: bool = False) -> Route | None:
        """Keep a way, and have painted again what it is not where it was."""
        if way is None:
            self.forget(key)
            return None
        if key in self._doubtful:
            self._compare(key, self._doubtful.pop(key), way)
        elif (not in_doubt or self.is_trying) and not self._places.put_way(key, way.reached):
            self._spoil(way.bounds.grown(OVERHANG))
        if in_doubt:
            self._doubtful[key] = way
            return way
        if way.reach is not None:
            self._reaches[key] = way.reach
            self._reach_index.put(key, way.reach)
        return _keep(self._ways, key, way, MOST_WAYS)

    def _compare(self, key: Key, before: Route | None, now: Route) -> None:
        """A way was in doubt: paint it anew where it has become another."""
        if before is not None and (before.curves, before.near_head) == (now.curves, now.near_head):
            return
        self._groups.pop(key, None)
        self._look_at_signs(self._places.map.links[key].target)
        self._places.put_way(key, now.reached)
        was = self._places.rects[key] if before is None else before.bounds.grown(OVERHANG)
        self._spoil(was, now.bounds.grown(OVERHANG))

    def known_way(self, key: Key) -> Route | None:
        """The way of a link on the picture, if it is kept."""
        return self._ways.get(key) or self._doubtful.get(key)

    def group(self, key: Key) -> Group:
        """A record drawn."""
        places = self._places
        if key in places.cards:
            found = self._groups.get(key)
            return found or _keep(self._groups, key, self._card(key), MOST_GROUPS)
        found = self._groups.get(key)
        if found is None:
            way = self.way(key)
            drawn = self.drawn_along(key, way, self._sign(key)) if way is not None else Group(key, 0.0, 0.0, ())
            found = _keep(self._groups, key, drawn, MOST_GROUPS)
        return found

    def drawn_along(self, key: Key, way: Route, sign: Point | None = None) -> Group:
        """A link drawn along a way, which may be another than its own, its sign elsewhere if that is said."""
        return Group(key, 0.0, 0.0, link_drawing(self._places.map.links[key], way, self._theme, sign))

    def _card(self, key: str) -> Group:
        map, sheet = self._places.map, self._places.sheet
        drawn = element_group(map, sheet, key, self._theme, self.severities.get(key))
        return drawn or Group(key, 0.0, 0.0, ())


def _keep(kept: dict[Key, T], key: Key, value: T, most: int) -> T:
    """Keep a value; when there are too many, let go of the older half."""
    if len(kept) >= most:
        for old in tuple(islice(kept, most // 2)):
            del kept[old]
    kept[key] = value
    return value
