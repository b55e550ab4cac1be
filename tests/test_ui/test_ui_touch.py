"""Fingers, touchpads and pens on the map."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice, QTabletEvent, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.user import User
from ui.canvas.camera import Camera
from ui.canvas.touch import LONG

Where = tuple[float, float]


class Hand:
    """Fingers on the map of somebody's window; places are in the view's own pixels."""

    def __init__(self, user: User) -> None:
        self.view = user.workspace.view
        self.screen = QTest.createTouchDevice()

    def touches(self, *steps: dict[int, tuple[str, Where]]) -> None:
        for step in steps:
            event = QTest.touchEvent(self.view, self.screen, False)
            for finger, (does, (x, y)) in step.items():
                if does == "stays":
                    event.stationary(finger)
                else:
                    getattr(event, does)(finger, QPoint(round(x), round(y)), self.view)
            event.commit()
            QApplication.processEvents()

    def taps(self, at: Where) -> None:
        self.touches({0: ("press", at)}, {0: ("release", at)})

    def drags(self, start: Where, end: Where) -> None:
        way = [(start[0] + (end[0] - start[0]) * n / 5, start[1] + (end[1] - start[1]) * n / 5) for n in range(1, 6)]
        self.touches({0: ("press", start)}, *({0: ("move", at)} for at in way), {0: ("release", end)})


@pytest.fixture
def hand(user: User) -> Hand:
    user.draws("Objective", "Bread", at=(300, 300))
    user.draws("Objective", "Cake", at=(520, 300))  # within the 800 pixels of the screen that tests have
    user.workspace.view.looking.set_camera(Camera())
    user.workspace.selection.set(())
    return Hand(user)


def middle(user: User, title: str) -> Where:
    spot = user.card(title)
    return user.workspace.view.camera.to_window(spot.x + spot.width / 2, spot.y + spot.height / 2)


def test_a_tap_selects_a_card_and_a_tap_beside_lets_go_of_it(user: User, hand: Hand) -> None:
    hand.taps(middle(user, "Bread"))
    assert user.selected() == {"Bread"}
    hand.taps((500, 520))
    assert user.selected() == set()


def test_a_double_tap_on_empty_paper_writes_an_objective(user: User, hand: Hand) -> None:
    hand.taps((500, 520))
    hand.taps((506, 524))
    assert user.workspace.editor.isVisible()
    user.types("Pie")
    user.presses("Return")
    assert user.element("Pie")


def test_two_taps_far_apart_are_no_double_tap(user: User, hand: Hand) -> None:
    hand.taps((500, 520))
    hand.taps((620, 520))
    assert not user.workspace.editor.isVisible()


def test_a_finger_drags_a_card_in_one_step_to_undo(user: User, hand: Hand) -> None:
    before = user.card("Bread")
    start = middle(user, "Bread")
    hand.drags(start, (start[0] + 120, start[1] + 160))
    assert user.card("Bread").y > before.y + 100
    user.presses("Ctrl+Z")
    assert user.card("Bread") == before


def test_a_finger_that_trembles_moves_nothing(user: User, hand: Hand) -> None:
    before, (x, y) = user.card("Bread"), middle(user, "Bread")
    hand.touches({0: ("press", (x, y))}, {0: ("move", (x + 5, y + 4))}, {0: ("release", (x + 5, y + 4))})
    assert user.card("Bread") == before
    assert user.selected() == {"Bread"}


def test_two_fingers_move_the_map_along(user: User, hand: Hand) -> None:
    hand.touches(
        {0: ("press", (300, 400)), 1: ("press", (400, 400))},
        {0: ("move", (360, 440)), 1: ("move", (460, 440))},
        {0: ("release", (360, 440)), 1: ("release", (460, 440))},
    )
    camera = user.workspace.view.camera
    assert (camera.scale, camera.x, camera.y) == pytest.approx((1.0, -60.0, -40.0))
    assert user.selected() == set()


def test_pinching_zooms_and_what_is_under_the_fingers_stays_there(user: User, hand: Hand) -> None:
    under = user.workspace.view.camera.to_map(350, 400)
    hand.touches(
        {0: ("press", (300, 400)), 1: ("press", (400, 400))},
        {0: ("move", (250, 400)), 1: ("move", (450, 400))},
        {0: ("release", (250, 400)), 1: ("release", (450, 400))},
    )
    assert user.workspace.view.camera.scale == pytest.approx(2.0)
    assert user.workspace.view.camera.to_map(350, 400) == pytest.approx(under)


def test_a_second_finger_takes_back_what_the_first_was_dragging(user: User, hand: Hand) -> None:
    before, (x, y) = user.card("Bread"), middle(user, "Bread")
    steps = len(user.document.history.undo_labels)
    hand.touches(
        {0: ("press", (x, y))},
        {0: ("move", (x + 80, y + 80))},
        {0: ("stays", (x + 80, y + 80)), 1: ("press", (x + 200, y))},
        {0: ("move", (x + 90, y + 80)), 1: ("move", (x + 210, y))},
        {0: ("release", (x + 90, y + 80)), 1: ("stays", (x + 210, y))},
        {1: ("move", (x + 300, y))},
        {1: ("release", (x + 300, y))},
    )
    assert user.card("Bread") == before
    assert len(user.document.history.undo_labels) == steps


def test_a_finger_held_still_asks_for_the_menu(user: User, hand: Hand) -> None:
    asked: list[QPointF] = []
    user.workspace.menu_asked.disconnect()  # a menu needs a real display to open on
    user.workspace.menu_asked.connect(asked.append)
    x, y = middle(user, "Cake")
    hand.touches({0: ("press", (x, y))})
    user._until(lambda: bool(asked), "nothing is asked")
    QTest.qWait(LONG)
    assert len(asked) == 1
    assert user.selected() == {"Cake"}
    assert (asked[0].x(), asked[0].y()) == pytest.approx((x, y), abs=1)
    hand.touches({0: ("release", (x, y))})
    assert user.selected() == {"Cake"}


def test_a_touch_the_system_takes_away_leaves_nothing_half_done(user: User, hand: Hand) -> None:
    before, (x, y) = user.card("Bread"), middle(user, "Bread")
    hand.touches({0: ("press", (x, y))}, {0: ("move", (x + 80, y + 80))})
    QCoreApplication.sendEvent(user.workspace.view, QTouchEvent(QEvent.Type.TouchCancel, hand.screen))
    hand.touches({0: ("release", (x + 80, y + 80))})
    assert user.card("Bread") == before
    hand.taps(middle(user, "Cake"))
    assert user.selected() == {"Cake"}


def gesture(user: User, kind: Qt.NativeGestureType, value: float = 0.0, delta: Where = (0, 0)) -> None:
    pad = QPointingDevice(
        *("pad", 1, QInputDevice.DeviceType.TouchPad, QPointingDevice.PointerType.Finger),
        *(QInputDevice.Capability.Position, 2, 0),
    )
    at = QPointF(350, 400)
    view = user.workspace.view
    QCoreApplication.sendEvent(view, QNativeGestureEvent(kind, pad, 2, at, at, at, value, QPointF(*delta)))


def test_a_touchpad_zooms_pans_and_comes_back_to_100_percent(user: User, hand: Hand) -> None:
    under = user.workspace.view.camera.to_map(350, 400)
    gesture(user, Qt.NativeGestureType.ZoomNativeGesture, 0.5)
    assert user.workspace.view.camera.scale == pytest.approx(1.5)
    assert user.workspace.view.camera.to_map(350, 400) == pytest.approx(under)
    gesture(user, Qt.NativeGestureType.PanNativeGesture, delta=(30, 15))
    assert user.workspace.view.camera.to_map(380, 415) == pytest.approx(under)
    gesture(user, Qt.NativeGestureType.SmartZoomNativeGesture)
    assert user.workspace.view.camera.scale == pytest.approx(1.0)


@pytest.mark.parametrize("value", [-5.0, -1.0, 1e9, 0.0])
def test_a_mad_pinch_keeps_the_scale_within_its_limits(user: User, hand: Hand, value: float) -> None:
    gesture(user, Qt.NativeGestureType.ZoomNativeGesture, value)
    assert 0.02 <= user.workspace.view.camera.scale <= 8


def test_a_pen_is_left_to_qt_which_makes_a_mouse_of_it(user: User, hand: Hand) -> None:
    pen = QPointingDevice(
        *("pen", 2, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen),
        *(QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1),
    )
    at, no_key = QPointF(*middle(user, "Bread")), Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    event = QTabletEvent(QEvent.Type.TabletPress, pen, at, at, 0.5, 0, 0, 0, 0, 0, no_key, left, left)
    event.ignore()
    QCoreApplication.sendEvent(user.workspace.view, event)
    assert not event.isAccepted()
    assert QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_SynthesizeMouseForUnhandledTabletEvents)


def test_on_a_screen_of_another_scale_the_map_is_painted_anew_as_finely(
    user: User, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, seen = user.workspace.view, list[float]()
    view.grab()
    show = view.painting._tiles.show

    def shown(*asked: Any, **more: Any) -> object:
        painter, camera, width, height, ratio, *rest = asked
        seen.append(ratio)
        return show(painter, camera, width, height, ratio, *rest, **more)

    monkeypatch.setattr(view.painting._tiles, "show", shown)
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 2.0, raising=False)
    QCoreApplication.sendEvent(view, QEvent(QEvent.Type.DevicePixelRatioChange))
    for _ in range(100):
        tiles = list(view.painting._tiles._tiles.values())
        if tiles and seen:
            break
        QTest.qWait(20)
    assert set(seen) == {2.0}
    assert tiles
    assert {tile.devicePixelRatio() for tile in tiles} == {2.0}
