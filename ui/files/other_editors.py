"""Who else edits the file of a map: looked for aside, when it is opened and while it is edited, and told to others.

Meeting a share may take long or never end, so nothing here waits for the disk. It only warns: where no note can be
left or read, nobody is known to edit the file.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.change import Change
from stratmap.document import Document
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.notes import REFRESH_SECONDS, Editor, editor_of
from ui.background import Job
from ui.once import once

if TYPE_CHECKING:
    from stratmap.safekeeping.keeper import Keeper

LOOK_AGAIN_SECONDS = 30.0
"""How often it is looked whether somebody who was there still is."""

NOT_SOONER_SECONDS = 5.0
"""How long after a look coming back to the window, or saving, is no reason for another."""

PATIENCE = 1.0
"""Seconds a map that is closed waits for a look that is under way."""


class OtherEditors(QObject):
    """Looks for others from the moment a map is shown, and leaves a note for them from its first edit on.

    So whoever was there first is told of who comes later: now and then, at a save, and coming back to the window.
    """

    changed = Signal(object)
    """The Editor who else is at the file now, or None when nobody is any more."""

    def __init__(self, document: Document, keeper: Keeper, home: Home, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._home = home
        self._editor: Editor | None = None
        self._noted: Path | None = None
        self._file = self._present_file()
        self._job: Job | None = None
        self._waits = False
        self._has_ended = False
        self._looked_at = 0.0
        self._timer = once(self, self.look)
        self._stop_listening = document.changed.connect(self._edited)
        self.look()

    @property
    def is_busy(self) -> bool:
        """Whether it looks at the moment."""
        return self._job is not None

    def look(self) -> None:
        """Look who is there; once the map was edited, also say that somebody is here."""
        origin = self._keeper.origin
        if self._has_ended or origin is None:
            return
        if self._job is not None:
            self._waits = True
            return
        path, home = origin.path, self._home
        is_edited, keeper = self._noted == path, self._keeper
        self._looked_at = time.monotonic()
        self._timer.stop()
        self._job = Job(lambda _cancelled: keeper.look_for_others() if is_edited else editor_of(path, home), self)
        self._job.done.connect(lambda editor: self._found(editor) if self._present_file() == path else None)
        self._job.ended.connect(self._looked)
        self._job.start()

    def look_lately(self) -> None:
        """Look when there is a reason to, such as somebody coming back to the window, unless it was done just now."""
        if self._job is None and time.monotonic() - self._looked_at >= NOT_SOONER_SECONDS:
            self.look()

    def follow_file(self) -> None:
        """The map was saved. In another file nobody is known to be until it was looked at; in its own, look again."""
        file = self._present_file()
        if file == self._file or self._has_ended:
            self.look_lately()
            return
        self._file = file
        self._found(None)
        self.look()

    def end(self) -> None:
        """The map goes; the note is the keeper's to take away."""
        self._has_ended = True
        self._stop_listening()
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job.wait(PATIENCE)

    def _present_file(self) -> Path | None:
        return self._keeper.origin.path if self._keeper.origin is not None else None

    def _edited(self, _change: Change) -> None:
        origin = self._keeper.origin
        if origin is not None and self._noted != origin.path:  # the first edit since it is this file's
            self._noted = origin.path
            self.look()

    def _found(self, editor: Editor | None) -> None:
        if self._has_ended:
            return
        if _who(editor) != _who(self._editor):
            self.changed.emit(editor)
        self._editor = editor

    def _looked(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        if self._has_ended:
            return
        if self._waits:
            self._waits = False
            self.look()
        else:
            seconds = REFRESH_SECONDS if self._editor is None else LOOK_AGAIN_SECONDS
            self._timer.start(int(seconds * 1000))


def _who(editor: Editor | None) -> tuple[object, ...] | None:
    """What tells one editor from another; when they were last certain to be there changes all the time."""
    return (editor.who, editor.machine, editor.since) if editor is not None else None
