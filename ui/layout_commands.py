"""What the Arrange menu does in the window: a way to lay out is worked out aside, then put on the sheet at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.errors import RuleBroken
from models.records import Record
from stratmap.document import Document
from stratmap.edits import arrange
from stratmap.i18n import _
from stratmap.vocabulary import rule_sentence
from ui.background import Cancelled, Jobs
from ui.canvas.view import MapView
from ui.selection import Selection
from ui.tools.gestures import Say

if TYPE_CHECKING:
    from stratmap.layout.ways import Way

Choice = Callable[[ModuleType], "Way"]
"""Takes one of the ways to lay out from their module, which is loaded when it is first needed."""


class LayoutCommands(QObject):
    """The ways to lay out the sheet that is shown, at the menus' disposal."""

    def __init__(self, document: Document, view: MapView, selection: Selection, jobs: Jobs, say: Say) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._jobs = jobs
        self._say = say
        self._loop: tuple[str, ...] = ()

    def take_loop(self, loop: object) -> None:
        """Remember the loop that is chosen in the list of loops, or that none is any more."""
        self._loop = tuple(getattr(loop, "elements", ()))

    def by_perspective(self) -> None:
        """Every card in the band of its perspective."""
        if self._document.map.perspectives:
            self._start(lambda ways: ways.by_perspective, _("Lay out by perspective"))
        else:
            self._say(_("This map has no perspectives. Lay it out by flow or freely."))

    def by_flow(self) -> None:
        """Rows, effects above causes."""
        self._start(lambda ways: ways.by_flow, _("Lay out by flow"))

    def by_flow_sideways(self) -> None:
        """Columns, effects right of causes."""
        self._start(lambda ways: ways.by_flow_sideways, _("Lay out by flow"))

    def freely(self) -> None:
        """As few crossings as can be."""
        self._start(lambda ways: ways.freely, _("Lay out freely"))

    def as_ring(self) -> None:
        """The chosen loop, or else what is selected, as a ring."""
        chosen = self._loop or tuple(self._selection.elements)
        if len(chosen) < 2:
            self._say(_("Choose a loop in the list of loops, or select the cards of one, then make it a ring."))
        else:
            self._start(lambda ways: ways.as_ring, _("Lay out as a ring"), chosen, whole=False)

    def only_selection(self) -> None:
        """What is selected, the rest staying where it is."""
        chosen = tuple(self._selection.elements)
        if len(chosen) < 2:
            self._say(_("Select two or more cards to lay them out."))
        else:
            self._start(lambda ways: ways.only_chosen, _("Lay out selection"), chosen, whole=False)

    def tidy(self) -> None:
        """Little moves only."""
        self._start(lambda ways: ways.tidy, _("Tidy"), whole=False)

    def _start(self, way: Choice, label: str, chosen: Iterable[str] = (), *, whole: bool = True) -> None:
        self._view.cancel()
        map, sheet = self._document.map, self._view.scene.sheet

        def work(cancelled: Cancelled) -> list[Record]:
            from stratmap.layout import ways

            return way(ways)(map, sheet, chosen, cancelled)

        self._jobs.start(
            _("Laying out …"),
            work,
            lambda records: self._done(sheet, records, label, whole=whole),
            lambda error: self._say(_("The layout failed: {error}. Nothing was changed.").format(error=error)),
        )

    def _done(self, sheet: str, records: list[Record], label: str, *, whole: bool) -> None:
        if not records:
            self._say(_("Everything stands well already."))
            return
        try:
            arrange.lay_out(self._document, sheet, records, label)
        except RuleBroken as broken:
            self._say(rule_sentence(broken.violations[0], self._document.map))
        if whole:
            self._view.fit()
