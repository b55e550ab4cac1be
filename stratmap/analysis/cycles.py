"""Elementary cycles of a graph of numbers: all of them, or the shortest first.

Both give each cycle as its elements in order, beginning with the smallest number; the caller turns them into links.
The number of cycles is exponential, so both are generators that spend from a meter as they go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from stratmap.analysis.budget import Meter

Cycle = tuple[int, ...]

SMALL_PART = 500
"""Up to this many elements, distances within a strongly connected part are kept whole."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The strongly connected parts of a graph, without what leads from one to another.

    ``out`` and ``into`` are by number and in order, without parallels; ``part`` is the size of each one's part.
    """

    out: Sequence[Sequence[int]]
    into: Sequence[Sequence[int]]
    part: Sequence[int]


def all_cycles(graph: Neighbours, meter: Meter) -> Iterator[Cycle]:
    """Every elementary cycle, by smallest element and then in the order of the elements (Johnson 1975).

    An element from which the search came back empty stays blocked until the path that was in its way is shorter.
    """
    for root in range(len(graph.out)):
        if graph.part[root] > 1:
            allowed = _distances(graph, root, None, meter)
            if len(allowed) > 1:
                yield from _through(graph, root, allowed, meter)


def _through(graph: Neighbours, root: int, allowed: dict[int, int], meter: Meter) -> Iterator[Cycle]:
    """Every cycle through the root that keeps to the allowed elements."""
    path = [root]
    blocked = {root}
    waiting: defaultdict[int, set[int]] = defaultdict(set)
    onward = {here: [there for there in graph.out[here] if there in allowed] for here in allowed}
    stack = [iter(onward[root])]
    fruitful = [False]
    while stack:
        for there in stack[-1]:
            if there == root:
                fruitful[-1] = True
                yield tuple(path)
            elif there not in blocked:
                path.append(there)
                blocked.add(there)
                stack.append(iter(onward[there]))
                meter.spend(len(onward[there]))
                fruitful.append(False)
                break
        else:
            stack.pop()
            here = path.pop()
            if fruitful.pop():
                if fruitful:
                    fruitful[-1] = True
                _unblock(here, blocked, waiting)
            else:
                for there in onward[here]:
                    waiting[there].add(here)


def _unblock(here: int, blocked: set[int], waiting: defaultdict[int, set[int]]) -> None:
    freed = [here]
    while freed:
        each = freed.pop()
        if each in blocked:
            blocked.discard(each)
            freed.extend(waiting.pop(each, ()))


def shortest_first(graph: Neighbours, meter: Meter) -> Iterator[Cycle]:
    """Every elementary cycle in the order of length, then of the elements.

    A queue holds for each smallest element the length at which its next cycle may be; searching one length also
    tells the next at which it is worth coming back.
    """
    queue = [(2, root) for root, size in enumerate(graph.part) if size > 1]
    heapify(queue)
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
