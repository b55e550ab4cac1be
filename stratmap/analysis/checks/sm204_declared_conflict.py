"""SM204: a conflict somebody has drawn, with both ends active. Conflicts have no direction."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import LinkKind
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, drop, remove
from stratmap.analysis.graph import MapGraphs
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Pairs of active elements that a conflict joins, once each however often and in which direction it is drawn."""
    elements = graphs.map.elements
    pairs: dict[tuple[str, str], list[str]] = {}
    for link in graphs.links(LinkKind.CONFLICTS, meter):
        if elements[link.source].is_active and elements[link.target].is_active:
            first, second = sorted((link.source, link.target), key=graphs.rank.__getitem__)
            pairs.setdefault((first, second), []).append(link.id)
    for pair, links in pairs.items():
        yield Finding(CHECK.code, CHECK.severity, pair, tuple(sorted(links)))


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Drop one of the two, or take the conflict back."""
    for element in finding.elements:
        yield drop(map, element)
    yield remove(_("They can both be had: remove the conflict"), finding.links)


CHECK = Check(
    code="SM204",
    name=marked("Declared conflict"),
    several=marked("Conflicts where both are pursued"),
    explanation=marked(
        "Two things that cannot both be had are both being pursued. Part of the work will have been in vain."
    ),
    severity=Severity.ERROR,
    sentence=marked("{first} and {second} cannot both be had, yet both are being pursued."),
    advice=marked("Decide for one and drop the other, or change them so that they fit together."),
    find=find,
    fixes=fixes,
)
