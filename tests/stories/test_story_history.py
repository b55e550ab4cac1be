"""The history: the steps made, and going to one of them at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.stories.planned import business
from tests.user import User

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists and menus that open, without a display


def history(user: User) -> list[str]:
    user.workspace.tabs.show_history()
    QApplication.processEvents()
    return list(user.workspace.history.model.labels)


def test_the_history_lists_steps_and_goes_to_one_at_once(planner: User):
    planner.draws("Factor", "One", at=(100, 300))
    planner.draws("Factor", "Two", at=(400, 300))
    planner.selects("One")
    planner.presses("Delete")
    assert history(planner) == ["As it was opened", "Add Factor", "Add Factor", "Delete Factor"]
    told: list[object] = []
    planner.document.changed.connect(told.append)
    list_ = planner.workspace.history.list
    at = list_.visualRect(list_.model().index(0, 0)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert planner.map == business()
    assert len(told) == 1
    assert planner.workspace.history.model.present == 0
    list_.setFocus()
    planner.presses("Down", "Down", "Return")
    assert {each.title for each in planner.map.elements.values()} >= {"One", "Two"}
    assert planner.workspace.history.model.present == 2
    assert len(planner.document.history.redo_labels) == 1
    planner.presses("Ctrl+Shift+Z")
    assert not planner.elements("One")


def test_the_history_names_what_each_step_was_about(planner: User):
    planner.draws("Factor", "One", at=(100, 300))
    planner.selects("One")
    planner.fills("title", "Two")
    history(planner)
    model = planner.workspace.history.model
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        rows = [str(model.index(row, 0).data(role)).strip(" ●") for row in range(model.rowCount())]
        assert rows[0].startswith("As it was opened")
        assert rows[1].startswith("Add Factor  ‘One’")
        assert "‘One’ → ‘Two’" in rows[2]
    planner.presses("Ctrl+Z")
    history(planner)
    assert "‘One’ → ‘Two’" in str(model.index(2, 0).data()), "what was taken back is named, too"


def test_a_new_edit_after_going_back_forgets_what_was_taken_back(planner: User):
    planner.draws("Factor", "One", at=(100, 300))
    planner.workspace.edit.travel(1)
    planner.draws("Factor", "Two", at=(100, 300))
    assert history(planner) == ["As it was opened", "Add Factor"]


def test_travelling_further_than_there_are_steps_stops_at_the_end(planner: User):
    planner.draws("Factor", "One", at=(100, 300))
    planner.workspace.edit.travel(50)
    assert planner.map == business()
    planner.workspace.edit.travel(-50)
    assert planner.elements("One")
    planner.workspace.edit.travel(-1)
