"""A map being worked on, kept safe: every change goes into a working copy, in order, on a thread of its own.

The window's thread only hands over a change and the map after it, which costs microseconds. The thread makes one
transaction of what waits, and what it has acknowledged survives a crash of the program or the machine. Where the disk
refuses, the work goes on in memory, the trouble is told once, and the thread tries again until all of it is written.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from models.atomic import sync_folder
from models.change import Change
from models.errors import FileError, FileTrouble
from models.records import Revision, new_id
from models.strategy_map import StrategyMap
from stratmap.safekeeping.held import Held, Taken
from stratmap.safekeeping.home import private_folder
from stratmap.safekeeping.session_folder import (
    LOCK_NAME,
    PICTURE_NAME,
    put_aside,
    remove_working_copy,
    working_copy_path,
)

if TYPE_CHECKING:
    from models.working_copy import Progress, WorkingCopy

log = logging.getLogger("stratmap")

RETRY_SECONDS = 5.0
"""How long after a refusal the disk is asked again, when no further change comes before."""

_TRIES, _PAUSE = 20, 0.05


class Ending(Enum):
    """What becomes of a session when its map is closed."""

    FORGET = "nothing in it is of further use"
    DISCARD = "kept for a week, for second thoughts"
    LEAVE = "offered when the program is started next"


@dataclass(frozen=True, slots=True)
class Origin:
    """The person's file a map came from: its path, and the sha256 of the bytes it held."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class _Made:
    edits: int
    change: Change
    map: StrategyMap


@dataclass(frozen=True, slots=True)
class _Saved:
    edits: int
    origin: Origin
    lineage: tuple[Revision, ...]


class _Stop:
    pass


_Item = _Made | _Saved | threading.Event | _Stop


class Session:
    """The safety of one open map. Make it, connect ``record`` to the document, and ``end`` it when the map closes.

    ``on_trouble`` is called on the session's own thread: with what went wrong when the disk first refuses, and with
    None when all is written again. ``unsaved`` is how many edits the map already carries that no file holds, as a
    recovered or an imported one does.
    """

    def __init__(
        self,
        sessions: Path,
        map: StrategyMap,
        lineage: tuple[Revision, ...] = (),
        origin: Origin | None = None,
        *,
        unsaved: int = 0,
        on_trouble: Callable[[FileError | None], None] = lambda _: None,
    ) -> None:
        self.id = new_id()
        self.folder = sessions / self.id
        self._on_trouble = on_trouble
        self._queue: SimpleQueue[_Item] = SimpleQueue()
        self._handed = unsaved
        self._acknowledged = -1
        self._trouble: FileError | None = None
        self._map = map
        self._lineage = lineage
        self._origin = origin
        self._saved = 0
        self._started = _now()
        self._waiting: list[_Made] = []
        self._marked = False
        self._held: Held | None = None
        self._file: WorkingCopy | None = None
        self._number = 0
        self._written_edits = unsaved
        self._thread = threading.Thread(target=self._run, name="stratmap working copy", daemon=True)
        self._thread.start()

    # Called by whoever owns the map, on its thread.

    def record(self, change: Change, map: StrategyMap) -> int:
        """Have a change written that led to ``map``; the number it can later be known as saved by."""
        self._handed += 1
        self._queue.put(_Made(self._handed, change, map))
        return self._handed

    @property
    def handed_over(self) -> int:
        """The number of the newest change: take it together with the map that is to be saved."""
        return self._handed

    @property
    def acknowledged(self) -> int:
        """Up to which change everything is on the disk; -1 while not even the map it began with is."""
        return self._acknowledged

    @property
    def trouble(self) -> FileError | None:
        """What the disk refuses at the moment."""
        return self._trouble

    def saved(self, edits: int, origin: Origin, lineage: tuple[Revision, ...]) -> None:
        """Note that the person's file now holds everything up to this change."""
        self._queue.put(_Saved(edits, origin, lineage))

    def show_picture(self, png: bytes) -> None:
        """Keep a small picture of the map, to be known by at a recovery. A refusal does not matter."""
        with suppress(OSError):
            new = self.folder / f"{PICTURE_NAME}.new"
            new.write_bytes(png)
            new.replace(self.folder / PICTURE_NAME)

    def flush(self, seconds: float = 3.0) -> bool:
        """Wait until everything handed over so far was tried; whether it is all on the disk."""
        done = threading.Event()
        self._queue.put(done)
        if self._thread.is_alive():
            done.wait(seconds)
        return self._trouble is None and self._acknowledged >= self._handed

    def end(self, ending: Ending, seconds: float = 3.0) -> None:
        """Write what waits, stop the thread and let go of the session. A disk that hangs is not waited for."""
        self._queue.put(_Stop())
        self._thread.join(seconds)
        if self._thread.is_alive():
            return  # it holds the lock until the process ends; then this is offered for recovery
        if self._held is not None:
            self._held.release()
        if ending is Ending.FORGET:
            shutil.rmtree(self.folder, ignore_errors=True)
        elif ending is Ending.DISCARD:
            with suppress(OSError):  # then it stays where it is, and is offered
                put_aside(self.folder)

    # The rest runs on the thread.

    def _run(self) -> None:
        going_on = True
        self._try_writing()
        while going_on:
            items = self._next_items()
            for item in items:
                if isinstance(item, _Made):
                    self._waiting.append(item)
                    self._map = item.map
                    self._written_edits = item.edits
                elif isinstance(item, _Saved):
                    self._saved, self._origin, self._lineage = item.edits, item.origin, item.lineage
                    self._marked = True
                elif isinstance(item, _Stop):
                    going_on = False
            self._try_writing()
            for item in items:
                if isinstance(item, threading.Event):
                    item.set()
        if self._file is not None:
            self._file.close()

    def _next_items(self) -> list[_Item]:
        """All that waits, at least one; nothing when it is time to try again what the disk refused."""
        try:
            items = [self._queue.get(timeout=RETRY_SECONDS if self._trouble else None)]
        except Empty:
            return []
        with suppress(Empty):
            while True:
                items.append(self._queue.get_nowait())
        return items

    def _try_writing(self) -> None:
        from models.working_copy import is_the_disks, trouble_writing

        trouble: FileError | None = None
        try:
            self._write()
        except Exception as error:  # whatever it is, the next change must find this thread at work
            if not is_the_disks(error):
                log.exception("the working copy could not be written")
            trouble = trouble_writing(error, self.folder)
            if trouble.trouble is not FileTrouble.DISK_FULL:
                self._start_over()
        before, self._trouble = self._trouble, trouble
        if (before and before.trouble) is not (trouble and trouble.trouble):
            try:
                self._on_trouble(trouble)
            except Exception:
                log.exception("nobody could be told about the working copy")

    def _start_over(self) -> None:
        """Give up the present file, which stays as it is until a new one holds everything."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self) -> None:
        has_news = bool(self._waiting or self._marked)
        if has_news and not self._is_in_place():
            log.warning("the working copy was taken away; a new one is made")
            self._start_over()
            if self._held is not None:
                self._held.release()
                self._held = None
        if self._file is None:
            self._write_all()
        elif has_news:
            lineage = self._lineage if self._marked else None
            self._file.write([each.change for each in self._waiting], self._progress(), lineage)
        else:
            return
        self._waiting.clear()
        self._marked = False
        self._acknowledged = self._written_edits

    def _is_in_place(self) -> bool:
        """Whether nobody has cleared away what is being written to, or the lock; also where there is nothing yet."""
        kept = self._file is None or self._file.is_in_place
        return kept and (self._held is None or self._held.is_in_place)

    def _write_all(self) -> None:
        """Write the whole map into a new file, and only then do without older ones."""
        from models.working_copy import Worked, WorkingCopy

        private_folder(self.folder)
        sync_folder(self.folder.parent)  # the working copy syncs its own
        if self._held is None:
            self._held = _held_soon(self.folder / LOCK_NAME)
        self._number += 1
        path = working_copy_path(self.folder, self._number)
        try:
            self._file = WorkingCopy(path, Worked(self._map, self._lineage, self._progress()))
        except BaseException:
            remove_working_copy(path)
            raise
        for number in range(1, self._number):
            remove_working_copy(working_copy_path(self.folder, number))

    def _progress(self) -> Progress:
        from models.working_copy import Progress

        path, sha256 = (str(self._origin.path), self._origin.sha256) if self._origin else ("", "")
        return Progress(self._written_edits, self._saved, _now(), self._started, path, sha256)


def _held_soon(path: Path) -> Held:
    """The lock of a new session. Another program that looks for crashes may have it for a moment."""
    for _ in range(_TRIES):
        with suppress(Taken):
            return Held(path)
        time.sleep(_PAUSE)
    return Held(path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
