"""SM205: a circle of requirements that are still to be met: nothing in it can be the first to start.

A requirement of something that is done or dropped, or by something that is done, holds nobody up any more.

A knot of requirements may hold more circles than anybody can read, so it is told by an independent set of its
shortest circles: each requirement that lies on a circle is in at least one of them, and there are never more
circles than requirements.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.effects import open_requirement_graph
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Amend, Choice, Fix, named
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.independent import independent_cycles
from stratmap.i18n import _, marked


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """The shortest circles that together cover every requirement lying on one."""
    requirements = graphs.shared(open_requirement_graph)
    for part in requirements.circular_parts(meter):
        for links in independent_cycles(requirements, part, meter):
            yield Finding(
                CHECK.code,
                CHECK.severity,
                tuple(link.source for link in links),
                tuple(link.id for link in links),
                {"case": "pair" if len(links) == 2 else ""},
                (tuple(link.id for link in links),),
            )


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Remove one of the requirements, which is chosen."""
    links = [map.links[id_] for id_ in finding.links]
    words = marked("{first} requires {second}")
    yield Fix(
        _("Remove one of the requirements"),
        ask=_("Which of them is needed least?"),
        choices=tuple(
            Choice(link.id, named(words, map, link.source, link.target), Amend(remove=(link.id,))) for link in links
        ),
    )


_ADVICE = marked("Remove the requirement that is needed least, or split off a part that can go first.")

CHECK = Check(
    code="SM205",
    name=marked("Circular requirement"),
    several=marked("Circles of requirements"),
    explanation=marked(
        "Requirements run in a circle: each waits for the next, so none of it can be the first to start. What is"
        " done already keeps nobody waiting, and what is done or dropped waits for nothing."
    ),
    severity=Severity.ERROR,
    sentence=marked("{circle}: each requires the next, so none of them can be the first to start."),
    advice=_ADVICE,
    find=find,
    fixes=fixes,
    cases={
        "pair": Words(
            marked("{first} and {second} each require the other, so neither can be the first to start."),
            _ADVICE,
        )
    },
)
