"""The feedback loops, an independent set first and then the shortest: choosing one lights it on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from stratmap.drawing.marks import loop_mark
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.panels.loop_detail import LoopDetail
from ui.panels.sentence_model import Row
from ui.panels.sentence_panel import Section, SentencePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stratmap.analysis.loops import LoopReport
    from stratmap.analysis.worded import Worded, WordedLoop

LOOP_MARK_SIZE = 36.0
MORE = "more"


class LoopsPanel(SentencePanel):
    """Reinforcing, balancing and undetermined loops, with an honest count and what to sign first."""

    more_asked = Signal()
    """More loops are wanted, or while they are looked for, no longer."""

    def __init__(self, theme: Theme) -> None:
        empty = _("No feedback loops yet. Link causes in a circle, and the loop will be named here.")
        super().__init__(theme, _("Feedback loops"), empty)
        self._worded: Worded | None = None
        self._through: tuple[Sequence[WordedLoop], LoopReport, str] | None = None
        self._is_searching = False
        self.through = _toggle(_("Through selected"), _("Only the loops through the selected card or link"))
        self.only_lit = _toggle(_("Hide the rest"), _("Show only what is lit on the map, and hide the rest of it"))
        self.bar.addWidget(self.through)
        self.bar.addWidget(self.only_lit)
        self.bar.addStretch(1)
        self.detail = LoopDetail()
        self.detail.left.connect(self.list.setFocus)
        self.detail.over_list = self.list.y
        self.detail.least_list = self.list.minimumHeight
        self.column.addWidget(self.detail)

    @property
    def sentences(self) -> list[str]:
        """The loops shown, in their order; what to sign is not among them."""
        return [self.row_of(each).headline for each in self._loops()]

    def show_loops(self, worded: Worded) -> None:
        """Show the loops of a map, put into words already."""
        self._worded = worded
        self._refill()

    def show_through(self, words: Sequence[WordedLoop], report: LoopReport, summary: str) -> None:
        """Show the loops through something in place of all."""
        self._through = (words, report, summary)
        self._refill()

    def show_all(self) -> None:
        """Show all loops again."""
        self._through = None
        self._refill()

    def show_searching(self, searching: bool) -> None:
        """Say whether more loops are being looked for."""
        if searching != self._is_searching:
            self._is_searching = searching
            self._refill()

    def press(self, button: str) -> None:
        """Look for more, or stop that."""
        if button == MORE:
            self.more_asked.emit()

    def row_of(self, thing: object) -> Row:
        """One loop's way round, and why it is what it is; or a link to sign."""
        from stratmap.analysis.worded import WordedLoop, WordedSign

        if isinstance(thing, WordedLoop):
            mark = tuple(loop_mark(thing.loop.polarity, 0, 0, self.theme))
            return Row(mark, LOOP_MARK_SIZE, thing.headline, thing.reason)
        if isinstance(thing, WordedSign):
            return Row((), 1.0, thing.words)
        raise TypeError(thing)

    def fit_detail(self) -> None:
        """What is said of the chosen one leaves the list its share."""
        self.detail.fit()

    def show_detail(self, thing: object) -> None:
        """Show the name of the chosen loop and the way along it."""
        from stratmap.analysis.worded import WordedLoop, WordedSign

        if isinstance(thing, WordedLoop):
            self.detail.show_loop(thing)
        elif isinstance(thing, WordedSign):
            self.detail.show_sign(thing)
        else:
            self.detail.show_nothing()

    def _loops(self) -> Sequence[WordedLoop]:
        if self._through is not None:
            return self._through[0]
        return (*self._worded.independent, *self._worded.loops) if self._worded else ()

    def _refill(self) -> None:
        worded = self._worded
        if worded is None:
            return
        loops = self._loops()
        things: dict[str, object] = {each.key: each for each in loops}
        if self._through is not None:
            _words, report, summary = self._through
            sections = [Section("", [each.key for each in loops])]
        else:
            report, summary = worded.analysis.loops, worded.loops_summary
            sections = _grouped(worded)
        if report.stopped in ("asked", "time", "steps"):
            words = _("Show more") if report.stopped == "asked" else _("Search longer")
            sections.append(Section(_("Searching … Press to stop.") if self._is_searching else words, (), MORE))
        if self._through is None and worded.signs:
            signs = {f"sign:{each.link}": each for each in worded.signs}
            things |= signs
            sections.append(Section(worded.signs_summary, list(signs)))
        self.show_sections(things, sections, summary)


def _grouped(worded: Worded) -> list[Section]:
    """The independent set and the other loops; headed only where there are both."""
    independent, others = ([each.key for each in loops] for loops in (worded.independent, worded.loops))
    if not others or not independent:
        return [Section("", [*independent, *others])]
    first = _("Basic loops ({count}), an independent set: all others are made of these")
    report = worded.analysis.loops
    if not report.covers_all:
        first = _("Basic loops ({count}), the independent set as far as it was found")
    elif not report.is_basis:
        first = _("Basic loops ({count}): every link that lies on a loop lies on one of these")
    then = _("Other loops, the shortest first ({count})").format(count=f"{len(others):,}")
    return [Section(first.format(count=f"{len(independent):,}"), independent), Section(then, others)]


def _toggle(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setObjectName("chip")
    button.setCheckable(True)
    return button
