"""The window: the start page or the open map, its title, how it appears, and how it goes.

What stands around the map is made beside: ``menus``, ``status_line``, ``palette_commands``, ``help_commands``,
``theme_choice``, ``presentation``; ``elsewhere`` is the window among the others.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox, QWidget

from models.change import Change
from models.errors import FileError
from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.notes import Editor
from stratmap.safekeeping.session import Origin
from stratmap.settings import SettingsFile
from ui.background import Jobs
from ui.dialogs.ask import Ask
from ui.files.autosave import Autosave
from ui.files.earlier_commands import EarlierCommands
from ui.files.export_commands import ExportCommands
from ui.files.file_commands import FileCommands
from ui.files.file_watch import FileWatch
from ui.files.keeping import Keeping
from ui.files.recovery_commands import RecoveryCommands
from ui.files.revert_commands import RevertCommands
from ui.files.save_commands import SaveCommands
from ui.files.save_names import caption_of
from ui.files.saving import Saver
from ui.files.sending_commands import SendingCommands
from ui.files.version_commands import VersionCommands
from ui.guard import guard
from ui.notice import LASTS
from ui.on_screen import LEAST, fitting, moved_in, room_on_screen
from ui.panels.file_banner import FileBanner
from ui.style import dress
from ui.window.elsewhere import Elsewhere
from ui.window.file_drops import FileDrops
from ui.window.help_commands import HelpCommands
from ui.window.log_commands import LogCommands
from ui.window.menus import WindowMenus
from ui.window.palette_commands import PaletteCommands
from ui.window.presentation import Presentation
from ui.window.start_page import StartPage
from ui.window.status_line import StatusLine
from ui.window.theme_choice import ThemeChoice
from ui.window.windows import Member, Windows
from ui.workspace import Workspace

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
        self.elsewhere = Elsewhere(self, self.windows)
        self._make_file_commands(ask or Ask(self))
        self.workspace: Workspace | None = None
        self.keeping: Keeping | None = None
        self.former_path: Path | None = None
        """The file that a map came from which is not to be saved there."""
        self.version = ""
        """The name or time of the version that the map in the window is a copy of; empty for any other map."""
        self._session_ends = False
        self._recent: tuple[tuple[str, ...], list[Path]] = ((), [])
        self.themes = ThemeChoice(settings, self.windows, self)
        self.is_smooth = False
        """Whether the map glides when it is zoomed or fitted."""
        self._may_close = False
        self.setObjectName("main-window")
        self.setMinimumSize(LEAST)
        self.resize(1360, 860)
        self.menus = WindowMenus(self, self)
        self.actions_by_id = self.menus.actions
        self.commands = PaletteCommands(self, self, self.menus, self.themes)
        self.help = HelpCommands(self, lambda: self.theme)
        self.presentation = Presentation(self, self, self.menus.toolbar)
        self.status = StatusLine(self.statusBar(), self.jobs)
        self.drops = FileDrops(self, self)
        self.themes.changed.connect(self._wear)
        self.watch.begin()
        self._wear()
        self.show_start()

    def _make_file_commands(self, asker: Ask) -> None:
        """What the File menu does, and what goes on beside for the file of the map."""
        saver = Saver(self.jobs)
        self.saving = SaveCommands(self, asker, self._settings, saver)
        self.autosave = Autosave(self, self._settings, saver, self.saving, self)
        file_parts = (self._settings, self.jobs, saver, self.saving, self.autosave, self._home)
        self.files = FileCommands(self, asker, *file_parts)
        self.reverting = RevertCommands(self, asker, self.files, self.jobs, saver)
        self.watch: FileWatch = FileWatch(self, self, saver, self.saving, self.reverting)
        self.autosave.clashed.connect(self.watch.tell)
        self.watch.gone.connect(self.autosave.hold)
        self.exporting = ExportCommands(self, asker, self.jobs, self._settings)
        self.recovering = RecoveryCommands(self, self, self.files, asker, self._home, self.jobs)
        self.earlier = EarlierCommands(self, self, self.files, asker, self._home, self.jobs)
        self.files.earlier_asked.connect(self.earlier.show_of)
        self.sending = SendingCommands(self, asker, self._home, self.jobs, self.elsewhere.open_files)
        self.versions = VersionCommands(self, asker, self.jobs, self.elsewhere.show_version)
        self.recovering.found.connect(self.windows.show_left)
        self.log = LogCommands(self, self, self._home)

    @property
    def theme(self) -> Theme:
        """The theme worn at the moment."""
        return self.themes.worn

    @property
    def path(self) -> Path | None:
        """The file the map is saved in, None for one that never was."""
        origin = self.keeping.origin if self.keeping is not None else None
        return origin.path if origin is not None else None

    def show_map(
        self,
        document: Document,
        origin: Origin | None,
        *,
        unsaved: int = 0,
        former_path: Path | None = None,
        version: str = "",
    ) -> None:
        """Show a map, in place of what was there, and keep it safe from now on.

        ``unsaved`` is how many edits it brings that no file holds. ``former_path`` is the file of a map that is not
        to be saved there by itself: a recovered one, or an earlier version, whose name or time is ``version``.
        """
        self._drop_map()
        self._session_ends = False
        self.former_path = former_path
        self.version = version
        unsaved = max(unsaved, int(document.is_modified))
        self.keeping = Keeping(document, self._home, origin, unsaved, self.seen, self)
        self.keeping.troubled.connect(self._show_trouble)
        self.workspace = Workspace(document, self.theme, self.jobs, self)
        self.workspace.safety_banner.all_asked.connect(self.saving.save_as)
        self.keeping.others.changed.connect(self._show_other_editor)
        self.workspace.signals.saved.connect(self.keeping.others.follow_file)
        self.workspace.signals.changed.connect(self._goes_on)
        self.workspace.signals.changed.connect(self.refresh)
        self.workspace.signals.saved.connect(self.refresh)
        self.workspace.selection.changed.connect(self.refresh)
        self.workspace.sight.changed.connect(self.refresh)
        self.workspace.view.looking.camera_changed.connect(self._show_scale)
        self.workspace.menu_asked.connect(self.menus.show_for_selection)
        self.workspace.sheet_tabs.menu_asked.connect(self.menus.show_for_sheet)
        self.workspace.escaped.connect(self.presentation.leave)
        self.workspace.matrix.panel.export_asked.connect(self.exporting.export_matrix)
        self.workspace.analysis.explain_asked.connect(self.help.explain)
        self.workspace.view.looking.is_smooth = self.is_smooth
        self.autosave.follow(self.workspace)
        self.watch.follow(self.workspace)
        self._show(self.workspace)
        self.log.tell()
        self.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.map_shown.emit()

    def seen(self) -> tuple[str, Theme]:
        """The sheet in the window, empty where there is none, and the theme worn."""
        return (self.workspace.scene.sheet if self.workspace is not None else "", self.theme)

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

    def recent_name(self, number: int) -> str:
        """What a recent map is called, 1 being the latest: its title and its file, as in the title bar."""
        path = self.recent[number - 1]
        return caption_of(self._settings.now.title_of(str(path)), path, None)

    def open_recent(self, number: int) -> None:
        """Open the map opened last (1), the one before (2), and so on."""
        if number <= len(self.recent):
            self.files.open_path(self.recent[number - 1])

    @property
    def caption(self) -> str:
        """What is in the window, by its name, and by that of its file where that is another."""
        if self.workspace is None:
            return _("Start page")
        return caption_of(self.workspace.document.map.info.title, self.path, self.former_path, self.version)

    def appear(self, beside: Member | None) -> None:
        """Be seen for the first time: as large as can be, or as large as the window it stands beside."""
        if beside is None or beside.isMaximized():
            self.resize(fitting(self, self.width(), self.height()))  # what it is when it is no longer that large
            self.showMaximized()
        else:
            self.setGeometry(moved_in(beside.geometry().translated(BESIDE, BESIDE), room_on_screen(self)))
            self.show()
        self.come_forward()

    def come_forward(self) -> None:
        """Be in front, with the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_start(self) -> None:
        """Show the start page, in place of what was there."""
        self._drop_map()
        self.presentation.leave()  # there is nothing to present any more
        now = self._settings.now
        self._show(StartPage(self.files, now.recent, self.theme, self.recovering, now.title_of))
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
        self.menus.refresh()
        if self.workspace is None:
            self.setWindowTitle("stratmap")
            self.setWindowModified(False)
            self.status.show_counts(None)
        else:
            document = self.workspace.document
            escaped = self.caption.replace("[*]", "[*][*]")
            self.setWindowTitle(f"{escaped}[*] – stratmap")
            self.setWindowModified(document.is_modified)
            self.status.show_counts(document.map)
        self._show_scale()

    def wear_chosen(self) -> None:
        """Wear the theme that was chosen, in this window or another."""
        self.themes.wear_chosen()
        self.refresh()

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

    def _wear(self) -> None:
        dress(self, self.theme)
        self.menus.wear(self.theme)
        if self.workspace is not None:
            self.workspace.wear(self.theme)
        elif self.centralWidget() is not None:
            self.show_start()

    def _show(self, widget: QWidget) -> None:
        old = self.centralWidget()
        self.setCentralWidget(widget)
        if old is not None:
            old.deleteLater()
        self.refresh()
        if self.presentation.is_on:
            self.presentation.show_around()

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
        self.version = ""

    def _show_scale(self) -> None:
        self.status.show_scale(self.workspace.view.camera.scale if self.workspace is not None else None)

    def close_agreed(self) -> None:
        """Close, without a question: it was asked."""
        self._may_close = True
        self.close()

    @guard
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.menus.give_back_keyboard()

    @guard
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.drops.follow(self.windowHandle())

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
            self.help.close()
            if self.windows.remove(self):
                self.deleteLater()
