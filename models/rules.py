"""What every map keeps to, checked on the records an edit touched or on a whole map that came from outside.

Each rule is a small generator over one record; there is one door, ``violations``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from models import limits
from models.errors import Rule, Violation
from models.kinds import ElementKind, LinkKind, Polarity, Status, may_join
from models.records import (
    RECORD_TYPES,
    Band,
    Bend,
    Element,
    Key,
    Link,
    LoopName,
    MapInfo,
    Mute,
    Perspective,
    Placement,
    Record,
    Revision,
    SavedFilter,
    Sheet,
    Version,
    placement_key,
)
from models.strategy_map import StrategyMap

MAX_KEY = 400
Found = Iterator[Violation]

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and newline, and lone surrogates, which no file can hold."""

_MOST: tuple[tuple[type[Record], str, int], ...] = (
    (Element, "elements", limits.MAX_ELEMENTS),
    (Link, "links", limits.MAX_LINKS),
    (Sheet, "sheets", limits.MAX_SHEETS),
    (Perspective, "perspectives", limits.MAX_PERSPECTIVES),
    (Placement, "placed cards", limits.MAX_ROWS),
    (Bend, "bent links", limits.MAX_ROWS),
    (LoopName, "named loops", limits.MAX_ROWS),
    (Mute, "accepted findings", limits.MAX_ROWS),
    (SavedFilter, "saved filters", limits.MAX_FILTERS),
    (Version, "kept versions", limits.MAX_VERSIONS),
)


def violations(map: StrategyMap, keys: Iterable[Key] | None = None) -> list[Violation]:
    """The rules a map breaks. With ``keys``, only where records with these keys, present or just gone, matter."""
    found = list(_whole(map))
    if keys is None:
        found += _ids_used_twice(map)
        for each in map.records():
            found += _of_record(map, each)
        return found
    touched = set(keys)
    gone: set[Key] = set()
    for key in touched:
        record = map.get(key)
        if record is None:
            gone.add(key)
            continue
        found += _of_record(map, record)
        if ":" not in key and sum(key in map.table(kind) for kind in RECORD_TYPES) > 1:
            found.append(Violation(Rule.UNIQUE_ID, key))
        for link in map.links_of(key) if isinstance(record, Element) else ():
            if link.key not in touched:
                found += _of_record(map, link)
    left_behind = {each.key: each for each in _referring(map, gone)} if gone else {}
    for key in left_behind.keys() - touched:
        found += _of_record(map, left_behind[key])
    return found


def most_of(kind: type[Record]) -> int:
    """How many records of a type a map may hold."""
    return next((most for each, _, most in _MOST if each is kind), limits.MAX_ROWS)


def is_plain(text: str) -> bool:
    """Whether a text is free of control characters other than newline and tab, and of lone surrogates."""
    return text.isprintable() or _UNWANTED.search(text) is None


def plain(text: str) -> str:
    """A text as the rules want it: line ends as newlines, other control characters left out."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_id(key: Key) -> bool:
    """Whether a text may be the id of a record: short, on one line, and without what joins ids into keys."""
    return 0 < len(key) <= MAX_KEY and key.isprintable() and ":" not in key and "," not in key


def is_revision(revision: Revision) -> bool:
    """Whether this may be a save in the lineage of a map. Its time is only words: clocks are often wrong."""
    return is_id(revision.id) and len(revision.saved) <= limits.MAX_TIME and is_plain(revision.saved)


def _whole(map: StrategyMap) -> Found:
    if len(map.infos) != 1:
        yield Violation(Rule.ONE_INFO, "", {"count": len(map.infos)})
    if not map.sheets:
        yield Violation(Rule.ONE_SHEET, "")
    for kind, what, most in _MOST:
        count = len(map.table(kind))
        if count > most:
            yield Violation(Rule.TOO_MANY, "", {"what": what, "count": count, "most": most})


def _ids_used_twice(map: StrategyMap) -> Found:
    seen: set[Key] = set()
    for kind in RECORD_TYPES:
        table = map.table(kind)
        if not seen.isdisjoint(table):
            yield from (Violation(Rule.UNIQUE_ID, key) for key in table if key in seen)
        seen.update(table)


def _referring(map: StrategyMap, gone: set[Key]) -> Iterator[Record]:
    """The records that name something that is gone."""
    yield from (each for each in map.elements.values() if each.perspective in gone)
    for key in gone:
        yield from map.links_of(key)
        yield from map.placements_on(key).values()
        for sheet in map.sheets:
            shown = map.placement(sheet, key) or map.bends.get(placement_key(sheet, key))
            if shown is not None:
                yield shown
    yield from (each for each in map.bands.values() if each.perspective in gone or each.sheet in gone)
    yield from (each for each in map.bends.values() if each.sheet in gone)


def _of_record(map: StrategyMap, record: Record) -> Iterable[Violation]:
    return _RULES[type(record)](map, record)


def _texts(key: Key, short: Iterable[str], long: Iterable[str] = ()) -> Iterable[Violation]:
    short, long = tuple(short), tuple(long)
    together = "".join((*short, *long))
    if len(together) <= limits.MAX_TITLE and together.isprintable():  # nearly all, and at once
        return ()
    return _bad_texts(key, short, long)


def _bad_texts(key: Key, short: tuple[str, ...], long: tuple[str, ...]) -> Found:
    for most, rule, texts in (
        (limits.MAX_TITLE, Rule.TITLE_TOO_LONG, short),
        (limits.MAX_NOTES, Rule.NOTES_TOO_LONG, long),
    ):
        for text in texts:
            if len(text) > most:
                yield Violation(rule, key, {"length": len(text), "most": most})
            if not is_plain(text):
                yield Violation(Rule.CONTROL_CHARACTER, key)


def _is_number(value: float | Decimal) -> bool:
    if isinstance(value, Decimal) and not (value.is_finite() and len(str(value)) <= limits.MAX_DIGITS):
        return False
    return 0 <= value <= limits.MAX_NUMBER


def _is_position(value: int) -> bool:
    return -limits.MAX_POSITION <= value <= limits.MAX_POSITION


def _is_coordinate(value: float) -> bool:
    return -limits.MAX_COORDINATE <= value <= limits.MAX_COORDINATE


def _is_size(value: float) -> bool:
    return 0 < value <= limits.MAX_COORDINATE


def _tags(key: Key, tags: tuple[str, ...]) -> Found:
    if len(tags) > limits.MAX_TAGS:
        yield Violation(Rule.TOO_MANY_TAGS, key, {"count": len(tags), "most": limits.MAX_TAGS})


def _position(key: Key, position: int) -> Found:
    if not _is_position(position):
        yield Violation(Rule.NUMBER_OUT_OF_RANGE, key, {"field": "position", "value": position})


def _info(map: StrategyMap, info: MapInfo) -> Found:
    yield from _identity(info.id)
    yield from _texts(info.id, (info.title, info.currency), (info.vision, info.mission))


def _perspective(map: StrategyMap, perspective: Perspective) -> Found:
    yield from _identity(perspective.id)
    yield from _texts(perspective.id, (perspective.title,))
    yield from _position(perspective.id, perspective.position)


def _identity(id: str) -> Found:
    if not is_id(id):
        yield Violation(Rule.BAD_ID, id)


def _element(map: StrategyMap, element: Element) -> Found:
    key = element.id
    yield from _identity(key)
    yield from _texts(key, (element.title, element.owner, *element.tags), (element.notes,))
    yield from _tags(key, element.tags)
    for field, value in (("budget", element.budget), ("effort", element.effort), ("capacity", element.capacity)):
        if value is not None and not _is_number(value):
            yield Violation(Rule.NUMBER_OUT_OF_RANGE, key, {"field": field, "value": value})
    if element.perspective is not None and element.perspective not in map.perspectives:
        yield Violation(Rule.MISSING_PART, key, {"part": "perspective"})


def _link(map: StrategyMap, link: Link) -> Found:
    key = link.id
    yield from _identity(key)
    yield from _texts(key, link.tags, (link.notes,))
    yield from _tags(key, link.tags)
    if link.strength is not None and not 0 < link.strength <= 1:
        yield Violation(Rule.STRENGTH, key, {"strength": link.strength})
    if link.kind is not LinkKind.INFLUENCES and (
        link.polarity is not Polarity.UNKNOWN or link.strength is not None or link.delay
    ):
        yield Violation(Rule.INFLUENCE_ONLY, key, {"kind": link.kind})
    elements = map.elements
    source, target = elements.get(link.source), elements.get(link.target)
    if source is None or target is None:
        yield Violation(Rule.MISSING_END, key, {"kind": link.kind})
    elif link.source == link.target:
        yield Violation(Rule.SELF_LINK, key, {"kind": link.kind, "title": source.title})
    elif not may_join(link.kind, source.kind, target.kind):
        facts = {"kind": link.kind, "source": source.kind, "target": target.kind}
        yield Violation(Rule.NOT_JOINABLE, key, facts)


def _sheet(map: StrategyMap, sheet: Sheet) -> Found:
    yield from _identity(sheet.id)
    yield from _texts(sheet.id, (sheet.title,))
    yield from _position(sheet.id, sheet.position)


def _placement(map: StrategyMap, placement: Placement) -> Found:
    if not (_is_coordinate(placement.x) and _is_coordinate(placement.y)):
        yield Violation(Rule.OUT_OF_PLACE, placement.key)
    if not (_is_size(placement.width) and _is_size(placement.height)):
        yield Violation(Rule.NO_SIZE, placement.key)
    if not _is_position(placement.z):
        yield Violation(Rule.NUMBER_OUT_OF_RANGE, placement.key, {"field": "z", "value": placement.z})
    if placement.sheet not in map.sheets or placement.element not in map.elements:
        yield Violation(Rule.MISSING_PART, placement.key, {"part": "placement"})


def _band(map: StrategyMap, band: Band) -> Found:
    if not _is_size(band.height):
        yield Violation(Rule.NO_SIZE, band.key)
    if band.sheet not in map.sheets or band.perspective not in map.perspectives:
        yield Violation(Rule.MISSING_PART, band.key, {"part": "band"})


def _bend(map: StrategyMap, bend: Bend) -> Found:
    if not (_is_coordinate(bend.dx) and _is_coordinate(bend.dy)):
        yield Violation(Rule.OUT_OF_PLACE, bend.key)
    if bend.sheet not in map.sheets or bend.link not in map.links:
        yield Violation(Rule.MISSING_PART, bend.key, {"part": "bend"})


def _loop_name(map: StrategyMap, loop: LoopName) -> Found:
    """Its links may be gone: undo can bring them back, and the name with them."""
    yield from _texts(loop.key, (loop.name,), (loop.key,))
    if not all(is_id(link) for link in loop.links):
        yield Violation(Rule.BAD_ID, loop.key)


def _mute(map: StrategyMap, mute: Mute) -> Found:
    yield from _texts(mute.key, (mute.reason,), (mute.finding,))


def _saved_filter(map: StrategyMap, filter: SavedFilter) -> Found:
    """Its departments may be gone: it then asks for those that are left."""
    key = filter.id
    criteria = {
        "kinds": filter.kinds,
        "link_kinds": filter.link_kinds,
        "owners": filter.owners,
        "departments": filter.departments,
        "statuses": filter.statuses,
        "tags": filter.tags,
    }
    yield from _identity(key)
    yield from _texts(key, (filter.title, *(value for values in criteria.values() for value in values)))
    for values in criteria.values():
        if len(values) > limits.MAX_FILTER_VALUES:
            yield Violation(Rule.TOO_MANY_CHOICES, key, {"count": len(values), "most": limits.MAX_FILTER_VALUES})
    for name, known in _FILTER_CHOICES.items():
        for value in criteria[name]:
            if value not in known:
                yield Violation(Rule.UNKNOWN_CHOICE, key, {"value": value})
                break


def _version(map: StrategyMap, version: Version) -> Found:
    yield from _identity(version.id)
    yield from _texts(version.id, (version.name, version.saved))
    if len(version.content) > limits.MAX_VERSION_BYTES:
        facts = {"count": len(version.content), "most": limits.MAX_VERSION_BYTES}
        yield Violation(Rule.VERSION_TOO_LARGE, version.id, facts)


_FILTER_CHOICES: dict[str, frozenset[str]] = {
    "kinds": frozenset(kind.value for kind in ElementKind),
    "link_kinds": frozenset(kind.value for kind in LinkKind),
    "statuses": frozenset({"", *(status.value for status in Status)}),
}
"""Criteria of a filter whose values are ours, not a person's."""

_RULES: dict[type, Callable[[StrategyMap, Any], Iterable[Violation]]] = {
    MapInfo: _info,
    Perspective: _perspective,
    Element: _element,
    Link: _link,
    Sheet: _sheet,
    Placement: _placement,
    Band: _band,
    Bend: _bend,
    LoopName: _loop_name,
    Mute: _mute,
    SavedFilter: _saved_filter,
    Version: _version,
}
