"""Cards in words, for whoever does not see the map."""

from __future__ import annotations

from models.kinds import Status
from stratmap.analysis.finding import Severity
from stratmap.card_words import MOST_LINKS, card_description, card_name
from tests.builders import influences, initiative, map_of, objective, perspective, requires


def test_a_card_says_what_it_is_how_it_is_linked_and_how_it_stands() -> None:
    map = map_of(
        objective("o", "Grow revenue", status=Status.ON_TRACK),
        *(objective(name) for name in "abc"),
        influences("a", "o", "+"),
        influences("b", "o", "-"),
        influences("o", "c"),
    )
    assert card_name(map, "o") == "Objective ‘Grow revenue’, 2 causes, 1 effect, on track"


def test_other_links_are_counted_apart_and_a_lonely_card_says_so() -> None:
    map = map_of(initiative("i", "Shop"), initiative("j", "Oven"), objective("o", "Alone"), requires("i", "j"))
    assert card_name(map, "i") == "Initiative ‘Shop’, 1 other link"
    assert card_name(map, "o") == "Objective ‘Alone’, not linked"


def test_a_badge_is_told() -> None:
    assert card_name(map_of(objective("o", "A")), "o", Severity.WARNING).endswith("not linked, has a warning")


def test_a_title_of_two_thousand_characters_is_not_read_out_whole() -> None:
    assert len(card_name(map_of(objective("o", "word " * 400)), "o")) < 300


def test_the_rest_is_told_on_request() -> None:
    map = map_of(
        perspective("Money", 0),
        objective("o", "Grow", owner="Ann"),
        initiative("i", "Shop"),
        influences("i", "o", "+"),
    )
    assert card_description(map, "o") == "Owner: Ann. ‘Shop’ supports ‘Grow’."


def test_only_so_many_links_are_told_one_by_one() -> None:
    many = [objective(f"c{n}") for n in range(40)]
    map = map_of(objective("o"), *many, *(influences(each.id, "o", "+") for each in many))
    assert card_description(map, "o").endswith(f"And {40 - MOST_LINKS} more links.")
