"""A few letters find what is meant, the likelier first."""

from __future__ import annotations

import pytest

from stratmap.fuzzy import distance, ranked

NAMES = (
    "zoom in",
    "zoom out",
    "whole map",
    "new map",
    "save",
    "save as …",
    "select all",
    "show all",
    "feedback loops",
)


def first(letters: str) -> str:
    return ranked(letters, [(name, 0, name) for name in NAMES], 9)[0]


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("save", "save"),
        ("SAVE A", "save as …"),
        ("map", "new map"),
        ("zo", "zoom in"),
        ("out", "zoom out"),
        ("all", "show all"),
        ("fbl", "feedback loops"),
        ("loops feed", "feedback loops"),
        ("znout", ""),
    ],
)
def test_letters_find_what_is_meant(letters: str, name: str) -> None:
    assert ranked(letters, [(each, 0, each) for each in NAMES], 1) == ([name] if name else [])


def test_better_fits_come_before_worse_ones() -> None:
    names = ("s a v e", "unsaved", "to save", "save now", "save")
    assert ranked("save", [(name, 0, name) for name in names], 9) == [
        "save",
        "save now",
        "to save",
        "unsaved",
        "s a v e",
    ]


def test_equally_near_names_stay_in_their_order_and_only_so_many_come() -> None:
    assert ranked("a", [("ab", 0, 1), ("ac", 0, 2), ("ad", 0, 3)], 2) == [1, 2]


def test_no_letters_fit_everything() -> None:
    assert ranked("", [("b", 0, "b"), ("a", 0, "a")], 9) == ["b", "a"]


def test_a_letter_alone_that_is_not_there_fits_nothing() -> None:
    assert distance("x", "save") is None


def test_a_head_start_decides_between_names_about_as_near_but_not_more() -> None:
    things = [("save", 0.0, "exact"), ("save as …", 0.5, "used before"), ("unsaved", 0.5, "further")]
    assert ranked("sav", things, 3) == ["used before", "exact", "further"]
