"""Several maps at once, each in a window of its own: opened, told apart, joined by copying, and left together."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from models.store import open_map
from stratmap.safekeeping.recovery import left_behind
from tests.hanging import Hanging
from tests.stories.several import opens_window, turns_to, until, windows
from tests.user import User
from ui.dialogs.ask import Answer
from ui.tools.create_tool import CreateTool

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # raising a window where none is seen


@pytest.fixture
def plan(user: User, tmp_path: Path) -> Path:
    """A map that is saved, and open in the only window."""
    path = tmp_path / "plan.stratmap"
    user.fills("title", "The plan")
    user.draws("Objective", "Bread", at=(400, 300))
    user.saves_as(path)
    return path


@pytest.fixture
def other(user: User, plan: Path, tmp_path: Path) -> Path:
    """Another file with the same map."""
    path = tmp_path / "other.stratmap"
    path.write_bytes(plan.read_bytes())
    return path


def test_a_new_window_has_a_map_and_a_selection_of_its_own(user: User, plan: Path) -> None:
    user.selects("Bread")
    first = user.window
    second = opens_window(user)
    assert second is not first
    assert second.workspace is None, "it begins with the start page"
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    assert user.selected() == {"Rain"}
    assert second.isWindowModified()
    assert not first.isWindowModified()
    turns_to(user, 0)
    assert user.selected() == {"Bread"}
    assert not user.elements("Rain")
    user.presses("Ctrl+Z")
    assert not user.elements("Bread"), "each has a history of its own"
    assert windows(user)[1].workspace is not None
    turns_to(user, 1)
    assert user.element("Rain")


def test_cards_are_copied_from_one_window_into_another(user: User, plan: Path) -> None:
    user.draws("Factor", "Rain", at=(700, 300))
    user.connects("Rain", "Bread", tool="Supports")
    user.presses("Ctrl+A", "Ctrl+C")
    opens_window(user)
    user.presses("Ctrl+N", "Ctrl+V")
    user.waits()
    assert user.link("Rain", "Bread")
    assert user.selected() == {"Rain", "Bread"}
    assert {each.id for each in user.map.elements.values()}.isdisjoint(
        each.id
        for each in windows(user)[0].workspace.document.map.elements.values()  # type: ignore[union-attr]
    )
    user.presses("Ctrl+Z")
    assert not user.map.elements, "pasting is one step"


def test_a_file_is_opened_in_a_window_of_its_own(user: User, plan: Path, other: Path) -> None:
    user.answers.paths = [other]
    user.presses("Ctrl+Alt+N")
    assert len(windows(user)) == 2
    turns_to(user, 1)
    user.waits()
    assert user.window.path == other
    assert windows(user)[0].path == plan


def test_several_files_chosen_at_once_open_in_as_many_windows(user: User, plan: Path, other: Path) -> None:
    user.presses("Ctrl+W")
    user.answers.paths = [plan, other, plan]
    user.presses("Ctrl+O")
    for number in range(2):
        turns_to(user, number)
        user.waits()
    assert [each.path for each in windows(user)] == [plan, other]


def test_a_recent_map_is_opened_in_a_window_of_its_own(user: User, plan: Path) -> None:
    user.presses("Ctrl+N")
    user.window.refresh()
    row = user.window.actions_by_id["recent-in-window-1"]
    assert row.text().startswith("The plan – plan.stratmap")
    row.trigger()
    turns_to(user, 1)
    user.waits()
    assert user.window.path == plan


def test_the_window_menu_lists_what_is_open_and_brings_it_forward(user: User, plan: Path) -> None:
    second = opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    second.refresh()
    names = [second.actions_by_id[f"window-{number}"] for number in (1, 2, 3)]
    assert [each.text() for each in names if each.isVisible()] == ["1  The plan – plan.stratmap", "2  Untitled map *"]
    assert [each.isChecked() for each in names] == [False, True, False]
    names[0].trigger()
    until(user, windows(user)[0].isActiveWindow)
    turns_to(user, 0)
    user.presses("Ctrl+F6")
    until(user, second.isActiveWindow)
    turns_to(user, 1)
    user.presses("Ctrl+F6")
    until(user, windows(user)[0].isActiveWindow)


def test_the_map_has_the_keyboard_again_where_the_menu_bar_kept_it(user: User, plan: Path) -> None:
    first, bar = user.window, user.window.menuBar()
    (menu,) = [each for each in bar.actions() if each.text().replace("&", "") == "Window"]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(menu).center())
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    bar.setFocus(Qt.FocusReason.MenuBarFocusReason)  # where the menu leaves it on a desktop
    opens_window(user)
    user.presses("Ctrl+Shift+W")
    user.window = first
    first.come_forward()
    until(user, first.isActiveWindow)
    user.presses("Ctrl+A")
    assert user.selected() == {"Bread"}
    user.presses("Escape")
    assert user.selected() == set()
    user.presses("O")
    assert isinstance(user.workspace.view.hand.tool, CreateTool)


def test_the_keyboard_stays_where_it_was_in_a_window_that_comes_back(user: User, plan: Path) -> None:
    user.selects("Bread")
    work, form = user.workspace, user.workspace.inspector.form
    assert form is not None
    in_tabs = ((work.outline, work.outline.view), (work.findings, work.findings.list))
    for tab, holder in ((work.findings, form.editors["title"]), *in_tabs):
        work.tabs.setCurrentWidget(tab)
        turns_to(user, 0)
        holder.setFocus(Qt.FocusReason.OtherFocusReason)
        assert holder.hasFocus()
        opens_window(user)
        turns_to(user, 0)
        until(user, holder.hasFocus)


def test_a_window_stands_beside_the_one_before(user: User) -> None:
    user.window.setGeometry(20, 60, 680, 600)
    first = user.window.geometry()
    second = opens_window(user).geometry()
    assert second.topLeft() != first.topLeft()
    assert second.size() == first.size()


def test_a_file_that_is_open_is_not_opened_twice(user: User, plan: Path) -> None:
    first = user.window
    opens_window(user)
    user.opens(plan)
    assert user.window.workspace is None
    until(user, first.isActiveWindow)
    turns_to(user, 1)
    user.answers.paths = [plan]
    user.presses("Ctrl+Alt+N")
    assert len(windows(user)) == 2
    until(user, first.isActiveWindow)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_a_file_that_is_open_is_known_by_any_name_it_has(user: User, plan: Path, tmp_path: Path) -> None:
    link, hard = tmp_path / "link.stratmap", tmp_path / "hard.stratmap"
    link.symlink_to(plan)
    os.link(plan, hard)
    (tmp_path / "folder").mkdir()
    first = user.window
    for name in (link, hard, tmp_path / "folder" / ".." / "plan.stratmap"):
        opens_window(user)
        user.opens(name)
        assert user.window.workspace is None, name
        until(user, first.isActiveWindow)


def test_a_share_that_has_gone_keeps_no_other_file_from_opening(
    user: User, plan: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = Hanging()
    monkeypatch.setattr("ui.window.windows.is_same_file", share)
    second = opens_window(user)
    with share.waits_for_nobody():
        user.opens(other)
        assert second.path == other
    until(user, lambda: not any(each.name == "stratmap same file" for each in threading.enumerate()))


def test_work_that_is_not_saved_is_not_read_over_from_the_same_file(user: User, plan: Path) -> None:
    user.draws("Factor", "Rain", at=(700, 300))
    user.opens(plan)
    assert user.element("Rain")
    assert user.answers.asked == ["Save the map", "Open a map"]
    user.sees_notice("open here already")


def test_a_map_is_not_saved_over_one_that_another_window_has(user: User, plan: Path) -> None:
    before = plan.read_bytes()
    opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    user.answers.replaces = True
    user.saves_as(plan)
    assert plan.read_bytes() == before
    assert "‘plan.stratmap’ is open in another window" in user.answers.told[-1]
    assert user.window.isWindowModified()
    assert user.window.path is None


def test_closing_one_window_leaves_the_others_and_nothing_of_itself(user: User, plan: Path) -> None:
    for _time in range(3):
        gone = opens_window(user)
        user.presses("Ctrl+N")
        user.draws("Factor", "Rain", at=(400, 300))
        user.presses("Ctrl+Shift+W")
        turns_to(user, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not isValid(gone)
        assert windows(user) == [user.window]
    assert user.element("Bread")
    user.renames("Bread", "Cake")
    assert user.element("Cake")


def test_quitting_asks_for_each_map_that_is_not_saved(user: User, plan: Path, tmp_path: Path) -> None:
    user.renames("Bread", "Cake")
    opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    opens_window(user)
    user.answers.asked.clear()
    user.answers.answer = Answer.SAVE
    user.answers.paths = [tmp_path / "rain.stratmap"]
    left = windows(user)
    turns_to(user, 2)
    user.presses("Ctrl+Q")
    until(user, lambda: not any(isValid(each) and each.isVisible() for each in left))
    assert user.answers.asked == ["The plan – plan.stratmap", "Untitled map", "Save the map"]
    assert [each.title for each in open_map(plan).map.elements.values()] == ["Cake"]
    assert [each.title for each in open_map(tmp_path / "rain.stratmap").map.elements.values()] == ["Rain"]


def test_who_thinks_better_of_quitting_keeps_all_windows(user: User, plan: Path) -> None:
    user.renames("Bread", "Cake")
    opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    answers = [Answer.DISCARD, Answer.CANCEL]
    user.answers.keep_changes = lambda name: answers.pop(0)  # type: ignore[method-assign]
    user.presses("Ctrl+Q")
    assert answers == []
    assert len(windows(user)) == 2
    assert all(each.isVisible() for each in windows(user))
    del user.answers.keep_changes


def test_a_theme_is_worn_by_all_windows(user: User) -> None:
    second = opens_window(user)
    turns_to(user, 0)
    user.window.actions_by_id["theme-slate"].trigger()
    assert second.theme.name == user.window.theme.name == "slate"


def test_all_windows_share_the_recent_maps(user: User, plan: Path, other: Path) -> None:
    second = opens_window(user)
    user.opens(other)
    assert [each.name for each in second.recent] == ["other.stratmap", "plan.stratmap"]
    assert windows(user)[0].recent == second.recent


def test_a_system_that_ends_all_programs_asks_in_no_window(user: User, plan: Path) -> None:
    user.renames("Bread", "Cake")
    opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    user.answers.asked.clear()
    user.window.windows.end_now()
    assert user.answers.asked == []
    assert {each.title for each in left_behind(user.home)} == {"The plan", ""}
