"""A whole map without a mouse: made, linked, signed, renamed, moved, bent, deleted, taken back and saved."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.kinds import ElementKind, LinkKind, Polarity
from tests.user import User


def test_a_whole_map_is_drawn_without_a_mouse(user: User, monkeypatch: object) -> None:
    for verb in ("mousePress", "mouseMove", "mouseClick"):
        monkeypatch.setattr(QTest, verb, None)  # type: ignore[attr-defined]
    user.presses("Ctrl+2")
    user.types("New shop")
    user.presses("Tab")
    user.types("More guests")
    user.presses("Tab")
    user.types("Revenue")
    user.presses("Return", "+", "Escape")
    assert user.link("More guests", "Revenue").polarity is Polarity.PLUS

    user.presses("Alt+Right")  # a card to begin with
    user.presses("Ctrl+5")
    user.types("Rents")
    user.presses("Return", "Ctrl+L")
    user.types("reve")
    user.presses("Return")
    user.window.activateWindow()  # a window manager would
    QApplication.processEvents()
    user.presses("-")
    assert user.link("Rents", "Revenue").polarity is Polarity.MINUS
    user.presses("Down", "Down")
    assert user.map.bends
    user.presses("Ctrl+Alt+D")
    assert user.link("Rents", "Revenue").delay

    user.presses("Ctrl+Alt+Left")
    assert user.selected() == {"Rents"}
    user.types("Rent of the shop")
    user.presses("Return")
    before = user.card("Rent of the shop")
    user.presses("Right", "Right", "Shift+Down")
    after = user.card("Rent of the shop")
    assert (after.x, after.y) == (before.x + 16, before.y + 1)

    user.presses("Ctrl+Alt+Right", "Ctrl+Alt+Left", "Ctrl+Alt+Down")
    assert user.selected() < {"Rent of the shop", "More guests"}
    user.presses("Ctrl+T")
    user.types("Sales team owns new shop")
    user.presses("Return", "Escape")
    assert user.link("Sales team", "New shop").kind is LinkKind.OWNS
    assert user.element("Sales team").kind is ElementKind.DEPARTMENT

    whole = user.map
    user.presses("Ctrl+A", "Delete")
    assert not user.map.elements
    user.presses("Ctrl+Z")
    assert user.map == whole
    user.saves_as(user.folder / "by hand.stratmap")
    assert not user.document.is_modified
    user.opens(user.folder / "by hand.stratmap")
    assert user.map == whole
