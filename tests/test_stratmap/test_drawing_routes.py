"""Routes and how links look along them."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Link
from stratmap.drawing.bent_curves import bent_between
from stratmap.drawing.links import HEAD_LENGTH, SIGN_RADIUS, link_drawing
from stratmap.drawing.primitives import Path, Point, Rect
from stratmap.drawing.routes import Route, distance_to, facing_sides, lane_of, lanes_of, of_curve, route, straight
from stratmap.drawing.theme import theme
from tests.builders import conflicts, factor, influences, map_of, objective
from tests.extent import extent

PAPER = theme("paper")
LINK = influences("a", "b", "+")
BACK = influences("b", "a", "-")
CARD = ElementKind.OBJECTIVE


def way(
    source: Rect,
    target: Rect,
    kinds: tuple[ElementKind, ElementKind] = (CARD, CARD),
    lane: int = 0,
    lanes: int = 1,
    bend: Point = (0.0, 0.0),
) -> Route:
    if bend != (0.0, 0.0):
        return of_curve(bent_between(source, target, kinds, (lane, lanes), bend))
    return route(source, target, source_kind=kinds[0], target_kind=kinds[1], lane=lane, lanes=lanes)


def card_at(x: float, y: float) -> Rect:
    return Rect(x, y, 176, 64)


@pytest.mark.parametrize(
    ("target", "sides"),
    [
        (card_at(300, 0), ("right", "left")),
        (card_at(-300, 20), ("left", "right")),
        (card_at(0, 200), ("bottom", "top")),
        (card_at(40, -200), ("top", "bottom")),
        (card_at(260, 160), ("bottom", "top")),
        (card_at(60, 10), ("right", "left")),
    ],
)
def test_links_leave_and_enter_at_the_sides_that_face_each_other(target: Rect, sides: tuple[str, str]) -> None:
    assert facing_sides(card_at(0, 0), target) == sides


def test_a_link_ends_at_the_outline_and_square_to_it() -> None:
    level = way(card_at(0, 0), card_at(300, 40))
    assert level.start[0] == 176
    assert level.end[0] == 300
    assert level.end_angle == pytest.approx(0)
    upright = way(card_at(0, 300), card_at(40, 0))
    assert upright.start[1] == 300
    assert upright.end[1] == 64
    assert upright.end_angle == pytest.approx(-pi / 2)


def test_a_link_meets_the_point_of_an_initiative() -> None:
    to_the_left = way(card_at(300, 0), card_at(0, 0), kinds=(CARD, ElementKind.INITIATIVE))
    assert to_the_left.end == (176, 32)


def test_links_to_one_card_from_different_directions_do_not_end_in_one_point() -> None:
    ends = {way(card_at(x, 300), card_at(0, 0)).end for x in (-300, -100, 0, 100, 300)}
    assert len(ends) == 5


def test_links_from_one_column_end_in_the_order_of_their_angles() -> None:
    ends = [way(card_at(500, y), card_at(0, 0)).end[0] for y in (300, 500, 700)]
    assert ends == sorted(ends, reverse=True)
    assert ends[0] - ends[1] > 6


def test_there_and_back_do_not_overlap() -> None:
    there = way(card_at(0, 0), card_at(300, 0), lane=0, lanes=2)
    back = way(card_at(300, 0), card_at(0, 0), lane=1, lanes=2)
    assert min(hypot(x - u, y - v) for x, y in there.points for u, v in back.points) > 15


def test_there_and_back_between_bare_words_bow_away_from_each_other() -> None:
    words = (ElementKind.FACTOR, ElementKind.FACTOR)
    near, far = Rect(0, 0, 80, 32), Rect(300, 0, 80, 32)
    there = way(near, far, words, lane=0, lanes=2)
    back = way(far, near, words, lane=1, lanes=2)
    assert (there.middle[1] - 16) * (back.middle[1] - 16) < 0


def test_a_single_link_between_bare_words_is_a_bow() -> None:
    words = (ElementKind.FACTOR, ElementKind.FACTOR)
    assert abs(way(Rect(0, 0, 80, 32), Rect(300, 0, 80, 32), words).middle[1] - 16) > 10


def test_a_bend_moves_the_middle_by_just_that_much() -> None:
    plain = way(card_at(0, 0), card_at(300, 200))
    bent = way(card_at(0, 0), card_at(300, 200), bend=(30, -20))
    assert bent.middle == pytest.approx((plain.middle[0] + 30, plain.middle[1] - 20))
    assert (bent.start, bent.end) == (plain.start, plain.end)


def test_the_sign_stands_on_the_curve_a_little_before_the_head() -> None:
    line = way(card_at(0, 0), card_at(400, 0))
    assert line.near_head == pytest.approx((376, line.end[1]))


@pytest.mark.parametrize("length", [1, 4, 8, 12, 16, 20, 24, 25, 28, 32, 34, 36, 40, 48, 60])
@pytest.mark.parametrize("towards", [(1, 0), (0, -1), (-0.6, 0.8)])
def test_the_sign_hides_no_head_however_short_the_link_is(length: float, towards: tuple[float, float]) -> None:
    end = (towards[0] * length, towards[1] * length)
    line = straight((0, 0), end)
    along = -sum((s - e) * t for s, e, t in zip(line.near_head, end, towards, strict=True))
    aside = abs((line.near_head[0] - end[0]) * towards[1] - (line.near_head[1] - end[1]) * towards[0])
    behind_head = along - SIGN_RADIUS >= HEAD_LENGTH
    beside_head = aside - SIGN_RADIUS >= 5
    assert behind_head or beside_head
    assert line.bounds.x <= line.near_head[0] - SIGN_RADIUS
    assert line.bounds.bottom >= line.near_head[1] + SIGN_RADIUS


def test_on_a_short_link_the_sign_stays_on_the_line_as_long_as_it_can() -> None:
    assert straight((0, 0), (34, 0)).near_head == pytest.approx((15.5, 0))
    assert straight((0, 0), (44, 0)).near_head == pytest.approx((22, 0))


def test_a_link_and_its_beside_standing_sign_turn_together() -> None:
    assert straight((0, 0), (20, 0)).near_head == pytest.approx((10, -14.5))
    assert straight((0, 0), (0, -20)).near_head == pytest.approx((-14.5, -10))


@pytest.mark.parametrize("length", [12, 20, 26, 32, 40, 52, 64, 70, 90, 200])
@pytest.mark.parametrize("bend", [0, 60])
def test_a_delay_is_seen_beside_the_sign_however_short_the_link_is(length: float, bend: float) -> None:
    line = way(card_at(0, 0), card_at(0, card_at(0, 0).height + length), bend=(bend, 0))
    late = replace(LINK, polarity=Polarity.PLUS, delay=True)
    _line, _head, bars, _disc, _sign = link_drawing(late, line, theme("paper"))
    assert isinstance(bars, Path)
    ends = [(each[1], each[2]) for each in bars.segments if each[0] == "M" or each[0] == "L"]
    middle = (sum(x for x, _ in ends) / 4, sum(y for _, y in ends) / 4)
    away = hypot(middle[0] - line.near_head[0], middle[1] - line.near_head[1])
    assert away >= SIGN_RADIUS + 2


def test_the_distance_to_a_link_is_that_to_its_curve() -> None:
    line = straight((0, 0), (100, 0))
    assert distance_to(line, 50, 7) == pytest.approx(7)
    assert distance_to(line, 103, 4) == pytest.approx(5)


def test_lanes_count_links_between_the_same_two_elements_in_both_directions() -> None:
    links = [influences("a", "b", "+"), influences("b", "a", "-"), conflicts("a", "b"), influences("a", "c", "+")]
    map = map_of(*[objective(id_) for id_ in "abc"], *links)
    lanes = lanes_of(map)
    assert sorted(lanes[link.id] for link in links[:3]) == [(0, 3), (1, 3), (2, 3)]
    assert links[3].id not in lanes
    assert all(lane_of(map, link) == lanes.get(link.id, (0, 1)) for link in links)


coordinates = st.floats(-3000, 3000)


@settings(max_examples=80, deadline=None)
@given(coordinates, coordinates, st.sampled_from(ElementKind), st.sampled_from(ElementKind), st.integers(0, 4))
def test_wherever_two_cards_lie_a_link_between_them_can_be_drawn(
    x: float, y: float, source: ElementKind, target: ElementKind, lane: int
) -> None:
    line = way(card_at(0, 0), card_at(x, y), (source, target), lane, 5)
    assert line.bounds.width < 8000
    for kind in LinkKind:
        reach = extent(link_drawing(Link("l", kind, "a", "b", delay=kind is LinkKind.INFLUENCES), line, PAPER))
        assert reach is not None
        assert reach.width < 9000


def drawing(link: Link) -> tuple[Path, ...]:
    parts = link_drawing(link, way(card_at(0, 0), card_at(400, 60)), PAPER)
    assert all(isinstance(part, Path) for part in parts)
    return tuple(part for part in parts if isinstance(part, Path))


def test_an_influence_has_a_filled_head_and_a_sign_only_when_it_is_known() -> None:
    unknown, plus, minus = (drawing(influences("a", "b", sign)) for sign in "?+-")
    assert len(unknown) == 2
    assert unknown[1].fill
    assert len(plus) == len(minus) == 4
    assert plus[3].segments != minus[3].segments


def test_a_delay_is_two_bars() -> None:
    plain, late = drawing(influences("a", "b")), drawing(influences("a", "b", delay=True))
    bars = late[-1]
    assert len(late) == len(plain) + 1
    assert [step[0] for step in bars.segments] == ["M", "L", "M", "L"]


def test_the_line_is_open_between_the_bars_of_a_delay() -> None:
    line = drawing(influences("a", "b", delay=True))[0]
    assert [step[0] for step in line.segments] == ["M", "C", "M", "C"]
    (ax, ay), (bx, by) = line.segments[1][-2:], line.segments[2][-2:]
    assert hypot(bx - ax, by - ay) == pytest.approx(5, abs=0.5)


def test_link_kinds_are_told_apart_without_colour() -> None:
    looks = {(len(parts), parts[0].dash, parts[0].line_width, parts[0].segments) for parts in map_kinds().values()}
    assert len(looks) == len(LinkKind)


def map_kinds() -> dict[LinkKind, tuple[Path, ...]]:
    return {kind: drawing(Link("l", kind, "a", "b", Polarity.UNKNOWN)) for kind in LinkKind}


def test_a_conflict_is_a_zigzag_without_a_head() -> None:
    (line,) = map_kinds()[LinkKind.CONFLICTS]
    assert len(line.segments) > 20
    assert line.fill is None


def test_a_conflict_across_the_whole_paper_is_drawn_with_a_bounded_number_of_corners() -> None:
    link = conflicts("a", "b")
    (line,) = link_drawing(link, way(card_at(-1e7, 0), card_at(1e7, 0)), PAPER)
    assert isinstance(line, Path)
    assert len(line.segments) < 10_000


def test_a_line_does_not_show_beyond_the_tip_of_its_head() -> None:
    line = drawing(influences("a", "b"))[0]
    assert line.segments[-1][-2:] == pytest.approx((393, drawing(influences("a", "b"))[1].segments[0][2]))


def test_factors_are_routed_in_a_map_as_well() -> None:
    map = map_of(factor("a"), factor("b"), influences("a", "b", "+"))
    assert lanes_of(map) == {}
