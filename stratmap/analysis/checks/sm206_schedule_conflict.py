"""SM206: something active requires what ends after it starts, or what is dropped.

What is done is there, whenever it was to end, and keeps nobody waiting.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from models.kinds import Status
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.effects import open_requirement_graph
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Amend, Fix, SetField, named, remove
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import _, marked

Facts = dict[str, str | int | float]


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Direct requirements of active elements that cannot be there in time, once for each pair of elements."""
    requirements = graphs.shared(open_requirement_graph)
    for needing, hops in zip(requirements.elements, requirements.out, strict=True):
        meter.spend(1 + len(hops))
        for target, links in hops:
            needed = requirements.elements[target]
            facts = _trouble(needing, needed)
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


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Start the one after the other ends; where that is dropped, do without it or take it up again."""
    needing, needed = (map.elements[id_] for id_ in finding.elements)
    if finding.facts.get("case") == "dropped":
        again = Amend(fields=(SetField(needed.id, "status", Status.PLANNED),))
        yield Fix(named(marked("Take up {first} again"), map, needed.id), again)
        yield remove(_("Remove the requirement"), finding.links)
        return
    later = _started_after(needing, needed)
    if later is not None:
        yield Fix(named(marked("Start {first} after {second} ends"), map, needing.id, needed.id), later)


def _started_after(needing: Element, needed: Element) -> Amend | None:
    """Start on the day after the other ends, for as long as before; None where the calendar ends first."""
    if needing.start is None or needed.end is None:
        return None
    try:
        start = needed.end + timedelta(days=1)
        end = None if needing.end is None else needing.end + (start - needing.start)
    except OverflowError:
        return None
    return Amend(fields=(SetField(needing.id, "start", start), SetField(needing.id, "end", end)))


CHECK = Check(
    code="SM206",
    name=marked("Schedule conflict"),
    several=marked("Requirements that end too late"),
    explanation=marked(
        "Something that is under way requires what ends only after it starts, or what is dropped. It will have to"
        " begin without it. What is done already is there, whatever its dates say."
    ),
    severity=Severity.ERROR,
    sentence=marked("{first} starts on {starts}, but requires {second}, which ends on {ends}."),
    advice=marked("Start the one later, or finish the other sooner."),
    find=find,
    fixes=fixes,
    cases={
        "dropped": Words(
            marked("{first} requires {second}, which is dropped."),
            marked("Remove the requirement if it is no longer needed, or take up again what it needs."),
        )
    },
)
