"""What was done about a finding is told as a thing that was done, with the titles of what it was done to."""

from __future__ import annotations

import pytest

from stratmap.analysis.fixing import fixes_for
from stratmap.document import Document
from stratmap.edits import fixes
from stratmap.fixed_words import fixed_words, left_keys, made_keys
from tests.test_stratmap.analysis_asking import findings
from tests.test_stratmap.test_analysis_fixes import FIXABLE, every_way


@pytest.mark.parametrize(
    ("code", "number", "words"),
    [
        ("SM101", 0, "Linked ‘i’ to ‘o’."),
        ("SM201", 0, "Removed the link from ‘a’ to ‘b’."),
        ("SM203", 0, "‘b’ is now marked as dropped."),
        ("SM204", 2, "Removed the link from ‘a’ to ‘b’."),
        ("SM206", 0, "‘a’ now has: Start 2026-06-02, End 2026-07-03."),
        ("SM208", 2, "‘d’ now has: Days a month 16."),
        ("SM209", 0, "‘b’ now has: Priority High."),
    ],
)
def test_what_was_done_is_said_with_titles(code: str, number: int, words: str) -> None:
    map = FIXABLE[code]
    document = Document(map)
    fix = fixes_for(findings(map, code)[0], map)[number]
    change = fixes.apply(document, fix, every_way(fix)[0])
    assert fixed_words(change, map) == words


@pytest.mark.parametrize("code", FIXABLE)
def test_whatever_is_done_has_words_and_something_to_look_at_unless_it_was_deleted(code: str) -> None:
    map = FIXABLE[code]
    for fix in fixes_for(findings(map, code)[0], map):
        for choice in every_way(fix):
            document = Document(map)
            change = fixes.apply(document, fix, choice)
            words = fixed_words(change, map)
            assert words.endswith(".")
            assert fix.label not in words
            shown = made_keys(change) or left_keys(change, document.map)
            assert all(document.map.get(key) for key in shown)
            assert shown or words.startswith("Deleted ")
