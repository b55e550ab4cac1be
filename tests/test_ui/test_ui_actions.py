"""The table of actions: each can be reached, by a menu and by keys of its own, and none fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolBar

from models.rules import violations
from stratmap.document import Document
from stratmap.drawing.icons import icon_names
from stratmap.settings import Settings
from tests.builders import factor, influences, initiative, map_of, objective, owns, placed
from tests.conftest import Errors
from tests.user import User
from ui.actions import ACTIONS
from ui.actions.action import Menu
from ui.actions.window import MOST_WINDOWS
from ui.canvas.view import MapView
from ui.faults import faults_told

KEYS_OF_A_FIELD = ("Return", "Enter", "Tab", "Shift+Tab", "Escape", "Backspace")
"""What a field or the title on the map needs for itself."""

NOT_CLOSING = [row for row in ACTIONS if row.id not in ("quit", "close-window")]


def menus(user: User) -> dict[str, list[QAction]]:
    """The actions that stand in each menu of the bar, those of its submenus too."""
    return {action.text(): _within(action.menu()) for action in user.window.menuBar().actions()}


def _within(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for each in menu.actions():
        below = each.menu()
        if below is not None:
            found += _within(below)
        elif not each.isSeparator():
            found.append(each)
    return found


def test_no_two_actions_have_the_same_keys():
    keys = Counter(QKeySequence(each).toString() for row in ACTIONS for each in row.shortcuts)
    assert [each for each, count in keys.items() if count > 1] == []


def test_all_keys_are_ones_qt_knows():
    for row in ACTIONS:
        for each in row.shortcuts:
            assert QKeySequence(each).count() == 1, f"{row.id}: {each}"


def test_no_action_takes_a_key_the_map_or_a_field_needs():
    needed = {QKeySequence(each).toString() for each in KEYS_OF_A_FIELD}
    for row in ACTIONS:
        for each in row.shortcuts:
            chord = QKeySequence(each)[0]
            assert QKeySequence(each).toString() not in needed, row.id
            held = chord.keyboardModifiers()
            if not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
                assert chord.key() >= Qt.Key.Key_F1 or chord.key() == Qt.Key.Key_Delete, f"{row.id}: {each} writes"
                assert chord.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


@pytest.mark.parametrize("keys", ["Left", "Shift+Down", "Space", "Escape", "a", "+", "-", "?"])
def test_the_keys_the_map_handles_itself_reach_it(user: User, monkeypatch: pytest.MonkeyPatch, keys: str):
    heard: list[int] = []
    kept = MapView.keyPressEvent
    monkeypatch.setattr(
        MapView, "keyPressEvent", lambda view, event: (heard.append(event.key()), kept(view, event))[1]
    )
    user.window.show_map(user.document, None)  # a view made now has the method that listens
    user.presses(keys)
    assert heard[-1] == QKeySequence(keys)[0].key()  # after Shift itself
    user.presses("Escape")


def test_names_are_told_apart_and_every_row_has_its_own():
    assert max(Counter(row.id for row in ACTIONS).values()) == 1
    assert max(Counter((row.menu, row.text) for row in ACTIONS).values()) == 1


def test_every_action_stands_in_its_menu_exactly_once(user: User):
    there = [action for actions in menus(user).values() for action in actions]
    assert Counter(map(id, there)) == Counter(id(user.window.actions_by_id[row.id]) for row in ACTIONS)
    for menu in Menu:
        texts = {user.window.actions_by_id[row.id] for row in ACTIONS if row.menu is menu}
        assert set(menus(user)[menu.value]) == texts


def test_the_toolbar_holds_the_rows_that_say_so(user: User):
    (bar,) = user.window.findChildren(QToolBar)
    there = [action for action in bar.actions() if not action.isSeparator()]
    assert there == [user.window.actions_by_id[row.id] for row in ACTIONS if row.in_toolbar]


def test_who_wants_to_print_finds_it_in_the_file_menu_and_the_toolbar_stays_short(user: User):
    (prints,) = [each for each in menus(user)[Menu.FILE.value] if "print" in each.text()]
    assert prints.text() == "Export or print …"
    assert prints.iconText() == "Export"
    assert QKeySequence("Ctrl+P") in prints.shortcuts()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_context_menu_holds_what_can_be_done(user: User):
    begin_with_everything(user)
    view = user.workspace.view
    view.hand.menu_asked.emit(view.window_rect(view.scene.rect_of("o")).center())
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    assert set(_within(popup)) == {
        user.window.actions_by_id[row.id] for row in ACTIONS if row.in_context_menu and row.enabled(user.window)
    }
    popup.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_context_menu_of_empty_paper_offers_what_is_done_there(user: User):
    begin_with_everything(user)
    view = user.workspace.view
    view.looking.zoom_to(0.3)
    view.hand.menu_asked.emit(QPointF(3, 3))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    there = {action for action in popup.actions() if not action.isSeparator()}
    ids = {row.id for row in ACTIONS if user.window.actions_by_id[row.id] in there}
    assert ids == {
        *("add-objective", "add-initiative", "add-department", "add-measure", "add-factor", "add-note"),
        *("paste", "select-all", "layout", "fit"),
    }
    popup.close()


@pytest.mark.parametrize("row", ACTIONS, ids=lambda row: row.id)
def test_every_icon_is_there(row: object):
    assert row.icon in ("", *icon_names())  # type: ignore[attr-defined]


def test_actions_with_an_icon_show_one(user: User):
    bare = {row.id for row in ACTIONS if row.icon and user.window.actions_by_id[row.id].icon().isNull()}
    assert bare == set()


def begin_on_the_start_page(user: User) -> None:
    user.window.show_start()


def begin_with_nothing_drawn(user: User) -> None:
    user.window.show_map(Document(map_of()), None)


def begin_with_everything(user: User) -> None:
    """Cards and links, all selected, with something to undo and something to redo."""
    cards = [objective("o"), initiative("i"), factor("f")]
    links = [influences("i", "o", "+"), influences("o", "f"), owns("i", "o")][:2]
    user.window.show_map(Document(placed(map_of(*cards, *links))), None)
    QApplication.processEvents()
    user.workspace.edit.select_all()
    user.workspace.linking.reverse()
    user.workspace.linking.reverse()
    user.workspace.edit.undo()


def begin_with_one_card(user: User) -> None:
    begin_with_everything(user)
    user.workspace.selection.set({"o"})


def begin_with_one_link(user: User) -> None:
    begin_with_everything(user)
    user.workspace.selection.set({next(iter(user.map.links))})


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("begin", [begin_with_nothing_drawn, begin_with_everything, begin_with_one_link])
def test_no_action_fails(user: User, reported: Errors, begin: Callable[[User], None]):
    user.answers.paths = [user.folder / "map.stratmap"]
    with faults_told(user.window.tell_fault):
        begin(user)
        work, map, chosen = user.workspace, user.map, user.workspace.selection.keys
        for row in NOT_CLOSING:
            if user.window.workspace is not work or user.map is not map:
                begin(user)
                work, map = user.workspace, user.map
            work.selection.set(chosen)
            assert user.window.actions_by_id[row.id].isEnabled() == row.enabled(user.window), row.id
            user.window.actions_by_id[row.id].trigger()
            tidy(user)
            assert reported.seen == [], row.id
            assert user.window.workspace is None or violations(user.map) == [], row.id


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_no_action_fails_on_the_start_page(user: User, reported: Errors):
    """Not even where it cannot be done: a key may come just when the map is closed."""
    begin_on_the_start_page(user)
    for row in NOT_CLOSING:
        if row.id != "new":
            row.runs(user.window)
            assert user.window.workspace is None, row.id
            tidy(user)


def tidy(user: User) -> None:
    """Closes what an action opened, and has the window be as wide as before."""
    user._until(lambda: not user.window.jobs.words, "the work never ended")
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.close()
    user.window.setWindowState(Qt.WindowState.WindowNoState)
    if user.window.workspace is not None:
        user.workspace.editor.drop()
    user.window.activateWindow()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # as the loop of the program does


def test_what_needs_a_map_can_be_done_only_with_one(user: User):
    begin_on_the_start_page(user)
    there = {row.id for row in ACTIONS if user.window.actions_by_id[row.id].isEnabled()}
    assert {"new", "open", "import", "quit", "guide", "about"} <= there
    assert not there & {"save", "export", "undo", "redo", "delete", "paste", "layout", "fit", "add-note", "link-to"}


def test_everything_can_be_done_at_some_time(user: User):
    possible: set[str] = set()
    recent = tuple(f"map {number}.stratmap" for number in range(9))
    user.window._settings.now = Settings(recent=recent)
    for _more in range(MOST_WINDOWS - 1):
        user.window.windows.add(user.window)  # who opens as many waits long for them
    for begin in (begin_on_the_start_page, begin_with_everything, begin_with_one_card, begin_with_one_link):
        begin(user)
        user.window.refresh()
        possible |= {row.id for row in ACTIONS if user.window.actions_by_id[row.id].isEnabled()}
    user.workspace.see.focus(None)
    user.saves_as(user.folder / "map.stratmap")
    possible |= {row.id for row in ACTIONS if user.window.actions_by_id[row.id].isEnabled()}
    assert possible == {row.id for row in ACTIONS}
    for _more in range(MOST_WINDOWS - 1):
        user.window.windows.remove(user.window)


def test_quit_closes_the_window(user: User):
    user.presses("Ctrl+Q")
    assert not user.window.isVisible()
