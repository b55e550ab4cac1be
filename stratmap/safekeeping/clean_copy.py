"""A copy of a map for somebody else: only what they are meant to see, made anew, with nothing deleted left in it.

The file is built from the records, so deleted and undone words, removed versions, local paths and the names of people
who worked on it cannot be in it: the first two are not in a map, the last two in no file of ours. What else stays
away is the person's choice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from models.atomic import write_atomically
from models.errors import FileError
from models.kinds import ElementKind
from models.records import Element, Link, Mute, Placement, Record, Revision, SavedFilter, Version
from models.store import checked_bytes
from models.strategy_map import StrategyMap
from models.versions import packed, unpacked


@dataclass(frozen=True, slots=True)
class Sharing:
    """What goes into a copy for others besides the map itself.

    ``owners`` are the names beside elements, ``notes`` the notes, note cards and the reasons why findings were
    accepted, ``budgets`` the amounts of money, ``versions`` the earlier versions kept in the map, ``history`` the
    times it was saved, by which a copy that comes back can later be compared.
    """

    owners: bool = True
    notes: bool = True
    budgets: bool = True
    versions: bool = False
    history: bool = False


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """The copy made: its map, and the bytes of the file. ``size`` is in bytes."""

    map: StrategyMap
    lineage: tuple[Revision, ...]
    data: bytes

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return len(self.data)


def clean_map(map: StrategyMap, sharing: Sharing) -> StrategyMap:
    """The map with what is to be shared, and nothing else."""
    gone = {each.id for each in map.elements.values() if each.kind is ElementKind.NOTE and not sharing.notes}
    return StrategyMap(kept for record in map.records() if (kept := _shared(record, sharing, gone)) is not None)


def clean_copy(map: StrategyMap, lineage: tuple[Revision, ...], sharing: Sharing) -> CleanCopy:
    """The file to be sent, still in memory. As long and with the same errors as a save."""
    shared = clean_map(map, sharing)
    kept = lineage if sharing.history else ()
    return CleanCopy(shared, kept, checked_bytes(shared, kept, Path("copy")))


def save_clean_copy(copy: CleanCopy, path: Path) -> None:
    """Write it where the person wants it. Raises FileError."""
    write_atomically(path, copy.data)


def _shared(record: Record, sharing: Sharing, gone: set[str]) -> Record | None:
    match record:
        case Version():
            return _version(record, sharing) if sharing.versions else None
        case Element():
            return None if record.id in gone else _element(record, sharing)
        case Placement():
            return None if record.element in gone else record
        case Link():
            return record if sharing.notes else replace(record, notes="")
        case Mute():
            return record if sharing.notes else replace(record, reason="")
        case SavedFilter():
            return record if sharing.owners else replace(record, owners=())
        case _:
            return record


def _version(version: Version, sharing: Sharing) -> Version | None:
    """A version keeps what it kept, so what is not to be shared has to go from it, too."""
    if sharing.owners and sharing.notes and sharing.budgets:
        return version
    try:
        return replace(version, content=packed(clean_map(unpacked(version), sharing)))
    except FileError:
        return None  # nobody can read it, so nobody can know what it would give away


def _element(element: Element, sharing: Sharing) -> Element:
    return replace(
        element,
        owner=element.owner if sharing.owners else "",
        notes=element.notes if sharing.notes else "",
        budget=element.budget if sharing.budgets else None,
    )
