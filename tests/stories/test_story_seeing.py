"""Seeing what matters: finding, looking around a card, filtering, and getting everything back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.kinds import Status
from models.records import MapInfo
from models.strategy_map import StrategyMap
from stratmap.document import Document
from tests.builders import department, factor, influences, initiative, map_of, objective, owns, placed
from tests.user import User
from ui.panels.check_list import CheckList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists and menus that open, without a display


def business() -> StrategyMap:
    return placed(
        map_of(
            objective("grow", "Grow revenue", owner="Ann", status=Status.AT_RISK),
            initiative("portal", "New portal", owner="Bob", tags=("web",)),
            initiative("shop", "Shop refit", notes="More revenue a head", status=Status.AT_RISK),
            factor("trust", "Größeres Vertrauen"),
            department("it", "IT"),
            influences("portal", "grow", "+"),
            influences("trust", "portal", "+"),
            influences("shop", "trust", "+"),
            owns("it", "portal"),
        ),
        step=220,
    )


@pytest.fixture
def planner(user: User) -> User:
    """Somebody with five cards in a row, linked: shop → trust → portal → grow, and IT that owns the portal."""
    user.window.show_map(Document(business()), None)
    QApplication.processEvents()
    return user


def drawn(user: User) -> set[str]:
    """The titles of the cards in the picture."""
    scene = user.workspace.scene
    return {user.map.elements[key].title for key in scene.keys if key in user.map.elements}


def drawn_links(user: User) -> set[str]:
    return {key for key in user.workspace.scene.keys if key in user.map.links}


def banner(user: User) -> str:
    assert user.workspace.banner.isVisible()
    return user.workspace.banner.words.text()


def ticks(user: User, criterion: str, *names: str) -> None:
    """Opens one of the filter's lists with the mouse and clicks what is to be ticked."""
    bar = user.workspace.filter_bar
    user.clicks_button(bar.buttons[criterion])
    for name in names:
        (item,) = bar.list.findItems(name, Qt.MatchFlag.MatchExactly)
        at = bar.list.visualItemRect(item).center()
        QTest.mouseClick(bar.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.keyClick(bar.list, Qt.Key.Key_Escape)
    QApplication.processEvents()


def count(user: User) -> str:
    return user.workspace.find_bar.count.text()


def test_finding_lights_all_matches_and_goes_from_one_to_the_next(planner: User):
    planner.presses("Ctrl+F")
    planner.types("revenue")
    planner.sees_lit("Grow revenue", "Shop refit")
    assert (count(planner), planner.selected()) == ("1 of 2", {"Grow revenue"})
    planner.presses("Return")
    assert (count(planner), planner.selected()) == ("2 of 2", {"Shop refit"})
    planner.presses("F3")
    assert planner.selected() == {"Grow revenue"}
    planner.presses("Shift+Return")
    assert planner.selected() == {"Shop refit"}
    planner.presses("Shift+F3")
    assert planner.selected() == {"Grow revenue"}
    planner.presses("Escape")
    assert planner.workspace.selection.lit is None
    assert planner.workspace.view.hasFocus()
    assert planner.selected() == {"Grow revenue"}


def test_finding_does_not_mind_accents_and_capitals(planner: User):
    planner.presses("Ctrl+F")
    planner.types("GROSS")
    assert planner.selected() == {"Größeres Vertrauen"}


def test_the_camera_goes_to_a_match_out_of_sight(planner: User):
    view = planner.workspace.view
    view.zoom_to(3.0)
    planner.presses("Ctrl+F")
    for words in ("IT", "grow"):
        planner.presses("Ctrl+A")
        planner.types(words)
        (key,) = planner.workspace.selection.elements
        rect = planner.workspace.scene.rect_of(key)
        assert rect is not None
        assert view.rect().contains(view.window_rect(rect).center().toPoint())


def test_no_match_says_so_and_dims_nothing(planner: User):
    planner.presses("Ctrl+F")
    planner.types("bread")
    assert count(planner) == "No matches"
    assert planner.workspace.selection.lit is None
    planner.presses("Return", "Escape")


def test_what_is_found_follows_edits_and_undo(planner: User):
    planner.presses("Ctrl+F")
    planner.types("revenue")
    planner.presses("Escape", "Delete")
    planner.presses("Ctrl+F")
    assert (count(planner), planner.selected()) == ("1 of 1", {"Shop refit"})
    planner.document.undo()
    assert count(planner) == "2 of 2"


def test_finding_by_the_mouse(planner: User):
    bar = planner.workspace.find_bar
    planner.presses("Ctrl+F")
    planner.types("revenue")
    back, on, close = list(bar._icons)
    planner.clicks_button(on)
    assert planner.selected() == {"Shop refit"}
    planner.clicks_button(back)
    assert planner.selected() == {"Grow revenue"}
    planner.clicks_button(close)
    assert not bar.isVisible()
    assert planner.workspace.view.hasFocus()


def test_a_hidden_match_is_counted_not_shown(planner: User):
    planner.selects("IT")
    planner.presses("Alt+1", "Ctrl+F")
    planner.types("portal")
    assert count(planner) == "1 of 1"
    planner.presses("Ctrl+A")
    planner.types("grow")
    assert count(planner) == "No matches · 1 not shown"


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
    planner.window.files.export_to(tmp_path / "map.svg")
    planner.waits()
    drawing = (tmp_path / "map.svg").read_text(encoding="utf-8")
    planner.window.files.export_to(tmp_path / "map.csv")
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
    assert isinstance(user.map.info, MapInfo)
