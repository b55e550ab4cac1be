"""Work that was not saved: safe from the moment it is done, offered after a crash, and never in the way otherwise."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from models.kinds import ElementKind
from models.records import MapInfo, Sheet
from models.store import map_bytes, open_map
from models.strategy_map import StrategyMap
from models.working_copy import WorkingCopy
from stratmap.edits import elements
from stratmap.safekeeping.home import home_in
from stratmap.safekeeping.recovery import discarded, left_behind
from stratmap.safekeeping.session import Ending, Session
from tests.builders import influences, map_of, objective, placed
from tests.cost import Steps
from tests.stories.several import turns_to, until
from tests.user import User
from ui.dialogs.ask import Answer
from ui.dialogs.earlier import EarlierDialog
from ui.dialogs.recovery import RecoveryDialog

several_windows = pytest.mark.qt_log_ignore("This plugin does not support")  # raising one of them

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from models.kinds import ElementKind
from stratmap.edits import elements
from ui import app
from ui.window.main_window import MainWindow

file, what = Path(sys.argv[1]), sys.argv[2]

def say(words):
    print(words, flush=True)

def works(window):
    document = window.workspace.document
    sheet = document.map.first_sheet().id
    for number in range(5):
        elements.add(document, ElementKind.FACTOR, f"Edit {number}", sheet, 200.0 * number, 0.0)
    if what == "dies":
        window.keeping.draw()
        assert window.keeping.keeper.session.flush(20)
        window.keeping._drawing.wait(20)
        say("ready")
    elif what == "saves":
        window.saving.save_to(file, window.close)
    else:
        say("ready")

shown = MainWindow.show_map
def show_map(window, *args, **fields):
    shown(window, *args, **fields)
    QTimer.singleShot(0, window, lambda: works(window))

MainWindow.show_map = show_map
sys.exit(app.run([file]))
"""


@contextmanager
def program(folder: Path, file: Path, what: str) -> Iterator[subprocess.Popen[str]]:
    """The real program, in which somebody makes five edits of a file."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    env |= {"STRATMAP_HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "config")}
    command = [sys.executable, "-c", PROGRAM, str(file), what]
    with subprocess.Popen(command, env=env, cwd=folder, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


@pytest.fixture
def plan(user: User, tmp_path: Path) -> Path:
    """A saved map with one card, closed again."""
    path = tmp_path / "plan.stratmap"
    user.fills("title", "The plan")
    user.draws("Objective", "Bread", at=(400, 300))
    user.saves_as(path)
    user.presses("Ctrl+W")
    return path


def looks(user: User) -> RecoveryDialog | None:
    """Starts the program, as far as that looks for what was left behind; what it then offers."""
    user.window.recovering.look()
    return offered(user)


def offered(user: User) -> RecoveryDialog | None:
    waits_aside(user)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [each for each in user.window.findChildren(RecoveryDialog) if each.isVisible()]
    return shown[0] if shown else None


def waits_aside(user: User) -> None:
    until = time.monotonic() + 20
    while user.window.recovering.is_busy:
        assert time.monotonic() < until, "it never ended"
        QApplication.processEvents()
        time.sleep(0.002)
    user.waits()


def left_without_a_picture(user: User, map: StrategyMap) -> Path:
    """What a crash leaves that comes before a picture was made; the folder of the session."""
    session = Session(user.home.sessions, map, unsaved=1)
    assert session.flush()
    session.end(Ending.LEAVE)
    return session.folder


@pytest.mark.parametrize("cards", [1, 3, 500])
def test_what_died_before_it_had_a_picture_is_offered_with_one(user: User, plan: Path, cards: int) -> None:
    many = [objective(f"o{each}") for each in range(cards)]
    folder = left_without_a_picture(user, placed(map_of(*many)))
    dialog = looks(user)
    assert dialog is not None
    assert (dialog._all[0].picture or b"").startswith(b"\x89PNG")
    assert left_behind(user.home)[0].picture == dialog._all[0].picture, "made once"
    assert not (folder / "attempts").exists()


def test_a_map_of_which_the_first_sheet_is_empty_is_known_by_another(user: User, plan: Path) -> None:
    map = placed(map_of(objective("grow")))
    empty = Sheet("before", "Before", position=-1)
    left_without_a_picture(user, StrategyMap([map.info, empty, *(r for r in map.records() if r is not map.info)]))
    dialog = looks(user)
    assert dialog is not None
    assert dialog._all[0].picture


def test_what_took_the_program_down_once_is_not_opened_again_for_a_picture(user: User, plan: Path) -> None:
    folder = left_without_a_picture(user, placed(map_of(objective("grow"))))
    (folder / "attempts").write_text("1")
    dialog = looks(user)
    assert dialog is not None
    assert dialog._all[0].picture is None
    assert (folder / "attempts").read_text() == "1"
    assert not dialog._all[0].damaged, "it can still be opened by whoever wants to"


def test_a_map_nobody_has_changed_yet_has_a_picture_if_it_is_in_no_file(user: User, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("Title,Kind\nGrow,Objective\n")
    user.window.files.import_paths([table])
    until(user, lambda: "Grow" in {each.title for each in user.map.elements.values()})
    assert user.window.keeping is not None
    picture = user.window.keeping.keeper.session.folder / "picture.png"
    until(user, picture.exists)


def crashes(user: User, tmp_path: Path, *titles: str) -> None:
    """Leaves behind what a crash does: a working copy that nobody holds any more."""
    from stratmap.document import Document
    from stratmap.safekeeping.session import Ending

    document = Document(user.map)
    session = Session(user.home.sessions, document.map)
    document.changed.connect(lambda change: session.record(change, document.map) and None)
    for title in titles:
        elements.add(document, ElementKind.FACTOR, title, document.map.first_sheet().id, 0.0, 0.0)
    assert session.flush(20)
    session.end(Ending.LEAVE)


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_edits_of_a_program_that_was_killed_are_offered_at_the_next_start(
    user: User, plan: Path, tmp_path: Path
) -> None:
    before = plan.read_bytes()
    with program(tmp_path, plan, "dies") as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        os.kill(running.pid, signal.SIGKILL)
        assert running.wait(20) == -signal.SIGKILL
    dialog = looks(user)
    assert dialog is not None
    assert user.window.workspace is None, "nothing is imposed"
    words = dialog.list.item(0).text()
    assert words.startswith("‘The plan’")
    assert "5 changes not saved" in words
    assert str(plan) in words
    assert not dialog.list.item(0).icon().isNull()
    user.clicks_button(dialog.open_button)
    waits_aside(user)
    assert {f"Edit {number}" for number in range(5)} <= {each.title for each in user.map.elements.values()}
    assert user.window.isWindowModified()
    assert user.window.path is None, "it must not go over the file by itself"
    assert "The plan" in user.window.windowTitle()
    assert plan.read_bytes() == before
    assert left_behind(user.home) == []
    user.answers.paths, user.answers.asked = [tmp_path / "mine.stratmap"], []
    user.saves()
    assert user.answers.asked == ["Save the map"]
    assert open_map(tmp_path / "mine.stratmap").map == user.map
    assert plan.read_bytes() == before


def test_a_program_that_saves_and_quits_leaves_nothing_to_recover(user: User, plan: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()
    with program(tmp_path, plan, "saves") as running:
        assert running.wait(60) == 0
    assert plan.read_bytes() != before
    assert looks(user) is None
    assert list(user.home.sessions.iterdir()) == []
    assert discarded(user.home) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_a_program_ended_by_the_system_asks_nobody_and_loses_nothing(user: User, plan: Path, tmp_path: Path) -> None:
    with program(tmp_path, plan, "stays") as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        running.terminate()
        assert running.wait(20) == 0
    (left,) = left_behind(user.home)
    assert (left.title, left.unsaved, left.path) == ("The plan", 5, plan)


def test_a_window_the_system_closes_asks_nobody_and_keeps_the_work_for_the_next_start(user: User) -> None:
    user.draws("Factor", "Rain", at=(400, 300))
    user.window.session_ends()
    assert user.window.close()
    assert user.answers.asked == []
    (left,) = left_behind(user.home)
    assert left.unsaved == 1


def test_somebody_who_works_on_after_all_is_asked_again(user: User) -> None:
    user.draws("Factor", "Rain", at=(400, 300))
    user.window.session_ends()
    user.draws("Factor", "Sun", at=(700, 300))
    user.answers.answer = Answer.CANCEL
    assert not user.window.close()
    assert user.answers.asked


def test_titles_are_words_in_the_lists_of_what_can_be_opened_again(user: User, tmp_path: Path) -> None:
    evil = '<img src="//host/share/x"><b>hi</b>'
    user.fills("title", evil)
    crashes(user, tmp_path, "Rain")
    user.saves_as(tmp_path / "plan.stratmap")
    dialog = looks(user)
    assert dialog is not None
    assert evil in dialog.list.item(0).text()
    assert dialog.words.textFormat() == Qt.TextFormat.PlainText
    assert not dialog.list.item(0).toolTip()
    dialog.reject()
    user.window.actions_by_id["earlier"].trigger()
    user.waits()
    (earlier,) = user.window.findChildren(EarlierDialog)
    assert evil in earlier.list.item(0).text()
    assert earlier.words.textFormat() == Qt.TextFormat.PlainText
    earlier.reject()


def test_a_map_without_a_title_is_offered_as_such(user: User, tmp_path: Path) -> None:
    crashes(user, tmp_path, "Rain")
    dialog = looks(user)
    assert dialog is not None
    assert dialog.list.item(0).text().startswith("‘Untitled map’, ")
    dialog.reject()


def test_what_is_to_be_decided_later_is_offered_again(user: User, tmp_path: Path) -> None:
    crashes(user, tmp_path, "Rain")
    for _time in range(2):
        dialog = looks(user)
        assert dialog is not None
        user.clicks_button(dialog.later_button)
    assert not user.elements("Rain")


def test_what_is_discarded_can_be_had_again(user: User, tmp_path: Path) -> None:
    crashes(user, tmp_path, "Rain")
    dialog = looks(user)
    assert dialog is not None
    user.clicks_button(dialog.discard_button)
    waits_aside(user)
    assert left_behind(user.home) == []
    assert looks(user) is None
    user.window.recovering.show()
    again = offered(user)
    assert again is not None
    assert "put aside" in again.list.item(0).text()
    user.clicks_button(again.open_button)
    waits_aside(user)
    assert user.element("Rain")


@several_windows
def test_two_maps_left_behind_are_opened_one_after_the_other(user: User, tmp_path: Path) -> None:
    crashes(user, tmp_path, "Rain")
    crashes(user, tmp_path, "Sun")
    first = looks(user)
    assert first is not None
    assert first.list.count() == 2
    user.clicks_button(first.open_button)
    waits_aside(user)
    assert user.element("Sun")
    second = looks(user)
    assert second is not None
    assert second.list.count() == 1
    user.clicks_button(second.open_button)
    waits_aside(user)
    assert user.element("Sun"), "the first is not saved: it stays where it is"
    turns_to(user, 1)
    waits_aside(user)
    assert user.element("Rain")
    assert user.answers.asked == []


@several_windows
def test_a_recovered_map_is_not_opened_over_work_somebody_does(user: User, tmp_path: Path) -> None:
    crashes(user, tmp_path, "Rain")
    user.draws("Objective", "Bread", at=(400, 300))
    dialog = looks(user)
    assert dialog is not None
    user.clicks_button(dialog.open_button)
    waits_aside(user)
    assert user.element("Bread")
    turns_to(user, 1)
    waits_aside(user)
    assert user.element("Rain")
    assert user.answers.asked == []
    assert left_behind(user.home) == []


@several_windows
@pytest.mark.parametrize("is_there", [True, False])
def test_a_recovered_map_does_not_take_the_window_of_a_file_that_was_asked_for(
    user: User, plan: Path, tmp_path: Path, is_there: bool
) -> None:
    left_without_a_picture(user, placed(map_of(objective("grow"))))
    dialog = looks(user)
    assert dialog is not None
    user.window.files.open_paths([plan])
    if is_there:
        user.waits()
    else:
        assert user.window.workspace is None, "it is still being read"
    user.clicks_button(dialog.open_button)
    waits_aside(user)
    assert user.window.path == plan
    assert user.element("Bread")
    other = turns_to(user, 1)
    waits_aside(user)
    assert set(user.map.elements) == {"grow"}
    assert other.path is None
    assert other.isWindowModified()
    assert left_behind(user.home) == []


@several_windows
def test_a_damaged_session_is_read_in_a_window_of_its_own_where_this_one_is_taken(user: User, plan: Path) -> None:
    folder = left_without_a_picture(user, placed(map_of(objective("grow"))))
    (file,) = folder.glob("work-*.db")
    file.write_bytes(b"\0" * 100 + file.read_bytes()[100:])
    user.opens(plan)
    dialog = looks(user)
    assert dialog is not None
    user.clicks_button(dialog.open_button)
    waits_aside(user)
    assert user.element("Bread")
    other = turns_to(user, 1)
    waits_aside(user)
    assert set(user.map.elements) == {"grow"}
    assert other.path is None


def test_a_damaged_session_offers_what_is_left_of_it(user: User, tmp_path: Path) -> None:
    crashes(user, tmp_path, "Rain", "Sun")
    (folder,) = [each for each in user.home.sessions.iterdir() if each.name != user.window.keeping.keeper.session.id]  # type: ignore[union-attr]
    (file,) = folder.glob("work-*.db")
    data = bytearray(file.read_bytes())
    data[:100] = b"\0" * 100
    file.write_bytes(data)
    dialog = looks(user)
    assert dialog is not None
    assert "damaged" in dialog.list.item(0).text()
    user.clicks_button(dialog.open_button)
    waits_aside(user)
    assert user.element("Rain")
    assert "2 elements and 0 links could be read." in user.answers.told[-1]
    assert left_behind(user.home) == []


def test_a_map_closed_without_saving_is_kept_for_a_week_and_a_saved_one_is_not(user: User, tmp_path: Path) -> None:
    user.draws("Factor", "Rain", at=(400, 300))
    user.presses("Ctrl+W")
    (left,) = discarded(user.home)
    assert left.unsaved == 1
    user.presses("Ctrl+N")
    user.draws("Factor", "Sun", at=(400, 300))
    user.saves_as(tmp_path / "sun.stratmap")
    user.presses("Ctrl+W")
    assert len(discarded(user.home)) == 1
    assert left_behind(user.home) == []


def test_a_disk_that_refuses_is_told_in_a_banner_until_it_takes_all(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert user.window.keeping is not None
    session, banner = user.window.keeping.keeper.session, user.workspace.safety_banner
    assert session.flush(20)
    writes = Session._write

    def refuses(_session: Session) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Session, "_write", refuses)
    user.draws("Factor", "Rain", at=(400, 300))
    assert not session.flush(20)
    user.waits()
    assert banner.isVisible()
    assert "The disk is full" in banner.words.text()
    user.draws("Factor", "Sun", at=(700, 300))
    assert user.element("Sun"), "the work goes on"
    user.clicks_button(banner.button)
    assert user.answers.asked == ["Save the map"]
    monkeypatch.setattr(Session, "_write", writes)
    user.draws("Factor", "Snow", at=(900, 300))
    assert session.flush(20)
    user.waits()
    assert not banner.isVisible()


def test_an_edit_is_only_handed_over_by_the_window_and_written_by_another_thread(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert user.window.keeping is not None
    keeper, document = user.window.keeping.keeper, user.document
    took: list[int] = []
    writers: set[str] = set()
    record, write = keeper.session.record, WorkingCopy.write

    def counted(*args: Any) -> int:
        with Steps() as lines:
            number = record(*args)
        took.append(lines.count)
        return number

    def noted(*args: Any) -> None:
        writers.add(threading.current_thread().name)
        write(*args)

    monkeypatch.setattr(keeper.session, "record", counted)
    monkeypatch.setattr(WorkingCopy, "write", noted)
    for number in range(100):
        elements.add(document, ElementKind.FACTOR, f"Card {number}", document.map.first_sheet().id, 0.0, 0.0)
    assert keeper.session.flush(20)
    assert len(took) == 100
    assert max(took) < 50, "however large the map has become"
    assert writers
    assert threading.main_thread().name not in writers


def test_earlier_versions_are_listed_and_opened_as_copies(user: User, tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    user.draws("Factor", "Rain", at=(400, 300))
    user.saves_as(path)
    user.renames("Rain", "Sun")
    user.saves()
    newest = path.read_bytes()
    user.window.actions_by_id["earlier"].trigger()
    user.waits()
    (dialog,) = user.window.findChildren(EarlierDialog)
    assert dialog.list.count() == 2
    assert "plan.stratmap" in dialog.list.item(1).text()
    dialog.list.setCurrentRow(1)
    user.clicks_button(dialog.open_button)
    user.waits()
    assert user.element("Rain")
    assert user.window.path is None
    assert not user.window.isWindowModified(), "it is among the earlier versions still"
    banner = user.workspace.file_banner
    assert banner.sentence.startswith("This is a copy of what was saved on ")
    assert [each.text() for each in banner.buttons] == ["Save as …", "Hide"]
    assert path.read_bytes() == newest
    user.answers.paths = []
    user.saves()
    assert Path(user.answers.suggested[-1]).name.startswith("plan (20")
    user.answers.asked.clear()
    user.presses("Ctrl+W")
    assert user.answers.asked == []
    assert user.window.workspace is None


def test_a_map_never_saved_has_no_earlier_versions(user: User) -> None:
    user.window.actions_by_id["earlier"].trigger()
    user.waits()
    (dialog,) = user.window.findChildren(EarlierDialog)
    assert "There is no earlier version yet" in dialog.words.text()
    assert not dialog.open_button.isEnabled()
    dialog.reject()


def test_a_save_that_cannot_be_kept_as_an_earlier_version_says_so(user: User, tmp_path: Path) -> None:
    user.draws("Factor", "Rain", at=(400, 300))
    user.home.backups.write_text("not a folder")
    user.saves_as(tmp_path / "plan.stratmap")
    assert not user.window.isWindowModified()
    user.sees_notice("It could not be put among the earlier versions")


def test_the_keeping_of_a_map_ends_with_it(user: User) -> None:
    keeping = user.window.keeping
    assert keeping is not None
    user.draws("Factor", "Rain", at=(400, 300))
    user.presses("Ctrl+N")
    assert user.window.keeping is not keeping
    assert user.window.keeping is not None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(list(user.home.sessions.iterdir())) <= 1
    assert user.home == home_in(user.folder / "home")


def spoilt(user: User, tmp_path: Path) -> Path:
    """A file whose last bytes are gone."""
    path = tmp_path / "plan.stratmap"
    user.draws("Factor", "Rain", at=(400, 300))
    user.saves_as(path)
    user.presses("Ctrl+W")
    path.write_bytes(path.read_bytes()[:-4096])
    return path


def test_what_is_left_of_a_damaged_file_is_read_into_a_new_map(user: User, tmp_path: Path) -> None:
    path = spoilt(user, tmp_path)
    before = path.read_bytes()
    user.answers.reads_what_is_left = True
    user.opens(path)
    assert user.element("Rain")
    assert user.window.path is None
    assert user.window.isWindowModified()
    assert "1 element and 0 links could be read." in user.answers.told[-1]
    assert path.read_bytes() == before


def cut_at(table: str, map: StrategyMap, path: Path) -> Path:
    """A file of which the pages from the first one of a table on never arrived."""
    data = map_bytes(map, ())
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(data)
        ((root,),) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
    path.write_bytes(data[: (root - 1) * 1024])
    return path


def test_cards_of_a_damaged_file_that_lost_their_places_are_seen_all_the_same(user: User, tmp_path: Path) -> None:
    map = placed(map_of(objective("a", "Bread"), objective("b", "Rolls"), influences("a", "b", "+")))
    user.answers.reads_what_is_left = True
    user.opens(cut_at("placement", map, tmp_path / "plan.stratmap"))
    assert "2 elements and 1 link could be read. Where the cards stood could not be read" in user.answers.told[-1]
    for title in ("Bread", "Rolls"):
        spot = user.card(title)
        user.clicks(spot.x + 12, spot.y + spot.height / 2)
        assert user.selected() == {title}
    assert user.window.isWindowModified()


def test_a_map_whose_beginning_is_spoilt_can_be_read_all_the_same(user: User, tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    data = map_bytes(placed(map_of(objective("a", "Bread"))), ())
    path.write_bytes(bytes(1024) + data[1024:])
    user.answers.reads_what_is_left = True
    user.opens(path)
    assert user.answers.asked[-1].startswith("‘plan.stratmap’ is damaged or was changed by another")
    assert user.element("Bread")
    other = tmp_path / "picture.png"
    other.write_bytes(path.read_bytes())
    user.presses("Ctrl+W")
    user.opens(other)
    assert user.answers.told[-1].startswith("‘picture.png’ is not a strategy map.")


def test_a_damaged_file_of_which_no_card_is_left_says_what_there_is_instead(user: User, tmp_path: Path) -> None:
    info = MapInfo("map", "The plan", "Bread for <b>all</b>", "We bake", "EUR")
    whole = placed(map_of(*(objective(f"o{each}", "x" * 400) for each in range(20))))
    map = StrategyMap([info, *(each for each in whole.records() if each.key != whole.info.key)])
    user.answers.reads_what_is_left = True
    user.opens(cut_at("element", map, tmp_path / "plan.stratmap"))
    assert "No element could be read, only its title, its vision and its mission." in user.answers.told[-1]
    banner = user.workspace.file_banner
    assert banner.sentence.startswith("Of ‘plan.stratmap’, which is damaged, no card could be read, only its title,")
    assert "File › Earlier versions" in banner.sentence
    assert user.workspace.view.empty_words.startswith("No card could be read of ‘plan.stratmap’.\nWhat the map says")
    user.presses("Ctrl+F")
    user.presses("Escape")
    assert "Double-click" not in user.workspace.view.empty_words
    user.saves_as(tmp_path / "saved.stratmap")
    assert not user.workspace.file_banner.isVisible()


def test_a_damaged_file_of_which_nothing_is_left_is_not_opened_as_an_empty_map(user: User, tmp_path: Path) -> None:
    path = cut_at("element", map_of(objective("a", "Bread")), tmp_path / "plan.stratmap")
    user.presses("Ctrl+W")
    user.answers.reads_what_is_left = True
    user.opens(path)
    (told,) = user.answers.told
    assert told.startswith("Nothing of the map in ‘plan.stratmap’ could be read, so nothing was opened.")
    assert user.window.workspace is None
    assert not user.window.jobs.words


def test_a_damaged_file_is_left_alone_when_somebody_says_so(user: User, tmp_path: Path) -> None:
    path = spoilt(user, tmp_path)
    user.opens(path)
    assert "damaged" in user.answers.asked[-1]
    assert user.window.workspace is None


def earlier_offered(user: User) -> EarlierDialog:
    until(user, lambda: bool(user.window.findChildren(EarlierDialog)))
    (dialog,) = user.window.findChildren(EarlierDialog)
    return dialog


@pytest.mark.parametrize("what", ["deleted", "damaged", "no map any more"])
def test_a_file_that_cannot_be_opened_any_more_gives_its_earlier_versions(user: User, plan: Path, what: str) -> None:
    if what == "deleted":
        plan.unlink()
    else:
        plan.write_bytes(plan.read_bytes()[:-4096] if what == "damaged" else b"Dear Sir or Madam, " * 100)
    user.answers.agrees = True
    user.opens(plan)
    dialog = earlier_offered(user)
    user.clicks_button(dialog.open_button)
    until(user, lambda: user.window.workspace is not None)
    assert user.element("Bread")
    assert user.window.path is None


def test_a_file_that_never_was_has_no_earlier_versions(user: User, plan: Path) -> None:
    user.answers.agrees = True
    user.opens(plan.with_name("other.stratmap"))
    assert "cannot be found" in user.answers.told[-1]
    assert not user.window.findChildren(EarlierDialog)


def test_an_earlier_version_can_be_deleted_for_good(user: User, plan: Path) -> None:
    user.opens(plan)
    user.renames("Bread", "MARK-SECRET")
    user.saves()
    user.renames("MARK-SECRET", "Buns")
    user.saves()
    user.window.actions_by_id["earlier"].trigger()
    dialog = earlier_offered(user)
    count = dialog.list.count()
    dialog.list.setCurrentRow(1)
    user.clicks_button(dialog.delete_button)
    assert "Delete the earlier version of" in user.answers.asked[-1]
    assert dialog.list.count() == count, "not without a yes"
    user.answers.agrees = True
    user.clicks_button(dialog.delete_button)
    until(user, lambda: dialog.list.count() == count - 1)
    kept = [each.read_bytes() for each in user.home.backups.rglob("*") if each.is_file()]
    assert kept
    assert not any(b"MARK-SECRET" in each for each in kept)
    while dialog.list.count():
        left = dialog.list.count()
        user.clicks_button(dialog.delete_button)
        until(user, lambda left=left: dialog.list.count() == left - 1)  # type: ignore[misc]
    assert not dialog.open_button.isEnabled()
    assert not dialog.delete_button.isEnabled()
    assert not [each for each in user.home.backups.rglob("*") if each.is_file()]
