"""A matrix as a picture: signs that need no colour, heads that hold their words, and what is said of nothing."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from models.records import Perspective
from stratmap.analysis.matrix import Net, Rows
from stratmap.analysis.matrix_table import Head, Wanted, matrix_table
from stratmap.drawing.matrix_marks import (
    CELL,
    ROW,
    ROW_HEAD,
    TURNED_HEAD,
    UPRIGHT,
    UPRIGHT_HEAD,
    Mark,
    cell_mark,
    column_head,
    row_head,
)
from stratmap.drawing.matrix_picture import MOST_UPRIGHT, matrix_legend, matrix_picture, missing_words
from stratmap.drawing.primitives import Box, Icon, Path, Primitive, TextRun
from stratmap.drawing.text import run_width
from stratmap.drawing.theme import THEMES, contrast, theme
from stratmap.exporting.svg import export_svg
from tests.builders import department, influences, initiative, map_of, objective

PAPER = theme("paper")
NETS = [each for each in Net if each is not Net.NONE]


def without_colour(each: Primitive) -> Primitive:
    """A primitive as it is seen in black and white."""
    if isinstance(each, Path | Box):
        fill = "black" if each.fill else None
        return replace(each, fill=fill, stroke="black" if each.stroke else None)
    return replace(each, color="black")


@pytest.mark.parametrize("is_direct", [True, False])
def test_every_effect_has_a_sign_of_its_own(is_direct):
    drawn = [tuple(map(without_colour, cell_mark(Mark(net, 2, is_direct), 0, 0, PAPER))) for net in NETS]
    assert all(first != second for first, second in itertools.combinations(drawn, 2))


def test_a_direct_effect_is_full_and_one_by_a_way_round_is_a_ring_with_its_links():
    (disc, *rest) = cell_mark(Mark(Net.PLUS, 1, is_direct=True), 0, 0, PAPER)
    assert isinstance(disc, Path)
    assert disc.fill == PAPER.links.plus
    assert not any(isinstance(each, TextRun) for each in rest)
    (ring, *rest) = cell_mark(Mark(Net.PLUS, 3), 0, 0, PAPER)
    assert isinstance(ring, Path)
    assert (ring.fill, ring.stroke) == (PAPER.canvas.paper, PAPER.links.plus)
    assert [each.text for each in rest if isinstance(each, TextRun)] == ["3"]


def test_a_cell_with_no_effect_is_empty_and_an_owner_has_an_icon():
    assert cell_mark(Mark(Net.NONE), 0, 0, PAPER) == []
    assert [type(each) for each in cell_mark(Mark(Net.NONE, is_owned=True), 0, 0, PAPER)] == [Icon]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("net", NETS)
def test_signs_stand_out_from_their_discs(name, net):
    look = theme(name)
    disc, sign = cell_mark(Mark(net, 1, is_direct=True), 0, 0, look)
    ink = sign.color if isinstance(sign, TextRun) else sign.stroke
    assert contrast(ink, disc.fill) >= 3.0


LONG = "An objective whose title goes on and on until nobody remembers how it began, " * 3


@pytest.mark.parametrize("title", ["Short", LONG, "Unbreakable" * 20, "目标" * 60])
@pytest.mark.parametrize("empty", ["", "no initiative leads to it"])
def test_heads_hold_their_words(title, empty):
    head = Head("x", title, "How we work", empty)
    for drawn, wide, high in (
        (row_head(head, PAPER), ROW_HEAD, ROW),
        (column_head(head, PAPER, upright=True), UPRIGHT, UPRIGHT_HEAD),
        (column_head(head, PAPER, upright=False), TURNED_HEAD, CELL),
    ):
        for run in (each for each in drawn if isinstance(each, TextRun)):
            assert run.x >= 0, run
            assert run.x + run_width(run) <= wide, run
            assert run.size * 0.7 <= run.y <= high, run


def big(rows: int, columns: int) -> object:
    goals = [objective(f"o{n}", f"Objective {n}") for n in range(columns)]
    acts = [initiative(f"i{n}", f"Initiative {n}") for n in range(rows)]
    return map_of(Perspective("p", "Finance", 0), *goals, *acts, influences("i0", "o0", "+"))


def test_many_columns_lie_on_their_side_and_few_do_not():
    few, many = (matrix_picture(matrix_table(big(2, count)), PAPER) for count in (MOST_UPRIGHT, MOST_UPRIGHT + 1))
    assert not any(group.turn for group in few.groups)
    assert {group.turn for group in many.groups if group.key.startswith("column")} == {-90.0}
    assert 'rotate(-90)"' in export_svg(many)


def test_a_part_of_a_matrix_has_its_own_heads():
    picture = matrix_picture(matrix_table(big(5, 5)), PAPER, [3, 4], [0])
    assert [group.key for group in picture.groups if group.key.startswith(("row", "column"))] == [
        "row i3",
        "row i4",
        "column o0",
    ]


def test_without_rows_or_columns_it_says_what_to_draw():
    assert "Draw objectives, and initiatives" in missing_words(matrix_table(map_of()))
    assert missing_words(matrix_table(map_of(objective("o")))).startswith("No initiative yet.")
    assert missing_words(matrix_table(map_of(initiative("i")))).startswith("No objective yet.")
    assert missing_words(matrix_table(map_of(objective("o")), Wanted(Rows.DEPARTMENTS))).startswith("No department")
    hidden = matrix_table(map_of(objective("o"), initiative("i")), Wanted(hidden={"i"}))
    assert missing_words(hidden) == "The filter shows nothing that belongs here."
    assert missing_words(matrix_table(map_of(objective("o"), department("d")), Wanted(Rows.DEPARTMENTS))) == ""


def test_the_legend_breaks_into_rows_that_fit():
    one, low = matrix_legend(Rows.INITIATIVES, PAPER, 2000.0)
    several, high = matrix_legend(Rows.INITIATIVES, PAPER, 300.0)
    assert len(one) == len(several) == 5
    assert high > low
    for group in several:
        for run in (each for each in group.primitives if isinstance(each, TextRun)):
            assert group.x + run.x + run_width(run) <= 300.0
