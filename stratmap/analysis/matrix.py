"""The map as a matrix: what initiatives, or departments with what they own, do to the objectives.

Each cell is the net effect along the influences, looked at within six links as the checks do, and how many links
away it is. The cells come from the map and from nothing else: whoever edits one edits the direct link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import Budget, Meter, Spent, never
from stratmap.analysis.effects import NO_EFFECT, Signed, effects_from
from stratmap.analysis.graph import KindGraph, MapGraphs, natural_order
from stratmap.analysis.influence import Path, distances

MATRIX_STEPS = 20_000_000
"""Most steps for one matrix, some ten seconds. A map of 1,000 elements takes a small part of them."""


class Rows(StrEnum):
    """What stands in the rows."""

    INITIATIVES = "initiatives"
    DEPARTMENTS = "departments"


class Net(StrEnum):
    """What something does to an objective on the whole."""

    PLUS = "+"
    MINUS = "-"
    MIXED = "mixed"
    UNKNOWN = "?"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row does to one objective.

    ``away`` is the fewest links by which the effect comes, 0 where there is none; a department's first link is the
    one to what it owns. ``direct`` are the links that join the two themselves, sorted: influences of an initiative,
    owning links of a department. ``paths`` is the shortest influence path of each net sign.
    """

    net: Net = Net.NONE
    away: int = 0
    direct: tuple[str, ...] = ()
    paths: Signed = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the row has nothing to do with the objective."""
        return not self.away and not self.direct


NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells by row and column, both in the order of their titles; a cell that is missing is ``NOTHING``.

    In titles numbers count as numbers. ``empty_rows`` lead to no objective, ``empty_columns`` are led to by none of
    the rows. Where the work was cut short ``complete`` is false: then columns at the end are missing, and no row is
    told to be empty.
    """

    rows_are: Rows
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    complete: bool = True
    empty_rows: frozenset[str] = frozenset()
    empty_columns: frozenset[str] = frozenset()

    def cell(self, row: str, column: str) -> Cell:
        """The cell of an initiative or department and an objective."""
        return self.cells.get((row, column), NOTHING)


def net_effect(signed: Signed) -> Net:
    """The net effect of the signs of all paths: mixed with both plus and minus, not known with any other doubt."""
    signs = set(signed)
    if {Polarity.PLUS, Polarity.MINUS} <= signs:
        return Net.MIXED
    if signs == {Polarity.PLUS}:
        return Net.PLUS
    if signs == {Polarity.MINUS}:
        return Net.MINUS
    return Net.UNKNOWN if signs else Net.NONE


def matrix_of(
    map: StrategyMap,
    rows: Rows = Rows.INITIATIVES,
    *,
    with_ended: bool = False,
    steps: int = MATRIX_STEPS,
    cancelled: Callable[[], bool] = never,
) -> Matrix:
    """The matrix of a map; ``with_ended`` also takes in what is done or dropped.

    Raises ``Spent("cancelled")`` soon after it is called off.
    """
    graphs = MapGraphs(map, Meter(Budget(cancelled=cancelled)))
    meter = Meter(Budget(steps=steps, cancelled=cancelled))
    kind = ElementKind.INITIATIVE if rows is Rows.INITIATIVES else ElementKind.DEPARTMENT
    shown = sorted((each for each in graphs.ordered if with_ended or each.is_active), key=natural_order)
    lines = tuple(each.id for each in shown if each.kind is kind)
    columns = tuple(each.id for each in shown if each.kind is ElementKind.OBJECTIVE)
    acting = _acting(graphs, rows, shown)
    acted_by: dict[str, list[str]] = {}
    for row, owned in acting.items():
        for id_ in owned:
            acted_by.setdefault(id_, []).append(row)
    cells: dict[tuple[str, str], Cell] = {}
    done: list[str] = []
    try:
        for column in columns:
            meter.spend(1)
            found = _column(graphs.of(LinkKind.INFLUENCES), column, acting, acted_by, rows, meter)
            cells.update(((row, column), cell) for row, cell in found.items())
            done.append(column)
    except Spent as spent:
        if spent.reason == "cancelled":
            raise
    whole = len(done) == len(columns)
    return Matrix(
        rows_are=rows,
        rows=lines,
        columns=tuple(done),
        cells=cells,
        complete=whole,
        empty_rows=frozenset(lines) - {row for row, _column in cells} if whole else frozenset(),
        empty_columns=frozenset(done) - {column for _row, column in cells},
    )


Acting = dict[str, dict[str, tuple[str, ...]]]
"""What acts for each row, by its id, and the links by which the row owns it; an initiative acts for itself."""


def _acting(graphs: MapGraphs, rows: Rows, shown: list[Element]) -> Acting:
    if rows is Rows.INITIATIVES:
        return {each.id: {each.id: ()} for each in shown if each.kind is ElementKind.INITIATIVE}
    acting: Acting = {each.id: {} for each in shown if each.kind is ElementKind.DEPARTMENT}
    there = {each.id for each in shown}
    for link in sorted(graphs.links(LinkKind.OWNS, graphs.meter), key=lambda link: link.id):
        if link.source in acting and link.target in there:
            owned = acting[link.source]
            owned[link.target] = (*owned.get(link.target, ()), link.id)
    return acting


def _column(
    influences: KindGraph,
    objective: str,
    acting: Acting,
    acted_by: dict[str, list[str]],
    rows: Rows,
    meter: Meter,
) -> dict[str, Cell]:
    """The cells of one objective that are not empty."""
    target = influences.number.get(objective)
    away: dict[int, int] = {}
    signed: Mapping[int, Signed] = {}
    if target is not None:
        away = distances(influences.into, target, meter)
        sources = [number for number in away if influences.elements[number].id in acted_by]
        meter.spend(len(away))
        table = effects_from(influences, sources, [target], meter)
        table.must_be_whole()
        signed = table.on[target]
    found: dict[str, Cell] = {}
    near = [objective, *(influences.elements[number].id for number in away)]
    for row in dict.fromkeys(row for id_ in near for row in acted_by.get(id_, ())):
        meter.spend(1 + len(acting[row]))
        cell = _cell(influences, objective, acting[row], rows, away, signed)
        if not cell.is_empty:
            found[row] = cell
    return found


def _cell(
    influences: KindGraph,
    objective: str,
    owned: dict[str, tuple[str, ...]],
    rows: Rows,
    away: dict[int, int],
    signed: Mapping[int, Signed],
) -> Cell:
    """What these elements together do to an objective: the effects of all of them count as one row's."""
    first = 1 if rows is Rows.DEPARTMENTS else 0
    numbers = [number for id_ in owned if id_ != objective and (number := influences.number.get(id_)) in away]
    reached = sorted((away[number] + first, number) for number in numbers if number is not None)
    paths: dict[Polarity, Path] = {}
    for _away, number in reached:
        for sign, path in signed.get(number, NO_EFFECT).items():
            if sign not in paths or len(path) < len(paths[sign]):
                paths[sign] = path
    net = net_effect(paths) if paths or not reached else Net.UNKNOWN  # further than the signs are looked at
    direct: tuple[str, ...] = owned.get(objective, ())
    if rows is Rows.INITIATIVES:
        target = influences.number.get(objective)
        hops = [
            links for number in numbers if number is not None for to, links in influences.out[number] if to == target
        ]
        direct = tuple(link.id for links in hops for link in links)
    return Cell(net, reached[0][0] if reached else 0, direct, paths)
