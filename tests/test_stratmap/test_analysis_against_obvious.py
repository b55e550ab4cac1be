"""The checks against a second implementation that is slow and obvious, on random maps of up to eight elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from models.kinds import ElementKind, LinkKind, Polarity, Priority, Status, net_polarity
from models.records import Element, Link
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Budget, Meter
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.influence import effects_on
from stratmap.analysis.report import analyse
from tests.test_stratmap.analysis_asking import random_map, random_strategy

maps = st.builds(random_map, st.integers(0, 10**6), st.integers(2, 8), st.integers(0, 20))
strategies = st.builds(random_strategy, st.integers(0, 10**6), st.integers(2, 8), st.integers(0, 24))


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


class Obvious:
    """Everything the checks need to know of a map, by trying everything."""

    def __init__(self, map: StrategyMap) -> None:
        self.map = map
        self.elements = map.elements
        self.influences = links_of(map, LinkKind.INFLUENCES)
        self.objectives = [each.id for each in map.elements.values() if each.kind is ElementKind.OBJECTIVE]
        self.active = {each.id for each in map.elements.values() if each.is_active}
        self.initiatives = [
            each.id for each in map.elements.values() if each.kind is ElementKind.INITIATIVE and each.is_active
        ]
        self.requires = [
            link
            for link in links_of(map, LinkKind.REQUIRES)
            if link.source in self.active and self.elements[link.target].status is not Status.DONE
        ]
        self.rivals = [
            (link.source, link.target)
            for link in links_of(map, LinkKind.CONFLICTS)
            if self.active.issuperset((link.source, link.target))
        ]
        self.owns = links_of(map, LinkKind.OWNS)
        levels = map.ordered_perspectives()
        self.goals = [id_ for id_ in self.objectives if levels and self.elements[id_].perspective == levels[0].id]

    def effect(self, source: str, target: str) -> set[Polarity]:
        return signs(self.map, source, target) if source != target else set()

    def leads(self, source: str, target: str) -> bool:
        return source != target and any(paths(self.influences, source, target))

    def works_towards(self, initiative: str, objective: str) -> bool:
        """It leads there, and not only by ways of which it is known that they hurt."""
        return self.leads(initiative, objective) and self.effect(initiative, objective) != {Polarity.MINUS}

    def parts(self) -> list[set[str]]:
        parts = [{id_} for id_ in self.elements]
        for link in self.map.links.values():
            joined = [part for part in parts if part & {link.source, link.target}]
            parts = [part for part in parts if part not in joined] + [set().union(*joined)]
        return [part for part in parts if len(part) > 1]

    def overloaded(self, department: str) -> bool:
        """Whether there is a month whose days, added up initiative by initiative, are above the capacity."""
        owner = self.elements[department]
        owned = {link.target for link in self.owns if link.source == department} & set(self.initiatives)
        months: dict[tuple[int, int], Fraction] = {}
        for id_ in owned:
            each = self.elements[id_]
            if each.start and each.end and each.effort and each.start <= each.end:
                days = (each.start + timedelta(days=n) for n in range((each.end - each.start).days + 1))
                touched = {(day.year, day.month) for day in days}
                for month in touched:
                    months[month] = months.get(month, Fraction(0)) + Fraction(each.effort) / len(touched)
        return owner.capacity is not None and any(days > Fraction(owner.capacity) for days in months.values())


def obvious(map: StrategyMap) -> dict[str, set[frozenset[str]]]:
    """Code → the sets of elements its findings are about, for all checks but SM205, which has a test of its own.

    SM101 and SM102 name one of those that hurt besides, and SM208 the initiatives: only the first is told here.
    """
    o = Obvious(map)
    elements = map.elements
    owned = {link.target for link in o.owns}
    pairs = [(i, g, o.effect(i, g)) for i in o.initiatives for g in o.objectives]
    told: dict[str, list[tuple[str, ...]]] = {
        "SM101": [(i,) for i in o.initiatives if not any(o.works_towards(i, g) for g in o.objectives)],
        "SM102": [
            (g,) for g in o.objectives if g in o.active and not any(o.works_towards(i, g) for i in o.initiatives)
        ],
        "SM103": [
            (id_,)
            for id_ in {*o.objectives} & o.active - {*o.goals}
            if map.perspectives and not any(o.leads(id_, g) for g in o.goals)
        ],
        "SM104": [
            (each.id,)
            for each in elements.values()
            if each.kind is ElementKind.DEPARTMENT
            and not any(link.source == each.id and link.target in o.active for link in o.owns)
        ],
        "SM105": [
            (id_,)
            for id_ in {*o.objectives, *o.initiatives} & o.active
            if not elements[id_].owner and id_ not in owned
        ],
        "SM106": [
            (each.id,)
            for each in elements.values()
            if each.kind is not ElementKind.NOTE
            and all(each.id not in (link.source, link.target) for link in map.links.values())
        ],
        "SM107": [tuple(part) for part in o.parts() if not part.intersection(o.objectives)],
        "SM201": [
            (a.source, a.target)
            for a in o.influences
            for b in o.influences
            if (a.source, a.target) == (b.source, b.target) and {a.polarity, b.polarity} == {"+", "-"}
        ],
        "SM202": [(i, g) for i, g, effect in pairs if effect.issuperset({Polarity.PLUS, Polarity.MINUS})],
        "SM203": [
            (helper, hurter, g)
            for helper, g, helps in pairs
            for hurter, same, hurts in pairs
            if g == same and helps == {Polarity.PLUS} and hurts == {Polarity.MINUS}
        ],
        "SM204": list(o.rivals),
        "SM206": [
            (link.source, link.target)
            for link in o.requires
            if elements[link.target].status is Status.DROPPED or ends_after(elements, link)
        ],
        "SM207": [
            (one, other)
            for pair in o.rivals
            for one, other in (pair, pair[::-1])
            if any(paths(o.requires, one, other))
        ],
        "SM208": [
            (each.id,) for each in elements.values() if each.kind is ElementKind.DEPARTMENT and o.overloaded(each.id)
        ],
        "SM209": [
            (link.source, link.target)
            for link in o.requires
            if link.target in o.active and is_lower(elements[link.target].priority, elements[link.source].priority)
        ],
        "SM210": [
            (link.source, link.target, g)
            for link in o.requires
            for g in o.objectives
            if link.target in o.active
            and o.effect(link.target, g) == {Polarity.MINUS}
            and Polarity.PLUS in o.effect(link.source, g)
        ],
        "SM211": [(id_,) for id_ in {*o.objectives, *o.initiatives} & o.active if is_reversed(elements[id_])],
    }
    return {code: {frozenset(each) for each in ids} for code, ids in told.items() if ids}


def ends_after(elements: Mapping[str, Element], link: Link) -> bool:
    start, end = elements[link.source].start, elements[link.target].end
    return start is not None and end is not None and end > start


def is_reversed(each: Element) -> bool:
    return each.start is not None and each.end is not None and each.start > each.end


def is_lower(one: Priority | None, other: Priority | None) -> bool:
    order = [Priority.LOW, Priority.MEDIUM, Priority.HIGH]
    return one is not None and other is not None and order.index(one) < order.index(other)


ONLY_FIRST = {"SM101", "SM102", "SM208"}


def found_in(map: StrategyMap) -> dict[str, set[frozenset[str]]]:
    found: dict[str, set[frozenset[str]]] = {}
    for finding in analyse(map).findings:
        ids = finding.elements[:1] if finding.code in ONLY_FIRST else finding.elements
        found.setdefault(finding.code, set()).add(frozenset(ids))
    found.pop("SM205", None)
    return found


@settings(max_examples=300, deadline=None)
@given(st.one_of(maps, strategies))
def test_the_checks_find_what_trying_everything_finds(map):
    assert found_in(map) == obvious(map)


@settings(max_examples=150, deadline=None)
@given(maps)
def test_the_two_ways_of_a_mixed_effect_are_shortest_ways_that_help_and_that_hurt(map):
    influences = links_of(map, LinkKind.INFLUENCES)
    for finding in analyse(map).findings:
        if finding.code == "SM202":
            source, target = finding.elements
            for path, sign in zip(finding.paths, (Polarity.PLUS, Polarity.MINUS), strict=True):
                links = [map.links[id_] for id_ in path]
                every = list(paths(influences, source, target, 6))
                shortest = min(len(each) for each in every if net_polarity(link.polarity for link in each) is sign)
                assert net_polarity(link.polarity for link in links) is sign
                assert [link.target for link in links[:-1]] == [link.source for link in links[1:]]
                assert (links[0].source, links[-1].target, len(links)) == (source, target, shortest)


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
    requires = Obvious(map).requires
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
