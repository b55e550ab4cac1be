"""Files that are let go over the window: maps are opened, tables imported, and of others it is said what can be.

Heard where the system tells the whole window, before the parts of it: a field would write a file's name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDragLeaveEvent, QDropEvent, QWindow
from PySide6.QtWidgets import QFrame, QMainWindow

from stratmap import SUFFIX
from stratmap.i18n import _
from stratmap.vocabulary import quoted
from ui.files.file_commands import FileCommands
from ui.guard import guard
from ui.panels.file_banner import FileBanner
from ui.workspace import Workspace

_TABLES = frozenset({".csv", ".tsv", ".txt"})

_IN = 6
"""Pixels by which the frame stands inside the page: along the edge of a screen nobody would see it."""


class Shell(Protocol):
    """What is needed of the window."""

    workspace: Workspace | None
    files: FileCommands

    @property
    def news(self) -> FileBanner | None: ...


class FileDrops(QObject):
    """Frames the page while files are dragged over it, and takes them when they are let go."""

    def __init__(self, window: QMainWindow, shell: Shell) -> None:
        super().__init__(window)
        self._window = window
        self._shell = shell
        self.frame = QFrame(window)
        self.frame.setObjectName("drop-frame")
        self.frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.frame.hide()

    def follow(self, handle: QWindow) -> None:
        """Hear from now on what is dragged over the window, of which the system knows this."""
        handle.installEventFilter(self)

    def take(self, paths: list[Path]) -> None:
        """Open maps, import tables, or say what can be dropped."""
        self._window.activateWindow()  # the one they were dragged from has the keyboard
        endings = {each.suffix.lower() for each in paths}
        if endings == {SUFFIX}:
            self._shell.files.open_paths(paths)
        elif endings <= _TABLES:
            self._shell.files.import_paths(paths)
        elif endings <= _TABLES | {SUFFIX}:
            self._say(_("Drop maps (.stratmap) or tables (.csv) here, not both at once."))
        else:
            strange = next(each for each in paths if each.suffix.lower() not in _TABLES | {SUFFIX})
            words = _("{name} is no map. Drop maps (.stratmap) here to open them, or tables (.csv) to import them.")
            self._say(words.format(name=quoted(strange.name)))

    def _say(self, words: str) -> None:
        if self._shell.workspace is not None:
            self._shell.workspace.notice.say(words)
        elif self._shell.news is not None:
            self._shell.news.say(words)

    def _show_frame(self) -> None:
        page = self._window.centralWidget() or self._window
        self.frame.setGeometry(page.geometry().adjusted(_IN, _IN, -_IN, -_IN))
        self.frame.show()
        self.frame.raise_()

    def _takes(self, event: QDropEvent) -> bool:
        """Whether files are dragged, or let go; they are asked for once, as they come from another program."""
        if event.type() == QEvent.Type.DragMove:
            return self.frame.isVisible()
        self.frame.hide()
        paths = _files_in(event.mimeData())
        if paths and event.type() == QEvent.Type.DragEnter:
            self._show_frame()
        elif paths:
            QTimer.singleShot(0, self, lambda: self.take(paths))  # the other program waits until it is told
        return bool(paths)

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragLeaveEvent):
            self.frame.hide()
        elif isinstance(event, QDropEvent) and self._takes(event):
            event.setDropAction(Qt.DropAction.CopyAction)  # nothing is to be moved away from where it was
            event.accept()
            return True
        return super().eventFilter(watched, event)


def _files_in(data: QMimeData) -> list[Path]:
    """The files of this machine that are dragged, in their order."""
    return [Path(each.toLocalFile()) for each in data.urls() if each.isLocalFile()]
