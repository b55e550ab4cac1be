"""While the map is presented the panels are away: what would stand in them is said on the map, for the room."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.commands.loop import LoopCommands
from ui.notice import Notice
from ui.panels.sentence_panel import SentencePanel
from ui.selection import Selection


class Narrator(QObject):
    """Says the finding or the loop that is chosen, and each link along a loop, until it is lit no longer."""

    def __init__(
        self, panels: tuple[SentencePanel, ...], loops: LoopCommands, selection: Selection, notice: Notice
    ) -> None:
        super().__init__(notice)
        self.speaks = False
        """Whether the map is presented."""
        self._notice = notice
        self._selection = selection
        for panel in panels:
            panel.chosen.connect(lambda thing, panel=panel: self._tell(_words(panel, thing)))
        loops.stepped.connect(self._tell)
        selection.lit_changed.connect(self._lit_changed)

    def _tell(self, sentence: str) -> None:
        if self.speaks:
            self._notice.say(sentence, stays=True)

    def _lit_changed(self) -> None:
        if self._selection.lit is None:
            self._tell("")


def _words(panel: SentencePanel, thing: object) -> str:
    return panel.row_of(thing).headline if thing is not None else ""
