"""What an element does to another: who is reached, and by simple paths of which net sign.

A path is simple (no element twice) and its net sign is the product of its links' signs; an unknown sign makes it
unknown, which is neither plus nor minus. Trying all paths would be hopeless on a dense map. So walks are counted
backwards from the target first, length by length: which signs can a *walk* of exactly k links have? A sign no walk
has, no path has, which settles most questions without a single path; and where a walk has it, the search for a
path only takes steps from which the rest can still be walked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from models.kinds import Polarity
from models.records import Link
from stratmap.analysis.budget import Meter
from stratmap.analysis.graph import Hop, KindGraph

MOST_LINKS = 6
"""The longest path whose sign is looked at: further away, nobody trusts it."""

Path = tuple[str, ...]
"""Link ids in order."""

SignedPath = tuple[Polarity, Path]
"""A path and its net sign."""

Hops = Sequence[tuple[Hop, ...]]

_BIT = {Polarity.PLUS: 1, Polarity.MINUS: 2, Polarity.UNKNOWN: 4}
"""Signs as bits; a set of signs is the sum of theirs."""


def _times(sign: int, signs: int) -> int:
    """A set of signs, each multiplied by one sign."""
    if sign == 1:
        return signs
    if sign == 2:
        return (signs & 4) | (signs & 1) << 1 | (signs & 2) >> 1
    return 4 if signs else 0


_PRODUCT = tuple(tuple(_times(sign, signs) for signs in range(8)) for sign in range(5))
"""``_PRODUCT[sign][signs]``, the sign given as its bit."""

_REST = tuple(
    tuple(sum(rest for rest in (1, 2, 4) if product[rest] & wanted) for wanted in range(8)) for product in _PRODUCT
)
"""``_REST[sign][wanted]``: the signs which times this sign give one of the wanted signs."""


def reachable(hops: Hops, starts: Iterable[int], meter: Meter) -> set[int | None]:
    """The numbers of the elements that can be reached along the hops, the starts among them."""
    seen: set[int | None] = set(starts)
    waiting = [start for start in seen if start is not None]
    while waiting:
        meter.spend(1)
        for there, _links in hops[waiting.pop()]:
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen


def distances(hops: Hops, start: int, meter: Meter) -> dict[int, int]:
    """How many links away along the hops each element is that can be reached; the start itself 0."""
    away = {start: 0}
    layer = [start]
    while layer:
        following: list[int] = []
        for here in layer:
            meter.spend(1 + len(hops[here]))
            for there, _links in hops[here]:
                if there not in away:
                    away[there] = away[here] + 1
                    following.append(there)
        layer = following
    return away


def shortest_paths(graph: KindGraph, source: int, targets: Collection[int], meter: Meter) -> dict[int, Path]:
    """The shortest path from one element to each of these that can be reached; the first where several are."""
    came_by: dict[int, tuple[int, Link]] = {}
    wanted = set(targets)
    found: dict[int, Path] = {}
    layer = [source]
    while layer and wanted:
        following: list[int] = []
        for here in layer:
            meter.spend(len(graph.out[here]))
            for there, links in graph.out[here]:
                if there != source and there not in came_by:
                    came_by[there] = (here, links[0])
                    following.append(there)
                    if there in wanted:
                        wanted.discard(there)
                        found[there] = _path_back(came_by, source, there)
        layer = following
    return found


def _path_back(came_by: dict[int, tuple[int, Link]], source: int, target: int) -> Path:
    path = []
    while target != source:
        target, link = came_by[target]
        path.append(link.id)
    return tuple(reversed(path))


def effects_on(
    graph: KindGraph, target: int, sources: Collection[int], meter: Meter, most: int = MOST_LINKS
) -> Iterator[tuple[int, Iterator[SignedPath]]]:
    """For each source with a walk of at most ``most`` links to the target, in order: its paths of each sign.

    Of each net sign there is one path, the first of the shortest, and the shorter come first. They are searched as
    they are asked for: who needs to know only whether there is a second sign takes two.
    """
    walks = _walks_to(graph, target, most, meter)
    for source in sorted({here for walk in walks for here in walk}.intersection(sources) - {target}):
        yield source, _signed_paths(graph, source, walks, meter)


def _walks_to(graph: KindGraph, target: int, most: int, meter: Meter) -> list[dict[int, int]]:
    """For k = 0 … ``most``: the elements from which a walk of k links ends at the target, with the signs it can have.

    The walk meets the target only at its end.
    """
    walks = [{target: 1}]
    for _length in range(most):
        layer: dict[int, int] = {}
        for here, signs in walks[-1].items():
            meter.spend(len(graph.into[here]))
            for before, links in graph.into[here]:
                if before != target:
                    reached = layer.get(before, 0)
                    for link in links:
                        reached |= _PRODUCT[_BIT[link.polarity]][signs]
                    layer[before] = reached
        walks.append(layer)
    return walks


def _signed_paths(graph: KindGraph, source: int, walks: list[dict[int, int]], meter: Meter) -> Iterator[SignedPath]:
    """The net signs of the simple paths from the source, each with its first shortest path."""
    found = 0
    for length in range(1, len(walks)):
        signs = walks[length].get(source, 0) & ~found
        if signs:
            for sign, bit in _BIT.items():
                if signs & bit:
                    path: list[str] = []
                    if _go_on(graph, source, bit, length, walks, meter, {source}, path):
                        found |= bit
                        yield sign, tuple(reversed(path))


def _go_on(
    graph: KindGraph,
    here: int,
    wanted: int,
    length: int,
    walks: list[dict[int, int]],
    meter: Meter,
    passed: set[int],
    path: list[str],
) -> bool:
    """Whether a simple path of this length and one of the wanted signs goes on from here to the target.

    Depth first, and only by steps after which a walk of the right length and sign goes on. ``passed`` are the
    elements on the way so far; ``path`` gets the links of the first path found, the last one first.
    """
    onward = walks[length - 1]
    meter.spend(len(graph.out[here]))
    for there, links in graph.out[here]:
        signs = onward.get(there, 0)
        if not signs or there in passed:
            continue
        for link in links:
            rest = _REST[_BIT[link.polarity]][wanted] & signs
            if not rest:
                continue
            passed.add(there)
            if length == 1 or _go_on(graph, there, rest, length - 1, walks, meter, passed, path):
                path.append(link.id)
                return True
            passed.discard(there)
            signs &= ~rest
    return False
