"""Resizing the one selected card by its corners."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.edits import align
from stratmap.guides import Guide, snap_edge
from stratmap.guides import guides as guides_of
from stratmap.layout.snapping import snapped
from ui.canvas import frames
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.notice import Say
from ui.selection import Selection
from ui.tools import guides
from ui.tools.gestures import Gesture
from ui.tools.previewing import Previewing
from ui.tools.tool import Pointer

AWAY = 4.0
"""Window pixels the grips are away from the card, where the frame round a selected card has its corners."""

HIT = 9.0
"""Window pixels round the middle of a grip within which it is hit."""

INSIDE = 2.0
"""Window pixels of the card itself that belong to a grip; the rest of the card is there to be moved."""

SIDE = 8.0
"""Window pixels of the square a grip is drawn as."""

LEAST_SEEN = 28.0
"""Window pixels of a card's shorter side below which it shows no grips: they would hide it."""

Corner = tuple[int, int]
"""-1 or 1 across, -1 or 1 down."""

CORNERS: tuple[Corner, ...] = ((-1, -1), (1, -1), (-1, 1), (1, 1))


@dataclass
class Resizing(Previewing):
    """Drags one corner of a card, into line with others or in steps of the grid; the opposite corner stays.

    Shift keeps the proportions; Ctrl sizes freely.
    """

    element: str
    corner: Corner
    start: Pointer
    rect: Rect
    lines: tuple[Guide, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._neighbours = guides.Neighbours(self.scene, (self.element,))

    def move(self, pointer: Pointer) -> None:
        self.preview(align.resized(self.document.map, self.scene.sheet, self.element, self._wanted(pointer)))

    def release(self, pointer: Pointer) -> None:
        self.cancel()
        self.make(align.resized(self.document.map, self.scene.sheet, self.element, self._wanted(pointer)))

    def paint(self, painter: QPainter, camera: Camera) -> None:
        guides.paint(painter, camera, self.scene.theme, self.lines)

    def _wanted(self, pointer: Pointer) -> Rect:
        """The rectangle the card is dragged to, no smaller than it may be."""
        wide, high = self._size(pointer)
        least_wide, least_high = align.least_size(self.document.map, self.element)
        if pointer.shift:
            share = max(wide / self.rect.width, high / self.rect.height)
            share = max(share, least_wide / self.rect.width, least_high / self.rect.height)
            wide, high = self.rect.width * share, self.rect.height * share
        wide, high = max(wide, least_wide), max(high, least_high)
        x = self.rect.right - wide if self.corner[0] < 0 else self.rect.x
        y = self.rect.bottom - high if self.corner[1] < 0 else self.rect.y
        there = Rect(x, y, wide, high)
        self.lines = () if pointer.control else guides_of(there, self._around(pointer))
        return there

    def _size(self, pointer: Pointer) -> tuple[float, float]:
        """How large the card would be, were it allowed to."""
        dx, dy = pointer.x - self.start.x, pointer.y - self.start.y
        right, down = self.corner
        if pointer.control or pointer.shift:
            return self.rect.width + right * round(dx), self.rect.height + down * round(dy)
        others = self._around(pointer)
        near = guides.reach(pointer.scale)
        x, y = self.rect.right if right > 0 else self.rect.x, self.rect.bottom if down > 0 else self.rect.y
        line_x = snap_edge(x + dx, others, near, across=True) if dx else None
        line_y = snap_edge(y + dy, others, near, across=False) if dy else None
        way_x = snapped(dx) if line_x is None else line_x - x
        way_y = snapped(dy) if line_y is None else line_y - y
        return self.rect.width + right * way_x, self.rect.height + down * way_y

    def _around(self, pointer: Pointer) -> list[Rect]:
        return self._neighbours.near(self.rect, pointer.scale)


class Corners:
    """The grips at the corners of the one card that is selected."""

    def __init__(self, document: Document, scene: Scene, selection: Selection, say: Say) -> None:
        self._document = document
        self._scene = scene
        self._selection = selection
        self._say = say

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | None:
        corner = self._corner(pointer)
        if corner is None:
            return None
        falling = corner[0] == corner[1]
        return Qt.CursorShape.SizeFDiagCursor if falling else Qt.CursorShape.SizeBDiagCursor

    def grasp(self, pointer: Pointer) -> Gesture | None:
        corner, held = self._corner(pointer), self._card()
        if corner is None or held is None:
            return None
        element, rect = held
        return Resizing(self._document, self._scene, self._say, element, corner, pointer, rect)

    def double_click(self, pointer: Pointer) -> bool:
        """A double click on a corner gives the card the size of its words."""
        held = self._card()
        if self._corner(pointer) is None or held is None:
            return False
        align.fit_to_words(self._document, self._scene.sheet, [held[0]])
        return True

    def paint(self, painter: QPainter, camera: Camera) -> None:
        held = self._card()
        if held is None or not _is_large_enough(held[1], camera.scale):
            return
        painter.setPen(QPen(QColor(self._scene.theme.canvas.selection), 1.5))
        painter.setBrush(QColor(self._scene.theme.canvas.paper))
        for corner in CORNERS:
            at = QPointF(*camera.to_window(*_place(held[1], corner, camera.scale)))
            painter.drawRect(QRectF(at.x() - SIDE / 2, at.y() - SIDE / 2, SIDE, SIDE))
        frames.marks(painter, camera, self._scene, *held)

    def _card(self) -> tuple[str, Rect] | None:
        """The one card that is selected, if it is just one and on the sheet."""
        if len(self._selection.keys) != 1:
            return None
        (key,) = self._selection.keys
        rect = self._scene.rect_of(key)
        return (key, rect) if rect is not None else None

    def _corner(self, pointer: Pointer) -> Corner | None:
        held = self._card()
        if held is None or not _is_large_enough(held[1], pointer.scale):
            return None
        rect, inside = held[1], INSIDE / pointer.scale
        if _holds(rect.grown(-inside), pointer):
            return None
        hit = HIT / pointer.scale
        for corner in CORNERS:
            x, y = _place(rect, corner, pointer.scale)
            if abs(x - pointer.x) <= hit and abs(y - pointer.y) <= hit:
                return corner
        return None


def _place(rect: Rect, corner: Corner, scale: float) -> tuple[float, float]:
    """The middle of a grip, on the map."""
    away = AWAY / scale
    return (
        rect.right + away if corner[0] > 0 else rect.x - away,
        rect.bottom + away if corner[1] > 0 else rect.y - away,
    )


def _is_large_enough(rect: Rect, scale: float) -> bool:
    return min(rect.width, rect.height) * scale >= LEAST_SEEN


def _holds(rect: Rect, pointer: Pointer) -> bool:
    return rect.x < pointer.x < rect.right and rect.y < pointer.y < rect.bottom
