"""A card that gets larger covers none that it stood clear of: it slides, or its neighbours are pushed on."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, product

import pytest

from models.kinds import ElementKind
from models.records import Perspective, Placement, Sheet
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.drawing.bands import perspective_at
from stratmap.drawing.picture import rect_of
from stratmap.drawing.shapes import natural_size
from stratmap.edits import align, elements, making_room
from tests.builders import SHEET, map_of, objective

LONG = "Grow the revenue of the shops in the south together with the new partners and all who ever worked with us"
SHORT = "Grow"
WIDE, HIGH = natural_size(ElementKind.OBJECTIVE, SHORT)


def standing(*spots: Placement, bands: bool = False) -> Document:
    """Cards with a short title where the spots are; with bands, two perspectives 240 high."""
    parts = [objective(each.element, SHORT) for each in spots]
    map = map_of(*parts, *spots)
    if bands:
        over = [Perspective("top", "top", 0), Perspective("low", "low", 1)]
        map = StrategyMap([each for each in map.records() if not isinstance(each, Sheet)])
        belongs = {s.element: "top" if s.y + s.height / 2 < 240 else "low" for s in spots}
        rest = [replace(e, perspective=belongs[e.id]) for e in map.elements.values()]
        map = StrategyMap([map.info, Sheet(SHEET, shows_bands=True), *over, *rest, *spots])
    return Document(map)


def at(id: str, x: float, y: float, *, pinned: bool = False) -> Placement:
    return Placement(SHEET, id, x, y, WIDE, HIGH, pinned=pinned)


def covering(map: StrategyMap) -> set[tuple[str, str]]:
    cards = sorted((each.element, rect_of(each)) for each in map.placements_on(SHEET).values())
    return {
        (a, b)
        for (a, one), (b, other) in combinations(cards, 2)
        if one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
    }


def places(map: StrategyMap) -> dict[str, tuple[float, float]]:
    return {each.element: (each.x, each.y) for each in map.placements_on(SHEET).values()}


def test_a_card_with_room_grows_about_its_middle_and_moves_no_other() -> None:
    document = standing(at("a", 0, 0), at("b", 1000, 0))
    elements.rename(document, "a", LONG)
    card = document.map.placement(SHEET, "a")
    assert card is not None
    assert abs(card.x + card.width / 2 - WIDE / 2) <= 4
    assert places(document.map)["b"] == (1000, 0)


def test_a_card_with_room_on_one_side_only_slides_there() -> None:
    document = standing(at("a", 0, 0), at("b", WIDE + 16, 0))
    elements.rename(document, "a", LONG)
    assert places(document.map)["b"] == (WIDE + 16, 0)
    assert covering(document.map) == set()


def test_neighbours_on_both_sides_are_pushed_on_in_the_same_step_of_undo() -> None:
    document = standing(at("a", 0, 0), at("b", WIDE + 16, 0), at("c", 2 * WIDE + 32, 0), at("far", 5000, 0))
    before = document.map
    elements.rename(document, "b", LONG)
    assert covering(document.map) == set()
    after = places(document.map)
    assert after["a"][0] < after["b"][0] < after["c"][0]
    assert after["far"] == (5000, 0)
    document.undo()
    assert document.map == before


def test_a_push_goes_on_through_the_cards_behind() -> None:
    column = [at(f"c{number:02}", 0, number * (HIGH + 8)) for number in range(12)]
    document = standing(*column)
    elements.rename(document, "c05", LONG)
    assert covering(document.map) == set()
    heights = [places(document.map)[f"c{number:02}"][1] for number in range(12)]
    assert heights == sorted(heights)


def test_pinned_neighbours_stay_where_they_are() -> None:
    left, right = at("a", 0, 0, pinned=True), at("c", 2 * WIDE + 32, 0, pinned=True)
    document = standing(left, at("b", WIDE + 16, 0), right)
    elements.rename(document, "b", LONG)
    assert document.map.placement(SHEET, "a") == left
    assert document.map.placement(SHEET, "c") == right
    assert covering(document.map) == set()


def test_a_pinned_card_grows_where_it_is_and_pushes_the_others() -> None:
    document = standing(at("a", 0, 0, pinned=True), at("b", WIDE + 16, 0))
    elements.rename(document, "a", LONG)
    card = document.map.placement(SHEET, "a")
    assert card is not None
    assert abs(card.x + card.width / 2 - WIDE / 2) <= 4
    assert covering(document.map) == set()


def test_a_card_pushed_onto_a_pinned_one_goes_to_a_free_place_near_by() -> None:
    pinned = at("c", 2 * WIDE + 32, 0, pinned=True)
    wall = at("w", -WIDE - 16, 0, pinned=True)
    document = standing(wall, at("a", 0, 0, pinned=True), at("b", WIDE + 16, 0), pinned)
    elements.rename(document, "a", LONG)
    now = places(document.map)
    assert now["c"] == (pinned.x, pinned.y)
    assert ("a", "b") not in covering(document.map)
    assert ("b", "c") not in covering(document.map)


def test_no_card_is_pushed_onto_another_band() -> None:
    spots = [at("a", 200, 240 - HIGH - 8), at("b", 200, 248), at("c", 200, 240 - 2 * HIGH - 24)]
    document = standing(*spots, bands=True)
    elements.rename(document, "a", LONG)
    assert covering(document.map) == set()
    for each in document.map.placements_on(SHEET).values():
        on = perspective_at(document.map, SHEET, each.y + each.height / 2)
        assert on == document.map.elements[each.element].perspective


def test_what_a_card_covered_before_it_may_cover_afterwards() -> None:
    document = standing(at("a", 0, 0), at("b", 40, 16))
    elements.rename(document, "a", LONG)
    assert places(document.map)["b"] == (40, 16)


def test_another_kind_and_fitting_to_words_make_room_too() -> None:
    small = [replace(at(id, x, 0), width=96, height=40) for id, x in (("a", 0), ("b", 112), ("c", 224))]
    document = standing(*small)
    align.fit_to_words(document, SHEET, ["a", "b", "c"])
    assert covering(document.map) == set()
    document = standing(at("a", 0, 0), at("b", 0, HIGH + 8))
    elements.change_kind(document, ["a", "b"], ElementKind.DEPARTMENT)
    assert covering(document.map) == set()


@pytest.mark.parametrize("seed", range(30))
def test_in_any_crowd_without_pins_no_card_comes_to_cover_another(seed: int) -> None:
    lot = random.Random(seed)
    spots = [
        at(f"c{column}-{row}", column * (WIDE + lot.choice((8, 24, 40))), row * (HIGH + lot.choice((8, 16, 32))))
        for column in range(6)
        for row in range(6)
        if lot.random() < 0.8
    ]
    document = standing(*spots)
    before = covering(document.map)
    for each in lot.sample(spots, 5):
        elements.rename(document, each.element, LONG)
    assert covering(document.map) <= before


def test_where_very_many_cards_had_to_be_pushed_none_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making_room, "MOST_PUSHES", 20)
    spots = [at(f"c{x}-{y}", x * (WIDE + 8), y * (HIGH + 8)) for x in range(30) for y in range(30)]
    document = standing(*spots)
    elements.rename(document, "c15-15", LONG)
    assert sum(spot != document.map.placements[spot.key] for spot in spots) == 1


def test_whatever_the_ids_are_the_cards_come_to_stand_in_the_same_places() -> None:
    """A crowd in which a card that looks for a free place has two to choose from that are equally near."""

    def crowded(prefix: str) -> frozenset[tuple[float, float]]:
        chance = random.Random(197)
        spots = []
        for column, row in product(range(6), range(6)):
            if chance.random() < 0.85:
                x, y = (column - 3) * (WIDE + chance.choice([16, 24, 16])), (row - 3) * (HIGH + 16)
                pinned = chance.random() < 0.5 and (column, row) != (3, 3)
                spots.append(at(f"{prefix}{column}{row}", x, y, pinned=pinned))
        document = standing(*spots)
        for each in [each.element for each in spots if not each.pinned][:6]:
            elements.rename(document, each, LONG)
        return frozenset(places(document.map).values())

    assert len({crowded(f"{number:x}-") for number in range(20)}) == 1
