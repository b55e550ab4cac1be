"""The field a new title is written in keeps clear of the card it comes from, however far away the map is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from tests.user import User
from ui.canvas.title_editor import clear_of


def window_rect(user: User, title: str) -> QRect:
    rect = user.workspace.scene.rect_of(user.element(title).id)
    assert rect is not None
    return user.workspace.view.window_rect(rect).toAlignedRect()


@pytest.mark.parametrize("scale", [0.1, 0.25, 0.5, 1.0, 3.0])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab", "Return"])
def test_the_field_for_a_new_card_does_not_cover_the_one_before(user: User, scale: float, key: str) -> None:
    user.draws("Objective", "Sales grow", at=(500, 360))
    user.workspace.view.looking.zoom_to(scale)
    user.selects("Sales grow")
    user.presses(key)
    editor, strip = user.workspace.editor, user.workspace.kind_strip
    assert editor.isVisible()
    room, card = user.workspace.view.rect(), window_rect(user, "Sales grow")
    assert room.contains(editor.geometry())
    assert not editor.geometry().intersects(card)
    assert not strip.geometry().intersects(card)
    user.types("Profit")
    user.presses("Return")
    assert user.element("Profit")


def test_where_there_is_room_for_neither_the_field_stays_where_the_card_will_be() -> None:
    rect, room = QRect(10, 10, 200, 30), QRect(0, 0, 220, 50)
    assert clear_of(rect, [QRect(0, 0, 220, 50)], 0, room) == rect
    assert clear_of(rect, [], 0, room) == rect


def test_a_field_over_the_edge_of_the_window_comes_in() -> None:
    moved = clear_of(QRect(190, 60, 60, 20), [QRect(100, 60, 80, 20)], 30, QRect(0, 0, 240, 200))
    assert QRect(0, 0, 240, 200).contains(moved)
    assert not moved.intersects(QRect(100, 60, 80, 20))
