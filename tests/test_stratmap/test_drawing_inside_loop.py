"""The mark of a loop stands inside it, clear of what it is made of."""

from __future__ import annotations

from math import dist

import pytest

from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import COMMAND_LINE
from stratmap.analysis.report import analyse
from stratmap.drawing.clear_spot import from_card
from stratmap.drawing.inside_loop import SHARES, _holds, loop_outline, spot_inside
from stratmap.drawing.picture import rect_of, sheet_routes
from stratmap.drawing.primitives import Rect
from stratmap.drawing.routes import distance_to
from stratmap.examples import EXAMPLES
from tests.builders import SHEET, example, influences, map_of, objective

RADIUS = 30.0


def triangle(apart: float = 300.0) -> StrategyMap:
    """Three cards one after the other, and a fourth, which is not of the loop, in their midst."""
    places = {"a": (0.0, 0.0), "b": (apart, apart / 2), "c": (0.0, apart)}
    spots = [Placement(SHEET, id, x, y, 176, 64) for id, (x, y) in places.items()]
    links = [influences(*pair, "+", id=pair) for pair in ("ab", "bc", "ca")]
    return map_of(*(objective(id) for id in places), *spots, *links)


def spot_in(map: StrategyMap, keys, others=(), radius: float = RADIUS):
    sheet = map.first_sheet().id
    ways, links = sheet_routes(map, sheet), [map.links[key] for key in keys]
    ends = {end for link in links for end in (link.source, link.target)}
    own = [rect_of(spot) for id, spot in map.placements_on(sheet).items() if id in ends]
    return spot_inside(links, ways, own, others, radius), loop_outline(links, ways), own, [ways[key] for key in keys]


def test_the_mark_of_three_cards_stands_in_their_midst_and_covers_nothing_of_theirs():
    found, outline, own, ways = spot_in(triangle(), ["bc", "ab", "ca"])
    assert found is not None
    spot, radius = found
    assert radius == RADIUS
    assert _holds(outline, spot)
    assert all(from_card(spot, card) >= radius for card in own)
    assert all(distance_to(way, *spot) >= radius for way in ways)
    assert all(dist(spot, way.near_head) >= radius for way in ways)


def test_in_a_small_loop_the_mark_is_smaller():
    found, outline, _own, _ways = spot_in(triangle(150.0), ["ab", "bc", "ca"], radius=36.0)
    assert found is not None
    assert _holds(outline, found[0])
    assert 36.0 * SHARES[-1] <= found[1] < 36.0


def test_where_even_a_small_mark_has_no_room_it_is_not_inside():
    assert spot_in(triangle(), ["ab", "bc", "ca"], radius=400.0)[0] is None


def test_it_keeps_off_other_cards_where_it_can_and_not_where_they_fill_the_loop():
    (spot, _radius), *_rest = spot_in(triangle(500.0), ["ab", "bc", "ca"])
    card = Rect(spot[0] - 40, spot[1] - 20, 80, 40)
    (aside, radius), outline, *_rest = spot_in(triangle(500.0), ["ab", "bc", "ca"], [card])
    assert from_card(aside, card) >= radius
    assert _holds(outline, aside)
    filled, *_rest = spot_in(triangle(500.0), ["ab", "bc", "ca"], [Rect(-2_000, -2_000, 5_000, 5_000)])
    assert filled == (spot, RADIUS)


@pytest.mark.parametrize("keys", [["ab"], ["ab", "bc"], []])
def test_links_that_do_not_lead_once_round_are_no_loop(keys):
    found, outline, *_rest = spot_in(triangle(), keys)
    assert found is None
    assert outline == ()


@pytest.mark.parametrize("name", [example.name for example in EXAMPLES])
def test_the_marks_of_most_loops_of_an_example_stand_inside_them(name):
    map = example(name)
    loops = [loop for loop in analyse(map, COMMAND_LINE).loops.loops if len(loop.links) > 2]
    inside = [spot_in(map, loop.links)[0] is not None for loop in loops]
    assert loops
    assert sum(inside) >= 0.75 * len(inside)
