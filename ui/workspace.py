"""One open map in the window: tools at the left, paper in the middle, fields and findings at the right.

Made when a map is opened and thrown away when another is: nothing in it outlives its document.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from models.change import Change
from models.kinds import ElementKind
from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.edits import elements
from stratmap.edits.growing import Growth
from stratmap.i18n import _
from stratmap.vocabulary import kind_name
from ui.analysis_commands import AnalysisCommands
from ui.analysis_runner import AnalysisRunner
from ui.arrange_commands import ArrangeCommands
from ui.background import Jobs
from ui.band_commands import BandCommands
from ui.canvas.camera import Camera
from ui.canvas.kind_strip import KindStrip
from ui.canvas.minimap import Minimap
from ui.canvas.scene import Scene
from ui.canvas.title_editor import TitleEditor
from ui.canvas.view import MapView
from ui.clipboard_commands import ClipboardCommands
from ui.dialogs.palette import Entry
from ui.dialogs.perspectives import PerspectivesDialog
from ui.dialogs.show_on_sheet import ShowOnSheetDialog
from ui.document_signals import DocumentSignals
from ui.edit_commands import EditCommands
from ui.find_commands import FindCommands
from ui.layout_commands import LayoutCommands
from ui.linking_commands import LinkingCommands
from ui.loop_commands import LoopCommands
from ui.making_commands import MakingCommands, PendingLink
from ui.matrix_commands import MatrixCommands
from ui.notice import Notice
from ui.panels.banner import Banner
from ui.panels.file_banner import FileBanner
from ui.panels.filter_bar import FilterBar
from ui.panels.find_bar import FindBar
from ui.panels.findings import FindingsPanel
from ui.panels.history import HistoryPanel
from ui.panels.inspector import Inspector
from ui.panels.loops import LoopsPanel
from ui.panels.outline import Outline
from ui.panels.position import PositionPanel
from ui.panels.sentence_panel import SentencePanel
from ui.panels.sheet_tabs import SheetTabs
from ui.panels.toolbox import ARROW, Choice, Toolbox
from ui.position_commands import PositionCommands
from ui.quick_entry_commands import QuickEntryCommands
from ui.refusals import refusals_told
from ui.see_commands import SeeCommands
from ui.select_commands import SelectCommands
from ui.selection import Selection
from ui.sheet_commands import SheetCommands
from ui.sight import Sight
from ui.spotlight import Spotlight
from ui.tools.band_grips import BandGrips
from ui.tools.connect_tool import ConnectTool
from ui.tools.create_tool import CreateTool
from ui.tools.link_grips import LinkGrips
from ui.tools.resizing import Corners
from ui.tools.select_tool import SelectTool, Writing
from ui.typing_commands import TypingCommands
from ui.walking_commands import WalkingCommands


class Workspace(QSplitter):
    """Builds the parts of one open map and joins them by their signals."""

    escaped = Signal()
    """Escape, with nothing left to escape from."""
    menu_asked = Signal(QPointF)
    """A right click on the map, in the map view's coordinates."""

    def __init__(self, document: Document, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.document = document
        self._before_presenting: tuple[str, Camera] | None = None
        self.signals = DocumentSignals(document, self)
        self.selection = Selection(document, self)
        self.scene = Scene(document.map, document.map.first_sheet().id, theme)
        self.view = MapView(self.scene, self.selection)
        self.view.empty_words = _(
            "Double-click anywhere to write your first objective, then press Tab for what it leads to.\n"
            "Or drag something here from the left, or press Ctrl+T and write: New shop -> Revenue +"
        )
        self.notice = Notice(self.view)
        say = self.notice.say
        self.editor = TitleEditor(self.view, say)
        self.kind_strip = KindStrip(self.view, self.editor)
        self.edit = EditCommands(document, self.view, self.selection, say)
        self.making = MakingCommands(document, self.view, self.selection, self.editor, self.kind_strip, say)
        self.linking = LinkingCommands(document, self.view, self.selection, self, say)
        self.clipboard = ClipboardCommands(document, self.view, self.selection, self.edit.delete, jobs, say)
        self.walking = WalkingCommands(self.view, self.selection, say)
        self.quick = QuickEntryCommands(document, self.view, self.selection, say)
        TypingCommands(self.view, self.selection, self.making, self.linking, self.take, self.quick.open, say)
        self.layouts = LayoutCommands(document, self.view, self.selection, jobs, say)
        self.arrange = ArrangeCommands(document, self.view, self.selection, say)
        self.bands = BandCommands(document, self.view, self.selection, self.editor, say)
        self.select = SelectCommands(document, self.scene, self.selection, say)
        self.sheet_tabs = SheetTabs(theme)
        self.sheets = SheetCommands(document, self.view, self.selection, self.sheet_tabs, say)
        self.sight = Sight(document, self.scene, self.selection, self)
        self.filter_bar = FilterBar(lambda: document.map, theme)
        self.banner = Banner()
        self.safety_banner = Banner()
        self.file_banner = FileBanner()
        self.others_banner = FileBanner()
        self.news = FileBanner()
        self.minimap = Minimap(self.view)
        self.find_bar = FindBar(self.view, theme)
        self.finding = FindCommands(document, self.view, self.selection, self.sight, self.find_bar)
        self.see = SeeCommands(document, self.view, self.selection, self.sight, self.banner, self.filter_bar, say)
        self.toolbox = Toolbox(theme)
        self.inspector = Inspector(document, self.signals, self.selection, say)
        self.findings = FindingsPanel(theme, lambda: document.map, lambda: self.selection.keys)
        self.loops = LoopsPanel(theme)
        self.outline = Outline(document.map, self.sight.shows, self._retitle, theme)
        self.history = HistoryPanel(document, theme)
        self.spotlight = Spotlight(document, self.view, self.selection, self.sheets, self.sight, self.see, say)
        self.analysis = AnalysisCommands(document, self.findings, self.spotlight, say)
        self.loop_commands = LoopCommands(document, self.loops, self.selection, self.spotlight, say)
        self.runner = AnalysisRunner(document, self.signals, self)
        self.position_panel = PositionPanel(theme)
        self.position = PositionCommands(document, self.position_panel, self.selection, self.spotlight, self)
        self.pages = QStackedWidget()
        self.matrix = MatrixCommands(
            document, self.signals, self.selection, self.sight, self.pages, theme, self.notice.say
        )
        self._arrow = SelectTool(
            *(document, self.scene, self.selection),
            *(Writing(self.making.rename, self._create, self._write_linked), say),
            above=(
                Corners(document, self.scene, self.selection, say),
                LinkGrips(document, self.scene, self.selection, say),
                PendingLink(self.view, self.making),
            ),
            below=(BandGrips(document, self.scene, self.bands.rename, say),),
            badge_clicked=self.analysis.about,
            beyond=self.sheets,
        )
        self._arrange()
        self._join()
        self.view.take(self._arrow)
        self.runner.start()

    def wear(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self.layouts.glide.finish()
        self.scene.wear(theme)
        self.toolbox.wear(theme)
        self.sheet_tabs.wear(theme)
        self.filter_bar.wear(theme)
        self.find_bar.wear(theme)
        self.findings.wear(theme)
        self.loops.wear(theme)
        self.minimap.wear()
        self.outline.wear(theme)
        self.history.wear(theme)
        self.position_panel.wear(theme)
        self.matrix.panel.wear(theme)
        self.view.update()

    def take(self, choice: Choice) -> None:
        """Take a tool in hand."""
        self.matrix.close()
        self.toolbox.show_choice(choice)
        if choice.element is not None:
            self.view.take(CreateTool(self.scene, choice.element, self._create))
        elif choice.link is not None:
            self.view.take(
                ConnectTool(
                    *(self.document, self.scene, self.selection, self.notice.say, choice.link, choice.polarity),
                    write_linked=self._write_linked,
                )
            )
        else:
            self.view.take(self._arrow)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def drag_tool(self, choice: Choice, at: QPointF, *, begins: bool) -> None:
        """An element is dragged from the toolbox; ``at`` is where on the screen the mouse is."""
        if begins:
            self.take(choice)
        tool = self.view.tool
        if isinstance(tool, CreateTool) and tool.kind is choice.element:
            pointer = self.view.pointer_at(at)
            if pointer is None:
                tool.leave()
            else:
                tool.hover(pointer)
            self.view.update()

    def drop_tool(self, choice: Choice, at: QPointF) -> None:
        """It is let go of: over the map its title is written there."""
        tool, pointer = self.view.tool, self.view.pointer_at(at)
        if isinstance(tool, CreateTool) and tool.kind is choice.element:
            if pointer is None:
                self.take(ARROW)
            else:
                tool.release(pointer)

    def edit_perspectives(self) -> None:
        """List the perspectives, to add, rename, order, size and delete them."""
        PerspectivesDialog(self.document, self.signals, self.bands, self).open()

    def show_elsewhere(self) -> None:
        """Ask on which other sheet to show what is selected."""
        ShowOnSheetDialog(self.document.map, self.sheets, self).open()

    def cards(self) -> list[Entry]:
        """Every element as something to go to, for the palette."""
        return [
            Entry(each.id, " ".join(each.title.split()), kind_name(each.kind), "", True, partial(self.go_to, each.id))
            for each in self.document.map.elements.values()
        ]

    def go_to(self, element: str) -> None:
        """Select an element and bring its card into view, on a sheet that shows it; nothing hides it any more."""
        if element not in self.document.map.elements:
            return
        self.matrix.close()
        if element in self.sight.hidden:
            self.see.show_all()
        self.sheets.show_for({element})
        self.selection.set({element})
        rect = self.scene.rect_of(element)
        if rect is not None:
            self.view.go_to(rect)
        self.activateWindow()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_findings(self) -> None:
        """Put the keyboard into the findings."""
        self.tabs.setCurrentWidget(self.findings)
        self.findings.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_loops(self) -> None:
        """Put the keyboard into the feedback loops."""
        self.tabs.setCurrentWidget(self.loops)
        self.loops.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def present(self, presented: bool) -> None:
        """Show the map alone, all of it and with nothing selected; or everything again, looked at as before."""
        before, self._before_presenting = self._before_presenting, None
        if presented:
            self.finish_writing()
            self._before_presenting = self.scene.sheet, self.view.destination
            self.selection.set(())
        for widget in (self.toolbox, self.side, self.sheet_tabs):
            widget.setVisible(not presented)
        self.minimap.give_way(presented)
        for banner in (self.file_banner, self.others_banner, self.news):
            banner.give_way(presented)
        self.view.present(presented)
        if not presented and before is not None and before[0] == self.scene.sheet:
            self.view.set_camera(before[1])

    def show_position(self) -> None:
        """Put the keyboard into the position of what is selected."""
        self.tabs.setCurrentWidget(self.position_panel)
        self.position_panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_outline(self) -> None:
        """Put the keyboard into the outline."""
        self.tabs.setCurrentWidget(self.outline)
        self.outline.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_history(self) -> None:
        """Put the keyboard into the history."""
        self.tabs.setCurrentWidget(self.history)
        self.history.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_fields(self) -> None:
        """Put the keyboard into the fields of what is selected."""
        if self.inspector.form is not None:
            first = next(iter(self.inspector.form.editors))
            self.inspector.focus_field(first)

    def finish_writing(self) -> None:
        """Keep what is being written, in a title or in a field."""
        self.layouts.glide.finish()
        self.editor.finish()
        self.sheet_tabs.finish()
        self.outline.finish()
        self.loops.detail.keep_name()
        if self.inspector.form is not None:
            self.inspector.form.keep_pending()

    def zoom(self, factor: float) -> None:
        """Show what is in front, the map or the matrix, larger or smaller."""
        if self.matrix.is_open:
            self.matrix.panel.grid.zoom(factor)
        else:
            self.view.zoom(factor)

    def _turn_to_what_is_lit(self) -> None:
        """Light falls on the paper."""
        if self.selection.lit is not None:
            self.matrix.close()

    def _turn_page(self, matrix: bool) -> None:
        """The matrix is in front, or the paper: sentences are said over what is."""
        self.notice.stand_on(self.matrix.panel.grid if matrix else self.view)
        if not matrix:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_map(self) -> None:
        """Stop everything that goes on for this map."""
        self.layouts.glide.finish()
        self.editor.drop()
        self.sheet_tabs.drop()
        self.view.cancel()
        self.view.present(False)
        self.notice.say("")
        self.minimap.stop()
        self.runner.close()
        self.loop_commands.close()
        self.findings.stop()
        self.loops.stop()
        self.matrix.stop()
        self.position.close()
        self.signals.close()

    def _arrange(self) -> None:
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        below = QTabWidget()
        below.setDocumentMode(True)
        below.addTab(self.findings, _("Findings"))
        below.addTab(self.loops, _("Loops"))
        below.addTab(self.position_panel, _("Position"))
        below.addTab(self.outline, _("Outline"))
        below.addTab(self.history, _("History"))
        below.setObjectName("side-tabs")
        self.tabs = below
        side = QSplitter(Qt.Orientation.Vertical)
        side.setHandleWidth(1)
        side.setChildrenCollapsible(False)
        side.addWidget(self.inspector)
        side.addWidget(below)
        side.setSizes([340, 520])
        side.setMinimumWidth(280)
        self.addWidget(self.toolbox)
        self.middle = QWidget()
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (
            self.safety_banner,
            self.file_banner,
            self.others_banner,
            self.news,
            self.filter_bar,
            self.banner,
        ):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        paper = QWidget()
        on_paper = QVBoxLayout(paper)
        on_paper.setContentsMargins(0, 0, 0, 0)
        on_paper.setSpacing(0)
        on_paper.addWidget(self.view, 1)
        on_paper.addWidget(self.quick.panel)
        on_paper.addWidget(self.sheet_tabs)
        self.pages.insertWidget(0, paper)
        self.pages.setCurrentIndex(0)
        self.addWidget(self.middle)
        self.addWidget(side)
        self.side = side
        self.setStretchFactor(1, 1)
        self.setSizes([150, 880, 350])

    def _join(self) -> None:
        self.signals.changed.connect(self._changed)
        self.matrix.opened.connect(self._turn_page)
        self.matrix.lit.connect(self.spotlight.light)
        self.selection.lit_changed.connect(self._turn_to_what_is_lit)
        self.edit.stepped.connect(self.sheets.follow)
        self.sheets.shown.connect(self._sheet_shown)
        self.sight.changed.connect(lambda: self.outline.show_all(self.document.map))
        self.selection.changed.connect(lambda: self.outline.show_selected(self.selection.elements))
        self.outline.chosen.connect(self._chosen_in_outline)
        self.outline.gone_to.connect(self.go_to)
        self.history.jumped.connect(self.edit.travel)
        self.tabs.currentChanged.connect(self._turn_to_tab)
        self.toolbox.chosen.connect(self.take)
        self.toolbox.dragged.connect(lambda choice, at, begins: self.drag_tool(choice, at, begins=begins))
        self.toolbox.dropped.connect(self.drop_tool)
        self.view.menu_asked.connect(self._menu)
        self.view.menu_key_pressed.connect(self.menu_asked)
        self.view.escaped.connect(self._escape)
        self.runner.finished.connect(self._analysed)
        self.runner.stale.connect(self.findings.mark_stale)
        self.runner.stale.connect(self.loops.mark_stale)
        self.runner.stale.connect(self.position.mark_stale)
        self.runner.stale.connect(self.loop_commands.forget)
        self.runner.failed.connect(
            lambda error: self.findings.summary.setText(
                _("The check failed ({error}). Your map is as it was; the next edit has it checked again.").format(
                    error=type(error).__name__
                )
            )
        )
        self.findings.chosen.connect(lambda thing: self._let_go_of(self.loops, thing))
        self.loops.chosen.connect(lambda thing: self._let_go_of(self.findings, thing))
        self.analysis.wanted.connect(lambda: self.tabs.setCurrentWidget(self.findings))
        self.loop_commands.wanted.connect(lambda: self.tabs.setCurrentWidget(self.loops))
        self.loop_commands.loop_chosen.connect(self.layouts.take_loop)
        self.selection.changed.connect(self.findings.follow_selection)
        self.selection.lit_changed.connect(self._forget_choice)

    def _changed(self, change: Change) -> None:
        self.notice.say("")  # what it said was about the map as it was
        self.layouts.glide.finish()
        self.sheets.before(change)
        self.sight.follow(change)
        self.sheets.after()
        self.selection.prune()
        self.finding.follow()
        self.see.tell()
        self.outline.follow(self.document.map, change)
        self.history.refresh()
        self.view.update()

    def _turn_to_tab(self) -> None:
        """Only the panel in front follows the map; the others catch up when they are looked at."""
        self.outline.be_seen(self.tabs.currentWidget() is self.outline)
        self.history.be_seen(self.tabs.currentWidget() is self.history)
        self.position.be_seen(self.tabs.currentWidget() is self.position_panel)

    def _chosen_in_outline(self, elements: frozenset[str]) -> None:
        self.selection.set(elements)
        rect = self.scene.rect_around(elements)
        if rect is not None and len(elements) == 1:
            self.view.go_to(rect)
        elif rect is not None:
            self.view.show_rect(rect)

    def _retitle(self, element: str, title: str) -> None:
        """Give an element the title that was written in the outline."""
        with refusals_told(self.document, self.notice.say):
            elements.rename(self.document, element, title)

    def _sheet_shown(self, _sheet: str) -> None:
        self.finding.follow()
        self.see.tell()

    def _create(self, kind: ElementKind, x: float, y: float) -> None:
        """Write a new element there; the arrow is in hand again afterwards."""
        self.take(ARROW)
        self.making.create(kind, x, y)

    def _write_linked(self, growth: Growth, x: float, y: float) -> None:
        """Write a new element there that is linked with another one."""
        self.take(ARROW)
        self.making.write_new(growth, x, y)

    def _menu(self, at: QPointF) -> None:
        x, y = self.view.camera.to_map(at.x(), at.y())
        key = self.scene.element_at(x, y) or self.scene.link_at(x, y, 6 / self.view.camera.scale)
        if key not in self.selection.keys:
            self.selection.set(() if key is None else {key})
        self.menu_asked.emit(at)

    def _escape(self) -> None:
        self.take(ARROW)
        if self.layouts.stop():
            return
        if self.view.is_presented:
            self.escaped.emit()
        elif self.selection.lit is not None:
            self.selection.light(None)
        elif self.see.escape():
            return
        elif self.selection.keys:
            self.selection.set(())
        else:
            self.escaped.emit()

    def _analysed(self, worded: object) -> None:
        from stratmap.analysis.worded import Worded

        if not isinstance(worded, Worded):
            raise TypeError(worded)
        analysis = worded.analysis
        self.scene.show_severities(worded.badges)
        self.findings.show_findings(worded)
        count = len(analysis.findings)
        self.tabs.setTabText(0, _("Findings ({count})").format(count=count) if count else _("Findings"))
        if analysis.loops.stopped == "pending":
            return
        self.select.know_loops(analysis.loops.loops)
        self.loop_commands.show(worded)
        self.position.know(worded.map, analysis.loops)
        loops = len(analysis.loops.loops)
        more = "" if analysis.loops.complete else "+"
        self.tabs.setTabText(1, _("Loops ({count})").format(count=f"{loops}{more}") if loops else _("Loops"))

    def _let_go_of(self, panel: SentencePanel, chosen: object) -> None:
        """Something is chosen in the other panel: what is lit belongs to that."""
        if chosen is not None:
            panel.drop_choice()

    def _forget_choice(self) -> None:
        if self.selection.lit is None:
            self.findings.clear_choice()
            self.loops.clear_choice()
            self.position_panel.list.drop_choice()
