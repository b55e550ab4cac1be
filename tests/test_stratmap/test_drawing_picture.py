"""Whole sheets: what they show, in which order, and how far they reach."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kinds import ElementKind, LinkKind
from models.records import Band, Bend, Element, Link, Placement, Record, Sheet
from models.strategy_map import StrategyMap, new_map
from stratmap.analysis.finding import Severity
from stratmap.drawing.bands import GUTTER, bands, perspective_at
from stratmap.drawing.geometry import moved
from stratmap.drawing.picture import DIMMED, element_group, link_route, picture
from stratmap.drawing.primitives import Box, Path, Rect
from stratmap.drawing.shapes import MIN_SIZES
from stratmap.drawing.theme import theme
from tests.builders import SHEET, influences, map_of, note, objective, perspective, placed
from tests.extent import extent_of_groups

PAPER = theme("paper")


def two_placed() -> StrategyMap:
    return placed(map_of(objective("a"), objective("b"), influences("a", "b", "+", id="l")))


def with_bands() -> StrategyMap:
    views = [perspective("Customers", 1), perspective("Money", 0), perspective("People", 2)]
    heights = [Band(SHEET, "Money", 100), Band(SHEET, "Customers", 200)]
    return map_of(*views, *heights, objective("a", perspective="Money"), Placement(SHEET, "a", 0, 20, 176, 64))


def test_links_lie_under_cards_and_bands_under_both() -> None:
    map = StrategyMap([*two_placed().records(), perspective("Money", 0)])
    assert [group.key for group in picture(map, SHEET, PAPER).groups] == ["Money", "l", "a", "b"]


def test_a_card_that_was_brought_to_the_front_is_drawn_last() -> None:
    map = two_placed()
    front = replace(map.placements_on(SHEET)["a"], z=5)
    raised = StrategyMap([*(each for each in map.records() if each.key != front.key), front])
    assert [group.key for group in picture(raised, SHEET, PAPER).groups] == ["l", "b", "a"]


def test_cards_of_one_height_lie_as_their_ids_say_in_whatever_order_they_were_made() -> None:
    spots = [Placement(SHEET, id, 0, 0, 176, 64) for id in ("b", "c", "a")]
    map = map_of(*(objective(spot.element) for spot in spots), *spots)
    assert [group.key for group in picture(map, SHEET, PAPER).groups] == ["a", "b", "c"]


def test_what_a_sheet_does_not_show_is_not_drawn_and_neither_are_its_links() -> None:
    map = map_of(objective("a"), objective("b"), influences("a", "b", id="l"), Placement(SHEET, "a", 0, 0, 176, 64))
    assert [group.key for group in picture(map, SHEET, PAPER).groups] == ["a"]
    assert link_route(map, SHEET, "l") is None
    assert element_group(map, SHEET, "b", PAPER) is None


def test_a_single_card_is_drawn_as_in_the_whole_picture() -> None:
    map = two_placed()
    groups = {group.key: group for group in picture(map, SHEET, PAPER, severities={"a": Severity.ERROR}).groups}
    assert element_group(map, SHEET, "a", PAPER, Severity.ERROR) == groups["a"]


def test_a_link_follows_a_card_that_is_being_dragged() -> None:
    route = link_route(two_placed(), SHEET, "l", {"b": Rect(0, 400, 176, 64)})
    assert route is not None
    assert route.end[1] == 400


def test_a_badge_is_drawn_on_the_element_it_is_about() -> None:
    plain = {group.key: len(group.primitives) for group in picture(two_placed(), SHEET, PAPER).groups}
    marked = picture(two_placed(), SHEET, PAPER, severities={"b": Severity.WARNING}).groups
    assert [group.key for group in marked if len(group.primitives) > plain[group.key]] == ["b"]


def test_lighting_some_dims_the_rest_but_not_the_bands() -> None:
    map = StrategyMap([*two_placed().records(), perspective("Money", 0)])
    opacities = {group.key: group.opacity for group in picture(map, SHEET, PAPER, lit=frozenset({"a", "l"})).groups}
    assert opacities == {"Money": 1.0, "a": 1.0, "l": 1.0, "b": DIMMED}


def test_nothing_is_dimmed_where_nothing_is_lit() -> None:
    assert {group.opacity for group in picture(two_placed(), SHEET, PAPER).groups} == {1.0}


def test_an_empty_sheet_is_a_picture_too() -> None:
    map = new_map("Empty")
    drawn = picture(map, map.first_sheet().id, PAPER)
    assert drawn.groups == ()
    assert drawn.bounds.width > 0
    assert drawn.background == PAPER.canvas.paper


def test_bands_are_stacked_from_the_top_perspective_down() -> None:
    stacked = bands(with_bands(), SHEET, Rect(-50, 999, 800, 1))
    assert [(each.id, rect) for each, rect in stacked] == [
        ("Money", Rect(-50, 0, 800, 100)),
        ("Customers", Rect(-50, 100, 800, 200)),
        ("People", Rect(-50, 300, 800, 240)),
    ]


def test_a_sheet_may_show_no_bands() -> None:
    map = with_bands()
    hidden = StrategyMap(
        [*(each for each in map.records() if not isinstance(each, Sheet)), Sheet(SHEET, shows_bands=False)]
    )
    assert bands(hidden, SHEET, Rect(0, 0, 100, 100)) == []


@pytest.mark.parametrize(
    ("y", "expected"), [(-1, None), (0, "Money"), (99, "Money"), (100, "Customers"), (400, "People"), (540, None)]
)
def test_a_height_on_the_sheet_lies_in_a_perspective(y: float, expected: str | None) -> None:
    assert perspective_at(with_bands(), SHEET, y) == expected


def test_bands_reach_to_the_left_of_the_cards_for_their_names_and_alternate() -> None:
    drawn = picture(with_bands(), SHEET, PAPER)
    assert drawn.bounds.x == -GUTTER
    assert (drawn.bounds.y, drawn.bounds.bottom) == (0, 540)
    fills = [group.primitives[0].fill for group in drawn.groups[:3] if isinstance(group.primitives[0], Box)]
    assert fills == [PAPER.canvas.band_tint, PAPER.canvas.paper, PAPER.canvas.band_tint]


def test_each_band_ends_in_a_line_the_last_one_too_so_that_what_stands_below_is_seen_to_be_in_none() -> None:
    beneath = StrategyMap([*with_bands().records(), objective("c"), Placement(SHEET, "c", 0, 700, 176, 64)])
    drawn = picture(beneath, SHEET, PAPER)
    color = PAPER.canvas.band_line
    lined = [
        group.y + (each.y + each.height if isinstance(each, Box) else each.segments[0][2])
        for group in drawn.groups
        for each in group.primitives
        if (isinstance(each, Box) and each.fill == color)
        or (isinstance(each, Path) and each.stroke == color and each.segments[0][0] == "M")
    ]
    assert sorted(lined) == [100, 300, 540]


def test_an_empty_sheet_with_bands_shows_all_of_them() -> None:
    map = new_map("Empty", ["Money", "People"])
    assert picture(map, map.first_sheet().id, PAPER).bounds.bottom == 480


def test_moving_primitives_moves_all_of_them() -> None:
    group = picture(two_placed(), SHEET, PAPER).groups[-1]
    before = extent_of_groups([replace(group, x=0, y=0)])
    after = extent_of_groups([replace(group, x=0, y=0, primitives=tuple(moved(group.primitives, 10, -20)))])
    assert before is not None
    assert after is not None
    assert (after.x, after.y) == (before.x + 10, before.y - 20)


spots = st.tuples(
    st.sampled_from(ElementKind),
    st.floats(-800, 800),
    st.floats(-500, 500),
    st.integers(24, 300),
    st.integers(24, 120),
)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(spots, min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(LinkKind)), max_size=12),
    st.booleans(),
    st.floats(-300, 300),
)
def test_nothing_is_drawn_outside_the_bounds(
    places: list[tuple[ElementKind, float, float, int, int]],
    ends: list[tuple[int, int, LinkKind]],
    banded: bool,
    bend: float,
) -> None:
    records: list[Record] = [perspective("P", 0)] if banded else []
    for number, (kind, x, y, wide, high) in enumerate(places):
        records.append(Element(str(number), kind, "Some title", owner="Jo"))
        least = MIN_SIZES[kind]
        records.append(Placement(SHEET, str(number), x, y, max(wide, least[0]), max(high, least[1])))
    for number, (source, target, link_kind) in enumerate(ends):
        if source != target and max(source, target) < len(places):
            records.append(Link(f"l{number}", link_kind, str(source), str(target), delay=number % 2 == 0))
            records.append(Bend(SHEET, f"l{number}", bend, -bend))
    map = map_of(*records)
    severities = {str(number): Severity.WARNING for number in range(len(places))}
    drawn = picture(map, SHEET, PAPER, severities=severities)
    reach = curves_measured(drawn.groups)
    allowed = drawn.bounds.grown(1e-6)
    assert allowed.x <= reach.x
    assert allowed.y <= reach.y
    assert allowed.right >= reach.right
    assert allowed.bottom >= reach.bottom


def curves_measured(groups: tuple) -> Rect:  # type: ignore[type-arg]
    """The extent of groups with curves sampled: their arms may well reach out of the picture, they do not."""
    from stratmap.drawing.primitives import Group, Path

    flat = []
    for group in groups:
        parts = (
            replace(each, segments=flattened(each.segments)) if isinstance(each, Path) else each
            for each in group.primitives
        )
        flat.append(Group(group.key, group.x, group.y, tuple(parts)))
    reach = extent_of_groups(flat)
    assert reach is not None
    return reach


def flattened(segments: tuple) -> tuple:  # type: ignore[type-arg]
    steps: list[tuple] = []  # type: ignore[type-arg]
    at = (0.0, 0.0)
    for segment in segments:
        if segment[0] == "C":
            (x0, y0), (_c, x1, y1, x2, y2, x3, y3) = at, segment
            for step in range(1, 25):
                t = step / 24
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                steps.append(("L", a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
        else:
            steps.append(segment)
        if len(segment) > 1:
            at = segment[-2:]
    return tuple(steps)


def test_a_note_below_the_last_band_is_inside_the_bounds() -> None:
    map = StrategyMap([*with_bands().records(), note("n"), Placement(SHEET, "n", 0, 700, 160, 64)])
    assert picture(map, SHEET, PAPER).bounds.bottom > 764
