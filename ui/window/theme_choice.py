"""Which theme a window wears: the one somebody chose, or the one that suits the system, also while it changes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from stratmap.drawing.theme import THEMES, Theme, theme
from stratmap.settings import SettingsFile
from ui.window.system_theme import on_system_theme, system_theme
from ui.window.windows import Windows


class ThemeChoice(QObject):
    """Knows the theme of one window; what is chosen is chosen for all of them."""

    changed = Signal()
    """The window is to wear ``worn`` from now on."""

    def __init__(self, settings: SettingsFile, windows: Windows, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._windows = windows
        self.worn: Theme = theme(self._wanted())
        on_system_theme(self, self._system_changed)

    @property
    def chosen(self) -> str:
        """The theme somebody chose, or "system"."""
        chosen = self._settings.now.theme
        return chosen if chosen in THEMES else "system"

    def choose(self, name: str) -> None:
        """Wear a theme, or that of the system, from now on."""
        with suppress(OSError):  # it holds until the end of the day
            self._settings.change(lambda now: replace(now, theme=name))
        self._windows.wear_chosen()

    def wear_chosen(self) -> None:
        """Wear the theme that was chosen, in this window or another."""
        self.worn = theme(self._wanted())
        self.changed.emit()

    def _wanted(self) -> str:
        return system_theme() if self.chosen == "system" else self.chosen

    def _system_changed(self) -> None:
        if self._wanted() != self.worn.name:
            self.wear_chosen()
