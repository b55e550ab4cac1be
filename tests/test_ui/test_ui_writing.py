"""Words that are just being written are never lost to what happens meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.kinds import ElementKind
from models.limits import MAX_COORDINATE
from models.records import Placement
from stratmap.document import Document
from stratmap.edits import arrange
from tests.builders import SHEET, map_of, objective
from tests.user import User


@pytest.fixture
def bakery(user: User) -> User:
    """Somebody who has two cards, one of them selected, and something to redo."""
    user.draws("Objective", "Bread", at=(300, 300))
    user.draws("Objective", "Cake", at=(700, 300))
    user.moves("Cake", 0, 80)
    user.presses("Ctrl+Z")
    user.selects("Bread")
    return user


def begins_to_write(user: User, field: str, text: str) -> QWidget:
    """Writes into a field and stays in it."""
    form = user.workspace.inspector.form
    assert form is not None
    editor = form.editors[field]
    editor.setFocus()
    QTest.keyClicks(editor, text)
    return editor


def shown(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()


@pytest.mark.parametrize("action", ["undo", "redo", "duplicate", "delete", "cut", "select-all", "add-factor", "save"])
def test_what_is_being_written_in_a_field_is_kept_before_a_menu_does_anything(bakery: User, action: str):
    bakery.answers.paths = [bakery.folder / "map.stratmap"]
    begins_to_write(bakery, "notes", "Daily")
    bakery.window.actions_by_id[action].trigger()
    notes = [
        after.notes
        for change in (*bakery.document.history._done, *bakery.document.history._undone)
        for _, _, after in change
        if after is not None and hasattr(after, "notes")
    ]
    assert "Daily" in notes


def test_what_is_being_written_in_a_title_is_kept_before_a_menu_does_anything(bakery: User):
    bakery.double_clicks(*bakery._middle("Bread"))
    bakery.types("Rolls")
    bakery.window.actions_by_id["duplicate"].trigger()
    assert len(bakery.elements("Rolls")) == 2


@pytest.mark.parametrize("field", ["owner", "notes"])
def test_a_change_that_comes_in_does_not_write_over_what_is_being_written(bakery: User, field: str):
    editor = begins_to_write(bakery, field, "An")
    arrange.move(
        bakery.document, bakery.workspace.scene.sheet, [bakery.element("Bread").id], 80, 0
    )  # as a layout does
    QTest.keyClicks(editor, "na")
    assert shown(editor) == "Anna"
    bakery.selects("Cake")
    assert getattr(bakery.element("Bread"), field) == "Anna"


def test_undo_shows_the_old_words_in_the_field_the_cursor_is_still_in(bakery: User):
    editor = begins_to_write(bakery, "owner", "Anna")
    bakery.presses("Return")
    assert bakery.element("Bread").owner == "Anna"
    bakery.window.actions_by_id["undo"].trigger()
    assert bakery.element("Bread").owner == ""
    assert shown(editor) == ""
    bakery.selects("Cake")
    assert bakery.element("Bread").owner == ""


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_words_in_a_field_are_saved_though_the_window_is_behind_another(bakery: User):
    begins_to_write(bakery, "owner", "Anna")
    other = QLineEdit()
    other.show()
    other.activateWindow()
    other.setFocus()
    QTest.qWait(1)
    bakery.workspace.finish_writing()
    other.close()
    assert bakery.element("Bread").owner == "Anna"


def test_changing_a_kind_by_keys_leaves_the_box_one_does_it_with_alive(bakery: User):
    box = bakery.workspace.inspector.kind_box
    assert box is not None
    bakery.picks(box, "Factor")
    assert bakery.element("Bread").kind is ElementKind.FACTOR


def test_pasting_when_nothing_was_ever_copied_says_so(bakery: User):
    QGuiApplication.clipboard().clear()
    before = bakery.map
    bakery.presses("Ctrl+V")
    bakery.sees_notice("nothing on the clipboard that can be pasted")
    assert bakery.map == before


def test_a_layout_that_reaches_beyond_the_paper_is_refused_in_a_sentence(user: User):
    cards = [objective("a"), objective("b")]
    spots = [Placement(SHEET, each.id, 0, 0, MAX_COORDINATE, MAX_COORDINATE) for each in cards]
    user.window.show_map(Document(map_of(*cards, *spots)), None)
    before = user.map
    user.presses("Ctrl+Shift+L")
    user.waits()
    assert user.map == before
    user.sees_notice("too far out on the sheet")


@pytest.mark.parametrize("does", ["nudges", "drags", "duplicates"])
def test_what_would_go_beyond_the_paper_is_refused_in_a_sentence(user: User, does: str):
    card = Placement(SHEET, "a", MAX_COORDINATE, MAX_COORDINATE, 176, 64)
    user.window.show_map(Document(map_of(objective("a", "Bread"), card)), None)
    QTest.qWait(1)
    before = user.map
    user.selects("Bread")
    if does == "drags":
        user.moves("Bread", 80, 0)
    else:
        user.presses("Right" if does == "nudges" else "Ctrl+D")
    assert user.map == before
    user.sees_notice("too far out on the sheet")
