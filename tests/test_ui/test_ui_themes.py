"""Choosing a theme, and following the system's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from stratmap.drawing.theme import THEMES
from tests.user import User
from ui.window import system_theme, theme_choice


def ticked(user: User) -> list[str]:
    return [id for id, action in user.window.actions_by_id.items() if id.startswith("theme-") and action.isChecked()]


@pytest.mark.parametrize("name", THEMES)
def test_each_theme_can_be_chosen_in_the_menu_and_has_the_tick(user: User, name: str) -> None:
    user.window.actions_by_id[f"theme-{name}"].trigger()
    assert user.window.theme.name == name
    assert user.workspace.scene.theme.name == name
    assert ticked(user) == [f"theme-{name}"]


def test_following_the_system_is_the_default_and_has_the_tick(user: User) -> None:
    assert ticked(user) == ["theme-system"]
    user.window.actions_by_id["theme-slate"].trigger()
    user.window.actions_by_id["theme-system"].trigger()
    assert ticked(user) == ["theme-system"]
    assert user.window.theme.name == "paper"


def test_choosing_the_theme_twice_keeps_the_tick(user: User) -> None:
    for _twice in range(2):
        user.window.actions_by_id["theme-slate"].trigger()
    assert ticked(user) == ["theme-slate"]


def test_a_theme_that_no_longer_exists_means_that_of_the_system(user: User) -> None:
    user.window.themes.choose("sepia")
    assert user.window.theme.name == "paper"
    assert ticked(user) == ["theme-system"]


def test_the_window_follows_the_system_while_it_is_open(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr(theme_choice, "system_theme", lambda: "contrast-dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert user.window.theme.name == "contrast-dark"
    user.window.actions_by_id["theme-paper"].trigger()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert user.window.theme.name == "paper"


def test_a_wish_for_high_contrast_is_heard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        pytest.skip("this Qt does not ask the system for its contrast")
    owner, heard = QObject(), list[bool]()
    system_theme.on_system_theme(owner, lambda: heard.append(True))
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert heard == [True]
    del owner
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert heard == [True]
    monkeypatch.setattr(system_theme, "_wants_contrast", lambda: True)
    assert system_theme.system_theme() == "contrast-light"


def test_an_older_qt_that_knows_no_contrast_is_no_trouble() -> None:
    assert system_theme._accessibility(object()) is None
