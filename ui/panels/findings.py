"""The findings as sentences: choosing one lights what it is about on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stratmap.analysis.finding import Finding
from stratmap.drawing.marks import BADGE_SIZE, badge
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.panels.sentence_list import Row
from ui.panels.sentence_panel import SentencePanel

if TYPE_CHECKING:
    from stratmap.analysis.worded import Worded, WordedFinding


class FindingsPanel(SentencePanel):
    """What does not hang together, the worst first; or the word that nothing was found, and what was checked."""

    def __init__(self, theme: Theme) -> None:
        empty = _("Draw something, and what does not hang together will be said here.")
        super().__init__(theme, _("Findings"), empty)
        self._words: dict[str, WordedFinding] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return tuple(each.finding for each in self._words.values())

    def show_findings(self, worded: Worded) -> None:
        """Show the findings of a map, put into words already."""
        self._words = {each.key: each for each in worded.findings}
        self.show_things({key: each.finding for key, each in self._words.items()}, worded.summary)

    def mark_stale(self) -> None:
        """Say that a newer answer is on its way."""
        if self._words:
            self.summary.setText(_("Checking again …"))

    def row_of(self, thing: object) -> Row:
        """The sentence about one finding, and what to do."""
        if not isinstance(thing, Finding):
            raise TypeError(thing)
        words = self._words[thing.key]
        return Row(tuple(badge(thing.severity, 0, 0, self.theme)), BADGE_SIZE + 4, words.sentence, words.advice)
