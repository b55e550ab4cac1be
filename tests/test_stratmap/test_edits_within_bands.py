"""New cards on a sheet with bands: each stands within one, so that everybody sees which one it belongs to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kinds import ElementKind
from models.records import Band, Placement, Sheet
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.drawing.bands import bands
from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import natural_size
from stratmap.edits.clipboard import duplicate
from stratmap.edits.elements import add
from stratmap.edits.growing import effect_of, grow
from stratmap.edits.pasted_text import Said, adding
from stratmap.edits.places import beside, off_borders
from stratmap.edits.quick_entry import enter, entering
from stratmap.entry_text import read_entry, read_lines
from tests.builders import SHEET, map_of, objective, perspective

HEIGHTS = (160.0, 200.0, 120.0)


def banded(*records) -> StrategyMap:
    """Bands a, b and c from the top down, of different heights, and these records."""
    own = [Band(SHEET, id, height) for id, height in zip("abc", HEIGHTS, strict=True)]
    return map_of(*(perspective(id, number) for number, id in enumerate("abc")), *own, *records)


def across(map: StrategyMap) -> list[str]:
    """The titles of cards that stand across a border of bands."""
    return [
        map.elements[id].title
        for id, spot in map.placements_on(SHEET).items()
        if any(band.y < spot.y + spot.height and spot.y < band.y for _, band in bands(map, SHEET))
    ]


def band_of(map: StrategyMap, title: str) -> str | None:
    spot = next(spot for id, spot in map.placements_on(SHEET).items() if map.elements[id].title == title)
    card = rect_of(spot)
    return next(
        (each.id for each, band in bands(map, SHEET) if band.y <= card.y and card.bottom <= band.bottom), None
    )


@pytest.mark.parametrize("y", [-400.0, 0.0, 150.0, 160.0, 170.0, 362.0, 480.0, 2_000.0])
def test_what_is_typed_while_a_border_is_in_the_middle_of_the_window_stands_within_a_band(y):
    document = Document(banded())
    enter(document, SHEET, read_entry("Kitchen", document.map), ElementKind.OBJECTIVE, 400, y)
    assert band_of(document.map, "Kitchen") is not None
    (made,) = document.map.elements.values()
    assert made.perspective == band_of(document.map, "Kitchen")


def test_what_leads_to_a_card_stands_in_the_band_below_it_not_where_the_window_looks():
    document = Document(banded(objective("o", "Profit"), Placement(SHEET, "o", 200, 40, 176, 64)))
    enter(document, SHEET, read_entry("Linen -> Profit +", document.map), ElementKind.OBJECTIVE, 400, 440)
    assert band_of(document.map, "Linen") == "b"
    spot = next(spot for id, spot in document.map.placements_on(SHEET).items() if id != "o")
    assert abs(spot.x - 200) <= 16


def test_what_leads_to_a_card_in_the_lowest_band_stands_beside_it():
    document = Document(banded(objective("o", "Rooms"), Placement(SHEET, "o", 400, 380, 176, 64)))
    enter(document, SHEET, read_entry("Linen -> Rooms +", document.map), ElementKind.OBJECTIVE, 400, 40)
    assert band_of(document.map, "Linen") == "c"


@pytest.mark.parametrize("ahead", [-1, 0, 1])
@pytest.mark.parametrize("y", [-100.0, -30.0, 130.0, 150.0, 340.0, 450.0, 600.0])
def test_what_is_grown_from_a_card_across_a_border_is_not_across_it(y, ahead):
    map = banded(objective("o"), Placement(SHEET, "o", 200, y, 176, 64))
    place = beside(map, SHEET, "o", natural_size(ElementKind.OBJECTIVE, ""), ahead)
    assert place is not None
    for _, band in bands(map, SHEET):
        assert not place.y < band.y < place.bottom


def test_tab_after_tab_keeps_every_card_within_a_band():
    document = Document(banded(objective("o"), Placement(SHEET, "o", 200, 330, 176, 64)))
    last = "o"
    for number in range(6):
        growth = effect_of(document.map, last)
        place = beside(document.map, SHEET, last, natural_size(growth.kind, ""), 1)
        last, _link = grow(document, growth, f"Something with a long title, number {number}", SHEET, *place.center)
    assert across(document.map) in ([], ["o"])


def test_a_new_card_just_above_the_bands_is_not_across_the_first_border():
    document = Document(banded())
    add(document, ElementKind.OBJECTIVE, "Above", SHEET, 300, -4)
    assert across(document.map) == []


@pytest.mark.parametrize("y", [-300.0, 155.0, 365.0, 900.0])
def test_a_block_of_pasted_titles_stands_within_a_band(y):
    map = banded()
    made = adding(map, ElementKind.OBJECTIVE, [Said(f"Line {number}") for number in range(4)], SHEET, 300, y)
    assert across(map.apply(made.made.change)) == []


def test_pasted_lines_with_links_keep_within_bands():
    map = banded(objective("o", "Profit"), Placement(SHEET, "o", 200, 120, 176, 64))
    said = ["Linen -> Profit +", "Kitchen -> Linen +", "Garden", "Profit -> Shares +"]
    lines = read_lines([(line, "") for line in said], map)
    made, _entered = entering(map, SHEET, lines, ElementKind.OBJECTIVE, 300, 158, "Paste")
    assert across(map.apply(made.change)) == ["Profit"]


def test_a_copy_stands_level_with_its_original_where_it_would_stand_across_a_border():
    document = Document(banded(objective("o"), Placement(SHEET, "o", 200, 88, 176, 64)))
    duplicate(document, SHEET, ["o"])
    assert across(document.map) == []
    assert len(document.map.elements) == 2


def test_where_no_band_is_high_enough_a_card_is_put_where_it_was_to_be():
    at = Rect(0, 10, 100, 300)
    assert off_borders([Rect(0, 0, 0, 160), Rect(0, 160, 0, 160)], at) == at


def test_a_sheet_without_bands_is_left_alone():
    map = map_of(Sheet(SHEET, "Sheet", 0, shows_bands=False), perspective("a", 0))
    document = Document(map)
    enter(document, SHEET, read_entry("Kitchen", map), ElementKind.OBJECTIVE, 400, 2_000)
    (spot,) = document.map.placements_on(SHEET).values()
    assert spot.y + spot.height / 2 == pytest.approx(2_000, abs=8)


@given(st.floats(-500, 1_500), st.floats(20, 90))
@settings(max_examples=80, deadline=None)
def test_no_place_that_is_kept_off_borders_crosses_one(y, height):
    stacked = [Rect(0, 0, 0, 160), Rect(0, 160, 0, 203), Rect(0, 363, 0, 120)]
    found = off_borders(stacked, Rect(0, y, 100, height))
    edges = [0.0, 160.0, 363.0, 483.0]
    assert not any(found.y < edge < found.bottom for edge in edges)
