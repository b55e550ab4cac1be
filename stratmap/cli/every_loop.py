"""``stratmap loops --all``: every loop there is, told as it is found, so that memory does not grow with their number.

There may be millions, so a line is put together from parts that are made once for each link, and nothing is kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from models.kinds import LinkKind, Polarity
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Budget, Meter, Spent
from stratmap.cli.formats import PageFormat
from stratmap.cli.output import one_line, say, tell
from stratmap.i18n import _, ngettext

if TYPE_CHECKING:
    from stratmap.analysis.all_loops import LinkIds

LINES = 500
"""Lines that are written at once."""


class _Tally:
    """How many loops of each letter have been told."""

    def __init__(self) -> None:
        self.of = {"R": 0, "B": 0, "U": 0}

    @property
    def count(self) -> int:
        return sum(self.of.values())


def stream_loops(file: Path, format: PageFormat, through: str, most: int | None, seconds: float | None) -> None:
    """Tell every loop, and at the end how many there were and whether those are all.

    Stopped by Ctrl+C it says so too, as the answer up to there is good. JSON comes as one object a line, the last of
    which is the sum.
    """
    from models.store import open_map
    from stratmap.cli.loops import the_element

    map = open_map(file).map
    element = the_element(map, through)
    meter = Meter(Budget(seconds=seconds))
    tally = _Tally()
    stopped = ""
    try:
        found = _found(map, element, meter)
        _write(_lines(map, found, format, tally, most))
        if most is not None and tally.count == most and next(found, None) is not None:
            stopped = "asked"
    except Spent as spent:
        stopped = spent.reason
    except KeyboardInterrupt:
        tell(_summary(file.name, tally, "called off", meter.seconds))
        raise
    if format is PageFormat.JSON:
        total = {"complete": not stopped, "stopped": stopped, "count": tally.count}
        letters = {"reinforcing": tally.of["R"], "balancing": tally.of["B"], "unknown": tally.of["U"]}
        say(json.dumps({**total, **letters}))
    else:
        say(_summary(file.name, tally, stopped, meter.seconds))


def _found(map: StrategyMap, through: Element | None, meter: Meter) -> Iterator[LinkIds]:
    from stratmap.analysis.all_loops import all_loops
    from stratmap.analysis.graph import MapGraphs
    from stratmap.analysis.shortest_loops import shortest_loops

    graph = MapGraphs(map).of(LinkKind.INFLUENCES)
    parts = graph.circular_parts(meter)
    if through is None:
        yield from all_loops(graph, parts, meter)
    elif through.id in graph.number:
        yield from shortest_loops(graph, parts, meter, graph.number[through.id])


def _lines(
    map: StrategyMap, found: Iterator[LinkIds], format: PageFormat, tally: _Tally, most: int | None
) -> Iterator[str]:
    """A line for each loop, as many as are wanted."""
    links = map.links.values()
    minus = {link.id for link in links if link.polarity is Polarity.MINUS}
    unsigned = {link.id for link in links if link.polarity is Polarity.UNKNOWN}
    line = _line_of(map, format)
    left = most
    while left is None or left > 0:
        loop = next(found, None)
        if loop is None:
            return
        letter = "U" if not unsigned.isdisjoint(loop) else "RB"[len(minus.intersection(loop)) % 2]
        tally.of[letter] += 1
        yield line(letter, loop)
        if left is not None:
            left -= 1


def _line_of(map: StrategyMap, format: PageFormat) -> Callable[[str, LinkIds], str]:
    """What makes a line of a loop; titles are made harmless once, not in every line."""
    from stratmap.analysis.matrix_text import markdown_text
    from stratmap.analysis.titles import quoted

    if format is PageFormat.JSON:
        plain = {link.id: json.dumps(map.elements[link.source].title) for link in map.links.values()}
        return lambda letter, loop: (
            f'{{"polarity": "{letter}", "elements": [{", ".join([plain[id] for id in loop])}]}}\n'
        )
    harmless = {id: one_line(quoted(element)) for id, element in map.elements.items()}
    if format is PageFormat.MARKDOWN:
        harmless = {id: markdown_text(words) for id, words in harmless.items()}
    start = {link.id: harmless[link.source] for link in map.links.values()}
    bullet = "- " if format is PageFormat.MARKDOWN else "  "
    return lambda letter, loop: f"{bullet}{letter}: {' → '.join([start[id] for id in loop])} → {start[loop[0]]}\n"


def _write(lines: Iterator[str]) -> None:
    waiting: list[str] = []
    try:
        for line in lines:
            waiting.append(line)
            if len(waiting) == LINES:
                sys.stdout.write("".join(waiting))
                waiting.clear()
    finally:
        sys.stdout.write("".join(waiting))


def _summary(name: str, tally: _Tally, stopped: str, seconds: float) -> str:
    kinds = _("{r} reinforcing, {b} balancing, {u} not known").format(
        r=f"{tally.of['R']:,}", b=f"{tally.of['B']:,}", u=f"{tally.of['U']:,}"
    )
    count = tally.count
    if not stopped:
        words = ngettext(
            "{name}: {n} loop, and that is all: {kinds}.", "{name}: {n} loops, and that is all: {kinds}.", count
        )
    else:
        words = ngettext(
            "{name}: At least {n} loop: {kinds}. {why}", "{name}: At least {n} loops: {kinds}. {why}", count
        )
    why = _("As many as were asked for; there are more.")
    if stopped != "asked":
        why = _("Stopped after {seconds:.1f} s; there may be more.").format(seconds=seconds)
    return words.format(name=name, n=f"{count:,}", kinds=kinds, why=why)
