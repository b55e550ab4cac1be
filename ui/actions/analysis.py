"""What one can do with findings and feedback loops, in the View menu."""

from __future__ import annotations

from stratmap.i18n import marked
from ui.actions.action import Action, Menu, Window, has_map, on_map

_FINDINGS = marked("Findings and loops")


def _only_selected(window: Window) -> bool:
    return bool(window.workspace and window.workspace.findings.only_selected.isChecked())


def _through_selected(window: Window) -> bool:
    return bool(window.workspace and window.workspace.loops.through.isChecked())


def _only_lit(window: Window) -> bool:
    return bool(window.workspace and window.workspace.spotlight.is_only_lit)


ANALYSIS_ACTIONS: tuple[Action, ...] = (
    Action("next-finding", Menu.VIEW, marked("Next finding"), ("F8",), "", has_map,
           on_map(lambda m: m.analysis.step(1)), submenu=_FINDINGS),
    Action("previous-finding", Menu.VIEW, marked("Previous finding"), ("Shift+F8",), "", has_map,
           on_map(lambda m: m.analysis.step(-1)), submenu=_FINDINGS),
    Action("findings-of-selected", Menu.VIEW, marked("Findings about what is selected"), ("Ctrl+F8",), "", has_map,
           on_map(lambda m: m.analysis.about_selected()), submenu=_FINDINGS, checked=_only_selected),
    Action("fix-finding", Menu.VIEW, marked("Fix the chosen finding …"), ("Alt+F8",), "", has_map,
           on_map(lambda m: m.analysis.fix_chosen()), submenu=_FINDINGS),
    Action("mute-finding", Menu.VIEW, marked("Mute the chosen finding, or bring it back …"), ("Alt+Shift+F8",), "",
           has_map, on_map(lambda m: m.analysis.mute_chosen()), submenu=_FINDINGS),
    Action("explain-check", Menu.VIEW, marked("Explain the chosen finding’s check"), ("Shift+F1",), "", has_map,
           on_map(lambda m: m.analysis.explain_chosen()), submenu=_FINDINGS),
    Action("step-on", Menu.VIEW, marked("One link on along the loop"), ("F7",), "", has_map,
           on_map(lambda m: m.loop_commands.step(1)), submenu=_FINDINGS),
    Action("step-back", Menu.VIEW, marked("One link back along the loop"), ("Shift+F7",), "", has_map,
           on_map(lambda m: m.loop_commands.step(-1)), submenu=_FINDINGS),
    Action("name-loop", Menu.VIEW, marked("Name the loop …"), ("Ctrl+F7",), "", has_map,
           on_map(lambda m: m.loop_commands.name_chosen()), submenu=_FINDINGS),
    Action("loops-through", Menu.VIEW, marked("Loops through what is selected"), ("Alt+F7",), "", has_map,
           on_map(lambda m: m.loop_commands.through_selected()), submenu=_FINDINGS, checked=_through_selected),
    Action("more-loops", Menu.VIEW, marked("Look for more loops"), (), "", has_map,
           on_map(lambda m: m.loop_commands.more()), submenu=_FINDINGS),
    Action("only-lit", Menu.VIEW, marked("Hide the rest while something is lit"), ("Ctrl+Alt+J",), "", has_map,
           on_map(lambda m: m.spotlight.toggle()), submenu=_FINDINGS, checked=_only_lit),
)  # fmt: skip
