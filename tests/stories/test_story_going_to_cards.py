"""However one goes to a card, it is then in the middle and can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.stories.planned import clicks_outline
from tests.user import User

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists and menus that open, without a display


def goes_to_it_by_the_palette(user: User, title: str) -> None:
    user.presses("Ctrl+K")
    user.types(title)
    user.presses("Return")


def goes_to_it_by_finding(user: User, title: str) -> None:
    user.presses("Ctrl+F")
    user.types(title)


def goes_to_it_by_the_outline(user: User, title: str) -> None:
    clicks_outline(user, title)


@pytest.mark.parametrize("goes_to_it", [goes_to_it_by_the_palette, goes_to_it_by_finding, goes_to_it_by_the_outline])
@pytest.mark.parametrize(("scale", "comes_to"), [(0.2, 0.7), (1.5, 1.5)])
def test_a_card_gone_to_is_in_the_middle_and_can_be_read(
    planner: User, goes_to_it: Callable[[User, str], None], scale: float, comes_to: float
):
    view = planner.workspace.view
    view.looking.zoom_to(scale)
    goes_to_it(planner, "Shop refit")
    middle = view.window_rect(view.scene.rect_of("shop")).center()
    assert abs(middle.x() - view.width() / 2) < 1
    assert abs(middle.y() - view.height() / 2) < 1
    assert view.camera.scale == pytest.approx(comes_to)
