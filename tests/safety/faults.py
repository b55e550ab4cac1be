"""Calls to the system that fail or kill, one at a time: what a save, a backup or a recovery meets on a bad day."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

CALLS = ("open", "write", "fsync", "replace", "rename", "chmod", "close", "unlink", "mkdir", "utime")
"""The calls that change what is on a disk, and those that open and close it."""


@contextmanager
def _watched(before: Callable[[str], None]) -> Iterator[None]:
    """Have ``before`` called with the name of each of these calls before it is made."""
    really = {name: getattr(os, name) for name in CALLS}

    def watched(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if name == "close":  # a file is closed even when that says it failed
                really[name](*arguments, **options)
                return before(name)
            before(name)
            return really[name](*arguments, **options)

        return call

    for name in CALLS:
        setattr(os, name, watched(name))
    try:
        yield
    finally:
        for name, call in really.items():
            setattr(os, name, call)


def calls_made(work: Callable[[], None]) -> list[str]:
    """The calls a piece of work makes, in order."""
    made: list[str] = []
    with _watched(made.append):
        work()
    return made


def failing(work: Callable[[], None], place: int, number: int) -> None:
    """Do the work, with the call at this place failing with this error number."""
    _at(place, work, _raising(number))


def stopping(work: Callable[[], None], place: int) -> None:
    """Do the work until right before the call at this place, and die there."""
    _at(place, work, lambda: os.kill(os.getpid(), signal.SIGKILL))


def _raising(number: int) -> Callable[[], None]:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


def _at(place: int, work: Callable[[], None], then: Callable[[], None]) -> None:
    left = [place]

    def before(_: str) -> None:
        left[0] -= 1
        if left[0] == -1:
            then()

    with _watched(before):
        work()
