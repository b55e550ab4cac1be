"""A map and its file: copies, going back, saving by itself, and what somebody else did to the file meanwhile."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from models import atomic
from models.errors import FileError, FileTrouble
from models.store import open_map, save_map
from models.strategy_map import StrategyMap
from models.tables import VERSION
from stratmap.safekeeping import publishing
from stratmap.safekeeping.backups import generations
from stratmap.safekeeping.recovery import discarded, recover
from tests.builders import map_of, objective
from tests.user import User
from ui.dialogs.ask import Answer, Ask, Clash
from ui.files import autosave
from ui.window.main_window import MainWindow


@pytest.fixture
def path(user: User, tmp_path: Path) -> Path:
    """The file of the map in the window, which has one card and is saved."""
    folder = tmp_path / "documents"
    folder.mkdir()
    user.fills("title", "The plan")
    user.draws("Objective", "Bread", at=(400, 300))
    user.saves_as(folder / "plan.stratmap")
    user.answers.asked.clear()
    return folder / "plan.stratmap"


def chooses(user: User, action: str) -> None:
    """Chooses a row of a menu."""
    assert user.window.actions_by_id[action].isEnabled()
    user.window.actions_by_id[action].trigger()
    user.waits()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it never happened"
        QApplication.processEvents()
        time.sleep(0.002)


def comes_back(user: User) -> None:
    """Comes back to the window from another program."""
    user.window.watch.focus_changed(user.window.windowHandle())
    until(lambda: not user.window.watch.is_busy)


def theirs() -> StrategyMap:
    return map_of(objective("cake", "Cake"), title="Theirs")


def titles(path: Path) -> set[str]:
    return {each.title for each in open_map(path).map.elements.values()}


def titles_of(user: User) -> set[str]:
    return {each.title for each in user.map.elements.values()}


def left_unsaved(user: User) -> int:
    """How many edits would be offered if the program died now."""
    assert user.window.keeping is not None
    session = user.window.keeping.keeper.session
    assert session.flush()
    return session._progress().unsaved


def says(user: User) -> str:
    return user.workspace.file_banner.sentence


def button(user: User, name: str) -> QPushButton:
    (found,) = [each for each in user.workspace.file_banner.buttons if each.text() == name]
    return found


def others(user: User) -> list[MainWindow]:
    return [each for each in user.window.windows.all if each is not user.window and isinstance(each, MainWindow)]


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that writes a map only when it is let."""
    writes, goes_on = atomic.write_atomically, threading.Event()

    def write(path: Path, data: bytes, still_wanted: Callable[[], None]) -> None:
        assert goes_on.wait(60)
        writes(path, data, still_wanted)

    monkeypatch.setattr("stratmap.safekeeping.publishing.write_atomically", write)
    yield goes_on
    goes_on.set()


# Saving while another save is under way


def saves_as_slowly(user: User, path: Path, slow_disk: threading.Event) -> None:
    """Saves under another name on a slow disk, and goes on working meanwhile."""
    user.answers.paths = [path]
    user.presses("Ctrl+Shift+S")
    user.renames("Bread", "Buns")
    assert user.window.path != path, "it is still being saved"


def test_a_save_during_a_save_as_goes_to_the_new_file(user: User, path: Path, slow_disk: threading.Event) -> None:
    before, other = path.read_bytes(), path.with_name("other.stratmap")
    saves_as_slowly(user, other, slow_disk)
    user.presses("Ctrl+S")
    slow_disk.set()
    user.waits_for_work()
    assert titles(other) == {"Buns"}
    assert path.read_bytes() == before
    assert user.window.path == other
    assert not user.window.isWindowModified()


def test_a_save_during_the_first_one_asks_for_no_second_name(
    user: User, tmp_path: Path, slow_disk: threading.Event
) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    saves_as_slowly(user, tmp_path / "first.stratmap", slow_disk)
    user.presses("Ctrl+S")
    slow_disk.set()
    user.waits_for_work()
    assert user.answers.asked == ["Save the map"]
    assert titles(tmp_path / "first.stratmap") == {"Buns"}
    assert not user.window.isWindowModified()


def test_a_copy_made_during_a_save_as_leaves_the_map_in_the_new_file(
    user: User, path: Path, slow_disk: threading.Event
) -> None:
    other = path.with_name("other.stratmap")
    saves_as_slowly(user, other, slow_disk)
    user.answers.paths = [path]  # its own file no longer, once that is done
    user.window.actions_by_id["save-copy"].trigger()
    slow_disk.set()
    user.waits_for_work()
    assert titles(path) == {"Buns"}
    assert titles(other) == {"Bread"}
    assert user.window.path == other
    assert user.window.isWindowModified()


# Save a copy


def test_a_saved_copy_leaves_the_map_with_its_own_file_and_unsaved_as_it_was(user: User, path: Path) -> None:
    user.renames("Bread", "Buns")
    before, undo = path.read_bytes(), list(user.document.history.undo_labels)
    user.answers.paths = [path.with_name("copy.stratmap")]
    chooses(user, "save-copy")
    assert user.answers.suggested[-1] == str(path.with_name("plan (copy).stratmap"))
    assert titles(path.with_name("copy.stratmap")) == {"Buns"}
    assert path.read_bytes() == before
    assert user.window.path == path
    assert user.window.isWindowModified()
    assert user.document.history.undo_labels == undo
    user.sees_notice("You go on working in plan.stratmap")
    user.saves()
    assert titles(path) == {"Buns"}


def test_a_copy_of_a_map_that_has_no_file_leaves_it_without_one(user: User, tmp_path: Path) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    user.answers.paths = [tmp_path / "copy"]
    chooses(user, "save-copy")
    assert titles(tmp_path / "copy.stratmap") == {"Bread"}
    assert user.window.path is None
    assert user.window.isWindowModified()


def test_a_copy_over_the_maps_own_file_is_a_save(user: User, path: Path) -> None:
    user.renames("Bread", "Buns")
    user.answers.paths = [path]
    chooses(user, "save-copy")
    assert titles(path) == {"Buns"}
    assert not user.window.isWindowModified()


def test_what_a_copy_replaces_is_among_the_earlier_versions(user: User, path: Path) -> None:
    other = path.with_name("other.stratmap")
    save_map(theirs(), (), other)
    user.answers.paths = [other]
    chooses(user, "save-copy")
    assert titles(other) == {"Bread"}
    assert "Theirs" in {each.title for each in generations(user.home, theirs().info.id, other)}


# Revert


def test_going_back_asks_and_keeps_what_was_not_saved_for_a_week(user: User, path: Path) -> None:
    user.draws("Objective", "Cake", at=(700, 300))
    chooses(user, "revert")
    assert "Recover unsaved work" in user.answers.asked[-1]
    assert user.element("Cake"), "it was not agreed to"
    user.answers.agrees = True
    chooses(user, "revert")
    assert {each.title for each in user.map.elements.values()} == {"Bread"}
    assert not user.window.isWindowModified()
    assert user.window.path == path
    user.sees_notice("can be had for 7 days")
    (left,) = discarded(user.home)
    held = recover(left)
    assert "Cake" in {each.title for each in held.map.elements.values()}
    held.release()


def test_going_back_shows_the_same_part_of_the_map(user: User, path: Path) -> None:
    user.draws("Objective", "Cake", at=(700, 300))
    user.turns_wheel(3, 400, 300, Qt.KeyboardModifier.ControlModifier)
    camera = user.workspace.view.camera
    user.answers.agrees = True
    chooses(user, "revert")
    assert user.workspace.view.camera == camera


def test_going_back_to_what_is_there_already_keeps_what_can_be_undone(user: User, path: Path) -> None:
    labels = list(user.document.history.undo_labels)
    chooses(user, "revert")
    assert user.answers.asked == []
    assert user.document.history.undo_labels == labels
    user.sees_notice("Earlier versions")


def test_going_back_to_a_file_that_is_gone_says_so_and_changes_nothing(user: User, path: Path) -> None:
    user.draws("Objective", "Cake", at=(700, 300))
    path.unlink()
    user.answers.agrees = True
    chooses(user, "revert")
    assert "cannot be found" in user.answers.told[-1]
    assert user.element("Cake")


def test_a_map_without_a_file_has_nothing_to_go_back_to(user: User) -> None:
    user.window.refresh()
    assert not user.window.actions_by_id["revert"].isEnabled()
    assert not user.window.actions_by_id["look-at-file"].isEnabled()


# Saving by itself


@pytest.fixture
def soon(user: User, path: Path) -> Path:
    """The file of a map that saves itself in no time."""
    user.window.autosave._timer.setInterval(20)
    chooses(user, "save-itself")
    return path


def saves_itself(user: User) -> None:
    until(lambda: not user.window.isWindowModified())
    user.waits()


def test_a_map_saves_itself_after_a_change_and_can_be_undone_as_before(user: User, soon: Path) -> None:
    user.renames("Bread", "Buns")
    undo = list(user.document.history.undo_labels)
    saves_itself(user)
    assert titles(soon) == {"Buns"}
    assert user.document.history.undo_labels == undo
    user.presses("Ctrl+Z")
    saves_itself(user)
    assert titles(soon) == {"Bread"}
    assert user.document.history.redo_labels, "what was undone can be made again"
    assert user.answers.asked == []


def test_saving_by_itself_is_a_tick_in_the_menu_that_is_remembered(user: User, path: Path) -> None:
    action = user.window.actions_by_id["save-itself"]
    assert not action.isChecked()
    chooses(user, "save-itself")
    assert action.isChecked()
    assert '"saves_itself": true' in (user.folder / "settings.json").read_text()
    chooses(user, "save-itself")
    assert not action.isChecked()


def test_it_waits_ten_seconds_after_the_last_change(user: User, path: Path) -> None:
    chooses(user, "save-itself")
    user.renames("Bread", "Buns")
    assert user.window.autosave._timer.isActive()
    assert user.window.autosave._timer.interval() == autosave.AFTER == 10_000
    assert user.window.isWindowModified()


def test_a_map_without_a_file_is_not_asked_for_a_name(user: User) -> None:
    user.window.autosave._timer.setInterval(1)
    chooses(user, "save-itself")
    user.draws("Objective", "Bread", at=(400, 300))
    assert not user.window.autosave._timer.isActive()
    user.window.autosave.save_now()
    assert user.answers.asked == []
    assert user.window.isWindowModified()


def test_a_title_being_written_goes_on_being_written(user: User, soon: Path) -> None:
    user.renames("Bread", "Buns")
    user.double_clicks(*user._middle("Buns"))
    user.types("Cak")
    saves_itself(user)
    user.types("e")
    user.presses("Return")
    assert user.element("Cake")


def test_many_saves_by_itself_are_one_earlier_version_and_one_revision(user: User, soon: Path) -> None:
    revisions, kept = len(user.document.lineage), len(generations(user.home, user.map.info.id))
    for number in range(4):
        user.renames(f"Bread{number or ''}", f"Bread{number + 1}")
        saves_itself(user)
    assert len(user.document.lineage) == revisions + 1
    assert len(generations(user.home, user.map.info.id)) == kept, "the last is not ten minutes old"
    assert titles(soon) == {"Bread4"}


def test_it_stops_where_somebody_else_has_written_and_goes_on_once_that_is_decided(user: User, soon: Path) -> None:
    save_map(theirs(), (), soon)
    user.renames("Bread", "Buns")
    until(lambda: bool(says(user)))
    assert "Somebody else has changed" in says(user)
    assert titles(soon) == {"Cake"}
    user.renames("Buns", "Rolls")
    assert not user.window.autosave._timer.isActive()
    assert user.answers.asked == [], "it asks nothing"
    user.answers.clash = Clash.REPLACE
    user.saves()
    assert titles(soon) == {"Rolls"}
    assert says(user) == ""
    user.renames("Rolls", "Pie")
    saves_itself(user)
    assert titles(soon) == {"Pie"}


def test_what_goes_wrong_is_said_once_until_it_is_right_again(
    user: User, soon: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Path] = []

    def full(path: Path, data: bytes, still_wanted: Callable[[], None]) -> None:
        tried.append(path)
        raise full_disk(path)

    with monkeypatch.context() as patch:
        patch.setattr("stratmap.safekeeping.publishing.write_atomically", full)
        user.renames("Bread", "Buns")
        until(lambda: bool(says(user)))
        assert "could not save itself" in says(user)
        assert "no room left" in says(user)
        user.clicks_button(button(user, "Hide"))
        user.renames("Buns", "Rolls")
        until(lambda: len(tried) == 2)
        user.waits()
        assert says(user) == "", "it is not said again and again"
        assert user.answers.told == []
    user.renames("Rolls", "Pie")
    saves_itself(user)
    assert titles(soon) == {"Pie"}


def test_a_save_asked_for_while_one_by_itself_fails_is_made_all_the_same(
    user: User, soon: Path, slow_disk: threading.Event
) -> None:
    user.renames("Bread", "Buns")
    until(lambda: bool(user.window.jobs.words))
    soon.chmod(0o444)
    user.answers.elsewhere = soon.with_name("elsewhere.stratmap")
    user.presses("Ctrl+S")
    slow_disk.set()
    user.waits()
    assert titles(soon.with_name("elsewhere.stratmap")) == {"Buns"}
    soon.chmod(0o644)


def test_closing_a_map_that_saves_itself_asks_nothing(user: User, path: Path) -> None:
    chooses(user, "save-itself")
    user.renames("Bread", "Buns")
    user.presses("Ctrl+W")
    until(lambda: user.window.workspace is None)
    assert user.answers.asked == []
    assert titles(path) == {"Buns"}


def test_closing_a_map_that_cannot_save_itself_says_why_and_then_asks(user: User, path: Path) -> None:
    chooses(user, "save-itself")
    user.renames("Bread", "Buns")
    path.chmod(0o444)
    user.presses("Ctrl+W")
    user.waits()
    assert "may only be read" in user.answers.told[-1]
    assert user.element("Buns")
    user.presses("Ctrl+W")
    assert user.answers.asked == ["The plan – plan.stratmap"]
    assert user.window.workspace is None
    path.chmod(0o644)


# Somebody else


def test_both_versions_are_kept_when_somebody_says_so(user: User, path: Path) -> None:
    save_map(theirs(), (), path)
    before = path.read_bytes()
    user.renames("Bread", "Buns")
    user.answers.clash = Clash.KEEP_BOTH
    user.saves()
    mine = path.with_name("plan (mine).stratmap")
    assert titles(mine) == {"Buns"}
    assert path.read_bytes() == before
    assert user.window.path == mine
    assert not user.window.isWindowModified()
    assert user.window.windowTitle().startswith("The plan – plan (mine).stratmap[*] – ")
    save_map(theirs(), (), mine)
    user.renames("Buns", "Rolls")
    user.saves()
    assert titles(path.with_name("plan (mine) (mine).stratmap")) == {"Rolls"}


def test_a_clash_can_be_saved_under_another_name_or_left(user: User, path: Path) -> None:
    save_map(theirs(), (), path)
    user.renames("Bread", "Buns")
    user.saves()
    assert user.window.isWindowModified(), "cancelled"
    user.answers.clash, user.answers.paths = Clash.SAVE_AS, [path.with_name("other.stratmap")]
    user.saves()
    assert titles(path.with_name("other.stratmap")) == {"Buns"}
    assert titles(path) == {"Cake"}


def test_what_somebody_else_wrote_and_is_replaced_is_among_the_earlier_versions(user: User, path: Path) -> None:
    save_map(theirs(), (), path)
    user.renames("Bread", "Buns")
    user.answers.clash = Clash.REPLACE
    user.saves()
    assert titles(path) == {"Buns"}
    assert "Theirs" in {each.title for each in generations(user.home, user.map.info.id, path)}


def test_coming_back_to_the_window_notices_what_somebody_else_wrote_and_says_it_once(user: User, path: Path) -> None:
    comes_back(user)
    assert says(user) == ""
    save_map(theirs(), (), path)
    comes_back(user)
    assert "Somebody else has changed ‘plan.stratmap’" in says(user)
    assert user.workspace.file_banner.words.textFormat() == Qt.TextFormat.PlainText
    assert user.answers.asked == []
    user.clicks_button(button(user, "Hide"))
    comes_back(user)
    assert says(user) == "", "once is enough"
    save_map(map_of(title="Again"), (), path)
    comes_back(user)
    assert says(user)


def test_it_is_noticed_when_the_window_has_the_keyboard_again(user: User, path: Path) -> None:
    other = QWidget()
    other.show()
    other.activateWindow()
    until(other.isActiveWindow)
    save_map(theirs(), (), path)
    user.window.activateWindow()
    until(lambda: bool(says(user)))
    other.close()
    other.deleteLater()


def test_what_was_seen_of_one_file_is_not_said_over_another_map(
    user: User, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, goes_on = publishing.looked_at, threading.Event()

    def slowly(*asked: Any) -> publishing.Look:
        assert goes_on.wait(60)
        return looks(*asked)

    monkeypatch.setattr(publishing, "looked_at", slowly)
    save_map(theirs(), (), path)
    user.window.watch.look()
    user.presses("Ctrl+N")
    goes_on.set()
    until(lambda: not user.window.watch.is_busy)
    assert says(user) == ""


def test_a_file_is_not_looked_at_while_it_is_saved(user: User, path: Path, slow_disk: threading.Event) -> None:
    user.renames("Bread", "Buns")
    user.presses("Ctrl+S")
    user.window.watch.look()
    assert not user.window.watch.is_busy
    slow_disk.set()
    user.waits()
    comes_back(user)
    assert says(user) == ""


def test_taking_theirs_shows_it_at_once_where_nothing_is_unsaved(user: User, path: Path) -> None:
    save_map(theirs(), (), path)
    comes_back(user)
    user.clicks_button(button(user, "Take theirs"))
    user.waits()
    assert user.element("Cake")
    assert user.window.path == path
    assert says(user) == ""
    comes_back(user)
    assert says(user) == ""


def test_taking_theirs_asks_first_where_something_is(user: User, path: Path) -> None:
    user.renames("Bread", "Buns")
    save_map(theirs(), (), path)
    comes_back(user)
    user.clicks_button(button(user, "Take theirs …"))
    user.waits()
    assert user.element("Buns")
    assert "Go back to what is in" in user.answers.asked[-1]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_looking_at_theirs_opens_it_as_a_copy_in_a_window_of_its_own(user: User, path: Path) -> None:
    user.renames("Bread", "Buns")
    save_map(theirs(), (), path)
    comes_back(user)
    user.clicks_button(button(user, "Look at theirs"))
    (other,) = others(user)
    until(lambda: other.workspace is not None)
    assert other.workspace is not None
    assert {each.title for each in other.workspace.document.map.elements.values()} == {"Cake"}
    assert other.windowTitle().startswith("Theirs (copy)")
    assert other.path is None
    assert user.element("Buns")
    assert user.window.isWindowModified()
    other.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_file_that_is_again_as_it_was_is_nothing_to_talk_about(user: User, path: Path) -> None:
    before = path.read_bytes()
    save_map(theirs(), (), path)
    comes_back(user)
    assert says(user)
    path.write_bytes(before)
    comes_back(user)
    assert says(user) == ""


def test_a_file_that_is_gone_is_noticed_and_the_map_counts_as_unsaved(user: User, path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    comes_back(user)
    assert says(user).startswith("‘plan.stratmap’ is not where it was")
    assert user.window.isWindowModified()
    assert left_unsaved(user) == 1, "a crash now loses nothing, either"
    comes_back(user)
    user.clicks_button(button(user, "Hide"))
    comes_back(user)
    assert says(user) == "", "it is said once"
    path.write_bytes(data)
    comes_back(user)
    assert not user.window.isWindowModified()
    assert left_unsaved(user) == 0
    path.unlink()
    comes_back(user)
    user.clicks_button(button(user, "Save"))
    until(lambda: not user.window.isWindowModified())
    assert titles(path) == titles_of(user)
    assert says(user) == ""


def test_a_file_that_went_and_came_back_is_what_the_map_is_undone_to(user: User, path: Path) -> None:
    data = path.read_bytes()
    user.renames("Bread", "Buns")
    path.unlink()
    comes_back(user)
    path.write_bytes(data)
    comes_back(user)
    assert user.window.isWindowModified()
    user.presses("Ctrl+Z")
    assert titles_of(user) == titles(path)
    assert not user.window.isWindowModified()
    assert left_unsaved(user) == 0


def test_a_folder_in_the_place_of_the_file_is_no_file(user: User, path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.mkdir()
    comes_back(user)
    assert says(user).startswith("‘plan.stratmap’ is not where it was")
    comes_back(user)
    assert user.window.isWindowModified()
    path.rmdir()
    path.write_bytes(data)
    comes_back(user)
    assert says(user) == ""
    assert not user.window.isWindowModified()


def test_a_file_that_comes_back_leaves_later_edits_unsaved(user: User, path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    comes_back(user)
    user.renames("Bread", "Buns")
    elsewhere.rename(path)
    comes_back(user)
    assert says(user) == ""
    assert user.window.isWindowModified()
    user.presses("Ctrl+Z")
    assert not user.window.isWindowModified()


def test_a_folder_that_is_gone_is_noticed_and_saving_says_so(user: User, path: Path, tmp_path: Path) -> None:
    path.rename(tmp_path / "plan.old")
    comes_back(user)
    assert "not where it was" in says(user)
    user.answers.answer = Answer.CANCEL
    user.presses("Ctrl+W")
    assert user.answers.asked, "it is not closed without a question"
    assert user.window.workspace is not None


def test_what_saves_itself_does_not_put_a_deleted_file_there_again(user: User, soon: Path) -> None:
    soon.unlink()
    user.renames("Bread", "Buns")
    until(lambda: "could not save itself" in says(user))
    assert not soon.exists()
    comes_back(user)
    user.answers.answer = Answer.CANCEL
    user.presses("Ctrl+W")
    assert user.answers.asked, "closing asks instead"
    assert not soon.exists()
    user.saves()
    assert titles(soon) == {"Buns"}
    user.renames("Buns", "Rolls")
    saves_itself(user)
    assert titles(soon) == {"Rolls"}


def test_ones_own_save_is_not_somebody_elses(user: User, path: Path) -> None:
    comes_back(user)
    user.renames("Bread", "Buns")
    user.saves()
    comes_back(user)
    assert says(user) == ""


def test_the_line_about_the_file_is_not_shown_to_the_audience(user: User, path: Path) -> None:
    save_map(theirs(), (), path)
    comes_back(user)
    user.presses("F5")
    assert not user.workspace.file_banner.isVisible()
    user.presses("F5")
    assert user.workspace.file_banner.isVisible()


# Copies


def test_a_file_that_may_only_be_read_opens_as_a_copy_and_says_so(user: User, path: Path) -> None:
    user.presses("Ctrl+W")
    path.chmod(0o444)
    user.opens(path)
    assert user.window.path is None
    assert user.window.windowTitle().startswith("The plan (copy)")
    assert "may only be read" in says(user)
    assert not user.window.isWindowModified()
    user.renames("Bread", "Buns")
    user.answers.paths = [path.with_name("mine.stratmap")]
    user.saves()
    assert user.answers.asked[-1] == "Save the map"
    assert user.answers.suggested[-1] == str(path.with_name("plan (copy).stratmap"))
    assert titles(path.with_name("mine.stratmap")) == {"Buns"}
    assert titles(path) == {"Bread"}
    assert user.window.windowTitle().startswith("The plan – mine.stratmap[*]")
    assert says(user) == ""
    path.chmod(0o644)


def test_an_attachment_opens_as_a_copy_that_is_saved_among_the_documents(user: User, path: Path) -> None:
    attachment = path.with_name("mozilla_ann0") / "theirs.stratmap"
    attachment.parent.mkdir()
    save_map(theirs(), (), attachment)
    user.opens(attachment)
    assert user.window.path is None
    assert "cleared without asking" in says(user)
    user.answers.paths = []
    user.clicks_button(button(user, "Save as …"))
    assert user.answers.suggested[-1] == str(path.with_name("theirs.stratmap"))
    assert str(attachment) not in {str(each) for each in user.window.recent}
    assert titles(attachment) == {"Cake"}


def test_a_copy_that_was_only_looked_at_goes_without_a_question(user: User, path: Path) -> None:
    user.presses("Ctrl+W")
    path.chmod(0o444)
    user.opens(path)
    user.answers.asked.clear()
    user.presses("Ctrl+W")
    assert user.answers.asked == []
    assert user.window.workspace is None
    path.chmod(0o644)


# Files in doubt


def altered(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path)
    for each in statements:
        raw.execute(each)
    raw.commit()
    raw.close()


@pytest.mark.parametrize(
    ("statements", "sentence", "words"),
    [
        (["UPDATE element SET title = 'Buns'"], "not what was saved", "Look it over"),
        (
            [f"PRAGMA user_version = {(VERSION[0] + 1) << 16}", "UPDATE element SET title = 'Buns'"],
            "newer version of stratmap",
            "comes from a newer stratmap",
        ),
    ],
    ids=["changed", "newer"],
)
def test_a_file_in_doubt_can_be_looked_at_and_is_never_replaced(
    user: User, path: Path, statements: list[str], sentence: str, words: str
) -> None:
    user.presses("Ctrl+W")
    altered(path, *statements)
    before = path.read_bytes()
    user.opens(path)
    assert sentence in user.answers.asked[-1]
    assert user.window.workspace is None, "nobody agreed to look"
    user.answers.agrees = True
    user.opens(path)
    assert user.element("Buns")
    assert words in says(user)
    assert user.window.path is None
    assert "(copy)" in user.window.windowTitle()
    user.answers.paths = [path]
    user.saves()
    assert path.read_bytes() == before
    assert "stays as it is" in user.answers.told[-1]
    user.answers.elsewhere = path.with_name("looked-over.stratmap")
    user.saves()
    assert titles(path.with_name("looked-over.stratmap")) == {"Buns"}
    assert path.read_bytes() == before
    user.renames("Buns", "Rolls")
    user.saves()
    assert titles(path.with_name("looked-over.stratmap")) == {"Rolls"}


def test_a_newer_file_that_cannot_be_shown_is_only_refused(user: User, path: Path) -> None:
    user.presses("Ctrl+W")
    altered(path, f"PRAGMA user_version = {(VERSION[0] + 1) << 16}", "DROP TABLE link")
    user.answers.asked.clear()
    user.opens(path)
    assert user.answers.asked == ["Open a map"]
    assert "newer version of stratmap" in user.answers.told[-1]


# Disks that refuse


def full_disk(path: Path) -> Exception:
    from models.errors import FileError, FileTrouble

    return FileError(FileTrouble.DISK_FULL, str(path), "No space left on device")


class Clock:
    """A clock that moves only while somebody sleeps by it."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_a_rename_that_is_refused_is_tried_again_then_explained_and_saved_elsewhere(
    user: User, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[float] = []
    clock = Clock()
    replaces: Callable[[Any, Any], None] = os.replace

    def refuses(source: Any, target: Any) -> None:
        if Path(target) == path:
            tried.append(clock.now)
            raise PermissionError(errno.EACCES, "Permission denied")
        replaces(source, target)

    monkeypatch.setattr(atomic, "time", clock)
    monkeypatch.setattr(os, "replace", refuses)
    before = path.read_bytes()
    user.renames("Bread", "Buns")
    user.answers.elsewhere = path.with_name("elsewhere.stratmap")
    user.saves()
    assert tried[-1] - tried[0] >= atomic.PATIENCE
    assert max(later - one for one, later in pairwise(tried)) <= atomic.PAUSE + 1e-9, "again and again"
    assert "Another program keeps ‘plan.stratmap’ to itself" in user.answers.told[-1]
    assert path.read_bytes() == before
    assert titles(path.with_name("elsewhere.stratmap")) == {"Buns"}
    assert user.window.path == path.with_name("elsewhere.stratmap")
    assert not user.window.isWindowModified()


def test_a_full_disk_keeps_everything_and_offers_another_place(
    user: User, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = atomic.write_atomically

    def full(target: Path, data: bytes, still_wanted: Callable[[], None]) -> None:
        if target == path:
            raise full_disk(target)
        writes(target, data, still_wanted)

    monkeypatch.setattr("stratmap.safekeeping.publishing.write_atomically", full)
    before = path.read_bytes()
    user.renames("Bread", "Buns")
    user.saves()
    assert "no room left" in user.answers.told[-1]
    assert user.window.isWindowModified()
    assert user.element("Buns")
    assert path.read_bytes() == before
    user.answers.elsewhere = path.with_name("stick.stratmap")
    user.saves()
    assert titles(path.with_name("stick.stratmap")) == {"Buns"}


# The questions themselves


def asks(user: User, put: Callable[[Ask], None]) -> QMessageBox:
    put(Ask(user.window))
    QApplication.processEvents()
    (box,) = boxes(user)
    return box


def boxes(user: User) -> list[QMessageBox]:
    return [each for each in user.window.findChildren(QMessageBox) if each.isVisible()]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_python_says_of_a_damaged_file_is_in_the_details_and_no_work_goes_on_behind(
    user: User, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(file: Path) -> None:
        raise FileError(FileTrouble.DAMAGED, str(file), "'utf-8' codec can't decode byte 0xdf")

    user.presses("Ctrl+W")
    monkeypatch.setattr("stratmap.safekeeping.opening.find_map", damaged)
    monkeypatch.setattr(user.answers, "read_what_is_left", Ask(user.window).read_what_is_left)
    user.opens(path)
    (box,) = boxes(user)
    assert "damaged" in box.text()
    assert "codec" not in box.text() + box.informativeText()
    assert "codec" in box.detailedText()
    assert user.window.jobs.words == ""
    monkeypatch.undo()
    (button,) = [each for each in box.buttons() if each.text().replace("&", "") == "Read what is left"]
    user.clicks_button(button)
    until(lambda: user.window.workspace is not None)
    assert user.element("Bread")


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("Keep both", Clash.KEEP_BOTH),
        ("Save as …", Clash.SAVE_AS),
        ("Replace theirs", Clash.REPLACE),
        ("Cancel", None),
    ],
)
def test_the_question_about_two_versions_has_an_answer_for_each_button(
    user: User, name: str, choice: Clash | None
) -> None:
    chosen: list[Clash] = []
    box = asks(user, lambda ask: ask.changed_on_disk("Somebody else has changed <b>it</b>.", chosen.append))
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert [each.text().replace("&", "") for each in box.buttons()]
    (button,) = [each for each in box.buttons() if each.text().replace("&", "") == name]
    user.clicks_button(button)
    assert chosen == ([choice] if choice else [])


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_escape_leaves_every_question_without_doing_anything(user: User) -> None:
    done: list[str] = []
    for put in (
        lambda ask: ask.changed_on_disk("Somebody else.", lambda _choice: done.append("clash")),
        lambda ask: ask.go_back("Go back?", "More.", lambda: done.append("back")),
        lambda ask: ask.look_anyway("Changed.", "Detail", lambda: done.append("look")),
        lambda ask: ask.read_what_is_left("Bad.", "x", lambda: done.append("a"), lambda: done.append("b")),
        lambda ask: ask.look_at_earlier("Gone.", "Detail", lambda: done.append("earlier")),
        lambda ask: ask.delete("Delete it?", lambda: done.append("deleted")),
        lambda ask: ask.save_elsewhere("Full.", "Detail", lambda: done.append("save")),
    ):
        asks(user, put)
        user.presses("Escape")
        assert boxes(user) == []
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert done == []


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_question_that_stands_there_does_not_keep_the_program_from_ending(user: User, path: Path) -> None:
    user.renames("Bread", "Buns")
    asks(user, lambda ask: ask.changed_on_disk("Somebody else.", lambda _choice: pytest.fail("nobody chose")))
    user.window.session_ends()
    assert user.window.close()
    assert boxes(user) == []


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_going_back_is_not_the_answer_of_a_hasty_enter_and_keeping_both_is(user: User) -> None:
    done: list[object] = []
    asks(user, lambda ask: ask.go_back("Go back?", "More.", lambda: done.append("back")))
    user.presses("Return")
    assert boxes(user) == []
    assert done == []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    asks(user, lambda ask: ask.changed_on_disk("Somebody else.", done.append))
    user.presses("Return")
    assert done == [Clash.KEEP_BOTH]


def test_a_map_without_a_title_is_saved_and_exported_under_the_name_it_is_called_by(user: User) -> None:
    assert user.window.windowTitle().startswith("Untitled map")
    user.draws("Objective", "Bread", at=(400, 300))
    user.answers.paths = []
    user.presses("Ctrl+S")
    assert Path(user.answers.suggested[-1]).name == "Untitled map.stratmap"
    user.window.exporting.export()
    assert Path(user.answers.suggested[-1]).name == "Untitled map.pdf"


def test_all_sheets_are_not_suggested_to_go_over_the_sheet_that_was_exported(user: User, path: Path) -> None:
    user.answers.paths = []
    user.window.exporting.export()
    user.window.exporting.export_sheets()
    one, every = (Path(each).name for each in user.answers.suggested[-2:])
    assert one != every
    assert every.endswith(" - all sheets.pdf")
