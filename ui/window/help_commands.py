"""What the program says of itself in a window: the user guide, and what this is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from stratmap.drawing.theme import Theme
from ui.dialogs.about import AboutDialog
from ui.dialogs.guide import GuideWindow


class HelpCommands:
    """Opens the guide of a window, once, and what else helps."""

    def __init__(self, parent: QWidget, theme: Callable[[], Theme]) -> None:
        """``theme`` tells what is worn at the moment."""
        self._parent = parent
        self._theme = theme
        self._guide: GuideWindow | None = None

    def show_guide(self) -> None:
        """Open the user guide in a window of its own."""
        self._shown_guide()

    def explain(self, check: str) -> None:
        """Open the user guide where a check is explained."""
        self._shown_guide().show_check(check)

    def show_about(self) -> None:
        """Say what this is."""
        AboutDialog(self._parent).open()

    def close(self) -> None:
        """The window goes, and the guide with it."""
        if self._guide is not None:
            self._guide.close()

    def _shown_guide(self) -> GuideWindow:
        if self._guide is None:
            self._guide = GuideWindow(self._theme(), self._parent)
        self._guide.wear(self._theme())
        self._guide.show()
        self._guide.raise_()
        return self._guide
