"""A scene keeps the ways of links it has worked out: after any change they are those of a sheet drawn from new."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.change import Change
from models.records import Bend, Placement, placement_key
from models.strategy_map import StrategyMap
from stratmap.drawing.picture import link_route, picture, sheet_routes
from stratmap.drawing.primitives import Path, Point, Primitive, Rect
from stratmap.drawing.routes import Route
from stratmap.drawing.theme import theme
from tests.builders import SHEET, factor, influences, map_of, objective
from ui.canvas import drawings
from ui.canvas.scene import Scene

COUNT = 9
ALL = Rect(-3_000, -3_000, 9_000, 9_000)
PULL = st.integers(-12, 12).map(lambda each: each * 32.0)
PLACE = st.integers(0, 30).map(lambda each: each * 32.0)


@st.composite
def edited(draw):
    """A crowded map, and a few states it goes through with the keys each step touches."""
    ids = [f"e{index}" for index in range(COUNT)]
    spots = [Placement(SHEET, id, draw(PLACE), draw(PLACE), 96, 40) for id in ids]
    ends = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1])
    pairs = draw(st.lists(ends, min_size=2, max_size=14, unique=True))
    links = [influences(*pair, "+") for pair in pairs]
    map = map_of(*((factor if index % 2 else objective)(id) for index, id in enumerate(ids)), *spots, *links)
    states = [(map, frozenset[str]())]
    for _ in range(draw(st.integers(1, 4))):
        what = draw(st.sampled_from(["card", "link", "bend"]))
        bent = draw(st.sampled_from(sorted(map.links))) if what == "bend" and map.links else None
        if bent is not None:
            before = map.bends.get(placement_key(SHEET, bent))
            after = Bend(SHEET, bent, draw(PULL), draw(PULL)) if before is None or draw(st.booleans()) else None
        elif what == "card":
            spot = draw(st.sampled_from(sorted(map.placements_on(SHEET).values(), key=lambda each: each.element)))
            before, after = spot, replace(spot, x=draw(PLACE), y=draw(PLACE))
        else:
            new = influences(*draw(ends), "-")
            before, after = map.links.get(new.id), None if new.id in map.links else new
            if placement_key(SHEET, new.id) in map.bends:
                continue
        key = (before or after).key
        map = map.apply(Change("", {key: (before, after)}))
        states.append((map, frozenset({key})))
    return states


@given(edited())
@settings(max_examples=60, deadline=None)
def test_ways_kept_by_a_scene_are_those_of_a_sheet_drawn_from_new(states: list[tuple[StrategyMap, frozenset[str]]]):
    scene = Scene(states[0][0], SHEET, theme("paper"))
    for map, keys in states:
        if keys:
            scene.show(map, keys)
        scene.settle()
        for id, way in sheet_routes(map, SHEET).items():
            assert scene.way_of(id) == way


@given(edited())
@settings(max_examples=60, deadline=None)
def test_links_are_drawn_anew_and_painted_anew_where_a_sign_moves_out_of_the_way_of_another(
    states: list[tuple[StrategyMap, frozenset[str]]],
):
    scene = Scene(states[0][0], SHEET, theme("paper"))
    painted: list[tuple[Rect, ...] | None] = []
    scene.changed.connect(painted.append)
    before: dict[str, tuple[Primitive, ...]] = {}
    for map, keys in states:
        if keys:
            scene.show(map, keys)
        scene.settle()
        now = {group.key: group.primitives for group in scene.groups_in(ALL) if group.key in map.links}
        drawn = picture(map, SHEET, theme("paper"))
        assert now == {group.key: group.primitives for group in drawn.groups if group.key in map.links}
        parts = None if None in painted else [part for each in painted if each for part in each]
        for key in before.keys() & now.keys():
            if before[key] != now[key] and parts is not None:
                assert any(part.holds(*sign_of(primitives)) for primitives in (now[key],) for part in parts)
                assert any(part.holds(*sign_of(primitives)) for primitives in (before[key],) for part in parts)
        before = now
        painted.clear()


def sign_of(drawn: tuple[Primitive, ...]) -> Point:
    """The right end of the disc that an influence's sign stands in."""
    disc = next(each for each in drawn if isinstance(each, Path) and each.line_width == 1.2)
    _move, x, y = disc.segments[0]
    return x, y


@st.composite
def gestures(draw):
    """Where three cards are tried one after the other while links are looked at; whether the last one is kept."""
    tries = st.lists(st.tuples(st.integers(0, COUNT - 1), PLACE, PLACE), min_size=1, max_size=3)
    looks = st.lists(st.integers(0, 13), max_size=14)
    return draw(st.lists(st.tuples(tries, looks, st.booleans()), min_size=1, max_size=4)), draw(st.booleans())


@given(edited(), gestures())
@settings(max_examples=60, deadline=None)
def test_ways_worked_out_while_a_gesture_tries_where_cards_might_be_are_not_kept(
    states: list[tuple[StrategyMap, frozenset[str]]],
    gesture: tuple[list[tuple[list[tuple[int, float, float]], list[int], bool]], bool],
):
    base, (steps, kept) = states[0][0], gesture
    scene, map = Scene(base, SHEET, theme("paper")), base
    for tries, looks, hurried in steps:
        spots = {base.placements_on(SHEET)[f"e{card}"]: (x, y) for card, x, y in tries}
        change = Change("", {spot.key: (spot, replace(spot, x=x, y=y)) for spot, (x, y) in spots.items()})
        map = base.apply(change)
        scene.show(map, change.keys, lifted=True)
        links = list(map.links)
        for look in looks:
            scene.way_of(links[look % len(links)], hurried=hurried)
        if hurried:
            tuple(scene.groups_in(ALL))
        scene.settle()
    scene.show(map if kept else base, ())
    scene.settle()
    drawn = picture(map if kept else base, SHEET, theme("paper")).groups
    now = {group.key: group.primitives for group in scene.groups_in(ALL)}
    assert all(now[group.key] == group.primitives for group in drawn if group.key in base.links)
    for id, way in sheet_routes(map if kept else base, SHEET).items():
        assert scene.way_of(id) == way


def test_the_links_a_link_is_drawn_by_are_led_one_at_a_time_before_it(monkeypatch: pytest.MonkeyPatch):
    """Its sign keeps off theirs: to lead twenty of them round cards in one go takes longer than a frame may."""
    led: list[str] = []

    def noted(map: StrategyMap, sheet: str, key: str, **how: Any) -> Route | None:
        led.append(key)
        return link_route(map, sheet, key, **how)

    around = [objective(f"c{number}") for number in range(12)]
    spots = [Placement(SHEET, each.id, 300.0 * (n % 4), 200.0 * (n // 4), 176, 64) for n, each in enumerate(around)]
    hub, links = Placement(SHEET, "hub", 450, 700, 176, 64), [influences(each.id, "hub", "+") for each in around]
    scene = Scene(map_of(*around, objective("hub"), *spots, hub, *links), SHEET, theme("paper"))
    scene.is_ready()
    monkeypatch.setattr(drawings, "link_route", noted)
    counts = [len(led) for _ in scene.lead(links[0].id, ALL)]
    assert counts == [*range(1, len(links) + 1)]
    list(scene.records_in(ALL, (), [links[0].id]))
    assert sorted(led) == sorted(each.id for each in links)
