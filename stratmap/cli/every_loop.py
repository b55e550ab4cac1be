"""``stratmap loops --all``: every loop there is, told as it is found, so that memory does not grow with their number.

There may be millions, so a line is put together from parts that are made once for each link, and nothing is kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from models.kinds import LinkKind, Polarity
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Budget, Meter, Spent
from stratmap.cli.formats import PageFormat
from stratmap.cli.output import one_line, say, tell
from stratmap.cli.typed_titles import element_titled
from stratmap.i18n import _, ngettext

if TYPE_CHECKING:
    from stratmap.analysis.all_loops import LinkIds

LINES = 500
"""Lines that are written at once."""

MOST_KEPT = 50_000
"""Stretches whose words are kept."""

_COUNTS = {Polarity.PLUS: 0, Polarity.MINUS: 1, Polarity.UNKNOWN: 1_000_000}
"""What a link adds to a sum from which can be read whether a sign is missing and how many are minus."""


class _Tally:
    """How many loops of each letter have been told."""

    def __init__(self) -> None:
        self.of = {"R": 0, "B": 0, "U": 0}

    @property
    def count(self) -> int:
        return sum(self.of.values())


def stream_loops(
    file: Path, format: PageFormat, through: str | None, most: int | None, seconds: float | None
) -> None:
    """Tell every loop, and at the end how many there were and whether those are all.

    Stopped by Ctrl+C it says so too, as the answer up to there is good. JSON comes as one object a line, the last of
    which is the sum.
    """
    from models.store import open_map

    map = open_map(file).map
    element = None if through is None else element_titled(map, through)
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


def _found(map: StrategyMap, through: Element | None, meter: Meter) -> Iterator[tuple[LinkIds, ...]]:
    from stratmap.analysis.all_loops import loops_in_stretches
    from stratmap.analysis.graph import MapGraphs
    from stratmap.analysis.shortest_loops import shortest_loops

    graph = MapGraphs(map).of(LinkKind.INFLUENCES)
    parts = graph.circular_parts(meter)
    if through is None:
        yield from loops_in_stretches(graph, parts, meter)
    elif through.id in graph.number:
        for loop in shortest_loops(graph, parts, meter, graph.number[through.id]):
            yield (loop,)


def _lines(
    map: StrategyMap,
    found: Iterator[tuple[LinkIds, ...]],
    format: PageFormat,
    tally: _Tally,
    most: int | None,
) -> Iterator[str]:
    """A line for each loop, as many as are wanted."""
    written = _Written(map, format)
    for stretches in islice(found, None if most is None else min(most, sys.maxsize)):
        texts, signs = written.of(stretches)
        unknown, minuses = divmod(sum(signs), _COUNTS[Polarity.UNKNOWN])
        letter = "U" if unknown else "RB"[minuses % 2]
        tally.of[letter] += 1
        yield written.line(letter, texts, stretches)


class _Written:
    """What makes lines of loops. Each stretch is put into words once; titles are made harmless then."""

    def __init__(self, map: StrategyMap, format: PageFormat) -> None:
        self._map = map
        self._format = format
        self._texts: dict[int, str] = {}
        self._signs: dict[int, int] = {}
        self._kept: list[LinkIds] = []
        self._starts: dict[str, str] = {}

    def of(self, stretches: tuple[LinkIds, ...]) -> tuple[list[str], list[int]]:
        """The words and the signs of the stretches of a loop, known by identity: hashing would take longer."""
        ids = [id(stretch) for stretch in stretches]
        try:
            return [self._texts[key] for key in ids], [self._signs[key] for key in ids]
        except KeyError:
            if len(self._kept) >= MOST_KEPT:
                self._texts.clear()
                self._signs.clear()
                self._kept.clear()
            for stretch in stretches:
                self._note(stretch)
            return [self._texts[key] for key in ids], [self._signs[key] for key in ids]

    def _note(self, stretch: LinkIds) -> None:
        if id(stretch) in self._texts:
            return
        links = [self._map.links[key] for key in stretch]
        self._texts[id(stretch)] = self._between.join(self._title(link.source) for link in links)
        self._signs[id(stretch)] = sum(_COUNTS[link.polarity] for link in links)
        self._kept.append(stretch)  # so that no other comes to have its identity

    @property
    def _between(self) -> str:
        return ", " if self._format is PageFormat.JSON else " → "

    def _title(self, id_: str) -> str:
        from stratmap.analysis.matrix_text import markdown_text
        from stratmap.analysis.titles import quoted

        element = self._map.elements[id_]
        if self._format is PageFormat.JSON:
            return json.dumps(element.title)
        words = one_line(quoted(element))
        return markdown_text(words) if self._format is PageFormat.MARKDOWN else words

    def line(self, letter: str, texts: list[str], stretches: tuple[LinkIds, ...]) -> str:
        """The line of a loop."""
        if self._format is PageFormat.JSON:
            return f'{{"polarity": "{letter}", "elements": [{", ".join(texts)}]}}\n'
        bullet = "- " if self._format is PageFormat.MARKDOWN else "  "
        return f"{bullet}{letter}: {' → '.join(texts)} → {self._start(stretches[0][0])}\n"

    def _start(self, link: str) -> str:
        start = self._starts.get(link)
        if start is None:
            start = self._starts[link] = self._title(self._map.links[link].source)
        return start


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
    kinds = _("{r} reinforcing, {b} balancing, {u} undecided").format(
        r=f"{tally.of['R']:,}", b=f"{tally.of['B']:,}", u=f"{tally.of['U']:,}"
    )
    count = tally.count
    if not stopped:
        words = ngettext(
            "{name}: {n} loop, and that is all: {kinds}.", "{name}: {n} loops, and that is all: {kinds}.", count
        )
    elif stopped == "asked":
        words = ngettext(
            "{name}: {n} loop, as many as were asked for: {kinds}. There are more.",
            "{name}: {n} loops, as many as were asked for: {kinds}. There are more.",
            count,
        )
    else:
        words = ngettext(
            "{name}: At least {n} loop: {kinds}. {why}", "{name}: At least {n} loops: {kinds}. {why}", count
        )
    why = _("Stopped after {seconds:.1f} s; there may be more.").format(seconds=seconds)
    return words.format(name=name, n=f"{count:,}", kinds=kinds, why=why)
