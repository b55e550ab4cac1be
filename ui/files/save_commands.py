"""Save, save as and save a copy: asks where, saves aside, and says how it went and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ReferenceType, ref

from models.errors import FileError, FileTrouble
from stratmap import SUFFIX
from stratmap.document import Document
from stratmap.i18n import _
from stratmap.safekeeping.places import is_same_file
from stratmap.settings import SettingsFile
from stratmap.vocabulary import in_line, quoted
from ui.dialogs.ask import Ask, Clash
from ui.files.failures import tell_failure
from ui.files.save_names import (
    name_beside,
    name_of_copy,
    name_of_recovered,
    name_of_version,
    suggested_name,
    with_suffix,
)
from ui.files.saving import Saver, Then
from ui.files.shell import Shell, remember
from ui.soon import soon
from ui.workspace import Workspace

if TYPE_CHECKING:
    from stratmap.safekeeping.publishing import ChangedOnDisk, Published


def _nothing() -> None:
    """What most saves are followed by."""


@dataclass(frozen=True, slots=True)
class _Copied:
    """The map in the window is a copy of this file, which may be replaced or must never be."""

    document: ReferenceType[Document]
    path: Path
    must_stay: bool

    def is_it(self, document: Document) -> bool:
        """Whether this is the map that is the copy."""
        return self.document() is document

    def leads_to(self, path: Path) -> bool:
        """Whether a path leads to the file; where the disk does not say, whether it is called so."""
        return soon(lambda: is_same_file(path, self.path), path == self.path)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A save somebody asked for: where, what is done when it is done, and whether the map stays where it was."""

    path: Path
    then: Then
    replacing: bool
    as_copy: bool = False


class SaveCommands:
    """Saves the window's map, and replaces nothing that somebody else wrote without asking."""

    def __init__(self, shell: Shell, ask: Ask, settings: SettingsFile, saver: Saver) -> None:
        self._shell = shell
        self._ask = ask
        self._settings = settings
        self._saver = saver
        self._copied: _Copied | None = None

    def copied(self, document: Document, path: Path, *, must_stay: bool) -> None:
        """Know that a map is a copy of this file; ``must_stay`` where the file is never to be replaced by it."""
        self._copied = _Copied(ref(document), path, must_stay)

    def save(self, then: Then = _nothing) -> None:
        """Save in the map's own file, or ask where; ``then`` is done when it is saved, and only then.

        Which file that is may be decided by a save that is still under way, so it is looked up after that.
        """
        self._saver.when_idle(lambda: self._save_own(then))

    def save_as(self, then: Then = _nothing) -> None:
        """Ask for a name and save there."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        path = self._asked(_("Save the map"), self._suggestion(workspace.document))
        if path is not None:
            self.save_to(path, then)

    def save_copy(self) -> None:
        """Ask for a name and save a copy there; the map stays that of its own file, and as unsaved as it was."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        own, suggestion = self._shell.path, self._suggestion(workspace.document)
        if own is not None:
            suggestion = str(name_of_copy(own, self._settings.now.recent))
        path = self._asked(_("Save a copy"), suggestion)
        if path is not None:
            self._saver.when_idle(lambda: self._save_copy(path))

    def save_to(self, path: Path, then: Then = _nothing) -> None:
        """Save the map in this file, aside; while another save is under way, after that.

        A file that somebody else has written to is not replaced without asking. Where saving fails, the file is as
        it was.
        """
        self._saver.when_idle(lambda: self._save(_Wish(path, then, path != self._shell.path)))

    def save_by_itself(self, failed: Callable[[Exception], None]) -> None:
        """Save the map in its own file without a word, as it stands; what is being written goes on being written."""
        workspace, keeping, path = self._shell.workspace, self._shell.keeping, self._shell.path
        if workspace is None or keeping is None or path is None:
            return

        def saved(_published: Published) -> None:
            if self._shell.workspace is workspace:
                _tell_saved(workspace)

        self._saver.save(keeping, path, False, self._shell.seen, saved, failed, by_itself=True)

    def _asked(self, title: str, suggestion: str) -> Path | None:
        """The name somebody gives, with our ending, once they agree to replace what has it."""
        path = self._ask.save_path(title, suggestion, _("Strategy maps (*.stratmap)"))
        if path is None:
            return None
        named = with_suffix(path, SUFFIX)
        return named if named == path or may_replace(self._ask, named) else None

    def _save_own(self, then: Then) -> None:
        """Save in the file the map has now; call it only when idle, as the others that save."""
        if self._shell.path is None:
            self.save_as(then)
        else:
            self._save(_Wish(self._shell.path, then, replacing=False))

    def _save_copy(self, path: Path) -> None:
        own = self._shell.path
        if own is not None and soon(lambda: is_same_file(path, own), path == own):  # no copy, then
            self._save_own(_nothing)
        else:
            self._save(_Wish(path, _nothing, replacing=True, as_copy=True))

    def _save(self, wish: _Wish) -> None:
        workspace, keeping, path = self._shell.workspace, self._shell.keeping, wish.path
        if workspace is None or keeping is None or self._is_refused(wish, workspace.document):
            return
        workspace.finish_writing()

        def saved(published: Published) -> None:
            if not wish.as_copy:
                title = workspace.document.map.info.title
                remember(self._shell, self._settings, lambda now: now.opened(path, title))
            if self._shell.workspace is workspace:
                if not wish.as_copy:
                    _tell_saved(workspace)
                workspace.notice.say(_saved_words(wish, published, self._shell.path))
            wish.then()

        failed = partial(self._failed, wish)
        self._saver.save(keeping, path, wish.replacing, self._shell.seen, saved, failed, as_copy=wish.as_copy)

    def _is_refused(self, wish: _Wish, document: Document) -> bool:
        """Whether a map must not be saved in this file, which is then said."""
        copied = self._copied
        if self._shell.elsewhere.has(wish.path):
            self._ask.tell(open_elsewhere_sentence(wish.path))
        elif copied and copied.must_stay and copied.is_it(document) and copied.leads_to(wish.path):
            words = _("{name} stays as it is, because this map may hold less than it does. Choose another name.")
            self._ask.save_elsewhere(words.format(name=quoted(wish.path.name)), "", partial(self._elsewhere, wish))
        else:
            return False
        return True

    def _failed(self, wish: _Wish, error: Exception) -> None:
        """Say why it is not saved, and offer what can be done."""
        from stratmap.safekeeping.publishing import ChangedOnDisk
        from stratmap.safekeeping.wording import changed_on_disk_sentence, save_error_sentence

        if isinstance(error, ChangedOnDisk):
            sentence = changed_on_disk_sentence(error)
            self._ask.changed_on_disk(sentence, lambda choice: self._resolve(wish, error, choice))
        elif isinstance(error, FileError) and error.trouble is not FileTrouble.TOO_LARGE:
            self._ask.save_elsewhere(save_error_sentence(error), error.detail, partial(self._elsewhere, wish))
        else:
            tell_failure(self._ask, error)

    def _resolve(self, wish: _Wish, error: ChangedOnDisk, choice: Clash) -> None:
        """Do what somebody said about two versions of one file."""
        if choice is Clash.KEEP_BOTH:
            beside = name_beside(error.path, _("mine"))
            self._saver.when_idle(lambda: self._save(replace(wish, path=beside, replacing=False)))
        elif choice is Clash.REPLACE:
            self._saver.when_idle(lambda: self._save(replace(wish, replacing=True)))
        else:
            self._elsewhere(wish)

    def _elsewhere(self, wish: _Wish) -> None:
        if wish.as_copy:
            self.save_copy()
        else:
            self.save_as(wish.then)

    def _suggestion(self, document: Document) -> str:
        """A name for the file; for a copy and for what was recovered it is not that of the file they came from."""
        former, copied = self._shell.former_path, self._copied
        if self._shell.path is None and self._shell.version:
            usual = former or Path(suggested_name(document.map.info.title, None, SUFFIX))
            return str(name_of_version(usual, self._shell.version))
        if self._shell.path is not None or former is None:
            return suggested_name(document.map.info.title, self._shell.path, SUFFIX)
        if copied is not None and copied.is_it(document):
            return str(name_of_copy(former, self._settings.now.recent))
        return str(name_of_recovered(former))


def _tell_saved(workspace: Workspace) -> None:
    """What was said about the file does not hold any more."""
    workspace.file_banner.say("")
    workspace.signals.saved.emit()


def open_elsewhere_sentence(path: Path) -> str:
    """Why a map is not saved in a file: another window works on it."""
    words = _(
        "{name} is open in another window, so nothing was saved there."
        " Close that window first, or choose another name."
    )
    return words.format(name=quoted(path.name))


def may_replace(ask: Ask, path: Path) -> bool:
    """Whether a file of this name may be written: there is none, or the person says so, as where nobody knows."""
    words = _("{name} is already there. Replace it?")
    return not soon(path.exists, True) or ask.replace(words.format(name=quoted(path.name)))


def _saved_words(wish: _Wish, published: Published, own: Path | None) -> str:
    """That the map is saved, or a copy of it; and where it is so that no earlier version of it could be kept."""
    words = _("A copy is saved as {name}.") if wish.as_copy else _("Saved as {name}.")
    words = words.format(name=in_line(wish.path.name))
    if wish.as_copy and own is not None:
        words += " " + _("You go on working in {name}.").format(name=in_line(own.name))
    if published.no_backup is None:
        return words
    from stratmap.safekeeping.wording import no_backup_sentence

    return " ".join((words, no_backup_sentence(published.no_backup)))
