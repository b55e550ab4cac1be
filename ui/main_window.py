"""The window: menus and toolbar made from the table of actions, the start page or the open map, the status line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QWidget,
)

from models.change import Change
from models.errors import FileError
from stratmap import __version__
from stratmap.document import Document
from stratmap.drawing.theme import THEMES, Theme, theme
from stratmap.i18n import _
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.notes import Editor
from stratmap.safekeeping.session import Origin
from stratmap.settings import SettingsFile
from stratmap.vocabulary import count_of
from ui.actions import ACTIONS, WHOLLY_OFFERED
from ui.actions.action import Action, Menu, has_selection
from ui.actions.on_paper import is_on_paper
from ui.actions.sheets import OF_A_TAB
from ui.autosave import Autosave
from ui.background import Jobs
from ui.dialogs.ask import Ask
from ui.dialogs.guide import GuideWindow
from ui.dialogs.palette import Entry, Palette
from ui.earlier_commands import EarlierCommands
from ui.export_commands import ExportCommands
from ui.file_commands import FileCommands
from ui.file_watch import FileWatch
from ui.guard import guard
from ui.icons import SIZE, icon
from ui.keeping import Keeping
from ui.log_commands import LogCommands
from ui.notice import LASTS
from ui.panels.compact_bar import CompactBar
from ui.panels.file_banner import FileBanner
from ui.recovery_commands import RecoveryCommands
from ui.revert_commands import RevertCommands
from ui.save_commands import SaveCommands
from ui.saving import Saver
from ui.sending_commands import SendingCommands
from ui.start_page import StartPage
from ui.style import dress
from ui.system_theme import on_system_theme, system_theme
from ui.version_commands import VersionCommands
from ui.windows import Member, Windows
from ui.workspace import Workspace

MOST_RECENT_COMMANDS = 20
"""Commands the palette offers first because they were chosen in it before."""


BESIDE = 32
"""Pixels by which a new window stands beside the one before."""


class MainWindow(QMainWindow):
    """One window, with the start page or one map in it."""

    map_shown = Signal()
    """Another map is in the window."""

    def __init__(
        self, settings: SettingsFile, home: Home, ask: Ask | None = None, windows: Windows | None = None
    ) -> None:
        super().__init__()
        self.windows = windows or Windows(lambda own: MainWindow(settings, home, ask, own))
        self.windows.add(self)
        self._settings = settings
        self._home = home
        self.jobs = Jobs(self)
        asker = ask or Ask(self)
        saver = Saver(self.jobs)
        self.saving = SaveCommands(self, asker, settings, saver)
        self.autosave = Autosave(self, settings, saver, self.saving, self)
        self.files = FileCommands(self, asker, settings, self.jobs, saver, self.saving, self.autosave)
        self.reverting = RevertCommands(self, asker, self.files, self.jobs, saver)
        self.watch = FileWatch(self, self, saver, self.reverting)
        self.autosave.clashed.connect(self.watch.tell)
        self.exporting = ExportCommands(self, asker, self.jobs)
        self.recovering = RecoveryCommands(self, self, self.files, asker, home, self.jobs)
        self.earlier = EarlierCommands(self, self, self.files, home, self.jobs)
        self.sending = SendingCommands(self, asker, home, self.jobs, self._open_files)
        self.versions = VersionCommands(self, asker, self.jobs, self._show_beside)
        self.recovering.found.connect(self.windows.show_left)
        self.log = LogCommands(self, self, home)
        self.workspace: Workspace | None = None
        self.keeping: Keeping | None = None
        self.former_path: Path | None = None
        """The file that a map came from which is not to be saved there."""
        self._session_ends = False
        self._recent: tuple[tuple[str, ...], list[Path]] = ((), [])
        self._theme = theme(self._theme_name(settings.now.theme))
        self._guide: GuideWindow | None = None
        self.is_smooth = False
        """Whether the map glides when it is zoomed or fitted."""
        self._may_close = False
        self._recent_commands: list[str] = []
        self.is_presenting = False
        self.actions_by_id: dict[str, QAction] = {}
        self.setObjectName("main-window")
        self.setMinimumSize(900, 560)
        self.resize(1360, 860)
        self._make_actions()
        self._make_menus()
        self._make_toolbar()
        self._make_status()
        self.jobs.changed.connect(self._show_work)
        on_system_theme(self, self._system_changed)
        self.watch.begin()
        self._wear()
        self.show_start()

    @property
    def theme(self) -> Theme:
        """The theme worn at the moment."""
        return self._theme

    @property
    def path(self) -> Path | None:
        """The file the map is saved in, None for one that never was."""
        origin = self.keeping.origin if self.keeping is not None else None
        return origin.path if origin is not None else None

    def show_map(
        self, document: Document, origin: Origin | None, *, unsaved: int = 0, former_path: Path | None = None
    ) -> None:
        """Show a map, in place of what was there, and keep it safe from now on.

        ``unsaved`` is how many edits it brings that no file holds. ``former_path`` is the file of a map that is not
        to be saved there by itself: a recovered one, or an earlier version.
        """
        self._drop_map()
        self._session_ends = False
        self.former_path = former_path
        unsaved = max(unsaved, int(document.is_modified))
        self.keeping = Keeping(document, self._home, origin, unsaved, self.seen, self)
        self.keeping.troubled.connect(self._show_trouble)
        self.workspace = Workspace(document, self._theme, self.jobs)
        self.workspace.safety_banner.all_asked.connect(self.saving.save_as)
        self.keeping.others.changed.connect(self._show_other_editor)
        self.workspace.signals.changed.connect(self._goes_on)
        self.workspace.signals.changed.connect(self.refresh)
        self.workspace.signals.saved.connect(self.refresh)
        self.workspace.selection.changed.connect(self.refresh)
        self.workspace.sight.changed.connect(self.refresh)
        self.workspace.view.camera_changed.connect(self._show_scale)
        self.workspace.menu_asked.connect(self._show_context_menu)
        self.workspace.sheet_tabs.menu_asked.connect(self._show_sheet_menu)
        self.workspace.escaped.connect(self._escaped)
        self.workspace.matrix.panel.export_asked.connect(self.exporting.export_matrix)
        self.workspace.analysis.explain_asked.connect(self.explain)
        self.workspace.view.is_smooth = self.is_smooth
        self.autosave.follow(self.workspace)
        self.watch.follow(self.workspace)
        self._show(self.workspace)
        self.log.tell()
        self.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.map_shown.emit()

    def seen(self) -> tuple[str, Theme]:
        """The sheet in the window, empty where there is none, and the theme worn."""
        return (self.workspace.scene.sheet if self.workspace is not None else "", self._theme)

    def _show_trouble(self, error: FileError | None) -> None:
        """Say for as long as it lasts that what is done now is only in this window."""
        from stratmap.safekeeping.wording import safety_trouble_sentence

        if self.workspace is not None:
            words = safety_trouble_sentence(error) if error is not None else ""
            self.workspace.safety_banner.say(words, button=_("Save as …"))

    def _show_other_editor(self, editor: Editor | None) -> None:
        """Say who else edits the file, until they are gone or it was read."""
        from stratmap.safekeeping.wording import editor_sentence

        if self.workspace is not None and self.path is not None:
            words = editor_sentence(editor, self.path.name) if editor is not None else ""
            self.workspace.others_banner.say(words)

    def session_ends(self) -> None:
        """The system asks all programs to end: have everything on the disk, and ask nobody anything."""
        if self.workspace is not None and self.keeping is not None:
            self.workspace.finish_writing()
            self.keeping.keeper.session.flush()
            self._session_ends = True

    def _goes_on(self, _change: Change) -> None:
        """Somebody works on: the system's session did not end after all."""
        self._session_ends = False

    @property
    def recent(self) -> list[Path]:
        """The maps opened or saved last, the latest first."""
        if self._recent[0] is not self._settings.now.recent:  # asked for with every edit
            self._recent = self._settings.now.recent, [Path(name) for name in self._settings.now.recent]
        return self._recent[1]

    def open_recent(self, number: int) -> None:
        """Open the map opened last (1), the one before (2), and so on."""
        if number <= len(self.recent):
            self.files.open_path(self.recent[number - 1])

    @property
    def caption(self) -> str:
        """What is in the window, by its name."""
        if self.workspace is None:
            return _("Start page")
        name = " ".join(self.workspace.document.map.info.title.split())[:80]
        path = self.path or self.former_path
        name = name or (path.name if path else _("Untitled map"))
        return _("{name} (copy)").format(name=name) if self.path is None and self.former_path else name

    def appear(self, beside: Member | None) -> None:
        """Be seen for the first time: as large as can be, or as large as the window it stands beside."""
        if beside is None or beside.isMaximized():
            self.showMaximized()
        else:
            self.setGeometry(beside.geometry().translated(BESIDE, BESIDE))
            self.show()
        self.come_forward()

    def come_forward(self) -> None:
        """Be in front, with the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def bring_forward(self, path: Path) -> bool:
        """Whether this file is open: in this window with work that is not saved, or in another, now in front."""
        there = self.windows.showing(path, but=None if self.isWindowModified() else self)
        if there is not None:
            there.come_forward()
            if there is self and self.workspace is not None:
                self.workspace.notice.say(_("This map is open here already, with work that is not saved."))
        return there is not None

    def open_elsewhere(self, path: Path) -> None:
        """Open a file in a window of its own, unless one has it."""
        if not self.bring_forward(path):
            self.windows.open_path(path)

    def look_elsewhere(self, path: Path) -> None:
        """Open what is in a file as a copy, in a window of its own."""
        self.windows.open_new().files.open_copy(path)

    def is_open_elsewhere(self, path: Path) -> bool:
        """Whether another window has this file."""
        return self.windows.showing(path, but=self) is not None

    def _open_files(self) -> tuple[Path, ...]:
        """The files of all maps that are open in a window."""
        return tuple(each.path for each in self.windows.all if each.path is not None)

    def _show_beside(self, document: Document, former_path: Path | None) -> None:
        """Show an unsaved map in a window of its own."""
        self.windows.open_new().show_map(document, None, former_path=former_path)

    def show_start(self) -> None:
        """Show the start page, in place of what was there."""
        self._drop_map()
        if self.is_presenting:  # there is nothing to present any more
            self.toggle_presentation()
        self._show(StartPage(self.files, self._settings.now.recent, self._theme, self.recovering))
        self.log.tell()
        self.show_left()

    def show_left(self) -> None:
        """Show on the start page, where that is shown, what crashes left behind."""
        page = self.centralWidget()
        if isinstance(page, StartPage):
            page.show_left(self.windows.left)

    @property
    def news(self) -> FileBanner | None:
        """The line on the page that is shown in which the program tells of itself."""
        page = self.centralWidget()
        return page.news if isinstance(page, StartPage | Workspace) else None

    def refresh(self, *_changed: object) -> None:
        """Make title, actions and status line say how things are."""
        for row in ACTIONS:
            action = self.actions_by_id[row.id]
            action.setEnabled(row.enabled(self))
            if row.named is not None:
                name = row.named(self)
                action.setText(name.replace("&", "&&"))
                action.setVisible(bool(name))
            if row.checked is not None:
                action.setChecked(row.checked(self))
        if self.workspace is None:
            self.setWindowTitle("stratmap")
            self.setWindowModified(False)
            self._counts.setText("")
        else:
            document = self.workspace.document
            escaped = self.caption.replace("[*]", "[*][*]")
            self.setWindowTitle(f"{escaped}[*] – stratmap")
            self.setWindowModified(document.is_modified)
            elements, links = len(document.map.elements), len(document.map.links)
            self._counts.setText(f"{count_of(elements, True)}, {count_of(links, False)}")
            self._name_undo("undo", _("Undo"), document.history.undo_labels)
            self._name_undo("redo", _("Redo"), document.history.redo_labels)
        self._show_scale()

    @property
    def chosen_theme(self) -> str:
        """The theme somebody chose, or "system"."""
        chosen = self._settings.now.theme
        return chosen if chosen in THEMES else "system"

    def choose_theme(self, name: str) -> None:
        """Wear a theme, or that of the system, from now on."""
        from dataclasses import replace

        with suppress(OSError):  # it holds until the end of the day
            self._settings.change(lambda now: replace(now, theme=name))
        self.windows.wear_chosen()

    def wear_chosen(self) -> None:
        """Wear the theme that was chosen, in this window or another."""
        self._theme = theme(self._theme_name(self._settings.now.theme))
        self._wear()
        self.refresh()

    def toggle_full_screen(self) -> None:
        """All of the screen for the window, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def toggle_presentation(self) -> None:
        """Nothing but the map, on all of the screen, for everybody to see; or everything again."""
        self.is_presenting = not self.is_presenting
        state, full = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full if self.is_presenting else state & ~full)
        self._show_around()

    def _show_around(self) -> None:
        """Show what stands around the map, or while it is presented, do not."""
        for widget in (self.menuBar(), self._toolbar, self.statusBar()):
            widget.setVisible(not self.is_presenting)
        if self.workspace is not None:
            self.workspace.present(self.is_presenting)
            back = _("Press F5 or Escape to have the panels back.")
            self.workspace.notice.say(back if self.is_presenting else "")
            if self.is_presenting:
                self.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _escaped(self) -> None:
        if self.is_presenting:
            self.toggle_presentation()

    def show_guide(self) -> None:
        """Open the user guide in a window of its own."""
        if self._guide is None:
            self._guide = GuideWindow(self)
        self._guide.show()
        self._guide.raise_()

    def explain(self, check: str) -> None:
        """Open the user guide where a check is explained."""
        self.show_guide()
        if self._guide is not None:
            self._guide.show_check(check)

    def show_palette(self) -> None:
        """Offer everything one can do, and every card to go to, by a few letters."""
        if self.findChild(Palette) is None:
            self.refresh()
            rows = [row for row in ACTIONS if row.id != "palette" and self.actions_by_id[row.id].isVisible()]
            commands = [self._command(row) for row in rows]
            cards = self.workspace.cards if self.workspace is not None else tuple
            Palette(commands, cards, self._recent_commands, self._theme, self).open()

    def _command(self, row: Action) -> Entry:
        action = self.actions_by_id[row.id]
        place = _(row.menu.value).replace("&", "")
        place = f"{place} › {_(row.submenu)}" if row.submenu else place
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        name = action.text().replace("&&", "&")
        words = _(row.words) if row.words else ""
        return Entry(row.id, name, place, keys, row.enabled(self), lambda: self._run_command(row.id), words)

    def _run_command(self, id: str) -> None:
        self._recent_commands = [id, *(each for each in self._recent_commands if each != id)][:MOST_RECENT_COMMANDS]
        self.activateWindow()
        self.actions_by_id[id].trigger()

    def show_about(self) -> None:
        """Say what this is."""
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(_("About stratmap"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("stratmap {version}").format(version=__version__))
        box.setInformativeText(_("Strategy maps that say where they do not hang together. Apache-2.0."))
        box.open()

    def tell_fault(self) -> None:
        """Say that the program itself failed at something; the log knows at what."""
        words = _(
            "Something went wrong inside stratmap. Nothing you drew is lost."
            " If it happens again, save the map under another name and start stratmap anew."
        )
        if self.workspace is None:
            self.statusBar().showMessage(words, LASTS)
        elif self.workspace.notice.text() != words or not self.workspace.notice.isVisible():
            self.workspace.notice.say(words)  # only once: showing it paints the map, which may be what fails

    def _theme_name(self, wanted: str) -> str:
        return wanted if wanted in THEMES else system_theme()

    def _system_changed(self) -> None:
        worn = self._theme_name(self._settings.now.theme)
        if worn != self._theme.name:
            self._theme = theme(worn)
            self._wear()

    def _wear(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, self._theme)
        for row in ACTIONS:
            if row.icon:
                self.actions_by_id[row.id].setIcon(icon(row.icon, self._theme))
        if self.workspace is not None:
            self.workspace.wear(self._theme)
        elif self.centralWidget() is not None:
            self.show_start()

    def _show(self, widget: QWidget) -> None:
        old = self.centralWidget()
        self.setCentralWidget(widget)
        if old is not None:
            old.deleteLater()
        self.refresh()
        if self.is_presenting:
            self._show_around()

    def _drop_map(self) -> None:
        self.jobs.cancel()
        self.autosave.stop()
        if self.workspace is not None:
            self.workspace.close_map()
        if self.keeping is not None:
            self.keeping.end(session_ends=self._session_ends)
        self.workspace = None
        self.keeping = None
        self.former_path = None

    def _make_actions(self) -> None:
        for row in ACTIONS:
            action = QAction(_(row.text), self)
            action.setShortcuts([QKeySequence(keys) for keys in row.shortcuts])
            keys = f" ({row.shortcuts[0]})" if row.shortcuts else ""
            action.setToolTip(f"{_(row.text)}{keys}")
            action.setIconText(_(row.text).rstrip(" …"))
            action.setCheckable(row.checked is not None)
            action.triggered.connect(lambda _on=False, row=row: self._run(row))
            self.addAction(action)
            self.actions_by_id[row.id] = action

    def _run(self, row: Action) -> None:
        """Do what an action says, having kept what is being written: a menu does not take the cursor away."""
        if self.workspace is not None:
            self.workspace.finish_writing()
            if is_on_paper(row):
                self.workspace.matrix.close()
        row.runs(self)
        if row.checked is not None:
            self.refresh()

    def _make_menus(self) -> None:
        for menu in Menu:
            made = self.menuBar().addMenu(_(menu.value))
            made.aboutToShow.connect(self.refresh)
            below: dict[str, QMenu] = {}
            for row in ACTIONS:
                if row.menu is not menu:
                    continue
                if row.submenu and row.submenu not in below:
                    below[row.submenu] = made.addMenu(_(row.submenu))
                below.get(row.submenu, made).addAction(self.actions_by_id[row.id])
                if row.ends_section:
                    made.addSeparator()

    def _make_toolbar(self) -> None:
        bar = CompactBar(_("Tools"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(SIZE, SIZE))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for row in ACTIONS:
            if row.in_toolbar:
                bar.addAction(self.actions_by_id[row.id])
                if row.ends_section:
                    bar.addSeparator()
        self.addToolBar(bar)
        self._toolbar = bar

    def _make_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._counts = QLabel()
        self._counts.setTextFormat(Qt.TextFormat.PlainText)
        self._work = QLabel()
        self._work.setTextFormat(Qt.TextFormat.PlainText)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._stop = QPushButton(_("Cancel"))
        self._stop.clicked.connect(self.jobs.cancel)
        self._scale = QLabel()
        self._scale.setTextFormat(Qt.TextFormat.PlainText)
        bar.addWidget(self._counts)
        for widget in (self._work, self._progress, self._stop, self._scale):
            bar.addPermanentWidget(widget)
        self._show_work()

    def _show_work(self) -> None:
        words = self.jobs.words
        self._work.setText(words)
        for widget in (self._work, self._progress):
            widget.setVisible(bool(words))
        self._stop.setVisible(bool(words) and self.jobs.can_cancel)

    def _show_scale(self) -> None:
        scale = f"{self.workspace.view.camera.scale:.0%}".replace("%", " %") if self.workspace else ""
        self._scale.setText(scale)

    def _name_undo(self, action: str, text: str, labels: list[str]) -> None:
        self.actions_by_id[action].setText(f"{text}: {labels[-1].replace('&', '&&')}" if labels else text)

    def _show_sheet_menu(self, sheet: str, at: QPoint) -> None:
        if self.workspace is None:
            return
        self.workspace.sheets.show(sheet)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in OF_A_TAB:
            menu.addAction(self.actions_by_id[each])
        menu.popup(at)

    def _show_context_menu(self, at: QPointF) -> None:
        if self.workspace is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        on_paper = not has_selection(self)
        last: Menu | None = None
        below: dict[tuple[Menu, str], QMenu] = {}
        for row in ACTIONS:
            offered = row.in_context_menu or (on_paper and row.in_paper_menu)
            if offered and row.enabled(self):
                if on_paper and row.menu is not last and not menu.isEmpty():
                    menu.addSeparator()
                last, place = row.menu, (row.menu, row.submenu)
                if row.submenu in WHOLLY_OFFERED and place not in below:
                    below[place] = menu.addMenu(_(row.submenu))
                below.get(place, menu).addAction(self.actions_by_id[row.id])
        menu.popup(self.workspace.view.mapToGlobal(at.toPoint()))

    def close_agreed(self) -> None:
        """Close, without a question: it was asked."""
        self._may_close = True
        self.close()

    @guard
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # also when asking fails: rather a window that stays than work that is gone
        asks = True

        def go() -> None:
            self._may_close = True
            if asks:
                event.accept()
            else:
                self.close()

        if self._may_close or self._session_ends:
            event.accept()
        else:
            self.files.leave(go)
        asks = False
        if event.isAccepted():
            self._drop_map()
            self.jobs.close()
            self.recovering.close()
            self.watch.close()
            for box in self.findChildren(QMessageBox):  # nobody is left to answer
                box.reject()
            if self._guide is not None:
                self._guide.close()
            if self.windows.remove(self):
                self.deleteLater()
