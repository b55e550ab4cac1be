"""Dates as people write them, in a field or in the column of a table: every form that can mean one day only."""

from __future__ import annotations

import re
from datetime import date

_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)
_POINTS = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_MONTH = r"(?P<month>[a-z]{3,})\.?"
_YEAR = r"(?P<year>\d{4}|['’]?\d\d)"
_DAY_MONTH = re.compile(rf"{_DAY}[ -]?{_MONTH}[ ,-]+{_YEAR}", re.ASCII | re.IGNORECASE)
_MONTH_DAY = re.compile(rf"{_MONTH}[ -]?{_DAY}(?:, ?| |-){_YEAR}", re.ASCII | re.IGNORECASE)

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


class Ambiguous(ValueError):
    """A date that means one day in Europe and another in America: ``readings``."""

    def __init__(self, *readings: date) -> None:
        super().__init__(" or ".join(each.isoformat() for each in readings))
        self.readings = readings


def read_date(text: str) -> date:
    """The day a text names, such as 2026-05-31, 31.5.2026, 31 May 2026, May 31, 2026 or 31-May-26.

    31/5/2026 and 5/31/2026 are read too, since there is no month 31. Raises Ambiguous for 5/6/2026, and ValueError
    where no day is named.
    """
    text = " ".join(text.split())
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _POINTS.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHES.fullmatch(text):
        return _either_way(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text):
        return date(_year(found["year"]), _month(found["month"]), int(found["day"]))
    return date.fromisoformat(text)


def _either_way(first: int, second: int, year: int) -> date:
    if first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    raise Ambiguous(date(year, second, first), date(year, first, second))


def _month(word: str) -> int:
    """The number of a month of which at least three letters are written, so that only one begins so."""
    starts = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())]
    if not starts:
        raise ValueError(word)
    return starts[0]


def _year(digits: str) -> int:
    """A year; of two digits, one of this century: these are plans."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits[-2:])
