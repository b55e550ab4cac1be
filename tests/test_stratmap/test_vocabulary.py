"""Everything that can be refused has a sentence without jargon, and every kind has a name."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models import rules
from models.errors import FileError, FileTrouble, Rule, Violation
from models.kinds import ElementKind, LinkKind, Priority, Status
from models.records import Link, Mute, Perspective, Placement
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.edits import arrange, elements
from stratmap.vocabulary import (
    count_of,
    file_error_sentence,
    in_line,
    kind_count,
    kind_name,
    line_count,
    link_kind_name,
    priority_name,
    quoted,
    rule_sentence,
    status_name,
    thing_words,
)
from tests.builders import SHEET, department, influences, map_of, note, objective, placed


@pytest.mark.parametrize("trouble", FileTrouble)
def test_every_file_trouble_is_a_sentence_with_the_name_of_the_file(trouble: FileTrouble) -> None:
    sentence = file_error_sentence(FileError(trouble, "/home/ann/plans/bakery.stratmap", "2.0"))
    assert "‘bakery.stratmap’" in sentence
    assert "/home" not in sentence
    assert "{" not in sentence
    assert sentence.endswith((".", ")"))


def test_a_file_from_a_newer_program_is_told_with_its_version() -> None:
    sentence = file_error_sentence(FileError(FileTrouble.NEWER, "plan.stratmap", "2.0"))
    assert "newer version of stratmap (file format 2.0)" in sentence
    assert "Update stratmap" in sentence


def test_braces_in_a_file_name_do_no_harm() -> None:
    assert "‘{detail}.stratmap’" in file_error_sentence(FileError(FileTrouble.DAMAGED, "{detail}.stratmap", "{name}"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("plan\u202egnp.stratmap", "plangnp.stratmap"),
        ("a\nb\tc", "a b c"),
        ("caf\udce9.stratmap", "caf\ufffd.stratmap"),
        ("100%41 {name} <img src='x'>", "100%41 {name} <img src='x'>"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
    ],
)
def test_a_name_in_a_sentence_is_on_one_line_and_cannot_turn_what_follows(name: str, words: str) -> None:
    assert in_line(name) == words
    assert quoted(name) == f"‘{words}’"


def test_a_long_file_name_is_told_in_short() -> None:
    sentence = file_error_sentence(FileError(FileTrouble.BAD_NAME, f"/home/begins{'x' * 300}ends.stratmap"))
    assert "‘beginsxxx" in sentence
    assert "xxxends.stratmap’" in sentence
    assert len(sentence) < 300


def broken(map: StrategyMap, rule: Rule) -> Violation:
    return next(each for each in rules.violations(map) if each.rule is rule)


def test_a_link_that_may_not_be_is_told_with_its_kinds() -> None:
    map = map_of(note("idea"), objective("grow"), Link("l", LinkKind.REQUIRES, "idea", "grow"))
    assert rule_sentence(broken(map, Rule.NOT_JOINABLE), map) == (
        "The link ‘Requires’ cannot lead from the kind ‘Note’ to the kind ‘Objective’."
        " Choose another kind of link, or other ends. Nothing was changed."
    )


def test_a_link_to_itself_is_told_with_its_title() -> None:
    map = map_of(objective("grow", "Grow revenue"), influences("grow", "grow"))
    assert "leads from ‘Grow revenue’ back to itself" in _sentence(map, Rule.SELF_LINK)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"effort": -5.0}, "Effort (days) of ‘IT’ cannot be -5. Use a number that is not below 0."),
        ({"capacity": -0.001}, "Days a month of ‘IT’ cannot be -0.001. Use a number that is not below 0."),
        ({"budget": Decimal(-1_234_567)}, "Budget of ‘IT’ cannot be -1,234,567. Use a number that is not below 0."),
        ({"effort": 2e300}, "Effort (days) of ‘IT’ cannot be 2e+300. Use a smaller number, of fewer digits."),
        ({"budget": Decimal("NaN")}, "Budget of ‘IT’ cannot be NaN. Use a smaller number, of fewer digits."),
        ({"budget": Decimal("sNaN")}, "Budget of ‘IT’ cannot be sNaN. Use a smaller number, of fewer digits."),
    ],
)
def test_a_number_out_of_range_is_told_with_its_field_and_value(values: dict[str, Any], sentence: str) -> None:
    map = map_of(department("it", "IT", **values))
    assert _sentence(map, Rule.NUMBER_OUT_OF_RANGE) == f"{sentence} Nothing was changed."


def test_a_number_no_one_writes_is_told_without_a_field() -> None:
    map = map_of(Perspective("p", "People", 2**70))
    assert _sentence(map, Rule.NUMBER_OUT_OF_RANGE).startswith("A number of ‘People’ cannot be 1,180,591,")


def test_a_card_out_of_place_is_told_by_the_title_of_what_it_shows() -> None:
    map = map_of(objective("a", "Grow"), Placement(SHEET, "a", 1e9, 0, 10, 10))
    assert _sentence(map, Rule.OUT_OF_PLACE).startswith("‘Grow’ would lie too far out")


def test_a_sentence_begins_with_a_capital_letter() -> None:
    map = map_of(objective("a", "Grow"), influences("a", "b"))
    assert _sentence(map, Rule.MISSING_END).startswith("The link from ‘Grow’ to something that is gone")


def test_what_is_not_in_the_map_yet_is_called_new() -> None:
    assert thing_words(map_of(), "nobody") == "something new"
    assert thing_words(map_of(Mute("SM101:a", "because")), "mute:SM101:a") == "a finding you decided to live with"


FACTS = {
    "count": 3,
    "most": 2,
    "length": 3000,
    "what": "elements",
    "value": "-1",
    "field": "budget",
    "strength": 2.0,
    "kind": LinkKind.OWNS,
    "source": ElementKind.NOTE,
    "target": ElementKind.NOTE,
    "part": "band",
    "title": "Grow",
}


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_sentence(rule: Rule) -> None:
    sentence = rule_sentence(Violation(rule, "a", FACTS), map_of(objective("a", "Grow")))
    assert sentence.endswith(". Nothing was changed.")
    assert "{" not in sentence


def test_every_kind_status_and_priority_has_a_name_of_its_own() -> None:
    for names in (
        [kind_name(each) for each in ElementKind],
        [link_kind_name(each) for each in LinkKind],
        [status_name(each) for each in Status],
        [priority_name(each) for each in Priority],
    ):
        assert len(set(names)) == len(names)


def test_counts_agree_with_their_nouns() -> None:
    assert [kind_count(ElementKind.OBJECTIVE, n) for n in (0, 1, 3)] == [
        "0 objectives",
        "1 objective",
        "3 objectives",
    ]


def test_the_thousands_of_counts_are_told_apart() -> None:
    assert count_of(10_000, True) == "10,000 elements"
    assert count_of(18_000, False) == "18,000 links"
    assert kind_count(ElementKind.NOTE, 1_234) == "1,234 notes"
    assert line_count(2_000) == "2,000 lines"


def test_the_thousands_of_a_step_of_undo_are_told_apart() -> None:
    many = [objective(str(number)) for number in range(1_000)]
    document = Document(placed(map_of(*many)))
    arrange.move(document, SHEET, document.map.elements, 8, 0)
    elements.delete(document, document.map.elements)
    assert document.history.undo_labels == ["Move 1,000 elements", "Delete 1,000 elements"]


def _sentence(map: StrategyMap, rule: Rule) -> str:
    return rule_sentence(broken(map, rule), map)
