"""A map being worked on: the one door for edits, undo and redo, and the one voice that says what changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace

from models import rules
from models.change import Change, Entry
from models.errors import RuleBroken, StratmapError
from models.records import Key, Record, Revision
from models.strategy_map import StrategyMap
from stratmap.history import History, Point
from stratmap.signal import Signal


class ListenerWrote(StratmapError):
    """A listener tried to change the map it was told about."""


class EditsOverlap(StratmapError):
    """The map was changed in another way while an edit of it was open."""


class Edit:
    """A change in the making. It sees its own pending records over the map it began with."""

    def __init__(self, map: StrategyMap) -> None:
        self.map = map
        self._after: dict[Key, Record | None] = {}

    def put(self, record: Record) -> None:
        """Add a record, or put it in place of the one with its key."""
        self._after[record.key] = record

    def remove(self, key: Key) -> None:
        """Take a record away. What refers to it is the edit's own business."""
        self._after[key] = None

    def get(self, key: Key) -> Record | None:
        """The record with this key as the edit would leave it."""
        return self._after[key] if key in self._after else self.map.get(key)

    def change(self, label: str) -> Change:
        """What the edit amounts to so far."""
        entries: dict[Key, Entry] = {key: (self.map.get(key), after) for key, after in self._after.items()}
        return Change(label, entries)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A change of one state of a map that breaks no rule, and the map it makes of it."""

    before: StrategyMap
    change: Change
    after: StrategyMap


def prepared(map: StrategyMap, change: Change) -> Prepared:
    """Try a change on a map, here or on another thread. Raises RuleBroken.

    It may have been worked out on an earlier state of the map: what was edited since stays, see ``_as_of_now``.
    """
    change = _as_of_now(change, map)
    after = map.apply(change)
    broken = rules.violations(after, change.keys)
    if broken:
        raise RuleBroken(broken)
    return Prepared(map, change, after)


def _as_of_now(change: Change, map: StrategyMap) -> Change:
    """A change as one of this state of a map, so that undo gives back just this, whatever it was worked out on."""
    if all(map.get(key) is before for key, before, _after in change):
        return change
    return Change(
        change.label,
        {key: (now := map.get(key), _merged(now, before, after)) for key, before, after in change},
    )


def _merged(now: Record | None, before: Record | None, after: Record | None) -> Record | None:
    """What a change from ``before`` to ``after`` makes of a record that has become ``now`` meanwhile.

    It changes the fields that it changed, and no other. What went meanwhile stays gone, and what came stays.
    """
    if now == before or after is None:
        return after
    if now is None or before is None:
        return now
    names = [field.name for field in fields(before)]
    changed = {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
    return replace(now, **changed)


class Document:
    """A strategy map being worked on.

    ``changed`` tells each change once, after it is made, whether it came from an edit, an undo or a redo.
    ``lineage`` holds the revisions saved so far, the newest last.
    """

    def __init__(self, map: StrategyMap, lineage: tuple[Revision, ...] = ()) -> None:
        self.map = map
        self.lineage = lineage
        self.history = History()
        self.changed: Signal[Change] = Signal()
        self._telling = False

    @contextmanager
    def edit(self, label: str, join: str | None = None) -> Iterator[Edit]:
        """The only way to change the map: one Change, checked, remembered under ``label`` and told once.

        Edits in a row with the same ``join`` become one step of undo. Raises RuleBroken, and leaves no trace,
        when the map would break a rule; an exception in the block leaves no trace either.
        """
        self._refuse_while_telling()
        edit = Edit(self.map)
        yield edit
        if self.map is not edit.map:
            raise EditsOverlap("one edit at a time")
        self.make(edit.change(label), join)

    def make(self, change: Change, join: str | None = None) -> None:
        """Make a change worked out beforehand on the map as it stands, as ``edit`` would. Raises RuleBroken."""
        self._refuse_while_telling()
        if change:
            self.make_prepared(prepared(self.map, change), join)

    def make_prepared(self, made: Prepared, join: str | None = None) -> None:
        """Make a change that was tried beforehand; once more where the map is another by now. Raises RuleBroken."""
        self._refuse_while_telling()
        if made.before is not self.map:
            made = prepared(self.map, made.change)
        if made.change:
            self.history.push(made.change, join)
            self._become(made.after, made.change)

    def undo(self) -> Change | None:
        """Take back the newest change; what was applied, or None when there is nothing to undo."""
        self._refuse_while_telling()
        change = self.history.take_back()
        return self._apply(change.inverse()) if change else None

    def redo(self) -> Change | None:
        """Make again the change last undone; what was applied, or None when there is nothing to redo."""
        self._refuse_while_telling()
        change = self.history.take_again()
        return self._apply(change) if change else None

    def travel(self, steps: int) -> Change | None:
        """Undo so many changes, or redo where the number is negative, as far as there are any; told as one change."""
        self._refuse_while_telling()
        map, whole = self.map, Change("")
        for _ in range(abs(steps)):
            change = self.history.take_back() if steps > 0 else self.history.take_again()
            if change is None:
                break
            change = change.inverse() if steps > 0 else change
            map, whole = map.apply(change), whole.then(change)
        if map is self.map:
            return None
        self._become(map, whole)
        return whole

    @property
    def is_modified(self) -> bool:
        """Whether there is work that is not on the disk."""
        return not self.history.is_at_save

    def mark_saved(self, lineage: tuple[Revision, ...], point: Point | None = None) -> None:
        """Remember that the map is on the disk under these revisions: as it stands, or stood at a point before.

        ``history.mark_here()`` gives the point when a save begins; edits may be made until it ends.
        """
        self.lineage = lineage
        self.history.mark_saved(point)

    def mark_unsaved(self) -> None:
        """Remember that this map is on no disk yet, even though nothing was changed in it."""
        self.history.mark_unsaved()

    def _refuse_while_telling(self) -> None:
        if self._telling:
            raise ListenerWrote("a listener may read the map, never change it")

    def _apply(self, change: Change) -> Change:
        self._become(self.map.apply(change), change)
        return change

    def _become(self, map: StrategyMap, change: Change) -> None:
        self.map = map
        self._telling = True
        try:
            self.changed.emit(change)
        finally:
            self._telling = False
