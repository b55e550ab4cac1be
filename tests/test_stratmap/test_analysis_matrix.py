"""The matrix of initiatives or departments and objectives, against trying every path, and its words."""

from __future__ import annotations

import csv
import io
import itertools
from typing import Any

import pytest

from models.kinds import ElementKind, LinkKind, Polarity, Status
from models.records import Record
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Spent
from stratmap.analysis.matrix import NOTHING, Cell, Matrix, Net, Rows, matrix_of
from stratmap.analysis.matrix_text import (
    cell_sign,
    cell_words,
    markdown_text,
    matrix_csv,
    matrix_markdown,
    matrix_note,
)
from stratmap.document import Document
from stratmap.edits.cells import set_effect
from tests.builders import department, factor, influences, initiative, map_of, objective, owns
from tests.test_stratmap.analysis_asking import random_strategy, shuffled
from tests.test_stratmap.test_analysis_against_obvious import links_of, paths, signs

GOAL, ACT = objective("o"), initiative("i")


def one_cell(*records: Record) -> Cell:
    return matrix_of(map_of(GOAL, ACT, *records)).cell("i", "o")


@pytest.mark.parametrize(
    ("links", "net", "away"),
    [
        ([], Net.NONE, 0),
        ([influences("i", "o", "+")], Net.PLUS, 1),
        ([influences("i", "o", "-")], Net.MINUS, 1),
        ([influences("i", "o", "?")], Net.UNKNOWN, 1),
        ([influences("i", "o", "+"), influences("i", "o", "-")], Net.MIXED, 1),
        ([influences("i", "o", "+"), influences("i", "o", "?")], Net.UNKNOWN, 1),
        ([influences("o", "i", "+")], Net.NONE, 0),
        ([factor("f"), influences("i", "f", "-"), influences("f", "o", "-")], Net.PLUS, 2),
    ],
)
def test_a_cell_is_the_net_effect_and_how_far_it_is(links, net, away):
    cell = one_cell(*links)
    assert (cell.net, cell.away) == (net, away)


def test_beyond_six_links_the_sign_is_not_known_but_the_distance_is():
    names = ["i", *(f"f{n}" for n in range(7)), "o"]
    links = [influences(a, b, "+") for a, b in itertools.pairwise(names)]
    cell = one_cell(*(factor(name) for name in names[1:-1]), *links)
    assert (cell.net, cell.away, dict(cell.paths)) == (Net.UNKNOWN, 8, {})


def test_the_direct_links_of_a_cell_are_named():
    cell = one_cell(
        influences("i", "o", "+", id="y"), influences("i", "o", "+", id="x"), factor("f"), influences("i", "f")
    )
    assert cell.direct == ("x", "y")


def test_a_department_does_what_the_things_it_owns_do():
    records = [department("d"), initiative("j"), owns("d", "i"), owns("d", "j")]
    map = map_of(GOAL, ACT, *records, influences("i", "o", "+"), influences("j", "o", "-"))
    cell = matrix_of(map, Rows.DEPARTMENTS).cell("d", "o")
    assert (cell.net, cell.away, cell.direct) == (Net.MIXED, 2, ())
    assert cell.paths == {Polarity.PLUS: ("i>o+",), Polarity.MINUS: ("j>o-",)}


def test_a_department_that_owns_the_objective_has_its_cell():
    map = map_of(GOAL, department("d"), owns("d", "o", id="x"))
    table = matrix_of(map, Rows.DEPARTMENTS)
    assert table.cell("d", "o") == Cell(Net.NONE, 0, ("x",))
    assert not table.empty_rows
    assert not table.empty_columns


def test_what_an_ended_initiative_did_counts_only_when_asked_for():
    map = map_of(
        GOAL, department("d"), initiative("x", status=Status.DONE), owns("d", "x"), influences("x", "o", "+")
    )
    assert matrix_of(map, Rows.DEPARTMENTS).cell("d", "o") == NOTHING
    assert matrix_of(map, Rows.DEPARTMENTS, with_ended=True).cell("d", "o").net is Net.PLUS
    assert matrix_of(map).rows == ()


def test_empty_rows_and_columns_stand_out():
    map = map_of(GOAL, ACT, objective("p"), initiative("j"), influences("i", "o", "+"))
    table = matrix_of(map)
    assert (table.empty_rows, table.empty_columns) == ({"j"}, {"p"})
    assert "1 row is empty. 1 column is empty." in matrix_note(table)


def obvious_cell(map: StrategyMap, sources: list[str], target: str, owned: int) -> tuple[Net, int]:
    """By trying every path."""
    influences = links_of(map, LinkKind.INFLUENCES)
    others = [source for source in sources if source != target]
    far = [len(path) + owned for source in others for path in paths(influences, source, target)]
    found = {sign for source in others for sign in signs(map, source, target)}
    if {"+", "-"} <= found:
        net = Net.MIXED
    elif found == {"+"} or found == {"-"}:
        net = Net(found.pop().value)
    else:
        net = Net.UNKNOWN if far else Net.NONE
    return net, min(far, default=0)


@pytest.mark.parametrize("with_ended", [False, True])
@pytest.mark.parametrize("seed", range(40))
def test_every_cell_is_what_trying_every_path_gives(seed, with_ended):
    map = random_strategy(seed, 8, 24)
    there = {each.id: each for each in map.elements.values() if with_ended or each.is_active}
    goals = [id_ for id_, each in there.items() if each.kind is ElementKind.OBJECTIVE]
    acts = {id_: [id_] for id_, each in there.items() if each.kind is ElementKind.INITIATIVE}
    owned = links_of(map, LinkKind.OWNS)
    owners = {
        id_: [link.target for link in owned if link.source == id_ and link.target in there]
        for id_, each in there.items()
        if each.kind is ElementKind.DEPARTMENT
    }
    for rows, acting, first in ((Rows.INITIATIVES, acts, 0), (Rows.DEPARTMENTS, owners, 1)):
        table = matrix_of(map, rows, with_ended=with_ended)
        assert (set(table.rows), set(table.columns)) == (set(acting), set(goals))
        for row, sources in acting.items():
            for goal in goals:
                cell = table.cell(row, goal)
                assert (cell.net, cell.away) == obvious_cell(map, sources, goal, first)
                assert (cell == NOTHING) is cell.is_empty


@pytest.mark.parametrize("seed", range(10))
def test_the_matrix_does_not_hang_on_the_order_of_the_records(seed):
    map = random_strategy(seed, 10, 30)
    assert matrix_of(shuffled(map, 1)) == matrix_of(map)


@pytest.mark.parametrize("sign", ["+", "-"])
def test_what_is_set_in_a_cell_is_read_in_it(sign):
    document = Document(map_of(GOAL, ACT, influences("i", "o", "?"), influences("i", "o", "+")))
    set_effect(document, "i", "o", Polarity(sign))
    assert matrix_of(document.map).cell("i", "o").net.value == sign


def test_a_matrix_that_was_cut_short_says_so_and_calls_nothing_empty_it_has_not_seen():
    records: list[Any] = [objective(f"o{n}") for n in range(400)]
    table = matrix_of(map_of(*records, ACT), steps=200)
    assert not table.complete
    assert not table.empty_rows
    assert len(table.columns) < 400
    assert "too large for all of it" in matrix_note(table)


@pytest.mark.parametrize("seed", range(10))
def test_the_direct_links_of_every_cell_are_those_between_its_row_and_its_column(seed):
    map = random_strategy(seed, 20, 200)
    for rows, kind in ((Rows.INITIATIVES, LinkKind.INFLUENCES), (Rows.DEPARTMENTS, LinkKind.OWNS)):
        table = matrix_of(map, rows, with_ended=True)
        for row, column in itertools.product(table.rows, table.columns):
            between = [each.id for each in links_of(map, kind) if (each.source, each.target) == (row, column)]
            assert sorted(table.cell(row, column).direct) == sorted(between)


def test_of_all_a_department_owns_the_shortest_way_of_each_sign_is_told():
    far, near = initiative("far"), initiative("near")
    links = [influences("far", "f", "+"), influences("f", "o", "+"), influences("near", "o", "+")]
    table = matrix_of(
        map_of(department("d"), far, near, factor("f"), objective("o"), *links, owns("d", "far"), owns("d", "near")),
        Rows.DEPARTMENTS,
    )
    assert dict(table.cell("d", "o").paths) == {Polarity.PLUS: ("near>o+",)}


@pytest.mark.parametrize("rows", list(Rows))
def test_wherever_it_is_cut_short_what_is_there_is_as_in_the_whole(monkeypatch, rows):
    monkeypatch.setattr("stratmap.analysis.budget.STRIDE", 1)
    map = random_strategy(45, 30, 300)
    whole = matrix_of(map, rows, with_ended=True)
    assert whole.complete
    assert whole.cells
    seen = set()
    for steps in range(0, 20_000, 97):
        part = matrix_of(map, rows, with_ended=True, steps=steps)
        seen.add(len(part.columns))
        assert part.columns == whole.columns[: len(part.columns)]
        assert part.cells == {key: cell for key, cell in whole.cells.items() if key[1] in part.columns}
        assert part.complete == (part.columns == whole.columns)
    assert len(seen) > 5


def test_it_is_called_off():
    with pytest.raises(Spent):
        matrix_of(map_of(*(objective(f"o{n}") for n in range(400))), cancelled=lambda: True)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_called_off_at_any_stage_it_gives_no_half_matrix(monkeypatch, share):
    monkeypatch.setattr("stratmap.analysis.budget.STRIDE", 1)
    map = random_strategy(45, 30, 300)
    asked = itertools.count()
    matrix_of(map, cancelled=lambda: next(asked) < 0)
    most = next(asked) * share
    again = itertools.count()
    with pytest.raises(Spent, match="cancelled"):
        matrix_of(map, cancelled=lambda: next(again) >= most)


# Words


def table_of(cell: Cell, rows: Rows = Rows.INITIATIVES) -> Matrix:
    return Matrix(rows, ("i",), ("o",), dict.fromkeys([("i", "o")], cell))


@pytest.mark.parametrize(
    ("cell", "rows", "sign", "words"),
    [
        (Cell(), Rows.INITIATIVES, "", ""),
        (Cell(Net.PLUS, 1), Rows.INITIATIVES, "+ 1", "helps, 1 link away"),
        (Cell(Net.MINUS, 2), Rows.INITIATIVES, "− 2", "hurts, 2 links away"),
        (Cell(Net.MIXED, 3), Rows.INITIATIVES, "± 3", "helps and hurts, 3 links away"),
        (Cell(Net.UNKNOWN, 9), Rows.INITIATIVES, "? 9", "influences, sign not known, 9 links away"),
        (Cell(direct=("x",)), Rows.DEPARTMENTS, "●", "accountable"),
        (Cell(Net.PLUS, 2, ("x",)), Rows.DEPARTMENTS, "● + 2", "accountable; helps, 2 links away"),
    ],
)
def test_a_cell_in_signs_and_in_words(cell, rows, sign, words):
    table = table_of(cell, rows=rows)
    assert (cell_sign(table, cell), cell_words(table, cell)) == (sign, words)


def test_the_csv_runs_in_no_spreadsheet():
    map = map_of(objective("o", "=cmd()"), initiative("i", "+1"), influences("i", "o", "-"))
    rows = list(csv.reader(io.StringIO(matrix_csv(matrix_of(map), map))))
    assert rows == [["", "'=cmd()"], ["'+1", "hurts, 1 link away"]]


def test_the_markdown_marks_what_is_empty_and_keeps_titles_in_their_cells():
    map = map_of(objective("o", "a|b\nc"), initiative("i", " "))
    assert matrix_markdown(matrix_of(map), map).splitlines()[:3] == [
        "|  | a\\|b c ∅ |",
        "| --- | :-: |",
        "| (no title) ∅ |  |",
    ]


def test_markdown_shows_a_title_as_it_is():
    assert markdown_text("[x](y) *z* <b> `c`") == "\\[x\\](y) \\*z\\* \\<b\\> \\`c\\`"
