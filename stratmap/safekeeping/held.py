"""A file held by this process, and let go of by the system however it ends: the sign of life of a session.

Never a process number: numbers are used again, and tell nothing across machines.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


_FAR = 2**30
_TAKEN = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


class Held:
    """A lock on a file, while the object lives. Raises Taken where another process holds it, OSError otherwise."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._handle)
        except OSError as error:
            self.release()
            if error.errno in _TAKEN:
                raise Taken(str(path)) from error
            raise

    def fileno(self) -> int:
        """The handle of the open file."""
        if self._handle is None:
            raise ValueError("it was let go of")
        return self._handle

    @property
    def is_in_place(self) -> bool:
        """Whether the file is still where it was: a lock on one that was deleted keeps nobody out."""
        try:
            return os.path.samestat(os.fstat(self.fileno()), self.path.stat())
        except (OSError, ValueError):
            return False

    def release(self) -> None:
        """Let go of it. The file stays."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):  # closed it is even then
                os.close(handle)

    def __enter__(self) -> Held:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class Taken(OSError):
    """Another process holds the file."""


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, _FAR, os.SEEK_SET)  # a byte nobody reads: Windows lets nobody read what is locked
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
