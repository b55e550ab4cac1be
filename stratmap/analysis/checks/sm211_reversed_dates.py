"""SM211: something that is to be done ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from models.fields import ELEMENT_FIELDS
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Amend, Fix, SetField
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Active elements of a kind that has dates, whose end lies before their start."""
    for element in graphs.elements(meter):
        start, end = element.start, element.end
        if start is None or end is None or "start" not in ELEMENT_FIELDS[element.kind]:
            continue
        if element.is_active and end < start:
            facts: dict[str, str | int | float] = {"starts": start.isoformat(), "ends": end.isoformat()}
            yield Finding(CHECK.code, CHECK.severity, (element.id,), (), facts)


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Take the earlier date for the start."""
    element = map.elements[finding.elements[0]]
    swapped = SetField(element.id, "start", element.end), SetField(element.id, "end", element.start)
    yield Fix(_("Exchange the two dates"), Amend(fields=swapped))


CHECK = Check(
    code="SM211",
    name=marked("Reversed dates"),
    several=marked("Things that end before they start"),
    explanation=marked(
        "Something that is still under way ends on an earlier day than it starts on. Nobody can keep to such dates,"
        " and whatever is worked out from them, such as the load of a department, leaves it out."
    ),
    severity=Severity.ERROR,
    sentence=marked("{first} ends on {ends}, before it starts on {starts}."),
    advice=marked("Correct one of the two dates."),
    find=find,
    fixes=fixes,
)
