"""SM204: a conflict somebody has drawn, with both ends active. Conflicts have no direction."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import LinkKind
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.graph import MapGraphs, title_order
from stratmap.i18n import marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Pairs of active elements that a conflict joins, once each however often and in which direction it is drawn."""
    elements = graphs.map.elements
    pairs: dict[tuple[str, str], list[str]] = {}
    for link in graphs.map.links.values():
        if link.kind is LinkKind.CONFLICTS and link.source != link.target:
            first, second = sorted((elements[link.source], elements[link.target]), key=title_order)
            if first.is_active and second.is_active:
                pairs.setdefault((first.id, second.id), []).append(link.id)
    for pair, links in pairs.items():
        yield Finding(CHECK.code, CHECK.severity, pair, tuple(sorted(links)))


CHECK = Check(
    code="SM204",
    name=marked("Declared conflict"),
    explanation=marked("Two things that cannot both be had are both being pursued."),
    severity=Severity.ERROR,
    sentence=marked("{first} and {second} cannot both be had, yet both are being pursued."),
    advice=marked("Decide for one and drop the other, or change them so that they fit together."),
    find=find,
)
