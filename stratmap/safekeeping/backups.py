"""Earlier versions of a person's files: a generation at each save, thinned out as they age, in the user's own folder.

A generation is a plain ``.stratmap`` file, so that it can be rescued by hand, too. What was in the file before this
program ever wrote to it is kept as well, whoever wrote it. They are found by the map's id and by the file's path.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models import limits
from models.atomic import trouble_of, write_atomically
from models.errors import FileError
from models.store import Opened, open_map
from stratmap.safekeeping.home import Home, private_folder

NEWEST = 10
"""Generations kept whatever their age."""

HOURS, DAYS, MONTHS = 24, 30, 12
"""For how long one an hour, one a day and one a month are kept beyond those."""

APART = timedelta(minutes=10)
"""Between generations of a map that is saved by itself."""

REPLACED = timedelta(days=30)
"""For how long what a save replaced, and nobody had kept before, stays whatever its age."""

SKEW = timedelta(days=1)
"""How much later than now a time may be before it comes from a clock that was wrong."""

MOST_BYTES = 512 * 1024 * 1024
"""Bytes of all generations of one map; beyond it the oldest go."""

_YEARS = range(1970, 9999)
"""There were no such files before, nor will there be after: what says so is nonsense, and cannot be a name."""

_STAMP = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-([0-9a-f]{16})\.stratmap")
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Generation:
    """One earlier version of a file: of when it is, what it was called, where it was, and a small picture (PNG)."""

    file: Path
    saved: datetime
    size: int
    sha256: str
    title: str
    path: Path | None
    picture: bytes | None


def keep(
    home: Home, data: bytes, source: Path, picture: bytes | None = None, *, replaced: bool = False
) -> Path | None:
    """Keep what a person's file holds as a generation; where, or None where it is there already.

    ``replaced`` where it is about to be replaced: it stays for a while, however old what it holds is. Raises
    FileError where it cannot be written. What grew too old goes.
    """
    from models.reader import Label, read_label

    try:
        label = read_label(data, source)
    except FileError:
        label = Label(_UNKNOWN, "", "")
    digest = hashlib.sha256(data).hexdigest()
    about = {"path": str(source.absolute()), "title": label.title, "sha256": digest}
    if replaced:
        about["replaced"] = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        folder = private_folder(home.backups / _folder_name(label.map_id))
        there = next((each for each in _files(folder) if each.name.endswith(f"-{digest[:16]}.stratmap")), None)
        file = there or folder / f"{_time(label.saved, source):{_STAMP}}-{digest[:16]}.stratmap"
        if there is None:
            _write(file, data, about, picture)
        elif replaced:
            _beside(file, ".json").write_text(json.dumps(about), encoding="utf-8")
    except OSError as error:
        raise FileError(trouble_of(error), str(home.backups), error.strerror or str(error)) from error
    thin_out(folder)
    return file if there is None else None


def _write(file: Path, data: bytes, about: dict[str, str], picture: bytes | None) -> None:
    """A generation and what stands beside it: all of it, or nothing. Raises OSError and FileError."""
    try:
        _beside(file, ".json").write_text(json.dumps(about), encoding="utf-8")
        if picture:
            _beside(file, ".png").write_bytes(picture)
        write_atomically(file, data)
    except BaseException:
        _delete(file)
        raise


def generations(home: Home, map_id: str, path: Path | None = None) -> list[Generation]:
    """The earlier versions of a map, and of whatever else stood in the file at ``path``, the newest first."""
    own = _folder_name(map_id)
    wanted = str(path.absolute()) if path is not None else None
    found = []
    with suppress(OSError):
        for folder in home.backups.iterdir():
            for file in _files(folder):
                described = _described(file)
                if described is not None and (folder.name == own or str(described.path) == wanted):
                    found.append(described)
    return sorted(found, key=lambda each: each.saved, reverse=True)


def is_due(home: Home, map_id: str, now: datetime | None = None) -> bool:
    """Whether the newest generation of a map is so old that one saved by itself is worth keeping, too."""
    newest = max(map(_stamp, _files(home.backups / _folder_name(map_id))), default=None)
    return newest is None or not timedelta() <= (now or datetime.now(UTC)) - newest < APART


def open_generation(generation: Generation) -> Opened:
    """The map of a generation, to be shown as an untitled, unsaved one. Raises FileError."""
    return open_map(generation.file)


def delete(generation: Generation) -> bool:
    """Delete an earlier version for good; whether it is gone."""
    _delete(generation.file)
    return not generation.file.exists()


def thin_out(folder: Path, now: datetime | None = None) -> None:
    """Delete the generations in a folder that are too many for their age. Never raises."""
    now = now or datetime.now(UTC)
    times = {file: _stamp(file) for file in _files(folder)}
    replaced = {file for file in times if _was_replaced_lately(file, now)}
    kept = worth_keeping(times.values(), now)
    total = 0
    for file in sorted(times, key=lambda each: (each in replaced, times[each]), reverse=True):
        with suppress(OSError):
            total += file.stat().st_size
        if (times[file] not in kept and file not in replaced) or total > MOST_BYTES:
            _delete(file)


def worth_keeping(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Of these times, the last ten, then the newest of each hour for a day, of each day and each month.

    Those a wrong clock made lie in the future; the last ten of them stay as well, and take no room of the others.
    """
    newest_first = sorted(times, reverse=True)
    to_come = [each for each in newest_first if each - now > SKEW]
    newest_first = newest_first[len(to_come) :]
    kept = {*to_come[:NEWEST], *newest_first[:NEWEST]}
    for form, since in (
        ("%Y%m%d%H", timedelta(hours=HOURS)),
        ("%Y%m%d", timedelta(days=DAYS)),
        ("%Y%m", timedelta(days=31 * MONTHS)),
    ):
        taken: set[str] = set()
        for each in newest_first:
            part = each.strftime(form)
            if now - each <= since and part not in taken:
                taken.add(part)
                kept.add(each)
    return kept


def _files(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [each for each in folder.iterdir() if _NAME.fullmatch(each.name)]
    return []


def _folder_name(map_id: str) -> str:
    """A map's id is somebody's text: as the name of a folder only where it is as harmless as ours are."""
    if re.fullmatch(r"[0-9A-Za-z-]{1,64}", map_id):
        return map_id
    return hashlib.sha256(map_id.encode("utf-8", "replace")).hexdigest()[:32]


def _time(saved: str, source: Path) -> datetime:
    """Of when the content is: what it says itself, else the time of the file."""
    with suppress(ValueError, OverflowError):
        found = datetime.fromisoformat(saved)
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        if found.year in _YEARS:
            return found
    with suppress(OSError, OverflowError, ValueError):
        return datetime.fromtimestamp(source.stat().st_mtime, UTC)
    return datetime.now(UTC)


def _stamp(file: Path) -> datetime:
    return datetime.strptime(file.name.partition("-")[0], _STAMP).replace(tzinfo=UTC)


def _about(file: Path) -> dict[str, object]:
    """What stands beside a generation about it; nothing where that was spoilt."""
    with suppress(OSError, ValueError, RecursionError):
        read = json.loads(_beside(file, ".json").read_text(encoding="utf-8"))
        return read if isinstance(read, dict) else {}
    return {}


def _was_replaced_lately(file: Path, now: datetime) -> bool:
    with suppress(ValueError, OverflowError, TypeError):
        return now - datetime.fromisoformat(str(_about(file).get("replaced"))) <= REPLACED
    return False


def _described(file: Path) -> Generation | None:
    about = _about(file)
    picture = None
    with suppress(OSError):
        picture = _beside(file, ".png").read_bytes()
    with suppress(OSError, ValueError):
        path = Path(str(about["path"])) if about.get("path") else None
        title = str(about.get("title", ""))[: limits.MAX_TITLE]
        return Generation(file, _stamp(file), file.stat().st_size, str(about.get("sha256", "")), title, path, picture)
    return None


def _delete(file: Path) -> None:
    for each in (file, _beside(file, ".json"), _beside(file, ".png")):
        with suppress(OSError):
            each.unlink(missing_ok=True)


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.stem + suffix)
