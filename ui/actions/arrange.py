"""The Arrange menu: where things stand."""

from __future__ import annotations

from stratmap.edits.align import Line, Size
from stratmap.i18n import marked
from ui.actions.action import Action, Menu, Runs, Window, has_elements, has_map, has_selected_cards, on_map

_ALIGN = marked("Align")
_SIZE = marked("Size")
_BANDS = marked("Perspectives")


def _align(line: Line) -> Runs:
    return on_map(lambda work: work.arrange.align(line))


def _same(size: Size) -> Runs:
    return on_map(lambda work: work.arrange.same_size(size))


def _grow(dx: int, dy: int) -> Runs:
    return on_map(lambda work: work.arrange.resize(dx, dy))


def _all_pinned(window: Window) -> bool:
    return bool(window.workspace and window.workspace.arrange.all_pinned)


def _shows_bands(window: Window) -> bool:
    return bool(window.workspace and window.workspace.bands.shown)


ARRANGE_ACTIONS: tuple[Action, ...] = (
    Action("layout", Menu.ARRANGE, marked("Lay out"), ("Ctrl+Shift+L",), "layout", has_elements,
           on_map(lambda m: m.layouts.lay_out()), True, in_paper_menu=True,
           words=marked("layout arrange automatic")),
    Action("tidy", Menu.ARRANGE, marked("Tidy"), ("Ctrl+Shift+T",), "", has_elements,
           on_map(lambda m: m.layouts.tidy()), ends_section=True),
    Action("layout-perspectives", Menu.ARRANGE, marked("By perspective"), (), "", has_elements,
           on_map(lambda m: m.layouts.by_perspective()), words=marked("lay out layout bands")),
    Action("layout-flow", Menu.ARRANGE, marked("By flow, goals at the top"), (), "", has_elements,
           on_map(lambda m: m.layouts.by_flow()), words=marked("lay out layout upwards layers")),
    Action("layout-sideways", Menu.ARRANGE, marked("By flow, left to right"), (), "", has_elements,
           on_map(lambda m: m.layouts.by_flow_sideways()), words=marked("lay out layout sideways layers")),
    Action("layout-freely", Menu.ARRANGE, marked("Freely"), (), "", has_elements,
           on_map(lambda m: m.layouts.freely()), ends_section=True,
           words=marked("lay out layout causal loops spring")),
    Action("layout-ring", Menu.ARRANGE, marked("Selected loop as a ring"), (), "", has_elements,
           on_map(lambda m: m.layouts.as_ring()), words=marked("lay out layout circle")),
    Action("layout-selection", Menu.ARRANGE, marked("Only the selection"), (), "", has_selected_cards,
           on_map(lambda m: m.layouts.only_selection()), ends_section=True,
           words=marked("lay out layout")),
    Action("align-left", Menu.ARRANGE, marked("Left edges"), ("Alt+Shift+A",), "", has_selected_cards,
           _align(Line.LEFT), submenu=_ALIGN),
    Action("align-centre", Menu.ARRANGE, marked("Middles, one below the other"), ("Alt+Shift+C",), "",
           has_selected_cards, _align(Line.CENTRE), submenu=_ALIGN),
    Action("align-right", Menu.ARRANGE, marked("Right edges"), ("Alt+Shift+D",), "", has_selected_cards,
           _align(Line.RIGHT), submenu=_ALIGN),
    Action("align-top", Menu.ARRANGE, marked("Top edges"), ("Alt+Shift+T",), "", has_selected_cards,
           _align(Line.TOP), submenu=_ALIGN),
    Action("align-middle", Menu.ARRANGE, marked("Middles, side by side"), ("Alt+Shift+M",), "", has_selected_cards,
           _align(Line.MIDDLE), submenu=_ALIGN),
    Action("align-bottom", Menu.ARRANGE, marked("Bottom edges"), ("Alt+Shift+B",), "", has_selected_cards,
           _align(Line.BOTTOM), submenu=_ALIGN),
    Action("distribute-across", Menu.ARRANGE, marked("Equal gaps from left to right"), ("Alt+Shift+H",), "",
           has_selected_cards, on_map(lambda m: m.arrange.distribute(across=True)), submenu=_ALIGN),
    Action("distribute-down", Menu.ARRANGE, marked("Equal gaps from top to bottom"), ("Alt+Shift+V",), "",
           has_selected_cards, on_map(lambda m: m.arrange.distribute(across=False)), submenu=_ALIGN),
    Action("fit-words", Menu.ARRANGE, marked("Fit to words"), ("Alt+Shift+W",), "", has_selected_cards,
           on_map(lambda m: m.arrange.fit_to_words()), in_context_menu=True, submenu=_SIZE),
    Action("same-width", Menu.ARRANGE, marked("Same width"), (), "", has_selected_cards, _same(Size.WIDTH),
           submenu=_SIZE),
    Action("same-height", Menu.ARRANGE, marked("Same height"), (), "", has_selected_cards, _same(Size.HEIGHT),
           submenu=_SIZE),
    Action("same-size", Menu.ARRANGE, marked("Same size"), ("Alt+Shift+S",), "", has_selected_cards,
           _same(Size.BOTH), submenu=_SIZE),
    Action("wider", Menu.ARRANGE, marked("Wider"), ("Ctrl+Shift+Right",), "", has_selected_cards, _grow(1, 0),
           submenu=_SIZE),
    Action("narrower", Menu.ARRANGE, marked("Narrower"), ("Ctrl+Shift+Left",), "", has_selected_cards, _grow(-1, 0),
           submenu=_SIZE),
    Action("higher", Menu.ARRANGE, marked("Taller"), ("Ctrl+Shift+Down",), "", has_selected_cards, _grow(0, 1),
           submenu=_SIZE),
    Action("lower", Menu.ARRANGE, marked("Shorter"), ("Ctrl+Shift+Up",), "", has_selected_cards, _grow(0, -1),
           submenu=_SIZE),
    Action("to-front", Menu.ARRANGE, marked("Bring to front"), ("Ctrl+]",), "", has_selected_cards,
           on_map(lambda m: m.arrange.to_front()), in_context_menu=True),
    Action("to-back", Menu.ARRANGE, marked("Send to back"), ("Ctrl+[",), "", has_selected_cards,
           on_map(lambda m: m.arrange.to_back()), in_context_menu=True),
    Action("pin", Menu.ARRANGE, marked("Pinned in place"), ("Alt+Shift+P",), "pin", has_selected_cards,
           on_map(lambda m: m.arrange.toggle_pins()), in_context_menu=True, ends_section=True, checked=_all_pinned),
    Action("perspectives", Menu.ARRANGE, marked("Edit perspectives …"), ("Ctrl+Shift+P",), "perspectives", has_map,
           on_map(lambda m: m.edit_perspectives()), submenu=_BANDS),
    Action("add-perspective", Menu.ARRANGE, marked("Add perspective"), (), "", has_map,
           on_map(lambda m: m.bands.add()), submenu=_BANDS),
    Action("rename-perspective", Menu.ARRANGE, marked("Rename that of the selected card"), ("Shift+F2",), "",
           has_selected_cards, on_map(lambda m: m.bands.rename_current()), submenu=_BANDS),
    Action("perspective-up", Menu.ARRANGE, marked("Move that of the selected card up"), (), "", has_selected_cards,
           on_map(lambda m: m.bands.move_current(-1)), submenu=_BANDS),
    Action("perspective-down", Menu.ARRANGE, marked("Move that of the selected card down"), (), "",
           has_selected_cards, on_map(lambda m: m.bands.move_current(1)), submenu=_BANDS),
    Action("show-bands", Menu.ARRANGE, marked("Show as bands on this sheet"), (), "", has_map,
           on_map(lambda m: m.bands.toggle()), submenu=_BANDS, checked=_shows_bands),
)  # fmt: skip
