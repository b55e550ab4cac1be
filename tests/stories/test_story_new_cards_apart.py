"""A new card never covers one that is there, however it is made."""

from __future__ import annotations

from itertools import combinations

import pytest

from models.kinds import ElementKind
from stratmap.document import Document
from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Rect
from tests.builders import example
from tests.user import User


def covered(user: User, title: str) -> list[str]:
    """The titles of the cards that the one with this title lies upon."""
    spots = user.map.placements_on(user.workspace.scene.sheet).values()
    own = user.card(title)
    return [
        user.map.elements[each.element].title
        for each in spots
        if each.element != own.element and overlap(rect_of(each), rect_of(own))
    ]


def overlap(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


@pytest.mark.parametrize("title", ["Now", "A rather long title that needs a much wider card"])
def test_cards_written_in_a_full_band_stand_beside_the_others(user: User, title: str) -> None:
    user.window.show_map(Document(example("bakery")), None)
    user.waits()
    before = {each.id: each.perspective for each in user.map.elements.values()}
    for number in range(4):
        user.presses("Escape", "Ctrl+1")
        user.types(f"{title} {number}")
        user.presses("Return", "Escape")
    for number in range(4):
        assert covered(user, f"{title} {number}") == []
    assert {key: user.map.elements[key].perspective for key in before} == before


def test_cards_written_in_a_row_below_the_selected_one_stand_beside_the_others(user: User) -> None:
    user.window.show_map(Document(example("bakery")), None)
    user.waits()
    user.selects("More regular customers")
    user.presses("Ctrl+1")
    user.types("Below it")
    user.presses("Return")
    assert covered(user, "Below it") == []


def test_a_title_that_makes_the_card_wider_moves_it_aside(user: User) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    user.draws("Objective", "An uncommonly long title for an objective of a bakery", at=(600, 300))
    assert covered(user, "An uncommonly long title for an objective of a bakery") == []


def test_a_card_written_where_nothing_is_stands_where_it_was_written(user: User) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    user.draws("Objective", "Cake", at=(400, 400))
    card = user.card("Cake")
    assert card.x + card.width / 2 == pytest.approx(400, abs=8)
    assert user.element("Cake").kind is ElementKind.OBJECTIVE


def test_a_title_that_grows_pushes_the_neighbours_aside_in_one_step_but_no_pinned_one(user: User) -> None:
    for number in range(4):
        user.draws("Objective", f"Card {number}", at=(300 + number * 192, 100))
    user.selects("Card 3")
    user.presses("Alt+Shift+P")
    before, pinned = user.map, user.card("Card 3")
    long = "Grow the revenue of the shops in the south together with the new partners and all who worked with us"
    user.renames("Card 1", long)
    cards = [user.card(title) for title in ("Card 0", long, "Card 2", "Card 3")]
    assert cards[-1] == pinned
    for one, other in combinations(cards, 2):
        apart = max(other.x - one.x - one.width, one.x - other.x - other.width)
        assert max(apart, other.y - one.y - one.height, one.y - other.y - other.height) > 0
    user.presses("Ctrl+Z")
    assert user.map == before
