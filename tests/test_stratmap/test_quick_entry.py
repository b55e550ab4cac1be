"""What a line of a workshop comes to: the cards and links it makes, those it finds there, and what is refused."""

from __future__ import annotations

import pytest

from models.kinds import ElementKind, Polarity
from models.rules import violations
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.edits import elements
from stratmap.edits.quick_entry import Entered, enter, entering
from stratmap.entry_text import NotRead, read_entry, read_lines
from stratmap.quick_words import doubtful_sentence, not_read_sentence
from tests.builders import SHEET, department, factor, influences, initiative, map_of, note, objective, placed


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


def test_lines_that_sign_a_link_lose_nothing_that_was_written_about_it_while_they_were_read() -> None:
    document = Document(placed(map_of(objective("a", "A"), objective("b", "B"), influences("a", "b", id="l"))))
    lines = read_lines([("A -> B +", "")], document.map)
    made, _entered = entering(document.map, SHEET, lines, ElementKind.OBJECTIVE, 0, 0, "Paste 1 line")
    elements.set_field(document, ["l"], "notes", "Seen in May")
    before = document.map
    document.make_prepared(made)
    assert (document.map.links["l"].polarity, document.map.links["l"].notes) == (Polarity.PLUS, "Seen in May")
    document.undo()
    assert document.map == before


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


def test_of_several_cards_of_one_title_it_is_told_which_was_meant() -> None:
    document = Document(placed(map_of(objective("o", "Revenue"), initiative("i", "Revenue"))))
    entered = typed(document, "Prices -> Revenue +")
    words = doubtful_sentence(document.map, entered.doubtful)
    assert (
        words == "Several cards are called ‘Revenue’; the objective was taken. For another, write Initiative: Revenue"
    )
    entered = typed(document, "Prices -> Initiative: Revenue +")
    assert doubtful_sentence(document.map, entered.doubtful) == ""
    assert {link.target for link in document.map.links.values()} == {"o", "i"}


def test_of_several_cards_alike_it_is_told_that_one_was_taken() -> None:
    document = Document(placed(map_of(objective("o", "Revenue"), objective("p", "revenue"))))
    entered = typed(document, "Prices -> Revenue")
    assert "titles of their own" in doubtful_sentence(document.map, entered.doubtful)


def test_a_link_that_gets_its_sign_is_not_made_and_not_there_already() -> None:
    document = Document(placed(map_of(objective("a", "A"), objective("b", "B"), influences("a", "b", id="l"))))
    entered = typed(document, "A hurts B")
    assert not entered.made
    assert entered.signed == {"l"}
