"""Whoever works by keyboard sees where it is: every part of the window looks different when it has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QWidget

from stratmap.drawing.theme import THEMES, contrast, theme
from tests.user import User
from ui.icons import SIZE, button_icon

FEWEST = 60
"""Pixels that must differ, more than a blinking cursor has."""


def look(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def pixels_apart(one: QImage, other: QImage) -> int:
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height()))


def reachable(top: QWidget) -> list[QWidget]:
    """What the Tab key reaches."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(top)
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, QSplitter)
        and not widget.objectName().startswith("qt_")
    ]


def unmarked(user: User, top: QWidget) -> list[str]:
    found = []
    for widget in reachable(top):
        for child in top.findChildren(QWidget):
            child.clearFocus()
        widget.clearFocus()
        before = look(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and pixels_apart(before, look(widget)) < FEWEST:
            found.append(f"{type(widget).__name__} {widget.objectName()!r}")
    return found


@pytest.mark.parametrize("name", THEMES)
def test_the_focus_is_seen_wherever_it_is(user: User, name: str) -> None:
    user.window.themes.choose(name)
    user.draws("Objective", "Bread", at=(300, 300))
    user.draws("Initiative", "Oven", at=(520, 300))
    user.waits()
    user.selects("Bread")
    assert len(reachable(user.window)) > 10
    assert ", ".join(unmarked(user, user.window)) == ""
    user.clicks(500, 600)
    assert ", ".join(unmarked(user, user.window)) == ""
    user.window.show_start()
    assert ", ".join(unmarked(user, user.window)) == ""


def test_the_map_shows_a_frame_only_when_the_keyboard_came_by_tab(user: User) -> None:
    view = user.workspace.view
    edge = QColor(user.window.theme.chrome.focus)
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    user.clicks(300, 300)
    assert look(view).pixelColor(1, 200) != edge
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert look(view).pixelColor(1, 200) == edge


@pytest.mark.parametrize("name", THEMES)
def test_the_icon_of_a_button_that_is_pressed_in_stands_out(qapp: QApplication, name: str) -> None:
    worn = theme(name)
    for color in ("", *(colors.outline for colors in worn.kinds.values())):
        shown = button_icon("note", worn, color).pixmap(SIZE, SIZE, QIcon.Mode.Normal, QIcon.State.On).toImage()
        inks = {shown.pixelColor(x, y).name() for x in range(SIZE) for y in range(SIZE)
                if shown.pixelColor(x, y).alpha() > 240}  # fmt: skip
        assert inks
        assert all(contrast(ink, worn.chrome.selection) >= 2.5 for ink in inks)


@pytest.mark.parametrize("name", THEMES)
def test_a_hint_in_an_empty_field_can_be_read(user: User, name: str) -> None:
    user.window.themes.choose(name)
    user.draws("Objective", "Bread", at=(300, 300))
    user.selects("Bread")
    fields = [field for field in user.workspace.inspector.findChildren(QLineEdit) if field.placeholderText()]
    assert fields
    assert {field.palette().placeholderText().color().name() for field in fields} == {user.window.theme.chrome.muted}
