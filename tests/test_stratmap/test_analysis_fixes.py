"""What can be done about a finding with one press: it is gone afterwards, and one undo brings the map back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from models.errors import RuleBroken
from models.kinds import LinkKind, Polarity, Priority, Status
from models.records import LoopName
from models.strategy_map import StrategyMap
from stratmap.analysis.checks import CHECKS
from stratmap.analysis.finding import Finding
from stratmap.analysis.fix import Fix
from stratmap.analysis.fixing import fixes_for
from stratmap.analysis.report import analyse
from stratmap.document import Document
from stratmap.edits import cells, elements, fixes, loop_names, mutes
from tests.builders import (
    conflicts,
    department,
    factor,
    influences,
    initiative,
    map_of,
    measure,
    objective,
    owns,
    perspective,
    requires,
)
from tests.test_stratmap.analysis_asking import findings, random_strategy

MARCH, MAY, JUNE, JULY = (date(2026, month, 1) for month in (3, 5, 6, 7))


def late() -> StrategyMap:
    needing = initiative("a", start=MARCH, end=date(2026, 4, 1))
    return map_of(needing, initiative("b", start=MARCH, end=JUNE), requires("a", "b"))


FIXABLE: dict[str, StrategyMap] = {
    "SM101": map_of(objective("o"), initiative("i")),
    "SM102": map_of(objective("o"), initiative("i")),
    "SM103": map_of(
        perspective("p", 0), perspective("q", 1), objective("g", perspective="p"), objective("o", perspective="q")
    ),
    "SM104": map_of(department("d"), objective("o")),
    "SM105": map_of(department("d"), objective("o")),
    "SM106": map_of(objective("o"), factor("f")),
    "SM107": map_of(objective("o"), department("d"), initiative("i"), owns("d", "i")),
    "SM201": map_of(factor("a"), factor("b"), influences("a", "b", "+"), influences("a", "b", "-")),
    "SM202": map_of(
        *(initiative("a"), factor("f"), factor("g"), objective("o")),
        *(influences("a", "f", "+"), influences("f", "o", "+"), influences("a", "g", "+"), influences("g", "o", "-")),
    ),
    "SM203": map_of(
        *(initiative("a"), initiative("b"), objective("o"), influences("a", "o", "+"), influences("b", "o", "-"))
    ),
    "SM204": map_of(initiative("a"), initiative("b"), conflicts("a", "b")),
    "SM205": map_of(initiative("a"), initiative("b"), requires("a", "b"), requires("b", "a")),
    "SM206": late(),
    "SM207": map_of(initiative("a"), initiative("b"), requires("a", "b"), conflicts("a", "b")),
    "SM208": map_of(
        department("d", capacity=10.0),
        *(initiative(each, start=MARCH, end=MAY, effort=24.0) for each in "ab"),
        *(owns("d", "a"), owns("d", "b")),
    ),
    "SM209": map_of(
        initiative("a", priority=Priority.HIGH), initiative("b", priority=Priority.LOW), requires("a", "b")
    ),
    "SM211": map_of(initiative("i", start=MAY, end=MARCH)),
    "SM210": map_of(
        objective("o"),
        initiative("a"),
        initiative("b"),
        requires("a", "b"),
        influences("a", "o", "+"),
        influences("b", "o", "-"),
    ),
}


def every_way(fix: Fix) -> list[str]:
    return [choice.key for choice in fix.choices] or [""]


@pytest.mark.parametrize("code", FIXABLE)
def test_each_fix_makes_its_finding_go_in_one_step_that_can_be_taken_back(code):
    map = FIXABLE[code]
    finding = findings(map, code)[0]
    offered = fixes_for(finding, map)
    assert offered
    for fix in offered:
        for choice in every_way(fix):
            document = Document(map)
            fixes.apply(document, fix, choice)
            assert finding.key not in {each.key for each in findings(document.map, code)}
            assert document.history.undo_labels == [fix.label]
            document.undo()
            assert document.map == map
            assert not document.history.undo_labels


def test_every_check_has_a_fix():
    assert {check.code for check in CHECKS} == set(FIXABLE)


def test_a_mixed_effect_is_ended_by_the_link_that_is_chosen_and_no_other():
    map = FIXABLE["SM202"]
    fix = first_fix(map, "SM202")
    assert fix.label == "Break the way that hurts"
    assert [choice.label for choice in fix.choices] == ["‘a’ → ‘g’", "‘g’ → ‘o’"]
    document = Document(map)
    fixes.apply(document, fix, fix.choices[1].key)
    assert set(map.links) - set(document.map.links) == {fix.choices[1].key}


def test_a_way_of_a_single_link_is_broken_without_a_question():
    map = map_of(
        *(initiative("a", "Cut prices"), factor("f"), objective("o", "Profit")),
        *(influences("a", "o", "-", id="hurts"), influences("a", "f", "+"), influences("f", "o", "+")),
    )
    fix = first_fix(map, "SM202")
    assert fix.label == "Break the way that hurts: ‘Cut prices’ → ‘Profit’"
    assert (fix.amend.remove, fix.choices) == (("hurts",), ())


def test_an_overworked_department_has_one_wait_for_as_long_as_it_was_to_last():
    map = FIXABLE["SM208"]
    waits, _less, more = fixes_for(findings(map, "SM208")[0], map)
    document = Document(map)
    fixes.apply(document, waits, "a")
    assert document.map.elements["a"].start == JUNE
    assert document.map.elements["a"].end == JUNE + (MAY - MARCH)
    fixes.apply(document, more)
    assert document.map.elements["d"].capacity == 16.0
    assert more.label == "Raise its capacity to 16 days a month"


def test_one_that_is_too_much_by_itself_is_not_put_off():
    march = {"start": date(2026, 3, 1), "end": date(2026, 3, 30)}
    records = [initiative("a", effort=20.0, **march), initiative("b", effort=5.0, **march)]
    map = map_of(department("d", capacity=10.0), *records, owns("d", "a"), owns("d", "b"))
    waits = fixes_for(findings(map, "SM208")[0], map)[0]
    assert (waits.label, [choice.key for choice in waits.choices]) == ("Start one when that is over", ["b"])


def test_nobody_is_linked_with_a_plus_to_what_it_hurts_directly():
    map = map_of(
        *(initiative("i"), initiative("j"), objective("o"), objective("p")),
        *(influences("i", "o", "-"), influences("j", "p", "+")),
    )
    assert [choice.key for choice in first_fix(map, "SM101").choices] == ["p"]
    assert [choice.key for choice in first_fix(map, "SM102").choices] == ["j"]


def test_nobody_waits_for_a_day_after_the_end_of_the_calendar():
    last = date(9999, 12, 31)
    map = map_of(department("d", capacity=1.0), initiative("a", start=MARCH, end=last, effort=1e6), owns("d", "a"))
    labels = [fix.label for fix in fixes_for(findings(map, "SM208")[0], map)]
    assert labels[0] == "Make it accountable for one less"


@pytest.mark.parametrize("seed", range(40))
def test_no_fix_of_any_finding_breaks_a_rule(seed):
    map = random_strategy(seed, 8, 20)
    for finding in analyse(map).findings:
        for fix in fixes_for(finding, map):
            assert fix.label
            for choice in every_way(fix)[:2]:
                document = Document(map)
                fixes.apply(document, fix, choice)
                assert document.map != map


def first_fix(map: StrategyMap, code: str) -> Fix:
    return fixes_for(findings(map, code)[0], map)[0]


def test_the_orphan_is_linked_to_the_chosen_objective_with_a_plus():
    map = map_of(
        objective("o", "Growth"), objective("p", "Profit"), objective("x", status=Status.DROPPED), initiative("i")
    )
    fix = first_fix(map, "SM101")
    assert [choice.label for choice in fix.choices] == ["Growth", "Profit"]
    document = Document(map)
    fixes.apply(document, fix, "p")
    (link,) = document.map.links.values()
    assert (link.kind, link.source, link.target, link.polarity) == (LinkKind.INFLUENCES, "i", "p", Polarity.PLUS)


def test_choices_of_the_same_title_are_told_apart_by_their_perspective():
    twins = [objective("o", "Growth", perspective="p"), objective("q", "Growth", perspective="r")]
    map = map_of(perspective("p", 0), perspective("r", 1), *twins, initiative("i"))
    assert [choice.label for choice in first_fix(map, "SM101").choices] == ["Growth (‘p’)", "Growth (‘r’)"]


def test_a_later_start_keeps_the_duration():
    document = Document(late())
    fixes.apply(document, first_fix(late(), "SM206"))
    shifted = document.map.elements["a"]
    assert (shifted.start, shifted.end) == (date(2026, 6, 2), date(2026, 7, 3))


def test_nothing_is_shifted_beyond_the_end_of_the_calendar():
    map = map_of(initiative("a", start=MARCH, end=JUNE), initiative("b", end=date.max), requires("a", "b"))
    assert fixes_for(findings(map, "SM206")[0], map) == ()


def test_keeping_the_plus_removes_every_minus():
    links = [influences("a", "b", "+"), influences("a", "b", "-"), influences("a", "b", "-", id="again")]
    document = Document(map_of(factor("a"), factor("b"), *links))
    fixes.apply(document, first_fix(document.map, "SM201"))
    assert [link.polarity for link in document.map.links.values()] == [Polarity.PLUS]


def test_a_fix_that_needs_a_choice_does_nothing_without_one():
    map = FIXABLE["SM101"]
    document = Document(map)
    with pytest.raises(fixes.ChoiceMissing):
        fixes.apply(document, first_fix(map, "SM101"))
    assert document.map == map


@pytest.mark.parametrize("gone", ["o", "i"])
def test_a_fix_that_the_map_has_outgrown_is_refused(gone):
    map = FIXABLE["SM101"]
    fix = first_fix(map, "SM101")
    document = Document(map)
    elements.delete(document, [gone])
    before = document.map
    with pytest.raises(fixes.FixOutdated, match="Nothing was changed"):
        fixes.apply(document, fix, "o")
    assert document.map == before


def test_a_fix_is_not_done_twice():
    map = FIXABLE["SM101"]
    fix = first_fix(map, "SM101")
    document = Document(map)
    fixes.apply(document, fix, "o")
    with pytest.raises(fixes.FixOutdated):
        fixes.apply(document, fix, "o")


def test_a_fix_leaves_what_was_changed_since_as_it_is():
    document = Document(late())
    fix = first_fix(late(), "SM206")
    elements.rename(document, "a", "Another title")
    fixes.apply(document, fix)
    assert document.map.elements["a"].title == "Another title"


def test_a_finding_whose_elements_are_gone_has_no_fixes():
    assert fixes_for(findings(FIXABLE["SM101"], "SM101")[0], map_of()) == ()


# Mutes


def test_a_finding_is_muted_with_a_reason_and_brought_back():
    document = Document(FIXABLE["SM101"])
    (finding,) = findings(document.map, "SM101")
    mutes.mute(document, [finding.key], "  Ein\nVersuch ")
    assert findings(document.map, "SM101") == []
    (muted,) = analyse(document.map).muted
    assert (muted, document.map.mutes[f"mute:{muted.key}"].reason) == (finding, "Ein Versuch")
    mutes.lift(document, [finding.key])
    assert findings(document.map, "SM101") == [finding]
    document.undo()
    assert findings(document.map, "SM101") == []


def test_a_finding_is_not_muted_without_a_reason():
    document = Document(FIXABLE["SM101"])
    with pytest.raises(mutes.ReasonMissing, match="Nothing was changed"):
        mutes.mute(document, ["SM101:i"], " \n ")
    assert not document.history.undo_labels


def test_muting_many_is_one_step():
    document = Document(map_of(objective("o"), initiative("i")))
    keys = [finding.key for finding in analyse(document.map).findings]
    mutes.mute(document, keys, "Draft")
    assert analyse(document.map).findings == ()
    document.undo()
    assert len(analyse(document.map).findings) == len(keys)


def test_the_reason_can_be_changed():
    document = Document(FIXABLE["SM101"])
    mutes.mute(document, ["SM101:i"], "one")
    mutes.mute(document, ["SM101:i"], "two")
    assert [mute.reason for mute in document.map.mutes.values()] == ["two"]


def test_a_reason_that_is_too_long_is_refused():
    with pytest.raises(RuleBroken):
        mutes.mute(Document(FIXABLE["SM101"]), ["SM101:i"], "x" * 3_000)


def test_an_island_of_thousands_can_be_muted():
    """Its key would be longer than a map can keep, so beyond a length it is a digest of the ids."""
    ids = [f"{number:036}" for number in range(9_000)]
    map = map_of(*(factor(id_) for id_ in ids), *(influences(a, b) for a, b in pairwise(ids)))
    (finding,) = findings(map, "SM107")
    document = Document(map)
    mutes.mute(document, [finding.key], "Known")
    assert findings(document.map, "SM107") == []
    other = Finding("SM107", finding.severity, finding.elements[1:])
    assert other.key != finding.key


# Names of loops


def test_a_loop_is_named_and_the_name_is_taken_away_again():
    map = map_of(factor("a"), factor("b"), influences("a", "b", id="x"), influences("b", "a", id="y"))
    document = Document(map)
    loop_names.name_loop(document, ("x", "y"), " Growth\nengine ")
    assert [loop.own_name for loop in analyse(document.map).loops.loops] == ["Growth engine"]
    loop_names.name_loop(document, ("x", "y"), " ")
    assert document.map == map
    document.undo()
    assert document.map.loop_names[LoopName(("x", "y"), "").key].name == "Growth engine"


# Cells of the matrix


def direct(document: Document) -> list[tuple[str, str]]:
    return sorted((link.id, link.polarity.value) for link in document.map.links.values())


@pytest.mark.parametrize(
    ("there", "sign", "after"),
    [
        ([], "+", ["+"]),
        ([], None, []),
        (["?"], "-", ["-"]),
        (["+"], "+", ["+"]),
        (["+", "-"], "-", ["-"]),
        (["+", "-"], "?", ["?"]),
        (["+", "-"], None, []),
    ],
)
def test_a_cell_is_given_an_effect_in_one_step(there, sign, after):
    map = map_of(objective("o"), initiative("i"), *(influences("i", "o", each) for each in there))
    document = Document(map)
    cells.set_effect(document, "i", "o", None if sign is None else Polarity(sign))
    assert [link.polarity.value for link in document.map.links.values()] == after
    while document.history.undo_labels:
        document.undo()
    assert document.map == map


def test_a_link_that_is_signed_from_a_cell_keeps_what_else_it_says():
    link = replace(influences("i", "o", "?"), strength=0.5, delay=True, notes="why")
    document = Document(map_of(objective("o"), initiative("i"), link))
    cells.set_effect(document, "i", "o", Polarity.MINUS)
    assert list(document.map.links.values()) == [replace(link, polarity=Polarity.MINUS)]


def test_a_department_is_made_accountable_from_a_cell_and_no_longer():
    document = Document(map_of(department("d"), objective("o")))
    cells.set_owned(document, "d", "o", True)
    cells.set_owned(document, "d", "o", True)
    assert [link.kind for link in document.map.links.values()] == [LinkKind.OWNS]
    cells.set_owned(document, "d", "o", False)
    assert not document.map.links


def test_a_cell_that_cannot_hold_an_influence_is_refused():
    with pytest.raises(RuleBroken):
        cells.set_effect(Document(map_of(department("d"), objective("o"))), "d", "o", Polarity.PLUS)


def test_a_measure_is_owned_too():
    document = Document(map_of(department("d"), measure("m")))
    cells.set_owned(document, "d", "m", True)
    assert len(document.map.links) == 1
