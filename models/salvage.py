"""What can still be read of a damaged file, as a map that keeps every rule, and the list of what had to stay out.

The rows come from the pages themselves (``models.pages``), so that neither a spoilt header nor a missing part
stands in the way. A record that only breaks a rule is mended where that loses less than leaving it out.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any

from models import limits, migrations
from models.errors import FileError, FileTrouble, Rule, Violation
from models.kinds import Polarity
from models.pages import Found, Values, rows_found
from models.records import (
    RECORD_TYPES,
    Band,
    Bend,
    Element,
    Key,
    Link,
    LoopName,
    MapInfo,
    Perspective,
    Placement,
    Record,
    Sheet,
    Version,
    new_id,
)
from models.rows import records_of
from models.rules import most_of, plain, violations
from models.strategy_map import StrategyMap
from models.tables import TABLES, VERSION, holding_fractions

SECONDS = 20.0
"""Longest it may take; what was read by then is what there is."""

_ROUNDS = 12
_MENDED_TEXTS = frozenset({Rule.TITLE_TOO_LONG, Rule.NOTES_TOO_LONG, Rule.CONTROL_CHARACTER, Rule.TOO_MANY_TAGS})


class Why(Enum):
    """Why something is not in what was salvaged, or not as it was."""

    UNREADABLE = "its own words are damaged"
    NOT_FITTING = "it does not fit what is left"
    MENDED = "it is there, but a value of it had to go"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that is missing or not as it was. ``title`` is what it is known by, empty where that is lost."""

    kind: type[Record]
    title: str
    why: Why
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A map made of what could be read.

    ``lost`` counts rows of which not even the kind is known any more. ``gaps`` are the kinds of which nobody can say
    how many are missing, because pages are; ``torn`` says that anything may be missing. ``resettled`` counts the
    elements that got a place anew (``stratmap.safekeeping.resettling``).
    """

    map: StrategyMap
    left_out: tuple[LeftOut, ...]
    lost: int
    gaps: tuple[type[Record], ...] = ()
    torn: bool = False
    resettled: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing seems to be missing."""
        return not (self.left_out or self.lost or self.gaps or self.torn)

    @property
    def may_lack_places(self) -> bool:
        """Whether elements may be on no sheet because their places are lost, and not because somebody wanted it."""
        told = any(each.kind in (Placement, Sheet) and each.why is not Why.MENDED for each in self.left_out)
        return told or bool(self.lost) or self.torn or Placement in self.gaps


def salvaged(data: bytes, name: str, seconds: float = SECONDS) -> Salvaged:
    """As much of a damaged file as can be read.

    Raises FileError, which says ``name``, where nothing is left that a person wrote down: a map that is empty now is
    not taken for one that always was.
    """
    until = time.monotonic() + seconds
    if len(data) > limits.MAX_FILE_BYTES:
        raise FileError(FileTrouble.TOO_LARGE, name)
    found = rows_found(data, lambda: time.monotonic() > until)
    left_out: list[LeftOut] = []
    records = _records(_in_tables(found, data), left_out)
    if not any(isinstance(each, Element | MapInfo | Version) for each in records):
        raise FileError(FileTrouble.NOTHING_LEFT, name)
    map = _with_what_every_map_has([*records, *_lost_sheets(records)])
    map = _keeping_the_rules(map, left_out, until)
    gaps = tuple(kind for kind in RECORD_TYPES if TABLES[kind].name in found.gaps)
    read = Salvaged(map, tuple(left_out), found.lost, gaps, found.torn)
    says_something = map.elements or map.versions or map.info.vision or map.info.mission
    if not says_something and not read.is_whole:
        raise FileError(FileTrouble.NOTHING_LEFT, name)
    return read


def _in_tables(found: Found, data: bytes) -> dict[str, list[Values]]:
    """The rows by table, those of older formats brought forward, and those that lost their table by their looks."""
    tables = {name: list(rows) for name, rows in found.tables.items()}
    numbers = int.from_bytes(data[60:62], "big"), int.from_bytes(data[62:64], "big")
    if numbers in migrations.FORMATS:
        try:
            return {**migrations.brought_forward(tables, numbers, VERSION)}
        except (ValueError, LookupError, TypeError, ArithmeticError):
            return {}
    sheets, links = (
        {row[0] for row in (*tables.get(TABLES[kind].name, ()), *found.homeless) if len(row) == len(_FRACTIONS[kind])}
        for kind in (Placement, Link)
    )
    for row in found.homeless:
        kind = _kind_by_looks(row, sheets, links)
        if kind is not None:
            tables.setdefault(TABLES[kind].name, []).append(row)
    return tables


def _kind_by_looks(row: Values, sheets: set[object], links: set[object]) -> type[Record] | None:
    """Which record a row can only be: a band begins with the id of a sheet, a bend has that of a link."""
    possible = [kind for kind in RECORD_TYPES if len(row) == len(_FRACTIONS[kind]) and _read(kind, [row]) is not None]
    if Band in possible and Perspective in possible:
        return Band if row[0] in sheets else Perspective
    if Bend in possible and Sheet in possible:
        return Bend if row[1] in links else Sheet
    return possible[0] if possible else None


def _typed(kind: type[Record], row: Values) -> Values:
    """Whole numbers in columns of fractions as what they are: SQLite keeps them the shorter way."""
    columns = zip(row, _FRACTIONS[kind], strict=True)
    return tuple(float(value) if type(value) is int and fraction else value for value, fraction in columns)


_FRACTIONS = {kind: holding_fractions(TABLES[kind]) for kind in RECORD_TYPES}
"""Which columns of a record's table hold fractions."""


def _records(tables: dict[str, list[Values]], left_out: list[LeftOut]) -> list[Record]:
    """The records the rows hold, each key once."""
    records: list[Record] = []
    for kind in RECORD_TYPES:
        rows = tables.get(TABLES[kind].name, [])[: limits.MAX_ROWS]
        once: dict[Key, Record] = {}
        for record in _records_of(kind, rows, left_out):
            once.setdefault(record.key, record)
        records += once.values()
    return records


def _records_of(kind: type[Record], rows: list[Values], left_out: list[LeftOut]) -> list[Record]:
    """The records of one type: at once where all rows are sound, else row by row."""
    sound = _read(kind, rows)
    if sound is not None:
        return sound
    records: list[Record] = []
    for row in rows:
        read = _read(kind, [row])
        if read is not None:
            records += read
        else:
            left_out.append(LeftOut(kind, _title_in(kind, row), Why.UNREADABLE))
    return records


def _read(kind: type[Record], rows: list[Values]) -> list[Record] | None:
    """The records that rows hold; None where one of them holds none: a bad value, or a row of another length."""
    try:
        return list(records_of(kind, [_typed(kind, row) for row in rows]))
    except ValueError:
        return None


def _title_in(kind: type[Record], row: Values) -> str:
    """What a row that makes no record was called, if that can still be seen."""
    names = [column.name for column in TABLES[kind].columns]
    for name in ("title", "name"):
        place = names.index(name) if name in names else len(row)
        if place < len(row) and isinstance(row[place], str):
            return plain(str(row[place]))[: limits.MAX_TITLE]
    return ""


def _with_what_every_map_has(records: list[Record]) -> StrategyMap:
    """The records with one info and at least one sheet among them."""
    infos = [each for each in records if isinstance(each, MapInfo)]
    kept = [each for each in records if not isinstance(each, MapInfo)]
    sheets = [] if any(isinstance(each, Sheet) for each in kept) else [Sheet(new_id())]
    return StrategyMap([infos[0] if infos else MapInfo(new_id()), *kept, *sheets])


def _lost_sheets(records: list[Record]) -> list[Record]:
    """A sheet for each that cards stand on and that is not among the records itself."""
    there = {each.id for each in records if isinstance(each, Sheet)}
    needed = dict.fromkeys(each.sheet for each in records if isinstance(each, Placement))
    return [Sheet(id_, position=place) for place, id_ in enumerate(needed) if id_ not in there]


def _keeping_the_rules(map: StrategyMap, left_out: list[LeftOut], until: float) -> StrategyMap:
    """The map without what breaks a rule, or with it mended."""
    told: set[Key] = set()
    for round_ in range(_ROUNDS):
        broken = violations(map)
        if not broken:
            return map
        if time.monotonic() > until + SECONDS:
            break
        mending = round_ < _ROUNDS // 2
        changed = dict(judged for violation in broken for judged in _judged(map, violation, mending))
        for key, after in changed.items():
            if key not in told:
                told.add(key)
                left_out += _told(map, key, after, broken)
        map = _with(map, changed, left_out)
    raise FileError(FileTrouble.DAMAGED, "salvage", "what can be read does not make a map")


def _judged(map: StrategyMap, violation: Violation, mending: bool) -> Iterator[tuple[Key, Record | None]]:
    """What becomes of the records that break a rule: mended, or None for left out."""
    if violation.rule is Rule.UNIQUE_ID:
        return  # ``_with`` keeps the first
    if violation.rule is Rule.TOO_MANY and not violation.key:
        for kind in RECORD_TYPES:
            yield from ((key, None) for key in list(map.table(kind))[most_of(kind) :])
        return
    record = map.get(violation.key)
    if record is not None:
        yield violation.key, _mended(record, violation) if mending else None


def _mended(record: Record, violation: Violation) -> Record | None:
    """The record without what breaks the rule, None where nothing sensible would be left."""
    if violation.rule in _MENDED_TEXTS:
        return _with_plain_texts(record)
    if isinstance(record, Element) and violation.rule is Rule.MISSING_PART:
        return replace(record, perspective=None)
    if isinstance(record, Element) and violation.rule is Rule.NUMBER_OUT_OF_RANGE:
        return replace(record, budget=None, effort=None, capacity=None)
    if isinstance(record, Link) and violation.rule is Rule.STRENGTH:
        return replace(record, strength=None)
    if isinstance(record, Link) and violation.rule is Rule.INFLUENCE_ONLY:
        return replace(record, polarity=Polarity.UNKNOWN, strength=None, delay=False)
    if violation.rule is Rule.NUMBER_OUT_OF_RANGE and not isinstance(record, Element):
        return replace(record, **{name: 0 for name in ("position", "z") if hasattr(record, name)})  # type: ignore[arg-type]
    if isinstance(record, MapInfo):
        return MapInfo(new_id(), record.title, record.vision, record.mission, record.currency)
    return None


def _with_plain_texts(record: Record) -> Record | None:
    """The record with its texts as long as they may be, and without control characters."""
    if isinstance(record, LoopName):
        return replace(record, name=plain(record.name)[: limits.MAX_TITLE])
    changed: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if type(value) is str and field.name not in ("id", "finding", "source", "target", "sheet", "element"):
            most = limits.MAX_NOTES if field.name in ("notes", "vision", "mission") else limits.MAX_TITLE
            changed[field.name] = plain(value)[:most]
        elif field.name == "tags":
            changed["tags"] = tuple(plain(tag)[: limits.MAX_TITLE] for tag in value[: limits.MAX_TAGS])
    return replace(record, **changed)


def _told(map: StrategyMap, key: Key, after: Record | None, broken: Iterable[Violation]) -> Iterator[LeftOut]:
    record = map.get(key)
    if record is not None:
        rule = next((each.rule for each in broken if each.key == key), None)
        why = Why.MENDED if after is not None else Why.NOT_FITTING
        yield LeftOut(type(record), _title(map, record), why, rule)


def _title(map: StrategyMap, record: Record) -> str:
    """What a person knows a record by."""
    if isinstance(record, Link):
        ends = (map.elements.get(record.source), map.elements.get(record.target))
        return " → ".join(end.title if end else "…" for end in ends)
    if isinstance(record, Placement):
        element = map.elements.get(record.element)
        return element.title if element else ""
    return str(getattr(record, "title", "") or getattr(record, "name", ""))


def _with(map: StrategyMap, changed: dict[Key, Record | None], left_out: list[LeftOut]) -> StrategyMap:
    """The map with some records in other shape or gone; of two with one key the later one goes."""
    out: list[Record] = []
    taken: set[Key] = set()
    for record in map.records():
        if record.key in taken:
            left_out.append(LeftOut(type(record), _title(map, record), Why.NOT_FITTING, Rule.UNIQUE_ID))
            continue
        taken.add(record.key)
        after = changed.get(record.key, record)
        if after is not None:
            out.append(after)
    return _with_what_every_map_has(out)
