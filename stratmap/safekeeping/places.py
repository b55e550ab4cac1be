"""What kind of place a file lies in: may it be saved there, will it still be there tomorrow, and who else sees it.

A map from a read-only place or from the cache of a mail program opens as a copy: Save asks where.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from enum import Enum
from pathlib import Path

from models.atomic import is_kept_by_owner


class Place(Enum):
    """Where a file lies, as far as it matters for saving."""

    OWN = "may be saved to"
    READ_ONLY = "may only be read"
    PASSING = "a folder that is cleared without asking, as a mail program's for attachments"


_PASSING = re.compile(
    r"content\.outlook|inetcache|temporary internet files|mail downloads|com\.apple\.mail|olk\w*|mozilla_\w+"
    r"|evolution[-.\w]+|thunderbird[-.\w]+|kmail\w*|geary\w*|\.cache|rar\$\w+(\.\w+)?|7z[oes][0-9a-f]+|temp[0-9]+_.*\.zip",
    re.IGNORECASE,
)
"""Folders in which mail programs, browsers and unpackers put what is only looked at."""

_SHARES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.gvfsd-fuse", "9p", "afs", "davfs"})
_SYNCED = re.compile(
    r"onedrive( -.*)?|dropbox( \(.*\))?|google ?drive|nextcloud|owncloud|icloud drive|mobile documents|seafile"
    r"|syncthing|box( sync)?|sharepoint.*",
    re.IGNORECASE,
)


def place_of(path: Path, passing: Iterable[Path] | None = None) -> Place:
    """What kind of place this file lies in. ``passing`` are the folders that are cleared; by default the system's.

    A folder of somebody's own within one of these is theirs: they made it, and work there.
    """
    real = Path(os.path.realpath(path))
    folders = [Path(tempfile.gettempdir())] if passing is None else list(passing)
    if any(real.parent == Path(os.path.realpath(each)) for each in folders):
        return Place.PASSING
    if any(_PASSING.fullmatch(part) for part in real.parts[:-1]):
        return Place.PASSING
    return Place.OWN if _may_be_replaced(real) else Place.READ_ONLY


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, by whatever links and spellings."""
    with suppress(OSError):
        return one.samefile(other)
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


def free_name(path: Path, word: str) -> Path:
    """A name beside this one that nothing has yet: ``plan (mine)``, then ``plan (mine 2)``, and so on."""
    for number in range(1, 1000):
        name = f"{path.stem} ({word} {number})" if number > 1 else f"{path.stem} ({word})"
        beside = path.with_name(name + path.suffix)
        if not os.path.lexists(beside):
            return beside
    return path.with_name(f"{path.stem} ({word} {secrets.token_hex(4)}){path.suffix}")


def is_shared(path: Path) -> bool:
    """Whether other machines see the file: it is on a share, or in a folder that a sync program keeps in step."""
    real = Path(os.path.realpath(path))
    if any(_SYNCED.fullmatch(part) for part in real.parts[:-1]):
        return True
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4
        return str(real).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(real.anchor) == drive_remote
    return file_system_of(real, _mounts()) in _SHARES


def file_system_of(path: Path, mounts: str) -> str:
    """The type of the file system a path is on, by the lines of ``/proc/mounts``; empty where none is."""
    best, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:
            point = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[1])
            if len(point) > best and path.is_relative_to(point):
                best, found = len(point), fields[2]
    return found


def _mounts() -> str:
    with suppress(OSError):
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    return ""


def _may_be_replaced(real: Path) -> bool:
    """Whether a save could put a new file here: the file may be written, and so may its folder."""
    try:
        found = real.stat()
        writable = bool(found.st_mode & 0o222) and os.access(real, os.W_OK)
        writable = writable and not is_kept_by_owner(real, found.st_uid)
    except OSError:
        writable = True  # there is none: only the folder counts
    return writable and os.access(real.parent, os.W_OK)
