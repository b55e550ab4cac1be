"""Ids are drawn by lot: what a map looks like must not hang on them, so the same file always looks the same."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.drawing.picture import sheet_routes
from stratmap.drawing.routes import lanes_of
from stratmap.layout import ways
from tests.builders import SHEET, factor, influences, map_of, objective, perspective

CHANCE = random.Random(7)
TITLES = [f"Title {number:02}" for number in range(22)]
PAIRS = [(CHANCE.randrange(22), CHANCE.randrange(22)) for _ in range(44)]


def named_by_lot(lot: int) -> tuple[StrategyMap, dict[str, str]]:
    """One and the same map with other ids each time, and the titles by id."""
    chance = random.Random(lot)
    ids = [f"{chance.getrandbits(64):016x}" for _ in TITLES]
    elements = [
        (factor if number % 3 else objective)(id, title, perspective=("p", "q", None)[number % 3])
        for number, (id, title) in enumerate(zip(ids, TITLES, strict=True))
    ]
    signs = "+-?"
    links = [
        influences(ids[one], ids[other], signs[number % 3], id=f"{chance.getrandbits(64):016x}")
        for number, (one, other) in enumerate(PAIRS)
        if one != other
    ]
    spots = [
        Placement(SHEET, id, (number * 7 % 22) * 60.0, (number * 5 % 22) * 30.0, 96, 40)
        for number, id in enumerate(ids)
    ]
    map = map_of(perspective("p", 0), perspective("q", 1), *elements, *links, *spots)
    return map, dict(zip(ids, TITLES, strict=True))


EVERY = [
    ways.by_flow,
    ways.by_flow_sideways,
    ways.freely,
    ways.tidy,
    ways.by_perspective,
    ways.as_ring,
    ways.only_chosen,
]


@pytest.mark.parametrize("way", EVERY)
def test_a_map_is_laid_out_the_same_whatever_its_ids(way: ways.Way) -> None:
    laid_out = []
    for lot in range(2):
        map, titles = named_by_lot(lot)
        chosen = [id for id, title in titles.items() if title < "Title 08"]
        found = [each for each in way(map, SHEET, chosen, None) if isinstance(each, Placement)]
        laid_out.append({titles[each.element]: (each.x, each.y) for each in found})
    assert laid_out[0]
    assert laid_out[0] == laid_out[1]


def test_links_run_the_same_whatever_their_ids() -> None:
    drawn = []
    for lot in range(2):
        map, _ = named_by_lot(lot)
        routes = sheet_routes(map, SHEET)
        drawn.append(sorted(way.curves for way in routes.values()))
    assert drawn[0] == drawn[1]


def test_lanes_of_parallel_links_follow_their_meaning_and_not_their_ids() -> None:
    ends = [factor("b", "First"), factor("a", "Second")]
    one, other = influences("b", "a", "+", id="x"), influences("a", "b", "-", id="y")
    lanes = lanes_of(map_of(*ends, one, other))
    assert lanes == {"x": (0, 2), "y": (1, 2)}
    turned = lanes_of(map_of(*ends, replace(one, id="z"), other))
    assert turned == {"z": (0, 2), "y": (1, 2)}


def test_elements_of_one_title_are_told_apart_by_what_they_are_linked_to() -> None:
    def map_with(first: str, second: str) -> StrategyMap:
        elements = [factor(first, "Twin"), factor(second, "Twin"), factor("u", "Up"), factor("v", "Down")]
        spots = [Placement(SHEET, each.id, 0, 0, 96, 40) for each in elements]
        return map_of(*elements, *spots, influences(first, "u"), influences("v", second))

    spots = []
    for first, second in (("a", "b"), ("b", "a")):
        found = ways.by_flow(map_with(first, second), SHEET, (), None)
        spots.append({each.element: (each.x, each.y) for each in found if isinstance(each, Placement)})
    assert spots[0]["a"] == spots[1]["b"]
    assert spots[0]["b"] == spots[1]["a"]
