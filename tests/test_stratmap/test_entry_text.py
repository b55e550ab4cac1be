"""A line of a workshop typed as it is said: what is understood, what is not, and what a title may be meant as."""

from __future__ import annotations

import pytest

from models.kinds import LinkKind, Polarity
from stratmap.entry_text import NotRead, Trouble, being_written, completions, read_entry
from stratmap.quick_words import not_read_sentence
from tests.builders import initiative, map_of, measure, objective

PLUS, MINUS, UNKNOWN = Polarity.PLUS, Polarity.MINUS, Polarity.UNKNOWN
INFLUENCES = LinkKind.INFLUENCES


@pytest.mark.parametrize(
    ("line", "titles", "links"),
    [
        ("Grow", ["Grow"], []),
        ("  Grow \t fast ", ["Grow fast"], []),
        ("Raise prices -> Revenue +", ["Raise prices", "Revenue"], [(INFLUENCES, PLUS)]),
        ("Raise prices -> Revenue", ["Raise prices", "Revenue"], [(INFLUENCES, UNKNOWN)]),
        ("A→B −", ["A", "B"], [(INFLUENCES, MINUS)]),
        ("A->B", ["A", "B"], [(INFLUENCES, UNKNOWN)]),
        ("A --> B => C", ["A", "B", "C"], [(INFLUENCES, UNKNOWN)] * 2),
        ("A -> B -> C -", ["A", "B", "C"], [(INFLUENCES, UNKNOWN), (INFLUENCES, MINUS)]),
        ("A -> B + -> C -", ["A", "B", "C"], [(INFLUENCES, PLUS), (INFLUENCES, MINUS)]),
        ("A -> + B", ["A", "B"], [(INFLUENCES, PLUS)]),
        ("A -> B ?", ["A", "B"], [(INFLUENCES, UNKNOWN)]),
        ("A requires B", ["A", "B"], [(LinkKind.REQUIRES, UNKNOWN)]),
        ("A REQUIRES B", ["A", "B"], [(LinkKind.REQUIRES, UNKNOWN)]),
        ("A supports B", ["A", "B"], [(INFLUENCES, PLUS)]),
        ("A supports B +", ["A", "B"], [(INFLUENCES, PLUS)]),
        ("A hurts B", ["A", "B"], [(INFLUENCES, MINUS)]),
        ("A influences B -", ["A", "B"], [(INFLUENCES, MINUS)]),
        ("A conflicts  with B", ["A", "B"], [(LinkKind.CONFLICTS, UNKNOWN)]),
        ("A owns B", ["A", "B"], [(LinkKind.OWNS, UNKNOWN)]),
        ("A is accountable for B", ["A", "B"], [(LinkKind.OWNS, UNKNOWN)]),
        ("A tracks B", ["A", "B"], [(LinkKind.TRACKS, UNKNOWN)]),
        ("A owns B -> C +", ["A", "B", "C"], [(LinkKind.OWNS, UNKNOWN), (INFLUENCES, PLUS)]),
        ("A -> B requires C", ["A", "B", "C"], [(INFLUENCES, UNKNOWN), (LinkKind.REQUIRES, UNKNOWN)]),
        ('"Who owns what" -> Clarity +', ["Who owns what", "Clarity"], [(INFLUENCES, PLUS)]),
        ("“A -> B” tracks C", ["A -> B", "C"], [(LinkKind.TRACKS, UNKNOWN)]),
        ("Homeowners", ["Homeowners"], []),
        ("Learn C++ -> Programs in C++ +", ["Learn C++", "Programs in C++"], [(INFLUENCES, PLUS)]),
        ('A -> "B ++" +', ["A", "B ++"], [(INFLUENCES, PLUS)]),
        ("E-mail - less of it", ["E-mail - less of it"], []),
        ("Objective: Grow", ["Grow"], []),
        ("‘New shop’ ⇒ «Revenue» +", ["New shop", "Revenue"], [(INFLUENCES, PLUS)]),
        ("„Prices“ ➜ the boss’s bonus", ["Prices", "the boss’s bonus"], [(INFLUENCES, UNKNOWN)]),
        ("Costs <= 5 % -> Margin", ["Costs <= 5 %", "Margin"], [(INFLUENCES, UNKNOWN)]),
        ('"A <- B" -> C', ["A <- B", "C"], [(INFLUENCES, UNKNOWN)]),
    ],
)
def test_a_line_is_understood(line: str, titles: list[str], links: list[tuple[LinkKind, Polarity]]) -> None:
    entry = read_entry(line)
    assert [each.title for each in entry.things] == titles
    assert [(each.link, each.polarity) for each in entry.steps] == links


@pytest.mark.parametrize(
    ("line", "trouble", "part"),
    [
        ("", Trouble.NOTHING, ""),
        ("Revenue <- Prices", Trouble.BACKWARDS, "<-"),
        ("Revenue <-> Prices", Trouble.BACKWARDS, "<->"),
        ("Revenue ↔ Prices +", Trouble.BACKWARDS, "↔"),
        ("Revenue ← Prices -> Profit", Trouble.BACKWARDS, "←"),
        (" \x07 ", Trouble.NOTHING, ""),
        ("-> B", Trouble.NO_TITLE_BEFORE, "->"),
        ("A ->", Trouble.NO_TITLE_AFTER, "->"),
        ("A -> -> B", Trouble.NO_TITLE_AFTER, "->"),
        ("A -> +", Trouble.NO_TITLE_AFTER, "->"),
        ("A requires", Trouble.NO_TITLE_AFTER, "requires"),
        ("requires B", Trouble.NO_TITLE_BEFORE, "requires"),
        ("A requires supports B", Trouble.NO_TITLE_AFTER, "requires"),
        ("A +", Trouble.SIGN_ALONE, "A +"),
        ("A - -> B", Trouble.SIGN_ALONE, "A -"),
        ("A -> + B -", Trouble.SIGN_TWICE, "+ B -"),
        ("A hurts B +", Trouble.SIGN_TWICE, "hurts"),
        ("Word of mouth -> Footfall ++", Trouble.SIGN_RUN, "Footfall ++"),
        ("A -> B + -", Trouble.SIGN_RUN, "B + -"),
        ("A -> B −− -> C", Trouble.SIGN_RUN, "B −−"),
        ("A supports B ??", Trouble.SIGN_RUN, "B ??"),
        ("A -> ++ B", Trouble.SIGN_RUN, "++ B"),
        ("A -> ++", Trouble.SIGN_RUN, "++"),
        ("A ++", Trouble.SIGN_RUN, "A ++"),
        ("A requires B +", Trouble.SIGN_ON_OTHER, "requires"),
        ('A -> "B', Trouble.QUOTE, 'A -> "B'),
        ('A -> ""', Trouble.NO_TITLE_BEFORE, '""'),
        ("x" * 3_000, Trouble.TITLE_TOO_LONG, "x" * 40),
        ("x" * 300_000, Trouble.TOO_MUCH, ""),
        ("A" + " -> A" * 60, Trouble.TOO_MUCH, ""),
    ],
)
def test_a_line_that_makes_no_sense_says_at_what(line: str, trouble: Trouble, part: str) -> None:
    with pytest.raises(NotRead) as caught:
        read_entry(line)
    assert (caught.value.trouble, caught.value.part) == (trouble, part)
    sentence = not_read_sentence(caught.value)
    assert sentence.endswith("Nothing was changed.")
    assert part[:20] in sentence


def test_a_title_the_map_has_already_is_not_taken_apart() -> None:
    map = map_of(objective("o", "Know what the law requires"), objective("p", "Input -> output"))
    assert len(read_entry("know what the law requires", map).things) == 1
    assert len(read_entry("Input -> Output", map).things) == 1
    assert len(read_entry("Know what the law requires -> Calm +", map).steps) == 1


def test_titles_are_offered_for_what_is_being_written() -> None:
    map = map_of(objective("a", "Grow revenue"), initiative("b", "Revenue plan"), measure("c", "Sales"))
    assert completions(map, "Shop -> rev") == ["Revenue plan", "Grow revenue"]
    assert completions(map, "Shop requires ") == []
    assert completions(map, "Sales") == []
    assert being_written("Shop requires  rev") == ("Shop requires  ", "rev")
    assert being_written("rev") == ("", "rev")
