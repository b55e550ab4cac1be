"""Ways round many cards: found where there are any, smooth, within their frame, and drawn along like any other."""

from __future__ import annotations

import random
from itertools import pairwise
from math import atan2, dist, hypot, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records import Link, Placement
from models.strategy_map import StrategyMap
from stratmap.drawing.detours import near_of, runs_through
from stratmap.drawing.links import link_drawing
from stratmap.drawing.picture import link_route, rect_of, sheet_routes
from stratmap.drawing.primitives import Path, Rect
from stratmap.drawing.routes import Route, distance_to
from stratmap.drawing.theme import theme
from stratmap.drawing.walls import first_hit, walls_of
from stratmap.drawing.waypoints import corners_round
from tests.builders import SHEET, conflicts, factor, influences, map_of, objective, requires, tracks

FRAME = Rect(-2_000, -2_000, 6_000, 6_000)


def fence(link: Link, *more: Link) -> StrategyMap:
    """Two cards with three rows of cards between them, the gaps of each over the cards of the next."""
    spots = [Placement(SHEET, "a", 600, 0, 176, 64), Placement(SHEET, "b", 600, 700, 176, 64)]
    for row in range(3):
        spots += [
            Placement(SHEET, f"{row}-{index}", index * 208.0 + row % 2 * 104, 160 + row * 160, 176, 64)
            for index in range(8)
        ]
    return map_of(*(objective(spot.element) for spot in spots), *spots, link, *more)


def cards_hit(map: StrategyMap, id: str, way: Route) -> list[str]:
    ends = (map.links[id].source, map.links[id].target)
    boxes = {card: rect_of(spot) for card, spot in map.placements_on(SHEET).items()}
    return [card for card, box in boxes.items() if card not in ends and runs_through(way.points, box)]


LINK = influences("a", "b", "+", id="link", delay=True)


def test_a_link_finds_its_way_through_rows_of_cards_without_touching_one():
    map = fence(LINK)
    way = sheet_routes(map, SHEET)["link"]
    assert len(way.curves) > 3
    assert cards_hit(map, "link", way) == []


def test_its_curves_follow_on_each_other_without_a_kink():
    way = sheet_routes(fence(LINK), SHEET)["link"]
    for one, other in pairwise(way.curves):
        assert one[3] == pytest.approx(other[0])
        before = atan2(one[3][1] - one[2][1], one[3][0] - one[2][0])
        after = atan2(other[1][1] - other[0][1], other[1][0] - other[0][0])
        assert abs((after - before + pi) % (2 * pi) - pi) < 0.01


def test_its_middle_is_half_of_the_way_and_on_it():
    way = sheet_routes(fence(LINK), SHEET)["link"]
    assert distance_to(way, *way.middle) < 0.01
    lengths = [dist(one, other) for one, other in pairwise(way.points)]
    gone = 0.0
    for (one, other), length in zip(pairwise(way.points), lengths, strict=True):
        if dist(one, way.middle) + dist(way.middle, other) < length + 0.01:
            gone += dist(one, way.middle)
            break
        gone += length
    assert gone == pytest.approx(sum(lengths) / 2, abs=1.0)


def test_it_leaves_and_enters_its_cards_square_to_their_sides():
    way = sheet_routes(fence(LINK), SHEET)["link"]
    assert way.end_angle == pytest.approx(pi / 2)
    assert way.end[1] == 700
    assert way.start[1] == 64


@pytest.mark.parametrize(
    "link", [LINK, conflicts("a", "b", "link"), requires("a", "b", "link"), tracks("a", "b", "link")]
)
def test_every_kind_of_link_is_drawn_along_all_of_its_way(link):
    map = fence(link)
    way = sheet_routes(map, SHEET)["link"]
    line = next(part for part in link_drawing(link, way, theme("paper")) if isinstance(part, Path))
    ends = [step[-2:] for step in line.segments]
    for place in way.points[:-3]:
        assert min(dist(place, end) for end in ends) < 200
    breaks = [step for step in line.segments if step[0] == "M"]
    assert len(breaks) == (2 if link.delay else 1)


def test_the_gap_of_a_delay_is_at_the_middle_of_the_way():
    way = sheet_routes(fence(LINK), SHEET)["link"]
    line = link_drawing(LINK, way, theme("paper"))[0]
    assert isinstance(line, Path)
    (at,) = [index for index, step in enumerate(line.segments) if step[0] == "M" and index]
    (ax, ay), (bx, by) = line.segments[at - 1][-2:], line.segments[at][-2:]
    assert hypot(bx - ax, by - ay) == pytest.approx(5, abs=1.5)
    assert dist(((ax + bx) / 2, (ay + by) / 2), way.middle) < 3


def test_parallel_links_keep_apart_on_their_way_round():
    map = fence(LINK, influences("b", "a", "-", id="back"))
    ways = sheet_routes(map, SHEET)
    assert [cards_hit(map, id, way) for id, way in ways.items()] == [[], []]
    assert dist(ways["link"].end, ways["back"].start) > 12
    assert dist(ways["link"].start, ways["back"].end) > 12


def test_one_link_among_many_is_led_like_all_of_them():
    chance = random.Random(3)
    ids = [f"e{number}" for number in range(60)]
    spots = [
        Placement(SHEET, id, number % 10 * 208.0, number // 10 * 128.0, 176, 64) for number, id in enumerate(ids)
    ]
    links = [influences(*chance.sample(ids, 2), "+", id=f"l{number}") for number in range(90)]
    map = map_of(*((factor if number % 2 else objective)(id) for number, id in enumerate(ids)), *spots, *links)
    near = near_of({id: rect_of(spot) for id, spot in map.placements_on(SHEET).items()})
    ways = sheet_routes(map, SHEET)
    for id, way in ways.items():
        assert link_route(map, SHEET, id, near=near) == way
        assert cards_hit(map, id, way) == []


def test_a_card_walled_in_on_all_sides_is_reached_all_the_same():
    around = [
        Placement(SHEET, f"w{x}{y}", x * 100.0, y * 50.0, 104, 54) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y
    ]
    spots = [Placement(SHEET, "a", 0, 0, 96, 40), Placement(SHEET, "b", 600, 400, 96, 40), *around]
    map = map_of(*(objective(spot.element) for spot in spots), *spots, LINK)
    way = sheet_routes(map, SHEET)["link"]
    assert len(way.points) > 1
    assert way.end[0] in (600, 648) or way.end[1] in (400, 440)


def test_no_way_is_looked_for_across_the_whole_paper():
    spots = [
        Placement(SHEET, "a", 0, 0, 96, 40),
        Placement(SHEET, "b", 1e7, 0, 96, 40),
        Placement(SHEET, "c", 5e6, 0, 96, 40),
    ]
    map = map_of(*(objective(spot.element) for spot in spots), *spots, LINK)
    assert sheet_routes(map, SHEET)["link"].curves == link_route(map, SHEET, "link").curves


boxes = st.lists(
    st.builds(
        Rect,
        st.integers(0, 40).map(lambda n: n * 50.0),
        st.integers(0, 40).map(lambda n: n * 50.0),
        st.just(90.0),
        st.just(40.0),
    ),
    max_size=60,
)
place = st.tuples(st.floats(-100, 2_200), st.floats(-100, 2_200))


@given(boxes, place, place)
@settings(max_examples=100, deadline=None)
def test_a_way_by_corners_runs_through_no_wall(found, start, end):
    walls = [wall for wall in walls_of(found, 8.0) if not any(_holds(wall, each) for each in (start, end))]
    hit = first_hit(walls)
    corners = corners_round(start, end, walls, hit, FRAME)
    if corners is not None:
        for (ax, ay), (bx, by) in pairwise([start, *corners, end]):
            assert not any(_inside(wall, ax, ay, bx, by) for wall in walls)


def _holds(wall, point) -> bool:
    return wall[0] <= point[0] <= wall[2] and wall[1] <= point[1] <= wall[3]


def _inside(wall, ax, ay, bx, by) -> bool:
    """Whether a piece comes well inside a wall, found by looking at many points of it."""
    return any(
        wall[0] + 1 < ax + (bx - ax) * n / 400 < wall[2] - 1 and wall[1] + 1 < ay + (by - ay) * n / 400 < wall[3] - 1
        for n in range(401)
    )


@given(boxes, place, place)
@settings(max_examples=100, deadline=None)
def test_by_cells_the_same_wall_is_met_first_as_among_all(found, start, end):
    from stratmap.drawing import walls as module

    walls = walls_of(found, 8.0)
    one, other = module._among(walls)(*start, *end), module._by_cells(walls)(*start, *end)
    assert (one < 0) == (other < 0)
