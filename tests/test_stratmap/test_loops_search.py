"""The search for loops: exact against NetworkX, in one fixed order, and bounded."""

from __future__ import annotations

import itertools
import random

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kinds import LinkKind, Polarity, net_polarity
from models.records import Link, LoopName
from models.strategy_map import StrategyMap
from stratmap.analysis import shortest_loops as shortest_loops_module
from stratmap.analysis.budget import LIVE, Budget, Meter
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.loops import Loop, LoopReport, find_loops
from tests.builders import factor, influences, initiative, map_of, requires
from tests.cost import Clock
from tests.test_stratmap.analysis_asking import shuffled


def wired(pairs: list[tuple[int, int]], signs: str = "", seed: int | None = None) -> StrategyMap:
    """Factors and a link for each pair; ids are drawn by lot when a seed is given, so that they follow no order."""
    names = [f"l{number:04}" for number in range(len(pairs))]
    if seed is not None:
        random.Random(seed).shuffle(names)
    given_signs = itertools.chain(signs, itertools.repeat("?"))
    links = [
        Link(name, LinkKind.INFLUENCES, f"e{a}", f"e{b}", Polarity(sign))
        for name, (a, b), sign in zip(names, pairs, given_signs, strict=False)
    ]
    return map_of(*(factor(f"e{n}", f"T{n:03}") for n in sorted({n for pair in pairs for n in pair})), *links)


def complete(size: int) -> StrategyMap:
    return wired(list(itertools.permutations(range(size), 2)))


def random_wiring(seed: int, elements: int, links: int) -> StrategyMap:
    """A random signed multigraph."""
    chance = random.Random(seed)
    pairs = [tuple(chance.sample(range(elements), 2)) for _ in range(links)]
    return wired([(a, b) for a, b in pairs], "".join(chance.choice("+-?") for _ in pairs), seed)


def diamonds(count: int, closed: bool) -> StrategyMap:
    """Diamonds in a row, two ways through each; the last leads back to the first where closed."""
    pairs = []
    for n in range(count):
        start, end = 3 * n, 3 * (n + 1)
        pairs += [(start, start + 1), (start, start + 2), (start + 1, end), (start + 2, end)]
    if closed:
        pairs = [(a % (3 * count), b % (3 * count)) for a, b in pairs]
    return wired(pairs)


def by_networkx(map: StrategyMap) -> set[tuple[str, ...]]:
    """Every loop by its links: NetworkX's cycles of elements, one for each choice among parallel links."""
    graph = networkx.DiGraph()
    between: dict[tuple[str, str], list[str]] = {}
    for link in map.links.values():
        graph.add_edge(link.source, link.target)
        between.setdefault((link.source, link.target), []).append(link.id)
    found = set()
    for cycle in networkx.simple_cycles(graph):
        hops = zip(cycle, [*cycle[1:], cycle[0]], strict=True)
        for links in itertools.product(*(between[hop] for hop in hops)):
            first = links.index(min(links))
            found.add(links[first:] + links[:first])
    return found


def fixed_order(map: StrategyMap, loop: Loop) -> tuple[int, list[str], list[str]]:
    titles = [map.elements[id_].title for id_ in loop.elements]
    first = titles.index(min(titles))
    return len(titles), titles[first:] + titles[:first], [*loop.links[first:], *loop.links[:first]]


def independent_size(map: StrategyMap) -> int:
    """Links − elements + 1 over the strongly connected parts."""
    graph = networkx.DiGraph([(link.source, link.target) for link in map.links.values()])
    size = 0
    for part in networkx.strongly_connected_components(graph):
        inside = sum(link.source in part and link.target in part for link in map.links.values())
        size += inside - len(part) + 1
    return size


def rank(loops: list[Loop]) -> int:
    """How many of the loops are linearly independent over the rationals, by elimination modulo a prime."""
    prime = 1_000_003
    rows = [dict.fromkeys(loop.links, 1) for loop in loops]
    count = 0
    while rows:
        row = rows.pop()
        if not row:
            continue
        count += 1
        pivot, value = next(iter(row.items()))
        inverse = pow(value, -1, prime)
        for other in rows:
            factor_ = other.get(pivot, 0) * inverse % prime
            for link, number in row.items() if factor_ else ():
                left = (other.get(link, 0) - factor_ * number) % prime
                other[link] = left
                if not left:
                    del other[link]
    return count


def test_a_map_without_influences_has_no_loops():
    ring = map_of(initiative("a"), initiative("b"), requires("a", "b"), requires("b", "a"))
    assert find_loops(ring) == LoopReport()


def test_a_pair_and_a_longer_way_back_are_two_loops():
    map = wired([(0, 1), (1, 0), (1, 2), (2, 0)])
    assert [loop.elements for loop in find_loops(map).loops] == [("e0", "e1"), ("e0", "e1", "e2")]


@pytest.mark.parametrize(("size", "count", "independent"), [(3, 5, 4), (4, 20, 9), (5, 84, 16)])
def test_everything_linked_with_everything_has_a_known_number_of_loops(size, count, independent):
    report = find_loops(complete(size))
    assert (len(report.loops), len(report.independent), report.complete) == (count, independent, True)


def test_parallel_links_make_different_loops():
    map = map_of(
        factor("a"), factor("b"), influences("a", "b", "+"), influences("a", "b", "-"), influences("b", "a", "+")
    )
    assert [(loop.name, loop.polarity) for loop in find_loops(map).loops] == [("R1", "+"), ("B1", "-")]


def test_a_loop_begins_at_its_smallest_link_id():
    map = map_of(
        *(factor(n) for n in "abc"),
        influences("a", "b", id="3"),
        influences("b", "c", id="1"),
        influences("c", "a", id="2"),
    )
    (loop,) = find_loops(map).loops
    assert loop.links == ("1", "2", "3")
    assert loop.elements == ("b", "c", "a")


def test_loops_that_share_their_elements_are_not_merged():
    """Round a, b, c and round a, c, b: the same elements, other loops."""
    assert len([loop for loop in find_loops(complete(3)).loops if len(loop.links) == 3]) == 2


def test_delays_and_strengths_are_carried():
    map = map_of(
        factor("a"),
        factor("b"),
        influences("a", "b", "+", strength=0.5, delay=True),
        influences("b", "a", "-", strength=0.5),
        influences("b", "a", "-", id="weak", delay=True),
    )
    given_strength, no_strength = find_loops(map).loops
    assert (given_strength.strength, given_strength.delays, given_strength.letter) == (0.25, 1, "B")
    assert (no_strength.strength, no_strength.delays) == (None, 2)


def test_a_persons_own_name_stays_with_its_loop():
    bare = wired([(0, 1), (1, 0), (1, 2), (2, 0)])
    links = find_loops(bare).loops[1].links
    named = StrategyMap([*bare.records(), LoopName(links, "Engine"), LoopName(("gone",), "Old")])
    assert [loop.own_name for loop in find_loops(named).loops] == ["", "Engine"]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 7), st.integers(1, 18))
def test_the_loops_are_those_networkx_finds(seed, elements, links):
    map = random_wiring(seed, elements, links)
    report = find_loops(map)
    assert report.complete
    assert {loop.links for loop in report.loops} == by_networkx(map)
    assert len(report.loops) == len(by_networkx(map)) == report.at_least
    for loop in report.loops:
        assert loop.links[0] == min(loop.links)
        assert loop.elements == tuple(map.links[id_].source for id_ in loop.links)
        assert loop.polarity is net_polarity(map.links[id_].polarity for id_ in loop.links)
    assert list(report.loops) == sorted(report.loops, key=lambda loop: fixed_order(map, loop))


@pytest.mark.parametrize("small_part", [0, 500])
def test_the_search_by_length_goes_on_to_the_very_end(monkeypatch, small_part):
    """In parts of any size: in large ones distances are looked up only as far as needed."""
    monkeypatch.setattr(shortest_loops_module, "SMALL_PART", small_part)
    for seed in range(60):
        map = random_wiring(seed, 7, 18)
        graph = MapGraphs(map).of(LinkKind.INFLUENCES)
        found = list(
            shortest_loops_module.shortest_loops(graph, graph.circular_parts(Meter(Budget())), Meter(Budget()))
        )
        assert found == [loop.links for loop in find_loops(map).loops]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 7), st.integers(1, 18), st.integers(0, 12))
def test_what_is_asked_for_is_the_beginning_of_the_whole_list(seed, elements, links, most):
    map = random_wiring(seed, elements, links)
    whole, some = find_loops(map), find_loops(map, budget=Budget(most_loops=most))
    asked = [loop.links for loop in some.loops if loop.links not in some.independent]
    expected = [loop.links for loop in whole.loops[:most] if loop.links not in whole.independent]
    assert asked == expected
    assert some.independent == whole.independent
    assert some.complete == (len(whole.loops) <= most)
    assert some.stopped == ("" if some.complete else "asked")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 7), st.integers(1, 18))
def test_the_independent_set_is_complete_independent_covering_and_shortest(seed, elements, links):
    map = random_wiring(seed, elements, links)
    report = find_loops(map)
    chosen = report.independent_loops()
    assert report.covers_all
    assert report.is_basis
    assert len(chosen) == independent_size(map) == rank(chosen)
    assert {id_ for loop in chosen for id_ in loop.links} == {id_ for loop in report.loops for id_ in loop.links}
    shortest: list[Loop] = []
    for loop in report.loops:
        if rank([*shortest, loop]) > len(shortest):
            shortest.append(loop)
    assert sum(len(loop.links) for loop in chosen) <= sum(len(loop.links) for loop in shortest)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 7), st.integers(1, 18), st.integers(0, 9))
def test_the_order_the_records_were_made_in_changes_nothing(seed, elements, links, most):
    map = random_wiring(seed, elements, links)
    for budget in (Budget(), Budget(most_loops=most)):
        assert find_loops(shuffled(map, seed), budget=budget) == find_loops(map, budget=budget)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(1, 14))
def test_names_do_not_hang_on_how_link_ids_were_made_up(seed, elements, links):
    chance = random.Random(seed)
    pairs = list({tuple(chance.sample(range(elements), 2)) for _ in range(links)})
    signs = "".join(chance.choice("+-") for _ in pairs)
    one, other = (find_loops(wired([(a, b) for a, b in pairs], signs, made)) for made in (1, 2))

    def told(report: LoopReport) -> list[tuple[str, frozenset[str]]]:
        return [(loop.name, frozenset(loop.elements)) for loop in report.loops]

    assert told(one) == told(other)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(1, 14))
def test_turning_all_signs_at_an_element_keeps_every_polarity(seed, elements, links):
    """Each loop passes an element by two links, so its number of minus links stays even or odd."""
    map = random_wiring(seed, elements, links)
    turned = {Polarity.PLUS: Polarity.MINUS, Polarity.MINUS: Polarity.PLUS, Polarity.UNKNOWN: Polarity.UNKNOWN}
    records = [
        influences(each.source, each.target, turned[each.polarity], each.id)
        if isinstance(each, Link) and "e0" in (each.source, each.target)
        else each
        for each in map.records()
    ]
    after = find_loops(StrategyMap(records)).loops
    assert [(each.links, each.letter) for each in after] == [
        (each.links, each.letter) for each in find_loops(map).loops
    ]


def test_a_search_stopped_by_steps_says_so_and_lists_the_shortest():
    report = find_loops(complete(9), budget=Budget(steps=20_000))
    assert (report.complete, report.stopped) == (False, "steps")
    assert report.at_least >= len(report.loops) > 36
    assert [len(loop.links) for loop in report.loops[:36]] == [2] * 36


def test_a_search_stopped_by_time_says_so(monkeypatch):
    clock = Clock(0.001)
    monkeypatch.setattr("stratmap.analysis.budget.time", clock)
    report = find_loops(complete(12), budget=Budget(seconds=0.05))
    assert (report.complete, report.stopped) == (False, "time")
    assert 50 <= clock.looks < 70, "a look after 256 steps, and a few to see that all parts have ended"
    assert len(report.loops) > 0


def test_a_search_can_be_called_off():
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 100

    report = find_loops(complete(12), budget=Budget(cancelled=cancelled))
    assert (report.complete, report.stopped) == (False, "cancelled")
    assert asked < 110


def test_a_row_of_diamonds_has_no_loop_however_many_paths():
    assert find_loops(diamonds(20, closed=False), budget=Budget(steps=10_000)) == LoopReport()


def test_a_ring_of_small_diamonds_is_counted_whole():
    report = find_loops(diamonds(6, closed=True))
    assert (len(report.loops), len(report.independent), report.complete) == (64, 7, True)


def test_a_ring_of_many_diamonds_answers_at_once_with_what_it_has():
    report = find_loops(diamonds(40, closed=True), budget=Budget(steps=1_000_000, most_loops=50))
    assert (report.complete, report.stopped, report.covers_all) == (False, "asked", True)
    assert len(report.independent) == 41
    assert all(len(loop.links) == 80 for loop in report.loops)


def test_a_ring_of_parallel_links_is_bounded_too():
    pairs = [(n, (n + 1) % 30) for n in range(30)] * 2
    report = find_loops(wired(pairs), budget=Budget(steps=200_000))
    assert (report.complete, report.stopped) == (False, "steps")
    assert len(report.independent) == 31


def test_dead_ends_that_only_a_walk_could_leave_cost_little():
    """Diamonds to and fro: a few loops each, exponentially many paths that lead nowhere."""
    forth = [(link.source, link.target) for link in diamonds(12, closed=False).links.values()]
    pairs = [(int(a[1:]), int(b[1:])) for a, b in forth]
    map = wired([*pairs, *((b, a) for a, b in pairs)])
    report = find_loops(map, budget=Budget(steps=200_000))
    assert report.complete
    assert len(report.loops) == 12 * (4 + 2)


def test_a_part_too_large_for_the_shortest_set_is_still_covered():
    count = 600
    pairs = [(n, (n + 1) % count) for n in range(count)] + [(n, (n * 7 + 3) % count) for n in range(count)]
    map = wired([(a, b) for a, b in pairs if a != b])
    report = find_loops(map, budget=Budget(most_loops=20, independent_work=250_000))
    assert report.covers_all
    assert not report.is_basis, "not all other loops are made of these, and it must not be said"
    assert {id_ for loop in report.independent for id_ in loop} == set(map.links)
    assert len(report.independent) < independent_size(map) == len(map.links) - len(map.elements) + 1


@pytest.mark.parametrize("steps", [1_000, 10_000])
def test_an_independent_set_that_was_cut_short_is_not_called_whole(steps):
    report = find_loops(complete(12), budget=Budget(steps=steps))
    assert (report.covers_all, report.is_basis) == (False, False)


def test_the_live_budget_bounds_a_dense_map(monkeypatch):
    clock = Clock(0.002)
    monkeypatch.setattr("stratmap.analysis.budget.time", clock)
    report = find_loops(random_wiring(1, 60, 600), budget=LIVE)
    assert not report.complete
    assert report.stopped == "time"
    assert report.loops
    assert clock.looks * 0.002 < 2 * LIVE.seconds
