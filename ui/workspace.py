"""One open map in the window: tools at the left, paper in the middle, fields and findings at the right.

Made when a map is opened and thrown away when another is: nothing in it outlives its document. Where the parts stand
is in ``workspace_layout`` and ``side_tabs``, which tool is in hand in ``commands.tool``, and what the analysis found
goes through ``analysis_shown``.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from models.change import Change
from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.edits import elements
from stratmap.i18n import _
from ui.analysis_runner import AnalysisRunner
from ui.analysis_shown import AnalysisShown
from ui.background import Jobs
from ui.canvas.camera import Camera
from ui.canvas.kind_strip import KindStrip
from ui.canvas.minimap import Minimap
from ui.canvas.scene import Scene
from ui.canvas.title_editor import TitleEditor
from ui.canvas.view import MapView
from ui.commands.analysis import AnalysisCommands
from ui.commands.arrange import ArrangeCommands
from ui.commands.band import BandCommands
from ui.commands.clipboard import ClipboardCommands
from ui.commands.edit import EditCommands
from ui.commands.find import FindCommands
from ui.commands.layout import LayoutCommands
from ui.commands.linking import LinkingCommands
from ui.commands.loop import LoopCommands
from ui.commands.making import MakingCommands
from ui.commands.matrix import MatrixCommands
from ui.commands.position import PositionCommands
from ui.commands.quick_entry import QuickEntryCommands
from ui.commands.refusals import refusals_told
from ui.commands.see import SeeCommands
from ui.commands.select import SelectCommands
from ui.commands.sheet import SheetCommands
from ui.commands.tool import ToolCommands
from ui.commands.typing import TypingCommands
from ui.commands.walking import WalkingCommands
from ui.dialogs.perspectives import PerspectivesDialog
from ui.dialogs.show_on_sheet import ShowOnSheetDialog
from ui.document_signals import DocumentSignals
from ui.narrator import Narrator
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
from ui.panels.sheet_tabs import SheetTabs
from ui.panels.toolbox import ARROW, Toolbox
from ui.selection import Selection
from ui.side_tabs import SideTabs
from ui.sight import Sight
from ui.spotlight import Spotlight
from ui.tools.hints import is_about_selection
from ui.workspace_layout import close_up, column, part_thinly, side, widths


class Workspace(QSplitter):
    """Builds the parts of one open map and joins them by their signals."""

    escaped = Signal()
    """Escape, with nothing left to escape from."""
    menu_asked = Signal(QPointF)
    """A right click on the map, in the map view's coordinates."""

    def __init__(self, document: Document, theme: Theme, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.document = document
        self._before_presenting: tuple[str, Camera] | None = None
        self._filter_waits = False
        """The filter bar was open when the presentation began, and comes back after it."""
        self._make_paper(theme)
        self._make_banners(theme)
        self._make_commands(jobs)
        self._make_sight()
        self._make_panels(theme)
        self._make_analysis(theme)
        self._make_tools()
        self._arrange(parent)
        self._join()
        self.runner.start()

    def _make_paper(self, theme: Theme) -> None:
        """The map, what is selected in it, and what lies over it."""
        document = self.document
        self.signals = DocumentSignals(document, self)
        self.selection = Selection(document, self)
        self.scene = Scene(document.map, document.map.first_sheet().id, theme)
        self.view = MapView(self.scene, self.selection)
        self.view.empty_words = _(
            "Double-click anywhere to write your first objective, then press Tab for what it leads to.\n"
            "Or drag something here from the left, or press Ctrl+T and write:\nInitiative: New shop -> Revenue\u00a0+"
        )
        self.notice = Notice(self.view)
        self.editor = TitleEditor(self.view, self.notice.say)
        self.kind_strip = KindStrip(self.view, self.editor)
        self.minimap = Minimap(self.view)
        self.find_bar = FindBar(self.view, theme)
        self.sheet_tabs = SheetTabs(theme)
        self.pages = QStackedWidget()

    def _make_banners(self, theme: Theme) -> None:
        """The lines above the map."""
        self.safety_banner = Banner()
        self.file_banner = FileBanner()
        self.others_banner = FileBanner()
        self.news = FileBanner()
        self.filter_bar = FilterBar(lambda: self.document.map, theme)
        self.banner = Banner()

    def _make_commands(self, jobs: Jobs) -> None:
        """What can be done to the map, a family of actions each."""
        document, view, selection, say = self.document, self.view, self.selection, self.notice.say
        self.edit = EditCommands(document, view, selection, say)
        self.making = MakingCommands(document, view, selection, self.editor, self.kind_strip, say)
        self.linking = LinkingCommands(document, view, selection, self, say)
        self.clipboard = ClipboardCommands(document, view, selection, self.edit.delete, jobs, say)
        self.walking = WalkingCommands(view, selection, say)
        self.quick = QuickEntryCommands(document, view, selection, say)
        self.layouts = LayoutCommands(document, view, selection, jobs, say)
        self.arrange = ArrangeCommands(document, view, selection, say)
        self.bands = BandCommands(document, view, selection, self.editor, say)
        self.select = SelectCommands(document, self.scene, selection, say)
        self.sheets = SheetCommands(document, view, selection, self.sheet_tabs, say)

    def _make_sight(self) -> None:
        """What of the map is seen, and what is pointed at."""
        document, view, selection, say = self.document, self.view, self.selection, self.notice.say
        self.sight = Sight(document, self.scene, selection, self)
        self.finding = FindCommands(document, view, selection, self.sight, self.find_bar)
        self.see = SeeCommands(document, view, selection, self.sight, self.banner, self.filter_bar, say)
        self.spotlight = Spotlight(document, view, selection, self.sheets, self.sight, self.see, say)

    def _make_panels(self, theme: Theme) -> None:
        """What stands left and right of the map."""
        document, selection = self.document, self.selection
        self.toolbox = Toolbox(theme)
        self.inspector = Inspector(document, self.signals, selection, self.notice.say)
        self.findings = FindingsPanel(theme, lambda: document.map, lambda: selection.keys)
        self.loops = LoopsPanel(theme)
        self.outline = Outline(document.map, self.sight.shows, self._retitle, theme)
        self.history = HistoryPanel(document, theme)
        self.position_panel = PositionPanel(theme)
        self.tabs = SideTabs(self.findings, self.loops, self.position_panel, self.outline, self.history)

    def _make_analysis(self, theme: Theme) -> None:
        """What is found in the map by itself."""
        document, selection, say = self.document, self.selection, self.notice.say
        self.analysis = AnalysisCommands(document, self.findings, self.spotlight, say)
        self.loop_commands = LoopCommands(document, self.loops, selection, self.spotlight, say)
        self.runner = AnalysisRunner(document, self.signals, self)
        self.position = PositionCommands(document, self.position_panel, selection, self.spotlight, self)
        self.matrix = MatrixCommands(document, self.signals, selection, self.sight, self.pages, theme, say)

    def _make_tools(self) -> None:
        """What the mouse and letters do."""
        self.tools = ToolCommands(
            *(self.document, self.view, self.selection, self.making, self.bands, self.sheets, self.toolbox),
            *(self.analysis.about, self.notice.say),
        )
        TypingCommands(
            *(self.view, self.selection, self.making, self.linking),
            *(self.tools.take, self.quick.open, self.notice.say),
        )

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

    def edit_perspectives(self) -> None:
        """List the perspectives, to add, rename, order, size and delete them."""
        PerspectivesDialog(self.document, self.signals, self.bands, self).open()

    def show_elsewhere(self) -> None:
        """Ask on which other sheet to show what is selected."""
        ShowOnSheetDialog(self.document.map, self.sheets, self).open()

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
            self.view.looking.go_to(rect)
        self.activateWindow()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def present(self, presented: bool) -> None:
        """Show the map alone, all of it and with nothing selected; or everything again, looked at as before."""
        before, self._before_presenting = self._before_presenting, None
        if presented:
            self.finish_writing()
            self._before_presenting = self.scene.sheet, self.view.looking.destination
            self.spotlight.forget_before()
            self.selection.set(())
        for widget in (self.toolbox, self.side, self.sheet_tabs):
            widget.setVisible(not presented)
        if presented:
            self._filter_waits = not self.filter_bar.isHidden()
            self.filter_bar.hide()
        elif self._filter_waits:
            self._filter_waits = False
            self.filter_bar.show()
        self.minimap.give_way(presented)
        for banner in (self.file_banner, self.others_banner, self.news):
            banner.give_way(presented)
        self.notice.enlarge(presented)
        self.narrator.speaks = presented
        self.view.looking.present(presented)
        if not presented and before is not None and before[0] == self.scene.sheet and self.selection.lit is None:
            self.view.looking.set_camera(before[1])

    def take_keyboard(self) -> None:
        """Have the keyboard where one works: on the map, or in the matrix where that is in front."""
        paper = self.matrix.panel.grid if self.matrix.is_open else self.view
        paper.setFocus(Qt.FocusReason.OtherFocusReason)

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
            self.view.looking.zoom(factor)

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
        self.view.hand.cancel()
        self.view.looking.present(False)
        self.notice.say("")
        self.minimap.stop()
        self.side.stop()
        self.toolbox.stop()
        self.runner.close()
        self.loop_commands.close()
        self.findings.stop()
        self.loops.stop()
        self.matrix.stop()
        self.position.close()
        self.signals.close()

    def _arrange(self, parent: QWidget) -> None:
        part_thinly(self)
        self.addWidget(self.toolbox)
        above = (self.safety_banner, self.file_banner, self.others_banner, self.news, self.filter_bar, self.banner)
        self.middle = column(self, *above, self.pages, grows=self.pages)
        paper = column(self.pages, self.view, self.quick.panel, self.sheet_tabs, grows=self.view)
        self.pages.insertWidget(0, paper)
        self.pages.setCurrentIndex(0)
        self.addWidget(self.middle)
        self.side = side(self, self.inspector, self.tabs, self.selection)
        self.addWidget(self.side)
        self.setStretchFactor(1, 1)
        self.setSizes(widths(parent.width()))
        self.toolbox.refitted.connect(lambda: close_up(self, self.toolbox.width()))

    def _join(self) -> None:
        self.signals.changed.connect(self._changed)
        self.matrix.opened.connect(self._turn_page)
        self.matrix.lit.connect(self.spotlight.light)
        self.filter_bar.close_asked.connect(self.take_keyboard)  # the matrix may be in front
        self.selection.lit_changed.connect(self._turn_to_what_is_lit)
        self.edit.stepped.connect(self.sheets.follow)
        self.sheets.shown.connect(self._sheet_shown)
        self.sight.changed.connect(lambda: self.outline.show_all(self.document.map))
        self.selection.changed.connect(lambda: self.outline.show_selected(self.selection.elements))
        self.selection.changed.connect(self._forget_hint)
        self.outline.chosen.connect(self._chosen_in_outline)
        self.outline.gone_to.connect(self.go_to)
        self.history.jumped.connect(self.edit.travel)
        self.tabs.currentChanged.connect(self._turn_to_tab)
        self.tools.taken.connect(self.matrix.close)
        self.view.hand.menu_asked.connect(self._menu)
        self.view.menu_key_pressed.connect(self.menu_asked)
        self.view.escaped.connect(self._escape)
        self.notice.covers.connect(self.view.looking.leave_free)
        AnalysisShown(
            *(self.scene, self.selection, self.select, self.findings, self.loops, self.loop_commands),
            *(self.position_panel, self.position, self.tabs, self.runner, self),
        )
        panels = (self.findings, self.loops)
        self.narrator = Narrator(panels, self.loop_commands, self.selection, self.notice)
        self.analysis.wanted.connect(lambda: self.tabs.setCurrentWidget(self.findings))
        self.loop_commands.wanted.connect(lambda: self.tabs.setCurrentWidget(self.loops))
        self.loop_commands.loop_chosen.connect(self.layouts.take_loop)

    def _changed(self, change: Change) -> None:
        self.notice.say("")  # what it said was about the map as it was
        self.view.hand.cancel()  # so was what is shown of a gesture under way
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

    def _forget_hint(self) -> None:
        """What was said about what was selected goes with it."""
        if is_about_selection(self.notice.text()):
            self.notice.say("")

    def _turn_to_tab(self) -> None:
        """Only the panel in front follows the map; the others catch up when they are looked at."""
        self.outline.be_seen(self.tabs.currentWidget() is self.outline)
        self.history.be_seen(self.tabs.currentWidget() is self.history)
        self.position.be_seen(self.tabs.currentWidget() is self.position_panel)

    def _chosen_in_outline(self, elements: frozenset[str]) -> None:
        self.selection.set(elements)
        rect = self.scene.rect_around(elements)
        if rect is not None and len(elements) == 1:
            self.view.looking.go_to(rect)
        elif rect is not None:
            self.view.looking.show_rect(rect)

    def _retitle(self, element: str, title: str) -> None:
        """Give an element the title that was written in the outline."""
        with refusals_told(self.document, self.notice.say):
            elements.rename(self.document, element, title)

    def _sheet_shown(self, _sheet: str) -> None:
        self.finding.follow()
        self.see.tell()

    def _menu(self, at: QPointF) -> None:
        x, y = self.view.camera.to_map(at.x(), at.y())
        key = self.scene.places.element_at(x, y) or self.scene.link_at(x, y, 6 / self.view.camera.scale)
        if key not in self.selection.keys:
            self.selection.set(() if key is None else {key})
        self.menu_asked.emit(at)

    def _escape(self) -> None:
        self.tools.take(ARROW)
        if self.layouts.stop():
            return
        if self.selection.lit is not None:
            self.selection.light(None)
            self.spotlight.look_back()
        elif self.view.looking.is_presented:
            self.escaped.emit()
        elif self.see.escape():
            return
        elif self.selection.keys:
            self.selection.set(())
        elif not self.filter_bar.isHidden():
            self.see.close_filter()
        else:
            self.escaped.emit()
