"""Bending links, leading them elsewhere, and making a card with its link: each one step that keeps the rules."""

from __future__ import annotations

import json

import pytest

from models.errors import RuleBroken
from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Bend, placement_key
from models.rules import violations
from models.strategy_map import new_map
from stratmap.document import Document
from stratmap.drawing.picture import link_route, rect_of
from stratmap.drawing.primitives import Rect
from stratmap.edits import bends, clipboard, links
from stratmap.edits.growing import as_kind, cause_of, effect_of, grow, sibling_of
from stratmap.edits.places import beside
from tests.builders import (
    SHEET,
    department,
    factor,
    influences,
    initiative,
    map_of,
    measure,
    note,
    objective,
    owns,
    placed,
)


def pair(*links_between: object) -> Document:
    return Document(placed(map_of(factor("a"), factor("b"), factor("c"), *links_between), step=400))  # type: ignore[arg-type]


def test_a_bent_link_runs_through_the_place_it_was_pulled_to() -> None:
    document = pair(influences("a", "b", id="l"))
    middle = bends.middle_of(document.map, SHEET, "l")
    assert middle is not None
    bends.bend(document, SHEET, "l", 10, 90)
    way = link_route(document.map, SHEET, "l")
    assert way is not None
    assert way.middle == pytest.approx((middle[0] + 10, middle[1] + 90))
    assert bends.middle_of(document.map, SHEET, "l") == middle
    assert document.history.undo_labels == ["Bend link"]


def test_a_pull_too_small_to_see_is_no_bend_and_straightening_says_whether_there_was_one() -> None:
    document = pair(influences("a", "b", id="l"))
    bends.bend(document, SHEET, "l", 2, -3)
    assert not document.map.bends
    assert document.history.undo_labels == []
    assert not bends.straighten(document, SHEET, ["l"])
    bends.bend(document, SHEET, "l", 0, 50)
    assert bends.straighten(document, SHEET, ["l"])
    assert not document.map.bends


def test_bending_by_keys_in_a_row_is_one_step() -> None:
    document = pair(influences("a", "b", id="l"), influences("b", "c", id="m"))
    for _press in range(3):
        bends.bend_further(document, SHEET, ["l", "m"], 0, 16)
    assert {each.dy for each in document.map.bends.values()} == {48}
    assert document.history.undo_labels == ["Bend 2 links"]
    document.undo()
    assert not document.map.bends


@pytest.mark.parametrize("pull", [float("nan"), float("inf"), 1e9])
def test_a_bend_nobody_would_find_again_is_refused(pull: float) -> None:
    document = pair(influences("a", "b", id="l"))
    with pytest.raises(RuleBroken):
        bends.bend(document, SHEET, "l", pull, 50)
    assert not document.map.bends


def test_a_reversed_link_stays_where_it_was_bent_to() -> None:
    document = pair(influences("a", "b", id="l"))
    bends.bend(document, SHEET, "l", 10, 90)
    before = link_route(document.map, SHEET, "l")
    links.reverse(document, ["l"])
    after = link_route(document.map, SHEET, "l")
    assert before is not None
    assert after is not None
    assert after.middle == pytest.approx(before.middle)


def test_reconnecting_keeps_everything_but_the_end_and_the_bend() -> None:
    document = pair(influences("a", "b", "-", id="l", delay=True, strength=0.5))
    bends.bend(document, SHEET, "l", 10, 90)
    before = document.map
    links.reconnect(document, "l", target="c")
    link = document.map.links["l"]
    assert (link.source, link.target, link.delay, link.strength) == ("a", "c", True, 0.5)
    assert not document.map.bends
    document.undo()
    assert document.map == before


def test_reconnecting_to_itself_to_what_cannot_be_or_to_what_is_there_is_refused() -> None:
    document = pair(influences("a", "b", id="l"), influences("a", "c", id="m"), note("n"))
    before = document.map
    with pytest.raises(RuleBroken):
        links.reconnect(document, "l", target="a")
    with pytest.raises(RuleBroken):
        links.reconnect(document, "l", source="n")
    with pytest.raises(links.AlreadyLinked):
        links.reconnect(document, "l", target="c")
    assert document.map == before
    links.reconnect(document, "l", target="b")
    assert document.history.undo_labels == []


def test_strength_is_said_of_influences_only() -> None:
    document = Document(
        placed(map_of(department("d"), initiative("i"), objective("o"), owns("d", "i"), influences("i", "o")))
    )
    links.set_strength(document, list(document.map.links), 0.5)
    assert {each.kind: each.strength for each in document.map.links.values()} == {
        LinkKind.OWNS: None,
        LinkKind.INFLUENCES: 0.5,
    }


@pytest.mark.parametrize(
    ("element", "effect", "link", "cause", "caused_by"),
    [
        (objective("x"), "objective", "influences", "initiative", "influences"),
        (initiative("x"), "objective", "influences", "department", "owns"),
        (department("x"), "initiative", "owns", None, None),
        (measure("x"), "objective", "tracks", "factor", "influences"),
        (factor("x"), "factor", "influences", "factor", "influences"),
        (note("x"), None, None, None, None),
    ],
)
def test_what_most_likely_comes_next(
    element: object, effect: str | None, link: str | None, cause: str | None, caused_by: str | None
) -> None:
    map = map_of(element)  # type: ignore[arg-type]
    ahead, back = effect_of(map, "x"), cause_of(map, "x")
    assert (ahead and ahead.kind, ahead and ahead.link) == (effect, link)
    assert (back and back.kind, back and back.link) == (cause, caused_by)


def test_a_card_grows_with_its_link_in_one_step() -> None:
    document = Document(placed(map_of(initiative("i"))))
    growth = effect_of(document.map, "i")
    assert growth is not None
    made, link = grow(document, growth, "Goal", SHEET, 600, 0)
    assert document.map.links[link or ""].target == made
    assert document.history.undo_labels == ["Add Objective"]
    document.undo()
    assert set(document.map.elements) == {"i"}
    assert not document.map.links


def test_a_card_whose_neighbour_is_gone_meanwhile_stands_alone() -> None:
    document = Document(placed(map_of(initiative("i"), objective("o"))))
    growth = effect_of(document.map, "i")
    assert growth is not None
    with document.edit("Away") as edit:
        for key in ("i", placement_key(SHEET, "i")):
            edit.remove(key)
    _made, link = grow(document, growth, "Goal", SHEET, 600, 0)
    assert link is None
    assert violations(document.map) == []


def test_a_sibling_is_linked_like_the_first() -> None:
    map = map_of(initiative("i"), objective("o"), influences("i", "o", "+"))
    of_goal, of_work = sibling_of(map, "o"), sibling_of(map, "i")
    assert (of_goal.kind, of_goal.other, of_goal.forward, of_goal.polarity) == (
        ElementKind.OBJECTIVE, "i", True, Polarity.PLUS,
    )  # fmt: skip
    assert (of_work.kind, of_work.other, of_work.forward) == (ElementKind.INITIATIVE, "o", False)
    assert sibling_of(map_of(note("n")), "n").link is None


def test_another_kind_takes_a_link_the_two_allow_or_none_is_offered() -> None:
    map = map_of(department("d"), factor("f"))
    owned = effect_of(map, "d")
    assert owned is not None
    assert as_kind(map, owned, ElementKind.FACTOR) is None
    grown = effect_of(map, "f", LinkKind.INFLUENCES, Polarity.MINUS)
    assert grown is not None
    goal = as_kind(map, grown, ElementKind.OBJECTIVE)
    assert goal is not None
    assert (goal.link, goal.polarity) == (LinkKind.INFLUENCES, Polarity.MINUS)
    assert effect_of(map, "f", LinkKind.OWNS) is None


def test_new_cards_beside_stand_apart_and_in_the_band_that_fits() -> None:
    document = Document(new_map("", ["Top", "Middle", "Bottom"]))
    sheet = document.map.first_sheet().id
    from stratmap.edits.elements import add

    start = add(document, ElementKind.OBJECTIVE, "Start", sheet, 400, 360)
    size = (176.0, 64.0)
    for ahead, band in ((1, 0), (0, 1), (-1, 2)):
        seen: list[Rect] = []
        for number in range(3):
            place = beside(document.map, sheet, start, size, ahead)
            assert place is not None
            assert int(place.center[1] // 240) == band
            assert all(each.x != place.x for each in seen)
            seen.append(place)
            add(document, ElementKind.OBJECTIVE, f"{ahead} {number}", sheet, *place.center)
    assert beside(document.map, sheet, "nobody", size, 1) is None


def test_new_cards_beside_are_at_the_right_where_there_are_no_bands() -> None:
    map = placed(map_of(factor("a")))
    card = rect_of(map.placements_on(SHEET)["a"])
    ahead, back, next_to = (beside(map, SHEET, "a", (96.0, 40.0), way) for way in (1, -1, 0))
    assert ahead is not None
    assert back is not None
    assert next_to is not None
    assert ahead.x > card.right
    assert back.right < card.x
    assert next_to.y > card.bottom


def test_bends_are_copied_with_their_links() -> None:
    document = pair(influences("a", "b", id="l"))
    bends.bend(document, SHEET, "l", 10, 90)
    made = clipboard.duplicate(document, SHEET, ["a", "b"])
    (link,) = made & set(document.map.links)
    assert document.map.bends[placement_key(SHEET, link)] == Bend(SHEET, link, 10, 90)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_card_that_is_nowhere_is_not_pasted(number: str) -> None:
    document = pair()
    text = clipboard.copied(document.map, SHEET, ["a"])
    data = json.loads(text)
    data["placements"][0][2] = float(number.replace("Infinity", "inf"))
    with pytest.raises(clipboard.NotPasteable):
        clipboard.paste(document, SHEET, json.dumps(data))
    with pytest.raises(clipboard.NotPasteable):
        clipboard.read(json.dumps(data))


def test_the_part_for_a_picture_holds_the_selection_and_nothing_else() -> None:
    document = pair(influences("a", "b", id="l"), influences("b", "c", id="m"))
    part = clipboard.part_of(document.map, SHEET, ["a", "b"])
    assert set(part.elements) == {"a", "b"}
    assert set(part.links) == {"l"}
    assert violations(part) == []
