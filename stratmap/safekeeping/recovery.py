"""What a crash left behind: listed by name, time and number of unsaved edits, opened as an unsaved map, or discarded.

A session whose lock can be taken belongs to no living program, so it is a crash; times of files decide nothing. The
person's own file is never touched here. Opening is counted before it is tried: a session that took the program down
twice is still listed, but as damaged, so that it is asked for by salvage only.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.atomic import trouble_of
from models.errors import FileError, FileTrouble
from models.records import Revision
from models.strategy_map import StrategyMap
from stratmap.safekeeping.held import Held, Taken
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.session_folder import (
    ATTEMPTS_NAME,
    LOCK_NAME,
    PICTURE_NAME,
    WHEN_NAME,
    put_aside,
    working_copies,
)

MOST_ATTEMPTS = 2
"""Openings that may fail before a session counts as damaged."""

KEPT = timedelta(days=7)
"""How long what was discarded can still be had."""

MOST_PICTURE_BYTES = 4 * 1024 * 1024
_LOOKING_NAME = "looking"
_YOUNG = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Left:
    """A session that a crash left, or that somebody discarded.

    ``path`` is the person's own file, None for a map that was never saved; ``unsaved`` is 0 where it is not known;
    ``picture`` is a PNG; a ``damaged`` one is for ``salvage_left``.
    """

    folder: Path
    title: str
    path: Path | None
    written: datetime
    unsaved: int
    picture: bytes | None
    damaged: bool


@dataclass(frozen=True, slots=True)
class Recovered:
    """The map of a session as it stood at its last acknowledged edit, to be shown as unsaved.

    Begin a session of its own for it with ``unsaved``, and only when that has acknowledged it call ``settle``.
    """

    map: StrategyMap
    lineage: tuple[Revision, ...]
    path: Path | None
    sha256: str
    unsaved: int
    folder: Path
    held: Held

    def settle(self) -> None:
        """The map is safe elsewhere: put this aside for a week. What cannot be moved is offered again."""
        self.release()
        with suppress(OSError):
            put_aside(self.folder)

    def release(self) -> None:
        """Leave it to be offered again. The program outlived it, so it takes no program down."""
        with suppress(OSError):
            (self.folder / ATTEMPTS_NAME).unlink(missing_ok=True)
        self.held.release()


def begin_look(home: Home) -> bool:
    """Whether to look, unasked, for what a crash left: not where the program has died over it twice in a row.

    Call ``end_look`` when what was found is shown.
    """
    return _count_attempt(home.data / _LOOKING_NAME) <= MOST_ATTEMPTS


def end_look(home: Home) -> None:
    """The program outlived the look."""
    with suppress(OSError):
        (home.data / _LOOKING_NAME).unlink(missing_ok=True)


def left_behind(home: Home) -> list[Left]:
    """What crashed sessions left, the newest first; those without an unsaved edit are cleared away. Never raises."""
    found = []
    for folder in _folders(home.sessions):
        with suppress(OSError), Held(folder / LOCK_NAME):
            left = _described(folder)
            if left is not None:
                found.append(left)
            elif working_copies(folder) or not _is_young(folder):
                shutil.rmtree(folder, ignore_errors=True)
    return sorted(found, key=lambda each: each.written, reverse=True)


def discarded(home: Home) -> list[Left]:
    """What was discarded in the last days and can still be had, the newest first. Clears away what is older."""
    purge(home)
    found = (_described(folder) for folder in _folders(home.discarded))
    return sorted((each for each in found if each is not None), key=lambda each: each.written, reverse=True)


def recover(left: Left) -> Recovered:
    """The map a session holds. Raises FileError; when it is damaged, try ``salvage_left``.

    Whoever holds the result holds the session's lock: nobody else is offered it meanwhile.
    """
    from models.working_copy import read_working_copy

    with _held(left.folder) as held:
        _count_attempt(left.folder / ATTEMPTS_NAME)
        worked = None
        trouble: FileError | None = None
        for path in working_copies(left.folder):
            try:
                worked = read_working_copy(path)
                break
            except FileError as error:
                trouble = trouble or error
        if worked is None:
            raise trouble or FileError(FileTrouble.NOT_FOUND, str(left.folder))
        progress = worked.progress
        own = Path(progress.path) if progress.path else None
        unsaved = max(1, progress.unsaved)
        return Recovered(worked.map, worked.lineage, own, progress.sha256, unsaved, left.folder, held)


def never_tried(left: Left) -> bool:
    """Whether no program has died over opening it yet."""
    return _attempts(left.folder / ATTEMPTS_NAME) == 0


def keep_picture(left: Left, png: bytes) -> None:
    """Keep a picture with what was left, for whoever asks for it next. Raises OSError."""
    (left.folder / PICTURE_NAME).write_bytes(png)


def discard(left: Left) -> None:
    """Do without a session; it can still be had for a week. Raises FileError where another program has it."""
    with _held(left.folder) as held:
        held.release()
    try:
        put_aside(left.folder)
    except OSError as error:
        raise FileError(trouble_of(error), str(left.folder), error.strerror or str(error)) from error


def purge(home: Home, now: datetime | None = None) -> None:
    """Delete what was discarded more than a week ago."""
    before = (now or datetime.now(UTC)) - KEPT
    for folder in _folders(home.discarded):
        with suppress(OSError):
            when = folder / WHEN_NAME
            if _changed(when if when.exists() else folder) < before:
                shutil.rmtree(folder, ignore_errors=True)


def working_copy_bytes(left: Left) -> bytes:
    """The newest working copy of a session as it lies there, what SQLite has not merged into it included."""
    from models.wal import merged
    from models.working_copy import rescued_file

    for path in working_copies(left.folder):
        with suppress(OSError):
            if rescued_file(path).exists():
                return rescued_file(path).read_bytes()
            beside = path.with_name(path.name + "-wal")
            return merged(path.read_bytes(), beside.read_bytes() if beside.exists() else b"")
    raise FileError(FileTrouble.NOT_FOUND, str(left.folder))


def _folders(parent: Path) -> list[Path]:
    try:
        return [each for each in parent.iterdir() if each.is_dir() and not each.is_symlink()]
    except OSError:
        return []


@contextmanager
def _held(folder: Path) -> Iterator[Held]:
    """The session's lock, which is let go of when the block fails."""
    try:
        held = Held(folder / LOCK_NAME)
    except Taken as error:
        raise FileError(FileTrouble.NOT_ALLOWED, str(folder), "it is open in another window") from error
    except OSError as error:
        raise FileError(FileTrouble.NOT_FOUND, str(folder), str(error)) from error
    try:
        yield held
    except BaseException:
        held.release()
        raise


def _described(folder: Path) -> Left | None:
    """What is known of a session, or None where nothing unsaved is in it."""
    from models.working_copy import is_unwritten, read_progress

    copies = working_copies(folder)
    picture = _picture(folder)
    spoilt = _rescued(copies)
    damaged = spoilt or _attempts(folder / ATTEMPTS_NAME) >= MOST_ATTEMPTS
    for path in copies:
        with suppress(FileError):
            title, progress = read_progress(path)
            if progress.unsaved <= 0 and not spoilt:
                return None
            written = _time(progress.written) or _changed(path)
            own = Path(progress.path) if progress.path else None
            return Left(folder, title, own, written, max(0, progress.unsaved), picture, damaged)
    if not spoilt and all(is_unwritten(path) for path in copies):
        return None  # it died before even the map it began with was written
    return Left(folder, "", None, _changed(copies[0]), 0, picture, damaged=True)


def _rescued(copies: list[Path]) -> bool:
    """Whether the log of one of these was spoilt, so that it is for salvage; what it says is kept first."""
    from models.working_copy import rescue

    found = False
    for path in copies:
        with suppress(OSError, FileError):  # a disk that is full takes nothing aside: what can be opened, opens
            found |= rescue(path)
    return found


def _is_young(folder: Path) -> bool:
    """Whether a session may have been begun right now, by a program that has not come to its lock yet."""
    return datetime.now(UTC) - _changed(folder) < _YOUNG


def _attempts(path: Path) -> int:
    with suppress(OSError, ValueError):
        return int(path.read_text())
    return 0


def _count_attempt(path: Path) -> int:
    """Note, so that it outlives whatever comes now, that something is tried; how often it was by now."""
    count = _attempts(path) + 1
    with suppress(OSError), path.open("w") as file:
        file.write(str(count))
        file.flush()
        os.fsync(file.fileno())
    return count


def _picture(folder: Path) -> bytes | None:
    with suppress(OSError):
        path = folder / PICTURE_NAME
        if path.stat().st_size <= MOST_PICTURE_BYTES:
            return path.read_bytes()
    return None


def _time(text: str) -> datetime | None:
    with suppress(ValueError):
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _changed(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)
