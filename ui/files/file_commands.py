"""New, open, import and close: which map is in the window. No map that carries unsaved work goes unasked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import FileError, FileTrouble
from models.strategy_map import StrategyMap, new_map
from stratmap.document import Document
from stratmap.i18n import _
from stratmap.safekeeping.home import Home, persons_folder
from stratmap.safekeeping.places import Place, is_same_file
from stratmap.safekeeping.session import Origin
from stratmap.settings import SettingsFile
from stratmap.signal import Signal
from stratmap.vocabulary import file_error_sentence, in_line, quoted
from ui.background import Cancelled, Jobs
from ui.dialogs.ask import Answer, Ask
from ui.files.autosave import Autosave
from ui.files.failures import tell_failure
from ui.files.salvaged_shown import tell_what_it_is
from ui.files.save_commands import SaveCommands
from ui.files.saving import Saver, Then
from ui.files.shell import Shell, remember
from ui.soon import soon

if TYPE_CHECKING:
    from models.salvage import Salvaged
    from stratmap.safekeeping.opening import Found

_LOST = (FileTrouble.NOT_FOUND, FileTrouble.NOT_OURS)
"""A file that is not there, or holds no map any more: what it held before may be among the earlier versions."""


class FileCommands:
    """Puts another map into the window, and never throws work away without asking."""

    def __init__(
        self,
        shell: Shell,
        ask: Ask,
        settings: SettingsFile,
        jobs: Jobs,
        saver: Saver,
        saving: SaveCommands,
        autosave: Autosave,
        home: Home,
    ) -> None:
        self._shell = shell
        self._ask = ask
        self._settings = settings
        self._jobs = jobs
        self._saver = saver
        self._saving = saving
        self._autosave = autosave
        self._home = home
        self.earlier_asked: Signal[Path] = Signal()
        """Somebody wants the earlier versions of a file that does not open itself."""

    def new(self) -> None:
        """An empty map with the four usual perspectives."""
        names = (_("Finance"), _("Customers"), _("How we work"), _("People and learning"))
        self.leave(lambda: self._shell.show_map(Document(new_map("", names)), None))

    def open(self) -> None:
        """Ask for a file and open it."""
        paths = self._ask.open_paths(_("Open a map"), self._folder(), _("Strategy maps (*.stratmap);;All files (*)"))
        self.open_paths(paths)

    def open_in_new_windows(self) -> None:
        """Ask for files and open each in a window of its own."""
        kinds = _("Strategy maps (*.stratmap);;All files (*)")
        for path in self._ask.open_paths(_("Open in a new window"), self._folder(), kinds):
            self._shell.elsewhere.open(path)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open the first of these files in this window, and each other one in a window of its own."""
        for number, path in enumerate(paths):
            if any(is_same_file(path, before) for before in paths[:number]):
                continue
            if number == 0:
                self.open_path(path)
            else:
                self._shell.elsewhere.open(path)

    def _folder(self) -> Path:
        """Where to look for files: beside the map that is shown, or was last."""
        recent = [Path(each).parent for each in self._settings.now.recent]
        return soon(lambda: next((each for each in recent if each.is_dir()), None), None) or persons_folder()

    def open_path(self, path: Path) -> None:
        """Open this file, aside, or bring the window forward that has it already.

        One that cannot be read is said to be so and changes nothing; its earlier versions are offered. Only when
        there is another map to show is the person asked about the present one.
        """
        from stratmap.safekeeping.backups import generations
        from stratmap.safekeeping.opening import find_map

        self._finish_writing()
        if self._shell.elsewhere.bring_forward(path):
            return

        has_earlier = False

        def work(_cancelled: Cancelled) -> Any:
            nonlocal has_earlier
            try:
                found = find_map(path)
            except FileError:
                has_earlier = bool(generations(self._home, "", path))
                raise
            found.opened.map.links_of("")  # looked up here for the first time, so that the window need not
            return found

        def failed(error: Exception) -> None:
            self._not_opened(path, error, has_earlier)

        def read() -> None:
            words = _("Opening {name} …").format(name=in_line(path.name))
            self._jobs.start(words, work, lambda found: self._opened(path, found), failed)

        self._saver.when_idle(read)  # it may be this very file that is being written

    def _opened(self, path: Path, found: Found) -> None:
        """A file was read: show what is in it, once the present map may go."""

        def show() -> None:
            self._show(path, found)
            if found.refusal is None:
                self._remember_opened(path, found)

        def ask_first() -> None:
            self._finish_writing()
            if not self._shell.elsewhere.bring_forward(path):  # somebody may have gone on working in it
                self.leave(show)

        if found.refusal is None:
            ask_first()
        else:
            self._ask.look_anyway(file_error_sentence(found.refusal), found.refusal.detail, ask_first)
            self._show_start_if_empty()

    def _not_opened(self, path: Path, error: Exception, has_earlier: bool) -> None:
        """Say why a file does not open, and offer what can be had instead."""
        earlier = partial(self.earlier_asked.emit, path) if has_earlier else None
        if isinstance(error, FileError) and error.trouble is FileTrouble.DAMAGED:
            salvage = partial(self._salvage, path)
            self._ask.read_what_is_left(file_error_sentence(error), error.detail, salvage, earlier)
            return
        self._show_start_if_empty()
        if isinstance(error, FileError) and error.trouble in _LOST and earlier is not None:
            self._ask.look_at_earlier(file_error_sentence(error), error.detail, earlier)
            return
        self.failed(error)
        remember(self._shell, self._settings, lambda now: now.forgot(path))
        self._show_start_if_empty()

    def open_copy(self, path: Path) -> None:
        """Open what is in this file as a copy, whatever the file is and whoever else has it open."""
        from stratmap.safekeeping.opening import find_map

        def opened(found: Found) -> None:
            self.leave(lambda: self._show_copy(path, found))

        words = _("Opening {name} …").format(name=in_line(path.name))
        self._jobs.start(words, lambda _c: find_map(path), opened, self.failed)

    def _show(self, path: Path, found: Found) -> None:
        if found.is_copy:
            self._show_copy(path, found)
        elif self._shell.elsewhere.has(path):  # since it began to be read
            self._shell.elsewhere.bring_forward(path)
        else:
            opened = found.opened
            self._shell.show_map(Document(opened.map, opened.lineage), Origin(path, opened.sha256))

    def _show_copy(self, path: Path, found: Found) -> None:
        """Show a map that is not to be saved in its file by itself, and say why."""
        document = Document(found.opened.map, found.opened.lineage)
        self._saving.copied(document, path, must_stay=found.refusal is not None)
        self._shell.show_map(document, None, former_path=path)
        if self._shell.workspace is not None:
            self._shell.workspace.file_banner.say(copy_words(path, found), (_("Save as …"), self._saving.save_as))

    def save_as(self) -> None:
        """Ask for a name, and save the map in the window there."""
        self._saving.save_as()

    def _show_start_if_empty(self) -> None:
        if self._shell.workspace is None:
            self._shell.show_start()

    def _remember_opened(self, path: Path, found: Found) -> None:
        """Among the recent files, unless it will soon be gone."""
        if found.place is not Place.PASSING:
            title = found.opened.map.info.title
            remember(self._shell, self._settings, lambda now: now.opened(path, title))

    def _salvage(self, path: Path) -> None:
        """Read what is left of a damaged file into a new, unsaved map, and list what is missing; the file stays."""
        from stratmap.safekeeping.salvaging import left_out_sentences, salvage_file, salvaged_words

        def show(found: Salvaged) -> None:
            document = Document(found.map)
            document.mark_unsaved()
            self._shell.show_map(document, None, former_path=path)
            tell_what_it_is(self._shell.workspace, found, path.name, self.save_as)
            self._ask.tell(salvaged_words(found), "\n".join(left_out_sentences(found)))

        def read(found: Salvaged) -> None:
            self.leave(lambda: show(found))

        words = _("Reading what is left of {name} …").format(name=in_line(path.name))
        self._jobs.start(words, lambda _c: salvage_file(path), read, self.failed)

    def open_example(self, name: str) -> None:
        """Open one of the examples as a new, unsaved map."""
        from stratmap.examples import load_example

        def start() -> None:
            leaving = self.present_map()
            self._jobs.start(
                _("Opening the example …"),
                lambda _c: load_example(name),
                lambda found: self._show_example(leaving, found),
                self.failed,
            )

        self.leave(start)

    def _show_example(self, leaving: StrategyMap | None, map: StrategyMap) -> None:
        self.replace(leaving, lambda: self._shell.show_map(Document(map), None))

    def present_map(self) -> StrategyMap | None:
        """The map in the window as it stands: what a person agreed to leave."""
        return self._shell.workspace.document.map if self._shell.workspace is not None else None

    def replace(self, leaving: StrategyMap | None, show: Then) -> None:
        """Show a map that took a while to come; ask again when somebody went on working meanwhile."""
        if self.present_map() is leaving:
            show()
        else:
            self.leave(show)

    def close(self) -> None:
        """Close the map and go back to the start page; a window beside others that looks at a version goes, too."""
        shell = self._shell
        looks_only = bool(shell.version) and shell.path is None

        def go() -> None:
            if not (looks_only and shell.elsewhere.leave_to_others()):
                shell.show_start()

        self.leave(go)

    def leave(self, then: Then) -> None:
        """Do ``then`` once the present map may go: it is saved, or the person said what to do with it."""
        self._saver.when_idle(lambda: self._leave(then))

    def _leave(self, then: Then) -> None:
        self._finish_writing()
        workspace = self._shell.workspace
        if workspace is None:
            then()
            return
        if not workspace.document.is_modified:
            then()
            return
        if self._autosave.takes_over():
            self._saving.save(lambda: self.leave(then))
            return
        answer = self._ask.keep_changes(self._shell.caption)
        if answer is Answer.SAVE:
            self._saving.save(lambda: self.leave(then))  # somebody may have gone on working while it was saved
        elif answer is Answer.DISCARD:
            then()

    def _finish_writing(self) -> None:
        if self._shell.workspace is not None:
            self._shell.workspace.finish_writing()

    def import_tables(self) -> None:
        """Ask for CSV files and make a map of them."""
        paths = self._ask.open_paths(
            _("Import tables"), self._folder(), _("Tables (*.csv *.tsv *.txt);;All files (*)")
        )
        if paths:
            self.import_paths(paths)

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Make a new, unsaved map of these tables, aside, and list what could not be taken over."""
        from stratmap.importing.tables import import_tables

        self._jobs.start(
            _("Importing …"),
            lambda _c: import_tables(paths),
            lambda result: self.leave(lambda: self._show_imported(result)),
            self.failed,
        )

    def _show_imported(self, result: Any) -> None:
        from stratmap.importing.result import problem_sentence, problems_sentence

        document = Document(result.map)
        document.mark_unsaved()
        self._shell.show_map(document, None)
        if result.problems:
            detail = "\n".join(problem_sentence(problem) for problem in result.problems)
            self._ask.tell(problems_sentence(result.problems), detail)

    def failed(self, error: Exception) -> None:
        """Say what went wrong, in a sentence."""
        tell_failure(self._ask, error)


def copy_words(path: Path, found: Found) -> str:
    """Why what is shown is a copy of a file."""
    from stratmap.safekeeping.wording import doubt_sentence, place_sentence

    if found.refusal is not None:
        return doubt_sentence(found.refusal.trouble, path.name)
    words = _("This is a copy of what is in {name} now. Save asks where to put it.").format(name=quoted(path.name))
    return place_sentence(found.place, path.name) or words
