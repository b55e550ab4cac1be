"""SM207: something requires, directly or through others, what it is in conflict with.

Both are still under way, and so is everything on the way between them: what is done waits for nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import LinkKind
from models.records import Link
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.effects import open_requirement_graph
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fix, remove
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.influence import shortest_paths
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Each pair in conflict of which one requires the other, with the shortest way it does."""
    requirements = graphs.shared(open_requirement_graph)
    elements = requirements.elements
    rivals: dict[int, dict[int, list[str]]] = {}
    for link in graphs.links(LinkKind.CONFLICTS, meter):
        ends = requirements.numbers((link.source, link.target))
        if len(ends) == 2 and elements[ends[0]].is_active and elements[ends[1]].is_active:
            for one, other in (ends, ends[::-1]):
                rivals.setdefault(one, {}).setdefault(other, []).append(link.id)
    for one in sorted(rivals):
        for other, path in sorted(shortest_paths(requirements, one, set(rivals[one]), meter).items()):
            yield Finding(
                CHECK.code,
                CHECK.severity,
                (elements[one].id, elements[other].id),
                (*sorted(rivals[one][other]), *path),
                {"case": "through" if len(path) > 1 else ""},
                (path,),
            )


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Take back the conflict or, where it is direct, the requirement."""
    (path,) = finding.paths
    if len(path) == 1:
        needing, needed = finding.elements
        links = [each.id for each in map.links_of(needing) if _is_requirement(each, needing, needed)]
        yield remove(_("Remove the requirement"), links)
    yield remove(_("They can both be had: remove the conflict"), [id_ for id_ in finding.links if id_ not in path])


def _is_requirement(link: Link, needing: str, needed: str) -> bool:
    return link.kind is LinkKind.REQUIRES and (link.source, link.target) == (needing, needed)


_ADVICE = marked("Meet the need in another way, or settle the conflict between the two.")

CHECK = Check(
    code="SM207",
    name=marked("Required rival"),
    several=marked("Requirements that are rivals"),
    explanation=marked(
        "Something that is under way requires, directly or through others, what it is in conflict with. As the map"
        " stands it can never be had. Requirements of what is done or dropped, or by what is done, do not count."
    ),
    severity=Severity.ERROR,
    sentence=marked("{first} requires {second}, but the two cannot both be had."),
    advice=_ADVICE,
    find=find,
    fixes=fixes,
    cases={
        "through": Words(
            marked("{first} requires {second} {way1}, but the two cannot both be had."),
            _ADVICE,
        )
    },
)
