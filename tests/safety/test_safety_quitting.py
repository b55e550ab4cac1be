"""Told to quit in the middle of something, the program is gone in three seconds, and nothing is lost or left half.

Quick here; with ``STRATMAP_LONG=1`` in each way, at several moments, on a larger map, with the figures printed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest

from models.store import map_bytes, open_map
from models.strategy_map import StrategyMap
from stratmap.exporting.tables import export_tables
from stratmap.safekeeping.home import Home, home_in
from stratmap.safekeeping.recovery import left_behind, recover
from stratmap.safekeeping.session import Ending, Session
from tests.safety.quitting import EXPORTED, NEW, PLAN, TABLES, WAYS, WORKS, large_map
from tests.user import User

TOP = Path(__file__).resolve().parents[2]
LONG = bool(os.environ.get("STRATMAP_LONG"))
CARDS = int(os.environ.get("STRATMAP_CARDS", "5000" if LONG else "1000"))
PROMISE, PATIENCE = 3.0, 48.0
"""Seconds it may take, which the long form holds it to; and those after which it counts as hanging."""

QUICK = {
    "analysis": "SIGTERM",
    "layout": "Ctrl+Q",
    "save": "window closed",
    "import": "SIGTERM",
    "opening": "window closed",
    "recovery": "Ctrl+Q",
    "export of pdf": "SIGTERM",
    "export of png": "window closed",
}
ALL = [
    (work, way, late)
    for work, way, late in product(WORKS, WAYS, (0.0, 0.1, 0.5))
    if work != "recovery" or not late  # soon it is over, and whoever quits is asked about the map that has come
]
CASES = ALL if LONG else [*((work, way, 0.0) for work, way in QUICK.items()), ("save", "SIGTERM", 0.0)]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


@pytest.fixture(scope="module")
def map() -> StrategyMap:
    return large_map(CARDS)


@pytest.fixture(scope="module")
def papers(map: StrategyMap, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the map in its file, and as tables."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / PLAN).write_bytes(map_bytes(map, ()))
    export_tables(map, folder / PLAN)
    return folder


def told_to_quit(folder: Path, work: str, way: str, late: float) -> tuple[float, str]:
    """How many seconds the program took to end, and the place in the code it was at."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(TOP)}
    env |= {"STRATMAP_HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "config")}
    command = [sys.executable, "-m", "tests.safety.quitting", str(folder), work, way, str(late)]
    with subprocess.Popen(
        command, env=env, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        try:
            place = running.stdout.readline().strip()
            if late and not place.startswith("quits in "):
                pytest.skip("the work was over by then, and the program may ask what is to become of it")
            begun = time.monotonic()
            running.wait(PATIENCE)
            took = time.monotonic() - begun
            _said, trouble = running.communicate()
        finally:
            running.kill()
    assert running.returncode == 0, f"{work}, {way}: it ended with {running.returncode}\n{trouble[-3000:]}"
    said = [line for line in trouble.splitlines() if "This plugin does not support" not in line]
    assert said == [], f"{work}, {way}"
    return took, place


@pytest.mark.parametrize(("work", "way", "late"), CASES, ids=str)
def test_the_program_is_gone_soon_after_it_is_told_to_quit_and_nothing_is_lost(
    tmp_path: Path, papers: Path, map: StrategyMap, work: str, way: str, late: float
) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(papers, folder)
    home, before = home_in(folder / "home"), sorted(each.name for each in folder.iterdir())
    if work == "recovery":
        crashed(home, map)
    took, place = told_to_quit(folder, work, way, late)
    print(f"{work}, {way}: {took:.2f} s, {place}")  # noqa: T201
    assert place.startswith("quits in "), "nothing was under way"
    assert took < PROMISE or not LONG
    saved = open_map(folder / PLAN).map
    kept = [recover(each) for each in left_behind(home)]
    for each in kept:
        each.release()
    if work == "save":
        titles = [{one.title for one in found.elements.values()} for found in (saved, *(each.map for each in kept))]
        assert any(NEW in each for each in titles), "the edit is neither in the file nor kept"
        assert len(saved.elements) - len(map.elements) in (0, 1)
    else:
        assert saved == map
        assert all(each.map == map for each in kept), "not what was left behind"
        most = 2 if work == "recovery" else 0  # what was left behind, and the copy it was being put into
        assert (work == "recovery") <= len(kept) <= most, "lost, or kept without need"
    here = {"home", "config", *before}
    made = [each for each in folder.iterdir() if each.name not in here]
    for each in made:
        assert each.stem.split("-")[0] == EXPORTED, f"{each.name} is left"
        assert is_whole(each), f"{each.name} is not whole"


def crashed(home: Home, map: StrategyMap) -> None:
    """Leave behind what a crash does."""
    session = Session(home.sessions, map, unsaved=1)
    assert session.flush(30)
    session.end(Ending.LEAVE)


def is_whole(path: Path) -> bool:
    ends = {".pdf": b"%%EOF", ".svg": b"</svg>", ".png": b"IEND\xaeB`\x82", ".csv": b""}
    return path.read_bytes().rstrip().endswith(ends[path.suffix])


def test_an_export_that_is_cancelled_writes_nothing(user: User, papers: Path, tmp_path: Path) -> None:
    user.opens(papers / PLAN)
    user.window.exporting.export_to(tmp_path / "plan.svg")
    assert user.window.jobs.words, "nothing is under way"
    user.clicks_button(user.window.status.stop)
    user.waits()
    jobs = user.window.jobs
    user._until(lambda: not jobs._stopping, "the export never stopped")
    assert not (tmp_path / "plan.svg").exists()
    assert TABLES[0] in {each.name for each in papers.iterdir()}
