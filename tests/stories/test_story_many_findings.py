"""Many findings of one kind stand under a heading that opens and closes, by mouse and by keys."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.report import Analysis
from stratmap.analysis.worded import worded
from tests.builders import conflicts, department, initiative, map_of, objective, owns, placed
from tests.user import User

ORPHANS = "Initiatives that serve no objective (12)"
LEFT = "Objectives nobody works towards (2)"


@pytest.fixture
def reader(user: User) -> User:
    """Twelve initiatives that serve nothing, two of them rivals, and two objectives nobody works towards."""
    work = [initiative(f"i{n:02}", f"Work {n:02}", owner="Bo") for n in range(12)]
    goals = [objective("o1", "Rest", owner="Ann"), objective("o2", "Sleep", owner="Ann")]
    home = [department("d", "Home"), *(owns("d", each.id) for each in (*work, *goals))]
    user.window.show_map(type(user.document)(placed(map_of(*work, *goals, *home, conflicts("i00", "i01")))), None)
    QApplication.processEvents()
    user.waits()
    return user


def rows(user: User) -> list[str]:
    return user.workspace.findings.list.texts


def row(user: User, text: str) -> int:
    (found,) = [number for number, each in enumerate(rows(user)) if each.endswith(text)]
    return found


def test_many_of_one_check_stand_under_a_closed_heading_after_those_one_by_one(reader: User):
    assert rows(reader)[:3] == [
        "Errors (13)",
        "‘Work 00’ and ‘Work 01’ cannot both be had, yet both are being pursued.",
        f"▸ {ORPHANS}",
    ]
    assert rows(reader)[3] == "Warnings (2)", "a few are listed as they are"
    assert reader.workspace.tabs.tabText(0) == "Findings (15)"
    assert len(reader.workspace.findings.findings) == 15


def test_a_click_opens_the_heading_and_another_closes_it(reader: User):
    reader._click_row(reader.workspace.findings.list, row(reader, ORPHANS))
    assert rows(reader)[2:4] == [f"▾ {ORPHANS}", "‘Work 00’ serves no objective."]
    reader._click_row(reader.workspace.findings.list, row(reader, ORPHANS))
    assert rows(reader)[2:4] == [f"▸ {ORPHANS}", "Warnings (2)"]


def test_keys_open_and_close_it_as_in_a_tree(reader: User):
    sentences = reader.workspace.findings.list
    reader.presses("Ctrl+Shift+F", "Home", "Down")
    assert sentences.currentIndex().row() == row(reader, ORPHANS)
    assert sentences.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).endswith("Closed.")
    reader.presses("Right")
    assert sentences.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).endswith("Open.")
    reader.presses("Down", "Down")
    assert reader.workspace.analysis.chosen.sentence == "‘Work 01’ serves no objective."
    reader.sees_lit("Work 01")
    reader.presses("Left")
    assert sentences.currentIndex().row() == row(reader, ORPHANS)
    reader.presses("Left")
    assert "‘Work 00’ serves no objective." not in rows(reader)
    reader.presses("Return")
    assert "‘Work 00’ serves no objective." in rows(reader)


def test_f8_walks_into_it(reader: User):
    seen = []
    for _ in range(16):
        reader.presses("F8")
        seen.append(reader.workspace.analysis.chosen.sentence)
    assert len(set(seen)) == 15
    assert seen[0] == seen[15]
    assert f"▾ {ORPHANS}" in rows(reader)


def test_it_stays_open_and_chosen_when_the_map_is_checked_again(reader: User):
    reader.presses("F8", "F8", "F8")
    assert reader.workspace.analysis.chosen.sentence == "‘Work 01’ serves no objective."
    reader.renames("Rest", "Repose")
    reader.waits()
    assert reader.workspace.analysis.chosen.sentence == "‘Work 01’ serves no objective."
    assert f"▾ {ORPHANS}" in rows(reader)


def test_asked_for_alone_they_are_listed_without_a_heading_of_their_own(reader: User):
    reader.picks(reader.workspace.findings.checks, "Orphaned initiative (12)")
    assert rows(reader)[:2] == ["Errors (12)", "‘Work 00’ serves no objective."]
    assert len(rows(reader)) == 13


def test_ten_thousand_findings_come_up_at_once_and_open_at_once(reader: User):
    kinds = [("SM101", Severity.ERROR), ("SM102", Severity.WARNING), ("SM106", Severity.WARNING)]
    found = tuple(
        Finding(code, severity, (f"gone{code}{number}",)) for code, severity in kinds for number in range(3_334)
    )
    answer = worded(reader.map, Analysis(findings=found, checked=("SM101", "SM102", "SM106")))
    panel = reader.workspace.findings
    reader.workspace.tabs.show_findings()
    started = time.thread_time()
    panel.show_findings(answer)
    panel.repaint()
    QApplication.processEvents()
    came_up = time.thread_time() - started
    started = time.thread_time()
    panel.press("SM102")
    panel.repaint()
    QApplication.processEvents()
    opened = time.thread_time() - started
    started = time.thread_time()
    for _ in range(5):
        panel.step(-1)
        QTest.qWait(1)
    stepped = (time.thread_time() - started) / 5
    assert len(rows(reader)) == 2 * 3_334 + 5, "the last was stepped to, under its heading"
    assert (came_up, opened, stepped) < (1.0, 1.0, 1.0), (
        "far above what they take, far below what measuring all would"
    )
