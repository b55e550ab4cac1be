"""Published models of all sizes, imported and laid out: no card on another, and no link through one."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratmap.document import Document
from stratmap.drawing.detours import near_of, runs_through
from stratmap.drawing.picture import rect_of, sheet_routes
from stratmap.edits import arrange
from stratmap.examples import EXAMPLES, load_example
from stratmap.importing.tables import import_tables
from stratmap.layout import ways
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


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("ea_esdc_mandate_letters", ways.by_flow_sideways),
        ("ea_wildrivercontrol", ways.by_flow),
        ("ea_wildrivercontrol", ways.by_flow_sideways),
    ],
)
def test_no_link_runs_through_a_card_in_a_published_model(name, way):
    path = GRAPHS / f"{name}.csv"
    if not path.exists():
        pytest.skip("the shared graphs are not beside the checkout")
    document = Document(import_tables([path]).map)
    sheet = document.map.first_sheet().id
    arrange.lay_out(document, sheet, way(document.map, sheet, (), None))
    map, boxes = document.map, {id: rect_of(spot) for id, spot in document.map.placements_on(sheet).items()}
    near = near_of(boxes)
    for link, route in sheet_routes(map, sheet).items():
        ends = (map.links[link].source, map.links[link].target)
        assert not [id for id, box in near(route.bounds) if id not in ends and runs_through(route.points, box)], link


@pytest.mark.parametrize("name", [example.name for example in EXAMPLES])
def test_no_card_stands_on_another_in_an_example(name):
    map = load_example(name)
    spots = map.placements_on(map.first_sheet().id)
    assert len(spots) == len(map.elements) > 14
    assert list(meetings({id: rect_of(spot) for id, spot in spots.items()}, CARD_GAP)) == []
