"""The real program, told to quit in the middle of something: ``python -m tests.safety.quitting FOLDER WORK WAY``.

A thread of the program that calls a function of the work, known by the file it is in, says so in a line and has the
program quit at that moment, or so much later. Everything is meant to be as somebody meets it, but for the questions,
which nobody answers.
"""

from __future__ import annotations

import faulthandler
import os
import random
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType

from PySide6.QtCore import QObject, QTimer, Signal

from models.kinds import ElementKind
from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.edits import elements
from stratmap.safekeeping.home import usual_home
from stratmap.safekeeping.recovery import left_behind
from tests.builders import SHEET, influences, initiative, map_of, objective
from ui import app
from ui.window.main_window import MainWindow
from ui.workspace import Workspace

PLAN, EXPORTED, TABLES = "plan.stratmap", "exported", ("plan-elements.csv", "plan-connections.csv")
NEW = "Added before it was saved"
OURS = "stratmap"
"""How the names of the program's own threads begin."""
LONGEST = 60.0
"""Seconds until the work must have been seen."""


def large_map(count: int) -> StrategyMap:
    """So many cards on a grid, and nearly twice as many links, most between neighbours: something to chew on."""
    chance = random.Random(7)
    columns = max(2, int((count * 1.6) ** 0.5))
    cards = [(objective, initiative)[number % 2](f"e{number}", f"Card number {number}") for number in range(count)]
    pairs = {(number, number + step) for number in range(count) for step in (1, -columns) if chance.random() < 0.9}
    pairs |= {(chance.randrange(count), chance.randrange(count)) for _ in range(count // 30)}
    links = [
        influences(f"e{one}", f"e{other}", chance.choice("+-?"), id=f"l{one}-{other}")
        for one, other in sorted(pairs)
        if one != other and 0 <= other < count
    ]
    spots = [Placement(SHEET, f"e{n}", n % columns * 256.0, n // columns * 160.0, 176.0, 64.0) for n in range(count)]
    return map_of(*cards, *links, *spots)


@dataclass(frozen=True, slots=True)
class Work:
    """Something that takes a while: how it is begun, and a part of the path of the code it is done by."""

    begin: Callable[[MainWindow, Path], object]
    inside: str
    on_map: bool = True
    """Whether a map is open when it begins."""
    when_analysed: bool = False


def _saves(window: MainWindow, _folder: Path) -> None:
    document = _workspace(window).document
    elements.add(document, ElementKind.FACTOR, NEW, document.map.first_sheet().id, 0.0, 0.0)
    window.saving.save()


def _recovers(window: MainWindow, _folder: Path) -> None:
    (left,) = left_behind(usual_home())
    window.recovering.open(left)


def _imports(window: MainWindow, folder: Path) -> None:
    window.files.import_paths([folder / each for each in TABLES])


def _exports(ending: str) -> Callable[[MainWindow, Path], object]:
    return lambda window, folder: window.exporting.export_to(folder / f"{EXPORTED}{ending}")


def _workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


WORKS = {
    "analysis": Work(lambda *_: None, "stratmap/analysis/"),  # it begins by itself
    "loops": Work(lambda w, _: _workspace(w).loop_commands.more(), "stratmap/analysis/", when_analysed=True),
    "layout": Work(lambda w, _: _workspace(w).layouts.freely(), "stratmap/layout/"),
    "matrix": Work(lambda w, _: _workspace(w).matrix.open(), "stratmap/analysis/matrix"),
    "save": Work(_saves, "models/store.py"),
    "import": Work(_imports, "stratmap/importing/", on_map=False),
    "opening": Work(lambda w, folder: w.files.open_path(folder / PLAN), "models/reader.py", on_map=False),
    "recovery": Work(_recovers, "models/working_copy.py", on_map=False),
    "export of pdf": Work(_exports(".pdf"), "stratmap/exporting/pdf.py"),
    "export of svg": Work(_exports(".svg"), "stratmap/exporting/svg.py"),
    "export of png": Work(_exports(".png"), "ui/png.py"),
    "export of csv": Work(_exports(".csv"), "stratmap/exporting/tables.py"),
}

WAYS: dict[str, Callable[[MainWindow], object]] = {
    "Ctrl+Q": lambda window: window.actions_by_id["quit"].trigger(),
    "window closed": lambda window: window.close(),
    "SIGTERM": lambda _window: None,
    "SIGINT": lambda _window: None,
}
"""What happens on the window's thread; a signal comes from outside."""


def where(inside: str) -> str:
    """The innermost place in such a file where a thread of the program is at this moment, or nothing."""
    ours = {each.ident for each in threading.enumerate() if each.name.startswith(OURS)}
    found = (place(top, inside) for thread, top in sys._current_frames().items() if thread in ours)
    return next(filter(None, found), "")


def place(frame: FrameType | None, inside: str) -> str:
    """The innermost place in such a file from this frame on outwards, or nothing."""
    while frame is not None:
        name = frame.f_code.co_filename.replace(os.sep, "/")
        if inside in name:
            return f"{name[name.index(inside) :]}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


class Watcher(QObject):
    """Looks at every call of the program's threads until one is of the work, and then has the window told to quit.

    A look from outside every so often would miss work that is over soon, on a machine that does other things too.
    """

    seen = Signal()

    def __init__(self, work: Work, way: str, late: float) -> None:
        super().__init__()
        self._work = work
        self._late = late
        self._way = way
        self._begun = self._found = False
        threading.setprofile(self._look)  # of every thread that begins from now on

    def begin(self, window: MainWindow, folder: Path) -> None:
        """Begin the work."""
        self.seen.connect(lambda: WAYS[self._way](window))
        threading.Thread(target=self._give_up, daemon=True).start()
        self._begun = True
        try:
            self._work.begin(window, folder)
        except Exception:  # noqa: BLE001  whatever it is, it must be heard of
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(9)

    def _look(self, frame: FrameType, event: str, _argument: object) -> None:
        if self._found:
            sys.setprofile(None)
        elif self._begun and event == "call" and self._is_work(frame.f_code):
            self._found = True
            if self._late:
                threading.Timer(self._late, lambda: self._quit(where(self._work.inside))).start()
            else:
                self._quit(place(frame, self._work.inside))

    def _is_work(self, code: CodeType) -> bool:
        is_inside = self._work.inside in code.co_filename.replace(os.sep, "/")
        return is_inside and code.co_name != "<module>" and threading.current_thread().name.startswith(OURS)

    def _quit(self, at: str) -> None:
        say(f"quits in {at}" if at else "quits after it")
        if self._way.startswith("SIG"):
            os.kill(os.getpid(), signal.Signals[self._way])
        else:
            self.seen.emit()

    def _give_up(self) -> None:
        time.sleep(LONGEST)
        if not self._found:
            faulthandler.dump_traceback()
            os._exit(8)


def quit_during(work: Work, way: str, late: float, folder: Path) -> int:
    """Run the program, quit in this way this many seconds after the work is seen; the exit code."""
    watcher = Watcher(work, way, late)

    def begin(window: MainWindow) -> None:
        watcher.begin(window, folder)

    def begin_on_map(window: MainWindow) -> None:
        is_open = window.workspace is not None and not window.jobs.words
        if is_open and not (work.when_analysed and _workspace(window).runner.is_busy):
            begin(window)
        else:
            QTimer.singleShot(5, window, lambda: begin_on_map(window))

    make = MainWindow.__init__

    def made(window: MainWindow, *arguments: object, **named: object) -> None:
        make(window, *arguments, **named)  # type: ignore[arg-type]
        QTimer.singleShot(0, window, lambda: (begin_on_map if work.on_map else begin)(window))

    MainWindow.__init__ = made  # type: ignore[method-assign, assignment]
    return app.run([folder / PLAN] if work.on_map else [])


if __name__ == "__main__":
    where_, what, how, seconds = sys.argv[1:]
    sys.exit(quit_during(WORKS[what], how, float(seconds), Path(where_)))
