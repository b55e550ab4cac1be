"""The whole answer about a map: its findings, its loops, and what could not be finished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from models.strategy_map import StrategyMap
from stratmap.analysis.budget import CHECK_STEPS, LIVE, Budget, Meter, Spent
from stratmap.analysis.check import Check
from stratmap.analysis.checks import CHECKS
from stratmap.analysis.finding import Finding
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.loops import NO_LOOPS, NOT_SEARCHED, LoopReport, loops_of

FEWEST_FINDINGS = 1_000
"""A check may always find so many things, and in a larger map as many as it has elements and links."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a map was found to be like.

    ``findings`` are in a fixed order: severity, code, titles, ids. ``muted`` are those somebody decided to live
    with. ``checked`` are the codes that were asked, ``incomplete`` those among them that did not get to the end.
    """

    findings: tuple[Finding, ...] = ()
    loops: LoopReport = NO_LOOPS
    checked: tuple[str, ...] = ()
    muted: tuple[Finding, ...] = ()
    incomplete: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing was cut short."""
        return self.loops.complete and not self.incomplete


def analyse(map: StrategyMap, budget: Budget | None = None, checks: Iterable[Check] = CHECKS) -> Analysis:
    """Ask a map everything; without a budget with that of live drawing.

    The budget's time and loops are the loop search's. A check is bounded by counted steps instead, so that its
    findings do not depend on the machine; calling off stops both.
    """
    budget = budget or LIVE
    graphs = MapGraphs(map)
    findings: list[Finding] = []
    incomplete: list[str] = []
    checked: list[str] = []
    for check in checks:
        if budget.cancelled():
            break
        checked.append(check.code)
        found, whole = _asked(check, graphs, budget)
        findings.extend(found)
        if not whole:
            incomplete.append(check.code)
    loops = NOT_SEARCHED if budget.cancelled() else loops_of(graphs, budget)
    findings.sort(key=lambda finding: _fixed_order(graphs, finding))
    mutes = {mute.finding for mute in map.mutes.values()}
    muted = tuple(finding for finding in findings if mutes and finding.key in mutes)
    return Analysis(
        findings=tuple(finding for finding in findings if not mutes or finding.key not in mutes),
        loops=loops,
        checked=tuple(checked),
        muted=muted,
        incomplete=tuple(incomplete),
    )


def _asked(check: Check, graphs: MapGraphs, budget: Budget) -> tuple[list[Finding], bool]:
    """What one check finds, and whether it got to the end."""
    meter = Meter(Budget(steps=CHECK_STEPS, cancelled=budget.cancelled))
    most = max(FEWEST_FINDINGS, len(graphs.map.elements) + len(graphs.map.links))
    found: list[Finding] = []
    try:
        found.extend(islice(check.find(graphs, meter), most + 1))
    except Spent:
        return found, False
    return found[:most], len(found) <= most


def _fixed_order(graphs: MapGraphs, finding: Finding) -> tuple[int, str, list[int], tuple[str, ...]]:
    ranks = [graphs.rank[id_] for id_ in finding.elements]
    return finding.severity.rank, finding.code, ranks, finding.links
