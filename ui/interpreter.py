"""How the interpreter is set so that the window answers at once, whatever else goes on in the program."""

from __future__ import annotations

import gc
import sys

SWITCH = 0.0002
"""Seconds a thread may keep the interpreter when the window wants it. Python's own 5 ms, at each call into Qt that
gives the interpreter away, make a frame of some hundred strokes last a second while an analysis runs."""

YOUNG, MIDDLE, OLD = 10_000, 20, 10
"""New things between two looks for cycles, among the young, the middle and the old ones."""


def be_quick() -> None:
    """Let no thread and no garbage collection keep the window waiting."""
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(YOUNG, MIDDLE, OLD)


def settle() -> None:
    """What is there will stay, above all the records of the map: do not look through it for cycles again and again.

    A look through a map of ten thousand elements takes 80 ms, in the middle of some frame.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
