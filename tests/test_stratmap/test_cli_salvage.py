"""A damaged map is salvaged at the command line: into a new file only, and not without a word of what is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import store
from models.strategy_map import StrategyMap
from tests.builders import influences, map_of, objective, placed


def plan() -> StrategyMap:
    return placed(map_of(objective("a", "Grow"), objective("b", "Calm"), influences("a", "b", "+")))


def torn() -> bytes:
    """A file whose pages with the link are spoilt."""
    data = bytearray(store.map_bytes(plan(), ()))
    size = int.from_bytes(data[16:18], "big")
    for start in range(size, len(data), size):
        if b"a>b+" in data[start : start + size]:
            data[start : start + size] = b"\xff" * size
    return bytes(data)


def without_its_head() -> bytes:
    return bytes(100) + store.map_bytes(plan(), ())[100:]


def changed() -> bytes:
    return store.map_bytes(plan(), ()).replace(b"Grow", b"Glow")


def test_what_is_left_becomes_a_new_map_and_the_damaged_one_stays(stratmap):
    file = Path("old.stratmap")
    file.write_bytes(torn())
    code, out, err = stratmap("salvage", file, "--out", "new.stratmap")
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "new.stratmap: 2 elements and 0 links could be read. Links and other things may be missing.",
        "  Links: none could be read. The part of the file that held them cannot be read.",
    ]
    assert file.read_bytes() == torn()
    assert stratmap("info", "new.stratmap")[0] == 0
    again = store.open_map(Path("new.stratmap")).map
    assert {each.title for each in again.elements.values()} == {"Grow", "Calm"}
    assert len(again.placements) == 2


def test_where_nothing_is_missing_that_is_said(stratmap):
    Path("old.stratmap").write_bytes(without_its_head())
    code, out, _err = stratmap("salvage", "old.stratmap", "-o", "new.stratmap")
    assert (code, out) == (0, "new.stratmap: 2 elements and 1 link could be read. Nothing seems to be missing.\n")


def test_what_is_not_what_was_saved_is_not_called_whole(stratmap):
    Path("old.stratmap").write_bytes(changed())
    code, out, _err = stratmap("salvage", "old.stratmap", "-o", "new.stratmap")
    assert code == 1
    assert "Some of it is not what was saved" in out
    data = json.loads(stratmap("salvage", "old.stratmap", "-o", "new.stratmap", "--force", "--format", "json")[1])
    assert (data["complete"], data["changed"]) == (False, True)


def test_programs_get_what_was_left_out_as_data(stratmap):
    Path("old.stratmap").write_bytes(torn())
    code, out, _err = stratmap("salvage", "old.stratmap", "-o", "new.stratmap", "--format", "json")
    data = json.loads(out)
    assert (code, data["file"], data["out"]) == (1, "old.stratmap", "new.stratmap")
    assert (data["elements"], data["links"], data["complete"], data["changed"]) == (2, 0, False, False)
    assert data["left_out"]


def test_no_file_is_replaced_unless_it_is_told_to_and_the_damaged_one_never(stratmap):
    Path("old.stratmap").write_bytes(torn())
    Path("new.stratmap").write_bytes(b"somebody's")
    code, out, err = stratmap("salvage", "old.stratmap", "-o", "new.stratmap")
    assert (code, out) == (2, "")
    assert err.startswith("‘new.stratmap’ is already there.")
    assert Path("new.stratmap").read_bytes() == b"somebody's"
    assert stratmap("salvage", "old.stratmap", "-o", "new.stratmap", "--force")[0] == 1
    assert len(store.open_map(Path("new.stratmap")).map.elements) == 2
    for same in ("old.stratmap", "./old.stratmap"):
        code, _out, err = stratmap("salvage", "old.stratmap", "-o", same, "--force")
        assert (code, "cannot go over the map it is of" in err) == (2, True)
    assert Path("old.stratmap").read_bytes() == torn()


def test_a_map_that_is_not_damaged_is_not_salvaged(stratmap):
    Path("old.stratmap").write_bytes(store.map_bytes(plan(), ()))
    code, _out, err = stratmap("salvage", "old.stratmap", "-o", "new.stratmap")
    assert (code, err) == (2, "‘old.stratmap’ is not damaged: open it as it is. Nothing was written.\n")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be found"),
        (b"", "is not a strategy map"),
        (b"From,To\na,b\n", "is not a strategy map"),
        (bytes(50_000), "is not a strategy map"),
        (b"SQLite format 3\0" + bytes(5_000), "is not a strategy map"),
    ],
    ids=["missing", "empty", "table", "zeros", "database"],
)
def test_what_holds_nothing_of_a_map_is_refused_and_nothing_is_written(stratmap, content, words):
    if content is not None:
        Path("old.stratmap").write_bytes(content)
    code, out, err = stratmap("salvage", "old.stratmap", "-o", "new.stratmap")
    assert (code, out) == (2, "")
    assert words in err
    assert not Path("new.stratmap").exists()


def test_a_map_of_a_newer_format_is_not_taken_for_a_damaged_one(stratmap):
    data = bytearray(store.map_bytes(plan(), ()))
    data[60:62] = (99).to_bytes(2, "big")
    Path("old.stratmap").write_bytes(data)
    code, _out, err = stratmap("salvage", "old.stratmap", "-o", "new.stratmap")
    assert (code, "newer" in err, Path("new.stratmap").exists()) == (2, True, False)


@pytest.mark.parametrize("target", ["new.txt", "new"])
def test_what_is_left_is_written_as_a_map_only(stratmap, target):
    Path("old.stratmap").write_bytes(torn())
    code, _out, err = stratmap("salvage", "old.stratmap", "-o", target)
    assert (code, err.startswith(f"‘{target}’ should end in .stratmap")) == (2, True)


@pytest.mark.parametrize("data", [torn(), changed()], ids=["torn", "changed"])
@pytest.mark.parametrize("command", ["check", "loops", "info", "matrix"])
def test_whoever_is_refused_a_damaged_map_is_told_of_salvage(stratmap, command, data):
    Path("old.stratmap").write_bytes(data)
    code, _out, err = stratmap(command, "old.stratmap")
    assert (code, err.count("\n")) == (2, 1)
    assert err.endswith("‘stratmap salvage’ makes a new map of what can still be read.\n")
