"""New, open, save, import and export: what the File menu does. Everything that meets the disk starts here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from models.errors import FileError
from models.strategy_map import StrategyMap, new_map
from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.exporting.by_ending import written_as
from stratmap.i18n import _, ngettext
from stratmap.settings import SettingsFile
from stratmap.vocabulary import file_error_sentence
from ui.background import Jobs
from ui.dialogs.ask import Answer, Ask
from ui.edit_commands import suggested_name
from ui.workspace import Workspace

SUFFIX = ".stratmap"


class Shell(Protocol):
    """What these commands need of the window."""

    workspace: Workspace | None
    path: Path | None

    def show_map(self, document: Document, path: Path | None) -> None: ...

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
        self._left_as = ""

    def new(self) -> None:
        """An empty map with the four usual perspectives."""
        if self.may_leave():
            names = (_("Finance"), _("Customers"), _("How we work"), _("People and learning"))
            self._shell.show_map(Document(new_map("", names)), None)

    def open(self) -> None:
        """Ask for a file and open it."""
        paths = self._ask.open_paths(_("Open a map"), _("Strategy maps (*.stratmap);;All files (*)"))
        if paths:
            self.open_path(paths[0])

    def open_path(self, path: Path) -> None:
        """Open this file, aside. One that cannot be read is said to be so and changes nothing."""
        from models.store import open_map

        def opened(found: Any) -> None:
            if self._replace(leaving, Document(found.map, found.lineage), path):
                self._left_as = _fingerprint(path)
            self._remember(self._settings.now.opened(path))

        def failed(error: Exception) -> None:
            self._failed(error)
            self._remember(self._settings.now.forgot(path))
            if self._shell.workspace is None:
                self._shell.show_start()

        if self.may_leave():
            leaving = self._present_map()
            self._jobs.start(_("Opening {name} …").format(name=path.name), lambda _c: open_map(path), opened, failed)

    def open_example(self, name: str) -> None:
        """Open one of the examples as a new, unsaved map."""
        from stratmap.examples import load_example

        if self.may_leave():
            leaving = self._present_map()
            self._jobs.start(
                _("Opening the example …"),
                lambda _c: load_example(name),
                lambda found: self._show_example(leaving, found),
                self._failed,
            )

    def _show_example(self, leaving: StrategyMap | None, map: StrategyMap) -> None:
        self._replace(leaving, Document(map))

    def _present_map(self) -> StrategyMap | None:
        """The map in the window as it stands: what a person agreed to leave."""
        return self._shell.workspace.document.map if self._shell.workspace is not None else None

    def _replace(self, leaving: StrategyMap | None, document: Document, path: Path | None = None) -> bool:
        """Show a map that took a while to come; ask again when somebody went on working meanwhile."""
        may = self._present_map() is leaving or self.may_leave()
        if may:
            self._shell.show_map(document, path)
        return may

    def save(self) -> bool:
        """Save where the map came from, or ask where; whether it is saved."""
        return self.save_to(self._shell.path) if self._shell.path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a name and save there."""
        workspace = self._shell.workspace
        if workspace is None:
            return False
        workspace.finish_writing()
        suggestion = suggested_name(workspace.document, self._shell.path, SUFFIX)
        path = self._ask.save_path(_("Save the map"), suggestion, _("Strategy maps (*.stratmap)"))
        if path is None:
            return False
        named = _with_suffix(path, SUFFIX)
        return (named == path or self._may_replace(named)) and self.save_to(named)

    def save_to(self, path: Path) -> bool:
        """Save the map in this file; whether it is saved. When not, the file is as it was."""
        from models.store import save_map

        workspace = self._shell.workspace
        if workspace is None:
            return False
        workspace.finish_writing()
        document = workspace.document
        if path == self._shell.path and not self._is_as_left(path):
            words = _(
                "{name} has changed since you opened or saved it here: somebody else has written to it."
                " Replace what they wrote with your map? To keep both, cancel and use Save as."
            )
            if not self._ask.replace(words.format(name=path.name)):
                return False
        try:
            lineage = save_map(document.map, document.lineage, path)
        except FileError as error:
            self._ask.tell(file_error_sentence(error), error.detail)
            return False
        document.mark_saved(lineage)
        self._shell.path = path
        self._left_as = _fingerprint(path)
        self._remember(self._settings.now.opened(path))
        workspace.signals.saved.emit()
        workspace.notice.say(_("Saved as {name}.").format(name=path.name))
        return True

    def _may_replace(self, path: Path) -> bool:
        """Whether a file of this name may be written: there is none, or the person says so."""
        words = _("{name} is already there. Replace it?")
        return not path.exists() or self._ask.replace(words.format(name=path.name))

    def _is_as_left(self, path: Path) -> bool:
        """Whether the map's file is as this window left or found it, or gone."""
        return not path.exists() or _fingerprint(path) == self._left_as

    def close(self) -> None:
        """Close the map and go back to the start page."""
        if self.may_leave():
            self._shell.show_start()

    def may_leave(self) -> bool:
        """Whether the present map may go: it is saved, or the person said what to do with it."""
        workspace = self._shell.workspace
        if workspace is None:
            return True
        workspace.finish_writing()
        if not workspace.document.is_modified:
            return True
        named = self._shell.path.name if self._shell.path is not None else _("Untitled map")
        answer = self._ask.keep_changes(workspace.document.map.info.title or named)
        if answer is Answer.SAVE:
            return self.save()
        return answer is Answer.DISCARD

    def import_tables(self) -> None:
        """Ask for CSV files and make a map of them."""
        paths = self._ask.open_paths(_("Import tables"), _("Tables (*.csv *.tsv *.txt);;All files (*)"))
        if paths and self.may_leave():
            self.import_paths(paths)

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Make a new, unsaved map of these tables, aside, and list what could not be taken over."""
        from stratmap.importing.tables import import_tables

        leaving = self._present_map()
        self._jobs.start(
            _("Importing …"),
            lambda _c: import_tables(paths),
            lambda result: self._imported(leaving, result),
            self._failed,
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

        self._jobs.start(_("Exporting …"), lambda _c: export(shown, path), say, self._failed)

    def _imported(self, leaving: StrategyMap | None, result: Any) -> None:
        from stratmap.importing.result import problem_sentence

        document = Document(result.map)
        document.mark_unsaved()
        self._replace(leaving, document)
        if result.problems:
            count = len(result.problems)
            words = ngettext(
                "The map was imported, but {count} row could not be taken over as it stands.",
                "The map was imported, but {count} rows could not be taken over as they stand.",
                count,
            )
            detail = "\n".join(problem_sentence(problem) for problem in result.problems)
            self._ask.tell(words.format(count=count), detail)

    def _failed(self, error: Exception) -> None:
        from stratmap.exporting.by_ending import UnknownEnding
        from stratmap.importing.result import ImportFailed, failure_sentence

        if isinstance(error, FileError):
            self._ask.tell(file_error_sentence(error), error.detail)
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


def _fingerprint(path: Path) -> str:
    """What tells one content of a file from another; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _with_suffix(path: Path, suffix: str) -> Path:
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
