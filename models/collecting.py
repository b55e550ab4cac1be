"""Python's search for dead objects in circles, put off while a map is analysed, opened or saved.

Such work makes hundreds of thousands of small objects, none of them in circles. Each of the searches they set off
halts every thread: two seconds long in the largest map, in which nothing can be drawn or called off, and an opening
takes a third longer. Without them the longest halt is a few milliseconds.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_under_way: list[object] = []
"""One entry for each block that runs; the search goes on when the last has ended. In it whether it was on."""


@contextmanager
def collecting_later() -> Iterator[None]:
    """Put the search off for the block; blocks in several threads may overlap."""
    with _lock:
        if not _under_way and gc.isenabled():
            gc.disable()
            _under_way.append("was on")
        else:
            _under_way.append("")
    try:
        yield
    finally:
        with _lock:
            _leave()


def _leave() -> None:
    """Take one entry away, keeping the note that the search has to be switched on again for the last."""
    if len(_under_way) > 1:
        _under_way.remove("") if "" in _under_way else _under_way.pop()
    elif _under_way.pop():
        gc.enable()
