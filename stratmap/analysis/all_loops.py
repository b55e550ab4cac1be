"""Every feedback loop there is, as fast as they can be told, in no useful order.

Where an element has only one link in or only one out, every loop through it goes the same way there, so first such
elements are merged into their neighbours and the links into stretches. What is left is searched by elements
(Johnson 1975, "Finding all the elementary circuits of a directed graph"), and each cycle told once for every choice
among parallel stretches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, product

from stratmap.analysis.budget import Meter
from stratmap.analysis.graph import KindGraph

LinkIds = tuple[str, ...]

Stretches = dict[int, dict[int, list[LinkIds]]]
"""Element → neighbour → the stretches of links that lead there."""


def all_loops(graph: KindGraph, parts: list[list[int]], meter: Meter) -> Iterator[LinkIds]:
    """Every loop in the strongly connected parts, as its link ids beginning with the smallest."""
    for stretches in loops_in_stretches(graph, parts, meter):
        loop = tuple(chain.from_iterable(stretches))
        first = loop.index(min(loop))
        yield loop[first:] + loop[:first]


def loops_in_stretches(graph: KindGraph, parts: list[list[int]], meter: Meter) -> Iterator[tuple[LinkIds, ...]]:
    """The same as the stretches each loop is put together from; many loops share the very same stretch."""
    for part in parts:
        yield from _of_part(graph, part, meter)


def _of_part(graph: KindGraph, part: list[int], meter: Meter) -> Iterator[tuple[LinkIds, ...]]:
    members = set(part)
    out: Stretches = {}
    for here in part:
        meter.spend(1 + len(graph.out[here]))
        out[here] = {there: [(link.id,) for link in links] for there, links in graph.out[here] if there in members}
    for loop in _merged(out, meter):
        yield (loop,)
    into: dict[int, set[int]] = {here: set() for here in out}
    for here, hops in out.items():
        for there in hops:
            into[there].add(here)
    for root in sorted(out, key=lambda each: (-len(into[each]) * len(out[each]), each)):
        allowed = _leading_to(root, into)
        if len(allowed) > 1:
            yield from _through(
                root, {here: [to for to in out[here] if to in allowed] for here in allowed}, out, meter
            )
        meter.spend(len(allowed))
        for there in out[root]:
            into[there].discard(root)
        del into[root]
        for here in allowed:
            out[here].pop(root, None)


def _merged(out: Stretches, meter: Meter) -> Iterator[LinkIds]:
    """Merge elements with a single stretch in or out into their neighbours; yields the loops that closes."""
    into: dict[int, dict[int, list[LinkIds]]] = {here: {} for here in out}
    for here, hops in out.items():
        meter.spend(1 + len(hops))
        for there, stretches in hops.items():
            into[there][here] = stretches
    waiting = sorted(out, reverse=True)
    while waiting:
        here = waiting.pop()
        meter.spend(1)
        if here not in out or 1 not in (_count(into[here]), _count(out[here])):
            continue
        coming, going = into.pop(here), out.pop(here)
        for before in coming:
            del out[before][here]
        for after in going:
            del into[after][here]
        for before, after in product(coming, going):
            joined = [one + other for one in coming[before] for other in going[after]]
            meter.spend(len(joined))
            if before == after:
                yield from joined
            elif after in out[before]:
                out[before][after].extend(joined)
            else:
                out[before][after] = into[after][before] = joined
        waiting.extend(sorted({*coming, *going}, reverse=True))


def _count(hops: dict[int, list[LinkIds]]) -> int:
    return sum(len(stretches) for stretches in hops.values())


def _leading_to(root: int, into: dict[int, set[int]]) -> set[int]:
    """The elements from which the root can be reached."""
    seen = {root}
    waiting = [root]
    while waiting:
        fresh = into[waiting.pop()] - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen


def _through(root: int, onward: dict[int, list[int]], out: Stretches, meter: Meter) -> Iterator[tuple[LinkIds, ...]]:
    """Every loop through the root.

    An element from which the search came back empty stays blocked until what was in its way is off the path.
    """
    blocked = {root}
    waiting: defaultdict[int, set[int]] = defaultdict(set)
    path = [root]
    way: list[list[LinkIds]] = []
    stack = [iter(onward[root])]
    fruitful = [False]
    while stack:
        here = path[-1]
        for there in stack[-1]:
            if there == root:
                fruitful[-1] = True
                for stretches in product(*way, out[here][root]):
                    meter.spend(len(stretches))
                    yield stretches
            elif there not in blocked:
                path.append(there)
                way.append(out[here][there])
                blocked.add(there)
                stack.append(iter(onward[there]))
                fruitful.append(False)
                meter.spend(len(onward[there]))
                break
        else:
            stack.pop()
            path.pop()
            if way:
                way.pop()
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
