"""Noticing, when somebody comes back to the window, that the map's file was written to by others, or has gone.

Looked for aside, by size and time before anything is read; said once, in a line over the map that can be hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

from stratmap.i18n import _
from ui.background import Job
from ui.files.keeping import Keeping
from ui.files.revert_commands import RevertCommands
from ui.files.save_commands import SaveCommands
from ui.files.saving import Saver
from ui.files.shell import Shell

if TYPE_CHECKING:
    from stratmap.safekeeping.publishing import ChangedOnDisk, Look, Signature
    from ui.workspace import Workspace


class FileWatch(QObject):
    """Looks at the map's file when the window gets the keyboard, and says what became of it."""

    gone = Signal(bool)
    """The file is not there any more, or there again as it was."""

    def __init__(
        self, shell: Shell, window: QWidget, saver: Saver, saving: SaveCommands, reverting: RevertCommands
    ) -> None:
        super().__init__(window)
        self._saving = saving
        self._shell = shell
        self._window = window
        self._saver = saver
        self._reverting = reverting
        self._job: Job | None = None
        self._seen: Signature | None = None
        self._told = ""
        self._is_gone = False

    @property
    def is_busy(self) -> bool:
        """Whether it is looking."""
        return self._job is not None

    def begin(self) -> None:
        """Hear from now on when the window gets the keyboard."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.focus_changed)

    def follow(self, workspace: Workspace) -> None:
        """Another map is in the window."""
        self._seen, self._told, self._is_gone = None, "", False
        workspace.signals.saved.connect(self._saved)

    def focus_changed(self, window: QWindow | None) -> None:
        """Another window of the program has the keyboard, or none."""
        if window is not None and window is self._window.windowHandle():
            self.look()
            if self._shell.keeping is not None:
                self._shell.keeping.others.look_lately()

    def look(self) -> None:
        """Look at the file, aside, unless that is being done or the file is just being written."""
        from stratmap.safekeeping.publishing import looked_at

        path, keeping, before = self._shell.path, self._shell.keeping, self._seen
        if path is None or keeping is None or self._job is not None or self._saver.is_busy:
            return
        known = keeping.keeper.known
        self._job = Job(lambda _cancelled: looked_at(path, known, before), self)
        self._job.done.connect(lambda look: self._looked(keeping, known, look))
        self._job.ended.connect(self._ended)
        self._job.start()

    def close(self) -> None:
        """The window goes."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def tell(self, changed: ChangedOnDisk) -> None:
        """Say that somebody else has written to the file, once for each thing they wrote."""
        from stratmap.safekeeping.wording import changed_meanwhile_sentence

        workspace = self._shell.workspace
        if workspace is None or changed.sha256 == self._told:
            return
        self._told = changed.sha256
        workspace.file_banner.say(
            changed_meanwhile_sentence(changed, is_modified=workspace.document.is_modified),
            (_("Look at theirs"), self._reverting.look),
            (_("Take theirs …") if workspace.document.is_modified else _("Take theirs"), self._reverting.revert),
        )

    def _tell_gone(self, keeping: Keeping) -> None:
        """Say that the file is not there any more; from now on the map counts as unsaved."""
        from stratmap.safekeeping.wording import gone_sentence

        workspace, path = self._shell.workspace, self._shell.path
        if workspace is None or path is None or self._is_gone:
            return
        self._is_gone = True
        keeping.keeper.file_gone()
        self.gone.emit(True)
        workspace.file_banner.say(
            gone_sentence(path.name), (_("Save"), self._saving.save), (_("Save as …"), self._saving.save_as)
        )
        self._shell.refresh()

    def _tell_back(self, keeping: Keeping) -> None:
        """Nothing is wrong with the file any more."""
        if self._is_gone:
            keeping.keeper.file_back()
            self.gone.emit(False)
        self._saved()
        if self._shell.workspace is not None:
            self._shell.workspace.file_banner.say("")
        self._shell.refresh()

    def _looked(self, keeping: Keeping, known: frozenset[str], look: Look) -> None:
        if self._shell.keeping is not keeping or keeping.keeper.known != known or self._saver.is_busy:
            return  # another map is shown, or this one was saved meanwhile
        if look.changed is not None:
            self.tell(look.changed)
        elif look.is_gone:
            self._tell_gone(keeping)
        elif look.signature is not None and (self._is_gone or (self._told and look.signature != self._seen)):
            self._tell_back(keeping)  # it is again as it was
        self._seen = look.signature

    def _saved(self) -> None:
        self._seen, self._told, self._is_gone = None, "", False

    def _ended(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
