"""The fields of many things at once, of links, and what is pasted into them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from models.kinds import Priority, Status
from models.strategy_map import StrategyMap
from stratmap.document import Document
from tests.builders import factor, influences, initiative, map_of, objective, placed
from tests.user import User


def business() -> StrategyMap:
    return placed(
        map_of(
            objective("grow", owner="Ann", status=Status.AT_RISK, tags=("core",)),
            initiative("portal", owner="Bob", status=Status.PLANNED, tags=("core",)),
            factor("trust"),
            influences("portal", "grow", "+", id="first", strength=0.5),
            influences("trust", "portal", "-", id="second", delay=True),
        )
    )


@pytest.fixture
def planner(user: User) -> User:
    user.window.show_map(Document(business()), None)
    QApplication.processEvents()
    return user


def field(user: User, name: str) -> QWidget:
    form = user.workspace.inspector.form
    assert form is not None
    return form.editors[name]


def test_values_that_differ_are_said_to_and_equal_ones_are_shown(planner: User):
    planner.selects("grow", "portal")
    owner, status, tags = (field(planner, name) for name in ("owner", "status", "tags"))
    assert isinstance(owner, QLineEdit)
    assert isinstance(status, QComboBox)
    assert isinstance(tags, QLineEdit)
    assert (owner.text(), owner.placeholderText()) == ("", "several different")
    assert (status.currentIndex(), status.placeholderText()) == (-1, "several different")
    assert tags.text() == "core"
    headings = [
        each.text()
        for each in planner.workspace.inspector.findChildren(QLabel, "heading")
        if each.isVisibleTo(planner.window)
    ]
    assert headings == ["2 elements"]
    assert "title" not in (planner.workspace.inspector.form.editors if planner.workspace.inspector.form else {})


def test_one_field_of_many_is_changed_in_one_step(planner: User):
    planner.selects("grow", "portal")
    planner.fills("owner", "Cleo")
    planner.fills("status", "Done")
    assert {planner.element(each).owner for each in ("grow", "portal")} == {"Cleo"}
    assert {planner.element(each).status for each in ("grow", "portal")} == {Status.DONE}
    assert planner.document.history.undo_labels == ["Change Owner", "Change Status"]
    planner.workspace.view.setFocus()
    planner.presses("Ctrl+Z", "Ctrl+Z")
    assert planner.map == business()


def test_leaving_a_field_of_different_values_alone_changes_nothing(planner: User):
    planner.selects("grow", "portal")
    editor = field(planner, "owner")
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert planner.map == business()


def test_only_the_fields_all_have_are_offered(planner: User):
    planner.selects("grow", "trust")
    form = planner.workspace.inspector.form
    assert form is not None
    assert list(form.editors) == ["tags", "notes"]


def test_links_are_changed_together(planner: User):
    planner.workspace.selection.set({"first", "second"})
    planner.fills("strength", "0.25")
    assert {each.strength for each in planner.map.links.values()} == {0.25}
    planner.fills("notes", "Both of them")
    assert {each.notes for each in planner.map.links.values()} == {"Both of them"}
    assert len(planner.document.history.undo_labels) == 2


def test_a_text_that_is_too_long_is_refused_and_said_to_be(planner: User):
    planner.selects("grow")
    editor = field(planner, "owner")
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    planner.composes("x" * 2_500)
    planner.presses("Tab")
    planner.sees_notice("2,500 characters")
    assert planner.element("grow").owner == "Ann"
    assert editor.property("wrong")
    assert len(editor.text()) == 2_500, "it can be shortened where it stands"


def pasted(user: User, name: str, html: str) -> None:
    data = QMimeData()
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    editor = field(user, name)
    editor.setFocus()
    user.presses("Ctrl+A", "Ctrl+V", "Tab")


def test_rich_text_is_pasted_as_its_plain_words(planner: User):
    planner.selects("grow")
    pasted(planner, "notes", "<p>Mind <b>the gap</b></p><img src='//host/share/x'>")
    editor = field(planner, "notes")
    assert isinstance(editor, QPlainTextEdit)
    assert planner.element("grow").notes.strip() == "Mind the gap"
    pasted(planner, "owner", "<i>Cleo</i> &amp; Co")
    assert planner.element("grow").owner == "Cleo & Co"


def test_a_priority_chosen_by_keys_counts_for_all(planner: User):
    planner.selects("grow", "portal")
    planner.fills("priority", "High")
    assert {planner.element(each).priority for each in ("grow", "portal")} == {Priority.HIGH}
