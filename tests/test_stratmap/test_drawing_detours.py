"""Links around cards: none through a card where there is a way, and just the links that a moved card concerns."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import limits
from models.records import Bend, Placement
from models.strategy_map import StrategyMap
from stratmap.drawing.arrivals import beside
from stratmap.drawing.detours import near_of, runs_through
from stratmap.drawing.picture import link_route, picture, rect_of, sheet_routes
from stratmap.drawing.primitives import Rect
from stratmap.drawing.theme import theme
from stratmap.drawing.walls import first_hit
from stratmap.examples import EXAMPLES
from tests.builders import SHEET, example, influences, map_of, objective

LINK = influences("a", "b", "+", id="link")


def row_of_three(x: float = 300.0, *more) -> StrategyMap:
    """Two cards joined, and a third between them."""
    spots = [Placement(SHEET, id, left, 0, 176, 64) for id, left in (("a", 0), ("b", 600), ("c", x))]
    return map_of(*(objective(id) for id in "abc"), *spots, LINK, *more)


def near(map: StrategyMap):
    return near_of({id: rect_of(spot) for id, spot in map.placements_on(SHEET).items()})


def test_a_link_goes_round_a_card_between_its_ends():
    map = row_of_three()
    way = sheet_routes(map, SHEET)["link"]
    assert not runs_through(way.points, rect_of(map.placements_on(SHEET)["c"]))
    assert runs_through(link_route(map, SHEET, "link").points, rect_of(map.placements_on(SHEET)["c"]))


def test_a_detour_still_runs_from_outline_to_outline():
    way = sheet_routes(row_of_three(), SHEET)["link"]
    assert way.start[0] in (176, 88) or way.start[1] in (0, 64)
    assert way.end[0] in (600, 688) or way.end[1] in (0, 64)


@pytest.mark.parametrize("name", [example.name for example in EXAMPLES])
def test_a_detour_does_not_end_where_another_link_does(name):
    map = example(name)
    ways = sheet_routes(map, map.first_sheet().id)
    for element in map.elements:
        ends = [ways[link.id].end for link in map.links_of(element) if link.target == element and link.id in ways]
        assert all(dist(one, other) > 7 for one, other in combinations(ends, 2)), map.elements[element].title


def test_a_link_with_nothing_in_its_way_runs_straight_on():
    map = row_of_three(2_000.0)
    assert sheet_routes(map, SHEET)["link"].curves == link_route(map, SHEET, "link").curves


def test_a_bend_made_by_hand_wins():
    map = row_of_three(300.0, Bend(SHEET, "link", 0.0, 5.0))
    assert sheet_routes(map, SHEET)["link"].curves == link_route(map, SHEET, "link").curves


def test_one_link_is_routed_like_all_of_them():
    map = row_of_three()
    assert link_route(map, SHEET, "link", near=near(map)) == sheet_routes(map, SHEET)["link"]


@st.composite
def crowded(draw):
    ids = [f"e{index}" for index in range(draw(st.integers(3, 9)))]
    place = st.integers(-60, 60).map(lambda each: each * 16.0)
    spots = [Placement(SHEET, id, draw(place), draw(place), 96, 40) for id in ids]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), min_size=1, max_size=9, unique=True))
    links = [influences(one, other) for one, other in pairs if one != other]
    return (
        map_of(*(objective(id) for id in ids), *spots, *links),
        draw(st.sampled_from(ids)),
        draw(place),
        draw(place),
    )


@given(crowded())
@settings(max_examples=80, deadline=None)
def test_a_moved_card_changes_only_the_ways_that_say_they_depend_on_it(drawn):
    map, moved, x, y = drawn
    before = sheet_routes(map, SHEET)
    spot = map.placement(SHEET, moved)
    there = replace(spot, x=x, y=y)
    after = StrategyMap(there if each == spot else each for each in map.records())
    own = {each.id for each in map.links_of(moved)}
    places = rect_of(spot), rect_of(there)
    near = {id for id, way in before.items() if any((way.reach or way.bounds).touches(place) for place in places)}
    concerned = {*near, *own, *beside(map, own)}
    for id, way in sheet_routes(after, SHEET).items():
        if id not in concerned:
            assert way == before[id]


@given(crowded())
@settings(max_examples=60, deadline=None)
def test_a_detour_runs_through_no_more_cards_than_the_straight_way(drawn):
    map, *_ = drawn
    boxes = {id: rect_of(spot) for id, spot in map.placements_on(SHEET).items()}
    for id, way in sheet_routes(map, SHEET).items():
        ends = {map.links[id].source, map.links[id].target}
        walls = [box for card, box in boxes.items() if card not in ends]
        straight = link_route(map, SHEET, id)
        near_misses = sum(runs_through(straight.points, box.grown(6)) for box in walls)
        assert sum(runs_through(way.points, box) for box in walls) <= near_misses


def test_cards_are_found_where_they_are():
    boxes = {"a": Rect(0, 0, 100, 40), "b": Rect(5_000, 0, 100, 40), "wide": Rect(-900, 10, 3_000, 10)}
    found = near_of(boxes)
    assert {"a", "wide"} <= set(dict(found(Rect(10, 10, 5, 5))))
    assert "b" not in dict(found(Rect(10, 10, 5, 5)))
    assert set(dict(found(Rect(-1e7, -1e7, 2e7, 2e7)))) == set(boxes)


def test_a_line_meets_a_box_only_where_it_is():
    box = Rect(10, 10, 20, 20)
    assert runs_through(((0, 20), (40, 20)), box)
    assert not runs_through(((0, 0), (40, 5)), box)
    assert not runs_through(((0, 25), (15, 45)), box)


def test_cards_as_large_as_may_be_are_drawn_and_gone_round_at_once() -> None:
    """By cells alone there would be a thousand million of them for one such card."""
    most = limits.MAX_COORDINATE
    cards = [objective(f"e{number}") for number in range(60)]
    spots = [Placement(SHEET, f"e{number}", number * 200.0, 0.0, 176.0, 64.0) for number in range(58)]
    giants = [
        Placement(SHEET, "e58", -most, 30.0, most, most),
        Placement(SHEET, "e59", 5000.0, -most, most, most),
    ]
    links = [influences(f"e{number}", f"e{number + 7}", id=f"l{number}") for number in range(0, 52, 3)]
    drawn = picture(map_of(*cards, *links, *spots, *giants), SHEET, theme("paper"))
    assert len(drawn.groups) == len(cards) + len(links)
    boxes = {"giant": Rect(-most, -most, 2 * most, 2 * most), "small": Rect(0, 0, 10, 10)}
    assert dict(near_of(boxes)(Rect(0, 0, 5, 5))) == boxes


def test_walls_as_large_as_may_be_are_met_like_others() -> None:
    most = limits.MAX_COORDINATE
    walls = [(each * 10.0, 0.0, each * 10.0 + 5.0, 5.0) for each in range(50)]
    giant = (600.0, -most, most, most)
    hit = first_hit([*walls, giant])
    assert hit(590.0, 2.0, 700.0, 2.0) == len(walls)
    assert hit(-5.0, 2.0, 700.0, 2.0) == 0
