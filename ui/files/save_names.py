"""What a file is suggested to be called, and where: never over the file that a copy came from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from stratmap import SUFFIX
from stratmap.i18n import _
from stratmap.safekeeping.home import persons_folder
from stratmap.safekeeping.places import Place, free_name, place_of
from stratmap.vocabulary import in_line
from ui.soon import soon


def caption_of(title: str, path: Path | None, former: Path | None, version: str = "") -> str:
    """What a map is called for people: its title, and its file where two files may have that title.

    ``former`` is the file of a map that has no file of its own, ``version`` what the version is called that it is.
    """
    name = in_line(title)[:80]
    if path is None:
        name = name or (_one_line(former.name) if former else _("Untitled map"))
        if version:
            return f"{name} ({_one_line(version)})"
        return _("{name} (copy)").format(name=name) if former else name
    file = _one_line(path.name)
    if not name:
        return file
    return name if name.casefold() == path.stem.casefold() else f"{name} – {file}"


def _one_line(name: str) -> str:
    """A file name for a title bar: its end tells copies apart, so a long one is cut in the middle."""
    name = in_line(name)
    return name if len(name) <= 80 else f"{name[:45]}…{name[-34:]}"


def suggested_name(title: str, path: Path | None, suffix: str) -> str:
    """A file name made of the map's title, beside the file it came from."""
    plain = "".join(each if each.isalnum() or each in " -_" else " " for each in title)
    name = " ".join(plain.split())[:80] or _("Untitled map")
    folder = path.parent if path else persons_folder()
    return str(folder / f"{path.stem if path else name}{suffix}")


def with_suffix(path: Path, suffix: str) -> Path:
    """This name with this ending, once."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def name_of_recovered(former: Path) -> Path:
    """For what was recovered or is an earlier version: a name beside the file it was in."""
    return former.with_name(_("{name} (recovered)").format(name=former.stem) + SUFFIX)


def name_of_version(former: Path, version: str) -> Path:
    """For a version kept under a name, or of a time: both names, in what every system takes for a file."""
    plain = "".join(each if each.isalnum() or each in " -_." else " " for each in version)
    plain = " ".join(plain.split())[:60].strip(" .") or _("version")
    return former.with_name(f"{former.stem} ({plain}){SUFFIX}")


def name_of_copy(path: Path, recent: Iterable[str]) -> Path:
    """For a copy of this file: beside it where that may be saved to and lasts, else among the person's documents.

    ``recent`` are the files opened last: where they are is where the person keeps such things.
    """
    beside = path if soon(lambda: _lasts(path.parent), False) else _documents(recent) / path.name
    named = with_suffix(beside, SUFFIX)
    return soon(lambda: free_name(named, _("copy")) if named.exists() else named, named)


def name_beside(path: Path, word: str) -> Path:
    """For another version of this file: ``plan (mine)`` beside it, numbered where the disk says that it is taken."""
    return soon(lambda: free_name(path, word), path.with_name(f"{path.stem} ({word}){path.suffix}"))


def _documents(recent: Iterable[str]) -> Path:
    """Where the person's files are: the folder of a recent one, else the one the system has for them."""
    places = (Path(each).parent for each in recent)
    usual = Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or persons_folder()
    )
    return soon(lambda: next((each for each in places if each.is_dir() and _lasts(each)), usual), usual)


def _lasts(folder: Path) -> bool:
    return place_of(folder / f"x{SUFFIX}") is Place.OWN
