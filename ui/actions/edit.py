"""The Edit menu."""

from __future__ import annotations

from stratmap.i18n import marked
from ui.actions.action import (
    Action,
    Menu,
    can_redo,
    can_undo,
    has_elements,
    has_map,
    has_one_card,
    has_selected_cards,
    has_selection,
    on_map,
)

EDIT_ACTIONS: tuple[Action, ...] = (
    Action("undo", Menu.EDIT, marked("Undo"), ("Ctrl+Z",), "undo", can_undo, on_map(lambda m: m.edit.undo()), True),
    Action("redo", Menu.EDIT, marked("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", can_redo,
           on_map(lambda m: m.edit.redo()), True, ends_section=True),
    Action("cut", Menu.EDIT, marked("Cut"), ("Ctrl+X",), "cut", has_selected_cards, on_map(lambda m: m.edit.cut()),
           in_context_menu=True),
    Action("copy", Menu.EDIT, marked("Copy"), ("Ctrl+C",), "copy", has_selected_cards,
           on_map(lambda m: m.edit.copy()), in_context_menu=True),
    Action("paste", Menu.EDIT, marked("Paste"), ("Ctrl+V",), "paste", has_map, on_map(lambda m: m.edit.paste()),
           in_context_menu=True),
    Action("duplicate", Menu.EDIT, marked("Duplicate"), ("Ctrl+D",), "duplicate", has_selected_cards,
           on_map(lambda m: m.edit.duplicate()), in_context_menu=True),
    Action("delete", Menu.EDIT, marked("Delete"), ("Delete",), "delete", has_selection,
           on_map(lambda m: m.edit.delete()), in_context_menu=True, ends_section=True),
    Action("rename", Menu.EDIT, marked("Rename"), ("F2",), "edit", has_one_card,
           on_map(lambda m: m.edit.rename_selected()), in_context_menu=True),
    Action("select-all", Menu.EDIT, marked("Select all"), ("Ctrl+A",), "", has_map,
           on_map(lambda m: m.edit.select_all()), ends_section=True),
    Action("find", Menu.EDIT, marked("Find …"), ("Ctrl+F",), "find", has_map, on_map(lambda m: m.finding.open())),
    Action("find-next", Menu.EDIT, marked("Find next"), ("F3",), "", has_map, on_map(lambda m: m.finding.step(1))),
    Action("find-previous", Menu.EDIT, marked("Find previous"), ("Shift+F3",), "", has_map,
           on_map(lambda m: m.finding.step(-1)), ends_section=True),
    Action("go-left", Menu.EDIT, marked("The card at the left"), ("Alt+Left",), "", has_elements,
           on_map(lambda m: m.edit.go(-1, 0)), submenu=marked("Go to")),
    Action("go-right", Menu.EDIT, marked("The card at the right"), ("Alt+Right",), "", has_elements,
           on_map(lambda m: m.edit.go(1, 0)), submenu=marked("Go to")),
    Action("go-up", Menu.EDIT, marked("The card above"), ("Alt+Up",), "", has_elements,
           on_map(lambda m: m.edit.go(0, -1)), submenu=marked("Go to")),
    Action("go-down", Menu.EDIT, marked("The card below"), ("Alt+Down",), "", has_elements,
           on_map(lambda m: m.edit.go(0, 1)), submenu=marked("Go to")),
)  # fmt: skip
