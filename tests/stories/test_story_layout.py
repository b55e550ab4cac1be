"""Laying out: freely, by flow, one loop as a ring, a few cards, and tidying, each taken back in one step."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest

from models.records import Record
from models.strategy_map import new_map
from stratmap.document import Document
from stratmap.drawing.bands import perspective_at
from stratmap.layout import ways
from tests.user import PATIENCE, User


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


def test_by_perspective_puts_cards_in_the_bands_of_their_perspectives(user: User) -> None:
    draws_a_loop(user)
    does(user, "layout-freely")
    does(user, "layout-perspectives")
    sheet = user.workspace.scene.sheet
    assert user.map.sheets[sheet].shows_bands
    own = {each.id: each.perspective for each in user.map.elements.values()}
    middles = {each.element: each.y + each.height / 2 for each in user.map.placements_on(sheet).values()}
    assert None not in own.values()
    assert {id: perspective_at(user.map, sheet, y) for id, y in middles.items()} == own


def test_by_perspective_is_refused_where_the_map_has_no_perspectives(user: User) -> None:
    user.window.show_map(Document(new_map()), None)
    draws_a_loop(user)
    before = user.map
    does(user, "layout-perspectives")
    user.sees_notice("This map has no perspectives. Lay it out by flow or freely.")
    assert user.map is before


def test_what_is_tidy_already_is_said_to_be(user: User) -> None:
    draws_a_loop(user)
    does(user, "tidy")
    does(user, "tidy")
    user.sees_notice("‘Tidy’ would change nothing here: the cards stand as it puts them.")


@pytest.mark.parametrize("action", ["layout-flow", "layout-sideways", "layout-freely"])
def test_a_layout_that_hides_the_perspectives_says_how_to_have_them_back(user: User, action: str) -> None:
    draws_a_loop(user)
    assert user.map.sheets[user.workspace.scene.sheet].shows_bands
    does(user, action)
    user.sees_notice("The perspectives are hidden on this sheet now")
    user.sees_notice("Arrange › By perspective brings them back")
    user.workspace.notice.say("")
    does(user, action)
    assert "are hidden" not in user.workspace.notice.text(), "only when it happens"
    does(user, "layout-perspectives")
    assert user.map.sheets[user.workspace.scene.sheet].shows_bands
    assert "are hidden" not in user.workspace.notice.text()


def test_what_is_done_while_a_layout_is_worked_out_stays_done(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    go, by_flow = Event(), ways.by_flow

    def slow(*given: Any) -> list[Record]:
        records = by_flow(*given)
        assert go.wait(PATIENCE)
        return records

    monkeypatch.setattr(ways, "by_flow", slow)
    user.draws("Objective", "Bread", at=(300, 120))
    user.draws("Objective", "Cake", at=(700, 400))
    user.window.actions_by_id["layout-flow"].trigger()
    title = "A much longer title that needs a wider and higher card than the one before"
    user.renames("Bread", title)
    user.workspace.sheets.rename(user.workspace.scene.sheet, "Workshop")
    user.selects("Cake")
    user.window.actions_by_id["pin"].trigger()
    bread, cake, before = user.card(title), user.card("Cake"), user.map
    go.set()
    user.waits()
    assert user.document.history.undo_labels[-1] == "Lay out by flow"
    after = user.card(title)
    assert (after.width, after.height) == (bread.width, bread.height)
    assert (after.x, after.y) != (bread.x, bread.y)
    assert user.card("Cake") == cake, "pinned, and where it was"
    assert user.map.first_sheet().title == "Workshop"
    user.presses("Ctrl+Z")
    assert user.map == before


@pytest.mark.parametrize("keys", [("Ctrl+Z",), ("Ctrl+Z", "Ctrl+Y")])
def test_taking_a_layout_back_or_making_it_again_shows_the_map_as_large_as_can_be(
    user: User, keys: tuple[str, ...]
) -> None:
    draws_a_loop(user)
    does(user, "layout-freely")
    looking = user.workspace.view.looking
    looking.set_camera(looking.camera.zoomed(0.2, 0, 0))
    user.presses(*keys)
    assert looking.destination == looking.whole


def test_taking_back_a_move_of_one_card_leaves_the_scale_alone(user: User) -> None:
    draws_a_loop(user)
    user.draws("Factor", "Far", at=(300, 900))
    user.moves("Sales", 20, 20)
    looking = user.workspace.view.looking
    looking.set_camera(looking.camera.zoomed(0.4, 0, 0))
    scale = looking.camera.scale
    user.presses("Ctrl+Z")
    assert looking.destination.scale == scale
