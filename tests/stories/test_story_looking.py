"""Looking at a map: opened large enough to be read, and never lost by scrolling, with mouse, keys and wheel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from stratmap.examples import EXAMPLES
from tests.user import User
from ui.canvas.camera import LEAST_OPENED


def sees_some_of_the_map(user: User) -> bool:
    view = user.workspace.view
    seen, bounds = view.camera.seen(view.width(), view.height()), view.scene.bounds()
    across = min(seen.right, bounds.right) - max(seen.x, bounds.x)
    down = min(seen.bottom, bounds.bottom) - max(seen.y, bounds.y)
    return min(across, down) * view.camera.scale >= 90


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (900, 560)])
@pytest.mark.parametrize("name", [each.name for each in EXAMPLES])
def test_an_example_can_be_read_when_it_is_opened(user: User, name: str, size: tuple[int, int]) -> None:
    user.window.resize(*size)
    user._settle()
    user.window.files.open_example(name)
    user.waits()
    view = user.workspace.view
    assert view.camera.scale >= LEAST_OPENED
    seen = view.camera.seen(view.width(), view.height())
    cards = user.map.placements_on(user.workspace.scene.sheet).values()
    assert sum(seen.x <= card.x < seen.right and seen.y <= card.y < seen.bottom for card in cards) >= 4
    user.presses("Ctrl+9")
    assert view.camera.seen(view.width(), view.height()).width >= view.scene.bounds().width


def test_a_new_map_can_be_read_too(user: User) -> None:
    user.window.resize(1366, 768)
    user.window.files.new()
    user._settle()
    assert user.workspace.view.camera.scale >= LEAST_OPENED


@pytest.mark.parametrize("is_empty", [True, False])
@pytest.mark.parametrize("steps", [-200, 200])
@pytest.mark.parametrize("keys", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_the_wheel_never_loses_the_map(user: User, steps: int, keys: Qt.KeyboardModifier, is_empty: bool) -> None:
    if not is_empty:
        user.draws("Factor", "Rain", at=(300, 200))
    for _turn in range(10):
        user.turns_wheel(steps, *user.workspace.view.camera.to_map(200, 200), keys)
    assert sees_some_of_the_map(user)
    user.presses("Ctrl+9")
    view = user.workspace.view
    assert view.camera.seen(view.width(), view.height()).height >= view.scene.bounds().height


def test_neither_dragging_the_paper_nor_arrows_nor_zooming_lose_the_map(user: User) -> None:
    view = user.workspace.view
    for _time in range(30):
        QTest.mousePress(view, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, QPoint(700, 500))
        QTest.mouseMove(view, QPoint(20, 20))
        QTest.mouseRelease(view, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 20))
    assert sees_some_of_the_map(user)
    user.clicks(*view.camera.to_map(view.width() - 40, view.height() - 40))
    for _time in range(200):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert sees_some_of_the_map(user)
    for _time in range(20):
        user.turns_wheel(3, *view.camera.to_map(10, 10), Qt.KeyboardModifier.ControlModifier)
    assert sees_some_of_the_map(user)
    user.turns_wheel(-1, *view.camera.to_map(10, 10))
    assert sees_some_of_the_map(user)
