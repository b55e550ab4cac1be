"""The paper moves on while something is dragged to the edge of what is seen: one need not let go to get further."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtWidgets import QWidget

from ui.canvas.looking import Looking

EDGE = 28.0
"""Window pixels from the edge within which the paper moves."""

WAIT = 250
"""Milliseconds before it begins to: who only passes the edge, on the way to a tab, moves nothing."""

TICK = 16
"""Milliseconds between two moves."""

FASTEST = 24.0
"""Window pixels of one move, well beyond the edge."""


class EdgeScroll:
    """Moves the paper for as long as the mouse, dragging something, is at the edge of a widget.

    What is taken hold of at the edge stays there until the mouse has been elsewhere, or goes out.
    """

    def __init__(self, looking: Looking, widget: QWidget, is_wanted: Callable[[], bool]) -> None:
        """``is_wanted`` says before each move whether what is dragged goes beyond what is seen."""
        self._looking = looking
        self._widget = widget
        self._is_wanted = is_wanted
        self._at: QPointF | None = None
        self._has_left = False
        self._timer = QTimer(widget)
        self._timer.timeout.connect(self._move)

    def begin(self, at: QPointF) -> None:
        """Something is taken hold of there."""
        self.stop()
        self._has_left = self._way(at) == (0.0, 0.0)

    def follow(self, at: QPointF) -> None:
        """The mouse is there by now."""
        self._at = at
        way = self._way(at)
        self._has_left = self._has_left or way == (0.0, 0.0) or not self._widget.rect().contains(at.toPoint())
        if way == (0.0, 0.0) or not self._has_left or not self._is_wanted():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(WAIT)

    def stop(self) -> None:
        """Nothing is dragged any more."""
        self._at = None
        self._timer.stop()

    def _move(self) -> None:
        if self._at is None or not self._is_wanted():
            self._timer.stop()
            return
        self._timer.setInterval(TICK)
        self._looking.wander(self._looking.camera.panned(*self._way(self._at)))

    def _way(self, at: QPointF) -> tuple[float, float]:
        """How far the paper moves at once, right and down: faster further out."""
        return _speed(at.x(), self._widget.width()), _speed(at.y(), self._widget.height())


def _speed(at: float, length: float) -> float:
    before, after = (EDGE - at) / EDGE, (at - (length - EDGE)) / EDGE
    return min(max(before, 0.0), 2.0) * FASTEST / 2 - min(max(after, 0.0), 2.0) * FASTEST / 2
