"""A few letters find what is meant, the likelier first."""

from __future__ import annotations

import pytest

from stratmap.fuzzy import Named, distance, ranked

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
    return ranked(letters, [Named(name, name) for name in NAMES], 9)[0]


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
    assert ranked(letters, [Named(each, each) for each in NAMES], 1) == ([name] if name else [])


def test_better_fits_come_before_worse_ones() -> None:
    names = ("s a v e", "unsaved", "to save", "save now", "save")
    assert ranked("save", [Named(name, name) for name in names], 9) == [
        "save",
        "save now",
        "to save",
        "unsaved",
        "s a v e",
    ]


def test_equally_near_names_stay_in_their_order_and_only_so_many_come() -> None:
    assert ranked("a", [Named(1, "ab"), Named(2, "ac"), Named(3, "ad")], 2) == [1, 2]


def test_no_letters_fit_everything() -> None:
    assert ranked("", [Named("b", "b"), Named("a", "a")], 9) == ["b", "a"]


def test_a_letter_alone_that_is_not_there_fits_nothing() -> None:
    assert distance("x", Named("save", "save")) is None


def test_a_head_start_decides_between_names_about_as_near_but_not_more() -> None:
    things = [Named("exact", "save"), Named("used before", "save as …", 0.5), Named("further", "unsaved", 0.5)]
    assert ranked("sav", things, 3) == ["used before", "exact", "further"]


def test_words_about_a_thing_find_it_after_every_name_that_fits() -> None:
    things = [Named("edges", "left edges", about="arrange › align"), Named("name", "realign")]
    assert ranked("align", things, 9) == ["name", "edges"]
    assert ranked("left align", things, 9) == ["edges"]
    assert ranked("lign", things, 9) == ["name"]


def test_scattered_letters_find_only_what_may_be_found_by_them() -> None:
    assert ranked("gvu", [Named("card", "grow revenue", by_letters=False)], 9) == []
    assert ranked("rev gro", [Named("card", "grow revenue", by_letters=False)], 9) == ["card"]
