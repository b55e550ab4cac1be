"""What initiatives do to objectives, worked out once for all the checks that ask: by which signs each reaches each.

An effect is looked for within six links (``influence.MOST_LINKS``). Further away an element is still reached, but
with what sign nobody trusts: such an effect counts as one whose sign is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.kinds import ElementKind, LinkKind, Polarity, Status
from models.records import Element, Link
from stratmap.analysis.budget import CHECK_STEPS, Meter, Spent, Stopped
from stratmap.analysis.graph import KindGraph, MapGraphs, kind_graph
from stratmap.analysis.influence import MOST_LINKS, Path, distances, effects_on

Signed = Mapping[Polarity, Path]
"""The net signs of the paths from one element to another, each with its first shortest path, the shorter first."""

NO_EFFECT: Signed = {}


@dataclass(frozen=True, slots=True)
class Effects:
    """The effects on objectives within six links: ``on[objective][source]``, by their numbers among the influences.

    ``stopped`` is why some objectives may be missing at the end, or empty.
    """

    on: dict[int, dict[int, Signed]]
    stopped: Stopped = ""

    def of(self, source: int, objective: int) -> Signed:
        """The effect of one element on an objective."""
        return self.on.get(objective, {}).get(source, NO_EFFECT)

    def must_be_whole(self) -> None:
        """Raises ``Spent`` where objectives are missing: what was concluded from the rest may not be everything."""
        if self.stopped:
            raise Spent(self.stopped)


def effects(graphs: MapGraphs) -> Effects:
    """The effects of all active initiatives, and of what requirements still join, on all objectives.

    As far as ``CHECK_STEPS`` go; what is missing then are whole objectives, the last by title.
    """
    influences = graphs.of(LinkKind.INFLUENCES)
    sources = set(numbered(influences, is_active_initiative, graphs.meter))
    for link in open_requirements(graphs, graphs.meter):
        sources.update(influences.numbers((link.source, link.target)))
    return effects_from(
        influences, sources, objectives(influences, graphs.meter), graphs.meter.part(1.0, CHECK_STEPS)
    )


def effects_from(influences: KindGraph, sources: Collection[int], targets: Iterable[int], meter: Meter) -> Effects:
    """The effects of these elements on these objectives as far as the meter goes. Called off it raises ``Spent``."""
    on: dict[int, dict[int, Signed]] = {}
    try:
        for objective in targets:
            found = {source: dict(paths) for source, paths in effects_on(influences, objective, sources, meter)}
            on[objective] = {source: signed for source, signed in found.items() if signed}
    except Spent as spent:
        if spent.reason == "cancelled":
            raise
        return Effects(on, spent.reason)
    return Effects(on)


def objectives(influences: KindGraph, meter: Meter) -> Iterator[int]:
    """The numbers of the objectives among the influences."""
    return numbered(influences, lambda each: each.kind is ElementKind.OBJECTIVE, meter)


def numbered(graph: KindGraph, wanted: Callable[[Element], bool], meter: Meter) -> Iterator[int]:
    """The numbers of the elements that are wanted."""
    for number, element in enumerate(graph.elements):
        meter.spend(1)
        if wanted(element):
            yield number


def is_active_initiative(element: Element) -> bool:
    """Whether an element is an initiative that is neither done nor dropped."""
    return element.kind is ElementKind.INITIATIVE and element.is_active


def open_requirements(graphs: MapGraphs, meter: Meter) -> Iterator[Link]:
    """The requirements that are still to be met: of something active, and not by something that is done."""
    elements = graphs.map.elements
    for link in graphs.links(LinkKind.REQUIRES, meter):
        if elements[link.source].is_active and elements[link.target].status is not Status.DONE:
            yield link


def open_requirement_graph(graphs: MapGraphs) -> KindGraph:
    """The same as a graph."""
    return kind_graph(open_requirements(graphs, graphs.meter), graphs.ordered, graphs.meter)


def helps(signed: Signed) -> bool:
    """Whether an effect may help: not all of its paths have a minus."""
    return any(sign is not Polarity.MINUS for sign in signed)


def is_further(graph: KindGraph, start: int, among: set[int], meter: Meter, backwards: bool = False) -> bool:
    """Whether one of these elements can be reached, but only by more links than the signs are looked at."""
    away = distances(graph.into if backwards else graph.out, start, meter)
    return any(links > MOST_LINKS and there in among for there, links in away.items())
