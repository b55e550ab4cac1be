"""A whole answer put into words at once, so that the window only has to show it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from models.records import Mute
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Budget
from stratmap.analysis.report import analyse
from stratmap.analysis.worded import worded
from stratmap.analysis.wording import advice, loop_headline, loop_reason, sentence
from tests.builders import factor, influences, initiative, map_of, objective
from tests.test_stratmap.analysis_asking import random_map


def ring(size: int) -> StrategyMap:
    links = [influences(f"f{n}", f"f{(n + 1) % size}", "+") for n in range(size)]
    return map_of(*(factor(f"f{n}") for n in range(size)), *links)


@pytest.mark.parametrize("seed", range(20))
def test_every_finding_and_loop_has_the_words_it_has_by_itself(seed):
    map = random_map(seed, 8, 24)
    analysis = analyse(map)
    words = worded(map, analysis)
    assert [each.finding for each in words.findings] == list(analysis.findings)
    for each in words.findings:
        assert (each.sentence, each.advice) == (sentence(each.finding, map), advice(each.finding, map))
        assert each.key == each.finding.key
        assert each.name
        assert each.meaning.endswith(".")
    for loop in (*words.independent, *words.loops):
        assert (loop.headline, loop.reason) == (loop_headline(loop.loop, map), loop_reason(loop.loop))
    assert {each.loop for each in (*words.independent, *words.loops)} == set(analysis.loops.loops)
    assert [each.loop for each in words.independent] == analysis.loops.independent_loops()


def test_a_muted_finding_comes_with_its_reason_and_apart():
    map = map_of(objective("o"), initiative("i", owner="Ann"))
    (key, *_rest) = [each.key for each in analyse(map).findings if each.code == "SM101"]
    muted = StrategyMap([*map.records(), Mute(key, "A pilot")])
    words = worded(muted, analyse(muted))
    assert [(each.key, each.reason) for each in words.muted] == [(key, "A pilot")]
    assert key not in {each.key for each in words.findings}


def test_the_findings_are_counted_by_check():
    map = map_of(objective("o", owner="Ann"), initiative("i"), initiative("j"))
    assert worded(map, analyse(map)).counts["SM101"] == 2


def test_no_more_loops_are_worded_than_asked_but_the_independent_set_is():
    map = map_of(
        *(factor(f"f{n}") for n in range(4)),
        *(influences(f"f{a}", f"f{b}") for a in range(4) for b in range(4) if a != b),
    )
    words = worded(map, analyse(map), most_loops=3)
    assert (len(words.independent), len(words.loops)) == (9, 3)


def test_called_off_it_ends_without_the_rest():
    map = map_of(*(initiative(f"i{n}") for n in range(200)))
    assert worded(map, analyse(map), cancelled=lambda: True).findings == ()


def test_an_empty_map_is_invited_to_be_drawn():
    words = worded(map_of(), analyse(map_of()))
    assert words.summary.startswith("Draw something")
    assert words.loops_summary == "No feedback loops."


def test_what_is_shown_cannot_be_changed_under_way():
    words = worded(ring(2), analyse(ring(2), Budget()))
    with pytest.raises(FrozenInstanceError):
        words.summary = "other"  # type: ignore[misc]
    assert replace(words, summary="other").independent == words.independent
