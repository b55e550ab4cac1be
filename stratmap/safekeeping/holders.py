"""Which programs have a file open: what to tell somebody whose save is refused because of one. A guess, never more.

Windows knows through its Restart Manager; Linux through what each process of the same user has open. Elsewhere nobody
is known.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from models.rules import plain

MOST, MOST_CHARACTERS = 3, 60
"""Programs that are told, and letters of each of their names."""

SECONDS = 1.0
"""Longest it is looked for."""


def holders(path: Path) -> tuple[str, ...]:
    """The names of the programs that have this file open, but for this one. Meets the disk; never raises."""
    found: dict[str, None] = {}
    with suppress(OSError, ValueError, AttributeError):
        for name in _names(os.path.realpath(path)):
            found[" ".join(plain(name).split())[:MOST_CHARACTERS]] = None
    found.pop("", None)
    return tuple(found)[:MOST]


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _MOST_ASKED = 16

    class _Process(ctypes.Structure):
        """``RM_PROCESS_INFO`` of restartmanager.h."""

        _fields_ = (
            ("pid", wintypes.DWORD),
            ("started", wintypes.FILETIME),
            ("name", wintypes.WCHAR * 256),
            ("service", wintypes.WCHAR * 64),
            ("kind", wintypes.DWORD),
            ("status", wintypes.DWORD),
            ("session", wintypes.DWORD),
            ("restartable", wintypes.BOOL),
        )

    def _names(path: str) -> Iterator[str]:
        manager = ctypes.WinDLL("rstrtmgr")
        session, key = wintypes.DWORD(), ctypes.create_unicode_buffer(33)
        if manager.RmStartSession(ctypes.byref(session), 0, key):
            return
        try:
            files = (wintypes.LPCWSTR * 1)(path)
            if manager.RmRegisterResources(session, 1, files, 0, None, 0, None):
                return
            needed, count, reasons = wintypes.UINT(), wintypes.UINT(_MOST_ASKED), wintypes.DWORD()
            found = (_Process * _MOST_ASKED)()
            asked = (ctypes.byref(needed), ctypes.byref(count), found, ctypes.byref(reasons))
            if manager.RmGetList(session, *asked) == 0:
                yield from (each.name for each in found[: count.value] if each.pid != os.getpid())
        finally:
            manager.RmEndSession(session)

else:

    def _names(path: str) -> Iterator[str]:
        until = time.monotonic() + SECONDS
        for process in Path("/proc").iterdir():
            if time.monotonic() > until:
                return
            if process.name.isdigit() and int(process.name) != os.getpid() and _has_open(process, path):
                with suppress(OSError):
                    yield (process / "comm").read_text(encoding="utf-8", errors="replace")


def _has_open(process: Path, path: str) -> bool:
    """Whether a process has the file open. Only names are compared: looking at the file itself may take for ever."""
    with suppress(OSError), os.scandir(process / "fd") as open_files:
        for each in open_files:
            with suppress(OSError):
                if os.readlink(each.path) == path:  # noqa: PTH115  (a name from scandir)
                    return True
    return False
