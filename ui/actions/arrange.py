"""The Arrange menu: where things stand."""

from __future__ import annotations

from stratmap.i18n import marked
from ui.actions.action import Action, Menu, has_elements, has_selected_cards, on_map

ARRANGE_ACTIONS: tuple[Action, ...] = (
    Action("layout", Menu.ARRANGE, marked("Lay out"), ("Ctrl+Shift+L",), "layout", has_elements,
           on_map(lambda m: m.edit.lay_out()), True),
    Action("tidy", Menu.ARRANGE, marked("Tidy"), ("Ctrl+Shift+T",), "", has_elements,
           on_map(lambda m: m.layouts.tidy()), ends_section=True),
    Action("layout-perspectives", Menu.ARRANGE, marked("By perspective"), (), "", has_elements,
           on_map(lambda m: m.layouts.by_perspective())),
    Action("layout-flow", Menu.ARRANGE, marked("By flow, goals at the top"), (), "", has_elements,
           on_map(lambda m: m.layouts.by_flow())),
    Action("layout-sideways", Menu.ARRANGE, marked("By flow, left to right"), (), "", has_elements,
           on_map(lambda m: m.layouts.by_flow_sideways())),
    Action("layout-freely", Menu.ARRANGE, marked("Freely"), (), "", has_elements,
           on_map(lambda m: m.layouts.freely()), ends_section=True),
    Action("layout-ring", Menu.ARRANGE, marked("Selected loop as a ring"), (), "", has_elements,
           on_map(lambda m: m.layouts.as_ring())),
    Action("layout-selection", Menu.ARRANGE, marked("Only the selection"), (), "", has_selected_cards,
           on_map(lambda m: m.layouts.only_selection())),
)  # fmt: skip
