"""What must hold in a random session of the copies of a map on the disk: its working copy, and its file."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication

from models.store import open_map
from stratmap.safekeeping.home import home_in
from stratmap.safekeeping.recovery import left_behind, recover
from tests.user import User
from ui.dialogs.ask import Answer

WHILE = 20.0
"""Seconds a disk may take on a busy machine."""


def a_crash_would_lose_nothing(user: User, folder: Path) -> None:
    """Killed at this moment, the program would find the very map again: in its working copy, or in its file."""
    keeping = user.window.keeping
    assert keeping is not None, "nobody keeps the map"
    session = keeping.keeper.session
    assert session.flush(WHILE), "the working copy cannot be written"
    home = home_in(folder / "after-a-crash")
    shutil.rmtree(home.sessions, ignore_errors=True)
    home.sessions.mkdir(parents=True)
    shutil.copytree(session.folder, home.sessions / session.folder.name)
    found = left_behind(home)
    if not found:
        assert not user.document.is_modified, "nothing would be offered after a crash"
        return
    (left,) = found
    recovered = recover(left)
    recovered.release()
    assert not left.damaged, "the working copy is damaged"
    assert recovered.map == user.map, "another map would be recovered"


def closes_and_opens(user: User, file: Path) -> None:
    """Closes the map, saved or not, and opens its file again, or begins a new map where it has none."""
    user.workspace.finish_writing()
    user.answers.answer = Answer.DISCARD
    user.presses("Ctrl+W")
    user.waits()
    assert user.window.workspace is None, "the map does not go away"
    if file.exists():
        user.opens(file)
        assert user.map == open_map(file).map, "another map is opened than the file holds"
        assert not user.window.isWindowModified()
    else:
        user.presses("Ctrl+N")


def thinks_better_of_closing(user: User) -> None:
    """Closes the window and, asked what is to become of the map, has it stay."""
    if user.document.is_modified:
        user.answers.answer = Answer.CANCEL
        assert not user.window.close(), "the window goes, whatever one says"
        user.answers.answer = Answer.DISCARD
        QApplication.processEvents()
