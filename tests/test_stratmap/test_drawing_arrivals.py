"""Where several links meet one card: apart, in order, on its outline, their signs not on one another."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.drawing.arrivals import GAP, beside, spread
from stratmap.drawing.links import SIGN_RADIUS
from stratmap.drawing.picture import sheet_routes
from tests.builders import SHEET, factor, influences, map_of, objective


def column_into(count: int, kind=factor, pitch: float = 60.0) -> StrategyMap:
    """Causes in a column far to the left of one effect."""
    spots = [Placement(SHEET, f"c{index}", 0, index * pitch, 96, 40) for index in range(count)]
    spots.append(Placement(SHEET, "effect", 900, (count - 1) * pitch / 2, 96, 40))
    links = [influences(f"c{index}", "effect", "+-"[index % 2], id=f"l{index}") for index in range(count)]
    return map_of(*(kind(spot.element) for spot in spots), *spots, *links)


@pytest.mark.parametrize("kind", [factor, objective])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_signs_of_links_side_by_side_do_not_overlap(kind, count):
    ways = list(sheet_routes(column_into(count, kind), SHEET).values())
    signs = [way.near_head for way in ways]
    assert min(dist(one, other) for one in signs for other in signs if one is not other) > 2 * SIGN_RADIUS - 0.5


def test_links_meet_a_side_in_the_order_in_which_they_come():
    ways = sheet_routes(column_into(4), SHEET)
    ends = [ways[f"l{index}"].end[1] for index in range(4)]
    assert ends == sorted(ends)
    assert len({round(end) for end in ends}) == 4


def test_ends_stay_on_the_outline():
    for way in sheet_routes(column_into(7), SHEET).values():
        assert way.end[0] == 900 or way.end[1] in (180, 220)


def test_a_link_that_is_alone_on_its_side_meets_the_card_where_it_would_by_itself():
    spots = [Placement(SHEET, id, x, 0, 96, 40) for id, x in (("a", 0.0), ("b", 300.0), ("c", 600.0))]
    cards = [objective(id) for id in "abc"]
    alone = sheet_routes(map_of(*cards, *spots, influences("a", "b", id="l")), SHEET)["l"]
    both = sheet_routes(map_of(*cards, *spots, influences("a", "b", id="l"), influences("c", "b")), SHEET)["l"]
    assert both.curves == alone.curves


def test_the_links_beside_a_link_are_those_that_share_a_card_with_it():
    map = map_of(*(factor(id) for id in "abcde"), *(influences(*pair, id=pair) for pair in ("ab", "bc", "cd", "ae")))
    assert beside(map, ["ab"]) == {"ab", "bc", "ae"}


@given(st.lists(st.floats(0, 100), min_size=2, max_size=30), st.floats(0, 50), st.floats(60, 400))
def test_values_spread_keep_their_order_and_their_bounds(wanted, low, high):
    found, gap = spread(sorted(wanted), low, high)
    assert gap <= GAP
    assert found[0] >= low - 1e-6
    assert found[-1] <= high + 1e-6
    assert all(after - before >= gap - 1e-6 for before, after in pairwise(found))


def test_values_that_are_apart_already_stay():
    assert spread([10.0, 40.0, 80.0], 0.0, 100.0)[0] == [10.0, 40.0, 80.0]
