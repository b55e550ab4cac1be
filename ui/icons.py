"""The program's icons as Qt wants them, in the colours of a theme."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from stratmap.drawing.theme import Theme, contrast
from ui.canvas.player import icon_pixmap

SIZE = 20

_STANDS_OUT = 3.0


def icon(name: str, theme: Theme, color: str = "") -> QIcon:
    """An icon in the theme's text colour, or another, with a paler one for when it is disabled."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, SIZE, color or theme.chrome.text, ratio), QIcon.Mode.Normal)
        made.addPixmap(icon_pixmap(name, SIZE, theme.chrome.disabled, ratio), QIcon.Mode.Disabled)
    return made


def row_icon(name: str, theme: Theme, color: str) -> QIcon:
    """The same for a row of a list: in one that is selected it has the colour of the words where its own is lost."""
    made, chosen = icon(name, theme, color), _on_selection(color, theme)
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, SIZE, chosen, ratio), QIcon.Mode.Selected)
    return made


def button_icon(name: str, theme: Theme, color: str = "") -> QIcon:
    """The same for a button that shows by its colour that it is pressed in: there the icon stands out as well."""
    made, pressed = icon(name, theme, color), _on_selection(color or theme.chrome.text, theme)
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, SIZE, pressed, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _on_selection(color: str, theme: Theme) -> str:
    """A colour if it stands out where something is selected, else that of the words there."""
    stands_out = contrast(color, theme.chrome.selection) >= _STANDS_OUT
    return color if stands_out else theme.chrome.selection_text
