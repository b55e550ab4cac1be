"""Several windows of one program, and several programs: what the stories about them share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.user import User
from ui.window.main_window import MainWindow


def windows(user: User) -> list[MainWindow]:
    return [each for each in user.window.windows.all if isinstance(each, MainWindow)]


def turns_to(user: User, number: int) -> MainWindow:
    """Sits down in front of another window: 0 is the oldest."""
    user.window = windows(user)[number]
    user.window.come_forward()
    until(user, user.window.isActiveWindow)
    return user.window


def until(user: User, true: Callable[[], bool]) -> None:
    user._until(true, "it never came")


def opens_window(user: User) -> MainWindow:
    """Presses the keys for a new window, and sits down in front of it."""
    user.window.come_forward()  # a dialog may have had the keyboard
    until(user, user.window.isActiveWindow)
    before = len(windows(user))
    user.presses("Ctrl+Shift+N")
    assert len(windows(user)) == before + 1
    return turns_to(user, -1)


@contextmanager
def running(user: User, tmp_path: Path, script: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The real program, for the same person on the same machine."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    env |= {"STRATMAP_HOME": str(user.home.data), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    command = [sys.executable, "-c", script, *arguments]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        try:
            yield program
        finally:
            program.kill()
