"""SM201: a plus and a minus influence from the same element to the same other."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import ElementKind, LinkKind, Polarity
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, remove
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Pairs of elements joined in one direction by both signs, with all the signed links between them."""
    influences = graphs.of(LinkKind.INFLUENCES)
    for source, hops in zip(influences.elements, influences.out, strict=True):
        meter.spend(1 + len(hops))
        for target, links in hops:
            if len(links) < 2:
                continue
            signed = [link for link in links if link.polarity is not Polarity.UNKNOWN]
            if len({link.polarity for link in signed}) > 1:
                case = "initiative" if source.kind is ElementKind.INITIATIVE else ""
                yield Finding(
                    CHECK.code,
                    CHECK.severity,
                    (source.id, influences.elements[target].id),
                    tuple(link.id for link in signed),
                    {"case": case},
                )


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Keep only the links with a plus, or only those with a minus."""
    by_sign = {
        sign: [id_ for id_ in finding.links if map.links[id_].polarity is sign]
        for sign in (Polarity.PLUS, Polarity.MINUS)
    }
    yield remove(_("Keep the plus"), by_sign[Polarity.MINUS])
    yield remove(_("Keep the minus"), by_sign[Polarity.PLUS])


_ADVICE = marked("Keep the link that is right. If both are, put what lies between the two on the map.")

CHECK = Check(
    code="SM201",
    name=marked("Contradictory pair"),
    several=marked("Pairs that are said to raise and to lower"),
    explanation=marked(
        "Two links between the same elements, in the same direction, say the opposite. Nobody who reads the map"
        " can tell which of them to believe, and every answer that builds on them says both."
    ),
    severity=Severity.ERROR,
    sentence=marked("{first} is said both to raise and to lower {second}."),
    advice=_ADVICE,
    find=find,
    fixes=fixes,
    cases={"initiative": Words(marked("{first} is said both to support and to hurt {second}."), _ADVICE)},
)
