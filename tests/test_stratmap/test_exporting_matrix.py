"""The matrix on paper and in files: nothing too small, every page with its heads, and every form by its ending."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from models import store
from models.strategy_map import StrategyMap
from stratmap.analysis.matrix import Rows
from stratmap.analysis.matrix_table import MatrixTable, Wanted, matrix_table
from stratmap.cli import app
from stratmap.cli.surface import Surface
from stratmap.drawing.primitives import Picture, Rect
from stratmap.drawing.theme import theme
from stratmap.exporting import matrix_file
from stratmap.exporting.by_ending import UnknownEnding
from stratmap.exporting.matrix_file import ShownMatrix, TooManyCells, export_matrix, too_many_sentence
from stratmap.exporting.matrix_page import SMALLEST_SCALE, matrix_on_paper
from stratmap.exporting.pdf import page_bytes
from tests.builders import department, influences, initiative, map_of, objective, placed

DAY = date(2026, 3, 1)


def some(rows: int, columns: int) -> StrategyMap:
    goals = [objective(f"o{n:03}", f"=Objective {n}") for n in range(columns)]
    acts = [initiative(f"i{n:03}", f"Initiative {n}") for n in range(rows)]
    return map_of(*goals, *acts, department("d", "Shop"), *(influences(act.id, "o000", "+") for act in acts[:1]))


def table_of(rows: int, columns: int) -> MatrixTable:
    return matrix_table(some(rows, columns))


@pytest.mark.parametrize(("rows", "columns", "pages"), [(0, 0, 1), (1, 1, 1), (20, 28, 1), (40, 40, 4), (60, 60, 6)])
def test_pages_are_as_many_as_it_takes_to_stay_readable(rows, columns, pages):
    made = matrix_on_paper(table_of(rows, columns), (), theme("paper"), DAY)
    assert len(made) == pages
    for page in made:
        drawn, block = page.layers
        assert drawn.scale >= SMALLEST_SCALE - 0.02
        for layer in (drawn, block):
            for group in layer.groups:
                spot = Rect(layer.x + group.x * layer.scale, layer.y + group.y * layer.scale, 0.1, 0.1)
                assert page.frame.united(spot) == page.frame, group.key


def test_every_row_and_column_is_on_some_page_with_its_head():
    keys = {
        group.key
        for page in matrix_on_paper(table_of(40, 40), (), theme("paper"), DAY)
        for group in page.layers[0].groups
    }
    assert {f"row i{n:03}" for n in range(40)} | {f"column o{n:03}" for n in range(40)} <= keys


def test_the_same_matrix_gives_the_same_bytes():
    first, second = (page_bytes(*matrix_on_paper(table_of(3, 15), (), theme("paper"), DAY)) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF")


def no_picture(_drawing: Picture, _path: Path) -> None:
    raise AssertionError("nobody asked for a picture")


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF"), ("svg", b"<svg"), ("csv", b"\xef\xbb\xbf,"), ("md", b"|  |")]
)
def test_the_ending_decides_the_form(tmp_path, ending, begins):
    path = tmp_path / f"out.{ending.upper()}"
    assert export_matrix(ShownMatrix(table_of(2, 2), (), no_picture), path) == [path]
    assert path.read_bytes().startswith(begins)


def test_a_picture_is_drawn_by_whoever_can(tmp_path):
    drawn = []
    export_matrix(ShownMatrix(table_of(2, 2), (), lambda drawing, path: drawn.append(path)), tmp_path / "out.png")
    assert drawn == [tmp_path / "out.png"]


@pytest.mark.parametrize(
    ("ending", "drawn"), [("pdf", True), ("SVG", True), ("png", True), ("csv", False), ("md", False)]
)
def test_what_is_too_large_to_be_drawn_is_refused_but_as_a_table(tmp_path, monkeypatch, ending, drawn):
    path = tmp_path / f"m.{ending}"
    shown = ShownMatrix(table_of(4, 5), (), lambda _drawing, where: where.write_bytes(b"png"))
    monkeypatch.setattr(matrix_file, "MOST_DRAWN", 20)
    assert export_matrix(shown, path) == [path]
    path.unlink()
    monkeypatch.setattr(matrix_file, "MOST_DRAWN", 19)
    if not drawn:
        assert export_matrix(shown, path) == [path]
        return
    with pytest.raises(TooManyCells) as refused:
        export_matrix(shown, path)
    assert not path.exists()
    assert too_many_sentence(refused.value) == (
        "The matrix has 4 rows and 5 columns, more than can be drawn. Filter the map, or write the matrix as a table"
        " (csv)."
    )


def test_an_ending_nobody_knows_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(UnknownEnding) as refused:
        export_matrix(ShownMatrix(table_of(1, 1), (), no_picture), tmp_path / "out.docx")
    assert refused.value.endings == (".csv", ".md", ".pdf", ".png", ".svg")


def test_a_table_has_what_is_shown_in_its_order_and_no_formulas(tmp_path):
    table = matrix_table(some(2, 3), Wanted(hidden={"o001"}))
    export_matrix(ShownMatrix(table, (), no_picture), tmp_path / "out.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert [row[0] for row in rows] == ["", "Initiative 0", "Initiative 1"]
    assert len(rows[0]) == 3
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert rows[1][1] == "helps, 1 link away"


# the command


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    store.save_map(placed(some(2, 2)), (), tmp_path / "map.stratmap")
    drawn: list[Path] = []
    surface = Surface(
        lambda *_: 0,
        lambda *_: None,
        lambda: False,
        lambda _drawing, path: drawn.append(path) or path.write_bytes(b"P"),
    )

    def running(*arguments: object) -> tuple[int, str]:
        code = app.run(surface, [str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    return running


@pytest.mark.parametrize("ending", ["pdf", "svg", "png", "csv", "md"])
def test_the_command_exports_the_matrix(run, tmp_path, ending):
    assert run("export", "--matrix", "initiatives", "map.stratmap", f"out.{ending}") == (0, f"out.{ending}\n")
    assert (tmp_path / f"out.{ending}").stat().st_size > 0


def test_the_command_exports_that_of_the_departments(run, tmp_path):
    run("export", "--matrix", Rows.DEPARTMENTS.value, "map.stratmap", "out.md")
    assert "| Shop ∅ |" in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_the_command_replaces_no_file_unasked(run, tmp_path):
    (tmp_path / "out.md").write_text("mine")
    code, said = run("export", "--matrix", "initiatives", "map.stratmap", "out.md")
    assert code != 0
    assert "already there" in said
    assert (tmp_path / "out.md").read_text() == "mine"


def test_a_matrix_is_of_no_single_sheet(run):
    code, said = run("export", "--matrix", "initiatives", "--sheet", "Sheet 1", "map.stratmap", "out.pdf")
    assert code != 0
    assert "whole map" in " ".join(said.split())


def test_an_ending_without_a_matrix_is_refused(run):
    code, said = run("export", "--matrix", "initiatives", "map.stratmap", "out.docx")
    assert code != 0
    assert ".md" in said


def test_a_matrix_too_large_to_be_drawn_is_answered_with_a_sentence(run, tmp_path, monkeypatch):
    monkeypatch.setattr(matrix_file, "MOST_DRAWN", 3)
    code, said = run("export", "--matrix", "initiatives", "map.stratmap", "out.pdf")
    assert (code, said.count("\n"), "more than can be drawn" in said) == (2, 1, True)
    assert not (tmp_path / "out.pdf").exists()
