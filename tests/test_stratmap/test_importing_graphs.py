"""Models that other people published, read from ../shared beside the checkout where it is there."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from stratmap.analysis.budget import Budget
from stratmap.analysis.loops import find_loops
from stratmap.importing.tables import import_tables

GRAPHS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "graphs"

pytestmark = pytest.mark.skipif(not GRAPHS.is_dir(), reason="the published models are not beside the checkout")


def graph(name: str):
    return import_tables([GRAPHS / f"{name}.csv"])


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("isee_marketGrowth", 20),
        ("world2_1971", 80),
        ("arms_race_3party", 8),
        ("ea_reaching_home", 4),
        ("hero_culture", 14),
    ],
)
def test_a_published_model_has_the_loops_others_count(name, count):
    report = find_loops(graph(name).map, budget=Budget(seconds=10))
    assert report.complete
    assert len(report.loops) == count


def test_the_loops_of_a_stella_model_are_the_very_loops_stella_lists():
    map = graph("isee_marketGrowth").map
    stella = json.loads((GRAPHS / "isee_marketGrowth.loops.json").read_text(encoding="utf-8"))["loops"]

    def known_by(titles: list[str]) -> tuple[str, ...]:
        first = titles.index(min(titles))
        return (*titles[first:], *titles[:first])

    ours = {
        (known_by([map.elements[id].title for id in loop.elements]), loop.polarity.value)
        for loop in find_loops(map, budget=Budget(seconds=10)).loops
    }
    assert ours == {(known_by(loop["cycle"]), loop["polarity"]) for loop in stella}


def test_a_model_with_millions_of_loops_answers_with_what_it_has():
    report = find_loops(graph("urban_dynamics_1969").map, budget=Budget(seconds=0.5, most_loops=1_000))
    assert not report.complete
    assert len(report.loops) >= 1_000


def test_every_link_of_a_published_model_is_a_link_or_a_listed_problem():
    sizes = {row["name"]: row for row in csv.DictReader((GRAPHS / "INDEX.csv").read_text("utf-8").splitlines())}
    for name in ("isee_marketGrowth", "ea_reaching_home", "mmp_fish_wetland", "sdx_query_file", "workforce"):
        result = graph(name)
        assert len(result.map.links) == int(sizes[name]["links"]) - int(sizes[name]["self_loops"])
        assert len(result.problems) == int(sizes[name]["self_loops"])
