"""A band in the hand is seen where it would be: a ghost with its name, and its cards with it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

from models.kinds import ElementKind
from models.records import Element, Placement
from stratmap.drawing.primitives import Rect
from tests.user import User


def at_the_left(user: User) -> float:
    """Where on the map the names of the bands are: at the left edge of the window. The top of the map is in sight."""
    view = user.workspace.view
    view.looking.reveal(Rect(view.camera.x + 100, 0, 100, 400))
    return view.camera.to_map(40, 0)[0]


def grabbed(user: User) -> QImage:
    return user.workspace.view.grab().toImage()


def is_tinted(user: User, before: QImage, x: float, y: float) -> bool:
    """Whether a place of the map has another colour than it had."""
    at = user._window_point(x, y)
    return QColor(grabbed(user).pixel(at)) != QColor(before.pixel(at))


def test_a_band_dragged_by_its_name_goes_along_with_its_cards(user: User) -> None:
    user.draws("Objective", "Profit", at=(500, 120))
    user.clicks(800, 420)
    was, before = user.card("Profit"), grabbed(user)
    x = at_the_left(user)
    user.drags((x, 30), (x, 300), lets_go=False)
    shown = user.workspace.scene.rect_of(user.element("Profit").id)
    assert shown is not None
    assert abs(shown.y - was.y - 270) < 3, "its card goes along"
    assert is_tinted(user, before, 700, 400)
    assert not is_tinted(user, before, 700, 700)
    assert user.card("Profit") == was, "in the map nothing has moved yet"
    user.presses("Escape")
    assert user.workspace.scene.rect_of(user.element("Profit").id) is not None
    assert user.workspace.scene.rect_of(user.element("Profit").id).y == was.y  # type: ignore[union-attr]
    user.lets_go(x, 300)
    assert user.document.history.undo_labels == ["Add Objective"]
    user.drags((x, 30), (x, 300))
    assert user.card("Profit").y == was.y + 240
    assert user.document.history.undo_labels[-1] == "Move perspective"


def test_a_band_whose_border_is_dragged_is_seen_as_high_as_it_would_be(user: User) -> None:
    before = grabbed(user)
    user.drags((600, 240), (600, 320), lets_go=False)
    assert is_tinted(user, before, 700, 60)
    assert is_tinted(user, before, 700, 300)
    assert not is_tinted(user, before, 700, 400)
    user.presses("Escape")
    assert not is_tinted(user, before, 700, 60)
    user.lets_go(600, 320)
    assert not user.document.history.undo_labels


def test_a_band_with_very_many_cards_leaves_them_till_it_is_let_go(user: User) -> None:
    sheet = user.workspace.scene.sheet
    with user.document.edit("Fill") as edit:
        for number in range(600):
            edit.put(Element(f"e{number}", ElementKind.FACTOR, f"Card {number}"))
            edit.put(Placement(sheet, f"e{number}", 300.0 + 200 * number, 80, 120, 56))
    x = at_the_left(user)
    user.drags((x, 30), (x, 300), lets_go=False)
    assert user.workspace.scene.floating.carried is None or not user.workspace.scene.floating.carried.cards
    user.lets_go(x, 300)
    assert user.map.placements_on(sheet)["e5"].y == 320
