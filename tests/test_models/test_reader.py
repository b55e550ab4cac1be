"""What comes from outside is the map that was saved, or a refusal that says why; never anything in between."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import limits, reader
from models.errors import FileError, FileTrouble
from models.reader import read_map
from models.records import Band, Bend, LoopName, Mute, Perspective, Placement, Revision, SavedFilter, Version
from models.store import map_bytes, open_map, save_map
from models.strategy_map import StrategyMap, new_map
from tests.builders import SHEET, influences, initiative, map_of, objective

NOWHERE = Path("plan.stratmap")
LINEAGE = (Revision("r1", "2026-01-01T00:00:00+00:00"), Revision("r2", "2026-02-01T00:00:00+00:00"))


def sample() -> StrategyMap:
    return map_of(
        Perspective("top", "Finance"),
        objective("grow", "Grow", perspective="top", tags=("a", "b")),
        initiative("portal", "Portal", notes="words " * 300),
        influences("portal", "grow", "+", id="l", strength=0.5),
        Placement(SHEET, "grow", 10, 20, 176, 64),
        Band(SHEET, "top", 240),
        Bend(SHEET, "l", 5, 5),
        LoopName(("l",), "Flywheel"),
        Mute("SM101:portal", "We know"),
        Version("v", "As agreed", "2026-05-03", b"packed"),
        SavedFilter("f", "Risks", ("initiative",), statuses=("at risk", "")),
    )


@pytest.fixture(scope="module")
def saved() -> bytes:
    return map_bytes(sample(), LINEAGE)


def trouble_of(data: bytes) -> FileTrouble:
    with pytest.raises(FileError) as refused:
        read_map(data, NOWHERE)
    return refused.value.trouble


def trouble_at(path: Path) -> FileTrouble:
    with pytest.raises(FileError) as refused:
        open_map(path)
    return refused.value.trouble


def altered(data: bytes, *statements: str) -> bytes:
    """The file after another program ran these statements on it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(data)
        for statement in statements:
            connection.execute(statement)
        return connection.serialize()
    finally:
        connection.close()


def test_a_missing_file_is_told_as_such(tmp_path: Path) -> None:
    assert trouble_at(tmp_path / "plan.stratmap") is FileTrouble.NOT_FOUND
    assert trouble_at(tmp_path / "no\0name") is FileTrouble.NOT_FOUND


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert trouble_at(tmp_path) is FileTrouble.NOT_A_FILE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert trouble_at(tmp_path / "pipe") is FileTrouble.NOT_A_FILE


def test_a_file_that_may_not_be_read_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.stratmap").write_bytes(b"")

    def refuse(*_: object, **__: object) -> Iterator[bytes]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert trouble_at(tmp_path / "plan.stratmap") is FileTrouble.NOT_ALLOWED


@pytest.mark.parametrize("data", [b"", b"From,To\na,b\n" * 100, b"%PDF-1.7" + bytes(5000), b"SQLite format 3\0"])
def test_a_file_of_another_kind_is_not_ours(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(data)
    assert trouble_at(path) is FileTrouble.NOT_OURS
    assert path.read_bytes() == data


def test_another_sqlite_database_is_not_ours(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE element (id TEXT PRIMARY KEY)")
    connection.close()
    assert trouble_at(tmp_path / "other.db") is FileTrouble.NOT_OURS


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: bytes) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1000)
    (tmp_path / "plan.stratmap").write_bytes(saved)
    assert trouble_at(tmp_path / "plan.stratmap") is FileTrouble.TOO_LARGE


@pytest.mark.parametrize(("version", "told"), [(2 << 16, "2.0"), (1 << 16 | 1, "1.1"), (2**31 - 1, "32767.65535")])
def test_a_newer_file_is_refused_with_its_version(saved: bytes, version: int, told: str) -> None:
    with pytest.raises(FileError) as refused:
        read_map(altered(saved, f"PRAGMA user_version = {version}"), NOWHERE)
    assert refused.value.trouble is FileTrouble.NEWER
    assert refused.value.detail == told


def test_a_version_there_never_was_is_damage(saved: bytes) -> None:
    assert trouble_of(altered(saved, "PRAGMA user_version = 7")) is FileTrouble.DAMAGED


def test_no_flipped_byte_gives_another_map_silently(saved: bytes) -> None:
    chance = random.Random(20)
    places = [*range(100), *chance.sample(range(100, len(saved)), 400)]
    read = [_read(_flipped(saved, place, chance.randrange(1, 256))) for place in places]
    assert {each for each in read if each is not None} <= {True}
    assert read.count(None) > 100, "most of what was flipped should have been noticed"


def _flipped(data: bytes, place: int, by: int) -> bytes:
    return data[:place] + bytes([data[place] ^ by]) + data[place + 1 :]


def _read(data: bytes) -> bool | None:
    """Whether the bytes still give the sample, or None where they are refused."""
    try:
        return read_map(data, NOWHERE) == (sample(), LINEAGE)
    except FileError:
        return None


def test_every_byte_of_the_text_counts(saved: bytes) -> None:
    place = saved.index(b"Portal")
    for offset in range(6):
        assert _read(_flipped(saved, place + offset, 1)) is None


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_off_is_damaged(saved: bytes, part: float) -> None:
    assert trouble_of(saved[: int(len(saved) * part)]) is FileTrouble.DAMAGED


def test_a_file_flagged_for_a_write_ahead_log_is_read_without_one(tmp_path: Path, saved: bytes) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(saved[:18] + b"\x02\x02" + saved[20:])
    assert open_map(path).map == sample()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra (a)",
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TRIGGER extra AFTER INSERT ON mute BEGIN SELECT 1; END",
        "CREATE INDEX extra ON element (title)",
        "CREATE VIRTUAL TABLE extra USING fts5(a)",
        "ALTER TABLE element ADD COLUMN extra TEXT",
        "ALTER TABLE element RENAME COLUMN owner TO holder",
        "ALTER TABLE mute RENAME TO muted",
        "DROP TABLE bend",
        "ANALYZE",
    ],
)
def test_a_schema_that_is_not_ours_is_refused(saved: bytes, statement: str) -> None:
    assert trouble_of(altered(saved, statement)) is FileTrouble.DAMAGED


BAD_VALUES = [
    "UPDATE element SET kind = 'wish'",
    "UPDATE element SET status = 'Done'",
    "UPDATE element SET start = '20260101'",
    "UPDATE element SET end = 'soon'",
    "UPDATE element SET budget = '1_000'",
    "UPDATE element SET budget = 'NaN'",
    "UPDATE element SET effort = 9e999",
    "UPDATE element SET perspective = 'nowhere'",
    "UPDATE element SET tags = 'a, b'",
    "UPDATE element SET tags = '{\"a\": 1}'",
    "UPDATE element SET tags = '[1]'",
    "UPDATE element SET tags = '" + "[" * 100_000 + "'",
    "UPDATE element SET title = CAST(x'C328' AS TEXT)",
    "UPDATE element SET title = CAST(x'00' AS TEXT)",
    "UPDATE element SET title = printf('%.*c', 2001, 'x')",
    "UPDATE element SET id = 'a:b' WHERE id = 'grow'",
    "UPDATE link SET source = 'nobody'",
    "UPDATE link SET target = source",
    "UPDATE link SET kind = 'owns'",
    "UPDATE link SET polarity = 'x'",
    "UPDATE link SET delay = 2",
    "UPDATE link SET strength = 0",
    "UPDATE placement SET x = 9e999",
    "UPDATE placement SET y = -1e8",
    "UPDATE placement SET width = 0",
    "UPDATE placement SET element = 'nobody'",
    "UPDATE band SET height = -1",
    "UPDATE bend SET link = 'nothing'",
    "UPDATE loop_name SET links = '[]x'",
    "INSERT INTO loop_name VALUES ('[ \"l\" ]', 'The same loop again')",
    "UPDATE saved_filter SET kinds = '[\"thing\"]'",
    "UPDATE saved_filter SET statuses = '[\"lost\"]'",
    "UPDATE saved_filter SET link_kinds = '{}'",
    "UPDATE saved_filter SET tags = '[1]'",
    "UPDATE saved_filter SET title = printf('%.*c', 2001, 'x')",
    "UPDATE saved_filter SET id = 'grow'",
    "UPDATE version SET id = 'grow'",
    "UPDATE version SET name = CAST(x'0000' AS TEXT)",
    "UPDATE version SET content = zeroblob(33554433)",
    "UPDATE sheet SET shows_bands = 5",
    "DELETE FROM sheet",
    "DELETE FROM map",
    "INSERT INTO map VALUES ('second', '', '', '', '')",
    "DELETE FROM file",
    "UPDATE file SET map = 'another'",
    "INSERT INTO file VALUES ('second', '', '')",
]


@pytest.mark.parametrize("statement", BAD_VALUES, ids=lambda each: each[:60])
def test_a_value_no_map_can_have_is_refused(saved: bytes, statement: str) -> None:
    assert trouble_of(altered(saved, statement)) is FileTrouble.DAMAGED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE element SET title = 'Grow more' WHERE id = 'grow'",
        "UPDATE element SET tags = '[]'",
        "UPDATE placement SET x = 11",
        "UPDATE link SET polarity = '-'",
        "DELETE FROM mute",
        "DELETE FROM version",
        "UPDATE version SET content = x'00'",
        "UPDATE file SET content = 'x'",
        "DELETE FROM revision WHERE position = 1",
        "UPDATE revision SET position = 2 WHERE position = 0",
    ],
)
def test_content_another_program_changed_is_noticed(saved: bytes, statement: str) -> None:
    assert trouble_of(altered(saved, statement)) is FileTrouble.CHANGED


def test_what_changes_nothing_is_not_called_a_change(saved: bytes) -> None:
    assert read_map(altered(saved, "UPDATE element SET title = title", "VACUUM"), NOWHERE) == (sample(), LINEAGE)


def test_a_value_of_the_wrong_type_is_refused(saved: bytes) -> None:
    loose = altered(
        saved,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'sheet'",
        "PRAGMA schema_version = 99",
    )
    wrong = altered(loose, "UPDATE sheet SET position = x'01'")
    strict = altered(
        wrong,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = rtrim(sql, char(10) || ' ') || char(10) || ' STRICT' WHERE name = 'sheet'",
    )
    assert trouble_of(loose) is FileTrouble.DAMAGED
    assert trouble_of(strict) is FileTrouble.DAMAGED


def test_too_many_rows_are_not_read(monkeypatch: pytest.MonkeyPatch, saved: bytes) -> None:
    monkeypatch.setattr(limits, "MAX_ROWS", 1)
    assert trouble_of(saved) is FileTrouble.DAMAGED


def test_a_file_that_keeps_sqlite_busy_is_given_up(monkeypatch: pytest.MonkeyPatch, saved: bytes) -> None:
    monkeypatch.setattr(reader, "SECONDS", -1.0)
    monkeypatch.setattr(reader, "STEPS_BETWEEN_LOOKS", 10)
    assert trouble_of(saved) is FileTrouble.DAMAGED


@pytest.mark.parametrize(
    "statements",
    [
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = OFF; DELETE FROM element",
        "ATTACH ':memory:' AS other",
        "CREATE TEMP TABLE more (a)",
        "DROP TABLE mute",
    ],
)
def test_where_a_file_is_read_nothing_but_reading_is_allowed(saved: bytes, statements: str) -> None:
    with pytest.raises(FileError) as refused:
        runs(saved, statements)
    assert refused.value.detail == "not authorized"


def runs(data: bytes, statements: str) -> None:
    """Run SQL where the bytes of a file are read."""
    with reader._quarantined(data, NOWHERE, reader._schema(reader.VERSION)) as raw:
        for statement in statements.split(";"):
            raw.execute(statement)


def test_a_refusal_names_the_file_and_what_was_found(tmp_path: Path, saved: bytes) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(altered(saved, "UPDATE placement SET x = 9e999"))
    with pytest.raises(FileError) as refused:
        open_map(path)
    assert refused.value.path == str(path)
    assert refused.value.detail == f"out of place ({SHEET}:grow)"


def test_a_file_that_was_refused_is_left_as_it_is(tmp_path: Path, saved: bytes) -> None:
    path = tmp_path / "plan.stratmap"
    damaged = altered(saved, "DELETE FROM map")
    path.write_bytes(damaged)
    before = path.stat().st_mtime_ns
    assert trouble_at(path) is FileTrouble.DAMAGED
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (damaged, before)
    assert list(tmp_path.iterdir()) == [path]


def test_the_smallest_map_is_a_small_file() -> None:
    assert len(map_bytes(new_map(), ())) < 40_000


TIME = "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("revision", "is_sound"),
    [
        (Revision("x" * 400, TIME), True),
        (Revision("x" * 401, TIME), False),
        (Revision("", TIME), False),
        (Revision("r\x1b[31m", TIME), False),
        (Revision("r", "9" * 64), True),
        (Revision("r", "9" * 65), False),
        (Revision("r", "\x1b[31m"), False),
        (Revision("r", "x" * 3_000_000), False),
    ],
)
def test_the_saves_of_a_map_are_checked_like_all_else(tmp_path: Path, revision: Revision, is_sound: bool) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(map_bytes(map_of(objective("grow")), (revision,)))
    if is_sound:
        assert open_map(path).lineage == (revision,)
    else:
        assert trouble_at(path) is FileTrouble.DAMAGED


@pytest.mark.parametrize("over", [-1, 0, 1])
def test_a_map_remembers_only_so_many_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: int) -> None:
    monkeypatch.setattr(limits, "MAX_REVISIONS", 20)
    monkeypatch.setitem(reader._MOST_ROWS, "revision", 20)
    path = tmp_path / "plan.stratmap"
    lineage = tuple(Revision(f"r{each}", TIME) for each in range(20 + over))
    path.write_bytes(map_bytes(map_of(objective("grow")), lineage))
    assert (trouble_at(path) is FileTrouble.DAMAGED) if over > 0 else (open_map(path).lineage == lineage)
    saved = save_map(map_of(objective("grow")), lineage, path)
    assert len(saved) == 20
    assert open_map(path).lineage == saved
    assert saved[-2] == lineage[-1], "the oldest go"
