"""SM101: an active initiative with no path of influences to any objective."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.influence import reachable
from stratmap.i18n import marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Active initiatives that no walk against the influences finds when it sets out from all objectives."""
    elements = graphs.map.elements.values()
    influences = graphs.of(LinkKind.INFLUENCES)
    objectives = (element.id for element in elements if element.kind is ElementKind.OBJECTIVE)
    serving = reachable(influences.into, influences.numbers(objectives))
    for element in elements:
        if (
            element.kind is ElementKind.INITIATIVE
            and element.is_active
            and influences.number.get(element.id) not in serving
        ):
            yield Finding(CHECK.code, CHECK.severity, (element.id,))


CHECK = Check(
    code="SM101",
    name=marked("Orphaned initiative"),
    explanation=marked("An initiative that is still under way leads, by its influences, to no objective."),
    severity=Severity.ERROR,
    sentence=marked("{first} serves no objective."),
    advice=marked("Link it to the objective it is meant to help, or drop it."),
    find=find,
)
