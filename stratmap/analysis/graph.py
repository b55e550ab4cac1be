"""The links of one kind as a graph. Kinds are never mixed: a loop is insight among influences, an error among
requirements.

Elements are numbered by title, then id, so that every search that walks them in order gives the same answer
whatever order the records were made in. Making a graph spends from a meter like every search, and nothing here is
one long step, so that even the largest map can be called off at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from typing import TypeVar, cast

from models.kinds import LinkKind
from models.records import Element, Link
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Budget, Meter

T = TypeVar("T")

Hop = tuple[int, tuple[Link, ...]]
"""A neighbour and the links that lead there, more than one where links are parallel."""

SORTED_AT_ONCE = 5_000
"""Things that are sorted in one go; more are sorted by pieces, each a few milliseconds."""


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
    out: list[tuple[Hop, ...]]
    into: list[tuple[Hop, ...]]

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of those of these elements that links of this kind join."""
        return [self.number[id_] for id_ in ids if id_ in self.number]

    def circular_parts(self, meter: Meter) -> list[list[int]]:
        """The strongly connected parts of two or more elements, each in order; every loop lies in one of them."""
        return sorted(sorted(part) for part in _strong_parts(self.out, meter) if len(part) > 1)


def kind_graph(links: Iterable[Link], ordered: Iterable[Element], meter: Meter) -> KindGraph:
    """The graph of these links; ``ordered`` are the elements by title, among them all that the links join."""
    drawn = list(links)
    touched: set[str] = set()
    for link in drawn:
        meter.spend(1)
        touched.add(link.source)
        touched.add(link.target)
    elements: list[Element] = []
    number: dict[str, int] = {}
    for element in ordered:
        meter.spend(1)
        if element.id in touched:
            number[element.id] = len(elements)
            elements.append(element)
    count = len(elements)
    hops: dict[int, list[Link]] = {}
    for link in drawn:
        meter.spend(1)
        hops.setdefault(number[link.source] * count + number[link.target], []).append(link)
    out: list[list[Hop]] = [[] for _ in elements]
    into: list[list[Hop]] = [[] for _ in elements]
    for hop in in_order(hops, meter):
        parallel = hops.pop(hop)  # what is not needed any more goes bit by bit: at once it would take a while
        if len(parallel) > 1:
            parallel.sort(key=lambda link: link.id)
        source, target = divmod(hop, count)
        links_there = tuple(parallel)
        out[source].append((target, links_there))
        into[target].append((source, links_there))
    return KindGraph(tuple(elements), number, _frozen(out, meter), _frozen(into, meter))


def _frozen(lists: list[list[Hop]], meter: Meter) -> list[tuple[Hop, ...]]:
    frozen: list[tuple[Hop, ...]] = []
    lists.reverse()
    while lists:
        meter.spend(1)
        frozen.append(tuple(lists.pop()))
    return frozen


def in_order(numbers: Iterable[int], meter: Meter) -> Iterator[int]:
    """Numbers from the smallest, sorted by pieces."""
    waiting = list(numbers)
    pieces = []
    for start in range(0, len(waiting), SORTED_AT_ONCE):
        meter.spend(SORTED_AT_ONCE // 8)
        pieces.append(sorted(waiting[start : start + SORTED_AT_ONCE]))
    if len(pieces) == 1:
        return iter(pieces[0])
    return _metered(merge(*pieces), meter)


def _metered(numbers: Iterable[int], meter: Meter) -> Iterator[int]:
    for number in numbers:
        meter.spend(1)
        yield number


def by_title(elements: Iterable[Element], meter: Meter) -> list[Element]:
    """Elements in the order of their titles, sorted by pieces."""
    waiting = list(elements)
    pieces = []
    for start in range(0, len(waiting), SORTED_AT_ONCE):
        meter.spend(SORTED_AT_ONCE // 4)
        pieces.append(sorted(waiting[start : start + SORTED_AT_ONCE], key=title_order))
    if len(pieces) == 1:
        return pieces[0]
    ordered = []
    for element in merge(*pieces, key=title_order):
        meter.spend(1)
        ordered.append(element)
    return ordered


def _strong_parts(out: list[tuple[Hop, ...]], meter: Meter) -> Iterator[list[int]]:
    """The strongly connected parts (Tarjan 1972, "Depth-first search and linear graph algorithms")."""
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    done: set[int] = set()
    kept: list[int] = []
    for root, hops in enumerate(out):
        if not hops or root in order:
            continue
        order[root] = lowest[root] = len(order)
        kept.append(root)
        path = [(root, iter(hops))]
        while path:
            here, onward = path[-1]
            meter.spend(1)
            for there, _links in onward:
                if there not in order:
                    order[there] = lowest[there] = len(order)
                    kept.append(there)
                    path.append((there, iter(out[there])))
                    break
                if there not in done and order[there] < lowest[here]:
                    lowest[here] = order[there]
            else:
                path.pop()
                if path and lowest[here] < lowest[path[-1][0]]:
                    lowest[path[-1][0]] = lowest[here]
                if lowest[here] == order[here]:
                    part: list[int] = []
                    while not part or part[-1] != here:
                        part.append(kept.pop())
                    done.update(part)
                    yield part


class MapGraphs:
    """A map and the graph of each of its link kinds, each made when first asked for and then shared by all checks.

    ``ordered`` are the elements by title, ``rank`` is the place of each in that order. The meter is asked while the
    graphs are made.
    """

    def __init__(self, map: StrategyMap, meter: Meter | None = None) -> None:
        self.map = map
        self.meter = meter or Meter(Budget())
        self.ordered = by_title(map.elements.values(), self.meter)
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
        """Give the memory back bit by bit; of a large map it would halt every thread to do so at once."""
        self._shared.clear()
        for graph in self._graphs.values():
            for hops in (graph.out, graph.into):
                while hops:
                    hops.pop()
        self._graphs.clear()

    def shared(self, make: Callable[[MapGraphs], T]) -> T:
        """What is worked out once from these graphs and then shared by all who ask for it."""
        if make not in self._shared:
            self._shared[make] = make(self)
        return cast(T, self._shared[make])
