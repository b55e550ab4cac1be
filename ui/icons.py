"""The program's icons as Qt wants them, in the colours of a theme."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from stratmap.drawing.theme import Theme
from ui.canvas.player import icon_pixmap

SIZE = 20


def icon(name: str, theme: Theme, color: str = "") -> QIcon:
    """An icon in the theme's text colour, or another, with a paler one for when it is disabled."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, SIZE, color or theme.chrome.text, ratio), QIcon.Mode.Normal)
        made.addPixmap(icon_pixmap(name, SIZE, theme.chrome.disabled, ratio), QIcon.Mode.Disabled)
    return made
