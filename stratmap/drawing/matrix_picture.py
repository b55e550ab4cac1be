"""A matrix as a picture: heads, cells and lines, in the look the window gives it, for pages and picture files."""

from __future__ import annotations

from collections.abc import Sequence

from stratmap.analysis.matrix import Net, Rows
from stratmap.analysis.matrix_table import Head, MatrixTable
from stratmap.drawing.geometry import polyline
from stratmap.drawing.matrix_marks import (
    CELL,
    ROW,
    ROW_HEAD,
    TURNED_HEAD,
    UPRIGHT,
    UPRIGHT_HEAD,
    Mark,
    cell_ground,
    cell_mark,
    column_badge,
    column_head,
    mark_of,
    row_head,
)
from stratmap.drawing.primitives import Box, Group, Path, Picture, Primitive, Rect
from stratmap.drawing.text import baseline, broken, line_height, one_line, text_runs, width
from stratmap.drawing.theme import Theme
from stratmap.i18n import _

MOST_UPRIGHT = 10
"""Columns up to which a page has their heads upright."""

_WORDS = 11.0
_LEGEND_ROW = 28.0


def matrix_picture(
    table: MatrixTable,
    theme: Theme,
    rows: Sequence[int] | None = None,
    columns: Sequence[int] | None = None,
    *,
    upright: bool | None = None,
) -> Picture:
    """A matrix, or some of its rows and columns with their heads, as a picture that begins at (0, 0)."""
    rows = range(len(table.rows)) if rows is None else rows
    columns = range(len(table.columns)) if columns is None else columns
    is_upright = len(columns) <= MOST_UPRIGHT if upright is None else upright
    wide, top = (UPRIGHT, UPRIGHT_HEAD) if is_upright else (CELL, TURNED_HEAD)
    groups = [
        Group(f"row {table.rows[row].id}", 0.0, top + at * ROW, tuple(row_head(table.rows[row], theme)))
        for at, row in enumerate(rows)
    ]
    for at, column in enumerate(columns):
        groups += _column_groups(table.columns[column], ROW_HEAD + at * wide, top, theme, upright=is_upright)
    for down, row in enumerate(rows):
        for across, column in enumerate(columns):
            drawn = _cell(table, row, column, wide, theme)
            if drawn:
                groups.append(Group("cell", ROW_HEAD + across * wide, top + down * ROW, tuple(drawn)))
    right, bottom = ROW_HEAD + len(columns) * wide, top + len(rows) * ROW
    groups.append(Group("lines", 0.0, 0.0, tuple(_lines(len(rows), len(columns), wide, top, theme))))
    groups += _nothing(table, top, theme)
    return Picture(
        tuple(groups), Rect(0.0, 0.0, max(right, ROW_HEAD + 320), max(bottom, top + 60)), theme.canvas.paper
    )


def _column_groups(head: Head, x: float, top: float, theme: Theme, *, upright: bool) -> list[Group]:
    drawn = tuple(column_head(head, theme, upright=upright))
    if upright:
        return [Group(f"column {head.id}", x, 0.0, drawn)]
    mark = tuple(column_badge(head, theme))
    turned = Group(f"column {head.id}", x, top, drawn, turn=-90.0)
    return [turned, Group(f"mark {head.id}", x, 0.0, mark)] if mark else [turned]


def _cell(table: MatrixTable, row: int, column: int, wide: float, theme: Theme) -> list[Primitive]:
    mark = mark_of(table.cell(row, column), table.rows_are)
    empty = bool(table.rows[row].empty or table.columns[column].empty)
    ground = cell_ground(mark, theme, is_empty=empty)
    drawn: list[Primitive] = []
    if ground != theme.canvas.paper:
        drawn.append(Box(0.0, 0.0, wide, ROW, fill=ground))
    return [*drawn, *cell_mark(mark, wide / 2, ROW / 2, theme)]


def _lines(rows: int, columns: int, wide: float, top: float, theme: Theme) -> list[Primitive]:
    right, bottom, color = ROW_HEAD + columns * wide, top + rows * ROW, theme.canvas.band_line
    down = [polyline(((ROW_HEAD + at * wide, 0.0), (ROW_HEAD + at * wide, bottom))) for at in range(columns + 1)]
    across = [polyline(((0.0, top + at * ROW), (right, top + at * ROW))) for at in range(rows + 1)]
    return [Path(each, stroke=color, line_width=1.0) for each in (*down, *across)]


def _nothing(table: MatrixTable, top: float, theme: Theme) -> list[Group]:
    """A word where there is no row or no column."""
    words = missing_words(table)
    if not words:
        return []
    lines = broken(words, 14.0, "regular", 300.0)
    runs = text_runs(lines, ROW_HEAD + 10.0, top + 10.0, 14.0, theme.canvas.muted)
    return [Group("empty", 0.0, 0.0, tuple(runs))]


def missing_words(table: MatrixTable) -> str:
    """What to do when a matrix has no rows or no columns; nothing when it has both."""
    if table.left_out and not (table.rows and table.columns):
        return _("The filter shows nothing that belongs here.")
    if not table.rows and not table.columns:
        return _("Nothing to set against each other yet. Draw objectives, and initiatives that serve them.")
    if not table.columns:
        return _("No objective yet. Draw what you want to reach; each gets a column here.")
    if not table.rows and table.rows_are is Rows.DEPARTMENTS:
        return _("No department yet. Draw who is accountable; each gets a row here.")
    if not table.rows:
        return _("No initiative yet. Draw what you want to do; each gets a row here.")
    return ""


def matrix_legend(rows: Rows, theme: Theme, room: float) -> tuple[list[Group], float]:
    """What the marks of a matrix mean, in rows no wider than ``room`` pixels from (0, 0), and its height."""
    items = [
        (Mark(Net.PLUS, 1, is_direct=True), _("helps, by a direct link")),
        (Mark(Net.PLUS, 2), _("helps, 2 links away")),
        (Mark(Net.MINUS, 2), _("hurts")),
        (Mark(Net.MIXED, 2), _("helps and hurts")),
        (Mark(Net.UNKNOWN, 2), _("sign not known")),
    ]
    if rows is Rows.DEPARTMENTS:
        items = [(Mark(Net.NONE, is_owned=True), _("is accountable itself")), *items[1:]]
    groups: list[Group] = []
    x, y = 0.0, 0.0
    for mark, words in items:
        sample = 40.0 if not mark.is_direct and not mark.is_owned else 24.0
        takes = sample + 6.0 + width(words, _WORDS)
        if x > 0 and x + takes > room:
            x, y = 0.0, y + _LEGEND_ROW
        base = (_LEGEND_ROW - line_height(_WORDS)) / 2 + baseline(_WORDS)
        text = one_line(words, sample + 6.0, base, _WORDS, theme.canvas.ink)
        groups.append(Group("legend", x, y, (*cell_mark(mark, sample / 2, _LEGEND_ROW / 2, theme), *text)))
        x += takes + 18.0
    return groups, y + _LEGEND_ROW
