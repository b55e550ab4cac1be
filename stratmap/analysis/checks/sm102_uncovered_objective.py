"""SM102: an active objective that no active initiative works towards: none reaches it, or those that do only hurt it.

As in SM101 a path counts unless its net sign, looked at within six links, is minus.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.effects import effects, helps, is_active_initiative, is_further, numbered
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Amend, Fix, NewLink, active, choices, hurts_directly
from stratmap.analysis.graph import KindGraph, MapGraphs
from stratmap.analysis.influence import Path, reachable
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Active objectives to which no influences lead from an active initiative, or only such as hurt."""
    influences = graphs.of(LinkKind.INFLUENCES)
    doing = set(numbered(influences, is_active_initiative, meter))
    covered = reachable(influences.out, doing, meter)
    table = graphs.shared(effects)
    for element in graphs.elements(meter):
        if element.kind is not ElementKind.OBJECTIVE or not element.is_active:
            continue
        number = influences.number.get(element.id)
        if number is None or number not in covered:
            yield Finding(CHECK.code, CHECK.severity, (element.id,))
            continue
        reaching = [(source, signed) for source, signed in table.on.get(number, {}).items() if source in doing]
        meter.spend(len(reaching))
        if not reaching or any(helps(signed) for _source, signed in reaching):
            continue
        if not is_further(influences, number, doing, meter, backwards=True):
            _length, by, path = min(_way(influences, source, signed[Polarity.MINUS]) for source, signed in reaching)
            yield Finding(CHECK.code, CHECK.severity, (element.id, by), path, {"case": "hurts"}, (path,))
    table.must_be_whole()


def _way(graph: KindGraph, source: int, path: Path) -> tuple[int, str, Path]:
    """A way from an element: the least of some is the shortest, of equals by the id and never by the title."""
    return len(path), graph.elements[source].id, path


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Link an initiative that is chosen to it."""
    target = finding.elements[0]
    doing = [each for each in active(map, ElementKind.INITIATIVE) if not hurts_directly(map, each.id, target)]
    if doing:

        def amend(initiative: Element) -> Amend:
            return Amend(links=(NewLink(LinkKind.INFLUENCES, initiative.id, target, Polarity.PLUS),))

        ask = _("Which initiative helps it?")
        yield Fix(_("Link an initiative to it"), ask=ask, choices=choices(map, doing, amend))


CHECK = Check(
    code="SM102",
    name=marked("Uncovered objective"),
    several=marked("Objectives nobody works towards"),
    explanation=marked(
        "No initiative that is still under way influences the objective, directly or through others, or those that"
        " do only hurt it. Nothing that is being done will bring it about."
    ),
    severity=Severity.WARNING,
    sentence=marked("No active initiative works towards {first}."),
    advice=marked("Link the initiative that is to move it, or plan one."),
    find=find,
    fixes=fixes,
    cases={
        "hurts": Words(
            marked("No active initiative works towards {first}; {second} only hurts it, {way1}."),
            marked("Link the initiative that is to move it, or plan one."),
        )
    },
)
