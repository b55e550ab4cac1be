"""The findings as sentences, by severity: choosing one lights what it is about and says what can be done."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QToolButton

from models.records import Key
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Finding, Severity
from stratmap.drawing.marks import BADGE_SIZE, badge
from stratmap.drawing.theme import Theme
from stratmap.i18n import _, marked, ngettext
from ui.panels.choice_box import ChoiceBox
from ui.panels.finding_detail import FindingDetail
from ui.panels.sentence_model import Row
from ui.panels.sentence_panel import LOW, Section, SentencePanel
from ui.plain_label import plain_label

if TYPE_CHECKING:
    from stratmap.analysis.worded import OldMute, Worded, WordedFinding

_HEADINGS = {
    Severity.ERROR: marked("Errors ({count})"),
    Severity.WARNING: marked("Warnings ({count})"),
    Severity.INFO: marked("Remarks ({count})"),
}
MUTED = "muted"

FEW = 8
"""Cards up to which a map with fewer links than cards counts as one that is only begun."""

MOST_ONE_BY_ONE = 8
"""Findings of one check that stand in the list one by one; more stand under a heading of their own, which opens."""


class FindingsPanel(SentencePanel):
    """What does not hang together, the worst first; or the word that nothing was found, and what was checked.

    ``map`` is the map as it now stands, ``selected`` the keys that are selected in it.
    """

    filtered = Signal()
    """Other findings are asked for than before."""

    def __init__(self, theme: Theme, map: Callable[[], StrategyMap], selected: Callable[[], Collection[Key]]) -> None:
        empty = _("Draw something, and what does not hang together will be said here.")
        super().__init__(theme, _("Findings"), empty)
        self._map = map
        self._selected = selected
        self._worded: Worded | None = None
        self._offered: list[tuple[str, str]] = []
        self._opened: set[str] = set()
        self._muted: frozenset[str] = frozenset()
        self.checks = ChoiceBox()
        self.checks.setAccessibleName(_("Which findings"))
        self.checks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.checks.setMinimumContentsLength(8)
        self.checks.chosen.connect(lambda _code: self._refill())
        self.only_selected = QToolButton()
        self.only_selected.setText(_("Only selected"))
        self.only_selected.setToolTip(_("Only what is about the selected cards and links"))
        self.only_selected.setObjectName("chip")
        self.only_selected.setCheckable(True)
        self.only_selected.toggled.connect(lambda _on: self._refill())
        self.bar.addWidget(self.checks, 1)
        self.bar.addWidget(self.only_selected)
        begun = _("You have only begun: most of this goes as you link the cards.")
        self.begun = plain_label(begun, "muted", wraps=True)
        self.begun.setContentsMargins(14, 0, 14, 8)
        self.begun.hide()
        self.column.insertWidget(self.column.indexOf(self.list), self.begun)
        self.list.walked.connect(self.fold_here)
        self.detail = FindingDetail()
        self.detail.left.connect(self.list.setFocus)
        self.detail.over_list = self.list.y
        self.detail.least_list = self.list.minimumHeight
        self.column.addWidget(self.detail)
        self._offer()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown, without what is muted."""
        return tuple(each.finding for each in self._shown()) if self._worded else ()

    @property
    def total(self) -> int:
        """How many findings the map has, shown or not."""
        return len(self._worded.findings) if self._worded else 0

    def show_findings(self, worded: Worded) -> None:
        """Show the findings of a map, put into words already; the same ones need not be shown again."""
        before, self._worded = self._worded, worded
        if before is not None and before.findings is worded.findings and before.muted == worded.muted:
            return
        self._muted = frozenset(each.key for each in worded.muted)
        self._offer()
        self._refill()

    def is_muted(self, words: WordedFinding) -> bool:
        """Whether somebody decided to live with it."""
        return words.key in self._muted

    def follow_selection(self) -> None:
        """Other things are selected."""
        if self.only_selected.isChecked():
            self._refill()

    def show_about(self, *, selected: bool) -> None:
        """Show only what is about the selection, or everything, of whatever check."""
        self.checks.show_value("")
        if self.only_selected.isChecked() != selected:
            self.only_selected.setChecked(selected)
        else:
            self._refill()

    def choose_code(self, code: str) -> None:
        """Show only the findings of one check; the empty code is all."""
        self.checks.show_value(code)
        self._refill()

    def press(self, button: str) -> None:
        """Open what stands under a heading, or put it away."""
        row = self.list.currentIndex().row()
        self.fold(button, is_open=button not in self._opened)
        if row >= 0:
            self.list.choose(row)

    def fold(self, button: str, *, is_open: bool) -> None:
        """Show the findings of a check, or what is muted; or put them away."""
        (self._opened.add if is_open else self._opened.discard)(button)
        self._refill()

    def row_of(self, thing: object) -> Row:
        """The sentence about one finding; a screen reader says what to do as well."""
        from stratmap.analysis.worded import OldMute, WordedFinding

        if isinstance(thing, WordedFinding):
            mark = tuple(badge(thing.finding.severity, 0, 0, self.theme))
            spoken = thing.reason or thing.advice
            return Row(mark, BADGE_SIZE + 4, thing.sentence, thing.reason, spoken, is_pale=self.is_muted(thing))
        if isinstance(thing, OldMute):
            return Row((), 1.0, _("{name}: not found any more").format(name=thing.name), thing.reason, is_pale=True)
        raise TypeError(thing)

    def fit_detail(self) -> None:
        """What is said of the chosen one leaves the list its share."""
        self.detail.fit()

    def show_detail(self, thing: object) -> None:
        """Show what can be done about the chosen finding in the map as it now stands."""
        from stratmap.analysis.fixing import fixes_for
        from stratmap.analysis.worded import OldMute, WordedFinding
        from stratmap.analysis.wording import paths_legend

        self.begun.setVisible(thing is None and self.total > 0 and self.height() >= LOW and _is_begun(self._map()))
        if isinstance(thing, WordedFinding):
            fixes = fixes_for(thing.finding, self._map()) if not self.is_muted(thing) else ()
            legend = paths_legend(thing.finding, self._map())
            self.detail.show_finding(thing, fixes, legend, is_muted=self.is_muted(thing))
        elif isinstance(thing, OldMute):
            self.detail.show_old(thing)
        else:
            self.detail.show_nothing()

    def _offer(self) -> None:
        """Offer the checks that found something, and the one that is asked for whatever it found."""
        counts = dict(self._worded.counts) if self._worded else {}
        asked = self.checks.value or ""
        offered = [("", _("All checks"))]
        if self._worded:
            from stratmap.analysis.checks import check_of

            codes = sorted({*counts, asked} - {""})
            offered += [(code, f"{_(check_of(code).name)} ({counts.get(code, 0):,})") for code in codes]
        if offered != self._offered and not self.checks.view().isVisible():
            self._offered = offered
            self.checks.offer(offered)
            self.checks.show_value(asked)

    def _asked_for(self, each: WordedFinding, keys: frozenset[Key] | None, code: str) -> bool:
        finding = each.finding
        about = keys is None or not (keys.isdisjoint(finding.elements) and keys.isdisjoint(finding.links))
        return about and (not code or finding.code == code)

    def _shown(self, *, muted: bool = False) -> list[WordedFinding]:
        """The findings that are asked for."""
        if self._worded is None:
            return []
        there = self._worded.muted if muted else self._worded.findings
        keys = frozenset(self._selected()) if self.only_selected.isChecked() else None
        code = self.checks.value or ""
        if keys is None and not code:
            return list(there)
        return [each for each in there if self._asked_for(each, keys, code)]

    def _old_mutes(self) -> list[OldMute]:
        if self._worded is None or self.only_selected.isChecked() or self.checks.value:
            return []
        return list(self._worded.old_mutes)

    def _refill(self) -> None:
        if self._worded is None:
            return
        shown, muted, old = self._shown(), self._shown(muted=True), self._old_mutes()
        sections = self._grouped(shown)
        things: dict[str, object] = {each.key: each for each in shown}
        if muted or old:
            things.update((each.key, each) for each in muted)
            things.update((each.key, each) for each in old)
            heading = _("Muted ({count})").format(count=f"{len(muted) + len(old):,}")
            is_open = MUTED in self._opened
            keys = [*(each.key for each in muted), *(each.key for each in old)] if is_open else []
            sections.append(Section(heading, keys, MUTED, is_open))
        self.show_sections(things, sections, self._summary(len(shown)))
        self.filtered.emit()

    def _grouped(self, shown: list[WordedFinding]) -> list[Section]:
        """The findings by severity, first one by one and then those of which there are many, by their check."""
        from stratmap.analysis.checks import check_of

        by_severity: dict[Severity, dict[str, list[str]]] = {severity: {} for severity in Severity}
        for each in shown:
            by_severity[each.finding.severity].setdefault(each.finding.code, []).append(each.key)
        is_one = sum(len(by_code) for by_code in by_severity.values()) == 1
        sections = []
        for severity, by_code in by_severity.items():
            many = {code: keys for code, keys in by_code.items() if len(keys) > MOST_ONE_BY_ONE and not is_one}
            few = [key for code, keys in by_code.items() if code not in many for key in keys]
            if by_code:
                count = sum(len(keys) for keys in by_code.values())
                sections.append(Section(_(_HEADINGS[severity]).format(count=f"{count:,}"), few))
            for code, keys in many.items():
                if self._chosen in keys:
                    self._opened.add(code)
                heading = _("{what} ({count})").format(what=_(check_of(code).heading), count=f"{len(keys):,}")
                sections.append(Section(heading, keys, code, code in self._opened))
        return sections

    def _summary(self, shown: int) -> str:
        if self._worded is None:
            return ""
        if not self.only_selected.isChecked() and not self.checks.value:
            return self._worded.summary
        if self.only_selected.isChecked() and not self._selected():
            return _("Select a card or a link, and what was found about it is shown here.")
        words = ngettext("{shown} of {n} finding is shown.", "{shown} of {n} findings are shown.", self.total)
        return words.format(shown=f"{shown:,}", n=f"{self.total:,}")


def _is_begun(map: StrategyMap) -> bool:
    """Whether somebody has only begun to draw, and much is found for want of links."""
    return len(map.links) < len(map.elements) <= FEW
