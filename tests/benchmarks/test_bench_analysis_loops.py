"""The loops of real models: how many, how soon the first, and every one of two million, beside NetworkX.

Run with ``pytest -o addopts= -s tests/benchmarks/test_bench_analysis_loops.py``. It needs the published models, and
the last test takes a minute.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import networkx
import pytest

from models.kinds import LinkKind
from models.records import Link
from models.store import save_map
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import LIVE, Budget
from stratmap.analysis.loops import find_loops
from tests.builders import factor, map_of, placed
from tests.test_stratmap.analysis_asking import GRAPHS, index_rows, shared_graph, shuffled
from tests.test_stratmap.test_loops_search import by_networkx, independent_size

pytestmark = pytest.mark.skipif(not GRAPHS.exists(), reason="the real graphs are not beside this checkout")

FIRST = 50
BAR = 0.3
MANY, LISTED = 100_000, 10_000
ROOT = Path(__file__).resolve().parents[2]


def wired(pairs: list[tuple[int, int]]) -> StrategyMap:
    links = [Link(f"l{n}", LinkKind.INFLUENCES, f"e{a}", f"e{b}") for n, (a, b) in enumerate(pairs)]
    return map_of(*(factor(f"e{n}") for n in sorted({n for pair in pairs for n in pair})), *links)


def dense(elements: int, links: int) -> StrategyMap:
    """One strongly connected part of factors."""
    chance = random.Random(1)
    pairs = {(n, (n + 1) % elements) for n in range(elements)}
    while len(pairs) < links:
        one, other = chance.sample(range(elements), 2)
        pairs.add((one, other))
    return wired(sorted(pairs))


def diamonds(count: int) -> StrategyMap:
    """A ring of diamonds, two ways through each: 2 to the power of ``count`` loops, and none that is short."""
    steps = [(3 * n, 3 * n + way, 3 * n + 3) for n in range(count) for way in (1, 2)]
    return wired([pair for start, middle, end in steps for pair in ((start, middle), (middle, end % (3 * count)))])


def open_diamonds(count: int) -> StrategyMap:
    """The same in a row that does not close: no loop, but more ways than anybody could try."""
    steps = [(3 * n, 3 * n + way, 3 * n + 3) for n in range(count) for way in (1, 2)]
    return wired([pair for start, middle, end in steps for pair in ((start, middle), (middle, end))])


def digraph(map: StrategyMap) -> networkx.DiGraph:
    return networkx.DiGraph([(link.source, link.target) for link in map.links.values()])


def shown(capsys: pytest.CaptureFixture[str], lines: list[str]) -> None:
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")


def test_every_model_has_the_loops_that_two_other_programs_count(capsys):
    table = [f"{'model':28}{'loops':>9}{'R':>7}{'B':>7}{'U':>9}{'index':>9}{'networkx':>10}{'ours, s':>9}"]
    for row in index_rows():
        expected, own = int(row["loops"]), int(row["self_loops"])
        if expected >= MANY:
            continue
        map = shared_graph(row["name"])
        started = time.perf_counter()
        report = find_loops(map, budget=Budget(seconds=60))
        taken = time.perf_counter() - started
        counts = [report.count(letter) for letter in "RBU"]
        assert report.complete
        assert len(report.loops) == expected - own
        assert counts == [int(row["reinforcing"]), int(row["balancing"]), int(row["unknown_sign"]) - own]
        same = "-"
        if expected < LISTED:
            assert {loop.links for loop in report.loops} == by_networkx(map)
            same = "the same"
        numbers = "".join(f"{n:>{width},}" for n, width in zip(counts, (7, 7, 9), strict=True))
        table.append(f"{row['name']:28}{len(report.loops):>9,}{numbers}{expected - own:>9,}{same:>10}{taken:>9.3f}")
    shown(capsys, table)


def test_the_first_answer_comes_at_once_and_its_independent_set_is_whole(capsys):
    maps = {row["name"]: shared_graph(row["name"]) for row in index_rows()}
    maps |= {"40 elements, 120 links": dense(40, 120), "60 elements, 150 links": dense(60, 150)}
    maps |= {"40 diamonds in a ring": diamonds(40), "40 diamonds in a row": open_diamonds(40)}
    budget = replace(LIVE, most_loops=FIRST)
    table = [
        f"{'map':28}{'elements':>9}{'links':>7}{'loops':>7}{'independent':>13}{'due':>5}{'seconds':>9}{'bar':>6}"
    ]
    late = []
    for name, map in maps.items():
        started = time.perf_counter()
        report = find_loops(map, budget=budget)
        taken = time.perf_counter() - started
        late += [name] if taken > BAR else []
        due = independent_size(map)
        count = f"{len(report.loops)}{'' if report.complete else '+'}"
        table.append(
            f"{name:28}{len(map.elements):>9,}{len(map.links):>7,}{count:>7}{len(report.independent):>13}{due:>5}"
            f"{taken:>9.3f}{BAR:>6.1f}"
        )
        assert report.covers_all
        assert report.complete or len(report.loops) >= FIRST
        assert len(report.independent) == due
        on_a_loop = {
            link.id
            for part in networkx.strongly_connected_components(digraph(map))
            for link in map.links.values()
            if link.source in part and link.target in part
        }
        assert {id_ for loop in report.independent for id_ in loop} == on_a_loop
        assert find_loops(shuffled(map, 7), budget=replace(budget, seconds=30)).independent == report.independent
    shown(capsys, table)
    assert not late


COUNT_BY_NETWORKX = """
import sys
sys.path.insert(0, {root!r})
import networkx
from models.store import open_map
from pathlib import Path
links = open_map(Path({file!r})).map.links.values()
print(sum(1 for _ in networkx.simple_cycles(networkx.DiGraph([(link.source, link.target) for link in links]))))
"""


def measured(arguments: list[str]) -> tuple[float, float]:
    """Seconds of work and most megabytes of a program whose output goes nowhere."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        program = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=nowhere)
        _pid, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    assert program.returncode == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="what a program used is asked of POSIX")
def test_every_loop_of_world3_is_told_in_little_memory_and_no_slower_than_networkx_counts(capsys, tmp_path):
    file = tmp_path / "world3.stratmap"
    save_map(placed(shared_graph("world3_2003_pydynamo")), (), file)
    ours, memory = measured(["-m", "stratmap", "loops", str(file), "--all"])
    theirs, their_memory = measured(["-c", COUNT_BY_NETWORKX.format(root=str(ROOT), file=str(file))])
    shown(
        capsys,
        [
            f"{'world3_2003_pydynamo, 1,885,565 loops':40}{'seconds':>9}{'MB':>6}",
            f"{'stratmap loops --all, told one by one':40}{ours:>9.1f}{memory:>6.0f}",
            f"{'networkx.simple_cycles, only counted':40}{theirs:>9.1f}{their_memory:>6.0f}",
            f"{'ratio':40}{ours / theirs:>9.2f}",
        ],
    )
    assert memory <= 300
    assert ours <= theirs
