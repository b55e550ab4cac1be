"""What an action is, where it can stand, and when it can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from stratmap.i18n import marked
from ui.files.autosave import Autosave
from ui.files.earlier_commands import EarlierCommands
from ui.files.export_commands import ExportCommands
from ui.files.file_commands import FileCommands
from ui.files.recovery_commands import RecoveryCommands
from ui.files.revert_commands import RevertCommands
from ui.files.save_commands import SaveCommands
from ui.files.sending_commands import SendingCommands
from ui.files.version_commands import VersionCommands
from ui.window.elsewhere import Elsewhere
from ui.window.log_commands import LogCommands
from ui.window.theme_choice import ThemeChoice
from ui.window.windows import Windows
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.window.help_commands import HelpCommands
    from ui.window.palette_commands import PaletteCommands
    from ui.window.presentation import Presentation


class Window(Protocol):
    """What the actions may use."""

    workspace: Workspace | None

    @property
    def windows(self) -> Windows: ...

    @property
    def files(self) -> FileCommands: ...

    @property
    def saving(self) -> SaveCommands: ...

    @property
    def reverting(self) -> RevertCommands: ...

    @property
    def autosave(self) -> Autosave: ...

    @property
    def path(self) -> Path | None: ...

    @property
    def exporting(self) -> ExportCommands: ...

    @property
    def recovering(self) -> RecoveryCommands: ...

    @property
    def earlier(self) -> EarlierCommands: ...

    @property
    def sending(self) -> SendingCommands: ...

    @property
    def versions(self) -> VersionCommands: ...

    def close(self) -> bool: ...

    @property
    def help(self) -> HelpCommands: ...

    @property
    def commands(self) -> PaletteCommands: ...

    @property
    def themes(self) -> ThemeChoice: ...

    @property
    def presentation(self) -> Presentation: ...

    @property
    def elsewhere(self) -> Elsewhere: ...

    @property
    def recent(self) -> list[Path]: ...

    def recent_name(self, number: int) -> str: ...

    @property
    def log(self) -> LogCommands: ...

    def open_recent(self, number: int) -> None: ...

    def refresh(self) -> None: ...


class Menu(StrEnum):
    """Where an action stands; Alt and the letter after the & open it."""

    FILE = marked("&File")
    EDIT = marked("&Edit")
    INSERT = marked("&Insert")
    LINK = marked("&Link")
    ARRANGE = marked("&Arrange")
    VIEW = marked("&View")
    WINDOW = marked("&Window")
    HELP = marked("&Help")


Enabled = Callable[[Window], bool]
Named = Callable[[Window], str]
"""What a row is called at the moment; nothing takes it out of the menu."""
Runs = Callable[[Window], object]


@dataclass(frozen=True, slots=True)
class Action:
    """One row: where it stands, what it is called, its keys, its icon, when it can be done, and what it does.

    ``submenu`` gathers rows under one entry of the menu. ``checked`` gives it a tick that says how things are.
    ``words`` are others that somebody may look for it by, ``on_toolbar`` a shorter name for a button.
    ``in_paper_menu`` has it in the context menu where there is nothing, and so nothing is selected.
    """

    id: str
    menu: Menu
    text: str
    shortcuts: tuple[str, ...]
    icon: str
    enabled: Enabled
    runs: Runs
    in_toolbar: bool = False
    in_context_menu: bool = False
    in_paper_menu: bool = False
    ends_section: bool = False
    submenu: str = ""
    checked: Enabled | None = None
    named: Named | None = None
    words: str = ""
    on_toolbar: str = ""


def always(window: Window) -> bool:
    return True


def has_map(window: Window) -> bool:
    return window.workspace is not None


def has_file(window: Window) -> bool:
    """Whether the map is saved in a file."""
    return window.path is not None


def has_elements(window: Window) -> bool:
    return bool(window.workspace and window.workspace.scene.has_elements)


def has_selection(window: Window) -> bool:
    return bool(window.workspace and window.workspace.selection.keys)


def has_selected_cards(window: Window) -> bool:
    return bool(window.workspace and window.workspace.selection.elements)


def has_one_card(window: Window) -> bool:
    return bool(window.workspace and len(window.workspace.selection.elements) == 1)


def has_selected_links(window: Window) -> bool:
    return bool(window.workspace and window.workspace.selection.links)


def all_have(field: str, value: object) -> Enabled:
    """Whether all selected elements have this in a field."""
    return lambda w: w.workspace is not None and w.workspace.selection.shared(field) == value


def links_all_have(field: str, value: object) -> Enabled:
    """Whether all selected links have this in a field."""
    return lambda w: w.workspace is not None and w.workspace.selection.shared(field, of_links=True) == value


def is_partial(window: Window) -> bool:
    """Whether a filter or a focus hides some of the map."""
    return bool(window.workspace and window.workspace.sight.is_partial)


def can_focus(window: Window) -> bool:
    """Whether there is something to look around from."""
    return has_selection(window) or bool(window.workspace and window.workspace.sight.focus)


def can_undo(window: Window) -> bool:
    return bool(window.workspace and window.workspace.document.history.undo_labels)


def can_redo(window: Window) -> bool:
    return bool(window.workspace and window.workspace.document.history.redo_labels)


def on_map(run: Callable[[Workspace], object]) -> Runs:
    """Run on the open map; there is one whenever the action is enabled."""

    def runs(window: Window) -> object:
        return run(window.workspace) if window.workspace is not None else None

    return runs
