"""The whole answer about a map: its findings, its loops, and what could not be finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.collecting import collecting_later
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import CHECK_STEPS, LIVE, Budget, Meter, Spent
from stratmap.analysis.check import Check
from stratmap.analysis.checks import CHECKS
from stratmap.analysis.finding import Finding
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.loops import NO_LOOPS, NOT_SEARCHED, PENDING, LoopReport, loops_of
from stratmap.analysis.pieces import in_order

FEWEST_FINDINGS = 1_000
"""A check may always find so many things, and in a larger map as many as it has elements and links."""

MOST_FINDINGS = 10_000
"""But never more: nobody reads them."""


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


CALLED_OFF = Analysis(loops=NOT_SEARCHED)
"""Nothing is known of the map: the question was taken back."""


def analyse(map: StrategyMap, budget: Budget | None = None, checks: Iterable[Check] = CHECKS) -> Analysis:
    """Ask a map everything; without a budget with that of live drawing.

    The budget's time and loops are the loop search's. A check is bounded by counted steps instead, so that its
    findings do not depend on the machine. Called off, which takes effect within a few milliseconds at every stage,
    the answer is ``CALLED_OFF``.
    """
    analysis = CALLED_OFF
    for analysis in analyse_in_steps(map, budget, checks):  # noqa: B007  (the last is the answer)
        pass
    return analysis


def analyse_in_steps(
    map: StrategyMap, budget: Budget | None = None, checks: Iterable[Check] = CHECKS
) -> Iterator[Analysis]:
    """The same in two steps: as soon as there are findings, with the loops ``PENDING``, and then with the loops.

    Called off, it ends with ``CALLED_OFF``. It is meant to be run through without a stop.
    """
    budget = budget or LIVE
    with collecting_later():
        graphs: MapGraphs | None = None
        try:
            graphs = MapGraphs(map, Meter(Budget(cancelled=budget.cancelled)))
            found = _findings(map, [_asked(check, graphs, budget) for check in checks])
            yield found if budget.most_loops != 0 else replace(found, loops=NOT_SEARCHED)
            if budget.most_loops != 0:
                yield replace(found, loops=loops_of(graphs, budget))
        except Spent:
            yield CALLED_OFF
        finally:
            if graphs is not None:
                graphs.let_go()


def _findings(map: StrategyMap, answers: list[_Answer]) -> Analysis:
    """The answers of the checks in their order, without what is muted; the loops are still to come."""
    answers.sort(key=lambda answer: (answer.check.severity.rank, answer.check.code))
    everything = [finding for answer in answers for finding in answer.findings]
    mutes = {mute.finding for mute in map.mutes.values()}
    return Analysis(
        findings=tuple(finding for finding in everything if not mutes or finding.key not in mutes),
        loops=PENDING,
        checked=tuple(sorted(answer.check.code for answer in answers)),
        muted=tuple(finding for finding in everything if mutes and finding.key in mutes),
        incomplete=tuple(sorted(answer.check.code for answer in answers if not answer.is_whole)),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one check found, in order, and whether it got to the end."""

    check: Check
    findings: list[Finding]
    is_whole: bool


def _asked(check: Check, graphs: MapGraphs, budget: Budget) -> _Answer:
    """Ask one check. Raises ``Spent`` when called off."""
    meter = Meter(Budget(steps=CHECK_STEPS, cancelled=budget.cancelled))
    most = min(MOST_FINDINGS, max(FEWEST_FINDINGS, len(graphs.map.elements) + len(graphs.map.links)))
    found: list[Finding] = []
    is_whole = True
    try:
        for finding in check.find(graphs, meter):
            meter.spend(1)
            if len(found) == most:
                is_whole = False
                break
            found.append(finding)
    except Spent as spent:
        if spent.reason == "cancelled":
            raise
        is_whole = False
    looking = Meter(Budget(cancelled=budget.cancelled))
    return _Answer(check, list(in_order(found, looking, lambda finding: _fixed_order(graphs, finding))), is_whole)


def _fixed_order(graphs: MapGraphs, finding: Finding) -> tuple[list[int], tuple[str, ...]]:
    """Sorting key of the findings of one check: titles, then ids."""
    return [graphs.rank[id_] for id_ in finding.elements], finding.links
