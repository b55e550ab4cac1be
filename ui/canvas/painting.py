"""Paints the map as the camera sees it: at once what there is, and what is missing slice by slice between frames.

Apart from the view, which paints a frame when Qt asks for one: here is what goes on between two frames, and when the
next is asked for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from stratmap.drawing.primitives import Rect
from stratmap.drawing.theme import Theme
from ui.canvas import levels, player
from ui.canvas.camera import Camera
from ui.canvas.floating import MOST_FLOATING, Carried
from ui.canvas.looking import Looking
from ui.canvas.scene import Scene
from ui.canvas.tiles import Tiles
from ui.once import once

SLICE = 0.0025
"""Seconds of painting what is missing within one frame."""

ANEW = 0.06
"""The same in the first frame of a sheet or in a theme: there is nothing to look at yet, and unless the map is large
it is there at once instead of bit by bit. So it is with a map of a few cards of which much has changed: bit by bit,
cards would be seen in both places or in none."""

FEW_CARDS = 300
"""Cards of a sheet up to which a change of much of it is shown at once: more would not be finished in time."""

SHOWN_EVERY = 0.12
"""Seconds after which what is painted so far is shown."""

AHEAD = 15
"""Milliseconds between two slices of painting what is not in view yet."""

REST = 25
"""Milliseconds after a change of scale until the picture is painted sharp."""


class Painting(QObject):
    """The picture of a scene in a widget. What has to be shown is shown by asking for the widget's next frame."""

    def __init__(self, scene: Scene, looking: Looking, widget: QWidget) -> None:
        super().__init__(widget)
        self._scene = scene
        self._looking = looking
        self._widget = widget
        self._scale = looking.camera.scale
        self.is_sharp = False
        """Whether the picture is as it will be."""
        self._is_painting_tiles = False
        self._painted: tuple[str, Theme] | None = None
        self._much_changed = False
        self._shown = 0.0
        self._tiles = Tiles(partial(levels.paint, scene), partial(levels.sketch, scene))
        self._carried = Tiles(partial(levels.paint_carried, scene), partial(levels.sketch_carried, scene))
        self._rest = once(self, widget.update, REST)
        self._more = once(self, self._paint_more)
        self._ahead = once(self, self._paint_ahead, AHEAD)
        scene.changed.connect(self._scene_changed)
        scene.lifted_anew.connect(lambda _none: self._carried.clear())
        looking.camera_changed.connect(self._camera_changed)

    def paint(self, painter: QPainter) -> None:
        """Paint what is missing for as long as a slice lasts, then show what there is.

        Until it is known where everything is, and while the scale is being changed, nothing is painted; what was
        finished before, or a sketch, stands in.
        """
        scene, camera, size = self._scene, self._looking.camera, self._size()
        rests = not self._rest.isActive()
        until = time.perf_counter() + self._slice(rests=rests)
        finished = rests and self._paint_tiles(until)
        carried = scene.floating.carried
        if carried is not None and not carried.lands and rests:
            finished &= self._carried.paint(_seen_from(camera, carried), *size, until)
        if finished:
            scene.floating.caught_up()  # before it is shown: there may be no frame after this one
        self._tiles.show(painter, camera, *size)
        if scene.floating.carried is not None:
            self._carried.show(painter, _seen_from(camera, scene.floating.carried), *size)
        with _on_map(painter, camera):
            levels.paint_floating(painter, scene, camera.seen(*size[:2]), camera.scale)
        self.is_sharp, self._shown = finished, time.perf_counter()
        if finished:
            self._ahead.start()
        else:
            self._ahead.stop()
            if rests:
                self._more.start()

    def stop(self) -> None:
        """Paint nothing more in the background; the next frame begins again with what is missing."""
        self._rest.stop()
        self._more.stop()
        self._ahead.stop()

    def clear(self) -> None:
        """Keep no picture of anything."""
        self._tiles.clear()
        self._carried.clear()
        self._painted = None
        self.is_sharp = False

    def _slice(self, *, rests: bool) -> float:
        """How long this frame may be painted. What another sheet looks like does not stand in for this one."""
        much, self._much_changed = self._much_changed, self._much_changed and not rests
        before, self._painted = self._painted, (self._scene.sheet, self._scene.theme)
        if before is not None and before[0] != self._scene.sheet:
            self._tiles.clear()
        return SLICE if before == self._painted and not much else ANEW

    def _size(self) -> tuple[int, int, float]:
        return self._widget.width(), self._widget.height(), self._widget.devicePixelRatioF()

    def _scene_changed(self, parts: tuple[Rect, ...] | None) -> None:
        self.is_sharp = False
        if (parts is None or len(parts) > MOST_FLOATING) and len(self._scene.places.cards) <= FEW_CARDS:
            self._much_changed |= not self._scene.floating.lifted
        if parts is None:
            self._tiles.forget()
        else:
            self._tiles.spoil(parts)
        if not self._is_painting_tiles:  # what is found out there is shown with the rest, when that is finished
            self._widget.update()

    def _camera_changed(self) -> None:
        scale = self._looking.camera.scale
        if scale != self._scale:
            self._scale = scale
            if self._painted is not None:
                self._rest.start()
        self.is_sharp = False
        self._widget.update()

    def _paint_tiles(self, until: float) -> bool:
        """Paint what is missing in view; whether all of it is finished. First it must be known where things are."""
        self._is_painting_tiles = True
        try:
            return self._scene.is_ready(until) and self._tiles.paint(self._looking.camera, *self._size(), until)
        finally:
            self._is_painting_tiles = False

    def _paint_more(self) -> None:
        """Go on painting between two frames; it is shown when it is finished, and now and then before."""
        started = time.perf_counter()
        if self._paint_tiles(started + SLICE) or started > self._shown + SHOWN_EVERY:
            self._widget.update()
        else:
            self._more.start()

    def _paint_ahead(self) -> None:
        """Nothing else is to do: lead links round cards that moved, and paint what comes into view next."""
        until = time.perf_counter() + SLICE
        camera, size = self._looking.camera, self._size()
        if not self._scene.settle(until) or not self._tiles.paint(camera, *size, until, around=1):
            self._ahead.start()


def _seen_from(camera: Camera, carried: Carried) -> Camera:
    """The camera as seen from cards that are carried: it goes the other way."""
    return replace(camera, x=camera.x - carried.dx, y=camera.y - carried.dy)


@contextmanager
def _on_map(painter: QPainter, camera: Camera) -> Iterator[None]:
    """The painter draws in map coordinates."""
    with player.saved(painter):
        painter.scale(camera.scale, camera.scale)
        painter.translate(-camera.x, -camera.y)
        yield
