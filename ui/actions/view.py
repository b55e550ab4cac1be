"""The View menu: how the map is looked at."""

from __future__ import annotations

from functools import partial

from stratmap.filtering import Towards
from stratmap.i18n import marked
from ui.actions.action import Action, Enabled, Menu, Window, always, can_focus, has_map, is_partial, on_map

_FOCUS = marked("Focus")


def _looks(towards: Towards) -> Enabled:
    return lambda w: w.workspace is not None and w.workspace.see.towards is towards


_THEME = marked("Theme")
_THEMES = {
    "system": marked("As the system"),
    "paper": marked("Paper (light)"),
    "slate": marked("Slate (dark)"),
    "contrast-light": marked("High contrast, light"),
    "contrast-dark": marked("High contrast, dark"),
}


def _wear(theme: str, window: Window) -> None:
    window.themes.choose(theme)


def _wears(theme: str, window: Window) -> bool:
    return window.themes.chosen == theme


def _has_matrix(window: Window) -> bool:
    return bool(window.workspace and window.workspace.matrix.is_open)


def _has_overview(window: Window) -> bool:
    return bool(window.workspace and window.workspace.minimap.is_wanted)


VIEW_ACTIONS: tuple[Action, ...] = (
    Action("zoom-in", Menu.VIEW, marked("Zoom in"), ("Ctrl++", "Ctrl+="), "zoom-in", has_map,
           on_map(lambda m: m.zoom(1.25)), True),
    Action("zoom-out", Menu.VIEW, marked("Zoom out"), ("Ctrl+-",), "zoom-out", has_map,
           on_map(lambda m: m.zoom(0.8)), True),
    Action("fit", Menu.VIEW, marked("Whole map"), ("Ctrl+9",), "fit", has_map,
           on_map(lambda m: m.view.looking.fit()), True, in_paper_menu=True),
    Action("actual-size", Menu.VIEW, marked("100 %"), ("Ctrl+0",), "", has_map,
           on_map(lambda m: m.view.looking.zoom_to(1.0)), ends_section=True),
    Action("matrix", Menu.VIEW, marked("Matrix of initiatives and objectives"), ("Ctrl+M",), "", has_map,
           on_map(lambda m: m.matrix.toggle()), checked=_has_matrix),
    Action("show-findings", Menu.VIEW, marked("Findings"), ("Ctrl+Shift+F",), "warning", has_map,
           on_map(lambda m: m.tabs.show_findings())),
    Action("show-loops", Menu.VIEW, marked("Feedback loops"), ("Ctrl+Shift+B",), "loop", has_map,
           on_map(lambda m: m.tabs.show_loops())),
    Action("show-position", Menu.VIEW, marked("Position of what is selected"), ("Ctrl+Alt+P",), "", has_map,
           on_map(lambda m: m.tabs.show_position())),
    Action("show-outline", Menu.VIEW, marked("Outline"), ("Ctrl+Alt+O",), "", has_map,
           on_map(lambda m: m.tabs.show_outline())),
    Action("show-history", Menu.VIEW, marked("History"), ("Ctrl+Alt+H",), "", has_map,
           on_map(lambda m: m.tabs.show_history())),
    Action("minimap", Menu.VIEW, marked("Overview map"), ("Ctrl+Shift+M",), "", has_map,
           on_map(lambda m: m.minimap.toggle()), checked=_has_overview),
    Action("show-fields", Menu.VIEW, marked("Fields of what is selected"), ("F4",), "info", has_map,
           on_map(lambda m: m.show_fields()), ends_section=True),
    Action("filter", Menu.VIEW, marked("Filter …"), ("Ctrl+Alt+F",), "filter", has_map,
           on_map(lambda m: m.see.open_filter())),
    Action("focus-1", Menu.VIEW, marked("1 step around the selection"), ("Alt+1",), "", can_focus,
           on_map(lambda m: m.see.focus(1)), in_context_menu=True, submenu=_FOCUS),
    Action("focus-2", Menu.VIEW, marked("2 steps"), ("Alt+2",), "", can_focus,
           on_map(lambda m: m.see.focus(2)), submenu=_FOCUS),
    Action("focus-3", Menu.VIEW, marked("3 steps"), ("Alt+3",), "", can_focus,
           on_map(lambda m: m.see.focus(3)), submenu=_FOCUS),
    Action("focus-linked", Menu.VIEW, marked("As far as links lead"), ("Alt+4",), "", can_focus,
           on_map(lambda m: m.see.focus(None)), submenu=_FOCUS),
    Action("focus-both", Menu.VIEW, marked("Causes and effects"), (), "", has_map,
           on_map(lambda m: m.see.look(Towards.BOTH)), submenu=_FOCUS, checked=_looks(Towards.BOTH)),
    Action("focus-causes", Menu.VIEW, marked("Only causes"), (), "", has_map,
           on_map(lambda m: m.see.look(Towards.CAUSES)), submenu=_FOCUS, checked=_looks(Towards.CAUSES)),
    Action("focus-effects", Menu.VIEW, marked("Only effects"), (), "", has_map,
           on_map(lambda m: m.see.look(Towards.EFFECTS)), submenu=_FOCUS, checked=_looks(Towards.EFFECTS)),
    Action("show-all", Menu.VIEW, marked("Show all"), ("Alt+0",), "", is_partial,
           on_map(lambda m: m.see.show_all()), ends_section=True),
    *(
        Action(f"theme-{name}", Menu.VIEW, text, (), "", always, partial(_wear, name), submenu=_THEME,
               checked=partial(_wears, name))
        for name, text in _THEMES.items()
    ),
    Action("full-screen", Menu.VIEW, marked("Full screen"), ("F11",), "", always,
           lambda w: w.presentation.toggle_full_screen()),
    Action("presentation", Menu.VIEW, marked("Presentation: only the map"), ("F5",), "", has_map,
           lambda w: w.presentation.toggle(), checked=lambda w: w.presentation.is_on),
)  # fmt: skip
