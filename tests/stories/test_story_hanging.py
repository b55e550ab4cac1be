"""Files on a share that has gone: whatever is asked about them, no window waits for the answer."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from models.store import open_map, save_map
from tests.builders import map_of, objective
from tests.hanging import Hanging
from tests.user import User
from ui.dialogs.ask import Clash
from ui.dialogs.send_copy import SendCopyDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def plan(user: User, tmp_path: Path) -> Path:
    """The file of the map in the window, which has one card and is saved."""
    user.fills("title", "The plan")
    user.draws("Objective", "Bread", at=(400, 300))
    user.saves_as(tmp_path / "plan.stratmap")
    return tmp_path / "plan.stratmap"


def titles(path: Path) -> set[str]:
    return {each.title for each in open_map(path).map.elements.values()}


def test_a_copy_is_saved_although_the_share_of_the_map_itself_has_gone(
    user: User, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = Hanging()
    monkeypatch.setattr("ui.files.save_commands.is_same_file", share)
    user.answers.paths = [plan.with_name("copy.stratmap")]
    with share.waits_for_nobody():
        user.window.actions_by_id["save-copy"].trigger()
        user.waits_for_work()
    assert titles(plan.with_name("copy.stratmap")) == {"Bread"}
    assert user.window.path == plan


def test_a_file_that_must_stay_does_so_by_its_name_while_its_share_has_gone(
    user: User, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.presses("Ctrl+W")
    with closing(sqlite3.connect(plan)) as raw, raw:
        raw.execute("UPDATE element SET title = 'Buns'")
    before, other = plan.read_bytes(), plan.with_name("other.stratmap")
    user.answers.agrees = True
    user.opens(plan)
    share = Hanging()
    monkeypatch.setattr("ui.files.save_commands.is_same_file", share)
    with share.waits_for_nobody():
        user.saves_as(plan)
        assert "stays as it is" in user.answers.told[-1]
        user.saves_as(other)
    assert plan.read_bytes() == before
    assert titles(other) == {"Buns"}


def test_both_versions_are_kept_without_waiting_for_a_free_name(
    user: User, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_map(map_of(objective("cake", "Cake")), (), plan)
    user.renames("Bread", "Buns")
    share, asks = Hanging(), os.path.lexists

    def lexists(path: Path) -> bool:
        if path.name.startswith("plan (mine"):
            share()
        return asks(path)

    monkeypatch.setattr(os.path, "lexists", lexists)
    user.answers.clash = Clash.KEEP_BOTH
    with share.waits_for_nobody():
        user.saves()
    assert titles(plan) == {"Cake"}
    assert titles(plan.with_name("plan (mine).stratmap")) == {"Buns"}


def test_a_name_on_a_share_that_has_gone_is_asked_about_as_one_that_is_taken(
    user: User, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, asks = Hanging(), Path.exists

    def exists(path: Path) -> bool:
        if path.name == "far.stratmap":
            share()
        return asks(path)

    monkeypatch.setattr(Path, "exists", exists)
    with share.waits_for_nobody():
        user.saves_as(plan.with_name("far"))
        assert user.answers.asked[-1].startswith("‘far.stratmap’ is already there")
    assert user.window.path == plan


def test_a_copy_is_sent_although_the_share_of_an_open_map_has_gone(
    user: User, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.window.sending.open_folder = lambda folder: True
    user.window.sending.show()
    user.waits_for_work()
    (dialog,) = user.window.findChildren(SendCopyDialog)
    share, copy = Hanging(), plan.with_name("copy.stratmap")
    monkeypatch.setattr("stratmap.safekeeping.clean_copy.is_one_of", share)
    user.answers.paths = [copy]
    with share.waits_for_nobody():
        user.clicks_button(dialog.save_button)
        assert user.window.jobs.words == "Writing copy.stratmap …"
        QApplication.processEvents()
    user.waits_for_work()
    assert titles(copy) == {"Bread"}


def test_no_copy_goes_over_an_open_map_while_its_share_has_gone(
    user: User, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plan.read_bytes()
    user.window.sending.show()
    user.waits_for_work()
    (dialog,) = user.window.findChildren(SendCopyDialog)
    share = Hanging()
    monkeypatch.setattr("stratmap.safekeeping.clean_copy.is_one_of", share)
    user.answers.paths = [plan]
    with share.waits_for_nobody():
        user.clicks_button(dialog.save_button)
        assert "is a map that is open here" in user.answers.told[-1]
    dialog.reject()
    assert plan.read_bytes() == before
