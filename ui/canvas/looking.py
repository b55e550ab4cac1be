"""Where the view looks at the map from, and how it comes to look elsewhere: at once or in steps that can be seen.

Apart from the view, which only shows what the camera sees: here is what the camera does when a sheet is opened, a
card is gone to, a hand scrolls or the window gets another size.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Rect
from ui.canvas.camera import Camera, between, fitted, kept_near, kept_on, opened
from ui.canvas.scene import Scene
from ui.canvas.travelling import Travel, is_motion_wanted

READABLE = 0.7
"""The scale from which on a title can be read; what somebody goes to is not shown smaller."""

IN_SIGHT = 0.5
"""The share of the map less of which in sight is too little after a step that moved most of it."""

FAR = 0.75
"""The share of the scale at which the whole map fits, below which one looks from too far away."""


class Looking(QObject):
    """The camera on a scene, in a widget that it looks through."""

    camera_changed = Signal()

    def __init__(self, scene: Scene, widget: QWidget) -> None:
        super().__init__(widget)
        self._scene = scene
        self._widget = widget
        self.camera = Camera()
        self.wants_fit = True
        """Whether another size of the widget shows the sheet anew: nobody has chosen what to look at yet."""
        self.is_presented = False
        self.is_smooth = False
        """Whether the camera goes to where it is sent in steps that can be seen."""
        self._travel = Travel(self._step, self)
        self._set_out = self.camera
        self._foot = 0.0
        self._aim: Callable[[], None] = _nothing
        """Looks once more at what was to be looked at, unless somebody looks elsewhere by now."""

    @property
    def destination(self) -> Camera:
        """Where the camera is going to be, or is."""
        return self._travel.end or self.camera

    def set_camera(self, camera: Camera) -> None:
        """Look from somewhere else, at once."""
        self._aim = _nothing
        self._stand(camera)

    def halt(self) -> None:
        """Stay where one is on the way."""
        self._travel.stop()

    def open(self) -> None:
        """Show the sheet to somebody who comes to it: all of it, or as much as can be read."""
        self.wants_fit = self.wants_fit or not self._widget.isVisible()
        cards = (rect_of(spot) for spot in self._scene.map.placements_on(self._scene.sheet).values())
        self._aim = _nothing
        self._go_to(opened(self._scene.bounds(), cards, *self._size()))

    def wander(self, camera: Camera) -> None:
        """Look from somewhere else, as the hand that scrolls and zooms says, but never off the map."""
        self.wants_fit = False
        self.set_camera(kept_near(camera, self._scene.bounds(), *self._size()))

    @property
    def whole(self) -> Camera:
        """From where the whole map is seen."""
        return fitted(self._scene.bounds(), *(self._free() if self.is_presented else self._size()))

    def fit(self) -> None:
        """Show the whole map."""
        self._aim = self.fit
        self._go_to(self.whole)

    def go_back(self, camera: Camera) -> None:
        """Look again from where one looked before."""
        self._aim = _nothing
        self._go_to(camera)

    def leave_free(self, foot: float) -> None:
        """Show what is gone to above so many pixels at the foot of the window: there a sentence stands.

        In a presentation what is looked at already is moved clear of a sentence that comes or grows, too, but not
        moved back when it goes.
        """
        grows = foot > self._foot
        self._foot = foot
        if grows and self.is_presented:
            self._aim()

    def resume(self, camera: Camera) -> None:
        """Look from where somebody looked before, whatever size the window comes to have."""
        self.wants_fit = False
        self.set_camera(camera)

    def present(self, presented: bool) -> None:
        """Be looked at by everybody: all of the map, whatever its room, without a frame round it; or no longer."""
        self.is_presented = self.wants_fit = presented
        if presented:
            self._aim = self.fit
            self._stand(self.whole)
        self._widget.update()

    def zoom(self, factor: float) -> None:
        """Come closer, the middle of the window staying there."""
        self._sent()
        self._aim = _nothing
        width, height = self._size()
        self._go_to(self.destination.zoomed(factor, width / 2, height / 2))

    def zoom_to(self, scale: float) -> None:
        """Look at this scale, 1 being 100 %."""
        self.zoom(scale / self.destination.scale)

    def reveal(self, rect: Rect) -> None:
        """Move just as far as is needed to see ``rect``."""
        seen = self.camera.seen(*self._free())
        margin = 24 / self.camera.scale
        dx = min(0.0, rect.x - margin - seen.x) or max(0.0, rect.right + margin - seen.right)
        dy = min(0.0, rect.y - margin - seen.y) or max(0.0, rect.bottom + margin - seen.bottom)
        self._aim = partial(self.reveal, rect)
        self._stand(Camera(self.camera.scale, self.camera.x + dx, self.camera.y + dy))

    def keep_in_sight(self, rect: Rect) -> None:
        """See all of ``rect`` where its middle is out of sight: what a hand let go of may lie beside the window."""
        if not self.camera.seen(*self._size()).holds(*rect.center):
            self.reveal(rect)

    def show_rect(self, rect: Rect) -> None:
        """Move as far as is needed to see ``rect``, and away from it when it does not fit."""
        self._sent()
        seen = self.camera.seen(*self._free())
        if rect.width > seen.width or rect.height > seen.height:
            self._go_to(fitted(rect, *self._free(), self.camera.scale))
        else:
            self.reveal(rect)
        self._aim = partial(self.show_rect, rect)

    def look_at(self, rect: Rect) -> None:
        """Move as far as is needed to see ``rect`` and, as far as all of it fits, to read what is written there."""
        if self.destination.scale < READABLE:
            self.go_to(rect)
        else:
            self.show_rect(rect)

    def come_to(self, rect: Rect, *, is_most: bool) -> None:
        """See what a step back or on has put at ``rect``; where that is most of the map, as large as can be.

        A layout and its undo may have left the camera far off, or far away.
        """
        is_far = self.destination.scale < FAR * self.whole.scale
        seen = self.destination.seen(*self._free())
        if is_most and (is_far or _shared(seen, rect) < IN_SIGHT * rect.width * rect.height):
            self.fit()
        else:
            self.show_rect(rect)

    def go_to(self, rect: Rect) -> None:
        """Have ``rect`` in the middle, near enough to read what is written there, as far as all of it fits.

        In a presentation not in the middle but where the window is full of map: a room looks at no bare paper.
        """
        self._sent()
        self._aim = partial(self.go_to, rect)
        camera = fitted(rect, *self._free(), max(self.destination.scale, READABLE))
        self._go_to(kept_on(camera, self._scene.bounds(), *self._free()) if self.is_presented else camera)

    def resized(self) -> None:
        """The widget has another size: show the sheet anew in it, unless somebody chose what to look at."""
        if self.wants_fit and self._widget.width() > 0:
            if self.is_presented:
                self.fit()
            else:
                self.open()
        self.wants_fit = self.wants_fit and (self.is_presented or not self._widget.isVisible())

    def _size(self) -> tuple[int, int]:
        return self._widget.width(), self._widget.height()

    def _free(self) -> tuple[float, float]:
        """What of the widget nothing stands on: at least half of it."""
        width, height = self._size()
        return width, max(height - self._foot, height / 2)

    def _sent(self) -> None:
        """Somebody chose what to look at: another size of the window does not change it any more."""
        if self._widget.isVisible() and not self.is_presented:
            self.wants_fit = False

    def _go_to(self, camera: Camera) -> None:
        """Look from somewhere else, in a few steps if that is wanted."""
        if self.is_smooth and self._widget.isVisible() and camera != self.camera and is_motion_wanted():
            self._set_out = self.camera
            self._travel.start(camera)
        else:
            self._stand(camera)

    def _stand(self, camera: Camera) -> None:
        self._travel.stop()
        self._look_from(camera)

    def _step(self, share: float) -> None:
        end = self._travel.end
        if end is not None:
            way = between(self._set_out, end, share, *self._size())
            self._look_from(end if share >= 1 else way)

    def _look_from(self, camera: Camera) -> None:
        if camera != self.camera:
            self.camera = camera
            self.camera_changed.emit()


def _shared(one: Rect, other: Rect) -> float:
    """The area that two rectangles share."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0.0, wide) * max(0.0, high)


def _nothing() -> None:
    """Nobody was sent anywhere."""
