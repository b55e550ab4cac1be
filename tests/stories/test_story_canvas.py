"""The hands: drawing, selecting, moving, linking, deleting, copying, and taking all of it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.kinds import ElementKind, LinkKind, Polarity
from tests.user import User


@pytest.mark.parametrize("kind", list(ElementKind))
def test_each_kind_can_be_drawn_and_taken_back(user: User, kind: ElementKind) -> None:
    user.draws(kind.value.capitalize(), "Something new", at=(400, 300))
    assert user.element("Something new").kind is kind
    user.presses("Ctrl+Z")
    assert user.elements("Something new") == []
    user.presses("Ctrl+Shift+Z")
    assert user.element("Something new").kind is kind


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_each_kind_can_be_drawn_by_keyboard_alone(user: User, number: int) -> None:
    user.presses(f"Ctrl+{number}")
    user.types("By hand")
    user.presses("Return")
    assert user.element("By hand").kind is list(ElementKind)[number - 1]


def test_double_clicking_empty_paper_writes_an_objective_there(user: User) -> None:
    user.double_clicks(420, 120)
    user.types("More regulars")
    user.presses("Return")
    assert user.element("More regulars").kind is ElementKind.OBJECTIVE
    card = user.card("More regulars")
    assert card.x < 420 < card.x + card.width
    assert card.y < 120 < card.y + card.height


def test_escape_while_writing_a_new_title_leaves_no_element(user: User) -> None:
    user.takes("Measure")
    user.clicks(300, 300)
    user.types("Half a thou")
    user.presses("Escape")
    assert not user.map.elements
    assert user.document.history.undo_labels == []


def test_an_empty_title_makes_no_element(user: User) -> None:
    user.takes("Factor")
    user.clicks(300, 300)
    user.presses("Return")
    assert not user.map.elements


def test_a_new_element_belongs_to_the_band_it_is_drawn_on(user: User) -> None:
    user.draws("Objective", "Profit", at=(400, 100))
    user.draws("Initiative", "Course", at=(400, 900))
    names = {each.id: each.title for each in user.map.perspectives.values()}
    assert names[user.element("Profit").perspective or ""] == "Finance"
    assert names[user.element("Course").perspective or ""] == "People and learning"


def test_dragging_a_card_to_another_band_changes_its_perspective_in_one_step(user: User) -> None:
    user.draws("Objective", "Profit", at=(400, 100))
    user.moves("Profit", 0, 240)
    perspective = user.map.perspectives[user.element("Profit").perspective or ""]
    assert perspective.title == "Customers"
    user.presses("Ctrl+Z")
    assert user.map.perspectives[user.element("Profit").perspective or ""].title == "Finance"
    assert user.card("Profit").y < 240


def test_moving_a_card_takes_its_links_along_while_it_moves(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    user.draws("Factor", "Umbrellas", at=(600, 200))
    user.connects("Rain", "Umbrellas")
    link = user.link("Rain", "Umbrellas").id
    before = user.workspace.scene.line_of(link)
    card = user.card("Umbrellas")
    x, y = card.x + card.width / 2, card.y + card.height / 2
    user.drags((x, y), (x + 80, y + 160), lets_go=False)
    assert user.workspace.scene.line_of(link) != before
    assert user.card("Umbrellas") == card, "the map hears of a drag only when it ends"
    QTest.mouseRelease(user.workspace.view, Qt.MouseButton.LeftButton, pos=user._window_point(x + 80, y + 160))
    assert user.card("Umbrellas").x == card.x + 80
    assert user.card("Umbrellas").y == card.y + 160
    assert user.document.history.undo_labels[-1] == "Move element"


def test_escape_in_the_middle_of_a_drag_leaves_everything_where_it_was(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    card = user.card("Rain")
    steps = len(user.document.history.undo_labels)
    user.drags((300, 200), (500, 400), lets_go=False)
    user.presses("Escape")
    QTest.mouseRelease(user.workspace.view, Qt.MouseButton.LeftButton, pos=user._window_point(500, 400))
    assert user.card("Rain") == card
    assert user.workspace.scene.rect_of(user.element("Rain").id).x == card.x  # type: ignore[union-attr]
    assert len(user.document.history.undo_labels) == steps


def test_clicking_shift_clicking_and_banding_select(user: User) -> None:
    user.draws("Factor", "A", at=(200, 100))
    user.draws("Factor", "B", at=(400, 100))
    user.draws("Factor", "C", at=(600, 100))
    user.selects("A")
    assert user.selected() == {"A"}
    user.selects("A", "C")
    assert user.selected() == {"A", "C"}
    user.clicks(200, 100, Qt.KeyboardModifier.ShiftModifier)
    assert user.selected() == {"C"}
    user.drags((120, 30), (480, 170))
    assert user.selected() == {"A", "B"}
    user.clicks(500, 400)
    assert user.selected() == set()


def test_deleting_a_card_takes_its_links_and_undo_brings_both_back(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    user.draws("Factor", "Umbrellas", at=(600, 200))
    user.connects("Rain", "Umbrellas")
    before = user.map
    user.selects("Rain")
    user.presses("Delete")
    assert user.elements("Rain") == []
    assert not user.map.links
    user.presses("Ctrl+Z")
    assert user.map == before


def test_a_link_can_be_selected_signed_delayed_reversed_and_deleted(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    user.draws("Factor", "Umbrellas", at=(700, 200))
    user.connects("Rain", "Umbrellas")
    user.selects_link("Rain", "Umbrellas")
    user.types("-")
    assert user.link("Rain", "Umbrellas").polarity is Polarity.MINUS
    user.types("+")
    assert user.link("Rain", "Umbrellas").polarity is Polarity.PLUS
    user.presses("Ctrl+Alt+D")
    assert user.link("Rain", "Umbrellas").delay
    user.presses("Ctrl+R")
    assert user.link("Umbrellas", "Rain").delay
    user.presses("Delete")
    assert not user.map.links
    user.presses("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert user.link("Rain", "Umbrellas").polarity is Polarity.UNKNOWN


@pytest.mark.parametrize(
    ("source", "target", "tool", "kind", "polarity"),
    [
        ("Initiative", "Objective", "Supports", LinkKind.INFLUENCES, Polarity.PLUS),
        ("Initiative", "Objective", "Hurts", LinkKind.INFLUENCES, Polarity.MINUS),
        ("Factor", "Factor", "Influences", LinkKind.INFLUENCES, Polarity.UNKNOWN),
        ("Initiative", "Initiative", "Requires", LinkKind.REQUIRES, Polarity.UNKNOWN),
        ("Objective", "Objective", "Conflicts", LinkKind.CONFLICTS, Polarity.UNKNOWN),
        ("Department", "Initiative", "Accountable", LinkKind.OWNS, Polarity.UNKNOWN),
        ("Measure", "Objective", "Tracks", LinkKind.TRACKS, Polarity.UNKNOWN),
    ],
)
def test_each_kind_of_link_can_be_drawn(
    user: User, source: str, target: str, tool: str, kind: LinkKind, polarity: Polarity
) -> None:
    user.draws(source, "From", at=(300, 200))
    user.draws(target, "To", at=(700, 400))
    user.connects("From", "To", tool=tool)
    link = user.link("From", "To")
    assert (link.kind, link.polarity) == (kind, polarity)


@pytest.mark.parametrize(("source", "kind"), [("Department", LinkKind.OWNS), ("Measure", LinkKind.TRACKS)])
def test_a_link_from_the_edge_takes_the_kind_the_two_usually_have(user: User, source: str, kind: LinkKind) -> None:
    user.draws(source, "From", at=(300, 200))
    user.draws("Objective", "To", at=(700, 400))
    user.connects("From", "To")
    assert user.link("From", "To").kind is kind


def test_a_link_that_makes_no_sense_is_refused_with_a_reason(user: User) -> None:
    user.draws("Department", "Sales", at=(300, 200))
    user.draws("Factor", "Weather", at=(700, 200))
    user.connects("Sales", "Weather", tool="Accountable")
    assert not user.map.links
    user.sees_notice("A department is accountable for objectives, initiatives and measures")


def test_a_card_cannot_be_linked_to_itself(user: User) -> None:
    user.draws("Factor", "Weather", at=(300, 200))
    user.takes("Influences")
    user.drags((300, 200), (310, 205))
    assert not user.map.links
    user.sees_notice("cannot be linked to itself")


def test_the_same_link_twice_is_refused(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    user.draws("Factor", "Umbrellas", at=(700, 200))
    user.connects("Rain", "Umbrellas", tool="Supports")
    user.connects("Rain", "Umbrellas", tool="Supports")
    assert len(user.map.links) == 1
    user.sees_notice("there already")


def test_linking_by_keyboard_types_the_other_title(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 400))
    user.draws("Objective", "More revenue", at=(300, 120))
    user.draws("Objective", "Calm staff", at=(600, 120))
    user.selects("New shop")
    user.presses("Ctrl+L")
    user.types("reven")
    user.presses("Return")
    assert user.link("New shop", "More revenue").kind is LinkKind.INFLUENCES


def test_renaming_in_place_grows_the_card_and_can_be_undone(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 120))
    small = user.card("Grow")
    user.renames("Grow", "Grow the revenue of the second shop in the new town year after year")
    large = user.card("Grow the revenue of the second shop in the new town year after year")
    assert (large.width, large.height) > (small.width, small.height)
    user.presses("Ctrl+Z")
    assert user.card("Grow") == small


def test_typing_over_a_selected_card_renames_it(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 120))
    user.selects("Grow")
    user.types("Shrink")
    user.presses("Return")
    assert user.element("Shrink")


def test_a_click_elsewhere_keeps_what_was_written(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 120))
    user.double_clicks(400, 120)
    user.types("Shrink")
    user.clicks(700, 400)
    assert user.element("Shrink")


def test_copies_are_pasted_with_their_links_and_not_with_others(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    user.draws("Factor", "Umbrellas", at=(600, 200))
    user.draws("Factor", "Profit", at=(900, 200))
    user.connects("Rain", "Umbrellas", tool="Supports")
    user.connects("Umbrellas", "Profit", tool="Supports")
    user.selects("Rain", "Umbrellas")
    user.presses("Ctrl+C", "Ctrl+V")
    assert len(user.elements("Rain")) == 2
    assert len(user.elements("Umbrellas")) == 2
    assert len(user.map.links) == 3
    assert user.selected() == {"Rain", "Umbrellas"}
    user.presses("Ctrl+Z")
    assert len(user.elements("Rain")) == 1


def test_cut_and_duplicate(user: User) -> None:
    user.draws("Note", "Remember", at=(300, 200))
    user.selects("Remember")
    user.presses("Ctrl+D")
    assert len(user.elements("Remember")) == 2
    user.presses("Ctrl+X")
    assert len(user.elements("Remember")) == 1
    user.presses("Ctrl+V")
    assert len(user.elements("Remember")) == 2


def test_arrow_keys_nudge_and_a_row_of_them_is_one_step(user: User) -> None:
    user.draws("Factor", "Rain", at=(304, 200))
    card = user.card("Rain")
    user.selects("Rain")
    user.presses("Right", "Right", "Down", "Shift+Left")
    assert (user.card("Rain").x, user.card("Rain").y) == (card.x + 15, card.y + 8)
    user.presses("Ctrl+Z")
    assert user.card("Rain") == card


def test_alt_and_arrows_go_from_card_to_card(user: User) -> None:
    user.draws("Factor", "A", at=(200, 100))
    user.draws("Factor", "B", at=(500, 100))
    user.draws("Factor", "C", at=(500, 400))
    user.clicks(800, 600)
    user.presses("Alt+Right")
    assert user.selected() == {"A"}
    user.presses("Alt+Right")
    assert user.selected() == {"B"}
    user.presses("Alt+Down")
    assert user.selected() == {"C"}


def test_the_wheel_zooms_at_the_pointer(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    view = user.workspace.view
    before = view.camera.to_window(300, 200)
    scale = view.camera.scale
    user.turns_wheel(3, 300, 200, Qt.KeyboardModifier.ControlModifier)
    assert view.camera.scale > scale
    after = view.camera.to_window(300, 200)
    assert after == pytest.approx(before, abs=1)


def test_fit_shows_the_whole_map_and_ctrl_0_shows_it_at_100_percent(user: User) -> None:
    user.draws("Factor", "Here", at=(0, 0))
    user.draws("Factor", "Far away", at=(4000, 2000))
    user.presses("Ctrl+9")
    view = user.workspace.view
    for title in ("Here", "Far away"):
        card = user.card(title)
        assert view.rect().contains(QPoint(*map(round, view.camera.to_window(card.x, card.y))))
    user.presses("Ctrl+0")
    assert view.camera.scale == pytest.approx(1.0)


def test_the_space_bar_pans(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    view = user.workspace.view
    before = view.camera
    card = user.card("Rain")
    QTest.keyPress(view, Qt.Key.Key_Space)
    user.drags((300, 200), (340, 260))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert view.camera != before
    assert user.card("Rain") == card


def test_lay_out_puts_cards_apart_into_their_bands_as_one_step(user: User) -> None:
    user.draws("Objective", "Profit", at=(400, 100))
    user.draws("Objective", "Sales", at=(410, 110))
    user.draws("Initiative", "Shop", at=(420, 400))
    before = user.map
    steps = len(user.document.history.undo_labels)
    user.presses("Ctrl+Shift+L")
    user.waits()
    one, other = user.card("Profit"), user.card("Sales")
    assert one.x + one.width <= other.x or other.x + other.width <= one.x or one.y != other.y
    assert len(user.document.history.undo_labels) == steps + 1
    user.presses("Ctrl+Z")
    assert user.map == before


def test_select_all_and_delete_empties_the_map(user: User) -> None:
    user.draws("Factor", "A", at=(200, 100))
    user.draws("Factor", "B", at=(500, 100))
    user.connects("A", "B")
    user.presses("Ctrl+A", "Delete")
    assert not user.map.elements
    user.presses("Ctrl+Z")
    assert len(user.map.elements) == 2


def test_a_click_on_a_dot_at_a_cards_edge_selects_the_card(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 120))
    user.clicks(800, 400)
    card = user.card("Grow")
    x, y = card.x + card.width, card.y + card.height / 2
    user.hovers(x, y)
    user.clicks(x, y)
    assert user.selected() == {"Grow"}
    assert not user.workspace.notice.isVisible() or "itself" not in user.workspace.notice.text()


def test_a_plus_over_a_selected_card_does_not_rename_it(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 120))
    user.selects("Grow")
    user.types("+")
    assert not user.workspace.editor.isVisible()
    user.sees_notice("Click the link first")


def test_a_card_drawn_near_the_edge_of_a_band_is_put_inside_it(user: User) -> None:
    user.draws("Objective", "Low", at=(400, 238))
    card = user.card("Low")
    assert card.y + card.height <= 240


def test_looking_at_the_loops_lights_none_until_one_is_chosen(user: User) -> None:
    user.draws("Factor", "A", at=(300, 200))
    user.draws("Factor", "B", at=(700, 200))
    user.connects("A", "B", tool="Supports")
    user.connects("B", "A", tool="Supports")
    user.sees_loops("R1")
    user.presses("Ctrl+Shift+B")
    assert user.workspace.selection.lit is None
    user.presses("Down")
    user.sees_lit("A", "B")
