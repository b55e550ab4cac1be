"""Seeing what matters: finding, looking around a card, filtering, and getting everything back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.kinds import Status
from models.records import MapInfo
from models.strategy_map import StrategyMap
from stratmap.document import Document
from tests.builders import department, factor, influences, initiative, map_of, objective, owns, placed
from tests.user import User
from ui.actions import ACTIONS
from ui.canvas.camera import fitted
from ui.dialogs.palette import Palette
from ui.panels.check_list import CheckList
from ui.panels.compact_bar import CompactBar

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
    view.looking.zoom_to(3.0)
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
    assert isinstance(user.map.info, MapInfo)


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
    assert offered(planner) == ["Export …"]
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


def goes_to_it_by_the_palette(user: User, title: str) -> None:
    user.presses("Ctrl+K")
    user.types(title)
    user.presses("Return")


def goes_to_it_by_finding(user: User, title: str) -> None:
    user.presses("Ctrl+F")
    user.types(title)


def goes_to_it_by_the_outline(user: User, title: str) -> None:
    clicks_outline(user, title)


@pytest.mark.parametrize("goes_to_it", [goes_to_it_by_the_palette, goes_to_it_by_finding, goes_to_it_by_the_outline])
@pytest.mark.parametrize(("scale", "comes_to"), [(0.2, 0.7), (1.5, 1.5)])
def test_a_card_gone_to_is_in_the_middle_and_can_be_read(
    planner: User, goes_to_it: Callable[[User, str], None], scale: float, comes_to: float
):
    view = planner.workspace.view
    view.looking.zoom_to(scale)
    goes_to_it(planner, "Shop refit")
    middle = view.window_rect(view.scene.rect_of("shop")).center()
    assert abs(middle.x() - view.width() / 2) < 1
    assert abs(middle.y() - view.height() / 2) < 1
    assert view.camera.scale == pytest.approx(comes_to)


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


def listed(user: User) -> list[str]:
    """The rows of the outline, without what marks a group as open."""
    user.workspace.tabs.show_outline()
    QApplication.processEvents()
    return [each.lstrip("▾▸ ") for each in user.workspace.outline.titles()]


def outline_row(user: User, words: str) -> QPoint:
    outline = user.workspace.outline
    row = listed(user).index(words)
    index = outline.model.index(row, 0)
    outline.view.scrollTo(index)
    return outline.view.visualRect(index).center()


def clicks_outline(user: User, words: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = outline_row(user, words)
    QTest.mouseClick(user.workspace.outline.view.viewport(), Qt.MouseButton.LeftButton, keys, at)
    QApplication.processEvents()


def test_the_outline_lists_everything_by_perspective_or_by_kind(planner: User):
    assert listed(planner)[0] == "In no perspective  (5)"
    assert listed(planner)[1:] == ["Größeres Vertrauen", "Grow revenue", "IT", "New portal", "Shop refit"]
    planner.picks(planner.workspace.outline.grouping, "By kind")
    outline = planner.workspace.outline
    outline.grouping.chosen.emit("kind")
    assert listed(planner)[:3] == ["Objective  (1)", "Grow revenue", "Initiative  (2)"]


def test_the_outline_and_the_canvas_have_one_selection(planner: User):
    clicks_outline(planner, "IT")
    assert planner.selected() == {"IT"}
    clicks_outline(planner, "Shop refit", Qt.KeyboardModifier.ControlModifier)
    assert planner.selected() == {"IT", "Shop refit"}
    planner.selects("Grow revenue", "New portal")
    outline = planner.workspace.outline
    rows = {outline.model.element_at(index) for index in outline.view.selectionModel().selectedIndexes()}
    assert rows == {"grow", "portal"}
    planner.presses("Escape")
    assert not outline.view.selectionModel().hasSelection()


def test_the_outline_by_keys(planner: User):
    planner.presses("Ctrl+Alt+O")
    clicks_outline(planner, "Größeres Vertrauen")
    planner.presses("Down")
    assert planner.selected() == {"Grow revenue"}
    planner.presses("Shift+Down")
    assert planner.selected() == {"Grow revenue", "IT"}
    planner.presses("Left")
    assert len(listed(planner)) == 1
    planner.presses("Right")
    assert len(listed(planner)) == 6
    planner.presses("Down", "Return")
    assert planner.workspace.view.hasFocus()


def test_a_title_is_written_in_the_outline(planner: User):
    clicks_outline(planner, "IT")
    planner.presses("F2", "Ctrl+A")
    planner.types("A team")
    planner.presses("Return")
    assert planner.map.elements["it"].title == "A team"
    assert listed(planner)[1] == "A team"
    planner.presses("Ctrl+Z")
    assert planner.map.elements["it"].title == "IT"


def test_a_title_written_in_the_outline_is_kept_when_a_menu_is_used(planner: User, tmp_path: Path):
    at = outline_row(planner, "IT")
    view = planner.workspace.outline.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    planner.presses("Ctrl+A")
    planner.types("IT team")
    planner.saves_as(tmp_path / "plan.stratmap")
    assert planner.map.elements["it"].title == "IT team"
    assert not planner.document.is_modified


def test_a_title_that_is_too_long_is_refused_in_the_outline(planner: User):
    clicks_outline(planner, "IT")
    planner.presses("F2", "Ctrl+A")
    planner.composes("x" * 2_500)
    planner.presses("Return")
    planner.sees_notice("2,500 characters")
    assert planner.map.elements["it"].title == "IT"


def test_the_outline_follows_edits_undo_and_the_filter(planner: User):
    assert len(listed(planner)) == 6
    planner.draws("Factor", "Weather", at=(100, 300))
    assert "Weather" in listed(planner)
    planner.presses("Ctrl+Z")
    assert "Weather" not in listed(planner)
    planner.selects("Grow revenue")
    planner.presses("Delete")
    assert "Grow revenue" not in listed(planner)
    planner.presses("Ctrl+Z")
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Initiative")
    assert listed(planner)[1:] == ["New portal", "Shop refit"]


def test_what_is_on_no_sheet_is_in_the_outline(user: User):
    user.window.show_map(Document(map_of(objective("a", "Nowhere"))), None)
    QApplication.processEvents()
    assert "Nowhere" in listed(user)
    clicks_outline(user, "Nowhere")
    assert user.workspace.inspector.records()[0].key == "a"


def history(user: User) -> list[str]:
    user.workspace.tabs.show_history()
    QApplication.processEvents()
    return list(user.workspace.history.model.labels)


def test_the_history_lists_steps_and_goes_to_one_at_once(planner: User):
    planner.draws("Factor", "One", at=(100, 300))
    planner.draws("Factor", "Two", at=(400, 300))
    planner.selects("One")
    planner.presses("Delete")
    assert history(planner) == ["As it was opened", "Add Factor", "Add Factor", "Delete Factor"]
    told: list[object] = []
    planner.document.changed.connect(told.append)
    list_ = planner.workspace.history.list
    at = list_.visualRect(list_.model().index(0, 0)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert planner.map == business()
    assert len(told) == 1
    assert planner.workspace.history.model.present == 0
    list_.setFocus()
    planner.presses("Down", "Down", "Return")
    assert {each.title for each in planner.map.elements.values()} >= {"One", "Two"}
    assert planner.workspace.history.model.present == 2
    assert len(planner.document.history.redo_labels) == 1
    planner.presses("Ctrl+Shift+Z")
    assert not planner.elements("One")


def test_a_new_edit_after_going_back_forgets_what_was_taken_back(planner: User):
    planner.draws("Factor", "One", at=(100, 300))
    planner.workspace.edit.travel(1)
    planner.draws("Factor", "Two", at=(100, 300))
    assert history(planner) == ["As it was opened", "Add Factor"]


def test_travelling_further_than_there_are_steps_stops_at_the_end(planner: User):
    planner.draws("Factor", "One", at=(100, 300))
    planner.workspace.edit.travel(50)
    assert planner.map == business()
    planner.workspace.edit.travel(-50)
    assert planner.elements("One")
    planner.workspace.edit.travel(-1)


def test_the_overview_shows_where_one_is_and_leads_elsewhere(planner: User):
    minimap, view = planner.workspace.minimap, planner.workspace.view
    assert not minimap.isVisible()
    planner.presses("Ctrl+Shift+M")
    assert minimap.isVisible()
    assert planner.window.actions_by_id["minimap"].isChecked()
    view.looking.zoom_to(2.0)
    QApplication.processEvents()
    frame, before = minimap.frame(), view.camera
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(30, 70))
    QTest.mouseMove(minimap, QPoint(60, 70))
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(60, 70))
    assert view.camera != before
    assert view.camera.scale == before.scale
    assert abs(minimap.frame().center().x() - 60) < 2
    assert minimap.frame().size() == frame.size()
    planner.presses("Ctrl+Shift+M")
    assert not minimap.isVisible()


def test_a_click_in_the_overview_makes_no_card(planner: User):
    planner.presses("Ctrl+Shift+M")
    planner.takes("Factor")
    QTest.mouseClick(planner.workspace.minimap, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(planner.workspace.minimap, Qt.MouseButton.LeftButton)
    assert not planner.workspace.editor.isVisible()
    assert len(planner.map.elements) == 5


def test_a_large_map_comes_with_its_overview(user: User):
    user.window.show_map(Document(placed(map_of(*(factor(f"f{n}") for n in range(80))))), None)
    QApplication.processEvents()
    assert user.workspace.minimap.isVisible()


def test_a_narrow_window_leaves_the_words_of_the_toolbar_away(user: User):
    (bar,) = user.window.findChildren(CompactBar)
    assert bar.has_words
    user.window.resize(900, 600)
    QApplication.processEvents()
    assert not bar.has_words
    for action in bar.actions():
        button = bar.widgetForAction(action)
        assert button.isVisible()
        assert button.geometry().right() < bar.width()
        assert action.isSeparator() or action.toolTip()
    user.window.resize(1360, 860)
    QApplication.processEvents()
    assert bar.has_words


def test_a_presentation_shows_only_the_map_until_escape(planner: User):
    work, window = planner.workspace, planner.window
    planner.presses("F5")
    bars = (window.menuBar(), window.statusBar(), window.findChild(CompactBar))
    around = (work.toolbox, work.side, work.sheet_tabs, *bars)
    assert [each for each in around if each.isVisible()] == []
    assert window.isFullScreen()
    planner.selects("IT")
    planner.presses("Alt+1")
    assert len(drawn(planner)) == 2
    planner.presses("Escape")
    assert not window.isFullScreen()
    assert all(each.isVisible() for each in around)
    assert not work.notice.isVisible()


def test_a_presentation_shows_all_of_the_map_with_nothing_selected_and_then_what_was_seen_before(planner: User):
    view = planner.workspace.view
    planner.presses("Ctrl+Shift+M")
    planner.selects("IT")
    view.looking.zoom_to(3.0)
    before = view.camera
    view.setFocus(Qt.FocusReason.TabFocusReason)
    planner.presses("F5")
    QApplication.processEvents()
    assert planner.selected() == set()
    assert not planner.workspace.minimap.isVisible()
    assert view.camera == fitted(view.scene.bounds(), view.width(), view.height())
    view.resize(700, 500)  # as when the screen comes later than the key
    assert view.camera == fitted(view.scene.bounds(), 700, 500)
    planner.presses("Escape")
    QApplication.processEvents()
    assert not planner.window.presentation.is_on
    assert view.camera == before
    assert planner.workspace.minimap.isVisible()


def test_no_frame_of_the_keyboard_stands_round_a_presentation(planner: User):
    view = planner.workspace.view
    planner.presses("F5")
    planner.workspace.notice.say("")
    bare = view.grab().toImage()
    planner.window.setFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.grab().toImage() == bare


def test_a_map_opened_during_a_presentation_is_presented_too(planner: User):
    planner.presses("F5")
    planner.window.show_map(Document(business()), None)
    QApplication.processEvents()
    assert not planner.workspace.side.isVisible()
    planner.presses("F5")
    assert planner.workspace.side.isVisible()


def test_closing_the_map_ends_the_presentation(planner: User):
    planner.presses("F5", "Ctrl+W")
    planner.waits()
    assert planner.window.workspace is None
    assert planner.window.menuBar().isVisible()
    assert not planner.window.isFullScreen()


def opens_the_file_menu(user: User) -> None:
    menu = user.window.menuBar().actions()[0].menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()


def test_recent_maps_are_in_the_file_menu_and_open(planner: User, tmp_path: Path):
    first = planner.window.actions_by_id["recent-1"]
    assert (first.text(), first.isEnabled()) == ("No map was opened yet", False)
    planner.saves_as(tmp_path / "plan & more.stratmap")
    planner.waits()
    opens_the_file_menu(planner)
    assert first.text().startswith("plan && more.stratmap")
    assert not planner.window.actions_by_id["recent-2"].isVisible()
    planner.presses("Ctrl+N")
    assert not planner.map.elements
    first.trigger()
    planner.waits()
    assert len(planner.map.elements) == 5


def test_a_recent_map_that_is_gone_is_said_to_be_and_leaves_the_menu(planner: User, tmp_path: Path):
    planner.saves_as(tmp_path / "plan.stratmap")
    planner.waits()
    opens_the_file_menu(planner)
    (tmp_path / "plan.stratmap").unlink()
    planner.window.actions_by_id["recent-1"].trigger()
    planner.waits()
    assert planner.answers.told
    opens_the_file_menu(planner)
    assert not planner.window.actions_by_id["recent-1"].isEnabled()


def test_a_finding_about_something_hidden_says_so(planner: User):
    planner.presses("Ctrl+Alt+F")
    ticks(planner, "kinds", "Department")
    planner.waits()
    planner.chooses_finding("Shop refit")
    planner.sees_notice("Some of it is hidden")
