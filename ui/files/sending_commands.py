"""A copy of the map for others: chosen what goes along, weighed, written, and shown in its folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from models.errors import FileError
from models.records import Revision
from models.strategy_map import StrategyMap
from stratmap import SUFFIX
from stratmap.i18n import _
from stratmap.safekeeping.home import Home
from stratmap.vocabulary import in_line, size_words
from ui.background import Cancelled, Jobs
from ui.dialogs.ask import Ask
from ui.files.save_commands import may_replace
from ui.files.save_names import suggested_name, with_suffix
from ui.files.shell import Shell
from ui.soon import soon
from ui.workspace import Workspace

if TYPE_CHECKING:
    from stratmap.safekeeping.clean_copy import CleanCopy, Sharing
    from ui.dialogs.send_copy import SendCopyDialog


def open_folder(folder: Path) -> bool:
    """Have the system show a folder; whether it took that on."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class SendingCommands:
    """Makes clean copies aside. What was ticked is ticked again the next time, until the program ends."""

    def __init__(
        self, shell: Shell, ask: Ask, home: Home, jobs: Jobs, open_paths: Callable[[], tuple[Path, ...]]
    ) -> None:
        """``open_paths`` are the files of all maps that are open in a window."""
        self._shell = shell
        self._ask = ask
        self._home = home
        self._jobs = jobs
        self._open_paths = open_paths
        self._ticked: dict[str, bool] | None = None
        self._opens = True
        self.open_folder = open_folder

    def show(self) -> None:
        """Ask what is to go along in a copy of the map as it stands."""
        from stratmap.safekeeping.clean_copy import Sharing, contents
        from stratmap.safekeeping.sending_words import contents_words
        from ui.dialogs.send_copy import SendCopyDialog

        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        map, lineage = workspace.document.map, workspace.document.lineage
        found = contents(map, lineage)
        ticked = self._ticked or asdict(Sharing())
        dialog = SendCopyDialog(asdict(found), contents_words(found), ticked, self._opens, workspace)
        sending = _Sending(self, workspace, dialog, map, lineage)
        dialog.changed.connect(sending.weigh)
        dialog.asked.connect(sending.ask_where)
        dialog.open()
        sending.weigh()

    def remember(self, ticked: dict[str, bool], opens: bool) -> None:
        """What is to be ticked the next time."""
        self._ticked, self._opens = ticked, opens

    def suggestion(self, workspace: Workspace) -> str:
        """A name for the copy, beside the map's own file but not the same."""
        path = Path(
            suggested_name(workspace.document.map.info.title, self._shell.path or self._shell.former_path, SUFFIX)
        )
        return str(path.with_name(_("{name} (copy)").format(name=path.stem) + SUFFIX))

    def named(self, workspace: Workspace) -> Path | None:
        """The file somebody wants the copy in; None where they think better of it, or it may not be there."""
        from stratmap.safekeeping.clean_copy import is_one_of
        from stratmap.safekeeping.sending_words import own_file_sentence

        path = self._ask.save_path(_("Save the copy"), self.suggestion(workspace), _("Strategy maps (*.stratmap)"))
        if path is None:
            return None
        named = with_suffix(path, SUFFIX)
        mine = self._open_paths()
        if soon(lambda: is_one_of(named, mine), named in mine):  # asked again where it is written
            self._ask.tell(own_file_sentence(named.name))
            return None
        return named if named == path or may_replace(self._ask, named) else None

    def start(
        self, words: str, work: Callable[[Cancelled], CleanCopy], done: Callable[[CleanCopy], None],
        failed: Callable[[Exception], None], *, must_end: bool = False
    ) -> None:  # fmt: skip
        """Do it aside."""
        self._jobs.start(words, work, done, failed, must_end=must_end)

    def write(self, copy: CleanCopy, path: Path) -> None:
        """Write the copy; what was there is among the earlier versions then. Not on the window's thread."""
        from stratmap.safekeeping.clean_copy import save_clean_copy

        save_clean_copy(copy, path, self._open_paths(), self._home)

    def written(self, workspace: Workspace, path: Path, size: int, missing: int) -> None:
        """Say what was written, and show it in its folder."""
        from stratmap.safekeeping.sending_words import sent_sentence

        words = sent_sentence(path.name, size, missing)
        if self._opens and not self.open_folder(path.parent):
            words = " ".join((words, _("Its folder could not be opened: {folder}").format(folder=path.parent)))
        workspace.notice.say(words)

    def failed(self, error: Exception) -> None:
        """Say why there is no copy."""
        if isinstance(error, FileError):
            from stratmap.safekeeping.wording import save_error_sentence

            self._ask.tell(save_error_sentence(error), error.detail)
        else:
            words = _("The copy was not made. Your map and its file are as they were.")
            self._ask.tell(words, f"{type(error).__name__}: {error}")


class _Sending(QObject):
    """One copy being decided about: the copy as it would be with what is ticked now. It lives as its dialog does."""

    def __init__(
        self,
        commands: SendingCommands,
        workspace: Workspace,
        dialog: SendCopyDialog,
        map: StrategyMap,
        lineage: tuple[Revision, ...],
    ) -> None:
        super().__init__(dialog)
        self._commands = commands
        self._workspace = workspace
        self._dialog = dialog
        self._map, self._lineage = map, lineage
        self._wanted: Sharing | None = None
        self._copy: CleanCopy | None = None
        dialog.finished.connect(self._end)

    def weigh(self) -> None:
        """Make the copy as it would be with what is ticked, and say its size; what was begun before stops."""
        from stratmap.safekeeping.clean_copy import Sharing

        wanted = Sharing(**self._dialog.ticked)
        self._wanted, self._copy = wanted, None
        self._dialog.say_size(_("Working out the size …"))
        self._dialog.say_warning("")

        def weighed(copy: CleanCopy) -> None:
            if self._wanted is wanted and isValid(self._dialog):
                self._copy = copy
                self._tell(copy)

        def failed(error: Exception) -> None:
            if self._wanted is wanted and isValid(self._dialog):
                self._dialog.say_size(_("The size could not be worked out."))

        self._commands.start(_("Working out the size …"), lambda c: self._made(wanted, c), weighed, failed)

    def ask_where(self) -> None:
        """Ask for a name and write the copy there."""
        from stratmap.safekeeping.clean_copy import Stopped

        wanted = self._wanted
        path = self._commands.named(self._workspace)
        if wanted is None or path is None:
            return
        copy = self._copy
        self._commands.remember(self._dialog.ticked, self._dialog.opens.isChecked())
        self._dialog.wait(True)

        def work(_cancelled: Cancelled) -> CleanCopy:
            made = copy or self._made(wanted, lambda: False)
            self._commands.write(made, path)
            return made

        def written(made: CleanCopy) -> None:
            if isValid(self._dialog):
                self._dialog.accept()
            missing = len(self._map.versions) - len(made.map.versions) if wanted.versions else 0
            self._commands.written(self._workspace, path, made.size, missing)

        def failed(error: Exception) -> None:
            if isValid(self._dialog):
                self._dialog.wait(False)
            if not isinstance(error, Stopped):
                self._commands.failed(error)

        self._commands.start(
            _("Writing {name} …").format(name=in_line(path.name)), work, written, failed, must_end=True
        )

    def _made(self, wanted: Sharing, cancelled: Cancelled) -> CleanCopy:
        from stratmap.safekeeping.clean_copy import clean_copy

        return clean_copy(self._map, self._lineage, wanted, lambda: cancelled() or self._wanted is not wanted)

    def _tell(self, copy: CleanCopy) -> None:
        from stratmap.safekeeping.sending_words import still_named_sentence

        self._dialog.say_size(_("Size of the copy: {size}").format(size=size_words(copy.size)))
        self._dialog.say_warning(still_named_sentence(copy.still_named))

    def _end(self, *_result: object) -> None:
        self._wanted = None  # what is still being worked out stops
