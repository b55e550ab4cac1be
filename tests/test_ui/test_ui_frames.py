"""Frames round the selection: round each card wherever it is shown, and cheap when very many are selected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from models.change import Change
from models.kinds import ElementKind
from models.records import Placement
from stratmap.analysis.finding import Severity
from stratmap.document import Document
from stratmap.drawing.shapes import badge_center, pin_center
from stratmap.drawing.theme import theme
from tests.builders import SHEET, map_of, objective
from ui.canvas.camera import Camera
from ui.canvas.frames import MOST_HALOS, Frames
from ui.canvas.scene import Scene
from ui.selection import Selection
from ui.tools.resizing import Corners

COLUMNS, WIDE, HIGH = 20, 600, 400
CAMERA = Camera(0.1, 0.0, 0.0)


def scene_of(count: int) -> Scene:
    spots = [Placement(SHEET, f"c{n}", n % COLUMNS * 256.0, n // COLUMNS * 160.0, 176.0, 64.0) for n in range(count)]
    return Scene(map_of(*(objective(f"c{n}") for n in range(count)), *spots), SHEET, theme("paper"))


def painted(frames: Frames, scene: Scene, keys: frozenset[str] | None = None) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    frames.paint(painter, CAMERA, scene, frozenset(scene.map.elements) if keys is None else keys)
    painter.end()
    return image


def is_framed(image: QImage, scene: Scene, card: str) -> bool:
    rect = scene.rect_of(card)
    assert rect is not None
    left, top = CAMERA.to_window(rect.x, rect.y)
    right, bottom = CAMERA.to_window(rect.right, rect.bottom)
    around = [(x, y) for x in range(int(left) - 6, int(right) + 7) for y in range(int(top) - 6, int(bottom) + 7)]
    return any(image.pixelColor(x, y) != QColor("white") for x, y in around if 0 <= x < WIDE and 0 <= y < HIGH)


@pytest.mark.parametrize("count", [12, 4 * MOST_HALOS])
def test_every_selected_card_is_framed_where_it_is_shown(qapp: object, count: int) -> None:
    scene, frames = scene_of(count), Frames()
    scene.is_ready()
    image = painted(frames, scene)
    assert all(is_framed(image, scene, f"c{number}") for number in range(0, min(count, 500), 11))
    spot = scene.map.placements_on(SHEET)["c3"]
    away = replace(spot, x=COLUMNS * 256.0, y=2_000.0)
    scene.show(scene.map.apply(Change("", {spot.key: (spot, away)})), {spot.key})
    assert is_framed(painted(frames, scene), scene, "c3")
    scene.carry(["c5"], COLUMNS * 256.0 - 1_280.0, 3_000.0)
    for number in range(3):
        scene.carry(["c5"], COLUMNS * 256.0 - 1_280.0, 3_000.0 + 160.0 * number)
        assert is_framed(painted(frames, scene), scene, "c5")


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_badge_and_the_pin_of_a_selected_card_lie_above_frame_and_grips(qapp: object, scale: float) -> None:
    spot = Placement(SHEET, "c", 20.0, 20.0, 176.0, 64.0, pinned=True)
    scene = Scene(map_of(objective("c"), spot), SHEET, theme("paper"))
    scene.show_severities({"c": Severity.ERROR})
    document = Document(scene.map)
    selection = Selection(document)
    selection.set({"c"})
    image = QImage(500, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    Frames().paint(painter, Camera(scale, 0.0, 0.0), scene, selection.keys)
    Corners(document, scene, selection, lambda _words: None).paint(painter, Camera(scale, 0.0, 0.0))
    painter.end()
    fills = scene.theme.severities[Severity.ERROR].fill, scene.theme.canvas.paper
    for (x, y), fill, aside in (
        (badge_center(ElementKind.OBJECTIVE, 176.0, 64.0), fills[0], 6.5),
        (pin_center(ElementKind.OBJECTIVE, 176.0, 64.0), fills[1], -5.5),
    ):
        around = ((20 + x + aside, 20 + y), (20 + x, 20 + y - 6.5), (20 + x - aside, 20 + y))
        seen = {image.pixelColor(int(across * scale), int(down * scale)).name() for across, down in around}
        assert seen == {fill}


def test_where_very_many_are_is_worked_out_once(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    scene, frames = scene_of(4 * MOST_HALOS), Frames()
    scene.is_ready()
    keys = frozenset(scene.map.elements)
    once = painted(frames, scene, keys)
    for name in ("near", "rect_of"):
        monkeypatch.setattr(scene, name, lambda *_: pytest.fail("nothing is looked up again"))
    monkeypatch.setattr(scene.places, "many_near", lambda *_: True)
    boxes = frames._many._staying
    assert painted(frames, scene, keys) == once
    assert frames._many._staying is boxes
