"""The paper on the screen: the widget that Qt tells to paint, and tells of mouse, keys and focus.

It hands these on: to ``painting`` what is to be painted, to ``hand`` the mouse, to ``touch`` the fingers; ``looking``
says what is seen. What a key means over the map is here.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
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

from stratmap.drawing.primitives import Rect
from ui.canvas import overlay
from ui.canvas.camera import Camera
from ui.canvas.frames import Frames
from ui.canvas.hand import Hand
from ui.canvas.looking import Looking
from ui.canvas.painting import Painting
from ui.canvas.scene import Scene
from ui.canvas.title_editor import tab_way
from ui.canvas.touch import Touch
from ui.guard import guard
from ui.selection import Selection

MOST_FRAMED = 50
"""Selected cards and links that say where the menu of all of them is opened."""


class MapView(QWidget):
    """One sheet of the map. It knows nothing of edits: tools do those, and say so in signals."""

    typed = Signal(str)
    """Letters were typed over the map."""
    arrow_pressed = Signal(int, int, bool)
    """An arrow key: steps right, steps down, and whether Shift asks for a fine step."""
    menu_key_pressed = Signal(QPointF)
    """The menu was asked for by keyboard, for what is selected: where it is, in window coordinates."""
    escaped = Signal()
    grow_asked = Signal(int)
    """Tab (1), Shift+Tab (-1) or Enter (0) over the one card that is selected."""

    def __init__(self, scene: Scene, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = scene
        self.selection = selection
        self.looking = Looking(scene, self)
        self.painting = Painting(scene, self.looking, self)
        self.hand = Hand(self.looking, self)
        self.empty_words = ""
        self._frames = Frames()
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
    def camera(self) -> Camera:
        """Where the view looks from; ``looking`` is told to look from elsewhere."""
        return self.looking.camera

    def window_rect(self, rect: Rect) -> QRectF:
        """Where a part of the map is seen."""
        left, top = self.camera.to_window(rect.x, rect.y)
        return QRectF(left, top, rect.width * self.camera.scale, rect.height * self.camera.scale)

    def stop_painting(self) -> None:
        """Be at once where the camera is going to, and paint nothing more until the next frame."""
        self.looking.set_camera(self.looking.destination)
        self.painting.stop()

    def _relight(self) -> None:
        self.scene.lit = self.selection.lit
        self.update()

    def _ask_by_keyboard(self) -> None:
        """Ask for what can be done with what is selected: below it if it is in sight, else in the middle."""
        room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        around = self.scene.rect_around(sorted(self.selection.keys)[:MOST_FRAMED])
        at = self.window_rect(around).center() if around is not None else room.center()
        self.menu_key_pressed.emit(at if room.contains(at) else room.center())

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
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.fillRect(self.rect(), QColor(self.scene.theme.canvas.paper))
            self.painting.paint(painter)
            overlay.band_names(painter, self.camera, self.scene)
            self._frames.paint(painter, self.camera, self.scene, self.selection.keys)
            overlay.lit_ways(painter, self.camera, self.scene, self.selection.ways)
            overlay.lit_loop(painter, self.camera, self.scene, self.selection.loop)
            self.hand.tool.paint(painter, self.camera)
            if self._came_by_keyboard and not self.looking.is_presented:
                overlay.focus_frame(painter, self.rect(), self.scene.theme)
            if self.empty_words and not self.scene.has_elements:
                beside = overlay.names_end(self.camera, self.scene)
                overlay.words(painter, self.rect(), self.empty_words, self.scene.theme, beside)
        finally:
            painter.end()

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.looking.resized()

    @guard
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop_painting()
        if not event.spontaneous():  # a window that is only minimised comes back as it was
            self.painting.clear()

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.looking.halt()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.looking.wants_fit = False
        self.hand.press(event)

    @guard
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event)

    @guard
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(event)

    @guard
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hand.double_click(event)

    @guard
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hand.turn(event)
        event.accept()

    @guard
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent | QNativeGestureEvent) and self._touch.takes(event):
            self.looking.wants_fit = False
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.update()  # on a finer or coarser screen the tiles are painted anew
        if isinstance(event, QKeyEvent) and self._takes_tab(event):
            return True
        if isinstance(event, QContextMenuEvent) and event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_by_keyboard()
            return True
        if event.type() == QEvent.Type.Leave:
            self.hand.leave()
        return super().event(event)

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        plain = not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key in _ARROWS and plain:
            dx, dy = _ARROWS[key]
            self.arrow_pressed.emit(dx, dy, bool(held & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Space and plain:
            if not event.isAutoRepeat():
                self.hand.hold_space(True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self._holds_one_card():
            self.grow_asked.emit(0)
        elif key == Qt.Key.Key_Escape:
            if not self.hand.cancel():
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
            self.hand.hold_space(False)
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
        self.hand.let_go()
        self._touch.drop()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hand.cancel()


_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
