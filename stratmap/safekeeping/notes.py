"""A note that says who is editing a file, made at the first edit and taken away when the map is closed.

It only warns, it never locks anyone out, and where it cannot be written nobody minds. For a file that only this
machine sees the note is in a private folder of this machine, held by its process, so that it cannot outlive it. On a
share, or in a folder kept in step with other machines, it is a small hidden file beside the map: the one thing other
machines can see. It says when its program was last there, and is not believed half an hour after that.
"""

from __future__ import annotations

import errno
import getpass
import hashlib
import json
import os
import platform
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.records import new_id
from models.rules import plain
from stratmap.safekeeping.held import Held, Taken
from stratmap.safekeeping.home import Home, private_folder
from stratmap.safekeeping.places import is_shared

REFRESH_SECONDS = 300.0
"""How often ``EditNote.refresh`` is to be called."""

STALE = timedelta(minutes=30)
_MOST_BYTES, _MOST_CHARACTERS = 4096, 200


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who is editing a file: who, on which machine, since when, and when that was last certain."""

    who: str
    machine: str
    since: datetime
    seen: datetime


class EditNote:
    """The note of one window on one file. ``other`` is who else is editing it, None where nobody is known to."""

    def __init__(self, path: Path, home: Home, who: str = "", *, shared: bool | None = None) -> None:
        real = Path(os.path.realpath(path))
        self._shared = is_shared(real) if shared is None else shared
        self._token = new_id()
        self._since = datetime.now(UTC)
        self._who = who or _user()
        self._held: Held | None = None
        self._mine = False
        self._is_gone = False
        self.file = _shared_note(real) if self._shared else _local_note(real, home)
        self.other: Editor | None = None
        self.refresh()

    def refresh(self) -> None:
        """Say that this window is still there, and look whether somebody else is. Never raises.

        While this meets a slow disk on one thread the note may be removed on another: it is not written again then.
        """
        with suppress(OSError):
            if self._is_gone:
                return
            if self._shared:
                self._refresh_shared()
            else:
                self._refresh_local()
        if self._is_gone:
            self.remove()

    def remove(self) -> None:
        """Take the note away, where it is ours. Never raises."""
        self._is_gone = True
        with suppress(OSError):
            if self._mine and _token(self.file) == self._token:
                self.file.unlink(missing_ok=True)
        held, self._held = self._held, None
        if held is not None:
            held.release()
            with suppress(OSError):
                held.path.unlink(missing_ok=True)
        self._mine = False

    def _refresh_local(self) -> None:
        if self._held is None:
            private_folder(self.file.parent)
            try:
                self._held = Held(self.file.with_suffix(".lock"))
            except Taken:
                self.other = read_note(self.file)
                return
        self.other = None
        self._write()

    def _refresh_shared(self) -> None:
        found = read_note(self.file)
        theirs = found is not None and _token(self.file) != self._token
        if theirs and found is not None and datetime.now(UTC) - found.seen < STALE:
            self.other, self._mine = found, False
            return
        self.other = None
        self._write()

    def _write(self) -> None:
        now = datetime.now(UTC)
        about = {
            "who": self._who,
            "machine": platform.node(),
            "since": self._since.isoformat(timespec="seconds"),
            "seen": now.isoformat(timespec="seconds"),
            "token": self._token,
        }
        with os.fdopen(_opened(self.file, os.O_WRONLY | os.O_CREAT), "w", encoding="utf-8") as file:
            file.truncate()
            file.write(json.dumps(about))
        self._mine = True


def editor_of(path: Path, home: Home, *, shared: bool | None = None) -> Editor | None:
    """Who is editing a file at the moment, as far as notes tell. Leaves none itself. Never raises."""
    real = Path(os.path.realpath(path))
    if is_shared(real) if shared is None else shared:
        found = read_note(_shared_note(real))
        return found if found is not None and datetime.now(UTC) - found.seen < STALE else None
    note = _local_note(real, home)
    held = note.with_suffix(".lock")
    if not held.exists():
        return None
    try:
        Held(held).release()
    except Taken:
        return read_note(note)
    except OSError:
        return None
    return None


def read_note(file: Path) -> Editor | None:
    """What a note says, cleaned: anybody may have written it. None where there is none that can be read."""
    try:
        about = _about(file)
        return Editor(
            _short(about["who"]),
            _short(about["machine"]),
            _when(about["since"]),
            _when(about["seen"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _about(file: Path) -> dict[str, object]:
    with os.fdopen(_opened(file, os.O_RDONLY), "rb") as opened:
        found = json.loads(opened.read(_MOST_BYTES))
    if not isinstance(found, dict):
        raise TypeError(found)
    return found


def _opened(file: Path, how: int) -> int:
    """The handle of a note, which anybody may have put there: no link is followed, no pipe waited for."""
    handle = os.open(file, how | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is no file", str(file))
    return handle


def _token(file: Path) -> str:
    with suppress(OSError, ValueError, TypeError, RecursionError):
        return str(_about(file).get("token", ""))
    return ""


def _short(text: object) -> str:
    return " ".join(plain(str(text)).split())[:_MOST_CHARACTERS]


def _when(text: object) -> datetime:
    found = datetime.fromisoformat(str(text))
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _shared_note(real: Path) -> Path:
    return real.with_name(f".~{real.name}.lock")


def _local_note(real: Path, home: Home) -> Path:
    name = hashlib.sha256(os.path.normcase(real).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return home.notes / f"{name}.note"


def is_myself(editor: Editor) -> bool:
    """Whether it is the same person at the same machine: another program of theirs."""
    return editor.who == _user() and editor.machine == platform.node()


def _user() -> str:
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return ""
