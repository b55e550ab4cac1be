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
    return bool(element.status or element.owner or element.start or element.end)


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
    words = [status_name(element.status)] if element.status else []
    words += [" ".join(element.owner.split())] if element.owner else []
    words += [dates_in_words(element.start, element.end)] if element.start or element.end else []
    lines = broken(_fitting(words, room - mark), DETAIL_SIZE, "regular", room - mark, 1)
    if not lines:
        return []
    x, y = at
    left = x - (lines[0].width + mark) / 2 if centered else x
    drawn: list[Primitive] = []
    if element.status:
        middle = left + STATUS_MARK_SIZE / 2 if mark_at is None else mark_at
        drawn += status_mark(element.status, middle, y + line_height(DETAIL_SIZE) / 2, theme)
    return [*drawn, *text_runs(lines, left + mark, y, DETAIL_SIZE, color)]


def _fitting(words: list[str], room: float) -> str:
    """The details joined; the dates are left out before anything has to be cut."""
    text = _BETWEEN.join(words)
    if len(words) > 2 and width(text, DETAIL_SIZE) > room:
        text = _BETWEEN.join(words[:2])
    return text
