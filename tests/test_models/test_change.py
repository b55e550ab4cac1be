"""A change can be taken back, joined with the next, and says what it touches."""

from __future__ import annotations

from hypothesis import given, settings

from models.change import Change
from models.records import Placement
from models.strategy_map import StrategyMap
from tests.builders import SHEET, map_of, objective, renamed
from tests.strategies import maps


@settings(max_examples=40, deadline=None)
@given(maps(5), maps(5))
def test_a_change_and_its_inverse_lead_there_and_back(one: StrategyMap, other: StrategyMap) -> None:
    change = one.change_to(other, "replace")
    assert one.apply(change) == other
    assert other.apply(change.inverse()) == one


@settings(max_examples=40, deadline=None)
@given(maps(4), maps(4), maps(4))
def test_two_changes_joined_do_what_they_did_one_by_one(a: StrategyMap, b: StrategyMap, c: StrategyMap) -> None:
    joined = a.change_to(b, "first").then(b.change_to(c, "second"))
    assert joined.label == "second"
    assert a.apply(joined) == c
    assert c.apply(joined.inverse()) == a


def test_an_entry_that_changes_nothing_is_left_out() -> None:
    assert not Change("nothing", {"a": (objective("a"), objective("a"))})
    assert Change("nothing", {"a": (objective("a"), objective("a"))}).keys == frozenset()


def test_a_change_joined_with_its_inverse_is_nothing() -> None:
    change = Change("rename", {"a": (objective("a"), renamed(objective("a"), "b"))})
    assert not change.then(change.inverse())


def test_a_move_is_not_structural_and_a_new_element_is() -> None:
    spot = Placement(SHEET, "a", 0, 0, 10, 10)
    assert not Change("place", {spot.key: (None, spot)}).is_structural
    assert not Change("take away", {spot.key: (spot, None)}).is_structural
    assert Change("add", {"a": (None, objective("a")), spot.key: (None, spot)}).is_structural


def test_a_change_cannot_be_changed() -> None:
    entries = {"a": (None, objective("a"))}
    change = Change("add", entries)
    entries.clear()
    assert change.keys == {"a"}


def test_equal_changes_do_the_same() -> None:
    before = map_of(objective("a"))
    one = Change("rename", {"a": (objective("a"), objective("a", "New"))})
    other = Change("rename", {"a": (objective("a"), objective("a", "New"))})
    assert one == other
    assert before.apply(one) == before.apply(other)
