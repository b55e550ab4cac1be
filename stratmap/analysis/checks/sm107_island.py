"""SM107: a part of the map that hangs together but holds no objective. Links of every kind and direction count."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, active, link_to_one_of, named
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """The weakly connected parts of two or more elements among which there is no objective."""
    beside: dict[str, list[str]] = {}
    for kind in LinkKind:
        for link in graphs.links(kind, meter):
            beside.setdefault(link.source, []).append(link.target)
            beside.setdefault(link.target, []).append(link.source)
    seen: set[str] = set()
    for element in graphs.elements(meter):
        if element.id in seen or element.id not in beside:
            continue
        part = _part(element.id, beside, meter)
        seen |= part
        if not any(graphs.map.elements[id_].kind is ElementKind.OBJECTIVE for id_ in part):
            yield Finding(CHECK.code, CHECK.severity, tuple(sorted(part, key=graphs.rank.__getitem__)))


def _part(start: str, beside: dict[str, list[str]], meter: Meter) -> set[str]:
    part = {start}
    waiting = [start]
    while waiting:
        for other in beside[waiting.pop()]:
            meter.spend(1)
            if other not in part:
                part.add(other)
                waiting.append(other)
    return part


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Link the first of its ends, from which no influence leads on, to an objective that is chosen."""
    going_on = {link.source for link in map.links.values() if link.kind is LinkKind.INFLUENCES}
    able = [id_ for id_ in finding.elements if map.elements[id_].kind is not ElementKind.DEPARTMENT]
    ends = [id_ for id_ in able if id_ not in going_on] or able
    if ends:
        label = named(marked("Link {first} to an objective"), map, ends[0])
        goals = active(map, ElementKind.OBJECTIVE)
        yield from link_to_one_of(label, map, ends[0], goals, _("Which objective does it help?"))


CHECK = Check(
    code="SM107",
    name=marked("Island"),
    explanation=marked(
        "A part of the map hangs together by links of any kind, but holds no objective, and nothing joins it to the"
        " rest. Whatever is done there, the strategy does not notice."
    ),
    severity=Severity.WARNING,
    sentence=marked("{all} hang together, but with no objective."),
    advice=marked("Link them to the objective they are for, or take them off the map."),
    find=find,
    fixes=fixes,
)
