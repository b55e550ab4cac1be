"""What selected cards are and how they stand: submenus of the Edit menu, and of a card's own menu."""

from __future__ import annotations

from models.kinds import ElementKind, Status
from stratmap.i18n import marked
from ui.actions.action import Action, Enabled, Menu, Runs, has_selected_cards, on_map

_KIND = marked("Change kind to")
_STATUS = marked("Status")
_KINDS = {
    ElementKind.OBJECTIVE: marked("Objective"),
    ElementKind.INITIATIVE: marked("Initiative"),
    ElementKind.DEPARTMENT: marked("Department"),
    ElementKind.MEASURE: marked("Measure"),
    ElementKind.FACTOR: marked("Factor"),
    ElementKind.NOTE: marked("Note"),
}
_STATUSES = {
    Status.PLANNED: marked("Planned"),
    Status.ON_TRACK: marked("On track"),
    Status.AT_RISK: marked("At risk"),
    Status.OFF_TRACK: marked("Off track"),
    Status.DONE: marked("Done"),
    Status.DROPPED: marked("Dropped"),
    None: marked("No status"),
}


def _all(field: str, value: object) -> Enabled:
    """Whether all selected elements have this in a field."""
    return lambda w: w.workspace is not None and w.workspace.selection.shared(field) == value


def _change_kind(kind: ElementKind) -> Runs:
    return on_map(lambda work: work.edit.change_kind(kind))


def _set_status(status: Status | None) -> Runs:
    return on_map(lambda work: work.edit.set_status(status))


CARD_ACTIONS: tuple[Action, ...] = (
    *(
        Action(f"become-{kind.value}", Menu.EDIT, text, (), kind.value, has_selected_cards, _change_kind(kind),
               in_context_menu=True, submenu=_KIND, checked=_all("kind", kind))
        for kind, text in _KINDS.items()
    ),
    *(
        Action(f"status-{status.value.replace(' ', '-') if status else 'none'}", Menu.EDIT, text, (), "",
               has_selected_cards, _set_status(status), in_context_menu=True, submenu=_STATUS,
               checked=_all("status", status))
        for status, text in _STATUSES.items()
    ),
)  # fmt: skip
