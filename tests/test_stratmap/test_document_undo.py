"""Undo and redo: there and back exactly, joined where asked, a thousand steps deep."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.strategy_map import StrategyMap
from stratmap import history
from stratmap.document import Document
from stratmap.history import History
from tests.builders import map_of, objective, renamed
from tests.strategies import maps


def document() -> Document:
    return Document(map_of(objective("a")))


def rename(document: Document, title: str, join: str | None = None) -> None:
    with document.edit(f"Rename to {title}", join) as edit:
        edit.put(renamed(document.map.elements["a"], title))


def title(document: Document) -> str:
    return document.map.elements["a"].title


@settings(max_examples=30, deadline=None)
@given(st.lists(maps(4), min_size=2, max_size=4))
def test_undoing_everything_gives_the_start_and_redoing_everything_the_end(stages: list[StrategyMap]) -> None:
    working = Document(stages[0])
    for stage in stages[1:]:
        working.make(working.map.change_to(stage, "replace"))
    while working.undo():
        pass
    assert working.map == stages[0]
    assert not working.is_modified
    while working.redo():
        pass
    assert working.map == stages[-1]


def test_a_thousand_steps_are_undone_and_redone() -> None:
    working = document()
    for step in range(1000):
        rename(working, str(step))
    for _ in range(1000):
        assert working.undo()
    assert (title(working), working.undo()) == ("a", None)
    for _ in range(1000):
        assert working.redo()
    assert (title(working), working.redo()) == ("999", None)


def test_an_undo_is_told_as_the_change_that_was_applied() -> None:
    working = document()
    rename(working, "b")
    heard = []
    working.changed.connect(heard.append)
    assert working.undo() is heard[0]
    assert heard[0].entries["a"][1] == objective("a")
    assert heard[0].label == "Rename to b"


def test_steps_have_names() -> None:
    working = document()
    rename(working, "b")
    rename(working, "c")
    working.undo()
    assert working.history.undo_labels == ["Rename to b"]
    assert working.history.redo_labels == ["Rename to c"]


def test_a_new_edit_forgets_what_was_undone() -> None:
    working = document()
    rename(working, "b")
    working.undo()
    rename(working, "c")
    assert working.redo() is None
    assert title(working) == "c"


def test_edits_with_the_same_join_are_one_step() -> None:
    working = document()
    rename(working, "b", join="typing")
    rename(working, "c", join="typing")
    assert working.history.undo_labels == ["Rename to c"]
    working.undo()
    assert title(working) == "a"


def test_edits_with_another_join_or_none_are_steps_of_their_own() -> None:
    working = document()
    for text, join in (("b", "typing"), ("c", "other"), ("d", None), ("e", None)):
        rename(working, text, join)
    assert len(working.history.undo_labels) == 4


def test_an_undo_ends_a_join() -> None:
    working = document()
    rename(working, "b", join="typing")
    rename(working, "c")
    working.undo()
    rename(working, "d", join="typing")
    assert len(working.history.undo_labels) == 2


def test_a_save_ends_a_join() -> None:
    working = document()
    rename(working, "b", join="typing")
    working.mark_saved(())
    rename(working, "c", join="typing")
    working.undo()
    assert title(working) == "b"
    assert not working.is_modified


def test_joined_edits_that_come_back_to_where_they_began_are_no_step() -> None:
    working = document()
    rename(working, "b", join="typing")
    rename(working, "a", join="typing")
    assert working.history.undo_labels == []
    assert not working.is_modified


def test_joined_edits_that_came_to_nothing_are_not_joined_to_the_step_before() -> None:
    working = document()
    rename(working, "b")
    rename(working, "c", join="typing")
    rename(working, "b", join="typing")
    rename(working, "d", join="typing")
    assert working.history.undo_labels == ["Rename to b", "Rename to d"]


def test_the_oldest_step_is_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "DEPTH", 3)
    working = document()
    for text in "bcde":
        rename(working, text)
    assert working.history.undo_labels == ["Rename to c", "Rename to d", "Rename to e"]
    while working.undo():
        pass
    assert title(working) == "b"
    assert working.is_modified, "what was on the disk cannot be reached any more"


def test_a_save_further_back_than_remembered_is_not_taken_for_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "DEPTH", 2)
    working = document()
    rename(working, "b")
    working.mark_saved(())
    for text in "cde":
        rename(working, text)
    while working.undo():
        pass
    assert working.is_modified


def test_an_equal_change_is_not_taken_for_the_saved_one() -> None:
    working = document()
    rename(working, "b")
    working.mark_saved(())
    rename(working, "a")
    rename(working, "b")
    assert working.is_modified


def test_there_is_nothing_to_undo_in_a_new_history() -> None:
    assert History().take_back() is None
    assert History().take_again() is None
    assert History().is_at_save


def test_travelling_tells_one_change_that_leads_there_and_back() -> None:
    document = Document(map_of(objective("a")))
    start = document.map
    for number in range(3):
        with document.edit(f"Step {number}") as edit:
            edit.put(objective("a", f"title {number}"))
    end, told = document.map, []
    document.changed.connect(told.append)
    back = document.travel(3)
    assert document.map == start
    assert told == [back]
    assert document.history.redo_labels == ["Step 2", "Step 1", "Step 0"]
    assert document.travel(-99) is not None
    assert document.map == end
    assert document.travel(-1) is None
    assert document.travel(0) is None
    assert len(told) == 2
