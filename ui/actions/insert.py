"""The Insert menu: new elements."""

from __future__ import annotations

from models.kinds import ElementKind
from stratmap.i18n import marked
from ui.actions.action import Action, Menu, Runs, has_map, on_map


def _insert(kind: ElementKind) -> Runs:
    return on_map(lambda work: work.edit.insert(kind))


INSERT_ACTIONS: tuple[Action, ...] = (
    Action("add-objective", Menu.INSERT, marked("Objective"), ("Ctrl+1",), "objective", has_map,
           _insert(ElementKind.OBJECTIVE)),
    Action("add-initiative", Menu.INSERT, marked("Initiative"), ("Ctrl+2",), "initiative", has_map,
           _insert(ElementKind.INITIATIVE)),
    Action("add-department", Menu.INSERT, marked("Department"), ("Ctrl+3",), "department", has_map,
           _insert(ElementKind.DEPARTMENT)),
    Action("add-measure", Menu.INSERT, marked("Measure"), ("Ctrl+4",), "measure", has_map,
           _insert(ElementKind.MEASURE)),
    Action("add-factor", Menu.INSERT, marked("Factor"), ("Ctrl+5",), "factor", has_map, _insert(ElementKind.FACTOR)),
    Action("add-note", Menu.INSERT, marked("Note"), ("Ctrl+6",), "note", has_map, _insert(ElementKind.NOTE)),
)  # fmt: skip
