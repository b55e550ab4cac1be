"""The arrow: select, move, band, link from a card's edge, and write by double-clicking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.kinds import ElementKind
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.i18n import _
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.selection import Selection
from ui.tools.banding import Banding
from ui.tools.dragging import Dragging
from ui.tools.gestures import Gesture, Say
from ui.tools.linking import Linking
from ui.tools.tool import Pointer, Tool

FIRST_MOVE = 4.0
"""Window pixels the mouse must go before a press becomes a drag."""

REACH = 12.0
"""Window pixels outside a card's edge within which a drag makes a link."""

HANDLE = 5.0
"""Radius in window pixels of the dots a link can be drawn from; what can be hit is larger."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The two ways a title gets written: that of a card, or that of a new element somewhere."""

    rename: Callable[[str], None]
    create: Callable[[ElementKind, float, float], None]


class SelectTool(Tool):
    """The tool one always comes back to."""

    def __init__(self, document: Document, scene: Scene, selection: Selection, writing: Writing, say: Say) -> None:
        self._document = document
        self._scene = scene
        self._selection = selection
        self._writing = writing
        self._say = say
        self._pressed: Pointer | None = None
        self._pressed_on: str | None = None
        self._edge: str | None = None
        self._was_selected = False
        self._hovered: str | None = None
        self._gesture: Gesture | None = None

    def press(self, pointer: Pointer) -> None:
        self._pressed = pointer
        self._edge = self._edge_at(pointer)
        reach = 6 / pointer.scale
        key = self._edge or self._scene.element_at(pointer.x, pointer.y)
        key = key or self._scene.link_at(pointer.x, pointer.y, reach)
        self._pressed_on = key
        self._was_selected = key in self._selection.keys
        if key is None:
            if not pointer.shift:
                self._selection.set(())
                self._selection.light(None)
        elif pointer.shift or pointer.control:
            self._selection.toggle(key)
        elif not self._was_selected and self._edge is None:
            self._selection.set({key})

    def move(self, pointer: Pointer) -> None:
        if self._gesture is None and self._pressed is not None and _distance(pointer, self._pressed) >= FIRST_MOVE:
            self._gesture = self._begin(self._pressed)
        if self._gesture is not None:
            self._gesture.move(pointer)

    def _begin(self, start: Pointer) -> Gesture | None:
        if self._edge is not None:
            return Linking(self._document, self._scene, self._selection, self._say, self._edge)
        if self._pressed_on is None:
            return Banding(self._scene, self._selection, start, self._selection.keys)
        elements = [key for key in self._selection.elements if self._scene.rect_of(key) is not None]
        if self._pressed_on in elements:
            return Dragging(self._document, self._scene, elements, self._say, start)
        return None

    def release(self, pointer: Pointer) -> None:
        gesture, self._gesture = self._gesture, None
        pressed, self._pressed = self._pressed, None
        if gesture is not None:
            gesture.release(pointer)
        elif pressed is not None and self._pressed_on and not (pointer.shift or pointer.control):
            self._selection.set({self._pressed_on})
        self.hover(pointer)

    def hover(self, pointer: Pointer) -> None:
        self._hovered = self._scene.element_at(pointer.x, pointer.y, REACH / pointer.scale)
        on_edge = self._edge_at(pointer) is not None
        self.cursor = Qt.CursorShape.CrossCursor if on_edge else Qt.CursorShape.ArrowCursor

    def double_click(self, pointer: Pointer) -> None:
        key = self._scene.element_at(pointer.x, pointer.y)
        if key is not None:
            self._writing.rename(key)
        elif self._scene.link_at(pointer.x, pointer.y, 6 / pointer.scale) is None:
            self._writing.create(ElementKind.OBJECTIVE, pointer.x, pointer.y)

    def cancel(self) -> bool:
        gesture, self._gesture, self._pressed = self._gesture, None, None
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def paint(self, painter: QPainter, camera: Camera) -> None:
        if self._gesture is not None:
            self._gesture.paint(painter, camera)
            return
        rect = self._scene.rect_of(self._hovered) if self._hovered else None
        if rect is None:
            return
        accent = QColor(self._scene.theme.chrome.accent)
        painter.setPen(QPen(QColor(self._scene.theme.canvas.paper), 1.5))
        painter.setBrush(accent)
        for point in _handles(rect):
            painter.drawEllipse(QPointF(*camera.to_window(*point)), HANDLE, HANDLE)

    def _edge_at(self, pointer: Pointer) -> str | None:
        """The card whose edge the mouse is on: from just outside it, or on one of its dots."""
        key = self._scene.element_at(pointer.x, pointer.y, REACH / pointer.scale)
        rect = self._scene.rect_of(key) if key else None
        if rect is None:
            return None
        if self._scene.element_at(pointer.x, pointer.y) is None:
            return key
        reach = (HANDLE + 3) / pointer.scale
        near = any(abs(x - pointer.x) <= reach and abs(y - pointer.y) <= reach for x, y in _handles(rect))
        return key if near else None


def _handles(rect: Rect) -> list[tuple[float, float]]:
    """The middles of a card's four sides."""
    x, y = rect.center
    return [(x, rect.y), (rect.right, y), (x, rect.bottom), (rect.x, y)]


def _distance(one: Pointer, other: Pointer) -> float:
    return max(abs(one.window[0] - other.window[0]), abs(one.window[1] - other.window[1]))


def select_hint() -> str:
    """What the arrow can do, for the hint line."""
    return _("Double-click the paper to write an objective. Drag from a card's edge to link it.")
