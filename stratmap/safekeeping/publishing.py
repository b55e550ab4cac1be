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
from stratmap.safekeeping.backups import keep
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.session import Origin


@dataclass(frozen=True, slots=True)
class Published:
    """What was saved where. ``no_backup`` is why it could not be kept as a generation, too, if it could not."""

    origin: Origin
    lineage: tuple[Revision, ...]
    size: int
    no_backup: FileError | None = None


class ChangedOnDisk(StratmapError):
    """The file is not what we left there: another program or person wrote to it. Nothing was written.

    ``when`` is the time of the file as it is now, ``sha256`` of its bytes.
    """

    def __init__(self, path: Path, when: datetime, sha256: str) -> None:
        super().__init__(str(path))
        self.path, self.when, self.sha256 = path, when, sha256


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
) -> Published:
    """Save a map in a person's file, whole or not at all; only when it returns it may be called saved.

    ``known`` are the sha256 of what the file may hold: what was opened or saved last. Anything else raises
    ChangedOnDisk. None where the person agreed to replace whatever is there; that is kept as a generation first.
    Raises RuleBroken and FileError (NotConfirmed among them); what was on the disk is then still there.
    """
    lineage = longer(lineage)
    data = checked_bytes(map, lineage, path)
    digest = hashlib.sha256(data).hexdigest()
    clear_away(Path(os.path.realpath(path)).parent)  # where a save writes beside the file
    before = _signature(path)
    theirs = _present(path)
    no_backup = _kept_before(theirs, path, home, known)

    def still_as_it_was() -> None:
        if _signature(path) != before:
            raise _changed(path)

    try:
        write_atomically(path, data, still_as_it_was)
    except FileError as error:
        if before is not None and _signature(path) == before:
            raise
        if hashlib.sha256(_present(path) or b"").hexdigest() == digest:
            raise NotConfirmed(error, digest) from error
        raise
    try:
        keep(home, data, path, picture)
    except FileError as error:
        no_backup = no_backup or error
    return Published(Origin(path, digest), lineage, len(data), no_backup)


def changed_since(path: Path, known: Collection[str]) -> bool:
    """Whether somebody else wrote to a file; one that is gone was not changed. Reads it all: not on the UI thread."""
    data = _present(path)
    return data is not None and hashlib.sha256(data).hexdigest() not in known


def _kept_before(theirs: bytes | None, path: Path, home: Home, known: Collection[str] | None) -> FileError | None:
    """Keep what is there before it goes. What somebody else wrote never goes unkept."""
    if theirs is None:
        return None
    ours = known is not None and hashlib.sha256(theirs).hexdigest() in known
    if known is not None and not ours:
        raise _changed(path)
    try:
        keep(home, theirs, path)
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


def _signature(path: Path) -> tuple[int, int, int] | None:
    """What changes whenever somebody writes to a file."""
    with suppress(OSError):
        found = os.stat(path)  # noqa: PTH116  (the tests make this very call fail)
        return found.st_ino, found.st_size, found.st_mtime_ns
    return None


def _changed(path: Path) -> ChangedOnDisk:
    when = datetime.now(UTC)
    digest = ""
    with suppress(OSError, OverflowError, ValueError):
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with suppress(FileError):
        digest = hashlib.sha256(_present(path) or b"").hexdigest()
    return ChangedOnDisk(path, when, digest)
