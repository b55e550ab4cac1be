"""How long a person waits for the window: to its first map, from an edit to the findings, and for the next frame.

Run with ``pytest -o addopts= tests/benchmarks/test_bench_window.py``. Painting is Qt's raster engine in memory.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.records import Placement
from models.store import save_map
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import LIVE
from stratmap.analysis.report import analyse
from stratmap.document import Document
from stratmap.drawing.shapes import natural_size
from stratmap.examples import load_example
from tests.benchmarks.test_bench_analysis import business
from tests.builders import SHEET
from tests.conftest import Errors
from tests.user import User
from ui import interpreter
from ui.analysis_runner import PAUSE
from ui.canvas.camera import Camera

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7
FRAMES = 60

OURS = """
import sys, time
from PySide6.QtWidgets import QApplication
from ui.canvas.view import MapView

paint = MapView.paintEvent

def painted(view, event):
    paint(view, event)
    if view.scene.has_elements:
        print(time.monotonic(), flush=True)
        QApplication.exit(0)

MapView.paintEvent = painted
from stratmap.__main__ import main
sys.argv = ["stratmap", {path!r}]
sys.exit(main())
"""
"""The program as ``stratmap FILE`` starts it, until it has painted the map once."""

BARE = """
import sys, time
from PySide6 import QtCore, QtGui, QtWidgets

class Window(QtWidgets.QMainWindow):
    def paintEvent(self, event):
        print(time.monotonic(), flush=True)
        QtWidgets.QApplication.exit(0)

app = QtWidgets.QApplication([])
window = Window()
window.showMaximized()
sys.exit(app.exec())
"""
"""An empty window with the same Qt libraries."""


def say(capsys: pytest.CaptureFixture[str], *lines: str) -> None:
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")


def large(elements: int, links: int) -> StrategyMap:
    """A business of so many elements in rows of 40."""
    map = business(elements, links)
    spots = [
        Placement(SHEET, each.id, number % 40 * 224.0, number // 40 * 136.0, *natural_size(each.kind, each.title))
        for number, each in enumerate(map.elements.values())
    ]
    return StrategyMap([*map.records(), *spots])


def start_time(program: str, folder: Path) -> float:
    """Seconds from starting a fresh interpreter until it says that it has painted."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    env |= {"XDG_CONFIG_HOME": str(folder)}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return float(done.stdout.split()[0]) - started


def test_start_to_the_first_painted_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maps = {"example, 25 elements": load_example("bakery"), "1,000 elements": large(1_000, 2_000)}
    programs = {"bare PySide6 window": BARE}
    for name, map in maps.items():
        path = tmp_path / f"{name}.stratmap"
        save_map(map, (), path)
        programs[name] = OURS.format(path=str(path))
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _run in range(RUNS + 1):  # by turns, so that a busy moment hits all alike; the first compiles
        for name, program in programs.items():
            times[name].append(start_time(program, tmp_path))
    medians = {name: statistics.median(each[1:]) for name, each in times.items()}
    bare = medians["bare PySide6 window"]
    table = [f"{'start to first painted map':32}{'median, ms':>12}{'best, ms':>10}{'ratio':>7}"]
    for name, median in medians.items():
        table.append(f"{name:32}{median * 1e3:>12.0f}{min(times[name][1:]) * 1e3:>10.0f}{median / bare:>7.2f}")
    say(capsys, *table)


@dataclass
class Wait:
    """How long until the answer was on the screen, and the longest time the window did not listen meanwhile."""

    seconds: float
    blocked: float


@pytest.fixture
def person(qapp: object, tmp_path: Path, reported: Errors) -> Iterator[User]:
    """Somebody in front of a window whose interpreter is set as the program sets it (``ui.app``)."""
    interpreter.be_quick()
    interpreter.keep_memory_together()
    user = User(tmp_path)
    user.window.map_shown.connect(interpreter.settle)
    yield user
    assert user.leaves() == []


PULSE = 3
"""Milliseconds between two looks whether the window listens; without a rest between, looking would slow it down."""


class Painted(QObject):
    """Waits, once asked to, for the list of findings to be painted."""

    painted = Signal()

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self._watched = watched
        self.is_asked = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt calls it so)
        if self.is_asked and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.painted.emit)
        return False

    def stop(self) -> None:
        self._watched.removeEventFilter(self)


def until_findings(user: User, does: Callable[[], object]) -> Wait:
    """Does something that changes the map, and waits until its findings are painted, in Qt's own loop."""
    loop = QEventLoop()
    ticks = [time.perf_counter()]
    pulse = QTimer()
    pulse.setTimerType(Qt.TimerType.PreciseTimer)
    pulse.setInterval(PULSE)
    pulse.timeout.connect(lambda: ticks.append(time.perf_counter()))
    sentences = user.workspace.findings.list
    painted = Painted(sentences.viewport())
    painted.painted.connect(loop.quit)

    def shown(_worded: object) -> None:
        painted.is_asked = True
        sentences.viewport().update()

    heard = user.workspace.runner.finished.connect(shown)
    QTimer.singleShot(30_000, loop, lambda: loop.exit(1))
    started = time.perf_counter()
    pulse.start()
    QTimer.singleShot(0, loop, does)
    assert loop.exec() == 0, "no findings within half a minute"
    pulse.stop()
    user.workspace.runner.finished.disconnect(heard)
    painted.stop()
    ended = time.perf_counter()
    ticks.append(ended)
    wait = Wait(ended - started, max(b - a for a, b in pairwise(ticks)))
    user.waits()
    return wait


def test_from_an_edit_to_the_findings_on_the_screen(person: User, capsys: pytest.CaptureFixture[str]) -> None:
    map = large(1_000, 2_000)
    person.window.show_map(Document(map), None)
    person.waits()
    work = person.workspace
    ids = list(map.elements)
    started = time.perf_counter()
    analyse(map, LIVE)
    alone = time.perf_counter() - started

    def writes() -> None:
        work.making.rename(ids[len(person.document.history.undo_labels)])
        QTest.keyClicks(work.editor, "Renamed")

    def renames() -> None:
        QTest.keyClick(work.editor, Qt.Key.Key_Return)

    def selects() -> None:
        work.selection.set({list(person.map.links)[len(person.document.history.undo_labels)]})

    def deletes() -> None:
        QTest.keyClick(work.view, Qt.Key.Key_Delete)

    def waited(before: Callable[[], object], does: Callable[[], object]) -> Wait:
        """As by hand: what comes before the edit has been painted when it is made."""
        before()
        person.waits()
        return until_findings(person, does)

    table = [f"{'1,000 elements, 2,000 links':32}{'median, ms':>12}{'longest block, ms':>20}{'ratio':>7}"]
    table.append(f"{'analyse() alone, no window':32}{alone * 1e3:>12.0f}{'':>20}{1:>7.2f}")
    ways = (("rename", writes, renames), ("reverse a link", selects, work.linking.reverse))
    for name, before, does in (*ways, ("delete a link", selects, deletes)):
        waits = [waited(before, does) for _run in range(5)]
        median, blocked = statistics.median(each.seconds for each in waits), max(each.blocked for each in waits)
        table.append(f"{name:32}{median * 1e3:>12.0f}{blocked * 1e3:>20.0f}{median / alone:>7.2f}")
    say(capsys, *table, f"of which {PAUSE} ms are the pause after the last edit")


def frames(person: User, moves: Callable[[int], object]) -> list[float]:
    """Milliseconds for each of so many frames: the move itself and the painting it asks for."""
    view, times = person.workspace.view, []
    for number in range(FRAMES):
        started = time.perf_counter()
        moves(number)
        view.repaint()
        times.append((time.perf_counter() - started) * 1e3)
        QApplication.processEvents()
    return times


def blits(person: User) -> list[float]:
    """The same for a picture that is ready-made: what no drawing can beat."""
    view = person.workspace.view
    picture, screen = view.grab(), QPixmap(view.size())
    times = []
    for number in range(FRAMES):
        started = time.perf_counter()
        painter = QPainter(screen)
        painter.drawPixmap(number % 7, 0, picture)
        painter.end()
        times.append((time.perf_counter() - started) * 1e3)
    return times


@pytest.mark.parametrize(("elements", "links"), [(30, 60), (1_000, 2_000)])
def test_frames_while_panning_zooming_and_dragging(
    person: User, capsys: pytest.CaptureFixture[str], elements: int, links: int
) -> None:
    person.window.show_map(Document(large(elements, links)), None)
    person.waits()
    view = person.workspace.view
    table = [f"{f'{elements:,} elements, {links:,} links':32}{'median, ms':>12}{'95 %, ms':>10}{'ratio':>9}"]
    floor = statistics.median(blits(person))
    rows = {"blit of a ready picture": blits(person)}
    view.looking.fit()
    rows["pan, whole map seen"] = frames(
        person, lambda n: view.looking.set_camera(view.camera.panned(3 if n % 2 else -3, 2))
    )
    rows["zoom"] = frames(
        person, lambda n: view.looking.set_camera(view.camera.zoomed(1.1 if n < FRAMES / 2 else 1 / 1.1, 400, 300))
    )
    view.looking.zoom_to(1.0)
    rows["pan at 100 %"] = frames(
        person, lambda n: view.looking.set_camera(view.camera.panned(3 if n % 2 else -3, 2))
    )
    rows["drag one card at 100 %"] = dragging(person)
    for name, times in rows.items():
        median, late = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
        table.append(f"{name:32}{median:>12.2f}{late:>10.2f}{median / floor:>9.1f}")
    say(capsys, *table)


def dragging(person: User) -> list[float]:
    """Frames while the card with the most links is dragged by the mouse."""
    work, map = person.workspace, person.map
    view = work.view
    busiest = max(map.elements, key=lambda key: len(map.links_of(key)))
    rect = work.scene.rect_of(busiest)
    assert rect is not None
    view.looking.set_camera(Camera(1.0, rect.center[0] - 300, rect.center[1] - 300))
    work.selection.set({busiest})
    at = QPoint(300, 300)
    QTest.mouseMove(view, at)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def moves(number: int) -> None:
        at = QPointF(310 + number * 3, 300 + number)
        held, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, held, no_key)
        QCoreApplication.sendEvent(view, event)  # QTest.mouseMove would paint as well

    times = frames(person, moves)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton)
    return times
