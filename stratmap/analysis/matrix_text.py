"""A matrix as text for documents (Markdown) and spreadsheets (CSV), and the words of its cells."""

from __future__ import annotations

import csv
import io

from models.strategy_map import StrategyMap
from stratmap.analysis.matrix import Cell, Matrix, Net, Rows
from stratmap.i18n import _, grouped, marked, ngettext
from stratmap.importing.cells import cell_of

_SIGNS = {Net.PLUS: "+", Net.MINUS: "−", Net.MIXED: "±", Net.UNKNOWN: "?", Net.NONE: ""}
OWNED = "●"
"""Stands for a department that is itself accountable for the objective."""

_WORDS = {
    Net.PLUS: marked("helps"),
    Net.MINUS: marked("hurts"),
    Net.MIXED: marked("helps and hurts"),
    Net.UNKNOWN: marked("influences, sign not known"),
}


def cell_sign(matrix: Matrix, cell: Cell) -> str:
    """A cell in as few characters as it can be read in: "+ 1", "± 3", "● − 2"."""
    owned = OWNED if matrix.rows_are is Rows.DEPARTMENTS and cell.direct else ""
    effect = f"{_SIGNS[cell.net]} {cell.away}" if cell.net is not Net.NONE else ""
    return " ".join(part for part in (owned, effect) if part)


def cell_words(matrix: Matrix, cell: Cell) -> str:
    """A cell in words: "helps, 2 links away"; nothing for an empty one."""
    parts = []
    if matrix.rows_are is Rows.DEPARTMENTS and cell.direct:
        parts.append(_("accountable"))
    if cell.net is not Net.NONE:
        away = ngettext("{words}, {n} link away", "{words}, {n} links away", cell.away)
        parts.append(away.format(words=_(_WORDS[cell.net]), n=grouped(cell.away)))
    return "; ".join(parts)


def matrix_note(matrix: Matrix) -> str:
    """What has to be said beside a matrix: what it is of, what is empty, and whether it is whole."""
    words = [
        _("+ helps, − hurts, ± both, ? sign not known; the number is how many links away, signs within six links.")
    ]
    if matrix.rows_are is Rows.DEPARTMENTS:
        words.append(_("● is accountable itself."))
    if matrix.empty_rows:
        count = len(matrix.empty_rows)
        words.append(ngettext("{n} row is empty.", "{n} rows are empty.", count).format(n=grouped(count)))
    if matrix.empty_columns:
        count = len(matrix.empty_columns)
        words.append(ngettext("{n} column is empty.", "{n} columns are empty.", count).format(n=grouped(count)))
    if not matrix.complete:
        words.append(_("The map is too large for all of it: the last columns are missing."))
    return " ".join(words)


def matrix_markdown(matrix: Matrix, map: StrategyMap) -> str:
    """A Markdown table; what is empty is marked ∅."""
    heads = [_marked_empty(map, id_, matrix.empty_columns) for id_ in matrix.columns]
    lines = [_line(["", *heads]), _line(["---", *(":-:" for _head in heads)])]
    for row in matrix.rows:
        signs = [cell_sign(matrix, matrix.cell(row, column)) for column in matrix.columns]
        lines.append(_line([_marked_empty(map, row, matrix.empty_rows), *signs]))
    return "\n".join([*lines, "", matrix_note(matrix)])


def matrix_csv(matrix: Matrix, map: StrategyMap) -> str:
    """A table for spreadsheets: effects in words, as a cell that begins with a sign would be read as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["", *(cell_of(map.elements[id_].title) for id_ in matrix.columns)])
    for row in matrix.rows:
        words = [cell_words(matrix, matrix.cell(row, column)) for column in matrix.columns]
        writer.writerow([cell_of(map.elements[row].title), *words])
    if not matrix.complete:
        writer.writerow([_("The map is too large for all of it: the last columns are missing.")])
    return text.getvalue()


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _marked_empty(map: StrategyMap, id_: str, empty: frozenset[str]) -> str:
    title = markdown_text(map.elements[id_].title) or _("(no title)")
    return f"{title} ∅" if id_ in empty else title


_SPECIAL = frozenset("\\`*_[]<>|~&$^#")


def markdown_text(text: str) -> str:
    """A text that Markdown shows as it is, on one line: no title of a map can become markup or a cell of its own."""
    return "".join(f"\\{each}" if each in _SPECIAL else each for each in " ".join(text.split()))
