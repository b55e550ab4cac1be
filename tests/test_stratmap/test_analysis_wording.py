"""Findings and loops as sentences."""

from __future__ import annotations

import string
from datetime import date

import pytest

from models.kinds import ElementKind, LinkKind, Polarity, Status
from models.records import Element, Link, LoopName
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Budget
from stratmap.analysis.checks import CHECKS
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.loops import LoopReport, find_loops
from stratmap.analysis.report import analyse
from stratmap.analysis.wording import advice, findings_summary, loop_sentence, loops_summary, sentence
from tests.builders import conflicts, factor, influences, initiative, map_of, objective, requires


def said(map: StrategyMap, code: str) -> list[str]:
    return [sentence(finding, map) for finding in analyse(map).findings if finding.code == code]


def untitled(kind: ElementKind) -> StrategyMap:
    return map_of(Element("x", kind, " \n "))


def test_an_orphan_is_told_by_its_title_and_what_to_do():
    map = map_of(initiative("i", "New portal"))
    finding = next(each for each in analyse(map).findings if each.code == "SM101")
    assert sentence(finding, map) == "‘New portal’ serves no objective."
    assert advice(finding, map) == "Link it to the objective it is meant to help, or drop it."


def test_what_has_no_title_is_told_by_its_kind():
    assert said(untitled(ElementKind.INITIATIVE), "SM101") == ["An untitled initiative serves no objective."]
    assert said(untitled(ElementKind.OBJECTIVE), "SM102") == [
        "No active initiative works towards an untitled objective."
    ]


def test_a_title_of_two_lines_stands_on_one():
    assert said(map_of(initiative("i", "New\n\tportal")), "SM101") == ["‘New portal’ serves no objective."]


def test_a_long_title_is_shortened():
    (words,) = said(map_of(initiative("i", "word " * 400)), "SM101")
    assert words.startswith("‘word word ")
    assert words.endswith("…’ serves no objective.")
    assert len(words) < 90


def test_braces_and_percent_signs_in_titles_are_just_words():
    title = "{first} %s {0.__class__} <b>"
    assert said(map_of(initiative("i", title)), "SM101") == [f"‘{title}’ serves no objective."]


def test_a_contradiction_of_an_initiative_supports_and_hurts_and_of_a_factor_raises_and_lowers():
    links = [influences(source, "o", sign) for source in "if" for sign in "+-"]
    map = map_of(initiative("i", "Ads"), factor("f", "Fame"), objective("o", "Sales"), *links)
    assert said(map, "SM201") == [
        "‘Ads’ is said both to support and to hurt ‘Sales’.",
        "‘Fame’ is said both to raise and to lower ‘Sales’.",
    ]


def test_a_tug_of_war_names_who_helps_first():
    map = map_of(
        initiative("h", "Z helps"),
        initiative("k", "A hurts"),
        objective("o", "Sales"),
        influences("h", "o", "+"),
        influences("k", "o", "-"),
    )
    assert said(map, "SM203") == ["‘Z helps’ helps ‘Sales’, while ‘A hurts’ hurts it."]


def test_a_late_requirement_tells_both_dates():
    map = map_of(
        initiative("a", "Shop", start=date(2026, 5, 1)),
        initiative("b", "Till", end=date(2026, 6, 30)),
        requires("a", "b"),
    )
    assert said(map, "SM206") == ["‘Shop’ starts on 1 May 2026, but requires ‘Till’, which ends on 30 June 2026."]


def test_a_dropped_requirement_is_told_without_dates():
    map = map_of(initiative("a", "Shop"), initiative("b", "Till", status=Status.DROPPED), requires("a", "b"))
    assert said(map, "SM206") == ["‘Shop’ requires ‘Till’, which is dropped."]


def test_a_circle_of_two_and_a_circle_of_three_are_told_differently():
    two = map_of(initiative("a"), initiative("b"), requires("a", "b"), requires("b", "a"))
    assert said(two, "SM205") == ["‘a’ and ‘b’ each require the other, so neither can be the first to start."]
    names = "abc"
    three = map_of(*map(initiative, names), *(requires(x, y) for x, y in ("ab", "bc", "ca")))
    assert said(three, "SM205") == [
        "‘a’ → ‘b’ → ‘c’ → ‘a’: each requires the next, so none of them can be the first to start."
    ]


def test_the_middle_of_a_very_long_circle_is_left_out():
    count = 40
    steps = [initiative(f"s{n:02}") for n in range(count)]
    map = map_of(*steps, *(requires(f"s{n:02}", f"s{(n + 1) % count:02}") for n in range(count)))
    (words,) = said(map, "SM205")
    assert words.startswith("‘s00’ → ‘s01’")
    assert "→ (28 more) →" in words
    assert "‘s39’ → ‘s00’:" in words


def test_a_rival_required_through_others_says_so():
    map = map_of(*(initiative(n) for n in "abc"), requires("a", "b"), requires("b", "c"), conflicts("a", "c"))
    assert said(map, "SM207") == ["‘a’ requires ‘c’ through ‘b’, but the two cannot both be had."]


FACTS = {"way1", "way2", "top", "starts", "ends", "months", "peak", "capacity", "first_priority", "second_priority"}


def test_every_template_names_only_what_a_finding_can_fill():
    for check in CHECKS:
        templates = [check.sentence, check.advice]
        templates += [text for words in check.cases.values() for text in (words.sentence, words.advice)]
        for template in templates:
            fields = {field for _text, field, _spec, _conversion in string.Formatter().parse(template) if field}
            assert fields <= {"first", "second", "third", "circle", "all", "rest"} | FACTS, check.code
            assert template.endswith("."), check.code


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ("", "Nothing found"),
        ("e", "1 error"),
        ("ew", "1 error, 1 warning"),
        ("weew", "2 errors, 2 warnings"),
        ("i", "1 remark"),
        ("w" * 1200, "1,200 warnings"),
    ],
)
def test_findings_are_counted_in_clean_plurals(severities, words):
    names = {"e": Severity.ERROR, "w": Severity.WARNING, "i": Severity.INFO}
    assert findings_summary([Finding("SM101", names[each], ("x",)) for each in severities]) == words


def ring(signs: str, delays: int = 0, own_name: str = "") -> StrategyMap:
    names = "ABCDEFGHIJKLMN"[: len(signs)]
    links = [
        Link(f"l{n:02}", LinkKind.INFLUENCES, names[n], names[(n + 1) % len(names)], Polarity(sign), delay=n < delays)
        for n, sign in enumerate(signs)
    ]
    named = [LoopName(tuple(link.id for link in links), own_name)] if own_name else []
    return map_of(*(factor(name) for name in names), *links, *named)


@pytest.mark.parametrize(
    ("map", "words"),
    [
        (ring("--", 1), "R1: ‘A’ → ‘B’ → ‘A’. Two minus links: reinforcing. One delay."),
        (ring("++"), "R1: ‘A’ → ‘B’ → ‘A’. No minus link: reinforcing."),
        (ring("+-", 2), "B1: ‘A’ → ‘B’ → ‘A’. One minus link: balancing. Two delays."),
        (ring("---"), "B1: ‘A’ → ‘B’ → ‘C’ → ‘A’. Three minus links: balancing."),
        (
            ring("?-"),
            "U1: ‘A’ → ‘B’ → ‘A’. One link has no sign yet: not known whether reinforcing or balancing.",
        ),
        (
            ring("??"),
            "U1: ‘A’ → ‘B’ → ‘A’. Two links have no sign yet: not known whether reinforcing or balancing.",
        ),
        (ring("++", own_name="Growth"), "‘Growth’ (R1): ‘A’ → ‘B’ → ‘A’. No minus link: reinforcing."),
    ],
)
def test_a_loop_tells_its_way_its_reason_and_its_delays(map, words):
    (loop,) = find_loops(map).loops
    assert loop_sentence(loop, map) == words


def test_a_loop_is_told_from_its_first_title_whatever_its_links_are_called():
    map = map_of(factor("1", "Zeal"), factor("2", "Aim"), influences("1", "2", id="a"), influences("2", "1", id="b"))
    (loop,) = find_loops(map).loops
    assert loop.elements == ("1", "2")
    assert loop_sentence(loop, map).startswith("U1: ‘Aim’ → ‘Zeal’ → ‘Aim’. ")


def test_more_than_ten_minus_links_are_told_in_figures():
    map = ring("-" * 12)
    (loop,) = find_loops(map).loops
    assert loop_sentence(loop, map).endswith("12 minus links: reinforcing.")


def test_loops_are_summed_up_by_kind():
    assert loops_summary(find_loops(map_of())) == "No feedback loops."
    assert loops_summary(find_loops(ring("++"))) == "1 loop: 1 reinforcing (R)."
    both = map_of(factor("a"), factor("b"), influences("a", "b", "+"), *(influences("b", "a", s) for s in "+-?"))
    assert (
        loops_summary(find_loops(both))
        == "3 loops: 1 reinforcing (R), 1 balancing (B), 1 undecided, for want of signs (U)."
    )


def test_of_a_known_number_of_loops_it_is_said_how_many_are_shown():
    ways = [influences("a", "b"), *(influences("b", "a", sign) for sign in "+-")]
    both = find_loops(map_of(factor("a"), factor("b"), *ways))
    assert loops_summary(both, 2) == loops_summary(both)
    assert loops_summary(both, 1).endswith(" 1 of 2 is shown.")


def test_a_search_cut_short_says_so():
    both = map_of(factor("a"), factor("b"), influences("a", "b", "+"), *(influences("b", "a", s) for s in "+-?"))
    cut = find_loops(both, budget=Budget(most_loops=1))
    assert loops_summary(cut) == "At least 3 loops; the search stops there. There may be more."
    assert loops_summary(cut, 1) == "At least 3 loops; the search stops there. 1 is shown; there are more."
    late = LoopReport(complete=False, stopped="time", at_least=4000, seconds=0.31)
    assert loops_summary(late) == "At least 4,000 loops; stopped after 0.3 s. 0 are shown; there are more."
    nothing = LoopReport(complete=False, stopped="cancelled")
    assert loops_summary(nothing) == "At least 0 loops; the search was called off. There may be more."
