"""The tabs of the sheets by hand: naming a new one where it stands, and cards dragged onto another one's tab."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from tests.user import User

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def shown(user: User) -> set[str]:
    keys = user.workspace.scene.keys
    return {each.title for each in user.map.elements.values() if each.id in keys}


def drags_to(user: User, title: str, at: QPoint, *, lets_go: bool = True) -> None:
    """Drags a card to a point of the screen beside the map."""
    view = user.workspace.view
    start, end = user._window_point(*user._middle(title)), view.mapFromGlobal(at)
    QTest.mouseMove(view, start)
    QTest.mousePress(view, LEFT, NO_KEY, start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + (end - start) * step / 5)
        user._settle()
    if lets_go:
        QTest.mouseRelease(view, LEFT, NO_KEY, end)
    user._settle()


def tab(user: User, place: int) -> QPoint:
    bar = user.workspace.sheet_tabs.bar
    return bar.mapToGlobal(bar.tabRect(place).center())


def test_a_new_sheet_asks_its_name_and_both_are_one_step(user: User) -> None:
    user.clicks_button(user.workspace.sheet_tabs.add_button)
    assert QApplication.focusWidget() is user.workspace.sheet_tabs.field
    user.types("Customers")
    user.presses("Return")
    assert user.workspace.sheet_tabs.names == ["Sheet 1", "Customers"]
    assert QApplication.focusWidget() is user.workspace.view
    assert user.document.history.undo_labels == ["Add sheet"]
    user.presses("Ctrl+Z")
    assert user.workspace.sheet_tabs.names == ["Sheet 1"]
    user.presses("Ctrl+Shift+Z")
    assert user.workspace.sheet_tabs.names == ["Sheet 1", "Customers"]


def test_a_new_sheet_is_named_where_its_tab_stands(user: User) -> None:
    tabs = user.workspace.sheet_tabs
    for _sheet in range(4):
        user.clicks_button(tabs.add_button)
        user.waits()
        stands = tabs.bar.tabRect(tabs.bar.count() - 1).translated(tabs.bar.pos())
        assert stands.contains(tabs.field.geometry().bottomLeft()), "it begins on its own tab"
        assert not tabs.bar.tabRect(0).translated(tabs.bar.pos()).intersects(tabs.field.geometry())
        user.presses("Return")


def test_a_new_sheet_that_is_given_no_name_has_one(user: User) -> None:
    user.presses("Shift+F11", "Escape")
    assert user.workspace.sheet_tabs.names == ["Sheet 1", "Sheet 2"]
    assert QApplication.focusWidget() is user.workspace.view
    user.presses("Shift+F11")
    user.draws("Factor", "Flour", at=(400, 300))
    assert user.workspace.sheet_tabs.names == ["Sheet 1", "Sheet 2", "Sheet 3"]
    assert shown(user) == {"Flour"}


def test_a_later_name_is_a_step_of_its_own(user: User) -> None:
    user.presses("Shift+F11", "Escape", "Ctrl+F2")
    user.types("Customers")
    user.presses("Return")
    assert user.document.history.undo_labels == ["Add sheet", "Rename sheet"]


def test_f2_on_a_tab_writes_its_name(user: User) -> None:
    user.draws("Factor", "Flour", at=(400, 300))
    user.workspace.sheet_tabs.bar.setFocus(Qt.FocusReason.TabFocusReason)
    user.presses("F2")
    assert not user.workspace.editor.isVisible(), "the card is not what is named"
    user.types("Dough")
    user.presses("Return")
    assert user.workspace.sheet_tabs.names == ["Dough"]


def test_cards_dragged_onto_a_tab_are_shown_on_that_sheet_too(user: User) -> None:
    user.draws("Factor", "Bread", at=(300, 300))
    user.draws("Factor", "Oven", at=(600, 300))
    user.connects("Oven", "Bread")
    user.presses("Shift+F11", "Return", "Ctrl+PgUp")
    user.selects("Bread", "Oven")
    was = user.card("Bread")
    drags_to(user, "Bread", tab(user, 1), lets_go=False)
    user.sees_notice("Let go to show it on ‘Sheet 2’ as well.")
    assert user.workspace.sheet_tabs.frame.isVisible()
    drags_to(user, "Bread", tab(user, 1))
    assert not user.workspace.sheet_tabs.frame.isVisible()
    user.sees_notice("2 elements are shown on ‘Sheet 2’ as well.")
    assert user.card("Bread") == was, "here it stays where it was"
    user.presses("Ctrl+PgDown")
    assert shown(user) == {"Bread", "Oven"}
    user.presses("Ctrl+Z")
    assert shown(user) == set()
    assert user.element("Bread")


def test_a_card_dragged_onto_the_plus_comes_on_a_new_sheet(user: User) -> None:
    user.draws("Factor", "Bread", at=(300, 300))
    plus = user.workspace.sheet_tabs.add_button
    drags_to(user, "Bread", plus.mapToGlobal(plus.rect().center()))
    user.types("Dough")
    user.presses("Return")
    assert user.workspace.sheet_tabs.names == ["Sheet 1", "Dough"]
    assert shown(user) == {"Bread"}


def test_escape_over_a_tab_leaves_everything_as_it_was(user: User) -> None:
    user.draws("Factor", "Bread", at=(300, 300))
    user.presses("Shift+F11", "Return", "Ctrl+PgUp")
    before = user.map
    drags_to(user, "Bread", tab(user, 1), lets_go=False)
    user.presses("Escape")
    assert not user.workspace.sheet_tabs.frame.isVisible()
    QTest.mouseRelease(user.workspace.view, LEFT, NO_KEY, QPoint(10, 10))
    assert user.map is before
    drags_to(user, "Bread", tab(user, 0))
    assert user.workspace.scene.sheet == user.map.first_sheet().id


def test_the_names_of_many_sheets_can_be_read_and_be_scrolled_to(user: User) -> None:
    tabs = user.workspace.sheet_tabs
    for number in range(14):
        user.presses("Shift+F11")
        user.types(f"A rather long name of a sheet {number}")
        user.presses("Return")
    assert min(tabs.bar.tabRect(place).width() for place in range(15)) >= 64
    assert "A rather long name of a sheet 2" in tabs.bar.tabToolTip(3)
    back, on = tabs.bar.findChildren(QToolButton)
    assert back.isVisible()
    assert min(back.width(), on.width()) >= 24
    before = tabs.bar.tabRect(3).left()
    user.clicks_button(back)
    assert tabs.bar.tabRect(3).left() > before


def test_the_name_of_the_last_of_many_sheets_is_written_in_sight(user: User) -> None:
    tabs = user.workspace.sheet_tabs
    for number in range(14):
        user.presses("Shift+F11")
        user.types(f"A rather long name of a sheet {number}")
        user.presses("Return")
    user.presses("Ctrl+F2")
    assert tabs.rect().contains(tabs.field.geometry())
    assert tabs.field.width() > tabs.field.fontMetrics().horizontalAdvance(tabs.field.text())
    user.presses("Escape")
