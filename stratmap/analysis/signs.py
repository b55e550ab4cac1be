"""Which links to sign so that the most loops are decided.

A loop is reinforcing or balancing only when all of its links have a sign. So the links are taken one after the
other: each time the one that is the last to miss on most loops. Where none is the last, it is one of the few that
together decide most loops for each link, as far as so many may still be taken, and of those the one on most loops.
This is the greedy answer to a covering problem: good, quick, and the same for the same map; not always the very best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from models.kinds import Polarity
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import never
from stratmap.analysis.loops import LoopReport
from stratmap.analysis.titles import Titles

MOST_TRIED = 100
"""Loops, those that miss fewest signs first, whose missing links are looked at together."""


@dataclass(frozen=True, slots=True)
class SignWanted:
    """A link without a sign: how many loops more are decided once it and those before it have theirs, and on how
    many undecided loops it lies then.
    """

    link: str
    decides: int
    lies_on: int


def undecided(report: LoopReport) -> int:
    """How many of the loops found are neither known to be reinforcing nor balancing."""
    return report.count("U")


def signs_wanted(
    map: StrategyMap, report: LoopReport, most: int = 5, cancelled: Callable[[], bool] = never
) -> tuple[SignWanted, ...]:
    """The links to sign first, at most so many, judged by the loops that were found."""
    open_loops = [
        [id_ for id_ in loop.links if map.links[id_].polarity is Polarity.UNKNOWN]
        for loop in report.loops
        if loop.polarity is Polarity.UNKNOWN
    ]
    titles = Titles(map)
    wanted: list[SignWanted] = []
    while open_loops and len(wanted) < most and not cancelled():
        lies_on = Counter(id_ for missing in open_loops for id_ in missing)
        last_one = Counter(missing[0] for missing in open_loops if len(missing) == 1)
        together = lies_on.keys() if last_one else _most_for_each(open_loops, most - len(wanted)) or lies_on.keys()
        best = min(together, key=lambda id_: (-last_one[id_], -lies_on[id_], *_order(map, titles, id_)))
        wanted.append(SignWanted(best, last_one[best], lies_on[best]))
        open_loops = [left for missing in open_loops if (left := [id_ for id_ in missing if id_ != best])]
    return tuple(wanted)


def _most_for_each(open_loops: list[list[str]], most: int) -> frozenset[str]:
    """At most so many links that together decide most loops for each link; none where every loop misses more."""
    missing = Counter(frozenset(each) for each in open_loops if len(each) <= most)
    fewest = sorted(missing, key=lambda links: (len(links), sorted(links)))[:MOST_TRIED]
    return max(
        fewest,
        key=lambda links: sum(count for each, count in missing.items() if each <= links) / len(links),
        default=frozenset(),
    )


def _order(map: StrategyMap, titles: Titles, link_id: str) -> tuple[str, str, str]:
    link = map.links[link_id]
    return titles.order(link.source), titles.order(link.target), link_id
