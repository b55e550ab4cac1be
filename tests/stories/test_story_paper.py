"""Who prints says once what paper there is: pages are set on it from then on, in every window, and the next day."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from models.records import Placement
from stratmap.document import Document
from stratmap.settings import SettingsFile
from tests.builders import SHEET, map_of, objective
from tests.user import User


def chooses(user: User, *ids: str) -> None:
    for each in ids:
        user.window.actions_by_id[each].trigger()


def ticked(user: User) -> set[str]:
    user.window.refresh()
    return {id for id, action in user.window.actions_by_id.items() if id.startswith("paper-") and action.isChecked()}


def size_of(path: Path) -> list[int]:
    (box, *_more) = re.findall(rb"/MediaBox \[ ?([\d. ]+)\]", path.read_bytes())
    return [round(float(each)) for each in box.split()][2:]


@pytest.mark.parametrize("keys", ["Ctrl+E", "Ctrl+P"])
def test_a_page_is_a3_lying_until_other_paper_is_chosen_and_either_shortcut_makes_it(user: User, keys: str) -> None:
    user.draws("Objective", "Profit", at=(400, 200))
    assert ticked(user) == {"paper-a3"}
    user.answers.paths = [user.folder / "page.pdf"]
    user.presses(keys)
    user.waits_for_work()
    assert size_of(user.folder / "page.pdf") == [1191, 842]


def test_paper_that_was_chosen_is_that_of_all_pages_and_of_the_next_day(user: User) -> None:
    user.draws("Objective", "Profit", at=(400, 200))
    chooses(user, "paper-a4", "portrait")
    assert ticked(user) == {"paper-a4"}
    for keys, name in (("Ctrl+P", "page.pdf"), ("Ctrl+Shift+E", "sheets.pdf"), ("Ctrl+Alt+M", "matrix.pdf")):
        user.answers.paths = [user.folder / name]
        user.presses(keys)
        user.waits_for_work()
        assert size_of(user.folder / name) == [595, 842], name
    tomorrow = SettingsFile(user.folder / "settings.json").now
    assert (tomorrow.paper, tomorrow.portrait) == ("a4", True)
    chooses(user, "landscape")
    assert not user.window.exporting.paper.portrait


def test_what_is_too_small_to_read_on_a4_may_not_be_on_a1(user: User) -> None:
    ids = [f"c{number}" for number in range(9)]
    spots = [Placement(SHEET, id, n % 3 * 2_000, n // 3 * 1_200, 176, 64) for n, id in enumerate(ids)]
    user.window.show_map(Document(map_of(*(objective(id) for id in ids), *spots)), None)
    QApplication.processEvents()
    said = {}
    for size in ("a4", "a1"):
        chooses(user, f"paper-{size}")
        user.window.exporting.export_to(user.folder / f"{size}.pdf")
        user.waits_for_work()
        said[size] = user.workspace.notice.text()
    assert "too small to read on A4 landscape" in said["a4"]
    assert said["a1"] == "Exported as a1.pdf."
