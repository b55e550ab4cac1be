"""A step of the history names the one thing it was about."""

from __future__ import annotations

from dataclasses import replace

from models.change import Change
from models.records import Record
from stratmap.document import Document
from stratmap.edits import arrange, bands, elements
from stratmap.history_words import LONGEST, thing_of
from tests.builders import SHEET, influences, map_of, objective, perspective, placed

MAP = placed(map_of(perspective("p", 0), objective("a", "Shop"), objective("b", "Sales"), influences("a", "b", "+")))
LINK = next(iter(MAP.links.values()))


def changed(*pairs: tuple[Record | None, Record | None]) -> Change:
    return Change("", {(after or before).key: (before, after) for before, after in pairs if after or before})  # type: ignore[union-attr]


def test_a_thing_is_named_by_its_title_and_a_renamed_one_by_both() -> None:
    shop = MAP.elements["a"]
    assert thing_of(changed((shop, replace(shop, owner="Ann"))), MAP) == "‘Shop’"
    assert thing_of(changed((shop, replace(shop, title="Store"))), MAP) == "‘Shop’ → ‘Store’"
    assert thing_of(changed((replace(shop, title=""), shop)), MAP) == "‘Shop’"
    assert thing_of(changed((shop, None), (LINK, None)), MAP) == "‘Shop’"
    assert thing_of(changed((None, shop)), MAP) == "‘Shop’"


def test_a_link_is_named_by_its_ends() -> None:
    assert thing_of(changed((LINK, None)), MAP) == "‘Shop’ → ‘Sales’"
    assert thing_of(changed((replace(LINK, source="gone"), None)), MAP) == ""


def test_several_things_have_no_name_and_nor_has_the_map() -> None:
    shop, sales = MAP.elements["a"], MAP.elements["b"]
    assert thing_of(changed((shop, None), (sales, None)), MAP) == ""
    assert thing_of(changed((MAP.info, replace(MAP.info, title="Plan"))), MAP) == ""


def test_real_edits_name_what_they_are_about() -> None:
    document = Document(MAP)
    elements.set_field(document, ["a"], "owner", "Ann")
    arrange.nudge(document, SHEET, ["b"], 16, 0)
    bands.rename(document, "p", "Money")
    arrange.nudge(document, SHEET, ["a", "b"], 16, 0)
    assert [thing_of(step, document.map) for step in document.history.steps] == [
        "‘Shop’", "‘Sales’", "‘p’ → ‘Money’", "",
    ]  # fmt: skip


def test_a_long_title_or_one_of_several_lines_is_cut_to_a_row() -> None:
    shop = MAP.elements["a"]
    words = thing_of(changed((None, replace(shop, title="A very\nlong " + "x" * 500))), MAP)
    assert "\n" not in words
    assert len(words) == LONGEST + 2
