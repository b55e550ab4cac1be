"""SM208: a department is to do more in a month than it has days for.

The effort of an initiative is spread evenly over the calendar months from its start to its end, both included. One
that lacks effort, start or end cannot be spread and is left out, and so is one that ends before it starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date
from itertools import pairwise
from math import ceil

from models.kinds import ElementKind, LinkKind
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Meter
from stratmap.analysis.check import Check, Words
from stratmap.analysis.effects import is_active_initiative
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Amend, Fix, SetField, choices
from stratmap.analysis.graph import MapGraphs
from stratmap.analysis.numbers import told_apart
from stratmap.i18n import _, marked, ngettext

ROUNDING = 1e-9
"""Part of the capacity that a sum may be above it from adding up fractions alone."""


@dataclass(frozen=True, slots=True)
class Load:
    """What an initiative takes: days in each month from ``first`` to ``last``, the months counted from year 0."""

    element: str
    first: int
    last: int
    days: float


def find(graphs: MapGraphs, meter: Meter) -> Iterator[Finding]:
    """Departments with a capacity, and the months in which the initiatives they own take more than that."""
    owned: dict[str, set[str]] = {}
    for link in graphs.links(LinkKind.OWNS, meter):
        owned.setdefault(link.source, set()).add(link.target)
    for department in graphs.elements(meter):
        if department.kind is not ElementKind.DEPARTMENT or department.capacity is None:
            continue
        elements = (graphs.map.elements[id_] for id_ in sorted(owned.get(department.id, ())))
        loads = [load for element in elements if (load := _load(element)) is not None]
        finding = _finding(graphs, department.id, department.capacity, loads, meter)
        if finding is not None:
            yield finding


def _load(element: Element) -> Load | None:
    if not is_active_initiative(element) or element.start is None or element.end is None or not element.effort:
        return None
    first, last = _month(element.start), _month(element.end)
    return (
        Load(element.id, first, last, element.effort / (last - first + 1)) if element.start <= element.end else None
    )


def _is_above(days: float, capacity: float) -> bool:
    return days > capacity * (1 + ROUNDING)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _finding(graphs: MapGraphs, department: str, capacity: float, loads: list[Load], meter: Meter) -> Finding | None:
    """The stretches of months in which the loads together are above the capacity, from edge to edge of the loads."""
    edges = sorted({edge for load in loads for edge in (load.first, load.last + 1)})
    starting = sorted(loads, key=lambda load: load.first, reverse=True)
    under_way: list[Load] = []
    above: list[tuple[int, int]] = []
    peak = 0.0
    too_much: set[str] = set()
    for edge, following in pairwise(edges):
        while starting and starting[-1].first == edge:
            under_way.append(starting.pop())
        meter.spend(1 + len(under_way))
        under_way = [load for load in under_way if load.last >= edge]
        days = sum(load.days for load in under_way)
        if _is_above(days, capacity):
            peak = max(peak, days)
            too_much.update(load.element for load in under_way)
            start = above.pop()[0] if above and above[-1][1] == edge - 1 else edge
            above.append((start, following - 1))
    if not above:
        return None
    elements = department, *sorted(too_much, key=graphs.rank.__getitem__)
    months = " ".join(f"{_text(first)}/{_text(last)}" for first, last in above)
    is_one = told_apart(capacity, peak)[0] == "1"
    case = ("one day " if is_one else "") + ("one thing" if len(too_much) == 1 else "")
    facts: dict[str, str | int | float] = {
        "months": months,
        "peak": peak,
        "capacity": capacity,
        "case": case.strip(),
    }
    return Finding(CHECK.code, CHECK.severity, elements, facts=facts)


def fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Start one that is chosen when the last of the months is over, give one away, or add to the capacity."""
    department, *owned = finding.elements
    elements = [map.elements[id_] for id_ in owned]
    after = _day_after(str(finding.facts["months"]))
    capacity = map.elements[department].capacity or 0.0
    waiting = choices(map, elements, lambda each: _started(each, after, capacity))
    later = tuple(choice for choice in waiting if choice.amend.fields)
    if later:
        yield Fix(_("Start one when that is over"), ask=_("Which initiative can wait?"), choices=later)
    links = [link for link in map.links.values() if link.kind is LinkKind.OWNS and link.source == department]

    def given_away(each: Element) -> Amend:
        return Amend(remove=tuple(link.id for link in links if link.target == each.id))

    less = tuple(choice for choice in choices(map, elements, given_away) if choice.amend.remove)
    if less:
        ask = _("Which initiative is somebody else to answer for?")
        yield Fix(_("Make it accountable for one less"), ask=ask, choices=less)
    peak = ceil(float(finding.facts["peak"]))
    label = ngettext("Raise its capacity to {days} day a month", "Raise its capacity to {days} days a month", peak)
    yield Fix(label.format(days=f"{peak:,}"), Amend(fields=(SetField(department, "capacity", float(peak)),)))


def _day_after(months: str) -> date | None:
    """The first day after the last of these stretches of months; None where the calendar ends before."""
    year, month = (int(part) for part in months.rpartition("/")[2].split("-"))
    if month < 12:
        return date(year, month + 1, 1)
    return date(year + 1, 1, 1) if year < MAXYEAR else None


def _started(each: Element, day: date | None, capacity: float) -> Amend:
    """An initiative started on a day, for as long as before; nothing where it lacks a date or the calendar ends.

    Nor where it would be more than the capacity there, too, with nothing beside it.
    """
    if day is None or each.start is None or each.end is None:
        return Amend()
    try:
        end = day + (each.end - each.start)
    except OverflowError:
        return Amend()
    alone = _load(replace(each, start=day, end=end))
    if alone is None or _is_above(alone.days, capacity):
        return Amend()
    return Amend(fields=(SetField(each.id, "start", day), SetField(each.id, "end", end)))


def _text(month: int) -> str:
    year, number = divmod(month, 12)
    return f"{year:04}-{number + 1:02}"


_DAYS = marked("{first} has {capacity} days a month, but is to do up to {peak} in {months}.")
_DAY = marked("{first} has {capacity} day a month, but is to do up to {peak} in {months}.")
_THINGS = marked("Move or shorten one of {rest}, give one away, or add to the capacity.")
_THING = marked("Give {rest} more time, give it away, or add to the capacity.")

CHECK = Check(
    code="SM208",
    name=marked("Over-commitment"),
    several=marked("Departments with too much to do"),
    explanation=marked(
        "The initiatives under way that a department is accountable for take more days in a month than it has, each"
        " one's effort spread evenly over the months from its start to its end. Something will be late. Initiatives"
        " without effort, start or end are not counted."
    ),
    severity=Severity.WARNING,
    sentence=_DAYS,
    advice=_THINGS,
    find=find,
    fixes=fixes,
    cases={
        "one day": Words(_DAY, _THINGS),
        "one thing": Words(_DAYS, _THING),
        "one day one thing": Words(_DAY, _THING),
    },
)
