"""What people write into fields, read and shown again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.kinds import Polarity, Priority, Status
from stratmap.drawing.details import day_in_words
from stratmap.field_text import NotUnderstood, read, shown
from stratmap.importing.cells import date_of
from stratmap.vocabulary import not_understood


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("owner", "  Anna ", "Anna"),
        ("notes", " two\nlines ", " two\nlines "),
        ("start", "2026-05-03", date(2026, 5, 3)),
        ("start", "", None),
        ("budget", "12 000", Decimal(12000)),
        ("budget", "12,000", Decimal(12000)),
        ("budget", "12.000,50", Decimal("12000.50")),
        ("budget", "1,234,567.5", Decimal("1234567.5")),
        ("effort", "12,5", 12.5),
        ("effort", "40", 40.0),
        ("capacity", "", None),
        ("strength", "0.5", 0.5),
        ("tags", "town, growth; town ,", ("town", "growth")),
        ("status", "on track", Status.ON_TRACK),
        ("priority", "high", Priority.HIGH),
        ("polarity", "-", Polarity.MINUS),
    ],
)
def test_what_was_written_is_understood(field: str, text: str, value: object) -> None:
    assert read(field, text) == value


@pytest.mark.parametrize(
    "text",
    [
        "2027-05-01",
        "2027-5-1",
        "2027/05/01",
        "20270501",
        "01.05.2027",
        "1.5.2027",
        "1. 5. 2027",
        "1 May 2027",
        "01 may 2027",
        " 1  MAY  2027 ",
        "1st May, 2027",
        "1. May 2027",
        "1-May-2027",
        "1-May-27",
        "1 May '27",
        "1 May ’27",
        "May 1, 2027",
        "May 1 2027",
        "may 1st, 2027",
    ],
)
def test_a_date_is_understood_however_it_is_written(text: str) -> None:
    assert read("start", text) == date_of(text) == date(2027, 5, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.03.2027", date(2027, 3, 31)),
        ("31/03/2027", date(2027, 3, 31)),
        ("03/31/2027", date(2027, 3, 31)),
        ("04/04/2027", date(2027, 4, 4)),
        ("3 Jun 2027", date(2027, 6, 3)),
        ("3 July 2027", date(2027, 7, 3)),
        ("3 Sept. 2027", date(2027, 9, 3)),
        ("29 February 2028", date(2028, 2, 29)),
        ("12 May 26", date(2026, 5, 12)),
    ],
)
def test_a_date_means_the_one_day_it_can(text: str, day: date) -> None:
    assert read("end", text) == day


@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_is_understood_as_the_program_writes_it(month: int) -> None:
    day = date(2027, month, 14)
    assert read("end", day_in_words(day)) == day


@pytest.mark.parametrize("text", ["03/04/2027", "03-04-2027", "3/4/2027"])
def test_a_date_that_could_be_either_of_two_is_refused_with_both(text: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read("start", text)
    assert not_understood(refused.value) == (
        f"‘{text}’ is not understood as Start. Write 2027-04-03 or 2027-03-04, whichever is meant."
        " Nothing was changed."
    )


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("start", "next spring"),
        ("start", "May 2027"),
        ("start", "31 June 2027"),
        ("start", "13/14/2027"),
        ("start", "1.5.27"),
        ("start", "1 Ma 2027"),
        ("start", "1 Mayor 2027"),
        ("start", "2027-05-03 or later"),
        ("budget", "a lot"),
        ("budget", "NaN"),
        ("budget", "Infinity"),
        ("effort", "inf"),
        ("effort", "1e999"),
        ("strength", "0"),
        ("strength", "2"),
    ],
)
def test_what_is_no_value_is_refused_with_an_example(field: str, text: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read(field, text)
    assert "Nothing was changed" in not_understood(refused.value)
    assert refused.value.hint in not_understood(refused.value)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("budget", Decimal("1234567.50"), "1 234 567.5"),
        ("budget", Decimal(0), "0"),
        ("budget", Decimal(100), "100"),
        ("effort", 12.5, "12.5"),
        ("start", date(2026, 5, 3), "2026-05-03"),
        ("tags", ("town", "growth"), "town, growth"),
        ("owner", "Anna", "Anna"),
        ("end", None, ""),
    ],
)
def test_what_is_shown_reads_back_as_the_same(field: str, value: object, text: str) -> None:
    assert shown(field, value) == text
    assert read(field, shown(field, value)) == value
