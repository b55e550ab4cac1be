"""A disk that does not answer, as a share does that has gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 60.0
"""Seconds after which whoever asks is told something, so that a test of a program that waits for it ends."""


class Hanging:
    """Keeps whoever asks waiting, until it is let go."""

    def __init__(self) -> None:
        self._answers = threading.Event()
        self._waited_for = False

    def __call__(self, *_asked: object, **_more: object) -> None:
        """Answer nothing, and not before it is let go."""
        self._waited_for |= not self._answers.wait(LONGEST)

    @contextmanager
    def waits_for_nobody(self) -> Iterator[None]:
        """What is done here must be done without an answer; let go at its end."""
        try:
            yield
            assert not self._waited_for, "it waited for the disk"
        finally:
            self._answers.set()
