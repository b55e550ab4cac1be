"""How long the answers take: every check and the loops, beside NetworkX looking for cycles.

Run with ``pytest -o addopts= tests/benchmarks/test_bench_analysis.py``.
"""

from __future__ import annotations

import itertools
import random
import sys
import time

import networkx
import pytest

from models.kinds import ElementKind, LinkKind, Polarity, may_join
from models.records import Element, Link
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import LIVE, Budget
from stratmap.analysis.loops import find_loops
from stratmap.analysis.report import analyse
from tests.builders import factor, map_of
from tests.test_stratmap.analysis_asking import index_rows, shared_graph

FIRST_LOOPS = 50
SIZES = [(1_000, 2_000), (10_000, 18_000)]


def business(elements: int, links: int) -> StrategyMap:
    """A map in which links run mostly one way, from departments and initiatives up to objectives, with some loops."""
    chance = random.Random(1)
    kinds = [ElementKind.OBJECTIVE] * 3 + [ElementKind.INITIATIVE] * 4 + [ElementKind.FACTOR] * 2
    kinds += [ElementKind.DEPARTMENT, ElementKind.MEASURE]
    made = [Element(f"e{n}", chance.choice(kinds), f"T{chance.randrange(elements)}") for n in range(elements)]
    weights = [LinkKind.INFLUENCES] * 6 + [LinkKind.REQUIRES] * 2
    weights += [LinkKind.CONFLICTS, LinkKind.OWNS, LinkKind.TRACKS]
    drawn: list[Link] = []
    while len(drawn) < links:
        kind = chance.choice(weights)
        start, step = chance.randrange(elements), chance.randrange(1, 40)
        source, target = made[start], made[(start + (step if chance.random() < 0.9 else -step)) % elements]
        if may_join(kind, source.kind, target.kind):
            sign = chance.choice("++-?") if kind is LinkKind.INFLUENCES else "?"
            drawn.append(Link(f"l{len(drawn)}", kind, source.id, target.id, Polarity(sign)))
    return map_of(*made, *drawn)


def dense(elements: int, links: int) -> StrategyMap:
    """One strongly connected part of factors."""
    chance = random.Random(1)
    pairs = {(n, (n + 1) % elements) for n in range(elements)}
    while len(pairs) < links:
        pairs.add(tuple(chance.sample(range(elements), 2)))
    return wired(sorted(pairs))


def diamonds(count: int) -> StrategyMap:
    """A ring of diamonds, two ways through each."""
    steps = [(3 * n, 3 * n + way, 3 * n + 3) for n in range(count) for way in (1, 2)]
    pairs = [pair for start, middle, end in steps for pair in ((start, middle), (middle, end % (3 * count)))]
    return wired(pairs)


def wired(pairs: list[tuple[int, int]]) -> StrategyMap:
    links = [Link(f"l{n}", LinkKind.INFLUENCES, f"e{a}", f"e{b}") for n, (a, b) in enumerate(pairs)]
    return map_of(*(factor(f"e{n}") for n in sorted({n for pair in pairs for n in pair})), *links)


def digraph(map: StrategyMap) -> networkx.DiGraph:
    return networkx.DiGraph([(link.source, link.target) for link in map.links.values()])


@pytest.mark.parametrize(("elements", "links"), SIZES)
def test_every_check(benchmark, elements, links):
    map = business(elements, links)
    none = Budget(seconds=0.0)  # the loops have their own benchmark
    analysis = benchmark.pedantic(analyse, (map, none), rounds=5, warmup_rounds=1)
    assert analysis.findings
    assert not analysis.incomplete


@pytest.mark.parametrize(("elements", "links"), SIZES)
def test_from_an_edit_to_all_findings_and_loops(benchmark, elements, links):
    map = business(elements, links)
    analysis = benchmark.pedantic(analyse, (map, LIVE), rounds=5, warmup_rounds=1)
    assert not analysis.incomplete


def test_first_answer_about_loops_beside_networkx(capsys):
    """Independent set and the shortest loops, beside NetworkX yielding as many cycles in the order it has them."""
    maps = {row["name"]: shared_graph(row["name"]) for row in index_rows()}
    maps |= {
        "40 elements, 120 links": dense(40, 120),
        "60 elements, 150 links": dense(60, 150),
        "40 diamonds": diamonds(40),
    }
    find_loops(maps["40 diamonds"], budget=Budget(most_loops=1))  # loads NetworkX
    table = [f"{'map':28}{'loops':>8}{'independent':>13}{'ours, s':>9}{'networkx, s':>13}{'ratio':>7}"]
    for name, map in maps.items():
        started = time.perf_counter()
        report = find_loops(map, budget=Budget(most_loops=FIRST_LOOPS, seconds=LIVE.seconds))
        ours = time.perf_counter() - started
        wanted = len(report.loops)
        started = time.perf_counter()
        list(itertools.islice(networkx.simple_cycles(digraph(map)), wanted))
        theirs = time.perf_counter() - started
        count = f"{wanted}{'' if report.complete else '+'}"
        ratio = ours / theirs
        table.append(f"{name:28}{count:>8}{len(report.independent):>13}{ours:>9.3f}{theirs:>13.3f}{ratio:>7.1f}")
        assert report.covers_all
        assert report.complete or wanted >= FIRST_LOOPS
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(table) + "\n")


@pytest.mark.parametrize("which", ["ours", "networkx"])
@pytest.mark.parametrize("name", ["isee_marketGrowth", "world2_1971", "ea_wildrivercontrol", "ea_commonsandbox"])
def test_every_loop(benchmark, name, which):
    map = shared_graph(name)
    if which == "ours":
        assert benchmark(find_loops, map).complete
    else:
        assert benchmark(lambda: list(networkx.simple_cycles(digraph(map))))
