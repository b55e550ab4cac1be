"""The menu of what is selected: the rows of the menu bar, gathered alike, with what is so at present ticked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.kinds import ElementKind, LinkKind, Polarity, Status
from tests.user import User

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def popup() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def below(menu: QMenu, name: str) -> QMenu:
    (found,) = [each.menu() for each in menu.actions() if each.menu() is not None and each.text() == name]
    assert isinstance(found, QMenu)
    return found


def ticked(menu: QMenu) -> list[str]:
    return [each.text() for each in menu.actions() if each.isChecked()]


def picks(user: User, menu: QMenu, row: str) -> None:
    """Opens the submenu by its entry and clicks a row."""
    (action,) = [each for each in menu.actions() if each.text() == row]
    menu.popup(QPoint(10, 10))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    user._settle()
    while QApplication.activePopupWidget() is not None:
        QApplication.activePopupWidget().close()
    user.window.activateWindow()
    user._settle()


def asks_at_link(user: User, source: str, target: str) -> QMenu:
    points = user.workspace.scene.line_of(user.link(source, target).id)
    user.clicks(*points[len(points) // 2], button=Qt.MouseButton.RightButton)
    return popup()


def test_a_links_menu_has_its_kind_sign_and_strength_ticked_and_changes_them(user: User) -> None:
    user.draws("Objective", "Fame", at=(300, 120))
    user.draws("Objective", "Sales", at=(800, 120))
    user.connects("Fame", "Sales", tool="Supports")
    menu = asks_at_link(user, "Fame", "Sales")
    assert ticked(below(menu, "Change kind to")) == ["Influences"]
    assert ticked(below(menu, "Which way it works")) == ["Same way (+)"]
    assert ticked(below(menu, "Strength")) == ["Not said"]
    picks(user, below(menu, "Strength"), "Weak (0.25)")
    assert user.link("Fame", "Sales").strength == 0.25
    menu = asks_at_link(user, "Fame", "Sales")
    assert ticked(below(menu, "Strength")) == ["Weak (0.25)"]
    picks(user, below(menu, "Which way it works"), "Opposite way (−)")
    assert user.link("Fame", "Sales").polarity is Polarity.MINUS
    picks(user, asks_at_link(user, "Fame", "Sales"), "Delayed")
    assert user.link("Fame", "Sales").delay
    menu = asks_at_link(user, "Fame", "Sales")
    assert "Delayed" in ticked(menu)
    picks(user, below(menu, "Change kind to"), "Requires")
    assert user.link("Fame", "Sales").kind is LinkKind.REQUIRES
    for _step in range(4):
        user.presses("Ctrl+Z")
    assert user.link("Fame", "Sales").kind is LinkKind.INFLUENCES
    assert user.link("Fame", "Sales").strength is None


def test_a_cards_menu_has_its_kind_and_status_ticked_and_changes_them(user: User) -> None:
    user.draws("Objective", "Fame", at=(300, 120))
    user.draws("Initiative", "Leaflets", at=(800, 120))
    user.clicks(*user._middle("Fame"), button=Qt.MouseButton.RightButton)
    assert ticked(below(popup(), "Change kind to")) == ["Objective"]
    assert ticked(below(popup(), "Status")) == [str_of_status(user, "Fame")]
    picks(user, below(popup(), "Status"), "At risk")
    assert user.element("Fame").status is Status.AT_RISK
    user.clicks(*user._middle("Fame"), button=Qt.MouseButton.RightButton)
    assert ticked(below(popup(), "Status")) == ["At risk"]
    picks(user, below(popup(), "Change kind to"), "Factor")
    assert user.element("Fame").kind is ElementKind.FACTOR
    user.selects("Fame", "Leaflets")
    user.clicks(*user._middle("Fame"), button=Qt.MouseButton.RightButton)
    assert ticked(below(popup(), "Change kind to")) == [], "they are of different kinds"
    picks(user, below(popup(), "Change kind to"), "Note")
    assert {user.element(title).kind for title in ("Fame", "Leaflets")} == {ElementKind.NOTE}
    user.presses("Ctrl+Z")
    assert user.element("Leaflets").kind is ElementKind.INITIATIVE


def str_of_status(user: User, title: str) -> str:
    status = user.element(title).status
    return status.value.capitalize() if status is not None else "No status"


def test_a_kind_its_links_do_not_allow_is_refused_with_a_reason(user: User) -> None:
    user.draws("Department", "Sales team", at=(300, 300))
    user.draws("Initiative", "Leaflets", at=(800, 300))
    user.connects("Sales team", "Leaflets", tool="Accountable")
    user.clicks(*user._middle("Sales team"), button=Qt.MouseButton.RightButton)
    picks(user, below(popup(), "Change kind to"), "Note")
    assert user.element("Sales team").kind is ElementKind.DEPARTMENT
    assert user.workspace.notice.isVisible()


@pytest.mark.parametrize("key", ["Shift+F10", "Menu"])
def test_the_menu_comes_by_keyboard_for_what_is_selected(user: User, key: str) -> None:
    user.draws("Objective", "Fame", at=(300, 120))
    user.draws("Objective", "Sales", at=(800, 120))
    user.selects("Fame")
    if key == "Menu":
        at = QPoint(5, 5)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, user.workspace.view.mapToGlobal(at))
        QApplication.sendEvent(user.workspace.view, event)
        user._settle()
    else:
        user.presses(key)
    assert user.selected() == {"Fame"}
    QTest.keyClick(popup(), Qt.Key.Key_Down)
    assert popup().activeAction() is not None
    assert below(popup(), "Status")
    popup().close()
    user._settle()
    user.window.activateWindow()
    user._settle()
    user.workspace.view.setFocus()
    user.workspace.selection.set(())
    user.presses("Shift+F10")
    assert user.window.actions_by_id["add-objective"] in popup().actions()
    assert user.selected() == set()
    popup().close()
