"""While the map is presented its bars are away, and come back afterwards."""

from __future__ import annotations

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
