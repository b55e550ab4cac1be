"""The outline's rows follow any change as if they were made anew, and a single edit costs little in a large map."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from PySide6.QtWidgets import QWidget

from models.change import Change
from models.records import Perspective
from models.strategy_map import StrategyMap
from tests.builders import map_of, objective
from tests.cost import steps
from tests.strategies import maps
from ui.panels.outline_model import OutlineModel
from ui.panels.outline_rows import Grouping, OutlineRows

EVERYTHING = lambda _id: True  # noqa: E731


def model_of(map: StrategyMap, parent: QWidget) -> OutlineModel:
    return OutlineModel(map, EVERYTHING, lambda _id, _title: None, parent)


def elements_in(rows: OutlineRows) -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups that are not empty, with what stands in them."""
    return [(group.key, group.spots) for group in rows.groups if group.spots]


@pytest.mark.parametrize("grouping", Grouping)
@settings(max_examples=40, deadline=None)
@given(before=maps(6), after=maps(6))
def test_rows_follow_any_change(qapp: object, grouping: Grouping, before: StrategyMap, after: StrategyMap) -> None:
    parent = QWidget()
    model = model_of(before, parent)
    model.group_by(grouping)
    counted = [0]
    model.rowsInserted.connect(lambda _p, first, last: counted.append(counted.pop() + last - first + 1))
    model.rowsRemoved.connect(lambda _p, first, last: counted.append(counted.pop() - last + first - 1))
    model.modelReset.connect(lambda: counted.__setitem__(0, model.rows.count - shown))
    shown = model.rowCount()
    model.follow(after, before.change_to(after, "anything"))
    fresh = OutlineRows()
    fresh.grouping = grouping
    fresh.fill(after, after.elements.values())
    assert elements_in(model.rows) == elements_in(fresh)
    assert model.rowCount() == shown + counted[0], "Qt was told of other rows"
    for row in range(model.rowCount()):
        element = model.element_at(model.index(row, 0))
        assert element is None or model.rows.row_of(element) == row
    parent.deleteLater()


def test_a_closed_group_stays_closed_and_hides_its_rows(qapp: object) -> None:
    parent = QWidget()
    map = map_of(Perspective("p", "Finance"), *(objective(each, perspective="p") for each in "abc"), objective("d"))
    model = model_of(map, parent)
    group = model.group_at(model.index(0, 0))
    assert group is not None
    model.toggle(group)
    assert [model.element_at(model.index(row, 0)) for row in range(model.rowCount())] == [None, None, "d"]
    assert model.rows.row_of("b") is None
    later = objective("e", perspective="p")
    after = StrategyMap([*map.records(), later])
    model.follow(after, Change("Add", {"e": (None, later)}))
    model.show_all(after)
    assert model.rowCount() == 3
    model.toggle(model.rows.groups[0])
    assert model.rowCount() == 7
    parent.deleteLater()


def test_an_edit_among_ten_thousand_elements_costs_no_more_than_among_a_hundred(qapp: object) -> None:
    assert lines_to_follow_edits(10_000) <= 1.5 * lines_to_follow_edits(100)


def lines_to_follow_edits(count: int) -> int:
    """Lines of Python run to have the outline of so many elements follow nine edits."""
    parent = QWidget()
    map = map_of(*(objective(f"e{number}", f"Objective {number * 7919 % count}") for number in range(count)))
    model = model_of(map, parent)
    taken = 0
    for number in range(9):
        before = map.elements[f"e{number}"]
        change = Change("Rename", {before.id: (before, replace(before, title=f"Anew {number}"))})
        map = map.apply(change)
        taken += steps(partial(model.follow, map, change))
    assert model.index(0, 0).isValid()
    parent.deleteLater()
    return taken
