"""Feedback loops: elementary cycles of influences, each known by its links in order from the smallest id.

The answer comes in two parts: an independent set of the shortest loops, which covers every link that lies on one,
and then the shortest loops in order, as far as the budget goes. It says whether that is all there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import prod

from models.kinds import LinkKind, Polarity, net_polarity
from models.records import Link
from models.strategy_map import StrategyMap
from stratmap.analysis.all_loops import all_loops
from stratmap.analysis.budget import ASKED, Budget, Meter, Spent, Stopped
from stratmap.analysis.graph import KindGraph, MapGraphs
from stratmap.analysis.independent import independent_cycles
from stratmap.analysis.shortest_loops import LinkIds, shortest_loops

INDEPENDENT_SHARE = 0.5
"""Largest part of the budget for the independent set."""

TRIAL_SHARE = 0.4
"""Largest part of what is left then for trying to find everything at once."""

LETTERS = {Polarity.PLUS: "R", Polarity.MINUS: "B", Polarity.UNKNOWN: "U"}

Links = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """A feedback loop. ``elements[i]`` is where ``links[i]`` starts; ``links`` begins with the smallest id.

    ``polarity`` is plus when reinforcing, minus when balancing, unknown when any sign is. ``minuses``, ``unknowns``
    and ``delays`` count its links with a minus, without a sign and with a delay; ``strength`` is the product of the
    links' strengths where all have one. ``name`` counts loops of its letter (R1, B1, U1, …);
    ``own_name`` is what a person called it.
    """

    links: LinkIds
    elements: tuple[str, ...]
    polarity: Polarity
    minuses: int
    unknowns: int
    delays: int
    strength: float | None
    name: str
    own_name: str = ""

    @property
    def letter(self) -> str:
        """R for reinforcing, B for balancing, U for not known."""
        return LETTERS[self.polarity]


@dataclass(frozen=True, slots=True)
class LoopReport:
    """The loops that were found, by length, then titles, then ids.

    ``complete``: these are all there are. Otherwise ``stopped`` says why there may be more; ``at_least`` is how many
    there are for certain, listed or not.
    ``independent`` names those of the independent set by their links, ``covers_all`` says whether every link that
    lies on a loop lies on one of that set, ``is_basis`` whether all loops are made of it: in a very large part it
    only covers. ``seconds`` is how long the search took.
    """

    loops: tuple[Loop, ...] = ()
    complete: bool = True
    stopped: Stopped = ""
    at_least: int = 0
    independent: frozenset[LinkIds] = frozenset()
    covers_all: bool = True
    is_basis: bool = True
    seconds: float = field(default=0.0, compare=False)

    def independent_loops(self) -> list[Loop]:
        """The loops of the independent set, in their order."""
        return [loop for loop in self.loops if loop.links in self.independent]

    def count(self, letter: str) -> int:
        """How many of the loops found are R, B or U."""
        return sum(loop.letter == letter for loop in self.loops)


NO_LOOPS = LoopReport()
"""There are none."""

NOT_SEARCHED = LoopReport(complete=False, stopped="cancelled", covers_all=False, is_basis=False)
"""What is known of the loops of a map that nobody has searched."""


PENDING = LoopReport(complete=False, stopped="pending", covers_all=False, is_basis=False)
"""What is known of the loops while they are still being looked for."""


def find_loops(map: StrategyMap, *, budget: Budget | None = None) -> LoopReport:
    """The feedback loops of a map; without a budget all of them, however many there are."""
    return loops_of(MapGraphs(map), budget or Budget())


def loops_through(
    map: StrategyMap, element: str, *, budget: Budget | None = None, known: LoopReport = NO_LOOPS
) -> LoopReport:
    """The feedback loops through one element, the shortest first; without a budget all of them.

    A loop that is ``known`` from the whole map has its name there; any other is called by its letter alone, as its
    number would take the whole map to be known. No independent set is looked for.
    """
    budget = budget or Budget()
    meter = Meter(budget)
    try:
        graphs = MapGraphs(map, Meter(Budget(cancelled=budget.cancelled)))
        graph = graphs.of(LinkKind.INFLUENCES)
        parts = graph.circular_parts(graphs.meter)
    except Spent:
        return NOT_SEARCHED
    number = graph.number.get(element)
    if number is None or not any(number in part for part in parts):
        return NO_LOOPS
    found = _collected(shortest_loops(graph, parts, meter, number), budget.most_loops)
    links = map.links
    everything = [tuple(links[id_] for id_ in loop) for loop in found.loops]
    ordered = sorted(everything, key=lambda loop: fixed_order(graph, loop))
    names = {loop.links: loop.name for loop in known.loops}
    return LoopReport(
        loops=tuple(replace(loop, name=names.get(loop.links, loop.letter)) for loop in _named(map, ordered)),
        complete=not found.stopped,
        stopped=found.stopped,
        at_least=found.at_least,
        covers_all=False,
        is_basis=False,
        seconds=meter.seconds,
    )


def more_loops(map: StrategyMap, so_far: LoopReport, *, more: int = 500, budget: Budget | None = None) -> LoopReport:
    """The loops found so far and so many of the next ones, as far as the budget goes; the shortest still first."""
    if so_far.complete:
        return so_far
    return find_loops(map, budget=replace(budget or ASKED, most_loops=len(so_far.loops) + more))


def loops_of(graphs: MapGraphs, budget: Budget) -> LoopReport:
    """The same, on graphs that are there already."""
    graph = graphs.of(LinkKind.INFLUENCES)
    meter = Meter(budget)
    try:
        looking = Meter(Budget(cancelled=budget.cancelled))
        parts = graph.circular_parts(looking)
        whole = _basis_size(graph, parts, looking)
    except Spent:
        return NOT_SEARCHED
    if not parts:
        return NO_LOOPS
    independent, cut_short = _independent(graph, parts, budget.independent_work, meter)
    found = _search(graph, parts, budget.most_loops, meter)
    links = graphs.map.links
    everything = [tuple(links[id_] for id_ in loop) for loop in {*found.loops, *independent}]
    ordered = sorted(everything, key=lambda loop: fixed_order(graph, loop))
    return LoopReport(
        loops=tuple(_named(graphs.map, ordered)),
        complete=not found.stopped,
        stopped=found.stopped,
        at_least=max(found.at_least, len(ordered)),
        independent=frozenset(independent),
        covers_all=not cut_short,
        is_basis=len(independent) == whole,
        seconds=meter.seconds,
    )


def fixed_order(graph: KindGraph, links: Links) -> tuple[int, list[int], list[str]]:
    """Sorting key of loops: length, then the elements from the first by title, then the link ids.

    It begins with the first element, not the smallest link id, so that the order does not hang on how ids were made.
    """
    numbers = [graph.number[link.source] for link in links]
    first = numbers.index(min(numbers))
    return len(links), numbers[first:] + numbers[:first], [link.id for link in (*links[first:], *links[:first])]


def _ids(links: Links) -> LinkIds:
    return tuple(link.id for link in links)


def _basis_size(graph: KindGraph, parts: list[list[int]], meter: Meter) -> int:
    """How many independent loops the parts have: links − elements + 1 each (Oliva 2004)."""
    size = 0
    for part in parts:
        members = set(part)
        size += 1 - len(part)
        for here in part:
            meter.spend(1 + len(graph.out[here]))
            size += sum(len(links) for there, links in graph.out[here] if there in members)
    return size


def _independent(
    graph: KindGraph, parts: list[list[int]], most_work: int, meter: Meter
) -> tuple[list[LinkIds], bool]:
    """The independent set of every part, and whether it was cut short."""
    found: list[LinkIds] = []
    share = meter.part(INDEPENDENT_SHARE)
    try:
        for part in parts:
            found.extend(_ids(loop) for loop in independent_cycles(graph, part, share, most_work))
    except Spent:
        return found, True
    return found, False


@dataclass(slots=True)
class _Found:
    """What a search has so far: loops, how many there are for certain, and why it stopped before the end."""

    loops: list[LinkIds] = field(default_factory=list)
    at_least: int = 0
    stopped: Stopped = ""


def _search(graph: KindGraph, parts: list[list[int]], most: int | None, meter: Meter) -> _Found:
    """All loops, or the shortest as far as the budget goes.

    First everything is tried, on a part of the budget: that is quickest where it succeeds. If it does not, the
    shortest loops are taken in order, so that what is found is always the beginning of one fixed list.
    """
    found = _collected(all_loops(graph, parts, meter.part(TRIAL_SHARE)), most)
    if found.stopped:
        known = found.at_least
        found = _collected(shortest_loops(graph, parts, meter), most)
        found.at_least = max(found.at_least, known)
    return found


def _collected(loops: Iterator[LinkIds], most: int | None) -> _Found:
    """The first so many of the loops, as far as the budget goes."""
    found = _Found()
    try:
        for links in loops:
            if len(found.loops) == most:
                found.stopped = "asked"
                break
            found.loops.append(links)
    except Spent as spent:
        found.stopped = spent.reason
    found.at_least = len(found.loops) + (found.stopped == "asked")  # one more was seen
    return found


def _named(map: StrategyMap, ordered: list[Links]) -> Iterator[Loop]:
    """The loops as records, counted by letter in this order and with people's own names."""
    own_names = {name.links: name.name for name in map.loop_names.values()}
    counts: Counter[str] = Counter()
    for links in ordered:
        signs = [link.polarity for link in links]
        polarity = net_polarity(signs)
        letter = LETTERS[polarity]
        counts[letter] += 1
        strengths = [link.strength for link in links if link.strength is not None]
        ids = _ids(links)
        yield Loop(
            links=ids,
            elements=tuple(link.source for link in links),
            polarity=polarity,
            minuses=signs.count(Polarity.MINUS),
            unknowns=signs.count(Polarity.UNKNOWN),
            delays=sum(link.delay for link in links),
            strength=prod(strengths) if len(strengths) == len(links) else None,
            name=f"{letter}{counts[letter]}",
            own_name=own_names.get(ids, ""),
        )
