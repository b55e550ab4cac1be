"""One object keeps an open map safe: edits during a save, a crash, another program, undo back to the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models import atomic
from models.errors import FileError
from models.store import open_map, save_map
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.edits.elements import rename
from stratmap.safekeeping.home import Home, home_in
from stratmap.safekeeping.keeper import Keeper
from stratmap.safekeeping.notes import editor_of
from stratmap.safekeeping.publishing import ChangedOnDisk, NotConfirmed
from stratmap.safekeeping.recovery import discarded, left_behind, recover
from stratmap.safekeeping.session import Ending, Origin
from tests.builders import map_of, objective

kept: list[Keeper] = []


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    kept.clear()
    yield home_in(tmp_path / "home")
    for each in kept:
        each.end(Ending.FORGET)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    return tmp_path / "documents" / "plan.stratmap"


def sample() -> StrategyMap:
    return map_of(objective("grow", "Grow"))


def opened(path: Path, home: Home) -> tuple[Document, Keeper]:
    if not path.exists():
        save_map(sample(), (), path)
    found = open_map(path)
    document = Document(found.map, found.lineage)
    kept.append(Keeper(document, home, Origin(path, found.sha256)))
    return document, kept[-1]


def left(home: Home) -> list[int]:
    return [each.unsaved for each in left_behind(home)]


def test_an_edit_is_safe_before_it_is_saved(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "Grow more")
    keeper.end(Ending.LEAVE)
    (found,) = left_behind(home)
    recovered = recover(found)
    assert recovered.map == document.map
    assert recovered.path == path
    recovered.release()


def test_a_save_is_saved_and_edits_made_meanwhile_are_not(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "One")
    job = keeper.save_job(path)
    rename(document, "grow", "Two")
    keeper.saved(job, job.run())
    assert document.is_modified
    assert open_map(path).map.elements["grow"].title == "One"
    keeper.end(Ending.LEAVE)
    assert left(home) == [1]


def test_after_a_save_a_crash_leaves_nothing(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "One")
    job = keeper.save_job(path)
    keeper.saved(job, job.run())
    assert not document.is_modified
    keeper.end(Ending.LEAVE)
    assert left(home) == []


@pytest.mark.parametrize("edits_while_gone", [0, 1])
def test_a_map_that_was_modified_as_its_file_went_is_undone_to_what_the_file_holds_again(
    path: Path, home: Home, edits_while_gone: int
) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "One")
    keeper.file_gone()
    for number in range(edits_while_gone):
        rename(document, "grow", f"While gone {number}")
    document.travel(1 + edits_while_gone)
    assert document.map == sample()
    assert document.is_modified, "the file is not there"
    keeper.file_back()
    assert not document.is_modified
    keeper.end(Ending.LEAVE)
    assert left(home) == []


def test_what_was_not_saved_as_the_file_went_is_not_when_it_is_back(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "One")
    keeper.file_gone()
    rename(document, "grow", "Two")
    keeper.file_back()
    assert document.is_modified
    document.travel(2)
    assert not document.is_modified
    document.redo()
    keeper.end(Ending.LEAVE)
    assert left(home) == [1]


def test_a_map_that_no_file_held_is_held_by_none_because_its_file_went_and_came_back(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    document.mark_unsaved()
    keeper.file_gone()
    keeper.file_back()
    assert document.is_modified


def test_undoing_while_the_file_is_gone_leaves_nothing_to_recover_once_it_is_back(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    keeper.file_gone()
    rename(document, "grow", "One")
    document.undo()
    keeper.file_back()
    assert not document.is_modified
    keeper.end(Ending.LEAVE)
    assert left(home) == []


def test_undoing_back_to_the_file_leaves_nothing_to_recover(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "One")
    document.undo()
    keeper.end(Ending.LEAVE)
    assert left(home) == []


def test_a_new_map_asks_nothing_of_anybody_and_then_has_a_file(path: Path, home: Home) -> None:
    document = Document(sample())
    kept.append(keeper := Keeper(document, home))
    rename(document, "grow", "One")
    job = keeper.save_job(path)
    keeper.saved(job, job.run())
    assert keeper.origin is not None
    assert keeper.origin.path == path
    again = keeper.save_job(path)
    keeper.saved(again, again.run())
    assert len(document.lineage) == 2


def test_another_file_is_replaced_only_when_the_person_agreed(path: Path, home: Home) -> None:
    _, keeper = opened(path, home)
    other = path.with_name("other.stratmap")
    save_map(map_of(title="Theirs"), (), other)
    with pytest.raises(ChangedOnDisk):
        keeper.save_job(other).run()
    job = keeper.save_job(other, replacing=True)
    keeper.saved(job, job.run())
    assert open_map(other).map == sample()


def test_a_copy_leaves_the_map_with_its_own_file(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "One")
    keeper.save_job(path.with_name("copy.stratmap")).run()
    assert document.is_modified
    assert keeper.origin is not None
    assert keeper.origin.path == path


def test_what_another_program_wrote_is_noticed_and_can_be_replaced(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "Mine")
    save_map(map_of(title="Theirs"), (), path)
    with pytest.raises(ChangedOnDisk):
        keeper.save_job(path).run()
    job = keeper.save_job(path, replacing=True)
    keeper.saved(job, job.run())
    assert open_map(path).map.elements["grow"].title == "Mine"


def test_a_save_that_was_not_confirmed_can_be_made_again(
    path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "Mine")

    def fails(_: Path) -> None:
        raise OSError(5, "Input/output error")

    job = keeper.save_job(path)
    with monkeypatch.context() as patched:
        patched.setattr(atomic, "sync_folder", fails)
        with pytest.raises(NotConfirmed) as refused:
            job.run()
    keeper.not_confirmed(job, refused.value)
    assert document.is_modified
    again = keeper.save_job(path)
    keeper.saved(again, again.run())
    assert not document.is_modified


def test_two_windows_on_one_file_know_of_each_other(path: Path, home: Home) -> None:
    _, one = opened(path, home)
    _, other = opened(path, home)
    assert one.look_for_others("Ann") is None
    found = other.look_for_others("Bob")
    assert found is not None
    assert found.who == "Ann"
    one.end(Ending.FORGET)
    assert other.look_for_others("Bob") is None
    other.end(Ending.FORGET)
    assert editor_of(path, home) is None
    assert other.look_for_others("Bob") is None, "nothing is left by one that has ended"
    assert editor_of(path, home) is None


def test_the_note_goes_with_the_map_to_another_file(path: Path, home: Home) -> None:
    _, keeper = opened(path, home)
    keeper.look_for_others("Ann")
    job = keeper.save_job(path.with_name("other.stratmap"))
    keeper.saved(job, job.run())
    assert editor_of(path, home) is None
    keeper.look_for_others("Ann")
    assert editor_of(path.with_name("other.stratmap"), home) is not None


def test_a_map_closed_without_saving_can_be_had_for_a_week(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "Regretted")
    keeper.end(Ending.DISCARD)
    rename(document, "grow", "After the end")
    (found,) = discarded(home)
    recovered = recover(found)
    assert recovered.map.elements["grow"].title == "Regretted"
    recovered.release()


def test_a_file_that_cannot_be_written_leaves_everything_as_it_was(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    rename(document, "grow", "One")
    with pytest.raises(FileError):
        keeper.save_job(path.parent / "missing" / "plan.stratmap").run()
    assert document.is_modified
    assert document.map.elements["grow"] == replace(sample().elements["grow"], title="One")


def test_saves_by_itself_count_as_one_revision_with_the_save_that_follows(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    begun = len(document.lineage)
    for number in range(3):
        rename(document, "grow", f"By itself {number}")
        job = keeper.save_job(path, by_itself=True)
        keeper.saved(job, job.run())
        assert len(document.lineage) == begun + 1
    rename(document, "grow", "By hand")
    job = keeper.save_job(path)
    keeper.saved(job, job.run())
    assert len(document.lineage) == begun + 1
    assert open_map(path).lineage == document.lineage
    rename(document, "grow", "By hand again")
    job = keeper.save_job(path)
    keeper.saved(job, job.run())
    assert len(document.lineage) == begun + 2


def test_a_save_by_itself_leaves_undo_and_redo_as_they_are(path: Path, home: Home) -> None:
    document, keeper = opened(path, home)
    for title in ("One", "Two"):
        rename(document, "grow", title)
    document.undo()
    before = (list(document.history.undo_labels), list(document.history.redo_labels))
    job = keeper.save_job(path, by_itself=True)
    keeper.saved(job, job.run())
    assert (document.history.undo_labels, document.history.redo_labels) == before
    assert not document.is_modified
