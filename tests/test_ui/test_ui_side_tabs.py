"""The tabs beside the map say how much there is, as far as they have room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QToolButton

from tests.user import User


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "Findings"), (1, "Findings (1)"), (999, "Findings (999)"), (1_000, "Findings (999+)")],
)
def test_the_tab_of_the_findings_counts_up_to_999(user: User, count: int, words: str) -> None:
    user.workspace.tabs.count_findings(count)
    assert user.workspace.tabs.tabText(0) == words


@pytest.mark.parametrize(
    ("count", "complete", "words"),
    [
        (0, True, "Loops"),
        (12, True, "Loops (12)"),
        (12, False, "Loops (12+)"),
        (999, True, "Loops (999)"),
        (999, False, "Loops (999+)"),
        (1_000, True, "Loops (999+)"),
        (10_000, False, "Loops (999+)"),
    ],
)
def test_the_tab_of_the_loops_says_when_there_are_more(user: User, count: int, complete: bool, words: str) -> None:
    user.workspace.tabs.count_loops(count, complete=complete)
    assert user.workspace.tabs.tabText(1) == words


@pytest.mark.parametrize("front", range(5))
def test_thousands_of_findings_and_loops_leave_the_history_in_view_on_a_small_screen(user: User, front: int) -> None:
    user.waits_for_work()
    user.window.resize(1366, 728)
    tabs = user.workspace.tabs
    tabs.count_findings(6_982)
    tabs.count_loops(10_000, complete=False)
    tabs.setCurrentIndex(front)
    QApplication.processEvents()
    assert tabs.width() <= 350, "as wide as the side is at first"
    last = tabs.tabBar().tabRect(tabs.count() - 1)
    assert last.left() > 0
    assert last.right() < tabs.tabBar().width()


def test_the_arrows_to_tabs_for_which_there_is_no_room_can_be_seen_and_hit(user: User) -> None:
    user.waits()
    user.workspace.setSizes([150, 10_000, 10])
    tabs = user.workspace.tabs
    for number in range(2, tabs.count()):
        tabs.setTabText(number, "In a language of long words")
    user._settle()
    bar = tabs.tabBar()
    arrows = bar.findChildren(QToolButton)
    assert all(each.isVisible() and each.width() >= 24 for each in arrows)
    picture = arrows[1].grab().toImage()
    shades = {picture.pixelColor(x, picture.height() // 2).lightness() for x in range(picture.width())}
    assert max(shades) - min(shades) > 60, "the arrow cannot be told from what it stands on"
    for _ in range(5):
        user.clicks_button(arrows[1])
    assert bar.tabRect(bar.count() - 1).right() <= bar.width()


def test_all_tabs_are_read_in_the_narrowest_side(user: User) -> None:
    user.waits()
    user.workspace.setSizes([150, 10_000, 10])
    user.workspace.tabs.count_findings(7)
    user.workspace.tabs.count_loops(2, complete=True)
    user._settle()
    bar = user.workspace.tabs.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= bar.width()


def test_where_the_counts_have_no_room_all_tabs_are_read_without_them_and_the_tips_count(user: User) -> None:
    user.waits()
    user.workspace.setSizes([150, 10_000, 10])
    tabs = user.workspace.tabs
    tabs.count_findings(6_982)
    tabs.count_loops(10_000, complete=False)
    user._settle()
    bar = tabs.tabBar()
    assert [bar.tabText(number) for number in range(2)] == ["Findings", "Loops"]
    assert [bar.tabToolTip(number) for number in range(2)] == ["Findings (999+)", "Loops (999+)"]
    assert bar.tabRect(0).left() >= 0
    assert bar.tabRect(bar.count() - 1).right() <= bar.width()
    user.workspace.setSizes([150, 400, 10_000])
    user._settle()
    assert bar.tabText(0) == "Findings (999+)", "with room they come back"
