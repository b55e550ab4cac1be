"""Each rule is broken by what it forbids, on a whole map and by the edit that does it, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import limits, rules
from models.change import Change
from models.errors import Rule
from models.kinds import LinkKind, Polarity
from models.records import (
    Band,
    Bend,
    Link,
    LoopName,
    MapInfo,
    Mute,
    Perspective,
    Placement,
    Record,
    SavedFilter,
    Sheet,
    placement_key,
)
from models.strategy_map import StrategyMap
from tests.builders import SHEET, influences, initiative, map_of, note, objective, owns, perspective, requires
from tests.strategies import maps

NAN, INFINITY = float("nan"), float("inf")


def broken(map: StrategyMap) -> set[Rule]:
    return {each.rule for each in rules.violations(map)}


@settings(max_examples=60, deadline=None)
@given(maps())
def test_a_map_within_the_rules_breaks_none(map: StrategyMap) -> None:
    assert rules.violations(map) == []


BAD_RECORDS: list[tuple[Rule, Record]] = [
    (Rule.ONE_INFO, MapInfo("another")),
    (Rule.UNIQUE_ID, Sheet("a")),
    (Rule.BAD_ID, objective("a:b")),
    (Rule.BAD_ID, objective("a,b")),
    (Rule.BAD_ID, objective("", "title")),
    (Rule.BAD_ID, objective("x" * 401)),
    (Rule.BAD_ID, objective("two\nlines")),
    (Rule.BAD_ID, Sheet("she:et")),
    (Rule.BAD_ID, perspective("per,spective", 0)),
    (Rule.BAD_ID, LoopName(("a", "b:c"), "name")),
    (Rule.TITLE_TOO_LONG, objective("c", "x" * 2001)),
    (Rule.TITLE_TOO_LONG, objective("c", tags=("x" * 2001,))),
    (Rule.TITLE_TOO_LONG, Mute("SM101:a", "x" * 2001)),
    (Rule.NOTES_TOO_LONG, objective("c", notes="x" * 200_001)),
    (Rule.NOTES_TOO_LONG, Mute("x" * 200_001, "")),
    (Rule.CONTROL_CHARACTER, objective("c", "bell \a")),
    (Rule.CONTROL_CHARACTER, objective("c", notes="carriage \r return")),
    (Rule.CONTROL_CHARACTER, objective("c", owner="half a \ud83d")),
    (Rule.CONTROL_CHARACTER, objective("c", tags=("\x9f",))),
    (Rule.CONTROL_CHARACTER, Mute("SM101:\0", "")),
    (Rule.TOO_MANY_TAGS, objective("c", tags=("tag",) * 201)),
    (Rule.NUMBER_OUT_OF_RANGE, objective("c", budget=Decimal(-1))),
    (Rule.NUMBER_OUT_OF_RANGE, objective("c", budget=Decimal("NaN"))),
    (Rule.NUMBER_OUT_OF_RANGE, objective("c", budget=Decimal("sNaN"))),
    (Rule.NUMBER_OUT_OF_RANGE, objective("c", budget=Decimal("Infinity"))),
    (Rule.NUMBER_OUT_OF_RANGE, objective("c", budget=Decimal("0." + "1" * 60))),
    (Rule.NUMBER_OUT_OF_RANGE, objective("c", effort=NAN)),
    (Rule.NUMBER_OUT_OF_RANGE, objective("c", capacity=1e16)),
    (Rule.NUMBER_OUT_OF_RANGE, perspective("p", 2**70)),
    (Rule.NUMBER_OUT_OF_RANGE, Sheet("s", "", -(2**70))),
    (Rule.NUMBER_OUT_OF_RANGE, Placement(SHEET, "a", 0, 0, 1, 1, z=2**70)),
    (Rule.OUT_OF_PLACE, Placement(SHEET, "a", NAN, 0, 1, 1)),
    (Rule.OUT_OF_PLACE, Placement(SHEET, "a", 0, -INFINITY, 1, 1)),
    (Rule.OUT_OF_PLACE, Placement(SHEET, "a", 0, 1e8, 1, 1)),
    (Rule.OUT_OF_PLACE, Bend(SHEET, "a>b+", NAN, 0)),
    (Rule.NO_SIZE, Placement(SHEET, "a", 0, 0, 0, 1)),
    (Rule.NO_SIZE, Placement(SHEET, "a", 0, 0, 1, NAN)),
    (Rule.NO_SIZE, Band(SHEET, "goal", -1)),
    (Rule.STRENGTH, influences("a", "b", id="l", strength=0)),
    (Rule.STRENGTH, influences("a", "b", id="l", strength=1.5)),
    (Rule.STRENGTH, influences("a", "b", id="l", strength=NAN)),
    (Rule.SELF_LINK, influences("a", "a")),
    (Rule.MISSING_END, influences("a", "nobody")),
    (Rule.MISSING_END, influences("nobody", "a")),
    (Rule.NOT_JOINABLE, owns("a", "b")),
    (Rule.NOT_JOINABLE, influences("idea", "a")),
    (Rule.INFLUENCE_ONLY, Link("l", LinkKind.REQUIRES, "a", "b", Polarity.PLUS)),
    (Rule.INFLUENCE_ONLY, Link("l", LinkKind.REQUIRES, "a", "b", strength=0.5)),
    (Rule.INFLUENCE_ONLY, Link("l", LinkKind.REQUIRES, "a", "b", delay=True)),
    (Rule.MISSING_PART, objective("c", perspective="nowhere")),
    (Rule.MISSING_PART, Placement("nowhere", "a", 0, 0, 1, 1)),
    (Rule.MISSING_PART, Placement(SHEET, "nobody", 0, 0, 1, 1)),
    (Rule.MISSING_PART, Band(SHEET, "nowhere", 10)),
    (Rule.MISSING_PART, Bend(SHEET, "nothing", 1, 1)),
    (Rule.BAD_ID, SavedFilter("f,g")),
    (Rule.TITLE_TOO_LONG, SavedFilter("f", "x" * 2001)),
    (Rule.TITLE_TOO_LONG, SavedFilter("f", owners=("x" * 2001,))),
    (Rule.CONTROL_CHARACTER, SavedFilter("f", tags=("bell \a",))),
    (Rule.UNKNOWN_CHOICE, SavedFilter("f", kinds=("thing",))),
    (Rule.UNKNOWN_CHOICE, SavedFilter("f", link_kinds=("",))),
    (Rule.UNKNOWN_CHOICE, SavedFilter("f", statuses=("", "lost"))),
    (Rule.TOO_MANY_CHOICES, SavedFilter("f", owners=("Ann",) * 1001)),
]


@pytest.mark.parametrize(("rule", "record"), BAD_RECORDS, ids=lambda each: str(each)[:60].encode("ascii", "replace"))
def test_a_record_that_breaks_a_rule_is_found_in_a_whole_map_and_in_an_edit(rule: Rule, record: Record) -> None:
    map = good_map()
    assert broken(map) == set()
    change = Change("bad", {record.key: (None, record)})
    after = map.apply(change)
    assert broken(after) == {rule}
    assert {each.rule for each in rules.violations(after, change.keys)} == {rule}


def good_map() -> StrategyMap:
    goal = Perspective("goal", "Goal")
    return map_of(objective("a"), initiative("b"), note("idea"), influences("a", "b", "+"), goal)


def test_a_map_without_a_sheet_is_refused() -> None:
    assert broken(StrategyMap([MapInfo("map")])) == {Rule.ONE_SHEET}


def test_a_map_without_an_info_is_refused() -> None:
    assert broken(StrategyMap([Sheet("sheet")])) == {Rule.ONE_INFO}


@pytest.mark.parametrize("most", ["MAX_SHEETS", "MAX_PERSPECTIVES"])
def test_a_map_may_hold_only_so_much(most: str) -> None:
    count = getattr(limits, most) + 1
    many = {"MAX_SHEETS": Sheet, "MAX_PERSPECTIVES": Perspective}[most]
    map = StrategyMap([MapInfo("map"), Sheet("sheet"), *(many(f"{each}", "") for each in range(count))])
    assert broken(map) == {Rule.TOO_MANY}


def full_map() -> StrategyMap:
    return map_of(
        perspective("top", 0),
        objective("a", perspective="top"),
        objective("b"),
        influences("a", "b", id="l"),
        Sheet("second"),
        Placement(SHEET, "a", 0, 0, 10, 10),
        Placement("second", "a", 0, 0, 10, 10),
        Band("second", "top", 10),
        Bend("second", "l", 1, 1),
    )


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("a", {"l", placement_key(SHEET, "a"), placement_key("second", "a")}),
        ("top", {"a", placement_key("second", "top")}),
        ("l", {placement_key("second", "l")}),
        ("second", {placement_key("second", each) for each in ("a", "top", "l")}),
    ],
)
def test_what_is_left_behind_by_a_deletion_is_found_by_the_edit(gone: str, left: set[str]) -> None:
    map = full_map()
    change = Change("delete", {gone: (map.get(gone), None)})
    after = map.apply(change)
    assert {each.key for each in rules.violations(after, change.keys)} == left
    assert {each.key for each in rules.violations(after)} == left


def test_a_kind_its_links_do_not_allow_is_found_by_the_edit_of_the_element() -> None:
    map = map_of(objective("a"), initiative("b"), requires("b", "a"))
    after_note = replace(map.elements["a"], kind=note("x").kind)
    change = Change("kind", {"a": (map.get("a"), after_note)})
    assert [each.rule for each in rules.violations(map.apply(change), change.keys)] == [Rule.NOT_JOINABLE]


@settings(max_examples=60, deadline=None)
@given(maps(5), st.data())
def test_an_edit_finds_what_a_look_at_the_whole_map_finds(map: StrategyMap, data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from([each.key for each in map.records()]), max_size=4, unique=True))
    change = Change("delete", {key: (map.get(key), None) for key in keys})
    after = map.apply(change)
    assert _facts(rules.violations(after, change.keys)) == _facts(rules.violations(after))


def _facts(violations: list[rules.Violation]) -> set[tuple[Rule, str]]:
    return {(each.rule, each.key) for each in violations}


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_a_text_made_plain_is_plain(text: str) -> None:
    assert rules.is_plain(rules.plain(text))


def test_a_plain_text_keeps_its_lines_and_letters() -> None:
    assert rules.plain("one\r\ntwo\rthree\tไทย 👩‍👩‍👧\a") == "one\ntwo\nthree\tไทย 👩‍👩‍👧"
