"""The picture of the map in tiles: painted once, moved for nothing, painted again where something changed.

Panning shows finished tiles. Zooming shows the last finished picture larger or smaller, and paints sharp tiles
when the hand rests. What changes is painted in slices, so that no frame waits for all of it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from stratmap.drawing.primitives import Rect
from ui.canvas.camera import Camera

SIDE = 512
"""Pixels of the window along a tile's side."""

SLICE = 0.008
"""Seconds of painting tiles within one frame."""

MOST_BYTES = 96 * 1024 * 1024
"""Memory tiles may take; those out of sight go first."""

Spot = tuple[int, int]
PaintPart = Callable[[QPainter, Rect, float], None]
"""Paints a part of the map, in map coordinates, as it looks at a scale."""


class Tiles:
    """Finished tiles of one scale, and the last whole picture of another."""

    def __init__(self, paint_part: PaintPart) -> None:
        self._paint_part = paint_part
        self._scale = 0.0
        self._ratio = 1.0
        self._tiles: dict[Spot, QPixmap] = {}
        self._stale: set[Spot] = set()
        self._last: tuple[QPixmap, Camera] | None = None
        self._seen_from: Camera | None = None
        self._cost = 0.002

    def forget(self) -> None:
        """Nothing is as it was: all tiles are to be painted again. They are shown until they are."""
        self._stale = set(self._tiles)

    def spoil(self, parts: Iterable[Rect]) -> None:
        """Something changed in these parts of the map."""
        side = SIDE / self._scale if self._scale else 1.0
        for part in parts:
            left, right = math.floor(part.x / side), math.floor(part.right / side)
            top, bottom = math.floor(part.y / side), math.floor(part.bottom / side)
            self._stale |= {spot for spot in self._tiles if left <= spot[0] <= right and top <= spot[1] <= bottom}

    def show(self, painter: QPainter, camera: Camera, width: int, height: int, ratio: float, *, rests: bool) -> bool:
        """Draw what the camera sees into a window of this size; whether all of it is finished.

        ``rests`` is False while the scale is being changed: then nothing is painted that takes longer than a frame.
        """
        self._look_from(camera, width, height, ratio)
        seen = list(_spots(camera.seen(width, height), camera.scale))
        missing = [spot for spot in seen if spot not in self._tiles]
        todo = missing + [spot for spot in seen if spot in self._stale and spot in self._tiles]
        hurried = self._last is not None and not rests
        if not (hurried and self._cost * len(todo) > SLICE * 1.5):
            self._paint(todo, camera, without_end=self._last is None)
        self._make_room(seen)
        finished = not any(spot not in self._tiles or spot in self._stale for spot in seen)
        if any(spot not in self._tiles for spot in seen):
            self._show_last(painter, camera)
        for spot in seen:
            if spot in self._tiles:
                painter.drawPixmap(_corner(spot, camera, ratio), self._tiles[spot])
        if self._last is None and finished:
            self._keep(camera, width, height, ratio)
        return finished

    def _look_from(self, camera: Camera, width: int, height: int, ratio: float) -> None:
        """Turn to another scale: what was seen last is kept to stand in for what is not painted yet."""
        if camera.scale == self._scale and ratio == self._ratio:
            return
        if self._tiles and ratio == self._ratio and self._seen_from is not None:
            self._keep(self._seen_from, width, height, ratio)
        self._scale, self._ratio = camera.scale, ratio
        self._tiles.clear()
        self._stale.clear()

    def _keep(self, camera: Camera, width: int, height: int, ratio: float) -> None:
        """Keep the picture seen from a camera, if all of it is there."""
        seen = list(_spots(camera.seen(width, height), camera.scale))
        if not all(spot in self._tiles for spot in seen):
            return
        picture = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        try:
            for spot in seen:
                painter.drawPixmap(_corner(spot, camera, ratio), self._tiles[spot])
        finally:
            painter.end()
        self._last = (picture, camera)

    def _show_last(self, painter: QPainter, camera: Camera) -> None:
        """Show the last whole picture where the camera now sees it."""
        if self._last is None:
            return
        picture, was = self._last
        size = picture.deviceIndependentSize()
        left, top = camera.to_window(was.x, was.y)
        factor = camera.scale / was.scale
        painter.drawPixmap(
            QRectF(left, top, size.width() * factor, size.height() * factor), picture, QRectF(picture.rect())
        )

    def _paint(self, todo: list[Spot], camera: Camera, *, without_end: bool) -> None:
        """Paint tiles until the slice of time is over."""
        self._seen_from = camera
        end = time.perf_counter() + SLICE
        for spot in todo:
            if time.perf_counter() > end and not without_end:
                return
            started = time.perf_counter()
            self._tiles[spot] = self._painted(spot)
            self._stale.discard(spot)
            self._cost += (time.perf_counter() - started - self._cost) * 0.2

    def _painted(self, spot: Spot) -> QPixmap:
        pixels = math.ceil(SIDE * self._ratio)
        tile = QPixmap(pixels, pixels)
        tile.setDevicePixelRatio(self._ratio)
        painter = QPainter(tile)
        try:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.scale(self._scale, self._scale)
            side = SIDE / self._scale
            part = Rect(spot[0] * side, spot[1] * side, side, side)
            painter.translate(-part.x, -part.y)
            self._paint_part(painter, part, self._scale)
        finally:
            painter.end()
        return tile

    def _make_room(self, seen: list[Spot]) -> None:
        """Let go of tiles out of sight when there are too many."""
        most = int(MOST_BYTES / (SIDE * SIDE * 4 * self._ratio * self._ratio))
        if len(self._tiles) > max(most, 2 * len(seen)):
            kept = set(seen)
            self._tiles = {spot: tile for spot, tile in self._tiles.items() if spot in kept}
            self._stale &= kept


def _spots(part: Rect, scale: float) -> Iterator[Spot]:
    """The tiles that cover a part of the map."""
    side = SIDE / scale
    for row in range(math.floor(part.y / side), math.floor(part.bottom / side) + 1):
        for column in range(math.floor(part.x / side), math.floor(part.right / side) + 1):
            yield (column, row)


def _corner(spot: Spot, camera: Camera, ratio: float) -> QPointF:
    """Where a tile stands in the window, on whole pixels of the screen so that it stays sharp."""
    x = spot[0] * SIDE - camera.x * camera.scale
    y = spot[1] * SIDE - camera.y * camera.scale
    return QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio)
