"""Versions kept in the map under a name: kept, listed, looked at, gone back to, renamed, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale
from shiboken6 import isValid

from models.errors import FileError, RuleBroken
from models.records import Version
from models.strategy_map import StrategyMap
from stratmap.document import Document, Prepared, prepared
from stratmap.drawing.theme import Theme
from stratmap.edits import versions
from stratmap.i18n import _
from stratmap.vocabulary import rule_sentence
from ui.background import Cancelled, Jobs
from ui.commands.refusals import refusals_told
from ui.dialogs.ask import Ask
from ui.files.shell import Shell
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.dialogs.versions import Glance, VersionsDialog

ShowCopy = Callable[[Document, Path | None, str], Workspace | None]
"""Shows a version beside the present map; the path is the file it came from, the words are its name."""


class VersionCommands:
    """Reads and writes versions aside; each edit of them is one step of undo."""

    def __init__(self, shell: Shell, ask: Ask, jobs: Jobs, show_copy: ShowCopy) -> None:
        self._shell = shell
        self._ask = ask
        self._jobs = jobs
        self._show_copy = show_copy

    def ask_name(self) -> None:
        """Ask what to call the map as it stands, and keep it in itself."""
        from ui.dialogs.version_name import VersionNameDialog

        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        document = workspace.document
        with refusals_told(document, workspace.notice.say):
            versions.check_room(document.map)
            name = versions.suggested_name(document.map, QLocale().toString(QDate.currentDate(), "d MMMM"))
            told = _("The map as it stands is kept in its file under this name, and can be gone back to.")
            keep = lambda chosen: self._keep(workspace, chosen)  # noqa: E731  (one line of a dialog)
            VersionNameDialog(_("Keep this version"), told, _("Keep"), name, keep, workspace).open()

    def _keep(self, workspace: Workspace, name: str) -> None:
        from models.versions import packed

        document = workspace.document
        map = document.map

        def kept(content: bytes) -> None:
            with refusals_told(document, workspace.notice.say):
                key = versions.keep_version(document, name, content)
                words = _("Kept as {name}. File › Versions lists all that are kept; saving puts them in the file.")
                workspace.notice.say(words.format(name=versions.called(document.map.versions[key].name)))

        words = _("Keeping {name} …").format(name=versions.called(name))
        self._jobs.start(words, lambda _c: packed(map), kept, self._failed)

    def show(self) -> None:
        """List what is kept in the map."""
        from ui.dialogs.versions import Verbs, VersionsDialog

        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()

        def rename(version: Version) -> None:
            self._ask_new_name(workspace, version, dialog)

        def remove(version: Version) -> None:
            with refusals_told(workspace.document, workspace.notice.say):
                versions.remove_versions(workspace.document, [version.key])
                words = _("{name} is removed, and in no file that is saved from now on. Ctrl+Z brings it back.")
                workspace.notice.say(words.format(name=versions.called(version.name)))
            dialog.list_versions(list(workspace.document.map.versions.values()))

        def look(version: Version) -> None:
            dialog.accept()
            self._look(workspace, version)

        def restore(version: Version) -> None:
            dialog.accept()
            self._restore(workspace, version)

        kept = list(workspace.document.map.versions.values())
        dialog = VersionsDialog(kept, Verbs(look, restore, rename, remove), workspace)
        dialog.open()
        self._glance_at(dialog, dialog.versions)

    def _glance_at(self, dialog: VersionsDialog, rest: Sequence[Version]) -> None:
        """Find out what is in each version and draw it small, one after another, while the dialog is open."""
        if not rest or not isValid(dialog) or not dialog.isVisible():
            return
        version, theme = rest[0], self._shell.theme

        def seen(glance: Glance) -> None:
            if isValid(dialog):
                dialog.show_glance(version, glance)
            self._glance_at(dialog, rest[1:])

        self._jobs.start(_("Looking at the versions …"), lambda c: _glance(version, theme, c), seen, self._failed)

    def _look(self, workspace: Workspace, version: Version) -> None:
        from models.versions import unpacked

        path = self._shell.path or self._shell.former_path

        def opened(map: StrategyMap) -> None:
            shown = self._show_copy(Document(map), path, version.name)  # nothing to save: it is kept in the map
            if shown is not None:
                go_back = partial(self._go_back, workspace, version, shown)
                shown.file_banner.say(_seen_words(version), (_("Go back to it"), go_back))

        words = _("Opening {name} …").format(name=versions.called(version.name))
        self._jobs.start(words, lambda _c: unpacked(version), opened, self._failed)

    def _go_back(self, workspace: Workspace, version: Version, shown: Workspace) -> None:
        """Go back to the version that is looked at, in the map it is kept in, as far as that is still open."""
        if self._shell.workspace is not workspace:
            words = _("The map it is kept in is not open any more. Open that, then choose File › Versions.")
            shown.notice.say(words)
        elif version.key not in workspace.document.map.versions:
            shown.notice.say(_("It was removed from the map it was kept in. Ctrl+Z there brings it back."))
        else:
            self._shell.elsewhere.come_back()
            self._restore(workspace, version)

    def _restore(self, workspace: Workspace, version: Version) -> None:
        from models.versions import unpacked

        document = workspace.document
        map = document.map

        def work(_cancelled: Cancelled) -> tuple[StrategyMap, Prepared]:
            kept = unpacked(version)
            return kept, prepared(map, versions.way_back(map, version, kept))

        def found(result: tuple[StrategyMap, Prepared]) -> None:
            kept, made = result
            workspace.finish_writing()
            with refusals_told(document, workspace.notice.say):
                if document.map is not map:  # somebody went on meanwhile: that is in the undo, too
                    made = prepared(document.map, versions.way_back(document.map, version, kept))
                document.make_prepared(made)
                words = _("The map is as it was in {name}. Ctrl+Z brings back what it was before.")
                workspace.notice.say(words.format(name=versions.called(version.name)))

        def failed(error: Exception) -> None:
            if isinstance(error, RuleBroken):
                workspace.notice.say(rule_sentence(error.violations[0], document.map))
            else:
                self._failed(error)

        words = _("Going back to {name} …").format(name=versions.called(version.name))
        self._jobs.start(words, work, found, failed)

    def _ask_new_name(self, workspace: Workspace, version: Version, dialog: VersionsDialog) -> None:
        from ui.dialogs.version_name import VersionNameDialog

        def rename(name: str) -> None:
            with refusals_told(workspace.document, self._ask.tell):
                versions.rename_version(workspace.document, version.key, name)
            dialog.list_versions(list(workspace.document.map.versions.values()))

        told = _("What is kept in it stays as it is.")
        VersionNameDialog(_("Rename the version"), told, _("Rename"), version.name, rename, dialog).open()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, FileError):
            from stratmap.safekeeping.sending_words import version_error_sentence

            self._ask.tell(version_error_sentence(error), error.detail)
        else:
            words = _("That did not work. Your map is as it was.")
            self._ask.tell(words, f"{type(error).__name__}: {error}")


def _seen_words(version: Version) -> str:
    """What is looked at, over the map in the window."""
    from ui.dialogs.versions import when_kept

    when = when_kept(version.saved)
    what = _("the version kept on {when}").format(when=when) if when else _("a version kept earlier")
    words = _("This is a copy of {name}, {what}. What you change here changes neither the version nor the map.")
    return words.format(name=versions.called(version.name), what=what)


def _glance(version: Version, theme: Theme, cancelled: Cancelled) -> Glance:
    """What is in a version; one that cannot be read is damaged."""
    from models.versions import unpacked
    from ui.dialogs.versions import Glance
    from ui.png import small_picture

    try:
        map = unpacked(version)
    except FileError:
        return Glance(None)
    if cancelled():
        return Glance(len(map.elements))
    return Glance(len(map.elements), small_picture(map, map.first_sheet().id, theme))
