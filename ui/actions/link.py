"""The Link menu: joining, and how."""

from __future__ import annotations

from models.kinds import Polarity
from stratmap.i18n import marked
from ui.actions.action import Action, Menu, has_one_card, has_selected_links, on_map

LINK_ACTIONS: tuple[Action, ...] = (
    Action("link-to", Menu.LINK, marked("Link to …"), ("Ctrl+L",), "connect", has_one_card,
           on_map(lambda m: m.link_selected()), in_context_menu=True),
    Action("sign-plus", Menu.LINK, marked("Same way (+)"), ("Ctrl+Alt++",), "influences-plus", has_selected_links,
           on_map(lambda m: m.edit.sign(Polarity.PLUS)), in_context_menu=True),
    Action("sign-minus", Menu.LINK, marked("Opposite way (−)"), ("Ctrl+Alt+-",), "influences-minus",
           has_selected_links, on_map(lambda m: m.edit.sign(Polarity.MINUS)), in_context_menu=True),
    Action("sign-unknown", Menu.LINK, marked("Not known (?)"), ("Ctrl+Alt+?",), "influences", has_selected_links,
           on_map(lambda m: m.edit.sign(Polarity.UNKNOWN))),
    Action("delay", Menu.LINK, marked("Delayed"), ("Ctrl+Alt+D",), "", has_selected_links,
           on_map(lambda m: m.edit.toggle_delay()), in_context_menu=True),
    Action("reverse", Menu.LINK, marked("Reverse"), ("Ctrl+R",), "reverse", has_selected_links,
           on_map(lambda m: m.edit.reverse()), in_context_menu=True),
)  # fmt: skip
