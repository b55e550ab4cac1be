"""Earlier versions of the map in the window: listed, and opened as maps of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from stratmap.document import Document
from stratmap.i18n import _
from stratmap.safekeeping.home import Home
from ui.background import Jobs
from ui.dialogs.ask import Ask
from ui.files.file_commands import FileCommands
from ui.files.shell import Shell

if TYPE_CHECKING:
    from models.store import Opened
    from stratmap.safekeeping.backups import Generation


class EarlierCommands:
    """Looks for earlier versions, and opens one as an untitled copy: no file is replaced by that."""

    def __init__(self, shell: Shell, window: QWidget, files: FileCommands, ask: Ask, home: Home, jobs: Jobs) -> None:
        self._shell = shell
        self._window = window
        self._files = files
        self._ask = ask
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
        if self._shell.workspace is not None:
            words = _("This is a copy of what was saved on {when}. The file it comes from stays as it is.")
            when = f"{generation.saved.astimezone():%Y-%m-%d %H:%M:%S}"
            save_as = (_("Save as …"), self._files.save_as)
            self._shell.workspace.file_banner.say(words.format(when=when), save_as)
        self._window.activateWindow()  # the dialog had the keyboard

    def _offer(self, found: list[Generation]) -> None:
        from stratmap.safekeeping import backups
        from stratmap.safekeeping.wording import time_words
        from ui.dialogs.earlier import EarlierDialog

        def ask_first(generation: Generation) -> None:
            words = _("Delete the earlier version of {when}?").format(when=time_words(generation.saved))
            self._ask.delete(words, lambda: delete(generation))

        def delete(generation: Generation) -> None:
            self._jobs.start(
                _("Deleting the earlier version …"),
                lambda _c: backups.delete(generation),
                lambda gone: deleted(generation, gone),
                self._files.failed,
            )

        def deleted(generation: Generation, gone: bool) -> None:
            if not gone:
                self._ask.tell(_("The earlier version could not be deleted. It is still there. Try again later."))
            elif isValid(dialog):
                dialog.take_out(generation)

        dialog = EarlierDialog(found, self.open, ask_first, self._window)
        dialog.open()
