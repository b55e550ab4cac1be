"""The Insert menu: new elements."""

from __future__ import annotations

from models.kinds import ElementKind
from stratmap.i18n import marked
from ui.actions.action import Action, Menu, Runs, has_map, has_one_card, on_map


def _insert(kind: ElementKind) -> Runs:
    return on_map(lambda work: work.making.insert(kind))


INSERT_ACTIONS: tuple[Action, ...] = (
    Action("add-objective", Menu.INSERT, marked("Objective"), ("Ctrl+1",), "objective", has_map,
           _insert(ElementKind.OBJECTIVE), in_paper_menu=True),
    Action("add-initiative", Menu.INSERT, marked("Initiative"), ("Ctrl+2",), "initiative", has_map,
           _insert(ElementKind.INITIATIVE), in_paper_menu=True),
    Action("add-department", Menu.INSERT, marked("Department"), ("Ctrl+3",), "department", has_map,
           _insert(ElementKind.DEPARTMENT), in_paper_menu=True),
    Action("add-measure", Menu.INSERT, marked("Measure"), ("Ctrl+4",), "measure", has_map,
           _insert(ElementKind.MEASURE), in_paper_menu=True),
    Action("add-factor", Menu.INSERT, marked("Factor"), ("Ctrl+5",), "factor", has_map, _insert(ElementKind.FACTOR),
           in_paper_menu=True),
    Action("add-note", Menu.INSERT, marked("Note"), ("Ctrl+6",), "note", has_map, _insert(ElementKind.NOTE),
           in_paper_menu=True, ends_section=True),
    Action("grow-effect", Menu.INSERT, marked("What it leads to (Tab)"), (), "", has_one_card,
           on_map(lambda m: m.making.grow(1))),
    Action("grow-cause", Menu.INSERT, marked("What leads to it (Shift+Tab)"), (), "", has_one_card,
           on_map(lambda m: m.making.grow(-1))),
    Action("grow-sibling", Menu.INSERT, marked("Another beside it (Enter)"), (), "", has_one_card,
           on_map(lambda m: m.making.grow(0)), ends_section=True),
    Action("quick-entry", Menu.INSERT, marked("Quick entry"), ("Ctrl+T",), "", has_map,
           on_map(lambda m: m.quick.open())),
)  # fmt: skip
