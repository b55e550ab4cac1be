"""A copy for others: what goes along is ticked, its size is seen before, and nothing else is in its bytes."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from models.errors import FileError, FileTrouble
from models.records import Version
from models.store import open_map
from stratmap.document import Document
from stratmap.safekeeping import clean_copy
from stratmap.safekeeping.backups import generations
from tests.builders import SHEET, map_of, objective, placed
from tests.user import User
from ui.dialogs.send_copy import SendCopyDialog
from ui.files.sending_commands import open_folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def words_in(data: bytes, *words: str) -> list[str]:
    return [word for word in words if any(word.encode(each) in data for each in ENCODINGS)]


def words_in_copy(path: Path, *words: str) -> list[str]:
    """Which of these words are in the bytes of a file, those of the versions kept in it unpacked."""
    data = path.read_bytes()
    inside = b"".join(zlib.decompress(each.content) for each in open_map(path).map.versions.values())
    return words_in(data + inside, *words)


@pytest.fixture
def folders(user: User) -> list[Path]:
    """The folders the program has shown; none is really opened."""
    shown: list[Path] = []
    user.window.sending.open_folder = lambda folder: bool(shown.append(folder)) or True
    return shown


@pytest.fixture
def owner(user: User, folders: list[Path], tmp_path: Path) -> User:
    """Somebody with a saved map that has an owner, notes and a budget."""
    user.fills("title", "The plan")
    user.draws("Objective", "Bread", at=(400, 300))
    user.selects("Bread")
    user.fills("owner", "Ann Miller")
    user.fills("notes", "MARK-NOTES")
    user.draws("Initiative", "Oven", at=(400, 500))
    user.selects("Oven")
    user.fills("budget", "7654321")
    user.draws("Note", "MARK-CARD", at=(800, 300))
    user.saves_as(tmp_path / "plan.stratmap")
    return user


def sending(user: User) -> SendCopyDialog:
    """Asks for the dialog by its keys."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    user.window.activateWindow()
    user.workspace.view.setFocus()
    QApplication.processEvents()
    user.presses("Ctrl+Shift+D")
    user.waits_for_work()
    return shown(user)[0]


def shown(user: User) -> list[SendCopyDialog]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [each for each in user.window.findChildren(SendCopyDialog) if each.isVisible()]


def ticks(user: User, dialog: SendCopyDialog, **parts: bool) -> None:
    """Ticks and unticks with the mouse."""
    for part, wanted in parts.items():
        if dialog.boxes[part].isChecked() is not wanted:
            clicks_box(user, dialog.boxes[part])
        assert dialog.boxes[part].isChecked() is wanted
    user.waits_for_work()


def clicks_box(user: User, box: QCheckBox) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(12, box.height() // 2))
    QApplication.processEvents()


def saves(user: User, dialog: SendCopyDialog, path: Path) -> None:
    user.answers.paths = [path]
    user.clicks_button(dialog.save_button)
    user.waits_for_work()


def test_a_copy_without_names_notes_and_budgets_has_none_of_them(owner: User, folders: list[Path], tmp_path: Path):
    plan = tmp_path / "plan.stratmap"
    before = plan.read_bytes()
    dialog = sending(owner)
    ticks(owner, dialog, owners=False, notes=False, budgets=False)
    target = tmp_path / "out" / "for the bank"
    target.parent.mkdir()
    saves(owner, dialog, target)
    copy = target.with_name("for the bank.stratmap")
    assert words_in_copy(copy, "Ann Miller", "MARK-NOTES", "MARK-CARD", "7654321", str(tmp_path)) == []
    opened = open_map(copy)
    assert {each.title for each in opened.map.elements.values()} == {"Bread", "Oven"}
    assert opened.lineage == ()
    assert folders == [copy.parent]
    owner.sees_notice(f"‘for the bank.stratmap’ is ready to be sent: {-(-copy.stat().st_size // 1024)} KB.")
    assert shown(owner) == []
    assert plan.read_bytes() == before
    assert owner.window.path == plan
    assert not owner.window.isWindowModified()
    assert [each.name for each in target.parent.iterdir()] == ["for the bank.stratmap"]


def test_what_there_is_stands_beside_each_tick_and_what_there_is_not_cannot_be_ticked(owner: User):
    dialog = sending(owner)
    said = {part: box.accessibleDescription() for part, box in dialog.boxes.items()}
    assert said == {
        "owners": "1 owner",
        "notes": "2 notes",
        "budgets": "1 amount",
        "versions": "none",
        "history": "1 save",
    }
    assert dialog.ticked == {"owners": True, "notes": True, "budgets": True, "versions": False, "history": False}
    assert not dialog.boxes["versions"].isEnabled()
    owner.presses("Escape")
    assert shown(owner) == []


def test_the_size_follows_the_ticks_and_is_that_of_the_file(owner: User, tmp_path: Path):
    map = owner.map
    with owner.document.edit("Long notes") as edit:
        edit.put(replace(owner.element("Bread"), notes="long words " * 10_000))
    dialog = sending(owner)
    large = dialog.size_words.text()
    assert large.startswith("Size of the copy: ")
    ticks(owner, dialog, notes=False)
    small = dialog.size_words.text()
    assert int(large.split()[-2]) > 100 > int(small.split()[-2])
    saves(owner, dialog, tmp_path / "copy.stratmap")
    size = (tmp_path / "copy.stratmap").stat().st_size
    assert small == f"Size of the copy: {-(-size // 1024)} KB"
    assert map != owner.map


def test_everything_goes_by_keys(owner: User, folders: list[Path], tmp_path: Path):
    dialog = sending(owner)
    assert dialog.boxes["owners"].hasFocus()
    owner.presses("Space", "Tab", "Space")
    owner.waits_for_work()
    assert (dialog.boxes["owners"].isChecked(), dialog.boxes["notes"].isChecked()) == (False, False)
    owner.answers.paths = [tmp_path / "copy.stratmap"]
    owner.presses("Return")
    owner.waits_for_work()
    assert words_in_copy(tmp_path / "copy.stratmap", "Ann Miller", "MARK-NOTES") == []
    assert folders == [tmp_path]


def test_the_ticks_are_as_they_were_the_last_time(owner: User, folders: list[Path], tmp_path: Path):
    dialog = sending(owner)
    ticks(owner, dialog, budgets=False, history=True)
    clicks_box(owner, dialog.opens)
    saves(owner, dialog, tmp_path / "copy.stratmap")
    assert folders == [], "nobody wanted to see it"
    again = sending(owner)
    assert (again.boxes["budgets"].isChecked(), again.boxes["history"].isChecked()) == (False, True)
    assert not again.opens.isChecked()
    again.reject()


def test_words_deleted_undone_and_in_removed_versions_are_not_in_a_copy(owner: User, tmp_path: Path):
    owner.renames("Bread", "MARK-UNDONE")
    owner.presses("Ctrl+Z")
    owner.renames("Oven", "MARK-RENAMED")
    owner.renames("MARK-RENAMED", "Oven")
    owner.draws("Factor", "MARK-DELETED", at=(800, 500))
    owner.presses("Delete")
    from models.versions import packed
    from stratmap.edits.versions import keep_version, remove_versions

    owner.draws("Factor", "MARK-VERSION", at=(800, 500))
    keep_version(owner.document, "MARK-REMOVED", packed(owner.map))
    owner.presses("Delete")
    keep_version(owner.document, "MARK-KEPT", packed(owner.map))
    remove_versions(owner.document, [each.key for each in owner.map.versions.values() if "REMOVED" in each.name])
    owner.saves()
    gone = ("MARK-UNDONE", "MARK-RENAMED", "MARK-DELETED", "MARK-VERSION", "MARK-REMOVED", str(tmp_path))
    dialog = sending(owner)
    ticks(owner, dialog, versions=True, history=True, owners=False, notes=False, budgets=False)
    saves(owner, dialog, tmp_path / "copy.stratmap")
    more = ("Ann Miller", "MARK-NOTES", "MARK-CARD", "7654321")
    assert words_in_copy(tmp_path / "copy.stratmap", *gone, *more) == []
    assert words_in_copy(tmp_path / "copy.stratmap", "MARK-KEPT") == ["MARK-KEPT"]
    assert words_in_copy(tmp_path / "plan.stratmap", *gone) == []


def test_somebody_who_stands_in_a_title_all_the_same_is_named(owner: User):
    owner.draws("Objective", "Relieve Ann Miller", at=(800, 500))
    dialog = sending(owner)
    assert dialog.warning.text() == ""
    ticks(owner, dialog, owners=False)
    assert dialog.warning.text() == "Titles, notes or tags that go along still name ‘Ann Miller’."
    assert dialog.warning.isVisible()
    ticks(owner, dialog, owners=True)
    assert dialog.warning.text() == ""
    dialog.reject()


def test_a_copy_never_goes_over_the_map_it_is_of(owner: User, folders: list[Path], tmp_path: Path):
    plan = tmp_path / "plan.stratmap"
    before = plan.read_bytes()
    for path in (plan, plan.with_suffix("")):
        dialog = sending(owner)
        saves(owner, dialog, path)
        assert owner.answers.told[-1].startswith("‘plan.stratmap’ is a map that is open here")
        assert shown(owner) == [dialog], "so that another name can be given"
        dialog.reject()
    assert plan.read_bytes() == before
    assert folders == []


def test_a_copy_never_goes_over_a_map_in_another_window(owner: User, tmp_path: Path):
    other = tmp_path / "other.stratmap"
    other.write_bytes((tmp_path / "plan.stratmap").read_bytes())
    owner.window.windows.open_path(other)
    owner._until(lambda: any(each.path == other for each in owner.window.windows.all), "it never opened")
    owner.window.come_forward()
    before = other.read_bytes()
    dialog = sending(owner)
    saves(owner, dialog, other)
    assert "open here" in owner.answers.told[-1]
    assert other.read_bytes() == before
    dialog.reject()


def test_a_file_that_a_copy_replaces_can_be_had_again(owner: User, tmp_path: Path):
    other = tmp_path / "other.stratmap"
    other.write_bytes((tmp_path / "plan.stratmap").read_bytes())
    before = other.read_bytes()
    dialog = sending(owner)
    ticks(owner, dialog, owners=False)
    owner.answers.replaces = False
    saves(owner, dialog, other.with_suffix(""))
    assert other.read_bytes() == before
    owner.answers.replaces = True
    saves(owner, dialog, other.with_suffix(""))
    assert other.read_bytes() != before
    kept = [each.file.read_bytes() for each in generations(owner.home, owner.map.info.id, other)]
    assert before in kept


def test_a_copy_that_cannot_be_written_is_told_and_can_be_tried_again(owner: User, tmp_path: Path):
    dialog = sending(owner)
    saves(owner, dialog, tmp_path / "missing" / "copy.stratmap")
    assert "There is no folder ‘missing’" in owner.answers.told[-1]
    assert shown(owner) == [dialog]
    assert dialog.save_button.isEnabled()
    saves(owner, dialog, tmp_path / "copy.stratmap")
    assert open_map(tmp_path / "copy.stratmap").map.elements
    assert shown(owner) == []


def test_a_copy_nobody_named_is_not_written(owner: User, tmp_path: Path):
    before = sorted(tmp_path.iterdir())
    dialog = sending(owner)
    owner.answers.paths = []
    owner.clicks_button(dialog.save_button)
    owner.waits_for_work()
    assert shown(owner) == [dialog]
    dialog.reject()
    assert sorted(tmp_path.iterdir()) == before


def test_a_damaged_version_stays_away_when_it_could_give_something_away(owner: User, tmp_path: Path):
    with owner.document.edit("Spoil") as edit:
        edit.put(Version("v", "May", "2026-05-03T10:00:00+00:00", b"spoilt"))
    dialog = sending(owner)
    ticks(owner, dialog, versions=True, owners=False)
    saves(owner, dialog, tmp_path / "copy.stratmap")
    owner.sees_notice("1 version stayed away: it is damaged")
    assert open_map(tmp_path / "copy.stratmap").map.versions == {}


def test_a_folder_that_does_not_open_is_named(owner: User, tmp_path: Path):
    owner.window.sending.open_folder = lambda _folder: False
    dialog = sending(owner)
    saves(owner, dialog, tmp_path / "copy.stratmap")
    owner.sees_notice(f"Its folder could not be opened: {tmp_path}")


def test_the_system_is_asked_for_the_folder_and_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(asked.append(url)) or True)
    assert open_folder(tmp_path / "a b#c?d")
    (url,) = asked
    assert url.isLocalFile()
    assert Path(url.toLocalFile()) == tmp_path / "a b#c?d"


class Slow:
    """Makes a copy only once it may, and tells whether that was still wanted then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may = False
        self.stopped: list[bool] = []
        self._makes = clean_copy.clean_copy
        monkeypatch.setattr(clean_copy, "clean_copy", self)

    def __call__(self, map: object, lineage: object, sharing: object, stop: Callable[[], bool]) -> object:
        while not self.may and not stop():
            time.sleep(0.002)
        self.stopped.append(stop())
        return self._makes(map, lineage, sharing, stop)  # type: ignore[arg-type]


def test_weighing_does_not_hold_the_window_and_stops_when_it_is_not_wanted_any_more(
    owner: User, monkeypatch: pytest.MonkeyPatch
):
    slow = Slow(monkeypatch)
    owner.presses("Ctrl+Shift+D")
    (dialog,) = shown(owner)
    assert dialog.size_words.text() == "Working out the size …"
    clicks_box(owner, dialog.boxes["owners"])
    owner._until(lambda: slow.stopped == [True], "what was begun before goes on")
    owner.presses("Escape")
    owner.waits_for_work()
    assert slow.stopped == [True, True]
    assert owner.answers.told == []
    assert shown(owner) == []


def test_a_copy_asked_for_before_it_was_weighed_is_written_all_the_same(
    owner: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    slow = Slow(monkeypatch)
    owner.presses("Ctrl+Shift+D")
    (dialog,) = shown(owner)
    owner.answers.paths = [tmp_path / "copy.stratmap"]
    owner.clicks_button(dialog.save_button)
    assert not dialog.save_button.isEnabled()
    slow.may = True
    owner.waits_for_work()
    assert open_map(tmp_path / "copy.stratmap").map.elements
    assert shown(owner) == []


def test_a_map_too_large_for_a_file_says_so_when_it_is_to_be_sent(
    owner: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    def refuses(*_args: object) -> object:
        raise FileError(FileTrouble.TOO_LARGE, "copy")

    monkeypatch.setattr(clean_copy, "clean_copy", refuses)
    dialog = sending(owner)
    assert dialog.size_words.text() == "The size could not be worked out."
    saves(owner, dialog, tmp_path / "copy.stratmap")
    assert "larger than a strategy map can be" in owner.answers.told[-1]
    assert not (tmp_path / "copy.stratmap").exists()
    dialog.reject()


@pytest.mark.skipif(not os.environ.get("STRATMAP_LONG"), reason="takes a while: STRATMAP_LONG=1")
def test_nothing_unwanted_is_in_a_copy_of_ten_thousand_elements(user: User, folders: list[Path], tmp_path: Path):
    from stratmap.edits import elements, versions

    large = placed(map_of(*(objective(f"e{n}", f"Title {n}", owner=f"MARK-O{n}") for n in range(10_000))))
    user.window.show_map(Document(large), None)
    document = user.document
    user.waits()
    with document.edit("Mark") as edit:
        for each in list(document.map.elements.values()):
            edit.put(replace(each, notes=f"MARK-N{each.id}"))
    user.window.versions._keep(user.workspace, "MARK-VERSION")
    user.waits_for_work()
    versions.remove_versions(document, list(document.map.versions))
    with document.edit("Reword") as edit:
        for each in list(document.map.elements.values()):
            edit.put(replace(each, title=f"MARK-T{each.id}"))
    document.undo()
    elements.delete(document, [f"e{n}" for n in range(0, 10_000, 3)])
    user.window.versions._keep(user.workspace, "as agreed")
    user.saves_as(tmp_path / "plan.stratmap")
    user.waits()
    assert words_in_copy(tmp_path / "plan.stratmap", "MARK-VERSION", "MARK-T", str(tmp_path)) == []
    dialog = sending(user)
    ticks(user, dialog, owners=False, notes=False, versions=True, history=True)
    saves(user, dialog, tmp_path / "copy.stratmap")
    copy = tmp_path / "copy.stratmap"
    assert words_in_copy(copy, "MARK-", str(tmp_path)) == []
    assert len(open_map(copy).map.elements) == 10_000 - 3334
    assert open_map(copy).map.sheets.keys() == {SHEET}
