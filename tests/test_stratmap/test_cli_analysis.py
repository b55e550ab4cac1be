"""Findings, loops, matrix and effects at the command line: in every format, and honest about what is missing."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from pathlib import Path

import pytest

from models.kinds import Status
from models.records import Mute
from models.strategy_map import StrategyMap
from stratmap.analysis import budget, report
from stratmap.analysis.checks import CHECKS
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.report import analyse
from tests.builders import department, factor, influences, initiative, map_of, objective, owns
from tests.test_stratmap.cli_asking import saved

FORMATS = ["text", "json", "sarif", "markdown"]


def sound() -> StrategyMap:
    return map_of(
        objective("grow", "Grow", owner="Ann"),
        initiative("portal", "Portal", owner="Bo"),
        influences("portal", "grow", "+"),
    )


def flawed() -> StrategyMap:
    """An orphan that is not connected, which makes two findings, and an objective nobody works towards."""
    return map_of(objective("grow", "Grow | *more*", owner="Ann"), initiative("portal", "Portal", owner="Bo"))


def codes(out: str) -> set[str]:
    return {finding["code"] for finding in json.loads(out)["findings"]}


# check


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], {"SM101", "SM102", "SM106"}),
        (["--select", "SM101"], {"SM101"}),
        (["--select", "SM101,sm106"], {"SM101", "SM106"}),
        (["--select", "SM101", "--select", "SM102"], {"SM101", "SM102"}),
        (["--select", "SM1", "--ignore", "SM106"], {"SM101", "SM102"}),
        (["--ignore", "SM1"], set()),
    ],
)
def test_checks_are_selected_and_ignored_by_their_codes(stratmap, options, expected):
    code, out, _err = stratmap("check", saved(flawed()), "--format", "json", *options)
    assert codes(out) == expected
    assert code == (1 if expected else 0)


@pytest.mark.parametrize(
    "options", [["--select", "SM999"], ["--ignore", "X"], ["--select", "SM101", "--ignore", "SM1"]]
)
def test_a_code_that_no_check_has_is_refused(stratmap, options):
    code, out, err = stratmap("check", saved(flawed()), *options)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize("format", FORMATS)
def test_the_exit_code_tells_findings_and_unreadable_files_in_every_format(stratmap, format):
    good, bad = saved(sound(), "good.stratmap"), saved(flawed(), "bad.stratmap")
    assert stratmap("check", good, "--format", format)[0] == 0
    assert stratmap("check", good, bad, "--format", format)[0] == 1
    code, _out, err = stratmap("check", good, "missing.stratmap", bad, "--format", format)
    assert code == 2
    assert "missing.stratmap" in err


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_not_finished_is_said_in_every_format(stratmap, monkeypatch, format):
    monkeypatch.setattr(report, "CHECK_STEPS", 0)
    monkeypatch.setattr(budget, "STRIDE", 1)
    _code, out, _err = stratmap("check", saved(flawed()), "--format", format)
    if format == "json":
        assert json.loads(out)["complete"] is False
        assert "SM106" in json.loads(out)["incomplete"]
    else:
        assert "SM106" in out
        assert "there may be more of" in out


@pytest.mark.parametrize("format", FORMATS)
def test_an_accepted_finding_does_not_count_but_is_not_hidden(stratmap, format):
    map = flawed()
    mutes = [Mute(each.key, "Known since spring") for each in analyse(map).findings]
    code, out, _err = stratmap("check", saved(StrategyMap([*map.records(), *mutes])), "--format", format)
    assert code == 0
    assert str(len(mutes)) in out
    assert format == "text" or "Known since spring" in out


def test_the_sarif_log_is_what_the_standard_asks_for(stratmap):
    map = flawed()
    (muted,) = [each for each in analyse(map).findings if each.code == "SM102"]
    file = saved(StrategyMap([*map.records(), Mute(muted.key, "Later")]), "my map.stratmap")
    _code, out, _err = stratmap("check", file, "missing.stratmap", "--format", "sarif")
    log = json.loads(out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.code for check in CHECKS]
    by_code = {result["ruleId"]: result for result in run["results"]}
    assert set(by_code) == {"SM101", "SM102", "SM106"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "my%20map.stratmap"
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
    assert by_code["SM101"]["locations"][0]["logicalLocations"][0]["name"] == "Portal"
    assert by_code["SM102"]["suppressions"][0]["justification"] == "Later"
    assert "suppressions" not in by_code["SM101"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "missing.stratmap" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_a_title_cannot_become_markdown(stratmap):
    _code, out, _err = stratmap("check", saved(flawed()), "--format", "markdown", "--select", "SM102")
    assert "‘Grow \\| \\*more\\*’" in out


# loops


def ring(*names: str) -> StrategyMap:
    links = [influences(a, b, "+") for a, b in zip(names, [*names[1:], names[0]], strict=True)]
    return map_of(*(factor(name, name.upper()) for name in names), *links)


def figure_of_eight() -> StrategyMap:
    """Two loops that meet in B, and one apart."""
    links = [("a", "b"), ("b", "a"), ("b", "c"), ("c", "b"), ("x", "y"), ("y", "x")]
    return map_of(*(factor(name, name.upper()) for name in "abcxy"), *(influences(a, b, "-") for a, b in links))


def crowded() -> StrategyMap:
    names = "abcdefgh"
    links = [influences(one, two, "+") for one in names for two in names if one != two]
    return map_of(*(factor(each, each.upper()) for each in names), *links)


def loops_in(out: str) -> list[set[str]]:
    return [set(loop["elements"]) for loop in json.loads(out)["loops"]]


def test_loops_through_an_element_are_those_and_no_others(stratmap):
    file = saved(figure_of_eight())
    _code, out, _err = stratmap("loops", file, "--through", "b", "--format", "json")
    data = json.loads(out)
    assert (data["complete"], data["through"]) == (True, "B")
    assert sorted(map(sorted, loops_in(out))) == [["A", "B"], ["B", "C"]]
    assert {loop["name"] for loop in data["loops"]} == {"R1", "R2"}
    text = stratmap("loops", file, "--through", "B")[1]
    assert text.startswith("map.stratmap: Through ‘B’: 2 loops: 2 reinforcing (R).")


def test_an_element_on_no_loop_is_told_so(stratmap):
    map = map_of(factor("a", "Alone"), factor("b"), influences("a", "b"))
    assert "‘Alone’ is on no feedback loop." in stratmap("loops", saved(map), "--through", "Alone")[1]


@pytest.mark.parametrize("title", ["Nowhere", "T"])
def test_a_title_that_fits_nothing_or_too_much_is_refused(stratmap, title):
    map = map_of(factor("a", "Tea"), factor("b", "Tree"), influences("a", "b"))
    code, out, err = stratmap("loops", saved(map), "--through", title)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_a_search_cut_short_says_at_least_how_many_in_every_format(stratmap, format):
    _code, out, _err = stratmap("loops", saved(crowded()), "--max", "100", "--format", format)
    if format == "json":
        assert json.loads(out)["complete"] is False
        assert json.loads(out)["stopped"] == "asked"
        assert json.loads(out)["count"] == 100
        assert json.loads(out)["at_least"] > 1_000
        assert json.loads(out)["total"] is None
    else:
        assert "At least 1,0" in out
        assert "100 are shown; there are more." in out


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
@pytest.mark.parametrize("through", [[], ["--through", "B"]])
def test_fewer_loops_than_there_are_is_no_count_of_them(stratmap, format, through):
    links = [influences(*ends, "+") for ends in ("ab", "bc", "cb")]
    file = saved(map_of(*(factor(name, name.upper()) for name in "abc"), *links, influences("b", "a", "-")))
    first = stratmap("loops", file, "--max", "1", "--format", format, *through)[1]
    both = stratmap("loops", file, "--max", "2", "--format", format, *through)[1]
    if format == "json":
        keys = ("complete", "count", "at_least", "total", "stopped")
        assert [json.loads(first)[key] for key in keys] == [False, 1, 2, 2, "asked"]
        assert [json.loads(both)[key] for key in keys] == [True, 2, 2, 2, ""]
        return
    assert "2 loops: " in first
    assert "1 of 2 is shown." in first
    assert "At least" not in first + both
    assert "more" not in both
    if format == "text":
        assert "… and 1 more; --max 2 lists it." in first


def test_every_loop_as_far_as_asked_does_not_say_how_many_there_are(stratmap):
    out = stratmap("loops", saved(figure_of_eight()), "--all", "--max", "1")[1]
    assert "1 loop, as many as were asked for: " in out
    assert out.endswith("There are more.\n")


def test_links_without_a_sign_are_named_that_would_decide_most_loops(stratmap):
    links = [
        influences("a", "b", "?"),
        influences("b", "a", "+"),
        influences("b", "c", "+"),
        influences("c", "a", "-"),
    ]
    out = stratmap("loops", saved(map_of(*(factor(name) for name in "abc"), *links)))[1]
    assert "That decides 2 of 2 loops" in out
    assert "‘a’ → ‘b’: its sign decides 2 loops." in out


def test_every_loop_is_streamed_with_the_sum_at_the_end(stratmap):
    out = stratmap("loops", saved(figure_of_eight()), "--all")[1]
    *lines, last = out.splitlines()
    assert len(lines) == 3
    assert {line.partition(": ")[0] for line in lines} == {"  R"}
    ways = [line.partition(": ")[2].split(" → ") for line in lines]
    assert sorted(sorted(way[:-1]) for way in ways) == [["‘A’", "‘B’"], ["‘B’", "‘C’"], ["‘X’", "‘Y’"]]
    assert all(way[0] == way[-1] for way in ways)
    assert last == "map.stratmap: 3 loops, and that is all: 3 reinforcing, 0 balancing, 0 undecided."


def test_every_loop_is_streamed_to_programs_one_a_line(stratmap):
    lines = [
        json.loads(line) for line in stratmap("loops", saved(crowded()), "--all", "--format", "json")[1].splitlines()
    ]
    *loops, total = lines
    assert total["complete"] is True
    assert total["count"] == len(loops) == 16_064
    assert len({tuple(loop["elements"]) for loop in loops}) == len(loops)


def test_a_stream_of_words_that_are_not_all_kept_is_the_same(stratmap, monkeypatch):
    from stratmap.cli import every_loop

    file = saved(crowded())
    whole = stratmap("loops", file, "--all")[1]
    monkeypatch.setattr(every_loop, "MOST_KEPT", 3)
    assert stratmap("loops", file, "--all")[1] == whole


def test_every_loop_has_its_letter_in_the_stream(stratmap):
    links = [("a", "b", "+"), ("b", "a", "-"), ("b", "c", "-"), ("c", "a", "-"), ("c", "b", "?"), ("a", "c", "+")]
    map = map_of(*(factor(name) for name in "abc"), *(influences(a, b, sign) for a, b, sign in links))
    lines = stratmap("loops", saved(map), "--all", "--format", "json")[1].splitlines()
    total = json.loads(lines[-1])
    listed = json.loads(stratmap("loops", Path("map.stratmap"), "--format", "json")[1])
    for name in ("reinforcing", "balancing", "unknown"):
        assert total[name] == listed[name]


def test_a_stream_that_ends_early_says_so(stratmap):
    file = saved(crowded())
    assert "There are more." in stratmap("loops", file, "--all", "--max", "10")[1]
    total = json.loads(stratmap("loops", file, "--all", "--seconds", "0", "--format", "json")[1].splitlines()[-1])
    assert (total["complete"], total["stopped"]) == (False, "time")
    assert "and that is all" in stratmap("loops", saved(ring("a", "b"), "ring.stratmap"), "--all", "--max", "1")[1]


def test_every_loop_through_an_element_is_streamed(stratmap):
    out = stratmap("loops", saved(figure_of_eight()), "--all", "--through", "C", "--format", "markdown")[1]
    assert out.splitlines()[0].startswith("- R: ")
    assert "1 loop, and that is all" in out


def test_titles_in_a_stream_obey_no_terminal(stratmap):
    map = map_of(factor("a", "A\u202eB"), factor("b"), influences("a", "b"), influences("b", "a"))
    assert "\u202e" not in stratmap("loops", saved(map), "--all")[1]


# matrix


def small() -> StrategyMap:
    return map_of(
        objective("o", "Grow"),
        objective("p", "=Profit"),
        objective("q", "Lonely"),
        initiative("i", "Portal"),
        initiative("j", "Logo"),
        department("d", "Sales"),
        owns("d", "i"),
        owns("d", "o"),
        influences("i", "o", "+"),
        influences("o", "p", "-"),
    )


def test_the_matrix_is_a_table_for_people(stratmap):
    code, out, _err = stratmap("matrix", saved(small()))
    assert code == 0
    assert "1. =Profit" in out
    assert "3. Lonely (nothing leads to it)" in out
    logo = next(line for line in out.splitlines() if line.startswith("Logo"))
    assert logo.endswith("(leads to none)")
    portal = next(line for line in out.splitlines() if line.startswith("Portal"))
    assert portal.split() == ["Portal", "−", "2", "+", "1"]


def test_the_matrix_is_given_as_csv_that_no_spreadsheet_runs(stratmap):
    out = stratmap("matrix", saved(small()), "--format", "csv")[1]
    rows = list(csv.reader(io.StringIO(out)))
    assert rows == [
        ["", "'=Profit", "Grow", "Lonely"],
        ["Logo", "", "", ""],
        ["Portal", "hurts, 2 links away", "helps, 1 link away", ""],
    ]


def test_the_matrix_is_given_as_markdown(stratmap):
    out = stratmap("matrix", saved(small()), "--format", "markdown", "--rows", "departments")[1]
    assert out.splitlines()[0] == "|  | =Profit | Grow | Lonely ∅ |"
    assert out.splitlines()[2] == "| Sales | − 2 | ● + 2 |  |"


def test_the_matrix_is_given_to_programs(stratmap):
    data = json.loads(stratmap("matrix", saved(small()), "--format", "json")[1])
    assert [row["title"] for row in data["rows"]] == ["Logo", "Portal"]
    assert [row["empty"] for row in data["rows"]] == [True, False]
    assert data["complete"] is True
    assert data["cells"][1] == {"row": 1, "column": 1, "effect": "+", "away": 1, "direct": 1}


def test_what_is_done_is_in_the_matrix_only_when_asked_for(stratmap):
    file = saved(map_of(objective("o"), initiative("i", "Old", status=Status.DONE), influences("i", "o", "+")))
    assert "Old" not in stratmap("matrix", file)[1]
    assert "Old" in stratmap("matrix", file, "--with-ended")[1]


@pytest.mark.parametrize("format", ["text", "json", "markdown", "csv"])
def test_a_matrix_that_is_not_whole_says_so_in_every_format(stratmap, monkeypatch, format):
    from stratmap.analysis import matrix

    whole = matrix.matrix_of
    monkeypatch.setattr(matrix, "matrix_of", partial(whole, steps=0))
    monkeypatch.setattr(budget, "STRIDE", 1)
    out = stratmap("matrix", saved(small()), "--format", format)[1]
    assert json.loads(out)["complete"] is False if format == "json" else "too large for all of it" in out


# effects


def test_an_element_is_told_where_it_stands(stratmap):
    code, out, _err = stratmap("effects", saved(small()), "grow")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "‘Grow’ passes on what comes to it."
    assert "  Causes: 1 direct, 1 in all" in lines
    assert "    ‘Portal’ (+)" in lines
    assert "    ‘=Profit’ (−)" in lines
    assert any(line.startswith("  Ways that lead through it (betweenness): 0.500") for line in lines)


def test_effects_are_followed_as_far_as_asked(stratmap):
    file = saved(small())
    near = json.loads(stratmap("effects", file, "Portal", "--steps", "1", "--format", "json")[1])["elements"][0]
    far = json.loads(stratmap("effects", file, "Portal", "--format", "json")[1])["elements"][0]
    assert [each["element"] for each in near["effects"]] == ["Grow"]
    assert [(each["element"], each["step"], each["from"]) for each in far["effects"]] == [
        ("Grow", 1, "Portal"),
        ("=Profit", 2, "Grow"),
    ]
    assert [(each["title"], each["away"]) for each in far["objectives"]] == [("Grow", 1), ("=Profit", 2)]
    assert (far["tail"], far["head"], far["loops"], far["loops_complete"]) == (True, False, 0, True)


def test_of_two_elements_with_one_title_both_are_told(stratmap):
    map = map_of(factor("a", "Twin"), factor("b", "Twin"), factor("c"), influences("a", "c"))
    data = json.loads(stratmap("effects", saved(map), "Twin", "--format", "json")[1])
    assert [each["id"] for each in data["elements"]] == ["a", "b"]


def test_effects_are_given_as_markdown(stratmap):
    out = stratmap("effects", saved(small()), "Portal", "--format", "markdown")[1]
    assert out.startswith("## Portal\n")
    assert "\n- ‘Grow’ (+)\n  - ‘=Profit’ (−)\n" in out


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_a_count_of_loops_that_is_not_whole_says_at_least(stratmap, monkeypatch, format):
    from stratmap.cli import effects

    monkeypatch.setattr(effects, "COMMAND_LINE", budget.Budget(most_loops=20))
    out = stratmap("effects", saved(crowded()), "A", "--format", format)[1]
    if format == "json":
        assert json.loads(out)["elements"][0]["loops_complete"] is False
    else:
        assert "at least" in out


# export


@pytest.mark.parametrize("name", ["out.svg", "out.csv"])
def test_an_export_replaces_nothing_unless_it_is_told_to(stratmap, name):
    file = saved(sound())
    assert stratmap("export", file, name)[0] == 0
    written = {path.name: path.read_bytes() for path in Path().iterdir()}
    for path in Path().glob("out*"):
        path.write_bytes(b"mine")
    code, out, err = stratmap("export", file, name)
    assert (code, out) == (2, "")
    assert "--force" in err
    assert {path.read_bytes() for path in Path().glob("out*")} == {b"mine"}
    assert stratmap("export", file, name, "--force")[0] == 0
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == written


def test_a_new_check_shows_up_in_the_command_line_by_itself(stratmap, monkeypatch):
    from dataclasses import replace

    from stratmap.analysis import checks

    def find(graphs, meter):
        yield Finding("SM999", Severity.INFO, tuple(graphs.map.elements))

    new = replace(CHECKS[0], code="SM999", sentence="New.", advice="Look.", find=find, severity=Severity.INFO)
    monkeypatch.setattr(checks, "CHECKS", (*CHECKS, new))
    monkeypatch.setitem(checks._BY_CODE, "SM999", new)
    assert "SM999 info: New." in stratmap("check", saved(sound()), "--select", "SM999")[1]


def test_no_more_loops_are_given_to_programs_than_were_asked_for(stratmap):
    """Though those all others are made of are found besides."""
    file = saved(figure_of_eight())
    whole = json.loads(stratmap("loops", file, "--format", "json")[1])
    some = json.loads(stratmap("loops", file, "--format", "json", "--max", "1")[1])
    assert len(whole["loops"]) == whole["count"] > 1
    assert some["loops"] == whole["loops"][:1]
    assert (some["count"], some["complete"]) == (1, False)
    assert some["at_least"] > 1
