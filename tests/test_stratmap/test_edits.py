"""The edits: each is one step with a name, keeps the rules, and can be taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import pytest

from models.errors import RuleBroken
from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Bend, LoopName, Placement
from models.strategy_map import StrategyMap, new_map
from stratmap.document import Document
from stratmap.drawing.picture import rect_of
from stratmap.drawing.shapes import natural_size
from stratmap.edits import align, arrange, bands, clipboard, elements, links, sheets
from stratmap.layout import ways
from stratmap.layout.placing import layout_records
from tests.builders import (
    SHEET,
    department,
    factor,
    influences,
    initiative,
    map_of,
    objective,
    perspective,
    placed,
    requires,
)


def document_of(*records: object) -> Document:
    return Document(placed(map_of(*records)))  # type: ignore[arg-type]


def test_a_new_element_is_centred_where_it_was_put_and_drawn_above_the_others() -> None:
    document = document_of(factor("a"))
    made = elements.add(document, ElementKind.OBJECTIVE, " Grow \x07", SHEET, 400, 200)
    card = document.map.placement(SHEET, made)
    assert card is not None
    assert abs(card.x + card.width / 2 - 400) <= 4
    assert abs(card.y + card.height / 2 - 200) <= 4
    assert card.z > 0
    assert document.map.elements[made].title == "Grow"
    assert document.history.undo_labels == ["Add Objective"]


def test_a_new_element_takes_the_perspective_of_the_band_it_is_put_on() -> None:
    document = Document(new_map("", ["Top", "Bottom"]))
    sheet = document.map.first_sheet().id
    made = elements.add(document, ElementKind.OBJECTIVE, "Low", sheet, 400, 300)
    beside = elements.add(document, ElementKind.OBJECTIVE, "Outside", sheet, 400, 900)
    titles = {each.id: each.title for each in document.map.perspectives.values()}
    assert titles[document.map.elements[made].perspective or ""] == "Bottom"
    assert document.map.elements[beside].perspective is None


def test_renaming_fits_cards_of_natural_size_and_leaves_others_as_they_are() -> None:
    wide = Placement(SHEET, "b", 0, 200, 400, 120)
    size = natural_size(ElementKind.FACTOR, "short")
    fitted = Placement(SHEET, "a", 0, 0, *size)
    document = Document(map_of(factor("a", "short"), factor("b", "short"), fitted, wide))
    title = "a very much longer title than before"
    elements.rename(document, "a", title)
    elements.rename(document, "b", title)
    card = document.map.placement(SHEET, "a")
    assert card is not None
    assert (card.width, card.height) == natural_size(ElementKind.FACTOR, title)
    assert document.map.placement(SHEET, "b") == wide


def test_a_kind_that_links_do_not_allow_changes_nothing() -> None:
    document = document_of(initiative("a"), objective("b"), requires("a", "b"))
    before = document.map
    with pytest.raises(RuleBroken):
        elements.change_kind(document, ["a"], ElementKind.MEASURE)
    assert document.map is before


def test_deleting_takes_links_cards_bends_and_loop_names_along() -> None:
    there, back = influences("a", "b"), influences("b", "a")
    name = LoopName((there.id, back.id), "Growth")
    document = document_of(factor("a"), factor("b"), there, back, name, Bend(SHEET, there.id, 10, 10))
    before = document.map
    elements.delete(document, ["a"])
    assert set(document.map.elements) == {"b"}
    assert not document.map.links
    assert not document.map.bends
    assert not document.map.loop_names
    assert set(document.map.placements_on(SHEET)) == {"b"}
    document.undo()
    assert document.map == before


def test_deleting_nothing_is_no_step() -> None:
    document = document_of(factor("a"))
    elements.delete(document, ["not there"])
    assert document.history.undo_labels == []


def test_the_same_link_twice_is_refused_and_the_contrary_sign_is_not() -> None:
    document = document_of(factor("a"), factor("b"))
    links.connect(document, "a", "b", LinkKind.INFLUENCES, Polarity.PLUS)
    with pytest.raises(links.AlreadyLinked):
        links.connect(document, "a", "b", LinkKind.INFLUENCES, Polarity.PLUS)
    links.connect(document, "a", "b", LinkKind.INFLUENCES, Polarity.MINUS)
    links.connect(document, "b", "a", LinkKind.INFLUENCES, Polarity.PLUS)
    assert len(document.map.links) == 3


def test_a_conflict_is_the_same_from_either_end() -> None:
    document = document_of(objective("a"), objective("b"))
    links.connect(document, "a", "b", LinkKind.CONFLICTS)
    with pytest.raises(links.AlreadyLinked):
        links.connect(document, "b", "a", LinkKind.CONFLICTS)


def test_a_link_that_is_no_influence_loses_its_sign() -> None:
    document = document_of(initiative("a"), initiative("b"), influences("a", "b", "+", "l", strength=0.5, delay=True))
    links.change_kind(document, ["l"], LinkKind.REQUIRES)
    link = document.map.links["l"]
    assert (link.polarity, link.strength, link.delay) == (Polarity.UNKNOWN, None, False)


def test_reversing_is_refused_where_the_kind_does_not_allow_it() -> None:
    document = document_of(department("d"), objective("o"))
    made = links.connect(document, "d", "o", LinkKind.OWNS)
    with pytest.raises(RuleBroken):
        links.reverse(document, [made])
    assert document.map.links[made].source == "d"


def test_nudges_in_a_row_are_one_step_and_others_are_not() -> None:
    document = document_of(factor("a"), factor("b"))
    arrange.nudge(document, SHEET, ["a"], 8, 0)
    arrange.nudge(document, SHEET, ["a"], 8, 0)
    arrange.nudge(document, SHEET, ["b"], 8, 0)
    assert len(document.history.undo_labels) == 2


def test_laying_out_straightens_bent_links_in_the_same_step() -> None:
    link = influences("a", "b")
    document = document_of(factor("a"), factor("b"), link, Bend(SHEET, link.id, 50, 50))
    before = document.map
    arrange.lay_out(document, SHEET, layout_records(document.map, SHEET))
    assert not document.map.bends
    assert len(document.history.undo_labels) == 1
    document.undo()
    assert document.map == before


def test_a_layout_worked_out_for_a_card_that_is_gone_does_not_bring_it_back() -> None:
    document = document_of(factor("a"), factor("b"))
    records = layout_records(document.map, SHEET)
    elements.delete(document, ["a"])
    arrange.lay_out(document, SHEET, records)
    assert set(document.map.placements_on(SHEET)) == {"b"}


def test_a_layout_takes_nothing_back_that_was_edited_while_it_was_worked_out() -> None:
    document = document_of(perspective("top", 0), *(objective(id) for id in "abc"), influences("a", "b"))
    align.fit_to_words(document, SHEET, ["b"])
    records = ways.by_flow(document.map, SHEET, (), None)
    sheets.rename(document, SHEET, "Workshop")
    align.pin(document, SHEET, ["a"], pinned=True)
    align.bring_to_front(document, SHEET, ["b"])
    elements.rename(document, "b", "A title that is very much longer now and asks for a wider and a higher card " * 2)
    before = document.map
    arrange.lay_out(document, SHEET, records)
    was, now = before.placements_on(SHEET), document.map.placements_on(SHEET)
    assert now["a"] == was["a"], "pinned meanwhile, it stays"
    assert now["b"] == replace(was["b"], x=now["b"].x, y=now["b"].y)
    assert (now["b"].x, now["b"].y) != (was["b"].x, was["b"].y)
    assert document.map.sheets[SHEET] == replace(before.sheets[SHEET], shows_bands=False)
    document.undo()
    assert document.map == before


def test_a_card_that_grew_while_a_layout_was_worked_out_covers_no_other_after_it() -> None:
    document = document_of(*(objective(id) for id in "abcdef"))
    align.fit_to_words(document, SHEET, "abcdef")
    records = ways.by_flow(document.map, SHEET, (), None)
    elements.rename(document, "c", "A title that is very much longer now and asks for a wider and a higher card " * 3)
    arrange.lay_out(document, SHEET, records)
    spots = document.map.placements_on(SHEET)
    assert (spots["c"].width, spots["c"].height) > (spots["a"].width, spots["a"].height)
    boxes = [rect_of(each) for each in spots.values()]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_a_layout_sizes_no_band_of_a_perspective_that_went_while_it_was_worked_out() -> None:
    map = map_of(perspective("top", 0), perspective("low", 1), objective("a", perspective="low"))
    document = Document(placed(map))
    records = ways.by_perspective(document.map, SHEET, (), None)
    bands.delete(document, "top")
    arrange.lay_out(document, SHEET, records)
    assert {each.perspective for each in document.map.bands.values()} == {"low"}


def pasted_into(other: StrategyMap, text: str) -> StrategyMap:
    document = Document(other)
    clipboard.paste(document, other.first_sheet().id, text)
    return document.map


def test_what_was_copied_from_one_map_can_be_pasted_into_another() -> None:
    source = placed(map_of(factor("a", "Rain"), factor("b", "Umbrellas"), factor("c"), influences("a", "b", "+")))
    text = clipboard.copied(source, SHEET, ["a", "b"])
    after = pasted_into(new_map("Other"), text)
    assert sorted(each.title for each in after.elements.values()) == ["Rain", "Umbrellas"]
    (link,) = after.links.values()
    assert link.polarity is Polarity.PLUS
    assert not set(after.elements) & {"a", "b"}


def test_a_link_to_something_that_was_not_copied_stays_behind() -> None:
    source = placed(map_of(factor("a"), factor("b"), influences("a", "b")))
    assert not pasted_into(new_map(), clipboard.copied(source, SHEET, ["a"])).links


def test_pasting_twice_makes_two_copies() -> None:
    document = document_of(factor("a"))
    text = clipboard.copied(document.map, SHEET, ["a"])
    one = clipboard.paste(document, SHEET, text)
    other = clipboard.paste(document, SHEET, text)
    assert not one & other
    assert len(document.map.elements) == 3


def test_copies_of_copies_lie_one_above_the_other_for_as_long_as_a_key_is_held() -> None:
    document = document_of(factor("below"), factor("a"))
    keys = frozenset({"a"})
    for _press in range(100):
        keys = clipboard.duplicate(document, SHEET, keys)
    heights = sorted(each.z for each in document.map.placements_on(SHEET).values())
    assert heights == [0, 0, *range(1, 101)]


def test_copies_lie_on_each_other_as_their_originals_do_above_all_others() -> None:
    heights = {"a": 7, "b": -4, "c": 7, "other": 9}
    spots = [Placement(SHEET, id, 0, 0, 100, 40, z=z) for id, z in heights.items()]
    document = Document(map_of(*(factor(id) for id in heights), *spots))
    clipboard.duplicate(document, SHEET, ["a", "b", "c"])
    copies = {
        document.map.elements[each.element].title: each.z
        for each in document.map.placements_on(SHEET).values()
        if each.element not in heights
    }
    assert copies == {"b": 10, "a": 11, "c": 12}


def _without(text: str, name: str) -> str:
    data = json.loads(text)
    del data[name]
    return json.dumps(data)


def _with_title(text: str, title: str) -> str:
    data = json.loads(text)
    data["elements"][0][2] = title
    return json.dumps(data)


@pytest.mark.parametrize(
    "text", ["", "hello", "[]", "{}", '{"stratmap": 2}', "[" * 100_000, "null", '{"stratmap": 1}']
)
def test_anything_else_on_the_clipboard_is_refused(text: str) -> None:
    document = document_of(factor("a"))
    before = document.map
    with pytest.raises(clipboard.NotPasteable):
        clipboard.paste(document, SHEET, text)
    assert document.map is before


def test_a_changed_clipboard_is_refused_or_breaks_a_rule_and_changes_nothing() -> None:
    document = document_of(factor("a"), factor("b"), influences("a", "b"))
    text = clipboard.copied(document.map, SHEET, ["a", "b"])
    before = document.map
    for damaged in (_without(text, "links"), _without(text, "placements"), text.replace('"factor"', '"king"')):
        with pytest.raises(clipboard.NotPasteable):
            clipboard.paste(document, SHEET, damaged)
    with pytest.raises(RuleBroken):
        clipboard.paste(document, SHEET, _with_title(text, "x" * 3_000))
    assert document.map is before
