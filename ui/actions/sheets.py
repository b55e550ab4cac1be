"""The Sheets submenu of the View menu: several drawings of one map."""

from __future__ import annotations

from stratmap.i18n import marked
from ui.actions.action import Action, Menu, has_map, has_one_card, has_selected_cards, on_map

_SHEETS = marked("Sheets")

OF_A_TAB = ("rename-sheet", "sheet-left", "sheet-right", "add-sheet", "delete-sheet")
"""What a right click on a tab offers."""

SHEET_ACTIONS: tuple[Action, ...] = (
    Action("next-sheet", Menu.VIEW, marked("Next sheet"), ("Ctrl+PgDown",), "", has_map,
           on_map(lambda m: m.sheets.step(1)), submenu=_SHEETS),
    Action("previous-sheet", Menu.VIEW, marked("Previous sheet"), ("Ctrl+PgUp",), "", has_map,
           on_map(lambda m: m.sheets.step(-1)), submenu=_SHEETS),
    Action("add-sheet", Menu.VIEW, marked("Add an empty sheet"), ("Shift+F11",), "", has_map,
           on_map(lambda m: m.sheets.add()), submenu=_SHEETS),
    Action("sheet-from-selection", Menu.VIEW, marked("Add a sheet of the selection"), (), "", has_selected_cards,
           on_map(lambda m: m.sheets.add_from_selection()), submenu=_SHEETS),
    Action("rename-sheet", Menu.VIEW, marked("Rename this sheet"), ("Ctrl+F2",), "", has_map,
           on_map(lambda m: m.sheets.write_name()), submenu=_SHEETS),
    Action("sheet-left", Menu.VIEW, marked("Move this sheet to the left"), ("Ctrl+Shift+PgUp",), "", has_map,
           on_map(lambda m: m.sheets.move(-1)), submenu=_SHEETS),
    Action("sheet-right", Menu.VIEW, marked("Move this sheet to the right"), ("Ctrl+Shift+PgDown",), "", has_map,
           on_map(lambda m: m.sheets.move(1)), submenu=_SHEETS),
    Action("delete-sheet", Menu.VIEW, marked("Delete this sheet"), (), "", has_map,
           on_map(lambda m: m.sheets.delete()), submenu=_SHEETS),
    Action("show-on-sheet", Menu.VIEW, marked("Show on another sheet …"), ("Alt+Shift+O",), "",
           has_selected_cards, on_map(lambda m: m.show_elsewhere()), in_context_menu=True, submenu=_SHEETS),
    Action("remove-from-sheet", Menu.VIEW, marked("Remove from this sheet"), ("Shift+Delete",), "",
           has_selected_cards, on_map(lambda m: m.sheets.remove_selection()), in_context_menu=True, submenu=_SHEETS),
    Action("next-sheet-with", Menu.VIEW, marked("Next sheet it is on"), ("Alt+PgDown",), "", has_one_card,
           on_map(lambda m: m.sheets.show_elsewhere()), in_context_menu=True, submenu=_SHEETS),
    Action("show-the-rest", Menu.VIEW, marked("Show what is on no sheet"), (), "", has_map,
           on_map(lambda m: m.sheets.show_the_rest()), submenu=_SHEETS),
)  # fmt: skip
