"""What is said of an element's position: the objectives it reaches with their signs, its loops, and the whole map."""

from __future__ import annotations

import itertools

import pytest

from stratmap.analysis.budget import Budget, Meter, Spent
from stratmap.analysis.loops import find_loops
from stratmap.analysis.matrix import Net
from stratmap.analysis.position import standing
from stratmap.analysis.position_report import MOST_LISTED, overview, position_report
from tests.builders import factor, influences, initiative, map_of, objective


def report_of(element: str, *records: object, steps: int = 3):
    map = map_of(*records)
    return position_report(standing(map, find_loops(map)), element, steps)


def test_an_initiative_is_told_what_it_does_to_each_objective_and_how_far_it_is():
    report = report_of(
        *("i", initiative("i"), objective("a"), objective("b"), objective("c"), factor("f")),
        *(influences("i", "a", "+"), influences("i", "b", "+"), influences("i", "f", "+"), influences("f", "b", "-")),
        *(influences("b", "c", "?"),),
    )
    assert [(each.objective, each.away, each.net) for each in report.objectives] == [
        ("a", 1, Net.PLUS),
        ("b", 1, Net.MIXED),
        ("c", 2, Net.UNKNOWN),
    ]


def test_beyond_six_links_an_objective_is_told_but_not_its_sign():
    chain = ["i", *(f"f{n}" for n in range(6)), "o"]
    records = [initiative("i"), objective("o"), *(factor(each) for each in chain[1:-1])]
    links = [influences(a, b, "+") for a, b in itertools.pairwise(chain)]
    (only,) = report_of("i", *records, *links).objectives
    assert (only.away, only.net, dict(only.paths)) == (7, Net.UNKNOWN, {})


def test_what_is_no_initiative_is_not_asked_for_objectives():
    assert report_of("f", factor("f"), objective("o"), influences("f", "o", "+")).objectives == ()


def test_the_loops_are_those_through_the_element():
    records = [factor("a"), factor("b"), factor("c"), factor("d")]
    links = [influences("a", "b", "+"), influences("b", "a", "-"), influences("c", "d"), influences("d", "c")]
    report = report_of("a", *records, *links)
    assert [each.headline.split(":")[0] for each in report.loops] == ["B1"]


def test_an_element_that_nothing_joins_has_a_position_too():
    report = report_of("i", initiative("i", "Alone"), objective("o"))
    assert report.sentence == "No influence joins ‘Alone’ to anything."
    assert (report.objectives, report.loops) == ((), ())


def test_of_very_many_objectives_the_nearest_are_listed():
    goals = [objective(f"o{n:03}") for n in range(MOST_LISTED + 20)]
    links = [influences("i", goal.id, "+") for goal in goals]
    report = report_of("i", initiative("i"), *goals, *links)
    assert len(report.objectives) == MOST_LISTED
    assert len(report.place.objectives) == MOST_LISTED + 20


def test_without_a_selection_it_is_said_what_stands_out():
    map = map_of(
        *(initiative("i", "Oven"), factor("f", "Bread"), objective("o", "Profit")),
        *(influences("i", "f", "+"), influences("f", "o", "+")),
    )
    lists = {each.name: [element for element, _value in each.elements] for each in overview(standing(map)).lists}
    assert lists == {"Initiatives that reach most": ["i"], "Bottlenecks": ["f"], "Beginnings": ["i"], "Ends": ["o"]}


def test_it_can_be_called_off():
    goals = [objective(f"o{n:03}") for n in range(200)]
    map = map_of(initiative("i"), *goals, *(influences("i", goal.id, "+") for goal in goals))
    stands = standing(map)
    with pytest.raises(Spent, match="cancelled"):
        position_report(stands, "i", 3, Meter(Budget(cancelled=lambda: True)))
