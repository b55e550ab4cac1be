"""Loops through one element, more loops, what decides them, and what changes nothing about them."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from models.kinds import Polarity
from models.records import Link
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import ASKED, Budget
from stratmap.analysis.loops import NOT_SEARCHED, PENDING, find_loops, loops_through, more_loops
from stratmap.analysis.report import analyse, analyse_in_steps
from stratmap.analysis.signs import signs_wanted, undecided
from stratmap.analysis.worded import worded
from stratmap.analysis.wording import loops_summary
from tests.builders import factor, influences, map_of
from tests.test_stratmap.test_loops_search import by_networkx, complete, random_wiring, wired

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_loops_through_an_element_are_just_those_that_networkx_has_there(seed):
    """On random signed multigraphs, parallel links included; each rotated to begin at its smallest link."""
    map = random_wiring(seed, 7, 20)
    every = by_networkx(map)
    whole = find_loops(map)
    for element in map.elements:
        report = loops_through(map, element, known=whole)
        found = [loop.links for loop in report.loops]
        assert report.complete
        assert len(found) == len(set(found))
        assert set(found) == {loop for loop in every if element in {map.links[id_].source for id_ in loop}}
        assert list(report.loops) == [loop for loop in whole.loops if element in loop.elements]


def test_a_loop_that_the_whole_map_has_not_named_is_called_by_its_letter():
    map = wired([(0, 1), (1, 0), (1, 2), (2, 0)], "+-+-")
    assert [loop.name for loop in loops_through(map, "e0").loops] == ["B", "B"]


def test_loops_through_an_element_come_the_shortest_first_as_far_as_asked():
    report = loops_through(complete(8), "e3", budget=Budget(most_loops=10))
    assert [len(loop.links) for loop in report.loops] == [2] * 7 + [3] * 3
    assert (report.complete, report.stopped, report.at_least) == (False, "asked", 11)


def test_loops_through_an_element_and_those_not_looked_for_are_called_no_basis():
    map = complete(4)
    through = loops_through(map, next(iter(map.elements)))
    assert through.loops
    for report in (through, NOT_SEARCHED, PENDING):
        assert (report.covers_all, report.is_basis, report.independent) == (False, False, frozenset())


def test_what_is_on_no_loop_or_not_there_has_none():
    map = wired([(0, 1), (1, 0), (1, 2)])
    assert loops_through(map, "e2").loops == ()
    assert loops_through(map, "gone").complete


def test_more_loops_begin_with_those_that_were_there():
    map = complete(7)
    few = find_loops(map, budget=replace(ASKED, most_loops=40))
    more = more_loops(map, few, more=60)
    short = [loop.links for loop in few.loops if len(loop.links) <= 2]
    assert len(more.loops) >= len(few.loops) + 60
    assert [loop.links for loop in more.loops][: len(short)] == short
    assert {loop.links for loop in few.loops} <= {loop.links for loop in more.loops}


def test_of_all_there_are_no_more_are_looked_for():
    whole = find_loops(complete(4))
    assert more_loops(complete(4), whole) is whole


# Signs


def brute_force(map: StrategyMap, chosen: list[str]) -> int:
    """How many of the loops that are not decided would be if these links had a sign."""
    signed = {
        link.id: link if link.id not in chosen else replace(link, polarity=Polarity.PLUS)
        for link in map.links.values()
    }
    other = map_of(*map.elements.values(), *signed.values())
    return find_loops(map).count("U") - find_loops(other).count("U")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_links_to_sign_decide_as_many_loops_as_is_said(seed):
    map = random_wiring(seed, 6, 14)
    wanted = signs_wanted(map, find_loops(map))
    for count in range(1, len(wanted) + 1):
        first = wanted[:count]
        assert sum(each.decides for each in first) == brute_force(map, [each.link for each in first])


@pytest.mark.parametrize("seed", SEEDS)
def test_no_other_link_would_decide_more_at_once_than_the_first(seed):
    map = random_wiring(seed, 6, 14)
    wanted = signs_wanted(map, find_loops(map))
    unsigned = [link.id for link in map.links.values() if link.polarity is Polarity.UNKNOWN]
    if wanted:
        assert wanted[0].decides == max(brute_force(map, [id_]) for id_ in unsigned)


def test_where_no_sign_is_the_last_missing_those_are_taken_that_decide_loops_together():
    """A ring of eight on which most loops lie, and two small loops: four signs decide those, none the others."""
    ring = [(n, (n + 1) % 8) for n in range(8)]
    map = wired([*ring, (1, 0), (5, 4)], "?" * 10)
    wanted = signs_wanted(map, find_loops(map))
    assert sum(each.decides for each in wanted) == 2
    ends = [{map.links[each.link].source, map.links[each.link].target} for each in wanted[:4]]
    assert [len(pair) for pair in ends] == [2, 2, 2, 2]
    assert ends[0] == ends[1] != ends[2] == ends[3]


def test_where_a_few_signs_decide_nothing_it_is_not_said_that_they_would():
    map = wired([(n, (n + 1) % 8) for n in range(8)], "?" * 8)
    words = worded(map, analyse(map))
    assert len(words.signs) == 5
    assert words.signs_summary.startswith("Every loop lacks many signs.")


def test_of_links_that_decide_as_much_the_first_by_title_is_named():
    """By where they start, then by where they end; and only then by their ids, which here are the other way round."""
    pairs = ["BC", "AD", "AC"]
    unsigned = [influences(one, other, "?", id=f"{number}") for number, (one, other) in enumerate(pairs)]
    back = [influences(other, one, "+") for one, other in pairs]
    map = map_of(*(factor(each) for each in "ABCD"), *unsigned, *back)
    wanted = [map.links[each.link] for each in signs_wanted(map, find_loops(map))]
    assert [link.source + link.target for link in wanted] == ["AC", "AD", "BC"]


def test_loops_that_miss_more_signs_than_may_be_given_draw_none_away_from_those_that_do_not():
    """Two loops miss the same three signs, one misses two: with two signs only that one can be decided."""
    map = wired([(0, 1), (1, 2), (2, 3), (3, 0), (4, 5), (5, 4)], "???+??")
    (signed,) = [link for link in map.links.values() if link.polarity is Polarity.PLUS]
    map = map_of(*map.elements.values(), *map.links.values(), replace(signed, id="parallel"))
    assert sum(each.decides for each in signs_wanted(map, find_loops(map), most=2)) == 1
    assert sum(each.decides for each in signs_wanted(map, find_loops(map), most=3)) == 2


def test_signs_are_looked_for_no_longer_than_wanted():
    map = wired([(0, 1), (1, 0)], "+?")
    report = find_loops(map)
    assert signs_wanted(map, report)
    assert signs_wanted(map, report, cancelled=lambda: True) == ()


def test_where_all_is_decided_no_sign_is_wanted():
    map = wired([(0, 1), (1, 0)], "+-")
    assert (signs_wanted(map, find_loops(map)), undecided(find_loops(map))) == ((), 0)
    assert worded(map, analyse(map)).signs_summary == ""


def test_the_words_for_a_panel_say_which_links_to_sign():
    words = worded(wired([(0, 1), (1, 0)], "+?"), analyse(wired([(0, 1), (1, 0)], "+?")))
    assert [each.words for each in words.signs] == [
        "‘T001’ → ‘T000’: its sign decides 1 loop. It is on 1 loop that is not decided."
    ]
    assert words.signs_summary == (
        "Sign this link first. That decides 1 of 1 loop that is not known to be reinforcing or balancing."
    )


# What changes nothing


@pytest.mark.parametrize("seed", SEEDS)
def test_turning_two_minuses_of_each_element_round_keeps_r_and_b(seed):
    """Reversing the sense of an element turns the signs of all links at it: each loop has two of them there."""
    map = random_wiring(seed, 7, 18)
    turned = random.Random(seed).choice(list(map.elements))
    opposite = {Polarity.PLUS: Polarity.MINUS, Polarity.MINUS: Polarity.PLUS, Polarity.UNKNOWN: Polarity.UNKNOWN}
    links = [
        replace(link, polarity=opposite[link.polarity]) if turned in (link.source, link.target) else link
        for link in map.links.values()
    ]
    before = {loop.links: loop.letter for loop in find_loops(map).loops}
    after = {loop.links: loop.letter for loop in find_loops(map_of(*map.elements.values(), *links)).loops}
    assert before == after


@pytest.mark.parametrize("seed", SEEDS)
def test_an_unrelated_part_changes_no_loop_and_no_independent_set(seed):
    map = random_wiring(seed, 7, 18)
    more = StrategyMap([*map.records(), factor("x", "zz"), factor("y", "zzz"), influences("x", "y", "+")])
    one, other = find_loops(map), find_loops(more)
    assert (one.loops, one.independent) == (other.loops, other.independent)


@pytest.mark.parametrize("seed", SEEDS)
def test_new_titles_in_the_same_order_change_no_loop(seed):
    map = random_wiring(seed, 7, 18)
    titled = [replace(each, title=f"Z{each.title}") for each in map.elements.values()]
    assert find_loops(map_of(*titled, *map.links.values())).loops == find_loops(map).loops


# In steps


def test_findings_come_before_loops_and_are_the_same():
    map = complete(5)
    first, last = analyse_in_steps(map)
    assert first.loops == PENDING
    assert first.findings == last.findings == analyse(map).findings
    assert last.loops.loops == analyse(map).loops.loops
    assert loops_summary(first.loops) == "Looking for feedback loops …"


def test_words_found_for_the_first_step_are_not_looked_for_again():
    map = complete(3)
    first, last = analyse_in_steps(map)
    said = worded(map, first)
    again = worded(map, last, before=said)
    assert again.findings is said.findings
    assert [each.loop for each in (*again.independent, *again.loops)]
    other = worded(complete(3), analyse(complete(3)), before=said)
    assert other.findings == said.findings


def test_in_a_large_part_every_link_on_a_loop_is_covered_by_loops_that_are_loops():
    """Where a complete set would take too long: a ring of 600 with chords."""
    chance = random.Random(1)
    pairs = [(n, (n + 1) % 600) for n in range(600)]
    pairs += [tuple(chance.sample(range(600), 2)) for _ in range(400)]
    map = wired(pairs)
    report = find_loops(map, budget=Budget(steps=10**9, most_loops=1, independent_work=1_000))
    loops = report.independent_loops()
    assert {id_ for loop in loops for id_ in loop.links} == set(map.links)
    for loop in loops:
        links: list[Link] = [map.links[id_] for id_ in loop.links]
        assert loop.links[0] == min(loop.links)
        assert all(a.target == b.source for a, b in itertools.pairwise([*links, links[0]]))
        assert len({link.source for link in links}) == len(links)
