"""Where what is pasted goes: to its own band in another map, to the place pointed at, and never over other cards."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Element
from stratmap.drawing.bands import perspective_at
from stratmap.drawing.picture import rect_of
from stratmap.edits import clipboard
from tests.builders import SHEET, map_of, placed
from tests.conftest import Errors
from tests.user import User


def puts(words: str = "", part: str = "") -> None:
    data = QMimeData()
    if words:
        data.setText(words)
    if part:
        data.setData(clipboard.MIME, QByteArray(part.encode()))
    QGuiApplication.clipboard().setMimeData(data)


def looks_at(user: User) -> None:
    user.window.activateWindow()
    QApplication.processEvents()
    user.workspace.view.setFocus()
    QApplication.processEvents()


def band_of(user: User, title: str) -> str:
    """The name of the perspective an element belongs to."""
    perspective = user.element(title).perspective
    return user.map.perspectives[perspective].title if perspective else ""


def stands_in(user: User, title: str) -> str:
    """The name of the band its card stands in."""
    card = user.card(title)
    found = perspective_at(user.map, card.sheet, card.y + card.height / 2)
    return user.map.perspectives[found].title if found else ""


def covered(user: User) -> list[tuple[str, str]]:
    """Pairs of cards of which one lies on the other."""
    cards = [rect_of(each) for each in user.map.placements_on(user.workspace.scene.sheet).values()]
    return [
        (str(one), str(two))
        for number, one in enumerate(cards)
        for two in cards[:number]
        if one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom
    ]


@pytest.fixture
def other(tmp_path: Path, user: User, reported: Errors) -> Iterator[User]:
    """Somebody with a second window."""
    folder = tmp_path / "other"
    folder.mkdir()
    person = User(folder)
    yield person
    person.leaves()


def has_bands(user: User, *names: str) -> None:
    """The perspectives of this map are these, from the top."""
    user.window.files.new()
    document = user.document
    with document.edit("Name the bands") as edit:
        for each, name in zip(document.map.ordered_perspectives(), names, strict=True):
            edit.put(type(each)(each.id, name, each.position))


def test_cards_go_to_the_bands_of_the_same_name_in_another_map(user: User, other: User) -> None:
    looks_at(user)
    names = [each.title for each in user.map.ordered_perspectives()]
    has_bands(other, names[3], names[2].upper(), names[1], "Something else")
    user.draws("Objective", "Profit", at=(400, 120))
    user.draws("Objective", "Loyalty", at=(700, 360))
    user.draws("Objective", "Skills", at=(400, 840))
    user.selects("Profit", "Loyalty", "Skills")
    user.presses("Ctrl+C")
    looks_at(other)
    other.draws("Objective", "Stands there", at=(400, 120))
    other.presses("Ctrl+V")
    assert (band_of(other, "Loyalty"), band_of(other, "Skills")) == (names[1], names[3])
    assert {title: stands_in(other, title) for title in ("Profit", "Loyalty", "Skills")} == {
        title: band_of(other, title) for title in ("Profit", "Loyalty", "Skills")
    }
    assert covered(other) == []
    other.presses("Ctrl+Z")
    assert [each.title for each in other.map.elements.values()] == ["Stands there"]


def test_a_sheet_without_bands_keeps_what_perspective_a_pasted_card_is_of(user: User) -> None:
    user.draws("Objective", "Profit", at=(400, 120))
    was = band_of(user, "Profit")
    user.selects("Profit")
    user.presses("Ctrl+C", "Shift+F11", "Return")
    user.window.actions_by_id["show-bands"].trigger()
    looks_at(user)
    user.presses("Ctrl+V")
    assert len(user.elements("Profit")) == 2
    assert {user.map.perspectives[each.perspective or ""].title for each in user.elements("Profit")} == {was}


def test_a_copy_beside_its_original_is_of_the_band_it_stands_in(user: User) -> None:
    user.draws("Objective", "Profit", at=(400, 160))
    user.selects("Profit")
    user.presses("Ctrl+C", "Ctrl+V")
    one, two = user.elements("Profit")
    spots = [user.map.placement(user.workspace.scene.sheet, each.id) for each in (one, two)]
    assert spots[0] is not None
    assert spots[1] is not None
    assert (spots[1].x - spots[0].x, spots[1].y - spots[0].y) == (24, 24)
    assert one.perspective == two.perspective is not None


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_cards_are_pasted_where_the_menu_was_asked_for(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    user.selects("Rain")
    user.presses("Ctrl+C")
    user.clicks(800, 700, button=Qt.MouseButton.RightButton)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    QApplication.sendEvent(user.workspace.view, QEvent(QEvent.Type.Leave))  # the mouse goes over the menu
    at = popup.actionGeometry(user.window.actions_by_id["paste"]).center()
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    user._settle()
    copies = [user.map.placement(user.workspace.scene.sheet, each.id) for each in user.elements("Rain")]
    middles = [rect_of(card).center for card in copies if card is not None]
    assert any(abs(x - 800) < 8 and abs(y - 700) < 8 for x, y in middles)


def test_lines_are_pasted_where_the_mouse_points_and_cover_nothing(user: User) -> None:
    user.draws("Objective", "Stands there", at=(900, 600))
    puts("Grow\nBe kind\nStay solvent")
    user.hovers(900, 600)
    user.presses("Ctrl+V")
    for title in ("Grow", "Be kind", "Stay solvent"):
        assert abs(user.card(title).x - 900) < 400
        assert abs(user.card(title).y - 600) < 240
    assert covered(user) == []


def test_lines_are_pasted_in_the_middle_of_what_is_seen_when_the_mouse_is_elsewhere(user: User) -> None:
    puts("Grow\nBe kind")
    user.hovers(300, 200)
    QApplication.sendEvent(user.workspace.view, QEvent(QEvent.Type.Leave))
    user.presses("Ctrl+V")
    view = user.workspace.view
    x, _y = view.camera.seen(view.width(), view.height()).center
    assert abs(user.card("Grow").x + user.card("Grow").width / 2 - x) < 100


def large_part(count: int) -> str:
    """What is on the clipboard after copying so many cards in another map."""
    elements = [Element(f"e{number}", ElementKind.FACTOR, f"Card {number} of many") for number in range(count)]
    map = placed(map_of(*elements))
    return clipboard.copied(map, SHEET, map.elements)


def test_many_cards_are_pasted_aside_in_one_step(user: User) -> None:
    puts(part=large_part(2_000))
    started = time.thread_time()
    QTest.keyClick(user.workspace.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert time.thread_time() - started < 0.2, "reading it keeps the window waiting"
    assert user.window.jobs.words == "Pasting …"
    assert user.window.jobs.can_cancel
    user.waits_for_work()
    assert len(user.map.elements) == 2_000
    assert user.document.history.undo_labels == ["Paste 2,000 elements"]
    assert len(user.workspace.selection.elements) == 2_000
    user.presses("Ctrl+Z")
    assert not user.map.elements


def test_many_lines_are_pasted_aside_in_one_step(user: User) -> None:
    puts("\n".join(f"Idea number {number} of the whole morning" for number in range(600)))
    QTest.keyClick(user.workspace.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert user.window.jobs.words == "Pasting …"
    user.waits_for_work()
    assert len(user.map.elements) == 600
    assert user.document.history.undo_labels == ["Paste 600 objectives"]
    user.sees_notice("600 objectives")
    assert covered(user) == []


def test_a_large_paste_can_be_called_off_and_leaves_nothing(user: User) -> None:
    puts(part=large_part(2_000))
    user.workspace.view.setFocus()
    QTest.keyClick(user.workspace.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    user.clicks_button(user.window.status.stop)
    user.waits_for_work()
    QTest.qWait(300)
    assert not user.map.elements
    assert not user.document.history.undo_labels


def test_an_edit_made_while_a_large_paste_is_read_stays(user: User) -> None:
    puts(part=large_part(2_000))
    QTest.keyClick(user.workspace.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    user.draws("Objective", "Meanwhile", at=(300, 120))
    user.waits_for_work()
    assert user.element("Meanwhile")
    assert len(user.map.elements) == 2_001


def test_a_large_part_that_cannot_be_read_is_refused_in_words(user: User) -> None:
    data = json.loads(large_part(2_000))
    data["elements"][7][1] = "villain"
    puts(part=json.dumps(data))
    user.presses("Ctrl+V")
    user.waits_for_work()
    user.sees_notice("Nothing was changed")
    assert not user.map.elements


@pytest.mark.parametrize(
    "homes", ["x", [["a"]], [[1, "b", 0]], [["a", "b", float("nan")]], [["a", "b", 1e300]], [[]], 7]
)
def test_hostile_homes_on_the_clipboard_are_refused(user: User, homes: object) -> None:
    data = json.loads(large_part(2))
    data["homes"] = homes
    puts(part=json.dumps(data))
    user.presses("Ctrl+V")
    user.sees_notice("Nothing was changed")
    assert not user.map.elements


def test_pasted_lines_with_arrows_become_cards_and_links_in_one_step(user: User):
    user.draws("Objective", "Revenue", at=(200, 200))
    user.clicks(600, 500)
    puts("- Raise prices -> Revenue +\n- Raise prices -> Loyalty -\n- Portal requires Loan\nA plain line")
    looks_at(user)
    user.presses("Ctrl+V")
    titles = {each.title for each in user.map.elements.values()}
    assert titles == {"Revenue", "Raise prices", "Loyalty", "Portal", "Loan", "A plain line"}
    assert user.link("Raise prices", "Revenue").polarity is Polarity.PLUS
    assert user.link("Raise prices", "Loyalty").polarity is Polarity.MINUS
    assert user.link("Portal", "Loan").kind is LinkKind.REQUIRES
    assert covered(user) == []
    assert "5 elements, 3 links" in user.workspace.notice.text()
    user.presses("Ctrl+Z")
    assert len(user.map.elements) == 1
    assert not user.map.links


def test_pasted_lines_that_cannot_all_be_entered_are_titles(user: User):
    """Those that cannot; the others are cards and links all the same."""
    puts("Raise prices -> Revenue +\nHope ->\nRevenue -> Profit +\nProfit -> profit\nRevenue -> Loyalty -")
    looks_at(user)
    user.presses("Ctrl+V")
    titles = {"Raise prices", "Revenue", "Profit", "Loyalty", "Hope ->", "Profit -> profit"}
    assert {each.title for each in user.map.elements.values()} == titles
    assert len(user.map.elements) == 6
    assert user.link("Raise prices", "Revenue").polarity is Polarity.PLUS
    assert user.link("Revenue", "Loyalty").polarity is Polarity.MINUS
    assert len(user.map.links) == 3
    assert covered(user) == []
    assert user.workspace.notice.text() == (
        "Cards and links were made as the arrows say: 6 elements, 3 links. 2 lines were kept as titles, the first of"
        " them ‘Hope ->’. After ‘->’ a title is missing. Write what it leads to."
    )
    assert user.document.history.undo_labels == ["Paste 5 lines"]
    user.presses("Ctrl+Z")
    assert not user.map.elements
    assert not user.map.links


def test_a_line_that_cannot_be_joined_leaves_nothing_but_its_title(user: User):
    user.draws("Note", "Hm", at=(200, 200))
    user.clicks(600, 500)
    puts("New -> Newer -> Hm\nRaise prices -> Revenue +\nNew -> Revenue")
    looks_at(user)
    user.presses("Ctrl+V")
    titles = sorted(each.title for each in user.map.elements.values())
    assert titles == ["Hm", "New", "New -> Newer -> Hm", "Raise prices", "Revenue"]
    assert len(user.map.links) == 2
    user.sees_notice("1 line was kept as a title: ‘New -> Newer -> Hm’. ")
    assert "Nothing was changed" not in user.workspace.notice.text()


def test_where_no_pasted_arrow_can_be_read_the_lines_are_titles_and_it_says_why(user: User):
    puts("Hope ->\nFaith")
    looks_at(user)
    user.presses("Ctrl+V")
    assert {each.title for each in user.map.elements.values()} == {"Hope ->", "Faith"}
    user.sees_notice("A line each: 2 objectives.")
    user.sees_notice("1 line was kept as a title: ‘Hope ->’. After ‘->’ a title is missing.")


def test_more_pasted_lines_than_are_read_for_arrows_are_titles_and_it_says_so(user: User):
    puts("\n".join(f"Cause {number} -> Effect {number}" for number in range(101)))
    looks_at(user)
    user.presses("Ctrl+V")
    user.waits_for_work()
    assert len(user.map.elements) == 101
    user.sees_notice("Arrows are read in up to 100 lines at once")


def test_a_pasted_line_too_long_for_a_title_is_whole_in_the_notes_beside_links(user: User):
    long = "A story " + "that goes on " * 200
    puts(f"A -> B +\n{long}")
    looks_at(user)
    user.presses("Ctrl+V")
    assert user.link("A", "B").polarity is Polarity.PLUS
    (told,) = [each for each in user.map.elements.values() if each.title.startswith("A story")]
    assert told.notes == long.strip()
    user.sees_notice("1 line was kept as a title: ‘A story")


def test_what_is_said_of_pasted_lines_covers_none_of_their_cards(user: User) -> None:
    view = user.workspace.view
    puts("\n".join(f"Line {number}" for number in range(7)))
    low = QPointF(view.width() / 2, view.height() - 30)
    QTest.mouseMove(view, low.toPoint())
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    user.waits()
    user.sees_notice("7 objectives")
    said = user.workspace.notice.geometry()
    cards = [view.window_rect(rect_of(user.card(f"Line {number}"))).toAlignedRect() for number in range(7)]
    assert not any(each.intersects(said) for each in cards)
    assert all(view.rect().contains(each) for each in cards)
