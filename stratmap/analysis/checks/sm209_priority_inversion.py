"""SM209: something requires what has a lower priority than it has itself."""

from __future__ import annotations

from collections.abc import Iterator

from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.effects import open_requirement_graph
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Amend, Fix, SetField, named
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Direct requirements between active elements of which the needed one matters less, once for each pair."""
    requirements = graphs.shared(open_requirement_graph)
    for needing, hops in zip(requirements.elements, requirements.out, strict=True):
        meter.spend(1 + len(hops))
        for target, links in hops:
            needed = requirements.elements[target]
            if needing.priority and needed.priority and needed.is_active and _is_inverted(needing, needed):
                facts: dict[str, str | int | float] = {
                    "first_priority": needing.priority.value,
                    "second_priority": needed.priority.value,
                }
                ids = tuple(link.id for link in links)
                yield Finding(CHECK.code, CHECK.severity, (needing.id, needed.id), ids, facts)


def _is_inverted(needing: Element, needed: Element) -> bool:
    """Whether what is needed has the lower of two given priorities."""
    return bool(needing.priority and needed.priority and needed.priority.rank < needing.priority.rank)


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Give what is needed the priority of what needs it."""
    needing, needed = finding.elements
    amend = Amend(fields=(SetField(needed, "priority", map.elements[needing].priority),))
    yield Fix(named(marked("Raise the priority of {first}"), map, needed), amend)


CHECK = Check(
    code="SM209",
    name=marked("Priority inversion"),
    several=marked("Requirements of lower priority"),
    explanation=marked(
        "Something under way requires something of lower priority. Whoever works by priority will do the two in the"
        " wrong order. What has no priority, or is done or dropped, is not compared."
    ),
    severity=Severity.INFO,
    sentence=marked(
        "{first} has the priority ‘{first_priority}’, but requires {second}, which has only ‘{second_priority}’."
    ),
    advice=marked("Give what is required at least the same priority, or lower that of what requires it."),
    find=find,
    fixes=fixes,
)
