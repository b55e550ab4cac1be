"""Several sheets of one map: as tabs, with the same element on more than one, and nothing lost by leaving one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from models.kinds import ElementKind
from tests.user import User
from ui.dialogs.show_on_sheet import ShowOnSheetDialog


def draws_three(user: User) -> None:
    for number, title in enumerate(("Bread", "Cake", "Oven")):
        user.draws("Factor", title, at=(300 + 200 * number, 300))
    user.connects("Oven", "Cake")


def shown(user: User) -> set[str]:
    keys = user.workspace.scene.keys
    return {each.title for each in user.map.elements.values() if each.id in keys}


def clicks_tab(user: User, place: int) -> None:
    bar = user.workspace.sheet_tabs.bar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bar.tabRect(place).center())
    user._settle()


def does(user: User, action: str) -> None:
    user.window.actions_by_id[action].trigger()
    user.waits()


def test_a_sheet_is_added_shown_and_drawn_on(user: User) -> None:
    draws_three(user)
    user.clicks_button(user.workspace.sheet_tabs.add_button)
    assert user.workspace.sheet_tabs.names == ["Sheet 1", "Sheet 2"]
    assert shown(user) == set()
    user.draws("Factor", "Flour", at=(400, 300))
    assert shown(user) == {"Flour"}
    clicks_tab(user, 0)
    assert shown(user) == {"Bread", "Cake", "Oven"}
    user.presses("Ctrl+PgDown")
    assert shown(user) == {"Flour"}
    user.presses("Ctrl+PgDown")
    assert shown(user) == {"Bread", "Cake", "Oven"}, "round and round"


def test_a_sheet_of_the_selection_shows_the_same_cards(user: User) -> None:
    draws_three(user)
    user.selects("Cake", "Oven")
    spots = {title: user.card(title).x for title in ("Cake", "Oven")}
    does(user, "sheet-from-selection")
    assert shown(user) == {"Cake", "Oven"}
    assert {title: user.card(title).x for title in ("Cake", "Oven")} == spots
    assert user.link("Oven", "Cake").id in user.workspace.scene.keys
    assert len(user.elements("Cake")) == 1


def test_a_sheet_is_renamed_on_its_tab_and_by_keys(user: User) -> None:
    user.presses("Ctrl+F2")
    user.types("Overview")
    user.presses("Return")
    assert user.workspace.sheet_tabs.names == ["Overview"]
    bar = user.workspace.sheet_tabs.bar
    QTest.mouseDClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bar.tabRect(0).center())
    user.types("A & B")
    user.presses("Return")
    assert user.workspace.sheet_tabs.names == ["A & B"]
    user.presses("Ctrl+F2")
    user.types("not this")
    user.presses("Escape")
    assert user.workspace.sheet_tabs.names == ["A & B"]
    user.workspace.view.setFocus()
    user.presses("Ctrl+Z")
    assert user.workspace.sheet_tabs.names == ["Overview"]


def test_tabs_are_dragged_into_another_order(user: User) -> None:
    user.presses("Shift+F11", "Shift+F11")
    bar = user.workspace.sheet_tabs.bar
    start, end = bar.tabRect(2).center(), bar.tabRect(0).center() - QPoint(20, 0)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 9):
        QTest.mouseMove(bar, start + (end - start) * step / 8)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    user._settle()
    assert user.workspace.sheet_tabs.names == ["Sheet 3", "Sheet 1", "Sheet 2"]
    assert user.document.history.undo_labels[-1] == "Move sheet"
    user.workspace.view.setFocus()
    user.presses("Ctrl+Z")
    assert user.workspace.sheet_tabs.names == ["Sheet 1", "Sheet 2", "Sheet 3"]
    user.presses("Ctrl+Shift+PgUp")
    assert user.workspace.sheet_tabs.names == ["Sheet 1", "Sheet 3", "Sheet 2"]


def test_a_deleted_sheet_loses_no_element_and_what_is_on_none_is_found(user: User) -> None:
    draws_three(user)
    user.presses("Shift+F11")
    clicks_tab(user, 0)
    does(user, "delete-sheet")
    user.sees_notice("3 elements are on no sheet now")
    assert user.workspace.sheet_tabs.names == ["Sheet 1"] or user.workspace.sheet_tabs.names == ["Sheet 2"]
    assert shown(user) == set()
    assert user.element("Bread")
    does(user, "show-the-rest")
    assert shown(user) == {"Bread", "Cake", "Oven"}
    assert user.selected() == {"Bread", "Cake", "Oven"}
    user.presses("Ctrl+Z", "Ctrl+Z")
    assert len(user.map.sheets) == 2
    assert shown(user) == {"Bread", "Cake", "Oven"}, "undo shows the sheet that is back"


def test_the_only_sheet_stays(user: User) -> None:
    does(user, "delete-sheet")
    user.sees_notice("only sheet")
    assert len(user.map.sheets) == 1


def test_a_card_is_shown_on_another_sheet_and_found_there(user: User) -> None:
    draws_three(user)
    user.presses("Shift+F11", "Ctrl+PgUp")
    user.selects("Cake")
    user.presses("Alt+Shift+O")
    (dialog,) = user.workspace.findChildren(ShowOnSheetDialog)
    assert dialog.list.count() == 2  # the other sheet, and a new one
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    user._settle()
    user.window.activateWindow()
    user._settle()
    user.sees_notice("Shown on ‘Sheet 2’ as well")
    assert shown(user) == {"Bread", "Cake", "Oven"}
    user.presses("Alt+PgDown")
    assert shown(user) == {"Cake"}
    assert user.selected() == {"Cake"}
    user.sees_notice("On ‘Sheet 1’, ‘Sheet 2’")
    labels = user.workspace.inspector.findChildren(QLabel)
    assert "On ‘Sheet 1’, ‘Sheet 2’" in [each.text() for each in labels if each.isVisible()]
    user.presses("Alt+PgDown")
    assert shown(user) == {"Bread", "Cake", "Oven"}


def test_taking_a_card_off_a_sheet_keeps_it_in_the_map(user: User) -> None:
    draws_three(user)
    user.selects("Cake")
    does(user, "sheet-from-selection")
    user.selects("Cake")
    user.presses("Shift+Delete")
    assert shown(user) == set()
    user.sees_notice("not out of the map")
    user.presses("Ctrl+PgUp")
    assert "Cake" in shown(user)
    user.presses("Ctrl+Z")
    assert shown(user) == {"Cake"}, "the sheet where it was undone is shown"


def test_deleting_a_card_that_other_sheets_have_says_so(user: User) -> None:
    draws_three(user)
    user.selects("Cake")
    does(user, "sheet-from-selection")
    user.selects("Cake")
    user.presses("Delete")
    user.sees_notice("from another sheet")
    assert not user.elements("Cake")


def test_an_edit_taken_back_on_another_sheet_is_seen_there(user: User) -> None:
    draws_three(user)
    user.moves("Bread", 0, 160)
    user.presses("Shift+F11")
    user.draws("Factor", "Flour", at=(400, 300))
    user.presses("Ctrl+PgUp", "Ctrl+Z")
    assert user.workspace.sheet_tabs.bar.currentIndex() == 1
    assert not user.elements("Flour")
    user.presses("Ctrl+Z", "Ctrl+Z")
    assert len(user.map.sheets) == 1
    assert user.workspace.sheet_tabs.bar.currentIndex() == 0
    user.presses("Ctrl+Shift+Z")
    assert user.card("Bread").y > 400


def test_a_finding_about_another_sheet_shows_that_sheet(user: User) -> None:
    user.draws("Initiative", "Portal", at=(300, 300))
    user.presses("Shift+F11")
    assert shown(user) == set()
    user.chooses_finding("serves no objective")
    assert shown(user) == {"Portal"}


def test_each_sheet_is_looked_at_from_where_it_was_left(user: User) -> None:
    draws_three(user)
    user.presses("Ctrl+0")
    user.turns_wheel(3, 400, 300, Qt.KeyboardModifier.ControlModifier)
    camera = user.workspace.view.camera
    user.presses("Shift+F11")
    assert user.workspace.view.camera != camera
    user.presses("Ctrl+PgUp")
    assert user.workspace.view.camera == camera


def test_all_is_only_what_the_sheet_shows(user: User) -> None:
    draws_three(user)
    user.presses("Shift+F11")
    user.draws("Factor", "Flour", at=(400, 300))
    user.presses("Ctrl+A", "Delete")
    assert user.elements("Bread")
    assert user.link("Oven", "Cake")


def test_sheets_are_saved(user: User) -> None:
    draws_three(user)
    user.selects("Cake")
    does(user, "sheet-from-selection")
    user.presses("Ctrl+F2")
    user.types("Sweet things")
    user.presses("Return")
    before = user.map
    user.saves_as(user.folder / "sheets.stratmap")
    user.opens(user.folder / "sheets.stratmap")
    assert user.map == before
    assert user.workspace.sheet_tabs.names == ["Sheet 1", "Sweet things"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_right_click_on_a_tab_shows_the_sheet_and_what_can_be_done_with_it(user: User) -> None:
    draws_three(user)
    user.presses("Shift+F11")
    bar = user.workspace.sheet_tabs.bar
    user.workspace.sheet_tabs.bar.customContextMenuRequested.emit(bar.tabRect(0).center())
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    assert user.window.actions_by_id["rename-sheet"] in popup.actions()
    assert shown(user) == {"Bread", "Cake", "Oven"}
    popup.close()


def test_an_empty_sheet_says_how_cards_of_another_come_here(user: User) -> None:
    assert "first objective" in user.workspace.view.empty_words
    draws_three(user)
    user.presses("Shift+F11")
    assert "Show on another sheet …" in user.workspace.view.empty_words
    assert "Alt+Shift+O" in user.workspace.view.empty_words
    shortcuts = [each.toString() for each in user.window.actions_by_id["show-on-sheet"].shortcuts()]
    assert shortcuts == ["Alt+Shift+O"]
    user.workspace.quick.enter("Cake", ElementKind.OBJECTIVE)
    assert shown(user) == {"Cake"}
    assert len(user.map.elements) == 3
