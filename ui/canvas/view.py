"""The paper on the screen: paints the scene through the camera, and hands mouse and keys on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Point, Rect
from ui.canvas import levels, overlay, player
from ui.canvas.camera import Camera, between, fitted, kept_near, opened
from ui.canvas.frames import Frames
from ui.canvas.scene import Scene
from ui.canvas.tiles import Tiles
from ui.canvas.title_editor import tab_way
from ui.canvas.touch import Touch
from ui.canvas.travelling import Travel, is_motion_wanted
from ui.guard import guard
from ui.selection import Selection
from ui.tools.tool import Pointer, Tool

STEP = 1.25
"""How much closer one press of zoom in comes."""

PAN = 64
"""Window pixels one press of an arrow key goes along when nothing is selected."""

READABLE = 0.7
"""The scale from which on a title can be read; what somebody goes to is not shown smaller."""

SLICE = 0.0025
"""Seconds of painting what is missing within one frame."""

SHOWN_EVERY = 0.12
"""Seconds after which what is painted so far is shown."""

AHEAD = 15
"""Milliseconds between two slices of painting what is not in view yet."""

REST = 25
"""Milliseconds after a change of scale until the picture is painted sharp."""


MOST_FRAMED = 50
"""Selected cards and links that say where the menu of all of them is opened."""


class MapView(QWidget):
    """One sheet of the map. It knows nothing of edits: tools do those, and say so in signals."""

    camera_changed = Signal()
    typed = Signal(str)
    """Letters were typed over the map."""
    arrow_pressed = Signal(int, int, bool)
    """An arrow key: steps right, steps down, and whether Shift asks for a fine step."""
    menu_asked = Signal(QPointF)
    """A right click, in window coordinates."""
    menu_key_pressed = Signal(QPointF)
    """The same by keyboard, for what is selected: where it is, in window coordinates."""
    escaped = Signal()
    grow_asked = Signal(int)
    """Tab (1), Shift+Tab (-1) or Enter (0) over the one card that is selected."""

    def __init__(self, scene: Scene, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = scene
        self.selection = selection
        self.camera = Camera()
        self._tool = Tool()
        self._panning_from: QPointF | None = None
        self._over: QPointF | None = None
        self._menu_at: QPointF | None = None
        self._space_held = False
        self._wants_fit = True
        self.is_presented = False
        self.is_smooth = False
        """Whether the camera goes to where it is sent in steps that can be seen."""
        self._travel = Travel(self._step, self)
        self._set_out = self.camera
        self._is_sharp = False
        self._is_painting_tiles = False
        self._shown = 0.0
        self.empty_words = ""
        self._tiles = Tiles(partial(levels.paint, scene), partial(levels.sketch, scene))
        self._frames = Frames()
        self._carried = Tiles(partial(levels.paint_carried, scene), partial(levels.sketch_carried, scene))
        self._rest = _once(self, REST, self.update)
        self._more = _once(self, 0, self._paint_more)
        self._ahead = _once(self, AHEAD, self._paint_ahead)
        scene.changed.connect(self._scene_changed)
        scene.lifted_anew.connect(lambda _none: self._carried.clear())
        self.setObjectName("map")
        self.setAccessibleName("Map")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setMinimumSize(240, 180)
        self._touch = Touch(self)
        self._came_by_keyboard = False
        selection.changed.connect(self.update)
        selection.lit_changed.connect(self._relight)

    @property
    def tool(self) -> Tool:
        """The tool in hand."""
        return self._tool

    def take(self, tool: Tool) -> None:
        """Take another tool; a gesture under way is dropped."""
        self._tool.cancel()
        self._tool = tool
        self._show_cursor()
        self.update()

    def set_camera(self, camera: Camera) -> None:
        """Look from somewhere else, at once."""
        self._travel.stop()
        self._look_from(camera)

    def _go_to(self, camera: Camera) -> None:
        """Look from somewhere else, in a few steps if that is wanted."""
        if self.is_smooth and self.isVisible() and camera != self.camera and is_motion_wanted():
            self._set_out = self.camera
            self._travel.start(camera)
        else:
            self.set_camera(camera)

    def _step(self, share: float) -> None:
        end = self._travel.end
        if end is not None:
            way = between(self._set_out, end, share, self.width(), self.height())
            self._look_from(end if share >= 1 else way)

    @property
    def destination(self) -> Camera:
        """Where the camera is going to be, or is."""
        return self._travel.end or self.camera

    def _look_from(self, camera: Camera) -> None:
        if camera != self.camera:
            if camera.scale != self.camera.scale:
                self._rest.start()
            self.camera = camera
            self._is_sharp = False
            self.camera_changed.emit()
            self.update()

    def open(self) -> None:
        """Show the sheet to somebody who comes to it: all of it, or as much as can be read."""
        self._wants_fit = self._wants_fit or not self.isVisible()
        cards = (rect_of(spot) for spot in self.scene.map.placements_on(self.scene.sheet).values())
        self._go_to(opened(self.scene.bounds(), cards, self.width(), self.height()))

    def wander(self, camera: Camera) -> None:
        """Look from somewhere else, as the hand that scrolls and zooms says, but never off the map."""
        self._wants_fit = False
        self.set_camera(kept_near(camera, self.scene.bounds(), self.width(), self.height()))

    def fit(self) -> None:
        """Show the whole map."""
        self._go_to(fitted(self.scene.bounds(), self.width(), self.height()))

    def resume(self, camera: Camera) -> None:
        """Look from where somebody looked before, whatever size the window comes to have."""
        self._wants_fit = False
        self.set_camera(camera)

    def _sent(self) -> None:
        """Somebody chose what to look at: another size of the window does not change it any more."""
        if self.isVisible() and not self.is_presented:
            self._wants_fit = False

    def present(self, presented: bool) -> None:
        """Be looked at by everybody: all of the map, whatever its room, without a frame round it; or no longer."""
        self.is_presented = self._wants_fit = presented
        if presented:
            self.set_camera(fitted(self.scene.bounds(), self.width(), self.height()))
        self.update()

    def zoom(self, factor: float) -> None:
        """Come closer, the middle of the window staying there."""
        self._sent()
        self._go_to(self.destination.zoomed(factor, self.width() / 2, self.height() / 2))

    def zoom_to(self, scale: float) -> None:
        """Look at this scale, 1 being 100 %."""
        self.zoom(scale / self.destination.scale)

    def reveal(self, rect: Rect) -> None:
        """Move just as far as is needed to see ``rect``."""
        seen = self.camera.seen(self.width(), self.height())
        margin = 24 / self.camera.scale
        dx = min(0.0, rect.x - margin - seen.x) or max(0.0, rect.right + margin - seen.right)
        dy = min(0.0, rect.y - margin - seen.y) or max(0.0, rect.bottom + margin - seen.bottom)
        self.set_camera(Camera(self.camera.scale, self.camera.x + dx, self.camera.y + dy))

    def show_rect(self, rect: Rect) -> None:
        """Move as far as is needed to see ``rect``, and away from it when it does not fit."""
        self._sent()
        seen = self.camera.seen(self.width(), self.height())
        if rect.width > seen.width or rect.height > seen.height:
            self._go_to(fitted(rect, self.width(), self.height(), self.camera.scale))
        else:
            self.reveal(rect)

    def look_at(self, rect: Rect) -> None:
        """Move as far as is needed to see ``rect`` and, as far as all of it fits, to read what is written there."""
        if self.destination.scale < READABLE:
            self.go_to(rect)
        else:
            self.show_rect(rect)

    def go_to(self, rect: Rect) -> None:
        """Have ``rect`` in the middle, near enough to read what is written there, as far as all of it fits."""
        self._sent()
        self._go_to(fitted(rect, self.width(), self.height(), max(self.destination.scale, READABLE)))

    def window_rect(self, rect: Rect) -> QRectF:
        """Where a part of the map is seen."""
        left, top = self.camera.to_window(rect.x, rect.y)
        return QRectF(left, top, rect.width * self.camera.scale, rect.height * self.camera.scale)

    def cancel(self) -> bool:
        """Drop the gesture under way; whether there was one."""
        dropped = self._tool.cancel()
        self.update()
        return dropped

    def _scene_changed(self, parts: tuple[Rect, ...] | None) -> None:
        self._is_sharp = False
        if parts is None:
            self._tiles.forget()
        else:
            self._tiles.spoil(parts)
        if not self._is_painting_tiles:  # what is found out there is shown with the rest, when that is finished
            self.update()

    @property
    def is_painting(self) -> bool:
        """Whether the picture is not yet as sharp as it will be."""
        return not self._is_sharp

    def stop_painting(self) -> None:
        """Paint nothing more in the background; the next frame begins again with what is missing."""
        self.set_camera(self.destination)
        self._rest.stop()
        self._more.stop()
        self._ahead.stop()

    def _relight(self) -> None:
        self.scene.lit = self.selection.lit
        self.update()

    def _show_cursor(self) -> None:
        if self._panning_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space_held:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(self._tool.cursor)

    def pointer_at(self, screen: QPointF) -> Pointer | None:
        """The place of the map at a point of the screen; None where that is beside the map."""
        at = self.mapFromGlobal(screen)
        if not QRectF(self.rect()).contains(at):
            return None
        return Pointer(*self.camera.to_map(at.x(), at.y()), (at.x(), at.y()), self.camera.scale)

    @property
    def pointed_at(self) -> Point | None:
        """The place of the map the mouse is over, or was when it asked for the menu; None while it is elsewhere."""
        return self._place(self._menu_at if self._menu_at is not None else self._over)

    @property
    def menu_asked_at(self) -> Point | None:
        """The place of the map the menu was asked for at; None once the mouse has gone on."""
        return self._place(self._menu_at)

    def _ask_by_keyboard(self) -> None:
        """Ask for what can be done with what is selected: below it if it is in sight, else in the middle."""
        room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        around = self.scene.rect_around(sorted(self.selection.keys)[:MOST_FRAMED])
        at = self.window_rect(around).center() if around is not None else room.center()
        self.menu_key_pressed.emit(at if room.contains(at) else room.center())

    def _place(self, at: QPointF | None) -> Point | None:
        return self.camera.to_map(at.x(), at.y()) if at is not None else None

    def ask_for_menu(self, at: QPointF) -> None:
        """Ask for what can be done at a place of the window."""
        self._menu_at = at
        self.menu_asked.emit(at)

    def _pointer(self, event: QMouseEvent) -> Pointer:
        at = event.position()
        x, y = self.camera.to_map(at.x(), at.y())
        held = event.modifiers()
        return Pointer(
            x,
            y,
            (at.x(), at.y()),
            self.camera.scale,
            shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
            control=bool(held & Qt.KeyboardModifier.ControlModifier),
        )

    @guard
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.fillRect(self.rect(), QColor(self.scene.theme.canvas.paper))
            self._paint_map(painter)
            overlay.band_names(painter, self.camera, self.scene)
            self._frames.paint(painter, self.camera, self.scene, self.selection.keys)
            overlay.lit_ways(painter, self.camera, self.scene, self.selection.ways)
            overlay.lit_loop(painter, self.camera, self.scene, self.selection.loop)
            self._tool.paint(painter, self.camera)
            if self._came_by_keyboard and not self.is_presented:
                overlay.focus_frame(painter, self.rect(), self.scene.theme)
            if self.empty_words and not self.scene.has_elements:
                overlay.words(painter, self.rect(), self.empty_words, self.scene.theme)
        finally:
            painter.end()

    def _paint_map(self, painter: QPainter) -> None:
        """Paint what is missing for as long as a slice lasts, then show what there is.

        Until it is known where everything is, and while the scale is being changed, nothing is painted; what was
        finished before, or a sketch, stands in.
        """
        scene, camera, size = self.scene, self.camera, (self.width(), self.height(), self.devicePixelRatioF())
        until, rests = time.perf_counter() + SLICE, not self._rest.isActive()
        finished = rests and self._paint_tiles(until)
        self._tiles.show(painter, camera, *size)
        carried = scene.carried
        if carried is not None:
            seen_from = replace(camera, x=camera.x - carried.dx, y=camera.y - carried.dy)
            if not carried.lands and rests:
                finished &= self._carried.paint(seen_from, *size, until)
            self._carried.show(painter, seen_from, *size)
        with _on_map(painter, camera):
            levels.paint_floating(painter, scene, camera.seen(self.width(), self.height()), camera.scale)
        self._is_sharp, self._shown = finished, time.perf_counter()
        if finished:
            scene.caught_up()
            self._ahead.start()
        else:
            self._ahead.stop()
            if rests:
                self._more.start()

    def _paint_tiles(self, until: float) -> bool:
        """Paint what is missing in view; whether all of it is finished. First it must be known where things are."""
        size = (self.width(), self.height(), self.devicePixelRatioF())
        self._is_painting_tiles = True
        try:
            return self.scene.is_ready(until) and self._tiles.paint(self.camera, *size, until)
        finally:
            self._is_painting_tiles = False

    def _paint_more(self) -> None:
        """Go on painting between two frames; it is shown when it is finished, and now and then before."""
        started = time.perf_counter()
        if self._paint_tiles(started + SLICE) or started > self._shown + SHOWN_EVERY:
            self.update()
        else:
            self._more.start()

    def _paint_ahead(self) -> None:
        """Nothing else is to do: lead links round cards that moved, and paint what comes into view next."""
        until = time.perf_counter() + SLICE
        size = (self.width(), self.height(), self.devicePixelRatioF())
        if not self.scene.settle(until) or not self._tiles.paint(self.camera, *size, until, around=1):
            self._ahead.start()

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wants_fit and event.size().width() > 0:
            if self.is_presented:
                self.fit()
            else:
                self.open()
        self._wants_fit = self._wants_fit and (self.is_presented or not self.isVisible())

    @guard
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop_painting()
        if not event.spontaneous():  # a window that is only minimised comes back as it was
            self._tiles.clear()
            self._carried.clear()
            self._is_sharp = False

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._travel.stop()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._wants_fit = False
        self._over, self._menu_at = event.position(), None
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space_held and event.button() == Qt.MouseButton.LeftButton):
            self._panning_from = event.position()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._tool.press(self._pointer(event))
        elif event.button() == Qt.MouseButton.RightButton and not self.cancel():
            self.ask_for_menu(event.position())
        self._show_cursor()
        self.update()

    @guard
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over, self._menu_at = event.position(), None
        if self._panning_from is not None:
            way = event.position() - self._panning_from
            self._panning_from = event.position()
            self.wander(self.camera.panned(way.x(), way.y()))
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._tool.move(self._pointer(event))
        else:
            self._tool.hover(self._pointer(event))
        self._show_cursor()
        self.update()

    @guard
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning_from is not None:
            self._panning_from = None
        elif event.button() == Qt.MouseButton.LeftButton:
            self._tool.release(self._pointer(event))
        self._show_cursor()
        self.update()

    @guard
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._space_held:
            self._tool.double_click(self._pointer(event))
            self.update()

    @guard
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = event.position()
            self.wander(self.camera.zoomed(1.0015 ** turned.y(), at.x(), at.y()))
        else:
            way = event.pixelDelta() if not event.pixelDelta().isNull() else turned
            sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and way.x() == 0
            dx, dy = (way.y(), 0) if sideways else (way.x(), way.y())
            self.wander(self.camera.panned(dx, dy))
        event.accept()

    @guard
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent | QNativeGestureEvent) and self._touch.takes(event):
            self._wants_fit = False
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.update()  # on a finer or coarser screen the tiles are painted anew
        if isinstance(event, QKeyEvent) and self._takes_tab(event):
            return True
        if isinstance(event, QContextMenuEvent) and event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_by_keyboard()
            return True
        if event.type() == QEvent.Type.Leave:
            self._over = None
            self._tool.leave()
            self.update()
        return super().event(event)

    def _takes_tab(self, event: QKeyEvent) -> bool:
        """Have Tab write the next card; without one selected it goes on to the next part of the window."""
        takes = event.type() == QEvent.Type.KeyPress and event.key() in _TABS and self._holds_one_card()
        if takes:
            self.grow_asked.emit(tab_way(event))
        return takes

    def _holds_one_card(self) -> bool:
        """Whether just one card is selected, and nothing else."""
        return len(self.selection.keys) == 1 and self.scene.rect_of(next(iter(self.selection.keys))) is not None

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        plain = not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key in _ARROWS and plain:
            dx, dy = _ARROWS[key]
            self.arrow_pressed.emit(dx, dy, bool(held & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Space and plain:
            self._space_held = self._space_held or not event.isAutoRepeat()
            self._show_cursor()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self._holds_one_card():
            self.grow_asked.emit(0)
        elif key == Qt.Key.Key_Escape:
            if not self.cancel():
                self.escaped.emit()
        elif key == Qt.Key.Key_F10 and held == Qt.KeyboardModifier.ShiftModifier:
            self._ask_by_keyboard()
        elif plain and event.text() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @guard
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False
            self._show_cursor()
        else:
            super().keyReleaseEvent(event)

    @guard
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._came_by_keyboard = event.reason() in _BY_KEYBOARD
        self.update()

    @guard
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._came_by_keyboard = False
        self._space_held = False
        self._panning_from = None
        self._touch.drop()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.cancel()


@contextmanager
def _on_map(painter: QPainter, camera: Camera) -> Iterator[None]:
    """The painter draws in map coordinates."""
    with player.saved(painter):
        painter.scale(camera.scale, camera.scale)
        painter.translate(-camera.x, -camera.y)
        yield


def _once(parent: QObject, milliseconds: int, run: Callable[[], None]) -> QTimer:
    """A timer that runs something once, so long after it was last started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer


_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
