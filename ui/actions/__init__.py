"""Everything one can do from a menu, as one table. Menus, toolbar, context menu and tooltips are made from it."""

from __future__ import annotations

from ui.actions.action import Action
from ui.actions.analysis import ANALYSIS_ACTIONS
from ui.actions.arrange import ARRANGE_ACTIONS
from ui.actions.card import CARD_ACTIONS
from ui.actions.edit import EDIT_ACTIONS
from ui.actions.file import FILE_ACTIONS
from ui.actions.help import HELP_ACTIONS
from ui.actions.insert import INSERT_ACTIONS
from ui.actions.link import LINK_ACTIONS
from ui.actions.sheets import SHEET_ACTIONS
from ui.actions.view import VIEW_ACTIONS
from ui.actions.window import WINDOW_ACTIONS

ACTIONS: tuple[Action, ...] = (
    *FILE_ACTIONS,
    *EDIT_ACTIONS,
    *CARD_ACTIONS,
    *INSERT_ACTIONS,
    *LINK_ACTIONS,
    *ARRANGE_ACTIONS,
    *VIEW_ACTIONS,
    *ANALYSIS_ACTIONS,
    *SHEET_ACTIONS,
    *WINDOW_ACTIONS,
    *HELP_ACTIONS,
)

WHOLLY_OFFERED = {row.submenu for row in ACTIONS} - {row.submenu for row in ACTIONS if not row.in_context_menu}
"""Submenus of which every row stands in the context menu too: there it is a submenu again, else rows stand alone."""
