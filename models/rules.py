"""What every map keeps to, checked on the records an edit touched or on a whole map that came from outside.

Each rule is a small generator over one record; there is one door, ``violations``.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from models import limits
from models.errors import Rule, Violation
from models.kinds import LinkKind, Polarity, may_join
from models.records import (
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
    Sheet,
)
from models.strategy_map import StrategyMap

MAX_KEY = 400
Found = Iterator[Violation]


def violations(map: StrategyMap, keys: Iterable[Key] | None = None) -> list[Violation]:
    """The rules a map breaks. With ``keys``, only where records with these keys, present or just gone, matter."""
    if keys is None:
        return [*_whole(map), *(found for record in map.records() for found in _of_record(map, record))]
    found = list(_whole(map))
    touched = set(keys)
    gone = {key for key in touched if map.get(key) is None}
    for key in touched - gone:
        record = map.get(key)
        if record is not None:
            found.extend(_of_record(map, record))
    if gone:
        for record in _referring(map, gone):
            found.extend(_of_record(map, record))
    for key in touched:
        for link in map.links_of(key):
            if link.key not in touched and key not in gone:
                found.extend(_of_record(map, link))
    return found


def is_plain(text: str) -> bool:
    """Whether a text is free of control characters other than newline and tab, and of lone surrogates."""
    return not any(unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t" for each in text)


def plain(text: str) -> str:
    """A text as the rules want it: line ends as newlines, other control characters left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs"))


def _whole(map: StrategyMap) -> Found:
    if len(map.infos) != 1:
        yield Violation(Rule.ONE_INFO, "", {"count": len(map.infos)})
    if not map.sheets:
        yield Violation(Rule.ONE_SHEET, "")
    for what, count, most in (
        ("elements", len(map.elements), limits.MAX_ELEMENTS),
        ("links", len(map.links), limits.MAX_LINKS),
        ("sheets", len(map.sheets), limits.MAX_SHEETS),
        ("perspectives", len(map.perspectives), limits.MAX_PERSPECTIVES),
    ):
        if count > most:
            yield Violation(Rule.TOO_MANY, "", {"what": what, "count": count, "most": most})


def _referring(map: StrategyMap, gone: set[Key]) -> Iterator[Record]:
    """The records that name something that is gone."""
    yield from (each for each in map.elements.values() if each.perspective in gone)
    yield from (each for each in map.links.values() if each.source in gone or each.target in gone)
    yield from (each for each in map.placements.values() if each.element in gone or each.sheet in gone)
    yield from (each for each in map.bands.values() if each.perspective in gone or each.sheet in gone)
    yield from (each for each in map.bends.values() if each.link in gone or each.sheet in gone)


def _of_record(map: StrategyMap, record: Record) -> Found:
    rule = _RULES[type(record)]
    yield from rule(map, record)


def _texts(key: Key, short: Iterable[str], long: Iterable[str] = ()) -> Found:
    for most, rule, texts in (
        (limits.MAX_TITLE, Rule.TITLE_TOO_LONG, short),
        (limits.MAX_NOTES, Rule.NOTES_TOO_LONG, long),
    ):
        for text in texts:
            if len(text) > most:
                yield Violation(rule, key, {"length": len(text), "most": most})
            if not is_plain(text):
                yield Violation(Rule.CONTROL_CHARACTER, key)


def _id(key: Key) -> Found:
    if not key or len(key) > MAX_KEY or not key.isprintable() or ":" in key or "," in key:
        yield Violation(Rule.BAD_ID, key)


def _number(key: Key, field: str, value: float | Decimal | None) -> Found:
    if value is not None and not (math.isfinite(value) and 0 <= value <= limits.MAX_NUMBER):
        yield Violation(Rule.NUMBER_OUT_OF_RANGE, key, {"field": field, "value": str(value)})


def _coordinates(key: Key, *values: float) -> Found:
    if not all(math.isfinite(value) and abs(value) <= limits.MAX_COORDINATE for value in values):
        yield Violation(Rule.OUT_OF_PLACE, key)


def _size(key: Key, *values: float) -> Found:
    if not all(math.isfinite(value) and 0 < value <= limits.MAX_COORDINATE for value in values):
        yield Violation(Rule.NO_SIZE, key)


def _tags(key: Key, tags: tuple[str, ...]) -> Found:
    if len(tags) > limits.MAX_TAGS:
        yield Violation(Rule.TOO_MANY_TAGS, key, {"count": len(tags), "most": limits.MAX_TAGS})


def _info(map: StrategyMap, info: MapInfo) -> Found:
    yield from _id(info.id)
    yield from _texts(info.id, (info.title, info.currency), (info.vision, info.mission))


def _perspective(map: StrategyMap, perspective: Perspective) -> Found:
    yield from _id(perspective.id)
    yield from _texts(perspective.id, (perspective.title,))


def _element(map: StrategyMap, element: Element) -> Found:
    key = element.id
    yield from _id(key)
    yield from _texts(key, (element.title, element.owner, *element.tags), (element.notes,))
    yield from _tags(key, element.tags)
    for field in ("budget", "effort", "capacity"):
        yield from _number(key, field, getattr(element, field))
    if element.perspective is not None and element.perspective not in map.perspectives:
        yield Violation(Rule.MISSING_PART, key, {"part": "perspective"})


def _link(map: StrategyMap, link: Link) -> Found:
    key = link.id
    yield from _id(key)
    yield from _texts(key, link.tags, (link.notes,))
    yield from _tags(key, link.tags)
    if link.strength is not None and not (math.isfinite(link.strength) and 0 < link.strength <= 1):
        yield Violation(Rule.STRENGTH, key, {"strength": link.strength})
    if link.kind is not LinkKind.INFLUENCES and (
        link.polarity is not Polarity.UNKNOWN or link.strength is not None or link.delay
    ):
        yield Violation(Rule.INFLUENCE_ONLY, key, {"kind": link.kind})
    source, target = map.elements.get(link.source), map.elements.get(link.target)
    if source is None or target is None:
        yield Violation(Rule.MISSING_END, key, {"kind": link.kind})
    elif link.source == link.target:
        yield Violation(Rule.SELF_LINK, key, {"kind": link.kind, "title": source.title})
    elif not may_join(link.kind, source.kind, target.kind):
        facts = {"kind": link.kind, "source": source.kind, "target": target.kind}
        yield Violation(Rule.NOT_JOINABLE, key, facts)


def _sheet(map: StrategyMap, sheet: Sheet) -> Found:
    yield from _id(sheet.id)
    yield from _texts(sheet.id, (sheet.title,))


def _placement(map: StrategyMap, placement: Placement) -> Found:
    key = placement.key
    yield from _coordinates(key, placement.x, placement.y)
    yield from _size(key, placement.width, placement.height)
    if placement.sheet not in map.sheets or placement.element not in map.elements:
        yield Violation(Rule.MISSING_PART, key, {"part": "placement"})


def _band(map: StrategyMap, band: Band) -> Found:
    yield from _size(band.key, band.height)
    if band.sheet not in map.sheets or band.perspective not in map.perspectives:
        yield Violation(Rule.MISSING_PART, band.key, {"part": "band"})


def _bend(map: StrategyMap, bend: Bend) -> Found:
    yield from _coordinates(bend.key, bend.dx, bend.dy)
    if bend.sheet not in map.sheets or bend.link not in map.links:
        yield Violation(Rule.MISSING_PART, bend.key, {"part": "bend"})


def _loop_name(map: StrategyMap, loop: LoopName) -> Found:
    yield from _texts(loop.key, (loop.name,))


def _mute(map: StrategyMap, mute: Mute) -> Found:
    yield from _texts(mute.key, (mute.reason,))


_RULES: dict[type, Callable[[StrategyMap, Any], Found]] = {
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
}
