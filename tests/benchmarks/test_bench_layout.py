"""Layouts compared on published maps: lines that cross, cards on cards, links through cards, seconds.

Run with ``-s`` to see the table. Graphviz and Kamada-Kawai are asked only where what they need is installed;
lines are straight from middle to middle, joined pairs once. Links are drawn as in the program, around cards: how
long that takes for a link that is led round cards stands beside it, and how long, at most, a layout of ours does not
look whether it was cancelled.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.drawing.detours import near_of, runs_through
from stratmap.drawing.picture import link_route, rect_of, sheet_routes
from stratmap.drawing.primitives import Rect
from stratmap.importing.tables import import_tables
from stratmap.layout import ways
from stratmap.layout.board import crossings

GRAPHS = Path(__file__).resolve().parents[3] / "shared" / "data" / "graphs"
NAMES = ("isee_marketGrowth", "ea_esdc_mandate_letters", "ea_wildrivercontrol")
Middles = dict[str, tuple[float, float]]


def pairs_of(map: StrategyMap) -> list[tuple[str, str]]:
    return sorted({(min(each.source, each.target), max(each.source, each.target)) for each in map.links.values()})


class Deaf:
    """Never cancels, and notes how long nobody asked it to."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()

    def __call__(self) -> bool:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now
        return False


def ours(way: ways.Way, deaf: Deaf | None = None) -> Callable[[StrategyMap], Middles]:
    def laid_out(map: StrategyMap) -> Middles:
        sheet = map.first_sheet().id
        found = {each.element: each for each in way(map, sheet, (), deaf) if isinstance(each, Placement)}
        return {id: rect_of(found.get(id, spot)).center for id, spot in map.placements_on(sheet).items()}

    return laid_out


def kamada_kawai(map: StrategyMap) -> Middles:
    """NetworkX asks SciPy for this one, so it is measured only where that is installed too."""
    pytest.importorskip("scipy")
    import networkx

    graph = networkx.Graph(pairs_of(map))
    graph.add_nodes_from(map.elements)
    made = networkx.kamada_kawai_layout(graph, scale=300.0 * len(map.elements) ** 0.5)
    return {id: (float(x), float(y)) for id, (x, y) in made.items()}


def raw_graphlay(map: StrategyMap) -> Middles:
    import graphlay

    graph = graphlay.Graph()
    for id, spot in map.placements_on(map.first_sheet().id).items():
        graph.node(id, width=spot.width, height=spot.height)
    for link in map.links.values():
        graph.edge(link.source, link.target)
    made = graphlay.layout(graph, options={"direction": "topbottom"})
    centers = [node["center"] for node in made.nodes]
    return {id: (center["x"], center["y"]) for id, center in zip(graph_ids(map), centers, strict=True)}


def graph_ids(map: StrategyMap) -> list[str]:
    return list(map.placements_on(map.first_sheet().id))


def graphviz(program: str, *options: str) -> Callable[[StrategyMap], Middles]:
    def laid_out(map: StrategyMap) -> Middles:
        if shutil.which(program) is None:
            pytest.skip(f"Graphviz ({program}) is not installed")
        ids = graph_ids(map)
        number = {id: index for index, id in enumerate(ids)}
        spots = map.placements_on(map.first_sheet().id)
        lines = [f'digraph {{ {" ".join(options)} node [shape=box fixedsize=true label=""];']
        lines += [
            f"{index} [width={spots[id].width / 72:.3f} height={spots[id].height / 72:.3f}];"
            for id, index in number.items()
        ]
        lines += [f"{number[each.source]} -> {number[each.target]};" for each in map.links.values()]
        text = "\n".join([*lines, "}"])
        done = subprocess.run([program, "-Tjson0"], input=text, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)["objects"]
        middles: Middles = {}
        for each in found:
            x, y = each["pos"].split(",")
            middles[ids[int(each["name"])]] = (float(x), float(y))
        return middles

    return laid_out


LAYOUTS: dict[str, Callable[[StrategyMap], Middles]] = {
    "ours by flow": ours(ways.by_flow),
    "ours sideways": ours(ways.by_flow_sideways),
    "ours freely": ours(ways.freely),
    "ours tidied": ours(ways.tidy),
    "graphlay raw": raw_graphlay,
    "Kamada-Kawai": kamada_kawai,
    "dot": graphviz("dot"),
    "sfdp prism": graphviz("sfdp", "overlap=prism;"),
}


def placed_at(map: StrategyMap, middles: Middles) -> StrategyMap:
    """The map with its cards in these places."""
    spots = map.placements_on(map.first_sheet().id)
    there = {
        id: replace(spot, x=middles[id][0] - spot.width / 2, y=middles[id][1] - spot.height / 2)
        for id, spot in spots.items()
    }
    return StrategyMap(
        there.get(each.element, each) if isinstance(each, Placement) else each for each in map.records()
    )


def boxes_of(map: StrategyMap) -> dict[str, Rect]:
    return {id: rect_of(spot) for id, spot in map.placements_on(map.first_sheet().id).items()}


def measured(map: StrategyMap, middles: Middles) -> tuple[int, int, int]:
    """Crossings, overlapping pairs of cards, links drawn through a card."""
    import numpy as np  # here, for the layouts see to how it is imported

    ids = graph_ids(map)
    number = {id: index for index, id in enumerate(ids)}
    pairs = [(number[one], number[other]) for one, other in pairs_of(map)]
    crossed = crossings(np.array([middles[id] for id in ids]), pairs)
    placed = placed_at(map, middles)
    boxes = boxes_of(placed)
    near = near_of(boxes)
    overlaps = sum(
        one < other and a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
        for one, a in boxes.items()
        for other, b in near(a)
    )
    through = 0
    for id, way in sheet_routes(placed, placed.first_sheet().id).items():
        ends = (map.links[id].source, map.links[id].target)
        through += any(card not in ends and runs_through(way.points, box) for card, box in near(way.bounds))
    return crossed, overlaps, through


def led_round(map: StrategyMap) -> list[float]:
    """Milliseconds that the way of each link takes by itself that is led round cards, ascending."""
    sheet = map.first_sheet().id
    near = near_of(boxes_of(map))
    taken = []
    for id in map.links:
        started = time.perf_counter()
        way = link_route(map, sheet, id, near=near)
        spent = 1_000 * (time.perf_counter() - started)
        if way is not None and len(way.curves) > 1:
            taken.append(spent)
    return sorted(taken)


@pytest.fixture(scope="module", params=NAMES)
def published(request: pytest.FixtureRequest) -> tuple[str, StrategyMap]:
    path = GRAPHS / f"{request.param}.csv"
    if not path.exists():
        pytest.skip("the shared graphs are not beside the checkout")
    return request.param, import_tables([path]).map


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(published: tuple[str, StrategyMap], name: str) -> None:
    title, map = published
    started, worked = time.perf_counter(), sum(os.times()[:4])
    middles = LAYOUTS[name](map)
    seconds, work = time.perf_counter() - started, sum(os.times()[:4]) - worked
    crossed, overlaps, through = measured(map, middles)
    taken = led_round(placed_at(map, middles)) or [0.0]
    print(  # noqa: T201  the table is what this is for
        f"\n{title:24} {name:14} {len(map.elements):4} cards {crossed:5} crossings {overlaps:4} overlaps "
        f"{through:4} of {len(map.links):4} links through cards {seconds:6.2f} s ({work:.2f} s of work); "
        f"{len(taken):4} led round, {taken[len(taken) // 2]:5.2f} ms, at most {taken[-1]:5.2f}",
        end="",
    )


@pytest.mark.parametrize("name", ["by_flow", "by_flow_sideways", "freely", "by_perspective", "tidy"])
def test_how_soon_a_layout_hears_of_being_cancelled(published: tuple[str, StrategyMap], name: str) -> None:
    title, map = published
    deaf = Deaf()
    ours(getattr(ways, name), deaf)(map)
    print(f"\n{title:24} {name:18} deaf for {1_000 * deaf.longest:5.0f} ms at most", end="")  # noqa: T201
