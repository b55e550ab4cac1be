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


def title_order(element: Element) -> tuple[str, str, str]:
    """Sorting key that puts elements in the order of their titles, and of their ids where titles are equal."""
    return (element.title.casefold(), element.title, element.id)


@dataclass(frozen=True, slots=True)
class KindGraph:
    """The elements that links of one kind join, numbered in the order of their titles, and their neighbours.

    ``out[i]`` and ``into[i]`` are the hops from and to element ``i`` by neighbour; parallel links by id.
    """

    elements: tuple[Element, ...]
    number: dict[str, int]
    out: tuple[tuple[Hop, ...], ...]
    into: tuple[tuple[Hop, ...], ...]
    _digraphs: list[networkx.DiGraph] = field(default_factory=list, compare=False)

    def digraph(self) -> networkx.DiGraph:
        """The same as a NetworkX graph of the numbers, parallel links as one; made once."""
        if not self._digraphs:
            import networkx

            graph = networkx.DiGraph()
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


def kind_graph(map: StrategyMap, kind: LinkKind) -> KindGraph:
    """The graph of the links of one kind. A link of an element to itself is left out: the rules refuse it."""
    between: dict[tuple[str, str], list[Link]] = {}
    for link in map.links.values():
        if link.kind is kind and link.source != link.target:
            between.setdefault((link.source, link.target), []).append(link)
    touched = {id_ for pair in between for id_ in pair}
    elements = sorted((map.elements[id_] for id_ in touched), key=title_order)
    number = {element.id: index for index, element in enumerate(elements)}
    hops = sorted(
        ((number[source], number[target], links) for (source, target), links in between.items()),
        key=lambda hop: hop[:2],
    )
    out: list[list[Hop]] = [[] for _ in elements]
    into: list[list[Hop]] = [[] for _ in elements]
    for source, target, links in hops:
        parallel = tuple(sorted(links, key=lambda link: link.id)) if len(links) > 1 else (links[0],)
        out[source].append((target, parallel))
        into[target].append((source, parallel))
    return KindGraph(tuple(elements), number, _frozen(out), _frozen(into))


def _frozen(lists: list[list[Hop]]) -> tuple[tuple[Hop, ...], ...]:
    return tuple(tuple(each) for each in lists)


class MapGraphs:
    """A map and the graph of each of its link kinds, each made when first asked for and then shared by all checks."""

    def __init__(self, map: StrategyMap) -> None:
        self.map = map
        self._graphs: dict[LinkKind, KindGraph] = {}

    def of(self, kind: LinkKind) -> KindGraph:
        """The graph of the links of one kind."""
        if kind not in self._graphs:
            self._graphs[kind] = kind_graph(self.map, kind)
        return self._graphs[kind]
