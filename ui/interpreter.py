"""How the interpreter is set so that the window answers at once and stays small, whatever else goes on."""

from __future__ import annotations

import ctypes
import gc
import os
import sys

SWITCH = 0.0002
"""Seconds a thread may keep the interpreter when the window wants it. Python's own 5 ms, at each call into Qt that
gives the interpreter away, make a frame of some hundred strokes last a second while an analysis runs."""

YOUNG, MIDDLE, OLD = 10_000, 20, 10
"""New things between two looks for cycles, among the young, the middle and the old ones."""


_ARENA_MAX = -8
"""glibc's name for how many places memory is taken from (``M_ARENA_MAX`` in malloc.h)."""


def be_quick() -> None:
    """Let no thread and no garbage collection keep the window waiting."""
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(YOUNG, MIDDLE, OLD)


def keep_memory_together() -> None:
    """Have all threads take memory from one place, before there are any, so that what is free can be given back.

    Where each has a place of its own, as with glibc, the free part at its end is kept: a hundred megabytes after a
    morning of saving and exporting. Since one thread runs Python at a time, they do not wait for each other.
    """
    if sys.platform == "linux" and "CS_GNU_LIBC_VERSION" in os.confstr_names:
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def settle() -> None:
    """What is there will stay, above all the records of the map: do not look through it for cycles again and again.

    A look through a map of ten thousand elements takes 80 ms, in the middle of some frame.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
