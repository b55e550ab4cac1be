"""A map that saves itself: a little after each change into the file it has, if somebody wants that.

It asks nothing. What goes wrong is said once in the line over the map; where somebody else has written to the file it
stops, until the person has decided what becomes of both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stratmap.i18n import _
from stratmap.settings import SettingsFile
from ui.files.save_commands import SaveCommands
from ui.files.saving import Saver
from ui.files.shell import Shell, remember
from ui.once import once

if TYPE_CHECKING:
    from ui.workspace import Workspace

AFTER = 10_000
"""Milliseconds after the last change."""


class Autosave(QObject):
    """Saves the window's map some seconds after the last change, as long as the setting says so."""

    clashed = Signal(object)
    """The ChangedOnDisk why it stopped."""

    def __init__(
        self, shell: Shell, settings: SettingsFile, saver: Saver, saving: SaveCommands, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._settings = settings
        self._saver = saver
        self._saving = saving
        self._is_stopped = False
        self._has_told = False
        self._timer = once(self, self.save_now, AFTER)

    @property
    def is_on(self) -> bool:
        """Whether maps save themselves."""
        return self._settings.now.saves_itself

    def toggle(self) -> None:
        """Have maps save themselves from now on, or no longer."""
        on = not self.is_on
        remember(self._shell, self._settings, lambda now: replace(now, saves_itself=on))
        self._begin()
        if self._shell.workspace is not None:
            words = _("A map is saved only when you say so.")
            if on and self._shell.path is None:
                words = _("This map will save itself once you have saved it under a name.")
            elif on:
                words = _("The map saves itself from now on, ten seconds after each change.")
            self._shell.workspace.notice.say(words)

    def follow(self, workspace: Workspace) -> None:
        """Another map is in the window."""
        self.stop()
        self._is_stopped = self._has_told = False
        workspace.signals.changed.connect(self._begin)
        workspace.signals.saved.connect(self._saved)

    def stop(self) -> None:
        """The map goes: nothing is saved any more."""
        self._timer.stop()

    def hold(self, is_gone: bool) -> None:
        """Put no file there again that somebody has moved or deleted, until the map was saved or it is back."""
        self._is_stopped = is_gone
        if is_gone:
            self._timer.stop()
        else:
            self._begin()

    def takes_over(self) -> bool:
        """Whether the map that is about to go can be saved without a question; asked once, until that was done."""
        if not self.is_on or self._shell.path is None or self._is_stopped or self._has_told:
            return False
        self._has_told = True  # if it fails, that is said; the next time the person is asked
        return True

    def save_now(self) -> None:
        """Save, if there is something to save and nothing that speaks against it."""
        self._timer.stop()
        self._saver.when_idle(self._save)

    def _begin(self, *_change: object) -> None:
        """Wait until nothing has been changed for a while."""
        if self.is_on and not self._is_stopped and self._shell.path is not None:
            self._timer.start()

    def _save(self) -> None:
        workspace = self._shell.workspace
        wanted = self.is_on and not self._is_stopped and self._shell.path is not None
        if wanted and workspace is not None and workspace.document.is_modified:
            self._saving.save_by_itself(lambda error: self._failed(workspace, error))

    def _saved(self) -> None:
        """By itself or by hand: what was wrong is over."""
        self._is_stopped = self._has_told = False
        if self._shell.workspace is not None and self._shell.workspace.document.is_modified:
            self._begin()  # somebody went on working

    def _failed(self, workspace: Workspace, error: Exception) -> None:
        from models.errors import FileError
        from stratmap.safekeeping.publishing import ChangedOnDisk
        from stratmap.safekeeping.wording import not_by_itself_sentence, save_error_sentence

        if self._shell.workspace is not workspace:
            return
        if isinstance(error, ChangedOnDisk):
            self._is_stopped = True
            self.clashed.emit(error)
        elif not self._has_told:
            self._has_told = True
            reason = save_error_sentence(error) if isinstance(error, FileError) else str(error)
            workspace.file_banner.say(not_by_itself_sentence(reason), (_("Save as …"), self._saving.save_as))
