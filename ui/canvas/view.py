"""The paper on the screen: paints the scene through the camera, and hands mouse and keys on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
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

from stratmap.drawing.primitives import Rect
from ui.canvas import levels, overlay, player
from ui.canvas.camera import Camera, fitted
from ui.canvas.scene import Scene
from ui.canvas.tiles import Tiles
from ui.canvas.touch import Touch
from ui.guard import guard
from ui.selection import Selection
from ui.tools.tool import Pointer, Tool

STEP = 1.25
"""How much closer one press of zoom in comes."""

PAN = 64
"""Window pixels one press of an arrow key goes along when nothing is selected."""


REST = 70
"""Milliseconds after a change of scale until the picture is painted sharp."""


class MapView(QWidget):
    """One sheet of the map. It knows nothing of edits: tools do those, and say so in signals."""

    camera_changed = Signal()
    typed = Signal(str)
    """Letters were typed over the map."""
    arrow_pressed = Signal(int, int, bool)
    """An arrow key: steps right, steps down, and whether Shift asks for a fine step."""
    menu_asked = Signal(QPointF)
    """A right click, in window coordinates."""
    escaped = Signal()

    def __init__(self, scene: Scene, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = scene
        self.selection = selection
        self.camera = Camera()
        self._tool = Tool()
        self._panning_from: QPointF | None = None
        self._space_held = False
        self._wants_fit = True
        self.empty_words = ""
        self._tiles = Tiles(lambda painter, part, scale: levels.paint(painter, scene, part, scale))
        self._rest = _once(self, REST, self.update)
        self._more = _once(self, 0, self.update)
        scene.changed.connect(self._scene_changed)
        self.setObjectName("map")
        self.setAccessibleName("Map")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setMinimumSize(240, 180)
        self._touch = Touch(self)
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
        """Look from somewhere else."""
        if camera != self.camera:
            if camera.scale != self.camera.scale:
                self._rest.start()
            self.camera = camera
            self.camera_changed.emit()
            self.update()

    def fit(self) -> None:
        """Show the whole map."""
        self.set_camera(fitted(self.scene.bounds(), self.width(), self.height()))

    def zoom(self, factor: float) -> None:
        """Come closer, the middle of the window staying there."""
        self.set_camera(self.camera.zoomed(factor, self.width() / 2, self.height() / 2))

    def zoom_to(self, scale: float) -> None:
        """Look at this scale, 1 being 100 %."""
        self.zoom(scale / self.camera.scale)

    def reveal(self, rect: Rect) -> None:
        """Move just as far as is needed to see ``rect``."""
        seen = self.camera.seen(self.width(), self.height())
        margin = 24 / self.camera.scale
        dx = min(0.0, rect.x - margin - seen.x) or max(0.0, rect.right + margin - seen.right)
        dy = min(0.0, rect.y - margin - seen.y) or max(0.0, rect.bottom + margin - seen.bottom)
        self.set_camera(Camera(self.camera.scale, self.camera.x + dx, self.camera.y + dy))

    def show_rect(self, rect: Rect) -> None:
        """Move as far as is needed to see ``rect``, and away from it when it does not fit."""
        seen = self.camera.seen(self.width(), self.height())
        if rect.width > seen.width or rect.height > seen.height:
            self.set_camera(fitted(rect, self.width(), self.height(), self.camera.scale))
        else:
            self.reveal(rect)

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
        if parts is None:
            self._tiles.forget()
        else:
            self._tiles.spoil(parts)
        self.update()

    def stop_painting(self) -> None:
        """Paint nothing more in the background; the next frame begins again with what is missing."""
        self._rest.stop()
        self._more.stop()

    def _relight(self) -> None:
        self.scene.lit = self.selection.lit

    def _show_cursor(self) -> None:
        if self._panning_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space_held:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(self._tool.cursor)

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
            ratio, rests = self.devicePixelRatioF(), not self._rest.isActive()
            finished = self._tiles.show(painter, self.camera, self.width(), self.height(), ratio, rests=rests)
            overlay.band_names(painter, self.camera, self.scene)
            with player.saved(painter):
                painter.scale(self.camera.scale, self.camera.scale)
                painter.translate(-self.camera.x, -self.camera.y)
                levels.paint_floating(painter, self.scene, self.camera.scale)
            if finished:
                self.scene.caught_up()
            elif rests:
                self._more.start()
            overlay.selected(painter, self.camera, self.scene, self.selection)
            overlay.lit_loop(painter, self.camera, self.scene, self.selection.loop)
            self._tool.paint(painter, self.camera)
            if self.empty_words and not self.scene.has_elements:
                overlay.words(painter, self.rect(), self.empty_words, self.scene.theme)
        finally:
            painter.end()

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wants_fit and event.size().width() > 0:
            self.fit()
        self._wants_fit = self._wants_fit and not self.isVisible()

    @guard
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop_painting()

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._wants_fit = False
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space_held and event.button() == Qt.MouseButton.LeftButton):
            self._panning_from = event.position()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._tool.press(self._pointer(event))
        elif event.button() == Qt.MouseButton.RightButton and not self.cancel():
            self.menu_asked.emit(event.position())
        self._show_cursor()
        self.update()

    @guard
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning_from is not None:
            way = event.position() - self._panning_from
            self._panning_from = event.position()
            self.set_camera(self.camera.panned(way.x(), way.y()))
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
        self._wants_fit = False
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = event.position()
            self.set_camera(self.camera.zoomed(1.0015 ** turned.y(), at.x(), at.y()))
        else:
            way = event.pixelDelta() if not event.pixelDelta().isNull() else turned
            sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and way.x() == 0
            dx, dy = (way.y(), 0) if sideways else (way.x(), way.y())
            self.set_camera(self.camera.panned(dx, dy))
        event.accept()

    @guard
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent | QNativeGestureEvent) and self._touch.takes(event):
            self._wants_fit = False
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.update()  # on a finer or coarser screen the tiles are painted anew
        return super().event(event)

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
        elif key == Qt.Key.Key_Escape:
            if not self.cancel():
                self.escaped.emit()
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
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space_held = False
        self._panning_from = None
        self._touch.drop()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.cancel()


def _once(parent: QObject, milliseconds: int, run: Callable[[], None]) -> QTimer:
    """A timer that runs something once, so long after it was last started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer


_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
