"""Somebody asks where a card stands: what leads to it, what it leads to, and how that is counted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from stratmap.analysis.matrix import Net
from stratmap.document import Document
from tests.builders import factor, influences, initiative, map_of, objective, placed
from tests.user import User
from ui.panels.position_list import PositionList
from ui.panels.position_rows import MOST_BRANCHES, Line


@pytest.fixture
def drawn(user: User) -> User:
    """An initiative, a circle of two factors behind it, and a goal behind that."""
    records = [initiative("i", "Oven"), factor("a", "Bread"), factor("b", "Guests"), objective("o", "Profit")]
    links = [
        *(influences("i", "a", "+"), influences("a", "b", "+"), influences("b", "a", "-"), influences("b", "o", "+")),
    ]
    user.window.show_map(Document(placed(map_of(*records, *links))), None)
    user.waits()
    user.window.activateWindow()
    QApplication.processEvents()
    return user


def rows(user: User) -> PositionList:
    user.waits()
    return user.workspace.position_panel.list


def shown(user: User) -> list[str]:
    return [f"{'  ' * line.depth}{line.text}" for line in rows(user).lines]


def line(user: User, text: str) -> Line:
    return next(each for each in rows(user).lines if each.text == text)


def chooses(user: User, text: str) -> None:
    """Clicks a row."""
    number = [each.text for each in rows(user).lines].index(text)
    user._click_row(rows(user), number)


def test_the_position_of_the_selected_card_is_told_with_its_formulas(drawn: User):
    drawn.selects("Oven")
    drawn.presses("Ctrl+Alt+P")
    assert "‘Oven’ is a beginning" in (rows(drawn), drawn.workspace.position_panel.summary.text())[1]
    assert shown(drawn) == [
        "Effects",
        "  ‘Bread’",
        "Causes",
        "Objectives it reaches",
        "  ‘Profit’",
        "Feedback loops",
        "Ways that lead through it (betweenness)",
    ]
    assert line(drawn, "‘Profit’").value == "3 links"
    assert line(drawn, "‘Profit’").net is Net.PLUS
    assert all(each.detail for each in rows(drawn).lines if each.is_section)


def test_a_branch_opens_with_the_right_arrow_and_says_where_it_comes_round_again(drawn: User):
    drawn.selects("Oven")
    drawn.presses("Ctrl+Alt+P")
    chooses(drawn, "‘Bread’")
    drawn.presses("Right", "Down", "Right")
    assert shown(drawn)[:5] == ["Effects", "  ‘Bread’", "    ‘Guests’", "      ‘Bread’", "      ‘Profit’"]
    again = rows(drawn).lines[3]
    assert (again.value, again.can_open) == ("again", False)
    drawn.presses("Left", "Left", "Left")
    assert shown(drawn)[:3] == ["Effects", "  ‘Bread’", "Causes"]


def test_no_further_than_the_steps_asked_for(drawn: User):
    panel = drawn.workspace.position_panel
    drawn.selects("Oven")
    drawn.presses("Ctrl+Alt+P")
    rows(drawn)
    drawn.picks(panel.steps, "1 step")
    assert not line(drawn, "‘Bread’").can_open
    panel.steps.setFocus()
    drawn.presses("Down", "Down", "Down", "Down", "Down")
    assert line(drawn, "‘Bread’").can_open
    assert "3 within 6 steps" in line(drawn, "Effects").detail


def test_choosing_an_objective_lights_the_way_to_it_and_escape_puts_it_out(drawn: User):
    drawn.selects("Oven")
    drawn.presses("Ctrl+Alt+P")
    chooses(drawn, "‘Profit’")
    drawn.sees_lit("Oven", "Bread", "Guests", "Profit")
    assert drawn.selected() == {"Oven"}
    drawn.presses("Escape")
    assert drawn.workspace.selection.lit is None


def test_choosing_a_branch_lights_the_way_to_it(drawn: User):
    drawn.selects("Profit")
    drawn.presses("Ctrl+Alt+P")
    chooses(drawn, "‘Guests’")
    drawn.sees_lit("Profit", "Guests")


def test_a_loop_is_listed_and_lit(drawn: User):
    drawn.selects("Bread")
    drawn.presses("Ctrl+Alt+P")
    chooses(drawn, "Feedback loops")
    (loop,) = [each for each in rows(drawn).lines if each.text.startswith("B1")]
    chooses(drawn, loop.text)
    drawn.sees_lit("Bread", "Guests")


def test_enter_goes_on_to_the_element_of_a_row(drawn: User):
    drawn.selects("Oven")
    drawn.presses("Ctrl+Alt+P")
    chooses(drawn, "‘Bread’")
    drawn.presses("Return")
    assert drawn.selected() == {"Bread"}
    assert "‘Bread’ is on 1 feedback loop." in (rows(drawn), drawn.workspace.position_panel.summary.text())[1]


def test_an_edit_changes_the_position(drawn: User):
    drawn.selects("Oven")
    drawn.presses("Ctrl+Alt+P")
    assert line(drawn, "‘Profit’").net is Net.PLUS
    drawn.connects("Guests", "Profit", "Hurts")
    drawn.selects("Oven")
    assert line(drawn, "‘Profit’").net is Net.MIXED
    drawn.workspace.edit.undo()
    drawn.selects("Oven")
    assert line(drawn, "‘Profit’").net is Net.PLUS


def test_with_nothing_selected_it_says_what_stands_out(drawn: User):
    drawn.presses("Ctrl+Alt+P")
    assert [each.text for each in rows(drawn).lines if each.is_section] == [
        "Initiatives that reach most",
        "Bottlenecks",
        "Beginnings",
        "Ends",
    ]


def test_a_card_with_very_many_effects_shows_some_and_says_how_many_more(user: User):
    many = [factor(f"f{n:03}", f"Factor {n:03}") for n in range(MOST_BRANCHES + 5)]
    links = [influences("i", each.id, "+") for each in many]
    user.window.show_map(Document(placed(map_of(initiative("i", "Hub"), *many, *links))), None)
    user.waits()
    user.workspace.tabs.setCurrentWidget(user.workspace.position_panel)
    user.workspace.selection.set({"i"})
    assert "  and 5 more" in shown(user)


def test_an_empty_map_says_what_to_draw(user: User):
    user.workspace.tabs.setCurrentWidget(user.workspace.position_panel)
    rows(user)
    assert "Nothing influences anything yet" in user.workspace.position_panel.summary.text()
