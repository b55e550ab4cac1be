"""Earlier versions of the map in the window: listed, and opened as maps of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from stratmap.document import Document
from stratmap.i18n import _
from stratmap.safekeeping.home import Home
from ui.background import Jobs
from ui.file_commands import FileCommands
from ui.shell import Shell

if TYPE_CHECKING:
    from models.store import Opened
    from stratmap.safekeeping.backups import Generation


class EarlierCommands:
    """Looks for earlier versions, and opens one as an untitled copy: no file is replaced by that."""

    def __init__(self, shell: Shell, window: QWidget, files: FileCommands, home: Home, jobs: Jobs) -> None:
        self._shell = shell
        self._window = window
        self._files = files
        self._home = home
        self._jobs = jobs

    def show(self) -> None:
        """List what was in the map's file before, the newest first."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        self._look(workspace.document.map.info.id, self._shell.path or self._shell.former_path)

    def show_of(self, path: Path) -> None:
        """List what was in a file that cannot be opened itself."""
        self._look("", path)

    def _look(self, map_id: str, path: Path | None) -> None:
        def work(_cancelled: object) -> list[Generation]:
            from stratmap.safekeeping.backups import generations

            return generations(self._home, map_id, path)

        self._jobs.start(_("Looking for earlier versions …"), work, self._offer, self._files.failed)

    def open(self, generation: Generation) -> None:
        """Show an earlier version as a map without a file; there is nothing to save until it is changed."""
        from stratmap.safekeeping.backups import open_generation

        def start() -> None:
            leaving = self._files.present_map()

            def opened(found: Opened) -> None:
                document = Document(found.map, found.lineage)
                self._files.replace(leaving, lambda: self._show(document, generation))

            words = _("Opening the earlier version …")
            self._jobs.start(words, lambda _c: open_generation(generation), opened, self._files.failed)

        self._files.leave(start)

    def _show(self, document: Document, generation: Generation) -> None:
        version = f"{generation.saved.astimezone():%Y-%m-%d %H.%M}"
        self._shell.show_map(document, None, former_path=generation.path, version=version)
        self._window.activateWindow()  # the dialog had the keyboard

    def _offer(self, found: list[Generation]) -> None:
        from ui.dialogs.earlier import EarlierDialog

        EarlierDialog(found, self.open, self._window).open()
