"""Whatever is in the files, an import gives a map that keeps the rules or says in a sentence why it cannot."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import rules
from models.kinds import ElementKind, LinkKind
from stratmap.exporting.tables import export_tables
from stratmap.importing.columns import COLUMNS, Column, TableKind
from stratmap.importing.result import ImportFailed, failure_sentence, problem_sentence
from stratmap.importing.tables import import_tables

awkward = [
    *("", " ", "a", "b", "A", "'", "=1+1", "'=x", "-", "+", "−", "--", "+-", "||", "delayed", "- ||", "?", "+ +"),
    *("yes", "no", "0", "1", "-1", "1e400", "1e-400", "nan", "inf", "1,5", "1.000,5", "9" * 80, "0.5", "٣"),
    *("2026-02-30", "0000-01-01", "31.12.9999", "5/6/2026", "2026-05-31T10:00"),
    *("mutual", "undirected", "sideways", "done", "on track", "high", "x:y", "x,y", "a|b|\\|", "|", "\\0", "\x1b[0m"),
    *("Title", "Perspective", "Sheet", "Band", "Loop", "Accepted finding", "x" * 500, "\u2028", "\u202e", "\ud7ff"),
    *(kind.value for kind in (*ElementKind, *LinkKind)),
]
cells = st.one_of(st.sampled_from(awkward), st.text(st.characters(exclude_characters="\0"), max_size=5))


@st.composite
def tables(draw: st.DrawFn, kind: TableKind) -> bytes:
    """A table of a kind with its headers, some of them left out, and anything at all in its cells."""
    needed = {
        TableKind.ELEMENTS: {Column.LABEL},
        TableKind.CONNECTIONS: {Column.FROM, Column.TO},
        TableKind.MAP: {Column.FIELD, Column.VALUE},
        TableKind.SHEETS: {Column.SHEET_ID, Column.ELEMENT_ID},
    }[kind]
    columns = [each for each in COLUMNS[kind] if each in needed or draw(st.booleans())]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*columns, "Extra"])
    for _row in range(draw(st.integers(0, 6))):
        writer.writerow([draw(cells) for _column in range(draw(st.integers(0, len(columns) + 2)))])
    return text.getvalue().encode("utf-8", "replace")


slow = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)


@slow
@given(st.fixed_dictionaries({kind: tables(kind) for kind in TableKind}))
def test_any_tables_become_a_map_that_keeps_the_rules(tmp_path: Path, contents: dict[TableKind, bytes]):
    paths = [tmp_path / f"{kind.value}.csv" for kind in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    result = import_tables(paths)
    assert rules.violations(result.map) == []
    assert all(problem_sentence(each) for each in result.problems)
    sheet = result.map.first_sheet().id
    again = import_tables(export_tables(result.map, tmp_path / "again.csv"))
    assert again.map == result.map
    assert again.problems == ()
    assert set(result.map.placements_on(sheet)) <= set(result.map.elements)


@slow
@given(st.binary(max_size=60).map(lambda data: b"source,target,sign\n" + data) | st.binary(max_size=60))
def test_any_bytes_become_a_map_or_a_sentence(tmp_path: Path, content: bytes):
    path = tmp_path / "graph.csv"
    path.write_bytes(content)
    failure = ""
    try:
        map = import_tables([path]).map
    except ImportFailed as failed:
        failure = failure_sentence(failed)
    assert "graph.csv" in failure or rules.violations(map) == []
