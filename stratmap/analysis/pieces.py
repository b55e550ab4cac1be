"""Long steps in pieces, so that even the largest map can be called off at once and halts no other thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from threading import Thread
from typing import Any, TypeVar

from models.collecting import collecting_later
from stratmap.analysis.budget import Meter

T = TypeVar("T")

SORTED_AT_ONCE = 5_000
"""Things that are sorted in one go, which takes a few milliseconds."""

LET_GO_AT_ONCE = 50_000
"""Entries whose memory is given back while somebody waits: about 20 ms."""


def _itself(thing: Any) -> Any:
    return thing


def in_order(things: Iterable[T], meter: Meter, key: Callable[[T], Any] = _itself) -> Iterator[T]:
    """Things from the smallest, sorted by pieces and then merged; equal ones keep their order."""
    waiting = list(things)
    pieces = []
    for start in range(0, len(waiting), SORTED_AT_ONCE):
        meter.spend(SORTED_AT_ONCE // 4)
        pieces.append(sorted(waiting[start : start + SORTED_AT_ONCE], key=key))
    for thing in pieces[0] if len(pieces) == 1 else merge(*pieces, key=key):
        meter.spend(1)
        yield thing


def let_go(*holders: list[Any] | dict[Any, Any]) -> None:
    """Empty lists and dicts bit by bit: to give back very much at once would halt every thread meanwhile.

    What takes longer than a blink is done on a thread of its own, which nobody and nothing waits for.
    """
    if sum(len(each) for each in holders) <= LET_GO_AT_ONCE:
        _empty(holders)
        return
    later = ExitStack()
    later.enter_context(collecting_later())  # or Python would first look through all that is on its way out

    def empty() -> None:
        with later:
            _empty(holders)

    Thread(target=empty, name="letting go", daemon=True).start()


def _empty(holders: Iterable[list[Any] | dict[Any, Any]]) -> None:
    for each in holders:
        take = each.popitem if isinstance(each, dict) else each.pop
        while each:
            take()
