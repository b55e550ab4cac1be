"""How long the answers take: every check, what is shown first, a matrix and positions; and the largest map there is.

Run with ``pytest -o addopts= -s tests/benchmarks/test_bench_analysis.py``. The loops have a file of their own. Times
are of this thread alone, so that what else the machine is at does not count.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from models.kinds import ElementKind, LinkKind, Polarity, may_join
from models.records import Element, Link
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import CHECKS_ONLY, LIVE, Budget, Meter
from stratmap.analysis.checks import CHECKS
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.matrix import Rows, matrix_of
from stratmap.analysis.position import position, standing
from stratmap.analysis.report import analyse, analyse_in_steps
from stratmap.analysis.worded import worded
from tests.builders import map_of

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


def median(work: Callable[[], object], rounds: int = 5) -> float:
    """Seconds that a call takes, after one to warm up."""
    work()
    taken = []
    for _ in range(rounds):
        started = time.thread_time()
        work()
        taken.append(time.thread_time() - started)
    return statistics.median(taken)


def shown(capsys: pytest.CaptureFixture[str], lines: list[str]) -> None:
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")


def test_all_checks_and_what_is_shown_first(capsys):
    bars = {(1_000, 2_000): 0.150, (10_000, 18_000): 2.0}
    table = [f"{'map':18}{'findings':>9}{'checks, s':>11}{'bar':>7}{'in words':>10}{'loops':>8}{'in words':>10}"]
    missed = []
    for (elements, links), bar in bars.items():
        map = business(elements, links)
        found = analyse(map, CHECKS_ONLY)
        assert not found.incomplete
        assert set(found.checked) == {check.code for check in CHECKS}
        checks = median(partial(analyse, map, CHECKS_ONLY))
        words = median(partial(worded, map, found))
        first, last = analyse_in_steps(map)
        whole = median(partial(analyse, map, LIVE))
        before = worded(map, first)
        rest = median(partial(worded, map, last, before=before))
        table.append(
            f"{f'{elements:,}/{links:,}':18}{len(found.findings):>9,}{checks:>11.3f}{bar:>7.2f}{words:>10.3f}"
            f"{max(0.0, whole - checks):>8.3f}{rest:>10.3f}"
        )
        missed += [f"{elements}"] if checks > bar else []
    shown(capsys, table)
    assert not missed


def test_each_check(capsys):
    map = business(10_000, 18_000)
    graphs = MapGraphs(map)
    for kind in LinkKind:
        graphs.of(kind)
    table = [f"{'check, 10,000/18,000':34}{'findings':>9}{'seconds':>9}"]
    for check in CHECKS:
        started = time.thread_time()
        count = sum(1 for _ in check.find(graphs, Meter(Budget())))
        table.append(f"{check.code} {check.name:28}{count:>9,}{time.thread_time() - started:>9.3f}")
    shown(capsys, table)


def test_matrix_and_position(capsys):
    table = [f"{'map':18}{'rows':14}{'cells':>9}{'seconds':>9}"]
    for elements, links in SIZES:
        map = business(elements, links)
        for rows in Rows:
            started = time.thread_time()
            found = matrix_of(map, rows)
            taken = time.thread_time() - started
            more = "" if found.complete else "+"
            table.append(
                f"{f'{elements:,}/{links:,}':18}{rows.value:14}{f'{len(found.cells):,}{more}':>9}{taken:>9.3f}"
            )
        started = time.thread_time()
        stands = standing(map)
        taken = time.thread_time() - started
        name = f"{elements:,}/{links:,}"
        table.append(f"{name:18}{'betweenness':14}{stands.between.starts:>9,}{taken:>9.3f}")
        one = median(partial(position, stands, "e5"))
        table.append(f"{name:18}{'a position':14}{'':>9}{one:>9.4f}")
    shown(capsys, table)


def test_the_largest_map_is_bounded_and_called_off_at_every_stage(capsys):
    """200,000 elements, 500,000 links: how long it takes in all, and between two looks whether to stop."""
    chance = random.Random(1)
    elements = business(200_000, 0).elements
    ids = list(elements)
    drawn = []
    while len(drawn) < 500_000:
        source, target = chance.choice(ids), chance.choice(ids)
        kind = chance.choice([LinkKind.INFLUENCES] * 3 + list(LinkKind))
        if source != target and may_join(kind, elements[source].kind, elements[target].kind):
            sign = chance.choice("++-?") if kind is LinkKind.INFLUENCES else "?"
            drawn.append(Link(f"l{len(drawn)}", kind, source, target, Polarity(sign)))
    map = map_of(*elements.values(), *drawn)
    asked = [time.thread_time()]
    longest = 0.0

    def cancelled() -> bool:
        nonlocal longest
        longest = max(longest, time.thread_time() - asked[-1])
        asked[-1] = time.thread_time()
        return False

    started = time.thread_time()
    words = None
    for analysis in analyse_in_steps(map, replace(LIVE, cancelled=cancelled)):
        words = worded(map, analysis, cancelled, before=words)
    taken = time.thread_time() - started
    ending = time.thread_time() - asked[-1]  # with Python's own search for dead objects, put off until then
    slowest = max(_seconds_to_stop(map, taken * part / 5) for part in range(1, 5))
    cut = ", ".join(analysis.incomplete)
    line = f"200,000/500,000: {len(analysis.findings):,} findings in {taken:.1f} s; cut short: {cut}"
    shown(
        capsys,
        [
            line,
            f"longest between two looks whether to stop: {longest * 1000:.0f} ms (bar 100)",
            f"ending: {ending * 1000:.0f} ms",
            f"called off at four moments, longest until all has stopped: {slowest * 1000:.0f} ms",
        ],
    )
    assert taken < 60
    assert longest < 0.1


def _seconds_to_stop(map: StrategyMap, after: float) -> float:
    """Seconds of this thread from being called off, so many after the beginning, until nothing goes on in it."""
    started = time.thread_time()
    words = None
    for analysis in analyse_in_steps(map, replace(LIVE, cancelled=lambda: time.thread_time() - started > after)):
        words = worded(map, analysis, lambda: time.thread_time() - started > after, before=words)
    return time.thread_time() - started - after
