"""Laying a sheet out: what holds for every map, and what a reader expects of particular ones."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records import Element, Placement, Sheet
from models.strategy_map import StrategyMap
from stratmap.layout.cards import CARD_GAP, Size, ties
from stratmap.layout.judging import hit_cards, lines_of
from stratmap.layout.layered import LayoutCancelled, layered
from stratmap.layout.snapping import GRID
from tests.builders import (
    SHEET,
    department,
    factor,
    influences,
    initiative,
    map_of,
    measure,
    note,
    objective,
    owns,
    perspective,
    requires,
    tracks,
)
from tests.strategies import maps
from tests.test_stratmap.layout_asking import bands, cards, meetings, sizes_of

TOP, BOTTOM = perspective("Finance", 0), perspective("People", 1)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[StrategyMap, str, dict[str, Size]]:
    """A random map without placements, one of its sheets, and sizes a person might give cards."""
    drawn = draw(maps(max_elements=10))
    map = StrategyMap(record for record in drawn.records() if not isinstance(record, Placement))
    lengths = st.floats(24, 320)
    sizes = {id: (draw(lengths), draw(lengths)) for id in map.elements}
    return map, draw(st.sampled_from(sorted(map.sheets))), sizes


def pinned(id: str, x: float, y: float, size: Size = (176.0, 64.0)) -> Placement:
    return Placement(SHEET, id, x, y, *size, pinned=True)


@given(sheets())
@settings(max_examples=60, deadline=None)
def test_cards_keep_apart_on_every_map(sheet):
    map, sheet_id, sizes = sheet
    layout = layered(map, sheet_id, sizes)
    assert layout.positions.keys() == map.elements.keys()
    assert list(meetings(cards(layout, sizes), CARD_GAP)) == []


@given(sheets())
@settings(max_examples=60, deadline=None)
def test_every_card_stands_on_the_grid_and_in_the_band_of_its_perspective(sheet):
    map, sheet_id, sizes = sheet
    layout = layered(map, sheet_id, sizes)
    within = bands(layout)
    if map.sheets[sheet_id].shows_bands:
        assert list(within) == [each.id for each in map.ordered_perspectives()]
    lowest = sum(layout.band_heights.values())
    for id, card in cards(layout, sizes).items():
        assert card.x % GRID == 0
        assert card.y % GRID == 0
        if within:
            top, bottom = within.get(map.elements[id].perspective or "", (lowest, float("inf")))
            assert top <= card.y
            assert card.bottom <= bottom
            assert card.x >= 160


@given(sheets(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_records_came_does_not_matter(sheet, chance):
    map, sheet_id, sizes = sheet
    records = list(map.records())
    chance.shuffle(records)
    shuffled = {record.id: sizes[record.id] for record in records if isinstance(record, Element)}
    assert layered(StrategyMap(records), sheet_id, shuffled) == layered(map, sheet_id, sizes)


@given(sheets(), st.data())
@settings(max_examples=60, deadline=None)
def test_pinned_cards_stay_and_nothing_is_put_on_them(sheet, data):
    map, sheet_id, sizes = sheet
    ids = sorted(map.elements)
    held = data.draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else []
    place = st.floats(-200, 600)
    spots = [Placement(sheet_id, id, data.draw(place), data.draw(place), *sizes[id], pinned=True) for id in held]
    layout = layered(StrategyMap([*map.records(), *spots]), sheet_id, sizes)
    for spot in spots:
        assert layout.positions[spot.element] == (spot.x, spot.y)
    meeting = meetings(cards(layout, sizes))
    assert [pair for pair in meeting if not set(pair) <= set(held)] == []


def test_an_empty_map_is_laid_out_as_nothing():
    layout = layered(map_of(), SHEET)
    assert (layout.positions, layout.band_heights) == ({}, {})


def test_an_empty_map_with_perspectives_gets_bands_of_the_least_height():
    layout = layered(map_of(TOP, BOTTOM), SHEET)
    assert layout.band_heights == {"Finance": 160, "People": 160}


def test_a_single_card_stands_at_the_corner():
    assert layered(map_of(factor("a")), SHEET, {"a": (80, 32)}).positions == {"a": (0, 0)}


def test_a_circle_of_two_is_drawn_one_above_the_other():
    map = map_of(factor("a"), factor("b"), influences("a", "b"), influences("b", "a"))
    spots = layered(map, SHEET, sizes_of(map)).positions
    assert abs(spots["a"][1] - spots["b"][1]) >= 64 + 56


def test_effects_stand_above_their_causes():
    map = map_of(
        objective("profit"),
        objective("sales"),
        initiative("shop"),
        initiative("lease"),
        department("office"),
        measure("takings"),
        influences("sales", "profit"),
        influences("shop", "sales"),
        requires("shop", "lease"),
        owns("office", "lease"),
        tracks("takings", "profit"),
    )
    height = {id: y for id, (_, y) in layered(map, SHEET, sizes_of(map)).positions.items()}
    assert height["profit"] < height["sales"] < height["shop"] < height["lease"] < height["office"]
    assert height["profit"] < height["takings"]


def test_causes_stand_below_effects_within_a_band_too():
    map = map_of(
        TOP,
        *(objective(id, perspective="Finance") for id in "abcd"),
        influences("b", "a"),
        influences("c", "b"),
        influences("d", "c"),
    )
    layout = layered(map, SHEET, sizes_of(map))
    rows = [layout.positions[id][1] for id in "abcd"]
    assert rows == sorted(rows)
    assert rows[0] < rows[-1]


def test_parts_that_do_not_hang_together_do_not_share_space():
    parts = ["ab", "cd", "ef", "gh"]
    map = map_of(*(factor(id) for part in parts for id in part), *(influences(part[1], part[0]) for part in parts))
    placed = cards(layered(map, SHEET, sizes_of(map)), sizes_of(map))
    frames = [placed[part[0]].united(placed[part[1]]) for part in parts]
    assert list(meetings({str(index): frame for index, frame in enumerate(frames)}, 64)) == []


def test_loose_cards_stand_in_tidy_rows_below_the_rest():
    loose = [note(f"n{index:02}") for index in range(20)]
    map = map_of(factor("a"), factor("b"), influences("a", "b"), *loose)
    layout = layered(map, SHEET, sizes_of(map))
    joined_bottom = max(layout.positions[id][1] for id in "ab") + 64
    spots = [layout.positions[each.id] for each in loose]
    assert min(y for _, y in spots) >= joined_bottom
    assert len({y for _, y in spots}) < 10
    assert spots == sorted(spots, key=lambda spot: (spot[1], spot[0]))


def test_a_row_too_wide_for_paper_is_cut_into_several():
    spokes = [factor(f"s{index:02}") for index in range(24)]
    map = map_of(factor("hub"), *spokes, *(influences(each.id, "hub") for each in spokes))
    spots = layered(map, SHEET, sizes_of(map)).positions.values()
    assert max(x for x, _ in spots) < 24 * (176 + CARD_GAP) / 2
    assert len({y for _, y in spots}) > 2


def test_links_do_not_run_through_cards_where_it_can_be_helped():
    map = map_of(
        *(factor(id) for id in "abcde"),
        influences("a", "b"),
        influences("b", "c"),
        influences("c", "d"),
        influences("d", "a"),
        influences("e", "a"),
    )
    sizes = sizes_of(map, 96, 32)
    spots = layered(map, SHEET, sizes).positions
    assert [hit_cards(line, spots, sizes) for line in lines_of(spots, ties(map, map.elements), sizes)] == [[]] * 5


def test_sheets_that_show_no_bands_are_laid_out_by_flow():
    one, other = objective("a", perspective="People"), objective("b", perspective="Finance")
    map = map_of(TOP, BOTTOM, one, other, influences("b", "a"), Sheet("plain", shows_bands=False))
    layout = layered(map, "plain", sizes_of(map))
    assert layout.band_heights == {}
    assert layout.positions["a"][1] < layout.positions["b"][1]


def test_a_band_grows_to_hold_a_card_pinned_low_in_it():
    map = map_of(
        TOP,
        BOTTOM,
        objective("a", perspective="Finance"),
        objective("b", perspective="People"),
        pinned("a", 400, 500),
    )
    layout = layered(map, SHEET, sizes_of(map))
    assert layout.band_heights["Finance"] >= 564
    assert layout.positions["b"][1] >= layout.band_heights["Finance"]


def test_the_rest_goes_where_the_pinned_card_is():
    map = map_of(factor("a"), factor("b"), influences("a", "b"), pinned("b", 4000, 800))
    spots = layered(map, SHEET, sizes_of(map)).positions
    assert abs(spots["a"][0] - 4000) <= 200
    assert abs(spots["a"][1] - 800) <= 200


def test_only_what_the_sheet_shows_is_laid_out():
    map = map_of(factor("a"), factor("b"), Placement(SHEET, "a", 5, 5, 80, 32))
    assert layered(map, SHEET).positions.keys() == {"a"}


def test_asking_to_stop_stops_between_parts():
    asked = []

    def after_three() -> bool:
        asked.append(1)
        return len(asked) > 3

    pairs = [(f"a{index}", f"b{index}") for index in range(10)]
    map = map_of(*(factor(id) for pair in pairs for id in pair), *(influences(*pair) for pair in pairs))
    with pytest.raises(LayoutCancelled):
        layered(map, SHEET, sizes_of(map), after_three)
    assert len(asked) == 4


def test_a_map_too_large_for_careful_drawing_is_still_laid_out_without_overlaps():
    chance = random.Random(1)
    ids = [f"e{index:04}" for index in range(1_500)]
    links = [influences(ids[index], ids[chance.randrange(index)], id=f"l{index}") for index in range(1, len(ids))]
    map = map_of(*(factor(id) for id in ids), *links)
    placed = cards(layered(map, SHEET, sizes_of(map, 96, 32)), sizes_of(map, 96, 32))
    rows: dict[float, list[float]] = {}
    for card in placed.values():
        rows.setdefault(card.y, []).append(card.x)
    for row in rows.values():
        row.sort()
        assert all(right - left >= 96 + CARD_GAP for left, right in pairwise(row))
    tops = sorted(rows)
    assert all(lower - upper >= 32 + 56 for upper, lower in pairwise(tops))
