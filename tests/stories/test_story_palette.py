"""The palette: every command and every card by a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.stories.planned import drawn
from tests.user import User
from ui.actions import ACTIONS
from ui.dialogs.palette import Palette

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists and menus that open, without a display


def palette(user: User) -> Palette:
    (found,) = user.window.findChildren(Palette)
    return found


def offered(user: User) -> list[str]:
    return [entry.name for entry in palette(user).entries]


def test_the_palette_does_what_a_few_letters_mean(planner: User):
    planner.presses("Ctrl+K")
    planner.types("zqm in")
    assert offered(planner) == []
    planner.presses("Ctrl+A")
    planner.types("zo in")
    assert offered(planner)[0] == "Zoom in"
    scale = planner.workspace.view.camera.scale
    planner.presses("Return")
    assert planner.workspace.view.camera.scale > scale
    assert not planner.window.findChildren(Palette)


def test_the_palette_finds_by_menu_and_by_other_words(planner: User):
    planner.presses("Ctrl+K")
    planner.types("align")
    assert {entry.place for entry in palette(planner).entries[:5]} == {"Arrange › Align"}
    planner.presses("Ctrl+A")
    planner.types("pdf")
    assert offered(planner) == ["Export or print …"]
    planner.presses("Escape")


def test_the_palette_finds_every_way_of_laying_out(planner: User):
    planner.presses("Ctrl+K")
    planner.types("lay out")
    assert {"Lay out", "By perspective", "By flow, left to right", "Freely"} <= set(offered(planner))


def test_the_palette_says_when_it_finds_nothing_and_letters_here_and_there_are_no_card(planner: User):
    planner.presses("Ctrl+K")
    planner.types("gwvn")  # grow revenue
    assert offered(planner) == []
    assert palette(planner).list.topLevelItem(0).text(0) == "Nothing found for ‘gwvn’"
    planner.presses("Down", "Return")
    assert palette(planner).isVisible()
    planner.presses("Escape")


def test_the_palette_offers_every_action_with_its_menu_and_keys(planner: User):
    planner.presses("Ctrl+K")
    entries = {entry.id: entry for entry in palette(planner).entries}
    shown = {row.id for row in ACTIONS if planner.window.actions_by_id[row.id].isVisible()}
    assert set(entries) == shown - {"palette"}
    assert (entries["focus-1"].place, entries["focus-1"].keys) == ("View › Focus", "Alt+1")
    planner.presses("Escape")


def test_what_was_done_before_comes_first(planner: User):
    planner.presses("Ctrl+K")
    planner.types("select all")
    planner.presses("Return", "Ctrl+K")
    assert offered(planner)[0] == "Select all"
    planner.presses("Escape")


def test_what_cannot_be_done_now_is_offered_and_does_nothing(planner: User):
    planner.presses("Ctrl+K")
    planner.types("duplicate")
    entry = palette(planner).entries[0]
    assert (entry.name, entry.enabled) == ("Duplicate", False)
    planner.presses("Return")
    assert palette(planner).isVisible()
    planner.presses("Escape")
    assert len(planner.map.elements) == 5


def test_the_palette_goes_to_a_card_even_a_hidden_one(planner: User):
    planner.selects("IT")
    planner.presses("Alt+1", "Ctrl+K")
    planner.types("vertrauen")
    planner.presses("Return")
    assert planner.selected() == {"Größeres Vertrauen"}
    assert len(drawn(planner)) == 5
    assert planner.workspace.view.hasFocus()


def test_the_palette_by_arrows_and_by_the_mouse(planner: User):
    planner.presses("Ctrl+K")
    planner.types("portal")
    planner.presses("Down", "Up", "PgDown", "PgUp", "Up", "Down")
    list_ = palette(planner).list
    assert list_.currentIndex().row() == 0
    at = list_.visualItemRect(list_.topLevelItem(0)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QApplication.processEvents()
    assert planner.selected() == {"New portal"}


def test_the_palette_works_without_a_map(user: User):
    user.window.show_start()
    user.presses("Ctrl+K")
    user.types("new map")
    user.presses("Return")
    assert user.window.workspace is not None
