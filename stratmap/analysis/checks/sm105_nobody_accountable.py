"""SM105: an active objective or initiative with neither an owner nor an owning department."""

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

ACCOUNTED_FOR = frozenset({ElementKind.OBJECTIVE, ElementKind.INITIATIVE})


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Active objectives and initiatives without a name in the owner field and without an owning link."""
    owned = {link.target for link in graphs.links(LinkKind.OWNS, meter)}
    for element in graphs.elements(meter):
        if (
            element.kind in ACCOUNTED_FOR
            and element.is_active
            and not element.owner.strip()
            and element.id not in owned
        ):
            yield Finding(CHECK.code, CHECK.severity, (element.id,))


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Make a department that is chosen accountable for it."""
    target = finding.elements[0]
    departments = active(map, ElementKind.DEPARTMENT)
    if departments:

        def amend(department: Element) -> Amend:
            return Amend(links=(NewLink(LinkKind.OWNS, department.id, target),))

        ask = _("Which department answers for it?")
        yield Fix(_("Make a department accountable"), ask=ask, choices=choices(map, departments, amend))


CHECK = Check(
    code="SM105",
    name=marked("Nobody accountable"),
    several=marked("Things nobody is accountable for"),
    explanation=marked(
        "An objective or initiative that is still under way has no owner, and no department is accountable for it."
        " What is nobody's business is not done."
    ),
    severity=Severity.WARNING,
    sentence=marked("Nobody is accountable for {first}."),
    advice=marked("Name an owner, or link the department that answers for it."),
    find=find,
    fixes=fixes,
)
