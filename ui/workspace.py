"""One open map in the window: tools at the left, paper in the middle, fields and findings at the right.

Made when a map is opened and thrown away when another is: nothing in it outlives its document.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from models.change import Change
from models.kinds import ElementKind, Polarity
from stratmap.analysis.finding import Finding
from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.analysis_runner import AnalysisRunner
from ui.background import Jobs
from ui.canvas.scene import Scene
from ui.canvas.title_editor import TitleEditor
from ui.canvas.view import MapView
from ui.dialogs.link_to import LinkToDialog
from ui.document_signals import DocumentSignals
from ui.edit_commands import EditCommands
from ui.find_commands import FindCommands
from ui.layout_commands import LayoutCommands
from ui.notice import Notice
from ui.panels.banner import Banner
from ui.panels.filter_bar import FilterBar
from ui.panels.find_bar import FindBar
from ui.panels.findings import FindingsPanel
from ui.panels.inspector import Inspector
from ui.panels.loops import LoopsPanel
from ui.panels.toolbox import ARROW, Choice, Toolbox
from ui.see_commands import SeeCommands
from ui.selection import Selection
from ui.sight import Sight
from ui.tools.connect_tool import ConnectTool
from ui.tools.create_tool import CreateTool
from ui.tools.select_tool import SelectTool, Writing


class Workspace(QSplitter):
    """Builds the parts of one open map and joins them by their signals."""

    menu_asked = Signal(QPointF)
    """A right click on the map, in the map view's coordinates."""

    def __init__(self, document: Document, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.document = document
        self.signals = DocumentSignals(document, self)
        self.selection = Selection(document, self)
        self.scene = Scene(document.map, document.map.first_sheet().id, theme)
        self.view = MapView(self.scene, self.selection)
        self.view.empty_words = _(
            "Double-click anywhere to write your first objective.\nOr choose what to draw at the left."
        )
        self.notice = Notice(self.view)
        self.editor = TitleEditor(self.view)
        say = self.notice.say
        self.edit = EditCommands(document, self.view, self.selection, self.editor, jobs, say)
        self.layouts = LayoutCommands(document, self.view, self.selection, jobs, say)
        self.sight = Sight(document, self.scene, self.selection, self)
        self.filter_bar = FilterBar(lambda: document.map, theme)
        self.banner = Banner()
        self.find_bar = FindBar(self.view, theme)
        self.finding = FindCommands(document, self.view, self.selection, self.sight, self.find_bar)
        self.see = SeeCommands(
            document, self.view, self.selection, self.sight, self.banner, self.filter_bar, say
        )
        self.toolbox = Toolbox(theme)
        self.inspector = Inspector(document, self.signals, self.selection, say)
        self.findings = FindingsPanel(theme)
        self.loops = LoopsPanel(theme)
        self.runner = AnalysisRunner(document, self.signals, self)
        self._arrow = SelectTool(document, self.scene, self.selection, Writing(self.edit.rename, self._create), say)
        self._arrange()
        self._join()
        self.view.take(self._arrow)
        self.runner.start()

    def wear(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self.scene.wear(theme)
        self.toolbox.wear(theme)
        self.filter_bar.wear(theme)
        self.find_bar.wear(theme)
        self.findings.wear(theme)
        self.loops.wear(theme)
        self.view.update()

    def take(self, choice: Choice) -> None:
        """Take a tool in hand."""
        self.toolbox.show_choice(choice)
        if choice.element is not None:
            self.view.take(CreateTool(choice.element, self._create))
        elif choice.link is not None:
            self.view.take(
                ConnectTool(self.document, self.scene, self.selection, self.notice.say, choice.link, choice.polarity)
            )
        else:
            self.view.take(self._arrow)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def link_selected(self) -> None:
        """Ask what to link the selected card to."""
        if len(self.selection.elements) == 1:
            LinkToDialog(self.document.map, self.selection.elements[0], self.edit.link, self).open()
        else:
            self.notice.say(_("Select the one card the link is to start from."))

    def show_findings(self) -> None:
        """Put the keyboard into the findings."""
        self.tabs.setCurrentWidget(self.findings)
        self.findings.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_loops(self) -> None:
        """Put the keyboard into the feedback loops."""
        self.tabs.setCurrentWidget(self.loops)
        self.loops.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_fields(self) -> None:
        """Put the keyboard into the fields of what is selected."""
        if self.inspector.form is not None:
            first = next(iter(self.inspector.form.editors))
            self.inspector.focus_field(first)

    def finish_writing(self) -> None:
        """Keep what is being written, in a title or in a field."""
        self.editor.finish()
        if self.inspector.form is not None:
            self.inspector.form.keep_pending()

    def close_map(self) -> None:
        """Stop everything that goes on for this map."""
        self.editor.drop()
        self.view.cancel()
        self.notice.say("")
        self.runner.close()
        self.signals.close()

    def _arrange(self) -> None:
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        below = QTabWidget()
        below.setDocumentMode(True)
        below.addTab(self.findings, _("Findings"))
        below.addTab(self.loops, _("Loops"))
        self.tabs = below
        side = QSplitter(Qt.Orientation.Vertical)
        side.setHandleWidth(1)
        side.setChildrenCollapsible(False)
        side.addWidget(self.inspector)
        side.addWidget(below)
        side.setSizes([400, 460])
        side.setMinimumWidth(280)
        self.addWidget(self.toolbox)
        self.middle = QWidget()
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.filter_bar, self.banner):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        self.addWidget(self.middle)
        self.addWidget(side)
        self.setStretchFactor(1, 1)
        self.setSizes([150, 900, 330])

    def _join(self) -> None:
        self.signals.changed.connect(self._changed)
        self.toolbox.chosen.connect(self.take)
        self.view.menu_asked.connect(self._menu)
        self.view.escaped.connect(self._escape)
        self.runner.finished.connect(self._analysed)
        self.runner.stale.connect(self.findings.mark_stale)
        self.runner.failed.connect(
            lambda error: self.findings.summary.setText(_("The check failed: {error}").format(error=error))
        )
        self.findings.chosen.connect(self._light_finding)
        self.loops.chosen.connect(self._light_loop)
        self.loops.chosen.connect(self.layouts.take_loop)
        self.selection.lit_changed.connect(self._forget_choice)

    def _changed(self, change: Change) -> None:
        self.notice.say("")  # what it said was about the map as it was
        self.sight.follow(change)
        self.selection.prune()
        self.finding.follow()
        self.see.tell()
        self.view.update()

    def _create(self, kind: ElementKind, x: float, y: float) -> None:
        """Write a new element there; the arrow is in hand again afterwards."""
        self.take(ARROW)
        self.edit.create(kind, x, y)

    def _menu(self, at: QPointF) -> None:
        x, y = self.view.camera.to_map(at.x(), at.y())
        key = self.scene.element_at(x, y) or self.scene.link_at(x, y, 6 / self.view.camera.scale)
        if key not in self.selection.keys:
            self.selection.set(() if key is None else {key})
        self.menu_asked.emit(at)

    def _escape(self) -> None:
        self.take(ARROW)
        if self.selection.lit is not None:
            self.selection.light(None)
        elif not self.see.escape():
            self.selection.set(())

    def _analysed(self, analysis: object) -> None:
        from stratmap.analysis.report import Analysis
        from stratmap.analysis.summary import badges, findings_report
        from stratmap.analysis.wording import loops_summary

        if not isinstance(analysis, Analysis):
            raise TypeError(analysis)
        map = self.document.map
        self.scene.show_severities(badges(analysis.findings))
        self.findings.show_findings(map, analysis.findings, findings_report(analysis, is_empty=not map.elements))
        self.loops.show_loops(map, analysis.loops, loops_summary(analysis.loops))
        count = len(analysis.findings)
        self.tabs.setTabText(0, _("Findings ({count})").format(count=count) if count else _("Findings"))
        loops = len(analysis.loops.loops)
        more = "" if analysis.loops.complete else "+"
        self.tabs.setTabText(1, _("Loops ({count})").format(count=f"{loops}{more}") if loops else _("Loops"))
        self.view.update()

    def _light_finding(self, finding: Finding | None) -> None:
        if finding is None:
            self.selection.light(None)
            return
        links = {*finding.links, *(link for path in finding.paths for link in path)}
        ends = {
            end for key in links if (link := self.document.map.links.get(key)) for end in (link.source, link.target)
        }
        self._light({*finding.elements, *links, *ends}, None)

    def _light_loop(self, loop: object) -> None:
        from stratmap.analysis.loops import Loop

        if isinstance(loop, Loop):
            self._light({*loop.elements, *loop.links}, loop.polarity)
        else:
            self.selection.light(None)

    def _light(self, keys: set[str], loop: Polarity | None) -> None:
        self.selection.light(keys, loop)
        rect = self.scene.rect_around(keys)
        if rect is not None:
            self.view.show_rect(rect)

    def _forget_choice(self) -> None:
        if self.selection.lit is None:
            self.findings.clear_choice()
            self.loops.clear_choice()
