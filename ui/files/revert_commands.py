"""Going back to what is in the file, or looking at it beside one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.i18n import _
from stratmap.safekeeping.session import Origin
from stratmap.vocabulary import in_line, quoted
from ui.background import Jobs
from ui.dialogs.ask import Ask
from ui.files.file_commands import FileCommands
from ui.files.saving import Saver
from ui.files.shell import Shell

if TYPE_CHECKING:
    from stratmap.safekeeping.opening import Found


class RevertCommands:
    """Shows what the map's file holds now, in place of what is in the window, or in a window of its own."""

    def __init__(self, shell: Shell, ask: Ask, files: FileCommands, jobs: Jobs, saver: Saver) -> None:
        self._shell = shell
        self._ask = ask
        self._files = files
        self._jobs = jobs
        self._saver = saver

    def revert(self) -> None:
        """Go back to what is in the file; where something is not saved, only after asking."""
        self._saver.when_idle(self._ask_first)

    def look(self) -> None:
        """Open what is in the file as a copy, in a window of its own."""
        if self._shell.path is not None:
            self._shell.elsewhere.open_copy(self._shell.path)

    def _ask_first(self) -> None:
        workspace, path = self._shell.workspace, self._shell.path
        if workspace is None or path is None:
            return
        workspace.finish_writing()
        leaving = workspace.document.map
        if not workspace.document.is_modified:
            self._read(path, leaving)
            return
        words = _("Go back to what is in {name} now?").format(name=quoted(path.name))
        more = _(
            "What you did since the last save goes from the window."
            " For 7 days it can still be had: File › Recover unsaved work."
        )
        self._ask.go_back(words, more, lambda: self._read(path, leaving))

    def _read(self, path: Path, leaving: StrategyMap) -> None:
        from stratmap.safekeeping.opening import find_map

        def read(found: Found) -> None:
            if self._files.present_map() is leaving:
                self._show(path, found)
            else:
                self.revert()  # somebody went on working: that was not agreed to

        words = _("Reading {name} …").format(name=in_line(path.name))
        self._jobs.start(words, lambda _c: find_map(path), read, self._files.failed)

    def _show(self, path: Path, found: Found) -> None:
        workspace = self._shell.workspace
        if found.refusal is not None:
            self._files.failed(found.refusal)
            return
        if workspace is None or self._shell.keeping is None:
            return
        known = self._shell.keeping.keeper.known
        if found.opened.sha256 in known and not workspace.document.is_modified:
            words = _("This is what is in {name} already. What it was before is under File › Earlier versions.")
            workspace.notice.say(words.format(name=in_line(path.name)))
            return
        was_modified, sheet, camera = workspace.document.is_modified, workspace.scene.sheet, workspace.view.camera
        opened = found.opened
        self._shell.show_map(Document(opened.map, opened.lineage), Origin(path, opened.sha256))
        shown = self._shell.workspace
        if shown is None:
            return
        if sheet in opened.map.sheets:
            shown.sheets.show(sheet)
            QTimer.singleShot(0, shown.view, lambda: shown.view.looking.resume(camera))  # once it has its size
        words = _("This is what is in {name}.").format(name=in_line(path.name))
        if was_modified:
            words += " " + _("What you had not saved can be had for 7 days: File › Recover unsaved work.")
        shown.notice.say(words)
