"""A picture of the map in tiles: painted once, moved for nothing, painted again where something changed.

Panning shows finished tiles. Zooming shows the last finished picture larger or smaller, and paints sharp tiles
when the hand rests. Painting is done in slices that end in the middle of a tile, so that no frame waits for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from stratmap.drawing.primitives import Rect
from ui.canvas.camera import Camera
from ui.canvas.sliced import Brush, Sliced, empty, in_map_pixels

SIDE = 384
"""Pixels of the window along a tile's side."""

MOST_BYTES = 96 * 1024 * 1024
"""Memory tiles may take; those farthest out of sight go first."""

MOST_BLUR, SKETCHED = 3.0, 0.4
"""How many times larger the last picture may be shown, and the scale from which on a sketch is better than more."""

Spot = tuple[int, int]
Sketch = Callable[[QPainter, Rect, float], None]
"""Paints as a brush does, but in a blink and without care."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How a map is cut into tiles: from where, and how long a tile's side is, in pixels at 100 %.

    It begins at the corner of the window that looks first, which then takes as few tiles as can be.
    """

    x: float
    y: float
    side: float

    def span(self, part: Rect) -> tuple[int, int, int, int]:
        """The first and the last column and row of the tiles that cover a part of the map."""
        side, x, y = self.side, part.x - self.x, part.y - self.y
        last_column, last_row = (x + part.width) / side, (y + part.height) / side
        return math.floor(x / side), math.floor(last_column), math.floor(y / side), math.floor(last_row)

    def spots(self, part: Rect, around: int = 0) -> Iterator[Spot]:
        """The tiles that cover a part of the map, and so many beyond each edge."""
        left, right, top, bottom = self.span(part)
        for row in range(top - around, bottom + 1 + around):
            for column in range(left - around, right + 1 + around):
                yield (column, row)

    def part(self, spot: Spot) -> Rect:
        """The part of the map on a tile."""
        return Rect(self.x + spot[0] * self.side, self.y + spot[1] * self.side, self.side, self.side)

    def corner(self, spot: Spot, camera: Camera, ratio: float) -> QPointF:
        """Where a tile stands in the window, on whole pixels of the screen so that it stays sharp."""
        x = spot[0] * SIDE + (self.x - camera.x) * camera.scale
        y = spot[1] * SIDE + (self.y - camera.y) * camera.scale
        return QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio)


class Tiles:
    """Finished tiles of one scale, one that is being painted, and what stands in for the rest.

    That is the last whole picture of another scale, or where it does not reach a sketch of each tile.
    """

    def __init__(self, brush: Brush, sketch: Sketch) -> None:
        self._brush = brush
        self._sketch = sketch
        self._scale = 0.0
        self._ratio = 1.0
        self._grid = Grid(0.0, 0.0, SIDE)
        self._tiles: dict[Spot, QPixmap] = {}
        self._stale: set[Spot] = set()
        self._sketches: dict[Spot, QPixmap] = {}
        self._begun: _Begun | None = None
        self._last: tuple[QPixmap, Camera] | None = None
        self._seen_from: Camera | None = None

    def forget(self) -> None:
        """Nothing is as it was: all tiles are to be painted again. They are shown until they are."""
        self._stale = set(self._tiles)
        self._begun = None

    def clear(self) -> None:
        """Have nothing, not even for the time being."""
        self._begun = None
        self._tiles.clear()
        self._stale.clear()
        self._sketches.clear()
        self._last = None

    def spoil(self, parts: Iterable[Rect]) -> None:
        """Something changed in these parts of the map."""
        if not self._scale:
            return
        for part in parts:
            left, right, top, bottom = self._grid.span(part)
            if (right - left + 1) * (bottom - top + 1) < len(self._tiles):
                spots = ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))
                self._stale.update(spot for spot in spots if spot in self._tiles)
            else:
                self._stale |= {s for s in self._tiles if left <= s[0] <= right and top <= s[1] <= bottom}
            if self._begun is not None:
                column, row = self._begun.spot
                self._begun.is_stale |= left <= column <= right and top <= row <= bottom

    def paint(self, camera: Camera, width: int, height: int, ratio: float, until: float, around: int = 0) -> bool:
        """Paint what the camera sees, until a moment of ``time.perf_counter``; whether all of it is finished.

        ``around`` is how many tiles beyond the window's edges are painted as well.
        """
        self._look_from(camera, width, height, ratio)
        self._make_room(camera, width, height)
        seen = list(self._grid.spots(camera.seen(width, height), around))
        todo = [spot for spot in seen if spot not in self._tiles]
        todo += [spot for spot in seen if spot in self._stale and spot in self._tiles]
        if self._begun is not None and self._begun.spot in todo:
            todo.insert(0, self._begun.spot)
        for spot in dict.fromkeys(todo):
            if not self._go_on(spot, until):
                return False
        if not self._stale.isdisjoint(seen):  # painting one tile may show that another is not as it is to be
            return False
        if not around:
            self._seen_from = camera
            if self._last is None:
                self._keep(camera, width, height, ratio)
        return True

    def show(self, painter: QPainter, camera: Camera, width: int, height: int, ratio: float) -> None:
        """Draw what is finished of what the camera sees; something stands in where there is nothing yet."""
        self._look_from(camera, width, height, ratio)
        seen = list(self._grid.spots(camera.seen(width, height)))
        missing = [spot for spot in seen if spot not in self._tiles]
        if missing:
            self._stand_in(painter, camera, camera.seen(width, height), missing)
        for spot in seen:
            if spot in self._tiles:
                painter.drawPixmap(self._grid.corner(spot, camera, ratio), self._tiles[spot])

    def _stand_in(self, painter: QPainter, camera: Camera, seen: Rect, missing: list[Spot]) -> None:
        """The last picture, or sketches where that does not reach or would be all blurred."""
        if self._last is not None and camera.scale <= max(MOST_BLUR * self._last[1].scale, SKETCHED):
            covered = self._show_last(painter, camera)
            missing = [spot for spot in missing if not _is_within(self._grid.part(spot), covered, seen)]
        made = self._sketches
        self._sketches = {spot: made.get(spot) or self._sketched(self._grid.part(spot)) for spot in missing}
        for spot, sketch in self._sketches.items():
            painter.drawPixmap(self._grid.corner(spot, camera, self._ratio), sketch)

    def _sketched(self, part: Rect) -> QPixmap:
        """A tile in a blink: it is shown until it is finished, in as many frames as that takes."""
        tile = empty(part, self._scale, self._ratio)
        with in_map_pixels(QPainter(tile), part, self._scale) as painter:
            self._sketch(painter, part, self._scale)
        return tile

    def _look_from(self, camera: Camera, width: int, height: int, ratio: float) -> None:
        """Turn to another scale: what was seen last is kept to stand in for what is not painted yet."""
        if camera.scale == self._scale and ratio == self._ratio:
            return
        if self._tiles and ratio == self._ratio and self._seen_from is not None:
            self._keep(self._seen_from, width, height, ratio)
        self._begun = None
        self._scale, self._ratio = camera.scale, ratio
        self._grid = Grid(camera.x, camera.y, SIDE / camera.scale)
        self._tiles.clear()
        self._stale.clear()
        self._sketches.clear()

    def _keep(self, camera: Camera, width: int, height: int, ratio: float) -> None:
        """Keep the picture seen from a camera, if all of it is there."""
        seen = list(self._grid.spots(camera.seen(width, height)))
        if not all(spot in self._tiles for spot in seen):
            return
        picture = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        try:
            for spot in seen:
                painter.drawPixmap(self._grid.corner(spot, camera, ratio), self._tiles[spot])
        finally:
            painter.end()
        self._last = (picture, camera)

    def _show_last(self, painter: QPainter, camera: Camera) -> Rect:
        """Show the last whole picture where the camera now sees it; the part of the map it covers."""
        if self._last is None:
            return Rect(0.0, 0.0, 0.0, 0.0)
        picture, was = self._last
        size = picture.deviceIndependentSize()
        left, top = camera.to_window(was.x, was.y)
        factor = camera.scale / was.scale
        painter.drawPixmap(
            QRectF(left, top, size.width() * factor, size.height() * factor), picture, QRectF(picture.rect())
        )
        return was.seen(size.width(), size.height())

    def _go_on(self, spot: Spot, until: float) -> bool:
        """Paint one tile, or go on painting it; whether it is finished."""
        begun = self._begun
        if begun is None or begun.spot != spot:
            tile = Sliced(self._grid.part(spot), self._scale, self._ratio, self._brush)
            begun = self._begun = _Begun(spot, tile)
        if not begun.tile.go_on(until):
            return False
        self._begun = None
        self._tiles[spot] = begun.tile.picture
        self._stale.discard(spot)
        if begun.is_stale:
            self._stale.add(spot)
        return True

    def _make_room(self, camera: Camera, width: int, height: int) -> None:
        """Let go of tiles far out of sight when there are too many."""
        most = int(MOST_BYTES / (SIDE * SIDE * 4 * self._ratio * self._ratio))
        if len(self._tiles) > most:
            kept = set(self._grid.spots(camera.seen(width, height), 1))
            self._tiles = {spot: tile for spot, tile in self._tiles.items() if spot in kept}
            self._stale &= kept


@dataclass(slots=True)
class _Begun:
    """A tile that is being painted; ``is_stale`` once something changed there meanwhile."""

    spot: Spot
    tile: Sliced
    is_stale: bool = False


def _is_within(part: Rect, covered: Rect, seen: Rect) -> bool:
    """Whether what is seen of a part is covered."""
    return (
        covered.x <= max(part.x, seen.x)
        and covered.y <= max(part.y, seen.y)
        and min(part.right, seen.right) <= covered.right
        and min(part.bottom, seen.bottom) <= covered.bottom
    )
