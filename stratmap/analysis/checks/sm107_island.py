"""SM107: a part of the map that hangs together but holds no objective. Links of every kind and direction count."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, active, link_to_one_of, named
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """The weakly connected parts of two or more elements among which there is no objective."""
    root: dict[str, str] = {}
    for kind in LinkKind:
        for link in graphs.links(kind, meter):
            root[_root(link.source, root, meter)] = _root(link.target, root, meter)
    parts: dict[str, list[Element]] = {}
    for element in graphs.elements(meter):
        if element.id in root:
            parts.setdefault(_root(element.id, root, meter), []).append(element)
    for part in parts.values():
        if not any(element.kind is ElementKind.OBJECTIVE for element in part):
            yield Finding(CHECK.code, CHECK.severity, tuple(element.id for element in part))


def _root(id_: str, root: dict[str, str], meter: Meter) -> str:
    """The element that stands for all that hang together with this one (union-find with path halving)."""
    while (above := root.setdefault(id_, id_)) != id_:
        meter.spend(1)
        root[id_] = id_ = root[above]
    return id_


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
    several=marked("Islands without an objective"),
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
