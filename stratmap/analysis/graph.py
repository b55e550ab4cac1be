"""The links of one kind as a graph. Kinds are never mixed: a loop is insight among influences, an error among
requirements.

Elements are numbered by title, then id, so that every search that walks them in order gives the same answer
whatever order the records were made in. NetworkX is imported when a graph is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.kinds import LinkKind
from models.records import Element, Link
from models.strategy_map import StrategyMap

if TYPE_CHECKING:
    import networkx

Hop = tuple[int, tuple[Link, ...]]
"""A neighbour and the links that lead there, more than one where links are parallel."""


def title_order(element: Element) -> str:
    """Sorting key that puts elements in the order of their titles, and of their ids where titles are equal."""
    return f"{element.title.casefold()}\0{element.title}\0{element.id}"


@dataclass(frozen=True, slots=True)
class KindGraph:
    """The elements that links of one kind join, numbered in the order of their titles, and their neighbours.

    ``out[i]`` and ``into[i]`` are the hops from and to element ``i`` by neighbour; parallel links by id.
    """

    elements: tuple[Element, ...]
    number: dict[str, int]
    out: tuple[tuple[Hop, ...], ...]
    into: tuple[tuple[Hop, ...], ...]
    _digraphs: list[networkx.DiGraph[int]] = field(default_factory=list, compare=False)

    def digraph(self) -> networkx.DiGraph[int]:
        """The same as a NetworkX graph of the numbers, parallel links as one; made once."""
        if not self._digraphs:
            import networkx

            graph: networkx.DiGraph[int] = networkx.DiGraph()
            graph.add_nodes_from(range(len(self.elements)))
            graph.add_edges_from((here, there) for here, hops in enumerate(self.out) for there, _links in hops)
            self._digraphs.append(graph)
        return self._digraphs[0]

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of those of these elements that links of this kind join."""
        return [self.number[id_] for id_ in ids if id_ in self.number]

    def circular_parts(self) -> list[list[int]]:
        """The strongly connected parts of two or more elements, each in order; every loop lies in one of them."""
        if not any(self.out):
            return []
        import networkx

        parts = networkx.strongly_connected_components(self.digraph())
        return sorted(sorted(part) for part in parts if len(part) > 1)


def kind_graph(links: Iterable[Link], ordered: Iterable[Element]) -> KindGraph:
    """The graph of these links; ``ordered`` are the elements by title, among them all that the links join."""
    between: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        between.setdefault((link.source, link.target), []).append(link)
    touched = {id_ for pair in between for id_ in pair}
    elements = tuple(element for element in ordered if element.id in touched)
    number = {element.id: index for index, element in enumerate(elements)}
    count = len(elements)
    hops = {
        number[source] * count + number[target]: tuple(sorted(parallel, key=lambda link: link.id))
        if len(parallel) > 1
        else (parallel[0],)
        for (source, target), parallel in between.items()
    }
    out: list[list[Hop]] = [[] for _ in elements]
    into: list[list[Hop]] = [[] for _ in elements]
    for hop in sorted(hops):
        source_number, target_number = divmod(hop, count)
        out[source_number].append((target_number, hops[hop]))
        into[target_number].append((source_number, hops[hop]))
    return KindGraph(elements, number, _frozen(out), _frozen(into))


def _frozen(lists: list[list[Hop]]) -> tuple[tuple[Hop, ...], ...]:
    return tuple(tuple(each) for each in lists)


class MapGraphs:
    """A map and the graph of each of its link kinds, each made when first asked for and then shared by all checks.

    ``rank`` is the place of each element in the order of the titles.
    """

    def __init__(self, map: StrategyMap) -> None:
        self.map = map
        self._ordered = sorted(map.elements.values(), key=title_order)
        self.rank = {element.id: index for index, element in enumerate(self._ordered)}
        self._links: dict[LinkKind, list[Link]] = {kind: [] for kind in LinkKind}
        for link in map.links.values():
            if link.source != link.target:  # a rule refuses it; no question here is about one
                self._links[link.kind].append(link)
        self._graphs: dict[LinkKind, KindGraph] = {}

    def of(self, kind: LinkKind) -> KindGraph:
        """The graph of the links of one kind."""
        if kind not in self._graphs:
            self._graphs[kind] = kind_graph(self._links[kind], self._ordered)
        return self._graphs[kind]
