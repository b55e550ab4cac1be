"""Laying out: freely, by flow, one loop as a ring, a few cards, and tidying, each taken back in one step."""

from __future__ import annotations

import pytest

from tests.user import User


def draws_a_loop(user: User) -> None:
    for title, x, y in (("Sales", 300, 120), ("Profit", 330, 220), ("Adverts", 560, 240)):
        user.draws("Factor", title, at=(x, y))
    user.connects("Sales", "Profit")
    user.connects("Profit", "Adverts")
    user.connects("Adverts", "Sales")


def does(user: User, action: str) -> None:
    user.window.actions_by_id[action].trigger()
    user.waits()


def places(user: User) -> dict[str, tuple[float, float]]:
    return {title: (user.card(title).x, user.card(title).y) for title in ("Sales", "Profit", "Adverts")}


@pytest.mark.parametrize("action", ["layout-flow", "layout-sideways", "layout-freely", "layout-ring"])
def test_a_loop_is_laid_out_and_taken_back_in_one_step(user: User, action: str) -> None:
    draws_a_loop(user)
    user.presses("Ctrl+A")
    before = places(user)
    does(user, action)
    assert places(user) != before
    user.presses("Ctrl+Z")
    assert places(user) == before


def test_taking_a_layout_back_has_the_cards_in_sight_again(user: User) -> None:
    draws_a_loop(user)
    does(user, "layout-freely")
    view = user.workspace.view
    view.looking.set_camera(view.camera.panned(30_000, 30_000))
    user.presses("Ctrl+Z")
    seen = view.camera.seen(view.width(), view.height())
    for x, y in places(user).values():
        assert seen.x <= x <= seen.right
        assert seen.y <= y <= seen.bottom


def test_a_ring_without_a_loop_is_asked_for(user: User) -> None:
    draws_a_loop(user)
    user.presses("Escape")
    does(user, "layout-ring")
    user.sees_notice("Choose a loop")


def test_only_what_is_selected_is_laid_out(user: User) -> None:
    draws_a_loop(user)
    before = places(user)
    user.selects("Sales", "Profit")
    does(user, "layout-selection")
    assert places(user)["Adverts"] == before["Adverts"]
    assert places(user) != before


def test_by_perspective_needs_perspectives_or_puts_cards_in_bands(user: User) -> None:
    draws_a_loop(user)
    does(user, "layout-freely")
    does(user, "layout-perspectives")
    if user.map.perspectives:
        assert user.map.sheets[user.workspace.scene.sheet].shows_bands
    else:
        user.sees_notice("no perspectives")


def test_what_is_tidy_already_is_said_to_be(user: User) -> None:
    draws_a_loop(user)
    does(user, "tidy")
    does(user, "tidy")
    user.sees_notice("Everything stands well already")
