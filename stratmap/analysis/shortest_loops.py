"""Feedback loops in the order of their length, each found without finding the longer ones first.

Within one length they come in the order of their elements' titles, beginning with the first, and then of their link
ids. So however early a search is stopped, what it found is the beginning of one fixed list.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import product

from stratmap.analysis.budget import Meter
from stratmap.analysis.graph import Hop, KindGraph

LinkIds = tuple[str, ...]

Cycle = tuple[int, ...]
"""Elements in order, beginning with the smallest number."""

SMALL_PART = 500
"""Up to this many elements, distances within a strongly connected part are kept whole."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The strongly connected parts of a graph, without what leads from one to another.

    ``out`` and ``into`` are by number and in order, without parallels; ``part`` is the size of each one's part, 0 for
    an element in none.
    """

    out: list[list[int]]
    into: list[list[int]]
    part: list[int]


def shortest_loops(
    graph: KindGraph, parts: list[list[int]], meter: Meter, through: int | None = None
) -> Iterator[LinkIds]:
    """The loops in the fixed order, each as its link ids beginning with the smallest.

    With ``through`` only those through the element of this number, in the order of their elements from there on.
    """
    ids: dict[tuple[int, int], list[str]] = {}
    for part in parts:
        for here in part:
            meter.spend(1 + len(graph.out[here]))
            ids.update(((here, there), [link.id for link in links]) for there, links in graph.out[here])
    for cycle in _cycles_through(graph, parts, through, meter):
        hops = [ids[hop] for hop in zip(cycle, cycle[1:] + cycle[:1], strict=True)]
        for loop in product(*hops):
            meter.spend(len(loop))
            first = loop.index(min(loop))
            yield loop[first:] + loop[:first]


def _cycles_through(graph: KindGraph, parts: list[list[int]], through: int | None, meter: Meter) -> Iterator[Cycle]:
    """The cycles of elements; for those through one element, that one is taken for the smallest of all."""
    if through is None:
        yield from _shortest_cycles(_neighbours(graph, parts, meter), meter)
        return
    part = [[through, *(each for each in part if each != through)] for part in parts if through in part]
    if part:
        within = _neighbours(graph, part, meter)
        place = {number: index for index, number in enumerate(part[0])}
        renumbered = Neighbours(
            [sorted(place[there] for there in within.out[number]) for number in part[0]],
            [sorted(place[there] for there in within.into[number]) for number in part[0]],
            [len(part[0])] + [0] * (len(part[0]) - 1),
        )
        for cycle in _shortest_cycles(renumbered, meter):
            yield tuple(part[0][index] for index in cycle)


def _neighbours(graph: KindGraph, parts: list[list[int]], meter: Meter) -> Neighbours:
    part_of: dict[int, int] = {}
    for index, part in enumerate(parts):
        meter.spend(len(part))
        part_of.update(dict.fromkeys(part, index))

    def within(hops: Sequence[tuple[Hop, ...]]) -> list[list[int]]:
        inside: list[list[int]] = [[] for _ in hops]
        for here, index in part_of.items():
            meter.spend(1 + len(hops[here]))
            inside[here] = [there for there, _links in hops[here] if part_of.get(there) == index]
        return inside

    sizes = [len(parts[part_of[number]]) if number in part_of else 0 for number in range(len(graph.elements))]
    return Neighbours(within(graph.out), within(graph.into), sizes)


def _shortest_cycles(graph: Neighbours, meter: Meter) -> Iterator[Cycle]:
    """Every cycle of elements in the order of length, then of the elements.

    A queue holds for each smallest element the length at which its next cycle may be; searching one length also
    tells the next at which it is worth coming back.
    """
    queue = [(2, root) for root, size in enumerate(graph.part) if size > 1]
    known: dict[int, dict[int, int]] = {}
    while queue:
        length, root = heappop(queue)
        whole = graph.part[root] <= SMALL_PART
        distances = known.get(root)
        if distances is None:
            distances = _distances(graph, root, None if whole else length, meter)
            if whole:
                known[root] = distances
        longer = yield from _of_length(graph, root, length, distances, whole, meter)
        if longer:
            heappush(queue, (longer, root))
        else:
            known.pop(root, None)


def _distances(graph: Neighbours, root: int, most: int | None, meter: Meter) -> dict[int, int]:
    """Links from each larger element to the root through larger elements only, as far as ``most`` links."""
    distances = {root: 0}
    layer = [root]
    away = 0
    while layer and away != most:
        away += 1
        following = []
        for here in layer:
            for before in graph.into[here]:
                if before > root and before not in distances:
                    distances[before] = away
                    following.append(before)
        meter.spend(len(following) + 1)
        layer = following
    return distances


def _of_length(
    graph: Neighbours, root: int, length: int, distances: dict[int, int], whole: bool, meter: Meter
) -> Generator[Cycle, None, int]:
    """The cycles of exactly this length; returns the next length that may have any, or 0."""
    most = len(distances) if whole else graph.part[root]
    if length > most:
        return 0
    path = [root]
    on_path = {root}
    stack = [iter(graph.out[root])]
    unknown = most + 1 if whole else length + 1  # least length of a cycle through what has no distance
    longer = most + 1
    while stack:
        used = len(path)
        for there in stack[-1]:
            if there == root:
                if used == length:
                    yield tuple(path)
            elif there > root and there not in on_path:
                total = used + distances[there] if there in distances else unknown
                if total > length:
                    longer = min(longer, total)
                    continue
                path.append(there)
                on_path.add(there)
                stack.append(iter(graph.out[there]))
                meter.spend(len(graph.out[there]))
                break
        else:
            stack.pop()
            on_path.discard(path.pop())
    return longer if longer <= most else 0
