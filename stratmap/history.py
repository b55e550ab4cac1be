"""Undo and redo: the changes made, and how far along them the map now stands."""

from __future__ import annotations

from dataclasses import dataclass

from models.change import Change

DEPTH = 10_000
"""Changes kept. The oldest is forgotten when one more comes."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a history: after its newest change, so many older ones being forgotten by then."""

    newest: Change | None
    forgotten: int


class History:
    """The changes made so far and the ones taken back. It holds them; the document applies them."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._join: str | None = None
        self._saved: Change | None = None
        self._saved_is_reachable = True
        self._forgotten = 0

    def push(self, change: Change, join: str | None = None) -> None:
        """Add a change just made. Two in a row with the same ``join`` become one step."""
        self._undone.clear()
        joins = join is not None and join == self._join and bool(self._done) and not self.is_at_save
        if joins:
            change = self._done.pop().then(change)
        if change:
            self._done.append(change)
        if len(self._done) > DEPTH:
            forgotten = self._done.pop(0)
            self._forgotten += 1
            if self._saved is None or self._saved is forgotten:
                self._saved_is_reachable = False
        self._join = join if change else None

    def take_back(self) -> Change | None:
        """The newest change, moved to the ones undone."""
        self._join = None
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def take_again(self) -> Change | None:
        """The change last undone, moved to the ones done."""
        self._join = None
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    @property
    def undo_labels(self) -> list[str]:
        """Names of what can be undone, the newest last."""
        return [change.label for change in self._done]

    @property
    def redo_labels(self) -> list[str]:
        """Names of what can be redone, the next one last."""
        return [change.label for change in self._undone]

    @property
    def steps(self) -> list[Change]:
        """All changes, the oldest first: those made, then those taken back."""
        return [*self._done, *reversed(self._undone)]

    @property
    def is_at_save(self) -> bool:
        """Whether the map stands where it stood when it was last saved or opened."""
        newest = self._done[-1] if self._done else None
        return self._saved_is_reachable and newest is self._saved

    @property
    def saved_point(self) -> Point | None:
        """The point on the disk, to be marked as saved again later; None where no point of this history is."""
        return Point(self._saved, self._forgotten) if self._saved_is_reachable else None

    def mark_unsaved(self) -> None:
        """Remember that no point of this history is on the disk."""
        self._saved = None
        self._saved_is_reachable = False

    def mark_here(self) -> Point:
        """This point, to be marked as saved later. No edit to come becomes one step with what was before it."""
        self._join = None
        return Point(self._done[-1] if self._done else None, self._forgotten)

    def mark_saved(self, point: Point | None = None) -> None:
        """Remember this point, or one before, as the one on the disk."""
        point = point or self.mark_here()
        self._saved = point.newest
        known = any(each is point.newest for each in (*self._done, *self._undone))
        self._saved_is_reachable = known or (point.newest is None and point.forgotten == self._forgotten)
        self._join = None
