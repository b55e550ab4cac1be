"""Arranging cards: into line with others, larger and smaller, in order, pinned; each taken back in one step."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.kinds import ElementKind
from models.records import Placement
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import MIN_SIZES, natural_size
from tests.builders import SHEET, factor, influences, map_of, objective
from tests.user import User
from ui.tools.select_tool import SelectTool

CTRL = Qt.KeyboardModifier.ControlModifier
PLACES = {"One": (200, 104), "Two": (480, 200), "Three": (808, 320)}


@pytest.fixture
def three(user: User) -> User:
    """Somebody with three cards, 176 × 64, none in line with another."""
    cards = [Placement(SHEET, title, x, y, 176, 64, z=z) for z, (title, (x, y)) in enumerate(PLACES.items())]
    user.window.show_map(Document(map_of(*(objective(title) for title in PLACES), *cards)), None)
    user.presses("Ctrl+0")
    return user


def places(user: User) -> dict[str, tuple[float, float]]:
    return {title: (user.card(title).x, user.card(title).y) for title in PLACES}


def does(user: User, action: str) -> None:
    user.window.actions_by_id[action].trigger()
    user.waits()


def drags(user: User, start: tuple[float, float], end: tuple[float, float], keys: Qt.KeyboardModifier) -> None:
    """Drags with keys held from after the press on."""
    view, button = user.workspace.view, Qt.MouseButton.LeftButton
    first = user._window_point(*start)
    last = user._window_point(*end)
    QTest.mousePress(view, button, Qt.KeyboardModifier.NoModifier, first)
    for step in (1, 2, 3, 4):
        at = QPointF(first + (last - first) * step / 4)
        moved = QMouseEvent(*(QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, button, keys))
        QCoreApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, button, keys, last)
    user._settle()


def test_a_card_that_is_moved_comes_into_line_with_one_near(three: User) -> None:
    three.drags((540, 230), (540 - 276, 230 + 60))  # its left edge 4 px beside that of One
    assert three.card("Two").x == three.card("One").x
    three.presses("Ctrl+Z")
    assert places(three)["Two"] == PLACES["Two"]


def test_ctrl_held_moves_freely(three: User) -> None:
    drags(three, (540, 230), (540 - 277, 230 + 61), CTRL)
    x, y = places(three)["Two"]
    assert (x, y) != (200, 264)
    assert abs(x - 203) <= 1
    assert abs(y - 261) <= 1


def test_lines_show_what_is_in_line_while_a_card_is_moved(three: User) -> None:
    three.drags((540, 230), (540 - 276, 230 + 60), lets_go=False)
    tool = three.workspace.view.hand.tool
    assert isinstance(tool, SelectTool)
    assert tool._gesture is not None
    assert any(line.start[0] == 200 for line in tool._gesture.lines)  # type: ignore[attr-defined]
    three.presses("Escape")
    assert places(three) == PLACES


@pytest.mark.parametrize(
    ("keys", "same"),
    [
        ("Alt+Shift+A", lambda card: card.x),
        ("Alt+Shift+D", lambda card: card.x + card.width),
        ("Alt+Shift+C", lambda card: card.x + card.width / 2),
        ("Alt+Shift+T", lambda card: card.y),
        ("Alt+Shift+B", lambda card: card.y + card.height),
        ("Alt+Shift+M", lambda card: card.y + card.height / 2),
    ],
)
def test_cards_are_lined_up_by_keys(three: User, keys: str, same: object) -> None:
    three.presses("Ctrl+A", keys)
    assert len({same(three.card(title)) for title in PLACES}) == 1  # type: ignore[operator]
    three.presses("Ctrl+Z")
    assert places(three) == PLACES


def test_gaps_are_made_equal_by_keys(three: User) -> None:
    three.presses("Ctrl+A", "Alt+Shift+H")
    one, two, last = (three.card(title) for title in PLACES)
    assert two.x - (one.x + 176) == last.x - (two.x + 176)


def test_lining_up_one_card_says_what_is_missing(three: User) -> None:
    three.selects("One")
    three.presses("Alt+Shift+A")
    three.sees_notice("Select two or more cards")
    assert not three.document.history.undo_labels


def test_a_corner_resizes_the_selected_card_and_no_further_than_its_least_size(three: User) -> None:
    three.selects("Two")
    three.drags((480 + 176 + 4, 200 + 64 + 4), (480 + 176 + 84, 200 + 64 + 36))
    card = three.card("Two")
    assert (card.x, card.y, card.width, card.height) == (480, 200, 256, 96)
    three.drags((480 - 4, 200 - 4), (760, 310))
    card = three.card("Two")
    assert (card.width, card.height) == MIN_SIZES[ElementKind.OBJECTIVE]
    assert (card.x + card.width, card.y + card.height) == (736, 296), "the opposite corner stays"
    three.presses("Ctrl+Z", "Ctrl+Z")
    assert three.card("Two").width == 176


def test_resizing_is_dropped_by_escape(three: User) -> None:
    three.selects("Two")
    three.drags((480 + 176 + 4, 200 + 64 + 4), (480 + 176 + 84, 200 + 64 + 36), lets_go=False)
    three.presses("Escape")
    three.lets_go(740, 300)
    assert three.card("Two").width == 176
    assert not three.document.history.undo_labels


def test_cards_are_resized_by_keys_and_fitted_to_their_words_again(three: User) -> None:
    three.selects("One", "Two")
    three.presses("Ctrl+Shift+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Down")
    assert [(three.card(title).width, three.card(title).height) for title in PLACES] == [
        (192, 72),
        (192, 72),
        (176, 64),
    ]
    three.presses("Ctrl+Z")
    assert three.card("One").width == 176, "keys pressed in a row are one step"
    three.presses("Ctrl+Shift+Z", "Alt+Shift+W")
    assert (three.card("One").width, three.card("One").height) == natural_size(ElementKind.OBJECTIVE, "One")


@pytest.mark.parametrize("then", ["Escape", "release"])
def test_a_corner_that_is_held_while_a_key_moves_the_card_leaves_what_is_shown_as_the_map_is(
    three: User, then: str
) -> None:
    three.selects("Two")
    end = (480 + 176 + 84, 200 + 64 + 4)
    three.drags((480 + 176 + 4, 200 + 64 + 4), end, lets_go=False)
    three.presses("Down", "Down")
    if then == "Escape":
        three.presses("Escape")
    at = QPointF(*three.workspace.view.camera.to_window(*end)).toPoint()
    QTest.mouseRelease(three.workspace.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    card = three.card("Two")
    assert (card.y, card.width) == (216, 176)
    shown = three.workspace.scene.rect_of(three.element("Two").id)
    assert shown == Rect(card.x, card.y, card.width, card.height)


def test_a_double_click_on_a_corner_fits_the_card_to_its_words(three: User) -> None:
    three.selects("One")
    three.presses("Ctrl+Shift+Right")
    card = three.card("One")
    three.double_clicks(card.x - 4, card.y - 4)
    assert three.card("One").width == natural_size(ElementKind.OBJECTIVE, "One")[0]


def test_a_card_goes_behind_the_others_and_to_the_front_again(three: User) -> None:
    three.moves("Two", -232, -72)  # over One
    three.presses("Ctrl+[")
    assert three.card("Two").z < three.card("One").z
    three.clicks(300, 150)
    assert three.selected() == {"One"}
    three.presses("Ctrl+Z", "Ctrl+Z")
    three.selects("One")
    three.presses("Ctrl+]")
    assert three.card("One").z > three.card("Three").z


def test_a_pinned_card_stays_when_the_sheet_is_laid_out(three: User) -> None:
    three.selects("Three")
    three.presses("Alt+Shift+P")
    assert three.window.actions_by_id["pin"].isChecked()
    does(three, "layout-flow")
    assert places(three)["Three"] == PLACES["Three"]
    assert places(three)["One"] != PLACES["One"]
    three.selects("Three")
    three.presses("Alt+Shift+P")
    assert not three.card("Three").pinned
    assert not three.window.actions_by_id["pin"].isChecked()


def test_a_layout_of_nothing_but_pinned_cards_says_why_nothing_moves(three: User) -> None:
    three.presses("Ctrl+A", "Alt+Shift+P")
    before = three.map
    for way in ("layout", "tidy", "layout-freely", "layout-selection"):
        does(three, way)
        three.sees_notice("all pinned")
        assert three.map is before


def test_what_was_arranged_is_saved(three: User) -> None:
    three.selects("One", "Two")
    three.presses("Alt+Shift+A", "Alt+Shift+P", "Ctrl+Shift+Right")
    before = three.map
    three.saves_as(three.folder / "arranged.stratmap")
    three.opens(three.folder / "arranged.stratmap")
    assert three.map == before
    assert three.card("One").pinned


def test_a_layout_glides_and_any_key_ends_that_at_once(three: User) -> None:
    three.presses("Escape")
    three.window.actions_by_id["layout-flow"].trigger()
    three._until(lambda: three.workspace.layouts.glide.is_under_way, "nothing glides")
    there = places(three)
    assert there != PLACES, "the map is as it will be from the start"
    assert three.document.history.undo_labels == ["Lay out by flow"]
    three.presses("Ctrl+Z")
    assert not three.workspace.layouts.glide.is_under_way
    assert places(three) == PLACES
    scene = three.workspace.scene
    assert {title: scene.rect_of(title).x for title in PLACES} == {title: x for title, (x, _y) in PLACES.items()}  # type: ignore[union-attr]


def test_a_glide_ends_where_the_map_has_the_cards(three: User) -> None:
    does(three, "layout-flow")
    scene = three.workspace.scene
    assert not three.workspace.layouts.glide.is_under_way
    shown = {title: (rect.x, rect.y) for title in PLACES if (rect := scene.rect_of(title))}
    assert shown == places(three)


def test_many_cards_stay_in_sight_when_they_have_glided_until_the_picture_has_them(user: User) -> None:
    parts = [factor(f"f{number}") for number in range(120)]
    spots = [Placement(SHEET, each.id, (n % 12) * 200, (n // 12) * 80, 96, 40) for n, each in enumerate(parts)]
    links = [influences(f"f{number}", f"f{(number * 7 + 3) % 120}") for number in range(0, 120, 2)]
    user.window.show_map(Document(map_of(*parts, *spots, *links)), None)
    user.waits()
    user.window.actions_by_id["layout-freely"].trigger()
    glide, scene, view = user.workspace.layouts.glide, user.workspace.scene, user.workspace.view
    user._until(lambda: glide.is_under_way and len(scene.floating.keys) > 100, "nothing glides")
    under_way = scene.floating.keys
    glide.finish()
    assert not view.painting.is_sharp
    assert scene.floating.keys >= {spot.element for spot in spots} & under_way
    user._until(lambda: view.painting.is_sharp, "the picture is never finished")
    assert not scene.floating.keys


def test_a_large_map_does_not_glide(user: User) -> None:
    many = [factor(f"f{n}") for n in range(320)]
    cards = [Placement(SHEET, each.id, 0, 40.0 * n, 80, 32) for n, each in enumerate(many)]
    links = [influences(f"f{n}", f"f{n + 1}") for n in range(0, 300, 3)]
    user.window.show_map(Document(map_of(*many, *cards, *links)), None)
    user.workspace.layouts.glide.start({each.id: (1.0, 1.0) for each in many})
    assert not user.workspace.layouts.glide.is_under_way


def test_where_the_system_asks_for_less_motion_cards_are_there_at_once(
    three: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "style", lambda: SimpleNamespace(styleHint=lambda _hint: 0))
    three.workspace.layouts.glide.start(dict.fromkeys(PLACES, (0.0, 0.0)))
    assert not three.workspace.layouts.glide.is_under_way
    rect = three.workspace.scene.rect_of("Two")
    assert rect is not None
    assert (rect.x, rect.y) == PLACES["Two"]


def test_escape_stops_a_layout(three: User) -> None:
    three.window.actions_by_id["layout-flow"].trigger()
    three.presses("Escape")
    three.waits()
    three.sees_notice("Stopped")
    assert places(three) == PLACES
    assert not three.document.history.undo_labels
