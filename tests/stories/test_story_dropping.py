"""Files dragged from another program and let go over the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from models.store import save_map
from tests.builders import map_of, objective, placed
from tests.stories.several import windows
from tests.user import User
from ui.dialogs.ask import Answer

_COPY, _MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
_HOW = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


class Dragged:
    """What is dragged over the window of somebody, as the system tells the window of it."""

    def __init__(self, user: User, data: QMimeData, over: QWidget | None = None) -> None:
        self._user = user
        self._data = data
        over = over or user.window.centralWidget()
        self._at = over.mapTo(user.window, over.rect().center())

    def enters(self) -> QDragEnterEvent:
        self._told(entered := QDragEnterEvent(self._at, _COPY | _MOVE, self._data, *_HOW))
        return entered

    def moves(self) -> QDragMoveEvent:
        self._told(moved := QDragMoveEvent(self._at + QPoint(3, 3), _COPY | _MOVE, self._data, *_HOW))
        return moved

    def leaves(self) -> None:
        self._told(QDragLeaveEvent())

    def is_let_go(self) -> Qt.DropAction:
        """What the program it came from is told to have become of it."""
        self._told(dropped := QDropEvent(self._at.toPointF(), _COPY | _MOVE, self._data, *_HOW))
        QApplication.processEvents()
        self._user.waits()
        return dropped.dropAction() if dropped.isAccepted() else Qt.DropAction.IgnoreAction

    def _told(self, event: QDropEvent | QDragLeaveEvent) -> None:
        QCoreApplication.sendEvent(self._user.window.windowHandle(), event)


def files(paths: Sequence[Path]) -> QMimeData:
    """What a file manager hands over: the files, and their names as words."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    data.setText("\n".join(map(str, paths)))
    return data


def drops(user: User, *paths: Path, over: QWidget | None = None) -> Qt.DropAction:
    """Drags files over the window, and lets them go."""
    dragged = Dragged(user, files(paths), over)
    dragged.enters()
    dragged.moves()
    return dragged.is_let_go()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    save_map(placed(map_of(objective("cake", "Cake"), title="Theirs")), (), tmp_path / "theirs.stratmap")
    return tmp_path / "theirs.stratmap"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "cards.csv").write_text("Label,Type\nButter,Factor\n")
    return tmp_path / "cards.csv"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    (tmp_path / "letter.docx").write_bytes(b"PK Dear Sir or Madam")
    return tmp_path / "letter.docx"


def test_a_map_dropped_on_the_start_page_opens(user: User, plan: Path) -> None:
    user.presses("Ctrl+W")
    assert drops(user, plan) is _COPY, "the file is not to be moved from where it is"
    assert user.element("Cake")
    assert user.window.path == plan


def test_a_map_dropped_on_another_opens_in_its_place_after_asking(user: User, plan: Path) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    user.answers.answer = Answer.CANCEL
    drops(user, plan)
    assert user.answers.asked == ["Untitled map"]
    assert user.element("Bread")
    user.answers.answer = Answer.DISCARD
    drops(user, plan)
    assert user.element("Cake")


@pytest.mark.qt_log_ignore("This plugin does not support")  # raising a window where none is seen
def test_several_maps_dropped_at_once_open_in_as_many_windows(user: User, plan: Path) -> None:
    other = plan.with_name("other.stratmap")
    save_map(map_of(objective("bread", "Bread"), title="Other"), (), other)
    drops(user, plan, other)
    for each in windows(user):
        user._until(lambda window=each: not window.jobs.words, "it never opened")  # type: ignore[misc]
    assert [each.path for each in windows(user)] == [plan, other]


def test_tables_dropped_become_a_map(user: User, table: Path) -> None:
    drops(user, table)
    assert user.element("Butter")
    assert user.window.isWindowModified()


def test_what_is_no_map_is_refused_with_a_word_about_what_can_be_dropped(user: User, letter: Path) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    assert drops(user, letter) is _COPY
    user.sees_notice("‘letter.docx’ is no map")
    user.sees_notice(".stratmap")
    assert user.element("Bread")
    assert user.answers.asked == []


def test_the_start_page_says_so_too(user: User, letter: Path) -> None:
    user.presses("Ctrl+W")
    drops(user, letter)
    assert user.window.news is not None
    assert user.window.news.isVisible()
    assert "‘letter.docx’ is no map" in user.window.news.sentence


def test_maps_and_tables_dropped_together_are_refused_with_a_word(user: User, plan: Path, table: Path) -> None:
    drops(user, plan, table)
    user.sees_notice("not both at once")
    assert user.window.path is None


@pytest.mark.parametrize("where", ["title", "vision", "toolbox", "tabs", "menu", "status"])
def test_files_are_taken_everywhere_in_the_window_and_no_field_writes_their_names(
    user: User, plan: Path, where: str
) -> None:
    form = user.workspace.inspector.form
    assert form is not None
    places = {
        "title": form.editors["title"],
        "vision": form.editors["vision"],
        "toolbox": user.workspace.toolbox,
        "tabs": user.workspace.sheet_tabs,
        "menu": user.window.menuBar(),
        "status": user.window.statusBar(),
    }
    drops(user, plan, over=places[where])
    assert user.answers.asked == [], "the map was not changed"
    assert user.element("Cake")


def test_a_frame_shows_that_files_are_taken_for_as_long_as_they_are_over_the_window(user: User, plan: Path) -> None:
    dragged, frame = Dragged(user, files([plan])), user.window.drops.frame
    assert dragged.enters().isAccepted()
    assert frame.isVisible()
    assert user.window.centralWidget().geometry().contains(frame.geometry())
    assert frame.width() > 0.9 * user.window.width()
    moved = dragged.moves()
    assert moved.isAccepted()
    assert moved.dropAction() is _COPY
    dragged.leaves()
    assert not frame.isVisible()
    dragged.enters()
    dragged.is_let_go()
    assert not frame.isVisible()


def test_words_dragged_go_to_the_field_under_them(user: User) -> None:
    form = user.workspace.inspector.form
    assert form is not None
    data = QMimeData()
    data.setText("Sell more bread")
    dragged = Dragged(user, data, form.editors["vision"])
    assert dragged.enters().isAccepted()
    assert not user.window.drops.frame.isVisible()
    dragged.moves()
    dragged.is_let_go()
    assert form.editors["vision"].toPlainText() == "Sell more bread"  # type: ignore[attr-defined]


def test_what_is_neither_file_nor_words_is_not_taken(user: User) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/plan.stratmap")])
    assert not Dragged(user, data).enters().isAccepted()
    assert not user.window.drops.frame.isVisible()
