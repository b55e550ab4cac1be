"""A line of a workshop typed as it is said: what is understood, what is not, and what it comes to."""

from __future__ import annotations

import pytest

from models.kinds import ElementKind, LinkKind, Polarity
from models.rules import violations
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.edits.quick_entry import (
    Entered,
    NotRead,
    Trouble,
    being_written,
    completions,
    enter,
    read_entry,
)
from stratmap.quick_words import not_read_sentence
from tests.builders import SHEET, department, factor, influences, initiative, map_of, measure, note, objective, placed

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


def typed(document: Document, line: str, kind: ElementKind = ElementKind.OBJECTIVE) -> Entered:
    return enter(document, document.map.first_sheet().id, read_entry(line, document.map), kind, 400, 300)


def says(map: StrategyMap) -> set[tuple[str, str, str, str]]:
    title = {each.id: each.title for each in map.elements.values()}
    return {(title[x.source], x.kind.value, title[x.target], x.polarity.value) for x in map.links.values()}


def test_a_chain_makes_its_cards_and_links_in_one_step() -> None:
    document = Document(map_of())
    typed(document, "Raise prices -> Revenue + -> Profit +")
    assert says(document.map) == {
        ("Raise prices", "influences", "Revenue", "+"),
        ("Revenue", "influences", "Profit", "+"),
    }
    assert document.history.undo_labels == ["Quick entry: ‘Raise prices -> Revenue + -> Profit +’"]
    assert violations(document.map) == []
    document.undo()
    assert document.map == map_of()


def test_the_step_of_a_long_line_is_named_after_its_beginning() -> None:
    document = Document(map_of())
    typed(document, "  Raise the prices of everything we sell ->  Revenue +")
    assert document.history.undo_labels == ["Quick entry: ‘Raise the prices of everything we sell…’"]


def test_cards_of_the_same_title_are_used_whatever_the_case() -> None:
    document = Document(placed(map_of(objective("o", "Grow  Revenue"))))
    entered = typed(document, "New shop supports grow revenue")
    assert len(document.map.elements) == 2
    assert "o" in entered.cards
    assert says(document.map) == {("New shop", "influences", "Grow  Revenue", "+")}


def test_a_title_twice_in_a_line_is_one_card() -> None:
    document = Document(map_of())
    typed(document, "A -> B + -> a -", ElementKind.FACTOR)
    assert len(document.map.elements) == 2
    assert says(document.map) == {("A", "influences", "B", "+"), ("B", "influences", "A", "-")}


@pytest.mark.parametrize(
    ("line", "asked", "kinds"),
    [
        ("A -> B", ElementKind.FACTOR, ["factor", "factor"]),
        ("A requires B", ElementKind.FACTOR, ["initiative", "initiative"]),
        ("A owns B", ElementKind.OBJECTIVE, ["department", "objective"]),
        ("A tracks B", ElementKind.INITIATIVE, ["measure", "objective"]),
        ("A -> B", ElementKind.NOTE, ["initiative", "initiative"]),
        ("Just this", ElementKind.NOTE, ["note"]),
        ("Initiative: A -> objective: B", ElementKind.FACTOR, ["initiative", "objective"]),
    ],
)
def test_new_cards_are_of_the_kind_asked_for_where_the_link_allows_it(
    line: str, asked: ElementKind, kinds: list[str]
) -> None:
    document = Document(map_of())
    typed(document, line, asked)
    assert [each.kind.value for each in document.map.elements.values()] == kinds


def test_an_unsigned_influence_is_signed_and_not_doubled() -> None:
    document = Document(placed(map_of(factor("a", "A"), factor("b", "B"), influences("a", "b"))))
    assert typed(document, "A -> B").already == 1
    assert document.history.undo_labels == []
    assert typed(document, "A -> B -").already == 0
    assert says(document.map) == {("A", "influences", "B", "-")}


def test_what_cannot_be_joined_is_refused_with_the_reason_and_changes_nothing() -> None:
    document = Document(placed(map_of(factor("f", "Weather"), department("d", "Sales"), note("n", "Hm"))))
    before = document.map
    for line, words in (("Sales owns Weather", "accountable"), ("Weather -> weather", "itself"), ("Hm -> New", "")):
        with pytest.raises(NotRead) as caught:
            typed(document, line)
        assert words in not_read_sentence(caught.value)
    assert document.map == before


def test_a_card_of_another_sheet_is_shown_on_this_one_too() -> None:
    document = Document(map_of(objective("o", "Grow")))
    typed(document, "Shop -> grow +")
    assert set(document.map.placements_on(SHEET)) == set(document.map.elements)


def test_no_two_new_cards_stand_on_each_other() -> None:
    document = Document(map_of())
    typed(document, "A -> B -> C -> D")
    for name in "EFG":
        typed(document, f"{name} -> B")
    spots = list(document.map.placements_on(SHEET).values())
    assert len(spots) == 7
    for one in spots:
        for other in spots:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert one is other or apart


def test_titles_are_offered_for_what_is_being_written() -> None:
    map = map_of(objective("a", "Grow revenue"), initiative("b", "Revenue plan"), measure("c", "Sales"))
    assert completions(map, "Shop -> rev") == ["Revenue plan", "Grow revenue"]
    assert completions(map, "Shop requires ") == []
    assert completions(map, "Sales") == []
    assert being_written("Shop requires  rev") == ("Shop requires  ", "rev")
    assert being_written("rev") == ("", "rev")
