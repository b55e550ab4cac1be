"""A matrix ready to be shown: its rows and columns in the order asked for, with titles and what its cells say.

It belongs to one map and looks nothing up in a later one, so a window can go on showing it while the next is made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import never
from stratmap.analysis.graph import natural_order
from stratmap.analysis.matrix import MATRIX_STEPS, Cell, Matrix, Net, Rows, matrix_of
from stratmap.analysis.titles import Titles
from stratmap.i18n import _, grouped, marked, ngettext


class Order(StrEnum):
    """What rows and columns are sorted by."""

    PERSPECTIVE = "perspective"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or column: its element, its title on one line, and the perspective it stands in.

    ``empty`` is what it means that nothing stands in it, or "" where something does.
    """

    id: str
    title: str
    perspective: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """A matrix with its heads in order. ``left_out`` is how many rows and columns are not to be shown."""

    map: StrategyMap
    matrix: Matrix
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    left_out: int = 0

    @property
    def arranged(self) -> Matrix:
        """The matrix with just these rows and columns, in this order."""
        rows, columns = tuple(each.id for each in self.rows), tuple(each.id for each in self.columns)
        return replace(self.matrix, rows=rows, columns=columns)

    @property
    def rows_are(self) -> Rows:
        """What stands in the rows."""
        return self.matrix.rows_are

    def cell(self, row: int, column: int) -> Cell:
        """The cell in a row and a column, both counted from 0."""
        return self.matrix.cell(self.rows[row].id, self.columns[column].id)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: of which rows, in which order, and whether with what is done or dropped.

    ``hidden`` are elements that are not to be shown; what they pass on counts all the same.
    """

    rows: Rows = Rows.INITIATIVES
    order: Order = Order.PERSPECTIVE
    with_ended: bool = False
    hidden: Collection[str] = frozenset()


def matrix_table(
    map: StrategyMap,
    wanted: Wanted = Wanted(),
    cancelled: Callable[[], bool] = never,
    steps: int = MATRIX_STEPS,
) -> MatrixTable:
    """The matrix of a map, ready to be shown, as far as ``steps`` go.

    Raises ``Spent("cancelled")`` soon after it is called off.
    """
    matrix = matrix_of(map, wanted.rows, with_ended=wanted.with_ended, steps=steps, cancelled=cancelled)
    return arranged(map, matrix, wanted)


def arranged(map: StrategyMap, matrix: Matrix, wanted: Wanted) -> MatrixTable:
    """A matrix of this map with its rows and columns in the order asked for."""
    idle = _("serves no objective") if matrix.rows_are is Rows.INITIATIVES else _("owns nothing that serves one")
    missed = (
        _("no initiative leads to it") if matrix.rows_are is Rows.INITIATIVES else _("no department works for it")
    )
    places = {each.id: (number, each.title) for number, each in enumerate(map.ordered_perspectives())}

    def heads(ids: tuple[str, ...], empty: frozenset[str], meaning: str) -> tuple[Head, ...]:
        shown = sorted((map.elements[id_] for id_ in ids if id_ not in wanted.hidden), key=natural_order)
        if wanted.order is Order.PERSPECTIVE:
            shown.sort(
                key=lambda each: (places.get(each.perspective or "", (len(places), ""))[0], natural_order(each))
            )
        else:
            shown.sort(key=natural_order)
        return tuple(_head(each, places, meaning if each.id in empty else "") for each in shown)

    rows = heads(matrix.rows, matrix.empty_rows, idle)
    columns = heads(matrix.columns, matrix.empty_columns, missed)
    return MatrixTable(map, matrix, rows, columns, len(matrix.rows) + len(matrix.columns) - len(rows) - len(columns))


def _head(element: Element, places: dict[str, tuple[int, str]], empty: str) -> Head:
    perspective = " ".join(places.get(element.perspective or "", (0, ""))[1].split())
    return Head(element.id, " ".join(element.title.split()) or _("(no title)"), perspective, empty)


def summary_words(table: MatrixTable) -> str:
    """How many rows and columns there are, how many of them stand empty, and whether that is all of it."""
    rows, columns = len(table.rows), len(table.columns)
    if table.rows_are is Rows.INITIATIVES:
        names = ngettext("{n} initiative", "{n} initiatives", rows).format(n=grouped(rows))
    else:
        names = ngettext("{n} department", "{n} departments", rows).format(n=grouped(rows))
    goals = ngettext("{n} objective", "{n} objectives", columns).format(n=grouped(columns))
    words = [_("{rows} and {columns}").format(rows=names, columns=goals)]
    idle, missed = sum(bool(each.empty) for each in table.rows), sum(bool(each.empty) for each in table.columns)
    if idle:
        words.append(ngettext("{n} row is empty", "{n} rows are empty", idle).format(n=grouped(idle)))
    if missed:
        words.append(ngettext("{n} column is empty", "{n} columns are empty", missed).format(n=grouped(missed)))
    if table.left_out:
        words.append(ngettext("{n} is hidden", "{n} are hidden", table.left_out).format(n=grouped(table.left_out)))
    if not table.matrix.complete:
        words.append(_("the map is too large for all of it: the last columns are missing"))
    return " · ".join(words)


_DOES = {
    Net.PLUS: marked("{row} helps {column}."),
    Net.MINUS: marked("{row} hurts {column}."),
    Net.MIXED: marked("{row} both helps and hurts {column}."),
    Net.UNKNOWN: marked("{row} influences {column}; whether it helps or hurts is not known."),
}
_BY_SIGN = {"+": marked("+ {way}"), "-": marked("− {way}"), "?": marked("? {way}")}


def cell_sentences(table: MatrixTable, row: int, column: int, titles: Titles | None = None) -> tuple[str, ...]:
    """What a cell says, a sentence a line: what its row does to its column, by which ways, and what editing does."""
    cell = table.cell(row, column)
    titles = titles or Titles(table.map)
    names = {"row": titles.quoted(table.rows[row].id), "column": titles.quoted(table.columns[column].id)}
    lines: list[str] = []
    departments = table.rows_are is Rows.DEPARTMENTS
    if departments and cell.direct:
        lines.append(_("{row} is accountable for {column}.").format(**names))
    if cell.net is not Net.NONE:
        lines.append(_(_DOES[cell.net]).format(**names))
        for sign, path in cell.paths.items():
            way = titles.way(path)
            if departments:
                first = table.map.links.get(path[0])
                owned = titles.quoted(first.source) if first is not None else ""
                way = _("by what it owns: {owned}, {way}").format(owned=owned, way=way)
            lines.append(_(_BY_SIGN[sign.value]).format(way=way))
        if not cell.paths:
            lines.append(_("It is {n} links away; beyond six links signs are not looked at.").format(n=cell.away))
        if not cell.direct and not departments:
            lines.append(_("There is no direct link. Press + or − to draw one."))
    elif not lines:
        lines.append(_("{row} does not lead to {column}.").format(**names))
    return tuple(lines)


def cell_name(table: MatrixTable, row: int, column: int) -> str:
    """What one cell says in one line, for a screen reader: titles first, then the effect."""
    from stratmap.analysis.matrix_text import cell_words

    cell = table.cell(row, column)
    words = cell_words(table.matrix, cell) or _("no effect")
    if cell.net is not Net.NONE and not cell.direct and table.rows_are is Rows.INITIATIVES:
        words = _("{words}, no direct link").format(words=words)
    return _("{row} → {column}: {words}").format(
        row=table.rows[row].title, column=table.columns[column].title, words=words
    )
