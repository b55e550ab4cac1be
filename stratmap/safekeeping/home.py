"""Where on this machine the program keeps what is no file of the person's: sessions, backups, notes, the log."""

from __future__ import annotations

import getpass
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one user. Nothing is made until it is needed."""

    data: Path
    logs: Path
    notes: Path

    @property
    def sessions(self) -> Path:
        """A folder for each map being worked on, or left by a crash."""
        return self.data / "sessions"

    @property
    def discarded(self) -> Path:
        """Sessions a person did without, for a week."""
        return self.data / "discarded"

    @property
    def backups(self) -> Path:
        """Earlier versions of files, a folder a map."""
        return self.data / "backups"


def usual_home() -> Home:
    """The folders this system has for such things. ``STRATMAP_HOME`` puts all of them elsewhere."""
    elsewhere = os.environ.get("STRATMAP_HOME")
    if elsewhere:
        return home_in(Path(elsewhere))
    notes = Path(tempfile.gettempdir()) / f"stratmap-{_user()}"
    try:
        data = platformdirs.user_data_path("stratmap", appauthor=False)
        return Home(data, platformdirs.user_log_path("stratmap", appauthor=False), notes)
    except RuntimeError:
        return home_in(without_a_home())


def without_a_home() -> Path:
    """Where a user without a folder of their own, as in some containers, has their things: among what is cleared."""
    folder = Path(tempfile.gettempdir()) / f"stratmap-{_user()}-home"
    if not os.path.lexists(folder) or is_ones_own(folder):
        return folder
    return folder.with_name(f"{folder.name}-{secrets.token_hex(8)}")  # a stranger made it, and might look into it


def is_ones_own(folder: Path) -> bool:
    """Whether this is a folder, no link to one, and of this very user. Raises OSError where there is none."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "geteuid") or found.st_uid == os.geteuid())


def persons_folder() -> Path:
    """The folder of whoever uses the program, where they begin to look for files; never fails."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(tempfile.gettempdir())


def home_in(folder: Path) -> Home:
    """All of it in one folder."""
    return Home(folder, folder / "logs", folder / "notes")


def private_folder(path: Path) -> Path:
    """This folder, made where it was missing, for nobody else to look into. Raises OSError."""
    path.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    if os.name != "nt":
        path.chmod(PRIVATE)
    return path


def _user() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = str(os.getuid()) if hasattr(os, "getuid") else "user"
    return "".join(each if each.isalnum() or each in "-_." else "_" for each in name)
