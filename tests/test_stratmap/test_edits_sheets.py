"""Sheets: several drawings of one model. Off a sheet is not out of the map."""

from __future__ import annotations

import pytest

from models.errors import RuleBroken
from models.records import Bend, Placement, Sheet
from models.rules import violations
from stratmap.document import Document
from stratmap.edits import sheets
from stratmap.on_sheets import on_no_sheet, sheet_name, sheet_of_change, sheet_to_show, sheets_with
from tests.builders import SHEET, factor, influences, map_of, objective, placed

LINK = influences("a", "b", "+")


def three_cards() -> Document:
    return Document(placed(map_of(objective("a"), objective("b"), factor("c"), LINK, Bend(SHEET, LINK.id, 5, 40))))


def titles(document: Document) -> list[str]:
    return [sheet_name(document.map, each.id) for each in document.map.ordered_sheets()]


def test_an_empty_sheet_comes_last_with_a_name_of_its_own() -> None:
    document = three_cards()
    before = document.map
    first = sheets.add(document, SHEET)
    second = sheets.add(document, SHEET)
    assert titles(document) == ["Sheet 1", "Sheet 2", "Sheet 3"]
    assert document.map.placements_on(first) == {}
    assert [each.id for each in document.map.ordered_sheets()] == [SHEET, first, second]
    document.undo()
    document.undo()
    assert document.map == before


def test_a_sheet_made_of_cards_shows_them_alike_with_their_bends() -> None:
    document = three_cards()
    made = sheets.add(document, SHEET, ["a", "b", "not there"])
    there, here = document.map.placements_on(made), document.map.placements_on(SHEET)
    assert {id: (each.x, each.y) for id, each in there.items()} == {id: (here[id].x, here[id].y) for id in ("a", "b")}
    assert document.map.bends[f"{made}:{LINK.id}"] == Bend(made, LINK.id, 5, 40)
    assert violations(document.map) == []


def test_a_bend_whose_link_is_half_there_is_not_copied() -> None:
    document = three_cards()
    made = sheets.add(document, SHEET, ["a", "c"])
    assert [each.sheet for each in document.map.bends.values()] == [SHEET]
    assert set(document.map.placements_on(made)) == {"a", "c"}


def test_tabs_keep_their_names_when_they_change_places() -> None:
    document = three_cards()
    made = sheets.add(document, SHEET)
    sheets.rename(document, made, "  Causes\nand effects ")
    sheets.reorder(document, [made, SHEET])
    assert titles(document) == ["Causes and effects", "Sheet 1"]
    steps = len(document.history.undo_labels)
    sheets.reorder(document, [made, SHEET])
    assert len(document.history.undo_labels) == steps


def test_deleting_a_sheet_leaves_every_element_in_the_map_and_says_how_many_are_seen_no_more() -> None:
    document = three_cards()
    made = sheets.add(document, SHEET, ["a"])
    before = document.map
    assert sheets.delete(document, SHEET) == 2
    assert set(document.map.elements) == {"a", "b", "c"}
    assert on_no_sheet(document.map) == ["b", "c"]
    assert violations(document.map) == []
    document.undo()
    assert document.map == before
    assert sheets.delete(document, made) == 0


def test_the_last_sheet_stays() -> None:
    document = three_cards()
    before = document.map
    with pytest.raises(RuleBroken):
        sheets.delete(document, SHEET)
    assert document.map is before


def test_elements_shown_on_another_sheet_stand_there_as_here_or_below_what_is_there() -> None:
    document = three_cards()
    made = sheets.add(document, SHEET)
    assert sheets.show_on(document, SHEET, made, ["a", "b"]) == 2
    assert document.map.placements[f"{made}:b"].x == document.map.placements[f"{SHEET}:b"].x
    assert f"{made}:{LINK.id}" in document.map.bends
    with document.edit("Move") as edit:
        edit.put(Placement(made, "a", 470, 0, 176, 64))
    assert sheets.show_on(document, SHEET, made, ["a", "c"]) == 1
    low = max(card.y + card.height for card in document.map.placements_on(made).values() if card.element != "c")
    assert document.map.placements[f"{made}:c"].y >= low
    assert sheets.show_on(document, SHEET, made, ["a", "b", "c"]) == 0


def test_an_element_taken_off_a_sheet_stays_in_the_map() -> None:
    document = three_cards()
    made = sheets.add(document, SHEET, ["a", "b"])
    assert sheets.remove_from(document, made, ["a"]) == 0
    assert [each.id for each in sheets_with(document.map, "a")] == [SHEET]
    assert f"{made}:{LINK.id}" not in document.map.bends
    assert sheets.remove_from(document, SHEET, ["a", "c"]) == 2
    assert LINK.id in document.map.links
    assert violations(document.map) == []


def test_what_is_on_no_sheet_is_put_in_rows_below_what_is_there() -> None:
    document = Document(placed(map_of(*(objective(f"o{n:02}") for n in range(15)))))
    sheets.remove_from(document, SHEET, [f"o{n:02}" for n in range(1, 15)])
    rest = sheets.place_the_rest(document, SHEET)
    assert rest == [f"o{n:02}" for n in range(1, 15)]
    cards = list(document.map.placements_on(SHEET).values())
    for number, one in enumerate(cards):
        for other in cards[:number]:
            apart = one.x >= other.x + other.width or other.x >= one.x + one.width
            assert apart or one.y >= other.y + other.height or other.y >= one.y + one.height
    assert sheets.place_the_rest(document, SHEET) == []


def test_the_sheet_to_look_at_is_the_shown_one_if_it_can_be_else_the_one_with_most() -> None:
    document = Document(
        map_of(
            *(objective("a"), objective("b"), objective("c"), influences("a", "b", id="ab")),
            *(Sheet("two", "Two", 1), Sheet("three", "Three", 2)),
            *(Placement("two", "a", 0, 0, 176, 64), Placement("two", "b", 0, 100, 176, 64)),
            *(Placement("three", "a", 0, 0, 176, 64), Placement(SHEET, "c", 0, 0, 176, 64)),
        )
    )
    assert sheet_to_show(document.map, ["a", "c"], SHEET) == SHEET
    assert sheet_to_show(document.map, ["a", "ab"], SHEET) == "two"
    assert sheet_to_show(document.map, ["a"], SHEET) == "two"
    assert sheet_to_show(document.map, ["gone"], SHEET) == SHEET


def test_an_edit_taken_back_on_another_sheet_is_seen_there() -> None:
    document = three_cards()
    made = sheets.add(document, SHEET, ["a"])
    with document.edit("Move") as edit:
        edit.put(Placement(made, "a", 80, 80, 176, 64))
    change = document.undo()
    assert change is not None
    assert sheet_of_change(document.map, change, SHEET) == made
    assert sheet_of_change(document.map, change, made) == made
    change = document.undo()  # the sheet itself
    assert change is not None
    assert sheet_of_change(document.map, change, SHEET) == SHEET
