"""Making cards fast: dragged, by letters, by Tab and Enter, by dragging a link to the paper, line by line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.kinds import ElementKind, LinkKind, Polarity
from tests.user import User
from ui.panels.toolbox import ARROW, Choice
from ui.tools.connect_tool import ConnectTool
from ui.tools.create_tool import CreateTool


def middle(user: User, title: str) -> tuple[float, float]:
    card = user.card(title)
    return (card.x + card.width / 2, card.y + card.height / 2)


@pytest.mark.parametrize("kind", list(ElementKind))
def test_a_tool_dragged_to_the_paper_writes_there(user: User, kind: ElementKind) -> None:
    user.drags_tool(kind.value.capitalize(), (500, 300))
    user.types("Here")
    user.presses("Return")
    assert user.element("Here").kind is kind
    assert middle(user, "Here") == pytest.approx((500, 300), abs=10)
    assert user.workspace.toolbox.buttons[ARROW].isChecked()


def test_a_tool_let_go_of_beside_the_map_makes_nothing(user: User) -> None:
    user.drags_tool("Objective", (500, 300), lets_go=False)
    button = user.workspace.toolbox.buttons[Choice(element=ElementKind.OBJECTIVE)]
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(10, 300))
    assert not user.workspace.editor.isVisible()
    assert user.workspace.toolbox.buttons[ARROW].isChecked()


def test_escape_while_a_tool_is_dragged_makes_nothing(user: User) -> None:
    user.drags_tool("Objective", (500, 300), lets_go=False)
    user.presses("Escape")
    button, view = user.workspace.toolbox.buttons[Choice(element=ElementKind.OBJECTIVE)], user.workspace.view
    QTest.mouseRelease(
        button, Qt.MouseButton.LeftButton, pos=button.mapFromGlobal(view.mapToGlobal(view.rect().center()))
    )
    assert not user.workspace.editor.isVisible()
    assert user.workspace.toolbox.buttons[ARROW].isChecked()


@pytest.mark.parametrize(
    ("letter", "kind"),
    [("o", "objective"), ("I", "initiative"), ("d", "department"), ("m", "measure"), ("f", "factor")],
)
def test_a_letter_takes_a_tool_while_no_card_is_selected(user: User, letter: str, kind: str) -> None:
    user.clicks(400, 300)
    user.types(letter)
    tool = user.workspace.view.hand.tool
    assert isinstance(tool, CreateTool)
    assert tool.kind == kind
    user.types("v")
    assert user.workspace.toolbox.buttons[ARROW].isChecked()


def test_a_letter_over_a_selected_card_writes_and_over_several_or_a_link_never_does(user: User) -> None:
    user.draws("Factor", "A", at=(300, 200))
    user.draws("Factor", "B", at=(600, 200))
    user.connects("A", "B")
    user.types("o")
    assert isinstance(user.workspace.view.hand.tool, CreateTool)
    user.presses("Escape")
    user.selects("A", "B")
    user.types("o")
    assert not user.workspace.editor.isVisible()
    assert user.workspace.toolbox.buttons[ARROW].isChecked()
    user.selects("A")
    user.types("o")
    assert user.workspace.editor.toPlainText() == "o"
    user.presses("Escape")


def test_a_letter_takes_a_link_tool(user: User) -> None:
    user.draws("Factor", "A", at=(300, 200))
    user.draws("Factor", "B", at=(600, 200))
    user.clicks(900, 600)
    user.types("h")
    assert isinstance(user.workspace.view.hand.tool, ConnectTool)
    user.drags(middle(user, "A"), middle(user, "B"))
    assert user.link("A", "B").polarity is Polarity.MINUS


def test_every_tool_says_its_letter(user: User) -> None:
    for choice, button in user.workspace.toolbox.buttons.items():
        assert "Key " in button.toolTip(), choice


def test_a_map_is_written_with_tab_and_enter_alone(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 600))
    user.presses("Tab")
    user.types("Guests")
    user.presses("Tab")
    user.types("Revenue")
    user.presses("Return")
    user.presses("Return")
    user.types("Profit")
    user.presses("Return")
    assert user.link("New shop", "Guests").kind is LinkKind.INFLUENCES
    assert user.link("Guests", "Revenue")
    assert user.link("Guests", "Profit")
    assert [user.element(each).kind.value for each in ("Guests", "Revenue", "Profit")] == ["objective"] * 3
    assert user.card("Guests").y < user.card("New shop").y
    assert user.document.history.undo_labels == ["Add Initiative", *["Add Objective"] * 3]
    user.presses("Ctrl+Z")
    assert user.elements("Profit") == []
    assert len(user.map.links) == 2


def test_the_first_card_comes_with_a_word_about_the_next(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 120))
    user.sees_notice("Press Tab to write what it leads to")


def test_shift_tab_writes_what_leads_to_a_card(user: User) -> None:
    user.draws("Objective", "Revenue", at=(400, 120))
    user.presses("Shift+Tab")
    user.types("New shop")
    user.presses("Shift+Tab")
    user.types("Sales team")
    user.presses("Return")
    assert user.link("New shop", "Revenue").kind is LinkKind.INFLUENCES
    assert user.link("Sales team", "New shop").kind is LinkKind.OWNS


def test_escape_while_writing_a_linked_card_leaves_no_trace(user: User) -> None:
    user.draws("Objective", "Revenue", at=(400, 120))
    before, steps = user.map, list(user.document.history.undo_labels)
    user.presses("Tab")
    user.types("Hm")
    user.presses("Escape")
    assert user.map == before
    assert user.document.history.undo_labels == steps
    assert user.workspace.making.new_card is None
    assert not user.workspace.kind_strip.isVisible()
    assert user.workspace.view.hasFocus()


def test_tab_with_an_empty_title_writes_nothing_more(user: User) -> None:
    user.draws("Objective", "Revenue", at=(400, 120))
    user.presses("Tab", "Tab")
    assert not user.workspace.editor.isVisible()
    assert len(user.map.elements) == 1


def test_a_note_leads_to_nothing_and_says_so(user: User) -> None:
    user.draws("Note", "Remember", at=(400, 300))
    user.presses("Tab")
    assert not user.workspace.editor.isVisible()
    user.sees_notice("Nothing is linked there")
    user.presses("Return")
    user.types("And this")
    user.presses("Return")
    assert user.element("And this").kind is ElementKind.NOTE
    assert not user.map.links


def test_tab_goes_on_to_the_next_part_of_the_window_while_no_card_is_selected(user: User) -> None:
    user.draws("Objective", "Revenue", at=(400, 120))
    user.clicks(900, 600)
    user.presses("Tab")
    assert not user.workspace.view.hasFocus()
    assert not user.workspace.editor.isVisible()


def test_another_kind_is_chosen_while_the_title_is_written(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 600))
    user.presses("Tab")
    user.types("Guests")
    assert not user.workspace.kind_strip.buttons[ElementKind.NOTE].isEnabled(), "nothing links a note"
    user.clicks_button(user.workspace.kind_strip.buttons[ElementKind.FACTOR])
    assert user.workspace.editor.hasFocus()
    user.types(" a day")
    user.presses("Return")
    assert user.element("Guests a day").kind is ElementKind.FACTOR
    user.double_clicks(900, 120)
    user.types("Sales")
    user.presses("Ctrl+Down", "Ctrl+Up", "Ctrl+Up", "Ctrl+Up", "Ctrl+Up", "Return")
    assert user.element("Sales").kind is ElementKind.MEASURE


def test_the_link_just_made_is_signed_while_its_card_is_selected(user: User) -> None:
    user.draws("Factor", "Rain", at=(400, 300))
    user.presses("Tab")
    user.types("Umbrellas")
    user.presses("Return")
    user.types("+")
    assert user.link("Rain", "Umbrellas").polarity is Polarity.PLUS
    user.presses("Ctrl+Z")
    user.types("-")
    assert user.link("Rain", "Umbrellas").polarity is Polarity.MINUS
    user.selects("Rain")
    user.types("+")
    assert user.link("Rain", "Umbrellas").polarity is Polarity.MINUS


def test_a_link_dragged_to_the_paper_makes_the_card_it_leads_to(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 600))
    card = user.card("New shop")
    edge = (card.x + card.width + 4, card.y + card.height / 2)
    user.hovers(*edge)
    user.drags(edge, (800, 120))
    user.types("Revenue")
    user.presses("Return")
    assert user.link("New shop", "Revenue").kind is LinkKind.INFLUENCES
    assert middle(user, "Revenue") == pytest.approx((800, 120), abs=10)
    assert user.document.history.undo_labels[-1] == "Add Objective"
    user.presses("Ctrl+Z")
    assert len(user.map.elements) == 1


def test_a_link_tool_dragged_to_the_paper_makes_a_link_of_its_kind(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 600))
    user.takes("Requires")
    user.drags(middle(user, "New shop"), (800, 600))
    user.types("Loan")
    user.presses("Return")
    assert user.link("New shop", "Loan").kind is LinkKind.REQUIRES


def test_a_link_let_go_of_over_the_paper_and_escape_leave_nothing(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 600))
    before = user.map
    user.takes("Supports")
    user.drags(middle(user, "New shop"), (800, 120))
    user.presses("Escape")
    assert user.map == before
    user.takes("Accountable")
    user.drags(middle(user, "New shop"), (800, 120))
    user.sees_notice("Nothing of this kind leads from here")
    assert not user.workspace.editor.isVisible()
    user.presses("Escape")
    card = user.card("New shop")
    user.drags((card.x + card.width + 4, card.y + 20), (card.x + card.width + 14, card.y + 30))
    assert user.map == before
    assert not user.workspace.editor.isVisible()


def test_undoing_a_card_while_another_grows_from_it_leaves_the_other_alone(user: User) -> None:
    user.draws("Factor", "Rain", at=(400, 300))
    user.presses("Tab")
    user.types("Umbrellas")
    user.document.undo()
    user.presses("Return")
    assert user.element("Umbrellas")
    assert not user.map.links


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_nothing_is_said_of_keys_that_are_letters_in_the_title_being_written(user: User, key: str) -> None:
    user.draws("Factor", "Profit", at=(400, 300))
    user.presses(key)
    user.types("Sales")
    user.presses("Return")
    user.sees_notice("Press + or −")
    user.presses(key)
    assert user.workspace.editor.isVisible()
    assert not user.workspace.notice.isVisible()
    user.types("Visits")
    user.presses("Tab")
    assert user.workspace.editor.isVisible()
    assert not user.workspace.notice.isVisible()
    user.types("Fame")
    user.presses("Return")
    user.sees_notice("Press + or −")


# quick entry


def test_a_workshop_is_written_down_line_by_line(user: User) -> None:
    user.presses("Ctrl+T")
    user.types("Raise prices -> Revenue +")
    user.presses("Return")
    user.types("Shop requires Loan")
    user.presses("Return")
    user.types("rain -> REV")
    user.presses("Tab")
    user.types(" -")
    user.presses("Return")
    assert user.link("Raise prices", "Revenue").polarity is Polarity.PLUS
    assert user.link("rain", "Revenue").polarity is Polarity.MINUS
    assert user.link("Shop", "Loan").kind is LinkKind.REQUIRES
    assert len(user.document.history.undo_labels) == 3
    assert user.workspace.quick.panel.line.hasFocus()
    user.presses("Escape")
    assert not user.workspace.quick.panel.isVisible()
    assert user.workspace.view.hasFocus()
    user.presses("Ctrl+Z")
    assert user.elements("rain") == []


def test_a_line_that_is_not_understood_stays_and_says_why(user: User) -> None:
    user.clicks(400, 300)
    user.types("/")
    user.types("A -> -> B")
    user.presses("Return")
    panel = user.workspace.quick.panel
    assert panel.line.text() == "A -> -> B"
    assert "After ‘->’ a title is missing" in panel.hint.text()
    assert not user.map.elements
    user.presses("Ctrl+A")
    user.types("A -> B")
    user.presses("Return")
    assert panel.line.text() == ""
    assert len(user.map.elements) == 2
    user.presses("Return")
    assert not panel.isVisible()


@pytest.mark.parametrize("selected", [(), ("A",), ("A", "B")])
def test_a_slash_opens_the_line_whatever_is_selected(user: User, selected: tuple[str, ...]) -> None:
    user.draws("Factor", "A", at=(300, 200))
    user.draws("Factor", "B", at=(600, 200))
    user.clicks(900, 600)
    if selected:
        user.selects(*selected)
    user.types("/")
    user.types("Rain -> B")
    user.presses("Return")
    assert len(user.links("Rain", "B")) == 1


def test_a_slash_in_a_title_is_a_letter_of_it(user: User) -> None:
    user.draws("Factor", "In/out", at=(300, 200))
    assert user.element("In/out")
    assert not user.workspace.quick.panel.isVisible()


def test_new_cards_of_the_line_are_of_the_kind_chosen_beside_it(user: User) -> None:
    user.presses("Ctrl+T")
    user.picks(user.workspace.quick.panel.kinds, "Factor")
    user.workspace.quick.panel.line.setFocus()
    user.types("Births -> Population +")
    user.presses("Return")
    assert user.element("Births").kind is ElementKind.FACTOR


def test_the_line_shows_how_a_kind_is_said_and_understands_what_it_shows(user: User) -> None:
    assert "Initiative: New shop ->" in user.workspace.view.empty_words
    user.presses("Ctrl+T")
    panel = user.workspace.quick.panel
    example = "Initiative: New shop -> Revenue +"
    assert example in panel.line.placeholderText()
    assert "as in Initiative: New shop, or else at the right" in panel.hint.text()
    user.types(example)
    user.presses("Return")
    assert user.element("New shop").kind is ElementKind.INITIATIVE
    assert user.element("Revenue").kind is ElementKind.OBJECTIVE
    assert user.link("New shop", "Revenue").polarity is Polarity.PLUS


def test_a_line_that_signs_a_link_says_so_and_selects_it(user: User) -> None:
    user.presses("Ctrl+T")
    user.types("Rain -> Sales")
    user.presses("Return")
    user.types("Rain hurts Sales")
    user.presses("Return")
    assert user.link("Rain", "Sales").polarity is Polarity.MINUS
    user.sees_notice("it has its sign now")
    assert user.workspace.selection.keys == {user.link("Rain", "Sales").id}


def test_what_the_map_does_not_allow_is_said_in_the_line(user: User) -> None:
    user.draws("Department", "Sales", at=(300, 300))
    user.draws("Factor", "Weather", at=(700, 300))
    user.presses("Ctrl+T")
    user.types("Sales owns Weather")
    user.presses("Return")
    assert "accountable" in user.workspace.quick.panel.hint.text()
    assert not user.map.links
    user.types("x")
    assert user.workspace.quick.panel.line.property("wrong") is False
