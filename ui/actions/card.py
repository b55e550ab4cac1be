"""What selected cards are and how they stand: submenus of the Edit menu, and of a card's own menu."""

from __future__ import annotations

from models.kinds import ElementKind, Status
from stratmap.i18n import marked
from stratmap.vocabulary import KIND_NAMES, STATUS_NAMES
from ui.actions.action import Action, Menu, Runs, all_have, has_selected_cards, on_map

_KIND = marked("Change kind to")
_STATUS = marked("Status")
_STATUSES: tuple[tuple[Status | None, str], ...] = (*STATUS_NAMES.items(), (None, marked("No status")))


def _change_kind(kind: ElementKind) -> Runs:
    return on_map(lambda work: work.edit.change_kind(kind))


def _set_status(status: Status | None) -> Runs:
    return on_map(lambda work: work.edit.set_status(status))


CARD_ACTIONS: tuple[Action, ...] = (
    *(
        Action(f"become-{kind.value}", Menu.EDIT, text, (), kind.value, has_selected_cards, _change_kind(kind),
               in_context_menu=True, submenu=_KIND, checked=all_have("kind", kind))
        for kind, text in KIND_NAMES.items()
    ),
    *(
        Action(f"status-{status.value.replace(' ', '-') if status else 'none'}", Menu.EDIT, text, (), "",
               has_selected_cards, _set_status(status), in_context_menu=True, submenu=_STATUS,
               checked=all_have("status", status))
        for status, text in _STATUSES
    ),
)  # fmt: skip
