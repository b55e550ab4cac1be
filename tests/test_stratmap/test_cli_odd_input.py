"""What people and scripts get wrong at the command line, answered in plain words and never with a crash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.kinds import Status
from models.strategy_map import StrategyMap
from stratmap.cli import app, output
from stratmap.cli import matrix as matrix_command
from stratmap.cli.check import FOUND as FINDINGS
from tests.builders import factor, influences, initiative, map_of, objective
from tests.cost import Steps
from tests.test_stratmap.cli_asking import saved

ROOT = Path(__file__).resolve().parents[2]


def two_loops() -> StrategyMap:
    return map_of(
        factor("a", "Twin"),
        factor("b", "Twin"),
        factor("c", "Cake"),
        influences("a", "b", "+"),
        influences("b", "a", "+"),
        influences("a", "c", "+"),
        influences("c", "a", "-"),
    )


WHOLE = "{name} takes a whole number from 1 up, not ‘{word}’.\n"


@pytest.mark.parametrize("name", ["--max", "--most"])
@pytest.mark.parametrize("word", ["0", "-1", "1.5", "abc", "", "nan"])
def test_a_number_of_loops_that_is_none_is_answered_in_plain_words(stratmap, name, word):
    code, out, err = stratmap("loops", saved(two_loops()), f"{name}={word}")
    assert (code, out, err) == (2, "", WHOLE.format(name="--max", word=word))


@pytest.mark.parametrize("word", ["-1", "nan", "-inf", "soon", ""])
def test_a_time_that_is_none_is_answered_in_plain_words(stratmap, word):
    code, out, err = stratmap("loops", saved(two_loops()), f"--seconds={word}")
    assert (code, out, err) == (2, "", f"--seconds takes a number of seconds, 0 or more, not ‘{word}’.\n")


@pytest.mark.parametrize("word", ["0", "51", "-1", "2.5", "many"])
def test_a_number_of_steps_that_is_none_is_answered_in_plain_words(stratmap, word):
    code, out, err = stratmap("effects", saved(two_loops()), "Cake", f"--steps={word}")
    assert (code, out, err) == (2, "", f"--steps takes a whole number from 1 to 50, not ‘{word}’.\n")


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
@pytest.mark.parametrize("all", [[], ["--all"]])
def test_more_loops_than_can_be_counted_may_be_asked_for(stratmap, format, all):
    most = str(10**30)
    assert stratmap("loops", saved(two_loops()), "--max", most, "--format", format, *all)[0] == 0


@pytest.mark.parametrize("word", ["inf", "1e999", "0", "0.5"])
def test_any_time_from_none_to_endless_is_understood(stratmap, word):
    assert stratmap("loops", saved(two_loops()), "--seconds", word)[0] == 0


@pytest.mark.parametrize("all", [[], ["--all"]])
def test_of_several_elements_with_one_title_one_is_chosen_by_its_id(stratmap, all):
    file = saved(two_loops())
    code, out, err = stratmap("loops", file, "--through", "twin", *all)
    assert (code, out) == (2, "")
    assert err == "2 elements are called ‘Twin’. Write the id of one instead: a (Factor), b (Factor).\n"
    code, out, _err = stratmap("loops", file, "--through", "b", *all)
    assert code == 0
    assert (out.count("‘Cake’"), out.count("‘Twin’ → ‘Twin’")) == (0, 1)


def test_of_very_many_elements_with_one_title_a_few_ids_are_named(stratmap):
    map = map_of(*(factor(f"id{n}", "Same") for n in range(9)))
    err = stratmap("loops", saved(map), "--through", "Same")[2]
    assert (err.count("(Factor)"), err.endswith("(Factor), ….\n")) == (5, True)


@pytest.mark.parametrize("all", [[], ["--all"]])
def test_an_empty_title_is_not_taken_for_every_loop(stratmap, all):
    code, out, err = stratmap("loops", saved(two_loops()), "--through", "", *all)
    assert (code, out, err) == (2, "", "Nothing in the map is called ‘’.\n")


@pytest.mark.parametrize(
    "command", ["check", "loops", "matrix", "effects", "import", "export", "send", "salvage", "info"]
)
def test_the_usage_of_a_command_names_no_option_that_it_lacks(stratmap, command):
    usage = stratmap(command, "--help")[1].splitlines()[0]
    assert "[OPTIONS]" in usage
    assert "--version" not in usage


@pytest.mark.parametrize(
    ("map", "rows", "words"),
    [
        (map_of(), "initiatives", "The map has no objective that is under way"),
        (
            map_of(objective("o", status=Status.DONE), initiative("i")),
            "departments",
            "no objective that is under way",
        ),
        (map_of(objective("o")), "initiatives", "The map has no initiative that is under way"),
        (map_of(objective("o"), initiative("i")), "departments", "The map has no department"),
    ],
    ids=["empty", "done", "no initiative", "no department"],
)
def test_a_matrix_of_nothing_says_what_is_lacking(stratmap, map, rows, words):
    code, out, err = stratmap("matrix", saved(map), "--rows", rows)
    assert (code, err, out.count("\n"), words in out) == (0, "", 1, True)


@pytest.mark.parametrize("format", ["text", "markdown", "csv", "json"])
def test_a_matrix_that_is_no_table_any_more_is_refused_but_as_data(stratmap, monkeypatch, format):
    file = saved(map_of(objective("o"), objective("p"), initiative("i"), initiative("j")))
    monkeypatch.setattr(matrix_command, "MOST_CELLS", 3)
    code, out, err = stratmap("matrix", file, "--format", format)
    if format == "json":
        assert (code, err) == (0, "")
        return
    assert (code, out) == (2, "")
    assert err.startswith("The matrix has 2 rows and 2 columns, too many for a table.")
    monkeypatch.setattr(matrix_command, "MOST_CELLS", 4)
    assert stratmap("matrix", file, "--format", format)[0] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be no text")
@pytest.mark.parametrize("format", ["text", "json", "sarif", "markdown"])
@pytest.mark.parametrize("content", [b"no map", None], ids=["unreadable", "map"])
def test_a_file_whose_name_is_no_text_is_answered_in_every_format(stratmap, format, content):
    name = os.fsdecode(b"plan \xff.stratmap")
    if content is None:
        saved(map_of(objective("o")), name)
    else:
        Path(name).write_bytes(content)
    code, out, _err = stratmap("check", name, "--format", format)
    assert code == (1 if content is None else 2)
    if format == "sarif":
        assert '"uri": "plan%20%FF.stratmap"' in out


def test_programs_can_tell_namesakes_apart(stratmap):
    file = saved(two_loops())
    loops = json.loads(stratmap("loops", file, "--format", "json")[1])["loops"]
    assert {tuple(sorted(each["element_ids"])) for each in loops} == {("a", "b"), ("a", "c")}
    (finding,) = json.loads(stratmap("check", file, "--format", "json")[1])["findings"]
    assert (finding["element_ids"], finding["link_ids"]) == (["c", "a", "b"], [])
    (cake,) = json.loads(stratmap("effects", file, "Cake", "--format", "json")[1])["elements"]
    assert [(each["id"], each["from_id"]) for each in cake["effects"]] == [("a", "c"), ("b", "a")]
    goal = saved(map_of(objective("o", "Twin"), objective("p", "Twin"), influences("o", "p")), "goals.stratmap")
    (twin,) = json.loads(stratmap("effects", goal, "o", "--format", "json")[1])["elements"]
    assert [each["id"] for each in twin["objectives"]] == ["p"]


def test_the_help_tells_every_exit_code(stratmap):
    out = " ".join(stratmap("--help")[1].split())
    codes = (FINDINGS, app.FAILED, app.NO_DISPLAY, app.STOPPED, app.UNREAD)
    assert "Exit codes: 0 all is well" in out
    assert all(f", {code} " in out for code in codes)


# How the program stands among others


def started(folder: Path, *command: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )


on_posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and shells are otherwise there")


@on_posix
@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "--format", "json"], ["loops"], ["loops", "--all"], ["matrix"], ["info"]],
    ids=" ".join,
)
def test_a_reader_that_has_gone_away_is_no_finding_and_no_trouble(stratmap, tmp_path, arguments):
    orphans = (initiative(f"i{n}", f"Long enough that the answer is written in several goes {n}") for n in range(200))
    file = saved(map_of(objective("o"), *orphans))
    read, write = os.pipe()
    os.close(read)
    try:
        done = started(tmp_path, sys.executable, "-m", "stratmap", *arguments, str(file), stdout=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


@on_posix
@pytest.mark.parametrize(
    ("redirected", "code"),
    [
        ("check map.stratmap >&-", 1),
        ("check nothing >&- 2>&-", 2),
        ("loops map.stratmap --max 0 2>&-", 2),
        ("info map.stratmap >&-", 0),
    ],
)
def test_where_the_answer_has_no_place_to_go_only_the_exit_code_tells(stratmap, tmp_path, redirected, code):
    saved(map_of(objective("o")))
    done = started(tmp_path, "sh", "-c", f'"{sys.executable}" -m stratmap {redirected}')
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


def test_many_findings_are_told_without_looking_at_each_character_of_them():
    plain = "‘Grow’ → ‘Calm’: 3 links — wie schön. 好"
    harmful = "a\x1b[2Jb\u202ec\ud800d"
    with Steps() as steps:
        assert [output.one_line(plain) for _ in range(50)] == [plain] * 50
    assert output.one_line(harmful) == "a[2Jbcd"
    assert steps.count < 50 * len(plain)


@pytest.mark.parametrize("name", ["", ".pdf", ".."])
def test_a_file_to_write_that_has_no_name_is_answered_with_one(stratmap, name):
    code, out, err = stratmap("export", saved(two_loops()), name, "--force")
    assert (code, out) == (2, "")
    assert err == "The file to write has no name before its ending. Give it one, such as plan.pdf.\n"


@pytest.mark.parametrize("target", ["page.pdf", "picture.svg", "tables.csv"])
def test_a_folder_that_is_not_there_is_named(stratmap, tmp_path, target):
    code, out, err = stratmap("export", saved(two_loops()), tmp_path / "gone" / target)
    assert (code, out) == (2, "")
    assert err.startswith("There is no folder ‘gone’ to write ‘")


def test_an_import_into_no_map_says_what_was_named_last(stratmap, tmp_path):
    table = tmp_path / "edges.csv"
    table.write_text("From,To\nA,B\n")
    code, out, err = stratmap("import", table, "out.txt")
    assert (code, out) == (2, "")
    assert err == "‘out.txt’ is named last, so it should be the map to write: stratmap import IN.csv OUT.stratmap\n"
    assert stratmap("import", table, "")[2].startswith("Name the files to read and, last, the map to write:")
