"""Linking by keyboard says why a card that was typed is not among those offered."""

from __future__ import annotations

import pytest

from tests.user import User
from ui.dialogs.link_to import LinkToDialog


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Leaflets", "cannot be linked to itself"),
        ("Remember", "Nothing links a initiative to a note"),
        ("Sales team", "the other way round"),
        ("Nowhere", "No card is called like this"),
        ("Fame", ""),
    ],
)
def test_a_card_that_cannot_be_linked_is_answered_with_the_reason(user: User, typed: str, reason: str) -> None:
    user.draws("Department", "Sales team", at=(300, 840))
    user.draws("Note", "Remember", at=(800, 840))
    user.draws("Objective", "Fame", at=(300, 360))
    user.draws("Initiative", "Leaflets", at=(300, 600))
    user.presses("Ctrl+L")
    (dialog,) = user.workspace.findChildren(LinkToDialog)
    user.types(typed)
    assert reason in dialog.reason.text()
    assert dialog.ok.isEnabled() == (not reason)
    assert dialog.kinds.isVisible() == (not reason)
    user.presses("Return" if not reason else "Escape")
    assert len(user.map.links) == (0 if reason else 1)
