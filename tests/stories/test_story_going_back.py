"""After going back to the file the map is looked at as before, and what is said stands where it always does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.user import User


@pytest.fixture
def reverted(user: User, tmp_path: Path) -> User:
    """Somebody who drew, saved, drew on, zoomed in and went back to the file."""
    user.draws("Objective", "Bread", at=(400, 300))
    user.draws("Objective", "Rolls", at=(1400, 900))
    user.saves_as(tmp_path / "plan.stratmap")
    user.draws("Objective", "Cake", at=(700, 300))
    user.turns_wheel(3, 400, 300, Qt.KeyboardModifier.ControlModifier)
    user.answers.agrees = True
    user.window.actions_by_id["revert"].trigger()
    user.waits()
    QApplication.processEvents()
    return user


def test_what_is_seen_after_going_back_stays_when_the_filter_comes(reverted: User) -> None:
    view = reverted.workspace.view
    camera, height = view.camera, view.height()
    reverted.presses("Ctrl+Alt+F")
    QApplication.processEvents()
    assert view.height() != height, "the filter took no room"
    assert view.camera == camera


def test_what_was_zoomed_to_by_keyboard_stays_when_the_filter_comes(user: User) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    view = user.workspace.view
    view.looking.wants_fit = True  # as after a map was opened
    view.looking.zoom(2.0)
    camera = view.camera
    user.presses("Ctrl+Alt+F")
    QApplication.processEvents()
    assert view.camera == camera


def test_what_is_said_after_going_back_stands_at_the_bottom_of_the_map(reverted: User) -> None:
    notice, view = reverted.workspace.notice, reverted.workspace.view
    reverted.sees_notice("This is what is in")
    assert view.height() - notice.geometry().bottom() == pytest.approx(21, abs=2)
    assert notice.geometry().center().x() == pytest.approx(view.width() / 2, abs=2)
