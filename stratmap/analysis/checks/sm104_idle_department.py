"""SM104: a department that is accountable for nothing that is still under way."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Amend, Fix, NewLink, active, choices
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Departments without an owning link to anything active."""
    elements = graphs.map.elements
    busy = {link.source for link in graphs.links(LinkKind.OWNS, meter) if elements[link.target].is_active}
    for element in graphs.elements(meter):
        if element.kind is ElementKind.DEPARTMENT and element.id not in busy:
            yield Finding(CHECK.code, CHECK.severity, (element.id,))


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Make it accountable for an objective or initiative that nobody answers for yet."""
    department = finding.elements[0]
    owned = {link.target for link in map.links.values() if link.kind is LinkKind.OWNS}
    waiting = [
        each
        for kind in (ElementKind.OBJECTIVE, ElementKind.INITIATIVE)
        for each in active(map, kind)
        if each.id not in owned
    ]
    if waiting:

        def amend(element: Element) -> Amend:
            return Amend(links=(NewLink(LinkKind.OWNS, department, element.id),))

        ask = _("What is it accountable for?")
        yield Fix(_("Make it accountable for something"), ask=ask, choices=choices(map, waiting, amend))


CHECK = Check(
    code="SM104",
    name=marked("Idle department"),
    several=marked("Departments accountable for nothing"),
    explanation=marked(
        "A department is accountable for no objective, initiative or measure that is still under way. Either it has"
        " no part in the strategy, or its part is not on the map."
    ),
    severity=Severity.INFO,
    sentence=marked("{first} is accountable for nothing that is under way."),
    advice=marked("Link it to what it answers for, or take it off the map."),
    find=find,
    fixes=fixes,
)
