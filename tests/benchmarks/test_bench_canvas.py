"""Frames of the map on the screen: panning, zooming, dragging, writing, for 100 to 10,000 cards.

Beside them the same cards as items of a plain QGraphicsView, painted anew in each frame. Offscreen raster,
1920 × 1080. Run with ``-s`` to see the table. Times are by the clock on the wall, so other programs count.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from models.change import Change
from models.kinds import ElementKind, LinkKind, Polarity, kinds_joining
from models.records import Element, Link, Placement
from models.store import open_map, save_map
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import LIVE
from stratmap.analysis.report import analyse
from stratmap.analysis.worded import worded
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.drawing.theme import theme
from stratmap.edits import elements
from stratmap.layout import ways
from tests.builders import SHEET, map_of
from ui import interpreter
from ui.app import application
from ui.background import Job, Work
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
LONGEST = 20.0
"""Seconds frames are measured for while something else goes on."""
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


@dataclass
class Row:
    """What was measured of one thing, in milliseconds, and its bar: for the 95 %, by ``worst`` for the longest."""

    name: str
    times: list[float]
    bar: float | None = None
    worst: bool = False
    own: list[float] = field(default_factory=list)
    """The processor's time for the same: what is left when other programs get none."""

    def line(self) -> str:
        middle, late, most = at(self.times, 0.5), at(self.times, 0.95), max(self.times)
        held = "" if self.bar is None else "ok" if (most if self.worst else late) <= self.bar else "OVER"
        own = f"{at(self.own, 0.95):9.1f}" if self.own else " " * 9
        bar = f"{self.bar:9.0f}" if self.bar is not None else " " * 9
        return f"  {self.name:34}{middle:9.1f}{late:9.1f}{most:9.1f}{own}{bar}  {held}"


def at(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


class Bench:
    """One map in a view, and the times its frames take."""

    def __init__(self, map: StrategyMap, folder: Path) -> None:
        application()
        interpreter.be_quick()
        interpreter.keep_memory_together()
        path = folder / "map.stratmap"
        save_map(map, (), path)
        started, spent = time.perf_counter(), time.thread_time()
        map = open_map(path).map
        map.links_of("")
        self.document = Document(map)
        self.scene = Scene(map, SHEET, theme("paper"))
        self.document.changed.connect(lambda change: self.scene.show(self.document.map, change.keys))
        self.view = MapView(self.scene, Selection(self.document))
        self.view.resize(1920, 1080)
        self.view.show()
        self.view.looking.fit()
        self.rests()
        own = [(time.thread_time() - spent) * 1000]
        self.rows = [Row("file to painted map", [(time.perf_counter() - started) * 1000], 1500, own=own)]
        interpreter.settle()

    def rests(self, name: str = "", bar: float = 0.0) -> None:
        """Wait until the picture is sharp; with a name, note how long that takes."""
        started, spent = time.perf_counter(), time.thread_time()
        while not self.view.painting.is_sharp:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        times = [(time.perf_counter() - started) * 1000]
        if name:
            self.rows.append(Row(name, times, bar, own=[(time.thread_time() - spent) * 1000]))

    def frames(
        self, name: str, step: Callable[[int], object], bar: float, count: int = FRAMES, *, worst: bool = False
    ) -> None:
        """Do something so many times and paint: how long the window does not listen, in the frame or after it."""
        times, own = [], []
        for number in range(count):
            started, spent = time.perf_counter(), time.thread_time()
            step(number)
            self.view.repaint()
            painted, painting = time.perf_counter(), time.thread_time()
            QApplication.processEvents()
            times.append(max(painted - started, time.perf_counter() - painted) * 1000)
            own.append(max(painting - spent, time.thread_time() - painting) * 1000)
        self.rows.append(Row(name, times, bar, worst, own))

    def frames_during(self, name: str, work: Work) -> None:
        """Frames of a pan while a thread works at something."""
        job, over, times = Job(work), [], []
        job.ended.connect(lambda: over.append(True))
        job.failed.connect(lambda error: pytest.fail(f"{name}: {error}"))
        started, number = time.perf_counter(), 0
        job.start()
        while not over and time.perf_counter() - started < LONGEST:
            begun, number = time.perf_counter(), number + 1
            self.view.looking.set_camera(self.view.camera.panned(-6 if number % 300 < 150 else 6, 0))
            self.view.repaint()
            QApplication.processEvents()
            times.append((time.perf_counter() - begun) * 1000)
            time.sleep(max(0.0, 0.016 - (time.perf_counter() - begun)))
        took = time.perf_counter() - started
        job.cancel()
        assert job.wait(60)
        self.rows.append(Row(f"frames while {name} runs ({took:.1f} s)", times or [0.0], 100, worst=True))

    def drag(self, ids: list[str]) -> Callable[[int], object]:
        return lambda number: self.scene.carry(ids, 8.0 * number, 8.0 * (number % 5))


def analysing(map: StrategyMap) -> Work:
    return lambda cancelled: worded(map, analyse(map, replace(LIVE, cancelled=cancelled)), cancelled)


def laying_out(map: StrategyMap) -> Work:
    return lambda cancelled: ways.by_flow(map, SHEET, (), cancelled)


def elsewhere(map: StrategyMap) -> Change:
    """Every card in another place, as after a layout."""
    spots = {spot.key: (spot, replace(spot, x=spot.y * 1.6, y=spot.x / 1.6)) for spot in map.placements.values()}
    return Change("Lay out", dict(spots))


LARGEST = 10_000


def memory() -> float:
    """Megabytes this process has in memory; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


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


@pytest.mark.parametrize("count", [LARGEST, 1_000, 100])  # the largest first: its memory is to be its own
def test_frames(count: int, tmp_path: Path) -> None:
    bench = Bench(synthetic_map(count), tmp_path)
    view, document = bench.view, bench.document
    bench.frames("pan, whole map", lambda n: view.looking.set_camera(view.camera.panned(7, 3 if n % 2 else -3)), 16)
    view.looking.fit()
    bench.rests()
    factor = (1.0 / view.camera.scale) ** (1 / 40)
    bench.frames("zoom to 100 %", lambda _n: view.looking.zoom(factor), 16, 40)
    bench.rests("sharp after zooming", 250)
    bench.frames("pan at 100 %", lambda _n: view.looking.set_camera(view.camera.panned(-23, -9)), 16)
    bench.rests()
    cards, _links = bench.scene.near(view.camera.seen(1920, 1080))
    bench.frames("drag one card", bench.drag(cards[:1]), 16)
    bench.scene.put_down()
    bench.rests()
    around = sorted(document.map.elements, key=lambda key: _apart(bench.scene, cards[0], key))[:500]
    bench.frames("drag 500 cards", bench.drag(around), 33, 30)
    bench.scene.put_down()
    bench.rests()
    bench.frames("write a title", lambda n: elements.rename(document, cards[0], f"Title {n}"), 33, 30)
    bench.frames("undo", lambda _n: document.undo(), 33, 30)
    document.make(elsewhere(document.map))
    bench.rests()
    bench.frames("undo a layout of everything", lambda n: n or document.undo(), 100, 30, worst=True)
    bench.rests()
    bench.frames_during("analysis", analysing(document.map))
    bench.frames_during("saving", lambda _c: save_map(document.map, (), tmp_path / "again.stratmap"))
    bench.frames_during("layout", laying_out(document.map))
    used = memory()
    bench.rows.append(Row("plain QGraphicsView, whole map", naive_frames(document.map)))
    held = f"; {used:.0f} MB in memory (at most 400)" if count == LARGEST else ""
    head = f"{count:,} cards, {len(document.map.links):,} links{held}"
    title = f"  {'milliseconds':34}{'median':>9}{'95 %':>9}{'most':>9}{'own 95 %':>9}{'bar':>9}"
    sys.stdout.write("\n" + "\n".join([head, title, *(row.line() for row in bench.rows)]) + "\n")
    view.close()
    assert all(row.times for row in bench.rows)


def _apart(scene: Scene, one: str, other: str) -> float:
    (ax, ay), (bx, by) = ((scene.rect_of(key) or Rect(0, 0, 0, 0)).center for key in (one, other))
    return abs(ax - bx) + abs(ay - by)
