"""Where a rule or a fix has an edge that a random map seldom meets: each of these was once got wrong by hand to see
that a test notices.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest

from models.kinds import LinkKind, Polarity, Status
from models.records import Link, Record
from models.strategy_map import StrategyMap
from stratmap.analysis import effects
from stratmap.analysis.fixing import fixes_for
from stratmap.analysis.report import analyse
from stratmap.analysis.wording import sentence
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
from tests.test_stratmap.analysis_asking import about, findings, random_strategy
from tests.test_stratmap.test_analysis_fixes import FIXABLE


def chain(*names: str, last: str = "+") -> list[Link]:
    """Plus influences from name to name, the last of another sign where asked."""
    pairs = list(itertools.pairwise(names))
    return [influences(a, b, last if (a, b) == pairs[-1] else "+") for a, b in pairs]


FAR = ["f1", "f2", "f3", "f4", "f5", "f6"]
"""What lies between two ends that are seven links apart."""


def far_between(source: str, target: str) -> list[Record]:
    return [*(factor(name) for name in FAR), *chain(source, *FAR, target)]


def test_an_initiative_that_hurts_one_objective_may_serve_another_too_far_away_to_judge():
    map = map_of(objective("o"), objective("p"), initiative("i"), influences("i", "o", "-"), *far_between("i", "p"))
    assert about(map, "SM101") == []
    without = map_of(objective("o"), objective("p"), initiative("i"), influences("i", "o", "-"))
    assert about(without, "SM101") == [("i", "o")]


def test_an_objective_that_one_hurts_may_be_served_by_another_too_far_away_to_judge():
    map = map_of(objective("o"), initiative("i"), initiative("j"), influences("i", "o", "-"), *far_between("j", "o"))
    assert about(map, "SM102") == []


def test_what_an_objective_is_far_from_is_not_what_is_far_from_it():
    """From the objective an initiative is far away, but none that is leads to it."""
    map = map_of(objective("o"), initiative("i"), initiative("j"), influences("i", "o", "-"), *far_between("o", "j"))
    assert about(map, "SM102") == [("o", "i")]


@pytest.mark.parametrize("near", ["a", "o", "z"])
def test_of_the_objectives_it_hurts_the_nearest_is_named_wherever_its_title_stands(near):
    others = [name for name in ("a", "o", "z") if name != near]
    records = [objective(name) for name in ("a", "o", "z")]
    away = [influences("f", name, "-") for name in others]
    map = map_of(*records, initiative("i"), factor("f"), influences("i", "f", "+"), *away, influences("i", near, "-"))
    assert about(map, "SM101") == [("i", near)]


def test_of_equally_near_ones_the_first_by_title_is_named():
    map = map_of(
        objective("b"), objective("a"), initiative("i"), influences("i", "b", "-"), influences("i", "a", "-")
    )
    assert about(map, "SM101") == [("i", "a")]
    map = map_of(
        objective("o"), initiative("j"), initiative("i"), influences("j", "o", "-"), influences("i", "o", "-")
    )
    assert about(map, "SM102") == [("o", "i")]


@pytest.mark.parametrize("ended", [Status.DONE, Status.DROPPED])
def test_what_is_no_active_initiative_does_not_cover_an_objective_though_a_requirement_joins_it(ended):
    """The effects of what requirements join are worked out, too, and must not be taken for work that is under way."""
    hurting = [objective("o"), initiative("i"), influences("i", "o", "-")]
    required = [objective("p"), influences("p", "o", "+"), requires("i", "p")]
    assert about(map_of(*hurting, *required), "SM102") == [("o", "i"), ("p",)]
    gone = [initiative("j", status=ended), influences("j", "o", "+"), requires("i", "j")]
    assert about(map_of(*hurting, *gone), "SM102") == [("o", "i")]


def test_leading_to_what_stands_at_the_top_but_is_no_objective_leads_nowhere():
    top = perspective("top", 0)
    map = map_of(
        top, initiative("i", perspective="top"), factor("f", perspective="top"), objective("o"), *chain("o", "i", "f")
    )
    assert about(map, "SM103") == [("o",)]


def test_findings_that_rest_on_effects_that_were_not_all_found_are_said_not_to_be_all(monkeypatch):
    """Silence of a check that could not finish would be taken for "nothing there"."""
    goals = [objective(f"o{n:03}") for n in range(300)]
    acts = [initiative(f"i{n:03}") for n in range(300)]
    links = [influences(f"i{n:03}", f"o{n:03}", "-") for n in range(300)]
    map = map_of(*goals, *acts, *links)
    assert analyse(map).incomplete == ()
    monkeypatch.setattr(effects, "CHECK_STEPS", 300)
    cut = analyse(map)
    assert cut.incomplete == ("SM101", "SM102", "SM202", "SM203", "SM210")
    assert {each.code for each in cut.findings} >= {"SM102", "SM105"}


def test_nobody_is_said_only_to_hurt_while_not_all_they_do_is_known(monkeypatch):
    """Each hurts the first objective and helps one of the last, for which no steps are left."""
    goals = [objective(f"o{n:03}") for n in range(300)]
    acts = [initiative(f"i{n:03}") for n in range(100)]
    hurting = [influences(act.id, "o000", "-") for act in acts]
    helping = [influences(f"i{n:03}", f"o{n + 200:03}", "+") for n in range(100)]
    map = map_of(*goals, *acts, *hurting, *helping)
    monkeypatch.setattr(effects, "CHECK_STEPS", 300)
    cut = analyse(map)
    assert "SM101" in cut.incomplete
    assert [each for each in cut.findings if each.code == "SM101"] == []


# What can be done, exactly

OFFERED: dict[str, list[tuple[str, list[str]]]] = {
    "SM101": [("Link it to an objective", ["o"]), ("Mark ‘i’ as dropped", [])],
    "SM102": [("Link an initiative to it", ["i"])],
    "SM103": [("Link it to a goal at the top", ["g"])],
    "SM104": [("Make it accountable for something", ["o"])],
    "SM105": [("Make a department accountable", ["d"])],
    "SM106": [("Delete ‘f’", [])],
    "SM107": [("Link ‘i’ to an objective", ["o"])],
    "SM201": [("Keep the plus", []), ("Keep the minus", [])],
    "SM202": [("Break the way that hurts", ["‘a’ → ‘g’", "‘g’ → ‘o’"]), ("Mark ‘a’ as dropped", [])],
    "SM203": [("Mark ‘b’ as dropped", []), ("Mark ‘a’ as dropped", [])],
    "SM204": [
        ("Mark ‘a’ as dropped", []),
        ("Mark ‘b’ as dropped", []),
        ("They can both be had: remove the conflict", []),
    ],
    "SM205": [("Remove one of the requirements", ["‘a’ requires ‘b’", "‘b’ requires ‘a’"])],
    "SM206": [("Start ‘a’ after ‘b’ ends", [])],
    "SM207": [("Remove the requirement", []), ("They can both be had: remove the conflict", [])],
    "SM208": [
        ("Start one when that is over", ["a", "b"]),
        ("Make it accountable for one less", ["a", "b"]),
        ("Raise its capacity to 16 days a month", []),
    ],
    "SM209": [("Raise the priority of ‘b’", [])],
    "SM210": [("Remove the requirement", [])],
    "SM211": [("Exchange the two dates", [])],
}


def offered(code: str, *records: Record) -> list[tuple[str, list[str]]]:
    """What can be done about the first finding of a check, and the choices of each."""
    map = map_of(*records) if records else FIXABLE[code]
    fixes = fixes_for(findings(map, code)[0], map)
    return [(fix.label, [choice.label for choice in fix.choices]) for fix in fixes]


@pytest.mark.parametrize("code", FIXABLE)
def test_just_these_things_can_be_done(code):
    assert offered(code) == OFFERED[code]


def test_an_idle_department_is_offered_what_is_under_way_and_nobody_owns():
    records = [
        *(department("idle"), department("busy")),
        *(objective("a"), objective("b"), initiative("c"), initiative("d")),
        *(initiative("done", status=Status.DONE), measure("m")),
        *(owns("busy", "a"), owns("busy", "c"), influences("b", "a")),
    ]
    assert offered("SM104", *records) == [("Make it accountable for something", ["b", "d"])]


def test_a_dead_end_is_offered_the_goals_at_the_top_that_are_under_way():
    records = [
        *(perspective("top", 0), perspective("low", 1), objective("o", perspective="low")),
        *(objective("near", perspective="low"), objective("done", perspective="top", status=Status.DONE)),
        *(objective("goal", perspective="top"), initiative("act", perspective="top"), influences("near", "goal")),
    ]
    assert offered("SM103", *records) == [("Link it to a goal at the top", ["goal"])]


def test_an_island_is_joined_at_its_end():
    records = [*(factor("a"), factor("b"), department("c"), initiative("d"), objective("o"), owns("c", "d"))]
    assert offered("SM107", *records, *chain("d", "a", "b")) == [("Link ‘b’ to an objective", ["o"])]
    assert offered("SM107", *records, *chain("b", "a", "d")) == [("Link ‘d’ to an objective", ["o"])]
    assert offered("SM107", *records, *chain("b", "a", "d", "b")) == [("Link ‘a’ to an objective", ["o"])]


def test_an_island_joined_by_requirements_alone_is_joined_at_the_first():
    records = [initiative("b"), initiative("a"), objective("o"), requires("a", "b")]
    assert offered("SM107", *records) == [("Link ‘a’ to an objective", ["o"])]


def test_a_department_gives_away_what_it_is_accountable_for_itself_and_nothing_else():
    march = {"start": date(2026, 3, 1), "end": date(2026, 3, 31), "effort": 9.0}
    records = [
        *(department("d", capacity=10.0), department("other"), initiative("i", **march), initiative("j", **march)),
        *(owns("d", "i"), owns("d", "i", id="again"), owns("d", "j"), owns("other", "i"), requires("i", "j")),
    ]
    map = map_of(*records)
    (finding,) = findings(map, "SM208")
    (less,) = [fix for fix in fixes_for(finding, map) if fix.label == "Make it accountable for one less"]
    assert {choice.key: set(choice.amend.remove) for choice in less.choices} == {
        "i": {"d owns i", "again"},
        "j": {"d owns j"},
    }


def test_of_a_required_rival_the_requirement_is_removed_and_no_other_link():
    beside = [influences("a", "b", "+"), requires("a", "c"), requires("c", "d"), influences("b", "a", "-")]
    direct = [requires("a", "b"), requires("a", "b", id="again"), conflicts("b", "a")]
    map = map_of(*(initiative(each) for each in "abcd"), *beside, *direct)
    (finding,) = findings(map, "SM207")
    first, then = fixes_for(finding, map)
    assert set(first.amend.remove) == {"a requires b", "again"}
    assert set(then.amend.remove) == {"b conflicts a"}


def test_a_rival_that_is_required_through_others_has_no_requirement_that_could_go_by_itself():
    chain_of_two = [requires("a", "c"), requires("c", "b"), conflicts("a", "b")]
    assert offered("SM207", *(initiative(each) for each in "abc"), *chain_of_two) == [
        ("They can both be had: remove the conflict", [])
    ]


def test_of_what_is_dropped_it_is_offered_to_take_it_up_again_or_do_without():
    records = [initiative("a"), initiative("b", status=Status.DROPPED), requires("a", "b")]
    assert offered("SM206", *records) == [("Take up ‘b’ again", []), ("Remove the requirement", [])]


@pytest.mark.parametrize("seed", range(40))
def test_of_a_map_that_has_changed_since_only_what_still_fits_is_offered(seed):
    """The list shows the last answer while somebody goes on editing: no field a fix reads need be there any more."""
    map = random_strategy(seed, 14, 50)
    bare = {
        each.id: replace(each, start=None, end=None, effort=None, capacity=None, priority=None, status=None)
        for each in map.elements.values()
    }
    unsigned = {each.id: replace(each, polarity=Polarity.UNKNOWN) for each in map.links.values()}
    later = StrategyMap(bare.get(each.key, unsigned.get(each.key, each)) for each in map.records())
    disowned = StrategyMap(each for each in map.records() if getattr(each, "kind", None) is not LinkKind.OWNS)
    for finding, now in itertools.product(analyse(map).findings, (later, disowned)):
        for fix in fixes_for(finding, now):
            assert fix.label
            assert bool(fix.ask) == bool(fix.choices), "nothing is asked to which there is no answer"
            for amend in [fix.amend, *(choice.amend for choice in fix.choices)]:
                assert all(key in now.elements or key in now.links for key in amend.remove)


# Dates


def needing(start: date | None, end: date | None, **fields: object) -> list[Record]:
    return [initiative("a", start=start), initiative("b", end=end, **fields), requires("a", "b")]


@pytest.mark.parametrize(
    ("start", "end", "fires"),
    [
        (date(2026, 5, 1), date(2026, 5, 2), True),
        (date(2026, 5, 1), date(2026, 5, 1), False),
        (date(2026, 5, 1), date(2026, 4, 30), False),
        (None, date(2026, 5, 2), False),
        (date(2026, 5, 1), None, False),
    ],
)
def test_what_is_required_may_end_on_the_day_on_which_the_other_starts(start, end, fires):
    assert about(map_of(*needing(start, end)), "SM206") == ([("a", "b")] if fires else [])


@pytest.mark.parametrize("sign", ["+", "-", "?"])
def test_a_conflict_and_an_influence_of_any_sign_are_not_mixed(sign):
    """Kinds are never mixed: a way that needs a link of another kind is none."""
    map = map_of(initiative("a"), initiative("b"), objective("o"), conflicts("a", "b"), influences("b", "o", sign))
    assert ("a",) in about(map, "SM101")
    assert about(map, "SM205") == about(map, "SM207") == []


def test_an_unknown_sign_on_an_only_path_serves_and_decides_nothing():
    map = map_of(
        initiative("a"), initiative("b"), objective("o"), influences("a", "o", "?"), influences("b", "o", "-")
    )
    assert about(map, "SM101") == [("b", "o")]
    assert about(map, "SM102") == about(map, "SM202") == about(map, "SM203") == []


def test_what_hurts_on_its_way_through_others_is_told_with_the_way():
    map = map_of(objective("o"), initiative("i"), factor("f"), influences("i", "f", "-"), influences("f", "o", "+"))
    (finding,) = findings(map, "SM102")
    assert sentence(finding, map) == "No active initiative works towards ‘o’; ‘i’ only hurts it, through ‘f’."
