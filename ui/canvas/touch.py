"""Fingers on the map: one works like the mouse, held still it asks for the menu, two move and zoom the map.

On a touch screen the fingers come one by one; a touchpad tells finished gestures (and turns a wheel for the rest).
A pen needs nothing here: Qt makes a mouse of it.
"""

from __future__ import annotations

import time
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QEventPoint, QGuiApplication, QInputDevice, QMouseEvent, QNativeGestureEvent, QTouchEvent

from ui.once import once

if TYPE_CHECKING:
    from ui.canvas.view import MapView

STILL = 10.0
"""Window pixels a finger may tremble before it is taken to move."""

NEAR = 32.0
"""Window pixels apart two taps may be to count as a double tap."""

LONG = 600
"""Milliseconds a finger rests on the map before the menu opens."""

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_LIFTED = QEventPoint.State.Released


class Touch(QObject):
    """What the fingers on one view are doing. A finger does nothing until it moves, goes away or stays."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._down: QPointF | None = None
        self._is_dragging = False
        self._is_over = False
        self._fingers: tuple[QPointF, QPointF] | None = None
        self._last_tap: tuple[float, QPointF] | None = None
        self._long = once(self, self._ask_for_menu, LONG)
        view.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def takes(self, event: QEvent) -> bool:
        """Follow a touch or a touchpad's gesture; False when the event is for others."""
        if isinstance(event, QNativeGestureEvent):
            return self._gesture(event)
        if not isinstance(event, QTouchEvent):
            return False
        if event.device().type() == QInputDevice.DeviceType.TouchPad:
            return False  # its gestures come by themselves
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            self.drop()
        else:
            self._follow([point for point in event.points() if point.state() != _LIFTED], event.points())
        return True

    def drop(self) -> None:
        """Forget the fingers, and what they were doing."""
        if self._is_dragging:
            self._view.hand.cancel()
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._long.stop()
        self._down = self._fingers = None
        self._is_dragging = self._is_over = False

    def _follow(self, there: list[QEventPoint], every: list[QEventPoint]) -> None:
        if len(there) >= 2:
            self._two(there[0].position(), there[1].position())
        elif not there:
            self._all_gone(every[0].position())
        elif not self._is_over and self._fingers is None:
            self._one(there[0].position())
        else:
            self._fingers, self._is_over = None, True  # one of two went away: the other does nothing more

    def _one(self, at: QPointF) -> None:
        if self._down is None:
            self._down = at
            self._long.start()
        elif self._is_dragging:
            self._mouse(QEvent.Type.MouseMove, at)
        elif _apart(at, self._down) > STILL:
            self._long.stop()
            self._is_dragging = True
            self._mouse(QEvent.Type.MouseButtonPress, self._down)
            self._mouse(QEvent.Type.MouseMove, at)

    def _two(self, one: QPointF, other: QPointF) -> None:
        """Move and zoom so that what was under both fingers stays there."""
        self._long.stop()
        if self._is_dragging:
            self._view.hand.cancel()
            self._is_dragging = False
        if self._fingers is not None:
            was, now = _middle(*self._fingers), _middle(one, other)
            way = now - was
            spread, before = max(_apart(one, other), 1.0), max(_apart(*self._fingers), 1.0)
            moved = self._view.camera.panned(way.x(), way.y())
            self._view.looking.wander(moved.zoomed(spread / before, now.x(), now.y()))
        self._fingers, self._is_over = (one, other), True

    def _all_gone(self, at: QPointF) -> None:
        if self._is_dragging:
            self._mouse(QEvent.Type.MouseButtonRelease, at)
        elif self._down is not None and not self._is_over:
            self._tap(self._down)
        self._begin_anew()

    def _tap(self, at: QPointF) -> None:
        now, last = time.monotonic(), self._last_tap
        limit = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        again = last is not None and now - last[0] <= limit and _apart(last[1], at) <= NEAR
        self._last_tap = None if again else (now, at)
        self._mouse(QEvent.Type.MouseButtonDblClick if again else QEvent.Type.MouseButtonPress, at)
        self._mouse(QEvent.Type.MouseButtonRelease, at)

    def _ask_for_menu(self) -> None:
        if self._down is not None and not self._is_dragging:
            self._is_over = True
            self._view.hand.ask_for_menu(self._down)

    def _mouse(self, kind: QEvent.Type, at: QPointF) -> None:
        """Have the view do what it does for the mouse."""
        button = _NONE if kind == QEvent.Type.MouseMove else _LEFT
        held = _NONE if kind == QEvent.Type.MouseButtonRelease else _LEFT
        keys = QGuiApplication.keyboardModifiers()
        QCoreApplication.sendEvent(self._view, QMouseEvent(kind, at, self._view.mapToGlobal(at), button, held, keys))

    def _gesture(self, event: QNativeGestureEvent) -> bool:
        """Zoom or move as a touchpad says; other gestures are for others."""
        at, camera = event.position(), self._view.camera
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                self._view.looking.wander(camera.zoomed(max(1 + event.value(), 0.1), at.x(), at.y()))
            case Qt.NativeGestureType.PanNativeGesture:
                self._view.looking.wander(camera.panned(event.delta().x(), event.delta().y()))
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                self._view.looking.wander(camera.zoomed(1 / camera.scale, at.x(), at.y()))
            case _:
                return False
        return True


def _apart(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())


def _middle(one: QPointF, other: QPointF) -> QPointF:
    return (one + other) / 2
