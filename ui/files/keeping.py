"""The safety of the map in the window: every change goes into its working copy, and trouble with that is told here.

The keeper itself knows no window; this carries its news to the window's thread, and gives it the small pictures by
which a map is known again after a crash.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from models.change import Change
from models.errors import FileError
from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.session import Ending, Origin
from ui.background import Cancelled, Job
from ui.files.other_editors import OtherEditors
from ui.once import once

if TYPE_CHECKING:
    from stratmap.safekeeping.keeper import Keeper

PICTURE_AFTER = 8_000
"""Milliseconds after a change until a picture is made that has it, and all that were made meanwhile."""

FIRST_AFTER = 1_000
"""The same until the first one: what crashes soon is to be known again, too."""

Seen = Callable[[], tuple[str, Theme]]
"""The sheet in the window, and the theme worn."""


class Keeping(QObject):
    """Keeps one document safe while its map is in the window. ``end`` it when the map goes."""

    troubled = Signal(object)
    """The FileError why what is done now is only in the window, or None when all is on the disk again."""

    _heard = Signal(object)

    def __init__(
        self, document: Document, home: Home, origin: Origin | None, unsaved: int, seen: Seen, parent: QObject
    ) -> None:
        from stratmap.safekeeping.keeper import Keeper

        super().__init__(parent)
        self._document = document
        self._seen = seen
        self._drawing: Job | None = None
        self._has_ended = False
        self._timer = once(self, self.draw, FIRST_AFTER)
        self._heard.connect(self._tell)
        self.keeper: Keeper = Keeper(document, home, origin, unsaved=unsaved, on_trouble=self._hear)
        self._stop_listening = document.changed.connect(self._changed)
        self.others = OtherEditors(document, self.keeper, home, self)
        if unsaved:  # an imported map, say, is offered after a crash though nobody has changed it
            self._timer.start()

    @property
    def origin(self) -> Origin | None:
        """The person's file the map is saved in, if there is one."""
        return self.keeper.origin

    def end(self, *, session_ends: bool = False) -> None:
        """The map leaves the window: write what waits, at most three seconds long, and hear nothing more.

        What somebody decided not to save can still be had for a week. Where the system ends the session nobody was
        asked, so it is offered at the next start.
        """
        if self._has_ended:
            return
        ending = Ending.FORGET
        if self._document.is_modified:
            ending = Ending.LEAVE if session_ends else Ending.DISCARD
        self._has_ended = True
        self._stop_listening()
        self._timer.stop()
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing.wait()
        self.others.end()
        self.keeper.end(ending)
        self.deleteLater()

    def draw(self) -> None:
        """Make a small picture of the map as it stands, aside."""
        from ui.png import small_picture

        if self._has_ended or self._drawing is not None:
            return
        self._timer.setInterval(PICTURE_AFTER)
        map, (sheet, theme), session = self._document.map, self._seen(), self.keeper.session

        def work(_cancelled: Cancelled) -> None:
            made = small_picture(map, sheet, theme)
            if made is not None:
                session.show_picture(made)

        self._drawing = Job(work, self)
        self._drawing.ended.connect(self._drawn)
        self._drawing.start()

    def _drawn(self) -> None:
        if self._drawing is not None:
            self._drawing.deleteLater()
            self._drawing = None

    def _changed(self, _change: Change) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _hear(self, error: FileError | None) -> None:
        """Called on the thread of the working copy."""
        if isValid(self):
            self._heard.emit(error)

    def _tell(self, error: FileError | None) -> None:
        if not self._has_ended:
            self.troubled.emit(error)
