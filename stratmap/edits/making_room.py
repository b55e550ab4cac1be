"""Room for cards that get larger: one slides a little where that is enough, else its neighbours are pushed on.

What stood clear of a card before stands clear of it after; what lay on it already is left so. Pinned cards stay, and
no card goes to another band, where its element would belong to another perspective.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product
from math import ceil, hypot

from models.records import Placement
from stratmap.document import Edit
from stratmap.drawing.bands import bands
from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Rect
from stratmap.drawing.spatial import SpatialIndex
from stratmap.edits.places import ROOM
from stratmap.layout.snapping import GRID, snapped

Size = tuple[float, float]

MOST_PUSHES = 200
"""Pushes for one card that grows. Where more were needed none is made: so much would be another picture."""

MOST_IN_ALL = 2_000
"""Pushes in one edit, after which the rest is left as it stands."""

FEW = 4
"""Cards that grow at once up to which each looks at all others, before where they all are is noted."""

FAR = 400.0
"""Pixels around a card that cannot be pushed on within which another place is looked for."""

_MOST_LOOKED_AT = 24


def resize(edit: Edit, sheet: str, sizes: Mapping[str, Size]) -> None:
    """Have an edit give cards of a sheet other sizes about their middles, by element id, and make room for them."""
    spots, stacked = edit.map.placements_on(sheet), _Bands(edit, sheet)
    wanted = {id: _about_middle(spots[id], size, stacked) for id, size in sizes.items()}
    grown = [id for id, rect in wanted.items() if rect.width > spots[id].width or rect.height > spots[id].height]
    if grown and (len(grown) > FEW or any(_meets(spots, id, wanted[id]) for id in grown)):
        cards = _Cards(spots, wanted, stacked)
        for id in grown:
            cards.make_room(id)
        wanted = cards.moved
    for id, rect in wanted.items():
        edit.put(replace(spots[id], x=rect.x, y=rect.y, width=rect.width, height=rect.height))


def _meets(spots: Mapping[str, Placement], id: str, rect: Rect) -> bool:
    """Whether a card would come near any other: found out by looking at all of them once."""
    left, top, right, bottom = rect.x - ROOM, rect.y - ROOM, rect.right + ROOM, rect.bottom + ROOM
    return any(
        spot.x < right and spot.y < bottom and spot.x + spot.width > left and spot.y + spot.height > top
        for spot in spots.values()
        if spot.element != id
    )


def _about_middle(card: Placement, size: Size, stacked: _Bands) -> Rect:
    """A card in another size. Its middle stays on its band, though that may take it off the grid."""
    width, height = size
    x, y = card.x, card.y
    if width != card.width:
        x = snapped(card.x + (card.width - width) / 2)
    if height != card.height:
        exact = card.y + (card.height - height) / 2
        y = snapped(exact)
        y = y if stacked.at(y + height / 2) == stacked.at(exact + height / 2) else exact
    return Rect(x, y, width, height)


class _Bands:
    """Which band of a sheet a height is on."""

    def __init__(self, edit: Edit, sheet: str) -> None:
        self._bands = bands(edit.map, sheet)

    def at(self, y: float) -> str | None:
        return next((each.id for each, rect in self._bands if rect.y <= y < rect.bottom), None)

    def has_both(self, one: Rect, other: Rect) -> bool:
        """Whether the middles of two cards are on the same band."""
        return not self._bands or self.at(one.center[1]) == self.at(other.center[1])


class _Cards:
    """The cards of a sheet while some of them grow. ``moved`` are those that stand elsewhere or are larger by now."""

    def __init__(self, spots: Mapping[str, Placement], wanted: Mapping[str, Rect], stacked: _Bands) -> None:
        self._spots = spots
        self._stacked = stacked
        self.moved: dict[str, Rect] = {}
        self._index = SpatialIndex()
        self._pushes_left = MOST_IN_ALL
        for id, spot in spots.items():
            self._index.put(id, rect_of(spot))
        for id, rect in wanted.items():
            self._move(id, rect)

    def make_room(self, grown: str) -> None:
        """See to it that a card that grew stands clear of what it stood clear of before."""
        if self._pushes_left <= 0:
            return
        in_the_way = self._in_the_way(grown, self._rect(grown))
        if in_the_way and not self._spots[grown].pinned:
            stands = {each: self._in_the_way(grown, each) for each in self._slides(grown)}
            slid = next((each for each, others in stands.items() if not others), None)
            slid = slid or next((each for each, others in stands.items() if not self._any_pinned(others)), None)
            slid = slid or self._free_place(grown)
            if slid is not None:
                self._move(grown, slid)
        self._push_on(grown)

    def _push_on(self, grown: str) -> None:
        """Push what is in a card's way away from it, and what is in the way of that, and so on."""
        waiting, stood, pushes = deque([grown]), dict(self.moved), 0
        while waiting:
            one = waiting.popleft()
            for other in self._in_the_way(one, self._rect(one)):
                pushes += 1
                if pushes > MOST_PUSHES:
                    self._take_back(stood)
                    return
                stays = other == grown or self._spots[other].pinned
                pushed = None if stays else self._pushed(one, other)
                if pushed is not None:
                    self._move(other, pushed)
                    waiting.append(other)
                    continue
                late = one if stays else other
                free = None if late == grown else self._free_place(late)
                if free is not None:
                    self._move(late, free)
        self._pushes_left -= pushes

    def _take_back(self, stood: Mapping[str, Rect]) -> None:
        """Put cards back where they stood before they were pushed."""
        self._pushes_left -= MOST_PUSHES
        for id, rect in list(self.moved.items()):
            if rect != stood.get(id):
                self._move(id, stood.get(id) or self._was(id))

    def _any_pinned(self, cards: Iterable[str]) -> bool:
        return any(self._spots[each].pinned for each in cards)

    def _slides(self, grown: str) -> list[Rect]:
        """Where a larger card may stand so that it still covers where it stood, the nearest to its middle first."""
        was, now = rect_of(self._spots[grown]), self._rect(grown)
        across = (now.x, was.x, was.right - now.width)
        down = (now.y, was.y, was.bottom - now.height)
        places = [replace(now, x=x, y=y) for x, y in product(across, down)]
        kept = [each for each in places if self._stacked.has_both(each, was)]
        return sorted(kept, key=lambda each: hypot(each.x - now.x, each.y - now.y))

    def _pushed(self, one: str, other: str) -> Rect | None:
        """Where a card is pushed to by another, away from it as it stood before; None where that is another band."""
        was, by, now, late = self._was(one), self._rect(one), self._was(other), self._rect(other)
        room, ways = min(_apart(was, now), ROOM), []
        for gap, lack, right, down in (
            (now.x - was.right, by.right - late.x, 1, 0),
            (was.x - now.right, late.right - by.x, -1, 0),
            (now.y - was.bottom, by.bottom - late.y, 0, 1),
            (was.y - now.bottom, late.bottom - by.y, 0, -1),
        ):
            if gap >= 0:
                way = ceil(max(lack + room, 0.0) / GRID) * GRID
                ways.append(replace(late, x=late.x + right * way, y=late.y + down * way))
        ways = [each for each in ways if self._stacked.has_both(each, late)]
        return min(ways, key=lambda each: hypot(each.x - late.x, each.y - late.y), default=None)

    def _free_place(self, id: str) -> Rect | None:
        """The nearest place on its band where a card is in nobody's way, beside those around it."""
        at = self._rect(id)
        around = [self._rect(each) for each in self._index.near(at.grown(FAR)) if each != id]
        around.sort(key=lambda each: (_apart(each, at), each.x, each.y))
        beside = 2 * GRID
        across, down = [at.x], [at.y]
        for each in around[:_MOST_LOOKED_AT]:
            across += [snapped(each.x - beside - at.width), snapped(each.right + beside)]
            down += [snapped(each.y - beside - at.height), snapped(each.bottom + beside)]
        places = [replace(at, x=x, y=y) for x, y in product(dict.fromkeys(across), dict.fromkeys(down))]
        places.sort(key=lambda each: (hypot(each.x - at.x, each.y - at.y), each.x, each.y))
        for place in places:
            near = (self._rect(each) for each in self._index.near(place.grown(ROOM)) if each != id)
            if self._stacked.has_both(place, at) and all(_apart(place, each) >= ROOM for each in near):
                return place
        return None

    def _in_the_way(self, id: str, there: Rect) -> list[str]:
        """The cards a card would come too near if it stood there, and did not before, the nearest to it first."""
        was, found = self._was(id), []
        for other in self._index.near(there.grown(ROOM)):
            if other != id:
                now = _apart(there, self._rect(other))
                if now < ROOM and now < (before := _apart(was, self._was(other))) and before >= 0:
                    found.append(other)
        return sorted(found, key=lambda each: (_apart(was, self._was(each)), each))

    def _was(self, id: str) -> Rect:
        return rect_of(self._spots[id])

    def _rect(self, id: str) -> Rect:
        return self.moved.get(id) or rect_of(self._spots[id])

    def _move(self, id: str, rect: Rect) -> None:
        self.moved[id] = rect
        self._index.put(id, rect)


def _apart(one: Rect, other: Rect) -> float:
    """How far two cards stand apart, along the axis on which it is more; negative where they cover each other."""
    across = max(other.x - one.x - one.width, one.x - other.x - other.width)
    down = max(other.y - one.y - one.height, one.y - other.y - other.height)
    return max(across, down)
