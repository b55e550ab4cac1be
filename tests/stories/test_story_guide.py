"""The guide is read: by its contents, and by the words one looks for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.user import User
from ui.dialogs.guide import GuideWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def guide(user: User) -> Iterator[GuideWindow]:
    user.presses("F1")
    (found,) = user.window.findChildren(GuideWindow)
    found.activateWindow()
    QApplication.processEvents()
    yield found
    found.close()


def at_the_top(guide: GuideWindow) -> str:
    """The words of the line at the top of what is seen."""
    return guide.text.document().findBlock(top_of(guide)).text()


def top_of(guide: GuideWindow) -> int:
    """The place in the text at the top of what is seen, asked when all of it is laid out: before, it is anywhere."""
    guide.text.document().pageCount()
    return guide.text.cursorForPosition(QPoint(0, 0)).position()


def test_the_contents_name_every_part_and_go_there(user: User, guide: GuideWindow) -> None:
    names = [guide.contents.item(row).text() for row in range(guide.contents.count())]
    assert names[0] == "Your first map in two minutes"
    assert {"Sheets", "Feedback loops", "The command line", "Keys"} <= set(names)
    assert not any("#" in name for name in names)
    for name in ("Feedback loops", "Sheets"):
        user._click_row(guide.contents, names.index(name))
        assert at_the_top(guide) in ("", name), at_the_top(guide)
        assert guide.text.textCursor().block().text() == name


def test_the_contents_are_walked_by_keys(user: User, guide: GuideWindow) -> None:
    guide.contents.setFocus()
    user.presses("Home", "Down", "Down")
    assert guide.text.textCursor().block().text() == guide.contents.item(2).text()
    assert guide.text.verticalScrollBar().value() > 0
    user.presses("Return")
    assert guide.text.hasFocus()


def test_words_are_found_one_after_the_other_and_round(user: User, guide: GuideWindow) -> None:
    user.presses("Ctrl+F")
    bar = guide.finding.bar
    assert bar.isVisible()
    assert bar.field.hasFocus()
    user.types("undo")
    assert bar.count.text().startswith("1 of ")
    count = int(bar.count.text().split(" of ")[1])
    assert count > 1
    places = []
    for _each in range(count):
        assert guide.text.textCursor().selectedText().casefold() == "undo"
        places.append(guide.text.textCursor().position())
        assert guide.text.viewport().rect().contains(guide.text.cursorRect().center())
        user.presses("Return")
    assert len(set(places)) == count
    assert guide.text.textCursor().position() == places[0]
    user.presses("Shift+Return")
    assert guide.text.textCursor().position() == places[-1]
    user.presses("Escape")
    assert not bar.isVisible()
    assert guide.isVisible(), "Escape first closes the bar"
    assert guide.text.hasFocus()


def test_words_the_guide_does_not_have_are_said_not_to_be_there(user: User, guide: GuideWindow) -> None:
    user.presses("Ctrl+F")
    user.types("zzz")
    assert guide.finding.bar.count.text() == "No matches"
    assert guide.finding.bar.field.property("wrong")
    user.presses("Return")
    QTest.keyClick(guide.finding.bar.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(guide.finding.bar.field, Qt.Key.Key_Delete)
    assert guide.finding.bar.count.text() == ""


def test_what_is_found_is_found_from_where_one_reads(user: User, guide: GuideWindow) -> None:
    names = [guide.contents.item(row).text() for row in range(guide.contents.count())]
    user._click_row(guide.contents, names.index("Feedback loops"))
    here = top_of(guide)
    user.presses("Ctrl+F")
    for letter in "loop":
        user.types(letter)
        assert guide.text.textCursor().selectionStart() >= here, "each letter more leads further up"
    assert guide.text.textCursor().selectionStart() == guide.text.document().find("loop", here).selectionStart()
