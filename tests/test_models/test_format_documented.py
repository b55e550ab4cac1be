"""What the guide says of the file is what the file is; every released format has a sample and a way on."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

import pytest

from models import limits, migrations
from models.kinds import ElementKind, LinkKind, Polarity, Priority, Status
from models.migrations import Format
from models.reader import read_map
from models.records import Version
from models.store import map_bytes, open_map
from models.tables import APPLICATION_ID, VERSION, metadata, present_schema
from models.versions import packed, unpacked
from tests.builders import map_of, objective
from tests.test_models.test_migrations import OLDER, from_0_9, old_file

SAMPLES = Path(__file__).with_name("samples")
HEADING = "## The file format"


@pytest.fixture(scope="module")
def page() -> str:
    """The part of the guide that describes the file."""
    pages = [
        page.read_text(encoding="utf-8") for page in (files("resources") / "guide").iterdir() if ".md" in page.name
    ]
    found = [text[text.index(HEADING) :] for text in pages if HEADING in text]
    if not found:
        pytest.skip("the guide has no page on the file format")
    return found[0]


def test_the_guide_names_every_table_with_its_columns_in_order(page: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", page, re.MULTILINE)
    said = {name: re.findall(r"`(\w+)`", columns) for name, columns in rows}
    assert said == {table.name: [column.name for column in table.columns] for table in metadata.sorted_tables}


def test_the_guide_names_the_version_and_the_mark_of_the_format(page: str) -> None:
    assert f"version **{VERSION[0]}.{VERSION[1]}**" in page
    assert f"{APPLICATION_ID:#010X}".replace("0X", "0x") in page


@pytest.mark.parametrize("words", [ElementKind, LinkKind, Polarity, Status, Priority])
def test_the_guide_names_every_word_that_stands_for_a_choice(page: str, words: type[StrEnum]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in page] == []


def test_the_guide_names_the_limits(page: str) -> None:
    counts = (
        *(limits.MAX_ELEMENTS, limits.MAX_LINKS, limits.MAX_SHEETS, limits.MAX_PERSPECTIVES, limits.MAX_FILTERS),
        *(limits.MAX_VERSIONS, limits.MAX_TITLE, limits.MAX_NOTES, limits.MAX_FILE_BYTES // 2**20),
    )
    assert [count for count in counts if not re.search(rf"(?<![\d,]){count:,}(?![\d,])", page)] == []


def test_the_sum_over_a_file_is_counted_as_the_guide_tells() -> None:
    """Written after the guide alone, without a line of the program."""
    raw = sqlite3.connect(":memory:")
    try:
        raw.deserialize((SAMPLES / "format_1_0.stratmap").read_bytes())
        names = sorted(name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"))
        names = [name for name in names if name not in ("file", "revision")]
        rows = {name: sorted(raw.execute(f"SELECT * FROM {name}").fetchall()) for name in names}
        rows["revision"] = raw.execute("SELECT id, saved FROM revision ORDER BY position").fetchall()
        (promised,) = raw.execute("SELECT content FROM file").fetchone()
    finally:
        raw.close()
    digest = hashlib.sha256()
    for name, its_rows in rows.items():
        line = json.dumps(
            [name, its_rows],
            ensure_ascii=False,
            separators=(",", ":"),
            default=lambda data: hashlib.sha256(data).hexdigest(),
        )
        digest.update(f"{line}\n".encode())
    assert digest.hexdigest() == promised


@pytest.mark.parametrize("numbers", [*migrations.FORMATS, VERSION])
def test_every_released_format_has_a_sample_that_opens(numbers: tuple[int, int]) -> None:
    path = SAMPLES / f"format_{numbers[0]}_{numbers[1]}.stratmap"
    data = path.read_bytes()
    assert (int.from_bytes(data[60:62], "big"), int.from_bytes(data[62:64], "big")) == numbers
    assert open_map(path).map.elements


def test_the_sample_of_the_present_format_has_just_the_present_tables() -> None:
    """Who changes the tables has to count the version up: files people have are not as the new ones."""
    raw = sqlite3.connect(":memory:")
    try:
        raw.deserialize((SAMPLES / f"format_{VERSION[0]}_{VERSION[1]}.stratmap").read_bytes())
        found = [
            " ".join(sql.split()) for (sql,) in raw.execute("SELECT sql FROM sqlite_schema WHERE type = 'table'")
        ]
    finally:
        raw.close()
    assert sorted(found) == sorted(" ".join(each.split()) for each in present_schema())


def test_every_older_format_leads_to_the_present_one() -> None:
    for first in migrations.FORMATS:
        way = [first]
        while way[-1] != VERSION:
            way.append(migrations.FORMATS[way[-1]].then)
            assert len(set(way)) == len(way), "in a circle"


def test_a_version_kept_when_an_older_format_was_the_present_one_is_read_and_kept_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(migrations.FORMATS, (0, 9), Format((0, 9), OLDER, from_0_9, VERSION))
    version = Version("v", "long ago", "2020-01-01", zlib.compress(old_file((0, 9), OLDER, "element")))
    map = unpacked(version)
    assert map.elements == {"grow": objective("grow", "Grow", notes="notes", owner="nobody")}
    assert unpacked(Version("w", "now", "2026-01-01", packed(map))) == map
    kept, _ = read_map(map_bytes(map_of(version), ()), Path("plan.stratmap"))
    assert kept.versions == {"v": version}
