"""How much of the screen a window takes: all of it, and while the map is presented nothing but the map."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from stratmap.i18n import _
from ui.actions.action import Window

_FULL = Qt.WindowState.WindowFullScreen


class Presentation:
    """Shows the map of a window alone, or with everything around it."""

    def __init__(self, parent: QMainWindow, window: Window, toolbar: QWidget) -> None:
        self._parent = parent
        self._window = window
        self._toolbar = toolbar
        self.is_on: bool = False

    def toggle_full_screen(self) -> None:
        """All of the screen for the window, or no longer."""
        self._parent.setWindowState(self._parent.windowState() ^ _FULL)

    def toggle(self) -> None:
        """Nothing but the map, on all of the screen, for everybody to see; or everything again."""
        self.is_on = not self.is_on
        state = self._parent.windowState()
        self._parent.setWindowState(state | _FULL if self.is_on else state & ~_FULL)
        self.show_around()

    def leave(self) -> None:
        """Show everything again, where it does not stand there already."""
        if self.is_on:
            self.toggle()

    def show_around(self) -> None:
        """Show what stands around the map, or while it is presented, do not."""
        for widget in (self._parent.menuBar(), self._toolbar, self._parent.statusBar()):
            widget.setVisible(not self.is_on)
        work = self._window.workspace
        if work is not None:
            work.present(self.is_on)
            work.notice.say(_("Press F5 or Escape to have the panels back.") if self.is_on else "")
            if self.is_on:
                work.view.setFocus(Qt.FocusReason.OtherFocusReason)
