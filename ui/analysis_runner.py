"""Keeps the analysis in step with the map: after a pause, off the window's thread, newest map only."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from models.change import Change
from models.strategy_map import StrategyMap
from stratmap.document import Document
from ui.background import Cancelled, Jobs
from ui.document_signals import DocumentSignals
from ui.once import once

PAUSE = 100
"""Milliseconds after an edit before the analysis begins, so that a burst of edits is analysed once."""


BREATH = 0.06
"""Seconds the search for loops waits, so that the window has the processor for itself to paint the findings."""

_GLANCE = 0.002
"""Seconds between two looks at whether it was called off meanwhile."""


class AnalysisRunner(QObject):
    """Analyses the document's map after each change of meaning."""

    finished = Signal(object)
    """The analysis of the map as it now stands, in words: a ``Worded``. It comes twice: once there are findings,
    with the loops still pending, and then with the loops."""

    stale = Signal()
    """The map has changed; what is shown is of the map before."""

    failed = Signal(object)

    _told = Signal(int, object)

    def __init__(self, document: Document, signals: DocumentSignals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = Jobs(self)
        self._round = 0
        self._told.connect(self._hear)
        self._timer = once(self, self._begin)
        signals.changed.connect(self._heard)

    @property
    def is_busy(self) -> bool:
        """Whether there is an answer still to come."""
        return self._timer.isActive() or bool(self._jobs.words)

    def start(self) -> None:
        """Analyse the map as it stands, at once."""
        self._timer.start(0)

    def close(self) -> None:
        """Stop, and wait until it has."""
        self._timer.stop()
        self._round += 1
        self._jobs.close()

    def _heard(self, change: Change) -> None:
        if change.is_structural:
            self._jobs.cancel()
            self._round += 1
            self.stale.emit()
            self._timer.start(PAUSE)

    def _begin(self) -> None:
        self._round += 1
        work = partial(_analysed, self._document.map, partial(self._tell, self._round))
        self._jobs.start("analysis", work, self.finished.emit, self.failed.emit)

    def _tell(self, round: int, worded: object) -> None:
        """Called on the thread; what it says arrives on the window's."""
        if isValid(self):
            self._told.emit(round, worded)

    def _hear(self, round: int, worded: object) -> None:
        """The findings are there; unless the map has changed since."""
        if round == self._round:
            self.finished.emit(worded)


def _analysed(map: StrategyMap, tell: Callable[[object], None], cancelled: Cancelled) -> object:
    """Runs on the thread; the heavy libraries are loaded there, not when the window comes up."""
    from stratmap.analysis.budget import LIVE
    from stratmap.analysis.report import analyse_in_steps
    from stratmap.analysis.worded import Worded, worded

    words: Worded | None = None
    for analysis in analyse_in_steps(map, replace(LIVE, cancelled=cancelled)):
        words = worded(map, analysis, cancelled, before=words)
        if analysis.loops.stopped == "pending" and not cancelled():
            tell(words)
            _breathe(cancelled)
    return words


def _breathe(cancelled: Cancelled) -> None:
    """Wait a while, but not when nobody waits for the loops any more."""
    end = time.monotonic() + BREATH
    while time.monotonic() < end and not cancelled():
        time.sleep(_GLANCE)
