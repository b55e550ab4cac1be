"""What a file is suggested to be called, and where: never over the file that a copy came from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from stratmap.i18n import _
from stratmap.safekeeping.places import Place, free_name, place_of

SUFFIX = ".stratmap"


def with_suffix(path: Path, suffix: str) -> Path:
    """This name with this ending, once."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def name_of_recovered(former: Path) -> Path:
    """For what was recovered or is an earlier version: a name beside the file it was in."""
    return former.with_name(_("{name} (recovered)").format(name=former.stem) + SUFFIX)


def name_of_copy(path: Path, recent: Iterable[str]) -> Path:
    """For a copy of this file: beside it where that may be saved to and lasts, else among the person's documents.

    ``recent`` are the files opened last: where they are is where the person keeps such things.
    """
    beside = path if _lasts(path.parent) else _documents(recent) / path.name
    named = with_suffix(beside, SUFFIX)
    return free_name(named, _("copy")) if named.exists() else named


def _documents(recent: Iterable[str]) -> Path:
    """Where the person's files are: the folder of a recent one, else the one the system has for them."""
    places = (Path(each).parent for each in recent)
    usual = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
    return next((each for each in places if each.is_dir() and _lasts(each)), usual)


def _lasts(folder: Path) -> bool:
    return place_of(folder / f"x{SUFFIX}") is Place.OWN
