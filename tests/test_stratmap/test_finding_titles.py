"""Searching finds what people mean, in the order they read, and fast enough to search at every letter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.records import Placement
from stratmap.finding_titles import Texts, folded, found_on
from tests.builders import SHEET, factor, map_of, objective, placed
from tests.cost import steps


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Größe steigern", "GROSSE"),
        ("Größe steigern", "große"),
        ("Café Crème", "cafe creme"),
        ("Łódź", "łodz"),
        ("Grow   revenue\nnow", "revenue now"),
        ("โตอย่างยั่งยืน", "ยั่งยืน"),
        ("ﬁnance", "finance"),
        ("Nguyễn", "nguyen"),
    ],
)
def test_capitals_accents_and_spaces_do_not_matter(text: str, words: str) -> None:
    assert Texts().found([objective("a", text)], words)


def test_thai_vowels_are_letters_not_accents() -> None:
    assert folded("ดี") != folded("ดา")


def test_titles_notes_owners_and_tags_are_searched() -> None:
    elements = [
        objective("a", "Trust"),
        objective("b", notes="it takes trust"),
        objective("c", owner="Ann Trustworth"),
        objective("d", tags=("x", "trust")),
        objective("e", "Bread"),
    ]
    assert [each.id for each in Texts().found(elements, "trust")] == ["a", "b", "c", "d"]


def test_all_words_must_be_there_in_any_order() -> None:
    elements = [objective("a", "Grow revenue", owner="Ann"), objective("b", "Grow costs")]
    assert [each.id for each in Texts().found(elements, "ann grow")] == ["a"]


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_no_words_find_nothing(words: str) -> None:
    assert Texts().found([objective("a")], words) == []


def test_an_element_that_changed_is_searched_anew() -> None:
    texts, before = Texts(), objective("a", "Bread")
    assert texts.found([before], "bread")
    assert not texts.found([replace(before, title="Cake")], "bread")


def test_matches_come_in_reading_order_and_those_elsewhere_are_counted() -> None:
    elements = [factor(each, "same") for each in "abcd"]
    spots = [Placement(SHEET, id, x, y, 100, 40) for id, x, y in (("a", 300, 205), ("b", 0, 200), ("c", 500, 0))]
    assert found_on(map_of(*elements, *spots), SHEET, "same", Texts()) == (["c", "b", "a"], 1)


def test_the_next_letter_looks_through_folded_texts_and_folds_none_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    map = placed(map_of(*(objective(f"e{n}", f"Größeres Ziel {n}", notes="word " * 40) for n in range(5_000))))
    texts = Texts()
    found_on(map, SHEET, "ziel", texts)
    asked: list[str] = []
    monkeypatch.setattr("stratmap.finding_titles.folded", lambda text: asked.append(text) or folded(text))
    assert found_on(map, SHEET, "groß 4999", texts) == (["e4999"], 0)
    assert asked == ["groß 4999"]
    assert steps(lambda: found_on(map, SHEET, "groß 4999", texts)) < 10 * 5_000
