"""Every door into a map holds the same limits: fields, gestures, quick entry, tables, files and the clipboard.

A text or number at its limit goes in; one beyond it is refused or cut, with the map as sound as before.
"""

from __future__ import annotations

import ast
import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models import limits
from models.errors import FileError, FileTrouble, RuleBroken
from models.kinds import ElementKind
from models.records import Perspective, SavedFilter, Sheet, Version
from models.rules import violations
from models.store import map_bytes, opened_bytes
from models.strategy_map import StrategyMap
from models.versions import packed
from stratmap.cli.app import error_sentence
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.edits import (
    align,
    arrange,
    bands,
    bends,
    elements,
    filters,
    growing,
    loop_names,
    mutes,
    pasted_text,
    quick_entry,
    sheets,
    versions,
)
from stratmap.entry_text import NotRead, read_entry
from stratmap.importing.tables import import_tables
from tests.builders import SHEET, department, influences, initiative, map_of, objective, perspective, placed
from tests.user import User

ROOT = Path(__file__).resolve().parents[2]
BOUNDS = (-1, 0, 1)


def sample() -> StrategyMap:
    return placed(
        map_of(
            *(perspective("top", 0), objective("a", "A", perspective="top"), initiative("b"), department("c")),
            influences("b", "a", "+", id="l"),
        )
    )


def grown(document: Document, text: str) -> None:
    growth = growing.effect_of(document.map, "b")
    assert growth is not None
    growing.grow(document, growth, text, SHEET, 0, 0)


def entered(document: Document, text: str) -> None:
    entry = read_entry(text, document.map)
    quick_entry.enter(document, SHEET, entry, ElementKind.FACTOR, 0, 0)


def kept(document: Document, text: str) -> None:
    versions.keep_version(document, text, packed(document.map))


SHORT: dict[str, Callable[[Document, str], object]] = {
    "a new card": lambda document, text: elements.add(document, ElementKind.FACTOR, text, SHEET, 0, 0),
    "a title": lambda document, text: elements.rename(document, "a", text),
    "a title in its field": lambda document, text: elements.set_field(document, ["a"], "title", text),
    "an owner": lambda document, text: elements.set_field(document, ["a"], "owner", text),
    "a tag": lambda document, text: elements.set_field(document, ["a", "l"], "tags", (text,)),
    "the map's title": lambda document, text: elements.set_field(document, ["map"], "title", text),
    "a currency": lambda document, text: elements.set_field(document, ["map"], "currency", text),
    "a new perspective": bands.add,
    "a perspective": lambda document, text: bands.rename(document, "top", text),
    "a sheet": lambda document, text: sheets.rename(document, SHEET, text),
    "a filter": lambda document, text: filters.save_filter(document, SavedFilter("f"), text),
    "a word of a filter": lambda document, text: filters.save_filter(document, SavedFilter("f", tags=(text,)), "f"),
    "a loop": lambda document, text: loop_names.name_loop(document, ["l"], text),
    "a reason": lambda document, text: mutes.mute(document, ["SM101:a"], text),
    "a version": kept,
    "what grows": grown,
    "a quick entry": entered,
}
LONG: dict[str, Callable[[Document, str], object]] = {
    "notes": lambda document, text: elements.set_field(document, ["a"], "notes", text),
    "notes of a link": lambda document, text: elements.set_field(document, ["l"], "notes", text),
    "a vision": lambda document, text: elements.set_field(document, ["map"], "vision", text),
    "a mission": lambda document, text: elements.set_field(document, ["map"], "mission", text),
}


@pytest.mark.parametrize("door", [*SHORT, *LONG])
@pytest.mark.parametrize("over", BOUNDS)
def test_a_text_goes_in_up_to_its_limit(door: str, over: int) -> None:
    most = limits.MAX_TITLE if door in SHORT else limits.MAX_NOTES
    document = Document(sample())
    before = document.map
    try:
        (SHORT | LONG)[door](document, "x" * (most + over))
    except (RuleBroken, NotRead):
        assert over > 0
        assert document.map is before
    else:
        assert over <= 0
        assert document.map != before
    assert violations(document.map) == []


def test_a_pasted_line_longer_than_a_title_is_cut_and_kept_whole_in_the_notes() -> None:
    document = Document(sample())
    for over in BOUNDS:
        text = "x" * (limits.MAX_TITLE + over)
        added = pasted_text.adding(document.map, ElementKind.FACTOR, pasted_text.lines_of(text), SHEET, 0, 0)
        document.make_prepared(added.made)
        (key,) = added.keys
        made = document.map.elements[key]
        assert (made.notes or made.title) == text
    with pytest.raises(pasted_text.TooMuch):
        pasted_text.lines_of("x" * (limits.MAX_NOTES + 1))
    assert violations(document.map) == []


NUMBERS: dict[str, tuple[float, Callable[[Document, float], object]]] = {
    "budget": (limits.MAX_NUMBER, lambda doc, n: elements.set_field(doc, ["b"], "budget", Decimal(int(n)))),
    "effort": (limits.MAX_NUMBER, lambda doc, n: elements.set_field(doc, ["b"], "effort", n)),
    "capacity": (limits.MAX_NUMBER, lambda doc, n: elements.set_field(doc, ["c"], "capacity", n)),
    "a move": (limits.MAX_COORDINATE, lambda doc, n: arrange.move(doc, SHEET, ["a"], n, 0)),
    "a move up": (limits.MAX_COORDINATE, lambda doc, n: arrange.move(doc, SHEET, ["a"], 0, -n)),
    "a size": (
        limits.MAX_COORDINATE,
        lambda doc, n: doc.make(align.resized(doc.map, SHEET, "a", Rect(0.0, 0.0, n, 64.0))),
    ),
    "a bend": (limits.MAX_COORDINATE, lambda doc, n: bends.bend(doc, SHEET, "l", n, 0)),
    "a band": (limits.MAX_COORDINATE, lambda doc, n: doc.make(bands.resized(doc.map, SHEET, "top", n))),
    "a new card": (
        limits.MAX_COORDINATE,
        lambda doc, n: elements.add(doc, ElementKind.FACTOR, "F", SHEET, n + 50, 0),
    ),
}


@pytest.mark.parametrize("door", NUMBERS)
def test_no_number_beyond_its_limit_goes_in(door: str) -> None:
    most, put = NUMBERS[door]
    for number in (most - 64, most * 1.001, most * 1e6, float("inf"), float("nan")):
        document = Document(sample())
        before = document.map
        try:
            put(document, number)
        except (RuleBroken, ValueError, OverflowError):
            assert number != most - 64
            assert document.map is before
        assert violations(document.map) == []


def full_of(what: str) -> StrategyMap:
    """A map with as many of these as one may hold."""
    kept = packed(map_of())
    many = {
        "sheets": [Sheet(f"s{n}", position=n) for n in range(1, limits.MAX_SHEETS)],
        "perspectives": [Perspective(f"p{n}", f"P{n}", n) for n in range(limits.MAX_PERSPECTIVES)],
        "filters": [SavedFilter(f"f{n}", f"F{n}") for n in range(limits.MAX_FILTERS)],
        "versions": [Version(f"v{n}", f"V{n}", "2026", kept) for n in range(limits.MAX_VERSIONS)],
        "elements": [objective(f"e{n}") for n in range(limits.MAX_ELEMENTS)],
    }[what]
    return map_of(*many)


ONE_MORE: dict[str, Callable[[Document], object]] = {
    "sheets": lambda document: sheets.add(document, SHEET),
    "perspectives": lambda document: bands.add(document, "one more"),
    "filters": lambda document: filters.save_filter(document, SavedFilter("more"), "one more"),
    "versions": lambda document: versions.keep_version(document, "one more", b""),
    "elements": lambda document: elements.add(document, ElementKind.FACTOR, "one more", SHEET, 0, 0),
}


@pytest.mark.parametrize("what", ONE_MORE)
def test_of_what_a_map_is_full_of_there_is_not_one_more(what: str) -> None:
    document = Document(full_of(what))
    before = document.map
    if what != "elements":  # that would take long, and the next test has it
        assert violations(before) == []
    with pytest.raises(RuleBroken):
        ONE_MORE[what](document)
    assert document.map is before


@pytest.mark.parametrize("what", ["sheets", "perspectives", "filters", "versions"])
def test_a_file_holds_as_many_as_a_map_and_not_one_more(what: str) -> None:
    full = full_of(what)
    path = Path("plan.stratmap")
    assert opened_bytes(map_bytes(full, ()), path).map == full
    more: dict[str, Any] = {
        "sheets": Sheet("more"),
        "perspectives": Perspective("more", ""),
        "filters": SavedFilter("more"),
        "versions": Version("more", "", "", b""),
    }
    with pytest.raises(FileError) as refused:
        opened_bytes(map_bytes(StrategyMap([*full.records(), more[what]]), ()), path)
    assert refused.value.trouble is FileTrouble.DAMAGED


def tables(tmp_path: Path, **rows: list[list[object]]) -> list[Path]:
    heads = {
        "map": ["Field", "Value", "Id", "Sheet Id", "Number"],
        "elements": ["Label", "Type", "Id", "X", "Y", "Width", "Height", "Z", "Perspective"],
        "sheets": ["Sheet Id", "Element Id", "Link Id", "X", "Y", "Width", "Height", "Z"],
    }
    paths = []
    for name, its_rows in rows.items():
        path = tmp_path / f"plan-{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([heads[name], *its_rows])
        paths.append(path)
    return paths


@pytest.mark.parametrize(
    ("field", "most"),
    [("Sheet", limits.MAX_SHEETS), ("Perspective", limits.MAX_PERSPECTIVES), ("Saved filter", limits.MAX_FILTERS)],
)
def test_tables_bring_as_many_as_a_map_may_hold(tmp_path: Path, field: str, most: int) -> None:
    value = '["F", [], [], [], [], [], []]' if field == "Saved filter" else "S"
    for count in (most, most + 1):
        rows: list[list[object]] = [[field, value, f"id{n}", "", n] for n in range(count)]
        paths = tables(tmp_path, map=rows, elements=[["A", "objective", "a", "", "", "", "", ""]])
        if count > most and field != "Perspective":  # a card can do without its perspective
            with pytest.raises(RuleBroken) as refused:
                import_tables(paths)
            assert f"{most:,} is the most" in error_sentence(refused.value)
        else:
            result = import_tables(paths)
            assert bool(result.problems) is (count > most)
            assert violations(result.map) == []


FAR = (limits.MAX_COORDINATE, -limits.MAX_COORDINATE, limits.MAX_COORDINATE * 1.01, "1e300", "inf", "nan")


@pytest.mark.parametrize("far", FAR, ids=str)
def test_cards_that_tables_put_at_the_edge_of_the_sheet_leave_a_map_that_is_sound(
    tmp_path: Path, far: object
) -> None:
    """The other card has no place yet, and has to find one beside."""
    rows: list[list[object]] = [
        ["A", "objective", "a", far, far, 100, 60, far],
        *(["B", "objective", f"b{n}", "", "", "", "", ""] for n in range(20)),
    ]
    bare = import_tables(tables(tmp_path, elements=rows))
    banded = import_tables(
        tables(tmp_path, map=[["Perspective", "P", "p", "", 0]], elements=[[*row, "P"] for row in rows])
    )
    for result in (bare, banded):
        assert violations(result.map) == []
        assert len(result.map.elements) == 21
        assert len(result.map.placements) == 21
    assert {each.perspective for each in banded.map.elements.values()} == {"p"}


def test_cards_on_further_sheets_keep_the_limits_too(tmp_path: Path) -> None:
    rows: list[list[object]] = [["s2", "a", "", far, 0, far, 60, far] for far in FAR]
    result = import_tables(
        tables(
            tmp_path,
            map=[["Sheet", "One", "s1", "", 0], ["Sheet", "Two", "s2", "", 10**12]],
            elements=[["A", "objective", "a", 0, 0, 100, 60, 0]],
            sheets=rows,
        )
    )
    assert violations(result.map) == []


def test_the_fields_of_the_window_take_a_text_up_to_its_limit_and_say_why_not_more(user: User) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    user.selects("Bread")
    form = user.workspace.inspector.form
    assert form is not None
    for field, most in (("owner", limits.MAX_TITLE), ("title", limits.MAX_TITLE), ("notes", limits.MAX_NOTES)):
        for over in BOUNDS:
            editor: Any = form.editors[field]
            editor.setFocus()
            editor.selectAll()
            user.composes("x" * (most + over))
            user.presses("Tab")
            (element,) = user.map.elements.values()
            assert len(getattr(element, field)) == most + min(over, 0)
            if over > 0:
                user.sees_notice(f"{most:,}")
    assert violations(user.map) == []


def numbers_in(path: Path) -> Iterator[tuple[int, object]]:
    """The numbers a file is written with, and the lines they stand on."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield node.lineno, node.value


def test_no_other_place_has_the_large_limits_as_numbers_of_its_own() -> None:
    own = {limits.MAX_NOTES, limits.MAX_COORDINATE, limits.MAX_NUMBER, limits.MAX_LINKS, limits.MAX_POSITION}
    doors = [ROOT / each for each in ("models", "stratmap/importing", "stratmap/safekeeping", "ui/panels")]
    files = [path for door in doors for path in door.rglob("*.py") if path.name != "limits.py"]
    found = [f"{path}:{line}: {number}" for path in files for line, number in numbers_in(path) if number in own]
    assert files
    assert found == []
