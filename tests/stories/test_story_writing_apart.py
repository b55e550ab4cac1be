"""The field a title is written in: clear of the card it comes from, as large as its words, and with the paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

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


def test_the_field_grows_with_what_is_written_and_shrinks_again(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 300))
    user.presses("F2")
    editor = user.workspace.editor
    low = editor.height()
    user.types("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")
    assert editor.height() > low
    high = editor.height()
    user.composes(" word" * 380)
    assert high < editor.height() <= user.workspace.view.height()
    user.presses("Ctrl+A")
    user.types("Grow")
    assert editor.height() == low


def test_the_row_of_kinds_stays_under_a_field_that_grows(user: User) -> None:
    user.double_clicks(400, 300)
    user.types("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")
    strip, editor = user.workspace.kind_strip.geometry(), user.workspace.editor.geometry()
    assert not strip.intersects(editor)
    assert strip.top() - editor.bottom() < 12


def test_what_is_written_goes_along_when_the_paper_is_moved_or_zoomed(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 300))
    user.presses("F2")
    user.types("Half")
    view, editor, element = user.workspace.view, user.workspace.editor, user.element("Grow").id
    for camera in (view.camera.panned(70, -90), view.camera.zoomed(1.5, 300, 300)):
        view.looking.wander(camera)
        rect = user.workspace.scene.rect_of(element)
        assert rect is not None
        card = view.window_rect(rect).toAlignedRect()
        assert abs(editor.geometry().center().x() - card.center().x()) <= 2
        assert abs(editor.geometry().top() - card.top()) <= 2
        assert editor.isVisible()
    assert editor.font().pixelSize() == round(14 * view.camera.scale)
    user.types(" done")
    user.presses("Return")
    assert user.element("Half done")


def test_the_name_of_a_band_being_written_goes_along_with_the_band(user: User) -> None:
    view, editor = user.workspace.view, user.workspace.editor
    user.double_clicks(*view.camera.to_map(40, view.camera.to_window(0, 20)[1]))
    assert editor.isVisible()
    before = editor.geometry()
    view.looking.wander(view.camera.panned(0, 60))
    assert editor.geometry().top() == before.top() + 60
    assert editor.geometry().left() == before.left()


@pytest.mark.parametrize(("title", "at_the_right"), [("זמן פנוי", True), ("وقت الفراغ", True), ("Leisure", False)])
def test_a_title_read_from_the_right_is_written_from_the_right(user: User, title: str, at_the_right: bool) -> None:
    user.draws("Objective", "x", at=(400, 300))
    for editor in (user.workspace.editor, user.workspace.inspector.form.editors["notes"]):  # type: ignore[union-attr]
        if editor is user.workspace.editor:
            user.presses("F2", "Ctrl+A")
        else:
            user.presses("Escape")
            editor.setFocus()
        user.composes(title)
        assert isinstance(editor, QPlainTextEdit)
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        assert (editor.cursorRect().center().x() > editor.viewport().width() / 2) == at_the_right
