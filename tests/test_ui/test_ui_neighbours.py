"""The cards that count for smart guides are found, and found at once however large what is moved is."""

from __future__ import annotations

from models.limits import MAX_COORDINATE
from models.records import Placement
from stratmap.drawing.primitives import Rect
from stratmap.drawing.theme import theme
from tests.builders import SHEET, map_of, objective
from tests.cost import steps
from ui.canvas.scene import Scene
from ui.tools.guides import Neighbours


def neighbours() -> Neighbours:
    cards = [objective(id) for id in ("near", "far", "moved")]
    spots = [Placement(SHEET, id, x, 0, 160, 64) for id, x in (("near", 0), ("far", 50_000), ("moved", 300))]
    return Neighbours(Scene(map_of(*cards, *spots), SHEET, theme("paper")), {"moved"})


def test_cards_near_what_is_moved_count_and_neither_it_nor_far_ones() -> None:
    found = neighbours().near(Rect(300, 0, 160, 64), 1.0)
    assert [(each.x, each.y) for each in found] == [(0, 0)]


def test_an_enormous_card_finds_its_neighbours_without_looking_at_all_the_paper_it_covers() -> None:
    cards = neighbours()
    side = MAX_COORDINATE
    assert {each.x for each in cards.near(Rect(-side / 2, -side / 2, side, side), 1.0)} == {0, 50_000}
    assert steps(lambda: cards.near(Rect(-side / 2, -side / 2, side, side), 1.0)) < 200
