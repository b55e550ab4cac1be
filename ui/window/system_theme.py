"""What the system asks for: light or dark, and high contrast."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from stratmap.drawing.theme import fitting_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibilityHints


def system_theme() -> str:
    """The name of the theme that suits the system at the moment."""
    hints = QGuiApplication.styleHints()
    return fitting_theme(dark=hints.colorScheme() == Qt.ColorScheme.Dark, high_contrast=_wants_contrast())


def on_system_theme(owner: QObject, changed: Callable[[], None]) -> None:
    """Have ``changed`` called, as long as ``owner`` is there, whenever the system asks for something else."""
    hints = QGuiApplication.styleHints()
    listener = _Listener(owner, changed)
    hints.colorSchemeChanged.connect(listener.hear)
    wishes = _accessibility(hints)
    if wishes is not None:
        wishes.contrastPreferenceChanged.connect(listener.hear)


class _Listener(QObject):
    """Hears of changes until its owner is gone."""

    def __init__(self, owner: QObject, changed: Callable[[], None]) -> None:
        super().__init__(owner)
        self._changed = changed

    def hear(self, *_asked: object) -> None:
        self._changed()


def _wants_contrast() -> bool:
    wishes = _accessibility(QGuiApplication.styleHints())
    return wishes is not None and bool(wishes.contrastPreference() == Qt.ContrastPreference.HighContrast)


def _accessibility(hints: object) -> QAccessibilityHints | None:
    """The system's wishes for accessibility; None before Qt 6.10, which does not ask for them."""
    ask = getattr(hints, "accessibility", None)
    return ask() if ask is not None else None
