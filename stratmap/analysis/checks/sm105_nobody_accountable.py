"""SM105: an active objective or initiative with neither an owner nor an owning department."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import marked

ACCOUNTED_FOR = frozenset({ElementKind.OBJECTIVE, ElementKind.INITIATIVE})


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Active objectives and initiatives without a name in the owner field and without an owning link."""
    links = graphs.map.links.values()
    owned = {link.target for link in links if link.kind is LinkKind.OWNS}
    for element in graphs.map.elements.values():
        if (
            element.kind in ACCOUNTED_FOR
            and element.is_active
            and not element.owner.strip()
            and element.id not in owned
        ):
            yield Finding(CHECK.code, CHECK.severity, (element.id,))


CHECK = Check(
    code="SM105",
    name=marked("Nobody accountable"),
    explanation=marked("An active objective or initiative has no owner, and no department owns it."),
    severity=Severity.WARNING,
    sentence=marked("Nobody is accountable for {first}."),
    advice=marked("Name an owner, or link the department that answers for it."),
    find=find,
)
