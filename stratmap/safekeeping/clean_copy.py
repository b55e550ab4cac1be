"""A copy of a map for somebody else: only what they are meant to see, made anew, with nothing deleted left in it.

The file is built from the records, so deleted and undone words, removed versions, local paths and the names of people
who worked on it cannot be in it: the first two are not in a map, the last two in no file of ours. What else stays
away is the person's choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from models.atomic import write_atomically
from models.errors import FileError, FileTrouble, StratmapError
from models.kinds import ElementKind
from models.reader import read_bytes
from models.records import Element, Link, Mute, Placement, Record, Revision, SavedFilter, Version
from models.store import checked_bytes
from models.strategy_map import StrategyMap
from models.versions import packed, unpacked
from stratmap.safekeeping.backups import keep
from stratmap.safekeeping.home import Home
from stratmap.safekeeping.places import is_same_file

MOST_WORDS = 8
"""Words of a name by which it is looked for in what goes along."""

_WORD = re.compile(r"\w+|[^\w\s]")
"""A word, or a sign between words."""


class Stopped(StratmapError):
    """Nobody wants the copy any more."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """What goes into a copy for others besides the map itself.

    ``owners`` are the names beside elements and the filters that ask for them, ``notes`` the notes, note cards and
    the reasons why findings were accepted, ``budgets`` the amounts of money, ``versions`` the versions kept in the
    map, ``history`` the times it was saved, by which a copy that comes back can later be compared.
    """

    owners: bool = True
    notes: bool = True
    budgets: bool = True
    versions: bool = False
    history: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """How much of what ``Sharing`` decides about is in a map: names of owners, notes, amounts, versions, saves.

    ``reasons`` are those among the notes that say why a finding was accepted.
    """

    owners: int
    notes: int
    budgets: int
    versions: int
    history: int
    reasons: int = 0


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """The copy made: its map, and the bytes of the file. ``size`` is in bytes.

    ``still_named`` are owners whose names stay away beside elements, but stand in titles or notes that go along.
    """

    map: StrategyMap
    lineage: tuple[Revision, ...]
    data: bytes
    still_named: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return len(self.data)


def contents(map: StrategyMap, lineage: tuple[Revision, ...]) -> Contents:
    """What there is to decide about."""
    elements = map.elements.values()
    notes = sum(each.kind is ElementKind.NOTE or bool(each.notes) for each in elements)
    notes += sum(bool(each.notes) for each in map.links.values())
    reasons = sum(bool(each.reason) for each in map.mutes.values())
    budgets = sum(each.budget is not None for each in elements)
    return Contents(len(_owners(map)), notes + reasons, budgets, len(map.versions), len(lineage), reasons)


def clean_map(map: StrategyMap, sharing: Sharing, stop: Callable[[], bool] = lambda: False) -> StrategyMap:
    """The map with what is to be shared, and nothing else. Raises Stopped once ``stop`` says so."""
    gone = {each.id for each in map.elements.values() if each.kind is ElementKind.NOTE and not sharing.notes}
    return StrategyMap(kept for record in map.records() if (kept := _shared(record, sharing, gone, stop)) is not None)


def clean_copy(
    map: StrategyMap, lineage: tuple[Revision, ...], sharing: Sharing, stop: Callable[[], bool] = lambda: False
) -> CleanCopy:
    """The file to be sent, still in memory. As long and with the same errors as a save, and Stopped."""
    shared = clean_map(map, sharing, stop)
    kept = lineage if sharing.history else ()
    _go_on_unless(stop)
    data = checked_bytes(shared, kept, Path("copy"))
    _go_on_unless(stop)
    named = set() if sharing.owners else _named(shared, _owners(map), stop)
    return CleanCopy(shared, kept, data, tuple(sorted(named)))


def save_clean_copy(copy: CleanCopy, path: Path, not_over: tuple[Path, ...] = (), home: Home | None = None) -> None:
    """Write it where the person wants it; never over one of the maps that are ``not_over``. Raises FileError.

    With a ``home``, another file that was at ``path`` is among the earlier versions afterwards.
    """
    if is_one_of(path, not_over):
        raise FileError(FileTrouble.NOT_ALLOWED, str(path), "it is the map itself")
    if home is not None:
        _keep_what_is_there(path, home)
    write_atomically(path, copy.data)


def is_one_of(path: Path, others: tuple[Path, ...]) -> bool:
    """Whether a path leads to one of these files."""
    return any(is_same_file(path, each) for each in others)


def _keep_what_is_there(path: Path, home: Home) -> None:
    try:
        there = read_bytes(path)
    except FileError as error:
        if error.trouble is FileTrouble.NOT_FOUND:
            return
        raise
    keep(home, there, path, replaced=True)


def _go_on_unless(stop: Callable[[], bool]) -> None:
    if stop():
        raise Stopped


def _owners(map: StrategyMap) -> set[str]:
    """The names of owners in the map: beside elements, and asked for by filters."""
    found = {each.owner for each in map.elements.values()}
    found.update(name for each in map.filters.values() for name in each.owners)
    return found - {""}


def _named(map: StrategyMap, names: set[str], stop: Callable[[], bool]) -> set[str]:
    """Which of these names still stand in the map as words of their own, however they are spelt.

    Looks at each word once, whatever the number of names; of a very long name only its first words count.
    """
    wanted: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        wanted.setdefault(tuple(_words(name)[:MOST_WORDS]), []).append(name)
    wanted.pop((), None)
    lengths = sorted({len(each) for each in wanted})
    found: set[str] = set()
    for text in _texts(map) if wanted else ():
        _go_on_unless(stop)
        words = _words(text)
        for first in range(len(words)):
            for length in lengths:
                found.update(wanted.get(tuple(words[first : first + length]), ()))
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _texts(map: StrategyMap) -> Iterator[str]:
    yield from (map.info.title, map.info.vision, map.info.mission)
    for element in map.elements.values():
        yield from (element.title, element.notes, *element.tags)
    for link in map.links.values():
        yield from (link.notes, *link.tags)
    yield from (each.title for each in map.perspectives.values())
    yield from (each.title for each in map.sheets.values())
    for filter in map.filters.values():
        yield from (filter.title, *filter.tags)
    yield from (each.name for each in map.loop_names.values())
    yield from (each.name for each in map.versions.values())
    yield from (each.reason for each in map.mutes.values())


def _shared(record: Record, sharing: Sharing, gone: set[str], stop: Callable[[], bool]) -> Record | None:
    match record:
        case Version():
            _go_on_unless(stop)
            return _version(record, sharing, stop) if sharing.versions else None
        case Element():
            return None if record.id in gone else _element(record, sharing)
        case Placement():
            return None if record.element in gone else record
        case Link():
            return record if sharing.notes else replace(record, notes="")
        case Mute():
            return record if sharing.notes else replace(record, reason="")
        case SavedFilter():
            return record if sharing.owners or not any(record.owners) else None  # it may be called after them, too
        case _:
            return record


def _version(version: Version, sharing: Sharing, stop: Callable[[], bool]) -> Version | None:
    """A version keeps what it kept, so what is not to be shared has to go from it, too.

    It is made anew in any case: nobody knows what else is in the bytes that came with somebody's file.
    """
    try:
        return replace(version, content=packed(clean_map(unpacked(version), sharing, stop)))
    except FileError:
        return None  # nobody can read it, so nobody can know what it would give away


def _element(element: Element, sharing: Sharing) -> Element:
    if sharing.owners and sharing.notes and sharing.budgets:
        return element
    return replace(
        element,
        owner=element.owner if sharing.owners else "",
        notes=element.notes if sharing.notes else "",
        budget=element.budget if sharing.budgets else None,
    )
