"""What is made while a loop is lit is seen as the rest is: writing on lets go of the light."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from stratmap.document import Document
from tests.builders import factor, influences, map_of, placed
from tests.user import User


@pytest.fixture
def reader(user: User) -> User:
    """Looks at a map with one loop and something beside it."""
    things = (factor("a", "Sales"), factor("c", "Queue"), factor("e", "Weather"))
    user.window.show_map(
        Document(placed(map_of(*things, influences("a", "c", "+"), influences("c", "a", "-")))), None
    )
    user.waits()
    return user


def enters(user: User, line: str) -> None:
    user.workspace.view.setFocus()
    user.presses("/")
    user.types(line)
    user.presses("Return", "Escape")


def draws(user: User) -> None:
    user.double_clicks(600, 1_000)
    user.types("New")
    user.presses("Return")


def writes_on(user: User, key: str) -> None:
    user.selects("Queue")
    assert user.workspace.selection.lit
    user.presses(key)
    user.types("New")
    user.presses("Return")


def pastes(user: User, text: str) -> None:
    QApplication.clipboard().setText(text)
    user.workspace.view.setFocus()
    user.presses("Ctrl+V")


def copies(user: User, *keys: str) -> None:
    user.renames("Queue", "New")
    user.selects("New")
    assert user.workspace.selection.lit
    user.presses(*keys)


@pytest.mark.parametrize("is_only_lit", [False, True])
@pytest.mark.parametrize(
    "make",
    [
        lambda user: enters(user, "Queue -> New +"),
        draws,
        lambda user: writes_on(user, "Tab"),
        lambda user: writes_on(user, "Return"),
        lambda user: pastes(user, "New"),
        lambda user: pastes(user, "Queue -> New +"),
        lambda user: copies(user, "Ctrl+C", "Ctrl+V"),
        lambda user: copies(user, "Ctrl+D"),
    ],
)
def test_what_is_made_lets_go_of_the_loop_that_is_lit(
    reader: User, make: Callable[[User], None], is_only_lit: bool
) -> None:
    work = reader.workspace
    reader.chooses_loop("B1")
    if is_only_lit:
        reader.clicks_button(work.loops.only_lit)
    make(reader)
    reader.waits()
    assert work.selection.lit is None
    new = reader.elements("New")
    assert new
    assert {each.id for each in new} <= work.scene.keys
    assert new[-1].id in work.selection.keys
