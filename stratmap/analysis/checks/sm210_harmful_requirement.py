"""SM210: something requires what only hurts an objective that it helps itself, both looked at within six links."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import LinkKind, Polarity
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.effects import effects, open_requirement_graph
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, remove
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Direct requirements between active elements, with each objective that the one helps and the other only hurts.

    ``paths`` are the plus path of the one that requires, and the minus path of the one required.
    """
    influences = graphs.of(LinkKind.INFLUENCES)
    table = graphs.shared(effects)
    hurt_by: dict[int, list[int]] = {}
    for objective, sources in table.on.items():
        meter.spend(1 + len(sources))
        for source, signed in sources.items():
            if len(signed) == 1 and Polarity.MINUS in signed:
                hurt_by.setdefault(source, []).append(objective)
    for needing, needed, ids in _pairs(graphs, meter):
        one, other = influences.number.get(needing), influences.number.get(needed)
        if one is None or other is None:
            continue
        for objective in hurt_by.get(other, ()):
            meter.spend(1)
            with_it, against_it = (
                table.of(one, objective).get(Polarity.PLUS),
                table.of(other, objective)[Polarity.MINUS],
            )
            if with_it is None:
                continue
            yield Finding(
                CHECK.code,
                CHECK.severity,
                (needing, needed, influences.elements[objective].id),
                tuple(dict.fromkeys((*ids, *with_it, *against_it))),
                paths=(with_it, against_it),
            )
    table.must_be_whole()


def _pairs(graphs: MapGraphs, meter: Meter) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What requires, what it requires, and the links that say so; both ends active."""
    requirements = graphs.shared(open_requirement_graph)
    for needing, hops in zip(requirements.elements, requirements.out, strict=True):
        meter.spend(1 + len(hops))
        for target, links in hops:
            if requirements.elements[target].is_active:
                yield needing.id, requirements.elements[target].id, tuple(link.id for link in links)


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Do without what is required."""
    links = [id_ for id_ in finding.links if map.links[id_].kind is LinkKind.REQUIRES]
    yield remove(_("Remove the requirement"), links)


CHECK = Check(
    code="SM210",
    name=marked("Harmful requirement"),
    several=marked("Requirements that hurt what is helped"),
    explanation=marked(
        "Something under way helps an objective, but requires what only hurts that objective, each within six"
        " links. What is won by the one may be lost by the other."
    ),
    severity=Severity.WARNING,
    sentence=marked("{first} helps {third}, but requires {second}, which hurts it {way2}."),
    advice=marked("Meet the requirement in another way, or soften what it does to {third}."),
    find=find,
    fixes=fixes,
)
