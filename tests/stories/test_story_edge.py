"""Dragging to the edge of what is seen: the paper moves on, and what is dragged stays under the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from stratmap.drawing.primitives import Rect
from tests.user import User
from ui.canvas.edge_scroll import EDGE


def goes_to(user: User, at: QPoint) -> None:
    """Moves the mouse, with the button still down, to a point of the map's window in steps."""
    for step in (1, 2, 3):
        QTest.mouseMove(user.workspace.view, at - QPoint(9 - 3 * step, 0))
    QTest.mouseMove(user.workspace.view, at)


def at_right_edge(user: User) -> QPoint:
    view = user.workspace.view
    return QPoint(view.width() - 4, view.height() // 2)


def waits_until_paper_moves(user: User, so_far: float) -> None:
    view = user.workspace.view
    start = view.camera.x
    user._until(lambda: view.camera.x > start + so_far, "the paper never moves")


@pytest.fixture
def one(user: User) -> User:
    user.draws("Objective", "Grow", at=(400, 300))
    user.presses("Ctrl+0")
    return user


def test_a_card_dragged_to_the_edge_goes_on_with_the_paper(one: User) -> None:
    view, start = one.workspace.view, one.card("Grow").x
    one.drags((400, 300), (440, 300), lets_go=False)
    goes_to(one, at_right_edge(one))
    waits_until_paper_moves(one, 120)
    there = view.camera.to_map(*QPointF(at_right_edge(one)).toTuple())[0]
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at_right_edge(one))
    card = one.card("Grow")
    assert abs(card.x - start - (there - 400)) <= 16
    assert one.document.history.undo_labels[-1] == "Move element"
    one.presses("Ctrl+Z")
    assert one.card("Grow").x == start


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_card_let_go_beside_the_map_after_the_paper_ran_on_is_seen_all_of_it(one: User, side: str) -> None:
    view = one.workspace.view
    beside = QPoint(view.width() + 160 if side == "right" else -140, view.height() // 2)
    one.drags((400, 300), (440, 300), lets_go=False)
    goes_to(one, beside)
    start = view.camera.x
    one._until(lambda: abs(view.camera.x - start) > 60, "the paper never moves")
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, beside)
    spot = one.card("Grow")
    seen = view.camera.seen(view.width(), view.height())
    assert seen.encloses(Rect(spot.x, spot.y, spot.width, spot.height))
    assert one.document.history.undo_labels[-1] == "Move element"


def test_the_paper_stays_where_it_is_when_a_card_is_let_go_that_is_in_sight_for_the_most_part(one: User) -> None:
    view = one.workspace.view
    card = one.card("Grow")
    right = view.camera.to_map(view.width() - 40, 0)[0]
    one.drags((card.x + card.width - 30, 300), (right, 300))
    stands = view.camera
    assert one.card("Grow").x > card.x
    one.drags((right, 300), (right + 20, 300))
    assert one.card("Grow").x + card.width > view.camera.to_map(view.width(), 0)[0]
    assert view.camera == stands


def test_the_paper_stands_still_once_the_button_is_up_or_escape_is_pressed(one: User) -> None:
    view, before = one.workspace.view, one.map
    for ends in ("release", "escape"):
        one.presses("Ctrl+0")
        one.drags((400, 300), (440, 300), lets_go=False)
        goes_to(one, at_right_edge(one))
        waits_until_paper_moves(one, 20)
        if ends == "escape":
            one.presses("Escape")
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at_right_edge(one))
        stands = view.camera
        QTest.qWait(60)
        assert view.camera == stands
        if ends == "release":
            one.presses("Ctrl+Z")
        assert one.map == before


def test_a_link_drawn_to_the_edge_reaches_a_card_that_was_out_of_sight(one: User) -> None:
    view = one.workspace.view
    one.draws("Objective", "Far", at=(2000, 300))
    one.presses("Escape", "Ctrl+0")
    view.looking.set_camera(view.camera.panned((view.camera.x - 200) * view.camera.scale, 0))
    start = one._side_towards("Grow", "Far")
    one.hovers(*start)
    one.drags(start, (start[0] + 60, start[1]), lets_go=False)
    y = QPointF(*view.camera.to_window(0, 300)).toPoint().y()
    goes_to(one, QPoint(view.width() - 4, y))
    far = one._middle("Far")
    one._until(lambda: view.camera.to_window(*far)[0] < view.width() - 2 * EDGE, "the paper never gets there")
    at = QPointF(*view.camera.to_window(*far)).toPoint()
    QTest.mouseMove(view, at)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert one.link("Grow", "Far")


def test_a_card_taken_hold_of_at_the_edge_does_not_run_away(one: User) -> None:
    view = one.workspace.view
    card = one.card("Grow")
    view.looking.wander(view.camera.panned(view.width() - view.camera.to_window(card.x, 0)[0] - EDGE / 2, 0))
    stands, at = view.camera, QPointF(*view.camera.to_window(card.x + 6, card.y + card.height / 2)).toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    for step in (2, 4, 6):
        QTest.mouseMove(view, at + QPoint(0, step))
    QTest.qWait(350)
    assert view.camera == stands
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_the_wheel_moves_the_paper_under_a_card_that_is_held(one: User) -> None:
    view, start = one.workspace.view, one.card("Grow").y
    one.drags((400, 300), (400, 340), lets_go=False)
    one.turns_wheel(-1, 400, 340)
    at = QPointF(*view.camera.to_window(400, 460)).toPoint()
    shown = one.workspace.scene.rect_of(one.element("Grow").id)
    assert shown is not None
    assert abs(shown.y - start - 160) <= 8
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert abs(one.card("Grow").y - start - 160) <= 8
