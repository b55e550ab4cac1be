"""A matrix ready to be shown: its order, what it leaves out, and the sentences of its cells."""

from __future__ import annotations

import pytest

from models.kinds import Status
from models.records import Perspective
from models.strategy_map import StrategyMap
from stratmap.analysis.matrix import Rows, matrix_of
from stratmap.analysis.matrix_table import (
    MatrixTable,
    Order,
    Wanted,
    cell_name,
    cell_sentences,
    matrix_table,
    summary_words,
)
from tests.builders import department, factor, influences, initiative, map_of, objective, owns


def titles(table: MatrixTable) -> tuple[list[str], list[str]]:
    return [head.title for head in table.rows], [head.title for head in table.columns]


def two_bands() -> StrategyMap:
    return map_of(
        Perspective("low", "People", 1),
        Perspective("top", "Finance", 0),
        objective("a", "Able people", perspective="low"),
        objective("z", "Zest", perspective="top"),
        objective("n", "Nowhere"),
        initiative("i", "Work\nhard"),
        influences("i", "z", "+"),
    )


def test_columns_stand_by_perspective_from_the_top_and_then_by_title():
    assert titles(matrix_table(two_bands())) == (["Work hard"], ["Zest", "Able people", "Nowhere"])
    assert [head.perspective for head in matrix_table(two_bands()).columns] == ["Finance", "People", ""]


def test_columns_can_stand_by_title():
    assert titles(matrix_table(two_bands(), Wanted(order=Order.TITLE)))[1] == ["Able people", "Nowhere", "Zest"]


def test_an_empty_column_says_what_that_means_and_one_that_is_served_does_not():
    empty = {head.title: head.empty for head in matrix_table(two_bands()).columns}
    assert empty == {"Zest": "", "Able people": "no initiative leads to it", "Nowhere": "no initiative leads to it"}


def test_what_is_hidden_is_left_out_and_counted_and_still_passes_effects_on():
    map = map_of(
        initiative("i"), objective("m"), objective("o"), influences("i", "m", "-"), influences("m", "o", "-")
    )
    table = matrix_table(map, Wanted(hidden={"m"}))
    assert titles(table) == (["i"], ["o"])
    assert table.left_out == 1
    assert (table.cell(0, 0).net.value, table.cell(0, 0).away) == ("+", 2)


def test_done_initiatives_have_a_row_only_when_asked_for():
    map = map_of(initiative("i", status=Status.DONE), objective("o"))
    assert titles(matrix_table(map))[0] == []
    assert titles(matrix_table(map, Wanted(with_ended=True)))[0] == ["i"]


def test_a_cell_says_by_which_ways_and_that_there_is_no_direct_link():
    map = map_of(
        initiative("i", "Oven"),
        objective("o", "Profit"),
        factor("f", "Costs"),
        factor("g", "Sales"),
        *(influences("i", "f", "+"), influences("f", "o", "-"), influences("i", "g", "+"), influences("g", "o", "+")),
    )
    assert cell_sentences(matrix_table(map), 0, 0) == (
        "‘Oven’ both helps and hurts ‘Profit’.",
        "+ through ‘Sales’",
        "− through ‘Costs’",
        "There is no direct link. Press + or − to draw one.",
    )


def test_a_direct_cell_does_not_speak_of_drawing_one():
    map = map_of(initiative("i", "Oven"), objective("o", "Profit"), influences("i", "o", "-"))
    assert cell_sentences(matrix_table(map), 0, 0) == ("‘Oven’ hurts ‘Profit’.", "− directly")
    assert cell_name(matrix_table(map), 0, 0) == "Oven → Profit: hurts, 1 link away"


def test_an_empty_cell_says_so():
    map = map_of(initiative("i", "Oven"), objective("o", "Profit"))
    assert cell_sentences(matrix_table(map), 0, 0) == ("‘Oven’ does not lead to ‘Profit’.",)
    assert cell_name(matrix_table(map), 0, 0) == "Oven → Profit: no effect"


def test_a_department_says_by_which_of_its_things():
    map = map_of(
        *(department("d", "Shop"), initiative("i", "Oven"), objective("o", "Profit")),
        *(owns("d", "i"), owns("d", "o"), influences("i", "o", "+")),
    )
    assert cell_sentences(matrix_table(map, Wanted(Rows.DEPARTMENTS)), 0, 0) == (
        "‘Shop’ is accountable for ‘Profit’.",
        "‘Shop’ helps ‘Profit’.",
        "+ by what it owns: ‘Oven’, directly",
    )


def test_a_matrix_that_was_cut_short_says_so():
    goals = [objective(f"o{n}") for n in range(40)]
    acts = [initiative(f"i{n}") for n in range(40)]
    links = [influences(act.id, goal.id, "+") for act in acts for goal in goals]
    table = matrix_table(map_of(*goals, *acts, *links), steps=5_000)
    assert not table.matrix.complete
    assert 0 < len(table.columns) < 40
    assert "the last columns are missing" in summary_words(table)


@pytest.mark.parametrize("order", list(Order))
def test_numbers_in_titles_count_as_numbers(order):
    names = ["2", "10", "1", "0", "Step 10b", "step 9", "Step 10a", "007", "8"]
    map = map_of(*(initiative(f"i{number}", name) for number, name in enumerate(names)), objective("o"))
    table = matrix_table(map, Wanted(order=order))
    assert titles(table)[0] == ["0", "1", "2", "007", "8", "10", "step 9", "Step 10a", "Step 10b"]
    assert [map.elements[id].title for id in matrix_of(map).rows] == titles(table)[0]


def test_a_title_of_very_many_digits_is_in_order_as_well():
    map = map_of(initiative("a", "9" * 2_000), initiative("b", "9" * 1_999), initiative("c", "0" * 2_000))
    assert [row.id for row in matrix_table(map).rows] == ["c", "b", "a"]
