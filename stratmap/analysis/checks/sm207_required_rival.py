"""SM207: something requires, directly or through others, what it is in conflict with."""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import LinkKind
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.influence import shortest_paths
from stratmap.i18n import marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Each pair in conflict of which one requires the other, with the shortest way it does."""
    requirements = graphs.of(LinkKind.REQUIRES)
    rivals: dict[int, dict[int, list[str]]] = {}
    for link in graphs.map.links.values():
        ends = requirements.numbers((link.source, link.target))
        if link.kind is LinkKind.CONFLICTS and len(set(ends)) == 2:
            for one, other in (ends, ends[::-1]):
                rivals.setdefault(one, {}).setdefault(other, []).append(link.id)
    for one in sorted(rivals):
        for other, path in sorted(shortest_paths(requirements, one, set(rivals[one]), meter).items()):
            yield Finding(
                CHECK.code,
                CHECK.severity,
                (requirements.elements[one].id, requirements.elements[other].id),
                (*sorted(rivals[one][other]), *path),
                {"case": "through" if len(path) > 1 else ""},
                (path,),
            )


_ADVICE = marked("Meet the need in another way, or settle the conflict between the two.")

CHECK = Check(
    code="SM207",
    name=marked("Required rival"),
    explanation=marked("Something requires, directly or through others, what it is in conflict with."),
    severity=Severity.ERROR,
    sentence=marked("{first} requires {second}, but the two cannot both be had."),
    advice=_ADVICE,
    find=find,
    cases={
        "through": Words(
            marked("{first} requires {second} through others, but the two cannot both be had."),
            _ADVICE,
        )
    },
)
