"""An independent set of shortest loops of one strongly connected part.

All loops of a part are sums of a few: links − elements + 1 of them, in which each link that lies on a loop occurs.
Oliva (2004, System Dynamics Review 20(4), "Model structure analysis through graph theory") takes the shortest ones;
Gleiss, Leydold and Stadler (2003, "Circuit bases of strongly connected digraphs") show that the shortest are among
those made of a link and the shortest ways to and from one element, so that picking greedily by length from these
gives a complete set, and no other is shorter in total. Ways of equal length are told apart by their links in order,
which makes every shortest way unique.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.records import Link
from stratmap.analysis.budget import Meter
from stratmap.analysis.graph import Hop, KindGraph
from stratmap.analysis.pieces import in_order

MOST_WORK = 250_000
"""Elements times links of a part up to which a complete set takes a tenth of a second."""

Hops = Sequence[tuple[Hop, ...]]

Way = tuple[int, int]
"""A shortest way as two sets of bits: its links and its elements."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A strongly connected part: its elements counted from 0, its links, and as neighbours (element, bit of link)."""

    elements: list[int]
    links: list[Link]
    out: list[list[tuple[int, int]]]
    into: list[list[tuple[int, int]]]


def independent_cycles(
    graph: KindGraph, elements: list[int], meter: Meter, most_work: int = MOST_WORK
) -> Iterator[tuple[Link, ...]]:
    """Independent loops of a part, the shortest first, each as its links in order beginning with the smallest id.

    In a part of more elements times links than ``most_work``, one shortest loop through each link that no loop before
    it covers.
    """
    elements = list(in_order(elements, meter, lambda number: graph.elements[number].id))  # no title changes the set
    links = 0
    for element in elements:
        meter.spend(1)
        links += len(graph.out[element])
    if len(elements) * links > most_work:
        yield from covering_cycles(graph, elements, meter)
        return
    part = _part(graph, elements)
    size = len(part.links) - len(part.elements) + 1
    basis: dict[int, int] = {}
    for candidate in _candidates(part, meter):
        meter.spend(1 + len(basis) // 8)
        if _adds(basis, candidate):
            yield _in_order(part, candidate)
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


def covering_cycles(graph: KindGraph, elements: list[int], meter: Meter) -> Iterator[tuple[Link, ...]]:
    """For each link of a part in turn that no loop covers yet, one of the shortest loops through it."""
    members = set(elements)
    covered: set[str] = set()
    for here in elements:
        meter.spend(1)
        for there, links in graph.out[here]:
            for link in links if there in members else ():
                if link.id not in covered:
                    loop = [link, *_way(graph, members, there, here, meter)]
                    covered.update(each.id for each in loop)
                    first = loop.index(min(loop, key=lambda each: each.id))
                    yield (*loop[first:], *loop[:first])


Came = dict[int, tuple[int, Link] | None]
"""Element → the one it was reached from and by which link; None for where the search began."""


def _way(graph: KindGraph, members: set[int], source: int, target: int, meter: Meter) -> list[Link]:
    """The links of one of the shortest ways between two different elements of a part.

    Looked for from both ends in turn: where ways fan out, that visits far fewer elements.
    """
    ahead: Came = {source: None}
    behind: Came = {target: None}
    ahead_edge, behind_edge = [source], [target]
    while True:
        if len(ahead_edge) <= len(behind_edge):
            ahead_edge, met = _one_step(graph.out, members, ahead_edge, ahead, behind, meter)
        else:
            behind_edge, met = _one_step(graph.into, members, behind_edge, behind, ahead, meter)
        if met is not None:
            return [*reversed(_back(ahead, met)), *_back(behind, met)]


def _one_step(
    hops: Hops, members: set[int], edge: list[int], ways: Came, others: Came, meter: Meter
) -> tuple[list[int], int | None]:
    """Go one link on from the edge; returns the new edge, and where it met the ways from the other end, if it did."""
    following: list[int] = []
    for here in edge:
        meter.spend(len(hops[here]))
        for there, links in hops[here]:
            if there in members and there not in ways:
                ways[there] = here, links[0]
                following.append(there)
                if there in others:
                    return following, there
    return following, None


def _back(ways: Came, here: int) -> list[Link]:
    """The links by which an element was reached, the last one first."""
    links: list[Link] = []
    while (came := ways[here]) is not None:
        here, link = came
        links.append(link)
    return links


def _in_order(part: _Part, loop: int) -> tuple[Link, ...]:
    """The links of a loop one after the other, beginning with the smallest id."""
    following: dict[str, Link] = {}
    while loop:
        link = part.links[(loop & -loop).bit_length() - 1]
        following[link.source] = link
        loop &= loop - 1
    first = min(following.values(), key=lambda link: link.id)
    ordered = [first]
    while ordered[-1].target != first.source:
        ordered.append(following[ordered[-1].target])
    return tuple(ordered)
