"""Frames of the map on the screen: panning, zooming, dragging, writing, for 100 to 10,000 cards.

Beside them the same cards as items of a plain QGraphicsView, painted anew in each frame. Offscreen raster,
1920 × 1080. Run with ``-s`` to see the table.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from models.kinds import ElementKind, LinkKind, Polarity, kinds_joining
from models.records import Element, Link, Placement
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.drawing.theme import theme
from stratmap.edits import elements
from tests.builders import SHEET, map_of
from ui.app import application
from ui.canvas.scene import Scene
from ui.canvas.view import MapView
from ui.selection import Selection

WORDS = [
    "grow",
    "revenue",
    "cut",
    "waiting",
    "new",
    "shop",
    "training",
    "portal",
    "regulars",
    "waste",
    "price",
    "staff",
]
KINDS = [kind for kind in ElementKind if kind is not ElementKind.NOTE]
FRAMES = 60
STRAY = 0.03
"""Share of links that run anywhere rather than to a neighbour."""


def synthetic_map(count: int) -> StrategyMap:
    """``count`` cards on a grid and 1.8 times as many links of mixed kinds, nearly all between neighbours."""
    chance = random.Random(7)
    columns = int((count * 1.6) ** 0.5)
    cards, spots = [], []
    for number in range(count):
        title = " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 4))).capitalize()
        cards.append(Element(f"e{number}", chance.choice(KINDS), title))
        x, y = (number % columns) * 256.0, (number // columns) * 160.0
        spots.append(Placement(SHEET, f"e{number}", x, y, 176.0, 64.0, z=number))
    steps = [1, -1, columns, -columns, columns + 1, -columns - 1, 2 * columns, 3]
    links: dict[tuple[int, int], Link] = {}
    while len(links) < int(1.8 * count):
        start = chance.randrange(count)
        end = chance.randrange(count) if chance.random() < STRAY else start + chance.choice(steps)
        if not 0 <= end < count or start == end or (start, end) in links:
            continue
        kinds = kinds_joining(cards[start].kind, cards[end].kind)
        if kinds:
            kind = chance.choice(kinds)
            sign = chance.choice(list(Polarity)) if kind is LinkKind.INFLUENCES else Polarity.UNKNOWN
            links[start, end] = Link(f"l{len(links)}", kind, f"e{start}", f"e{end}", sign)
    return map_of(*cards, *links.values(), *spots)


class Bench:
    """One map in a view, and the times its frames take."""

    def __init__(self, count: int) -> None:
        application()
        map = synthetic_map(count)
        started = time.perf_counter()
        self.document = Document(map)
        self.scene = Scene(map, SHEET, theme("paper"))
        self.document.changed.connect(lambda change: self.scene.show(self.document.map, change.keys))
        self.view = MapView(self.scene, Selection(self.document))
        self.view.resize(1920, 1080)
        self.view.show()
        self.view.fit()
        self.view.repaint()
        self.first = (time.perf_counter() - started) * 1000
        self.rows: list[tuple[str, list[float]]] = []

    def rests(self) -> float:
        """Milliseconds until the picture is sharp."""
        started = time.perf_counter()
        while self.view.is_painting:
            QApplication.processEvents()
        return (time.perf_counter() - started) * 1000

    def frames(self, name: str, step: Callable[[int], object], count: int = FRAMES) -> None:
        times = []
        for number in range(count):
            started = time.perf_counter()
            step(number)
            self.view.repaint()
            times.append((time.perf_counter() - started) * 1000)
            QApplication.processEvents()
        self.rows.append((name, sorted(times)))

    def drag(self, ids: list[str]) -> Callable[[int], object]:
        return lambda number: self.scene.carry(ids, 8.0 * number, 8.0 * (number % 5))


def naive_frames(map: StrategyMap) -> list[float]:
    """Whole repaints of a plain QGraphicsView with an item a card and a line a link, all in view."""
    scene = QGraphicsScene()
    for spot in map.placements.values():
        scene.addRect(QRectF(spot.x, spot.y, spot.width, spot.height), QColor("#0072b2"), QColor("#e1eef7"))
        scene.addText(map.elements[spot.element].title).setPos(spot.x, spot.y)
    for link in map.links.values():
        start, end = (map.placements[f"{SHEET}:{each}"] for each in (link.source, link.target))
        scene.addLine(start.x, start.y, end.x, end.y)
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.resize(1920, 1080)
    view.show()
    view.fitInView(scene.sceneRect())
    QApplication.processEvents()
    times = []
    for _number in range(5):
        started = time.perf_counter()
        view.viewport().update()
        QApplication.processEvents()
        times.append((time.perf_counter() - started) * 1000)
    view.close()
    return sorted(times)


@pytest.mark.parametrize("count", [100, 1_000, 10_000])
def test_frames(count: int) -> None:
    bench = Bench(count)
    view = bench.view
    bench.rests()
    bench.frames("pan, whole map", lambda n: view.set_camera(view.camera.panned(7, 3 if n % 2 else -3)))
    view.fit()
    bench.rests()
    factor = (1.0 / view.camera.scale) ** (1 / 40)
    bench.frames("zoom to 100 %", lambda _n: view.zoom(factor), 40)
    sharp = bench.rests()
    bench.frames("pan at 100 %", lambda _n: view.set_camera(view.camera.panned(-23, -9)))
    bench.rests()
    cards, _links = bench.scene.near(view.camera.seen(1920, 1080))
    bench.frames("drag one card", bench.drag(cards[:1]))
    bench.scene.show_all(bench.document.map)
    bench.rests()
    bench.frames("drag 500 cards", bench.drag(list(bench.document.map.elements)[:500]), 20)
    bench.scene.show_all(bench.document.map)
    bench.rests()
    bench.frames("write a title", lambda n: elements.rename(bench.document, cards[0], f"Title {n}"), 30)
    bench.frames("undo", lambda _n: bench.document.undo(), 30)
    bench.rows.append(("plain QGraphicsView, whole map", naive_frames(bench.document.map)))
    lines = [f"{count} cards: first picture {bench.first:.0f} ms, sharp {sharp:.0f} ms after zooming"]
    for name, times in bench.rows:
        middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        lines.append(f"  {name:32}{middle:9.1f}{late:9.1f}{times[-1]:9.1f}  ms median, 95 %, most")
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    view.close()
    assert all(times for _name, times in bench.rows)
