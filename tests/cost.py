"""What a piece of work costs, counted and not timed: the count is the same on every machine, however busy it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Self


class Steps:
    """Counts the lines of Python this thread goes through as long as it is told to; each turn of a loop counts again.

    It may be started deep inside the work, and then counts what its callers still do. What C code does is not seen.
    """

    def __init__(self) -> None:
        self.count = 0
        self._before: Any = None

    def start(self) -> None:
        """Count from here on, for as long as ``stop`` is not called."""
        self._before = sys.gettrace()
        _trace_all(self._trace)

    def stop(self) -> None:
        """Count no longer."""
        _trace_all(self._before)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.stop()

    def _trace(self, _frame: FrameType, event: str, _argument: object) -> Any:
        self.count += event == "line"
        return self._trace


def _trace_all(trace: Any) -> None:
    """Have a function hear of each line this thread runs, also in the functions it is in already."""
    sys.settrace(trace)
    frame = sys._getframe().f_back
    while frame is not None:
        frame.f_trace = trace
        frame = frame.f_back


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work goes through."""
    with Steps() as counted:
        work()
    return counted.count


class Clock:
    """Stands in for the module ``time``: each look at it takes so many seconds, and nothing else takes any."""

    def __init__(self, seconds_each: float) -> None:
        self.seconds_each = seconds_each
        self.looks = 0

    def perf_counter(self) -> float:
        """The time after one more look."""
        self.looks += 1
        return self.looks * self.seconds_each

    monotonic = perf_counter
