"""Filters in words, the values they offer, and keeping them by name."""

from __future__ import annotations

from models.kinds import Status
from models.records import SavedFilter
from stratmap.document import Document
from stratmap.edits.filters import delete_filter, save_filter
from stratmap.filter_words import filter_words, focus_words, offered
from stratmap.filtering import Focus, Towards
from tests.builders import department, initiative, map_of, objective, owns

MAP = map_of(
    objective("grow", "Grow  revenue", owner="Zoe", status=Status.AT_RISK, tags=("Core", "two words")),
    objective("keep", owner="ann", tags=("core",)),
    initiative("shop"),
    department("it", "IT"),
    owns("it", "shop"),
)


def test_a_filter_offers_the_values_there_are_and_having_none() -> None:
    assert offered(MAP, "kinds") == ["objective", "initiative", "department"]
    assert offered(MAP, "link_kinds") == ["owns"]
    assert offered(MAP, "owners") == ["ann", "Zoe", ""]
    assert offered(MAP, "statuses") == ["at risk", ""]
    assert offered(MAP, "departments") == ["it", ""]
    assert offered(MAP, "tags") == ["Core", "two words", ""]


def test_an_empty_map_offers_nothing() -> None:
    for criterion in ("kinds", "link_kinds", "owners", "departments", "statuses", "tags"):
        assert offered(map_of(), criterion) == []


def test_a_filter_says_what_it_asks_for() -> None:
    filter = SavedFilter("", kinds=("objective",), statuses=("at risk", ""), departments=("it", "gone"))
    words = "Kind: Objective · Department: IT, something that is gone · Status: At risk, No status"
    assert filter_words(MAP, filter) == words
    many = SavedFilter("", tags=tuple("abcdefg"))
    assert filter_words(MAP, many) == "Tag: a, b, c, d, 3 more"
    assert filter_words(MAP, SavedFilter("")) == ""


def test_a_focus_says_around_what_it_looks() -> None:
    assert focus_words(MAP, Focus(("grow",), 2)) == "Showing 2 steps around ‘Grow revenue’"
    assert focus_words(MAP, Focus(("grow",), 1, Towards.CAUSES)) == "Showing 1 step of causes of ‘Grow revenue’"
    assert focus_words(MAP, Focus(("grow", "keep"), None, Towards.EFFECTS)) == "Showing all effects of 2 cards"


def test_a_title_with_braces_is_a_title_in_the_words_of_a_focus() -> None:
    map = map_of(objective("odd", "{n} {what}"))
    assert focus_words(map, Focus(("odd",), 1)) == "Showing 1 step around ‘{n} {what}’"


def test_a_filter_saved_twice_under_one_name_is_kept_once_and_undo_brings_the_first_back() -> None:
    document = Document(MAP)
    first = save_filter(document, SavedFilter("", kinds=("objective",)), "  Goals ")
    second = save_filter(document, SavedFilter("", kinds=("initiative",)), "goals")
    assert list(document.map.filters.values()) == [second]
    assert first.title == "Goals"
    document.undo()
    assert list(document.map.filters.values()) == [first]
    delete_filter(document, first.id)
    assert not document.map.filters
    assert document.history.undo_labels == ["Save filter", "Delete filter"]


def test_saving_a_filter_starts_no_analysis() -> None:
    document = Document(MAP)
    heard: list[bool] = []
    document.changed.connect(lambda change: heard.append(change.is_structural))
    save_filter(document, SavedFilter("", kinds=("objective",)), "Goals")
    assert heard == [False]
