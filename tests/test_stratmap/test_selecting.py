"""What gets selected beside what is: along causes and effects, loops, kinds."""

from __future__ import annotations

from stratmap.selecting import causes, effects, inverted, neighbours, same_kind, whole_loops
from tests.builders import conflicts, department, factor, influences, initiative, map_of, objective, owns, requires

SHOP = map_of(
    *(initiative("site"), initiative("stock"), objective("sales"), factor("trust"), department("web")),
    objective("rival"),
    influences("site", "sales", id="1"),
    influences("sales", "trust", id="2"),
    influences("trust", "sales", id="3"),
    requires("site", "stock", id="4"),
    owns("web", "site", id="5"),
    conflicts("sales", "rival", id="6"),
)


def test_causes_are_followed_to_their_ends_and_a_required_thing_is_one() -> None:
    assert causes(SHOP, {"sales"}) == {"sales", "trust", "site", "stock", "web", "1", "2", "3", "4", "5"}
    assert causes(SHOP, {"stock"}) == {"stock"}
    assert causes(SHOP, set()) == frozenset()


def test_effects_are_followed_to_their_ends() -> None:
    assert effects(SHOP, {"stock"}) == {"stock", "site", "sales", "trust", "1", "2", "3", "4"}
    assert effects(SHOP, {"rival"}) == {"rival"}


def test_a_selected_link_counts_as_its_cause_or_its_effect() -> None:
    assert causes(SHOP, {"5"}) == {"web"}
    assert effects(SHOP, {"1"}) == {"sales", "trust", "2", "3"}
    assert effects(SHOP, {"4"}) == {"site", "sales", "trust", "1", "2", "3"}


def test_neighbours_are_those_one_link_away_of_any_kind() -> None:
    assert neighbours(SHOP, {"sales"}) == {"sales", "site", "trust", "rival", "1", "2", "3", "6"}
    assert neighbours(SHOP, {"6"}) >= {"sales", "rival", "site"}


def test_the_same_kind_is_that_of_the_elements_or_else_of_the_links() -> None:
    assert same_kind(SHOP, {"sales", "1"}) == {"sales", "rival"}
    assert same_kind(SHOP, {"1"}) == {"1", "2", "3"}
    assert same_kind(SHOP, {"gone"}) == frozenset()


def test_loops_through_all_of_it_come_before_loops_through_some() -> None:
    loops = [(("a", "b"), ("1", "2")), (("b", "c"), ("3", "4"))]
    assert whole_loops({"b"}, loops) == ({"a", "b", "c", "1", "2", "3", "4"}, 2)
    assert whole_loops({"a", "b"}, loops) == ({"a", "b", "1", "2"}, 1)
    assert whole_loops({"a", "c"}, loops) == ({"a", "b", "c", "1", "2", "3", "4"}, 2)
    assert whole_loops({"z"}, loops) == (frozenset(), 0)


def test_a_chain_of_ten_thousand_is_followed_without_running_out_of_stack() -> None:
    chain = [factor(str(n)) for n in range(10_000)]
    map = map_of(*chain, *(influences(str(n), str(n + 1), id=f"l{n}") for n in range(9_999)))
    assert len(effects(map, {"0"})) == 19_999


def test_all_the_rest_is_what_is_there_and_not_selected() -> None:
    assert inverted({"a", "b"}, {"b", "c"}) == {"c"}
