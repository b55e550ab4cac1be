"""Versions kept in the map under a name: keep one, look at it, go back to it, do without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from models import limits
from models.change import Change
from models.errors import Rule, RuleBroken, Violation
from models.records import Key, MapInfo, Version, new_id
from models.rules import plain
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.i18n import _, ngettext
from stratmap.vocabulary import quoted

LONGEST = 60
"""Letters of a name in a sentence."""


def keep_version(document: Document, name: str, content: bytes) -> Key:
    """Keep what ``models.versions.packed`` made of the map under a name; the version's key. Raises RuleBroken."""
    check_room(document.map, len(content))
    version = Version(new_id(), _name(name), datetime.now(UTC).isoformat(timespec="milliseconds"), content)
    with document.edit(_("Keep version")) as edit:
        edit.put(version)
    return version.key


def check_room(map: StrategyMap, size: int = 0) -> None:
    """Raise RuleBroken where the map cannot keep another version, of so many bytes."""
    versions = map.versions.values()
    if len(versions) >= limits.MAX_VERSIONS:
        facts = {"what": "kept versions", "count": len(versions) + 1, "most": limits.MAX_VERSIONS}
        raise RuleBroken([Violation(Rule.TOO_MANY, "", facts)])
    together = size + sum(len(each.content) for each in versions)
    if together > limits.MAX_ALL_VERSIONS_BYTES:
        facts = {"count": together, "most": limits.MAX_ALL_VERSIONS_BYTES}
        raise RuleBroken([Violation(Rule.VERSIONS_TOO_LARGE, "", facts)])


def way_back(map: StrategyMap, version: Version, kept: StrategyMap) -> Change:
    """What makes the map what the version kept, which is ``kept``; it stays the map it is, with all its versions."""
    info = replace(kept.info, id=map.info.id)
    others = (each for each in kept.records() if not isinstance(each, MapInfo | Version))
    label = _("Go back to {name}").format(name=called(version.name))
    return map.change_to(StrategyMap([info, *others, *map.versions.values()]), label)


def rename_version(document: Document, key: Key, name: str) -> None:
    """Give a version another name. Raises RuleBroken."""
    with document.edit(_("Rename version")) as edit:
        edit.put(replace(document.map.versions[key], name=_name(name)))


def suggested_name(map: StrategyMap, day: str) -> str:
    """A name for a version kept on a day (“22 November”) that none has yet."""
    names = {each.name for each in map.versions.values()}
    name = _("as agreed on {day}").format(day=day)
    numbers = (_("{name} ({n})").format(name=name, n=n) for n in count(2))
    return name if name not in names else next(each for each in numbers if each not in names)


def called(name: str) -> str:
    """What a version is called in a sentence, however long its name is."""
    return quoted(name if len(name) <= LONGEST else name[:LONGEST].rstrip() + "…")


def _name(words: str) -> str:
    return " ".join(plain(words).split())


def remove_versions(document: Document, keys: Iterable[Key]) -> None:
    """Do without these versions. A file saved from now on has nothing of them."""
    gone = [key for key in keys if key in document.map.versions]
    with document.edit(ngettext("Remove version", "Remove {n} versions", len(gone)).format(n=len(gone))) as edit:
        for key in gone:
            edit.remove(key)
