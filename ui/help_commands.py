"""What the program says of itself in a window: the user guide, and what this is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.about import AboutDialog
from ui.dialogs.guide import GuideWindow


class HelpCommands:
    """Opens the guide of a window, once, and what else helps."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
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
            self._guide = GuideWindow(self._parent)
        self._guide.show()
        self._guide.raise_()
        return self._guide
