"""Every gesture of the hand does the same however far away the map is."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stratmap.drawing.primitives import Point
from tests.user import User
from ui.tools.link_grips import AWAY
from ui.tools.resizing import AWAY as CORNER

SCALES = [0.25, 1.0, 3.0]


@pytest.fixture(params=SCALES, ids=["25 %", "100 %", "300 %"])
def rain(user: User, request: pytest.FixtureRequest) -> User:
    """Somebody with Rain, Umbrellas and Profit, Rain linked to Umbrellas, in a large window at a scale."""
    user.window.resize(1920, 1080)
    user._settle()
    for title, x, y in (("Rain", 200, 300), ("Umbrellas", 520, 300), ("Profit", 520, 420)):
        user.draws("Factor", title, at=(x, y))
    user.connects("Rain", "Umbrellas")
    user.clicks(1_000, 700)
    view = user.workspace.view
    view.looking.zoom_to(request.param)
    view.looking.set_camera(type(view.camera)(request.param, 150.0 if request.param > 1 else -400.0, 200.0))
    assert view.camera.scale == request.param
    return user


def grip(user: User, source: str, target: str, part: int) -> Point:
    """Where a dot of a selected link is: at its start (0), middle (1) or end (2)."""
    route = user.workspace.scene.route_of(user.link(source, target).id)
    assert route is not None
    length = sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(route.points))
    away = min(AWAY / user.workspace.view.camera.scale, length / 5)
    return (along(route.points, away), route.middle, along(route.points[::-1], away))[part]


def along(points: tuple[Point, ...], distance: float) -> Point:
    for (ax, ay), (bx, by) in pairwise(points):
        length = hypot(bx - ax, by - ay)
        if distance <= length:
            return (ax + (bx - ax) * distance / length, ay + (by - ay) * distance / length)
        distance -= length
    return points[-1]


def test_a_link_is_drawn_from_edge_to_card(rain: User) -> None:
    rain.connects("Umbrellas", "Profit")
    assert rain.link("Umbrellas", "Profit")
    rain.presses("Ctrl+Z")
    assert not rain.links("Umbrellas", "Profit")


def test_a_link_dragged_to_empty_paper_writes_a_card_there(rain: User) -> None:
    card, scale = rain.card("Umbrellas"), rain.workspace.view.camera.scale
    start = (card.x + card.width / 2, card.y - 3 / scale)
    rain.hovers(*start)
    rain.drags(start, (start[0], start[1] - max(80.0, 30 / scale)))
    assert rain.workspace.editor.isVisible()
    rain.types("Colds")
    rain.presses("Return")
    made = rain.card("Colds")
    assert abs(made.x + made.width / 2 - card.x - card.width / 2) < 12
    assert rain.link("Umbrellas", "Colds")


def test_an_end_is_led_to_another_card(rain: User) -> None:
    rain.selects_link("Rain", "Umbrellas")
    rain.drags(grip(rain, "Rain", "Umbrellas", 2), rain._middle("Profit"))
    assert rain.link("Rain", "Profit")
    rain.drags(grip(rain, "Rain", "Profit", 0), rain._middle("Umbrellas"))
    assert rain.link("Umbrellas", "Profit")


def test_a_link_is_bent_by_its_middle(rain: User) -> None:
    rain.selects_link("Rain", "Umbrellas")
    x, y = grip(rain, "Rain", "Umbrellas", 1)
    rain.drags((x, y), (x, y - 64))
    (bend,) = rain.map.bends.values()
    assert abs(bend.dy + 64) < 6
    (x, y), _now = grip(rain, "Rain", "Umbrellas", 1), None
    rain.double_clicks(x, y)
    assert not rain.map.bends


def test_a_rubber_band_selects_what_it_touches(rain: User) -> None:
    card = rain.card("Profit")
    corner = (card.x + card.width + 24, card.y + card.height + 12)
    rain.drags(corner, (card.x - 24, rain.card("Umbrellas").y - 12))
    assert rain.selected() == {"Umbrellas", "Profit"}


def test_a_card_is_moved(rain: User) -> None:
    before = rain.card("Profit")
    rain.moves("Profit", 48, 40)
    after = rain.card("Profit")
    assert abs(after.x - before.x - 48) <= 8
    assert abs(after.y - before.y - 40) <= 8


def test_a_card_is_resized_by_its_corner(rain: User) -> None:
    rain.selects("Profit")
    card, scale = rain.card("Profit"), rain.workspace.view.camera.scale
    if min(card.width, card.height) * scale < 20:
        pytest.skip("so far away a card has no corners to hold")
    away = CORNER / scale
    corner = (card.x + card.width + away, card.y + card.height + away)
    rain.drags(corner, (corner[0] + 40, corner[1] + 32))
    after = rain.card("Profit")
    assert abs(after.width - card.width - 40) <= 8
    assert abs(after.height - card.height - 32) <= 8
    assert (after.x, after.y) == (card.x, card.y)


def test_a_card_is_resized_by_keys_however_far_away_it_is(rain: User) -> None:
    rain.selects("Profit")
    width = rain.card("Profit").width
    rain.presses("Ctrl+Shift+Right")
    assert rain.card("Profit").width > width


def test_a_click_on_a_link_selects_it_and_one_beside_it_does_not(rain: User) -> None:
    rain.selects_link("Rain", "Umbrellas")
    assert rain.workspace.selection.links == [rain.link("Rain", "Umbrellas").id]
    x, y = grip(rain, "Rain", "Umbrellas", 1)
    scale = rain.workspace.view.camera.scale
    rain.clicks(x, y - 14 / scale)
    assert rain.workspace.selection.links == []
    rain.clicks(x, y - 4 / scale)
    assert rain.workspace.selection.links == [rain.link("Rain", "Umbrellas").id]


def test_the_wheel_with_ctrl_zooms_at_the_mouse(rain: User) -> None:
    x, y = rain._middle("Profit")
    before = rain._window_point(x, y)
    rain.turns_wheel(1, x, y, Qt.KeyboardModifier.ControlModifier)
    after = rain.workspace.view.camera.to_window(x, y)
    assert abs(after[0] - before.x()) < 2
    assert abs(after[1] - before.y()) < 2
    QTest.mouseMove(rain.workspace.view, before)
