"""SM203: two active initiatives pull one objective in opposite directions.

One has only net plus paths of at most 6 links to it, the other only net minus. *Only* is meant as it stands: a
path with an unknown sign is neither plus nor minus, so an initiative with such a path has not only plus paths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from models.kinds import LinkKind, Polarity
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.effects import Signed, effects, is_active_initiative
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, drop
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.influence import Path
from stratmap.i18n import marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """For each objective, every initiative that only helps it with every one that only hurts it."""
    elements = graphs.of(LinkKind.INFLUENCES).elements
    table = graphs.shared(effects)
    for objective, sources in table.on.items():
        meter.spend(1 + len(sources))
        helping, hurting = (_only(sign, sources, elements) for sign in (Polarity.PLUS, Polarity.MINUS))
        for (helper, with_it), (hurter, against_it) in product(helping, hurting):
            meter.spend(1)
            yield Finding(
                CHECK.code,
                CHECK.severity,
                (helper, hurter, elements[objective].id),
                tuple(dict.fromkeys((*with_it, *against_it))),
                paths=(with_it, against_it),
            )
    table.must_be_whole()


def _only(sign: Polarity, sources: Mapping[int, Signed], elements: Sequence[Element]) -> list[tuple[str, Path]]:
    """The active initiatives whose effect has this sign and no other, each with its path."""
    return [
        (elements[source].id, signed[sign])
        for source, signed in sources.items()
        if signed.keys() == {sign} and is_active_initiative(elements[source])
    ]


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Drop one of the two, first the one that hurts."""
    helper, hurter, _objective = finding.elements
    yield drop(map, hurter)
    yield drop(map, helper)


CHECK = Check(
    code="SM203",
    name=marked("Tug of war"),
    several=marked("Initiatives that pull an objective both ways"),
    explanation=marked(
        "One initiative that is under way only helps an objective, another only hurts it, each within six links."
        " One of the two undoes the work of the other."
    ),
    severity=Severity.WARNING,
    sentence=marked("{first} helps {third}, while {second} hurts it."),
    advice=marked("Decide which of the two goes first, or change one so that they pull the same way."),
    find=find,
    fixes=fixes,
)
