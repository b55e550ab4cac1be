"""The log of this program on this machine: what went wrong, for whoever helps. It turns over, and is sent nowhere.

It holds where in the program something went wrong, and what the error itself says: paths, and in rare cases an id, a
key or a word of the map it stumbled over; never a map, and nothing of what goes well. Beside it lies what Python
itself writes when the program dies of something no exception can tell. The next start gets to know of it.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import re
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import stratmap
from models.records import new_id
from stratmap.safekeeping.held import Held
from stratmap.safekeeping.home import private_folder

NAME = "stratmap.log"
CRASH_NAME = "last-crash.txt"
MOST_BYTES, KEPT = 512 * 1024, 3
MOST_TIMES = 8
"""How many times as large the file may grow where it cannot be turned over."""

MOST_CHARACTERS = 20_000
"""Characters of one entry."""

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
            self._handler = _Quiet(self.path)
            self._handler.setFormatter(_Lines("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
            log.addHandler(self._handler)
            log.setLevel(min(log.level or logging.INFO, logging.INFO))
            self._held = Held(folder / f"crash-{new_id()}.txt")
            faulthandler.enable(self._held.fileno())
        log.info("stratmap %s, Python %s, %s", stratmap.__version__, platform.python_version(), platform.platform())

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


def tail(folder: Path, characters: int = 20_000) -> str:
    """The end of the log in a folder, for copying into a letter; empty where there is none."""
    with suppress(OSError):
        return (folder / NAME).read_text(encoding="utf-8", errors="replace")[-characters:]
    return ""


def last_crash(folder: Path) -> str:
    """What was written when a program with its log here last died, however long ago; empty where none did."""
    with suppress(OSError):
        return (folder / CRASH_NAME).read_text(encoding="utf-8", errors="replace")[:_MOST_CRASH_CHARACTERS]
    return ""


class _Lines(logging.Formatter):
    """Entries that begin at the left and go on further in, so that no word in one can pass for another entry.

    An entry is cut where it grows long: some errors quote all they were given.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One entry."""
        text = super().format(record)
        if len(text) > MOST_CHARACTERS:
            half = MOST_CHARACTERS // 2
            text = f"{text[:half]}\n[…]\n{text[-half:]}"
        return "\n    ".join(_OBEYED.sub(_escaped, line) for line in text.splitlines())


_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys or what turns the direction of writing, wherever the log is read."""


def _escaped(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"


class _Quiet(RotatingFileHandler):
    """A disk that takes no log must not be one more trouble; nor must another program that has the file open."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8", errors="backslashreplace", delay=True
        )

    def doRollover(self) -> None:  # noqa: N802  (logging's own name)
        """Begin a new file; where another program keeps the old one open, go on in that, as far as there is room."""
        with suppress(OSError):
            super().doRollover()

    def emit(self, record: logging.LogRecord) -> None:
        """Write one entry, unless the file could long not be turned over."""
        with suppress(OSError):
            if Path(self.baseFilename).stat().st_size > MOST_TIMES * MOST_BYTES:
                return
        super().emit(record)

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
    with suppress(OSError):
        (folder / CRASH_NAME).write_text(newest, encoding="utf-8")
    return newest
