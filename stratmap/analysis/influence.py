"""What an element does to another: who is reached, and by simple paths of which net sign.

A path is simple (no element twice) and its net sign is the product of its links' signs; an unknown sign makes it
unknown, which is neither plus nor minus. Trying all paths would be hopeless on a dense map. So walks are counted
backwards from the target first, length by length: which signs can a *walk* of exactly k links have? A sign no walk
has, no path has, which settles most questions without a single path; and where a walk has it, the search for a
path only takes steps from which the rest can still be walked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from models.kinds import Polarity
from models.records import Link
from stratmap.analysis.budget import STRIDE, Meter
from stratmap.analysis.graph import Hop, KindGraph

MOST_LINKS = 6
"""The longest path whose sign is looked at: further away, nobody trusts it."""

Path = tuple[str, ...]
"""Link ids in order."""

Effect = dict[Polarity, Path]
"""The net signs of the paths from one element to another, each with the first of the shortest such paths."""

Hops = tuple[tuple[Hop, ...], ...]

_BIT = {Polarity.PLUS: 1, Polarity.MINUS: 2, Polarity.UNKNOWN: 4}
_SIGNS = ((), (1,), (2,), (1, 2), (4,), (1, 4), (2, 4), (1, 2, 4))
"""The single signs in a set of signs, a set being the sum of the bits of its signs."""


def _times(sign: int, signs: int) -> int:
    """A set of signs, each multiplied by one sign."""
    if sign == 1:
        return signs
    if sign == 2:
        return (signs & 4) | (signs & 1) << 1 | (signs & 2) >> 1
    return 4 if signs else 0


_PRODUCT = tuple(tuple(_times(sign, signs) for signs in range(8)) for sign in range(5))
"""``_PRODUCT[sign][signs]``, the sign given as its bit."""


def reachable(hops: Hops, starts: Iterable[int]) -> set[int | None]:
    """The numbers of the elements that can be reached along the hops, the starts among them."""
    seen: set[int | None] = set(starts)
    waiting = [start for start in seen if start is not None]
    while waiting:
        for there, _links in hops[waiting.pop()]:
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen


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
) -> Iterator[tuple[int, Effect]]:
    """What each source with a path of at most ``most`` links does to the target, in the order of the sources."""
    walks = _walks_to(graph, target, most, meter)
    for source in sorted({here for walk in walks for here in walk}.intersection(sources)):
        if source != target:
            effect = _effect(graph, source, target, walks, meter)
            if effect:
                yield source, effect


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


def _effect(graph: KindGraph, source: int, target: int, walks: list[dict[int, int]], meter: Meter) -> Effect:
    """The net signs of the simple paths from source to target, each with its first shortest path."""
    effect: Effect = {}
    for length in range(1, len(walks)):
        signs = walks[length].get(source, 0)
        for sign, bit in _BIT.items():
            if signs & bit and sign not in effect:
                path = _path_of(graph, source, bit, length, walks, meter)
                if path is not None:
                    effect[sign] = path
    return effect


def _path_of(
    graph: KindGraph, source: int, sign: int, length: int, walks: list[dict[int, int]], meter: Meter
) -> Path | None:
    """The first simple path from the source of exactly this length and net sign, or None.

    Depth first; a step is taken only where a walk of the right rest length and sign goes on from it.
    """
    path: list[str] = []
    on_path = {source}
    trail = [source]
    stack = [_steps(graph, source, sign, walks[length - 1])]
    steps = 0
    while stack:
        for there, link, rest in stack[-1]:
            steps += 1
            if steps % STRIDE == 0:
                meter.spend(STRIDE)
            if there in on_path:
                continue
            path.append(link.id)
            if len(path) == length:
                meter.spend(steps % STRIDE)
                return tuple(path)
            trail.append(there)
            on_path.add(there)
            stack.append(_steps(graph, there, rest, walks[length - len(path) - 1]))
            break
        else:
            stack.pop()
            on_path.discard(trail.pop())
            if path:
                path.pop()
    meter.spend(steps % STRIDE)
    return None


def _steps(graph: KindGraph, here: int, sign: int, walks: dict[int, int]) -> Iterator[tuple[int, Link, int]]:
    """The steps from an element after which a walk with the right sign goes on: where to, by what, the sign left."""
    for there, links in graph.out[here]:
        onward = walks.get(there, 0)
        if onward:
            for link in links:
                product = _PRODUCT[_BIT[link.polarity]]
                for rest in _SIGNS[onward]:
                    if product[rest] == sign:
                        yield there, link, rest
