"""Looking at a part of the map: a few steps around a card, or what a filter asks for; and getting everything back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from stratmap.document import Document
from tests.builders import department, map_of, objective, placed
from tests.stories.planned import banner, drawn, drawn_links, ticks
from tests.user import User
from ui.canvas.camera import fitted
from ui.canvas.looking import READABLE
from ui.panels.check_list import CheckList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists and menus that open, without a display


def test_looking_around_a_card_hides_the_rest_until_escape(planner: User):
    planner.selects("New portal")
    planner.presses("Alt+1")
    assert drawn(planner) == {"Grow revenue", "New portal", "Größeres Vertrauen", "IT"}
    assert banner(planner) == "Showing 1 step around ‘New portal’ (showing 4 of 5 elements)"
    assert len(planner.map.elements) == 5
    planner.presses("Alt+2")
    assert len(drawn(planner)) == 5
    planner.presses("Alt+1", "Escape")
    assert len(drawn(planner)) == 5
    assert not planner.workspace.banner.isVisible()
    assert planner.selected() == {"New portal"}


def test_what_is_looked_around_is_brought_near_enough_to_read_and_fits(planner: User):
    work = planner.workspace
    looking = work.view.looking
    planner.selects("Shop refit")
    looking.zoom_to(0.2)
    planner.presses("Alt+1")
    rect = work.scene.rect_around(work.sight.map.elements)
    assert rect is not None
    width, height = work.view.width(), work.view.height()
    assert looking.destination == fitted(rect, width, height, READABLE)


def test_only_causes_or_only_effects(planner: User):
    planner.selects("New portal")
    planner.presses("Alt+1")
    planner.window.actions_by_id["focus-causes"].trigger()
    assert drawn(planner) == {"New portal", "Größeres Vertrauen", "IT"}
    planner.window.actions_by_id["focus-effects"].trigger()
    assert drawn(planner) == {"New portal", "Grow revenue"}
    ticked = [id for id in ("both", "causes", "effects") if planner.window.actions_by_id[f"focus-{id}"].isChecked()]
    assert ticked == ["effects"]
    planner.presses("Alt+0")
    assert len(drawn(planner)) == 5


def test_looking_around_needs_a_card(planner: User):
    assert not planner.window.actions_by_id["focus-1"].isEnabled()
    planner.workspace.see.focus(1)
    planner.sees_notice("Select the card")


def test_a_filter_by_the_mouse_combines_and_is_undone_by_the_button(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative", "Objective")
    assert drawn(planner) == {"Grow revenue", "New portal", "Shop refit"}
    ticks(planner, "statuses", "At risk")
    assert drawn(planner) == {"Grow revenue", "Shop refit"}
    assert banner(planner) == "Showing 2 of 5 elements · Kind: Objective, Initiative · Status: At risk"
    assert drawn_links(planner) == set()
    planner.clicks_button(planner.workspace.banner.button)
    assert len(drawn(planner)) == 5
    assert len(drawn_links(planner)) == 4


def test_a_filter_by_the_keyboard(planner: User):
    planner.presses("Ctrl+Alt+F", "Space")
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, CheckList)
    QTest.keyClick(opened, Qt.Key.Key_Down)
    QTest.keyClick(opened, Qt.Key.Key_Space)
    QTest.keyClick(opened, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert drawn(planner) == {"New portal", "Shop refit"}
    planner.presses("Ctrl+Alt+F")
    assert len(drawn(planner)) == 5
    assert not planner.workspace.filter_bar.isVisible()


def test_escape_in_the_filter_puts_it_away_and_gives_the_map_the_keyboard(planner: User):
    bar = planner.workspace.filter_bar
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    assert len(drawn(planner)) == 2
    bar.buttons["kinds"].setFocus()
    planner.presses("Tab", "Escape")
    assert not bar.isVisible()
    assert len(drawn(planner)) == 5
    assert planner.workspace.view.hasFocus()


def test_escape_on_the_map_puts_the_filter_away_only_when_nothing_else_is_left(planner: User):
    bar, work = planner.workspace.filter_bar, planner.workspace
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    planner.selects("New portal")
    planner.presses("Escape")
    assert bar.isVisible()
    assert not planner.selected()
    assert len(drawn(planner)) == 2
    planner.presses("Escape")
    assert not bar.isVisible()
    assert len(drawn(planner)) == 5
    assert work.view.hasFocus()


def test_escape_in_the_filter_over_the_matrix_leaves_the_matrix_in_front_with_the_keyboard(planner: User):
    planner.presses("Ctrl+M")
    planner.waits()
    planner.presses("Ctrl+Alt+F", "Escape")
    assert not planner.workspace.filter_bar.isVisible()
    assert planner.workspace.matrix.is_open
    assert planner.workspace.matrix.panel.grid.hasFocus()


def test_escape_in_the_name_of_a_filter_leaves_the_filter_open(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    planner.workspace.filter_bar.ask_name()
    planner.presses("Escape")
    assert planner.workspace.filter_bar.isVisible()
    assert len(drawn(planner)) == 2


def test_a_filter_by_link_kind_hides_links_only(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "link_kinds", "Is accountable for")
    assert len(drawn(planner)) == 5
    assert len(drawn_links(planner)) == 1


def test_what_cannot_be_seen_is_not_selected_nor_selectable(planner: User):
    planner.selects("IT")
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    assert planner.selected() == set()
    planner.workspace.view.setFocus()
    planner.presses("Ctrl+A")
    assert planner.selected() == {"New portal", "Shop refit"}
    planner.presses("Delete")
    assert len(planner.map.elements) == 3


def test_a_new_card_stays_in_sight_though_the_filter_does_not_ask_for_it(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    planner.draws("Factor", "Weather", at=(100, 300))
    assert "Weather" in drawn(planner)
    planner.presses("Ctrl+Z")
    planner.presses("Ctrl+Shift+Z")
    assert "Weather" in drawn(planner)
    ticks(planner, "statuses", "At risk")
    assert drawn(planner) == {"Shop refit"}


def test_a_card_changed_under_a_filter_is_not_taken_out_of_the_hand(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "statuses", "At risk")
    planner.selects("Shop refit")
    planner.fills("status", "Done")
    assert drawn(planner) == {"Grow revenue", "Shop refit"}


def test_what_the_filter_asks_for_again_comes_back(planner: User):
    planner.selects("New portal")
    planner.fills("status", "At risk")
    planner.workspace.view.setFocus()
    planner.presses("Ctrl+Z")
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "statuses", "At risk")
    assert "New portal" not in drawn(planner)
    planner.presses("Ctrl+Shift+Z")
    assert "New portal" in drawn(planner)


def test_a_card_moved_under_a_filter_leaves_the_hidden_ones_hidden(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    planner.moves("New portal", 64, 128)
    assert drawn(planner) == {"New portal", "Shop refit"}
    x, y = planner._middle("Shop refit")
    planner.drags((x, y), (x + 64, y + 64), lets_go=False)
    planner.presses("Escape")
    assert planner.workspace.scene.map == planner.workspace.sight.map
    assert drawn(planner) == {"New portal", "Shop refit"}


def test_a_filter_kept_by_name_comes_back_with_the_file(planner: User, tmp_path: Path):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    bar = planner.workspace.filter_bar
    bar.ask_name()
    planner.types("What we do")
    planner.presses("Return")
    planner.sees_notice("The filter ‘What we do’ is kept in the map.")
    planner.saves_as(tmp_path / "plan.stratmap")
    planner.opens(tmp_path / "plan.stratmap")
    assert len(drawn(planner)) == 5
    chooses(planner, "What we do")
    assert drawn(planner) == {"New portal", "Shop refit"}
    planner.presses("Ctrl+Z")
    assert planner.map.filters


def test_a_filter_not_wanted_any_more_is_deleted_and_undo_brings_it_back(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    planner.workspace.filter_bar.ask_name()
    planner.types("Mine")
    planner.presses("Return")
    chooses(planner, "Mine", within="Delete")
    assert not planner.map.filters
    planner.presses("Ctrl+Z")
    assert [each.title for each in planner.map.filters.values()] == ["Mine"]


def test_a_filter_without_a_name_is_not_kept(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    planner.workspace.filter_bar.ask_name()
    planner.types("  ")
    planner.presses("Return", "Escape")
    assert not planner.map.filters
    assert not planner.workspace.filter_bar.name.isVisible()


def chooses(user: User, name: str, within: str = "") -> None:
    """Opens the menu of saved filters and takes one of its entries by the keyboard."""
    user.clicks_button(user.workspace.filter_bar.saved)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    if within:
        (below,) = [each for each in menu.actions() if each.text() == within]
        found = below.menu()
        assert isinstance(found, QMenu)
        entries = found.actions()
    else:
        entries = menu.actions()
    (entry,) = [each for each in entries if each.text() == name]
    entry.trigger()
    menu.close()
    QApplication.processEvents()


def test_the_paper_is_the_screen(planner: User, tmp_path: Path):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    planner.workspace.finish_writing()
    planner.window.exporting.export_to(tmp_path / "map.svg")
    planner.waits()
    drawing = (tmp_path / "map.svg").read_text(encoding="utf-8")
    planner.window.exporting.export_to(tmp_path / "map.csv")
    planner.waits()
    tables = (tmp_path / "map-elements.csv").read_text(encoding="utf-8-sig")
    assert "portal" in drawing
    assert "revenue" not in drawing
    assert "Grow revenue" in tables
    assert planner.workspace.see.words() == "Filtered: Kind: Initiative"


def test_an_empty_picture_says_why(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Department")
    ticks(planner, "statuses", "At risk")
    assert planner.workspace.view.empty_words == "No card on this sheet is shown."
    assert banner(planner).startswith("Showing 0 of 5 elements")
    planner.presses("Alt+0")
    assert planner.workspace.view.empty_words.startswith("Double-click")


def test_words_that_look_like_markup_are_words_in_the_filter(user: User):
    evil = "<b>&hi</b>"
    user.window.show_map(Document(placed(map_of(objective("a", evil, owner=evil), department("d", evil)))), None)
    QApplication.processEvents()
    user.presses("Ctrl+Alt+F")
    ticks(user, "owners", evil)
    assert evil in banner(user)
    user.workspace.filter_bar.ask_name()
    user.types(evil)
    user.presses("Return")
    chooses(user, evil.replace("&", "&&"))
    assert [each.title for each in user.map.filters.values()] == [evil]


def test_a_finding_about_something_hidden_says_so(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Department")
    planner.waits()
    planner.chooses_finding("Shop refit")
    planner.sees_notice("Some of it is hidden")
