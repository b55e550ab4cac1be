"""What the last run of the program left: work that was not saved waits, and a crash is told, locking nobody out."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from models.change import Change
from models.errors import FileError, FileTrouble
from models.kinds import ElementKind
from models.strategy_map import new_map
from stratmap.document import Document
from stratmap.edits import elements
from stratmap.safekeeping.recovery import begin_look, discarded, left_behind, recover
from stratmap.safekeeping.session import Ending, Session
from tests.stories.several import opens_window, running, turns_to, until
from tests.user import User
from ui.dialogs.log import LogDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.window.start_page import StartPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # raising a window where none is seen


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
    assert "2 changes not saved" in first
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
    assert len([each for each in left_words(user) if "1 change" in each]) == 3
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
    assert "1 element and 0 links could be read." in user.answers.told[-1]


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
from ui import app
from ui.files import recovery_commands
from ui.window.main_window import MainWindow

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
