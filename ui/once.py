"""A timer that runs something once: after a pause in which it can be started anew, or stopped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def once(parent: QObject, run: Callable[[], object], milliseconds: int = 0) -> QTimer:
    """A timer that runs something so long after it was last started; it goes with its parent."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer
