"""Looking for what a crash left and opening it: at the start of the program, and whenever somebody asks.

Never imposed, never over the file it came from. What was opened is put aside only when it is safe in a new place.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.errors import FileError, FileTrouble
from stratmap.document import Document
from stratmap.i18n import _
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.recovery import (
    Left,
    Recovered,
    begin_look,
    discard,
    discarded,
    end_look,
    left_behind,
    recover,
)
from stratmap.vocabulary import file_error_sentence
from ui.background import Cancelled, Job, Jobs, Work
from ui.dialogs.ask import Ask
from ui.files.file_commands import FileCommands
from ui.files.left_pictures import with_pictures
from ui.files.salvaged_shown import tell_what_it_is
from ui.files.shell import Shell

if TYPE_CHECKING:
    from models.salvage import Salvaged

TRIES = 30
"""How often, a second apart, a slow disk is asked whether a recovered map has its own working copy."""


class RecoveryCommands(QObject):
    """Offers unsaved work, and opens what is chosen as an unsaved map under its old name."""

    found = Signal(object)
    """The list of what was left behind, whenever it was looked for; None where the program had better not look."""

    def __init__(self, shell: Shell, window: QWidget, files: FileCommands, ask: Ask, home: Home, jobs: Jobs) -> None:
        super().__init__(window)
        self._shell = shell
        self._window = window
        self._files = files
        self._ask = ask
        self._home = home
        self._jobs = jobs
        self._aside: set[Job] = set()
        self._held: Recovered | None = None

    @property
    def is_busy(self) -> bool:
        """Whether it looks for something, or puts something aside."""
        return bool(self._aside)

    def look(self) -> None:
        """Offer what a crash left, if it left something: nobody waits for that.

        Where the program has died twice while it did this, it is left to the person to ask for it.
        """
        _sheet, theme = self._shell.seen()

        def work(cancelled: Cancelled) -> list[Left] | None:
            return with_pictures(left_behind(self._home), theme, cancelled) if begin_look(self._home) else None

        def found(left: list[Left] | None) -> None:
            self.found.emit(left)
            if left:
                self._offer(left, [])
            self._do_aside(lambda _c: end_look(self._home), lambda _none: None)

        self._do_aside(work, found)

    def look_again(self) -> None:
        """Tell what is left behind by now; offer nothing, and do not say that it failed: that asks here again."""
        self._do_aside(lambda _c: left_behind(self._home), self.found.emit, failed=lambda _error: None)

    def show(self) -> None:
        """Offer what a crash left and what was discarded, or say that there is nothing."""
        _sheet, theme = self._shell.seen()

        def work(cancelled: Cancelled) -> tuple[list[Left], list[Left]]:
            lists = left_behind(self._home), discarded(self._home)
            return with_pictures(lists[0], theme, cancelled), with_pictures(lists[1], theme, cancelled)

        def found(lists: tuple[list[Left], list[Left]]) -> None:
            self.found.emit(lists[0])
            self._offer(*lists)

        self._do_aside(work, found)

    def close(self) -> None:
        """The window goes: what was opened but never shown is offered again."""
        for job in tuple(self._aside):
            job.cancel()
            job.wait()
        self._let_go()

    def _offer(self, left: list[Left], gone: list[Left]) -> None:
        from ui.dialogs.recovery import RecoveryDialog

        for each in self._window.findChildren(RecoveryDialog):
            each.reject()
        RecoveryDialog(left, gone, self.open, self._discard_in_dialog, self._window).open()

    def open(self, left: Left) -> None:
        """Open what was left behind, aside: in this window where it is free, else in one of its own."""
        if self._is_taken:
            self._shell.elsewhere.open_left(left)
            return
        if left.damaged:
            self._salvage(left)
            return

        def start() -> None:
            leaving = self._files.present_map()

            def opened(found: Recovered) -> None:
                self._let_go()
                self._held = found
                document = Document(found.map, found.lineage)
                self._files.replace(leaving, lambda: self._show(document, found.unsaved, found.path, found.settle))

            self._jobs.start(_opening(), lambda _c: recover(left), opened, failed, must_end=True)

        def failed(error: Exception) -> None:
            if not isinstance(error, FileError) or error.trouble is not FileTrouble.DAMAGED:
                self._failed(error)
            else:
                self._ask.read_what_is_left(file_error_sentence(error), error.detail, lambda: self._salvage(left))

        self._files.leave(start)

    @property
    def _is_taken(self) -> bool:
        """Whether the window shows a map that somebody asked for, or is about to: that is not to go for this one."""
        shown = self._shell.workspace
        if shown is None:
            return self._jobs.words not in ("", _opening(), _reading())
        is_new = self._shell.path is None and self._shell.former_path is None
        return not is_new or shown.document.is_modified or bool(shown.document.map.elements)

    def discard(self, left: Left) -> None:
        """Do without what was left behind, for now."""
        self._do_aside(lambda _c: discard(left), lambda _none: self.look_again())

    def _discard_in_dialog(self, left: Left) -> None:
        """The same, and then offer the rest."""
        self._do_aside(lambda _c: discard(left), lambda _none: self.look())

    def _salvage(self, left: Left) -> None:
        from stratmap.safekeeping.salvaging import left_out_sentences, salvage_left, salvaged_words

        def start() -> None:
            leaving = self._files.present_map()

            def read(found: Salvaged) -> None:
                document = Document(found.map)
                self._files.replace(leaving, lambda: self._show(document, 1, left.path, lambda: discard(left)))
                name = left.title or (left.path.name if left.path is not None else _("Untitled map"))
                tell_what_it_is(self._shell.workspace, found, name, self._files.save_as)
                self._ask.tell(salvaged_words(found), "\n".join(left_out_sentences(found)))

            self._jobs.start(_reading(), lambda _c: salvage_left(left), read, self._failed)

        self._files.leave(start)

    def _show(self, document: Document, unsaved: int, former: Path | None, settle: Callable[[], None]) -> None:
        """Show the map, and put aside what it came from as soon as it is safe in a working copy of its own."""
        document.mark_unsaved()
        self._shell.show_map(document, None, unsaved=unsaved, former_path=former)
        self._window.activateWindow()  # the dialog had the keyboard
        if self._shell.keeping is None:
            return
        session = self._shell.keeping.keeper.session

        def work(cancelled: Cancelled) -> None:
            for _try in range(TRIES):
                if session.flush(1.0):
                    settle()
                    return
                if cancelled():
                    return

        self._do_aside(work, lambda _none: self.look_again())

    def _do_aside(
        self, work: Work, done: Callable[[Any], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Do something that nobody need see, and that showing another map does not call off."""
        job = Job(work, self)
        self._aside.add(job)
        job.done.connect(done)
        job.failed.connect(failed or self._failed)
        job.ended.connect(lambda: self._forget(job))
        job.start()

    def _forget(self, job: Job) -> None:
        self._aside.discard(job)
        job.deleteLater()

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.release()
            self._held = None

    def _failed(self, error: Exception) -> None:
        self.look_again()  # another program may have it by now
        if isinstance(error, FileError):
            self._ask.tell(file_error_sentence(error), error.detail)
        else:
            sentence = _("That did not work. What was not saved is still kept. Try again.")
            self._ask.tell(sentence, f"{type(error).__name__}: {error}")


def _opening() -> str:
    return _("Opening what was not saved …")


def _reading() -> str:
    return _("Reading what is left …")
