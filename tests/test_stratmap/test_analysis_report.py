"""The whole answer: order, muting, completeness, calling it off, and what is not loaded for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.records import Mute
from models.strategy_map import StrategyMap, new_map
from stratmap.analysis.budget import Budget
from stratmap.analysis.check import Check
from stratmap.analysis.checks import CHECKS, check_of
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.report import Analysis, analyse
from stratmap.analysis.summary import MOST_MARKED, badges
from tests.builders import factor, influences, initiative, map_of, objective
from tests.test_stratmap.analysis_asking import random_map, shuffled

ROOT = Path(__file__).resolve().parents[2]


def test_an_empty_map_has_nothing_wrong_and_everything_was_checked():
    analysis = analyse(new_map())
    assert analysis.findings == ()
    assert analysis.loops.complete
    assert analysis.complete
    assert analysis.checked == tuple(check.code for check in CHECKS)


def test_every_check_module_is_found_and_has_its_own_code():
    codes = [check.code for check in CHECKS]
    assert codes == sorted(set(codes))
    assert set(codes) >= {f"SM{n}" for n in (101, 102, 105, 106, 201, 203, 204, 205, 206, 207)}
    assert check_of("SM101").name == "Orphaned initiative"
    with pytest.raises(KeyError):
        check_of("SM999")


def test_findings_stand_by_severity_then_code_then_title():
    map = map_of(initiative("1", "Zebra"), initiative("2", "ant"), objective("3", "Bee"))
    told = [(finding.severity, finding.code, finding.elements) for finding in analyse(map).findings]
    assert told[:3] == [
        (Severity.ERROR, "SM101", ("2",)),
        (Severity.ERROR, "SM101", ("1",)),
        (Severity.WARNING, "SM102", ("3",)),
    ]


def test_of_a_finding_about_very_many_elements_only_the_first_bears_the_badge():
    few = Finding("SM107", Severity.WARNING, tuple(f"f{n}" for n in range(MOST_MARKED)))
    many = Finding("SM107", Severity.INFO, tuple(f"m{n}" for n in range(MOST_MARKED + 1)))
    assert badges([few, many]) == {**dict.fromkeys(few.elements, Severity.WARNING), "m0": Severity.INFO}


@pytest.mark.parametrize("seed", range(5))
def test_the_answer_does_not_hang_on_the_order_records_were_made_in(seed):
    map = random_map(seed, 30, 90)
    assert analyse(shuffled(map, seed)) == analyse(map)


def test_the_answer_does_not_hang_on_hashing():
    code = (
        "from tests.test_stratmap.analysis_asking import random_map\n"
        "from stratmap.analysis.report import analyse\n"
        "answer = analyse(random_map(3, 30, 90))\n"
        "print(answer.findings, answer.loops.loops, sorted(answer.loops.independent))\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_an_unrelated_part_changes_nothing_about_the_rest():
    map = random_map(7, 20, 50)
    more = StrategyMap([*map.records(), factor("x"), factor("y"), influences("x", "y")])
    about_it = [finding for finding in analyse(more).findings if set(finding.elements) == {"x", "y"}]
    assert [finding.code for finding in about_it] == ["SM107"]
    assert tuple(finding for finding in analyse(more).findings if finding not in about_it) == analyse(map).findings


def test_a_muted_finding_is_left_out_and_can_be_listed():
    bare = map_of(initiative("i"), objective("o"))
    finding = analyse(bare).findings[0]
    muted = analyse(StrategyMap([*bare.records(), Mute(finding.key, "on purpose")]))
    assert muted.muted == (finding,)
    assert muted.findings == analyse(bare).findings[1:]


def test_a_check_that_is_cut_short_is_named_and_the_others_are_not():
    def endless(graphs, meter):
        yield Finding("SM901", Severity.INFO, ("i",))
        while True:
            meter.spend(1_000)

    check = Check("SM901", "n", "e", Severity.INFO, "s.", "a.", endless)
    analysis = analyse(map_of(initiative("i")), checks=(*CHECKS, check))
    assert analysis.incomplete == ("SM901",)
    assert not analysis.complete
    assert [finding.code for finding in analysis.findings][-1] == "SM901"


def test_a_check_that_finds_far_too_much_is_cut_short():
    def plenty(graphs, meter):
        while True:
            yield Finding("SM902", Severity.INFO, ("i",))

    check = Check("SM902", "n", "e", Severity.INFO, "s.", "a.", plenty)
    analysis = analyse(map_of(initiative("i")), checks=(check,))
    assert len(analysis.findings) == 1_000
    assert analysis.incomplete == ("SM902",)


def test_calling_off_before_the_start_asks_nothing():
    analysis = analyse(random_map(1, 20, 60), Budget(cancelled=lambda: True))
    assert analysis.checked == ()
    assert not analysis.loops.complete
    assert analysis.loops.stopped == "cancelled"


@pytest.mark.parametrize("stage", [1, 5, 12, 13, 20, 40])
def test_calling_off_on_the_way_gives_an_answer_that_says_so(stage):
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > stage

    analysis = analyse(random_map(1, 200, 2_000), Budget(cancelled=cancelled))
    assert isinstance(analysis, Analysis)
    assert not analysis.complete or analysis.checked != tuple(check.code for check in CHECKS)
    assert asked <= stage + len(CHECKS) + 4


def test_words_need_no_graph_library():
    code = (
        "import sys, stratmap.analysis.finding, stratmap.analysis.wording, stratmap.analysis.report\n"
        "assert 'networkx' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=ROOT)
