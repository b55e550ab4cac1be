"""Versions kept in the map under a name: keep one, look at it, go back to it, do without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from models.records import Key, Version, new_id
from models.strategy_map import StrategyMap
from models.versions import unpacked
from stratmap.document import Document
from stratmap.i18n import _, ngettext


def keep_version(document: Document, name: str, content: bytes) -> Key:
    """Keep what ``models.versions.packed`` made of the map under a name; the version's key. Raises RuleBroken."""
    version = Version(new_id(), name, datetime.now(UTC).isoformat(timespec="milliseconds"), content)
    with document.edit(_("Keep version")) as edit:
        edit.put(version)
    return version.key


def version_map(map: StrategyMap, key: Key) -> StrategyMap:
    """The map as a version kept it, to look at or to open as a copy. Raises FileError where it cannot be read."""
    return unpacked(map.versions[key])


def restore_version(document: Document, key: Key) -> None:
    """Make the map what the version kept, in one step; the versions kept in it stay. Raises FileError."""
    map = document.map
    version = map.versions[key]
    there = StrategyMap([*unpacked(version).records(), *map.versions.values()])
    label = _("Go back to {name}").format(name=version.name or _("an earlier version"))
    document.make(map.change_to(there, label))


def rename_version(document: Document, key: Key, name: str) -> None:
    """Give a version another name."""
    with document.edit(_("Rename version")) as edit:
        edit.put(replace(document.map.versions[key], name=name))


def remove_versions(document: Document, keys: Iterable[Key]) -> None:
    """Do without these versions. A file saved from now on has nothing of them."""
    gone = [key for key in keys if key in document.map.versions]
    with document.edit(ngettext("Remove version", "Remove {n} versions", len(gone)).format(n=len(gone))) as edit:
        for key in gone:
            edit.remove(key)
