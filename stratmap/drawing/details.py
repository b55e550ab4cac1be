"""The small line under a title: status, owner and dates, as far as they are known and fit."""

from __future__ import annotations

from datetime import date

from models.kinds import Status
from models.records import Element
from stratmap.drawing.marks import STATUS_MARK_SIZE, status_mark
from stratmap.drawing.primitives import Color, Primitive
from stratmap.drawing.text import broken, line_height, text_runs, width
from stratmap.drawing.theme import Theme
from stratmap.i18n import _, marked

DETAIL_SIZE = 11.0
_GAP = 5.0
_BETWEEN = "  ·  "

_STATUS_WORDS = {
    Status.PLANNED: marked("Planned"),
    Status.ON_TRACK: marked("On track"),
    Status.AT_RISK: marked("At risk"),
    Status.OFF_TRACK: marked("Off track"),
    Status.DONE: marked("Done"),
    Status.DROPPED: marked("Dropped"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def status_word(status: Status) -> str:
    """What a status is called."""
    return _(_STATUS_WORDS[status])


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


def _month(day: date) -> str:
    return f"{_(_MONTHS[day.month - 1])} {day.year}"


def detail_line(
    element: Element, x: float, y: float, room: float, theme: Theme, color: Color, centered: bool = False
) -> list[Primitive]:
    """The details of an element in one line from ``y`` down; ``x`` is its left end, or its middle when centred.

    ``room`` is the width there is, in pixels; what does not fit ends in an ellipsis.
    """
    mark = STATUS_MARK_SIZE + _GAP if element.status else 0.0
    words = [status_word(element.status)] if element.status else []
    words += [" ".join(element.owner.split())] if element.owner else []
    words += [dates_in_words(element.start, element.end)] if element.start or element.end else []
    lines = broken(_fitting(words, room - mark), DETAIL_SIZE, "regular", room - mark, 1)
    if not lines:
        return []
    left = x - (lines[0].width + mark) / 2 if centered else x
    drawn: list[Primitive] = []
    if element.status:
        middle = y + line_height(DETAIL_SIZE) / 2
        drawn += status_mark(element.status, left + STATUS_MARK_SIZE / 2, middle, theme)
    return [*drawn, *text_runs(lines, left + mark, y, DETAIL_SIZE, color)]


def _fitting(words: list[str], room: float) -> str:
    """The details joined; the dates are left out before anything has to be cut."""
    text = _BETWEEN.join(words)
    if len(words) > 2 and width(text, DETAIL_SIZE) > room:
        text = _BETWEEN.join(words[:2])
    return text
