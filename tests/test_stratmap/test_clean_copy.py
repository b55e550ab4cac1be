"""A copy for others has what they are meant to see, and no trace of anything else."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from models.errors import FileError, FileTrouble
from models.records import LoopName, Mute, Placement, Revision, SavedFilter
from models.rules import violations
from models.store import map_bytes, open_map, save_map
from models.strategy_map import StrategyMap
from models.versions import packed, unpacked
from stratmap.document import Document
from stratmap.edits.elements import delete, rename
from stratmap.edits.versions import keep_version, remove_versions
from stratmap.safekeeping.backups import generations
from stratmap.safekeeping.clean_copy import (
    Contents,
    Sharing,
    Stopped,
    clean_copy,
    clean_map,
    contents,
    save_clean_copy,
)
from stratmap.safekeeping.home import home_in
from stratmap.safekeeping.sending_words import (
    contents_words,
    still_named_sentence,
    version_error_sentence,
)
from stratmap.vocabulary import size_words
from tests.builders import SHEET, department, influences, initiative, map_of, note, objective

EVERYTHING = Sharing(versions=True, history=True)
LINEAGE = (Revision("r1", "2026-01-01T00:00:00+00:00"),)


def sample() -> StrategyMap:
    return map_of(
        objective(
            "grow", "Grow", owner="MARK-OWNER", notes="MARK-NOTES", budget=Decimal("7654321.5"), tags=("core",)
        ),
        initiative("portal", owner="MARK-OWNER"),
        department("it", "IT"),
        note("card", "MARK-CARD", notes="MARK-CARDNOTES"),
        influences("portal", "grow", "+", id="l", notes="MARK-LINKNOTES"),
        Placement(SHEET, "card", 0, 0, 100, 60),
        Placement(SHEET, "grow", 0, 0, 100, 60),
        LoopName(("l",), "Flywheel"),
        Mute("SM101:portal", "MARK-REASON"),
        SavedFilter("f", "Mine", owners=("MARK-OWNER",)),
    )


def words_in(data: bytes, *words: str) -> list[str]:
    return [
        word
        for word in words
        if any(word.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


def test_a_copy_with_everything_is_the_map(tmp_path: Path) -> None:
    copy = clean_copy(sample(), LINEAGE, EVERYTHING)
    save_clean_copy(copy, tmp_path / "copy.stratmap")
    opened = open_map(tmp_path / "copy.stratmap")
    assert (opened.map, opened.lineage) == (sample(), LINEAGE)
    assert copy.size == (tmp_path / "copy.stratmap").stat().st_size


@pytest.mark.parametrize(
    ("sharing", "gone", "there"),
    [
        (Sharing(owners=False), ["MARK-OWNER"], ["MARK-NOTES", "7654321.5"]),
        (
            Sharing(notes=False),
            ["MARK-NOTES", "MARK-LINKNOTES", "MARK-CARD", "MARK-CARDNOTES", "MARK-REASON"],
            ["MARK-OWNER", "7654321.5"],
        ),
        (Sharing(budgets=False), ["7654321"], ["MARK-OWNER", "MARK-NOTES"]),
    ],
    ids=["owners", "notes", "budgets"],
)
def test_what_is_not_to_be_shared_is_not_in_the_bytes(sharing: Sharing, gone: list[str], there: list[str]) -> None:
    copy = clean_copy(sample(), LINEAGE, sharing)
    assert words_in(copy.data, *gone) == []
    assert words_in(copy.data, *there) == there
    assert violations(copy.map) == []
    assert copy.lineage == ()


def test_versions_stay_away_unless_wanted_and_are_cleaned_when_they_come() -> None:
    document = Document(sample())
    key = keep_version(document, "MARK-VERSION", packed(document.map))
    assert words_in(clean_copy(document.map, (), Sharing()).data, "MARK-VERSION") == []
    bare = Sharing(owners=False, notes=False, budgets=False, versions=True)
    copy = clean_copy(document.map, (), bare)
    assert words_in(copy.data, "MARK-VERSION") == ["MARK-VERSION"]
    version = unpacked(copy.map.versions[key])
    assert version == clean_map(sample(), bare)
    inside = zlib.decompress(copy.map.versions[key].content)
    assert words_in(inside, "MARK-OWNER", "MARK-NOTES", "MARK-CARD", "7654321") == []
    assert clean_map(document.map, EVERYTHING) == document.map


def test_a_version_is_made_anew_so_that_nothing_hidden_in_it_goes_along() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        raw.deserialize(map_bytes(sample(), ()))
        raw.execute("PRAGMA secure_delete = OFF")
        raw.execute("UPDATE element SET notes = notes || ?", ("MARK-HIDDEN " * 2000,))
        raw.execute("UPDATE element SET notes = substr(notes, 1, instr(notes || 'MARK-HIDDEN', 'MARK-HIDDEN') - 1)")
        data = raw.serialize()
    assert b"MARK-HIDDEN" in data
    document = Document(sample())
    key = keep_version(document, "May", zlib.compress(data))
    assert unpacked(document.map.versions[key]) == sample(), "it is a version like any other"
    copy = clean_copy(document.map, (), EVERYTHING)
    inside = zlib.decompress(copy.map.versions[key].content)
    assert b"MARK-HIDDEN" not in inside
    assert unpacked(copy.map.versions[key]) == sample()


def test_a_version_nobody_can_read_is_not_given_away() -> None:
    document = Document(sample())
    keep_version(document, "May", b"spoilt")
    assert clean_map(document.map, Sharing(owners=False, versions=True)).versions == {}


def test_deleted_undone_and_removed_words_are_not_in_a_saved_file_nor_in_a_copy(tmp_path: Path) -> None:
    document = Document(sample())
    rename(document, "grow", "MARK-UNDONE")
    document.undo()
    rename(document, "portal", "MARK-RENAMED")
    rename(document, "portal", "Portal")
    keep_version(document, "MARK-REMOVED", packed(document.map))
    remove_versions(document, list(document.map.versions))
    delete(document, ["card"])
    lineage = save_map(document.map, LINEAGE, tmp_path / "plan.stratmap")
    gone = ("MARK-UNDONE", "MARK-RENAMED", "MARK-REMOVED", "MARK-CARD", "MARK-CARDNOTES", str(tmp_path))
    assert words_in((tmp_path / "plan.stratmap").read_bytes(), *gone) == []
    assert words_in(clean_copy(document.map, lineage, EVERYTHING).data, *gone) == []


def test_what_there_is_to_decide_about_is_counted() -> None:
    document = Document(sample())
    assert contents(document.map, LINEAGE) == Contents(owners=1, notes=4, budgets=1, versions=0, history=1, reasons=1)
    keep_version(document, "May", packed(document.map))
    found = contents(document.map, ())
    assert found.versions == 1
    assert contents_words(found) == {
        "owners": "1 owner",
        "notes": "3 notes, 1 reason",
        "budgets": "1 amount",
        "versions": "1 version",
        "history": "0 saves",
    }
    assert contents(map_of(), ()) == Contents(0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("notes", "reasons", "words"),
    [(0, 0, "0 notes"), (1, 0, "1 note"), (1, 1, "1 reason"), (3, 2, "1 note, 2 reasons")],
)
def test_reasons_are_not_counted_as_notes(notes: int, reasons: int, words: str) -> None:
    assert contents_words(Contents(0, notes, 0, 0, 0, reasons))["notes"] == words


def test_a_filter_that_asks_for_an_owner_stays_away_with_the_owners() -> None:
    map = map_of(
        SavedFilter("f", "What Ann does", owners=("Ann",)), SavedFilter("g", "Nobody's", owners=("",), tags=("core",))
    )
    assert words_in(clean_copy(map, (), Sharing(owners=False)).data, "Ann") == []
    assert set(clean_map(map, Sharing(owners=False)).filters) == {"g"}
    assert clean_map(map, Sharing()) == map


def test_names_that_stand_in_words_that_go_along_are_told() -> None:
    map = map_of(
        objective("a", "Relieve ANN MÜLLER", owner="Ann Müller"),
        objective("b", "Annual plan", owner="Ann"),
        objective("c", "Growth", owner="C++ (team)", notes="ask the c++ (team)"),
    )
    assert clean_copy(map, (), Sharing(owners=False)).still_named == ("Ann", "Ann Müller", "C++ (team)")
    assert clean_copy(map, (), Sharing(owners=False, notes=False)).still_named == ("Ann", "Ann Müller")
    assert clean_copy(map, (), Sharing()).still_named == ()
    assert still_named_sentence(()) == ""
    assert still_named_sentence(["A", "B", "C", "D"]).endswith("still name ‘A’, ‘B’, ‘C’ and 1 more.")


def test_a_copy_nobody_wants_any_more_is_not_made() -> None:
    with pytest.raises(Stopped):
        clean_copy(sample(), (), Sharing(), lambda: True)
    document = Document(sample())
    keep_version(document, "May", packed(document.map))
    with pytest.raises(Stopped):
        clean_map(document.map, EVERYTHING, lambda: True)


def test_a_copy_never_goes_over_a_map_that_is_open(tmp_path: Path) -> None:
    plan = tmp_path / "plan.stratmap"
    save_map(sample(), (), plan)
    before = plan.read_bytes()
    link = tmp_path / "link.stratmap"
    link.symlink_to(plan)
    for path in (plan, link, tmp_path / "." / "x" / ".." / "plan.stratmap"):
        with pytest.raises(FileError) as refused:
            save_clean_copy(clean_copy(sample(), (), Sharing()), path, (plan,))
        assert refused.value.trouble is FileTrouble.NOT_ALLOWED
    assert plan.read_bytes() == before


def test_another_map_that_a_copy_replaces_is_among_the_earlier_versions(tmp_path: Path) -> None:
    home, path = home_in(tmp_path / "home"), tmp_path / "copy.stratmap"
    save_map(sample(), (), path)
    before = path.read_bytes()
    copy = clean_copy(map_of(title="Other"), (), Sharing())
    save_clean_copy(copy, path, (), home)
    assert path.read_bytes() == copy.data
    assert [each.file.read_bytes() for each in generations(home, "map", path)] == [before]
    save_clean_copy(copy, tmp_path / "new.stratmap", (), home)
    assert (tmp_path / "new.stratmap").read_bytes() == copy.data


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 KB"), (1024, "1 KB"), (1025, "2 KB"), (36_864, "36 KB"), (1_300_000, "1.2 MB"), (1000 * 1024, "1.0 MB")],
)
def test_sizes_are_said_as_people_read_them(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_copy_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        save_clean_copy(clean_copy(sample(), (), Sharing()), tmp_path / "missing" / "copy.stratmap")


@pytest.mark.parametrize("title", ["May", ""])
def test_a_version_that_cannot_be_read_or_kept_is_a_sentence(title: str) -> None:
    words = version_error_sentence(FileError(FileTrouble.DAMAGED, title))
    assert words.startswith("The version ‘")
    assert words.endswith("The map itself is as it was.")
    assert "too large to be kept" in version_error_sentence(FileError(FileTrouble.TOO_LARGE, "version"))
    assert "no room left" in version_error_sentence(FileError(FileTrouble.DISK_FULL, "x"))


@pytest.mark.skipif(not os.environ.get("STRATMAP_LONG"), reason="takes a while: STRATMAP_LONG=1")
def test_marked_words_do_not_stay_in_a_large_map_either() -> None:
    map = map_of(*(objective(f"e{each}", f"Title {each}", notes=f"MARK-{each}") for each in range(10_000)))
    document = Document(map)
    keep_version(document, "MARK-VERSION", packed(document.map))
    remove_versions(document, list(document.map.versions))
    with document.edit("Reword") as edit:
        for element in map.elements.values():
            edit.put(replace(element, notes="words"))
    delete(document, [f"e{each}" for each in range(0, 10_000, 3)])
    assert words_in(clean_copy(document.map, (), EVERYTHING).data, "MARK-", "Title 3\0", "Title 9999") == []
