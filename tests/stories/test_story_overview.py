"""The overview in the corner of the map, and what a narrow window leaves away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stratmap.document import Document
from tests.builders import factor, map_of, placed
from tests.user import User
from ui.panels.compact_bar import CompactBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists and menus that open, without a display


def test_the_overview_shows_where_one_is_and_leads_elsewhere(planner: User):
    minimap, view = planner.workspace.minimap, planner.workspace.view
    assert not minimap.isVisible()
    planner.presses("Ctrl+Shift+M")
    assert minimap.isVisible()
    assert planner.window.actions_by_id["minimap"].isChecked()
    view.looking.zoom_to(2.0)
    QApplication.processEvents()
    frame, before = minimap.frame(), view.camera
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(30, 70))
    QTest.mouseMove(minimap, QPoint(60, 70))
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(60, 70))
    assert view.camera != before
    assert view.camera.scale == before.scale
    assert abs(minimap.frame().center().x() - 60) < 2
    assert minimap.frame().size() == frame.size()
    planner.presses("Ctrl+Shift+M")
    assert not minimap.isVisible()


def test_a_click_in_the_overview_makes_no_card(planner: User):
    planner.presses("Ctrl+Shift+M")
    planner.takes("Factor")
    QTest.mouseClick(planner.workspace.minimap, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(planner.workspace.minimap, Qt.MouseButton.LeftButton)
    assert not planner.workspace.editor.isVisible()
    assert len(planner.map.elements) == 5


def test_a_large_map_comes_with_its_overview(user: User):
    user.window.show_map(Document(placed(map_of(*(factor(f"f{n}") for n in range(80))))), None)
    QApplication.processEvents()
    assert user.workspace.minimap.isVisible()


def test_the_overview_never_shows_a_light_map_on_dark_paper(user: User):
    user.window.show_map(Document(placed(map_of(*(factor(f"f{n}") for n in range(3_000))))), None)
    user.window.themes.choose("paper")
    minimap = user.workspace.minimap
    user._until(lambda: minimap._begun is None, "the overview is never finished")
    light = minimap.grab().toImage().pixelColor(4, 4).lightness()
    user.window.themes.choose("slate")
    assert minimap.grab().toImage().pixelColor(4, 4).lightness() < 100 < light


def test_a_narrow_window_leaves_the_words_of_the_toolbar_away(user: User):
    (bar,) = user.window.findChildren(CompactBar)
    assert bar.has_words
    user.window.resize(900, 600)
    QApplication.processEvents()
    assert not bar.has_words
    for action in bar.actions():
        button = bar.widgetForAction(action)
        assert button.isVisible()
        assert button.geometry().right() < bar.width()
        assert action.isSeparator() or action.toolTip()
    user.window.resize(1360, 860)
    QApplication.processEvents()
    assert bar.has_words
