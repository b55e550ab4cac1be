"""Several maps at once, each in a window of its own: opened, told apart, joined by copying, and left together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from shiboken6 import isValid

from models.change import Change
from models.errors import FileError, FileTrouble
from models.kinds import ElementKind
from models.store import open_map
from models.strategy_map import new_map
from stratmap.document import Document
from stratmap.edits import elements
from stratmap.safekeeping.notes import EditNote, editor_of
from stratmap.safekeeping.recovery import begin_look, discarded, left_behind, recover
from stratmap.safekeeping.session import Ending, Session
from tests.user import User
from ui.dialogs.ask import Answer
from ui.dialogs.log import LogDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.main_window import MainWindow
from ui.other_editors import LOOK_AGAIN_SECONDS
from ui.start_page import StartPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # raising a window where none is seen


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


@pytest.fixture
def plan(user: User, tmp_path: Path) -> Path:
    """A map that is saved, and open in the only window."""
    path = tmp_path / "plan.stratmap"
    user.fills("title", "The plan")
    user.draws("Objective", "Bread", at=(400, 300))
    user.saves_as(path)
    return path


@pytest.fixture
def other(user: User, plan: Path, tmp_path: Path) -> Path:
    """Another file with the same map."""
    path = tmp_path / "other.stratmap"
    path.write_bytes(plan.read_bytes())
    return path


def test_a_new_window_has_a_map_and_a_selection_of_its_own(user: User, plan: Path) -> None:
    user.selects("Bread")
    first = user.window
    second = opens_window(user)
    assert second is not first
    assert second.workspace is None, "it begins with the start page"
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    assert user.selected() == {"Rain"}
    assert second.isWindowModified()
    assert not first.isWindowModified()
    turns_to(user, 0)
    assert user.selected() == {"Bread"}
    assert not user.elements("Rain")
    user.presses("Ctrl+Z")
    assert not user.elements("Bread"), "each has a history of its own"
    assert windows(user)[1].workspace is not None
    turns_to(user, 1)
    assert user.element("Rain")


def test_cards_are_copied_from_one_window_into_another(user: User, plan: Path) -> None:
    user.draws("Factor", "Rain", at=(700, 300))
    user.connects("Rain", "Bread", tool="Supports")
    user.presses("Ctrl+A", "Ctrl+C")
    opens_window(user)
    user.presses("Ctrl+N", "Ctrl+V")
    user.waits()
    assert user.link("Rain", "Bread")
    assert user.selected() == {"Rain", "Bread"}
    assert {each.id for each in user.map.elements.values()}.isdisjoint(
        each.id
        for each in windows(user)[0].workspace.document.map.elements.values()  # type: ignore[union-attr]
    )
    user.presses("Ctrl+Z")
    assert not user.map.elements, "pasting is one step"


def test_a_file_is_opened_in_a_window_of_its_own(user: User, plan: Path, other: Path) -> None:
    user.answers.paths = [other]
    user.presses("Ctrl+Alt+N")
    assert len(windows(user)) == 2
    turns_to(user, 1)
    user.waits()
    assert user.window.path == other
    assert windows(user)[0].path == plan


def test_several_files_chosen_at_once_open_in_as_many_windows(user: User, plan: Path, other: Path) -> None:
    user.presses("Ctrl+W")
    user.answers.paths = [plan, other, plan]
    user.presses("Ctrl+O")
    for number in range(2):
        turns_to(user, number)
        user.waits()
    assert [each.path for each in windows(user)] == [plan, other]


def test_a_recent_map_is_opened_in_a_window_of_its_own(user: User, plan: Path) -> None:
    user.presses("Ctrl+N")
    user.window.refresh()
    row = user.window.actions_by_id["recent-in-window-1"]
    assert row.text().startswith("plan.stratmap")
    row.trigger()
    turns_to(user, 1)
    user.waits()
    assert user.window.path == plan


def test_the_window_menu_lists_what_is_open_and_brings_it_forward(user: User, plan: Path) -> None:
    second = opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    second.refresh()
    names = [second.actions_by_id[f"window-{number}"] for number in (1, 2, 3)]
    assert [each.text() for each in names if each.isVisible()] == ["1  The plan", "2  Untitled map *"]
    assert [each.isChecked() for each in names] == [False, True, False]
    names[0].trigger()
    until(user, windows(user)[0].isActiveWindow)
    turns_to(user, 0)
    user.presses("Ctrl+F6")
    until(user, second.isActiveWindow)
    turns_to(user, 1)
    user.presses("Ctrl+F6")
    until(user, windows(user)[0].isActiveWindow)


def test_a_window_stands_beside_the_one_before(user: User) -> None:
    first = user.window.geometry()
    second = opens_window(user).geometry()
    assert second.topLeft() != first.topLeft()
    assert second.size() == first.size()


def test_a_file_that_is_open_is_not_opened_twice(user: User, plan: Path) -> None:
    first = user.window
    opens_window(user)
    user.opens(plan)
    assert user.window.workspace is None
    until(user, first.isActiveWindow)
    turns_to(user, 1)
    user.answers.paths = [plan]
    user.presses("Ctrl+Alt+N")
    assert len(windows(user)) == 2
    until(user, first.isActiveWindow)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_a_file_that_is_open_is_known_by_any_name_it_has(user: User, plan: Path, tmp_path: Path) -> None:
    link, hard = tmp_path / "link.stratmap", tmp_path / "hard.stratmap"
    link.symlink_to(plan)
    os.link(plan, hard)
    (tmp_path / "folder").mkdir()
    first = user.window
    for name in (link, hard, tmp_path / "folder" / ".." / "plan.stratmap"):
        opens_window(user)
        user.opens(name)
        assert user.window.workspace is None, name
        until(user, first.isActiveWindow)


def test_a_share_that_has_gone_keeps_no_other_file_from_opening(
    user: User, plan: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    monkeypatch.setattr("ui.windows.is_same_file", lambda one, two: answers.wait(20))
    second = opens_window(user)
    begun = time.monotonic()
    user.opens(other)
    assert time.monotonic() - begun < 5
    assert second.path == other
    answers.set()
    until(user, lambda: not any(each.name == "stratmap same file" for each in threading.enumerate()))


def test_work_that_is_not_saved_is_not_read_over_from_the_same_file(user: User, plan: Path) -> None:
    user.draws("Factor", "Rain", at=(700, 300))
    user.opens(plan)
    assert user.element("Rain")
    assert user.answers.asked == ["Save the map", "Open a map"]
    user.sees_notice("open here already")


def test_a_map_is_not_saved_over_one_that_another_window_has(user: User, plan: Path) -> None:
    before = plan.read_bytes()
    opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    user.answers.replaces = True
    user.saves_as(plan)
    assert plan.read_bytes() == before
    assert "‘plan.stratmap’ is open in another window" in user.answers.told[-1]
    assert user.window.isWindowModified()
    assert user.window.path is None


def test_closing_one_window_leaves_the_others_and_nothing_of_itself(user: User, plan: Path) -> None:
    for _time in range(3):
        gone = opens_window(user)
        user.presses("Ctrl+N")
        user.draws("Factor", "Rain", at=(400, 300))
        user.presses("Ctrl+Shift+W")
        turns_to(user, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not isValid(gone)
        assert windows(user) == [user.window]
    assert user.element("Bread")
    user.renames("Bread", "Cake")
    assert user.element("Cake")


def test_quitting_asks_for_each_map_that_is_not_saved(user: User, plan: Path, tmp_path: Path) -> None:
    user.renames("Bread", "Cake")
    opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    opens_window(user)
    user.answers.asked.clear()
    user.answers.answer = Answer.SAVE
    user.answers.paths = [tmp_path / "rain.stratmap"]
    left = windows(user)
    turns_to(user, 2)
    user.presses("Ctrl+Q")
    until(user, lambda: not any(isValid(each) and each.isVisible() for each in left))
    assert user.answers.asked == ["The plan", "Untitled map", "Save the map"]
    assert [each.title for each in open_map(plan).map.elements.values()] == ["Cake"]
    assert [each.title for each in open_map(tmp_path / "rain.stratmap").map.elements.values()] == ["Rain"]


def test_who_thinks_better_of_quitting_keeps_all_windows(user: User, plan: Path) -> None:
    user.renames("Bread", "Cake")
    opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    answers = [Answer.DISCARD, Answer.CANCEL]
    user.answers.keep_changes = lambda name: answers.pop(0)  # type: ignore[method-assign]
    user.presses("Ctrl+Q")
    assert answers == []
    assert len(windows(user)) == 2
    assert all(each.isVisible() for each in windows(user))
    del user.answers.keep_changes


def test_a_theme_is_worn_by_all_windows(user: User) -> None:
    second = opens_window(user)
    turns_to(user, 0)
    user.window.actions_by_id["theme-slate"].trigger()
    assert second.theme.name == user.window.theme.name == "slate"


def test_all_windows_share_the_recent_maps(user: User, plan: Path, other: Path) -> None:
    second = opens_window(user)
    user.opens(other)
    assert [each.name for each in second.recent] == ["other.stratmap", "plan.stratmap"]
    assert windows(user)[0].recent == second.recent


def test_a_system_that_ends_all_programs_asks_in_no_window(user: User, plan: Path) -> None:
    user.renames("Bread", "Cake")
    opens_window(user)
    user.presses("Ctrl+N")
    user.draws("Factor", "Rain", at=(400, 300))
    user.answers.asked.clear()
    user.window.windows.end_now()
    assert user.answers.asked == []
    assert {each.title for each in left_behind(user.home)} == {"The plan", ""}


# others at the same file, in other programs and on other machines


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


def test_a_share_that_hangs_keeps_nobody_waiting(
    user: User, shared_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    monkeypatch.setattr("ui.other_editors.editor_of", lambda path, home: answers.wait(20) and None)
    user.opens(shared_plan)
    user.renames("Bread", "Cake")
    assert user.element("Cake")
    user.saves()
    begun = time.monotonic()
    user.presses("Ctrl+W")
    assert time.monotonic() - begun < 3.0
    answers.set()


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
from ui.main_window import MainWindow

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


# what the last run left


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


def crashes(user: User, *titles: str) -> None:
    """Leaves behind what a crash does: a working copy that nobody holds any more."""
    document = Document(new_map("Left behind"))
    session = Session(user.home.sessions, document.map)

    def record(change: Change) -> None:
        session.record(change, document.map)

    document.changed.connect(record)
    for title in titles:
        elements.add(document, ElementKind.FACTOR, title, document.map.first_sheet().id, 0.0, 0.0)
    assert session.flush(20)
    session.end(Ending.LEAVE)


def looks(user: User) -> RecoveryDialog | None:
    """Starts the program, as far as that looks for what was left behind; what it then offers."""
    user.window.recovering.look()
    waits_aside(user)
    shown = [each for each in user.window.findChildren(RecoveryDialog) if each.isVisible()]
    return shown[0] if shown else None


def waits_aside(user: User) -> None:
    until(user, lambda: not user.window.recovering.is_busy)
    user.waits()
    until(user, lambda: not user.window.recovering.is_busy)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def page(user: User) -> StartPage:
    found = user.window.centralWidget()
    assert isinstance(found, StartPage)
    return found


def left_words(user: User) -> list[str]:
    """What the start page says was not saved last time."""
    rows = page(user).left
    assert rows is not None
    return [each.text() for each in rows.findChildren(QLabel) if each.isVisible() and each.text()]


def left_button(user: User, name: str) -> QPushButton:
    rows = page(user).left
    assert rows is not None
    return rows.buttons[name]


def test_what_is_decided_on_later_waits_on_the_start_page(user: User) -> None:
    user.presses("Ctrl+W")
    crashes(user, "Rain", "Sun")
    dialog = looks(user)
    assert dialog is not None
    user.clicks_button(dialog.later_button)
    heading, first, second = left_words(user)
    assert heading == "Not saved last time"
    assert first.startswith("‘Left behind’, ")
    assert "2 edits that are in no file" in first
    assert second == "in no file yet"
    user.clicks_button(left_button(user, "open-left-0"))
    waits_aside(user)
    assert user.element("Rain")
    assert user.window.isWindowModified()
    user.saves_as(user.folder / "rain.stratmap")
    user.presses("Ctrl+W")
    assert left_words(user) == [], "it is opened, and saved"


def test_what_was_left_behind_is_discarded_from_the_start_page(user: User) -> None:
    user.presses("Ctrl+W")
    crashes(user, "Rain")
    dialog = looks(user)
    assert dialog is not None
    user.clicks_button(dialog.later_button)
    user.clicks_button(left_button(user, "discard-left-0"))
    waits_aside(user)
    assert left_words(user) == []
    assert left_behind(user.home) == []
    assert len(discarded(user.home)) == 1, "for second thoughts"
    assert not any(each.isVisible() for each in user.window.findChildren(RecoveryDialog))


def test_what_was_left_behind_is_on_the_start_page_of_every_window_but_offered_once(user: User) -> None:
    user.presses("Ctrl+W")
    for _map in range(5):
        crashes(user, "Rain")
    dialog = looks(user)
    assert dialog is not None
    user.clicks_button(dialog.later_button)
    second = opens_window(user)
    waits_aside(user)
    assert not second.findChildren(RecoveryDialog)
    assert len([each for each in left_words(user) if "1 edit" in each]) == 3
    assert left_button(user, "more-left").text() == "Show 2 more …"
    user.clicks_button(left_button(user, "more-left"))
    waits_aside(user)
    (all_of_it,) = second.findChildren(RecoveryDialog)
    assert all_of_it.list.count() == 5
    all_of_it.reject()
    user.clicks_button(left_button(user, "open-left-0"))
    waits_aside(user)
    assert user.element("Rain")
    turns_to(user, 0)
    assert left_button(user, "more-left").text() == "Show 1 more …"


def test_what_another_program_has_opened_meanwhile_is_said_to_be_and_leaves_the_start_page(user: User) -> None:
    user.presses("Ctrl+W")
    crashes(user, "Rain")
    dialog = looks(user)
    assert dialog is not None
    user.clicks_button(dialog.later_button)
    taken = recover(left_behind(user.home)[0])
    user.clicks_button(left_button(user, "open-left-0"))
    waits_aside(user)
    assert len(user.answers.told) == 1
    assert left_words(user) == []
    taken.release()


def test_a_program_that_died_twice_while_it_looked_does_not_look_again_unasked(user: User) -> None:
    user.presses("Ctrl+W")
    crashes(user, "Rain")
    assert begin_look(user.home)
    assert begin_look(user.home)
    assert looks(user) is None
    assert "ended twice while it looked" in left_words(user)[1]
    user.clicks_button(left_button(user, "look-for-left"))
    waits_aside(user)
    (dialog,) = user.window.findChildren(RecoveryDialog)
    assert dialog.list.count() == 1
    dialog.reject()
    assert looks(user) is not None, "the next time it looks again"


def test_damage_found_only_while_it_is_opened_leads_to_what_can_still_be_read(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.presses("Ctrl+W")
    crashes(user, "Rain")

    def damaged(_path: Path) -> None:
        raise FileError(FileTrouble.DAMAGED, "work.db")

    monkeypatch.setattr("models.working_copy.read_working_copy", damaged)
    user.answers.reads_what_is_left = True
    dialog = looks(user)
    assert dialog is not None
    user.clicks_button(dialog.open_button)
    waits_aside(user)
    assert user.element("Rain")
    assert "what could still be read" in user.answers.told[-1]


@pytest.fixture
def crashed(user: User) -> str:
    """What was written when the program last died, told in the window."""
    words = "Fatal Python error: Segmentation fault"
    user.home.logs.mkdir(parents=True)
    (user.home.logs / "last-crash.txt").write_text(words)
    (user.home.logs / "stratmap.log").write_text("stratmap 0.1.0")
    user.presses("Ctrl+W")
    user.window.log.tell_crash()
    return words


def test_a_crash_of_the_last_run_is_told_with_what_to_copy(user: User, crashed: str) -> None:
    news = page(user).news
    assert "stopped unexpectedly" in news.sentence
    user.clicks_button(news.buttons[0])
    (dialog,) = user.window.findChildren(LogDialog)
    assert dialog.text.toPlainText().index(crashed) < dialog.text.toPlainText().index("stratmap 0.1.0")
    assert str(user.home.logs) in dialog.words.text()
    user.clicks_button(dialog.copy_button)
    assert crashed in QApplication.clipboard().text()
    dialog.reject()
    assert page(user).news.sentence == "", "it was read"
    user.window.files.new()
    assert user.workspace.news.sentence == ""


def test_a_crash_is_told_until_it_was_read_also_over_a_map(user: User, crashed: str) -> None:
    user.presses("Ctrl+N")
    assert "stopped unexpectedly" in user.workspace.news.sentence
    user.clicks_button(user.workspace.news.buttons[1])
    assert user.workspace.news.sentence == ""
    user.presses("Ctrl+W")
    assert page(user).news.sentence == ""


def test_the_log_is_shown_with_its_folder_also_where_nothing_was_noted(user: User) -> None:
    shown: list[Path] = []

    def show(folder: Path) -> bool:
        shown.append(folder)
        return True

    user.window.log.open_folder = show
    user.window.actions_by_id["log"].trigger()
    (dialog,) = user.window.findChildren(LogDialog)
    assert "Nothing was noted" in dialog.text.toPlainText()
    user.clicks_button(dialog.folder_button)
    assert shown == [user.home.logs]
    dialog.reject()


def test_the_keyboard_goes_through_the_start_page_from_top_to_bottom(user: User) -> None:
    user.presses("Ctrl+W")
    crashes(user, "Rain")
    dialog = looks(user)
    assert dialog is not None
    user.clicks_button(dialog.later_button)
    user.window.come_forward()
    page(user).buttons["import"].setFocus()
    user.presses("Tab")
    assert user.window.focusWidget() is left_button(user, "open-left-0")
    user.presses("Tab")
    assert user.window.focusWidget() is left_button(user, "discard-left-0")
    user.presses("Space")
    waits_aside(user)
    assert left_words(user) == []
    assert user.window.focusWidget() is page(user).buttons["new"]


PROGRAM = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import app, recovery_commands
from ui.main_window import MainWindow

def dies(home):
    os.abort()

what, paths = sys.argv[1], [Path(each) for each in sys.argv[2:]]
if what == "dies":
    recovery_commands.left_behind = dies

def tells(window):
    waits = any(each.jobs.words or each.path is None for each in window.windows.all[: len(paths)])
    if waits or window.recovering.is_busy:
        return
    print([each.path.name for each in window.windows.all if each.path], window.windows.left, flush=True)
    print(window.news.sentence, flush=True)
    window.windows.quit()

appears = MainWindow.appear
def appear(window, beside):
    appears(window, beside)
    if beside is None and what == "tells":
        timer = QTimer(window)
        timer.timeout.connect(lambda: tells(window))
        timer.start(50)

MainWindow.appear = appear
sys.exit(app.run(paths))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="dies as POSIX does")
def test_two_crashes_while_looking_for_unsaved_work_lock_nobody_out(
    user: User, plan: Path, other: Path, tmp_path: Path
) -> None:
    user.presses("Ctrl+W")
    crashes(user, "Rain")

    def runs(*arguments: str) -> tuple[int, list[str]]:
        with running(user, tmp_path, PROGRAM, *arguments) as program:
            said, _errors = program.communicate(timeout=60)
            return program.returncode, said.splitlines()

    for _time in range(2):
        assert runs("dies")[0] == -signal.SIGABRT
    code, said = runs("tells", str(plan), str(other))
    assert code == 0
    assert said[0] == "['plan.stratmap', 'other.stratmap'] None", "each file has a window, and nobody looked"
    assert "stopped unexpectedly the last time" in said[1]
    code, said = runs("tells")
    assert code == 0
    assert "Left(" in said[0], "the next time it looks again"
    assert said[1:] == [""]
