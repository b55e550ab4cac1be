"""Pictures of parts of the map that are painted slice by slice, so that nothing waits for them."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from stratmap.drawing.primitives import Rect

Strokes = Generator[None, None, None]
Brush = Callable[[QPainter, Rect, float], Strokes]
"""Paints a part of the map, in map coordinates, as it looks at a scale; yields wherever it can be interrupted."""


class Sliced:
    """A picture of a part of the map at a scale, for a screen of a device pixel ratio, begun with nothing on it."""

    def __init__(self, part: Rect, scale: float, ratio: float, brush: Brush) -> None:
        self.picture = empty(part, scale, ratio)
        self._part = part
        self._scale = scale
        self._painter = QPainter()
        self._strokes = brush(self._painter, part, scale)

    def go_on(self, until: float) -> bool:
        """Paint until a moment of ``time.perf_counter``; whether the picture is finished."""
        self._painter.begin(self.picture)
        with in_map_pixels(self._painter, self._part, self._scale):
            return not any(time.perf_counter() > until for _ in self._strokes)


def empty(part: Rect, scale: float, ratio: float) -> QPixmap:
    """A picture of so much of the map with nothing on it, all of it seen through."""
    made = QPixmap(math.ceil(round(part.width * scale, 3) * ratio), math.ceil(round(part.height * scale, 3) * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


@contextmanager
def in_map_pixels(painter: QPainter, part: Rect, scale: float) -> Iterator[QPainter]:
    """A painter that has begun a picture of a part of the map paints in map coordinates, and ends."""
    try:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        painter.translate(-part.x, -part.y)
        yield painter
    finally:
        painter.end()
