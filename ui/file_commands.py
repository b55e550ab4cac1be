"""New, open, save, import and export: what the File menu does. Everything that meets the disk starts here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from models.errors import FileError, FileTrouble
from models.strategy_map import StrategyMap, new_map
from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.exporting.by_ending import written_as
from stratmap.i18n import _, ngettext
from stratmap.safekeeping.session import Origin
from stratmap.settings import SettingsFile
from stratmap.vocabulary import file_error_sentence
from ui.background import Cancelled, Jobs
from ui.dialogs.ask import Answer, Ask
from ui.edit_commands import suggested_name
from ui.keeping import Keeping
from ui.saving import Saver, Then
from ui.workspace import Workspace

if TYPE_CHECKING:
    from models.salvage import Salvaged
    from stratmap.safekeeping.publishing import Published

SUFFIX = ".stratmap"


def _nothing() -> None:
    """What most saves are followed by."""


class Shell(Protocol):
    """What these commands need of the window."""

    workspace: Workspace | None
    keeping: Keeping | None

    @property
    def path(self) -> Path | None: ...

    @property
    def former_path(self) -> Path | None: ...

    def show_map(
        self, document: Document, origin: Origin | None, *, unsaved: int = 0, former_path: Path | None = None
    ) -> None: ...

    def seen(self) -> tuple[str, Theme]: ...

    def show_start(self) -> None: ...

    def refresh(self) -> None: ...

    @property
    def theme(self) -> Theme: ...


class FileCommands:
    """Opens and saves the window's map, and never throws work away without asking."""

    def __init__(self, shell: Shell, ask: Ask, settings: SettingsFile, jobs: Jobs) -> None:
        self._shell = shell
        self._ask = ask
        self._settings = settings
        self._jobs = jobs
        self._saver = Saver(jobs)

    def new(self) -> None:
        """An empty map with the four usual perspectives."""
        names = (_("Finance"), _("Customers"), _("How we work"), _("People and learning"))
        self.leave(lambda: self._shell.show_map(Document(new_map("", names)), None))

    def open(self) -> None:
        """Ask for a file and open it."""
        paths = self._ask.open_paths(_("Open a map"), self._folder(), _("Strategy maps (*.stratmap);;All files (*)"))
        if paths:
            self.open_path(paths[0])

    def _folder(self) -> Path:
        """Where to look for files: beside the map that is shown, or was last."""
        recent = [Path(each).parent for each in self._settings.now.recent]
        return next((each for each in recent if each.is_dir()), Path.home())

    def open_path(self, path: Path) -> None:
        """Open this file, aside. One that cannot be read is said to be so and changes nothing."""
        from models.store import open_map

        def work(_cancelled: Cancelled) -> Any:
            found = open_map(path)
            found.map.links_of("")  # looked up here for the first time, so that the window need not
            return found

        def opened(leaving: StrategyMap | None, found: Any) -> None:
            def show() -> None:
                self._shell.show_map(Document(found.map, found.lineage), Origin(path, found.sha256))

            self.replace(leaving, show)
            self._remember(self._settings.now.opened(path))

        def failed(error: Exception) -> None:
            if isinstance(error, FileError) and error.trouble is FileTrouble.DAMAGED:
                if self._ask.read_what_is_left(file_error_sentence(error), error.detail):
                    self._salvage(path)
                return
            self.failed(error)
            self._remember(self._settings.now.forgot(path))
            if self._shell.workspace is None:
                self._shell.show_start()

        def start() -> None:
            leaving = self.present_map()
            words = _("Opening {name} …").format(name=path.name)
            self._jobs.start(words, work, lambda found: opened(leaving, found), failed)

        self.leave(start)

    def _salvage(self, path: Path) -> None:
        """Read what is left of a damaged file into a new, unsaved map, and list what is missing; the file stays."""
        from stratmap.safekeeping.salvaging import left_out_sentences, salvage_file

        leaving = self.present_map()

        def read(found: Salvaged) -> None:
            document = Document(found.map)
            document.mark_unsaved()
            self.replace(leaving, lambda: self._shell.show_map(document, None, former_path=path))
            self._ask.tell(salvaged_words(), "\n".join(left_out_sentences(found)))

        words = _("Reading what is left of {name} …").format(name=path.name)
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

    def save(self, then: Then = _nothing) -> None:
        """Save where the map came from, or ask where; ``then`` is done when it is saved, and only then."""
        if self._shell.path is not None:
            self.save_to(self._shell.path, then)
        else:
            self.save_as(then)

    def save_as(self, then: Then = _nothing) -> None:
        """Ask for a name and save there."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        suggestion = self._suggestion(workspace.document)
        path = self._ask.save_path(_("Save the map"), suggestion, _("Strategy maps (*.stratmap)"))
        if path is None:
            return
        named = _with_suffix(path, SUFFIX)
        if named == path or self._may_replace(named):
            self.save_to(named, then)

    def save_to(self, path: Path, then: Then = _nothing) -> None:
        """Save the map in this file, aside; while another save is under way, after that.

        A file that somebody else has written to is not replaced without asking. Where saving fails, the file is as
        it was.
        """
        self._saver.when_idle(lambda: self._begin_save(path, then, path != self._shell.path))

    def _begin_save(self, path: Path, then: Then, replacing: bool) -> None:
        from stratmap.safekeeping.publishing import ChangedOnDisk
        from stratmap.safekeeping.wording import changed_on_disk_sentence

        workspace, keeping = self._shell.workspace, self._shell.keeping
        if workspace is None or keeping is None:
            return
        workspace.finish_writing()

        def saved(published: Published) -> None:
            self._remember(self._settings.now.opened(path))
            if self._shell.workspace is workspace:
                workspace.signals.saved.emit()
                workspace.notice.say(_saved_words(path, published))
            then()

        def failed(error: Exception) -> None:
            if not isinstance(error, ChangedOnDisk):
                self.failed(error)
            elif self._ask.replace(changed_on_disk_sentence(error)):
                self._begin_save(path, then, True)

        self._saver.save(keeping, path, replacing, self._shell.seen, saved, failed)

    def _suggestion(self, document: Document) -> str:
        """A name for the file: for what was recovered, one beside the old file that is not the old one's."""
        former = self._shell.former_path
        if self._shell.path is not None or former is None:
            return suggested_name(document, self._shell.path, SUFFIX)
        return str(former.with_name(_("{name} (recovered)").format(name=former.stem) + SUFFIX))

    def _may_replace(self, path: Path) -> bool:
        """Whether a file of this name may be written: there is none, or the person says so."""
        words = _("{name} is already there. Replace it?")
        return not path.exists() or self._ask.replace(words.format(name=path.name))

    def close(self) -> None:
        """Close the map and go back to the start page."""
        self.leave(self._shell.show_start)

    def leave(self, then: Then) -> None:
        """Do ``then`` once the present map may go: it is saved, or the person said what to do with it."""
        self._saver.when_idle(lambda: self._leave(then))

    def _leave(self, then: Then) -> None:
        workspace = self._shell.workspace
        if workspace is None:
            then()
            return
        workspace.finish_writing()
        if not workspace.document.is_modified:
            then()
            return
        path = self._shell.path or self._shell.former_path
        named = path.name if path is not None else _("Untitled map")
        answer = self._ask.keep_changes(workspace.document.map.info.title or named)
        if answer is Answer.SAVE:
            self.save(lambda: self.leave(then))  # somebody may have gone on working while it was saved
        elif answer is Answer.DISCARD:
            then()

    def import_tables(self) -> None:
        """Ask for CSV files and make a map of them."""
        paths = self._ask.open_paths(
            _("Import tables"), self._folder(), _("Tables (*.csv *.tsv *.txt);;All files (*)")
        )
        if paths:
            self.leave(lambda: self.import_paths(paths))

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Make a new, unsaved map of these tables, aside, and list what could not be taken over."""
        from stratmap.importing.tables import import_tables

        leaving = self.present_map()
        self._jobs.start(
            _("Importing …"),
            lambda _c: import_tables(paths),
            lambda result: self._imported(leaving, result),
            self.failed,
        )

    def export(self) -> None:
        """Ask for a name and write the map as PDF, SVG, PNG or tables, by the name's ending."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        kinds = _("A3 page (*.pdf);;Drawing (*.svg);;Picture (*.png);;Tables (*.csv)")
        suggestion = suggested_name(workspace.document, self._shell.path, ".pdf")
        path = self._ask.save_path(_("Export the map"), suggestion, kinds)
        if path is None:
            return
        named = path if path.suffix else path.with_suffix(".pdf")
        others = [each for each in written_as(named) if each != path and each.exists()]
        if not others or self._may_replace(others[0]):
            self.export_to(named)

    def export_sheets(self) -> None:
        """Ask for a name and write a PDF with a page for each sheet."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        suggestion = suggested_name(workspace.document, self._shell.path, ".pdf")
        path = self._ask.save_path(_("Export all sheets"), suggestion, _("A3 pages (*.pdf)"))
        if path is None:
            return
        named = _with_suffix(path, ".pdf")
        if named == path or self._may_replace(named):
            self.export_to(named, every_sheet=True)

    def export_to(self, path: Path, *, every_sheet: bool = False) -> None:
        """Write the map to this file in the form its ending names, aside."""
        from stratmap.exporting.by_ending import Shown, export
        from ui.png import export_png

        workspace = self._shell.workspace
        if workspace is None:
            return
        document, badges = workspace.document, workspace.scene.severities
        sheet, look = workspace.scene.sheet, self._shell.theme
        part, note = workspace.sight.map, workspace.see.words()
        shown = Shown(part, document.lineage, sheet, export_png, look, badges, document.map, note, every_sheet)

        def say(written: list[Path]) -> None:
            names = ", ".join(each.name for each in written)
            workspace.notice.say(_("Exported as {names}.").format(names=names))

        self._jobs.start(_("Exporting …"), lambda _c: export(shown, path), say, self.failed)

    def export_matrix(self) -> None:
        """Ask for a name and write the matrix as PDF, SVG, PNG or a table, by the name's ending."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        kinds = _("A3 pages (*.pdf);;Drawing (*.svg);;Picture (*.png);;Table (*.csv);;Text (*.md)")
        suggestion = suggested_name(workspace.document, self._shell.path, _(" - matrix") + ".pdf")
        path = self._ask.save_path(_("Export the matrix"), suggestion, kinds)
        if path is None:
            return
        named = path if path.suffix else path.with_suffix(".pdf")
        if named == path or self._may_replace(named):
            self.export_matrix_to(named)

    def export_matrix_to(self, path: Path) -> None:
        """Write the matrix, as it is shown or would be, to this file in the form its ending names, aside."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        map, wanted = workspace.document.map, workspace.matrix.wanted
        lineage, look, note = workspace.document.lineage, self._shell.theme, workspace.see.words()

        def work(cancelled: Cancelled) -> list[Path]:
            from stratmap.analysis.matrix_table import matrix_table
            from stratmap.exporting.matrix_file import ShownMatrix, export_matrix
            from ui.png import write_picture

            shown = ShownMatrix(matrix_table(map, wanted, cancelled), lineage, write_picture, look, note)
            return export_matrix(shown, path)

        def say(written: list[Path]) -> None:
            names = ", ".join(each.name for each in written)
            workspace.notice.say(_("Exported as {names}.").format(names=names))

        self._jobs.start(_("Exporting …"), work, say, self.failed)

    def _imported(self, leaving: StrategyMap | None, result: Any) -> None:
        from stratmap.importing.result import problem_sentence

        document = Document(result.map)
        document.mark_unsaved()
        self.replace(leaving, lambda: self._shell.show_map(document, None))
        if result.problems:
            count = len(result.problems)
            words = ngettext(
                "The map was imported, but {count} row could not be taken over as it stands.",
                "The map was imported, but {count} rows could not be taken over as they stand.",
                count,
            )
            detail = "\n".join(problem_sentence(problem) for problem in result.problems)
            self._ask.tell(words.format(count=count), detail)

    def failed(self, error: Exception) -> None:
        """Say what went wrong, in a sentence."""
        from stratmap.exporting.by_ending import UnknownEnding
        from stratmap.importing.result import ImportFailed, failure_sentence

        if isinstance(error, FileError):
            from stratmap.safekeeping.wording import save_error_sentence

            self._ask.tell(save_error_sentence(error), error.detail)
        elif isinstance(error, ImportFailed):
            self._ask.tell(failure_sentence(error))
        elif isinstance(error, UnknownEnding):
            words = _("A map can be exported as {known}. Choose one of these endings.")
            self._ask.tell(words.format(known=", ".join(error.endings)))
        else:
            sentence = _("That did not work. Your map is as it was. Try again, or choose another file.")
            self._ask.tell(sentence, f"{type(error).__name__}: {error}")

    def _remember(self, settings: Any) -> None:
        """Keep the list of recent files; where it cannot be written the map still opens, and that is said."""
        try:
            self._settings.change(settings)
        except OSError as error:
            if self._shell.workspace is not None:
                words = _("The list of recent files could not be kept ({error}).").format(error=error.strerror)
                self._shell.workspace.notice.say(words)
        self._shell.refresh()


def salvaged_words() -> str:
    """What a map is that was read from something damaged."""
    return _("This is what could still be read. Look it over, and save it under a new name.")


def _saved_words(path: Path, published: Published) -> str:
    """That the map is saved, and where it is so that no earlier version of it could be kept."""
    words = _("Saved as {name}.").format(name=path.name)
    if published.no_backup is None:
        return words
    reason = file_error_sentence(published.no_backup)
    return " ".join((words, _("It could not be put among the earlier versions, though:"), reason))


def _with_suffix(path: Path, suffix: str) -> Path:
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
