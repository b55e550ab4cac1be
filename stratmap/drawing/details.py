"""The small line under a title: status, owner and dates, as far as they are known and fit."""

from __future__ import annotations

from datetime import date

from models.records import Element
from stratmap.drawing.marks import STATUS_MARK_SIZE, status_mark
from stratmap.drawing.primitives import Color, Point, Primitive
from stratmap.drawing.text import broken, line_height, text_runs, width
from stratmap.drawing.theme import Theme
from stratmap.i18n import _, marked
from stratmap.vocabulary import status_name

DETAIL_SIZE = 11.0
_GAP = 5.0
_BETWEEN = "  ·  "

_MONTHS = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)


def has_details(element: Element) -> bool:
    """Whether there is anything to write under the title."""
    return bool(element.status or element.owner.strip() or element.start or element.end)


def dates_in_words(start: date | None, end: date | None) -> str:
    """A span of months: ‘Mar – Jun 2025’, ‘from Mar 2025’, ‘until Jun 2025’."""
    if start and end:
        if (start.year, start.month) == (end.year, end.month):
            return _month(start)
        if start.year == end.year:
            return f"{_(_MONTHS[start.month - 1])} – {_month(end)}"
        return f"{_month(start)} – {_month(end)}"
    if start:
        return _("from {month}").format(month=_month(start))
    return _("until {month}").format(month=_month(end)) if end else ""


def day_in_words(day: date) -> str:
    """A date as it is written on paper: ‘14 Mar 2025’."""
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{_(_MONTHS[day.month - 1])} {day.year}"


def detail_line(
    element: Element,
    at: Point,
    room: float,
    theme: Theme,
    color: Color,
    *,
    centered: bool = False,
    mark_at: float | None = None,
) -> list[Primitive]:
    """The details of an element in one line below ``at``, its left end or, when centred, its middle.

    ``room`` is the width there is, in pixels; what does not fit ends in an ellipsis. The mark of the status stands
    before the words, or around the x of ``mark_at``, where it takes no room from them.
    """
    mark = STATUS_MARK_SIZE + _GAP if element.status and mark_at is None else 0.0
    lines = broken(_words(element, room - mark), DETAIL_SIZE, "regular", room - mark, 1)
    if not lines:
        return []
    x, y = at
    left = x - (lines[0].width + mark) / 2 if centered else x
    drawn: list[Primitive] = []
    if element.status:
        middle = left + STATUS_MARK_SIZE / 2 if mark_at is None else mark_at
        drawn += status_mark(element.status, middle, y + line_height(DETAIL_SIZE) / 2, theme)
    return [*drawn, *text_runs(lines, left + mark, y, DETAIL_SIZE, color)]


def _words(element: Element, room: float) -> str:
    """Status, owner and dates joined, the dates shortened or left out before anything has to be cut."""
    known = [status_name(element.status)] if element.status else []
    known += [" ".join(element.owner.split())] if element.owner.strip() else []
    dates = (dates_in_words(element.start, element.end), _short_dates(element.start, element.end))
    for when in dates:
        text = _BETWEEN.join([*known, when] if when else known)
        if width(text, DETAIL_SIZE) <= room:
            return text
    return _BETWEEN.join(known or dates[-1:])


def _short_dates(start: date | None, end: date | None) -> str:
    """‘Jun–Aug ’27’, ‘until Aug ’27’: years with two digits, and only once when they are the same."""
    if start and end:
        if (start.year, start.month) == (end.year, end.month):
            return _short_month(end)
        first = _(_MONTHS[start.month - 1]) if start.year == end.year else _short_month(start)
        return f"{first}–{_short_month(end)}"
    if start:
        return _("from {month}").format(month=_short_month(start))
    return _("until {month}").format(month=_short_month(end)) if end else ""


def _short_month(day: date) -> str:
    return f"{_(_MONTHS[day.month - 1])} ’{day.year % 100:02d}"
