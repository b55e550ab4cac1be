"""What went wrong where nobody was left to catch it: in a slot, on a thread, in a Qt override.

PySide prints an exception that leaves a slot, and goes on. Here it reaches the log as an error, as what ``guard``
keeps does, and every error in the log is told to the person in front of the window.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

log = logging.getLogger("stratmap")


class _Teller(QObject):
    """Carries the news to the window's thread, and out of the middle of what failed."""

    happened = Signal()

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell
        self.happened.connect(self._say, Qt.ConnectionType.QueuedConnection)

    def _say(self) -> None:
        self._tell()


class _Errors(logging.Handler):
    def __init__(self, heard: Callable[[], None]) -> None:
        super().__init__(logging.ERROR)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard()


@contextmanager
def faults_told(tell: Callable[[], None]) -> Iterator[None]:
    """While it lasts, what nobody catches goes to the log, and ``tell`` is called soon after each error there.

    ``tell`` runs on the thread this is called on, which must have Qt's event loop.
    """
    teller = _Teller(tell)
    handler = _Errors(teller.happened.emit)
    log.addHandler(handler)
    before = sys.excepthook, threading.excepthook
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_on_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before
        log.removeHandler(handler)
        teller.deleteLater()


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, Exception):
        log.error("not caught", exc_info=(kind, error, trace))
    else:
        sys.__excepthook__(kind, error, trace)


def _uncaught_on_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
