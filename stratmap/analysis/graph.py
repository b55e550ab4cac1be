"""The links of one kind as a graph. Kinds are never mixed: a loop is insight among influences, an error among
requirements.

Elements are numbered by title, then id, so that every search that walks them in order gives the same answer
whatever order the records were made in. Making a graph spends from a meter like every search, and nothing here is
one long step, so that even the largest map can be called off at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from models.kinds import LinkKind
from models.records import Element, Link
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Budget, Meter, Spent
from stratmap.analysis.pieces import in_order, let_go

T = TypeVar("T")

Hop = tuple[int, tuple[Link, ...]]
"""A neighbour and the links that lead there, more than one where links are parallel."""


_NUMBER = re.compile("[0-9]+")


def title_order(element: Element) -> str:
    """Sorting key that puts elements in the order of their titles, and of their ids where titles are equal."""
    return f"{element.title.casefold()}\0{element.title}\0{element.id}"


def natural_order(element: Element) -> str:
    """The same for a list that people read, where numbers in titles count as numbers: 2 comes before 10."""
    told = _NUMBER.sub(_padded, element.title.casefold())
    return f"{told}\0{title_order(element)}"


def _padded(number: re.Match[str]) -> str:
    """A number with how many digits it has in front; a title has fewer than a hundred thousand of them."""
    digits = number.group().lstrip("0")
    return f"{len(digits):05}{digits}"


@dataclass(frozen=True, slots=True)
class KindGraph:
    """The elements that links of one kind join, numbered in the order of their titles, and their neighbours.

    ``out[i]`` and ``into[i]`` are the hops from and to element ``i``; parallel links by id. The hops are by the id of
    the neighbour: which of several equally short paths is found first must not change with a title, for a finding
    is muted by the links it is about.
    """

    elements: tuple[Element, ...]
    number: dict[str, int]
    out: list[tuple[Hop, ...]]
    into: list[tuple[Hop, ...]]

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of those of these elements that links of this kind join."""
        return [self.number[id_] for id_ in ids if id_ in self.number]

    def circular_parts(self, meter: Meter) -> list[list[int]]:
        """The strongly connected parts of two or more elements, each in order; every loop lies in one of them."""
        return sorted(list(in_order(part, meter)) for part in _strong_parts(self.out, meter) if len(part) > 1)


def kind_graph(links: Iterable[Link], ordered: Iterable[Element], meter: Meter) -> KindGraph:
    """The graph of these links; ``ordered`` are the elements by title, among them all that the links join."""
    drawn: list[Link] = []
    touched: set[str] = set()
    for link in links:
        meter.spend(1)
        drawn.append(link)
        touched.add(link.source)
        touched.add(link.target)
    elements: list[Element] = []
    number: dict[str, int] = {}
    out: list[list[Hop]] = []
    into: list[list[Hop]] = []
    hops: dict[int, list[Link]] = {}
    by_id: list[int] = []
    place: dict[str, int] = {}
    try:
        for element in ordered:
            meter.spend(1)
            if element.id in touched:
                number[element.id] = len(elements)
                elements.append(element)
                out.append([])
                into.append([])
        for id_ in in_order(number, meter):
            place[id_] = len(by_id)
            by_id.append(number[id_])
        for link in drawn:
            meter.spend(1)
            hops.setdefault(place[link.source] * len(elements) + place[link.target], []).append(link)
        for hop in in_order(hops, meter):
            parallel = hops.pop(hop)
            if len(parallel) > 1:
                parallel.sort(key=lambda link: link.id)
            source, target = (by_id[end] for end in divmod(hop, len(elements)))
            links_there = tuple(parallel)
            out[source].append((target, links_there))
            into[target].append((source, links_there))
        return KindGraph(tuple(elements), number, _frozen(out, meter), _frozen(into, meter))
    except Spent:
        let_go(hops, out, into)
        raise


def _frozen(lists: list[list[Hop]], meter: Meter) -> list[tuple[Hop, ...]]:
    """The same lists as tuples, each in the place of the list, so that there are never both."""
    same: list[Any] = lists
    for place, hops in enumerate(lists):
        meter.spend(1)
        same[place] = tuple(hops)
    return same


def _strong_parts(out: list[tuple[Hop, ...]], meter: Meter) -> Iterator[list[int]]:
    """The strongly connected parts (Tarjan 1972, "Depth-first search and linear graph algorithms")."""
    never, settled = -1, len(out)
    order = [never] * len(out)
    lowest = [never] * len(out)
    count = 0
    kept: list[int] = []
    for root, hops in enumerate(out):
        if not hops or order[root] != never:
            continue
        order[root] = lowest[root] = count
        count += 1
        kept.append(root)
        path = [(root, iter(hops))]
        while path:
            here, onward = path[-1]
            meter.spend(1)
            for there, _links in onward:
                if order[there] == never:
                    order[there] = lowest[there] = count
                    count += 1
                    kept.append(there)
                    path.append((there, iter(out[there])))
                    break
                if order[there] < lowest[here]:
                    lowest[here] = order[there]
            else:
                path.pop()
                if path and lowest[here] < lowest[path[-1][0]]:
                    lowest[path[-1][0]] = lowest[here]
                if lowest[here] == order[here]:
                    part: list[int] = []
                    while not part or part[-1] != here:
                        meter.spend(1)
                        part.append(kept.pop())
                        order[part[-1]] = settled
                    yield part


class MapGraphs:
    """A map and the graph of each of its link kinds, each made when first asked for and then shared by all checks.

    ``ordered`` are the elements by title, ``rank`` is the place of each in that order. The meter is asked while the
    graphs are made.
    """

    def __init__(self, map: StrategyMap, meter: Meter | None = None) -> None:
        self.map = map
        self.meter = meter or Meter(Budget())
        self.ordered = list(in_order(map.elements.values(), self.meter, title_order))
        self.rank: dict[str, int] = {}
        for element in self.ordered:
            self.meter.spend(1)
            self.rank[element.id] = len(self.rank)
        self._links: dict[LinkKind, list[Link]] = {kind: [] for kind in LinkKind}
        for link in map.links.values():
            self.meter.spend(1)
            if link.source != link.target:  # a rule refuses it; no question here is about one
                self._links[link.kind].append(link)
        self._graphs: dict[LinkKind, KindGraph] = {}
        self._shared: dict[object, object] = {}

    def of(self, kind: LinkKind) -> KindGraph:
        """The graph of the links of one kind."""
        if kind not in self._graphs:
            self._graphs[kind] = kind_graph(self._links[kind], self.ordered, self.meter)
        return self._graphs[kind]

    def links(self, kind: LinkKind, meter: Meter) -> Iterator[Link]:
        """The links of one kind, in no fixed order."""
        for link in self._links[kind]:
            meter.spend(1)
            yield link

    def elements(self, meter: Meter) -> Iterator[Element]:
        """Every element, by title."""
        for element in self.ordered:
            meter.spend(1)
            yield element

    def let_go(self) -> None:
        """Give the memory back bit by bit."""
        let_go(*(hops for graph in self._graphs.values() for hops in (graph.out, graph.into)))
        self._shared.clear()
        self._graphs.clear()

    def shared(self, make: Callable[[MapGraphs], T]) -> T:
        """What is worked out once from these graphs and then shared by all who ask for it."""
        if make not in self._shared:
            self._shared[make] = make(self)
        return cast(T, self._shared[make])
