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
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

if TYPE_CHECKING:
    from sys import UnraisableHookArgs as Unraisable

log = logging.getLogger("stratmap")


class _Teller(QObject):
    """Carries the news to the window's thread, and out of the middle of what failed."""

    happened = Signal()

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell
        self.happened.connect(self._say, Qt.ConnectionType.QueuedConnection)

    def _say(self) -> None:
        """Tell it. What fails at that is no error to be told again, and again."""
        try:
            self._tell()
        except Exception:
            log.warning("nobody could be told", exc_info=True)


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
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_on_thread
    sys.unraisablehook = _nowhere_to_raise
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before
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


def _nowhere_to_raise(args: Unraisable) -> None:
    """What went wrong while something was thrown away or called back: nothing was lost by it, so it is only noted."""
    if isinstance(args.exc_value, Exception):
        log.warning("not raised: %s", args.err_msg or "", exc_info=args.exc_value)
    else:
        sys.__unraisablehook__(args)


MOST_TIMES, MOST_MESSAGES = 3, 200
"""How often one message of Qt's is noted, and how many different ones: some come with every picture painted."""


@contextmanager
def qt_messages_noted() -> Iterator[None]:
    """While it lasts, what Qt itself warns of goes to the log. It tells nobody: few of its warnings matter."""
    counts: dict[str, int] = {}

    def note(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        times = counts.get(message, 0)
        if kind is QtMsgType.QtFatalMsg:
            log.critical("Qt ends the program: %s", message)
        elif times < MOST_TIMES and (times or len(counts) < MOST_MESSAGES):
            counts[message] = times + 1
            level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
            log.log(level, "Qt: %s", message)

    before = qInstallMessageHandler(note)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
