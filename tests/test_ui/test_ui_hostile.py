"""A stranger's words in every part of the window: nothing is fetched, opened or run, and nothing is taken for markup.

A new action, panel or dialog is looked at here by itself: every action is done, and what comes up is looked through.
A dialog that no action brings up goes into ``OPENERS``.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QTextBrowser,
    QWidget,
)

from models.kinds import LinkKind
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.safekeeping.backups import Generation
from stratmap.safekeeping.recovery import Left
from tests.conftest import LONG
from tests.safety.hostile import MARK, Trap, hostile_map, hostile_texts, trap_set
from tests.safety.looks import read_aloud, tips, troubles
from tests.test_architecture import name_of, sources
from tests.test_ui.test_ui_hostile_exports import is_plain_svg
from tests.user import User
from ui.actions import ACTIONS
from ui.dialogs.ask import Ask
from ui.dialogs.choose import ChooseDialog
from ui.dialogs.earlier import EarlierDialog
from ui.dialogs.guide import GuideWindow
from ui.dialogs.mute import MuteDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.panels.chooser import Chooser, Offer
from ui.window.main_window import MainWindow
from ui.window.start_page import StartPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MAPS = 12 if LONG else 2
"""How many hostile maps are walked through: in each, the words stand in other places."""


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    with trap_set(tmp_path / "trap") as trap:
        yield trap


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to open: a browser, a mail program, a folder."""
    asked: list[str] = []

    def opens(url: QUrl) -> bool:
        asked.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    return asked


def words_of(trap: Trap, turn: int = 0) -> list[str]:
    words = hostile_texts(trap)
    return words[turn * 5 % len(words) :] + words[: turn * 5 % len(words)]


def shows(user: User, map: StrategyMap) -> None:
    user.window.show_map(Document(map), None)
    user.waits()


@pytest.fixture
def victim(user: User, trap: Trap, opened: list[str]) -> Iterator[User]:
    """Somebody who opened a map that a stranger sent; at the end nothing of it may have reached out."""
    shows(user, hostile_map(words_of(trap)))
    yield user
    closes_all(user)
    assert trap.reached() == []
    assert opened == []


def windows(user: User) -> list[QWidget]:
    """Every window, dialog and menu that is on the screen."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() or each is user.window]


def is_words(user: User, where: str) -> None:
    """Sees that everything on the screen is words alone. All of it gets painted."""
    QApplication.processEvents()
    for top in windows(user):
        assert list(troubles(top)) == [], where


def closes_all(user: User) -> None:
    """Puts away every dialog, menu and further window."""
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            top.reject()
        elif isinstance(top, QMenu):
            top.close()
    for each in user.window.windows.all:
        if each is not user.window:
            each.close_agreed()
    if user.window.workspace is not None:
        user.workspace.editor.drop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def test_the_trap_notices_what_it_is_there_for(qapp: object, trap: Trap) -> None:
    label = QLabel(f'<img src="{trap.file_url}">')
    label.resize(50, 50)
    label.grab()
    assert trap.reached() != [] or not trap.tells_of_qt
    document = QTextDocument()
    document.setHtml(f'<img src="{trap.picture}">')
    document.size()
    trap.reached()
    trap.picture.read_bytes()
    assert trap.reached() != []
    assert list(troubles(label)) != []
    label.setText("words")
    label.setToolTip("<b>markup</b>")
    assert list(troubles(label)) != []


@pytest.mark.parametrize("turn", range(MAPS))
def test_what_the_window_says_of_hostile_words_is_words(victim: User, trap: Trap, turn: int) -> None:
    shows(victim, hostile_map(words_of(trap, turn)))
    window, work = victim.window, victim.workspace
    assert list(tips(window)) == []
    for sheet in list(victim.map.sheets):
        work.sheets.show(sheet)
        is_words(victim, f"sheet {sheet}")
    work.sheets.show("first")
    for element in list(victim.map.elements)[:: 1 if LONG else 4]:
        work.selection.set([element])
        is_words(victim, f"fields of {victim.map.elements[element].title!r}")
    for link in victim.map.links:
        work.selection.set([link])
        is_words(victim, f"fields of link {link}")
    work.selection.set(list(victim.map.elements)[:3])
    is_words(victim, "fields of several")
    for tab in range(work.tabs.count()):
        work.tabs.setCurrentIndex(tab)
        victim.waits()
        is_words(victim, f"tab {work.tabs.tabText(tab)}")
        assert list(tips(work.tabs.currentWidget())) == []
    assert len(read_aloud(window)) > 50


def test_every_row_of_findings_loops_and_positions_is_words_with_what_it_tells(victim: User) -> None:
    work = victim.workspace
    for panel in (work.findings, work.loops):
        work.tabs.setCurrentWidget(panel)
        assert panel.sentence_rows
        for row in panel.sentence_rows[:: 1 if LONG else 3]:
            panel.list.setCurrentIndex(panel.list.model().index(row, 0))
            is_words(victim, f"row {row} of {type(panel).__name__}")
        assert list(tips(panel)) == []
    work.tabs.setCurrentWidget(work.position_panel)
    for element in list(victim.map.elements)[:6]:
        work.selection.set([element])
        victim.waits()
        is_words(victim, "where it stands")


def test_bars_and_boxes_over_the_map_say_hostile_words_as_they_stand(victim: User, trap: Trap) -> None:
    work = victim.workspace
    for text in words_of(trap):
        work.notice.say(text)
        work.safety_banner.say(text, button=text[:40].replace("&", "&&"))
        victim.window.statusBar().showMessage(text)
        is_words(victim, f"said: {text!r}")
        assert work.notice.text() == text
    work.safety_banner.say("")
    victim.window.statusBar().clearMessage()
    work.see.open_filter()
    for criterion in work.filter_bar.buttons:
        work.filter_bar.open_list(criterion)
        is_words(victim, f"filter by {criterion}")
        work.filter_bar.list.close()
    work.filter_bar.saved.click()
    is_words(victim, "saved filters")
    closes_all(victim)
    work.finding.open()
    victim.types(MARK)
    is_words(victim, "find")
    victim.presses("Escape")
    work.quick.open()
    victim.composes('<img src="x')
    is_words(victim, "quick entry")
    victim.presses("Escape")
    element = next(iter(victim.map.placements_on("first")))
    work.making.rename(element)
    assert work.editor.toPlainText() == victim.map.elements[element].title
    is_words(victim, "the title on the card")


def test_choices_in_the_window_can_all_be_taken_with_hostile_words(victim: User) -> None:
    """Every drop-down of every panel, each of its entries: groupings, sortings, rows of the matrix."""
    work = victim.workspace
    work.matrix.open()
    victim.waits()
    for tab in range(work.tabs.count()):
        work.tabs.setCurrentIndex(tab)
        boxes = [each for each in victim.window.findChildren(QComboBox) if each.isVisible()]
        for box in (each for each in boxes if not work.inspector.isAncestorOf(each)):
            before = box.currentIndex()
            for entry in range(box.count()):
                box.setCurrentIndex(entry)
                box.activated.emit(entry)
                victim.waits()
                is_words(victim, f"{box.accessibleName()}: {box.itemText(entry)}")
            box.setCurrentIndex(before)
            box.activated.emit(before)
            victim.waits()
    assert list(tips(work.matrix.panel)) == []


def opens_recovery(user: User, text: str) -> None:
    now = datetime.now(UTC)
    left = Left(user.folder, text, Path(f"/tmp/{text[:60]}".replace("\0", "")), now, 3, b"no picture", True)
    RecoveryDialog([left], [left], lambda _left: None, lambda _left: None, user.window).open()


def opens_earlier(user: User, text: str) -> None:
    found = Generation(user.folder, datetime.now(UTC), 10, "", text, Path(f"/{text[:60]}"), b"no picture")
    EarlierDialog([found], lambda _found: None, lambda _found: None, user.window).open()


def opens_choice(user: User, text: str) -> None:
    ChooseDialog(text, text, Chooser([Offer("a", text)], text, text), lambda _key: None, user.window).open()


def opens_mute(user: User, text: str) -> None:
    MuteDialog(text, text, lambda _reason: None, user.window).open()


OPENERS: dict[str, Callable[[User, str], object]] = {
    "RecoveryDialog": opens_recovery,
    "EarlierDialog": opens_earlier,
    "ChooseDialog": opens_choice,
    "MuteDialog": opens_mute,
}
"""How a dialog comes up with a hostile text, where no action brings it up, or not with words of the map."""

ALONE = {"quit", "close-window"}
"""Actions that end the window; what they ask is asked in ``Ask``, which has a test of its own."""


def dialogs() -> dict[str, type[QDialog]]:
    """Every kind of dialog there is in ``ui``, without those that are only there to be derived from."""
    found: dict[str, type[QDialog]] = {}
    for path in sources("ui"):
        dotted = name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for kind in vars(importlib.import_module(dotted)).values():
            if inspect.isclass(kind) and issubclass(kind, QDialog) and kind.__module__ == dotted:
                found[kind.__name__] = kind
    return {name: kind for name, kind in found.items() if not kind.__subclasses__() or name in OPENERS}


def prepares(user: User, map: StrategyMap, selected: str) -> None:
    """The hostile map, whole, with something selected and a finding and a loop chosen."""
    closes_all(user)
    if user.window.workspace is not None:
        user.document.travel(len(user.document.history.undo_labels))
    if user.window.workspace is None or user.map != map:
        shows(user, map)
    if user.window.presentation.is_on:
        user.window.presentation.toggle()
    user.workspace.matrix.close()
    user.workspace.see.show_all()
    user.workspace.selection.set([selected])
    for panel in (user.workspace.findings, user.workspace.loops):
        if panel.sentence_rows:
            panel.list.setCurrentIndex(panel.list.model().index(panel.sentence_rows[0], 0))


def is_as_it_was(user: User, map: StrategyMap) -> bool:
    """Whether an action did nothing that the next one could be in the way of."""
    work = user.window.workspace
    if work is None or user.map is not map or windows(user) != [user.window]:
        return False
    return not (user.window.presentation.is_on or work.matrix.is_open or work.sight.is_partial)


def test_every_action_and_every_dialog_takes_hostile_words_for_words(
    victim: User, trap: Trap, opened: list[str], tmp_path: Path
) -> None:
    seen: set[str] = set()
    map = victim.map
    victim.answers.replaces = True
    card = next(key for key in map.placements_on("first") if len(map.links_of(key)) > 2)
    link = next(key for key, each in map.links.items() if each.kind is LinkKind.INFLUENCES)
    for row in ACTIONS:
        if row.id in ALONE:
            continue
        for selected in (card, link):
            if not is_as_it_was(victim, map):
                prepares(victim, map, selected)
            victim.workspace.selection.set([selected])
            ending = ".pdf" if row.id.startswith("export") else ".stratmap"
            victim.answers.paths = [tmp_path / f"out {MARK} <img src=x>{ending}"]
            victim.window.refresh()
            action = victim.window.actions_by_id[row.id]
            if action.isEnabled():
                action.trigger()
                waits(victim)
                is_words(victim, f"action {row.id}")
                others = [each for each in windows(victim) if each is not victim.window]
                seen |= {type(each).__name__ for each in others}
                assert [tip for each in others for tip in tips(each)] == [], row.id
                over = [each for each in others if not isinstance(each, MainWindow)]
                assert all(each.parentWidget() for each in over), f"{row.id}: it would not wear the window's theme"
                break
    prepares(victim, map, card)
    for name, opens in OPENERS.items():
        for text in words_of(trap):
            opens(victim, text)
            is_words(victim, name)
            (dialog,) = [each for each in windows(victim) if type(each).__name__ == name]
            assert list(tips(dialog)) == []
            assert read_aloud(dialog)
            closes_all(victim)
        seen.add(name)
    opened[:] = [each for each in opened if each != QUrl.fromLocalFile(str(tmp_path)).toString()]
    missing = set(dialogs()) - seen
    assert missing == set(), "no action brings these dialogs up: add to OPENERS how they come up with a hostile text"


def waits(user: User) -> None:
    """Waits for all that an action began, in whatever window."""
    user._until(lambda: not user.window.recovering.is_busy, "looking for unsaved work never ended")
    user.waits()


@pytest.mark.parametrize("method", [name for name in vars(Ask) if not name.startswith("_")])
def test_every_question_shows_hostile_words_as_words(
    victim: User, trap: Trap, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Each is called with a hostile text for every word and path it takes; a new one is, too."""
    seen: list[str] = []

    def looked_at(box: Any) -> int:
        box.show()
        QApplication.processEvents()
        seen.extend(troubles(box))
        assert list(tips(box)) == []
        assert not box.grab().isNull()
        box.close()
        box.deleteLater()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", looked_at)
    monkeypatch.setattr(QDialog, "exec", looked_at)
    monkeypatch.setattr(QDialog, "open", looked_at)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    ask = Ask(victim.window)
    function = getattr(ask, method)
    for text in words_of(trap):
        function(**{name: filled(name, kind, text) for name, kind in wanted(function).items()})
        assert seen == [], method


def wanted(function: Callable[..., object]) -> dict[str, object]:
    hints = get_type_hints(function, vars(importlib.import_module(function.__module__)))
    return {name: kind for name, kind in hints.items() if name != "return"}


def filled(name: str, kind: object, text: str) -> object:
    """A hostile argument."""
    known: dict[object, object] = {
        str: text,
        Path: Path("/tmp") / text.replace("/", "").replace("\0", ""),
        bool: True,
    }
    if kind in known:
        return known[kind]
    if callable(kind) or "Callable" in str(kind):
        return lambda *_answer: None
    raise AssertionError(f"say here what a hostile {name} of type {kind} is")


def test_the_start_page_lists_files_of_hostile_names_as_words(victim: User, trap: Trap) -> None:
    names = tuple(f"/tmp/{each[:50].replace('/', '')}.stratmap" for each in words_of(trap))
    page = StartPage(victim.window.files, names, victim.window.theme)
    page.resize(900, 700)
    assert list(troubles(page)) == []
    assert list(tips(page)) == []
    page.grab()
    page.deleteLater()


def test_a_copy_of_hostile_words_is_words_and_pictures_to_other_programs(victim: User, trap: Trap) -> None:
    victim.workspace.selection.set(list(victim.map.placements_on("first")))
    for action in ("copy", "copy-picture"):
        victim.window.actions_by_id[action].trigger()
        waits(victim)
        data = QApplication.clipboard().mimeData()
        assert not data.hasHtml()
        assert not data.hasUrls()
        is_plain_svg(bytes(data.data("image/svg+xml").data()))
    victim.window.actions_by_id["copy"].trigger()
    victim.presses("Ctrl+V")
    is_words(victim, "pasted")


def test_the_title_of_the_window_and_the_menus_are_hostile_words_as_they_stand(victim: User, trap: Trap) -> None:
    for text in words_of(trap)[:: 1 if LONG else 5]:
        with victim.document.edit(text) as edit:
            edit.put(replace(victim.map.info, title=text))
        victim.window.refresh()
        QApplication.processEvents()
        shown = " ".join(text.split())[:80]
        assert victim.window.windowHandle().title().startswith(shown)
        for menu in victim.window.menuBar().findChildren(QMenu):
            menu.aboutToShow.emit()
            assert list(troubles(menu)) == []
            menu.grab()


REACHING = {"openUrl", "setOpenExternalLinks", "setOpenLinks", "QDesktopServices", "webbrowser", "startfile"}
RUNNING = {"subprocess", "QProcess", "system", "popen", "Popen", "QNetworkAccessManager", "QWebEngineView", "urlopen"}
MAY_REACH = {
    "ui/dialogs/guide.py": {"setOpenLinks"},
    "ui/files/sending_commands.py": {"QDesktopServices", "openUrl"},
}
"""Who may: the guide says that its links are not opened; sending opens the folder it wrote to, if one ticks that."""


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
    }
    return used | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_nothing_in_the_program_opens_links_or_runs_programs_but_what_is_listed_here() -> None:
    found = {
        name_of(path): names & (REACHING | RUNNING)
        for path in sources("ui", "stratmap", "models")
        if (names := names_in(path))
    }
    assert {name: names for name, names in found.items() if names} == MAY_REACH


def test_a_link_in_the_guide_shows_where_it_goes_and_is_not_opened(victim: User, opened: list[str]) -> None:
    victim.window.help.show_guide()
    (guide,) = victim.window.findChildren(GuideWindow)
    (browser,) = guide.findChildren(QTextBrowser)
    for address in ("http://host.invalid/x", "file:///etc/passwd", "javascript:alert(1)", "\\\\host\\share"):
        before = browser.source()
        browser.setHtml(f'<a href="{address}">here</a>')
        browser.anchorClicked.emit(QUrl(address))
        QTest.mouseClick(browser.viewport(), *left_click(browser))
        assert browser.source() == before
    assert opened == []


def left_click(browser: QTextBrowser) -> tuple[Any, ...]:
    return Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, browser.cursorRect().center()
