"""What stratmap noted about itself: shown for copying, and how it ended the last time, where it died."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from stratmap.i18n import _
from stratmap.logbook import last_crash, tail
from stratmap.safekeeping.home import Home
from ui.files.sending_commands import open_folder
from ui.panels.file_banner import FileBanner


class Shell(Protocol):
    """What these commands need of the window."""

    @property
    def news(self) -> FileBanner | None: ...


class LogCommands:
    """Shows the log, and tells of a crash on every page of the window until somebody has read it."""

    def __init__(self, shell: Shell, window: QWidget, home: Home) -> None:
        self._shell = shell
        self._window = window
        self._home = home
        self._has_crashed = False
        self.open_folder = open_folder

    def tell_crash(self) -> None:
        """The program died the last time it ran."""
        self._has_crashed = True
        self.tell()

    def tell(self) -> None:
        """Say, on the page that is shown now, what has not been read yet."""
        banner = self._shell.news
        if self._has_crashed and banner is not None:
            words = _(
                "Stratmap stopped unexpectedly the last time."
                " What was not saved is kept: File › Recover unsaved work."
            )
            banner.say(words, (_("Details …"), self._show_crash))
            banner.hidden.connect(self._read)

    def show(self) -> None:
        """Show what stratmap noted, with where it lies."""
        from ui.dialogs.log import LogDialog

        folder = self._home.logs
        LogDialog(folder, last_crash(folder), tail(folder), lambda: self.open_folder(folder), self._window).open()

    def _show_crash(self) -> None:
        self._read()
        if self._shell.news is not None:
            self._shell.news.say("")
        self.show()

    def _read(self) -> None:
        self._has_crashed = False
