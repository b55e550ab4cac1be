"""SM103: an active objective outside the top perspective that leads, by influences, to no objective in it."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, active, link_to_one_of
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.influence import reachable
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Where the map has perspectives: objectives outside the top one that no walk back from its objectives finds."""
    perspectives = graphs.map.ordered_perspectives()
    if not perspectives:
        return
    top = perspectives[0].id
    influences = graphs.of(LinkKind.INFLUENCES)
    goals = [
        each.id for each in graphs.elements(meter) if each.kind is ElementKind.OBJECTIVE and each.perspective == top
    ]
    leading = reachable(influences.into, influences.numbers(goals), meter)
    for element in graphs.elements(meter):
        if element.kind is not ElementKind.OBJECTIVE or not element.is_active or element.perspective == top:
            continue
        number = influences.number.get(element.id)
        if number is None or number not in leading:
            facts: dict[str, str | int | float] = {"top": top, "case": "" if goals else "empty"}
            yield Finding(CHECK.code, CHECK.severity, (element.id,), facts=facts)


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Link it to an objective of the top perspective that is chosen."""
    goals = [each for each in active(map, ElementKind.OBJECTIVE) if each.perspective == finding.facts["top"]]
    label, ask = _("Link it to a goal at the top"), _("Which goal does it help to reach?")
    yield from link_to_one_of(label, map, finding.elements[0], goals, ask)


CHECK = Check(
    code="SM103",
    name=marked("Dead-end objective"),
    several=marked("Objectives that lead nowhere further up"),
    explanation=marked(
        "An objective outside the top perspective leads, by its influences, to no objective in it. Reaching it"
        " would not bring the map's goal any nearer. Objectives that are done or dropped are left in peace."
    ),
    severity=Severity.WARNING,
    sentence=marked("{first} leads to no objective in {top}."),
    advice=marked("Link it to what it is to bring about, or ask whether it is needed."),
    find=find,
    fixes=fixes,
    cases={
        "empty": Words(
            marked("{first} leads to no objective in {top}, where there is none yet."),
            marked("Put the goal that all the rest is for into {top}, and link to it."),
        )
    },
)
