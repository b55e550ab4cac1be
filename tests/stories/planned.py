"""What the stories about seeing a map share: five linked cards in a row, and what is to be seen of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.kinds import Status
from models.strategy_map import StrategyMap
from tests.builders import department, factor, influences, initiative, map_of, objective, owns, placed
from tests.user import User


def business() -> StrategyMap:
    return placed(
        map_of(
            objective("grow", "Grow revenue", owner="Ann", status=Status.AT_RISK),
            initiative("portal", "New portal", owner="Bob", tags=("web",)),
            initiative("shop", "Shop refit", notes="More revenue a head", status=Status.AT_RISK),
            factor("trust", "Größeres Vertrauen"),
            department("it", "IT"),
            influences("portal", "grow", "+"),
            influences("trust", "portal", "+"),
            influences("shop", "trust", "+"),
            owns("it", "portal"),
        ),
        step=220,
    )


def drawn(user: User) -> set[str]:
    """The titles of the cards in the picture."""
    scene = user.workspace.scene
    return {user.map.elements[key].title for key in scene.keys if key in user.map.elements}


def drawn_links(user: User) -> set[str]:
    return {key for key in user.workspace.scene.keys if key in user.map.links}


def banner(user: User) -> str:
    assert user.workspace.banner.isVisible()
    return user.workspace.banner.words.text()


def ticks(user: User, criterion: str, *names: str) -> None:
    """Opens one of the filter's lists with the mouse and clicks what is to be ticked."""
    bar = user.workspace.filter_bar
    user.clicks_button(bar.buttons[criterion])
    for name in names:
        (item,) = bar.list.findItems(name, Qt.MatchFlag.MatchExactly)
        at = bar.list.visualItemRect(item).center()
        QTest.mouseClick(bar.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.keyClick(bar.list, Qt.Key.Key_Escape)
    QApplication.processEvents()


def listed(user: User) -> list[str]:
    """The rows of the outline, without what marks a group as open."""
    user.workspace.tabs.show_outline()
    QApplication.processEvents()
    return [each.lstrip("▾▸ ") for each in user.workspace.outline.titles()]


def outline_row(user: User, words: str) -> QPoint:
    outline = user.workspace.outline
    row = listed(user).index(words)
    index = outline.model.index(row, 0)
    outline.view.scrollTo(index)
    return outline.view.visualRect(index).center()


def clicks_outline(user: User, words: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = outline_row(user, words)
    QTest.mouseClick(user.workspace.outline.view.viewport(), Qt.MouseButton.LeftButton, keys, at)
    QApplication.processEvents()
