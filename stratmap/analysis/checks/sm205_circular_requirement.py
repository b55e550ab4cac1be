"""SM205: a circle of requirements.

A knot of requirements may hold more circles than anybody can read, so it is told by an independent set of its
shortest circles: each requirement that lies on a circle is in at least one of them, and there are never more
circles than requirements.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.kinds import LinkKind
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.independent import independent_cycles
from stratmap.i18n import marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """The shortest circles that together cover every requirement lying on one."""
    requirements = graphs.of(LinkKind.REQUIRES)
    for part in requirements.circular_parts():
        for links in independent_cycles(requirements, part, meter):
            yield Finding(
                CHECK.code,
                CHECK.severity,
                tuple(link.source for link in links),
                tuple(link.id for link in links),
                {"case": "pair" if len(links) == 2 else ""},
                (tuple(link.id for link in links),),
            )


_ADVICE = marked("Remove the requirement that is needed least, or split off a part that can go first.")

CHECK = Check(
    code="SM205",
    name=marked("Circular requirement"),
    explanation=marked("Requirements run in a circle, so that none of it can be the first to start."),
    severity=Severity.ERROR,
    sentence=marked("{circle}: each requires the next, so none of them can be the first to start."),
    advice=_ADVICE,
    find=find,
    cases={
        "pair": Words(
            marked("{first} and {second} each require the other, so neither can be the first to start."),
            _ADVICE,
        )
    },
)
