"""Save, save as and save a copy: asks where, saves aside, and says how it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stratmap.document import Document
from stratmap.i18n import _
from stratmap.settings import SettingsFile
from stratmap.vocabulary import file_error_sentence, quoted
from ui.dialogs.ask import Ask
from ui.edit_commands import suggested_name
from ui.failures import tell_failure
from ui.saving import Saver, Then
from ui.shell import Shell, remember

if TYPE_CHECKING:
    from stratmap.safekeeping.publishing import Published

SUFFIX = ".stratmap"


def _nothing() -> None:
    """What most saves are followed by."""


class SaveCommands:
    """Saves the window's map, and replaces nothing that somebody else wrote without asking."""

    def __init__(self, shell: Shell, ask: Ask, settings: SettingsFile, saver: Saver) -> None:
        self._shell = shell
        self._ask = ask
        self._settings = settings
        self._saver = saver

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
        named = with_suffix(path, SUFFIX)
        if named == path or may_replace(self._ask, named):
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
        if self._shell.is_open_elsewhere(path):
            self._ask.tell(open_elsewhere_sentence(path))
            return
        workspace.finish_writing()

        def saved(published: Published) -> None:
            remember(self._shell, self._settings, lambda now: now.opened(path))
            if self._shell.workspace is workspace:
                workspace.signals.saved.emit()
                workspace.notice.say(_saved_words(path, published))
            then()

        def failed(error: Exception) -> None:
            if not isinstance(error, ChangedOnDisk):
                tell_failure(self._ask, error)
            elif self._ask.replace(changed_on_disk_sentence(error)):
                self._begin_save(path, then, True)

        self._saver.save(keeping, path, replacing, self._shell.seen, saved, failed)

    def _suggestion(self, document: Document) -> str:
        """A name for the file: for what was recovered, one beside the old file that is not the old one's."""
        former = self._shell.former_path
        if self._shell.path is not None or former is None:
            return suggested_name(document, self._shell.path, SUFFIX)
        return str(former.with_name(_("{name} (recovered)").format(name=former.stem) + SUFFIX))


def open_elsewhere_sentence(path: Path) -> str:
    """Why a map is not saved in a file: another window works on it."""
    words = _(
        "{name} is open in another window, so nothing was saved there."
        " Close that window first, or choose another name."
    )
    return words.format(name=quoted(path.name))


def may_replace(ask: Ask, path: Path) -> bool:
    """Whether a file of this name may be written: there is none, or the person says so."""
    words = _("{name} is already there. Replace it?")
    return not path.exists() or ask.replace(words.format(name=path.name))


def with_suffix(path: Path, suffix: str) -> Path:
    """This name with this ending, once."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def _saved_words(path: Path, published: Published) -> str:
    """That the map is saved, and where it is so that no earlier version of it could be kept."""
    words = _("Saved as {name}.").format(name=path.name)
    if published.no_backup is None:
        return words
    reason = file_error_sentence(published.no_backup)
    return " ".join((words, _("It could not be put among the earlier versions, though:"), reason))
