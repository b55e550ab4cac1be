"""The tables that say what elements and links do not: the map's own fields, and what later sheets show."""

from __future__ import annotations

import json
from dataclasses import replace

from models import limits
from models.records import Band, Bend, LoopName, MapInfo, Mute, Perspective, Placement, SavedFilter, Sheet
from models.rows import BadRow, records_of
from models.rules import violations
from models.strategy_map import StrategyMap
from stratmap.importing.columns import Column
from stratmap.importing.draft import Draft
from stratmap.importing.elements import Reader, place_of
from stratmap.importing.reading import Table
from stratmap.importing.result import Trouble

TITLE, VISION, MISSION, CURRENCY = "Title", "Vision", "Mission", "Currency"
PERSPECTIVE, SHEET, BARE_SHEET, BAND = "Perspective", "Sheet", "Sheet without bands", "Band"
LOOP, ACCEPTED, FILTER = "Loop", "Accepted finding", "Saved filter"


def read_map_fields(table: Table, draft: Draft, title: str) -> None:
    """Add the map's own fields to the draft; to be read before its elements."""
    texts: dict[str, str] = {}
    map_id = ""
    for row in table.rows:
        reader = Reader(draft, row, table.decimal_comma)
        field = reader.text(Column.FIELD)
        value, id_ = reader.text(Column.VALUE), reader.text(Column.ID)
        if row.cleaned:
            draft.report(row, Trouble.CONTROL_CHARACTERS)
        name = next((each for each in _FIELDS if each.casefold() == field.casefold()), None)
        if name in (TITLE, CURRENCY):
            texts[name] = reader.short(Column.VALUE)
            map_id = map_id or (draft.take_id(row, id_) if name == TITLE else "")
        elif name in (VISION, MISSION):
            texts[name] = draft.long(row, value, Column.VALUE)
        elif name is None:
            draft.report(row, Trouble.UNKNOWN_FIELD, field=field, words=value)
        else:
            _read_part(reader, name, id_)
    if not map_id and table.rows:
        map_id = draft.take_id(table.rows[0], "")
    info = MapInfo(map_id, title) if map_id else None
    if info is not None:
        draft.info = MapInfo(
            info.id,
            texts.get(TITLE, info.title),
            texts.get(VISION, ""),
            texts.get(MISSION, ""),
            texts.get(CURRENCY, info.currency),
        )


_FIELDS = (TITLE, VISION, MISSION, CURRENCY, PERSPECTIVE, SHEET, BARE_SHEET, BAND, LOOP, ACCEPTED, FILTER)


def _read_part(reader: Reader, name: str, id_: str) -> None:
    draft, row = reader.draft, reader.row
    if name == PERSPECTIVE:
        if len(draft.perspectives) >= limits.MAX_PERSPECTIVES:
            draft.report(row, Trouble.TOO_MANY_PERSPECTIVES, title=reader.text(Column.VALUE))
            return
        key = draft.take_id(row, id_)
        draft.perspectives[key] = Perspective(
            key, reader.short(Column.VALUE), _position(reader, len(draft.perspectives))
        )
    elif name in (SHEET, BARE_SHEET):
        key = draft.take_id(row, id_)
        title, position = reader.short(Column.VALUE), _position(reader, len(draft.sheets))
        draft.sheets[key] = Sheet(key, title, position, shows_bands=name == SHEET)
    elif name == BAND:
        _read_band(reader, id_)
    elif name == LOOP:
        links = tuple(id_.split(",")) if id_ else ()
        draft.others.append(LoopName(links, reader.short(Column.VALUE)))
    elif name == FILTER:
        _read_filter(reader, id_)
    else:
        draft.others.append(Mute(id_, reader.short(Column.VALUE)))


def _read_filter(reader: Reader, id_: str) -> None:
    """A filter as it was written: the title and the lists of values as one line of JSON."""
    text = reader.text(Column.VALUE)
    try:
        values = json.loads(text)
        title, *lists = values
        (read,) = records_of(SavedFilter, [(id_, title, *map(json.dumps, lists))])
    except (ValueError, TypeError, KeyError, BadRow, RecursionError):
        reader.draft.report(reader.row, Trouble.UNKNOWN_FIELD, field=FILTER, words=text[:200])
        return
    filter = replace(read, id=reader.draft.take_id(reader.row, id_))
    if any(each.key == filter.id for each in violations(StrategyMap([MapInfo("map"), Sheet("sheet"), filter]))):
        reader.draft.report(reader.row, Trouble.UNKNOWN_FIELD, field=FILTER, words=text[:200])
    else:
        reader.draft.others.append(filter)


def _position(reader: Reader, otherwise: int) -> int:
    value = reader.number(Column.NUMBER, -limits.MAX_POSITION, limits.MAX_POSITION)
    return otherwise if value is None else int(value)


def _read_band(reader: Reader, perspective: str) -> None:
    sheet = reader.text(Column.SHEET_ID)
    height = reader.float(Column.NUMBER, 0, limits.MAX_COORDINATE)
    for id_, known in ((sheet, reader.draft.sheets), (perspective, reader.draft.perspectives)):
        if id_ not in known:
            reader.draft.report(reader.row, Trouble.MISSING_PART, id=id_)
            return
    if height:
        reader.draft.others.append(Band(sheet, perspective, height))


def read_sheets(table: Table, draft: Draft) -> None:
    """Add what later sheets show and where links are bent; to be read after elements and links."""
    for row in table.rows:
        reader = Reader(draft, row, table.decimal_comma)
        sheet = reader.text(Column.SHEET_ID)
        element, link = reader.text(Column.ELEMENT_ID), reader.text(Column.LINK_ID)
        known = draft.links if link else draft.elements
        if sheet not in draft.sheets or (link or element) not in known:
            missing = sheet if sheet not in draft.sheets else link or element
            draft.report(row, Trouble.MISSING_PART, id=missing)
        elif link:
            most = limits.MAX_COORDINATE
            dx, dy = reader.float(Column.X, -most, most), reader.float(Column.Y, -most, most)
            draft.others.append(Bend(sheet, link, dx or 0.0, dy or 0.0))
        elif place := place_of(reader, draft.elements[element]):
            draft.others.append(Placement(sheet, element, *place))
