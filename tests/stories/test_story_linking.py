"""Links in the hands: led elsewhere, bent, straightened, made another kind, and walked along."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.kinds import LinkKind
from models.records import Bend
from stratmap.drawing.primitives import Point
from tests.user import User
from ui.dialogs.choose import ChooseDialog
from ui.tools.link_grips import AWAY


@pytest.fixture
def rain(user: User) -> User:
    """Somebody with Rain, Umbrellas and Profit in a row, Rain linked to Umbrellas, and the link selected."""
    for index, title in enumerate(("Rain", "Umbrellas", "Profit")):
        user.draws("Factor", title, at=(200 + 220 * index, 300))
    user.connects("Rain", "Umbrellas")
    user.presses("Ctrl+0")
    user.selects_link("Rain", "Umbrellas")
    return user


def way(user: User, source: str, target: str) -> tuple[Point, Point, Point]:
    """Where the dots of a selected link are."""
    route = user.workspace.scene.route_of(user.link(source, target).id)
    assert route is not None
    return along(route.points, AWAY), route.middle, along(route.points[::-1], AWAY)


def along(points: tuple[Point, ...], distance: float) -> Point:
    for (ax, ay), (bx, by) in pairwise(points):
        length = hypot(bx - ax, by - ay)
        if distance <= length:
            return (ax + (bx - ax) * distance / length, ay + (by - ay) * distance / length)
        distance -= length
    return points[-1]


def middle(user: User, title: str) -> Point:
    card = user.card(title)
    return (card.x + card.width / 2, card.y + card.height / 2)


def bend_of(user: User) -> Bend | None:
    return next(iter(user.map.bends.values()), None)


def test_the_end_of_a_link_is_dragged_to_another_card(rain: User) -> None:
    rain.drags(way(rain, "Rain", "Umbrellas")[2], middle(rain, "Profit"))
    assert rain.link("Rain", "Profit")
    assert rain.document.history.undo_labels[-1] == "Change end of link"
    rain.presses("Ctrl+Z")
    assert rain.link("Rain", "Umbrellas")


def test_the_start_of_a_link_is_dragged_to_another_card(rain: User) -> None:
    rain.drags(way(rain, "Rain", "Umbrellas")[0], middle(rain, "Profit"))
    assert rain.link("Profit", "Umbrellas")
    assert rain.document.history.undo_labels[-1] == "Change start of link"


def test_an_end_dragged_to_its_own_start_or_to_the_paper_stays_and_says_why(rain: User) -> None:
    before = rain.map
    rain.drags(way(rain, "Rain", "Umbrellas")[2], middle(rain, "Rain"))
    rain.sees_notice("cannot be linked to itself")
    rain.drags(way(rain, "Rain", "Umbrellas")[2], (500, 560))
    rain.sees_notice("left as it is")
    assert rain.map == before


def test_an_end_dragged_away_and_back_leaves_no_step_and_no_hint(rain: User) -> None:
    before = rain.map
    rain.drags(way(rain, "Rain", "Umbrellas")[2], middle(rain, "Umbrellas"))
    assert rain.map is before
    assert not rain.workspace.notice.isVisible()


def test_an_end_dragged_to_where_a_link_like_it_is_shows_that_one(rain: User) -> None:
    rain.connects("Rain", "Profit")
    rain.selects_link("Rain", "Umbrellas")
    rain.drags(way(rain, "Rain", "Umbrellas")[2], middle(rain, "Profit"))
    rain.sees_notice("there already")
    assert rain.workspace.selection.keys == {rain.link("Rain", "Profit").id}
    assert rain.link("Rain", "Umbrellas")


def test_a_link_from_a_cards_edge_back_to_the_card_is_refused_with_a_reason(rain: User) -> None:
    before, card = rain.map, rain.card("Profit")
    edge = (card.x + card.width + 4, card.y + card.height / 2)
    rain.hovers(*edge)
    rain.drags(edge, middle(rain, "Profit"))
    rain.sees_notice("cannot be linked to itself")
    assert rain.map == before


def test_a_selected_link_says_what_can_be_done_with_it(rain: User) -> None:
    rain.clicks(500, 560)
    rain.selects_link("Rain", "Umbrellas")
    rain.sees_notice("Drag it to bend it")


def test_what_was_said_about_a_link_goes_with_its_selection(rain: User) -> None:
    rain.presses("Escape")
    rain.selects_link("Rain", "Umbrellas")
    rain.sees_notice("bend")
    rain.selects("Profit")
    assert not rain.workspace.notice.isVisible()
    rain.connects("Umbrellas", "Profit")
    rain.sees_notice("Linked. Press +")
    rain.presses("Escape")
    assert not rain.workspace.notice.isVisible()


def test_escape_while_an_end_is_dragged_leaves_the_link(rain: User) -> None:
    before = rain.map
    rain.drags(way(rain, "Rain", "Umbrellas")[2], middle(rain, "Profit"), lets_go=False)
    rain.presses("Escape")
    rain.lets_go(*middle(rain, "Profit"))
    assert rain.map == before


def test_ends_are_changed_by_keyboard(rain: User) -> None:
    rain.presses("Ctrl+Alt+E")
    rain.types("prof")
    rain.presses("Return")
    assert rain.link("Rain", "Profit")
    rain.window.activateWindow()  # a window manager would
    QApplication.processEvents()
    rain.presses("Ctrl+Alt+S")
    rain.types("umb")
    rain.presses("Return")
    assert rain.link("Umbrellas", "Profit")


def test_only_cards_a_link_may_lead_to_are_offered(rain: User) -> None:
    rain.draws("Note", "Remember", at=(300, 600))
    rain.selects_link("Rain", "Umbrellas")
    rain.presses("Ctrl+Alt+E")
    (dialog,) = rain.workspace.findChildren(ChooseDialog)
    offered = [dialog.chooser.list.item(row).text() for row in range(dialog.chooser.list.count())]
    assert offered == ["Profit   (factor)"]
    rain.document.undo()
    rain.document.undo()
    QTest.keyClick(dialog.chooser.search, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not rain.map.links, "what went meanwhile stays gone"


def test_a_link_is_bent_by_its_middle_and_straightened_by_a_double_click(rain: User) -> None:
    _start, (x, y), _end = way(rain, "Rain", "Umbrellas")
    rain.drags((x, y), (x + 8, y + 120))
    assert way(rain, "Rain", "Umbrellas")[1] == pytest.approx((x + 8, y + 120), abs=2)
    assert rain.document.history.undo_labels[-1] == "Bend link"
    rain.presses("Ctrl+Z")
    assert way(rain, "Rain", "Umbrellas")[1] == (x, y)
    rain.presses("Ctrl+Shift+Z")
    rain.double_clicks(*way(rain, "Rain", "Umbrellas")[1])
    assert bend_of(rain) is None
    assert rain.document.history.undo_labels[-1] == "Straighten link"
    assert not rain.workspace.editor.isVisible()


def test_a_link_is_bent_at_the_first_go_without_being_selected_before(rain: User) -> None:
    rain.clicks(500, 560)
    points = rain.workspace.scene.line_of(rain.link("Rain", "Umbrellas").id)
    x, y = points[len(points) // 3]
    rain.drags((x, y), (x, y + 90))
    bend = bend_of(rain)
    assert bend is not None
    assert bend.dy == pytest.approx(90, abs=2)


def test_a_bent_link_is_still_bent_after_saving_and_opening(rain: User) -> None:
    rain.presses("Down", "Down", "Shift+Right")
    assert bend_of(rain) is not None
    rain.saves_as(rain.folder / "rain.stratmap")
    before = rain.map
    rain.opens(rain.folder / "rain.stratmap")
    assert rain.map == before
    assert bend_of(rain) is not None


def test_arrow_keys_bend_the_selected_link_as_one_step_and_the_menu_straightens_it(rain: User) -> None:
    rain.presses("Down", "Down", "Down")
    bend = bend_of(rain)
    assert bend is not None
    assert bend.dy == 48
    assert rain.document.history.undo_labels[-2:] != ["Bend link", "Bend link"]
    rain.presses("Alt+Shift+Home")
    assert bend_of(rain) is None
    rain.presses("Alt+Shift+Home")
    rain.sees_notice("not bent")


def test_escape_while_bending_leaves_the_link_as_it_was(rain: User) -> None:
    before = rain.map
    x, y = way(rain, "Rain", "Umbrellas")[1]
    rain.drags((x, y), (x, y + 120), lets_go=False)
    assert way(rain, "Rain", "Umbrellas")[1][1] > y + 50, "it is seen while it is bent"
    rain.presses("Escape")
    rain.lets_go(x, y + 120)
    assert rain.map == before
    assert way(rain, "Rain", "Umbrellas")[1] == (x, y)


def test_kind_and_strength_are_changed_from_the_menu(user: User) -> None:
    user.draws("Initiative", "Shop", at=(300, 600))
    user.draws("Initiative", "Loan", at=(700, 600))
    user.connects("Shop", "Loan")
    actions = user.window.actions_by_id
    actions["strength-medium"].trigger()
    assert user.link("Shop", "Loan").strength == 0.5
    actions["kind-requires"].trigger()
    link = user.link("Shop", "Loan")
    assert (link.kind, link.strength) == (LinkKind.REQUIRES, None)
    actions["strength-strong"].trigger()
    user.sees_notice("Only influences have")
    actions["kind-tracks"].trigger()
    assert user.link("Shop", "Loan").kind is LinkKind.REQUIRES
    user.sees_notice("Nothing was changed")


def test_parallel_links_are_told_apart(rain: User) -> None:
    rain.connects("Umbrellas", "Rain")
    rain.connects("Rain", "Umbrellas", tool="Supports")
    middles = [rain.workspace.scene.route_of(key).middle for key in rain.map.links]  # type: ignore[union-attr]
    assert len({(round(x), round(y)) for x, y in middles}) == 3


def test_one_walks_along_links_and_back_and_aside(rain: User) -> None:
    rain.connects("Rain", "Profit")
    rain.selects("Rain")
    rain.presses("Ctrl+Alt+Right")
    assert rain.selected() == {"Umbrellas"}
    rain.presses("Ctrl+Alt+Down")
    assert rain.selected() == {"Profit"}
    rain.presses("Ctrl+Alt+Down")
    assert rain.selected() == {"Umbrellas"}
    rain.presses("Ctrl+Alt+Right")
    rain.sees_notice("No link leads on")
    rain.presses("Ctrl+Alt+Left")
    assert rain.selected() == {"Rain"}
    rain.presses("Ctrl+Alt+Up")
    assert rain.selected() == {"Rain"}


def test_walking_to_what_another_sheet_has_says_where_it_is_not(rain: User) -> None:
    rain.selects("Umbrellas")
    rain.presses("Shift+Delete")
    rain.selects("Rain")
    rain.presses("Ctrl+Alt+Right")
    rain.sees_notice("What it leads to is not on this sheet")
    assert rain.selected() == {"Rain"}


def test_the_links_of_a_card_are_gone_through_by_keys(rain: User) -> None:
    rain.connects("Rain", "Profit")
    rain.selects("Rain")
    rain.presses("Ctrl+Alt+L")
    first = rain.workspace.selection.keys
    rain.presses("Ctrl+Alt+L")
    assert first | rain.workspace.selection.keys == set(rain.map.links)
    rain.presses("Ctrl+Alt+L")
    assert rain.workspace.selection.keys == first
    rain.presses("Ctrl+Alt+Right")
    assert rain.selected() == {"Umbrellas"}
    rain.clicks(500, 560)
    rain.presses("Ctrl+Alt+L")
    rain.sees_notice("Select a card that has links")


def test_a_link_bent_to_behind_its_target_enters_it_from_there_while_it_is_dragged_and_after(user: User) -> None:
    user.draws("Objective", "Sales", at=(300, 200))
    user.draws("Objective", "Profit", at=(620, 400))
    user.connects("Sales", "Profit")
    user.presses("Ctrl+0")
    user.selects_link("Sales", "Profit")
    card = user.card("Profit")
    behind = (card.x + card.width, card.y + card.height + 90)
    user.drags(way(user, "Sales", "Profit")[1], behind, lets_go=False)
    for _held in (True, False):
        route = user.workspace.scene.route_of(user.link("Sales", "Profit").id)
        assert route is not None
        assert route.middle == pytest.approx(behind, abs=3)
        assert route.end[1] == card.y + card.height
        assert route.near_head[1] > card.y + card.height
        user.lets_go(*behind)
