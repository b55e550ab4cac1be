"""The palette of a window: every command and every card by a few letters, those chosen last first."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from stratmap.i18n import _
from stratmap.vocabulary import kind_name
from ui.actions import ACTIONS
from ui.actions.action import Action, Window
from ui.dialogs.palette import Entry, Palette
from ui.window.menus import WindowMenus
from ui.window.theme_choice import ThemeChoice
from ui.workspace import Workspace

MOST_RECENT = 20
"""Commands the palette offers first because they were chosen in it before."""


class PaletteCommands:
    """Opens the palette, and remembers what was chosen in it."""

    def __init__(self, parent: QMainWindow, window: Window, menus: WindowMenus, themes: ThemeChoice) -> None:
        self._parent = parent
        self._window = window
        self._menus = menus
        self._themes = themes
        self._recent: list[str] = []

    def offer(self) -> None:
        """Offer everything one can do, and every card to go to."""
        if self._parent.findChild(Palette) is None:
            self._window.refresh()
            rows = [row for row in ACTIONS if row.id != "palette" and self._menus.actions[row.id].isVisible()]
            commands = [self._command(row) for row in rows]
            work = self._window.workspace
            cards = partial(_cards, work) if work is not None else tuple
            Palette(commands, cards, self._recent, self._themes.worn, self._parent).open()

    def _command(self, row: Action) -> Entry:
        action = self._menus.actions[row.id]
        place = _(row.menu.value).replace("&", "")
        place = f"{place} › {_(row.submenu)}" if row.submenu else place
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        name = action.text().replace("&&", "&")
        words = _(row.words) if row.words else ""
        return Entry(row.id, name, place, keys, row.enabled(self._window), lambda: self._run(row.id), words)

    def _run(self, id: str) -> None:
        self._recent = [id, *(each for each in self._recent if each != id)][:MOST_RECENT]
        self._parent.activateWindow()
        self._menus.actions[id].trigger()


def _cards(work: Workspace) -> list[Entry]:
    """Every element as something to go to."""
    return [
        Entry(each.id, " ".join(each.title.split()), kind_name(each.kind), "", True, partial(work.go_to, each.id))
        for each in work.document.map.elements.values()
    ]
