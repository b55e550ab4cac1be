"""Bytes to the disk, whole or not at all: the one place that writes a person's file, whatever is in it.

The bytes go into a temporary file beside the target, are pushed to the disk and read back, and only then take
the target's place in one step. Killed at any moment, the target is the old file or the new one.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from models.errors import FileError, FileTrouble

_TROUBLES = {
    errno.ENOENT: FileTrouble.NOT_FOUND,
    errno.ENOTDIR: FileTrouble.NOT_FOUND,
    errno.EISDIR: FileTrouble.NOT_A_FILE,
    errno.ENAMETOOLONG: FileTrouble.BAD_NAME,
    errno.EILSEQ: FileTrouble.BAD_NAME,
    errno.EACCES: FileTrouble.NOT_ALLOWED,
    errno.EPERM: FileTrouble.NOT_ALLOWED,
    errno.EROFS: FileTrouble.NOT_ALLOWED,
    errno.ENOSPC: FileTrouble.DISK_FULL,
    errno.EDQUOT: FileTrouble.DISK_FULL,
    errno.EFBIG: FileTrouble.DISK_FULL,
}
PATIENCE = 3.0
"""Seconds a refused rename is tried again: virus scanners and sync programs hold a file for a moment."""
PAUSE = 0.05

_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.stratmap\.tmp")
STALE = 1800.0
"""Seconds after which nobody writes a temporary file of ours any more, on slow shares and by wrong clocks, too."""

_AT_ONCE = 2**24
_BUSY = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})
_CANNOT_SYNC_FOLDERS = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})


def write_atomically(path: Path, data: bytes, still_wanted: Callable[[], None] = lambda: None) -> None:
    """Put ``data`` at ``path``, in place of what is there, or leave everything as it was and raise FileError.

    A symbolic link stays one: what it points to is replaced. A file keeps its permissions, and its owner and group
    where that is allowed; a read-only one is refused. Returns only when the disk has confirmed both the bytes and the
    name. ``still_wanted`` is called right before the old file goes, and stops it by raising.
    """
    target = Path(os.path.realpath(path))
    try:
        former = _writable(target)
        temporary = target.with_name(f".{secrets.token_hex(8)}.stratmap.tmp")
        try:
            _write(temporary, data, former)
            if temporary.read_bytes() != data:
                raise FileError(FileTrouble.FAILED, str(path), "what the disk holds is not what was written")
            still_wanted()
            _replace(temporary, target, path)
        except BaseException:
            with suppress(OSError):  # what went wrong before counts
                temporary.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
    except OSError as error:
        raise FileError(_trouble_with(target, error), str(path), error.strerror or str(error)) from error


def clear_away(folder: Path) -> None:
    """Delete what a save left half written in a folder when its program died. Never raises."""
    with suppress(OSError):
        for each in os.scandir(folder):
            if _TEMPORARY.fullmatch(each.name) and each.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if time.time() - each.stat(follow_symlinks=False).st_mtime > STALE:
                        os.unlink(each.path)  # noqa: PTH108  (a name from scandir)


def trouble_of(error: OSError) -> FileTrouble:
    """Which of the troubles a person can do something about this error is."""
    return _TROUBLES.get(error.errno or 0, FileTrouble.FAILED)


def _trouble_with(target: Path, error: OSError) -> FileTrouble:
    """Which trouble it is to write a file; the folder's where there is no file yet to be in trouble with."""
    trouble = trouble_of(error)
    if trouble is FileTrouble.NOT_FOUND and not os.path.isdir(target.parent):  # noqa: PTH112  (never raises)
        return FileTrouble.NO_FOLDER
    if trouble is FileTrouble.NOT_ALLOWED and not os.path.exists(target):  # noqa: PTH110  (never raises)
        return FileTrouble.CLOSED_FOLDER
    return trouble


def _writable(target: Path) -> os.stat_result | None:
    """What the system knows of the file to be replaced, or None where there is none yet."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(found.st_mode):
        raise FileError(FileTrouble.NOT_A_FILE, str(target))
    locked = not found.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK)
    if locked or is_kept_by_owner(target, found.st_uid):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return found


def is_kept_by_owner(target: Path, owner: int) -> bool:
    """Whether a file lies where only its owner may replace it, as in a folder for everybody (POSIX's sticky bit)."""
    if not hasattr(os, "geteuid"):
        return False
    folder = target.parent.stat()
    return bool(folder.st_mode & stat.S_ISVTX) and os.geteuid() not in (0, owner, folder.st_uid)


def _replace(temporary: Path, target: Path, path: Path) -> None:
    """Rename, again and again for a while where the system says that somebody has the file."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            os.replace(temporary, target)  # noqa: PTH105  (the tests make this very call fail)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            if time.monotonic() >= until:
                raise FileError(FileTrouble.BUSY, str(path), error.strerror or str(error)) from error
            time.sleep(PAUSE)
        else:
            return


def _write(path: Path, data: bytes, former: os.stat_result | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest[:_AT_ONCE]) :]
        if former is not None:
            _give_to(path, former)
            path.chmod(stat.S_IMODE(former.st_mode))
        os.fsync(handle)
    finally:
        os.close(handle)


def _give_to(path: Path, former: os.stat_result) -> None:
    """Owner and group as they were, as far as that is allowed: others of a group are to go on writing to the file."""
    if not hasattr(os, "chown"):
        return
    own = path.stat()
    if own.st_gid != former.st_gid:
        with suppress(OSError):
            os.chown(path, -1, former.st_gid)
    if own.st_uid != former.st_uid:
        with suppress(OSError):
            os.chown(path, former.st_uid, -1)


def sync_folder(folder: Path) -> None:
    """Have the disk confirm the new name. Windows has no such call, and some file systems refuse it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC_FOLDERS:
            raise
    finally:
        os.close(handle)
