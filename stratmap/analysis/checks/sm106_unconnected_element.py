"""SM106: an element, other than a note, with no link of any kind."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Elements that no link leaves or enters."""
    joined = {end for link in graphs.map.links.values() for end in (link.source, link.target)}
    for element in graphs.map.elements.values():
        if element.kind is not ElementKind.NOTE and element.id not in joined:
            yield Finding(CHECK.code, CHECK.severity, (element.id,))


CHECK = Check(
    code="SM106",
    name=marked("Unconnected element"),
    explanation=marked("No link of any kind leaves or enters the element."),
    severity=Severity.WARNING,
    sentence=marked("{first} is not connected to anything."),
    advice=marked("Link it to what it belongs to, or remove it."),
    find=find,
)
