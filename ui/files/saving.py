"""Saving on a thread of its own: one save at a time, edits going on meanwhile.

A map is a value that never changes, so the thread writes the one it was given, however long a slow disk takes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from stratmap.vocabulary import in_line
from ui.background import Jobs
from ui.files.keeping import Keeping, Seen

if TYPE_CHECKING:
    from stratmap.safekeeping.keeper import SaveJob
    from stratmap.safekeeping.publishing import Published

Then = Callable[[], None]


class Saver:
    """Saves documents one after another, and lets others wait for that."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._is_busy = False
        self._waiting: list[Then] = []

    @property
    def is_busy(self) -> bool:
        """Whether something is being saved."""
        return self._is_busy

    def when_idle(self, then: Then) -> None:
        """Do something as soon as nothing is being saved any more: at once, or later."""
        if self._is_busy:
            self._waiting.append(then)
        else:
            then()

    def save(
        self,
        keeping: Keeping,
        path: Path,
        replacing: bool,
        seen: Seen,
        done: Callable[[Published], None],
        failed: Callable[[Exception], None],
        *,
        as_copy: bool = False,
        by_itself: bool = False,
    ) -> None:
        """Save a document as it now stands; call it only when idle.

        ``replacing`` once somebody agreed to replace whatever is there; otherwise a file that is not as it was left
        fails with ChangedOnDisk. ``as_copy``: the map stays that of its own file, and as unsaved as it was.
        ``by_itself``: nobody asked for it.
        """
        from stratmap.safekeeping.publishing import NotConfirmed

        job, (sheet, theme) = keeping.keeper.save_job(path, replacing=replacing, by_itself=by_itself), seen()

        def saved(published: Published) -> None:
            try:
                if not as_copy:
                    keeping.keeper.saved(job, published)
                done(published)
            finally:  # whatever failed at telling it, the next save is not to wait for ever
                self._go_on()

        def not_saved(error: Exception) -> None:
            if isinstance(error, NotConfirmed):
                keeping.keeper.not_confirmed(job, error)
            if by_itself:
                try:
                    failed(error)
                finally:
                    self._go_on()
                return
            self._is_busy = False
            self._waiting.clear()  # what waited for a saved map, or was to save it again, had better be asked anew
            failed(error)

        self._is_busy = True
        words = _("Saving {name} …").format(name=in_line(path.name))
        self._jobs.start(words, lambda _c: _saved(job, sheet, theme), saved, not_saved, must_end=True)

    def _go_on(self) -> None:
        self._is_busy = False
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            self.when_idle(each)


def _saved(job: SaveJob, sheet: str, theme: Theme) -> Published:
    """Save, with a small picture for the earlier versions where it becomes one."""
    from stratmap.safekeeping.backups import is_due
    from ui.png import small_picture

    if job.by_itself and not is_due(job.home, job.map.info.id):
        return job.run()
    return replace(job, picture=small_picture(job.map, sheet, theme)).run()
