"""What the analysis found goes where it is seen: the panels, their tabs and the badges on the cards.

Of the sentences in all these panels one at most is chosen, and it belongs to what is lit on the map.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from stratmap.i18n import _
from ui.analysis_runner import AnalysisRunner
from ui.canvas.scene import Scene
from ui.commands.loop import LoopCommands
from ui.commands.position import PositionCommands
from ui.commands.select import SelectCommands
from ui.panels.findings import FindingsPanel
from ui.panels.loops import LoopsPanel
from ui.panels.position import PositionPanel
from ui.selection import Selection
from ui.side_tabs import SideTabs


class AnalysisShown(QObject):
    """Hears of the analysis of one map as long as its parent is there."""

    def __init__(
        self,
        scene: Scene,
        selection: Selection,
        select: SelectCommands,
        findings: FindingsPanel,
        loops: LoopsPanel,
        loop_commands: LoopCommands,
        position_panel: PositionPanel,
        position: PositionCommands,
        tabs: SideTabs,
        runner: AnalysisRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._selection = selection
        self._select = select
        self._findings = findings
        self._loops = loops
        self._loop_commands = loop_commands
        self._position_panel = position_panel
        self._position = position
        self._tabs = tabs
        runner.finished.connect(self._analysed)
        runner.stale.connect(findings.mark_stale)
        runner.stale.connect(loops.mark_stale)
        runner.stale.connect(position.mark_stale)
        runner.stale.connect(loop_commands.forget)
        runner.failed.connect(self._failed)
        findings.chosen.connect(self._finding_chosen)
        loops.chosen.connect(self._loop_chosen)
        selection.changed.connect(findings.follow_selection)
        selection.lit_changed.connect(self._forget_choice)

    def _analysed(self, worded: object) -> None:
        from stratmap.analysis.worded import Worded

        if not isinstance(worded, Worded):
            raise TypeError(worded)
        found, loops = worded.analysis.findings, worded.analysis.loops
        self._scene.show_severities(worded.badges)
        self._findings.show_findings(worded)
        self._tabs.count_findings(len(found))
        if loops.stopped == "pending":
            return
        self._select.know_loops(loops.loops)
        self._loop_commands.show(worded)
        self._position.know(worded.map, loops)
        self._tabs.count_loops(len(loops.loops), complete=loops.complete)

    def _failed(self, error: Exception) -> None:
        words = _("The check failed ({error}). Your map is as it was; the next edit has it checked again.")
        self._findings.summary.setText(words.format(error=type(error).__name__))

    def _finding_chosen(self, thing: object) -> None:
        if thing is not None:  # what is lit belongs to that
            self._loops.drop_choice()

    def _loop_chosen(self, thing: object) -> None:
        if thing is not None:
            self._findings.drop_choice()

    def _forget_choice(self) -> None:
        if self._selection.lit is None:
            self._findings.clear_choice()
            self._loops.clear_choice()
            self._position_panel.list.drop_choice()
