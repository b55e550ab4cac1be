"""Perspectives and their bands: cards go along with their band, and nothing gets lost when one goes."""

from __future__ import annotations

import pytest

from models.records import Band, Placement, Sheet
from models.rules import violations
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.drawing.bands import perspective_at
from stratmap.edits import bands
from tests.builders import SHEET, map_of, objective, perspective


def three_bands() -> Document:
    """Three bands of 240, 160 and 240 px with a card in each, and cards above and below all of them."""
    spots = {"over": -100, "money": 40, "customer": 300, "inside": 420, "under": 900}
    homes = {"money": "Money", "customer": "Customer", "inside": "Inside"}
    return Document(
        map_of(
            *(perspective(each, place) for place, each in enumerate(("Money", "Customer", "Inside"))),
            Band(SHEET, "Customer", 160),
            *(objective(each, perspective=homes.get(each)) for each in spots),
            *(Placement(SHEET, each, 200, y, 176, 64) for each, y in spots.items()),
        )
    )


def heights(document: Document) -> dict[str, float]:
    return {each.element: each.y for each in document.map.placements_on(SHEET).values()}


def belong(map: StrategyMap) -> None:
    """Every card on a band belongs to it."""
    for card in map.placements_on(SHEET).values():
        assert map.elements[card.element].perspective == perspective_at(map, SHEET, card.y + card.height / 2)


def test_a_new_perspective_comes_last_or_under_another_and_moves_what_is_lower() -> None:
    document = three_bands()
    before = document.map
    made = bands.add(document, " Learning\n", below="Money")
    assert [each.title for each in document.map.ordered_perspectives()] == ["Money", "Learning", "Customer", "Inside"]
    assert heights(document) == {"over": -100, "money": 40, "customer": 540, "inside": 660, "under": 1140}
    belong(document.map)
    assert document.map.perspectives[made].position == 1
    document.undo()
    assert document.map == before
    bands.add(document, "Last")
    assert document.map.ordered_perspectives()[-1].title == "Last"
    assert heights(document)["under"] == 1140
    belong(document.map)


def test_a_first_perspective_takes_no_card_in() -> None:
    document = Document(map_of(objective("a"), Placement(SHEET, "a", 0, 20, 176, 64)))
    bands.add(document, "Money")
    assert document.map.elements["a"].perspective is None
    belong(document.map)


def test_a_perspective_moves_with_its_cards() -> None:
    document = three_bands()
    before = document.map
    document.make(bands.reordered(document.map, "Inside", 0))
    assert [each.id for each in document.map.ordered_perspectives()] == ["Inside", "Money", "Customer"]
    assert heights(document) == {"over": -100, "money": 280, "customer": 540, "inside": 20, "under": 900}
    belong(document.map)
    document.undo()
    assert document.map == before
    assert not bands.reordered(document.map, "Inside", 2)
    assert not bands.reordered(document.map, "Inside", 99)


def test_a_band_that_grows_moves_what_is_below_and_one_that_shrinks_stops_at_its_cards() -> None:
    document = three_bands()
    document.make(bands.resized(document.map, SHEET, "Money", 325))
    assert heights(document) == {"over": -100, "money": 40, "customer": 388, "inside": 508, "under": 988}
    document.make(bands.resized(document.map, SHEET, "Money", 10))
    assert bands.height_of(document.map, SHEET, "Money") == 104  # the card ends there
    belong(document.map)


def test_a_band_without_cards_shrinks_to_where_its_name_fits() -> None:
    document = Document(map_of(perspective("Money", 0)))
    document.make(bands.resized(document.map, SHEET, "Money", -50))
    assert bands.height_of(document.map, SHEET, "Money") == bands.LEAST_HEIGHT
    assert not bands.resized(document.map, SHEET, "Money", 1)


def test_key_presses_that_resize_a_band_are_one_step() -> None:
    document = three_bands()
    before = document.map
    for _ in range(3):
        assert bands.resize_by(document, SHEET, "Money", 8)
    document.undo()
    assert document.map == before


def test_bands_that_a_sheet_hides_move_none_of_its_cards() -> None:
    document = three_bands()
    bands.show(document, SHEET, shown=False)
    before = heights(document)
    document.make(bands.reordered(document.map, "Inside", 0))
    document.make(bands.resized(document.map, SHEET, "Money", 800))
    bands.add(document, "Another", below="Money")
    bands.delete(document, "Money")
    assert heights(document) == before
    assert violations(document.map) == []


def test_only_the_sheet_that_is_resized_changes() -> None:
    document = three_bands()
    with document.edit("Another sheet") as edit:
        edit.put(Sheet("other", position=1))
        edit.put(Placement("other", "customer", 0, 300, 176, 64))
    document.make(bands.resized(document.map, SHEET, "Money", 400))
    assert document.map.placements["other:customer"].y == 300
    document.make(bands.reordered(document.map, "Customer", 0))
    assert document.map.placements["other:customer"].y == 60


@pytest.mark.parametrize(("gone", "heir"), [("Money", "Customer"), ("Customer", "Money"), ("Inside", "Customer")])
def test_the_cards_of_a_perspective_that_goes_stay_and_belong_to_its_neighbour(gone: str, heir: str) -> None:
    document = three_bands()
    before, stood = document.map, heights(document)
    kept = bands.delete(document, gone)
    assert kept is not None
    assert kept.id == heir
    assert heights(document) == stood
    assert document.map.elements[gone.casefold()].perspective == heir
    belong(document.map)
    assert violations(document.map) == []
    document.undo()
    assert document.map == before


def test_an_empty_band_that_goes_closes_and_the_last_one_leaves_its_cards_without() -> None:
    document = Document(
        map_of(
            perspective("Money", 0),
            perspective("Customer", 1),
            objective("a", perspective="Customer"),
            Placement(SHEET, "a", 0, 300, 176, 64),
        )
    )
    bands.delete(document, "Money")
    assert heights(document) == {"a": 60}
    belong(document.map)
    assert bands.delete(document, "Customer") is None
    assert document.map.elements["a"].perspective is None
    assert heights(document) == {"a": 60}
    assert violations(document.map) == []


def test_a_first_perspective_comes_also_where_a_card_stands_above_it() -> None:
    spots = {"over": -100, "on": 20, "under": 900}
    cards = [each for id, y in spots.items() for each in (objective(id), Placement(SHEET, id, 0, y, 176, 64))]
    document = Document(map_of(*cards))
    bands.add(document, "Money")
    assert heights(document) == {"over": -100, "on": 260, "under": 1140}
    belong(document.map)
