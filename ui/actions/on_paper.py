"""What is done on the paper itself: whoever asks for it while the matrix is in front is taken back to the map."""

from __future__ import annotations

from ui.actions.action import Action, Menu

_MENUS = (Menu.INSERT, Menu.ARRANGE)
_BEGINNINGS = ("select-", "go-", "find", "bend-")
_IDS = frozenset(
    {
        *("paste", "duplicate", "rename", "link-to", "straighten", "change-start", "change-end"),
        *("fit", "actual-size", "minimap"),
        *("add-sheet", "sheet-from-selection", "rename-sheet", "next-sheet", "previous-sheet", "next-sheet-with"),
        *("delete-sheet", "show-on-sheet", "show-the-rest", "remove-from-sheet", "sheet-left", "sheet-right"),
    }
)
_STAYS = frozenset({"perspectives"})
"""These make sense over the matrix as well."""


def is_on_paper(row: Action) -> bool:
    """Whether an action is done on the paper."""
    if row.id in _STAYS:
        return False
    return row.menu in _MENUS or row.id in _IDS or row.id.startswith(_BEGINNINGS)
