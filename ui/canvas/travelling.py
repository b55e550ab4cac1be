"""A camera that goes where it is sent in a few steps, so that one sees which way it went."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QApplication, QStyle

from ui.canvas.camera import Camera

LASTS = 150
"""Milliseconds a way takes."""


class Travel(QObject):
    """One way at a time. ``look`` is called with each share of it, from 0 to 1; the last time with just 1."""

    def __init__(self, look: Callable[[float], None], parent: QObject) -> None:
        super().__init__(parent)
        self.end: Camera | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(LASTS)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(look)
        self._motion.finished.connect(self.stop)

    def start(self, end: Camera) -> None:
        """Set out."""
        self.stop()
        self.end = end
        self._motion.start()

    def stop(self) -> None:
        """Stay where one is."""
        self.end = None
        if self._motion.state() != QAbstractAnimation.State.Stopped:
            self._motion.stop()


def is_motion_wanted() -> bool:
    """Whether the system has not asked for less motion."""
    style = QApplication.style()
    return style is not None and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
