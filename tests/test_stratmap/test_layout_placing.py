"""From a layout to the records of a sheet."""

from __future__ import annotations

from models.records import Band, Bend, Placement, Sheet
from models.rules import violations
from models.strategy_map import StrategyMap
from stratmap.drawing.shapes import natural_size
from stratmap.layout.placing import layout_records, placed
from tests.builders import SHEET, factor, influences, map_of, objective, perspective


def two() -> StrategyMap:
    return map_of(
        perspective("Finance", 0),
        objective("a", "Grow", perspective="Finance"),
        factor("b", "Weather"),
        influences("b", "a", id="b>a"),
    )


def test_every_element_is_placed_in_its_natural_size():
    map = placed(two(), SHEET)
    assert {id: (each.width, each.height) for id, each in map.placements_on(SHEET).items()} == {
        id: natural_size(each.kind, each.title) for id, each in map.elements.items()
    }
    assert [type(each) for each in map.bands.values()] == [Band]
    assert violations(map) == []


def test_what_a_card_was_given_stays_with_it():
    spot = Placement(SHEET, "a", 5, 5, 304, 120, pinned=False, z=3)
    map = placed(StrategyMap([*two().records(), spot]), SHEET)
    after = map.placements_on(SHEET)["a"]
    assert (after.width, after.height, after.z) == (304, 120, 3)
    assert (after.x, after.y) != (5, 5)


def test_laying_out_a_sheet_does_not_add_what_it_does_not_show():
    map = StrategyMap([*two().records(), Placement(SHEET, "a", 5, 5, 304, 120)])
    keys = [record.element for record in layout_records(map, SHEET) if isinstance(record, Placement)]
    assert keys == ["a"]


def test_other_sheets_and_the_meaning_of_the_map_stay_as_they_were():
    other = [Sheet("other", position=1), Placement("other", "a", 1, 2, 96, 40), Bend("other", "b>a", 3, 4)]
    before = StrategyMap([*two().records(), *other])
    after = placed(before, SHEET)
    assert after.placements_on("other") == before.placements_on("other")
    assert (after.elements, after.links, after.bends) == (before.elements, before.links, before.bends)


def test_bends_go_with_the_places_they_were_made_for():
    bent = StrategyMap([*two().records(), Bend(SHEET, "b>a", 30, 0)])
    assert placed(bent, SHEET).bends == {}


def test_laying_out_again_changes_nothing():
    once = placed(two(), SHEET)
    assert placed(once, SHEET) == once
