"""SM203: two active initiatives pull one objective in opposite directions.

One has only net plus paths of at most 6 links to it, the other only net minus. *Only* is meant as it stands: a
path with an unknown sign is neither plus nor minus, so an initiative with such a path has not only plus paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from models.kinds import ElementKind, LinkKind, Polarity
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.influence import Path, effects_on
from stratmap.i18n import marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """For each objective, every initiative that only helps it with every one that only hurts it."""
    influences = graphs.of(LinkKind.INFLUENCES)
    active = {
        number
        for number, element in enumerate(influences.elements)
        if element.kind is ElementKind.INITIATIVE and element.is_active
    }
    for number, objective in enumerate(influences.elements):
        if objective.kind is not ElementKind.OBJECTIVE:
            continue
        helping: list[tuple[str, Path]] = []
        hurting: list[tuple[str, Path]] = []
        for source, signed_paths in effects_on(influences, number, active, meter):
            found = list(islice(signed_paths, 2))
            if len(found) == 1:
                sign, path = found[0]
                if sign is Polarity.PLUS:
                    helping.append((influences.elements[source].id, path))
                elif sign is Polarity.MINUS:
                    hurting.append((influences.elements[source].id, path))
        for helper, with_it in helping:
            for hurter, against_it in hurting:
                yield Finding(
                    CHECK.code,
                    CHECK.severity,
                    (helper, hurter, objective.id),
                    tuple(dict.fromkeys((*with_it, *against_it))),
                    paths=(with_it, against_it),
                )


CHECK = Check(
    code="SM203",
    name=marked("Tug of war"),
    explanation=marked("One active initiative only helps an objective, another only hurts it, within six links."),
    severity=Severity.WARNING,
    sentence=marked("{first} helps {third}, while {second} hurts it."),
    advice=marked("Decide which of the two goes first, or change one so that they pull the same way."),
    find=find,
)
