"""The feedback loops, the shortest first: choosing one lights it on the map."""

from __future__ import annotations

from models.strategy_map import StrategyMap
from stratmap.analysis.loops import Loop, LoopReport
from stratmap.drawing.marks import loop_mark
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.panels.sentence_list import Row
from ui.panels.sentence_panel import SentencePanel

LOOP_MARK_SIZE = 36.0

MOST_SHOWN = 500
"""Loops in the list; beyond that nobody reads on, and the summary tells how many there are."""


class LoopsPanel(SentencePanel):
    """Reinforcing, balancing and undetermined loops, with an honest count."""

    def __init__(self, theme: Theme) -> None:
        empty = _("No feedback loops yet. Link causes in a circle, and the loop will be named here.")
        super().__init__(theme, _("Feedback loops"), empty)

    def show_loops(self, map: StrategyMap, report: LoopReport, summary: str) -> None:
        """Show the loops of a map."""
        shown = report.loops[:MOST_SHOWN]
        self.show_things(map, {",".join(loop.links): loop for loop in shown}, summary)

    def row_of(self, thing: object, map: StrategyMap) -> Row:
        """One loop's way round, and why it is what it is."""
        from stratmap.analysis.wording import loop_headline, loop_reason

        if not isinstance(thing, Loop):
            raise TypeError(thing)
        mark = tuple(loop_mark(thing.polarity, 0, 0, self.theme))
        return Row(mark, LOOP_MARK_SIZE, loop_headline(thing, map), loop_reason(thing))
