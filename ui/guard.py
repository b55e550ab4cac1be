"""Keeps an exception inside a Qt override: one that leaves ``paintEvent`` during ``grab()`` ends the process."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger("stratmap.ui")

_FALLBACKS: dict[str, Callable[[], Any]] = {
    "event": bool,
    "canInsertFromMimeData": bool,
    "eventFilter": bool,
    "sizeHint": QSize,
    "rowCount": int,
    "canFetchMore": bool,
    "columnCount": int,
    "setData": bool,
    "flags": lambda: Qt.ItemFlag.NoItemFlags,
    "childCount": int,
    "indexOfChild": lambda: -1,
    "text": str,
    "rect": QRect,
    "role": lambda: QAccessible.Role.NoRole,
    "state": QAccessible.State,
}
"""What an override that must answer answers when it failed: nothing, in the type Qt expects."""


def guard(override: Callable[P, R]) -> Callable[P, R]:
    """Report what goes wrong in a Qt override as an error in the log, and let the window live on."""
    fallback = _FALLBACKS.get(override.__name__)

    @functools.wraps(override)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return override(*args, **kwargs)
        except Exception:
            log.exception("in %s", override.__qualname__)
            return fallback() if fallback else None  # type: ignore[return-value]

    return guarded
