"""A matrix on paper: as many A3 pages as it takes to stay readable, each with its heads, its legend and a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from models.records import Revision
from stratmap.analysis.matrix import Rows
from stratmap.analysis.matrix_table import MatrixTable, summary_words
from stratmap.drawing.details import day_in_words
from stratmap.drawing.geometry import polyline
from stratmap.drawing.matrix_marks import CELL, ROW, ROW_HEAD, TURNED_HEAD
from stratmap.drawing.matrix_picture import matrix_legend, matrix_picture
from stratmap.drawing.primitives import Group, Path, Rect
from stratmap.drawing.text import broken
from stratmap.drawing.theme import Theme
from stratmap.exporting.page import (
    COLUMN_GAP,
    GAP,
    MARGIN,
    MM_PER_PIXEL,
    PAPERS,
    SMALL,
    Layer,
    Page,
    fitted,
    heading,
    page_title,
    revision_words,
    set_lines,
)
from stratmap.i18n import _

SMALLEST_SCALE = 0.19
"""Millimetres for each pixel below which a title would be smaller than 6 points; then it takes another page."""

_BLOCK = 30.0
"""Millimetres kept for the title block when rows and columns are dealt out to pages."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows and columns of one page, and which of how many it is."""

    rows: Sequence[int]
    columns: Sequence[int]
    number: int
    count: int


def matrix_on_paper(
    table: MatrixTable, lineage: Sequence[Revision], theme: Theme, today: date, note: str = ""
) -> list[Page]:
    """A matrix set on A3, row by row of pages. ``note`` says what of the map is shown."""
    theme = replace(theme, canvas=replace(theme.canvas, paper="#ffffff"))
    wide, high = PAPERS["A3"]
    across = _most(wide - 2 * MARGIN, ROW_HEAD, CELL)
    down = _most(high - 2 * MARGIN - _BLOCK, TURNED_HEAD, ROW)
    rows, columns = _dealt(len(table.rows), down), _dealt(len(table.columns), across)
    parts = [(some, others) for some in rows for others in columns]
    return [
        _page(table, _Part(some, others, number, len(parts)), lineage, theme, today, note)
        for number, (some, others) in enumerate(parts, 1)
    ]


def _most(room: float, head: float, each: float) -> int:
    return int((room / SMALLEST_SCALE - head) // each)


def _dealt(count: int, most: int) -> list[range]:
    """Numbers up to ``count`` in as few runs of at most ``most`` as possible, all about as long."""
    runs = max(ceil(count / most), 1)
    return [range(count * run // runs, count * (run + 1) // runs) for run in range(runs)]


def _page(table: MatrixTable, part: _Part, lineage: Sequence[Revision], theme: Theme, today: date, note: str) -> Page:
    wide, high = PAPERS["A3"]
    frame = Rect(MARGIN, MARGIN, wide - 2 * MARGIN, high - 2 * MARGIN)
    block, block_height = _title_block(table, part, lineage, theme, today, frame.width / MM_PER_PIXEL, note)
    top = frame.bottom - block_height * MM_PER_PIXEL
    room = Rect(frame.x, frame.y, frame.width, top - GAP - frame.y)
    drawn = fitted(matrix_picture(table, theme, part.rows, part.columns), room)
    under = Layer(frame.x, top, MM_PER_PIXEL, tuple(block))
    return Page(wide, high, frame, (drawn, under), page_title(table.map.info), today)


def _title_block(
    table: MatrixTable, part: _Part, lineage: Sequence[Revision], theme: Theme, today: date, room: float, note: str
) -> tuple[list[Group], float]:
    """Title and what is shown at the left, legend in the middle, date and revision at the right; and its height."""
    texts = [day_in_words(today), revision_words(lineage), _("Made with stratmap")]
    if part.count > 1:
        texts.insert(0, _("Page {number} of {count}").format(number=part.number, count=part.count))
    lines = [line for text in texts for line in broken(text, SMALL, "regular", 200.0, 2)]
    right, right_height = set_lines(lines, 4.0, SMALL, theme.canvas.ink)
    right_width = max(line.width for line in lines)
    said = " · ".join(each for each in (_name(table.rows_are), summary_words(table), note) if each)
    left_room = room * 0.30
    left, left_height = heading(table.map.info, left_room, theme, said)
    legend_x = left_room + COLUMN_GAP
    samples, legend_height = matrix_legend(table.rows_are, theme, room - right_width - COLUMN_GAP - legend_x)
    top = 14.0
    rule = Path(polyline(((0.0, 0.0), (room, 0.0))), stroke=theme.canvas.ink, line_width=1.0)
    groups = [
        Group("rule", 0.0, 0.0, (rule,)),
        Group("heading", 0.0, top, left),
        Group("imprint", room - right_width, top, tuple(right)),
        *(replace(each, x=each.x + legend_x, y=each.y + top - 4) for each in samples),
    ]
    return groups, top + max(left_height, right_height, legend_height)


def _name(rows: Rows) -> str:
    if rows is Rows.INITIATIVES:
        return _("What initiatives do to objectives")
    return _("What departments do to objectives by what they own")
