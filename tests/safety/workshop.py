"""A day in a workshop, at random and fast: ``python -m tests.safety.workshop FOLDER SEED SECONDS DEEDS STRETCH``.

Somebody draws, links, writes, moves, undoes, saves, presents and stops presenting, opens a second window for the
projector and closes it, exports, and after each stretch of so many deeds begins anew from the file, until both so
many seconds and so many deeds are over. It is a process of its own, so that the memory is that of the program. Prints
a line of figures at the end of each stretch, with nothing open, when all that belonged to the map should be gone.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication

from stratmap.document import Document
from tests import user
from tests.safety.quitting import large_map
from tests.user import User
from ui import interpreter

CARDS = 80
"""Cards of the map somebody begins with."""

A_MINUTE = 20
"""What somebody does in a minute of a real workshop."""

LARGEST_PICTURE = 6000.0
"""Pixels of a sheet that is exported as a picture: others take the machine minutes when it is busy."""

TITLES = ("Grow", "Win back regulars", "โตอย่างยั่งยืน", "🚀 Launch", "x" * 300)
KEYS = (
    *("Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+C", "Ctrl+V", "Ctrl+D", "Delete", "Ctrl+A", "Escape", "Left", "Down"),
    *("F7", "F8", "Ctrl++", "Ctrl+-", "Ctrl+9", "Ctrl+0", "F2", "Escape", "Tab", "Escape"),
)
CHOICES = (
    *("layout", "layout-freely", "tidy", "theme-slate", "theme-paper", "minimap", "show-outline", "show-history"),
    *("show-loops", "show-findings", "show-position", "matrix", "filter", "show-all", "add-sheet", "delete-sheet"),
    *("copy-picture", "select-loops", "more-loops", "guide", "palette", "earlier", "perspectives", "undo", "redo"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the program holds: megabytes of memory, descriptors, threads, widgets, and objects of Qt."""

    deeds: int
    memory: float
    descriptors: int
    threads: int
    widgets: int
    objects: int

    def line(self) -> str:
        return (
            f"{self.deeds} deeds: {self.memory:.1f} MB, {self.descriptors} descriptors, {self.threads} threads, "
            f"{self.widgets} widgets, {self.objects} objects"
        )


class Day:
    """Somebody at the window, with a file on the disk."""

    def __init__(self, folder: Path, seed: int, stretch: int) -> None:
        self.length = stretch
        self.user = User(folder)
        self.user.answers.replaces = True
        self.folder = folder
        self.file = folder / "plan.stratmap"
        self.chance = random.Random(seed)
        self.deeds = 0
        self.user.window.show_map(Document(large_map(CARDS)), None)
        self.user.saves_as(self.file)
        self.begin = self.file.read_bytes()

    def stretch(self) -> None:
        """Opens the file as it was in the morning, works on it, and closes it."""
        self.file.write_bytes(self.begin)
        self.user.opens(self.file)
        ways = (
            *(self.draws, self.draws, self.links, self.writes, self.moves, self.moves, self.presses, self.presses),
            *(self.chooses, self.chooses, self.saves, self.presents, self.scrolls, self.exports),
        )
        for _ in range(self.length):
            self.chance.choice(ways)()
            self.comes_back()
            self.deeds += 1
        self.shows_a_second_window()
        self.user.saves()
        self.user.presses("Ctrl+W")
        self.user.waits()

    def card(self) -> tuple[float, float]:
        spots = list(self.user.map.placements_on(self.user.workspace.scene.sheet).values())
        if not spots:
            return (300.0, 300.0)
        spot = self.chance.choice(spots)
        return (spot.x + spot.width / 2, spot.y + spot.height / 2)

    def draws(self) -> None:
        self.user.takes(self.chance.choice(("Objective", "Initiative", "Factor", "Note")))
        self.user.clicks(self.chance.uniform(0, 3000), self.chance.uniform(0, 2000))
        self.user.composes(self.chance.choice(TITLES))
        self.user.presses("Return")

    def links(self) -> None:
        self.user.takes("Supports")
        self.user.drags(self.card(), self.card())
        self.user.takes("Select")

    def writes(self) -> None:
        self.user.double_clicks(*self.card())
        self.user.composes(self.chance.choice(TITLES))
        self.user.presses("Return")

    def moves(self) -> None:
        x, y = self.card()
        self.user.drags((x, y), (x + self.chance.uniform(-300, 300), y + self.chance.uniform(-200, 200)))

    def presses(self) -> None:
        self.user.presses(self.chance.choice(KEYS))

    def chooses(self) -> None:
        action = self.user.window.actions_by_id[self.chance.choice(CHOICES)]
        if action.isEnabled():
            action.trigger()
            QApplication.processEvents()

    def saves(self) -> None:
        self.user.saves()

    def presents(self) -> None:
        """F5, a look around, and F5 again."""
        self.user.presses("F5")
        self.scrolls()
        if self.user.window.presentation.is_on:
            self.user.presses("F5")

    def scrolls(self) -> None:
        self.user.turns_wheel(self.chance.choice((-3, -1, 1, 3)), *self.card())

    def shows_a_second_window(self) -> None:
        """For the projector, with the map in it, closed again."""
        self.user.waits_for_work()
        windows = self.user.window.windows
        beside = windows.open_new()
        beside.show_map(Document(self.user.map), None)
        QApplication.processEvents()
        beside.presentation.toggle()
        QApplication.processEvents()
        beside.close_agreed()

    def exports(self) -> None:
        bounds = self.user.workspace.scene.bounds()
        is_small = max(bounds.width, bounds.height) < LARGEST_PICTURE
        ending = self.chance.choice((".pdf", ".svg", ".csv", ".png" if is_small else ".pdf"))
        self.user.window.exporting.export_to(self.folder / f"plan{ending}")

    def comes_back(self) -> None:
        """Closes what was opened over the map: dialogs, menus, the guide, the matrix."""
        for each in QApplication.topLevelWidgets():
            if each.isVisible() and each is not self.user.window:
                each.close()
        if self.user.window.workspace is None:
            self.user.waits()
            self.user.opens(self.file)
        self.user.workspace.matrix.close()
        self.user.window.activateWindow()
        self.user.workspace.view.setFocus()
        QApplication.processEvents()

    def figures(self) -> Figures:
        """What is held, after everything that may go has gone."""
        for thread in threading.enumerate():
            if thread.name == "stratmap work":
                thread.join(60)
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
            time.sleep(0.05)
        QPixmapCache.clear()
        QGuiApplication.clipboard().clear()  # there may be a large picture on it
        gc.unfreeze()
        gc.collect()
        if sys.platform == "linux":
            ctypes.CDLL(None).malloc_trim(0)
        return Figures(
            self.deeds,
            int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20,
            len(list(Path("/proc/self/fd").iterdir())),
            threading.active_count(),
            len(QApplication.allWidgets()),
            sum(isinstance(each, QObject) for each in gc.get_objects()),
        )


def spend(folder: Path, seed: int, seconds: float, deeds: int, stretch: int, say: Callable[[str], None]) -> None:
    """Work until both are over."""
    errors: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: errors.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("stratmap").addHandler(handler)
    interpreter.be_quick()
    interpreter.keep_memory_together()
    day, until = Day(folder, seed, stretch), time.monotonic() + seconds
    while time.monotonic() < until or day.deeds < deeds:
        day.stretch()
        say(day.figures().line())
        assert errors == [], "the window reported an error"
        assert [each for each in day.user.answers.told if each] == [], "the program had to tell of trouble"
    assert day.user.leaves() == [], "something is left of the window"


if __name__ == "__main__":
    user.PATIENCE = 300.0  # a large picture on a busy machine
    where, *numbers = sys.argv[1:]
    with_seed, at_least, so_many, at_once = (int(each) for each in numbers)
    spend(Path(where), with_seed, at_least, so_many, at_once, lambda line: print(line, flush=True))  # noqa: T201
