"""Perspectives: added, named, ordered, sized and deleted, by mouse and by keys, their cards going along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from models.records import Placement
from stratmap.document import Document
from stratmap.edits import bands
from tests.builders import SHEET, map_of, objective, perspective
from tests.user import User
from ui.dialogs.perspectives import PerspectivesDialog

NAMES = ("Money", "Customers", "Learning")


@pytest.fixture
def banded(user: User) -> User:
    """Somebody with three bands of 240 px and a card on each."""
    user.window.show_map(
        Document(
            map_of(
                *(perspective(name, place) for place, name in enumerate(NAMES)),
                *(objective(f"In {name}", perspective=name) for name in NAMES),
                *(Placement(SHEET, f"In {name}", 400, 88 + 240 * place, 176, 64) for place, name in enumerate(NAMES)),
            )
        ),
        None,
    )
    user.presses("Ctrl+0")
    return user


def order(user: User) -> list[str]:
    return [each.title for each in user.map.ordered_perspectives()]


def heights(user: User) -> list[float]:
    return [user.card(f"In {name}").y for name in NAMES]


def at_name(user: User, place: int) -> tuple[float, float]:
    """A point of the map on the name of a band."""
    camera = user.workspace.view.camera
    top = sum(
        bands.height_of(user.map, user.workspace.scene.sheet, each.id)
        for each in user.map.ordered_perspectives()[:place]
    )
    return (camera.x + 60 / camera.scale, top + 24)


def dialog(user: User) -> PerspectivesDialog:
    (found,) = user.workspace.findChildren(PerspectivesDialog)
    return found


def test_a_border_is_dragged_and_what_is_below_moves_along(banded: User) -> None:
    banded.drags((800, 240), (800, 304))
    assert heights(banded) == [88, 392, 632]
    banded.drags((800, 304), (800, 10))
    assert heights(banded) == [88, 88 + 152, 328 + 152], "no further up than the card"
    banded.presses("Ctrl+Z", "Ctrl+Z")
    assert heights(banded) == [88, 328, 568]


def test_a_band_dragged_half_way_and_dropped_by_escape_stays(banded: User) -> None:
    before = banded.map
    banded.drags((800, 240), (800, 304), lets_go=False)
    banded.presses("Escape")
    banded.lets_go(800, 304)
    banded.drags(at_name(banded, 2), (at_name(banded, 0)[0], 20), lets_go=False)
    banded.presses("Escape")
    banded.lets_go(800, 20)
    assert banded.map is before


def test_a_name_is_dragged_up_and_the_cards_go_along(banded: User) -> None:
    banded.drags(at_name(banded, 2), (at_name(banded, 0)[0], 20))
    assert order(banded) == ["Learning", "Money", "Customers"]
    assert heights(banded) == [328, 568, 88]
    banded.presses("Ctrl+Z")
    assert order(banded) == list(NAMES)


def test_a_name_is_double_clicked_and_written_anew(banded: User) -> None:
    banded.double_clicks(*at_name(banded, 1))
    banded.types("Guests")
    banded.presses("Return")
    assert order(banded) == ["Money", "Guests", "Learning"]
    assert not banded.elements("Guests")
    banded.presses("Ctrl+Z")
    assert order(banded) == list(NAMES)


def test_a_card_dropped_on_a_band_belongs_to_it_and_can_be_taken_back(banded: User) -> None:
    banded.moves("In Money", 250, 240)
    assert banded.element("In Money").perspective == "Customers"
    banded.presses("Ctrl+Z")
    assert banded.element("In Money").perspective == "Money"


def test_the_perspective_of_the_selected_card_is_moved_and_renamed_by_the_menu(banded: User) -> None:
    banded.selects("In Learning")
    banded.window.actions_by_id["perspective-up"].trigger()
    assert order(banded) == ["Money", "Learning", "Customers"]
    banded.presses("Shift+F2")
    banded.types("Staff")
    banded.presses("Return")
    assert order(banded) == ["Money", "Staff", "Customers"]


def test_a_perspective_is_added_below_that_of_the_selected_card_and_named(banded: User) -> None:
    banded.selects("In Money")
    banded.window.actions_by_id["add-perspective"].trigger()
    banded._settle()
    banded.types("Brand")
    banded.presses("Return")
    assert order(banded) == ["Money", "Brand", "Customers", "Learning"]
    assert heights(banded) == [88, 568, 808]


def test_everything_can_be_done_in_the_list_of_perspectives(banded: User) -> None:
    banded.presses("Ctrl+Shift+P")
    list_ = dialog(banded).list
    list_.setCurrentRow(2)
    for button in ("up", "higher", "lower", "lower"):
        banded.clicks_button(dialog(banded).buttons[button])
    assert order(banded) == ["Money", "Learning", "Customers"]
    assert bands.height_of(banded.map, SHEET, "Learning") == 240 - 32
    banded.clicks_button(dialog(banded).buttons["delete"])
    assert order(banded) == ["Money", "Customers"]
    assert banded.element("In Learning").perspective == "Money"
    banded.clicks_button(dialog(banded).buttons["add"])
    (field,) = [each for each in list_.findChildren(QLineEdit) if each.isVisible()]
    field.selectAll()
    QTest.keyClicks(field, "Suppliers")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "Suppliers" in order(banded)
    dialog(banded).reject()
    banded.window.activateWindow()
    banded._settle()
    steps = len(banded.document.history.undo_labels)
    for _ in range(steps):
        banded.presses("Ctrl+Z")
    assert order(banded) == list(NAMES)
    assert heights(banded) == [88, 328, 568]


def test_deleting_says_where_the_elements_belong_from_then_on(banded: User) -> None:
    banded.workspace.bands.delete("Customers")
    banded.sees_notice("Its element now belongs to ‘Money’")
    assert heights(banded) == [88, 328, 568]


def test_bands_are_hidden_on_a_sheet_and_shown_again(banded: User) -> None:
    banded.window.actions_by_id["show-bands"].trigger()
    assert not banded.workspace.scene.bands_in(banded.workspace.scene.bounds())
    assert not banded.window.actions_by_id["show-bands"].isChecked()
    banded.drags((800, 240), (800, 304))  # there is no border
    assert heights(banded) == [88, 328, 568]
    banded.window.actions_by_id["show-bands"].trigger()
    assert len(banded.workspace.scene.bands_in(banded.workspace.scene.bounds())) == 3


def test_bands_are_saved(banded: User) -> None:
    banded.drags((800, 240), (800, 304))
    banded.drags(at_name(banded, 2), (at_name(banded, 0)[0], 20))
    before = banded.map
    banded.saves_as(banded.folder / "bands.stratmap")
    banded.opens(banded.folder / "bands.stratmap")
    assert banded.map == before
    assert order(banded)[0] == "Learning"


def test_a_perspective_without_a_name_on_the_screen_can_still_be_added(user: User) -> None:
    user.window.show_map(Document(map_of()), None)
    user.window.actions_by_id["add-perspective"].trigger()
    user._settle()
    user.presses("Escape")
    assert order(user) == ["New perspective"]
    user.presses("Ctrl+Z")
    assert order(user) == []
