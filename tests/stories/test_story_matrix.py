"""Somebody looks at the map as a matrix, and draws and removes links in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.kinds import ElementKind, LinkKind, Polarity
from stratmap.analysis.matrix import Net, Rows
from stratmap.analysis.matrix_table import MatrixTable
from stratmap.document import Document
from tests.builders import department, example, factor, influences, initiative, map_of, objective, owns, placed
from tests.user import User
from ui.panels.matrix_grid import MatrixGrid

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # menus that open, without a display


def opened(user: User) -> User:
    """A small map, in the window: one initiative serves a goal by way of a factor, another nothing."""
    goal, other = objective("profit", "Profit"), objective("waste", "Less waste")
    records = [goal, other, initiative("oven", "New oven"), initiative("logo", "New logo"), factor("f", "Bread")]
    links = [influences("oven", "f", "+"), influences("f", "profit", "+")]
    user.window.show_map(Document(placed(map_of(*records, department("d", "Shop"), *links, owns("d", "oven")))), None)
    user.waits()
    user.window.activateWindow()
    QApplication.processEvents()
    return user


@pytest.fixture
def small(user: User) -> User:
    return opened(user)


def grid(user: User) -> MatrixGrid:
    return user.workspace.matrix.panel.grid


def table(user: User) -> MatrixTable:
    user.waits()
    found = user.workspace.matrix.panel.table
    assert found is not None
    return found


def cell(user: User, row: str, column: str) -> tuple[Net, int]:
    """What the cell of two titles shows."""
    found = table(user)
    rows, columns = ([head.title for head in heads] for heads in (found.rows, found.columns))
    shown = found.cell(rows.index(row), columns.index(column))
    return shown.net, shown.away


def clicks_cell(user: User, row: str, column: str, *, double: bool = False) -> None:
    view, model = grid(user), user.workspace.matrix.panel.model
    index = model.index_of(user.element(row).id, user.element(column).id)
    view.scrollTo(index)
    at = view.visualRect(index).center()
    for click in (QTest.mouseClick, QTest.mouseDClick)[: 2 if double else 1]:
        click(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QApplication.processEvents()


def test_the_same_key_opens_the_matrix_and_goes_back_and_so_does_escape(small: User):
    small.presses("Ctrl+M")
    assert grid(small).isVisible()
    assert not small.workspace.view.isVisible()
    small.waits()
    small.presses("Ctrl+M")
    assert small.workspace.view.isVisible()
    small.presses("Ctrl+M", "Escape")
    assert small.workspace.view.isVisible()
    assert small.workspace.view.hasFocus()


def test_a_cell_shows_the_net_effect_and_how_far_it_is(small: User):
    small.presses("Ctrl+M")
    assert cell(small, "New oven", "Profit") == (Net.PLUS, 2)
    assert cell(small, "New logo", "Profit") == (Net.NONE, 0)
    empty = {head.title: head.empty for head in (*table(small).rows, *table(small).columns) if head.empty}
    assert empty == {"New logo": "serves no objective", "Less waste": "no initiative leads to it"}


def test_a_sign_typed_into_a_cell_draws_the_link_and_undo_takes_it_back(small: User):
    small.presses("Ctrl+M")
    small.waits()
    clicks_cell(small, "New logo", "Profit")
    assert small.selected() == {"New logo", "Profit"}
    small.types("-")
    assert cell(small, "New logo", "Profit") == (Net.MINUS, 1)
    link = small.link("New logo", "Profit")
    assert (link.kind, link.polarity) == (LinkKind.INFLUENCES, Polarity.MINUS)
    assert small.workspace.selection.links == [link.id], "the link just drawn is not at hand"
    small.types("+")
    assert cell(small, "New logo", "Profit") == (Net.PLUS, 1)
    small.types("?")
    assert cell(small, "New logo", "Profit") == (Net.UNKNOWN, 1)
    small.presses("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert cell(small, "New logo", "Profit") == (Net.NONE, 0)
    assert small.links("New logo", "Profit") == []


def test_delete_removes_the_direct_link_and_not_the_elements(small: User):
    small.presses("Ctrl+M")
    small.waits()
    clicks_cell(small, "New logo", "Profit")
    small.types("+")
    small.waits()
    small.presses("Delete")
    assert cell(small, "New logo", "Profit") == (Net.NONE, 0)
    assert small.element("New logo")


def test_where_only_a_way_round_leads_delete_says_so_and_a_sign_adds_a_direct_link(small: User):
    small.presses("Ctrl+M")
    small.waits()
    clicks_cell(small, "New oven", "Profit")
    small.presses("Delete")
    small.sees_notice("There is no direct link to remove")
    assert len(small.map.links) == 3
    small.types("-")
    assert cell(small, "New oven", "Profit") == (Net.MIXED, 1)


def test_what_is_drawn_in_the_matrix_is_saved_and_opened(small: User, tmp_path: Path):
    small.presses("Ctrl+M")
    small.waits()
    clicks_cell(small, "New logo", "Less waste")
    small.types("-")
    small.waits()
    small.saves_as(tmp_path / "map.stratmap")
    small.opens(tmp_path / "map.stratmap")
    assert small.link("New logo", "Less waste").polarity is Polarity.MINUS
    small.window.activateWindow()
    QApplication.processEvents()
    small.presses("Ctrl+M")
    assert cell(small, "New logo", "Less waste") == (Net.MINUS, 1)


def test_what_is_drawn_on_the_map_is_in_the_matrix(small: User):
    small.connects("New logo", "Less waste", "Hurts")
    small.presses("Ctrl+M")
    assert cell(small, "New logo", "Less waste") == (Net.MINUS, 1)
    small.presses("Ctrl+Z")
    assert cell(small, "New logo", "Less waste") == (Net.NONE, 0)
    small.presses("Ctrl+Shift+Z")
    assert cell(small, "New logo", "Less waste") == (Net.MINUS, 1)


def test_the_menu_of_a_cell_is_opened_by_enter_and_by_a_double_click(small: User):
    small.presses("Ctrl+M")
    small.waits()
    clicks_cell(small, "New logo", "Profit")
    small.presses("Return")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [(each.text().split("\t")[0], each.isEnabled()) for each in menu.actions()] == [
        ("It helps", True),
        ("It hurts", True),
        ("It influences, sign not known", True),
        ("Remove the direct link", False),
        ("Show the way on the map", False),
    ]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert cell(small, "New logo", "Profit") == (Net.PLUS, 1)
    clicks_cell(small, "New logo", "Profit", double=True)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    QTest.keyClick(popup, Qt.Key.Key_Escape)


def test_space_goes_back_to_the_map_and_lights_the_way(small: User):
    small.presses("Ctrl+M")
    small.waits()
    clicks_cell(small, "New oven", "Profit")
    small.presses("Space")
    assert small.workspace.view.isVisible()
    small.sees_lit("New oven", "Bread", "Profit")


def test_space_on_an_empty_cell_says_that_nothing_leads_there(small: User):
    small.presses("Ctrl+M")
    small.waits()
    clicks_cell(small, "New logo", "Profit")
    small.presses("Space")
    small.sees_notice("Nothing leads from the one to the other.")
    assert grid(small).isVisible()


def test_what_is_selected_on_the_map_is_marked_in_the_matrix_and_the_other_way_round(small: User):
    small.selects("New oven")
    small.presses("Ctrl+M")
    small.waits()
    assert grid(small).appearance.marked == {small.element("New oven").id}
    clicks_cell(small, "New logo", "Less waste")
    small.presses("Ctrl+M")
    assert small.selected() == {"New logo", "Less waste"}


def test_a_link_selected_on_the_map_is_the_current_cell(small: User):
    small.connects("New oven", "Less waste", "Supports")
    small.selects_link("New oven", "Less waste")
    small.presses("Ctrl+M")
    small.waits()
    ends = small.workspace.matrix.panel.model.ends_of(grid(small).currentIndex())
    assert ends == (small.element("New oven").id, small.element("Less waste").id)


def test_a_click_on_a_head_selects_what_it_names(small: User):
    small.presses("Ctrl+M")
    small.waits()
    head = grid(small).verticalHeader()
    at = head.viewport().rect().topLeft()
    at.setX(20)
    at.setY(head.sectionViewportPosition(0) + 10)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert small.selected() == {table(small).rows[0].title}


def test_departments_are_made_accountable_by_plus_and_no_longer_by_delete(small: User):
    panel = small.workspace.matrix.panel
    small.presses("Ctrl+M")
    small.waits()
    small.picks(panel.rows, "Departments")
    assert cell(small, "Shop", "Profit") == (Net.PLUS, 3)
    clicks_cell(small, "Shop", "Less waste")
    small.types("-")
    small.sees_notice("A department is accountable or it is not")
    small.types("+")
    assert small.link("Shop", "Less waste").kind is LinkKind.OWNS
    small.waits()
    small.presses("Delete")
    assert small.links("Shop", "Less waste") == []
    assert table(small).rows_are is Rows.DEPARTMENTS


def test_what_a_filter_hides_is_not_in_the_matrix(small: User):
    small.presses("Ctrl+M")
    small.waits()
    small.workspace.sight.look_through(small.workspace.sight.filter.__class__("", kinds=(ElementKind.OBJECTIVE,)))
    assert table(small).rows == ()
    assert "filter" in small.workspace.matrix.panel.empty.text()


def test_an_empty_map_says_what_to_draw(user: User):
    user.window.activateWindow()
    QApplication.processEvents()
    user.presses("Ctrl+M")
    user.waits()
    assert user.workspace.matrix.panel.empty.isVisible()
    assert "Draw objectives" in user.workspace.matrix.panel.empty.text()
    user.presses("Escape")
    assert user.workspace.view.isVisible()


def test_taking_a_tool_or_a_command_of_the_paper_goes_back_to_the_map(small: User):
    for comes_back in (
        lambda: small.takes("Objective"),
        small.window.actions_by_id["layout"].trigger,
        lambda: small.workspace.go_to(small.element("Profit").id),
    ):
        small.presses("Ctrl+M")
        small.waits()
        assert grid(small).isVisible()
        comes_back()
        small.waits()
        assert small.workspace.view.isVisible()
        small.presses("Escape")


def test_choosing_a_finding_shows_it_on_the_map(small: User):
    small.presses("Ctrl+M")
    small.chooses_finding("‘New logo’ serves no objective")
    assert small.workspace.view.isVisible()


def test_ctrl_plus_makes_the_matrix_larger_and_the_map_stays_as_it_is(small: User):
    small.presses("Ctrl+M")
    small.waits()
    before, scale = grid(small).rowHeight(0), small.workspace.view.camera.scale
    small.presses("Ctrl++")
    assert grid(small).rowHeight(0) > before
    assert small.workspace.view.camera.scale == scale


def test_an_element_that_is_deleted_leaves_its_row_and_a_key_then_does_no_harm(small: User):
    small.presses("Ctrl+M")
    small.waits()
    clicks_cell(small, "New logo", "Profit")
    small.workspace.selection.set({small.element("New logo").id})
    small.workspace.edit.delete()
    small.types("+")  # into a cell of what is gone, before the matrix is made anew
    assert [head.title for head in table(small).rows] == ["New oven"]


def test_every_cell_has_a_name_for_those_who_hear_it(small: User):
    small.presses("Ctrl+M")
    model = small.workspace.matrix.panel.model
    table(small)
    index = model.index_of(small.element("New oven").id, small.element("Profit").id)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == (
        "New oven → Profit: helps, 2 links away, no direct link"
    )


def test_titles_are_words_in_the_tooltips_of_the_matrix(user: User):
    evil = "<img src='//host/x'>"
    user.window.show_map(Document(placed(map_of(objective("o", evil), initiative("i", "<b>i")))), None)
    user.waits()
    user.workspace.matrix.open()
    model = user.workspace.matrix.panel.model
    table(user)
    tips = [
        model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole),
        model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole),
    ]
    for tip in tips:
        assert "<img" not in str(tip)
        assert "&lt;img" in str(tip)


def test_the_matrix_of_an_example_is_what_the_analysis_says(user: User):
    user.window.show_map(Document(example("bakery")), None)
    user.waits()
    user.workspace.matrix.open()
    assert cell(user, "Buy a second oven", "Keep a cash cushion") == (Net.MINUS, 1)


@pytest.mark.parametrize("name", ["out.pdf", "out.svg", "out.png", "out.csv", "out.md"])
def test_the_matrix_is_exported_from_the_menu_in_every_form(small: User, tmp_path: Path, name: str):
    small.answers.paths = [tmp_path / name]
    small.presses("Ctrl+Alt+M")
    small.waits()
    assert (tmp_path / name).stat().st_size > 50
    small.sees_notice(f"Exported as {name}")


def test_a_matrix_too_large_to_be_drawn_is_told_so(small: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("stratmap.exporting.matrix_file.MOST_DRAWN", 1)
    small.answers.paths = [tmp_path / "out.pdf"]
    small.window.exporting.export_matrix()
    small.waits_for_work()
    assert small.answers.told[-1].startswith("The matrix has 2 rows and 2 columns, more than can be drawn.")
    assert not (tmp_path / "out.pdf").exists()


def test_the_button_over_the_matrix_exports_it_as_it_is_shown(small: User, tmp_path: Path):
    panel = small.workspace.matrix.panel
    small.presses("Ctrl+M")
    small.waits()
    small.picks(panel.rows, "Departments")
    small.waits()
    small.answers.paths = [tmp_path / "out.md"]
    small.clicks_button(panel.export)
    small.waits()
    assert "| Shop |" in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_an_unknown_ending_for_the_matrix_is_told_with_those_there_are(small: User, tmp_path: Path):
    small.answers.paths = [tmp_path / "out.docx"]
    small.presses("Ctrl+Alt+M")
    small.waits()
    assert ".md" in small.answers.told[0]
    small.answers.told.clear()
