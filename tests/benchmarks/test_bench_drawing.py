"""How long drawing takes: what a drag does for each link, and what a whole large sheet costs."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from models.kinds import ElementKind
from models.records import Element, Placement
from models.strategy_map import StrategyMap
from stratmap.drawing import text
from stratmap.drawing.links import link_drawing
from stratmap.drawing.picture import picture
from stratmap.drawing.primitives import Rect
from stratmap.drawing.routes import route, straight
from stratmap.drawing.theme import theme
from tests.builders import SHEET, influences, map_of

LINK = influences("a", "b", "+", delay=True)
HERE, THERE = Rect(0, 0, 176, 64), Rect(300, 200, 176, 64)


def large_map(elements: int) -> StrategyMap:
    kinds = [ElementKind.OBJECTIVE, ElementKind.INITIATIVE, ElementKind.FACTOR]
    cards = [Element(str(n), kinds[n % 3], f"Element number {n} of many on a large sheet") for n in range(elements)]
    spots = [Placement(SHEET, str(n), n % 40 * 240.0, n // 40 * 120.0, 176, 64) for n in range(elements)]
    links = [influences(str(n), str(n * 7 % elements), "+") for n in range(1, elements) if n * 7 % elements != n]
    return map_of(*cards, *spots, *links)


@pytest.mark.benchmark(group="one link")
@pytest.mark.parametrize("kind", [ElementKind.OBJECTIVE, ElementKind.FACTOR])
def test_route_of_one_link(benchmark: BenchmarkFixture, kind: ElementKind) -> None:
    benchmark(lambda: route(HERE, THERE, source_kind=kind, target_kind=kind))


@pytest.mark.benchmark(group="one link")
def test_a_straight_line_for_comparison(benchmark: BenchmarkFixture) -> None:
    benchmark(lambda: straight((0, 0), (300, 200)))


@pytest.mark.benchmark(group="one link")
def test_drawing_of_one_link(benchmark: BenchmarkFixture) -> None:
    way = route(HERE, THERE, source_kind=ElementKind.OBJECTIVE, target_kind=ElementKind.OBJECTIVE)
    benchmark(lambda: link_drawing(LINK, way, theme("paper")))


@pytest.mark.benchmark(group="breaking 1,000 titles")
def test_titles_never_seen_before(benchmark: BenchmarkFixture) -> None:
    rounds = iter(range(1_000_000))

    def break_new_titles() -> None:
        number = next(rounds)
        for index in range(1000):
            text.broken(f"Title {number} {index} of a card with some words", 14, "bold", 120, 3)

    benchmark.pedantic(break_new_titles, rounds=3)


@pytest.mark.benchmark(group="breaking 1,000 titles")
def test_titles_seen_before(benchmark: BenchmarkFixture) -> None:
    benchmark(lambda: [text.broken(f"Title {n} of a card with some words", 14, "bold", 120, 3) for n in range(1000)])


@pytest.mark.benchmark(group="a whole sheet")
@pytest.mark.parametrize("elements", [100, 1000])
def test_picture_of_a_sheet(benchmark: BenchmarkFixture, elements: int) -> None:
    map = large_map(elements)
    benchmark(lambda: picture(map, SHEET, theme("paper")))
