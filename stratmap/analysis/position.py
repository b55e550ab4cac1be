"""Where an element stands in the map: its causes and effects, the loops it is on, what it reaches, what it carries.

Only influences are followed. Each number comes with the formula it is made by, since the same words mean different
things in different tools.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from models.kinds import ElementKind, LinkKind
from models.strategy_map import StrategyMap
from stratmap.analysis.betweenness import Betweenness, betweenness
from stratmap.analysis.budget import Budget, Meter, never
from stratmap.analysis.effects import is_active_initiative
from stratmap.analysis.graph import Hop, KindGraph, MapGraphs
from stratmap.analysis.influence import distances
from stratmap.analysis.loops import NOT_SEARCHED, LoopReport

STEPS = 3
"""How far causes and effects are followed unless somebody asks for more."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One element of a tree of causes or effects: by which links it hangs on which element, and at what step.

    Each element is in the tree once, at its fewest steps, on the first by title of those it could hang on.
    """

    element: str
    step: int
    links: tuple[str, ...]
    parent: str


@dataclass(frozen=True, slots=True)
class Reached:
    """An objective that is reached, and by how few links."""

    objective: str
    away: int


@dataclass(frozen=True, slots=True)
class Position:
    """Where one element stands.

    ``causes`` and ``effects`` are in the order of steps, then titles; ``all_causes`` and ``all_effects`` count them
    at any distance. ``loops`` is how many of the loops found it is on, and ``loops_are_all`` whether those are all
    there are, as they are of what lies on no loop, however many there are elsewhere. ``objectives`` are those it
    reaches, itself left out. ``betweenness`` is None for what no influence joins; ``rank`` is its place by
    betweenness among all, 1 for the highest, and ``ranked`` how many there are.
    """

    element: str
    steps: int
    causes: tuple[Branch, ...] = ()
    effects: tuple[Branch, ...] = ()
    all_causes: int = 0
    all_effects: int = 0
    direct_causes: int = 0
    direct_effects: int = 0
    loops: int = 0
    loops_are_all: bool = True
    objectives: tuple[Reached, ...] = ()
    betweenness: float | None = None
    betweenness_is_estimate: bool = False
    rank: int = 0
    ranked: int = 0

    @property
    def is_head(self) -> bool:
        """Whether influences end here: some lead in, none leads on."""
        return self.direct_causes > 0 and self.direct_effects == 0

    @property
    def is_tail(self) -> bool:
        """Whether influences begin here: some lead on, none leads in."""
        return self.direct_effects > 0 and self.direct_causes == 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What is worked out once for a map so that the position of any of its elements is known at once."""

    map: StrategyMap
    influences: KindGraph
    between: Betweenness
    loops: LoopReport
    ranks: dict[int, int] = field(compare=False, default_factory=dict)


def standing(map: StrategyMap, loops: LoopReport = NOT_SEARCHED, cancelled: Callable[[], bool] = never) -> Standing:
    """What positions are read from; takes up to a second in a large map, so it is not for a thread that draws.

    ``loops`` are the loops found in this map. Raises ``Spent("cancelled")`` soon after it is called off.
    """
    meter = Meter(Budget(cancelled=cancelled))
    influences = MapGraphs(map, meter).of(LinkKind.INFLUENCES)
    between = betweenness(influences, meter)
    by_height = sorted(between.of, key=lambda number: -between.of[number])
    ranks: dict[int, int] = {}
    for place, number in enumerate(by_height):
        before = by_height[place - 1]
        tied = place > 0 and between.of[before] == between.of[number]
        ranks[number] = ranks[before] if tied else place + 1
    return Standing(map, influences, between, loops, ranks)


def position(standing: Standing, element: str, steps: int = STEPS, meter: Meter | None = None) -> Position:
    """Where an element stands, with its causes and effects to so many steps; milliseconds even in a large map."""
    meter = meter or Meter(Budget())
    graph, loops = standing.influences, standing.loops
    number = graph.number.get(element)
    if number is None:
        return Position(element, steps)
    ahead, behind = distances(graph.out, number, meter), distances(graph.into, number, meter)
    reached = [
        Reached(graph.elements[there].id, away)
        for there, away in sorted(ahead.items(), key=lambda each: (each[1], each[0]))
        if away and graph.elements[there].kind is ElementKind.OBJECTIVE
    ]
    return Position(
        element,
        steps,
        causes=_tree(graph, graph.into, number, steps, meter),
        effects=_tree(graph, graph.out, number, steps, meter),
        all_causes=len(behind) - 1,
        all_effects=len(ahead) - 1,
        direct_causes=len(graph.into[number]),
        direct_effects=len(graph.out[number]),
        loops=sum(element in loop.elements for loop in loops.loops),
        loops_are_all=loops.complete or len(ahead.keys() & behind.keys()) == 1,  # only itself: it is on none
        objectives=tuple(reached),
        betweenness=standing.between.of[number],
        betweenness_is_estimate=standing.between.is_estimate,
        rank=standing.ranks[number],
        ranked=len(graph.elements),
    )


def _tree(
    graph: KindGraph,
    hops: Sequence[tuple[Hop, ...]],
    root: int,
    steps: int,
    meter: Meter,
) -> tuple[Branch, ...]:
    """The elements at 1 … ``steps`` links, each hanging on the first of those one step nearer."""
    branches: list[Branch] = []
    layer, placed = [root], {root}
    for step in range(1, steps + 1):
        hanging: dict[int, Branch] = {}
        for here in layer:
            meter.spend(1 + len(hops[here]))
            for there, links in hops[here]:
                if there not in placed and there not in hanging:
                    ids = tuple(link.id for link in links)
                    hanging[there] = Branch(graph.elements[there].id, step, ids, graph.elements[here].id)
        layer = sorted(hanging)
        placed.update(layer)
        branches.extend(hanging[number] for number in layer)
    return tuple(branches)


def heads(standing: Standing) -> list[str]:
    """The elements nothing follows: influences lead in, none leads on. By title."""
    graph = standing.influences
    return [each.id for number, each in enumerate(graph.elements) if graph.into[number] and not graph.out[number]]


def tails(standing: Standing) -> list[str]:
    """The elements nothing precedes: influences lead on, none leads in. By title."""
    graph = standing.influences
    return [each.id for number, each in enumerate(graph.elements) if graph.out[number] and not graph.into[number]]


def potent_initiatives(standing: Standing, most: int = 10, meter: Meter | None = None) -> list[tuple[str, int]]:
    """The active initiatives that reach most objectives, with how many: by influences of any sign at any distance.

    Raises ``Spent`` when the meter says so: every initiative's reach is walked.
    """
    meter = meter or Meter(Budget())
    graph = standing.influences
    goals = {number for number, each in enumerate(graph.elements) if each.kind is ElementKind.OBJECTIVE}
    counted = [
        (len(goals & distances(graph.out, number, meter).keys()), number)
        for number, each in enumerate(graph.elements)
        if is_active_initiative(each)
    ]
    best = sorted(counted, key=lambda each: (-each[0], each[1]))[:most]
    return [(graph.elements[number].id, count) for count, number in best if count]


def bottlenecks(standing: Standing, most: int = 10) -> list[tuple[str, float]]:
    """The elements of highest betweenness, with it (the formula is that of ``Betweenness``)."""
    found = sorted(standing.between.of.items(), key=lambda each: (-each[1], each[0]))[:most]
    return [(standing.influences.elements[number].id, value) for number, value in found if value > 0]
