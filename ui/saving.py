"""Saving on a thread of its own: one save at a time, edits going on meanwhile.

A map is a value that never changes, so the thread writes the one it was given, however long a slow disk takes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.records import Revision
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.i18n import _
from ui.background import Jobs

Then = Callable[[], None]


class ChangedMeanwhile(Exception):
    """Somebody else has written to the file since it was opened or saved here."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save brought: the map's revisions, and what tells the file from another."""

    lineage: tuple[Revision, ...]
    fingerprint: str


class Saver:
    """Saves documents one after another, and lets others wait for that."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._is_busy = False
        self._waiting: list[Then] = []

    def when_idle(self, then: Then) -> None:
        """Do something as soon as nothing is being saved any more: at once, or later."""
        if self._is_busy:
            self._waiting.append(then)
        else:
            then()

    def save(
        self,
        document: Document,
        path: Path,
        left_as: str | None,
        done: Callable[[Saved], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Save a document as it now stands; call it only when idle.

        A file that is not ``left_as`` it was fails with ChangedMeanwhile; None writes whatever is there.
        """
        map, lineage, point = document.map, document.lineage, document.history.mark_here()

        def saved(found: Saved) -> None:
            document.mark_saved(found.lineage, point)
            done(found)
            self._go_on()

        def not_saved(error: Exception) -> None:
            self._is_busy = False
            self._waiting.clear()  # what waited for a saved map, or was to save it again, had better be asked anew
            failed(error)

        self._is_busy = True
        words = _("Saving {name} …").format(name=path.name)
        self._jobs.start(words, lambda _c: _saved(map, lineage, path, left_as), saved, not_saved, must_end=True)

    def _go_on(self) -> None:
        self._is_busy = False
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            self.when_idle(each)


def fingerprint(path: Path) -> str:
    """What tells one content of a file from another; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _saved(map: StrategyMap, lineage: tuple[Revision, ...], path: Path, left_as: str | None) -> Saved:
    from models.store import save_map

    if left_as is not None and path.exists() and fingerprint(path) != left_as:
        raise ChangedMeanwhile(str(path))
    return Saved(save_map(map, lineage, path), fingerprint(path))
