"""The ways to lay out a sheet that a person chooses from: cards keep apart, pinned ones stay, twice is the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.change import Change
from models.records import Band, Placement, Sheet
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.drawing.picture import rect_of
from stratmap.edits import arrange
from stratmap.layout import ways
from stratmap.layout.layered import LayoutCancelled
from stratmap.layout.ring import loop_through
from tests.builders import SHEET, factor, influences, map_of, objective, perspective
from tests.test_stratmap.layout_asking import meetings

EVERY = [ways.by_flow, ways.by_flow_sideways, ways.freely, ways.tidy, ways.by_perspective]


def after(map: StrategyMap, records) -> StrategyMap:
    return map.apply(Change("", {each.key: (map.get(each.key), each) for each in records}))


def boxes(map: StrategyMap) -> dict:
    return {id: rect_of(each) for id, each in map.placements_on(SHEET).items()}


@st.composite
def scattered(draw):
    """Up to ten cards anywhere, some pinned far from one another, some links."""
    count = draw(st.integers(1, 10))
    ids = [f"e{index}" for index in range(count)]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=14, unique=True))
    place = st.integers(-400, 400)
    pinned = draw(st.sets(st.sampled_from(ids), max_size=2))
    spots = [
        Placement(
            SHEET, id, 1_000.0 * number if id in pinned else draw(place), draw(place), 96, 40, pinned=id in pinned
        )
        for number, id in enumerate(ids)
    ]
    links = [influences(one, other) for one, other in pairs if one != other]
    return map_of(*(factor(id) for id in ids), *spots, *links)


@pytest.mark.parametrize("way", EVERY)
@given(scattered())
@settings(max_examples=20, deadline=None)
def test_no_card_stands_on_another_and_pinned_ones_stay(way, map):
    done = after(map, way(map, SHEET, (), None))
    assert list(meetings(boxes(done))) == []
    for id, spot in map.placements_on(SHEET).items():
        if spot.pinned:
            assert done.placement(SHEET, id) == spot


@pytest.mark.parametrize("way", EVERY)
@given(scattered())
@settings(max_examples=8, deadline=None)
def test_the_same_sheet_is_laid_out_the_same_twice(way, map):
    assert way(map, SHEET, (), None) == way(map, SHEET, (), None)


@pytest.mark.parametrize("way", EVERY)
def test_asking_to_stop_stops(way):
    map = circle(5)
    with pytest.raises(LayoutCancelled):
        way(map, SHEET, (), lambda: True)


def circle(count: int, *more) -> StrategyMap:
    ids = [f"c{index}" for index in range(count)]
    spots = [Placement(SHEET, id, index * 20.0, index * 12.0, 96, 40) for index, id in enumerate(ids)]
    links = [influences(id, ids[(index + 1) % count]) for index, id in enumerate(ids)]
    return map_of(*(factor(id) for id in ids), *spots, *links, *more)


def test_a_loop_laid_out_freely_reads_as_a_loop():
    map = circle(8)
    found = boxes(after(map, ways.freely(map, SHEET, (), None)))
    x = sum(box.center[0] for box in found.values()) / 8
    y = sum(box.center[1] for box in found.values()) / 8
    angles = [math.atan2(found[f"c{n}"].center[1] - y, found[f"c{n}"].center[0] - x) for n in range(8)]
    steps = [(later - sooner) % math.tau for sooner, later in zip(angles, [*angles[1:], angles[0]], strict=True)]
    once_around = sum(steps) / math.tau
    assert round(once_around) in (1, 7)


def test_a_ring_has_its_cards_in_the_order_of_the_loop_and_others_move_off_it():
    other = Placement(SHEET, "x", 0.0, 0.0, 96, 40)
    far = Placement(SHEET, "far", 3_000.0, 0.0, 96, 40)
    map = circle(6, factor("x"), factor("far"), other, far)
    done = after(map, ways.as_ring(map, SHEET, [f"c{n}" for n in range(6)], None))
    found = boxes(done)
    assert list(meetings(found)) == []
    assert done.placement(SHEET, "far") == far
    x = sum(found[f"c{n}"].center[0] for n in range(6)) / 6
    y = sum(found[f"c{n}"].center[1] for n in range(6)) / 6
    angles = [math.atan2(found[f"c{n}"].center[1] - y, found[f"c{n}"].center[0] - x) for n in range(6)]
    steps = [(later - sooner) % math.tau for sooner, later in zip(angles, [*angles[1:], angles[0]], strict=True)]
    assert sum(steps) == pytest.approx(math.tau)


def test_the_order_of_a_loop_is_found_through_all_its_elements():
    assert loop_through(circle(5), ["c3", "c1", "c0", "c4", "c2"]) == ["c0", "c1", "c2", "c3", "c4"]


def test_elements_that_are_no_loop_have_no_order():
    assert loop_through(map_of(factor("a"), factor("b"), influences("a", "b")), ["a", "b"]) is None


def test_only_what_is_chosen_is_moved():
    far = Placement(SHEET, "x", 60.0, 40.0, 96, 40)
    map = circle(5, factor("x"), far)
    chosen = ["c0", "c1", "c2"]
    records = ways.only_chosen(map, SHEET, chosen, None)
    assert {each.element for each in records} == set(chosen)
    found = boxes(after(map, records))
    assert [pair for pair in meetings(found) if set(pair) & set(chosen)] == []


def test_a_tidy_sheet_stays_as_it_is():
    spots = [Placement(SHEET, id, x, y, 96, 40) for id, x, y in (("a", 0, 0), ("b", 200, 0), ("c", 0, 160))]
    map = map_of(*map_factors("abc"), *spots)
    assert ways.tidy(map, SHEET, (), None) == []


def test_tidying_puts_cards_nearly_in_line_in_line_and_moves_nothing_far():
    spots = [Placement(SHEET, id, x, y, 96, 40) for id, x, y in (("a", 0, 0), ("b", 203, 9), ("c", 407, -5))]
    map = map_of(*map_factors("abc"), *spots)
    found = boxes(after(map, ways.tidy(map, SHEET, (), None)))
    assert len({box.y for box in found.values()}) == 1
    assert all(abs(found[spot.element].x - spot.x) <= 8 for spot in spots)


def map_factors(ids: str) -> list:
    return [factor(id) for id in ids]


def banded() -> StrategyMap:
    cards = [objective(id, perspective=view) for id, view in (("a", "Money"), ("b", "Money"), ("c", "People"))]
    views = [perspective("Money", 0), perspective("People", 1)]
    spots = [
        Placement(SHEET, "a", 200, 40, 176, 64),
        Placement(SHEET, "b", 260, 60, 176, 64),
        Placement(SHEET, "c", 200, 220, 176, 64),
    ]
    bands = [Band(SHEET, "Money", 160.0), Band(SHEET, "People", 160.0)]
    return map_of(*views, *cards, *spots, *bands, influences("c", "a"), influences("b", "c"), influences("a", "b"))


@pytest.mark.parametrize("way", [ways.tidy, ways.by_perspective, ways.as_ring, ways.only_chosen])
def test_cards_stay_in_their_bands(way):
    map = banded()
    done = after(map, way(map, SHEET, "abc", None))
    found = boxes(done)
    edge = done.bands[f"{SHEET}:Money"].height
    assert max(found["a"].bottom, found["b"].bottom) <= edge <= found["c"].y
    assert list(meetings(found)) == []


@pytest.mark.parametrize("way", [ways.freely, ways.by_flow, ways.by_flow_sideways])
def test_a_way_without_bands_shows_none_and_changes_no_perspective(way):
    map = banded()
    done = after(map, way(map, SHEET, (), None))
    assert not done.sheets[SHEET].shows_bands
    assert done.elements == map.elements
    again = after(done, ways.by_perspective(done, SHEET, (), None))
    assert again.sheets[SHEET].shows_bands


def test_sideways_effects_stand_right_of_causes():
    map = map_of(*map_factors("abc"), influences("a", "b"), influences("b", "c"),
                 *(Placement(SHEET, id, 0, 0, 96, 40) for id in "abc"))  # fmt: skip
    found = boxes(after(map, ways.by_flow_sideways(map, SHEET, (), None)))
    assert found["a"].right < found["b"].x < found["b"].right < found["c"].x


def test_a_layout_is_one_step_to_undo():
    document = Document(banded())
    before = document.map
    arrange.lay_out(document, SHEET, ways.freely(before, SHEET, (), None), "Lay out freely")
    assert document.history.undo_labels[-1] == "Lay out freely"
    document.undo()
    assert document.map == before
    assert isinstance(before.sheets[SHEET], Sheet)
