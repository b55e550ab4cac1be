"""SM101: an active initiative that serves no objective: it leads to none, or only hurts those it leads to.

Whoever asks what an initiative is good for is not served by the answer that it harms something. So a path counts
unless its net sign is minus; where all paths within six links are minus, the initiative only hurts.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind, Polarity
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.effects import effects, helps, is_active_initiative, is_further, objectives
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, active, drop, link_to_one_of
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.influence import Path, reachable
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Active initiatives from which no influences lead to an objective, or only such as hurt it."""
    influences = graphs.of(LinkKind.INFLUENCES)
    goals = set(objectives(influences, meter))
    leading = reachable(influences.into, goals, meter)
    table = graphs.shared(effects)
    hurt: dict[int, tuple[int, str, Path]] = {}
    """By initiative the shortest way on which it hurts an objective, of equals by the objective's id."""
    helping: set[int] = set()
    for objective, sources in table.on.items():
        for source, signed in sources.items():
            meter.spend(1)
            if helps(signed):
                helping.add(source)
            else:
                path = signed[Polarity.MINUS]
                way = len(path), influences.elements[objective].id, path
                hurt[source] = min(way, hurt.get(source, way))
    for element in graphs.elements(meter):
        if not is_active_initiative(element):
            continue
        number = influences.number.get(element.id)
        if number is None or number not in leading:
            yield Finding(CHECK.code, CHECK.severity, (element.id,))
        elif table.stopped or number not in hurt or number in helping:
            continue
        elif not is_further(influences, number, goals, meter):
            _length, hurts, path = hurt[number]
            yield Finding(CHECK.code, CHECK.severity, (element.id, hurts), path, {"case": "hurts"}, (path,))
    table.must_be_whole()


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Link it to an objective that is chosen, or drop it."""
    initiative = finding.elements[0]
    goals = active(map, ElementKind.OBJECTIVE)
    yield from link_to_one_of(
        _("Link it to an objective"), map, initiative, goals, _("Which objective does it help?")
    )
    yield drop(map, initiative)


CHECK = Check(
    code="SM101",
    name=marked("Orphaned initiative"),
    several=marked("Initiatives that serve no objective"),
    explanation=marked(
        "An initiative that is still under way leads, by its influences, to no objective, or only hurts those it"
        " leads to. It costs time and money that no objective asks for."
    ),
    severity=Severity.ERROR,
    sentence=marked("{first} serves no objective."),
    advice=marked("Link it to the objective it is meant to help, or drop it."),
    find=find,
    fixes=fixes,
    cases={
        "hurts": Words(
            marked("{first} serves no objective: all it does is hurt {second} {way1}."),
            marked("Link it to the objective it is meant to help, or drop it."),
        )
    },
)
