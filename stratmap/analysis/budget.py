"""How much work an answer may cost: time, steps, loops, and a way to call it off.

The number of loops and paths in a map can be astronomic, so every search spends from a ``Meter`` as it goes and
stops with what it has when the meter says so.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

STRIDE = 256
"""Steps between two looks at the clock: about 0.1 ms."""

CHECK_STEPS = 1_500_000
"""Most steps of one check, about a second. Counted, not timed, so that the findings do not depend on the machine."""


def never() -> bool:
    """Nobody calls it off."""
    return False


@dataclass(frozen=True, slots=True)
class Budget:
    """What a search may cost; None is without limit.

    ``seconds`` and ``steps`` bound the work, ``most_loops`` how many of the shortest loops are wanted,
    ``independent_work`` up to which size (elements times links) a part has a complete independent set looked for;
    ``cancelled`` is asked about every 0.1 ms and may be called from another thread than the one that cancels.
    """

    seconds: float | None = None
    steps: int | None = None
    most_loops: int | None = None
    independent_work: int = 10_000_000
    cancelled: Callable[[], bool] = never


LIVE = Budget(seconds=0.3, most_loops=500, independent_work=250_000)
"""While somebody draws: the answer is there before they look up."""

CHECKS_ONLY = Budget(seconds=0.0, most_loops=0)
"""For the findings alone."""

ASKED = Budget(seconds=2.0)
"""When somebody asks for more and waits for it."""

COMMAND_LINE = Budget(seconds=2.0, most_loops=10_000)
"""For a command somebody waits for."""


Stopped = Literal["", "time", "steps", "part", "cancelled", "asked", "pending"]
"""Why a search is not at its end, empty where it is.

Its time or its steps are used up, or those of the part of a larger budget it was given; it was called off; as much
as was asked for is found; or it still goes on.
"""


class Spent(Exception):
    """The budget is used up, or the search called off."""

    def __init__(self, reason: Stopped) -> None:
        super().__init__(reason)
        self.reason = reason


class Meter:
    """Counts the steps of a search and raises ``Spent`` when its budget is used up."""

    def __init__(self, budget: Budget, whole: Meter | None = None) -> None:
        self._whole = whole
        self._cancelled = budget.cancelled
        self._started = time.perf_counter()
        self._deadline = math.inf if budget.seconds is None else self._started + budget.seconds
        self._steps_left = math.inf if budget.steps is None else budget.steps
        self._unsettled = 0

    @property
    def seconds(self) -> float:
        """Seconds since the meter was started."""
        return time.perf_counter() - self._started

    def spend(self, steps: int) -> None:
        """Take so many steps off the budget; once in ``STRIDE`` steps raises ``Spent`` if it is used up."""
        self._unsettled += steps
        if self._unsettled >= STRIDE:
            self._settle()

    def _settle(self) -> None:
        steps, self._unsettled = self._unsettled, 0
        if self._whole is not None:
            self._whole.spend(steps)
        self._steps_left -= steps
        if self._cancelled():
            raise Spent("cancelled")
        if self._steps_left < 0:
            raise Spent("steps" if self._whole is None else "part")
        if time.perf_counter() > self._deadline:
            raise Spent("time" if self._whole is None else "part")

    def part(self, fraction: float, steps: int | None = None) -> Meter:
        """A meter for a part of what is left, in time and in steps; what it spends is spent here too.

        ``steps`` bounds the part besides. When the part is used up it raises ``Spent("part")``.
        """
        seconds = (self._deadline - time.perf_counter()) * fraction
        left = min(self._steps_left * fraction, math.inf if steps is None else steps)
        budget = Budget(
            seconds=seconds if math.isfinite(seconds) else None,
            steps=int(left) if math.isfinite(left) else None,
            cancelled=self._cancelled,
        )
        return Meter(budget, self)
