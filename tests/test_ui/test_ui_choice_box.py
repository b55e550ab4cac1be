"""The lists that drop down from the boxes of choices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.user import User
from ui.panels.choice_box import ChoiceBox


# Without a display no list comes to the front, and none takes the keyboard: Qt says so.
@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("theme", ["paper", "slate"])
@pytest.mark.parametrize("kind", ["Objective", "Department", "Note"])
def test_all_choices_are_seen_at_once_where_there_is_room(user: User, kind: str, theme: str) -> None:
    user.window.actions_by_id[f"theme-{theme}"].trigger()
    user.draws(kind, "Grow", at=(400, 300))
    user.selects("Grow")
    boxes = [box for box in user.workspace.inspector.findChildren(ChoiceBox) if box.isVisible()]
    assert user.workspace.inspector.kind_box in boxes
    for box in boxes:
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)
        view = box.view()
        last = view.visualRect(view.model().index(box.count() - 1, 0))
        assert view.isVisible()
        assert view.viewport().rect().contains(last)
        assert last.height() >= 24, "a row is as high as a finger or a projector asks"
        assert view.verticalScrollBar().maximum() == 0
        assert view.mapToGlobal(view.rect().topLeft()).y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
        box.hidePopup()
