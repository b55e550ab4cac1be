"""Keeps the position panel in step with the map and the selection; worked out beside the window, newest only."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from models.records import Key
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.i18n import _
from ui.background import Cancelled, Jobs
from ui.once import once
from ui.panels.position import PositionPanel
from ui.panels.position_rows import Line
from ui.selection import Selection
from ui.spotlight import Spotlight

PAUSE = 80
"""Milliseconds after a selection before its position is worked out, so that walking over cards asks once."""


class PositionCommands(QObject):
    """Asks for positions as far as somebody looks at them, and shows on the map what is chosen in the panel."""

    def __init__(
        self, document: Document, panel: PositionPanel, selection: Selection, spotlight: Spotlight, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._panel = panel
        self._selection = selection
        self._spotlight = spotlight
        self._jobs = Jobs(self)
        self._is_seen = False
        self._analysis: tuple[StrategyMap, object] | None = None
        self._standing: object = None
        self._timer = once(self, self._begin)
        selection.changed.connect(self._ask)
        panel.steps_chosen.connect(lambda _steps: self._ask())
        panel.list.chosen.connect(self._light)
        panel.list.entered.connect(self._go)

    @property
    def is_busy(self) -> bool:
        """Whether there is an answer still to come."""
        return self._timer.isActive() or bool(self._jobs.words)

    def be_seen(self, seen: bool) -> None:
        """The panel is in front, or no longer."""
        if seen and not self._is_seen:
            self._is_seen = True
            self._ask()
        elif not seen:
            self._is_seen = False
            self._stop()

    def know(self, map: StrategyMap, loops: object) -> None:
        """The loops of the map as it now stands have been found."""
        self._analysis, self._standing = (map, loops), None
        self._ask()

    def mark_stale(self) -> None:
        """The map has changed; a newer analysis is on its way."""
        self._analysis = None
        self._stop()
        if self._is_seen:
            self._panel.mark_stale()

    def close(self) -> None:
        """Work nothing out any more, and wait until that is so."""
        self._timer.stop()
        self._jobs.close()

    def _stop(self) -> None:
        self._timer.stop()
        self._jobs.cancel()

    def _ask(self) -> None:
        self._stop()
        if self._is_seen and self._analysis is not None:
            self._timer.start(PAUSE)

    def _begin(self) -> None:
        if self._analysis is None:
            return
        map, loops = self._analysis
        chosen = self._selection.elements
        element = chosen[0] if len(chosen) == 1 and chosen[0] in map.elements else None
        work = partial(_found, map, loops, self._standing, element, self._panel.rows.steps)
        self._jobs.start("position", work, self._done, self._failed)

    def _done(self, found: tuple[object, object]) -> None:
        from stratmap.analysis.position_report import Overview, PositionReport

        self._standing, shown = found
        if isinstance(shown, PositionReport | Overview):
            self._panel.show_position(shown)

    def _failed(self, error: Exception) -> None:
        words = _("The position could not be worked out ({error}). Your map is as it was; select the card once more.")
        self._panel.summary.setText(words.format(error=type(error).__name__))

    def _light(self, line: Line | None) -> None:
        keys = self._there(line)
        self._spotlight.light(keys or None, line.loop if line is not None else None)

    def _go(self, line: Line) -> None:
        if line.element in self._document.map.elements:
            self._selection.light(None)
            self._spotlight.jump({line.element})
            self._panel.list.setFocus()

    def _there(self, line: Line | None) -> set[Key]:
        map = self._document.map
        return {key for key in line.keys if key in map.elements or key in map.links} if line is not None else set()


def _found(
    map: StrategyMap, loops: object, known: object, element: Key | None, steps: int, cancelled: Cancelled
) -> tuple[object, object]:
    """Runs on the thread: what positions are read from, and the position asked for."""
    from models.collecting import collecting_later
    from stratmap.analysis.budget import Budget, Meter
    from stratmap.analysis.loops import LoopReport
    from stratmap.analysis.position import Standing, standing
    from stratmap.analysis.position_report import overview, position_report

    if not isinstance(loops, LoopReport):
        raise TypeError(loops)
    with collecting_later():
        stands = known if isinstance(known, Standing) else standing(map, loops, cancelled)
        meter = Meter(Budget(cancelled=cancelled))
        if element is None:
            return stands, overview(stands, meter)
        return stands, position_report(stands, element, steps, meter)
