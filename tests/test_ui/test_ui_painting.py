"""The map on the screen: painted little by little, whole in the end, and the same whichever way it came about."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.records import Element, Link, Placement, Sheet
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.drawing.theme import theme
from stratmap.edits import arrange, elements
from tests.builders import SHEET, influences, map_of, objective, requires
from tests.cost import steps
from ui.canvas import levels, painting
from ui.canvas.camera import Camera, fitted
from ui.canvas.scene import Scene
from ui.canvas.tiles import Tiles
from ui.canvas.view import MapView
from ui.selection import Selection

WIDE, HIGH = 700, 500


def business(count: int = 24) -> list[Element | Link | Placement]:
    """Cards on a grid, each linked to the next but one, so that links are led round cards."""
    cards = [objective(f"c{number}", f"Grow by {number}") for number in range(count)]
    spots = [Placement(SHEET, f"c{n}", n % 6 * 250.0, n // 6 * 150.0, 176.0, 64.0, z=n) for n in range(count)]
    links = [influences(f"c{n}", f"c{n + 2}", "+", id=f"l{n}") for n in range(count - 2)]
    links += [requires(f"c{n}", f"c{n + 6}", id=f"r{n}") for n in range(0, count - 6, 5)]
    return [*cards, *spots, *links]


class Shown:
    """A document in a view of its own."""

    def __init__(self, qtbot: QtBot) -> None:
        self.document = Document(map_of(*business()))
        self.scene = Scene(self.document.map, SHEET, theme("paper"))
        self.document.changed.connect(lambda change: self.scene.show(self.document.map, change.keys))
        self.view = MapView(self.scene, Selection(self.document))
        qtbot.addWidget(self.view)
        self.view.resize(WIDE, HIGH)
        self.view.show()
        QTest.qWaitForWindowExposed(self.view)

    def picture(self) -> QImage:
        """What is on the screen when nothing more is to be painted."""
        for _ in range(2):  # links are led round cards after the picture is there, and may spoil it once more
            until(lambda: self.view.painting.is_sharp)
            until(self.scene.settle)
        until(lambda: self.view.painting.is_sharp)
        return self.view.grab().toImage()

    def picture_anew(self) -> QImage:
        """What a view shows that never saw anything else."""
        scene, camera = Scene(self.document.map, SHEET, theme("paper")), self.view.camera
        scene.is_ready()
        list(scene.groups_in(Rect(-1e6, -1e6, 2e6, 2e6)))  # every way is led round cards
        image = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("white"))
        tiles = Tiles(partial(levels.paint, scene), partial(levels.sketch, scene))
        painter = QPainter(image)
        assert tiles.paint(camera, WIDE, HIGH, 1.0, time.perf_counter() + 60)
        tiles.show(painter, camera, WIDE, HIGH, 1.0)
        painter.end()
        return image


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline, "it never came"
        QApplication.processEvents()


def differing(one: QImage, other: QImage) -> int:
    """Pixels that are not nearly the same."""
    found = 0
    for x in range(0, WIDE, 3):
        for y in range(0, HIGH, 3):
            a, b = one.pixelColor(x, y), other.pixelColor(x, y)
            found += abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue()) > 24
    return found


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


@pytest.mark.parametrize("scale", [0.06, 0.25, 0.6, 1.0, 3.0])
def test_what_is_painted_in_slices_is_the_whole_picture(shown: Shown, scale: float):
    shown.view.looking.set_camera(Camera(scale, 120.0, 80.0))
    assert differing(shown.picture(), shown.picture_anew()) == 0


def test_a_small_map_is_whole_in_its_first_frame_and_in_the_first_in_another_theme(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(painting, "SLICE", 0.0)
    monkeypatch.setattr(painting, "ANEW", 60.0)
    shown.view.painting.clear()
    for name in ("paper", "slate"):
        shown.scene.wear(theme(name))
        assert not shown.view.painting.is_sharp
        shown.view.grab()
        assert shown.view.painting.is_sharp


@pytest.mark.parametrize(("few", "is_whole"), [(1_000, True), (10, False)])
def test_a_change_of_much_is_whole_in_one_frame_unless_the_map_is_large(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, few: int, is_whole: bool
):
    shown.picture()
    monkeypatch.setattr(painting, "SLICE", 0.0)
    monkeypatch.setattr(painting, "ANEW", 60.0)
    monkeypatch.setattr(painting, "FEW_CARDS", few)
    arrange.move(shown.document, SHEET, shown.document.map.elements, 80, 40)
    shown.view.grab()
    assert shown.view.painting.is_sharp == is_whole


def test_a_change_of_little_keeps_no_frame_waiting(shown: Shown, monkeypatch: pytest.MonkeyPatch):
    shown.picture()
    monkeypatch.setattr(painting, "SLICE", 0.0)
    monkeypatch.setattr(painting, "ANEW", 60.0)
    arrange.move(shown.document, SHEET, ["c3"], 80, 40)
    shown.view.grab()
    assert not shown.view.painting.is_sharp


def test_a_sheet_does_not_stand_in_for_another(shown: Shown, monkeypatch: pytest.MonkeyPatch):
    lower = [replace(each, sheet="lower", y=each.y + 100.0) for each in business() if isinstance(each, Placement)]
    shown.scene.show_all(map_of(*business(), Sheet("lower"), *lower))
    shown.view.looking.set_camera(Camera(1.0, 0.0, 0.0))
    card = QPointF(88.0, 60.0).toPoint()
    paper = QColor(theme("paper").canvas.paper)
    assert shown.picture().pixelColor(card) != paper
    monkeypatch.setattr(painting, "SLICE", 0.0)
    monkeypatch.setattr(painting, "ANEW", 0.0)
    shown.scene.show_sheet("lower")
    assert shown.view.grab().toImage().pixelColor(card) == paper


def test_a_change_is_painted_where_it_shows_and_leaves_no_trace(shown: Shown):
    shown.view.looking.set_camera(Camera(1.0, 0.0, 0.0))
    before = shown.picture()
    elements.rename(shown.document, "c1", "Quite another title")
    arrange.move(shown.document, SHEET, ["c8"], 125.0, 75.0)
    assert differing(shown.picture(), shown.picture_anew()) == 0
    shown.document.undo()
    shown.document.undo()
    assert differing(shown.picture(), before) == 0


def test_carried_cards_leave_no_trace_where_they_were_and_are_where_they_were_put(shown: Shown):
    shown.view.looking.set_camera(Camera(1.0, 0.0, 0.0))
    shown.picture()
    for step in range(4):
        shown.scene.carry(["c0", "c1", "c7"], 40.0 * step, 30.0 * step)
        shown.view.repaint()
    arrange.move(shown.document, SHEET, ["c0", "c1", "c7"], 120.0, 90.0)
    shown.scene.put_down()
    assert differing(shown.picture(), shown.picture_anew()) == 0
    assert shown.scene.floating.carried is None


def test_carried_cards_that_are_let_go_of_by_escape_are_where_they_were(shown: Shown):
    shown.view.looking.set_camera(Camera(1.0, 0.0, 0.0))
    before = shown.picture()
    shown.scene.carry(["c0", "c1"], 400.0, 300.0)
    assert differing(shown.view.grab().toImage(), before) > 0
    shown.scene.put_down()
    assert differing(shown.picture(), before) == 0


def test_where_cards_are_carried_to_is_where_they_are_said_to_be(shown: Shown):
    scene = shown.scene
    inside, crossing = scene.line_of("l0"), scene.line_of("l2")
    scene.carry(["c0", "c2"], 50.0, 20.0)
    assert scene.rect_of("c0") == Rect(50.0, 20.0, 176.0, 64.0)
    assert scene.map is shown.document.map, "the document has heard of nothing"
    assert scene.line_of("l0")[0] == (inside[0][0] + 50.0, inside[0][1] + 20.0)
    assert scene.line_of("l2") != crossing
    cards, links = scene.near(Rect(-1e4, -1e4, 2e4, 2e4))
    assert {"c0", "c2"}.isdisjoint(cards)
    assert {"l0", "l2"}.isdisjoint(links)
    scene.put_down()
    assert scene.line_of("l2") == crossing


def test_another_map_under_the_hand_drops_what_it_carried(shown: Shown):
    shown.scene.carry(["c0", "c2"], 50.0, 20.0)
    elements.delete(shown.document, ["c2"])
    assert shown.scene.floating.carried is None
    shown.scene.carry(["c0", "c2"], 60.0, 20.0)
    assert shown.scene.floating.carried is not None
    assert shown.scene.floating.carried.cards == {"c0"}


def test_a_link_is_led_round_a_card_that_comes_into_its_way_and_back_when_it_goes(shown: Shown):
    def of_l0() -> tuple[tuple[float, float], ...]:
        return shown.scene.line_of("l0")

    shown.picture()
    before = of_l0()
    arrange.move(shown.document, SHEET, ["c1"], 0.0, -400.0)
    shown.picture()
    assert of_l0() != before
    shown.document.undo()
    shown.picture()
    assert of_l0() == before


def test_painting_stops_when_its_time_is_over_and_goes_on_from_there(shown: Shown):
    shown.view.looking.set_camera(Camera(1.0, 0.0, 0.0))
    tiles = Tiles(partial(levels.paint, shown.scene), partial(levels.sketch, shown.scene))
    slices = 0
    while not tiles.paint(Camera(), WIDE, HIGH, 1.0, time.perf_counter()):
        slices += 1
        assert slices < 1_000, "each slice gets on"
    assert slices > 4


def test_a_screen_of_another_fineness_is_painted_for_anew(shown: Shown):
    tiles = Tiles(partial(levels.paint, shown.scene), partial(levels.sketch, shown.scene))
    for ratio in (1.0, 2.0, 1.5):
        assert tiles.paint(Camera(), WIDE, HIGH, ratio, time.perf_counter() + 60)
        assert {tile.devicePixelRatio() for tile in tiles._tiles.values()} == {ratio}


def test_a_far_away_camera_costs_nothing(shown: Shown):
    shown.view.looking.set_camera(Camera(0.02, -1e7, 1e7))
    shown.picture()

    def carries() -> None:
        shown.scene.carry(["c0"], 1e7, -1e7)
        shown.view.repaint()
        shown.scene.put_down()

    assert steps(carries) < 10_000


def test_a_smooth_camera_ends_where_it_was_sent(shown: Shown):
    view = shown.view
    view.looking.set_camera(Camera(1.0, 0.0, 0.0))
    view.looking.is_smooth = True
    view.looking.fit()
    end = fitted(shown.scene.bounds(), WIDE, HIGH)
    assert view.looking.destination == end
    assert view.camera != end, "it is on its way"
    until(lambda: view.camera == end)
    view.looking.zoom(1.25)
    view.looking.zoom(1.25)
    assert view.looking.destination.scale == pytest.approx(end.scale * 1.25**2), "two presses count twice"
    view.looking.set_camera(replace(end, x=5.0))
    assert view.looking.destination == view.camera == replace(end, x=5.0), "the hand comes before"


def test_a_press_holds_a_smooth_camera(shown: Shown):
    shown.view.looking.is_smooth = True
    shown.view.looking.zoom(3.0)
    QTest.mousePress(shown.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPointF(9, 9).toPoint())
    assert shown.view.looking.destination == shown.view.camera
    QTest.mouseRelease(shown.view, Qt.MouseButton.LeftButton)


def test_a_view_that_is_put_away_gives_its_picture_back_and_paints_it_anew_when_shown(shown: Shown):
    before = shown.picture()
    shown.view.hide()
    assert not shown.view.painting._tiles._tiles
    shown.view.show()
    QTest.qWaitForWindowExposed(shown.view)
    shown.view.update()
    assert differing(shown.picture(), before) == 0
