"""What the Arrange menu does in the window: a way to lay out is worked out aside, then put on the sheet at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.records import Record
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.edits import arrange
from stratmap.i18n import _
from stratmap.vocabulary import quoted
from ui.background import Cancelled, Jobs
from ui.canvas.gliding import Glide
from ui.canvas.view import MapView
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.selection import Selection

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
        self._stop: Event | None = None
        self.glide = Glide(view)

    def lay_out(self) -> None:
        """As suits the sheet: by perspective where it shows bands, else by flow."""
        if not self._document.map.placements_on(self._view.scene.sheet):
            self._say(_("There is nothing to lay out yet."))
            return
        self._start(lambda _ways: _usual, _("Lay out"))

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

    def stop(self) -> bool:
        """Give up the layout that is being worked out; whether there was one."""
        stop, self._stop = self._stop, None
        if stop is None or stop.is_set():
            return False
        stop.set()
        self._say(_("Stopped. Nothing was changed."))
        return True

    def _start(self, way: Choice, label: str, chosen: Iterable[str] = (), *, whole: bool = True) -> None:
        self._view.hand.cancel()
        map, sheet, stop = self._document.map, self._view.scene.sheet, Event()
        spots = map.placements_on(sheet)
        chosen = tuple(chosen)
        if spots and all(spots[each].pinned for each in chosen or spots if each in spots):
            self._say(_("These cards are all pinned, and pinned cards stay. Alt+Shift+P lets go of selected ones."))
            return
        if self._stop is not None:
            self._stop.set()
        self._stop = stop

        def work(cancelled: Cancelled) -> list[Record]:
            from stratmap.layout import ways

            return way(ways)(map, sheet, chosen, lambda: cancelled() or stop.is_set())

        def done(records: list[Record]) -> None:
            if not stop.is_set():
                self._stop = None
                self._done(sheet, records, label, whole=whole)

        def failed(error: Exception) -> None:
            if not stop.is_set():
                self._stop = None
                words = _("The layout failed ({error}). Nothing was changed. Another way of laying out may do.")
                self._say(words.format(error=type(error).__name__))

        self._jobs.start(_("Laying out …"), work, done, failed)

    def _done(self, sheet: str, records: list[Record], label: str, *, whole: bool) -> None:
        self._view.hand.cancel()
        if sheet not in self._document.map.sheets:
            return
        map, had_bands = self._document.map, self._shows_bands(sheet)
        before = {id: (spot.x, spot.y) for id, spot in map.placements_on(sheet).items()}
        with refusals_told(self._document, self._say):
            arrange.lay_out(self._document, sheet, records, label)
            if self._document.map is map:
                words = _(
                    "{way} would change nothing here: the cards stand as it puts them. Another way may do more."
                )
                self._say(words.format(way=quoted(label)))
                return
            if had_bands and not self._shows_bands(sheet):
                self._say(
                    _(
                        "The perspectives are hidden on this sheet now, and Lay out follows the flow."
                        " Arrange › By perspective brings them back."
                    )
                )
        if sheet == self._view.scene.sheet:
            self.glide.start(before, self._view.looking.whole if whole else None)

    def _shows_bands(self, sheet: str) -> bool:
        """Whether a sheet shows the perspectives as bands, of which there are some."""
        return bool(self._document.map.perspectives) and self._document.map.sheets[sheet].shows_bands


def _usual(map: StrategyMap, sheet: str, chosen: Iterable[str], cancelled: Cancelled | None) -> list[Record]:
    from stratmap.layout.placing import layout_records

    return list(layout_records(map, sheet, cancelled))
