"""The arrow: select, move, band, link from a card's edge, and write by double-clicking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.kinds import ElementKind
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.i18n import _
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.notice import Say
from ui.selection import Selection
from ui.tools import hints
from ui.tools.badges import badge_at
from ui.tools.banding import Banding
from ui.tools.bending import Bending
from ui.tools.dragging import Beyond, Dragging
from ui.tools.gestures import Gesture
from ui.tools.grips import Grips
from ui.tools.linking import Linking, WriteLinked
from ui.tools.tool import Pointer, Tool

FIRST_MOVE = 4.0
"""Window pixels the mouse must go before a press becomes a drag."""

REACH = 12.0
"""Window pixels outside a card's edge within which a drag makes a link."""

HANDLE = 5.0
"""Radius in window pixels of the dots a link can be drawn from; what can be hit is larger."""

LARGE = 32.0
"""Window pixels of a card's shorter side from which on it has all of both; a smaller one is easier to move so."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The ways a title gets written: that of a card, or that of a new element somewhere, alone or linked."""

    rename: Callable[[str], None]
    create: Callable[[ElementKind, float, float], None]
    write_linked: WriteLinked


class SelectTool(Tool):
    """The tool one always comes back to."""

    def __init__(
        self,
        document: Document,
        scene: Scene,
        selection: Selection,
        writing: Writing,
        say: Say,
        *,
        above: Sequence[Grips] = (),
        below: Sequence[Grips] = (),
        badge_clicked: Callable[[str], object] | None = None,
        beyond: Beyond | None = None,
        kept_in_sight: Callable[[Rect], None] | None = None,
    ) -> None:
        """``above`` are grips that come before cards and links, ``below`` those that come after them.

        ``beyond`` is where cards can be dragged to beside the map. ``kept_in_sight`` hears where one was put.
        ``badge_clicked`` hears of the element whose badge was clicked.
        """
        self._badge_clicked = badge_clicked
        self._beyond = beyond
        self._kept_in_sight = kept_in_sight
        self._document = document
        self._scene = scene
        self._selection = selection
        self._writing = writing
        self._say = say
        self._above = tuple(above)
        self._below = tuple(below)
        self._grip: Gesture | None = None
        self._pressed: Pointer | None = None
        self._pressed_on: str | None = None
        self._edge: str | None = None
        self._was_selected = False
        self._hovered: str | None = None
        self._gesture: Gesture | None = None

    @property
    def goes_on(self) -> bool:
        gesture = self._gesture
        return gesture is not None and not (isinstance(gesture, Dragging) and gesture.is_beyond)

    def press(self, pointer: Pointer) -> None:
        self._pressed = pointer
        self._edge = self._pressed_on = None
        self._grip = _grasped(self._above, pointer)
        if self._grip is not None:
            return
        self._edge = self._edge_at(pointer)
        reach = 6 / pointer.scale
        key = self._edge or self._scene.places.element_at(pointer.x, pointer.y)
        key = key or self._scene.link_at(pointer.x, pointer.y, reach)
        self._pressed_on = key
        self._was_selected = key in self._selection.keys
        if key is None:
            self._grip = _grasped(self._below, pointer)
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
        if self._grip is not None:
            return self._grip
        if self._edge is not None:
            return Linking(
                *(self._document, self._scene, self._selection, self._say, self._edge),
                write_linked=self._writing.write_linked,
            )
        if self._pressed_on is None:
            return Banding(self._scene, self._selection, start, self._selection.keys)
        elements = [key for key in self._selection.elements if self._scene.rect_of(key) is not None]
        if self._pressed_on in elements:
            known = (self._document, self._scene, self._say)
            return Dragging(*known, elements, start, self._beyond, self._kept_in_sight)
        way = self._scene.route_of(self._pressed_on) if self._pressed_on in self._document.map.links else None
        if way is not None and self._selection.keys == {self._pressed_on}:
            return Bending(self._document, self._scene, self._say, self._pressed_on, start, way.middle)
        return None

    def release(self, pointer: Pointer) -> None:
        gesture, self._gesture = self._gesture, None
        pressed, self._pressed = self._pressed, None
        grip, self._grip = self._grip, None
        if gesture is not None:
            gesture.release(pointer)
        elif pressed is not None and self._clicks_badge(pressed):
            pass
        elif pressed is not None and grip is not None:
            self._click_through(pressed)
        elif pressed is not None and self._pressed_on and not (pointer.shift or pointer.control):
            self._selection.set({self._pressed_on})
            if self._pressed_on in self._document.map.links and not self._was_selected:
                self._say(_(hints.SELECTED_LINK))
        self.hover(pointer)

    def _clicks_badge(self, pointer: Pointer) -> bool:
        """Whether a click went to a badge: its card is selected, and whoever listens shows what was found."""
        key = None if pointer.shift or pointer.control else badge_at(self._scene, pointer)
        if key is None or self._badge_clicked is None:
            return False
        self._selection.set({key})
        self._badge_clicked(key)
        return True

    def _click_through(self, pointer: Pointer) -> None:
        """A grip that is pressed and not dragged was not meant: select what lies under it."""
        key = self._scene.places.element_at(pointer.x, pointer.y)
        if key is not None and (pointer.shift or pointer.control):
            self._selection.toggle(key)
        elif key is not None:
            self._selection.set({key})

    def leave(self) -> None:
        self._hovered = None

    def hover(self, pointer: Pointer) -> None:
        self._hovered = self._scene.places.element_at(pointer.x, pointer.y, REACH / pointer.scale)
        self.cursor = self._cursor_at(pointer)

    def _cursor_at(self, pointer: Pointer) -> Qt.CursorShape:
        if self._badge_clicked is not None and badge_at(self._scene, pointer) is not None:
            return Qt.CursorShape.PointingHandCursor
        above = _cursor(self._above, pointer)
        if above is not None:
            return above
        if self._edge_at(pointer) is not None:
            return Qt.CursorShape.CrossCursor
        below = _cursor(self._below, pointer) if self._hovered is None else None
        if below is None or self._scene.link_at(pointer.x, pointer.y, 6 / pointer.scale) is not None:
            return Qt.CursorShape.ArrowCursor
        return below

    def double_click(self, pointer: Pointer) -> None:
        if any(each.double_click(pointer) for each in self._above):
            return
        key = self._scene.places.element_at(pointer.x, pointer.y)
        if key is not None:
            self._writing.rename(key)
        elif self._scene.link_at(pointer.x, pointer.y, 6 / pointer.scale) is None and not any(
            each.double_click(pointer) for each in self._below
        ):
            self._writing.create(ElementKind.OBJECTIVE, pointer.x, pointer.y)

    def cancel(self) -> bool:
        gesture, self._gesture, self._pressed, self._grip = self._gesture, None, None, None
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def paint(self, painter: QPainter, camera: Camera) -> None:
        if self._gesture is not None:
            self._gesture.paint(painter, camera)
            return
        for each in (*self._above, *self._below):
            each.paint(painter, camera)
        rect = self._scene.rect_of(self._hovered) if self._hovered else None
        if rect is None:
            return
        accent = QColor(self._scene.theme.chrome.accent)
        painter.setPen(QPen(QColor(self._scene.theme.canvas.paper), 1.5))
        painter.setBrush(accent)
        radius = max(HANDLE * _share(rect, camera.scale), 2.0)
        for point in _handles(rect):
            painter.drawEllipse(QPointF(*camera.to_window(*point)), radius, radius)

    def _edge_at(self, pointer: Pointer) -> str | None:
        """The card whose edge the mouse is on: from just outside it, or on one of its dots."""
        key = self._scene.places.element_at(pointer.x, pointer.y, REACH / pointer.scale)
        rect = self._scene.rect_of(key) if key else None
        if rect is None:
            return None
        share = _share(rect, pointer.scale)
        if self._scene.places.element_at(pointer.x, pointer.y) is None:
            room = rect.grown(REACH * share / pointer.scale)
            return key if room.holds(pointer.x, pointer.y) else None
        reach = (HANDLE + 3) / pointer.scale
        near = any(abs(x - pointer.x) <= reach and abs(y - pointer.y) <= reach for x, y in _handles(rect))
        return key if near and share == 1.0 else None


def _share(rect: Rect, scale: float) -> float:
    """How much of the edge's reach a card has that is as small as this in the window: from a third to all."""
    return min(max(min(rect.width, rect.height) * scale / LARGE, 1 / 3), 1.0)


def _grasped(grips: Sequence[Grips], pointer: Pointer) -> Gesture | None:
    """What a drag from here does to the first grip that is there."""
    return next((gesture for each in grips if (gesture := each.grasp(pointer)) is not None), None)


def _cursor(grips: Sequence[Grips], pointer: Pointer) -> Qt.CursorShape | None:
    """The cursor over the first grip that is there."""
    return next((cursor for each in grips if (cursor := each.cursor(pointer)) is not None), None)


def _handles(rect: Rect) -> list[tuple[float, float]]:
    """The middles of a card's four sides."""
    x, y = rect.center
    return [(x, rect.y), (rect.right, y), (x, rect.bottom), (rect.x, y)]


def _distance(one: Pointer, other: Pointer) -> float:
    return max(abs(one.window[0] - other.window[0]), abs(one.window[1] - other.window[1]))
