"""Where the window looks at the map from: a scale and the map point in its top left corner. Plain arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from math import exp, log

from stratmap.drawing.primitives import Point, Rect

MIN_SCALE = 0.02
MAX_SCALE = 8.0
MARGIN = 24.0
"""Pixels of the window left free round a map that is fitted."""


KEPT = 96.0
"""Pixels of the window that some of the map stays in, however far somebody scrolls."""

LEAST_OPENED = 0.75
"""The smallest scale at which all of a sheet is shown to begin with; of a larger one a part is shown."""

OPENED = 0.85
"""The scale at which that part is shown: titles have letters of twelve pixels."""

MOST_LOOKED_AT = 2_000
"""Cards that are counted to find a part with something on it."""


@dataclass(frozen=True, slots=True)
class Camera:
    """``scale`` is window pixels for one pixel at 100 %; (``x``, ``y``) is the map point at the window's corner."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def to_map(self, x: float, y: float) -> Point:
        """The map point under a window point."""
        return (self.x + x / self.scale, self.y + y / self.scale)

    def to_window(self, x: float, y: float) -> Point:
        """The window point a map point is seen at."""
        return ((x - self.x) * self.scale, (y - self.y) * self.scale)

    def panned(self, dx: float, dy: float) -> Camera:
        """Moved so that the map goes (``dx``, ``dy``) window pixels along."""
        return Camera(self.scale, self.x - dx / self.scale, self.y - dy / self.scale)

    def zoomed(self, factor: float, x: float, y: float) -> Camera:
        """Closer by ``factor``, the map point under window point (``x``, ``y``) staying there."""
        scale = min(MAX_SCALE, max(MIN_SCALE, self.scale * factor))
        map_x, map_y = self.to_map(x, y)
        return Camera(scale, map_x - x / scale, map_y - y / scale)

    def seen(self, width: float, height: float) -> Rect:
        """The part of the map a window of this size shows."""
        return Rect(self.x, self.y, width / self.scale, height / self.scale)


def between(start: Camera, end: Camera, share: float, width: float, height: float) -> Camera:
    """A camera part of the way: evenly in the logarithm of the scale, and in the map point in the middle."""
    scale = exp(log(start.scale) + (log(end.scale) - log(start.scale)) * share)
    (x0, y0), (x1, y1) = (each.to_map(width / 2, height / 2) for each in (start, end))
    x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
    return Camera(scale, x - width / 2 / scale, y - height / 2 / scale)


def fitted(bounds: Rect, width: float, height: float, most: float = 1.25) -> Camera:
    """The camera that shows all of ``bounds`` in the middle of the window, no closer than ``most``."""
    room_x, room_y = max(1.0, width - 2 * MARGIN), max(1.0, height - 2 * MARGIN)
    scale = min(most, room_x / max(1.0, bounds.width), room_y / max(1.0, bounds.height))
    scale = max(MIN_SCALE, scale)
    center_x, center_y = bounds.center
    return Camera(scale, center_x - width / scale / 2, center_y - height / scale / 2)


def opened(bounds: Rect, cards: Iterable[Rect], width: float, height: float) -> Camera:
    """The camera a sheet is first seen through: all of it if its words can be read then, else where it begins.

    That is its top left corner, or the first part, going on to the right and down, that has at least half as many
    cards as any other has.
    """
    whole = fitted(bounds, width, height)
    if whole.scale >= LEAST_OPENED:
        return whole
    margin = MARGIN / OPENED
    room, seen = bounds.grown(margin), Camera(OPENED).seen(width, height)
    counted = [card.center for card in islice(cards, MOST_LOOKED_AT)]
    parts = [
        Rect(x, y, seen.width, seen.height)
        for y in _places(room.y, room.height, seen.height)
        for x in _places(room.x, room.width, seen.width)
    ]
    counts = [sum(_holds(part, x, y) for x, y in counted) for part in parts]
    first = next(part for part, count in zip(parts, counts, strict=True) if 2 * count >= max(counts))
    return Camera(OPENED, first.x, first.y)


def _places(start: float, length: float, seen: float) -> tuple[float, ...]:
    """Where a window that sees so much of a length may begin: start, middle or end, or with all of it inside."""
    spare = length - seen
    return (start, start + spare / 2, start + spare) if spare > 0 else (start + spare / 2,)


def _holds(rect: Rect, x: float, y: float) -> bool:
    return rect.x <= x < rect.right and rect.y <= y < rect.bottom


def kept_on(camera: Camera, bounds: Rect, width: float, height: float) -> Camera:
    """The camera moved as little as needed to show no bare paper round ``bounds`` while there is more map to show.

    Where all of it is seen, across or down, it stands in the middle.
    """
    room, seen = bounds.grown(MARGIN / camera.scale), camera.seen(width, height)
    x = _kept_between(seen.x, seen.width, room.x, room.width)
    y = _kept_between(seen.y, seen.height, room.y, room.height)
    return Camera(camera.scale, x, y)


def _kept_between(start: float, length: float, first: float, room: float) -> float:
    """Where a window of this length begins on a room that begins at ``first``."""
    spare = room - length
    return min(max(start, first), first + spare) if spare > 0 else first + spare / 2


def kept_near(camera: Camera, bounds: Rect, width: float, height: float) -> Camera:
    """The camera moved as little as needed to have a strip of ``bounds``, KEPT window pixels wide, in the window."""
    strip = KEPT / camera.scale
    wide, high = min(strip, bounds.width), min(strip, bounds.height)
    seen = camera.seen(width, height)
    x = min(max(camera.x, bounds.x + wide - seen.width), bounds.right - wide)
    y = min(max(camera.y, bounds.y + high - seen.height), bounds.bottom - high)
    return Camera(camera.scale, x, y)
