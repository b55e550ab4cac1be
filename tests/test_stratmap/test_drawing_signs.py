"""Signs of links to one card: told apart even where the links cross before they meet it."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.drawing.links import SIGN_RADIUS
from stratmap.drawing.picture import picture, sheet_routes
from stratmap.drawing.primitives import Path
from stratmap.drawing.routes import HEAD_ROOM, distance_to
from stratmap.drawing.signs import is_signed, moved_apart, signs_moved
from stratmap.drawing.theme import theme
from stratmap.edits import arrange
from stratmap.examples import EXAMPLES
from stratmap.layout import ways
from tests.builders import SHEET, example, influences, map_of, objective

LAYOUTS = [ways.by_perspective, ways.by_flow, ways.by_flow_sideways, ways.freely]


def crossing() -> StrategyMap:
    """Two causes one over the other: the way of the lower one is led round the upper one, and crosses the other's."""
    spots = [
        Placement(SHEET, "effect", 300, 0, 176, 64),
        Placement(SHEET, "near", 300, 128, 176, 64),
        Placement(SHEET, "far", 380, 320, 176, 64),
        Placement(SHEET, "aside", 0, 320, 176, 64),
    ]
    links = [influences(cause, "effect", "+", id=cause) for cause in ("near", "far", "aside")]
    return map_of(*(objective(spot.element) for spot in spots), *spots, *links)


def signs(map: StrategyMap, sheet: str) -> dict[str, tuple[float, float]]:
    routes = sheet_routes(map, sheet)
    own = {id: way.near_head for id, way in routes.items() if is_signed(map.links[id])}
    return own | signs_moved(map, routes)


def overlapping(map: StrategyMap, sheet: str) -> list[tuple[str, str]]:
    """Links to one card whose signs lie on one another."""
    found = signs(map, sheet)
    return [
        (one, other)
        for one, other in combinations(found, 2)
        if map.links[one].target == map.links[other].target and dist(found[one], found[other]) < 2 * SIGN_RADIUS
    ]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("name", [example.name for example in EXAMPLES])
def test_no_sign_lies_on_another_at_a_card_of_an_example_however_it_is_laid_out(name, layout):
    map = example(name)
    sheet = map.first_sheet().id
    document = Document(map)
    arrange.lay_out(document, sheet, layout(map, sheet, (), lambda: False), "Lay out")
    assert overlapping(document.map, sheet) == []


def test_signs_that_would_lie_on_one_another_are_moved_along_their_ways():
    map = crossing()
    routes = sheet_routes(map, SHEET)
    ways = dict.fromkeys(("near", "far"), routes["near"]) | {"aside": routes["aside"]}
    moved = moved_apart(map, ways)
    assert moved
    for id, spot in moved.items():
        assert distance_to(ways[id], *spot) < 0.01
        assert dist(spot, ways[id].end) >= HEAD_ROOM - 0.01
    places = [moved.get(id, way.near_head) for id, way in ways.items()]
    assert all(dist(one, other) >= 2 * SIGN_RADIUS for one, other in combinations(places, 2))


def test_signs_that_are_apart_stay_where_their_ways_have_them():
    map = map_of(
        *(objective(id) for id in "abc"),
        *(Placement(SHEET, id, x, y, 176, 64) for id, x, y in (("a", 0, 300), ("b", 400, 300), ("c", 200, 0))),
        *(influences(cause, "c", "+", id=cause) for cause in "ab"),
    )
    assert signs_moved(map, sheet_routes(map, SHEET)) == {}


def test_links_without_a_sign_move_none():
    map = map_of(
        *(objective(id) for id in "ab"),
        *(Placement(SHEET, id, 0, y, 176, 64) for id, y in (("a", 300), ("b", 0))),
        influences("a", "b", "?", id="l"),
    )
    assert signs_moved(map, sheet_routes(map, SHEET)) == {}


def test_where_there_is_no_room_for_all_signs_as_many_as_can_be_are_told_apart():
    map = crossing()
    short = sheet_routes(map, SHEET)["near"]
    moved = moved_apart(map, dict.fromkeys(("near", "far", "aside"), short))
    assert len({short.near_head, *moved.values()}) >= 2


def test_a_picture_has_signs_where_they_were_moved_to():
    map = example("clinic")
    sheet = map.first_sheet().id
    document = Document(map)
    arrange.lay_out(document, sheet, ways.by_flow(map, sheet, (), lambda: False), "Lay out")
    map = document.map
    moved = signs_moved(map, sheet_routes(map, sheet))
    assert moved
    groups = {group.key: group for group in picture(map, sheet, theme("paper")).groups}
    for id, (x, y) in moved.items():
        discs = [each for each in groups[id].primitives if isinstance(each, Path) and each.line_width == 1.2]
        assert discs[0].segments[0] == ("M", pytest.approx(x + SIGN_RADIUS), pytest.approx(y))
