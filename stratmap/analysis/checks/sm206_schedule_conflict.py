"""SM206: something active requires what ends after it starts, or what is dropped."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import LinkKind, Status
from models.records import Element
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import marked

Facts = dict[str, str | int | float]


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Direct requirements of active elements that cannot be there in time, once for each pair of elements."""
    requirements = graphs.of(LinkKind.REQUIRES)
    for needing, hops in zip(requirements.elements, requirements.out, strict=True):
        for target, links in hops:
            needed = requirements.elements[target]
            facts = _trouble(needing, needed) if needing.is_active else None
            if facts is not None:
                ids = tuple(link.id for link in links)
                yield Finding(CHECK.code, CHECK.severity, (needing.id, needed.id), ids, facts)


def _trouble(needing: Element, needed: Element) -> Facts | None:
    """Why what is needed will not be there in time, or None. A date that is not given is no trouble."""
    if needed.status is Status.DROPPED:
        return {"case": "dropped"}
    if needing.start is not None and needed.end is not None and needed.end > needing.start:
        return {"starts": needing.start.isoformat(), "ends": needed.end.isoformat()}
    return None


CHECK = Check(
    code="SM206",
    name=marked("Schedule conflict"),
    explanation=marked("Something active requires what ends only after it starts, or what is dropped."),
    severity=Severity.ERROR,
    sentence=marked("{first} starts on {starts}, but requires {second}, which ends on {ends}."),
    advice=marked("Start the one later, or finish the other sooner."),
    find=find,
    cases={
        "dropped": Words(
            marked("{first} requires {second}, which is dropped."),
            marked("Remove the requirement if it is no longer needed, or take up again what it needs."),
        )
    },
)
