"""The one door: an edit is checked, made once, told once, or leaves no trace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.change import Change
from models.errors import Rule, RuleBroken
from models.kinds import Polarity
from models.records import Placement, Revision
from stratmap.document import Document, EditsOverlap, ListenerWrote, prepared
from tests.builders import SHEET, influences, initiative, map_of, objective, renamed


@pytest.fixture
def document() -> Document:
    return Document(map_of(objective("a"), initiative("b"), influences("b", "a", id="l")))


def heard_by(document: Document) -> list[Change]:
    heard: list[Change] = []
    document.changed.connect(heard.append)
    return heard


def test_an_edit_changes_the_map_and_is_told_once(document: Document) -> None:
    heard = heard_by(document)
    with document.edit("Add 2 objectives") as edit:
        edit.put(objective("c"))
        edit.put(objective("d"))
    assert {"c", "d"} <= set(document.map.elements)
    assert [(change.label, change.keys) for change in heard] == [("Add 2 objectives", {"c", "d"})]


def test_an_edit_sees_what_it_is_about_to_do(document: Document) -> None:
    with document.edit("Rename") as edit:
        edit.put(objective("a", "New"))
        assert edit.get("a") == objective("a", "New")
        edit.remove("l")
        assert edit.get("l") is None
        assert edit.get("b") == initiative("b")
        assert document.map.elements["a"] == objective("a")


def test_an_edit_that_changes_nothing_is_not_told_and_not_remembered(document: Document) -> None:
    heard = heard_by(document)
    with document.edit("Rename") as edit:
        edit.put(objective("a", "New"))
        edit.put(objective("a"))
    assert heard == []
    assert document.history.undo_labels == []


def test_an_exception_in_an_edit_leaves_no_trace(document: Document) -> None:
    heard, before = heard_by(document), document.map

    def give_up() -> None:
        with document.edit("Give up") as edit:
            edit.remove("a")
            raise LookupError

    with pytest.raises(LookupError):
        give_up()
    assert document.map is before
    assert (heard, document.history.undo_labels) == ([], [])


def test_a_broken_rule_leaves_no_trace(document: Document) -> None:
    heard, before = heard_by(document), document.map
    with pytest.raises(RuleBroken) as refused, document.edit("Delete") as edit:
        edit.remove("a")
    assert [each.rule for each in refused.value.violations] == [Rule.MISSING_END]
    assert document.map is before
    assert (heard, document.history.undo_labels) == ([], [])
    assert not document.is_modified


def test_a_change_worked_out_beforehand_is_checked_as_well(document: Document) -> None:
    with pytest.raises(RuleBroken):
        document.make(Change("Delete", {"a": (objective("a"), None)}))
    document.make(Change("Rename", {"a": (objective("a"), objective("a", "New"))}))
    assert document.map.elements["a"].title == "New"


def test_a_change_of_an_earlier_map_keeps_what_was_edited_since_and_is_taken_back_to_it(document: Document) -> None:
    link = document.map.links["l"]
    made = prepared(document.map, Change("Sign", {"l": (link, replace(link, polarity=Polarity.PLUS))}))
    with document.edit("Note") as edit:
        edit.put(replace(link, notes="Why", delay=True))
    before = document.map
    document.make_prepared(made)
    assert document.map.links["l"] == replace(link, polarity=Polarity.PLUS, notes="Why", delay=True)
    document.undo()
    assert document.map == before
    document.redo()
    assert document.map.links["l"].polarity is Polarity.PLUS


def test_a_change_of_an_earlier_map_brings_nothing_back_that_went_since(document: Document) -> None:
    was = document.map.elements["a"]
    with document.edit("Delete") as edit:
        edit.remove("a")
        edit.remove("l")
    before = document.map
    document.make(Change("Rename", {"a": (was, renamed(was, "New"))}))
    assert document.map is before
    assert document.history.undo_labels == ["Delete"]


def test_a_change_of_an_earlier_map_puts_nothing_over_what_came_since(document: Document) -> None:
    here, there = Placement(SHEET, "a", 0, 0, 100, 40), Placement(SHEET, "a", 800, 0, 200, 40)
    with document.edit("Place") as edit:
        edit.put(here)
    document.make(Change("Place elsewhere, and add", {there.key: (None, there), "c": (None, objective("c"))}))
    assert document.map.placement(SHEET, "a") == here
    assert "c" in document.map.elements


def test_a_deletion_of_an_earlier_map_is_taken_back_with_what_was_edited_since(document: Document) -> None:
    gone = document.map.links["l"]
    with document.edit("Note") as edit:
        edit.put(replace(gone, notes="Why"))
    document.make(Change("Delete", {"l": (gone, None)}))
    assert "l" not in document.map.links
    document.undo()
    assert document.map.links["l"].notes == "Why"


def test_a_change_of_an_earlier_map_that_breaks_a_rule_by_now_leaves_no_trace(document: Document) -> None:
    link = document.map.links["l"]
    made = prepared(document.map, Change("Link", {"m": (None, replace(link, id="m"))}))
    with document.edit("Delete") as edit:
        edit.remove("a")
        edit.remove("l")
    before = document.map
    with pytest.raises(RuleBroken):
        document.make_prepared(made)
    assert document.map is before


def test_a_listener_may_not_change_the_map(document: Document) -> None:
    def meddle(_: Change) -> None:
        with document.edit("Meddle") as edit:
            edit.put(objective("meddled"))

    document.changed.connect(meddle)
    with pytest.raises(ListenerWrote), document.edit("Add") as edit:
        edit.put(objective("c"))
    assert "meddled" not in document.map.elements


@pytest.mark.parametrize("step", ["undo", "redo"])
def test_a_listener_may_not_undo(document: Document, step: str) -> None:
    document.changed.connect(lambda _: getattr(document, step)())
    with pytest.raises(ListenerWrote), document.edit("Add") as edit:
        edit.put(objective("c"))


def test_after_a_listener_failed_the_document_can_be_edited_again(document: Document) -> None:
    def fail(_: Change) -> None:
        raise RuntimeError("listener")

    stop = document.changed.connect(fail)
    with pytest.raises(RuntimeError), document.edit("Add") as edit:
        edit.put(objective("c"))
    stop()
    document.undo()
    assert "c" not in document.map.elements


def test_an_edit_inside_an_edit_is_refused_rather_than_lost(document: Document) -> None:
    def edit_twice() -> None:
        with document.edit("Outer") as outer:
            outer.put(objective("a", "Outer"))
            with document.edit("Inner") as inner:
                inner.put(objective("a", "Inner"))

    with pytest.raises(EditsOverlap):
        edit_twice()
    assert document.map.elements["a"].title == "Inner"
    assert document.history.undo_labels == ["Inner"]


def test_a_document_is_modified_until_saved_and_again_when_undone_past_the_save(document: Document) -> None:
    assert not document.is_modified
    rename(document, "one")
    assert document.is_modified
    document.mark_saved((Revision("r", "2026-01-01T00:00:00+00:00"),))
    assert not document.is_modified
    assert document.lineage[-1].id == "r"
    document.undo()
    assert document.is_modified
    document.redo()
    assert not document.is_modified


def test_another_way_taken_after_undoing_past_the_save_stays_modified(document: Document) -> None:
    rename(document, "one")
    document.mark_saved(())
    document.undo()
    rename(document, "two")
    assert document.is_modified
    document.undo()
    assert document.is_modified


def rename(document: Document, title: str, join: str | None = None) -> None:
    with document.edit(f"Rename to {title}", join) as edit:
        edit.put(renamed(document.map.elements["a"], title))
