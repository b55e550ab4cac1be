"""What contradicts, pulls apart, waits in a circle or comes too late."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from models.kinds import Status
from models.records import Record
from models.strategy_map import StrategyMap
from tests.builders import conflicts, factor, influences, initiative, map_of, objective, requires
from tests.test_stratmap.analysis_asking import about, findings

# SM201 contradictory pair


def test_a_plus_and_a_minus_between_the_same_two_contradict():
    map = map_of(factor("a"), factor("b"), influences("a", "b", "+"), influences("a", "b", "-"))
    (finding,) = findings(map, "SM201")
    assert finding.elements == ("a", "b")
    assert set(finding.links) == {"a>b+", "a>b-"}


def test_opposite_directions_do_not_contradict():
    map = map_of(factor("a"), factor("b"), influences("a", "b", "+"), influences("b", "a", "-"))
    assert about(map, "SM201") == []


def test_an_unknown_sign_contradicts_nothing():
    map = map_of(factor("a"), factor("b"), influences("a", "b", "+"), influences("a", "b", "?"))
    assert about(map, "SM201") == []


def test_three_parallel_links_give_one_contradiction_with_the_signed_ones():
    links = [influences("a", "b", sign, f"l{n}") for n, sign in enumerate("+-+?")]
    (finding,) = findings(map_of(factor("a"), factor("b"), *links), "SM201")
    assert finding.links == ("l0", "l1", "l2")


# SM203 tug of war


def tug(*links: Record, helper: Status | None = None, hurter: Status | None = None) -> StrategyMap:
    """Initiatives h and k, objective o, factors f and g, and these links."""
    return map_of(
        initiative("h", status=helper),
        initiative("k", status=hurter),
        objective("o"),
        factor("f"),
        factor("g"),
        *links,
    )


HELPS, HURTS = influences("h", "o", "+"), influences("k", "o", "-")


def test_one_that_helps_and_one_that_hurts_pull_apart():
    (finding,) = findings(tug(HELPS, HURTS), "SM203")
    assert finding.elements == ("h", "k", "o")
    assert finding.paths == (("h>o+",), ("k>o-",))


def test_two_that_help_do_not_pull_apart():
    assert about(tug(HELPS, influences("k", "o", "+")), "SM203") == []


def test_two_minus_links_in_a_row_help():
    links = (HURTS, influences("h", "f", "-"), influences("f", "o", "-"))
    assert about(tug(*links), "SM203") == [("h", "k", "o")]


@pytest.mark.parametrize("ended", [Status.DONE, Status.DROPPED])
def test_what_has_ended_does_not_pull(ended):
    assert about(tug(HELPS, HURTS, helper=ended), "SM203") == []
    assert about(tug(HELPS, HURTS, hurter=ended), "SM203") == []


def test_an_initiative_that_helps_and_hurts_is_on_neither_side():
    links = (HELPS, HURTS, influences("h", "f", "+"), influences("f", "o", "-"))
    assert about(tug(*links), "SM203") == []


def test_a_path_with_an_unknown_sign_is_neither_so_its_initiative_has_not_only_plus_paths():
    links = (HELPS, HURTS, influences("h", "f", "+"), influences("f", "o", "?"))
    assert about(tug(*links), "SM203") == []


def test_a_parallel_link_of_the_other_sign_takes_an_initiative_off_its_side():
    assert about(tug(HELPS, HURTS, influences("h", "o", "-")), "SM203") == []


def test_a_path_that_would_need_an_element_twice_is_no_path():
    """From h to o by f, round g and back to f: a walk with a minus, but no second path."""
    links = (
        HURTS,
        influences("h", "f", "+"),
        influences("f", "o", "+"),
        influences("f", "g", "+"),
        influences("g", "f", "-"),
    )
    assert about(tug(*links), "SM203") == [("h", "k", "o")]


@pytest.mark.parametrize(("links", "found"), [(6, [("h", "k", "o")]), (7, [])])
def test_a_path_of_six_links_counts_and_one_of_seven_does_not(links, found):
    stops = ["h", *(f"s{n}" for n in range(links - 1)), "o"]
    way = [influences(a, b, "+") for a, b in itertools.pairwise(stops)]
    map = map_of(initiative("h"), initiative("k"), objective("o"), *(factor(s) for s in stops[1:-1]), *way, HURTS)
    assert about(map, "SM203") == found


@pytest.mark.parametrize(("links", "found"), [(6, []), (7, [("h", "k", "o")])])
def test_a_contrary_path_of_six_links_counts_and_one_of_seven_does_not(links, found):
    stops = ["h", *(f"s{n}" for n in range(links - 1)), "o"]
    way = [influences(a, b, "-" if b == "o" else "+") for a, b in itertools.pairwise(stops)]
    map = map_of(
        initiative("h"), initiative("k"), objective("o"), *(factor(s) for s in stops[1:-1]), *way, HELPS, HURTS
    )
    assert about(map, "SM203") == found


def test_two_against_one_gives_a_finding_for_each_pair():
    map = map_of(
        *(initiative(name) for name in ("h", "i", "k")),
        objective("o"),
        HELPS,
        HURTS,
        influences("i", "o", "+"),
    )
    assert about(map, "SM203") == [("h", "k", "o"), ("i", "k", "o")]


# SM204 declared conflict


def pair(link: Record, *more: Record, one: Status | None = None, other: Status | None = None) -> StrategyMap:
    return map_of(initiative("a", status=one), initiative("b", status=other), link, *more)


def test_a_conflict_of_two_active_ones_is_pointed_out():
    assert about(pair(conflicts("a", "b")), "SM204") == [("a", "b")]


def test_a_conflict_has_no_direction():
    assert about(pair(conflicts("b", "a")), "SM204") == [("a", "b")]


def test_a_conflict_drawn_twice_is_one_finding_with_both_links():
    (finding,) = findings(pair(conflicts("a", "b", "x"), conflicts("b", "a", "y")), "SM204")
    assert finding.links == ("x", "y")


@pytest.mark.parametrize("ended", [Status.DONE, Status.DROPPED])
def test_a_conflict_with_what_has_ended_is_over(ended):
    assert about(pair(conflicts("a", "b"), one=ended), "SM204") == []
    assert about(pair(conflicts("a", "b"), other=ended), "SM204") == []


# SM205 circular requirement


def needs(*pairs: str) -> StrategyMap:
    """Initiatives named by single letters; "ab" means a requires b."""
    names = sorted({name for each in pairs for name in each})
    return map_of(*(initiative(name) for name in names), *(requires(each[0], each[1]) for each in pairs))


def test_two_that_require_each_other_are_a_circle():
    (finding,) = findings(needs("ab", "ba"), "SM205")
    assert finding.elements == ("a", "b")
    assert finding.paths == (("a requires b", "b requires a"),)


def test_a_chain_of_requirements_is_no_circle():
    assert about(needs("ab", "bc", "ac"), "SM205") == []


def test_a_circle_of_influences_is_not_a_circle_of_requirements():
    map = map_of(initiative("a"), initiative("b"), influences("a", "b"), requires("b", "a"))
    assert about(map, "SM205") == []


def test_every_requirement_on_a_circle_is_in_a_finding():
    found = findings(needs("ab", "bc", "ca", "cd", "dc", "de"), "SM205")
    assert {link for finding in found for link in finding.links} == {
        "a requires b",
        "b requires c",
        "c requires a",
        "c requires d",
        "d requires c",
    }
    assert len(found) == 2


def test_two_separate_circles_are_two_findings():
    assert about(needs("ab", "ba", "xy", "yx"), "SM205") == [("a", "b"), ("x", "y")]


# SM206 schedule conflict


def schedule(
    start: date | None, end: date | None, one: Status | None = None, other: Status | None = None
) -> StrategyMap:
    return map_of(
        initiative("a", start=start, status=one), initiative("b", end=end, status=other), requires("a", "b")
    )


MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (MAY, JUNE, True),
        (MAY, MAY, False),
        (JUNE, MAY, False),
        (None, JUNE, False),
        (MAY, None, False),
        (None, None, False),
    ],
)
def test_what_is_required_must_end_before_the_start_where_both_are_known(start, end, found):
    assert about(schedule(start, end), "SM206") == ([("a", "b")] if found else [])


def test_requiring_what_is_dropped_needs_no_dates():
    (finding,) = findings(schedule(None, None, other=Status.DROPPED), "SM206")
    assert finding.facts["case"] == "dropped"


@pytest.mark.parametrize("ended", [Status.DONE, Status.DROPPED])
def test_what_has_ended_itself_requires_nothing_any_more(ended):
    assert about(schedule(MAY, JUNE, one=ended), "SM206") == []
    assert about(schedule(None, None, one=ended, other=Status.DROPPED), "SM206") == []


def test_only_direct_requirements_are_compared():
    map = map_of(
        initiative("a", start=MAY),
        initiative("b"),
        initiative("c", end=JUNE),
        requires("a", "b"),
        requires("b", "c"),
    )
    assert about(map, "SM206") == []


# SM207 required rival


def rivals(*links: Record) -> StrategyMap:
    return map_of(initiative("a"), initiative("b"), initiative("c"), *links)


def test_requiring_what_one_is_in_conflict_with_is_pointed_out():
    (finding,) = findings(rivals(requires("a", "b"), conflicts("a", "b")), "SM207")
    assert finding.elements == ("a", "b")
    assert finding.links == ("a conflicts b", "a requires b")
    assert finding.facts["case"] == ""


def test_a_required_rival_is_found_through_others_and_against_the_drawn_direction():
    (finding,) = findings(rivals(requires("a", "b"), requires("b", "c"), conflicts("c", "a")), "SM207")
    assert finding.elements == ("a", "c")
    assert finding.paths == (("a requires b", "b requires c"),)
    assert finding.facts["case"] == "through"


def test_a_conflict_with_what_nobody_requires_is_no_required_rival():
    assert about(rivals(requires("a", "b"), conflicts("a", "c")), "SM207") == []


def test_rivals_that_require_each_other_are_two_findings():
    map = rivals(requires("a", "b"), requires("b", "a"), conflicts("a", "b"))
    assert about(map, "SM207") == [("a", "b"), ("b", "a")]
