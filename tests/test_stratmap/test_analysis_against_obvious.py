"""The checks against a second implementation that is slow and obvious, on random maps of up to eight elements."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from models.kinds import ElementKind, LinkKind, Polarity, Status, net_polarity
from models.records import Link
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Budget, Meter
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.influence import effects_on
from stratmap.analysis.report import analyse
from tests.test_stratmap.analysis_asking import random_map

maps = st.builds(random_map, st.integers(0, 10**6), st.integers(2, 8), st.integers(0, 20))


def links_of(map: StrategyMap, kind: LinkKind) -> list[Link]:
    return [link for link in map.links.values() if link.kind is kind]


def paths(links: list[Link], source: str, target: str, most: int = 99) -> Iterator[list[Link]]:
    """Every simple path, by trying everything."""
    waiting: list[tuple[str, list[Link]]] = [(source, [])]
    while waiting:
        here, path = waiting.pop()
        if here == target and path:
            yield path
            continue
        passed = {source, *(link.target for link in path)}
        if len(path) < most:
            waiting.extend(
                (link.target, [*path, link])
                for link in links
                if link.source == here and (link.target not in passed or link.target == target)
            )


def signs(map: StrategyMap, source: str, target: str) -> set[Polarity]:
    """The net signs of the paths of at most six links."""
    every = paths(links_of(map, LinkKind.INFLUENCES), source, target, 6)
    return {net_polarity(link.polarity for link in path) for path in every}


def obvious(map: StrategyMap) -> dict[str, set[tuple[str, ...]]]:
    """Code → the elements its findings are about, for the checks whose findings are pairs or fewer."""
    elements = map.elements
    influences, requires = links_of(map, LinkKind.INFLUENCES), links_of(map, LinkKind.REQUIRES)
    objectives = [each.id for each in elements.values() if each.kind is ElementKind.OBJECTIVE]
    initiatives = [each.id for each in elements.values() if each.kind is ElementKind.INITIATIVE and each.is_active]
    active = {each.id for each in elements.values() if each.is_active}
    reaches = {(i, o) for i in initiatives for o in objectives if any(paths(influences, i, o))}
    effect = {(i, o): signs(map, i, o) for i in initiatives for o in objectives}
    rivals = [(link.source, link.target) for link in links_of(map, LinkKind.CONFLICTS)]
    return {
        "SM101": {(i,) for i in initiatives if not any((i, o) in reaches for o in objectives)},
        "SM102": {(o,) for o in objectives if o in active and not any((i, o) in reaches for i in initiatives)},
        "SM105": {(id_,) for id_ in {*objectives, *initiatives} & active if not elements[id_].owner},
        "SM106": {
            (id_,) for id_ in elements if all(id_ not in (link.source, link.target) for link in map.links.values())
        },
        "SM201": {
            (a.source, a.target)
            for a in influences
            for b in influences
            if (a.source, a.target) == (b.source, b.target) and {a.polarity, b.polarity} == {"+", "-"}
        },
        "SM203": {
            (helper, hurter, o)
            for (helper, o), helps in effect.items()
            for (hurter, p), hurts in effect.items()
            if o == p and helps == {Polarity.PLUS} and hurts == {Polarity.MINUS}
        },
        "SM204": {tuple(sorted(pair)) for pair in rivals if active.issuperset(pair)},
        "SM206": {
            (link.source, link.target)
            for link in requires
            if link.source in active and elements[link.target].status is Status.DROPPED
        },
        "SM207": {
            (one, other) for pair in rivals for one, other in (pair, pair[::-1]) if any(paths(requires, one, other))
        },
    }


@settings(max_examples=150, deadline=None)
@given(maps)
def test_the_checks_find_what_trying_everything_finds(map):
    found: dict[str, set[tuple[str, ...]]] = {}
    for finding in analyse(map).findings:
        ids = tuple(sorted(finding.elements)) if finding.code == "SM204" else finding.elements
        found.setdefault(finding.code, set()).add(ids)
    found.pop("SM205", None)
    expected = {code: ids for code, ids in obvious(map).items() if ids}
    assert found == expected


@settings(max_examples=100, deadline=None)
@given(maps)
def test_the_paths_of_a_tug_of_war_are_shortest_paths_of_their_sign(map):
    influences = links_of(map, LinkKind.INFLUENCES)
    for finding in analyse(map).findings:
        if finding.code == "SM203":
            *pullers, target = finding.elements
            for source, path in zip(pullers, finding.paths, strict=True):
                shortest = min(len(each) for each in paths(influences, source, target, 6))
                links = [map.links[id_] for id_ in path]
                assert [link.target for link in links[:-1]] == [link.source for link in links[1:]]
                assert (links[0].source, links[-1].target, len(links)) == (source, target, shortest)


@settings(max_examples=100, deadline=None)
@given(maps)
def test_the_circles_of_requirements_cover_exactly_the_requirements_on_a_circle(map):
    requires = links_of(map, LinkKind.REQUIRES)
    on_a_circle = {link.id for link in requires if any(paths(requires, link.target, link.source))}
    found = [finding for finding in analyse(map).findings if finding.code == "SM205"]
    assert {id_ for finding in found for id_ in finding.links} == on_a_circle
    for finding in found:
        ends = [(map.links[id_].source, map.links[id_].target) for id_ in finding.links]
        assert [source for source, _target in ends] == list(finding.elements)
        assert [target for _source, target in ends] == [*finding.elements[1:], finding.elements[0]]


@settings(max_examples=30, deadline=None)
@given(maps)
def test_no_two_findings_share_a_key(map):
    keys = [finding.key for finding in analyse(map, Budget()).findings]
    assert len(keys) == len(set(keys))


@settings(max_examples=100, deadline=None)
@given(maps)
def test_of_each_net_sign_the_shortest_path_is_found(map):
    influences = links_of(map, LinkKind.INFLUENCES)
    graph = MapGraphs(map).of(LinkKind.INFLUENCES)
    for target, element in enumerate(graph.elements):
        found = dict(effects_on(graph, target, range(len(graph.elements)), Meter(Budget())))
        for source, start in enumerate(graph.elements):
            shortest: dict[Polarity, int] = {}
            for path in paths(influences, start.id, element.id, 6) if source != target else ():
                sign = net_polarity(link.polarity for link in path)
                shortest[sign] = min(shortest.get(sign, 99), len(path))
            signed = list(found.get(source, ()))
            assert {sign: len(path) for sign, path in signed} == shortest
            assert [len(path) for _sign, path in signed] == sorted(shortest.values())
            for sign, path in signed:
                assert net_polarity(map.links[id_].polarity for id_ in path) == sign
