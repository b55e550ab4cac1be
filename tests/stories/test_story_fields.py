"""What a thing is, field by field, and how the window looks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from models.kinds import LinkKind, Polarity, Priority, Status
from stratmap.edits import elements
from tests.user import User


def test_every_field_of_an_initiative_can_be_written_and_undone(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 400))
    before = user.map
    user.selects("New shop")
    user.fills("owner", "Anna")
    user.fills("status", "On track")
    user.fills("priority", "High")
    user.fills("start", "2026-05-03")
    user.fills("end", "2026-12-24")
    user.fills("budget", "12 000")
    user.fills("effort", "40,5")
    user.fills("tags", "town, growth")
    user.fills("notes", "Near the station")
    shop = user.element("New shop")
    assert (shop.owner, shop.status, shop.priority) == ("Anna", Status.ON_TRACK, Priority.HIGH)
    assert (shop.start, shop.end) == (date(2026, 5, 3), date(2026, 12, 24))
    assert (shop.budget, shop.effort) == (Decimal(12000), 40.5)
    assert (shop.tags, shop.notes) == (("town", "growth"), "Near the station")
    for _step in range(9):
        user.window.actions_by_id["undo"].trigger()
    assert user.map == before


def test_a_department_has_a_capacity(user: User) -> None:
    user.draws("Department", "Kitchen", at=(400, 400))
    user.selects("Kitchen")
    user.fills("capacity", "60")
    assert user.element("Kitchen").capacity == 60


def test_a_date_that_is_none_is_refused_and_explained(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 400))
    user.selects("New shop")
    user.fills("start", "next spring")
    assert user.element("New shop").start is None
    user.sees_notice("a date like 2026-05-03")


def test_a_red_field_says_why_it_is_red_for_as_long_as_it_is(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 400))
    user.selects("New shop")
    user.fills("start", "<b>spring</b>")
    form = user.workspace.inspector.form
    assert form is not None
    field = form.editors["start"]
    assert field.property("wrong")
    assert "a date like 2026-05-03" in field.toolTip()
    assert "<b>" not in field.toolTip()
    assert field.accessibleDescription().startswith("‘<b>spring</b>’ is not understood as Start.")
    user.fills("start", "2026-05-03")
    assert not field.property("wrong")
    assert field.toolTip() == field.accessibleDescription() == ""


def text(user: User, field: str) -> str:
    form = user.workspace.inspector.form
    assert form is not None
    editor = form.editors[field]
    assert isinstance(editor, QLineEdit)
    return editor.text()


def red(user: User) -> set[str]:
    form = user.workspace.inspector.form
    assert form is not None
    return {field for field, editor in form.editors.items() if editor.property("wrong")}


def test_what_is_refused_stays_in_its_field_while_others_are_written(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 400))
    user.selects("New shop")
    user.fills("start", "next spring")
    user.fills("end", "03/04/2027")
    user.fills("budget", "12 000")
    assert user.element("New shop").budget == Decimal(12000)
    assert (text(user, "start"), text(user, "end"), red(user)) == ("next spring", "03/04/2027", {"start", "end"})
    user.fills("end", "3 April 2027")
    assert (text(user, "end"), red(user)) == ("2027-04-03", {"start"})
    user.workspace.inspector.focus_field("start")
    user.presses("Ctrl+A", "Delete", "Tab")
    assert red(user) == set()


def test_escape_takes_back_what_was_refused(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 400))
    user.selects("New shop")
    user.fills("start", "2026-05-03")
    user.fills("start", "next spring")
    user.workspace.inspector.focus_field("start")
    user.presses("Escape")
    assert (text(user, "start"), red(user)) == ("2026-05-03", set())
    user.fills("notes", "Near the station")
    user.workspace.inspector.focus_field("start")
    user.types("no")
    user.presses("Escape", "Tab")
    assert (text(user, "start"), red(user)) == ("2026-05-03", set())
    assert user.selected() == {"New shop"}


def test_what_was_refused_is_gone_when_something_else_was_selected(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 400))
    user.draws("Initiative", "New oven", at=(600, 400))
    for other in ("New oven", ""):
        user.selects("New shop")
        user.fills("start", "next spring")
        user.workspace.selection.set({user.element(other).id} if other else ())
        assert not red(user)
        user.selects("New shop")
        assert (text(user, "start"), red(user)) == ("", set())


def test_the_value_there_is_written_again_is_not_red(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 400))
    user.selects("New shop")
    user.fills("budget", "12 000")
    user.fills("budget", "a lot")
    user.fills("budget", "12 000")
    assert red(user) == set()
    user.fills("budget", "12,000.00")
    assert text(user, "budget") == "12 000"
    assert user.document.history.undo_labels[-1] == "Change Budget"
    assert user.document.history.undo_labels.count("Change Budget") == 1


def test_a_number_below_0_is_refused_like_a_date_that_is_none(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 400))
    user.selects("New shop")
    user.fills("effort", "-5")
    assert (user.element("New shop").effort, text(user, "effort"), red(user)) == (None, "-5", {"effort"})
    user.sees_notice("Effort (days) of ‘New shop’ cannot be -5. Use a number that is not below 0.")
    user.fills("effort", "5")
    assert (user.element("New shop").effort, red(user)) == (5, set())


def test_one_field_of_several_cards_is_one_step(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 400))
    user.draws("Initiative", "New oven", at=(600, 400))
    user.selects("New shop", "New oven")
    user.fills("owner", "Anna")
    assert {user.element(title).owner for title in ("New shop", "New oven")} == {"Anna"}
    user.window.actions_by_id["undo"].trigger()
    assert {user.element(title).owner for title in ("New shop", "New oven")} == {""}


def test_what_is_being_written_stays_with_its_card_when_another_is_selected(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 400))
    user.draws("Initiative", "New oven", at=(600, 400))
    user.selects("New shop")
    user.workspace.inspector.focus_field("owner")
    user.composes("Anna")
    user.workspace.selection.set({user.element("New oven").id})
    assert (user.element("New shop").owner, user.element("New oven").owner) == ("Anna", "")
    user.composes("Ben")
    user.workspace.selection.set(())
    assert (user.element("New shop").owner, user.element("New oven").owner) == ("Anna", "Ben")


def test_what_is_being_written_about_a_card_goes_with_it(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 400))
    user.selects("New shop")
    user.workspace.inspector.focus_field("owner")
    user.composes("Anna")
    elements.delete(user.document, [user.element("New shop").id])
    user.waits()
    assert not user.map.elements
    assert user.document.history.undo_labels[-1] == "Delete Initiative"


def test_the_map_itself_has_a_title_and_a_vision(user: User) -> None:
    user.fills("title", "Bakery 2027")
    user.fills("vision", "Bread for everyone")
    assert user.map.info.title == "Bakery 2027"
    assert user.map.info.vision == "Bread for everyone"
    assert "Bakery 2027" in user.window.windowTitle()


def test_a_link_can_be_changed_in_the_fields(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 200))
    user.draws("Initiative", "New oven", at=(800, 200))
    user.connects("New shop", "New oven")
    user.selects_link("New shop", "New oven")
    user.fills("strength", "0.5")
    user.fills("polarity", "+  the same way")
    link = user.link("New shop", "New oven")
    assert (link.strength, link.polarity) == (0.5, Polarity.PLUS)
    box = user.workspace.inspector.kind_box
    assert box is not None
    user.picks(box, "Requires")
    link = user.link("New shop", "New oven")
    assert (link.kind, link.strength, link.polarity) == (LinkKind.REQUIRES, None, Polarity.UNKNOWN)


def test_a_kind_its_links_do_not_allow_is_refused(user: User) -> None:
    user.draws("Department", "Kitchen", at=(300, 200))
    user.draws("Initiative", "New oven", at=(800, 200))
    user.connects("Kitchen", "New oven")
    user.selects("New oven")
    box = user.workspace.inspector.kind_box
    assert box is not None
    user.picks(box, "Note")
    assert user.element("New oven").kind.value == "initiative"
    user.sees_notice("Nothing was changed")


def test_an_owner_settles_the_question_who_is_accountable(user: User) -> None:
    user.draws("Objective", "Grow", at=(300, 100))
    user.sees_finding("Nobody is accountable for ‘Grow’")
    user.selects("Grow")
    user.fills("owner", "Anna")
    user.sees_no_finding("accountable")


def test_the_theme_can_be_changed_and_is_remembered(user: User) -> None:
    user.draws("Objective", "Grow", at=(300, 100))
    light = user.window.grab().toImage().pixelColor(5, 5).lightness()
    user.window.actions_by_id["theme-slate"].trigger()
    QTest.qWait(20)
    assert user.window.grab().toImage().pixelColor(5, 5).lightness() < light
    assert user.workspace.scene.theme.dark
    assert '"slate"' in (user.folder / "settings.json").read_text()


def test_a_long_title_is_read_from_its_beginning(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 400))
    user.draws("Initiative", "Everything that has to be done before the shop can open at last", at=(700, 400))
    user.selects("New shop")
    user.selects("Everything that has to be done before the shop can open at last")
    form = user.workspace.inspector.form
    assert form is not None
    title = form.editors["title"]
    assert isinstance(title, QLineEdit)
    assert title.cursorPosition() == 0


def test_the_cursor_stays_where_one_is_writing(user: User) -> None:
    user.draws("Initiative", "New shop", at=(400, 400))
    user.selects("New shop")
    form = user.workspace.inspector.form
    assert form is not None
    title = form.editors["title"]
    assert isinstance(title, QLineEdit)
    title.setFocus()
    title.setCursorPosition(3)
    form.show_records(user.workspace.inspector.records())
    assert title.cursorPosition() > 0


@pytest.mark.parametrize("height", [505, 740, 1000])
def test_a_long_field_has_a_scroll_bar_only_where_there_is_more_to_read(user: User, height: int) -> None:
    user.window.resize(1366, height)
    user.draws("Objective", "Grow", at=(300, 100))
    for selected, field in (((), "vision"), ((), "mission"), (("Grow",), "notes")):
        user.workspace.selection.set({user.element(title).id for title in selected})
        user.waits()
        form = user.workspace.inspector.form
        assert form is not None
        editor = form.editors[field]
        assert isinstance(editor, QPlainTextEdit)
        for lines, scrolls in (("", False), ("Bread", False), ("Bread\nfor all", False), ("Bread\n" * 6, True)):
            editor.setPlainText(lines)
            QApplication.processEvents()
            assert editor.verticalScrollBar().isVisible() == scrolls, (field, lines)
