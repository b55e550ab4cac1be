"""The findings as sentences: choosing one lights what it is about on the map."""

from __future__ import annotations

from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Finding
from stratmap.drawing.marks import BADGE_SIZE, badge
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.panels.sentence_list import Row
from ui.panels.sentence_panel import SentencePanel


class FindingsPanel(SentencePanel):
    """What does not hang together, the worst first; or the word that nothing was found, and what was checked."""

    def __init__(self, theme: Theme) -> None:
        empty = _("Draw something, and what does not hang together will be said here.")
        super().__init__(theme, _("Findings"), empty)
        self.findings: tuple[Finding, ...] = ()

    def show_findings(self, map: StrategyMap, findings: tuple[Finding, ...], summary: str) -> None:
        """Show the findings of a map."""
        self.findings = findings
        self.show_things(map, {finding.key: finding for finding in findings}, summary)

    def mark_stale(self) -> None:
        """Say that a newer answer is on its way."""
        if self.findings:
            self.summary.setText(_("Checking again …"))

    def row_of(self, thing: object, map: StrategyMap) -> Row:
        """The sentence about one finding, and what to do."""
        from stratmap.analysis.wording import advice, sentence

        if not isinstance(thing, Finding):
            raise TypeError(thing)
        mark = tuple(badge(thing.severity, 0, 0, self.theme))
        return Row(mark, BADGE_SIZE + 4, sentence(thing, map), advice(thing, map))
