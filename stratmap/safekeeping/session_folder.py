"""The folder of a session: what lies in it under which name, and where it goes when somebody does without it.

Apart, because the session that fills it and the recovery that finds it know nothing else of each other.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from stratmap.safekeeping.home import private_folder

LOCK_NAME, PICTURE_NAME, ATTEMPTS_NAME, WHEN_NAME = "lock", "picture.png", "attempts", "when"
"""The sign of life, a small picture of the map, how often somebody tried to open it, and when it was put aside."""

_ASIDE_NAME = "discarded"


def working_copy_path(folder: Path, number: int) -> Path:
    """The working copy of a number; the first is 1."""
    return folder / f"work-{number}.db"


def working_copies(folder: Path) -> list[Path]:
    """The working copies in a session's folder, the newest first."""
    found = [each for each in folder.glob("work-*.db") if each.stem.removeprefix("work-").isdigit()]
    return sorted(found, key=lambda each: int(each.stem.removeprefix("work-")), reverse=True)


def remove_working_copy(path: Path) -> None:
    """Do without a working copy and what SQLite keeps beside it."""
    for each in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        with suppress(OSError):
            each.unlink(missing_ok=True)


def put_aside(folder: Path) -> None:
    """Move a session's folder to the discarded ones, beside ``sessions``, and note when. Raises OSError."""
    to = private_folder(folder.parents[1] / _ASIDE_NAME) / folder.name
    if folder.parent == to.parent:
        return
    (folder / WHEN_NAME).touch()  # the folder's own time changes with every look into it
    folder.rename(to)
