"""Findings and loops as sentences for people: titles in quotes, plain words, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from models.kinds import ElementKind, Polarity
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.checks import check_of
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.graph import title_order
from stratmap.analysis.loops import Loop, LoopReport
from stratmap.i18n import _, marked, ngettext

MOST_CHARACTERS = 60
"""A longer title is cut off in a sentence."""

MOST_IN_A_CHAIN = 12
"""Elements of a loop or circle that a sentence names; of a longer one it leaves out the middle."""

_UNTITLED = {
    ElementKind.OBJECTIVE: marked("an untitled objective"),
    ElementKind.INITIATIVE: marked("an untitled initiative"),
    ElementKind.DEPARTMENT: marked("an untitled department"),
    ElementKind.MEASURE: marked("an untitled measure"),
    ElementKind.FACTOR: marked("an untitled factor"),
    ElementKind.NOTE: marked("an untitled note"),
}

_NUMBERS = (
    marked("No"),
    marked("One"),
    marked("Two"),
    marked("Three"),
    marked("Four"),
    marked("Five"),
    marked("Six"),
    marked("Seven"),
    marked("Eight"),
    marked("Nine"),
    marked("Ten"),
)

_MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)

_DATES = ("starts", "ends")
"""The facts that are dates, as ISO 8601 text."""


class Titles:
    """The titles of a map's elements as they stand in sentences, each made once for many sentences."""

    def __init__(self, map: StrategyMap) -> None:
        self._elements = map.elements
        self._quoted: dict[str, str] = {}
        self._order: dict[str, str] = {}

    def quoted(self, id_: str) -> str:
        """The title of an element in quotes, or words for one without a title or that is gone."""
        words = self._quoted.get(id_)
        if words is None:
            words = self._quoted[id_] = quoted(self._elements.get(id_))
        return words

    def order(self, id_: str) -> str:
        """Sorting key that puts elements in the order of their titles; what is gone comes first."""
        order = self._order.get(id_)
        if order is None:
            element = self._elements.get(id_)
            order = self._order[id_] = title_order(element) if element else ""
        return order


Of = StrategyMap | Titles
"""What a sentence takes its titles from: a map, or for many sentences its titles."""


def _titles(of: Of) -> Titles:
    return of if isinstance(of, Titles) else Titles(of)


def sentence(finding: Finding, of: Of) -> str:
    """What is wrong, with the titles of what it is about."""
    return _filled(check_of(finding.code).words(finding).sentence, finding, _titles(of))


def advice(finding: Finding, of: Of) -> str:
    """What to do about it."""
    return _filled(check_of(finding.code).words(finding).advice, finding, _titles(of))


def findings_summary(findings: Iterable[Finding]) -> str:
    """How many of each severity: "1 error, 2 warnings". Nothing found gives "Nothing found"."""
    severities = [finding.severity for finding in findings]
    errors, warnings, infos = (severities.count(severity) for severity in Severity)
    parts = []
    if errors:
        parts.append(ngettext("{count} error", "{count} errors", errors).format(count=grouped(errors)))
    if warnings:
        parts.append(ngettext("{count} warning", "{count} warnings", warnings).format(count=grouped(warnings)))
    if infos:
        parts.append(ngettext("{count} remark", "{count} remarks", infos).format(count=grouped(infos)))
    return ", ".join(parts) or _("Nothing found")


def loop_sentence(loop: Loop, of: Of) -> str:
    """A loop by name, its way round, why it is reinforcing or balancing, and its delays."""
    return f"{loop_headline(loop, of)} {loop_reason(loop)}"


def loop_headline(loop: Loop, of: Of) -> str:
    """A loop by name and its way round from the first title: "R1: ‘A’ → ‘B’ → ‘A’."."""
    name = f"{_quoted(loop.own_name)} ({loop.name})" if loop.own_name.strip() else loop.name
    titles = _titles(of)
    order = [titles.order(id_) for id_ in loop.elements]
    first = order.index(min(order))
    return f"{name}: {_circle(titles, loop.elements[first:] + loop.elements[:first])}."


def loop_reason(loop: Loop) -> str:
    """Why a loop is what it is, and its delays: "Two minus links: reinforcing. One delay."."""
    if loop.polarity is Polarity.UNKNOWN:
        count = loop.unknowns
        words = ngettext(
            "{count} link has no sign yet: not known whether reinforcing or balancing.",
            "{count} links have no sign yet: not known whether reinforcing or balancing.",
            count,
        )
    elif loop.polarity is Polarity.PLUS:
        count = loop.minuses
        words = ngettext("{count} minus link: reinforcing.", "{count} minus links: reinforcing.", count)
        if not count:
            words = _("No minus link: reinforcing.")
    else:
        count = loop.minuses
        words = ngettext("{count} minus link: balancing.", "{count} minus links: balancing.", count)
    reason = words.format(count=_in_words(count))
    if not loop.delays:
        return reason
    delays = ngettext("{count} delay.", "{count} delays.", loop.delays).format(count=_in_words(loop.delays))
    return f"{reason} {delays}"


def loops_summary(report: LoopReport) -> str:
    """How many loops there are, and of which kind; where the search was cut short, at least how many and why."""
    count = len(report.loops)
    if not report.complete:
        known = report.stopped == "asked" or report.at_least > count
        more = _("There are more.") if known else _("There may be more.")
        words = ngettext("At least {count} loop; {stopped}.", "At least {count} loops; {stopped}.", report.at_least)
        return f"{words.format(count=grouped(report.at_least), stopped=_stopped(report))} {more}"
    if not count:
        return _("No feedback loops.")
    kinds = (
        (_("{count} reinforcing"), report.count("R")),
        (_("{count} balancing"), report.count("B")),
        (_("{count} not known"), report.count("U")),
    )
    parts = ", ".join(words.format(count=grouped(number)) for words, number in kinds if number)
    words = ngettext("{count} loop: {kinds}.", "{count} loops: {kinds}.", count)
    return words.format(count=grouped(count), kinds=parts)


def _stopped(report: LoopReport) -> str:
    """Why a search did not go to the end."""
    if report.stopped == "time":
        return _("stopped after {seconds:.1f} s").format(seconds=report.seconds)
    if report.stopped == "asked":
        return _("the search stops there")
    if report.stopped == "cancelled":
        return _("the search was called off")
    return _("stopped after as much work as was allowed")


def quoted(element: Element | None) -> str:
    """The title of an element in quotes, on one line and not too long; words for one without a title."""
    if element is None:
        return _("something that is gone")
    return _quoted(element.title) or _(_UNTITLED[element.kind])


def grouped(count: int) -> str:
    """A count with its thousands told apart: 4,000."""
    return f"{count:,}"


def _quoted(text: str) -> str:
    """A text in quotes, on one line and not too long; nothing when there is nothing to see in it."""
    words = " ".join(text.split())
    if len(words) > MOST_CHARACTERS:
        words = words[: MOST_CHARACTERS - 1].rstrip() + "…"
    return f"‘{words}’" if words else ""


def _filled(template: str, finding: Finding, titles: Titles) -> str:
    template = _(template)
    words = {
        name: titles.quoted(id_) for name, id_ in zip(("first", "second", "third"), finding.elements, strict=False)
    }
    if "{circle}" in template:
        words["circle"] = _circle(titles, finding.elements)
    filled = template.format(**words, **_facts(finding.facts))
    return filled[:1].upper() + filled[1:]


def _facts(facts: Mapping[str, str | int | float]) -> dict[str, str | int | float]:
    """The facts as they read in a sentence."""
    return {name: _day(str(value)) if name in _DATES else value for name, value in facts.items()}


def _day(text: str) -> str:
    """An ISO 8601 date in words: 1 March 2026."""
    day = date.fromisoformat(text)
    return f"{day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def _circle(of: Titles, elements: tuple[str, ...]) -> str:
    """The titles with arrows between, back to the first; the middle of a long way round is left out."""
    titles = [of.quoted(id_) for id_ in elements]
    left_out = len(titles) - MOST_IN_A_CHAIN
    if left_out > 1:
        half = MOST_IN_A_CHAIN // 2
        more = ngettext("({count} more)", "({count} more)", left_out).format(count=left_out)
        titles = [*titles[:half], more, *titles[half + left_out :]]
    return " → ".join((*titles, *titles[:1]))


def _in_words(count: int) -> str:
    """A number to begin a sentence with: in words up to ten."""
    return _(_NUMBERS[count]) if count < len(_NUMBERS) else grouped(count)
