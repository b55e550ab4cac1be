"""Loops of published models against the counts two other programs agree on."""

from __future__ import annotations

import json

import pytest

from stratmap.analysis.budget import LIVE, Budget
from stratmap.analysis.loops import find_loops
from tests.test_stratmap.analysis_asking import GRAPHS, index_rows, shared_graph, shuffled
from tests.test_stratmap.test_loops_search import by_networkx

pytestmark = pytest.mark.skipif(not GRAPHS.exists(), reason="the real graphs are not beside this checkout")

MANY = 100_000
COMPARED = 10_000
"""Loops of a model below which each is compared with NetworkX's own."""
ROWS = {row["name"]: row for row in index_rows()}
COUNTED = [name for name, row in ROWS.items() if int(row["loops"]) < MANY]


@pytest.mark.parametrize("name", COUNTED)
def test_every_loop_is_found_with_its_polarity(name):
    row = ROWS[name]
    own = int(row["self_loops"])  # counted there, refused here
    report = find_loops(shared_graph(name), budget=Budget(seconds=60))
    assert report.complete
    assert len(report.loops) == int(row["loops"]) - own
    assert len(report.independent) == int(row["independent_loops"]) - own
    assert report.count("R") == int(row["reinforcing"])
    assert report.count("B") == int(row["balancing"])
    assert report.count("U") == int(row["unknown_sign"]) - own
    if len(report.loops) < COMPARED:
        assert {loop.links for loop in report.loops} == by_networkx(shared_graph(name))


def test_the_loops_of_market_growth_are_the_very_ones_another_program_lists():
    map = shared_graph("isee_marketGrowth")
    listed = json.loads((GRAPHS / "isee_marketGrowth.loops.json").read_text(encoding="utf-8"))["loops"]

    def rotated(titles: list[str]) -> tuple[str, ...]:
        first = titles.index(min(titles))
        return tuple(titles[first:] + titles[:first])

    ours = {
        (loop.polarity.value, rotated([map.elements[id_].title for id_ in loop.elements]))
        for loop in find_loops(map).loops
    }
    assert ours == {(loop["polarity"], rotated(loop["cycle"])) for loop in listed}


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if int(row["loops"]) >= MANY])
def test_a_map_with_millions_of_loops_answers_with_the_shortest_and_says_there_are_more(name):
    map = shared_graph(name)
    report = find_loops(map, budget=Budget(steps=3_000_000, most_loops=300))
    assert (report.complete, report.stopped) == (False, "asked")
    assert report.covers_all
    assert len(report.independent) == int(ROWS[name]["independent_loops"])
    assert find_loops(shuffled(map, 1), budget=Budget(steps=3_000_000, most_loops=300)) == report


@pytest.mark.parametrize("name", list(ROWS))
def test_the_live_budget_gives_loops_wherever_there_are_any(name):
    report = find_loops(shared_graph(name), budget=LIVE)
    assert report.loops
