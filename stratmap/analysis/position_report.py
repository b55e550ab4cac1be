"""All there is to say about where an element stands, or where everything stands, found in one go beside the window.

The trees of causes and effects are not in it: they are walked from the graph as far as somebody opens them.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.kinds import ElementKind
from stratmap.analysis.budget import Budget, Meter, Spent
from stratmap.analysis.effects import NO_EFFECT, Signed, effects_from
from stratmap.analysis.influence import MOST_LINKS
from stratmap.analysis.matrix import Net, net_effect
from stratmap.analysis.position import (
    Position,
    Standing,
    bottlenecks,
    heads,
    position,
    potent_initiatives,
    tails,
)
from stratmap.analysis.position_words import Figure, figures, position_sentence
from stratmap.analysis.titles import Titles
from stratmap.analysis.worded import WordedLoop, loops_in_words
from stratmap.i18n import _

MOST_STEPS = 2_000_000
"""Most steps spent on the signs of what one element reaches, some two seconds."""

MOST_LISTED = 100
"""Objectives and loops that are listed; the figures count all of them."""


@dataclass(frozen=True, slots=True)
class Reach:
    """An objective an element reaches: what the element does to it on the whole, by how many links, by which paths.

    ``net`` is unknown as well where the objective is further than signs are looked at.
    """

    objective: str
    away: int
    net: Net
    paths: Signed


@dataclass(frozen=True, slots=True)
class PositionReport:
    """Where one element stands, in words and figures."""

    standing: Standing
    place: Position
    titles: Titles
    sentence: str
    figures: tuple[Figure, ...]
    objectives: tuple[Reach, ...] = ()
    loops: tuple[WordedLoop, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A list of elements that stand out, each with its figure: what it is called and how that is reckoned."""

    name: str
    formula: str
    elements: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Which elements of a map stand out by where they stand."""

    standing: Standing
    titles: Titles
    lists: tuple[Ranked, ...]


def position_report(standing: Standing, element: str, steps: int, meter: Meter | None = None) -> PositionReport:
    """Where an element stands. Raises ``Spent("cancelled")`` soon after the meter is called off."""
    meter = meter or Meter(Budget())
    map, titles = standing.map, Titles(standing.map)
    place = position(standing, element, steps, meter)
    on = [loop for loop in standing.loops.loops if element in loop.elements][:MOST_LISTED]
    reached: tuple[Reach, ...] = ()
    if map.elements[element].kind is ElementKind.INITIATIVE:
        reached = _reached(standing, place, meter)
    return PositionReport(
        *(standing, place, titles, position_sentence(place, map), figures(place, map)),
        objectives=reached,
        loops=loops_in_words(on, titles),
    )


def _reached(standing: Standing, place: Position, meter: Meter) -> tuple[Reach, ...]:
    graph = standing.influences
    source = graph.number.get(place.element)
    listed = place.objectives[:MOST_LISTED]
    if source is None or not listed:
        return ()
    near = [graph.number[each.objective] for each in listed if each.away <= MOST_LINKS]
    table = effects_from(graph, [source], near, meter.part(1.0, MOST_STEPS))
    found = []
    for each in listed:
        paths = table.on.get(graph.number[each.objective], {}).get(source, NO_EFFECT)
        found.append(Reach(each.objective, each.away, net_effect(paths) if paths else Net.UNKNOWN, paths))
    return tuple(found)


def overview(standing: Standing, meter: Meter | None = None) -> Overview:
    """What stands out in the map: beginnings, ends, initiatives that reach most, bottlenecks."""
    meter = meter or Meter(Budget())
    try:
        potent = potent_initiatives(standing, 10, meter.part(1.0, MOST_STEPS))
    except Spent as spent:
        if spent.reason == "cancelled":
            raise
        potent = []
    lists = (
        Ranked(
            _("Initiatives that reach most"),
            _("How many objectives influences lead to from each, of any sign, by any number of links."),
            tuple((element, str(count)) for element, count in potent),
        ),
        Ranked(
            _("Bottlenecks"),
            _(
                "The part of the shortest ways between all others that lead through each, 0 to 1 (betweenness,"
                " Freeman 1977)."
            ),
            tuple((element, f"{value:.3f}") for element, value in bottlenecks(standing)),
        ),
        Ranked(
            _("Beginnings"),
            _("Influences lead on from them, and none leads to them (tails)."),
            tuple((element, "") for element in tails(standing)[:MOST_LISTED]),
        ),
        Ranked(
            _("Ends"),
            _("Influences lead to them, and none leads on (heads)."),
            tuple((element, "") for element in heads(standing)[:MOST_LISTED]),
        ),
    )
    return Overview(standing, Titles(standing.map), lists)
