"""A note that says who is editing a file, made at the first edit and taken away when the map is closed.

It only warns, it never locks anyone out, and where it cannot be written nobody minds. For a file that only this
machine sees the note is in a private folder of this machine, held by its process, so that it cannot outlive it. On a
share, or in a folder kept in step with other machines, it is a small hidden file beside the map: the one thing other
machines can see. It says when its program was last there, and is not believed half an hour after that, nor half an
hour before.
"""

from __future__ import annotations

import errno
import getpass
import hashlib
import json
import os
import platform
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.records import new_id
from models.rules import plain
from stratmap.safekeeping.held import Held, Taken
from stratmap.safekeeping.home import Home, is_ones_own, private_folder
from stratmap.safekeeping.places import is_shared

REFRESH_SECONDS = 300.0
"""How often ``EditNote.refresh`` is to be called."""

STALE = timedelta(minutes=30)
_MOST_BYTES, _MOST_CHARACTERS = 4096, 200
_MOST_REPLACED = 64 * 1024
"""Bytes beyond which what has the name of a note is none."""

_NUMBERS = ("", ".2", ".3", ".4")
"""What tells the notes on one file apart; who comes when all are there knows of the others, but not they of them."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who is editing a file: who, on which machine, since when, and when that was last certain."""

    who: str
    machine: str
    since: datetime
    seen: datetime


class EditNote:
    """The note of one window on one file. ``other`` is who else is editing it, None where nobody is known to.

    Each window that edits the file has a note of its own, so that the first one learns of the second, too.
    """

    def __init__(self, path: Path, home: Home, who: str = "", *, shared: bool | None = None) -> None:
        real = Path(os.path.realpath(path))
        self._shared = is_shared(real) if shared is None else shared
        self._token = new_id()
        self._since = datetime.now(UTC)
        self._who = who or _user()
        self._held: Held | None = None
        self._mine = False
        self._is_gone = False
        self._places = _shared_notes(real) if self._shared else _local_notes(real, home)
        self.file = self._places[0]
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
            _own_folder(self.file.parent)
            self._take_local()
        self.other = _first(_local_editor(each) for each in self._places if each != self.file or self._held is None)
        if self._held is not None:
            self._write()

    def _take_local(self) -> None:
        for place in self._places:
            with suppress(Taken):
                self._held = Held(_lock_of(place))
                self.file = place
                return

    def _refresh_shared(self) -> None:
        others = {place: _shared_editor(place, self._token) for place in self._places}
        self.other = _first(others.values())
        if self._mine and _token(self.file) == self._token:
            self._write()
            return
        self._mine = False  # while this machine slept others may have taken its place
        for place in self._places:
            if others[place] is None:
                self.file = place
                with suppress(OSError):  # something else has the name
                    self._write()
                    return

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
            found = os.fstat(file.fileno())
            if found.st_nlink > 1 or found.st_size > _MOST_REPLACED:
                raise OSError(errno.EINVAL, "it is no note", str(self.file))
            file.truncate()
            file.write(json.dumps(about))
        self._mine = True


def editor_of(path: Path, home: Home, *, shared: bool | None = None) -> Editor | None:
    """Who is editing a file at the moment, as far as notes tell; of several the first. Never raises.

    Leaves no note itself.
    """
    real = Path(os.path.realpath(path))
    if is_shared(real) if shared is None else shared:
        return _first(_shared_editor(each) for each in _shared_notes(real))
    return _first(_local_editor(each) for each in _local_notes(real, home))


def _first(editors: Iterable[Editor | None]) -> Editor | None:
    """Who began first."""
    return min((each for each in editors if each is not None), key=lambda each: each.since, default=None)


def _shared_editor(note: Path, but: str = "") -> Editor | None:
    """Who wrote a note beside a file, if they were there lately and the note has not this token."""
    found = read_note(note)
    if found is None or (but and _token(note) == but):
        return None
    return found if abs(datetime.now(UTC) - found.seen) < STALE else None


def _local_editor(note: Path) -> Editor | None:
    """Who wrote a note on this machine, if their program lives."""
    lock = _lock_of(note)
    with suppress(OSError):
        if not lock.exists():
            return None
        try:
            Held(lock).release()
        except Taken:
            return read_note(note)
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
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
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


def _shared_notes(real: Path) -> list[Path]:
    """Where notes on a file lie beside it: one, and where more than one works on it, the next."""
    return [real.with_name(f".~{real.name}{number}.lock") for number in _NUMBERS]


def _local_notes(real: Path, home: Home) -> list[Path]:
    name = hashlib.sha256(os.path.normcase(real).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return [home.notes / f"{name}{number}.note" for number in _NUMBERS]


def _lock_of(note: Path) -> Path:
    return note.with_suffix(".lock")


def _own_folder(path: Path) -> None:
    """The private folder for notes, which may lie where everybody can make folders. Raises OSError."""
    if not os.path.lexists(path):
        private_folder(path)
    if not is_ones_own(path):
        raise PermissionError(errno.EACCES, "somebody else made it", str(path))
    private_folder(path)


def is_myself(editor: Editor) -> bool:
    """Whether it is the same person at the same machine: another program of theirs."""
    return editor.who == _user() and editor.machine == platform.node()


def _user() -> str:
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return ""
