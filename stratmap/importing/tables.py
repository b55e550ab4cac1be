"""CSV files into a map: which file is what, in which order they are read, and where things go on the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from models import limits, rules
from models.errors import RuleBroken
from models.records import Placement
from models.strategy_map import StrategyMap
from stratmap.importing.columns import TableKind
from stratmap.importing.connections import read_connections
from stratmap.importing.draft import Draft
from stratmap.importing.elements import read_elements
from stratmap.importing.map_fields import read_map_fields, read_sheets
from stratmap.importing.reading import Table, read_table
from stratmap.importing.result import ImportFailed, ImportResult, ImportTrouble, Problem


def import_tables(paths: Sequence[Path], title: str = "") -> ImportResult:
    """The map that these files hold together, laid out, with what could not be taken as it stood.

    The headers say what each file is: elements (Label), connections (From and To, or source and target), the map's
    own fields (Field and Value), more sheets (Sheet Id). ``title`` is for files that give the map none; without it
    the map is called as the files are. Raises FileError and ImportFailed.
    """
    if not paths:
        raise ImportFailed(ImportTrouble.NO_FILES)
    tables = [read_table(path) for path in paths]
    draft = Draft()
    title = title or _title_of(paths)
    has_elements = bool(_of_kind(tables, TableKind.ELEMENTS))
    for table in _of_kind(tables, TableKind.MAP):
        read_map_fields(table, draft, title)
    for table in _of_kind(tables, TableKind.ELEMENTS):
        read_elements(table, draft)
    for table in _of_kind(tables, TableKind.CONNECTIONS):
        read_connections(table, draft, has_elements=has_elements)
    for table in _of_kind(tables, TableKind.SHEETS):
        read_sheets(table, draft)
    _refuse_too_many(draft, paths)
    read = draft.map(title)
    broken = rules.violations(read)
    if broken:
        raise RuleBroken(broken)
    return ImportResult(_laid_out(read, draft), _in_order(draft, tables))


def _of_kind(tables: list[Table], kind: TableKind) -> list[Table]:
    return [table for table in tables if table.kind is kind]


def _in_order(draft: Draft, tables: list[Table]) -> tuple[Problem, ...]:
    """The problems in the order of the files and their rows."""
    order = {table.file: index for index, table in enumerate(tables)}
    return tuple(sorted(draft.problems, key=lambda each: (order.get(each.file, len(order)), each.row)))


def _title_of(paths: Sequence[Path]) -> str:
    """The name of the first file, without what only says which of the files it is."""
    stem = paths[0].stem
    for kind in TableKind:
        if stem.casefold().endswith(kind.value):
            stem = stem[: -len(kind.value)].rstrip(" -_.,") or stem
    return stem


def _refuse_too_many(draft: Draft, paths: Sequence[Path]) -> None:
    for what, count, most in (
        ("elements", len(draft.elements), limits.MAX_ELEMENTS),
        ("connections", len(draft.links), limits.MAX_LINKS),
    ):
        if count > most:
            raise ImportFailed(ImportTrouble.TOO_MANY, paths[0].name, what=what, count=count, most=most)


def _laid_out(map: StrategyMap, draft: Draft) -> StrategyMap:
    """The map with a place on its first sheet for every element but those the files say it does not show.

    Elements that the files place stay there; the rest finds its place around them.
    """
    sheet = map.first_sheet().id
    on_sheet = map.placements_on(sheet)
    homeless = [id_ for id_ in map.elements if id_ not in on_sheet and id_ not in draft.hidden]
    if not homeless:
        return map
    from stratmap.layout.placing import placed

    numbers = {id_: f"{number:07}" for number, id_ in enumerate((*map.elements, *map.links))}
    laid_out = placed(_twin(map, sheet, numbers), sheet)
    spots = laid_out.placements_on(sheet)
    return StrategyMap(
        [
            *map.records(),
            *(replace(each, height=min(each.height, limits.MAX_COORDINATE)) for each in laid_out.bands.values()),
            *(_within_reach(replace(spots[numbers[id_]], element=id_)) for id_ in homeless),
        ]
    )


def _within_reach(spot: Placement) -> Placement:
    """The place, on the sheet all the same where it was found beside a card at the very edge."""
    most = limits.MAX_COORDINATE
    return replace(spot, x=max(-most, min(spot.x, most)), y=max(-most, min(spot.y, most)))


def _twin(map: StrategyMap, sheet: str, numbers: Mapping[str, str]) -> StrategyMap:
    """The map as the layout is to see it: what is placed is pinned, and ids are numbers in the order of the rows.

    Layout breaks ties by id. Ids are random, and the same files are to give the same picture every time.
    """
    return StrategyMap(
        [
            map.info,
            *map.perspectives.values(),
            *map.sheets.values(),
            *map.bands.values(),
            *(replace(each, id=numbers[each.id]) for each in map.elements.values()),
            *(
                replace(each, id=numbers[each.id], source=numbers[each.source], target=numbers[each.target])
                for each in map.links.values()
            ),
            *(
                replace(each, element=numbers[each.element], pinned=True)
                for each in map.placements_on(sheet).values()
            ),
        ]
    )
