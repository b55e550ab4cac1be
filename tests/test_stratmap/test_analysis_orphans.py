"""What serves nothing, what nobody works towards, what nobody answers for, what stands alone."""

from __future__ import annotations

import itertools

from models.kinds import Status
from models.strategy_map import StrategyMap
from tests.builders import (
    conflicts,
    department,
    factor,
    influences,
    initiative,
    map_of,
    measure,
    note,
    objective,
    owns,
    requires,
    tracks,
)
from tests.test_stratmap.analysis_asking import about, findings

# SM101 orphaned initiative


def test_an_initiative_that_serves_nothing_is_pointed_out():
    assert about(map_of(objective("o"), initiative("i")), "SM101") == [("i",)]


def test_an_initiative_linked_to_an_objective_is_no_orphan():
    assert about(map_of(objective("o"), initiative("i"), influences("i", "o")), "SM101") == []


def test_an_initiative_serves_an_objective_through_others_however_far():
    chain = [factor(f"f{n}") for n in range(20)]
    links = [influences(f"f{n}", f"f{n + 1}") for n in range(19)]
    map = map_of(objective("o"), initiative("i"), *chain, *links, influences("i", "f0"), influences("f19", "o"))
    assert about(map, "SM101") == []


def test_an_initiative_that_only_hurts_objectives_serves_none_and_the_nearest_is_named():
    far = [influences("i", "f", "+"), influences("f", "a", "-")]
    map = map_of(objective("a"), objective("o"), initiative("i"), factor("f"), influences("i", "o", "-"), *far)
    (finding,) = findings(map, "SM101")
    assert (finding.elements, finding.paths) == (("i", "o"), (("i>o-",),))


def test_an_initiative_that_hurts_one_objective_and_helps_another_is_no_orphan():
    map = map_of(
        objective("a"), objective("b"), initiative("i"), influences("i", "a", "-"), influences("i", "b", "+")
    )
    assert about(map, "SM101") == []


def test_two_minuses_on_the_way_to_an_objective_serve_it():
    map = map_of(objective("o"), factor("f"), initiative("i"), influences("i", "f", "-"), influences("f", "o", "-"))
    assert about(map, "SM101") == []


def minus_chain(links: int) -> StrategyMap:
    """An initiative that leads to an objective by so many links, the last with a minus."""
    names = ["i", *(f"f{n}" for n in range(links - 1)), "o"]
    drawn = [influences(a, b, "-" if b == "o" else "+") for a, b in itertools.pairwise(names)]
    return map_of(objective("o"), initiative("i"), *(factor(name) for name in names[1:-1]), *drawn)


def test_the_sign_of_what_is_more_than_six_links_away_is_not_held_against_an_initiative():
    assert (about(minus_chain(6), "SM101"), about(minus_chain(7), "SM101")) == ([("i", "o")], [])
    assert (about(minus_chain(6), "SM102"), about(minus_chain(7), "SM102")) == ([("o", "i")], [])


def test_a_link_from_the_objective_to_the_initiative_is_not_service():
    assert about(map_of(objective("o"), initiative("i"), influences("o", "i")), "SM101") == [("i",)]


def test_a_requirement_is_not_service():
    assert about(map_of(objective("o"), initiative("i"), requires("i", "o")), "SM101") == [("i",)]


def test_done_and_dropped_initiatives_need_serve_nothing():
    ended = [initiative("done", status=Status.DONE), initiative("dropped", status=Status.DROPPED)]
    assert about(map_of(*ended, initiative("at risk", status=Status.AT_RISK)), "SM101") == [("at risk",)]


def test_an_initiative_serves_a_dropped_objective_too():
    map = map_of(objective("o", status=Status.DROPPED), initiative("i"), influences("i", "o"))
    assert about(map, "SM101") == []


def test_two_initiatives_in_a_loop_without_an_objective_are_both_orphans():
    map = map_of(initiative("a"), initiative("b"), influences("a", "b"), influences("b", "a"))
    assert about(map, "SM101") == [("a",), ("b",)]


# SM102 uncovered objective


def test_an_objective_nobody_works_towards_is_pointed_out():
    assert about(map_of(objective("o")), "SM102") == [("o",)]


def test_an_objective_is_covered_through_another_one():
    map = map_of(objective("o"), objective("p"), initiative("i"), influences("i", "o"), influences("o", "p"))
    assert about(map, "SM102") == []


def test_a_done_initiative_covers_no_objective():
    map = map_of(objective("o"), initiative("i", status=Status.DONE), influences("i", "o"))
    assert about(map, "SM102") == [("o",)]


def test_an_active_initiative_covers_through_a_dropped_one():
    map = map_of(
        objective("o"),
        initiative("i"),
        initiative("gone", status=Status.DROPPED),
        influences("i", "gone"),
        influences("gone", "o"),
    )
    assert about(map, "SM102") == []


def test_a_dropped_objective_need_not_be_covered():
    assert about(map_of(objective("o", status=Status.DROPPED)), "SM102") == []


def test_a_factor_or_measure_covers_no_objective():
    map = map_of(objective("o"), factor("f"), measure("m"), influences("f", "o"), tracks("m", "o"))
    assert about(map, "SM102") == [("o",)]


# SM105 nobody accountable


def test_objectives_and_initiatives_without_an_owner_are_pointed_out():
    assert about(map_of(objective("o"), initiative("i"), factor("f"), measure("m")), "SM105") == [("i",), ("o",)]


def test_an_owner_by_name_is_accountable():
    assert about(map_of(objective("o", owner="Ann"), initiative("i", owner="Bob")), "SM105") == []


def test_an_owner_of_blanks_is_nobody():
    assert about(map_of(objective("o", owner="  ")), "SM105") == [("o",)]


def test_an_owning_department_is_accountable():
    assert about(map_of(department("d"), objective("o"), owns("d", "o")), "SM105") == []


def test_what_has_ended_needs_nobody():
    map = map_of(objective("o", status=Status.DONE), initiative("i", status=Status.DROPPED))
    assert about(map, "SM105") == []


# SM106 unconnected element


def test_what_stands_alone_is_pointed_out_but_not_a_note():
    map = map_of(factor("f"), department("d"), measure("m"), note("n"))
    assert about(map, "SM106") == [("d",), ("f",), ("m",)]


def test_any_kind_of_link_connects():
    map = map_of(
        objective("a"),
        objective("b"),
        initiative("c"),
        initiative("d"),
        department("e"),
        measure("f"),
        measure("g"),
        factor("h"),
        requires("a", "b"),
        conflicts("c", "d"),
        owns("e", "f"),
        influences("g", "h"),
    )
    assert about(map, "SM106") == []
