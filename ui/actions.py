"""Everything one can do from a menu, as one table. Menus, toolbar, context menu and tooltips are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from models.kinds import ElementKind, Polarity
from stratmap.i18n import marked
from ui.file_commands import FileCommands
from ui.workspace import Workspace


class Window(Protocol):
    """What the actions may use."""

    workspace: Workspace | None

    @property
    def files(self) -> FileCommands: ...

    def close(self) -> bool: ...

    def show_guide(self) -> None: ...

    def show_about(self) -> None: ...

    def choose_theme(self, name: str) -> None: ...

    def toggle_full_screen(self) -> None: ...


class Menu(StrEnum):
    """Where an action stands."""

    FILE = marked("File")
    EDIT = marked("Edit")
    INSERT = marked("Insert")
    LINK = marked("Link")
    ARRANGE = marked("Arrange")
    VIEW = marked("View")
    HELP = marked("Help")


Enabled = Callable[[Window], bool]
Runs = Callable[[Window], object]


@dataclass(frozen=True, slots=True)
class Action:
    """One row: where it stands, what it is called, its keys, its icon, when it can be done, and what it does."""

    id: str
    menu: Menu
    text: str
    shortcuts: tuple[str, ...]
    icon: str
    enabled: Enabled
    runs: Runs
    in_toolbar: bool = False
    in_context_menu: bool = False
    ends_section: bool = False


def _always(window: Window) -> bool:
    return True


def _has_map(window: Window) -> bool:
    return window.workspace is not None


def _has_elements(window: Window) -> bool:
    return bool(window.workspace and window.workspace.scene.has_elements)


def _has_selection(window: Window) -> bool:
    return bool(window.workspace and window.workspace.selection.keys)


def _has_selected_cards(window: Window) -> bool:
    return bool(window.workspace and window.workspace.selection.elements)


def _has_one_card(window: Window) -> bool:
    return bool(window.workspace and len(window.workspace.selection.elements) == 1)


def _has_selected_links(window: Window) -> bool:
    return bool(window.workspace and window.workspace.selection.links)


def _can_undo(window: Window) -> bool:
    return bool(window.workspace and window.workspace.document.history.undo_labels)


def _can_redo(window: Window) -> bool:
    return bool(window.workspace and window.workspace.document.history.redo_labels)


def _on_map(run: Callable[[Workspace], object]) -> Runs:
    """Run on the open map; there is one whenever the action is enabled."""

    def runs(window: Window) -> object:
        return run(window.workspace) if window.workspace is not None else None

    return runs


def _insert(kind: ElementKind) -> Runs:
    return _on_map(lambda work: work.edit.insert(kind))


_F, _E, _I, _L, _A, _V, _H = Menu.FILE, Menu.EDIT, Menu.INSERT, Menu.LINK, Menu.ARRANGE, Menu.VIEW, Menu.HELP

ACTIONS: tuple[Action, ...] = (
    Action("new", _F, marked("New map"), ("Ctrl+N",), "new", _always, lambda w: w.files.new(), True),
    Action("open", _F, marked("Open …"), ("Ctrl+O",), "open", _always, lambda w: w.files.open(), True),
    Action("import", _F, marked("Import tables …"), ("Ctrl+Shift+O",), "import", _always,
           lambda w: w.files.import_tables(), ends_section=True),
    Action("save", _F, marked("Save"), ("Ctrl+S",), "save", _has_map, lambda w: w.files.save(), True),
    Action("save-as", _F, marked("Save as …"), ("Ctrl+Shift+S",), "", _has_map, lambda w: w.files.save_as()),
    Action("export", _F, marked("Export …"), ("Ctrl+E",), "export", _has_map, lambda w: w.files.export(), True,
           ends_section=True),
    Action("close-map", _F, marked("Close map"), ("Ctrl+W",), "close", _has_map, lambda w: w.files.close()),
    Action("quit", _F, marked("Quit"), ("Ctrl+Q",), "", _always, lambda w: w.close()),
    Action("undo", _E, marked("Undo"), ("Ctrl+Z",), "undo", _can_undo, _on_map(lambda m: m.edit.undo()), True),
    Action("redo", _E, marked("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", _can_redo,
           _on_map(lambda m: m.edit.redo()), True, ends_section=True),
    Action("cut", _E, marked("Cut"), ("Ctrl+X",), "cut", _has_selected_cards, _on_map(lambda m: m.edit.cut()),
           in_context_menu=True),
    Action("copy", _E, marked("Copy"), ("Ctrl+C",), "copy", _has_selected_cards, _on_map(lambda m: m.edit.copy()),
           in_context_menu=True),
    Action("paste", _E, marked("Paste"), ("Ctrl+V",), "paste", _has_map, _on_map(lambda m: m.edit.paste()),
           in_context_menu=True),
    Action("duplicate", _E, marked("Duplicate"), ("Ctrl+D",), "duplicate", _has_selected_cards,
           _on_map(lambda m: m.edit.duplicate()), in_context_menu=True),
    Action("delete", _E, marked("Delete"), ("Delete",), "delete", _has_selection, _on_map(lambda m: m.edit.delete()),
           in_context_menu=True, ends_section=True),
    Action("rename", _E, marked("Rename"), ("F2",), "edit", _has_one_card,
           _on_map(lambda m: m.edit.rename_selected()), in_context_menu=True),
    Action("select-all", _E, marked("Select all"), ("Ctrl+A",), "", _has_map,
           _on_map(lambda m: m.edit.select_all()), ends_section=True),
    Action("go-left", _E, marked("Go to the card at the left"), ("Alt+Left",), "", _has_elements,
           _on_map(lambda m: m.edit.go(-1, 0))),
    Action("go-right", _E, marked("Go to the card at the right"), ("Alt+Right",), "", _has_elements,
           _on_map(lambda m: m.edit.go(1, 0))),
    Action("go-up", _E, marked("Go to the card above"), ("Alt+Up",), "", _has_elements,
           _on_map(lambda m: m.edit.go(0, -1))),
    Action("go-down", _E, marked("Go to the card below"), ("Alt+Down",), "", _has_elements,
           _on_map(lambda m: m.edit.go(0, 1))),
    Action("add-objective", _I, marked("Objective"), ("Ctrl+1",), "objective", _has_map,
           _insert(ElementKind.OBJECTIVE)),
    Action("add-initiative", _I, marked("Initiative"), ("Ctrl+2",), "initiative", _has_map,
           _insert(ElementKind.INITIATIVE)),
    Action("add-department", _I, marked("Department"), ("Ctrl+3",), "department", _has_map,
           _insert(ElementKind.DEPARTMENT)),
    Action("add-measure", _I, marked("Measure"), ("Ctrl+4",), "measure", _has_map, _insert(ElementKind.MEASURE)),
    Action("add-factor", _I, marked("Factor"), ("Ctrl+5",), "factor", _has_map, _insert(ElementKind.FACTOR)),
    Action("add-note", _I, marked("Note"), ("Ctrl+6",), "note", _has_map, _insert(ElementKind.NOTE)),
    Action("link-to", _L, marked("Link to …"), ("Ctrl+L",), "connect", _has_one_card,
           _on_map(lambda m: m.link_selected()), in_context_menu=True),
    Action("sign-plus", _L, marked("Same way (+)"), ("Ctrl+Alt++",), "influences-plus", _has_selected_links,
           _on_map(lambda m: m.edit.sign(Polarity.PLUS)), in_context_menu=True),
    Action("sign-minus", _L, marked("Opposite way (−)"), ("Ctrl+Alt+-",), "influences-minus", _has_selected_links,
           _on_map(lambda m: m.edit.sign(Polarity.MINUS)), in_context_menu=True),
    Action("sign-unknown", _L, marked("Not known (?)"), ("Ctrl+Alt+?",), "influences", _has_selected_links,
           _on_map(lambda m: m.edit.sign(Polarity.UNKNOWN))),
    Action("delay", _L, marked("Delayed"), ("Ctrl+Alt+D",), "", _has_selected_links,
           _on_map(lambda m: m.edit.toggle_delay()), in_context_menu=True),
    Action("reverse", _L, marked("Reverse"), ("Ctrl+R",), "reverse", _has_selected_links,
           _on_map(lambda m: m.edit.reverse()), in_context_menu=True),
    Action("layout", _A, marked("Lay out"), ("Ctrl+Shift+L",), "layout", _has_elements,
           _on_map(lambda m: m.edit.lay_out()), True),
    Action("tidy", _A, marked("Tidy"), ("Ctrl+Shift+T",), "", _has_elements, _on_map(lambda m: m.layouts.tidy()),
           ends_section=True),
    Action("layout-perspectives", _A, marked("By perspective"), (), "", _has_elements,
           _on_map(lambda m: m.layouts.by_perspective())),
    Action("layout-flow", _A, marked("By flow, goals at the top"), (), "", _has_elements,
           _on_map(lambda m: m.layouts.by_flow())),
    Action("layout-sideways", _A, marked("By flow, left to right"), (), "", _has_elements,
           _on_map(lambda m: m.layouts.by_flow_sideways())),
    Action("layout-freely", _A, marked("Freely"), (), "", _has_elements, _on_map(lambda m: m.layouts.freely()),
           ends_section=True),
    Action("layout-ring", _A, marked("Selected loop as a ring"), (), "", _has_elements,
           _on_map(lambda m: m.layouts.as_ring())),
    Action("layout-selection", _A, marked("Only the selection"), (), "", _has_selected_cards,
           _on_map(lambda m: m.layouts.only_selection())),
    Action("zoom-in", _V, marked("Zoom in"), ("Ctrl++", "Ctrl+="), "zoom-in", _has_map,
           _on_map(lambda m: m.view.zoom(1.25)), True),
    Action("zoom-out", _V, marked("Zoom out"), ("Ctrl+-",), "zoom-out", _has_map,
           _on_map(lambda m: m.view.zoom(0.8)), True),
    Action("fit", _V, marked("Whole map"), ("Ctrl+9",), "fit", _has_map, _on_map(lambda m: m.view.fit()), True),
    Action("actual-size", _V, marked("100 %"), ("Ctrl+0",), "", _has_map, _on_map(lambda m: m.view.zoom_to(1.0)),
           ends_section=True),
    Action("show-findings", _V, marked("Findings"), ("Ctrl+Shift+F",), "warning", _has_map,
           _on_map(lambda m: m.show_findings())),
    Action("show-loops", _V, marked("Feedback loops"), ("Ctrl+Shift+B",), "loop", _has_map,
           _on_map(lambda m: m.show_loops())),
    Action("show-fields", _V, marked("Fields of what is selected"), ("F4",), "info", _has_map,
           _on_map(lambda m: m.show_fields()), ends_section=True),
    Action("theme-paper", _V, marked("Paper (light)"), (), "theme", _always, lambda w: w.choose_theme("paper")),
    Action("theme-slate", _V, marked("Slate (dark)"), (), "theme", _always, lambda w: w.choose_theme("slate")),
    Action("theme-system", _V, marked("Theme of the system"), (), "", _always, lambda w: w.choose_theme("system"),
           ends_section=True),
    Action("full-screen", _V, marked("Full screen"), ("F11",), "", _always, lambda w: w.toggle_full_screen()),
    Action("guide", _H, marked("User guide"), ("F1",), "help", _always, lambda w: w.show_guide()),
    Action("about", _H, marked("About stratmap"), (), "info", _always, lambda w: w.show_about()),
)  # fmt: skip
