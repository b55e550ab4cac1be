"""Who else works on a file is told: in another program of the same person, and on other machines."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from models.store import save_map
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.notes import EditNote, editor_of
from tests.builders import map_of, objective
from tests.hanging import Hanging
from tests.stories.several import running, until
from tests.user import User
from ui.dialogs.ask import Clash
from ui.files.other_editors import LOOK_AGAIN_SECONDS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # raising a window where none is seen


@pytest.fixture
def plan(user: User, tmp_path: Path) -> Path:
    """A map that is saved, and open in the only window."""
    path = tmp_path / "plan.stratmap"
    user.fills("title", "The plan")
    user.draws("Objective", "Bread", at=(400, 300))
    user.saves_as(path)
    return path


def waits_for_others(user: User) -> None:
    assert user.window.keeping is not None
    others = user.window.keeping.others
    until(user, lambda: not others.is_busy)


def others_said(user: User) -> str:
    """What the window says about others; empty where it says nothing."""
    waits_for_others(user)
    banner = user.workspace.others_banner
    return banner.words.text() if banner.isVisible() else ""


@pytest.fixture
def shared_plan(user: User, tmp_path: Path) -> Path:
    """A saved map in a folder that other machines see, as a program like Dropbox keeps it, and closed again."""
    path = tmp_path / "Dropbox" / "plan.stratmap"
    path.parent.mkdir()
    user.draws("Objective", "Bread", at=(400, 300))
    user.saves_as(path)
    user.presses("Ctrl+W")
    return path


def test_looking_at_a_map_leaves_no_note_and_the_first_edit_does(user: User, shared_plan: Path) -> None:
    user.opens(shared_plan)
    waits_for_others(user)
    assert [each.name for each in shared_plan.parent.iterdir()] == ["plan.stratmap"]
    user.renames("Bread", "Cake")
    waits_for_others(user)
    assert editor_of(shared_plan, user.home) is not None
    user.renames("Cake", "Bread")
    assert others_said(user) == "", "one does not warn oneself"
    user.presses("Ctrl+W")
    assert editor_of(shared_plan, user.home) is None
    assert [each.name for each in shared_plan.parent.iterdir()] == ["plan.stratmap"]


@pytest.mark.parametrize("folder", ["Dropbox", "documents"])
def test_who_edits_a_file_is_told_when_it_is_opened_and_until_they_are_gone(
    user: User, tmp_path: Path, folder: str
) -> None:
    path = tmp_path / folder / "plan.stratmap"
    path.parent.mkdir()
    user.draws("Objective", "Bread", at=(400, 300))
    user.saves_as(path)
    user.presses("Ctrl+W")
    theirs = EditNote(path, user.home, "Ann")
    user.opens(path)
    words = others_said(user)
    assert words.startswith("Ann on ")
    assert "has been editing ‘plan.stratmap’ since" in words
    assert "You can go on" in words
    user.renames("Bread", "Cake")
    assert others_said(user) == words
    theirs.remove()
    assert user.window.keeping is not None
    until_next = user.window.keeping.others._timer.remainingTime() / 1000
    assert 0 < until_next < LOOK_AGAIN_SECONDS * 1.2, "it looks again soon"
    user.window.keeping.others.look()
    assert others_said(user) == ""
    assert editor_of(path, user.home) is not None, "now the next one is told about this window"
    user.saves()
    assert user.answers.told == []


def test_somebody_who_comes_later_is_told_at_the_first_edit(user: User, shared_plan: Path) -> None:
    user.opens(shared_plan)
    assert others_said(user) == ""
    theirs = EditNote(shared_plan, user.home, "Ann")
    user.renames("Bread", "Cake")
    assert others_said(user).startswith("Ann on ")
    user.clicks_button(user.workspace.others_banner.buttons[0])
    assert others_said(user) == ""
    assert user.window.keeping is not None
    user.window.keeping.others.look()
    assert others_said(user) == "", "what was read is not said again"
    theirs.remove()


@pytest.mark.parametrize("folder", ["Dropbox", "documents"])
@pytest.mark.parametrize("by", ["saving", "coming back"])
def test_who_was_first_is_told_of_somebody_who_comes_later(
    user: User, tmp_path: Path, folder: str, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.files.other_editors.NOT_SOONER_SECONDS", 0.0)
    path = tmp_path / folder / "plan.stratmap"
    path.parent.mkdir()
    user.draws("Objective", "Bread", at=(400, 300))
    user.saves_as(path)
    user.renames("Bread", "Cake")
    assert others_said(user) == ""
    theirs = EditNote(path, user.home, "Bob")
    assert theirs.other is not None
    if by == "saving":
        user.saves()
    else:
        user.window.watch.focus_changed(user.window.windowHandle())
    assert others_said(user).startswith("Bob on ")
    theirs.remove()
    user.window.watch.focus_changed(user.window.windowHandle())
    assert others_said(user) == ""


def test_ones_own_second_program_is_told_as_such(user: User, shared_plan: Path) -> None:
    theirs = EditNote(shared_plan, user.home)
    user.opens(shared_plan)
    assert "in another stratmap on this machine" in others_said(user)
    theirs.remove()


def test_the_note_follows_a_map_to_its_new_file(user: User, shared_plan: Path) -> None:
    user.opens(shared_plan)
    user.renames("Bread", "Cake")
    waits_for_others(user)
    other = shared_plan.with_name("other.stratmap")
    user.saves_as(other)
    assert editor_of(shared_plan, user.home) is None
    user.renames("Cake", "Bread")
    waits_for_others(user)
    assert editor_of(other, user.home) is not None


def test_who_edits_the_former_file_is_no_news_once_both_are_kept(user: User, shared_plan: Path) -> None:
    theirs = EditNote(shared_plan, user.home, "Ann")
    user.opens(shared_plan)
    user.renames("Bread", "Cake")
    assert "‘plan.stratmap’" in others_said(user)
    save_map(map_of(objective("rye", "Rye")), (), shared_plan)
    user.answers.clash = Clash.KEEP_BOTH
    user.saves()
    assert user.window.path == shared_plan.with_name("plan (mine).stratmap")
    assert not user.workspace.others_banner.isVisible(), "at once, however long the next look takes"
    assert others_said(user) == ""
    assert not user.workspace.file_banner.isVisible()
    others = EditNote(shared_plan.with_name("plan (mine).stratmap"), user.home, "Bob")
    user.renames("Cake", "Bread")
    assert others_said(user).startswith("Bob on "), "the new file is looked at instead"
    others.remove()
    theirs.remove()


def test_a_look_at_the_former_file_that_comes_late_says_nothing(
    user: User, shared_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, answers = EditNote(shared_plan, user.home, "Ann"), threading.Event()

    def late(path: Path, home: Home) -> object:
        assert path != shared_plan or answers.wait(10)
        return editor_of(path, home)

    monkeypatch.setattr("ui.files.other_editors.editor_of", late)
    user.opens(shared_plan)
    user.saves_as(shared_plan.with_name("other.stratmap"))
    answers.set()
    assert others_said(user) == ""
    theirs.remove()


def test_a_share_that_hangs_keeps_nobody_waiting(
    user: User, shared_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = Hanging()
    monkeypatch.setattr("ui.files.other_editors.editor_of", share)
    with share.waits_for_nobody():
        user.opens(shared_plan)
        user.renames("Bread", "Cake")
        assert user.element("Cake")
        user.saves()
        user.presses("Ctrl+W")
        assert user.window.workspace is None


def test_a_share_that_hangs_keeps_nobody_from_taking_the_note_away(
    user: User, shared_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.opens(shared_plan)
    user.renames("Bread", "Cake")
    waits_for_others(user)
    user.saves()
    waits_for_others(user)
    share = Hanging()
    monkeypatch.setattr("stratmap.safekeeping.notes._token", share)
    with share.waits_for_nobody():
        user.presses("Ctrl+W")
        assert user.window.workspace is None


def test_a_note_that_a_stranger_wrote_is_words(user: User, shared_plan: Path) -> None:
    evil = '<img src="//host/share/x"><b>hi</b>'
    theirs = EditNote(shared_plan, user.home, evil)
    user.opens(shared_plan)
    assert evil in others_said(user)
    assert user.workspace.others_banner.words.textFormat() is Qt.TextFormat.PlainText
    theirs.remove()


def test_a_note_that_cannot_be_written_is_missed_by_nobody(user: User, shared_plan: Path) -> None:
    shared_plan.with_name(".~plan.stratmap.lock").mkdir()
    user.opens(shared_plan)
    user.renames("Bread", "Cake")
    assert others_said(user) == ""
    user.saves()
    assert not user.window.isWindowModified()


EDITOR = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from models.kinds import ElementKind
from stratmap.edits import elements
from ui import app
from ui.window.main_window import MainWindow

def edits(window):
    document = window.workspace.document
    elements.add(document, ElementKind.FACTOR, "Rain", document.map.first_sheet().id, 0.0, 0.0)
    QTimer.singleShot(50, window, lambda: says(window))

def says(window):
    if window.keeping.others.is_busy:
        QTimer.singleShot(50, window, lambda: says(window))
    else:
        print("ready", flush=True)

shown = MainWindow.show_map
def show_map(window, *args, **fields):
    shown(window, *args, **fields)
    QTimer.singleShot(0, window, lambda: edits(window))

MainWindow.show_map = show_map
sys.exit(app.run([Path(sys.argv[1])]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_another_program_that_edits_the_same_file_is_told_of_until_it_ends_however_it_ends(
    user: User, plan: Path, tmp_path: Path
) -> None:
    user.presses("Ctrl+W")
    with running(user, tmp_path, EDITOR, str(plan)) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        user.opens(plan)
        assert "in another stratmap on this machine" in others_said(user)
        os.kill(program.pid, signal.SIGKILL)
        program.wait(20)
    assert user.window.keeping is not None
    user.window.keeping.others.look()
    assert others_said(user) == ""
