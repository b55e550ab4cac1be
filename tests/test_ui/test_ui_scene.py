"""What one sheet shows, and what is where for mouse and keys. No window: a scene is plain records and arithmetic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.change import Change
from models.kinds import ElementKind
from models.records import Element, Link, Perspective, Placement
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.picture import picture
from stratmap.drawing.primitives import Rect
from stratmap.drawing.theme import theme
from tests.builders import SHEET, conflicts, factor, influences, initiative, map_of, objective
from tests.strategies import maps
from ui.canvas.scene import Scene

EVERYWHERE = Rect(-3e7, -3e7, 6e7, 6e7)


def at(element: str, x: float, y: float, z: int = 0, width: float = 176.0, height: float = 64.0) -> Placement:
    return Placement(SHEET, element, x, y, width, height, z=z)


def scene_of(*records: Element | Link | Placement | Perspective) -> Scene:
    return Scene(map_of(*records), SHEET, theme("paper"))


@pytest.fixture
def cross() -> Scene:
    """Five cards: one in the middle of four."""
    spots = {"middle": (400, 400), "left": (0, 400), "right": (800, 400), "above": (400, 0), "below": (400, 800)}
    return scene_of(*(objective(name) for name in spots), *(at(name, *spot) for name, spot in spots.items()))


def test_an_item_is_there_for_each_card_and_each_link_between_two_cards():
    scene = scene_of(
        *(objective("a"), objective("b"), objective("nowhere"), at("a", 0, 0), at("b", 300, 0)),
        *(influences("a", "b", id="drawn"), influences("a", "nowhere", id="not drawn")),
    )
    assert scene.keys == {"a", "b", "drawn"}


def test_the_topmost_of_cards_on_each_other_is_hit():
    scene = scene_of(objective("a"), objective("b"), at("a", 0, 0, z=1), at("b", 20, 20, z=0))
    assert scene.places.element_at(30, 30) == "a"


def test_cards_of_one_height_lie_on_each_other_on_the_screen_as_on_paper():
    spots = [at(id, 20 * number, 20 * number) for number, id in enumerate(("b", "c", "a"))]
    scene = scene_of(*(objective(spot.element) for spot in spots), *spots)
    drawn = [group.key for group in picture(scene.map, SHEET, theme("paper")).groups]
    assert scene.near(EVERYWHERE)[0] == drawn
    assert scene.places.element_at(50, 50) == drawn[-1], "the one that is seen is the one that is hit"
    scene.floating.show(frozenset(drawn), lifted=True)
    assert scene.floating.records()[0] == drawn


def test_beside_every_card_nothing_is_hit(cross: Scene):
    assert cross.places.element_at(300, 300) is None


def test_a_card_the_mouse_is_on_comes_before_one_within_reach():
    scene = scene_of(objective("under"), objective("beside"), at("under", 0, 0), at("beside", 180, 0, z=9))
    assert scene.places.element_at(174, 30, reach=12) == "under"
    assert scene.places.element_at(178, 30, reach=12) == "beside"


def test_the_nearest_link_within_reach_is_hit():
    scene = scene_of(
        *(objective("a"), objective("b"), objective("c"), objective("d")),
        *(at("a", 0, 0), at("b", 600, 0), at("c", 0, 100), at("d", 600, 100)),
        *(influences("a", "b", "+", id="upper"), influences("c", "d", "+", id="lower")),
    )
    x, y = scene.line_of("upper")[len(scene.line_of("upper")) // 2]
    assert scene.link_at(x, y + 3, 6) == "upper"
    assert scene.link_at(x, y + 30, 6) is None
    assert scene.link_at(x, y + 30, 200) == "upper"


def test_a_rubber_band_takes_the_cards_it_touches_and_the_links_between_them(cross: Scene):
    scene = scene_of(
        *(objective("a"), objective("b"), objective("c"), at("a", 0, 0), at("b", 300, 0), at("c", 900, 0)),
        *(influences("a", "b", id="inside"), influences("b", "c", id="half")),
    )
    assert scene.places.keys_in(Rect(-10, -10, 320, 20)) == {"a", "b", "inside"}
    assert scene.places.keys_in(Rect(190, 0, 60, 60)) == frozenset(), "a link alone is not taken"


@pytest.mark.parametrize(
    ("way", "there"), [((-1, 0), "left"), ((1, 0), "right"), ((0, -1), "above"), ((0, 1), "below")]
)
def test_the_neighbour_in_a_direction_is_the_card_there(cross: Scene, way: tuple[int, int], there: str):
    assert cross.places.neighbour("middle", *way) == there


def test_past_the_last_card_there_is_no_neighbour(cross: Scene):
    assert cross.places.neighbour("left", -1, 0) is None


def test_going_begins_at_the_top_left():
    scene = scene_of(objective("a"), objective("b"), at("a", 500, 0), at("b", 0, 0))
    assert scene.places.neighbour(None, 1, 0) == "b"
    assert scene.places.neighbour("gone", 1, 0) == "b"
    assert scene_of().places.neighbour(None, 1, 0) is None


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), max_size=25, unique=True))
def test_a_free_spot_is_free(cells: list[tuple[int, int]]):
    cards = [(f"c{number}", x * 208.0, y * 112.0) for number, (x, y) in enumerate(cells)]
    scene = scene_of(*(objective(name) for name, _, _ in cards), *(at(name, x, y) for name, x, y in cards))
    x, y = scene.places.free_spot(88, 32, 176, 64)
    assert scene.places.keys_in(Rect(x - 88, y - 32, 176, 64)) == frozenset()


def test_a_free_spot_is_where_it_was_wanted_when_nothing_is_there():
    assert scene_of().places.free_spot(10, 20, 176, 64) == (10, 20)


def test_what_is_not_lit_is_dimmed(cross: Scene):
    cross.lit = frozenset({"middle"})
    opacities = {group.key: group.opacity for group in cross.groups_in(EVERYWHERE)}
    assert opacities["middle"] == 1.0
    assert opacities["left"] < 0.5


def test_a_part_of_the_map_draws_only_what_is_in_it(cross: Scene):
    assert [group.key for group in cross.groups_in(Rect(0, 380, 100, 100))] == ["left"]


def test_badges_go_when_the_findings_do(cross: Scene):
    bare = list(cross.groups_in(EVERYWHERE))
    cross.show_severities({"left": Severity.ERROR})
    assert list(cross.groups_in(EVERYWHERE)) != bare
    cross.show_severities({})
    assert list(cross.groups_in(EVERYWHERE)) == bare


def test_another_theme_draws_everything_anew_and_keeps_the_badges(cross: Scene):
    cross.show_severities({"left": Severity.ERROR})
    before = list(cross.groups_in(EVERYWHERE))
    cross.wear(theme("slate"))
    assert list(cross.groups_in(EVERYWHERE)) != before
    cross.wear(theme("paper"))
    assert list(cross.groups_in(EVERYWHERE)) == before


def test_a_link_that_comes_between_two_makes_room_among_its_neighbours():
    records = [objective("a"), objective("b"), at("a", 0, 0), at("b", 400, 0), influences("a", "b", "+", id="one")]
    scene, after = scene_of(*records), map_of(*records, influences("b", "a", "-", id="two"))
    alone = scene.line_of("one")
    scene.show(after, {"two"})
    assert scene.line_of("one") != alone
    scene.show(map_of(*records), {"two"})
    assert scene.line_of("one") == alone


@settings(max_examples=40)
@given(maps(max_elements=5), maps(max_elements=5))
def test_showing_what_changed_gives_what_drawing_everything_gives(before: StrategyMap, after: StrategyMap):
    sheet = "sheet 0"  # there in both
    scene = Scene(before, sheet, theme("paper"))
    for map, change in (
        (after, before.change_to(after, "There")),
        (before, after.change_to(before, "And back")),
    ):
        scene.show(map, change.keys)
        fresh = Scene(map, sheet, theme("paper"))
        assert scene.keys == fresh.keys
        assert list(scene.groups_in(EVERYWHERE)) == list(fresh.groups_in(EVERYWHERE))


def test_a_change_of_an_ends_kind_redraws_the_link():
    card = Element("a", ElementKind.OBJECTIVE, "a")
    records = [objective("b"), at("a", 0, 0), at("b", 400, 200), influences("a", "b", "+", id="link")]
    scene = scene_of(card, *records)
    after = map_of(replace(card, kind=ElementKind.FACTOR), *records)
    scene.show(after, {"a"})
    assert list(scene.groups_in(EVERYWHERE)) == list(Scene(after, SHEET, theme("paper")).groups_in(EVERYWHERE))


def test_cards_of_every_kind_are_where_their_placement_says():
    scene = scene_of(initiative("i"), factor("f"), at("i", 1, 2), at("f", 300, 4), conflicts("i", "i2"))
    assert scene.rect_of("i") == Rect(1, 2, 176, 64)
    assert scene.rect_around(["i", "f", "gone"]) == Rect(1, 2, 475, 66)
    assert scene.rect_of("gone") is None
    assert scene.rect_around(["gone"]) is None


def test_a_card_that_is_carried_does_not_float_where_it_was_while_the_hand_rests():
    spots = (at("a", 0, 0), at("b", 300, 0))
    scene = scene_of(factor("a"), factor("b"), influences("a", "b", id="link"), *spots)
    scene.carry(["a"], 80.0, 0.0)
    scene.floating.caught_up()
    assert scene.floating.records() == ([], ["link"])
    scene.put_down()
    scene.floating.caught_up()
    assert scene.floating.records() == ([], [])


@pytest.mark.parametrize("gone", [("link",), ("sheet:b",)])
def test_a_link_that_goes_while_a_part_is_being_drawn_is_left_out(gone: tuple[str, ...]):
    spots = (at("a", 0, 0), at("b", 300, 0))
    scene = scene_of(factor("a"), factor("b"), influences("a", "b", id="link"), *spots)
    cards, links = scene.near(EVERYWHERE)
    drawing = scene.records_in(EVERYWHERE, cards, links)
    after = scene.map.apply(Change("", {key: (scene.map.get(key), None) for key in gone}))
    scene.show(after, gone)
    assert "link" not in {group.key for group in drawing}
    assert scene.way_of("link") is None
