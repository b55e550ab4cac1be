"""SM202: an active initiative helps an objective on one way and hurts the same objective on another.

The ways are simple paths of at most six links; the shortest of each net sign is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import LinkKind, Polarity
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.effects import effects, is_active_initiative
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, drop, remove_one_of
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Initiatives with both a plus and a minus path to an objective; ``paths`` are the plus and then the minus."""
    elements = graphs.of(LinkKind.INFLUENCES).elements
    table = graphs.shared(effects)
    for objective, sources in table.on.items():
        meter.spend(1 + len(sources))
        for source, signed in sources.items():
            if Polarity.PLUS in signed and Polarity.MINUS in signed and is_active_initiative(elements[source]):
                helping, hurting = signed[Polarity.PLUS], signed[Polarity.MINUS]
                yield Finding(
                    CHECK.code,
                    CHECK.severity,
                    (elements[source].id, elements[objective].id),
                    tuple(dict.fromkeys((*helping, *hurting))),
                    paths=(helping, hurting),
                )
    table.must_be_whole()


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Take a link that is chosen out of the way that hurts, or drop the initiative."""
    ask = _("Which of these links is not true, or is to end?")
    yield from remove_one_of(_("Break the way that hurts"), map, finding.paths[1], ask)
    yield drop(map, finding.elements[0])


CHECK = Check(
    code="SM202",
    name=marked("Mixed effect"),
    several=marked("Initiatives that help and hurt the same objective"),
    explanation=marked(
        "An initiative that is still under way helps an objective on one way and hurts it on another, each of at"
        " most six links. Whether it does good on the whole, the map does not say."
    ),
    severity=Severity.WARNING,
    sentence=marked("{first} both helps {second}, {way1}, and hurts it, {way2}."),
    advice=marked("Find out which of the two weighs more, or weaken the way that hurts."),
    find=find,
    fixes=fixes,
)
