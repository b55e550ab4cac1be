"""A map is a value: changes make new maps, indexes stay right, and nothing shared is ever written to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from models.change import Change
from models.records import Link, Placement, Sheet, placement_key
from models.strategy_map import StrategyMap, new_map
from tests.builders import SHEET, influences, map_of, objective, perspective, placed
from tests.strategies import maps


def indexed(map: StrategyMap) -> StrategyMap:
    """The same map, with its indexes made."""
    map.links_of("")
    map.placements_on("")
    return map


@settings(max_examples=60, deadline=None)
@given(maps(6), maps(6))
def test_indexes_carried_through_a_change_say_what_fresh_ones_say(one: StrategyMap, other: StrategyMap) -> None:
    after = indexed(one).apply(one.change_to(other, "replace"))
    fresh = StrategyMap(after.records())
    for element in {*one.elements, *other.elements}:
        assert sorted(after.links_of(element), key=_key) == sorted(fresh.links_of(element), key=_key)
    for sheet in {*one.sheets, *other.sheets}:
        assert after.placements_on(sheet) == fresh.placements_on(sheet)


@settings(max_examples=40, deadline=None)
@given(maps(6), maps(6))
def test_a_map_stays_as_it_was_when_a_change_is_made_of_it(one: StrategyMap, other: StrategyMap) -> None:
    before = StrategyMap(one.records())
    links = {element: indexed(one).links_of(element) for element in one.elements}
    spots = {sheet: dict(one.placements_on(sheet)) for sheet in one.sheets}
    one.apply(one.change_to(other, "replace"))
    assert one == before
    assert {element: one.links_of(element) for element in one.elements} == links
    assert {sheet: one.placements_on(sheet) for sheet in one.sheets} == spots


def _key(link: Link) -> str:
    return link.id


def test_a_busy_element_loses_all_its_links_at_once() -> None:
    spokes = [objective(f"e{each}") for each in range(300)]
    links = [influences("hub", spoke.id) for spoke in spokes]
    map = indexed(map_of(objective("hub"), *spokes, *links))
    after = map.apply(Change("delete", {link.key: (link, None) for link in links}))
    assert after.links_of("hub") == ()
    assert after.links_of("e7") == ()
    assert len(map.links_of("hub")) == 300


def test_a_link_that_gets_another_end_is_found_at_that_end_only() -> None:
    map = indexed(map_of(objective("a"), objective("b"), objective("c"), influences("a", "b", id="l")))
    moved = influences("a", "c", id="l")
    after = map.apply(Change("move end", {"l": (map.get("l"), moved)}))
    assert after.links_of("a") == (moved,)
    assert after.links_of("b") == ()
    assert after.links_of("c") == (moved,)


def test_a_key_that_comes_to_name_another_type_names_only_that() -> None:
    map = map_of(objective("x"))
    after = map.apply(Change("turn", {"x": (map.get("x"), Sheet("x"))}))
    assert "x" not in after.elements
    assert "x" in after.sheets


def test_tables_a_change_leaves_alone_are_shared() -> None:
    map = placed(map_of(objective("a"), objective("b"), influences("a", "b")))
    spot = map.placement(SHEET, "a")
    after = indexed(map).apply(Change("move", {placement_key(SHEET, "a"): (spot, Placement(SHEET, "a", 5, 5, 1, 1))}))
    assert after.links_of("a") is map.links_of("a")
    assert after.placements_on(SHEET)["a"].x == 5
    assert map.placements_on(SHEET)["a"] == spot


def test_maps_with_the_same_records_are_equal_in_whatever_order() -> None:
    records = list(map_of(objective("a"), objective("b")).records())
    assert StrategyMap(records) == StrategyMap(reversed(records))
    assert StrategyMap(records) != StrategyMap(records[:-1])


def test_a_table_cannot_be_written_to() -> None:
    with pytest.raises(TypeError):
        map_of().elements["a"] = objective("a")  # type: ignore[index]


def test_a_record_is_found_by_its_key_whatever_its_type() -> None:
    map = placed(map_of(objective("a"), objective("b"), influences("a", "b", id="l")))
    for record in map.records():
        assert map.get(record.key) == record
    assert map.get("nothing") is None


def test_perspectives_and_sheets_come_in_their_order() -> None:
    map = map_of(perspective("low", 1), perspective("top", 0), Sheet("later", position=1))
    assert [each.id for each in map.ordered_perspectives()] == ["top", "low"]
    assert [each.id for each in map.ordered_sheets()] == [SHEET, "later"]
    assert map.first_sheet().id == SHEET


def test_a_new_map_has_one_sheet_and_a_band_for_each_perspective() -> None:
    map = new_map("Bakery", ["Finance", "Customers"])
    assert map.info.title == "Bakery"
    assert [each.title for each in map.ordered_perspectives()] == ["Finance", "Customers"]
    assert {each.perspective for each in map.bands.values()} == set(map.perspectives)
    assert len(map.sheets) == 1
