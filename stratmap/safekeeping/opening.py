"""Opening a person's file for the window: what is in it, and whether it may be saved there again.

A file from a place that is cleared, or one that may only be read, is opened as a copy. So is one whose content is in
doubt, after the person said that they want to look at it all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.errors import FileError, FileTrouble
from models.reader import read_bytes
from models.store import Opened, opened_bytes
from stratmap import SUFFIX
from stratmap.safekeeping.places import Place, place_of

SECONDS = 2.0
"""How long a file that does not begin like a map is searched for one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds and where it lies. ``refusal`` is what speaks against it: ask before it is shown."""

    opened: Opened
    place: Place
    refusal: FileError | None = None

    @property
    def is_copy(self) -> bool:
        """Whether the map is not to be saved in its file."""
        return self.refusal is not None or self.place is not Place.OWN


def find_map(path: Path) -> Found:
    """Open a file, also where it was changed on the way or is of a newer version, if it can still be shown.

    Raises FileError; in every case the file and its folder stay exactly as they are.
    """
    data = read_bytes(path)
    place = place_of(path)
    try:
        return Found(opened_bytes(data, path), place)
    except FileError as error:
        if error.trouble is FileTrouble.NOT_OURS and _lost_its_beginning(data, path):
            raise FileError(FileTrouble.DAMAGED, str(path), "its beginning is spoilt") from error
        if error.trouble not in (FileTrouble.CHANGED, FileTrouble.NEWER):
            raise
        refusal = error
    try:
        return Found(opened_bytes(data, path, in_spite_of=refusal.trouble), place, refusal)
    except FileError:
        raise refusal from None


def _lost_its_beginning(data: bytes, path: Path) -> bool:
    """Whether something called a map, though it does not begin like one, holds what a map holds."""
    from models.salvage import salvaged

    if path.suffix.casefold() != SUFFIX:
        return False
    try:
        salvaged(data, str(path), SECONDS)
    except FileError:
        return False
    return True
