"""Looking for more loops, or those through an element, on a thread of its own; only the last question counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.strategy_map import StrategyMap
from ui.background import Cancelled, Jobs

if TYPE_CHECKING:
    from stratmap.analysis.loops import LoopReport
    from stratmap.analysis.worded import Worded, WordedLoop

AT_ONCE = 500
"""Loops that are looked for more each time."""

SECONDS, LONGEST = 2.0, 32.0
"""How long the first search goes on, and the longest: each that was too short is followed by one twice as long."""


@dataclass(frozen=True, slots=True)
class Through:
    """The loops through some elements and links, in words."""

    loops: Sequence[WordedLoop]
    report: LoopReport
    summary: str


class LoopSearch(QObject):
    """Answers with a ``Worded`` that holds more loops, or with a ``Through``."""

    found = Signal(object)
    failed = Signal(object)
    changed = Signal()
    """It began or ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._jobs.changed.connect(self.changed)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._jobs.words)

    def more(self, worded: Worded, seconds: float) -> None:
        """Look for the next loops of a map."""
        self._start(partial(_more, worded, seconds))

    def through(self, worded: Worded, element: str, among: frozenset[str], most: int, seconds: float) -> None:
        """Look for the loops through an element that hold all of ``among``, elements or links, too."""
        self._start(partial(_through, worded, worded.map, element, among, most, seconds))

    def stop(self) -> None:
        """Ask no longer."""
        self._jobs.cancel()

    def close(self) -> None:
        """Stop, and wait until it has."""
        self._jobs.close()

    def _start(self, work: Callable[[Cancelled], object]) -> None:
        self._jobs.cancel()
        self._jobs.start("loops", work, self.found.emit, self.failed.emit)


def _more(worded: Worded, seconds: float, cancelled: Cancelled) -> Worded:
    from stratmap.analysis.budget import Budget
    from stratmap.analysis.loops import more_loops
    from stratmap.analysis.worded import worded as in_words

    budget = Budget(seconds=seconds, cancelled=cancelled)
    report = more_loops(worded.map, worded.analysis.loops, more=AT_ONCE, budget=budget)
    analysis = replace(worded.analysis, loops=report)
    return in_words(worded.map, analysis, cancelled, most_loops=len(report.loops), before=worded)


def _through(
    worded: Worded,
    map: StrategyMap,
    element: str,
    among: frozenset[str],
    most: int,
    seconds: float,
    cancelled: Cancelled,
) -> Through:
    from stratmap.analysis.budget import Budget
    from stratmap.analysis.loops import loops_through
    from stratmap.analysis.titles import Titles
    from stratmap.analysis.worded import loops_in_words
    from stratmap.analysis.wording import loops_through_summary

    budget = Budget(seconds=seconds, most_loops=most, cancelled=cancelled)
    report = loops_through(map, element, budget=budget, known=worded.analysis.loops)
    kept = [loop for loop in report.loops if among.issubset((*loop.elements, *loop.links))]
    if len(kept) < len(report.loops):
        report = replace(report, loops=tuple(kept), at_least=len(kept))
    titles = Titles(map)
    what = titles.listed([id_ for id_ in among if id_ in map.elements] or [element])
    return Through(loops_in_words(kept, titles, cancelled), report, loops_through_summary(report, what))
