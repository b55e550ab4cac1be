"""Selecting along links: causes, effects, neighbours, kinds, loops, and all the rest."""

from __future__ import annotations

import pytest

from stratmap.document import Document
from tests.builders import factor, influences, initiative, map_of, objective, placed
from tests.user import User


@pytest.fixture
def shop(user: User) -> User:
    """A site raises sales; sales and trust raise each other."""
    cards = (initiative("Site"), objective("Sales"), factor("Trust"), factor("Rain"))
    links = (influences("Site", "Sales"), influences("Sales", "Trust"), influences("Trust", "Sales"))
    user.window.show_map(Document(placed(map_of(*cards, *links))), None)
    user.waits()
    return user


@pytest.mark.parametrize(
    ("begin", "keys", "wanted"),
    [
        ("Sales", "Ctrl+Shift+,", {"Sales", "Trust", "Site"}),
        ("Site", "Ctrl+Shift+.", {"Sales", "Trust", "Site"}),
        ("Site", "Alt+Shift+N", {"Sales", "Site"}),
        ("Trust", "Alt+Shift+K", {"Trust", "Rain"}),
        ("Trust", "Alt+Shift+L", {"Trust", "Sales"}),
        ("Rain", "Ctrl+I", {"Site", "Sales", "Trust"}),
        ("Rain", "Ctrl+Shift+A", set()),
    ],
)
def test_what_belongs_to_a_card_is_selected_by_keys(shop: User, begin: str, keys: str, wanted: set[str]) -> None:
    shop.selects(begin)
    shop.presses(keys)
    assert shop.selected() == wanted
    assert not shop.document.history.undo_labels


def test_where_there_is_no_loop_it_is_said(shop: User) -> None:
    shop.selects("Rain")
    shop.presses("Alt+Shift+L")
    shop.sees_notice("No feedback loop")
    assert shop.selected() == {"Rain"}


def test_what_another_sheet_has_is_counted_not_selected(shop: User) -> None:
    shop.selects("Sales")
    shop.window.actions_by_id["sheet-from-selection"].trigger()
    shop.selects("Sales")
    shop.presses("Ctrl+Shift+,")
    assert shop.selected() == {"Sales"}
    shop.sees_notice("2 more are not on this sheet")
