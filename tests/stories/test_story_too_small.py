"""Who prints more than a page can show is told so; and who lays out what that would not change."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from models.records import Placement
from stratmap.document import Document
from stratmap.exporting.page import LEAST_POINTS, title_points
from tests.builders import SHEET, map_of, objective
from tests.user import User


def opens_cards(user: User, apart: float) -> None:
    ids = [f"c{number}" for number in range(9)]
    spots = [Placement(SHEET, id, number % 3 * apart, number // 3 * apart, 160, 64) for number, id in enumerate(ids)]
    user.window.show_map(Document(map_of(*(objective(id) for id in ids), *spots)), None)
    QApplication.processEvents()


def test_a_page_on_which_nothing_can_be_read_is_told_of(user: User) -> None:
    opens_cards(user, 5_000)
    assert title_points(user.workspace.scene.bounds()) < LEAST_POINTS
    user.window.exporting.export_to(user.folder / "large.pdf")
    user.waits_for_work()
    assert "too small to read" in user.workspace.notice.text()
    user.window.exporting.export_to(user.folder / "large.svg")
    user.waits_for_work()
    assert "too small" not in user.workspace.notice.text()


def test_so_is_who_prints_all_sheets_where_one_is_too_full(user: User) -> None:
    opens_cards(user, 5_000)
    user.window.exporting.export_to(user.folder / "all.pdf", every_sheet=True)
    user.waits_for_work()
    assert "too small to read on A3 landscape" in user.workspace.notice.text()


def test_a_page_that_can_be_read_is_not(user: User) -> None:
    opens_cards(user, 300)
    user.window.exporting.export_to(user.folder / "small.pdf")
    user.waits_for_work()
    assert user.workspace.notice.text() == "Exported as small.pdf."


def test_laying_out_twice_says_that_it_would_change_nothing(user: User) -> None:
    opens_cards(user, 300)
    for _twice in range(2):
        user.window.actions_by_id["layout-flow"].trigger()
        user.waits()
    assert user.workspace.notice.text().startswith("‘Lay out by flow’ would change nothing here")
    assert len(user.document.history.undo_labels) == 1
