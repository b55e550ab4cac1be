"""The feedback loops, the shortest first: choosing one lights it on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stratmap.drawing.marks import loop_mark
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.panels.sentence_list import Row
from ui.panels.sentence_panel import SentencePanel

if TYPE_CHECKING:
    from stratmap.analysis.worded import Worded, WordedLoop

LOOP_MARK_SIZE = 36.0


class LoopsPanel(SentencePanel):
    """Reinforcing, balancing and undetermined loops, with an honest count."""

    def __init__(self, theme: Theme) -> None:
        empty = _("No feedback loops yet. Link causes in a circle, and the loop will be named here.")
        super().__init__(theme, _("Feedback loops"), empty)
        self._words: dict[int, WordedLoop] = {}

    def show_loops(self, worded: Worded) -> None:
        """Show the loops of a map, put into words already."""
        place = {id(loop): number for number, loop in enumerate(worded.analysis.loops.loops)}
        shown = sorted((*worded.independent, *worded.loops), key=lambda each: place[id(each.loop)])
        self._words = {id(each.loop): each for each in shown}
        self.show_things({each.key: each.loop for each in shown}, worded.loops_summary)

    def row_of(self, thing: object) -> Row:
        """One loop's way round, and why it is what it is."""
        words = self._words[id(thing)]
        mark = tuple(loop_mark(words.loop.polarity, 0, 0, self.theme))
        return Row(mark, LOOP_MARK_SIZE, words.headline, words.reason)
