"""Versions kept in the map by name: there to be looked at and gone back to, and gone without a trace when removed."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from shiboken6 import isValid

from models import limits
from models.records import Version
from models.rules import violations
from models.store import map_bytes, open_map
from models.versions import packed, without_versions
from stratmap.document import Document
from tests.builders import influences, map_of, objective, placed
from tests.test_ui.test_ui_plain_text import EVIL, shows_words_only
from tests.user import User
from ui.dialogs.ask import Answer
from ui.dialogs.version_name import VersionNameDialog
from ui.dialogs.versions import VersionsDialog
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def comes_back(user: User) -> None:
    """The window is in front again when a dialog has closed, as a window manager would have it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    user.window.activateWindow()
    user.workspace.view.setFocus()
    QApplication.processEvents()


def shown(user: User, kind: type[QDialog]) -> list[QDialog]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [each for each in user.window.findChildren(kind) if each.isVisible()]


def keeps(user: User, name: str) -> None:
    """Keeps the map as it stands under a name, by keys alone."""
    user.presses("Ctrl+Alt+K")
    user.presses("Ctrl+A")
    user.types(name)
    user.presses("Return")
    user.waits_for_work()
    comes_back(user)


def listed(user: User) -> VersionsDialog:
    """Opens the list and waits until everything in it is seen."""
    user.presses("Ctrl+Alt+V")
    user.waits_for_work()
    (dialog,) = shown(user, VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    return dialog


def rows(dialog: VersionsDialog) -> list[str]:
    return [dialog.list.item(number).text() for number in range(dialog.list.count())]


def chooses(user: User, dialog: VersionsDialog, name: str) -> None:
    """Clicks a version in the list."""
    (number,) = [number for number, each in enumerate(dialog.versions) if each.name == name]
    user._click_row(dialog.list, number)


def does(user: User, dialog: VersionsDialog, button: QPushButton, name: str) -> None:
    chooses(user, dialog, name)
    user.clicks_button(button)
    user.waits_for_work()
    if not dialog_is_there(user):
        comes_back(user)


def dialog_is_there(user: User) -> bool:
    return bool(shown(user, VersionsDialog))


def others(user: User) -> list[MainWindow]:
    return [each for each in user.window.windows.all if each is not user.window and isinstance(each, MainWindow)]


def spoils(user: User, name: str) -> None:
    with user.document.edit("Spoil") as edit:
        edit.put(Version(name, name, "2020-01-01T00:00:00+00:00", b"spoilt"))


@pytest.fixture
def owner(user: User) -> User:
    user.draws("Objective", "Bread", at=(400, 300))
    user.draws("Initiative", "Oven", at=(400, 500))
    keeps(user, "as agreed on 3 May")
    user.renames("Bread", "Cake")
    user.draws("Factor", "Rain", at=(800, 300))
    return user


def test_a_version_is_kept_under_the_name_that_is_suggested_with_the_date(user: User):
    user.draws("Objective", "Bread", at=(400, 300))
    user.presses("Ctrl+Alt+K")
    (dialog,) = shown(user, VersionNameDialog)
    assert isinstance(dialog, VersionNameDialog)
    day = QLocale().toString(QDate.currentDate(), "d MMMM")
    assert dialog.field.text() == f"as agreed on {day}"
    assert dialog.field.selectedText() == dialog.field.text(), "so that it can be written over"
    user.presses("Return")
    user.waits_for_work()
    comes_back(user)
    (version,) = user.map.versions.values()
    assert version.name == f"as agreed on {day}"
    user.sees_notice(f"Kept as ‘as agreed on {day}’")
    assert user.window.isWindowModified()
    user.presses("Ctrl+Alt+K")
    (again,) = shown(user, VersionNameDialog)
    assert isinstance(again, VersionNameDialog)
    assert again.field.text() == f"as agreed on {day} (2)"
    user.presses("Escape")
    assert len(user.map.versions) == 1


def test_a_version_without_a_name_is_not_kept(user: User):
    user.presses("Ctrl+Alt+K")
    (dialog,) = shown(user, VersionNameDialog)
    assert isinstance(dialog, VersionNameDialog)
    user.presses("Ctrl+A", "Delete")
    user.types("   ")
    assert not dialog.ok.isEnabled()
    user.presses("Return")
    assert shown(user, VersionNameDialog) == [dialog]
    user.presses("Escape")
    assert user.map.versions == {}


def test_keeping_a_version_is_one_step_of_undo(owner: User):
    keeps(owner, "June")
    assert len(owner.map.versions) == 2
    owner.presses("Ctrl+Z")
    assert [each.name for each in owner.map.versions.values()] == ["as agreed on 3 May"]
    owner.presses("Ctrl+Y")
    assert len(owner.map.versions) == 2


def test_the_list_has_time_name_picture_and_number_of_elements_the_newest_first(owner: User):
    time.sleep(0.002)
    keeps(owner, "June")
    dialog = listed(owner)
    first, second = rows(dialog)
    assert first.splitlines()[0] == "June"
    assert first.endswith(" · 3 elements")
    assert second.splitlines()[0] == "as agreed on 3 May"
    assert second.endswith(" · 2 elements")
    year = f"{QDate.currentDate().year()}-"
    assert second.splitlines()[1].startswith(year)
    pictures = [dialog.list.item(number).icon().pixmap(144, 90).toImage() for number in (0, 1)]
    assert pictures[0] != pictures[1]
    dialog.reject()


def test_a_map_without_versions_says_how_to_keep_one(user: User):
    dialog = listed(user)
    assert "No version is kept in this map yet. File › Keep this version" in dialog.words.text()
    buttons = (dialog.look_button, dialog.restore_button, dialog.rename_button, dialog.remove_button)
    assert not any(each.isEnabled() for each in buttons)
    user.presses("Return", "F2", "Delete")
    assert shown(user, VersionsDialog) == [dialog]
    user.presses("Escape")
    assert shown(user, VersionsDialog) == []


def test_a_version_is_looked_at_as_an_untitled_map_in_a_window_of_its_own(owner: User, tmp_path: Path):
    owner.saves_as(tmp_path / "plan.stratmap")
    before, map = (tmp_path / "plan.stratmap").read_bytes(), owner.map
    dialog = listed(owner)
    chooses(owner, dialog, "as agreed on 3 May")
    owner.presses("Return")
    owner.waits_for_work()
    (other,) = others(owner)
    assert other.workspace is not None
    assert {each.title for each in other.workspace.document.map.elements.values()} == {"Bread", "Oven"}
    assert other.path is None
    assert not other.isWindowModified()
    assert owner.map == map
    assert not owner.window.isWindowModified()
    assert (tmp_path / "plan.stratmap").read_bytes() == before
    assert other.windowTitle().startswith("plan.stratmap (as agreed on 3 May)[*]")
    first, owner.window = owner.window, other
    owner.answers.asked.clear()
    owner.answers.paths = []
    owner.saves()
    assert owner.answers.suggested[-1] == str(tmp_path / "plan (as agreed on 3 May).stratmap")
    owner.presses("Ctrl+W")
    assert owner.answers.asked == ["Save the map"], "nothing was changed, so nothing is asked"
    assert other.workspace is None
    owner.window = first


def looks_at(user: User, name: str) -> MainWindow:
    """Opens a version from the list, and sits down in front of the window it is in; the window of the map."""
    dialog = listed(user)
    chooses(user, dialog, name)
    user.presses("Return")
    user.waits_for_work()
    first, (user.window,) = user.window, others(user)
    user.window.come_forward()
    QApplication.processEvents()
    return first


def test_a_version_that_is_looked_at_says_what_it_is_and_goes_back_to_it(owner: User):
    first = looks_at(owner, "as agreed on 3 May")
    banner = owner.workspace.file_banner
    assert banner.isVisible()
    saved = next(iter(first.workspace.document.map.versions.values())).saved  # type: ignore[union-attr]
    day = f"{datetime.fromisoformat(saved).astimezone():%Y-%m-%d %H:%M}"
    assert banner.sentence.startswith(f"This is a copy of ‘as agreed on 3 May’, the version kept on {day}. ")
    assert [each.text() for each in banner.buttons] == ["Go back to it", "Hide"]
    owner.renames("Bread", "Buns")
    owner.clicks_button(banner.buttons[0])
    copy, owner.window = owner.window, first
    owner.waits_for_work()
    comes_back(owner)
    assert {each.title for each in owner.map.elements.values()} == {"Bread", "Oven"}
    owner.sees_notice("The map is as it was in ‘as agreed on 3 May’. Ctrl+Z brings back")
    owner.presses("Ctrl+Z")
    assert {each.title for each in owner.map.elements.values()} == {"Cake", "Oven", "Rain"}
    copy.close_agreed()


@pytest.mark.parametrize("gone", ["removed", "closed"])
def test_going_back_from_a_version_whose_map_has_it_no_longer_is_refused_with_a_word(owner: User, gone: str):
    first = looks_at(owner, "as agreed on 3 May")
    if gone == "removed":
        with first.workspace.document.edit("Remove") as edit:  # type: ignore[union-attr]
            edit.remove(next(iter(edit.map.versions.values())).key)
    else:
        owner.answers.answer = Answer.DISCARD
        first.files.close()
    owner.clicks_button(owner.workspace.file_banner.buttons[0])
    owner.sees_notice("removed from the map" if gone == "removed" else "not open any more")
    assert {each.title for each in owner.map.elements.values()} == {"Bread", "Oven"}
    copy, owner.window = owner.window, first
    copy.close_agreed()


def test_a_version_that_was_looked_at_and_changed_is_not_left_without_a_question(owner: User):
    dialog = listed(owner)
    chooses(owner, dialog, "as agreed on 3 May")
    owner.presses("Return")
    owner.waits_for_work()
    first, (owner.window,) = owner.window, others(owner)
    owner.window.come_forward()
    owner.renames("Bread", "Buns")
    assert owner.window.isWindowModified()
    owner.answers.answer = Answer.DISCARD
    owner.presses("Ctrl+W")
    assert owner.answers.asked[-1:] == ["Untitled map (as agreed on 3 May)"]
    owner.window = first
    assert others(owner) == []


def test_a_window_that_looks_at_a_version_closes_with_its_map_and_uncovers_the_other(owner: User):
    first, copy = looks_at(owner, "as agreed on 3 May"), owner.window
    owner.presses("Ctrl+W")
    owner.window = first
    assert not isValid(copy)
    assert others(owner) == []
    assert owner.element("Cake")


def test_a_window_that_looks_at_a_version_stays_when_closing_its_map_is_called_off(owner: User):
    first = looks_at(owner, "as agreed on 3 May")
    owner.renames("Bread", "Buns")
    owner.answers.answer = Answer.CANCEL
    owner.presses("Ctrl+W")
    assert owner.element("Buns")
    copy, owner.window = owner.window, first
    copy.close_agreed()


def test_a_version_in_the_last_window_and_one_saved_as_a_map_leave_the_start_page(owner: User, tmp_path: Path):
    first = looks_at(owner, "as agreed on 3 May")
    owner.saves_as(tmp_path / "agreed.stratmap")
    owner.presses("Ctrl+W")
    assert owner.window.isVisible(), "it was a map like any other by then"
    assert owner.window.workspace is None
    owner.window.close()
    owner.window = first
    comes_back(owner)
    looks_at(owner, "as agreed on 3 May")
    first.close_agreed()
    owner.presses("Ctrl+W")
    assert owner.window.isVisible()
    assert owner.window.workspace is None


def test_going_back_is_one_step_of_undo_and_survives_save_close_and_open(owner: User, tmp_path: Path):
    changed = owner.map
    dialog = listed(owner)
    does(owner, dialog, dialog.restore_button, "as agreed on 3 May")
    assert shown(owner, VersionsDialog) == []
    assert {each.title for each in owner.map.elements.values()} == {"Bread", "Oven"}
    assert len(owner.map.versions) == 1
    owner.sees_notice("The map is as it was in ‘as agreed on 3 May’. Ctrl+Z brings back")
    owner.presses("Ctrl+Z")
    assert owner.map == changed
    owner.presses("Ctrl+Y")
    owner.saves_as(tmp_path / "plan.stratmap")
    restored = owner.map
    owner.presses("Ctrl+W")
    owner.opens(tmp_path / "plan.stratmap")
    assert owner.map == restored
    assert {each.title for each in owner.map.elements.values()} == {"Bread", "Oven"}


def test_versions_survive_save_close_and_open(owner: User, tmp_path: Path):
    owner.saves_as(tmp_path / "plan.stratmap")
    owner.presses("Ctrl+W")
    owner.opens(tmp_path / "plan.stratmap")
    dialog = listed(owner)
    (row,) = rows(dialog)
    assert row.startswith("as agreed on 3 May\n")
    assert row.endswith("2 elements")
    dialog.reject()


def test_what_is_drawn_while_a_version_is_read_comes_back_with_undo(owner: User, monkeypatch: pytest.MonkeyPatch):
    from models import versions

    unpacks, may = versions.unpacked, []

    def slowly(version: Version) -> object:
        while not may:
            time.sleep(0.002)
        return unpacks(version)

    dialog = listed(owner)
    monkeypatch.setattr(versions, "unpacked", slowly)
    chooses(owner, dialog, "as agreed on 3 May")
    owner.clicks_button(dialog.restore_button)
    comes_back(owner)
    owner.draws("Factor", "Meanwhile", at=(800, 500))
    may.append(True)
    owner.waits_for_work()
    assert {each.title for each in owner.map.elements.values()} == {"Bread", "Oven"}
    comes_back(owner)
    owner.presses("Ctrl+Z")
    assert owner.element("Meanwhile")
    assert violations(owner.map) == []


def test_a_version_is_renamed_by_a_key(owner: User):
    dialog = listed(owner)
    owner.presses("F2")
    (asking,) = shown(owner, VersionNameDialog)
    assert isinstance(asking, VersionNameDialog)
    assert asking.field.text() == "as agreed on 3 May"
    owner.presses("Ctrl+A")
    owner.types("the first plan")
    owner.presses("Return")
    (row,) = rows(dialog)
    assert row.startswith("the first plan\n")
    assert row.endswith("2 elements"), "what is known of it stays"
    dialog.reject()
    comes_back(owner)
    owner.presses("Ctrl+Z")
    assert [each.name for each in owner.map.versions.values()] == ["as agreed on 3 May"]


def test_a_name_that_is_too_long_is_refused_with_a_word(owner: User):
    dialog = listed(owner)
    owner.presses("F2")
    (asking,) = shown(owner, VersionNameDialog)
    assert isinstance(asking, VersionNameDialog)
    asking.field.setText("x" * (limits.MAX_TITLE + 1))
    owner.presses("Return")
    assert "titles, names and tags may have 2,000" in owner.answers.told[-1]
    assert [each.name for each in owner.map.versions.values()] == ["as agreed on 3 May"]
    dialog.reject()


def test_a_removed_version_is_in_no_file_saved_after_that_and_undo_brings_it_back(owner: User, tmp_path: Path):
    content = next(iter(owner.map.versions.values())).content
    owner.saves_as(tmp_path / "plan.stratmap")
    data = (tmp_path / "plan.stratmap").read_bytes()
    assert content[:64] in data
    assert b"as agreed on 3 May" in data
    dialog = listed(owner)
    owner.presses("Delete")
    assert rows(dialog) == []
    assert "No version is kept" in dialog.words.text()
    dialog.reject()
    comes_back(owner)
    owner.sees_notice("is removed, and in no file that is saved from now on")
    owner.saves()
    data = (tmp_path / "plan.stratmap").read_bytes()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert "as agreed on 3 May".encode(encoding) not in data
    assert content[:64] not in data
    owner.presses("Ctrl+Z")
    assert [each.name for each in owner.map.versions.values()] == ["as agreed on 3 May"]


def test_one_of_several_versions_is_removed_and_the_others_stay(owner: User):
    time.sleep(0.002)
    keeps(owner, "June")
    time.sleep(0.002)
    keeps(owner, "July")
    dialog = listed(owner)
    does(owner, dialog, dialog.remove_button, "June")
    assert [each.name for each in dialog.versions] == ["July", "as agreed on 3 May"]
    assert all(each.endswith("elements") for each in rows(dialog))
    dialog.reject()


def test_a_damaged_version_says_so_and_harms_nothing(owner: User, tmp_path: Path):
    spoils(owner, "old laptop")
    map = owner.map
    dialog = listed(owner)
    assert "damaged: it cannot be read, the map itself is sound" in rows(dialog)[1]
    chooses(owner, dialog, "old laptop")
    assert (dialog.look_button.isEnabled(), dialog.restore_button.isEnabled()) == (False, False)
    assert dialog.remove_button.isEnabled()
    owner.presses("Return")
    assert shown(owner, VersionsDialog) == [dialog]
    dialog.reject()
    comes_back(owner)
    assert owner.map == map
    owner.saves_as(tmp_path / "plan.stratmap")
    assert len(open_map(tmp_path / "plan.stratmap").map.versions) == 2


def test_a_version_chosen_before_it_was_known_to_be_damaged_is_told(owner: User):
    spoils(owner, "old laptop")
    map = owner.map
    owner.presses("Ctrl+Alt+V")
    (dialog,) = shown(owner, VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    chooses(owner, dialog, "old laptop")
    for version in [each for each in dialog.versions if each.name == "old laptop"]:
        owner.window.versions._restore(owner.workspace, version)
        owner.window.versions._look(owner.workspace, version)
    owner.waits_for_work()
    assert owner.answers.told[0].startswith("The version ‘old laptop’ is damaged and cannot be read.")
    assert len(owner.answers.told) == 2
    assert owner.map == map
    assert others(owner) == []
    dialog.reject()


@pytest.mark.parametrize(
    "content",
    [zlib.compress(b"no map" * 200), zlib.compress(bytes(4_000_000), 9), b"", packed(map_of())[:-9]],
    ids=["no map", "zeros", "nothing", "cut off"],
)
def test_no_content_of_a_version_harms_the_window(owner: User, content: bytes):
    with owner.document.edit("Strange") as edit:
        edit.put(Version("v", "strange", "not a time at all", content))
    dialog = listed(owner)
    (row,) = [each for each in rows(dialog) if each.startswith("strange")]
    assert row.splitlines()[1].startswith("damaged")
    dialog.reject()


def test_a_version_that_breaks_the_map_it_is_in_is_refused_with_a_word(owner: User):
    key = owner.element("Cake").id
    other = map_of(objective("x"), influences("x", "y", id=key), objective("y"))
    with owner.document.edit("Strange") as edit:
        edit.put(Version("v", "strange", "2030-01-01T00:00:00+00:00", packed(other)))
        edit.put(Version("x", "of the name of a card", "2029-01-01T00:00:00+00:00", packed(other)))
    map = owner.map
    dialog = listed(owner)
    does(owner, dialog, dialog.restore_button, "strange")
    owner.sees_notice("Nothing was changed")
    assert owner.map == map


def test_more_versions_than_a_map_keeps_are_refused_before_a_name_is_asked(
    owner: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(limits, "MAX_VERSIONS", 1)
    owner.presses("Ctrl+Alt+K")
    assert shown(owner, VersionNameDialog) == []
    owner.sees_notice("A map keeps 1 versions at most. Remove one")


def test_versions_that_would_take_too_much_together_are_refused(owner: User, monkeypatch: pytest.MonkeyPatch):
    size = len(next(iter(owner.map.versions.values())).content)
    monkeypatch.setattr(limits, "MAX_ALL_VERSIONS_BYTES", size + 10)
    keeps(owner, "June")
    owner.sees_notice("The versions kept in this map would take")
    assert len(owner.map.versions) == 1


def test_a_map_too_large_to_be_kept_in_itself_is_told(owner: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_VERSION_BYTES", 100)
    keeps(owner, "June")
    assert owner.answers.told[-1].startswith("The map is too large to be kept in itself as a version.")
    assert len(owner.map.versions) == 1


def test_names_of_versions_are_words_in_the_dialogs(user: User):
    user.presses("Ctrl+Alt+K")
    (keeping,) = shown(user, VersionNameDialog)
    assert isinstance(keeping, VersionNameDialog)
    keeping.field.setText(EVIL)
    user.presses("Return")
    user.waits_for_work()
    comes_back(user)
    dialog = listed(user)
    assert EVIL in rows(dialog)[0]
    shows_words_only(dialog)
    user.presses("F2")
    (asking,) = shown(user, VersionNameDialog)
    shows_words_only(asking)
    asking.reject()
    dialog.reject()
    shows_words_only(user.window)


def test_closing_the_list_ends_the_looking_at_versions(owner: User, monkeypatch: pytest.MonkeyPatch):
    from models import versions

    for number in range(5):
        spoils(owner, f"{number}")
    looked: list[str] = []
    unpacks = versions.unpacked

    def counted(version: Version) -> object:
        looked.append(version.name)
        time.sleep(0.02)
        return unpacks(version)

    monkeypatch.setattr(versions, "unpacked", counted)
    owner.presses("Ctrl+Alt+V")
    owner.presses("Escape")
    owner.waits_for_work()
    assert len(looked) <= 2


def test_versions_are_made_and_read_beside_the_window(owner: User, monkeypatch: pytest.MonkeyPatch):
    from models import versions

    threads: list[threading.Thread] = []

    def noted(does: Callable[..., object]) -> Callable[..., object]:
        def doing(*args: object) -> object:
            threads.append(threading.current_thread())
            return does(*args)

        return doing

    monkeypatch.setattr(versions, "packed", noted(versions.packed))
    monkeypatch.setattr(versions, "unpacked", noted(versions.unpacked))
    keeps(owner, "June")
    dialog = listed(owner)
    does(owner, dialog, dialog.restore_button, "as agreed on 3 May")
    assert len(threads) == 4, "one kept, two looked at, one gone back to"
    assert threading.main_thread() not in threads


def test_all_of_a_large_map_comes_back(user: User):
    large = placed(map_of(*(objective(f"e{n}", f"Title {n}") for n in range(600))))
    user.window.show_map(Document(large), None)
    keeps(user, "before")
    with user.document.edit("Clear") as edit:
        for each in (*user.map.placements, *user.map.elements):
            edit.remove(each)
    dialog = listed(user)
    does(user, dialog, dialog.restore_button, "before")
    assert without_versions(user.map) == large
    assert map_bytes(user.map, ())
