"""``stratmap matrix``: what initiatives or departments do to the objectives, as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.strategy_map import StrategyMap
from stratmap.analysis.matrix import Rows
from stratmap.cli.formats import TableFormat, one_of
from stratmap.cli.output import NotDone, say, say_json, say_lines, working
from stratmap.i18n import _, grouped

if TYPE_CHECKING:
    from stratmap.analysis.matrix import Matrix

MOST_CELLS = 10_000_000
"""Cells of a table, empty ones too: some 80 MB of text."""

WIDEST = 32
"""Characters of a title in the table for people."""


def matrix(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The map.")],
    rows: Annotated[Rows, one_of(Rows, "--rows", "What stands in the rows.")] = Rows.INITIATIVES,
    format: Annotated[
        TableFormat,
        one_of(
            *(TableFormat, "--format"),
            "text for people, json for programs, markdown for documents, csv for tables.",
        ),
    ] = TableFormat.TEXT,
    with_ended: Annotated[bool, typer.Option("--with-ended", help="With what is done or dropped, too.")] = False,
) -> None:
    """Show what initiatives, or departments by what they own, do to each objective on the whole.

    This net effect is that of the signs along each path of up to six links, multiplied; both where paths disagree.
    """
    from models.store import open_map
    from stratmap.analysis.matrix import matrix_of
    from stratmap.analysis.matrix_text import matrix_csv, matrix_markdown

    with working(_("Working out {name} …").format(name=file.name)):
        map = open_map(file).map
        table = matrix_of(map, rows, with_ended=with_ended)
    if format is not TableFormat.JSON and len(table.rows) * len(table.columns) > MOST_CELLS:
        sentence = _(
            "The matrix has {rows} rows and {columns} columns, too many for a table. ‘--format json’ gives just the"
            " cells that are not empty."
        )
        raise NotDone(sentence.format(rows=grouped(len(table.rows)), columns=grouped(len(table.columns))))
    if format is TableFormat.JSON:
        say_json({"file": str(file), "title": map.info.title, **matrix_data(table, map)})
    elif format is TableFormat.CSV:
        typer.echo(matrix_csv(table, map), nl=False)
    elif format is TableFormat.MARKDOWN:
        say_lines(matrix_markdown(table, map).splitlines())
    else:
        _say_matrix(table, map)


def matrix_data(table: Matrix, map: StrategyMap) -> dict[str, Any]:
    """The matrix as data: the cells that are not empty, by the positions of their row and column."""

    def place(key: tuple[str, str]) -> tuple[int, int]:
        return row_at[key[0]], column_at[key[1]]

    row_at = {id: index for index, id in enumerate(table.rows)}
    column_at = {id: index for index, id in enumerate(table.columns)}
    cells = [
        {
            "row": row_at[row],
            "column": column_at[column],
            "effect": cell.net.value,
            "away": cell.away,
            "direct": len(cell.direct),
        }
        for (row, column), cell in sorted(table.cells.items(), key=lambda each: place(each[0]))
    ]
    return {
        "rows_are": table.rows_are.value,
        "rows": [{"id": id, "title": map.elements[id].title, "empty": id in table.empty_rows} for id in table.rows],
        "columns": [
            {"id": id, "title": map.elements[id].title, "empty": id in table.empty_columns} for id in table.columns
        ],
        "cells": cells,
        "complete": table.complete,
    }


def _say_matrix(table: Matrix, map: StrategyMap) -> None:
    """The objectives numbered and listed, then a table with their numbers as heads: titles are too wide for one."""
    from stratmap.analysis.matrix_text import cell_sign, matrix_note

    if table.complete and not (table.rows and table.columns):
        say(_nothing_in(table))
        return
    for number, id in enumerate(table.columns, 1):
        empty = f"  ({_('nothing leads to it')})" if id in table.empty_columns else ""
        say(f"{number}. {map.elements[id].title or _('(no title)')}{empty}")
    titles = {id: _short(map.elements[id].title) for id in table.rows}
    name_width = max((len(title) for title in titles.values()), default=0)
    width = 8
    lines = [" " * name_width + "".join(f"{number:>{width}}" for number, _id in enumerate(table.columns, 1))]
    for id in table.rows:
        signs = [cell_sign(table, table.cell(id, column)) for column in table.columns]
        empty = f"  {_('(leads to none)')}" if id in table.empty_rows else ""
        lines.append(f"{titles[id]:<{name_width}}" + "".join(f"{sign:>{width}}" for sign in signs) + empty)
    say_lines(lines)
    say(matrix_note(table))


def _nothing_in(table: Matrix) -> str:
    """What a matrix without rows or columns lacks."""
    if not table.columns:
        return _("The map has no objective that is under way, so there is nothing to lead to.")
    if table.rows_are is Rows.INITIATIVES:
        return _("The map has no initiative that is under way, so nothing leads to its objectives.")
    return _("The map has no department, so none leads to its objectives.")


def _short(title: str) -> str:
    words = " ".join(title.split()) or _("(no title)")
    return words if len(words) <= WIDEST else words[: WIDEST - 1] + "…"
