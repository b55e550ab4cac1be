"""Findings and loops as sentences for people: titles in quotes, plain words, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from models.kinds import Polarity, Priority, net_polarity
from models.strategy_map import StrategyMap
from stratmap.analysis.checks import check_of
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.loops import Loop, LoopReport
from stratmap.analysis.numbers import told_apart
from stratmap.analysis.signs import SignWanted
from stratmap.analysis.titles import Titles, in_quotes
from stratmap.i18n import _, grouped, marked, ngettext
from stratmap.vocabulary import priority_name

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


def paths_legend(finding: Finding, map: StrategyMap) -> str:
    """Which of a finding's two ways is lit in which style; nothing where there are not two, or one is gone."""
    if len(finding.paths) != 2 or not all(id_ in map.links for path in finding.paths for id_ in path):
        return ""
    helps, hurts = _("the way that helps"), _("the way that hurts")
    nets = [net_polarity(map.links[id_].polarity for id_ in path) for path in finding.paths]
    words = {Polarity.PLUS: helps, Polarity.MINUS: hurts, Polarity.UNKNOWN: _("the way whose sign is not known")}
    solid, dashed = (words[net] for net in nets)
    return _("Solid line: {solid}. Dashed line: {dashed}.").format(solid=solid, dashed=dashed)


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
    name = f"{in_quotes(loop.own_name)} ({loop.name})" if loop.own_name.strip() else loop.name
    titles = _titles(of)
    first = loop_start(loop, titles)
    return f"{name}: {titles.circle(loop.elements[first:] + loop.elements[:first])}."


def loop_start(loop: Loop, of: Of) -> int:
    """Which of its elements, and of its links, a loop is read from: the first by title."""
    titles = _titles(of)
    order = [titles.order(id_) for id_ in loop.elements]
    return order.index(min(order))


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


def loop_meaning(loop: Loop) -> str:
    """What its letter stands for, and what makes it so."""
    return _(_MEANINGS[loop.polarity])


_MEANINGS = {
    Polarity.PLUS: marked(
        "R, reinforcing: each round adds to the change, for better or worse. So it is with no minus link, or an"
        " even number of them."
    ),
    Polarity.MINUS: marked(
        "B, balancing: each round works against the change and holds things where they are. So it is with an odd"
        " number of minus links."
    ),
    Polarity.UNKNOWN: marked("U, undecided: it may be either, and is known when all of its links have a sign."),
}


def loops_summary(report: LoopReport, most: int | None = None) -> str:
    """How many loops there are, and of which kind; where the search was cut short, at least how many and why.

    Where fewer are shown, because of a search or as no more than ``most`` are, it says how many.
    """
    count = len(report.loops)
    shown = count if most is None else min(most, count)
    if report.stopped == "pending":
        return _("Looking for feedback loops …")
    if not report.complete:
        more = _("There may be more.")
        if report.at_least > shown:
            more = ngettext("{n} is shown; there are more.", "{n} are shown; there are more.", shown)
        words = ngettext("At least {count} loop; {stopped}.", "At least {count} loops; {stopped}.", report.at_least)
        summary = words.format(count=grouped(report.at_least), stopped=_stopped(report))
        return f"{summary} {more.format(n=grouped(shown))}"
    if not count:
        return _("No feedback loops.")
    kinds = (
        (_("{count} reinforcing (R)"), report.count("R")),
        (_("{count} balancing (B)"), report.count("B")),
        (_("{count} undecided, for want of signs (U)"), report.count("U")),
    )
    parts = ", ".join(words.format(count=grouped(number)) for words, number in kinds if number)
    words = ngettext("{count} loop: {kinds}.", "{count} loops: {kinds}.", count)
    summary = words.format(count=grouped(count), kinds=parts)
    if shown == count:
        return summary
    part = ngettext("{n} of {count} is shown.", "{n} of {count} are shown.", shown)
    return f"{summary} {part.format(n=grouped(shown), count=grouped(count))}"


def loops_through_summary(report: LoopReport, title: str, most: int | None = None) -> str:
    """The same of the loops through one element, by its title in quotes."""
    if report.complete and not report.loops:
        return _("{title} is on no feedback loop.").format(title=title)
    return _("Through {title}: {summary}").format(title=title, summary=loops_summary(report, most))


def sign_sentence(wanted: SignWanted, of: Of) -> str:
    """Which link to sign, and what is known then: "‘A’ → ‘B’: with its sign 3 loops more are decided."."""
    titles = _titles(of)
    link = titles.map.links[wanted.link]
    ends = f"{titles.quoted(link.source)} → {titles.quoted(link.target)}"
    lies_on = ngettext(
        "It is on {n} loop that is not decided.", "It is on {n} loops that are not decided.", wanted.lies_on
    )
    if not wanted.decides:
        return f"{ends}. {lies_on.format(n=grouped(wanted.lies_on))}"
    decides = ngettext(
        "{ends}: its sign decides {n} loop.", "{ends}: its sign decides {n} loops.", wanted.decides
    ).format(ends=ends, n=grouped(wanted.decides))
    return f"{decides} {lies_on.format(n=grouped(wanted.lies_on))}"


def signs_summary(wanted: Sequence[SignWanted], undecided: int) -> str:
    """What giving these links their signs would decide; nothing where all is decided."""
    if not wanted:
        return ""
    decided = sum(each.decides for each in wanted)
    if not decided:
        return _("Every loop lacks many signs. Most of what is undecided runs over these links: begin with them.")
    first = ngettext("Sign this link first.", "Sign these {n} links first, from the top.", len(wanted))
    then = ngettext(
        "That decides {decided} of {n} loop that is not known to be reinforcing or balancing.",
        "That decides {decided} of {n} loops that are not known to be reinforcing or balancing.",
        undecided,
    )
    return f"{first.format(n=len(wanted))} {then.format(decided=grouped(decided), n=grouped(undecided))}"


def _stopped(report: LoopReport) -> str:
    """Why a search did not go to the end."""
    if report.stopped == "time":
        return _("stopped after {seconds:.1f} s").format(seconds=report.seconds)
    if report.stopped == "asked":
        return _("the search stops there")
    if report.stopped == "cancelled":
        return _("the search was called off")
    return _("stopped after as much work as was allowed")


class _Words(dict[str, str]):
    """The words a template may ask for, each made when it does."""

    def __init__(self, finding: Finding, titles: Titles) -> None:
        super().__init__()
        self._finding = finding
        self._titles = titles

    def __missing__(self, name: str) -> str:
        finding, titles = self._finding, self._titles
        if name in _PLACES:
            return titles.quoted(finding.elements[_PLACES.index(name)])
        if name == "circle":
            return titles.circle(finding.elements)
        if name == "all":
            return titles.listed(finding.elements)
        if name == "rest":
            return titles.listed(finding.elements[1:])
        if name in _WAYS:
            return titles.way(finding.paths[_WAYS.index(name)])
        if name == "top":
            return titles.perspective(str(finding.facts[name]))
        if name in _COMPARED:
            return told_apart(*(float(finding.facts[each]) for each in _COMPARED))[_COMPARED.index(name)]
        return _fact(name, finding.facts[name])


_COMPARED = ("capacity", "peak")
"""Facts that a sentence sets against each other."""

_PLACES = ("first", "second", "third")
_WAYS = ("way1", "way2")


def _filled(template: str, finding: Finding, titles: Titles) -> str:
    filled = _(template).format_map(_Words(finding, titles))
    return filled[:1].upper() + filled[1:]


def _fact(name: str, value: str | float) -> str:
    """A fact as it reads in a sentence."""
    if name in ("starts", "ends"):
        return _day(str(value))
    if name == "months":
        return _months(str(value))
    if name in ("first_priority", "second_priority"):
        return priority_name(Priority(str(value))).lower()
    return str(value)


def _months(text: str) -> str:
    """Stretches of months in words: "2026-03/2026-05 2027-01/2027-01" is "March to May 2026 and January 2027"."""
    stretches = [_stretch(*each.split("/")) for each in text.split()]
    left_out = len(stretches) - MOST_STRETCHES
    if left_out > 0:
        more = ngettext("{n} more stretch", "{n} more stretches", left_out).format(n=grouped(left_out))
        stretches = [*stretches[:MOST_STRETCHES], more]
    if len(stretches) == 1:
        return stretches[0]
    return _("{names} and {last}").format(names=", ".join(stretches[:-1]), last=stretches[-1])


MOST_STRETCHES = 4
"""Stretches of months that a sentence names."""


def _stretch(first: str, last: str) -> str:
    (year, month), (last_year, last_month) = ([int(part) for part in each.split("-")] for each in (first, last))
    end = f"{_(_MONTHS[last_month - 1])} {last_year}"
    if first == last:
        return end
    start = _(_MONTHS[month - 1]) if year == last_year else f"{_(_MONTHS[month - 1])} {year}"
    return _("{start} to {end}").format(start=start, end=end)


def _day(text: str) -> str:
    """An ISO 8601 date in words: 1 March 2026."""
    day = date.fromisoformat(text)
    return f"{day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def _in_words(count: int) -> str:
    """A number to begin a sentence with: in words up to ten."""
    return _(_NUMBERS[count]) if count < len(_NUMBERS) else grouped(count)
