"""What the file refuses, the clipboard and the importers refuse, too: the limits are the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import limits
from models.errors import FileError, FileTrouble, RuleBroken
from models.rules import violations
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.edits.clipboard import NotPasteable, copied, paste, read
from stratmap.importing.result import ImportFailed
from stratmap.importing.tables import import_tables
from tests.builders import SHEET, influences, map_of, objective, placed


def sample() -> StrategyMap:
    return placed(map_of(objective("a", "A"), objective("b", "B"), influences("a", "b", id="l", strength=0.5)))


def part(**changes: Callable[[list[Any]], None]) -> str:
    """What the clipboard holds of the sample, with a row of some tables changed."""
    data = json.loads(copied(sample(), SHEET, ["a", "b"]))
    for table, change in changes.items():
        change(data[table][0])
    return json.dumps(data)


def in_column(place: int, value: object) -> Callable[[list[Any]], None]:
    def change(row: list[Any]) -> None:
        row[place] = value

    return change


TITLE, NOTES, OWNER, BUDGET, EFFORT, TAGS = 2, 3, 4, 9, 10, 13
BOUNDS: list[tuple[str, int, Callable[[int], object]]] = [
    ("title", TITLE, lambda over: "x" * (limits.MAX_TITLE + over)),
    ("notes", NOTES, lambda over: "x" * (limits.MAX_NOTES + over)),
    ("owner", OWNER, lambda over: "x" * (limits.MAX_TITLE + over)),
    ("budget", BUDGET, lambda over: str(int(limits.MAX_NUMBER) + over)),
    ("digits", BUDGET, lambda over: "0." + "1" * (limits.MAX_DIGITS - 2 + over)),
    ("effort", EFFORT, lambda over: limits.MAX_NUMBER + over),
    ("tags", TAGS, lambda over: json.dumps(["x"] * (limits.MAX_TAGS + over))),
    ("tag", TAGS, lambda over: json.dumps(["x" * (limits.MAX_TITLE + over)])),
]


@pytest.mark.parametrize(("name", "place", "value"), BOUNDS, ids=[name for name, _, _ in BOUNDS])
def test_the_clipboard_takes_as_much_as_a_file_and_no_more(
    name: str, place: int, value: Callable[[int], object]
) -> None:
    for over in (-1, 0):
        document = Document(sample())
        paste(document, SHEET, part(elements=in_column(place, value(over))))
        assert violations(document.map) == []
    document = Document(sample())
    with pytest.raises(RuleBroken):
        paste(document, SHEET, part(elements=in_column(place, value(1))))
    assert document.map == sample()


HOSTILE: list[object] = [
    *(
        None,
        1,
        -1,
        1e308,
        float("inf"),
        float("nan"),
        2**70,
        True,
        "x" * 3000,
        "",
        [],
        {},
        "\0",
        "\ud800",
        "[" * 5000,
    ),
]


@pytest.mark.parametrize("table", ["elements", "links", "placements"])
def test_nothing_on_the_clipboard_makes_a_map_that_breaks_a_rule(table: str) -> None:
    width = len(json.loads(part())[table][0])
    for place in range(width):
        for value in HOSTILE:
            document = Document(sample())
            text = part(**{table: in_column(place, value)})
            try:
                paste(document, SHEET, text)
                read(text)
            except (NotPasteable, RuleBroken):
                pass
            assert violations(document.map) == []


def test_a_clipboard_that_holds_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = part()
    monkeypatch.setattr(limits, "MAX_PASTED", len(text))
    paste(Document(sample()), SHEET, text)
    monkeypatch.setattr(limits, "MAX_PASTED", len(text) - 1)
    with pytest.raises(NotPasteable):
        paste(Document(sample()), SHEET, text)


def table(tmp_path: Path, **cells: str) -> Path:
    path = tmp_path / "elements.csv"
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in ("e1", "objective", *cells.values())]
    path.write_text(f"id,type,{','.join(cells)}\n{','.join(quoted)}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("column", "most"), [("title", limits.MAX_TITLE), ("owner", limits.MAX_TITLE), ("notes", limits.MAX_NOTES)]
)
def test_a_table_may_have_texts_as_long_as_a_file_and_longer_ones_are_cut_and_told(
    tmp_path: Path, column: str, most: int
) -> None:
    for length in (most - 1, most, most + 1):
        cells = {"title": "T", column: "x" * length}
        result = import_tables([table(tmp_path, **cells)])
        (element,) = result.map.elements.values()
        assert len(getattr(element, column)) == min(length, most)
        assert bool(result.problems) is (length > most)
        assert violations(result.map) == []


def test_a_table_may_have_as_many_rows_as_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "elements.csv"
    path.write_text("id,type,title\n" + "".join(f"e{each},objective,T{each}\n" for each in range(5)))
    for most, accepted in ((6, True), (5, True), (4, False)):
        monkeypatch.setattr(limits, "MAX_ELEMENTS", most)
        if accepted:
            assert len(import_tables([path]).map.elements) == 5
        else:
            with pytest.raises(ImportFailed):
                import_tables([path])


def test_a_table_may_be_as_large_as_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path, title="T")
    size = path.stat().st_size
    for most, accepted in ((size + 1, True), (size, True), (size - 1, False)):
        monkeypatch.setattr(limits, "MAX_FILE_BYTES", most)
        if accepted:
            import_tables([path])
        else:
            with pytest.raises(FileError) as refused:
                import_tables([path])
            assert refused.value.trouble is FileTrouble.TOO_LARGE
