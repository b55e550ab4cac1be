"""A version kept in a map is the map of that day, can be gone back to, and leaves no trace when removed."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from models import limits, versions
from models.change import Change
from models.errors import FileError, FileTrouble, Rule, RuleBroken, Violation
from models.records import Key, Version
from models.store import map_bytes, open_map, save_map
from models.strategy_map import StrategyMap
from models.versions import packed, unpacked
from stratmap.document import Document
from stratmap.edits.elements import rename
from stratmap.edits.versions import keep_version, remove_versions, rename_version, way_back
from stratmap.vocabulary import rule_sentence
from tests.builders import influences, initiative, map_of, objective, placed


def document() -> Document:
    return Document(
        placed(map_of(objective("grow", "Grow"), initiative("portal"), influences("portal", "grow", "+")))
    )


def go_back(doc: Document, key: Key) -> None:
    version = doc.map.versions[key]
    doc.make(way_back(doc.map, version, unpacked(version)))


def test_a_version_is_the_map_as_it_was() -> None:
    doc = document()
    as_it_was = doc.map
    key = keep_version(doc, "as agreed on 3 May", packed(doc.map))
    rename(doc, "grow", "Shrink")
    assert unpacked(doc.map.versions[key]) == as_it_was
    assert doc.map.elements["grow"].title == "Shrink"


def test_going_back_is_one_step_and_keeps_the_versions() -> None:
    doc = document()
    as_it_was = doc.map
    key = keep_version(doc, "May", packed(doc.map))
    with doc.edit("Clear") as edit:
        for each in (*doc.map.links, *doc.map.placements, *doc.map.elements):
            edit.remove(each)
    cleared = doc.map
    go_back(doc, key)
    assert versions.without_versions(doc.map) == as_it_was
    assert set(doc.map.versions) == {key}
    doc.undo()
    assert doc.map == cleared


def test_a_version_holds_no_other_versions() -> None:
    doc = document()
    keep_version(doc, "first", packed(doc.map))
    second = keep_version(doc, "second", packed(doc.map))
    assert not unpacked(doc.map.versions[second]).versions


def test_keeping_a_version_is_an_edit_but_changes_no_meaning() -> None:
    doc = document()
    told: list[Change] = []
    doc.changed.connect(told.append)
    keep_version(doc, "May", packed(doc.map))
    assert doc.is_modified
    assert [change.is_structural for change in told] == [False]


def test_versions_are_saved_with_the_map_and_can_be_renamed(tmp_path: Path) -> None:
    doc = document()
    key = keep_version(doc, "May", packed(doc.map))
    rename_version(doc, key, "as agreed on 3 May")
    save_map(doc.map, (), tmp_path / "plan.stratmap")
    opened = open_map(tmp_path / "plan.stratmap")
    assert opened.map == doc.map
    assert opened.map.versions[key].name == "as agreed on 3 May"


def test_nothing_of_a_removed_version_is_in_the_file() -> None:
    doc = document()
    key = keep_version(doc, "MARKER-NAME", packed(doc.map))
    content = doc.map.versions[key].content
    assert content[:64] in map_bytes(doc.map, ())
    remove_versions(doc, [key])
    data = map_bytes(doc.map, ())
    assert b"MARKER-NAME" not in data
    assert content[:64] not in data


def spoilt(content: bytes) -> FileTrouble:
    with pytest.raises(FileError) as refused:
        unpacked(Version("v", "May", "2026", content))
    assert refused.value.path == "May"
    return refused.value.trouble


def test_a_version_that_cannot_be_read_is_refused() -> None:
    good = packed(document().map)
    assert spoilt(b"no zip") is FileTrouble.DAMAGED
    assert spoilt(good[:-5]) is FileTrouble.DAMAGED
    assert spoilt(good + b"more") is FileTrouble.DAMAGED
    assert spoilt(zlib.compress(b"no map" * 200)) is FileTrouble.NOT_OURS


def test_a_version_with_versions_is_refused() -> None:
    doc = document()
    keep_version(doc, "inner", packed(doc.map))
    assert spoilt(zlib.compress(map_bytes(doc.map, ()))) is FileTrouble.DAMAGED


def test_a_version_that_unpacks_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 100_000)
    assert spoilt(zlib.compress(bytes(100_001), 9)) is FileTrouble.TOO_LARGE


def test_a_version_may_be_so_large_and_there_may_be_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document()
    monkeypatch.setattr(limits, "MAX_VERSION_BYTES", 1000)
    keep_version(doc, "fits", bytes(1000))
    with pytest.raises(RuleBroken):
        keep_version(doc, "one too much", bytes(1001))
    with pytest.raises(FileError):
        packed(replace_notes(doc))


def replace_notes(doc: Document) -> StrategyMap:
    with doc.edit("Notes") as edit:
        words = "".join(chr(0x4E00 + (each * 7919) % 20000) for each in range(4000))
        edit.put(replace(doc.map.elements["grow"], notes=words))
    return doc.map


def test_the_limits_of_versions_are_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document()
    monkeypatch.setattr(limits, "MAX_VERSION_BYTES", 1000)
    with pytest.raises(RuleBroken) as refused:
        keep_version(doc, "too much", bytes(1001))
    (large,) = refused.value.violations
    assert rule_sentence(large, doc.map).startswith("This version would take 1,001 bytes, and 1,000 is the most")
    many = Violation(Rule.TOO_MANY, "", {"what": "kept versions", "count": 201, "most": 200})
    assert rule_sentence(many, doc.map).startswith("A map keeps 200 versions at most. Remove one")


def test_no_more_versions_are_kept_than_a_file_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document()
    content = packed(doc.map)
    for number in range(limits.MAX_VERSIONS):
        keep_version(doc, f"{number}", content)
    with pytest.raises(RuleBroken):
        keep_version(doc, "one too many", content)
    assert len(doc.map.versions) == limits.MAX_VERSIONS
    assert map_bytes(doc.map, ())


def test_a_map_goes_back_to_what_a_version_kept_but_stays_the_map_it_is() -> None:
    doc = document()
    other = StrategyMap([replace(doc.map.info, id="another", title="Old"), *list(doc.map.records())[1:]])
    key = keep_version(doc, "May", packed(other))
    go_back(doc, key)
    assert (doc.map.info.id, doc.map.info.title) == ("map", "Old")
    assert len(doc.map.infos) == 1


def test_a_version_is_called_by_its_name() -> None:
    doc = document()
    key = keep_version(doc, "as agreed", packed(doc.map))
    with pytest.raises(RuleBroken) as refused:
        rename_version(doc, key, "x" * (limits.MAX_TITLE + 1))
    assert "the version ‘as agreed’" in rule_sentence(refused.value.violations[0], doc.map)
    assert doc.map.versions[key].name == "as agreed"
