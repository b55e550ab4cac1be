"""The map through Qt's accessibility interface, as a screen reader walks through it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QDialog,
    QLabel,
    QWidget,
)

from models.kinds import Status
from models.records import Placement
from stratmap.document import Document
from stratmap.edits import elements
from tests.builders import SHEET, influences, map_of, objective
from tests.user import User
from ui.canvas import accessible

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def reader(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def cards(user: User) -> list[QAccessibleInterface]:
    map = reader(user.workspace.view)
    every = [map.child(at) for at in range(map.childCount())]
    return [each for each in every if each.role() == QAccessible.Role.ListItem]


def names(user: User) -> list[str]:
    return [each.text(NAME) for each in cards(user)]


@pytest.fixture
def listened() -> Iterator[None]:
    """A screen reader is running."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, listened: None) -> list[tuple[QAccessible.Event, str]]:
    """What is announced while a screen reader runs: the kind of event, and the name of what it is about."""
    heard: list[tuple[QAccessible.Event, str]] = []

    class Heard(QAccessibleEvent):
        def __init__(self, thing: object, what: QAccessible.Event) -> None:
            super().__init__(thing, what)  # type: ignore[call-overload]
            heard.append((what, thing.text(NAME) if isinstance(thing, QAccessibleInterface) else ""))

    monkeypatch.setattr(accessible, "QAccessibleEvent", Heard)
    return heard


def test_every_card_is_a_child_of_the_map_and_says_what_it_is(user: User) -> None:
    user.draws("Objective", "Grow revenue", at=(300, 100))
    user.draws("Objective", "Happy customers", at=(300, 300))
    user.draws("Initiative", "New shop", at=(600, 300))
    user.connects("Happy customers", "Grow revenue")
    user.connects("New shop", "Grow revenue")
    elements.set_field(user.document, [user.element("Grow revenue").id], "status", Status.ON_TRACK)
    assert [name.split(", has")[0] for name in names(user)] == [
        "Objective ‘Grow revenue’, 2 causes, on track",
        "Objective ‘Happy customers’, 1 effect",
        "Initiative ‘New shop’, 1 effect",
    ]


def test_a_card_knows_its_parent_and_its_place_there(user: User) -> None:
    user.draws("Objective", "A", at=(300, 100))
    user.draws("Objective", "B", at=(300, 300))
    map = reader(user.workspace.view)
    assert map.role() == QAccessible.Role.List
    assert map.text(NAME) == "Map"
    assert map.text(DESCRIPTION) == "2 elements, 0 links"
    for place, card in enumerate(cards(user)):
        assert map.indexOfChild(card) == place
        assert card.parent().object() is user.workspace.view
        assert card.childCount() == 0
        assert card.child(0) is None
        assert card.isValid()


def test_a_card_is_where_it_is_seen_and_is_found_there(user: User) -> None:
    user.draws("Objective", "A", at=(300, 100))
    (card,) = cards(user)
    view, spot = user.workspace.view, user.card("A")
    x, y = view.camera.to_window(spot.x, spot.y)
    assert (card.rect().topLeft() - view.mapToGlobal(QPoint(round(x), round(y)))).manhattanLength() <= 2
    assert card.rect().width() == round(spot.width * view.camera.scale)
    middle = card.rect().center()
    assert reader(view).childAt(middle.x(), middle.y()).text(NAME) == card.text(NAME)


def test_a_card_says_whether_it_is_selected_has_the_keyboard_and_is_in_sight(user: User) -> None:
    user.draws("Objective", "A", at=(300, 100))
    user.draws("Objective", "B", at=(300, 300))
    user.selects("B")
    first, second = cards(user)
    assert (first.state().selected, second.state().selected) == (0, 1)
    assert (first.state().focused, second.state().focused) == (0, 1)
    assert second.state().focusable
    assert second.state().selectable
    assert reader(user.workspace.view).focusChild().text(NAME) == second.text(NAME)
    assert not second.state().offscreen
    user.workspace.view.looking.set_camera(user.workspace.view.camera.panned(50_000, 0))
    assert second.state().offscreen


def test_moving_the_keyboard_from_card_to_card_is_announced(
    user: User, told: list[tuple[QAccessible.Event, str]]
) -> None:
    user.draws("Objective", "A", at=(300, 100))
    user.draws("Objective", "B", at=(300, 300))
    assert names(user)
    told.clear()
    user.selects("A")
    user.selects("B")
    focus = [name.split(",")[0] for what, name in told if what == QAccessible.Event.Focus]
    assert focus == ["Objective ‘A’", "Objective ‘B’"]


def test_a_card_that_is_renamed_says_so(user: User, told: list[tuple[QAccessible.Event, str]]) -> None:
    user.draws("Objective", "A", at=(300, 100))
    assert names(user)
    user.clicks(900, 600)
    user.selects("A")
    told.clear()
    elements.rename(user.document, user.element("A").id, "Z")
    news = [name for what, name in told if what == QAccessible.Event.NameChanged]
    assert any(name.startswith("Objective ‘Z’, not linked") for name in news)


def test_a_card_that_comes_or_goes_is_told(user: User, told: list[tuple[QAccessible.Event, str]]) -> None:
    user.draws("Objective", "A", at=(300, 100))
    assert len(cards(user)) == 1
    told.clear()
    user.presses("Delete")
    assert QAccessible.Event.ObjectReorder in [what for what, _name in told]
    assert cards(user) == []


def test_a_card_that_is_gone_harms_nobody_who_still_holds_it(user: User, listened: None) -> None:
    user.draws("Objective", "A", at=(300, 100))
    (card,) = cards(user)
    user.presses("Delete")
    assert card.text(NAME) == ""
    assert card.rect().isNull()
    assert card.state().invalid
    assert names(user) == []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    user.presses("Ctrl+Z")
    assert len(names(user)) == 1


def test_nothing_is_announced_when_nobody_listens(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    user.draws("Objective", "A", at=(300, 100))
    user.draws("Objective", "B", at=(300, 300))
    assert names(user)
    QAccessible.setActive(False)
    monkeypatch.setattr(accessible, "QAccessibleEvent", None)  # to make one is an error that is reported
    user.selects("A")
    user.selects("B")
    user.renames("B", "C")
    user.presses("Delete")


def big_map() -> Document:
    many = [objective(f"e{n}", f"Card {n}") for n in range(10_000)]
    spots = [Placement(SHEET, each.id, (n % 100) * 200.0, (n // 100) * 100.0, 176, 48) for n, each in enumerate(many)]
    return Document(map_of(*many, *spots, influences("e0", "e1", "+")))


def test_of_ten_thousand_cards_only_those_asked_for_are_made(user: User, listened: None) -> None:
    user.window.show_map(big_map(), None)
    map = reader(user.workspace.view)
    assert map.childCount() >= 10_000
    assert map.child(9_999).text(NAME) == "Objective ‘Card 9999’, not linked"
    assert map.child(0).text(NAME) == "Objective ‘Card 0’, 1 effect"
    assert len(user.workspace.view.findChildren(accessible.CardHandle)) == 2


def test_a_map_that_is_closed_while_a_screen_reader_is_at_it_goes_quietly(user: User, listened: None) -> None:
    for _round in range(3):
        user.draws("Objective", "A", at=(300, 100))
        assert names(user)
        user.selects("A")
        user.window.show_map(big_map(), None)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert reader(user.workspace.view).child(5).text(NAME)
        user.window.files.new()


def nameless(top: QWidget) -> list[str]:
    """Buttons, inputs and lists without a name for those who do not see them."""
    kinds = ("QAbstractButton", "QLineEdit", "QPlainTextEdit", "QComboBox", "QAbstractSpinBox", "QAbstractItemView")
    found = []
    for widget in top.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractSlider) or not any(widget.inherits(kind) for kind in kinds):
            continue
        if widget.objectName().startswith("qt_") or not widget.isVisibleTo(top):
            continue
        own = isinstance(widget, QAbstractButton | QAbstractItemView) or widget.focusPolicy().value
        if own and not reader(widget).text(NAME).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.qt_log_ignore("propagateSizeHints")  # what the display of tests says of dialogs
def test_every_button_input_and_list_of_the_window_has_a_name(user: User) -> None:
    user.draws("Objective", "A", at=(300, 100))
    user.draws("Objective", "B", at=(300, 300))
    user.connects("A", "B")
    user.selects("A")
    assert nameless(user.window) == []
    user.workspace.selection.set({user.link("A", "B").id})
    assert nameless(user.window) == []
    user.selects("A")
    for action in ("link-to", "palette", "perspectives"):
        user.window.actions_by_id[action].trigger()
        (dialog,) = [each for each in user.window.findChildren(QDialog) if each.isVisible()]
        assert nameless(dialog) == [], action
        dialog.reject()
    for action in ("find", "filter", "show-outline", "show-history", "minimap"):
        user.window.actions_by_id[action].trigger()
    assert nameless(user.window) == []
    user.clicks(900, 600)
    assert nameless(user.window) == []
    user.window.show_start()
    assert nameless(user.window) == []
    assert isinstance(QApplication.instance(), QApplication)
