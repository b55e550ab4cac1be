"""Published models of all sizes, imported and laid out: no card on another, whatever people drew."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratmap.drawing.picture import rect_of
from stratmap.examples import EXAMPLES, load_example
from stratmap.importing.tables import import_tables
from stratmap.layout.cards import CARD_GAP
from tests.test_stratmap.layout_asking import meetings

GRAPHS = Path(__file__).resolve().parents[3] / "shared" / "data" / "graphs"


@pytest.mark.parametrize("name", ["hero_culture", "isee_marketGrowth", "ea_reaching_home", "urban_dynamics_1969"])
def test_no_card_stands_on_another_in_a_published_model(name):
    path = GRAPHS / f"{name}.csv"
    if not path.exists():
        pytest.skip("the shared graphs are not beside the checkout")
    map = import_tables([path]).map
    spots = map.placements_on(map.first_sheet().id)
    assert len(spots) == len(map.elements) > 20
    assert list(meetings({id: rect_of(spot) for id, spot in spots.items()}, CARD_GAP)) == []


@pytest.mark.parametrize("name", [example.name for example in EXAMPLES])
def test_no_card_stands_on_another_in_an_example(name):
    map = load_example(name)
    spots = map.placements_on(map.first_sheet().id)
    assert len(spots) == len(map.elements) > 14
    assert list(meetings({id: rect_of(spot) for id, spot in spots.items()}, CARD_GAP)) == []
