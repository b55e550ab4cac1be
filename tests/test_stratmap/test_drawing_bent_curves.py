"""Links that somebody bent: where they leave and enter their cards, wherever the bend is."""

from __future__ import annotations

from itertools import pairwise, product
from math import cos, dist, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kinds import ElementKind
from models.records import Bend, Placement
from models.strategy_map import StrategyMap
from stratmap.drawing.arrivals import GAP
from stratmap.drawing.bent_curves import bent_between, middle_of
from stratmap.drawing.detours import runs_through
from stratmap.drawing.links import HEAD_LENGTH
from stratmap.drawing.outlines import side_of
from stratmap.drawing.picture import link_route, rect_of, sheet_routes
from stratmap.drawing.primitives import Point, Rect
from stratmap.drawing.routes import Route, curve_between
from tests.builders import SHEET, factor, influences, map_of, objective

ROUND = [(dx, dy) for dx, dy in product((-1, 0, 1), repeat=2) if (dx, dy) != (0, 0)]
CARD = (ElementKind.OBJECTIVE, ElementKind.OBJECTIVE)
FAR = st.floats(-900, 900)


def two(away: Point, *, words: bool = False) -> StrategyMap:
    """Two cards, the second so far from the first, and a link between them."""
    make, size = (factor, (96, 40)) if words else (objective, (176, 64))
    spots = [Placement(SHEET, "a", 0, 0, *size), Placement(SHEET, "b", *away, *size)]
    return map_of(make("a"), make("b"), *spots, influences("a", "b", "+", id="l"))


def bent_to(map: StrategyMap, place: Point) -> Route:
    """The way of the link once its middle is dragged to a place."""
    plain = link_route(map, SHEET, "l")
    assert plain is not None
    bend = Bend(SHEET, "l", place[0] - plain.middle[0], place[1] - plain.middle[1])
    return sheet_routes(StrategyMap([*map.records(), bend]), SHEET)["l"]


def beside(card: Rect, towards: Point, room: float) -> Point:
    """A place so far from a card in one of eight directions."""
    (x, y), (ux, uy) = card.center, towards
    return x + ux * (card.width / 2 + room), y + uy * (card.height / 2 + room)


@pytest.mark.parametrize("words", [False, True])
@pytest.mark.parametrize("away", [(360, 220), (400, 0), (40, -240), (-330, 130)])
@pytest.mark.parametrize("room", [30, 80, 200])
@pytest.mark.parametrize("of", ["a", "b"])
@pytest.mark.parametrize("towards", ROUND)
def test_wherever_a_link_is_bent_to_its_head_and_its_sign_are_seen(
    towards: Point, of: str, room: float, away: Point, words: bool
) -> None:
    map = two(away, words=words)
    source, target = (rect_of(map.placements_on(SHEET)[each]) for each in "ab")
    way = bent_to(map, beside(target if of == "b" else source, towards, room))
    (x, y), angle = way.end, way.end_angle
    behind_head = (x - cos(angle) * HEAD_LENGTH, y - sin(angle) * HEAD_LENGTH)
    assert not target.holds(*behind_head)
    assert target.holds(*way.middle) or not target.holds(*way.near_head)
    (ax, ay), (bx, by) = way.curves[0][:2]
    assert not source.holds(ax + (bx - ax) / dist((ax, ay), (bx, by)), ay + (by - ay) / dist((ax, ay), (bx, by)))


@pytest.mark.parametrize("bend", [(520, 400), (620, 360), (700, 270), (630, 250)])
def test_a_link_bent_to_behind_its_target_enters_it_there_and_runs_round_the_card(bend: Point) -> None:
    """From the lower right, though it comes from the upper left."""
    target = Rect(360, 220, 176, 64)
    way = bent_to(two((360, 220)), bend)
    assert side_of(target, way.end) in ("right", "bottom")
    assert not runs_through(way.points, target.grown(-1))


@pytest.mark.parametrize("bend", [(-80, -60), (-120, 32), (-60, 20), (88, -90)])
def test_a_link_bent_to_behind_its_source_runs_round_that(bend: Point) -> None:
    assert not runs_through(bent_to(two((360, 220)), bend).points, Rect(0, 0, 176, 64).grown(-1))


def test_a_link_bent_down_leaves_a_card_it_would_leave_upwards_from_below() -> None:
    way = bent_to(two((40, -240)), (110, 160))
    assert side_of(Rect(0, 0, 176, 64), way.start) == "bottom"


@given(FAR, FAR, FAR, FAR, st.sampled_from(list(product(ElementKind, repeat=2))), st.integers(0, 2))
@settings(max_examples=200, deadline=None)
def test_the_middle_is_where_it_was_pulled_to(
    x: float, y: float, dx: float, dy: float, kinds: tuple[ElementKind, ElementKind], lane: int
) -> None:
    cards = Rect(0, 0, 176, 64), Rect(x, y, 176, 64)
    plain = middle_of(curve_between(*cards, kinds, (lane, 3)))
    bent = middle_of(bent_between(*cards, kinds, (lane, 3), (dx, dy)))
    assert bent == pytest.approx((plain[0] + dx, plain[1] + dy))


def test_a_small_bend_leaves_the_ends_where_they_are() -> None:
    plain = curve_between(Rect(0, 0, 176, 64), Rect(400, 40, 176, 64), CARD)
    for bend in ((0, 40), (0, -40), (60, 0), (-60, 0)):
        bent = bent_between(Rect(0, 0, 176, 64), Rect(400, 40, 176, 64), CARD, (0, 1), bend)
        assert (bent[0], bent[3]) == (plain[0], plain[3])


def test_a_bend_drawn_on_by_a_pixel_moves_all_of_the_link_by_little_but_where_it_changes_sides() -> None:
    """From between the cards right across the second one, and beyond it."""
    cards = Rect(0, 0, 176, 64), Rect(360, 220, 176, 64)
    ways = [bent_to(two((360, 220)), (250.0 + step, 120.0 + step)) for step in range(300)]
    sides = [(side_of(cards[0], way.start), side_of(cards[1], way.end)) for way in ways]
    jumps = [n for n, pair in enumerate(pairwise(ways)) if max(apart(*pair)) > 15]
    assert len(jumps) <= 6
    assert sum(sides[n] == sides[n + 1] for n in jumps) <= 1
    assert sides[0] == ("bottom", "top")
    assert sides[-1][1] in ("right", "bottom")


def apart(one: Route, other: Route) -> list[float]:
    """How far the points of two ways are from each other."""
    return [dist(here, there) for here, there in zip(one.points, other.points, strict=True)]


def test_a_bent_link_keeps_apart_from_its_neighbours_on_the_side_it_enters() -> None:
    names = ["a", "c", "d"]
    spots = [Placement(SHEET, name, 40.0 * number, 0, 176, 64) for number, name in enumerate(names)]
    links = [influences(name, "b", "+", id=name) for name in names]
    map = map_of(
        *(objective(name) for name in [*names, "b"]), *spots, Placement(SHEET, "b", 40, 300, 176, 64), *links
    )
    ways = sheet_routes(StrategyMap([*map.records(), Bend(SHEET, "c", 30.0, 5.0)]), SHEET)
    xs = sorted(way.end[0] for way in ways.values())
    assert all(right - left >= GAP - 1e-6 for left, right in pairwise(xs))
    straight = link_route(map, SHEET, "c")
    assert straight is not None
    assert ways["c"].middle == pytest.approx((straight.middle[0] + 30, straight.middle[1] + 5))
