"""The hand on the map: the tool it holds, where it points, and moving the paper with it.

Apart from the view, which hears of the mouse from Qt: here is which button and key mean the tool, which the paper,
and which ask for the menu.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from stratmap.drawing.primitives import Point
from ui.canvas.edge_scroll import EdgeScroll
from ui.canvas.looking import Looking
from ui.tools.tool import Pointer, Tool


class Hand(QObject):
    """The mouse over a widget that shows the map."""

    menu_asked = Signal(QPointF)
    """A right click, in window coordinates."""

    def __init__(self, looking: Looking, widget: QWidget) -> None:
        super().__init__(widget)
        self._looking = looking
        self._widget = widget
        self._tool = Tool()
        self._panning_from: QPointF | None = None
        self._over: QPointF | None = None
        self._menu_at: QPointF | None = None
        self._space_held = False
        self._held: QMouseEvent | None = None
        self._edge = EdgeScroll(looking, widget, lambda: self._held is not None and self._tool.goes_on)
        looking.camera_changed.connect(self._paper_moved)

    @property
    def tool(self) -> Tool:
        """The tool in hand."""
        return self._tool

    def take(self, tool: Tool) -> None:
        """Take another tool; a gesture under way is dropped."""
        self._let_tool_go()
        self._tool.cancel()
        self._tool = tool
        self._show_cursor()
        self._widget.update()

    def cancel(self) -> bool:
        """Drop the gesture under way; whether there was one."""
        self._let_tool_go()
        dropped = self._tool.cancel()
        self._widget.update()
        return dropped

    # where it points

    def pointer_at(self, screen: QPointF) -> Pointer | None:
        """The place of the map at a point of the screen; None where that is beside the map."""
        at = self._widget.mapFromGlobal(screen)
        if not QRectF(self._widget.rect()).contains(at):
            return None
        camera = self._looking.camera
        return Pointer(*camera.to_map(at.x(), at.y()), (at.x(), at.y()), camera.scale)

    @property
    def pointed_at(self) -> Point | None:
        """The place of the map the mouse is over, or was when it asked for the menu; None while it is elsewhere."""
        return self._place(self._menu_at if self._menu_at is not None else self._over)

    @property
    def menu_asked_at(self) -> Point | None:
        """The place of the map the menu was asked for at; None once the mouse has gone on."""
        return self._place(self._menu_at)

    def _place(self, at: QPointF | None) -> Point | None:
        return self._looking.camera.to_map(at.x(), at.y()) if at is not None else None

    def ask_for_menu(self, at: QPointF) -> None:
        """Ask for what can be done at a place of the window."""
        self._menu_at = at
        self.menu_asked.emit(at)

    # what it does

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        self._over, self._menu_at = event.position(), None
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space_held and event.button() == Qt.MouseButton.LeftButton):
            self._panning_from = event.position()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._hold(event)
            self._edge.begin(event.position())
            self._tool.press(self._pointer(event))
        elif event.button() == Qt.MouseButton.RightButton and not self.cancel():
            self.ask_for_menu(event.position())
        self._show_cursor()
        self._widget.update()

    def move(self, event: QMouseEvent) -> None:
        """The mouse moves, with or without a button down."""
        self._over, self._menu_at = event.position(), None
        if self._panning_from is not None:
            way = event.position() - self._panning_from
            self._panning_from = event.position()
            self._looking.wander(self._looking.camera.panned(way.x(), way.y()))
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._tool.move(self._pointer(event))
            if self._held is not None:
                self._hold(event)
                self._edge.follow(event.position())
        else:
            self._tool.hover(self._pointer(event))
        self._show_cursor()
        self._widget.update()

    def release(self, event: QMouseEvent) -> None:
        """A button comes up."""
        if self._panning_from is not None:
            self._panning_from = None
        elif event.button() == Qt.MouseButton.LeftButton:
            self._let_tool_go()
            self._tool.release(self._pointer(event))
        self._show_cursor()
        self._widget.update()

    def double_click(self, event: QMouseEvent) -> None:
        """A button goes down a second time."""
        if event.button() == Qt.MouseButton.LeftButton and not self._space_held:
            self._tool.double_click(self._pointer(event))
            self._widget.update()

    def turn(self, event: QWheelEvent) -> None:
        """The wheel turns: the paper moves, or comes closer to where the mouse is."""
        turned, camera = event.angleDelta(), self._looking.camera
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = event.position()
            self._looking.wander(camera.zoomed(1.0015 ** turned.y(), at.x(), at.y()))
        else:
            way = event.pixelDelta() if not event.pixelDelta().isNull() else turned
            sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and way.x() == 0
            dx, dy = (way.y(), 0) if sideways else (way.x(), way.y())
            self._looking.wander(camera.panned(dx, dy))

    def leave(self) -> None:
        """The mouse is no longer over the map."""
        self._over = None
        self._tool.leave()
        self._widget.update()

    def hold_space(self, held: bool) -> None:
        """While the space bar is down the hand holds the paper."""
        self._space_held = held
        self._show_cursor()

    def let_go(self) -> None:
        """The keyboard is elsewhere: the hand holds the paper no longer."""
        self._space_held = False
        self._panning_from = None

    def _hold(self, event: QMouseEvent) -> None:
        """Remember where the tool is at work."""
        self._held = event.clone()

    def _let_tool_go(self) -> None:
        self._held = None
        self._edge.stop()

    def _paper_moved(self) -> None:
        """What is dragged stays under the mouse, whatever moved the paper."""
        if self._held is not None and self._panning_from is None:
            self._tool.move(self._pointer(self._held))
            self._widget.update()

    def _pointer(self, event: QMouseEvent) -> Pointer:
        at, camera, held = event.position(), self._looking.camera, event.modifiers()
        x, y = camera.to_map(at.x(), at.y())
        return Pointer(
            x,
            y,
            (at.x(), at.y()),
            camera.scale,
            shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
            control=bool(held & Qt.KeyboardModifier.ControlModifier),
        )

    def _show_cursor(self) -> None:
        if self._panning_from is not None:
            self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space_held:
            self._widget.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._widget.setCursor(self._tool.cursor)
