"""What floats above the picture of a sheet: carried by the hand, tried by a gesture, or changed a moment ago.

Apart from the scene, which says what there is: here is what is taken out of the picture, so that nothing has to be
painted anew while it moves, and where it is shown meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.records import Key
from models.strategy_map import StrategyMap
from stratmap.drawing.picture import link_route, stacking
from stratmap.drawing.primitives import Point, Rect
from stratmap.drawing.routes import Route
from ui.canvas.drawings import Drawings
from ui.canvas.places import Places

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


class Floating:
    """What is above the picture of these places, drawn so. It asks for no painting: who changes it does."""

    def __init__(self, places: Places, drawings: Drawings) -> None:
        self._places = places
        self._drawings = drawings
        self.carried: Carried | None = None
        self.lifted: frozenset[Key] = frozenset()
        """What is taken out of the picture until the gesture under way ends."""
        self.keys: frozenset[Key] = frozenset()
        """What is drawn above the picture, besides the cards and links that are carried as one."""

    # what comes to float, and no longer does

    def holds(self, cards: frozenset[str]) -> bool:
        """Whether just these cards are in the hand."""
        return self.carried is not None and not self.carried.lands and self.carried.cards == cards

    def take_up(self, cards: frozenset[str]) -> frozenset[Key]:
        """Take these cards and their links out of the picture, to be carried; all that is taken out of it."""
        map, on_sheet = self._places.map, self._places.cards
        inner: set[str] = set()
        crossing: set[str] = set()
        for card in cards:
            for link in map.links_of(card):
                if link.source in cards and link.target in cards:
                    inner.add(link.id)
                elif link.source in on_sheet and link.target in on_sheet:
                    crossing.add(link.id)
        self.carried = Carried(cards, frozenset(inner), frozenset(crossing))
        self.lifted = self.carried.keys
        return self.lifted

    def move(self, dx: float, dy: float) -> None:
        """Carry what is in the hand so far away from where the map has it."""
        if self.carried is not None:
            self.carried = replace(self.carried, dx=dx, dy=dy)
            self.keys = self.carried.crossing

    def put_down(self) -> frozenset[Key] | None:
        """Let go of what is in the hand, where the map has it; all that comes back into the picture.

        None when the hand is empty.
        """
        carried = self.carried
        if carried is None or carried.lands:
            return None
        self.lifted = frozenset()
        self.keys = carried.crossing if len(carried.crossing) <= MOST_FLOATING else frozenset()
        self.carried = replace(carried, dx=0.0, dy=0.0, lands=True)
        return carried.keys

    def show(self, keys: frozenset[Key], *, lifted: bool) -> None:
        """These have just changed: they float until the picture has caught up, or while a gesture tries them.

        What was lifted is not in the picture yet, however much it is, and floats on.
        """
        before, self.lifted = self.lifted, keys if lifted else frozenset()
        self.keys = keys if lifted or len(keys - before) <= MOST_FLOATING else frozenset()

    def land(self, before: StrategyMap, carried: Carried | None) -> None:
        """The map has changed under the hand: what was carried stays in sight where it now is, if it went along."""
        self.carried = None
        map, sheet, cards = self._places.map, self._places.sheet, self._places.cards
        if carried is None or carried.lands or not all(card in cards for card in carried.cards):
            return
        if all(_went(before, map, sheet, card, carried.dx, carried.dy) for card in carried.cards):
            self.carried = replace(carried, lands=True)

    def caught_up(self) -> None:
        """The picture shows everything: nothing has to float above it any more, but what is being moved."""
        if self.carried is not None and self.carried.lands:
            self.carried = None
        self.keys = self.lifted if self.carried is None else self.carried.crossing

    # what floats, and where

    def records(self) -> tuple[list[str], list[str]]:
        """The cards and the links that float one by one, from the back to the front."""
        spots = self._places.cards
        cards = [key for key in self.keys if key in spots]
        return sorted(cards, key=lambda key: stacking(spots[key])), sorted(self.keys.difference(cards))

    def carried_in(self, part: Rect) -> tuple[list[str], list[str]]:
        """The cards and links carried as one picture, as far as they stood in a part of the map."""
        if self.carried is None:
            return [], []
        cards, links = self._places.near(part)
        return [key for key in cards if key in self.carried.cards], [
            key for key in links if key in self.carried.inner
        ]

    def rect_of(self, key: Key | None) -> Rect | None:
        """Where a card is shown, with what the hand has away from its place; None for what is no card there."""
        rect = self._places.card(key) if key else None
        if rect is not None and self.carried is not None and not self.carried.lands and key in self.carried.cards:
            return rect.moved(self.carried.dx, self.carried.dy)
        return rect

    def way_of(self, key: Key) -> Route | None:
        """The way of a link above the picture: straight on, as long as another was not worked out."""
        known = None if key in self.lifted and not self._is_inside(key) else self._drawings.known_way(key)
        if known is not None and self._is_inside(key) and self.carried is not None:
            return _moved(known, self.carried.dx, self.carried.dy)
        return known or (self._straight_on(key) if key in self._places.map.links else None)

    def _is_inside(self, key: Key) -> bool:
        """Whether a link goes along with the cards that are carried."""
        return self.carried is not None and not self.carried.lands and key in self.carried.inner

    def _straight_on(self, key: Key) -> Route | None:
        """The way of a link to where its cards are shown, caring for no others."""
        map = self._places.map
        link = map.links[key]
        shown = {end: rect for end in (link.source, link.target) if (rect := self.rect_of(end)) is not None}
        return link_route(map, self._places.sheet, key, shown)


def _moved(way: Route, dx: float, dy: float) -> Route:
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
