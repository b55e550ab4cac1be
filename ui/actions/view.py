"""The View menu: how the map is looked at."""

from __future__ import annotations

from stratmap.i18n import marked
from ui.actions.action import Action, Menu, always, has_map, on_map

VIEW_ACTIONS: tuple[Action, ...] = (
    Action("zoom-in", Menu.VIEW, marked("Zoom in"), ("Ctrl++", "Ctrl+="), "zoom-in", has_map,
           on_map(lambda m: m.view.zoom(1.25)), True),
    Action("zoom-out", Menu.VIEW, marked("Zoom out"), ("Ctrl+-",), "zoom-out", has_map,
           on_map(lambda m: m.view.zoom(0.8)), True),
    Action("fit", Menu.VIEW, marked("Whole map"), ("Ctrl+9",), "fit", has_map, on_map(lambda m: m.view.fit()), True),
    Action("actual-size", Menu.VIEW, marked("100 %"), ("Ctrl+0",), "", has_map, on_map(lambda m: m.view.zoom_to(1.0)),
           ends_section=True),
    Action("show-findings", Menu.VIEW, marked("Findings"), ("Ctrl+Shift+F",), "warning", has_map,
           on_map(lambda m: m.show_findings())),
    Action("show-loops", Menu.VIEW, marked("Feedback loops"), ("Ctrl+Shift+B",), "loop", has_map,
           on_map(lambda m: m.show_loops())),
    Action("show-fields", Menu.VIEW, marked("Fields of what is selected"), ("F4",), "info", has_map,
           on_map(lambda m: m.show_fields()), ends_section=True),
    Action("theme-paper", Menu.VIEW, marked("Paper (light)"), (), "theme", always, lambda w: w.choose_theme("paper")),
    Action("theme-slate", Menu.VIEW, marked("Slate (dark)"), (), "theme", always, lambda w: w.choose_theme("slate")),
    Action("theme-system", Menu.VIEW, marked("Theme of the system"), (), "", always,
           lambda w: w.choose_theme("system"), ends_section=True),
    Action("full-screen", Menu.VIEW, marked("Full screen"), ("F11",), "", always, lambda w: w.toggle_full_screen()),
)  # fmt: skip
