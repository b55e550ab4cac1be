"""Putting a map into a person's file: the one way for Save, Save as, Save a copy and saving by itself.

Made and read back in memory, kept as a generation, compared with what we know to be there, then written in one step.
Runs on whatever thread asks; it reads an immutable map, so that editing goes on meanwhile.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.atomic import clear_away, write_atomically
from models.errors import FileError, FileTrouble, StratmapError
from models.reader import read_bytes
from models.records import Revision
from models.store import checked_bytes, longer
from models.strategy_map import StrategyMap
from stratmap.safekeeping.backups import is_due, keep
from stratmap.safekeeping.holders import holders
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.session import Origin


@dataclass(frozen=True, slots=True)
class Published:
    """What was saved where. ``no_backup`` is why it could not be kept as a generation, too, if it could not.

    ``is_kept`` tells whether it is among the generations: one saved by itself need not be.
    """

    origin: Origin
    lineage: tuple[Revision, ...]
    size: int
    no_backup: FileError | None = None
    is_kept: bool = True


class ChangedOnDisk(StratmapError):
    """The file is not what we left there: another program or person wrote to it. Nothing was written.

    ``when`` is the time of the file as it is now, ``sha256`` of its bytes.
    """

    def __init__(self, path: Path, when: datetime, sha256: str) -> None:
        super().__init__(str(path))
        self.path, self.when, self.sha256 = path, when, sha256


Signature = tuple[int, int, int]
"""What changes whenever somebody writes to a file: its number, its size, and its time in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a file was found: its signature, None where it could not be looked at, and who else's it is by now.

    ``is_gone`` where there is surely none of that name any more.
    """

    signature: Signature | None
    changed: ChangedOnDisk | None = None
    is_gone: bool = False


class Gone(FileError):
    """The file is not there any more, and a save nobody asked for does not put it there again."""


class HeldBy(FileError):
    """Another program keeps the file to itself. ``names`` are those that have it open, as far as that is known."""

    def __init__(self, error: FileError, names: tuple[str, ...]) -> None:
        super().__init__(error.trouble, error.path, error.detail)
        self.names = names


class NotConfirmed(FileError):
    """The new file is in its place, but the disk did not confirm it: not to be called saved yet.

    ``sha256`` is that of the new bytes: a later save has to know them as ours.
    """

    def __init__(self, error: FileError, sha256: str) -> None:
        super().__init__(error.trouble, error.path, error.detail)
        self.sha256 = sha256


def publish(
    map: StrategyMap,
    lineage: tuple[Revision, ...],
    path: Path,
    home: Home,
    known: Collection[str] | None = None,
    *,
    picture: bytes | None = None,
    sparing: bool = False,
    unkept: Collection[str] = (),
) -> Published:
    """Save a map in a person's file, whole or not at all; only when it returns it may be called saved.

    ``known`` are the sha256 of what the file may hold: what was opened or saved last. Anything else raises
    ChangedOnDisk. None where the person agreed to replace whatever is there; that is kept as a generation first.
    ``sparing`` is for a save every few seconds: a generation is kept only some minutes after the one before, or the
    ten newest would soon all be of today; and a file that is ``Gone`` stays so. ``unkept`` are the sha256 of what
    such saves left there, which may go. Raises RuleBroken and FileError (NotConfirmed, HeldBy and Gone among them);
    what was on the disk is then still there.
    """
    lineage = longer(lineage)
    data = checked_bytes(map, lineage, path)
    digest = hashlib.sha256(data).hexdigest()
    clear_away(Path(os.path.realpath(path)).parent)  # where a save writes beside the file
    before = _signature(path)
    theirs = _present(path)
    if sparing and known and theirs is None and _is_gone(path):
        raise Gone(FileTrouble.NOT_FOUND, str(path))
    no_backup = _kept_before(theirs, path, home, known, unkept)

    def still_as_it_was() -> None:
        if _signature(path) != before:
            raise _changed(path)

    try:
        write_atomically(path, data, still_as_it_was)
    except FileError as error:
        if error.trouble is FileTrouble.BUSY:
            raise HeldBy(error, holders(path)) from error
        if before is not None and _signature(path) == before:
            raise
        if hashlib.sha256(_present(path) or b"").hexdigest() == digest:
            raise NotConfirmed(error, digest) from error
        raise
    is_kept = not sparing or is_due(home, map.info.id)
    try:
        if is_kept:
            keep(home, data, path, picture)
    except FileError as error:
        no_backup = no_backup or error
    return Published(Origin(path, digest), lineage, len(data), no_backup, is_kept)


def looked_at(path: Path, known: Collection[str], before: Signature | None = None) -> Look:
    """Look whether somebody else wrote to a file, which is read only where its size and times are not as ``before``.

    One that is gone, or cannot be read at the moment, was not changed. Meets the disk: not on the UI thread.
    """
    signature = _signature(path)
    if signature is None:
        return Look(None, is_gone=_is_gone(path))
    if signature == before:
        return Look(signature)
    try:
        data = _present(path)
    except FileError:
        return Look(None)
    if data is None:  # a folder has the name, say
        return Look(None, is_gone=True)
    if hashlib.sha256(data).hexdigest() in known:
        return Look(signature)
    return Look(signature, _changed(path))


def _kept_before(
    theirs: bytes | None, path: Path, home: Home, known: Collection[str] | None, unkept: Collection[str]
) -> FileError | None:
    """Keep what is there before it goes. What somebody else wrote never goes unkept."""
    if theirs is None:
        return None
    digest = hashlib.sha256(theirs).hexdigest()
    ours = known is not None and digest in known
    if known is not None and not ours:
        raise _changed(path)
    if digest in unkept:
        return None
    try:
        keep(home, theirs, path, replaced=True)
    except FileError as error:
        if not ours:
            raise
        return error
    return None


def _present(path: Path) -> bytes | None:
    """What the file holds, or None where there is none, or nothing that could be kept."""
    try:
        return read_bytes(path)
    except FileError as error:
        if error.trouble in (FileTrouble.NOT_FOUND, FileTrouble.NOT_A_FILE):
            return None
        raise


def _signature(path: Path) -> Signature | None:
    """What changes whenever somebody writes to a file."""
    with suppress(OSError):
        found = os.stat(path)  # noqa: PTH116  (the tests make this very call fail)
        return found.st_ino, found.st_size, found.st_mtime_ns
    return None


def _is_gone(path: Path) -> bool:
    """Whether there is nothing of that name, rather than that it cannot be looked at."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _changed(path: Path) -> ChangedOnDisk:
    when = datetime.now(UTC)
    digest = ""
    with suppress(OSError, OverflowError, ValueError):
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with suppress(FileError):
        digest = hashlib.sha256(_present(path) or b"").hexdigest()
    return ChangedOnDisk(path, when, digest)
