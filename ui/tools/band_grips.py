"""Bands taken hold of with the mouse: the name moves a perspective up or down, the border makes it higher or lower.

A ghost shows how the band would be, with its name and, where it is moved, its cards, unless they are very many.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.records import Perspective
from stratmap.document import Document
from stratmap.drawing.bands import GUTTER, band_name
from stratmap.drawing.bands import bands as stacked
from stratmap.drawing.primitives import Rect
from stratmap.edits import bands
from stratmap.layout.snapping import snapped
from ui.canvas import player
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.tools.gestures import Gesture
from ui.tools.tool import Pointer

BORDER = 5.0
"""Window pixels above and below a border within which it is hit."""

NAME_HEIGHT = 72.0
"""Pixels at 100 % from the top of a band that its name may take."""

LEAST_SEEN = 24.0
"""Window pixels of a band's height below which its border cannot be taken: borders would be everywhere."""

MOST_CARRIED = 500
"""Cards of a band up to which they go along with it while it is dragged."""


@dataclass
class BandGesture:
    """What moving and sizing a band have in common: a line right across the window at a height, and a ghost."""

    document: Document
    scene: Scene
    say: Say
    perspective: str
    start: Pointer
    y: float | None = field(default=None, init=False)

    def cancel(self) -> None:
        self.y = None

    def paint(self, painter: QPainter, camera: Camera) -> None:
        if self.y is None:
            return
        _x, y = camera.to_window(0.0, self.y)
        pen = QPen(QColor(self.scene.theme.canvas.guide), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(0, y), QPointF(painter.device().width(), y))

    def paint_ghost(self, painter: QPainter, camera: Camera, y: float, height: float) -> None:
        """The band as it would be: tinted, framed, with its name at the left edge."""
        perspective = self.document.map.perspectives.get(self.perspective)
        if perspective is None:
            return
        theme, wide = self.scene.theme, painter.device().width()
        _x, top = camera.to_window(0.0, y)
        color = QColor(theme.canvas.guide)
        painter.setPen(QPen(color, 1.5))
        color.setAlpha(40)
        painter.setBrush(color)
        painter.drawRect(QRectF(-2, top, wide + 4, height * camera.scale))
        with player.saved(painter):
            painter.translate(0, top)
            painter.scale(camera.scale, camera.scale)
            player.play(painter, band_name(perspective, theme))

    def _top(self) -> float:
        """Where the band begins."""
        rect = self._rect()
        return rect.y if rect is not None else 0.0

    def _rect(self) -> Rect | None:
        around = stacked(self.document.map, self.scene.sheet)
        return next((rect for each, rect in around if each.id == self.perspective), None)


@dataclass
class BandSizing(BandGesture):
    """Drags the lower border of a band, as far up as its lowest card."""

    def move(self, pointer: Pointer) -> None:
        self.y = self._top() + self._height(pointer)

    def paint(self, painter: QPainter, camera: Camera) -> None:
        if self.y is not None:
            self.paint_ghost(painter, camera, self._top(), self.y - self._top())
        super().paint(painter, camera)

    def release(self, pointer: Pointer) -> None:
        self.cancel()
        map, sheet = self.document.map, self.scene.sheet
        if self.perspective in map.perspectives:
            _make(
                self, lambda: self.document.make(bands.resized(map, sheet, self.perspective, self._height(pointer)))
            )

    def _height(self, pointer: Pointer) -> float:
        map, sheet = self.document.map, self.scene.sheet
        now = bands.height_of(map, sheet, self.perspective)
        least = min(bands.least_height(map, sheet, self.perspective), now)
        return max(snapped(now + pointer.y - self.start.y), least)


@dataclass
class BandMoving(BandGesture):
    """Drags a perspective by its name to another place among the others."""

    at: Pointer | None = field(default=None, init=False)
    cards: list[str] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        rect = self._rect()
        cards = self.scene.map.placements_on(self.scene.sheet).values() if rect is not None else ()
        held = [each.element for each in cards if rect and rect.y <= each.y + each.height / 2 < rect.bottom]
        self.cards = held if len(held) <= MOST_CARRIED else []

    def move(self, pointer: Pointer) -> None:
        self.at = pointer
        self.scene.carry(self.cards, 0.0, pointer.y - self.start.y)
        rects = [rect for _each, rect in stacked(self.document.map, self.scene.sheet)]
        place, now = self._place(pointer), self._now()
        if place != now and rects:
            self.y = rects[place].y if place < now else rects[place].bottom
        else:
            self.y = None

    def release(self, pointer: Pointer) -> None:
        self.cancel()
        map, place = self.document.map, self._place(pointer)
        if self.perspective in map.perspectives:
            _make(self, lambda: self.document.make(bands.reordered(map, self.perspective, place)))

    def cancel(self) -> None:
        super().cancel()
        self.at = None
        self.scene.put_down()

    def paint(self, painter: QPainter, camera: Camera) -> None:
        if self.at is not None:
            high = bands.height_of(self.document.map, self.scene.sheet, self.perspective)
            self.paint_ghost(painter, camera, self._top() + self.at.y - self.start.y, high)
        super().paint(painter, camera)

    def _now(self) -> int:
        return [each.id for each in self.document.map.ordered_perspectives()].index(self.perspective)

    def _place(self, pointer: Pointer) -> int:
        """The place of the band the mouse is on, counted from the top."""
        around = stacked(self.document.map, self.scene.sheet)
        return min(sum(rect.bottom <= pointer.y for _each, rect in around), max(len(around) - 1, 0))


class BandGrips:
    """The names and the borders of the bands on the sheet."""

    def __init__(self, document: Document, scene: Scene, rename: Callable[[str], None], say: Say) -> None:
        self._document = document
        self._scene = scene
        self._rename = rename
        self._say = say

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | None:
        if self._border_at(pointer) is not None:
            return Qt.CursorShape.SplitVCursor
        return Qt.CursorShape.PointingHandCursor if self._name_at(pointer) is not None else None

    def grasp(self, pointer: Pointer) -> Gesture | None:
        border = self._border_at(pointer)
        if border is not None:
            return BandSizing(self._document, self._scene, self._say, border, pointer)
        name = self._name_at(pointer)
        return BandMoving(self._document, self._scene, self._say, name, pointer) if name is not None else None

    def double_click(self, pointer: Pointer) -> bool:
        """A double click on a name renames the perspective."""
        name = self._name_at(pointer)
        if name is not None:
            self._rename(name)
        return name is not None

    def paint(self, painter: QPainter, camera: Camera) -> None:
        return

    def _bands(self) -> list[tuple[Perspective, Rect]]:
        return stacked(self._document.map, self._scene.sheet)

    def _border_at(self, pointer: Pointer) -> str | None:
        for each, rect in self._bands():
            if rect.height * pointer.scale >= LEAST_SEEN and abs(rect.bottom - pointer.y) * pointer.scale <= BORDER:
                return each.id
        return None

    def _name_at(self, pointer: Pointer) -> str | None:
        """The perspective whose name the mouse is on: names stand at the left edge of the window."""
        if pointer.window[0] > GUTTER * pointer.scale:
            return None
        for each, rect in self._bands():
            if rect.y <= pointer.y < min(rect.bottom, rect.y + NAME_HEIGHT):
                return each.id
        return None


def _make(gesture: BandGesture, edit: Callable[[], None]) -> None:
    with refusals_told(gesture.document, gesture.say):
        edit()
