"""The log of this program on this machine: what went wrong, for whoever helps. It turns over, and is sent nowhere.

Beside it lies what Python itself writes when the program dies of something no exception can tell. The next start gets
to know of it.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import stratmap
from models.records import new_id
from stratmap.safekeeping.held import Held
from stratmap.safekeeping.home import private_folder

NAME = "stratmap.log"
MOST_BYTES, KEPT = 512 * 1024, 3
_MOST_CRASH_CHARACTERS = 20_000

log = logging.getLogger("stratmap")


class Logbook:
    """The log while the program runs. ``last_crash`` is what was written when it last died, empty if it did not.

    A folder that cannot be written is no trouble: then there is no log.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.last_crash = ""
        self._handler: logging.Handler | None = None
        self._held: Held | None = None
        with suppress(OSError):
            private_folder(folder)
            self.last_crash = _crash_left_in(folder)
            self._handler = _Quiet(self.path, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
            self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
            log.addHandler(self._handler)
            log.setLevel(min(log.level or logging.INFO, logging.INFO))
            self._held = Held(folder / f"crash-{new_id()}.txt")
            faulthandler.enable(self._held.fileno())
        log.info("stratmap %s, Python %s, %s", stratmap.__version__, platform.python_version(), platform.platform())

    def tail(self, characters: int = 20_000) -> str:
        """The end of the log, for copying into a letter."""
        with suppress(OSError):
            return self.path.read_text(encoding="utf-8", errors="replace")[-characters:]
        return ""

    def close(self) -> None:
        """End the log: the program goes as it should."""
        if self._handler is not None:
            log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._held is not None:
            faulthandler.disable()
            if sys.stderr is not None:
                with suppress(OSError, ValueError, AttributeError):  # a stderr that is no file
                    faulthandler.enable()
            self._held.release()
            with suppress(OSError):
                self._held.path.unlink(missing_ok=True)
            self._held = None


class _Quiet(RotatingFileHandler):
    """A disk that takes no log must not be one more trouble."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's own name)
        """Say nothing."""


def _crash_left_in(folder: Path) -> str:
    """What the newest program that died here wrote; older ones are cleared away."""
    told: list[tuple[float, str]] = []
    for path in folder.glob("crash-*.txt"):
        with suppress(OSError):
            with Held(path):
                words = path.read_text(encoding="utf-8", errors="replace")[:_MOST_CRASH_CHARACTERS]
                if words.strip():
                    told.append((path.stat().st_mtime, words))
            path.unlink()
    if not told:
        return ""
    _, newest = max(told)
    (folder / "last-crash.txt").write_text(newest, encoding="utf-8")
    return newest
