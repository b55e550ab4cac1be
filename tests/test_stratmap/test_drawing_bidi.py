"""The order in which mixed text is seen. The examples are from Unicode Standard Annex 9 and everyday titles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratmap.drawing.bidi import reads_from_right, seen_runs


def seen(text: str, *, rtl: bool) -> str:
    """The characters from left to right."""
    return "".join(run[::-1] if backwards else run for run, backwards in seen_runs(text, rtl=rtl))


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("Plan", False), ("שלום", True), ("العملاء", True), ("12 שלום", True), ("😀 Plan שלום", False), ("123!", False)],
)
def test_a_text_reads_from_where_its_first_letter_does(text: str, rtl: bool) -> None:
    assert reads_from_right(text) == rtl


@pytest.mark.parametrize(
    ("text", "rtl", "order"),
    [
        ("Plan 2025", False, "Plan 2025"),
        ("אבג", True, "גבא"),
        ("אבג 12 דה", True, "הד 12 גבא"),
        ("Plan אב גד now", False, "Plan דג בא now"),
        ("אב Plan B גד", True, "דג Plan B בא"),
        ("אב 15%", True, "15% בא"),
        ("عم 12%", True, "%12 مع"),
        ("אב (Plan) גד", True, "דג )Plan( בא"),
        ("אב-15", True, "15-בא"),
        ("a (אב) b", False, "a (בא) b"),
        ("אב 1,000.50 גד", True, "דג 1,000.50 בא"),
        ("אב!", True, "!בא"),
        ("Plan אב!", False, "Plan בא!"),
    ],
)
def test_mixed_text_is_seen_in_order(text: str, rtl: bool, order: str) -> None:
    assert seen(text, rtl=rtl) == order


def test_a_character_that_overrides_the_order_does_nothing() -> None:
    assert seen("Plan \u202egnp.exe", rtl=False) == "Plan \u202egnp.exe"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abאבعم12 .,%()[]-+/\u0301\u200d😀", max_size=24), st.booleans())
def test_nothing_is_lost_and_the_text_of_a_run_stays_in_order(text: str, rtl: bool) -> None:
    runs = seen_runs(text, rtl=rtl)
    assert sorted("".join(run for run, _backwards in runs)) == sorted(text)
    assert all(run in text for run, _backwards in runs)
