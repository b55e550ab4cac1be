"""The outline: every element as a list, with the selection of the canvas."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stratmap.document import Document
from tests.builders import map_of, objective
from tests.stories.planned import clicks_outline, listed, outline_row, ticks
from tests.user import User

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists and menus that open, without a display


def test_the_outline_lists_everything_by_perspective_or_by_kind(planner: User):
    assert listed(planner)[0] == "In no perspective  (5)"
    assert listed(planner)[1:] == ["Größeres Vertrauen", "Grow revenue", "IT", "New portal", "Shop refit"]
    planner.picks(planner.workspace.outline.grouping, "By kind")
    outline = planner.workspace.outline
    outline.grouping.chosen.emit("kind")
    assert listed(planner)[:3] == ["Objective  (1)", "Grow revenue", "Initiative  (2)"]


def test_the_outline_and_the_canvas_have_one_selection(planner: User):
    clicks_outline(planner, "IT")
    assert planner.selected() == {"IT"}
    clicks_outline(planner, "Shop refit", Qt.KeyboardModifier.ControlModifier)
    assert planner.selected() == {"IT", "Shop refit"}
    planner.selects("Grow revenue", "New portal")
    outline = planner.workspace.outline
    rows = {outline.model.element_at(index) for index in outline.view.selectionModel().selectedIndexes()}
    assert rows == {"grow", "portal"}
    planner.presses("Escape")
    assert not outline.view.selectionModel().hasSelection()


def test_the_outline_by_keys(planner: User):
    planner.presses("Ctrl+Alt+O")
    clicks_outline(planner, "Größeres Vertrauen")
    planner.presses("Down")
    assert planner.selected() == {"Grow revenue"}
    planner.presses("Shift+Down")
    assert planner.selected() == {"Grow revenue", "IT"}
    planner.presses("Left")
    assert len(listed(planner)) == 1
    planner.presses("Right")
    assert len(listed(planner)) == 6
    planner.presses("Down", "Return")
    assert planner.workspace.view.hasFocus()


def test_a_title_is_written_in_the_outline(planner: User):
    clicks_outline(planner, "IT")
    planner.presses("F2", "Ctrl+A")
    planner.types("A team")
    planner.presses("Return")
    assert planner.map.elements["it"].title == "A team"
    assert listed(planner)[1] == "A team"
    planner.presses("Ctrl+Z")
    assert planner.map.elements["it"].title == "IT"


def test_a_title_written_in_the_outline_is_kept_when_a_menu_is_used(planner: User, tmp_path: Path):
    at = outline_row(planner, "IT")
    view = planner.workspace.outline.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    planner.presses("Ctrl+A")
    planner.types("IT team")
    planner.saves_as(tmp_path / "plan.stratmap")
    assert planner.map.elements["it"].title == "IT team"
    assert not planner.document.is_modified


def test_a_title_that_is_too_long_is_refused_in_the_outline(planner: User):
    clicks_outline(planner, "IT")
    planner.presses("F2", "Ctrl+A")
    planner.composes("x" * 2_500)
    planner.presses("Return")
    planner.sees_notice("2,500 characters")
    assert planner.map.elements["it"].title == "IT"


def test_the_outline_follows_edits_undo_and_the_filter(planner: User):
    assert len(listed(planner)) == 6
    planner.draws("Factor", "Weather", at=(100, 300))
    assert "Weather" in listed(planner)
    planner.presses("Ctrl+Z")
    assert "Weather" not in listed(planner)
    planner.selects("Grow revenue")
    planner.presses("Delete")
    assert "Grow revenue" not in listed(planner)
    planner.presses("Ctrl+Z")
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    assert listed(planner)[1:] == ["New portal", "Shop refit"]


def test_what_is_on_no_sheet_is_in_the_outline(user: User):
    user.window.show_map(Document(map_of(objective("a", "Nowhere"))), None)
    QApplication.processEvents()
    assert "Nowhere" in listed(user)
    clicks_outline(user, "Nowhere")
    assert user.workspace.inspector.records()[0].key == "a"
