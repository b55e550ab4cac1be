"""An independent set of shortest loops of one strongly connected part.

All loops of a part are sums of a few: links − elements + 1 of them, in which each link that lies on a loop occurs.
Oliva (2004, System Dynamics Review 20(4), "Model structure analysis through graph theory") takes the shortest ones;
Gleiss, Leydold and Stadler (2003, "Circuit bases of strongly connected digraphs") show that the shortest are among
those made of a link and the shortest ways to and from one element, so that picking greedily by length from these
gives a complete set, and no other is shorter in total. Ways of equal length are told apart by their links in order,
which makes every shortest way unique.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.records import Link
from stratmap.analysis.budget import Meter
from stratmap.analysis.graph import KindGraph

MOST_CANDIDATES = 250_000
"""Elements times links of a part above which only a loop for each link not yet covered is looked for."""

Way = tuple[int, int]
"""A shortest way as two sets of bits: its links and its elements."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A strongly connected part: its elements counted from 0, its links, and as neighbours (element, bit of link)."""

    elements: list[int]
    links: list[Link]
    out: list[list[tuple[int, int]]]
    into: list[list[tuple[int, int]]]


def independent_cycles(graph: KindGraph, elements: list[int], meter: Meter) -> Iterator[tuple[Link, ...]]:
    """Independent loops of a part, the shortest first, each as its links in order beginning with the smallest id.

    In a part too large for it, one shortest loop through each link that no loop before it covers.
    """
    part = _part(graph, elements)
    if len(part.elements) * len(part.links) > MOST_CANDIDATES:
        yield from _covering(graph, part, meter)
        return
    size = len(part.links) - len(part.elements) + 1
    basis: dict[int, int] = {}
    for candidate in _candidates(part, meter):
        meter.spend(1 + len(basis) // 8)
        if _adds(basis, candidate):
            yield _in_order([link for bit, link in enumerate(part.links) if candidate >> bit & 1])
            if len(basis) == size:
                return


def _part(graph: KindGraph, elements: list[int]) -> _Part:
    place = {element: index for index, element in enumerate(elements)}
    part = _Part(elements, [], [[] for _ in elements], [[] for _ in elements])
    for here, element in enumerate(elements):
        for neighbour, links in graph.out[element]:
            if neighbour not in place:
                continue
            there = place[neighbour]
            for link in links:
                bit = 1 << len(part.links)
                part.out[here].append((there, bit))
                part.into[there].append((here, bit))
                part.links.append(link)
    return part


def _candidates(part: _Part, meter: Meter) -> Iterator[int]:
    """The loops made of a link and the shortest ways to and from their smallest element, as bits, shortest first."""
    by_length: dict[int, set[int]] = {}
    for root in range(len(part.elements)):
        from_root = _shortest_ways(root, part.out, meter)
        to_root = _shortest_ways(root, part.into, meter)
        start = 1 << root
        for here, (links, elements) in from_root.items():
            for there, bit in part.out[here]:
                back = to_root.get(there)
                if back is not None and elements & back[1] == start and not bit & (links | back[0]):
                    loop = links | bit | back[0]
                    by_length.setdefault(loop.bit_count(), set()).add(loop)
        meter.spend(len(part.links))
    for length in sorted(by_length):
        yield from sorted(by_length[length])


def _shortest_ways(root: int, hops: list[list[tuple[int, int]]], meter: Meter) -> dict[int, Way]:
    """The shortest way between the root and each larger element through larger ones; of equals the smallest bits."""
    ways: dict[int, Way] = {root: (0, 1 << root)}
    layer = ways
    while layer:
        following: dict[int, Way] = {}
        for here, (links, elements) in layer.items():
            for there, bit in hops[here]:
                if there > root and there not in ways:
                    way = (links | bit, elements | 1 << there)
                    if there not in following or way < following[there]:
                        following[there] = way
        meter.spend(len(following) + 1)
        ways.update(following)
        layer = following
    return ways


def _adds(basis: dict[int, int], loop: int) -> bool:
    """Whether a loop is no sum of those before it (each link counted modulo 2), noting it down when it is not."""
    while loop:
        highest = loop.bit_length()
        if highest not in basis:
            basis[highest] = loop
            return True
        loop ^= basis[highest]
    return False


def _covering(graph: KindGraph, part: _Part, meter: Meter) -> Iterator[tuple[Link, ...]]:
    """For each link in turn that no loop covers yet, the first of the shortest loops through it."""
    members = set(part.elements)
    covered: set[str] = set()
    for here in part.elements:
        for there, links in graph.out[here]:
            if there in members:
                for link in links:
                    if link.id not in covered:
                        loop = (link, *_way(graph, members, there, here, meter))
                        covered.update(each.id for each in loop)
                        yield _in_order(loop)


def _way(graph: KindGraph, members: set[int], source: int, target: int, meter: Meter) -> list[Link]:
    """The first of the shortest ways from source to target within the part."""
    came_by: dict[int, tuple[int, Link] | None] = {source: None}
    layer = [source]
    while target not in came_by:
        following = []
        for here in layer:
            for there, links in graph.out[here]:
                if there in members and there not in came_by:
                    came_by[there] = (here, links[0])
                    following.append(there)
        meter.spend(len(following) + 1)
        layer = following
    way: list[Link] = []
    step = came_by[target]
    while step is not None:
        way.append(step[1])
        step = came_by[step[0]]
    return way[::-1]


def _in_order(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links of a loop one after the other, beginning with the smallest id."""
    following = {link.source: link for link in links}
    first = min(following.values(), key=lambda link: link.id)
    ordered = [first]
    while ordered[-1].target != first.source:
        ordered.append(following[ordered[-1].target])
    return tuple(ordered)
