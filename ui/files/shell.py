"""What the commands that meet the disk need of the window, and what they tell it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from stratmap.safekeeping.session import Origin
from stratmap.settings import Settings, SettingsFile
from ui.files.keeping import Keeping
from ui.window.elsewhere import Elsewhere
from ui.workspace import Workspace


class Shell(Protocol):
    """The window as its commands see it."""

    workspace: Workspace | None
    keeping: Keeping | None

    @property
    def path(self) -> Path | None: ...

    @property
    def former_path(self) -> Path | None: ...

    @property
    def version(self) -> str: ...

    @property
    def caption(self) -> str: ...

    def show_map(
        self,
        document: Document,
        origin: Origin | None,
        *,
        unsaved: int = 0,
        former_path: Path | None = None,
        version: str = "",
    ) -> None: ...

    def seen(self) -> tuple[str, Theme]: ...

    def show_start(self) -> None: ...

    @property
    def elsewhere(self) -> Elsewhere: ...

    def refresh(self) -> None: ...

    @property
    def theme(self) -> Theme: ...


def remember(shell: Shell, file: SettingsFile, how: Callable[[Settings], Settings]) -> None:
    """Keep the list of recent files; where it cannot be written the map still opens, and that is said."""
    try:
        file.change(how)
    except OSError as error:
        if shell.workspace is not None:
            words = _("The list of recent files could not be kept ({error}).").format(error=error.strerror)
            shell.workspace.notice.say(words)
    shell.refresh()
