"""Questions to the disk that the window's own thread has to ask: no window waits for a share that has gone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 0.5
"""Seconds the disk has for an answer."""


def soon(ask: Callable[[], T], otherwise: T) -> T:
    """What the disk answers, or ``otherwise`` where that takes long or fails."""
    answers: list[T] = []

    def asks() -> None:
        try:
            answers.append(ask())
        except OSError:
            return

    thread = threading.Thread(target=asks, name="stratmap asks the disk", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return answers[0] if answers else otherwise
