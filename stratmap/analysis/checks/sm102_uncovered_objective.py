"""SM102: an active objective that no active initiative reaches by influences."""

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
    """Active objectives that no walk along the influences finds when it sets out from all active initiatives."""
    elements = graphs.map.elements.values()
    influences = graphs.of(LinkKind.INFLUENCES)
    initiatives = (each.id for each in elements if each.kind is ElementKind.INITIATIVE and each.is_active)
    covered = reachable(influences.out, influences.numbers(initiatives))
    for element in elements:
        if (
            element.kind is ElementKind.OBJECTIVE
            and element.is_active
            and influences.number.get(element.id) not in covered
        ):
            yield Finding(CHECK.code, CHECK.severity, (element.id,))


CHECK = Check(
    code="SM102",
    name=marked("Uncovered objective"),
    explanation=marked("No initiative that is still under way influences the objective, directly or through others."),
    severity=Severity.WARNING,
    sentence=marked("No active initiative works towards {first}."),
    advice=marked("Link the initiative that is to move it, or plan one."),
    find=find,
)
