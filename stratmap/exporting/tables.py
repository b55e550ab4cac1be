"""A map as CSV files that spreadsheets and Kumu read and ``stratmap.importing.tables`` turns back into the same map.

Elements and connections have Kumu's columns first and ours after them. What neither can say (title, vision, bands,
names of loops, ...) goes into a third file, and into a fourth what later sheets show and where links are bent.
Versions are whole maps of other days: they stay in the map's own file.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from models.atomic import write_atomically
from models.kinds import JOINS, Polarity
from models.records import Element, Link, Placement
from models.strategy_map import StrategyMap
from stratmap.importing.cells import cell_of, number_cell, tags_cell
from stratmap.importing.columns import COLUMNS, Column, TableKind
from stratmap.importing.map_fields import (
    ACCEPTED,
    BAND,
    BARE_SHEET,
    CURRENCY,
    FILTER,
    LOOP,
    MISSION,
    PERSPECTIVE,
    SHEET,
    TITLE,
    VISION,
)

Cells = Mapping[Column, str]
C = Column


def export_tables(map: StrategyMap, path: Path, still_wanted: Callable[[], None] = lambda: None) -> list[Path]:
    """Write the map as ``NAME-elements.csv``, ``NAME-connections.csv`` and ``NAME-map.csv`` beside ``path``.

    A map with several sheets or bent links also gets ``NAME-sheets.csv``. Returns the files written; each is
    written whole or not at all, and none is once ``still_wanted`` raises. Raises FileError.
    """
    tables = {
        TableKind.ELEMENTS: _elements(map),
        TableKind.CONNECTIONS: [_connection(map, link) for link in map.links.values()],
        TableKind.MAP: list(_map_fields(map)),
        TableKind.SHEETS: list(_sheets(map)),
    }
    written = []
    for kind, rows in tables.items():
        if rows or kind is not TableKind.SHEETS:
            target = path.with_name(f"{path.stem}-{kind.value}.csv")
            write_atomically(target, table_bytes(kind, rows), still_wanted)
            written.append(target)
    return written


def table_bytes(kind: TableKind, rows: Iterable[Cells]) -> bytes:
    """A table as CSV: UTF-8 with the mark that lets spreadsheets know it, commas, lines ended as RFC 4180 has it."""
    columns = COLUMNS[kind]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.value for column in columns])
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _elements(map: StrategyMap) -> list[Cells]:
    sheet = map.first_sheet().id
    return [_element(map, element, map.placement(sheet, element.id)) for element in map.elements.values()]


def _element(map: StrategyMap, element: Element, placement: Placement | None) -> Cells:
    perspective = map.perspectives.get(element.perspective or "")
    return {
        C.LABEL: cell_of(element.title),
        C.TYPE: element.kind.value,
        C.TAGS: tags_cell(element.tags),
        C.DESCRIPTION: cell_of(element.notes),
        C.PERSPECTIVE: cell_of(perspective.title) if perspective else "",
        C.OWNER: cell_of(element.owner),
        C.STATUS: element.status.value if element.status else "",
        C.PRIORITY: element.priority.value if element.priority else "",
        C.START: element.start.isoformat() if element.start else "",
        C.END: element.end.isoformat() if element.end else "",
        C.BUDGET: number_cell(element.budget),
        C.EFFORT: number_cell(element.effort),
        C.CAPACITY: number_cell(element.capacity),
        C.ID: cell_of(element.id),
        C.PERSPECTIVE_ID: cell_of(perspective.id) if perspective else "",
        **({C.SHOWN: "yes", **_place(placement)} if placement else {C.SHOWN: "no"}),
    }


def _place(placement: Placement) -> Cells:
    return {
        C.X: number_cell(placement.x),
        C.Y: number_cell(placement.y),
        C.WIDTH: number_cell(placement.width),
        C.HEIGHT: number_cell(placement.height),
        C.PINNED: "yes" if placement.pinned else "",
        C.Z: str(placement.z),
    }


def _connection(map: StrategyMap, link: Link) -> Cells:
    return {
        C.FROM: cell_of(map.elements[link.source].title),
        C.TO: cell_of(map.elements[link.target].title),
        C.DIRECTION: "undirected" if JOINS[link.kind].symmetric else "directed",
        C.TYPE: link.kind.value,
        C.TAGS: tags_cell(link.tags),
        C.DESCRIPTION: cell_of(link.notes),
        C.SIGN: link.polarity.value if link.polarity is not Polarity.UNKNOWN else "",
        C.STRENGTH: number_cell(link.strength),
        C.DELAY: "delayed" if link.delay else "",
        C.ID: cell_of(link.id),
        C.FROM_ID: cell_of(link.source),
        C.TO_ID: cell_of(link.target),
    }


def _map_fields(map: StrategyMap) -> Iterable[Cells]:
    info = map.info
    yield {C.FIELD: TITLE, C.VALUE: cell_of(info.title), C.ID: cell_of(info.id)}
    for field, text in ((VISION, info.vision), (MISSION, info.mission), (CURRENCY, info.currency)):
        yield {C.FIELD: field, C.VALUE: cell_of(text)}
    for perspective in map.ordered_perspectives():
        yield _field(PERSPECTIVE, perspective.title, perspective.id, perspective.position)
    for sheet in map.ordered_sheets():
        yield _field(SHEET if sheet.shows_bands else BARE_SHEET, sheet.title, sheet.id, sheet.position)
    for band in map.bands.values():
        title = map.perspectives[band.perspective].title
        yield {**_field(BAND, title, band.perspective, band.height), C.SHEET_ID: cell_of(band.sheet)}
    for loop in map.loop_names.values():
        yield _field(LOOP, loop.name, ",".join(loop.links))
    for mute in map.mutes.values():
        yield _field(ACCEPTED, mute.reason, mute.finding)
    for each in map.filters.values():
        criteria = (each.kinds, each.link_kinds, each.owners, each.departments, each.statuses, each.tags)
        yield _field(FILTER, json.dumps([each.title, *criteria]), each.id)


def _field(field: str, value: str, id: str, number: float | None = None) -> Cells:
    return {C.FIELD: field, C.VALUE: cell_of(value), C.ID: cell_of(id), C.NUMBER: number_cell(number)}


def _sheets(map: StrategyMap) -> Iterable[Cells]:
    first = map.first_sheet().id
    for place in map.placements.values():
        if place.sheet != first:
            yield {C.SHEET_ID: cell_of(place.sheet), C.ELEMENT_ID: cell_of(place.element), **_place(place)}
    for bend in map.bends.values():
        yield {
            C.SHEET_ID: cell_of(bend.sheet),
            C.LINK_ID: cell_of(bend.link),
            C.X: number_cell(bend.dx),
            C.Y: number_cell(bend.dy),
        }
