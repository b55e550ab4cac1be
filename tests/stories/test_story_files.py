"""Saving, opening, importing and exporting, as a person does it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models import atomic
from models.store import open_map
from stratmap.edits import elements
from tests.user import User
from ui.dialogs.ask import Answer, Clash


def draw_a_little(user: User) -> None:
    user.draws("Objective", "Grow revenue", at=(400, 120))
    user.draws("Initiative", "New portal", at=(400, 360))
    user.connects("New portal", "Grow revenue", tool="Supports")


def test_a_map_survives_save_close_and_open(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.saves_as(path)
    saved = user.map
    assert not user.window.isWindowModified()
    user.presses("Ctrl+W")
    assert user.window.workspace is None
    user.opens(path)
    assert user.map == saved
    user.sees_finding("Nobody is accountable for ‘Grow revenue’")


def test_the_window_says_when_there_is_work_to_save(user: User, tmp_path: Path) -> None:
    assert not user.window.isWindowModified()
    draw_a_little(user)
    assert user.window.isWindowModified()
    user.saves_as(tmp_path / "plan.stratmap")
    assert not user.window.isWindowModified()
    user.renames("New portal", "Old portal")
    assert user.window.isWindowModified()
    user.presses("Ctrl+Z")
    assert not user.window.isWindowModified()


def test_saving_again_asks_for_no_name(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.saves_as(path)
    first = path.read_bytes()
    user.renames("New portal", "Old portal")
    user.answers.asked.clear()
    user.saves()
    assert user.answers.asked == []
    assert path.read_bytes() != first
    assert len(user.document.lineage) == 2


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that writes a map only when it is let."""
    writes, goes_on = atomic.write_atomically, threading.Event()

    def write(path: Path, data: bytes, still_wanted: Callable[[], None]) -> None:
        assert goes_on.wait(10)
        writes(path, data, still_wanted)

    monkeypatch.setattr("stratmap.safekeeping.publishing.write_atomically", write)
    yield goes_on
    goes_on.set()


def test_what_is_done_while_a_map_is_saved_is_still_to_be_saved(
    user: User, tmp_path: Path, slow_disk: threading.Event
) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.answers.paths = [path]
    user.presses("Ctrl+S")
    user.renames("New portal", "Old portal")
    assert user.document.is_modified, "it is not on the disk yet"
    slow_disk.set()
    user.waits()
    assert user.window.isWindowModified(), "the new name is not in the file"
    assert "New portal" in {each.title for each in open_map(path).map.elements.values()}
    user.presses("Ctrl+Z")
    assert not user.window.isWindowModified(), "this is what was saved"


def test_saving_twice_in_a_row_saves_the_latest(user: User, tmp_path: Path, slow_disk: threading.Event) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.answers.paths = [path]
    user.presses("Ctrl+S")
    user.renames("New portal", "Old portal")
    user.presses("Ctrl+Shift+S")
    slow_disk.set()
    user.waits()
    assert not user.document.is_modified
    assert open_map(path).map == user.map
    assert len(user.document.lineage) == 2


def test_a_window_closed_with_saving_waits_for_the_disk(
    user: User, tmp_path: Path, slow_disk: threading.Event
) -> None:
    draw_a_little(user)
    user.answers.paths, user.answers.answer = [tmp_path / "plan.stratmap"], Answer.SAVE
    user.window.close()
    user.window.jobs.cancel()
    assert user.window.isVisible(), "it is not on the disk yet"
    slow_disk.set()
    user.waits_for_work()
    assert not user.window.isVisible()
    assert open_map(tmp_path / "plan.stratmap").map.elements


def test_a_window_stays_when_saving_fails_as_it_is_closed(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    user.answers.paths, user.answers.answer = [tmp_path / "missing folder" / "plan.stratmap"], Answer.SAVE
    user.window.close()
    user.waits_for_work()
    assert user.window.isVisible()
    assert user.answers.told
    assert user.document.is_modified


def test_a_name_without_an_ending_gets_ours(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    user.saves_as(tmp_path / "plan")
    assert (tmp_path / "plan.stratmap").exists()


@pytest.mark.parametrize(("answer", "gone"), [(Answer.CANCEL, False), (Answer.DISCARD, True)])
def test_closing_unsaved_work_asks_first(user: User, answer: Answer, gone: bool) -> None:
    draw_a_little(user)
    user.answers.answer = answer
    user.presses("Ctrl+W")
    assert len(user.answers.asked) == 1
    assert (user.window.workspace is None) is gone


def test_a_file_that_is_not_ours_is_refused_in_a_sentence_and_changes_nothing(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    user.saves_as(tmp_path / "plan.stratmap")
    before = user.map
    stranger = tmp_path / "letter.stratmap"
    stranger.write_text("Dear Sir or Madam, " * 100)
    user.opens(stranger)
    assert "not a strategy map" in user.answers.told[0]
    assert user.map == before
    assert stranger.read_text().startswith("Dear Sir")


def test_a_title_being_written_is_saved_too(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    user.double_clicks(400, 120)
    user.types("Grow profit")
    user.answers.paths = [tmp_path / "plan.stratmap"]
    user.window.actions_by_id["save"].trigger()
    user.waits_for_work()
    assert user.element("Grow profit")
    assert not user.document.is_modified


def test_a_field_being_written_is_saved_too(user: User, tmp_path: Path) -> None:
    form = user.workspace.inspector.form
    assert form is not None
    form.editors["vision"].setFocus()
    user.types("The best bread")
    user.saves_as(tmp_path / "plan.stratmap")
    assert user.map.info.vision == "The best bread"
    assert not user.document.is_modified


@pytest.mark.parametrize(
    ("name", "start"), [("plan.pdf", b"%PDF-"), ("plan.svg", b"<svg "), ("plan.png", b"\x89PNG")]
)
def test_the_map_is_exported_by_the_ending_of_its_name(user: User, tmp_path: Path, name: str, start: bytes) -> None:
    draw_a_little(user)
    user.answers.paths = [tmp_path / name]
    user.presses("Ctrl+E")
    user.waits()
    assert (tmp_path / name).read_bytes().startswith(start)
    user.sees_notice(name)


def test_tables_come_out_and_go_in_again(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    before = user.map
    user.answers.paths = [tmp_path / "plan.csv"]
    user.presses("Ctrl+E")
    user.waits()
    written = sorted(tmp_path.glob("plan-*.csv"))
    assert len(written) == 3
    user.answers.paths = written
    user.presses("Ctrl+Shift+O")
    user.waits()
    assert user.map == before


def test_rows_that_could_not_be_imported_are_listed(user: User, tmp_path: Path) -> None:
    table = tmp_path / "edges.csv"
    table.write_text("source,target,sign\nRain,Umbrellas,+\nRain,Rain,+\n")
    user.answers.paths = [table]
    user.presses("Ctrl+Shift+O")
    user.waits()
    assert user.link("Rain", "Umbrellas")
    assert "1 row" in user.answers.told[0]
    assert "Rain" in user.answers.told[0]


def test_an_unknown_ending_is_explained(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    user.answers.paths = [tmp_path / "plan.docx"]
    user.presses("Ctrl+E")
    user.waits()
    assert ".pdf" in user.answers.told[0]
    assert not (tmp_path / "plan.docx").exists()


def test_the_start_page_lists_the_maps_saved_last(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.saves_as(path)
    user.presses("Ctrl+W")
    page = user.window.centralWidget()
    user.clicks_button(page.buttons[str(path)])  # type: ignore[attr-defined]
    user.waits()
    assert user.element("Grow revenue")


def test_a_recent_map_that_is_gone_is_said_to_be_and_leaves_the_list(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.saves_as(path)
    user.presses("Ctrl+W")
    path.unlink()
    page = user.window.centralWidget()
    user.clicks_button(page.buttons[str(path)])  # type: ignore[attr-defined]
    user.waits()
    assert "cannot be found" in user.answers.asked[-1], "its earlier versions are offered"
    assert str(path) in user.window.centralWidget().buttons  # type: ignore[attr-defined]
    shutil.rmtree(user.home.backups)
    user.clicks_button(user.window.centralWidget().buttons[str(path)])  # type: ignore[attr-defined]
    user.waits()
    assert "cannot be found" in user.answers.told[0]
    assert str(path) not in user.window.centralWidget().buttons  # type: ignore[attr-defined]


def test_work_done_while_a_file_opens_is_not_thrown_away(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.saves_as(path)
    user.answers.asked.clear()
    user.answers.answer = Answer.CANCEL
    user.window.files.open_path(shutil.copy(path, tmp_path / "other.stratmap"))
    elements.rename(user.document, user.element("New portal").id, "Half a shop")
    user.waits()
    assert user.element("Half a shop")
    assert user.answers.asked == ["plan.stratmap"]


@pytest.mark.qt_log_ignore("This plugin does not support")  # raising a window where none is seen
def test_what_a_file_held_does_not_replace_what_was_done_while_it_was_read_again(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.saves_as(path)
    user.answers.asked.clear()
    user.answers.answer = Answer.SAVE
    user.window.files.open_path(path)
    elements.rename(user.document, user.element("New portal").id, "Half a shop")
    user.waits()
    assert user.element("Half a shop")
    assert user.answers.asked == []
    user.sees_notice("open here already")


def test_a_file_that_is_being_saved_is_read_when_that_is_done(
    user: User, tmp_path: Path, slow_disk: threading.Event
) -> None:
    slow_disk.set()
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.saves_as(path)
    user.presses("Ctrl+N")
    user.draws("Objective", "Buns", at=(400, 120))
    slow_disk.clear()
    user.answers.paths, user.answers.replaces = [path], True
    user.presses("Ctrl+Shift+S")
    user.window.files.open_path(path)
    slow_disk.set()
    user.waits()
    assert {each.title for each in user.map.elements.values()} == {"Buns"}
    assert not user.window.isWindowModified()


def letter(folder: Path) -> Path:
    path = folder / "letter.docx"
    path.write_bytes(b"PK\x03\x04 Dear Sir or Madam")
    return path


def broken_table(folder: Path) -> Path:
    path = folder / "table.csv"
    path.write_text("Colour,Size\nred,2\n")
    return path


@pytest.mark.parametrize(("file", "keys"), [(letter, "Ctrl+O"), (broken_table, "Ctrl+Shift+O")])
def test_what_is_no_map_is_refused_before_anybody_is_asked_about_the_open_one(
    user: User, tmp_path: Path, file: Callable[[Path], Path], keys: str
) -> None:
    draw_a_little(user)
    user.answers.paths = [file(tmp_path)]
    user.presses(keys)
    user.waits()
    assert len(user.answers.asked) == 1, "only which file"
    assert len(user.answers.told) == 1
    assert user.element("New portal")
    assert user.window.isWindowModified()


@pytest.mark.parametrize(("answer", "title"), [(Answer.CANCEL, "New portal"), (Answer.DISCARD, "Elsewhere")])
def test_the_open_map_is_asked_about_when_another_is_there_to_be_shown(
    user: User, tmp_path: Path, answer: Answer, title: str
) -> None:
    user.draws("Objective", "Elsewhere", at=(400, 120))
    user.saves_as(tmp_path / "other.stratmap")
    user.presses("Ctrl+N")
    draw_a_little(user)
    user.answers.asked.clear()
    user.answers.answer = answer
    recent = user.window.recent
    user.opens(tmp_path / "other.stratmap")
    assert user.answers.asked == ["Open a map", "Untitled map"]
    assert user.element(title)
    assert user.window.isWindowModified() is (answer is Answer.CANCEL)
    assert user.window.recent == recent


def test_nothing_is_being_opened_any_more_when_the_open_map_is_asked_about(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_a_little(user)
    user.saves_as(tmp_path / "plan.stratmap")
    user.renames("New portal", "Old portal")
    under_way: list[str] = []

    def keep_changes(_name: str) -> Answer:
        under_way.append(user.window.jobs.words)
        return Answer.CANCEL

    with monkeypatch.context() as patch:
        patch.setattr(user.answers, "keep_changes", keep_changes)
        user.opens(shutil.copy(tmp_path / "plan.stratmap", tmp_path / "other.stratmap"))
    assert under_way == [""]


@pytest.mark.parametrize("name", ["bakery", "heating", "clinic"])
def test_every_example_opens_from_the_start_page_and_shows_its_flaws(user: User, name: str) -> None:
    user.presses("Ctrl+W")
    page = user.window.centralWidget()
    user.clicks_button(page.buttons[name])  # type: ignore[attr-defined]
    user.waits()
    assert 15 <= len(user.map.elements) <= 30
    assert len(user.workspace.findings.sentences) >= 5
    assert len(user.workspace.loops.sentences) >= 2
    assert user.window.isWindowModified() is False


def test_a_name_without_an_ending_does_not_replace_another_map_unasked(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.saves_as(path)
    before = path.read_bytes()
    user.presses("Ctrl+N")
    user.saves_as(tmp_path / "plan")
    assert path.read_bytes() == before
    assert "already there" in user.answers.asked[-1]
    user.answers.replaces = True
    user.saves_as(tmp_path / "plan")
    assert path.read_bytes() != before


def test_a_file_somebody_else_has_written_to_is_not_replaced_unasked(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    path = tmp_path / "plan.stratmap"
    user.saves_as(path)
    theirs = path.read_bytes() + b"theirs"
    path.write_bytes(theirs)
    user.renames("New portal", "Old portal")
    user.saves()
    assert path.read_bytes() == theirs
    assert "Somebody else has changed" in user.answers.asked[-1]
    assert user.document.is_modified
    user.answers.clash = Clash.REPLACE
    user.saves()
    assert path.read_bytes() != theirs
    assert not user.document.is_modified


def test_exported_tables_do_not_replace_others_unasked(user: User, tmp_path: Path) -> None:
    draw_a_little(user)
    mine = tmp_path / "plan-elements.csv"
    mine.write_text("precious")
    user.answers.paths = [tmp_path / "plan.csv"]
    user.presses("Ctrl+E")
    user.waits()
    assert mine.read_text() == "precious"


def test_an_imported_map_is_work_to_save(user: User, tmp_path: Path) -> None:
    table = tmp_path / "edges.csv"
    table.write_text("source,target\nRain,Umbrellas\n")
    user.answers.paths = [table]
    user.presses("Ctrl+Shift+O")
    user.waits()
    assert user.window.isWindowModified()
    user.answers.answer = Answer.CANCEL
    user.presses("Ctrl+W")
    assert user.element("Rain")
