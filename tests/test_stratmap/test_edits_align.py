"""Lining up, distributing, sizing, stacking and pinning cards: one step each, and a card's band counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.kinds import ElementKind
from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import MIN_SIZES, natural_size
from stratmap.edits import align, arrange
from stratmap.edits.align import Line, Size
from stratmap.layout.placing import layout_records
from tests.builders import SHEET, factor, map_of, objective, perspective

BOXES = {"a": (0, 0, 100, 40), "b": (200, 64, 180, 60), "c": (496, 200, 96, 48)}


def three_cards() -> Document:
    spots = [Placement(SHEET, id, *box, z=z) for z, (id, box) in enumerate(BOXES.items())]
    return Document(map_of(*(objective(id) for id in BOXES), *spots))


def boxes(document: Document) -> dict[str, tuple[float, float, float, float]]:
    spots = document.map.placements_on(SHEET)
    return {id: (each.x, each.y, each.width, each.height) for id, each in spots.items()}


@pytest.mark.parametrize(
    ("line", "measure"),
    [
        (Line.LEFT, lambda x, y, w, h: x),
        (Line.CENTRE, lambda x, y, w, h: x + w / 2),
        (Line.RIGHT, lambda x, y, w, h: x + w),
        (Line.TOP, lambda x, y, w, h: y),
        (Line.MIDDLE, lambda x, y, w, h: y + h / 2),
        (Line.BOTTOM, lambda x, y, w, h: y + h),
    ],
)
def test_cards_are_lined_up_in_one_step(line: Line, measure: Callable[..., float]) -> None:
    document = three_cards()
    before = document.map
    align.align(document, SHEET, BOXES, line)
    after = boxes(document)
    assert len({measure(*box) for box in after.values()}) == 1
    across = line in (Line.LEFT, Line.CENTRE, Line.RIGHT)
    assert all((after[id][1] == BOXES[id][1]) if across else (after[id][0] == BOXES[id][0]) for id in BOXES)
    assert all(after[id][2:] == BOXES[id][2:] for id in BOXES)
    document.undo()
    assert document.map == before


def test_lining_up_one_card_is_no_step() -> None:
    document = three_cards()
    align.align(document, SHEET, ["a"], Line.LEFT)
    align.distribute(document, SHEET, ["a", "b"], across=True)
    align.same_size(document, SHEET, ["a"], Size.BOTH)
    assert document.history.undo_labels == []


def test_distributed_cards_have_equal_gaps_and_the_outer_ones_stay() -> None:
    document = three_cards()
    align.distribute(document, SHEET, BOXES, across=True)
    after = boxes(document)
    assert after["b"][0] - 100 == after["c"][0] - (after["b"][0] + 180)
    assert (after["a"], after["c"]) == (BOXES["a"], BOXES["c"])
    align.distribute(document, SHEET, BOXES, across=False)
    after = boxes(document)
    assert after["b"][1] - 40 == after["c"][1] - (after["b"][1] + 60)


def test_cards_distributed_over_too_little_room_do_not_overlap() -> None:
    spots = [Placement(SHEET, id, x, 0, 100, 40) for id, x in (("a", 0), ("b", 30), ("c", 60))]
    document = Document(map_of(*(objective(each.element) for each in spots), *spots))
    align.distribute(document, SHEET, ["a", "b", "c"], across=True)
    assert [box[0] for box in boxes(document).values()] == [0, 116, 232]


@pytest.mark.parametrize(
    ("size", "wanted"), [(Size.WIDTH, (180, None)), (Size.HEIGHT, (None, 60)), (Size.BOTH, (180, 60))]
)
def test_cards_get_the_size_of_the_largest(size: Size, wanted: tuple[float | None, float | None]) -> None:
    document = three_cards()
    align.same_size(document, SHEET, BOXES, size)
    for id, (_x, _y, width, height) in boxes(document).items():
        assert width == (wanted[0] or BOXES[id][2])
        assert height == (wanted[1] or BOXES[id][3])


def test_a_card_lined_up_into_another_band_belongs_to_it() -> None:
    top, low = Placement(SHEET, "a", 0, 40, 100, 40), Placement(SHEET, "b", 200, 300, 100, 40)
    document = Document(
        map_of(perspective("Top", 0), perspective("Low", 1), objective("a", perspective="Top"),
               objective("b", perspective="Low"), top, low)
    )  # fmt: skip
    align.align(document, SHEET, ["a", "b"], Line.BOTTOM)
    assert document.map.elements["a"].perspective == "Low"
    document.undo()
    assert document.map.elements["a"].perspective == "Top"


def test_a_card_is_never_dragged_smaller_than_its_kind_may_be() -> None:
    document = three_cards()
    document.make(align.resized(document.map, SHEET, "b", Rect(200, 64, 1, -50)))
    assert boxes(document)["b"] == (200, 64, *MIN_SIZES[ElementKind.OBJECTIVE])


def test_key_presses_that_resize_are_one_step_and_stop_at_the_least_size() -> None:
    document = three_cards()
    before = document.map
    for _ in range(40):
        align.resize_by(document, SHEET, ["a", "b"], -8, -8)
    assert {box[2:] for id, box in boxes(document).items() if id != "c"} == {MIN_SIZES[ElementKind.OBJECTIVE]}
    document.undo()
    assert document.map == before


def test_a_card_fitted_to_its_words_is_as_large_as_a_new_one() -> None:
    title = "x" * 2_000
    spot = Placement(SHEET, "a", 0, 0, 800, 800)
    document = Document(map_of(factor("a", title), spot))
    align.fit_to_words(document, SHEET, ["a"])
    _x, _y, *size = boxes(document)["a"]
    assert tuple(size) == natural_size(ElementKind.FACTOR, title)
    assert max(size) < 500


def order(map: StrategyMap) -> list[str]:
    return [
        each.element for each in sorted(map.placements_on(SHEET).values(), key=lambda each: (each.z, each.element))
    ]


def test_cards_come_to_the_front_and_go_to_the_back_in_their_own_order() -> None:
    document = three_cards()
    align.bring_to_front(document, SHEET, ["b", "a"])
    assert order(document.map) == ["c", "a", "b"]
    align.send_to_back(document, SHEET, ["b"])
    assert order(document.map) == ["b", "c", "a"]
    steps = len(document.history.undo_labels)
    align.send_to_back(document, SHEET, ["b"])
    align.bring_to_front(document, SHEET, ["a"])
    assert len(document.history.undo_labels) == steps, "what is in front already is no step"


def test_a_pinned_card_stays_where_it_is_when_the_sheet_is_laid_out() -> None:
    document = three_cards()
    align.pin(document, SHEET, ["c"], pinned=True)
    arrange.lay_out(document, SHEET, layout_records(document.map, SHEET))
    assert boxes(document)["c"] == BOXES["c"]
    align.pin(document, SHEET, ["c"], pinned=False)
    assert not document.map.placements[f"{SHEET}:c"].pinned
    assert document.history.undo_labels[-1] == "Unpin element"
