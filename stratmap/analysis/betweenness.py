"""Which elements most ways lead through: the bottlenecks of a map.

NetworkX does the counting; the graph it is given asks the meter at every step, so that it can be called off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stratmap.analysis.budget import Meter
from stratmap.analysis.graph import KindGraph

if TYPE_CHECKING:
    import networkx

MOST_WORK = 500_000
"""Elements times links up to which every element is a start, half a second; in a larger graph a sample is."""

DIGITS = 12
"""Digits behind the point that are told apart; those beyond come from adding up fractions in one order or another."""

SEED = 1
"""The sample is the same for the same map."""


@dataclass(frozen=True, slots=True)
class Betweenness:
    """How much each element lies between others, by its number; ``starts`` is from how many elements that was found.

    The betweenness of v is the sum, over all pairs s ≠ v ≠ t, of the part of the shortest ways from s to t that lead
    through v, divided by (n − 1)(n − 2), the number of such pairs (Freeman 1977; counted as in Brandes 2001).
    """

    of: Mapping[int, float]
    starts: int
    is_estimate: bool


def betweenness(graph: KindGraph, meter: Meter) -> Betweenness:
    """The betweenness along these links, each one step long; estimated from a sample of starts in a large graph."""
    import networkx

    count = len(graph.elements)
    links = sum(len(hops) for hops in graph.out)
    starts = count if count * links <= MOST_WORK else max(10, MOST_WORK // links)
    metered = _metered_graph(graph, meter)
    sample = None if starts >= count else starts
    found = networkx.betweenness_centrality(metered, k=sample, normalized=True, seed=SEED)
    rounded = {number: round(value, DIGITS) for number, value in found.items()}
    return Betweenness(rounded, min(starts, count), sample is not None)


def _metered_graph(graph: KindGraph, meter: Meter) -> networkx.DiGraph[int]:
    import networkx

    class Metered(networkx.DiGraph):  # type: ignore[misc,type-arg,unused-ignore]  # made here so that NetworkX is loaded only now
        def __getitem__(self, n: Any) -> Any:
            meter.spend(8)
            return super().__getitem__(n)

    made: networkx.DiGraph[int] = Metered()
    made.add_nodes_from(range(len(graph.elements)))
    for here, hops in enumerate(graph.out):
        meter.spend(1 + len(hops))
        made.add_edges_from((here, there) for there, _links in hops)
    return made
