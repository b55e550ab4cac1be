"""While the map is presented its bars are away, and come back afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from stratmap.document import Document
from stratmap.examples import load_example
from tests.user import User


def test_an_open_filter_bar_is_away_during_a_presentation_and_back_after_it(user: User) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    bar = user.workspace.filter_bar
    user.presses("Ctrl+Alt+F")
    assert bar.isVisible()
    user.presses("F5")
    assert not bar.isVisible()
    user.presses("F5")
    assert bar.isVisible()


def test_a_filter_bar_that_was_not_open_does_not_come_with_the_end_of_a_presentation(user: User) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    user.presses("F5", "F5")
    assert not user.workspace.filter_bar.isVisible()


def test_what_is_chosen_while_the_map_is_presented_is_said_on_it(user: User):
    user.window.show_map(Document(load_example("bakery")), None)
    QApplication.processEvents()
    user.waits()
    notice = user.workspace.notice
    user.presses("F8")
    assert not notice.isVisible()
    user.presses("Escape", "F5", "F8")
    assert "Redesign the logo" in notice.text()
    user.presses("F7")
    assert notice.text().startswith("1 of 2: ")
    user.presses("F7")
    assert notice.text().startswith("2 of 2: ")
    assert not notice._timer.isActive(), "it goes away while it is being read"
    user.presses("Escape")
    assert not notice.isVisible()
    assert user.window.presentation.is_on
    user.presses("F5")
    assert not notice.property("large")


def test_what_was_lit_while_presenting_is_still_in_sight_afterwards(user: User):
    user.window.show_map(Document(load_example("bakery")), None)
    QApplication.processEvents()
    user.waits()
    user.presses("F5", "F7", "F5")
    view, lit = user.workspace.view, user.workspace.selection.lit
    assert lit
    rect = user.workspace.scene.rect_around(lit)
    assert rect is not None
    seen = view.looking.destination.seen(view.width(), view.height())
    assert seen.x <= rect.center[0] <= seen.right
    assert seen.y <= rect.center[1] <= seen.bottom
