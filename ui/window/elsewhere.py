"""One window among the others: which of them has a file, and what is opened beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from stratmap.document import Document
from stratmap.i18n import _
from ui.window.windows import Member, Windows

if TYPE_CHECKING:
    from stratmap.safekeeping.recovery import Left
    from ui.workspace import Workspace


class _Own(Member, Protocol):
    """The window that looks around."""

    @property
    def workspace(self) -> Workspace | None: ...


class Elsewhere:
    """Finds and opens windows beside one's own."""

    def __init__(self, own: _Own, windows: Windows) -> None:
        self._own = own
        self._windows = windows

    def bring_forward(self, path: Path) -> bool:
        """Whether this file is open: in this window with work that is not saved, or in another, now in front."""
        there = self._windows.showing(path, but=None if self._own.isWindowModified() else self._own)
        if there is not None:
            there.come_forward()
            if there is self._own and self._own.workspace is not None:
                self._own.workspace.notice.say(_("This map is open here already, with work that is not saved."))
        return there is not None

    def has(self, path: Path) -> bool:
        """Whether another window has this file."""
        return self._windows.showing(path, but=self._own) is not None

    def open(self, path: Path) -> None:
        """Open a file in a window of its own, unless one has it."""
        if not self.bring_forward(path):
            self._windows.open_path(path)

    def open_copy(self, path: Path) -> None:
        """Open what is in a file as a copy, in a window of its own."""
        self._windows.open_new().files.open_copy(path)

    def open_left(self, left: Left) -> None:
        """Open what a crash left in a window of its own."""
        self._windows.open_new().recovering.open(left)

    def show_version(self, document: Document, former_path: Path | None, version: str) -> Workspace | None:
        """Show a version of a map in a window of its own; the map as it is open there."""
        beside = self._windows.open_new()
        beside.show_map(document, None, former_path=former_path, version=version)
        return beside.workspace

    def come_back(self) -> None:
        """Have one's own window in front again."""
        self._own.come_forward()

    def leave_to_others(self) -> bool:
        """Close one's own window, its map being agreed to go, where others are open; whether there are."""
        there_are = len(self._windows.all) > 1
        if there_are:
            self._own.close_agreed()
        return there_are

    def open_files(self) -> tuple[Path, ...]:
        """The files of all maps that are open in a window."""
        return tuple(each.path for each in self._windows.all if each.path is not None)
