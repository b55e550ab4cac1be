"""The rows of an element's position: sections with figures and formulas, and trees walked as they are opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.kinds import Polarity
from models.records import Key
from stratmap.analysis.graph import Hop
from stratmap.analysis.matrix import Net, net_effect
from stratmap.analysis.position_report import Overview, PositionReport, Ranked
from stratmap.analysis.position_words import Figure
from stratmap.analysis.titles import Titles
from stratmap.i18n import _, ngettext

MOST_BRANCHES = 60
"""Branches shown of one element; how many more there are is said."""

EFFECTS, CAUSES, OBJECTIVES, LOOPS, BETWEENNESS = "effects", "causes", "objectives", "loops", "betweenness"


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``detail`` stands under the text in small, ``value`` after it.

    ``can_open`` says that rows can be shown below it, ``is_open`` that they are. ``element`` is what it is about;
    ``keys`` and ``loop`` are what is lit when it is chosen.
    """

    key: str
    text: str
    detail: str = ""
    value: str = ""
    depth: int = 0
    net: Net = Net.NONE
    is_section: bool = False
    can_open: bool = False
    is_open: bool = False
    element: Key = ""
    keys: frozenset[Key] = frozenset()
    loop: Polarity | None = None

    @property
    def spoken(self) -> str:
        """The row for those who hear it."""
        signs = {Net.PLUS: "+", Net.MINUS: "−", Net.MIXED: "±", Net.UNKNOWN: "?"}
        state = (_("open") if self.is_open else _("closed")) if self.can_open else ""
        step = "" if self.is_section else ngettext("step {n}", "step {n}", self.depth).format(n=self.depth)
        parts = (signs.get(self.net, ""), self.text, self.value, step, state, self.detail)
        return ", ".join(part for part in parts if part)


class PositionRows:
    """The rows as they are, given what is open."""

    def __init__(self) -> None:
        self.open: set[str] = {EFFECTS, CAUSES, OBJECTIVES, "list 0", "list 1"}
        self.steps = 3
        self._shown: PositionReport | Overview | None = None

    def show(self, shown: PositionReport | Overview | None) -> None:
        """Show the position of another element, or the whole map's, with the same sections open."""
        before, self._shown = self._shown, shown
        same = (
            isinstance(before, PositionReport)
            and isinstance(shown, PositionReport)
            and before.place.element == shown.place.element
        )
        if not same:
            self.open = {key for key in self.open if "/" not in key}

    def toggle(self, line: Line) -> None:
        """Open a row, or close it."""
        if line.can_open:
            self.open ^= {line.key}

    def lines(self) -> list[Line]:
        """All rows, from the top."""
        if isinstance(self._shown, PositionReport):
            return list(self._position(self._shown))
        if isinstance(self._shown, Overview):
            return [
                line
                for number, each in enumerate(self._shown.lists)
                for line in self._list(self._shown.titles, number, each)
            ]
        return []

    def _position(self, report: PositionReport) -> Iterator[Line]:
        graph = report.standing.influences
        causes, effects, loops, *rest = report.figures
        number = graph.number.get(report.place.element)
        within = {CAUSES: len(report.place.causes), EFFECTS: len(report.place.effects)}
        for key, figure, hops in ((EFFECTS, effects, graph.out), (CAUSES, causes, graph.into)):
            there = number is not None and bool(hops[number])
            told = ngettext("{n} within {steps} step", "{n} within {steps} steps", report.place.steps)
            detail = told.format(n=within[key], steps=report.place.steps) + ". " + figure.formula
            yield self._section(key, figure, there, detail)
            if there and number is not None and key in self.open:
                yield from self._branches(report, hops, (number,), key, frozenset({report.place.element}))
        if len(rest) > 1:
            yield self._section(OBJECTIVES, rest[0], bool(report.objectives), rest[0].formula)
            if OBJECTIVES in self.open:
                yield from self._objectives(report)
        yield self._section(LOOPS, loops, bool(report.loops), loops.formula)
        if LOOPS in self.open:
            for each in report.loops:
                keys = frozenset((*each.loop.elements, *each.loop.links))
                yield Line(
                    f"loop {each.key}", each.headline, each.reason, depth=1, keys=keys, loop=each.loop.polarity
                )
        for figure in rest[-1:]:
            yield self._section(BETWEENNESS, figure, False, figure.formula)

    def _section(self, key: str, figure: Figure, can_open: bool, detail: str) -> Line:
        is_open = can_open and key in self.open
        return Line(key, figure.name, detail, figure.value, is_section=True, can_open=can_open, is_open=is_open)

    def _branches(
        self,
        report: PositionReport,
        hops: Sequence[tuple[Hop, ...]],
        way: tuple[int, ...],
        key: str,
        lit: frozenset[Key],
    ) -> Iterator[Line]:
        """What hangs on the last element of a way, and below it what is open; a way never goes round twice."""
        elements, depth = report.standing.influences.elements, len(way)
        onward = hops[way[-1]]
        for there, links in onward[:MOST_BRANCHES]:
            element, again = elements[there].id, there in way
            own = f"{key}/{element}"
            keys = lit | {element, *(link.id for link in links)}
            more = not again and depth < self.steps and bool(hops[there])
            is_open = more and own in self.open
            yield Line(
                *(own, report.titles.quoted(element), "", _("again") if again else "", depth),
                net=net_effect(dict.fromkeys((link.polarity for link in links), ())),
                can_open=more,
                is_open=is_open,
                element=element,
                keys=keys,
            )
            if is_open:
                yield from self._branches(report, hops, (*way, there), own, keys)
        left = len(onward) - MOST_BRANCHES
        if left > 0:
            words = ngettext("and {n} more", "and {n} more", left).format(n=f"{left:,}")
            yield Line(f"{key}/…", words, depth=depth)

    def _objectives(self, report: PositionReport) -> Iterator[Line]:
        links = report.standing.map.links
        for each in report.objectives:
            lit = {report.place.element, each.objective}
            for path in each.paths.values():
                lit |= {*path, *(end for key in path for end in (links[key].source, links[key].target))}
            ways = " · ".join(f"{_shown_sign(sign)} {report.titles.way(path)}" for sign, path in each.paths.items())
            away = ngettext("{n} link", "{n} links", each.away).format(n=each.away)
            yield Line(
                f"objective {each.objective}",
                report.titles.quoted(each.objective),
                ways or _("Beyond six links signs are not looked at."),
                away,
                1,
                each.net,
                element=each.objective,
                keys=frozenset(lit),
            )
        left = len(report.place.objectives) - len(report.objectives)
        if left > 0:
            words = ngettext("and {n} more", "and {n} more", left).format(n=f"{left:,}")
            yield Line("objective …", words, depth=1)

    def _list(self, titles: Titles, number: int, ranked: Ranked) -> Iterator[Line]:
        key, can_open = f"list {number}", bool(ranked.elements)
        is_open = can_open and key in self.open
        yield Line(
            *(key, ranked.name, ranked.formula, str(len(ranked.elements))),
            is_section=True,
            can_open=can_open,
            is_open=is_open,
        )
        if is_open:
            for element, value in ranked.elements:
                title = titles.quoted(element)
                yield Line(f"{key} {element}", title, "", value, 1, element=element, keys=frozenset({element}))


def _shown_sign(sign: Polarity) -> str:
    return {Polarity.PLUS: "+", Polarity.MINUS: "−"}.get(sign, "?")
