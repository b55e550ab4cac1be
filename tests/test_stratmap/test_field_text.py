"""What people write into fields, read and shown again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.kinds import Polarity, Priority, Status
from stratmap.field_text import NotUnderstood, read, shown
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
    ("field", "text"),
    [
        ("start", "next spring"),
        ("start", "03.05.2026"),
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
