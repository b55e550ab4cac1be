from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models import store
from models.records import Sheet, Version
from models.strategy_map import StrategyMap
from models.versions import packed
from stratmap import __version__
from stratmap.cli import app, demo, output
from stratmap.cli.surface import NoWindow, Surface
from stratmap.examples import EXAMPLES, load_example
from tests.builders import factor, influences, initiative, map_of, objective, placed

ROOT = Path(__file__).resolve().parents[2]


class FakeWindow:
    """Stands in for the window and remembers what it was asked."""

    def __init__(self, seen: bool = True, trouble: str = "") -> None:
        self.seen = seen
        self.trouble = trouble
        self.opened: list[tuple[list[Path], str | None]] = []

    def surface(self) -> Surface:
        return Surface(self.open, self.draw, lambda: self.seen)

    def draw(self, map: StrategyMap, sheet: str, path: Path, *_look: object) -> None:
        path.write_bytes(b"png")

    def open(self, paths: Sequence[Path], example: str | None) -> int:
        if self.trouble:
            raise NoWindow(self.trouble)
        self.opened.append((list(paths), example))
        return 0


@pytest.fixture
def stratmap(tmp_path, monkeypatch, capsys):
    """Runs a command in an empty folder: the exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, window: FakeWindow | None = None) -> tuple[int, str, str]:
        code = app.run((window or FakeWindow()).surface(), [str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def saved(map: StrategyMap, name: str = "map.stratmap") -> Path:
    path = Path(name).absolute()
    store.save_map(placed(map), (), path)
    return path


def sound() -> StrategyMap:
    return map_of(
        objective("grow", "Grow", owner="Ann"),
        initiative("portal", "Portal", owner="Bo"),
        influences("portal", "grow", "+"),
    )


def flawed() -> StrategyMap:
    return map_of(objective("grow", "Grow", owner="Ann"), initiative("portal", "Portal", owner="Bo"))


def looped() -> StrategyMap:
    return map_of(
        factor("a", "Price"), factor("b", "Sales"), influences("a", "b", "-", delay=True), influences("b", "a", "+")
    )


def test_a_sound_map_is_clean(stratmap):
    code, out, err = stratmap("check", saved(sound()))
    assert (code, err) == (0, "")
    assert out == "map.stratmap: Nothing found\n"


def test_findings_are_told_as_sentences(stratmap):
    code, out, _err = stratmap("check", saved(flawed()))
    assert code == 1
    assert "‘Portal’ is not connected to anything" in out
    assert "SM106 warning" in out


def test_findings_are_given_to_programs_as_promised(stratmap):
    file = saved(flawed())
    code, out, _err = stratmap("check", file, "--format", "json")
    data = json.loads(out)
    assert code == 1
    assert data["file"] == str(file)
    finding = next(each for each in data["findings"] if each["elements"] == ["Portal"])
    assert set(finding) >= {"code", "severity", "message", "elements", "links"}
    assert (finding["code"], finding["severity"], finding["links"]) == ("SM101", "error", 0)


def test_several_files_are_answered_each_by_itself(stratmap):
    files = [saved(sound(), "one.stratmap"), Path("missing.stratmap"), saved(flawed(), "two.stratmap")]
    code, out, err = stratmap("check", *files, "--format", "json")
    one, missing, two = json.loads(out)["files"]
    assert code == 2
    assert one["findings"] == []
    assert "missing.stratmap" in missing["error"]
    assert missing["error"] in err
    assert two["findings"]


def test_findings_somebody_accepted_are_counted_only(stratmap):
    from models.records import Mute
    from stratmap.analysis.report import analyse

    map = flawed()
    mutes = [Mute(each.key, "known") for each in analyse(map).findings]
    file = saved(StrategyMap([*map.records(), *mutes]))
    code, out, _err = stratmap("check", file, "--format", "json")
    assert code == 0
    assert json.loads(out)["accepted"] == len(mutes) > 0
    assert f"not shown: {len(mutes)}" in stratmap("check", file)[1]


@pytest.mark.parametrize("command", ["check", "loops", "info"])
@pytest.mark.parametrize("content", [None, b"", b"From,To\na,b\n", b"SQLite format 3\0" + b"\0" * 600])
def test_a_file_that_is_no_map_is_refused_with_a_sentence(stratmap, tmp_path, command, content):
    file = tmp_path / "file.stratmap"
    if content is not None:
        file.write_bytes(content)
    code, out, err = stratmap(command, file)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "‘file.stratmap’" in err


def test_loops_are_told_as_sentences(stratmap):
    code, out, _err = stratmap("loops", saved(looped()))
    assert code == 0
    assert out.startswith("map.stratmap: 1 loop: 1 balancing (B).")
    assert "B1: ‘Price’ → ‘Sales’ → ‘Price’" in out


def test_loops_are_given_to_programs_as_promised(stratmap):
    code, out, _err = stratmap("loops", saved(looped()), "--format", "json")
    data = json.loads(out)
    assert (code, data["complete"], data["count"]) == (0, True, 1)
    (loop,) = data["loops"]
    assert set(loop) >= {"name", "polarity", "elements", "delays"}
    assert (loop["name"], loop["polarity"], loop["delays"]) == ("B1", "B", 1)
    assert sorted(loop["elements"]) == ["Price", "Sales"]


def crowded(names: str = "abcdefghi") -> StrategyMap:
    """Everything influences everything: nine elements have 125,664 loops."""
    return map_of(
        *(factor(each) for each in names),
        *(influences(one, two, "+") for one in names for two in names if one != two),
    )


def test_a_search_that_was_cut_short_says_so(stratmap):
    file = saved(crowded())
    code, out, _err = stratmap("loops", file, "--format", "json", "--most", "500")
    data = json.loads(out)
    assert (code, data["complete"]) == (0, False)
    assert data["count"] == len(data["loops"]) >= 500
    assert data["at_least"] >= data["count"]


def test_a_long_list_of_loops_says_how_to_see_the_rest(stratmap):
    from stratmap.cli import loops

    code, out, _err = stratmap("loops", saved(crowded()))
    assert code == 0
    lines = out.splitlines()
    assert len(lines) == 1 + loops.LISTED + 1
    assert "more" in lines[-1]
    assert "--max" in lines[-1]


def test_info_counts_by_kind(stratmap):
    file = saved(flawed())
    code, out, _err = stratmap("info", file, "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert data["title"] == "Test map"
    assert data["elements"] == {
        "objective": 1,
        "initiative": 1,
        "department": 0,
        "measure": 0,
        "factor": 0,
        "note": 0,
    }
    assert set(data["links"].values()) == {0}
    assert (data["sheets"], data["revisions"]) == (1, 1)
    assert "Objective: 1" in stratmap("info", file)[1]


def test_an_import_becomes_a_map_that_the_other_commands_read(stratmap, tmp_path):
    (tmp_path / "graph.csv").write_text("source,target,sign\na,b,+\nb,a,-\nb,b,+\n")
    code, out, err = stratmap("import", "graph.csv", "map.stratmap", "--title", "Mine")
    assert code == 0
    assert out == "map.stratmap: 2 elements, 2 links, 1 problem\n"
    assert err.startswith("graph.csv, row 4: ")
    assert store.open_map(tmp_path / "map.stratmap").map.info.title == "Mine"
    assert json.loads(stratmap("loops", "map.stratmap", "--format", "json")[1])["count"] == 1


def test_an_import_never_takes_the_place_of_a_map_unasked(stratmap, tmp_path):
    (tmp_path / "graph.csv").write_text("source,target\na,b\n")
    file = saved(flawed())
    before = file.read_bytes()
    code, out, err = stratmap("import", "graph.csv", file)
    assert (code, out) == (2, "")
    assert "--force" in err
    assert file.read_bytes() == before
    assert stratmap("import", "graph.csv", file, "--force")[0] == 0
    assert file.read_bytes() != before


@pytest.mark.parametrize("arguments", [["graph.csv"], ["graph.csv", "map.txt"], ["map.stratmap"]])
def test_an_import_without_a_map_to_write_is_refused(stratmap, tmp_path, arguments):
    (tmp_path / "graph.csv").write_text("source,target\na,b\n")
    code, _out, err = stratmap("import", *arguments)
    assert code == 2
    assert "stratmap import" in err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["graph.csv"]


@pytest.mark.parametrize("content", [b"nothing,known\n", b"\x89PNG\0", None])
def test_an_import_of_nothing_useful_is_refused_and_writes_nothing(stratmap, tmp_path, content):
    if content is not None:
        (tmp_path / "in.csv").write_bytes(content)
    code, out, err = stratmap("import", "in.csv", "map.stratmap")
    assert (code, out) == (2, "")
    assert "in.csv" in err
    assert not (tmp_path / "map.stratmap").exists()


def test_an_import_into_a_folder_that_is_not_there_is_refused(stratmap, tmp_path):
    (tmp_path / "graph.csv").write_text("source,target\na,b\n")
    code, _out, err = stratmap("import", "graph.csv", "nowhere/map.stratmap")
    assert code == 2
    assert "map.stratmap" in err


def test_tables_are_exported_and_imported_again(stratmap, tmp_path):
    file = saved(looped())
    code, out, _err = stratmap("export", file, "out.csv")
    assert code == 0
    assert out.split() == ["out-elements.csv", "out-connections.csv", "out-map.csv"]
    assert stratmap("import", *out.split(), "again.stratmap")[0] == 0
    assert store.open_map(tmp_path / "again.stratmap").map == store.open_map(file).map


def test_a_picture_is_drawn_by_the_surface(stratmap, tmp_path):
    code, out, _err = stratmap("export", saved(looped()), "out.png")
    assert (code, out) == (0, "out.png\n")
    assert (tmp_path / "out.png").read_bytes() == b"png"


@pytest.mark.parametrize(("name", "beginning"), [("out.pdf", b"%PDF"), ("OUT.SVG", b"<")])
def test_a_page_and_a_picture_are_written_without_the_window(stratmap, tmp_path, name, beginning):
    code, out, _err = stratmap("export", saved(looped()), name)
    assert (code, out) == (0, f"{name}\n")
    written = (tmp_path / name).read_bytes()
    assert written.startswith(beginning)


@pytest.mark.parametrize("name", ["out.docx", "out", "out.stratmap"])
def test_an_unknown_ending_is_refused(stratmap, name):
    code, _out, err = stratmap("export", saved(looped()), name)
    assert code == 2
    assert ".pdf" in err


def test_every_sheet_is_a_page_of_a_pdf_and_of_nothing_else(stratmap, tmp_path):
    map = looped()
    file = saved(StrategyMap([*map.records(), Sheet("two", "Details", 1)]))
    assert stratmap("export", file, "all.pdf", "--all-sheets")[0] == 0
    assert stratmap("export", file, "one.pdf", "--sheet", "Sheet 1")[0] == 0
    pages = [(tmp_path / name).read_bytes().count(b"/Type /Page\n") for name in ("all.pdf", "one.pdf")]
    assert pages == [2, 1]
    code, _out, err = stratmap("export", file, "all.svg", "--all-sheets")
    assert code == 2
    assert "Only a pdf" in err


def test_a_sheet_that_is_not_there_is_refused(stratmap):
    code, _out, err = stratmap("export", saved(looped()), "out.csv", "--sheet", "Second")
    assert code == 2
    assert "‘Second’" in err


def test_without_a_command_the_window_opens(stratmap):
    window = FakeWindow()
    assert stratmap(window=window)[0] == 0
    assert window.opened == [([], None)]


def test_a_file_opens_in_the_window(stratmap):
    file = saved(looped(), "two words.stratmap")
    window = FakeWindow()
    assert stratmap(file, window=window)[0] == 0
    assert window.opened == [([file], None)]


def test_several_files_open_in_as_many_windows(stratmap):
    files = [saved(looped(), "one.stratmap"), saved(looped(), "two.stratmap")]
    window = FakeWindow()
    assert stratmap(*files, window=window)[0] == 0
    assert window.opened == [(files, None)]


def test_a_name_with_spaces_that_is_not_quoted_is_told_so(stratmap):
    window = FakeWindow()
    code, _out, err = stratmap(saved(looped(), "one.stratmap"), "and", "two.stratmap", window=window)
    assert (code, window.opened) == (2, [])
    assert "no file ‘and’" in err
    assert "quotes" in err


def test_a_slip_of_the_hand_opens_no_hundred_windows(stratmap):
    file = saved(looped(), "one.stratmap")
    window = FakeWindow()
    assert stratmap(*[file] * 20, window=window)[0] == 0
    code, _out, err = stratmap(*[file] * 21, window=window)
    assert (code, len(window.opened)) == (2, 1)
    assert "At most 20" in err


def test_a_file_that_is_not_there_opens_no_window(stratmap):
    window = FakeWindow()
    code, _out, err = stratmap("nowhere.stratmap", window=window)
    assert (code, window.opened) == (2, [])
    assert "nowhere.stratmap" in err
    code, _out, err = stratmap("chekc", window=window)
    assert code == 2
    assert "neither a file nor a command" in err


def test_a_window_that_cannot_open_is_a_sentence_and_exit_code_3(stratmap):
    code, out, err = stratmap(window=FakeWindow(trouble="There is no display."))
    assert (code, out, err) == (3, "", "There is no display.\n")


def test_the_version_is_said(stratmap):
    assert stratmap("--version") == (0, f"stratmap {__version__}\n", "")


def test_the_help_names_every_command(stratmap):
    code, out, _err = stratmap("--help")
    assert code == 0
    for command in ("check", "loops", "matrix", "effects", "import", "export", "send", "salvage", "info", "demo"):
        assert f"  {command} " in out


@pytest.mark.parametrize(
    ("command", "option", "choices"),
    [
        ("loops", "--format", "text, json, markdown"),
        ("check", "--format", "text, json, sarif, markdown"),
        ("info", "--format", "text, json"),
        ("matrix", "--format", "text, json, markdown, csv"),
        ("matrix", "--rows", "initiatives, departments"),
        ("export", "--matrix", "initiatives, departments"),
    ],
)
def test_a_word_an_option_does_not_know_is_answered_by_those_it_knows(stratmap, command, option, choices):
    target = ["x.csv"] if command == "export" else []
    code, out, err = stratmap(command, saved(sound()), *target, option, "foo")
    assert (code, out) == (2, "")
    assert err == f"‘foo’ is nothing that {option} knows. Give one of these: {choices}.\n"


@pytest.mark.parametrize("arguments", [["check"], ["--nonsense"], ["loops", "x", "--format", "xml"]])
def test_a_command_that_is_not_understood_gives_2(stratmap, arguments):
    code, out, err = stratmap(*arguments)
    assert (code, out) == (2, "")
    assert err


def test_a_demo_with_a_display_opens_the_example_in_the_window(stratmap, tmp_path):
    window = FakeWindow()
    assert stratmap("demo", window=window)[0] == 0
    assert window.opened == [([], EXAMPLES[0].name)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("window", [FakeWindow(seen=False), FakeWindow(trouble="There is no display.")])
def test_a_demo_without_a_display_does_the_job_in_the_terminal(stratmap, tmp_path, window):
    code, out, err = stratmap("demo", "Heating", window=window)
    assert code == 0
    assert "each requires the next" in out
    assert "B1: " in out
    assert "heating.stratmap" in out
    assert "heating.pdf" in out
    assert err.endswith("worked through in the terminal.\n")
    assert err.startswith(window.trouble)
    assert store.open_map(tmp_path / "heating.stratmap").map.info.title == "Hansen Heating"
    assert (tmp_path / "heating.pdf").read_bytes().startswith(b"%PDF")


def test_an_example_that_is_not_there_is_refused_with_the_names_of_those_that_are(stratmap):
    code, _out, err = stratmap("demo", "casino")
    assert code == 2
    assert all(each.name in err for each in EXAMPLES)


def test_a_demo_never_takes_the_place_of_a_file(tmp_path):
    (tmp_path / "bakery.pdf").touch()
    (tmp_path / "bakery-2.stratmap").touch()
    document, page = demo.free_names(tmp_path, "bakery", [".stratmap", ".pdf"])
    assert (document.name, page.name) == ("bakery-3.stratmap", "bakery-3.pdf")


HOSTILE = "\u202egnp.exe [red]bold[/red] {x} %s"


def test_titles_are_printed_as_they_are_and_cannot_steer_the_terminal(stratmap):
    file = saved(map_of(objective("x", HOSTILE)))
    _code, out, _err = stratmap("check", file)
    assert "gnp.exe [red]bold[/red] {x} %s" in out
    assert "\u202e" not in out
    assert output.one_line("a\x1b[31m\x07\nb\u2066") == "a[31m b"


def test_json_keeps_titles_exactly(stratmap):
    file = saved(map_of(objective("x", HOSTILE)))
    _code, out, _err = stratmap("check", file, "--format", "json")
    assert json.loads(out)["findings"][0]["elements"] == [HOSTILE]


def test_ctrl_c_stops_with_130_and_a_word(stratmap, monkeypatch):
    def interrupted(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    file = saved(looped())
    monkeypatch.setattr(store, "open_map", interrupted)
    assert stratmap("loops", file) == (130, "", "Stopped.\n")


def test_ctrl_c_in_an_import_leaves_nothing_behind(stratmap, tmp_path, monkeypatch):
    def interrupted(*_args: Any) -> None:
        raise KeyboardInterrupt

    (tmp_path / "graph.csv").write_text("source,target\na,b\n")
    monkeypatch.setattr(os, "replace", interrupted)
    assert stratmap("import", "graph.csv", "map.stratmap")[0] == 130
    assert [each.name for each in tmp_path.iterdir()] == ["graph.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_reaches_a_long_search(tmp_path):
    store.save_map(placed(crowded("abcdefghijklmn")), (), tmp_path / "big.stratmap")
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from stratmap.__main__ import main\n"
        "from stratmap.analysis import loops\n"
        "find_loops = loops.find_loops\n"
        "def begun(*given, **named):\n"
        "    Path('begun').touch()\n"
        "    return find_loops(*given, **named)\n"
        "loops.find_loops = begun\n"
        "sys.exit(main())\n"
    )
    arguments = ["loops", "big.stratmap", "--seconds", "600", "--most", "100000000"]
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        while not (tmp_path / "begun").exists() and run.poll() is None:
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=30)
    assert (run.returncode, out, err) == (130, b"", b"Stopped.\n")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], [], ["map.stratmap"]])
def test_nothing_heavy_is_loaded_before_it_is_needed(tmp_path, arguments):
    (tmp_path / "map.stratmap").touch()
    script = (
        "import sys\n"
        "from stratmap.cli.app import run\n"
        "from stratmap.cli.surface import Surface\n"
        "run(Surface(lambda paths, example: 0, print, lambda: True), sys.argv[1:])\n"
        "print([name for name in ('sqlalchemy', 'networkx', 'reportlab', 'graphlay', 'numpy', 'PySide6', 'uharfbuzz')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def started(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The whole program, with nothing known of a display but what is given."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    rest = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(
        [sys.executable, "-m", "stratmap", *arguments],
        cwd=folder,
        env={**rest, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has displays to look for")
@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":7777"}])
def test_the_program_without_a_display_ends_with_a_sentence_and_3(tmp_path, environment):
    done = started(tmp_path, **environment)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert "display" in done.stderr


def test_the_program_draws_a_picture_without_a_display(tmp_path):
    store.save_map(placed(looped()), (), tmp_path / "map.stratmap")
    done = started(tmp_path, "export", "map.stratmap", "map.png", QT_QPA_PLATFORM="xcb")
    assert (done.returncode, done.stdout) == (0, "map.png\n")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


class FakeTerminal:
    """A standard error that somebody sits before."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def waits_for(self, words: str) -> None:
        """Until somebody reads these words."""
        until = time.monotonic() + 30
        while words not in self.text:
            assert time.monotonic() < until, "it never came"
            time.sleep(0.005)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return True


def test_long_work_is_shown_at_a_terminal_and_short_work_is_not(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    terminal = FakeTerminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with output.working("Thinking …"):
        pass
    assert terminal.text == ""
    monkeypatch.setattr(output, "PATIENCE", 0.0)
    with output.working("[red]Thinking"):
        terminal.waits_for("[red]Thinking")


def test_every_example_can_be_loaded_for_the_demo():
    for example in EXAMPLES:
        assert load_example(example.name).elements


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A map with an owner, a note and an amount, of which a version is kept."""
    map = map_of(objective("a", "Grow", owner="Ann", notes="secret", budget=Decimal(4711)))
    kept = Version("v", "as agreed on 3 May", "2026-05-03T10:00:00+00:00", packed(map))
    store.save_map(StrategyMap([*map.records(), kept]), (), tmp_path / "plan.stratmap")
    return tmp_path / "plan.stratmap"


def test_send_writes_a_copy_with_what_is_wanted_and_says_its_size(stratmap, plan: Path):
    before = plan.read_bytes()
    code, out, err = stratmap("send", plan, "-o", "copy.stratmap", "--no-owners", "--no-budgets")
    assert (code, err) == (0, "")
    copy = plan.with_name("copy.stratmap")
    assert out == f"copy.stratmap: {-(-copy.stat().st_size // 1024)} KB\n"
    opened = store.open_map(copy)
    (element,) = opened.map.elements.values()
    assert (element.owner, element.notes, element.budget) == ("", "secret", None)
    assert (opened.map.versions, opened.lineage) == ({}, ())
    assert plan.read_bytes() == before
    stratmap("send", plan, "-o", "all.stratmap", "--versions", "--history")
    assert store.open_map(plan.with_name("all.stratmap")).map == store.open_map(plan).map


def test_send_says_who_is_named_all_the_same(stratmap, plan: Path):
    map = map_of(objective("a", "Relieve Ann", owner="Ann"))
    store.save_map(map, (), plan)
    code, _out, err = stratmap("send", plan, "-o", "copy.stratmap", "--no-owners")
    assert (code, err) == (0, "Titles, notes or tags that go along still name ‘Ann’.\n")


def test_send_writes_nothing_that_does_not_end_as_maps_do(stratmap, plan: Path):
    code, out, err = stratmap("send", plan, "-o", "copy.txt")
    assert (code, out) == (2, "")
    assert err == "‘copy.txt’ should end in .stratmap: a copy to send is a map, too.\n"
    assert not Path("copy.txt").exists()
    assert stratmap("send", plan, "-o", "COPY.STRATMAP")[0] == 0


def test_send_replaces_no_file_unasked_and_its_own_never(stratmap, plan: Path):
    other = plan.with_name("other.stratmap")
    other.write_text("mine")
    before = plan.read_bytes()
    code, _out, err = stratmap("send", plan, "-o", other)
    assert (code, other.read_text()) == (2, "mine")
    assert "--force" in err
    code, _out, err = stratmap("send", plan, "-o", plan, "--force")
    assert (code, plan.read_bytes()) == (2, before)
    assert "cannot go over the map" in err
    assert stratmap("send", plan, "-o", other, "--force")[0] == 0
    assert store.open_map(other).map.elements


def test_info_lists_the_versions_kept_in_a_map(stratmap, plan: Path):
    assert "as agreed on 3 May: 2026-05-03T10:00:00+00:00" in stratmap("info", plan)[1]
    data = json.loads(stratmap("info", plan, "--format", "json")[1])
    assert data["versions"] == [{"name": "as agreed on 3 May", "saved": "2026-05-03T10:00:00+00:00"}]
