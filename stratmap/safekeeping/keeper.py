"""The safety of one open map in one object: its working copy, its saves, and the note that says who edits it.

Who owns the document makes one when a map is shown and ends it when the map goes. What may take time
(``SaveJob.run``, ``look_for_others``) belongs on a thread of its own; the rest costs microseconds and belongs where
the document is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.change import Change
from models.errors import FileError
from models.records import Revision
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.history import Point
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.notes import EditNote, Editor
from stratmap.safekeeping.publishing import NotConfirmed, Published, publish
from stratmap.safekeeping.session import Ending, Origin, Session

PATIENCE = 0.5
"""Seconds a map that is closed waits for its note to be taken away."""


@dataclass(frozen=True, slots=True)
class SaveJob:
    """A save about to be made of the map as it stood when the job was: ``run`` it on any thread.

    ``known`` are the sha256 of what the file may hold, None where it may be replaced whatever it holds. ``by_itself``
    where nobody asked for it: not every one becomes a generation. ``unkept`` are the sha256 of those that did not.
    """

    map: StrategyMap
    lineage: tuple[Revision, ...]
    path: Path
    home: Home
    known: frozenset[str] | None
    picture: bytes | None
    edits: int
    point: Point
    by_itself: bool = False
    unkept: frozenset[str] = frozenset()

    def run(self) -> Published:
        """Save. Raises ChangedOnDisk, RuleBroken and FileError, NotConfirmed among them."""
        return publish(
            *(self.map, self.lineage, self.path, self.home, self.known),
            picture=self.picture,
            sparing=self.by_itself,
            unkept=self.unkept,
        )


class Keeper:
    """Keeps one document safe from the moment it is made until ``end``.

    ``origin`` is the file the map came from, which may then be saved to without asking; None for a new map and one
    opened as a copy. ``unsaved`` is how many edits no file holds: 0 for a new or opened map, 1 for an imported one.
    ``on_trouble`` is called on another thread, see ``Session``.
    """

    def __init__(
        self,
        document: Document,
        home: Home,
        origin: Origin | None = None,
        *,
        unsaved: int = 0,
        on_trouble: Callable[[FileError | None], None] = lambda _: None,
    ) -> None:
        self._document = document
        self._home = home
        self.origin = origin
        self._known = {origin.sha256} if origin else set()
        self._unkept: set[str] = set()
        self._saved_edits = 0
        self._before_gone: tuple[int, Point] | None = None
        self._by_itself = ""
        self.session = Session(
            home.sessions, document.map, document.lineage, origin, unsaved=unsaved, on_trouble=on_trouble
        )
        self._stop_listening = document.changed.connect(self._record)
        self._note: EditNote | None = None
        self._ended = False

    def _record(self, change: Change) -> None:
        self.session.record(change, self._document.map)
        if self.origin is not None and not self._document.is_modified:  # undone as far as the file
            self._file_holds(self.origin, self.session.handed_over)

    @property
    def known(self) -> frozenset[str]:
        """The sha256 of what the map's file may hold without anybody else having written to it."""
        return frozenset(self._known)

    def save_job(
        self, path: Path, *, replacing: bool = False, picture: bytes | None = None, by_itself: bool = False
    ) -> SaveJob:
        """A save of the map as it stands, to its own file or another.

        ``replacing`` once the person agreed to replace whatever is there. A file that is not the map's own may be
        replaced only then, or where there is none.
        """
        document = self._document
        lineage = document.lineage
        if lineage and lineage[-1].id == self._by_itself:
            lineage = lineage[:-1]  # a revision is what somebody saved: those in between give way to it
        own = self.origin is not None and self.origin.path == path
        known = None if replacing else frozenset(self._known if own else ())
        point = document.history.mark_here()
        return SaveJob(
            *(document.map, lineage, path, self._home, known, picture, self.session.handed_over, point),
            *(by_itself, frozenset(self._unkept)),
        )

    def saved(self, job: SaveJob, published: Published) -> None:
        """The job is done: from now on the map is that file's."""
        if self.origin is None or self.origin.path != published.origin.path:
            self._remove_note()
        self.origin, self._before_gone = published.origin, None
        self._known = {published.origin.sha256}
        self._unkept = set() if published.is_kept else {published.origin.sha256}
        self._by_itself = published.lineage[-1].id if job.by_itself else ""
        self._document.mark_saved(published.lineage, job.point)
        self._file_holds(published.origin, job.edits)

    def _file_holds(self, origin: Origin, edits: int) -> None:
        """Note that the person's file holds everything up to this edit."""
        self._saved_edits = edits
        self.session.saved(edits, origin, self._document.lineage)

    def not_confirmed(self, job: SaveJob, error: NotConfirmed) -> None:
        """The job put our bytes in place without being sure of it: a later save is not to take them for others'."""
        if self.origin is not None and self.origin.path == job.path:
            self._known.add(error.sha256)

    def file_gone(self) -> None:
        """The map's file is not there any more: what it held is in no file now, as far as anybody knows."""
        if self.origin is None:
            return
        point = self._document.history.saved_point
        self._before_gone = (self._saved_edits, point) if point is not None else None
        if not self._document.is_modified:
            self._file_holds(self.origin, self.session.handed_over - 1)
        self._document.mark_unsaved()

    def file_back(self) -> None:
        """It is there again as it was left: the map is as saved as it was before it went."""
        before, self._before_gone = self._before_gone, None
        if before is not None and self.origin is not None:
            edits, point = before
            self._document.mark_saved(self._document.lineage, point)
            self._file_holds(self.origin, edits if self._document.is_modified else self.session.handed_over)

    def look_for_others(self, who: str = "") -> Editor | None:
        """Leave a note that this map is being edited, or refresh it; who else is editing the file. Meets the disk.

        To be called after the first edit, and every ``notes.REFRESH_SECONDS`` from then on.
        """
        origin, note = self.origin, self._note
        if origin is None or self._ended:
            return None
        if note is None:
            note = EditNote(origin.path, self._home, who)
            if self._ended or self.origin is not origin:  # the map was closed, or saved elsewhere, meanwhile
                note.remove()
                return None
            self._note = note
        else:
            note.refresh()
        return note.other

    def end(self, ending: Ending, seconds: float = 3.0) -> None:
        """The map goes: write what waits, and let go of everything."""
        if self._ended:
            return
        self._ended = True
        self._stop_listening()
        self._remove_note()
        self.session.end(ending, seconds)

    def _remove_note(self) -> None:
        """A share that has gone must not keep the window: then the note is left, and soon not believed any more."""
        note, self._note = self._note, None
        if note is not None:
            removing = threading.Thread(target=note.remove, name="stratmap note", daemon=True)
            removing.start()
            removing.join(PATIENCE)
