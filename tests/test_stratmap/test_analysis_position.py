"""Where an element stands: trees, reach, loops and betweenness, against counting by hand and by trying everything."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest

from models.kinds import ElementKind, LinkKind
from models.strategy_map import StrategyMap
from stratmap.analysis.betweenness import betweenness
from stratmap.analysis.budget import Budget, Meter, Spent
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.loops import NOT_SEARCHED, find_loops
from stratmap.analysis.position import bottlenecks, heads, position, potent_initiatives, standing, tails
from stratmap.analysis.position_words import figures, position_sentence
from tests.builders import factor, influences, initiative, map_of, objective, requires
from tests.test_stratmap.analysis_asking import random_map, shuffled
from tests.test_stratmap.test_analysis_against_obvious import links_of, paths


def line(*names: str) -> StrategyMap:
    return map_of(*(factor(name) for name in names), *(influences(a, b, "+") for a, b in itertools.pairwise(names)))


def shortest(map: StrategyMap, source: str, target: str) -> int:
    """Links of the shortest path, 0 where there is none."""
    found = paths(links_of(map, LinkKind.INFLUENCES), source, target) if source != target else ()
    return min((len(path) for path in found), default=0)


@pytest.mark.parametrize("seed", range(30))
def test_causes_and_effects_stand_at_their_fewest_steps_below_one_that_is_a_step_nearer(seed):
    map = random_map(seed, 8, 16)
    stands = standing(map)
    for element in map.elements:
        place = position(stands, element, steps=3)
        for branches, away in (
            (place.effects, lambda id_, here=element: shortest(map, here, id_)),
            (place.causes, lambda id_, here=element: shortest(map, id_, here)),
        ):
            assert {each.element: each.step for each in branches} == {
                id_: away(id_) for id_ in map.elements if 0 < away(id_) <= 3
            }
            for each in branches:
                assert (away(each.parent) if each.parent != element else 0) == each.step - 1
                ends = {frozenset((map.links[id_].source, map.links[id_].target)) for id_ in each.links}
                assert ends == {frozenset((each.element, each.parent))}


@pytest.mark.parametrize("seed", range(30))
def test_reach_ends_and_loops_are_what_counting_gives(seed):
    map = random_map(seed, 8, 16)
    stands = standing(map, find_loops(map))
    drawn = links_of(map, LinkKind.INFLUENCES)
    for id_, element in map.elements.items():
        place = position(stands, id_)
        into, out = {a.source for a in drawn if a.target == id_}, {a.target for a in drawn if a.source == id_}
        assert (place.direct_causes, place.direct_effects) == (len(into), len(out))
        assert (place.is_head, place.is_tail) == (bool(into) and not out, bool(out) and not into)
        assert (id_ in heads(stands), id_ in tails(stands)) == (place.is_head, place.is_tail)
        assert place.loops == sum(id_ in loop.elements for loop in find_loops(map).loops)
        goals = {o: shortest(map, id_, o) for o, each in map.elements.items() if each.kind is ElementKind.OBJECTIVE}
        assert {each.objective: each.away for each in place.objectives} == {o: n for o, n in goals.items() if n}
        if element.kind is ElementKind.INITIATIVE and element.is_active:
            assert dict(potent_initiatives(stands, 99)).get(id_, 0) == len(place.objectives)


def by_definition(map: StrategyMap, middle: str) -> Fraction:
    """The betweenness by its formula: every pair, every one of its shortest paths of elements."""
    drawn = links_of(map, LinkKind.INFLUENCES)
    joined = {end for link in drawn for end in (link.source, link.target)}
    total = Fraction(0)
    for s, t in itertools.permutations(joined - {middle}, 2):
        every = {tuple(link.target for link in path) for path in paths(drawn, s, t)}
        fewest = min((len(path) for path in every), default=0)
        best = [path for path in every if len(path) == fewest]
        if best:
            total += Fraction(sum(middle in path[:-1] for path in best), len(best))
    return total / max(1, (len(joined) - 1) * (len(joined) - 2))


@pytest.mark.parametrize("seed", range(15))
def test_betweenness_is_what_its_formula_gives(seed):
    map = random_map(seed, 7, 16)
    stands = standing(map)
    for element in map.elements:
        value = position(stands, element).betweenness
        if value is not None:
            assert value == pytest.approx(float(by_definition(map, element)))


def test_the_middle_of_a_line_is_its_bottleneck():
    stands = standing(line("a", "b", "c"))
    assert bottlenecks(stands) == [("b", 0.5)]
    assert [position(stands, id_).rank for id_ in "abc"] == [2, 1, 2]


@pytest.mark.parametrize("seed", range(5))
def test_positions_do_not_hang_on_the_order_of_the_records(seed):
    map = random_map(seed, 12, 30)
    one, other = standing(map), standing(shuffled(map, 1))
    assert [position(one, id_) for id_ in map.elements] == [position(other, id_) for id_ in map.elements]


def test_in_a_large_map_betweenness_is_an_estimate_and_said_to_be(monkeypatch):
    monkeypatch.setattr("stratmap.analysis.betweenness.MOST_WORK", 2_000)
    map = line(*(f"f{n:03}" for n in range(120)))
    place = position(standing(map), "f060")
    assert place.betweenness_is_estimate
    assert figures(place, map)[-1].value.startswith("about ")


def test_betweenness_is_called_off_while_networkx_counts():
    graph = MapGraphs(line(*(f"f{n}" for n in range(400)))).of(LinkKind.INFLUENCES)
    with pytest.raises(Spent):
        betweenness(graph, Meter(Budget(steps=20_000)))


def test_what_no_influence_joins_has_no_betweenness():
    map = map_of(initiative("a", "Alone"), initiative("b"), requires("a", "b"))
    place = position(standing(map), "a")
    assert place.betweenness is None
    assert position_sentence(place, map) == "No influence joins ‘Alone’ to anything."


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("a", "‘a’ is a beginning: influences lead on from it, and none leads to it."),
        ("b", "‘b’ passes on what comes to it."),
        ("c", "‘c’ is an end: influences lead to it, and none leads on."),
    ],
)
def test_a_position_in_a_sentence(id_, words):
    map = line("a", "b", "c")
    assert position_sentence(position(standing(map), id_), map) == words


def test_loops_are_counted_with_at_least_where_they_are_not_all():
    ring = map_of(factor("a"), factor("b"), influences("a", "b"), influences("b", "a"))
    known = position(standing(ring, find_loops(ring)), "a")
    assert position_sentence(known, ring) == "‘a’ is on 1 feedback loop."
    names = {figure.name: figure.value for figure in figures(position(standing(ring), "a"), ring)}
    assert names["Feedback loops"] == "at least 0"


def test_every_figure_has_its_formula():
    map = map_of(initiative("i"), objective("o"), influences("i", "o"))
    shown = figures(position(standing(map), "i"), map)
    assert [figure.name for figure in shown] == [
        "Causes",
        "Effects",
        "Feedback loops",
        "Objectives it reaches",
        "Ways that lead through it (betweenness)",
    ]
    assert all(figure.formula.endswith(".") for figure in shown)


def test_of_loops_that_were_not_all_found_it_is_said_that_there_are_at_least_so_many():
    map = map_of(initiative("i", "Plan"), factor("f"), influences("i", "f"), influences("f", "i"))
    place = position(standing(map, find_loops(map)), "i")
    assert position_sentence(place, map) == "‘Plan’ is on 1 feedback loop."
    cut = replace(place, loops_are_all=False)
    assert position_sentence(cut, map) == "‘Plan’ is on at least 1 feedback loop."


@pytest.mark.parametrize("id_", ["before", "after", "alone", "passes"])
def test_what_lies_on_no_loop_is_on_none_though_not_all_loops_were_found(id_):
    ring = [influences("a", "b"), influences("b", "a")]
    aside = [influences("before", "a"), influences("b", "passes"), influences("passes", "after")]
    map = map_of(*(factor(each) for each in ("a", "b", "before", "passes", "after", "alone")), *ring, *aside)
    stands = standing(map, NOT_SEARCHED)
    assert position(stands, id_).loops_are_all
    assert not position(stands, "a").loops_are_all
    assert "at least" not in " ".join(each.value for each in figures(position(stands, id_), map))


def test_elements_that_as_many_ways_lead_through_have_the_same_place():
    ways = "d a|d f|c f|f d|e d|e c|f b|a b"
    map = map_of(*(factor(each) for each in "abcdef"), *(influences(*way.split()) for way in ways.split("|")))
    found = standing(map)
    d, f = (position(found, each) for each in "df")
    assert d.betweenness == f.betweenness
    assert (d.rank, f.rank) == (1, 1)
