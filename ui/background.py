"""Work that takes longer than a blink runs on a thread of its own, and tells the window when it is done."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from models.errors import StratmapError

log = logging.getLogger("stratmap.ui")

PATIENCE = 2.5
"""Seconds a closing window waits for work that must end."""

HASTE = 1.0
"""Seconds it waits for work it has asked to stop: nobody misses the result of what does not hear."""

Cancelled = Callable[[], bool]
Work = Callable[[Cancelled], Any]


class Stopped(Exception):
    """Nobody wants what this work would bring."""


def still_wanted(cancelled: Cancelled) -> Callable[[], None]:
    """For work that is stopped by an exception: what raises Stopped once it was cancelled."""

    def check() -> None:
        if cancelled():
            raise Stopped

    return check


class Job(QObject):
    """One piece of work on its own thread. Its signals arrive on the window's thread."""

    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    """After either of the others, and also when it was cancelled."""

    _finished = Signal(object, object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="stratmap work", daemon=True)
        self._finished.connect(self._tell)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop; what it still brings is thrown away."""
        self._stop.set()

    def wait(self, seconds: float = PATIENCE) -> bool:
        """Wait for the thread to end; whether it did."""
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            result, error = self._work(self._stop.is_set), None
        except Exception as caught:
            result, error = None, caught
            foreseen = isinstance(caught, (StratmapError, OSError)) or self._stop.is_set()
            if not foreseen:
                log.warning("work failed", exc_info=caught)
        except BaseException as caught:
            result, error = None, RuntimeError(repr(caught))
            log.warning("work failed", exc_info=caught)
        if isValid(self):  # a window that lost patience may be gone by now
            self._finished.emit(result, error)

    def _tell(self, result: Any, error: Exception | None) -> None:
        if not self._stop.is_set():
            if error is None:
                self.done.emit(result)
            else:
                self.failed.emit(error)
        self.ended.emit()


class Jobs(QObject):
    """The work under way in one window: shown with a name, can be cancelled, and is over when the window is."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[Job, str] = {}
        self._stopping: set[Job] = set()
        self._must_end: set[Job] = set()

    @property
    def words(self) -> str:
        """What is being done, in words; empty when nothing is."""
        return next(iter(self._running.values()), "")

    @property
    def can_cancel(self) -> bool:
        """Whether any of it may be left off in the middle."""
        return not self._must_end.issuperset(self._running)

    def start(
        self,
        words: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        *,
        must_end: bool = False,
    ) -> None:
        """Do ``work`` aside; ``done`` gets its result, ``failed`` what went wrong, on this thread.

        What ``must_end``, as saving must, is not called off with the rest.
        """
        job = Job(work, self)
        self._running[job] = words
        if must_end:
            self._must_end.add(job)
        for told in (job.done, job.failed):  # it is over before anybody is told, and perhaps asked, on account of it
            told.connect(lambda _result: self._forget(job))
        job.done.connect(done)
        job.failed.connect(failed)
        job.ended.connect(lambda: self._forget(job))
        job.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Ask all of it that need not end to stop; nobody hears of its results any more."""
        for job in self._running.keys() - self._must_end:
            job.cancel()
            self._stopping.add(job)
            del self._running[job]
        self.changed.emit()

    def close(self) -> None:
        """Stop all of it and wait until it has, though not for ever."""
        self.cancel()
        for job in tuple(self._must_end):
            if not job.wait(PATIENCE):
                log.error("work did not end within %s s", PATIENCE)
        for job in tuple(self._stopping):
            if not job.wait(HASTE):
                log.info("work did not stop within %s s", HASTE)

    def _forget(self, job: Job) -> None:
        self._running.pop(job, None)
        self._stopping.discard(job)
        self._must_end.discard(job)
        job.deleteLater()
        self.changed.emit()
