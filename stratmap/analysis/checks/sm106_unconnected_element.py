"""SM106: an element, other than a note, with no link of any kind."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, named, remove
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Elements that no link leaves or enters."""
    joined: set[str] = set()
    for kind in LinkKind:
        for link in graphs.links(kind, meter):
            joined.add(link.source)
            joined.add(link.target)
    for element in graphs.elements(meter):
        if element.kind is not ElementKind.NOTE and element.id not in joined:
            yield Finding(CHECK.code, CHECK.severity, (element.id,))


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Remove it."""
    yield remove(named(marked("Delete {first}"), map, *finding.elements), finding.elements)


CHECK = Check(
    code="SM106",
    name=marked("Unconnected element"),
    several=marked("Cards without a link"),
    explanation=marked("No link of any kind leaves or enters the element, so the map does not say what it is for."),
    severity=Severity.WARNING,
    sentence=marked("{first} is not connected to anything."),
    advice=marked("Link it to what it belongs to, or remove it."),
    find=find,
    fixes=fixes,
)
