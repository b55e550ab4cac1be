"""The Link menu: joining, and how."""

from __future__ import annotations

from models.kinds import LinkKind, Polarity
from stratmap.i18n import marked
from stratmap.vocabulary import LINK_KIND_NAMES
from ui.actions.action import Action, Menu, Runs, Window, has_one_card, has_selected_links, links_all_have, on_map

_KIND = marked("Change kind to")
_SIGN = marked("Which way it works")
_STRENGTH = marked("Strength")
_BEND = marked("Bend")


def _one_link(window: Window) -> bool:
    return bool(window.workspace and len(window.workspace.selection.links) == 1)


def _kind(kind: LinkKind) -> Runs:
    return on_map(lambda work: work.linking.change_kind(kind))


def _strength(strength: float | None) -> Runs:
    return on_map(lambda work: work.linking.set_strength(strength))


def _bend(dx: int, dy: int) -> Runs:
    return on_map(lambda work: work.linking.bend(dx, dy))


LINK_ACTIONS: tuple[Action, ...] = (
    Action("link-to", Menu.LINK, marked("Link to …"), ("Ctrl+L",), "connect", has_one_card,
           on_map(lambda m: m.linking.ask()), in_context_menu=True, ends_section=True),
    Action("sign-plus", Menu.LINK, marked("Same way (+)"), ("Ctrl+Alt++",), "influences-plus", has_selected_links,
           on_map(lambda m: m.linking.sign(Polarity.PLUS)), in_context_menu=True, submenu=_SIGN,
           checked=links_all_have("polarity", Polarity.PLUS)),
    Action("sign-minus", Menu.LINK, marked("Opposite way (−)"), ("Ctrl+Alt+-",), "influences-minus",
           has_selected_links, on_map(lambda m: m.linking.sign(Polarity.MINUS)), in_context_menu=True, submenu=_SIGN,
           checked=links_all_have("polarity", Polarity.MINUS)),
    Action("sign-unknown", Menu.LINK, marked("Not known (?)"), ("Ctrl+Alt+?",), "influences", has_selected_links,
           on_map(lambda m: m.linking.sign(Polarity.UNKNOWN)), in_context_menu=True, submenu=_SIGN,
           checked=links_all_have("polarity", Polarity.UNKNOWN)),
    Action("strength-weak", Menu.LINK, marked("Weak (0.25)"), (), "", has_selected_links, _strength(0.25),
           in_context_menu=True, submenu=_STRENGTH, checked=links_all_have("strength", 0.25)),
    Action("strength-medium", Menu.LINK, marked("Medium (0.5)"), (), "", has_selected_links, _strength(0.5),
           in_context_menu=True, submenu=_STRENGTH, checked=links_all_have("strength", 0.5)),
    Action("strength-strong", Menu.LINK, marked("Strong (1)"), (), "", has_selected_links, _strength(1.0),
           in_context_menu=True, submenu=_STRENGTH, checked=links_all_have("strength", 1.0)),
    Action("strength-none", Menu.LINK, marked("Not said"), (), "", has_selected_links, _strength(None),
           in_context_menu=True, submenu=_STRENGTH, checked=links_all_have("strength", None)),
    *(
        Action(f"kind-{kind.value}", Menu.LINK, text, (), kind.value, has_selected_links, _kind(kind),
               in_context_menu=True, submenu=_KIND, checked=links_all_have("kind", kind))
        for kind, text in LINK_KIND_NAMES.items()
    ),
    Action("delay", Menu.LINK, marked("Delayed"), ("Ctrl+Alt+D",), "", has_selected_links,
           on_map(lambda m: m.linking.toggle_delay()), in_context_menu=True, checked=links_all_have("delay", True),
           ends_section=True),
    Action("reverse", Menu.LINK, marked("Reverse"), ("Ctrl+R",), "reverse", has_selected_links,
           on_map(lambda m: m.linking.reverse()), in_context_menu=True),
    Action("change-start", Menu.LINK, marked("Change start …"), ("Ctrl+Alt+S",), "", _one_link,
           on_map(lambda m: m.linking.change_end(is_start=True)), in_context_menu=True),
    Action("change-end", Menu.LINK, marked("Change end …"), ("Ctrl+Alt+E",), "", _one_link,
           on_map(lambda m: m.linking.change_end(is_start=False)), in_context_menu=True, ends_section=True),
    Action("bend-up", Menu.LINK, marked("Up (↑)"), (), "", has_selected_links, _bend(0, -1),
           submenu=_BEND),
    Action("bend-down", Menu.LINK, marked("Down (↓)"), (), "", has_selected_links, _bend(0, 1),
           submenu=_BEND),
    Action("bend-left", Menu.LINK, marked("To the left (←)"), (), "", has_selected_links, _bend(-1, 0),
           submenu=_BEND),
    Action("bend-right", Menu.LINK, marked("To the right (→)"), (), "", has_selected_links, _bend(1, 0),
           submenu=_BEND),
    Action("straighten", Menu.LINK, marked("Straighten"), ("Alt+Shift+Home",), "", has_selected_links,
           on_map(lambda m: m.linking.straighten()), in_context_menu=True),
)  # fmt: skip
