"""Maps opened before, in the File menu."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from tests.user import User
from ui.window.start_page import StartPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists and menus that open, without a display


def opens_the_file_menu(user: User) -> None:
    menu = user.window.menuBar().actions()[0].menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()


def test_recent_maps_are_in_the_file_menu_and_open(planner: User, tmp_path: Path):
    first = planner.window.actions_by_id["recent-1"]
    assert (first.text(), first.isEnabled()) == ("No map was opened yet", False)
    planner.saves_as(tmp_path / "plan & more.stratmap")
    planner.waits()
    opens_the_file_menu(planner)
    assert first.text().startswith("Test map – plan && more.stratmap")
    assert not planner.window.actions_by_id["recent-2"].isVisible()
    planner.presses("Ctrl+N")
    assert not planner.map.elements
    first.trigger()
    planner.waits()
    assert len(planner.map.elements) == 5


def test_recent_maps_are_called_by_their_titles(planner: User, tmp_path: Path):
    planner.workspace.selection.set(())
    planner.fills("title", "R&D <b>plan")
    planner.saves_as(tmp_path / "2026.stratmap")
    opens_the_file_menu(planner)
    assert planner.window.actions_by_id["recent-1"].text().startswith("R&&D <b>plan – 2026.stratmap  in ")
    planner.fills("title", "The plan")
    planner.saves()
    planner.presses("Ctrl+W")
    page = planner.window.centralWidget()
    assert isinstance(page, StartPage)
    assert page.buttons[str(tmp_path / "2026.stratmap")].text().startswith("The plan – 2026.stratmap    ")
    page.buttons[str(tmp_path / "2026.stratmap")].click()
    planner.waits()
    assert planner.map.info.title == "The plan"


def test_a_recent_map_that_is_gone_is_said_to_be_and_leaves_the_menu(planner: User, tmp_path: Path):
    planner.saves_as(tmp_path / "plan.stratmap")
    planner.waits()
    opens_the_file_menu(planner)
    (tmp_path / "plan.stratmap").unlink()
    planner.window.actions_by_id["recent-1"].trigger()
    planner.waits()
    assert "cannot be found" in planner.answers.asked[-1]
    assert planner.window.actions_by_id["recent-1"].isEnabled(), "its earlier versions can still be had"
    shutil.rmtree(planner.home.backups)
    planner.window.actions_by_id["recent-1"].trigger()
    planner.waits()
    assert planner.answers.told
    opens_the_file_menu(planner)
    assert not planner.window.actions_by_id["recent-1"].isEnabled()
