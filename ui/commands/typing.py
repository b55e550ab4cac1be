"""What letters mean that are typed over the map: a sign, a tool, or the card's new title.

``/`` opens the quick-entry line, whatever is selected: a title seldom begins with it, and whole lines follow it.
Over the one selected card letters write its title. While no card is selected a letter takes a tool, and never writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from models.kinds import Polarity
from stratmap.i18n import _
from ui.canvas.view import MapView
from ui.commands.linking import LinkingCommands
from ui.commands.making import MakingCommands
from ui.notice import Say
from ui.panels.toolbox import KEYS, Choice
from ui.selection import Selection

_SIGNS = {"+": Polarity.PLUS, "-": Polarity.MINUS, "−": Polarity.MINUS, "?": Polarity.UNKNOWN}
_TOOLS: Mapping[str, Choice] = {key: choice for choice, key in KEYS.items()}


class TypingCommands(QObject):
    """Hears what is typed over the map and has the right one do it."""

    def __init__(
        self,
        view: MapView,
        selection: Selection,
        making: MakingCommands,
        linking: LinkingCommands,
        take: Callable[[Choice], None],
        open_line: Callable[[], None],
        say: Say,
    ) -> None:
        super().__init__(view)
        self._selection = selection
        self._making = making
        self._linking = linking
        self._take = take
        self._open_line = open_line
        self._say = say
        view.typed.connect(self._typed)

    def _typed(self, letters: str) -> None:
        if letters in _SIGNS:
            self._sign(_SIGNS[letters])
        elif letters == "/":
            self._open_line()
        elif len(self._selection.elements) == 1:
            self._making.rename_selected(letters)
        elif self._selection.elements:
            return
        elif letters.upper() in _TOOLS:
            self._take(_TOOLS[letters.upper()])

    def _sign(self, polarity: Polarity) -> None:
        if self._selection.links and not self._selection.elements:
            self._linking.sign(polarity)
        elif not self._making.sign_fresh(polarity):
            self._say(_("+, − and ? sign a link. Click the link first."))
