"""Moving cards with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtGui import QPainter

from stratmap.drawing.primitives import Point, Rect
from stratmap.edits import arrange
from stratmap.guides import Guide, snap
from stratmap.guides import guides as guides_of
from stratmap.layout.snapping import snapped
from ui.canvas.camera import Camera
from ui.tools import guides
from ui.tools.previewing import Previewing
from ui.tools.tool import Pointer

MOST_TOGETHER = 60
"""Cards up to which the rectangle around all of them is brought into line; of more, the one that is held."""

WIDEST_TOGETHER = 2_000.0
"""Pixels at 100 % the same: more is more than can be seen at once."""


class Beyond(Protocol):
    """A place beside the map where cards can be let go of, asked by points of the map's window."""

    def hover(self, window: Point) -> bool: ...

    def drop(self, window: Point) -> bool: ...

    def leave(self) -> None: ...


@dataclass
class Dragging(Previewing):
    """Moves the selected cards with their links, into line with others or in steps of the grid.

    Shift keeps to one axis; Ctrl moves freely. Let go ``beyond`` the map they stay, and are shown there as well; let
    go anywhere else beside it they are where the paper ran on to, and the one that is held is ``kept_in_sight``.
    """

    elements: list[str]
    start: Pointer
    beyond: Beyond | None = None
    kept_in_sight: Callable[[Rect], None] | None = None
    lines: tuple[Guide, ...] = field(default=(), init=False)
    _is_beyond: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._neighbours = guides.Neighbours(self.scene, frozenset(self.elements))
        self._held = self.scene.places.element_at(self.start.x, self.start.y)
        self._rect = self._aligned_part()

    @property
    def is_beyond(self) -> bool:
        """Whether the cards are held over a place beside the map."""
        return self._is_beyond

    def move(self, pointer: Pointer) -> None:
        self.scene.carry(self.elements, *self._offset(pointer))
        if self.beyond is not None and self.beyond.hover(pointer.window) != self._is_beyond:
            self._is_beyond = not self._is_beyond
            if not self._is_beyond:
                self.say("")

    def release(self, pointer: Pointer) -> None:
        if self._is_beyond and self.beyond is not None:
            self.cancel()
            self.beyond.drop(pointer.window)
            return
        self.make(arrange.moved(self.document.map, self.scene.sheet, self.elements, *self._offset(pointer)))
        self.cancel()  # what did not go along with the map
        held = self.scene.rect_of(self._held)
        if held is not None and self.kept_in_sight is not None:
            self.kept_in_sight(held)

    def cancel(self) -> None:
        self.scene.put_down()
        if self._is_beyond and self.beyond is not None:
            self.beyond.leave()

    def paint(self, painter: QPainter, camera: Camera) -> None:
        guides.paint(painter, camera, self.scene.theme, self.lines)

    def _aligned_part(self) -> Rect | None:
        """What is brought into line with others: all that is moved, or of much of it the card that is held."""
        held = self.scene.rect_of(self._held)
        if held is not None and len(self.elements) > MOST_TOGETHER:
            return held
        around: Rect | None = None
        for each in self.elements[:MOST_TOGETHER]:
            rect = self.scene.rect_of(each)
            if rect is not None:
                around = rect.united(around or rect)
        if held is not None and around is not None and max(around.width, around.height) > WIDEST_TOGETHER:
            return held
        return around

    def _offset(self, pointer: Pointer) -> tuple[float, float]:
        """How far the cards go, and the lines that show why."""
        dx, dy = pointer.x - self.start.x, pointer.y - self.start.y
        if pointer.shift:
            dx, dy = (dx, 0.0) if abs(dx) > abs(dy) else (0.0, dy)
        self.lines = ()
        if pointer.control:
            return float(round(dx)), float(round(dy))
        if self._rect is None:
            return snapped(dx), snapped(dy)
        there = self._rect.moved(dx, dy)
        others = self._neighbours.near(there, pointer.scale)
        line = snap(there, others, guides.reach(pointer.scale))
        wide = dx + line.dx if line.dx is not None and dx else snapped(dx)
        high = dy + line.dy if line.dy is not None and dy else snapped(dy)
        self.lines = guides_of(self._rect.moved(wide, high), others)
        return wide, high
